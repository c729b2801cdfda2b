"""Tells when the grading of a submission hangs: the process that does it has worked, or done nothing, for too long.

A worker of a cluster reads this, which does not grade itself: so nothing of nbgrader is imported here.
"""

import time

from classroom.grading.values import Limits
from classroom.isolation.link import DeadlineError
from classroom.isolation.patience import Patience, processor_time

NOTHING = 0.005
"""Seconds of processor time. Less than that is no work."""

LOOK_SECONDS = 1.0
"""How long to do something else between two looks."""


class Watch:
    """Looks at a process that grades a submission, from now on."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self.pid, self.limits = pid, limits
        self.whole = Patience(limits.whole, self._used)
        self.began = self.since = time.monotonic()
        self.used = self._used()

    def look(self) -> None:
        """Raise `DeadlineError` if it has worked for too long, or done nothing for too long."""
        self.whole.left()
        now = self._used()
        if abs(now - self.used) > NOTHING:
            self.used, self.since = now, time.monotonic()
        elif time.monotonic() - self.since > self.limits.quiet:
            raise DeadlineError

    def given_up(self) -> str:
        """What is said of the submission then."""
        return (
            f"It was given up after {(time.monotonic() - self.began) / 60:.1f} minutes: grading hung. Grade it again;"
            " if that happens once more, grade it on one machine with --student and look at its log."
        )

    def _used(self) -> float:
        return processor_time([self.pid])
