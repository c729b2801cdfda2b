"""Has submissions graded by a process beside this one, and ends it if it hangs.

A worker of a cluster may have many threads, and must answer the scheduler whatever happens. What grading breaks, uses
up or waits for in vain is the other process's: see `child_process`.
"""

import contextlib
import subprocess
import sys
import time
from multiprocessing import Pipe
from pathlib import Path

from classroom.grading.hanging import LOOK_SECONDS, Watch
from classroom.grading.values import Answer, CourseParcel, Graded, Submission
from classroom.isolation.link import DeadlineError


class Child:
    """One process that grades, one submission after the other."""

    def __init__(self, course: CourseParcel, folder: Path) -> None:
        self.limits = course.limits
        self.line, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "classroom.grading.child_process", str(theirs.fileno()), str(folder)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with contextlib.suppress(OSError):  # it has ended; `grade` says so
            self.line.send((course.assignment, course.search))

    def grade(self, submission: Submission) -> Answer:
        """Have a submission graded. If this process ends or hangs, that is what comes of it."""
        watch = Watch(self.process.pid, self.limits)
        try:
            self.line.send(submission)
            while not self.line.poll(LOOK_SECONDS):
                watch.look()
            answer: Answer = self.line.recv()
            return answer
        except DeadlineError:
            trouble = watch.given_up()
        except (EOFError, OSError):
            trouble = f"The process that graded it ended with code {self.process.wait()}. Grade it again."
        self.end()
        return Answer(Graded(submission.student, trouble=trouble, seconds=time.monotonic() - watch.began))

    @property
    def alive(self) -> bool:
        """Whether it can grade another one."""
        return self.process.poll() is None

    def end(self) -> None:
        """End it, whatever it does. What it has started ends with it."""
        self.process.kill()
        self.process.wait()
        self.line.close()
