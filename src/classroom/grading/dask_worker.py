"""What runs in a Dask worker: it keeps the course unpacked while a run lasts, and has submissions graded beside itself.

Workers, and the scheduler, import this module; so the course's package must be installed where they run.
"""

import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

from classroom.grading.child import Child
from classroom.grading.packing import unpack
from classroom.grading.values import Answer, CourseParcel, Graded, Submission
from classroom.grading.versions import differences, versions


class CoursePlugin(WorkerPlugin):
    """The course in one worker. Dask gives it to every worker there is, and to those that come later."""

    def __init__(self, course: CourseParcel) -> None:
        self.course = course
        self.name = f"classroom-{course.digest}"
        self.unfit = ""

    def setup(self, worker: Worker) -> None:
        """Unpack the course, unless this worker would grade it otherwise."""
        self.ending = False
        self.lock = threading.Lock()
        self.idle: list[Child] = []
        self.busy: list[Child] = []
        different = differences(self.course.versions, versions(self.course.packages))
        if different:
            self.unfit = f"{worker.address} has {'; '.join(different)}"
            return
        # Dask clears this away, later, if the worker is killed. No other user may look into it.
        self.place = Path(tempfile.mkdtemp(prefix="classroom-", dir=worker.local_directory))
        unpack(self.course.packed, self.place / "course")

    def teardown(self, worker: Worker) -> None:
        """End what is still graded, and leave nothing behind."""
        if self.unfit:
            return
        with self.lock:
            self.ending = True
            children = [*self.idle, *self.busy]
        for child in children:
            child.process.kill()
            child.process.wait()
        shutil.rmtree(self.place, ignore_errors=True)

    def grade(self, submission: Submission) -> Answer:
        """Have a submission graded by a process that is free, or by a new one."""
        if self.unfit:
            return Answer(unfit=self.unfit)
        with self.lock:
            if self.ending:
                return Answer(unfit="The run is over.")
            child = self.idle.pop() if self.idle else Child(self.course, self.place / "course")
            self.busy.append(child)
        try:
            return child.grade(submission)
        finally:
            with self.lock:
                self.busy.remove(child)
                if child.alive:
                    self.idle.append(child)


def grade(name: str, submission: Submission) -> Answer:
    """Grade one submission of the course that is called so.

    It raises nothing: Dask would log what it was called with.
    """
    worker = get_worker()
    try:
        plugin = worker.plugins.get(name)
        if not isinstance(plugin, CoursePlugin):
            return Answer(unfit=f"{worker.address} has not received the course. Run it again.")
        return plugin.grade(submission)
    except Exception as error:
        return Answer(Graded(submission.student, trouble=f"{type(error).__name__}: {error}"))


def versions_here(packages: Sequence[str]) -> dict[str, str]:
    """What a worker would grade with."""
    return versions(tuple(packages))
