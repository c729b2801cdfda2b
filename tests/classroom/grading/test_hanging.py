"""When the grading of a submission is given up, and by whom: a worker of a cluster that has nothing else to load."""

import subprocess
import sys
import time

import pytest

from classroom.grading.hanging import Watch
from classroom.grading.values import Limits
from classroom.isolation.link import DeadlineError

SPINS, SLEEPS = "while True: pass", "import time; time.sleep(1000)"


def until_given_up(watch: Watch) -> None:
    while True:
        watch.look()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("code", "limits"),
    [(SPINS, Limits(quiet=60.0, whole=0.3)), (SLEEPS, Limits(quiet=0.3, whole=60.0))],
    ids=["works for too long", "does nothing for too long"],
)
def test_what_works_or_does_nothing_for_too_long_is_given_up(code: str, limits: Limits) -> None:
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        try:
            watch = Watch(process.pid, limits)
            with pytest.raises(DeadlineError):
                until_given_up(watch)
            assert "grading hung" in watch.given_up()
            Watch(process.pid, Limits(quiet=60.0, whole=60.0)).look()
        finally:
            process.kill()


def test_whoever_watches_need_not_be_able_to_grade() -> None:
    """Dask's workers are kept from answering while they load large packages."""
    loads = "import sys, classroom.grading.child; print({'nbgrader', 'IPython'} & set(sys.modules) or 'nothing')"
    said = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True).stdout
    assert said == "nothing\n"
