"""`classroom grade`: grades a class on all cores of this machine, or on a cluster, and goes on where it was broken off.

This process alone writes to the gradebook. Its workers give it values (see `room`); it records each submission in one
transaction, and only then puts the graded notebooks in their place. So a submission is recorded whole or not at all,
whenever the power goes.
"""

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from nbgrader.api import Gradebook, MissingEntry
from pebble import ProcessExpired, ProcessPool

from classroom.commands import CONFIG_FILE, course_directory, submitted_folders
from classroom.course import Course, CourseError
from classroom.grading.cluster import LARGEST, Cluster, StoppedError
from classroom.grading.fingerprint import GRADED_FROM, fingerprint, graded_from
from classroom.grading.hanging import LOOK_SECONDS, Watch
from classroom.grading.packing import pack
from classroom.grading.parcel import course_parcel
from classroom.grading.parcel import limits as limits_of
from classroom.grading.room import ROOM, UNDER_WAY, grade_in_room, open_room
from classroom.grading.rows import Rows, add_indexes, copy_definitions, make_changes, read_rows
from classroom.grading.values import BLANK, Graded, Limits, Submission
from classroom.isolation.link import DeadlineError
from classroom.sanitising.gradebook import NOT_WHOLE, UNFINISHED

PLACE = ".grading"
"""The folder in the course in which a run works."""

LOGS = "logs"

AHEAD = 2
"""Submissions that are handed to each worker at a time, so that none waits for the next."""


@dataclass(frozen=True)
class Result:
    """What became of one student's submission."""

    student: str
    points: float = 0.0
    most: float = 0.0
    waiting: int = 0
    trouble: str = ""
    seconds: float = 0.0


@dataclass
class ClassReport:
    """What became of a class: what was graded in this run, how much was graded before, and whether it was stopped."""

    results: list[Result] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0
    stopped: str = ""
    seconds: float = 0.0

    @property
    def troubled(self) -> list[Result]:
        """Those of which nothing could be recorded."""
        return [result for result in self.results if result.trouble]


class ClassGrading:
    """Grades the submissions of a course's assignment."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.assignment = course.assignment
        self.directory = course_directory(course)
        self.config = self.directory.config
        self.place = course.root / PLACE
        self.logs = self.place / LOGS
        """What nbgrader said of each submission; these files stay."""
        self.of_course = self._fingerprint_of_course()
        self.handed_out: dict[str, str] = {}
        """The fingerprint of each submission as it was when a worker got it."""

    # --- What there is to do -----------------------------------------------------------------------------------------

    def students(self) -> list[str]:
        """Everybody who has a folder for this assignment in submitted/."""
        return list(submitted_folders(self.directory, self.assignment))

    def is_graded(self, student: str) -> bool:
        """Whether the submission was graded as it is now, with the course as it is now, and is recorded."""
        folder = self._graded(student)
        if (folder / UNFINISHED).exists() or graded_from(folder) != self._fingerprint(student):
            return False
        with self._gradebook() as gradebook:
            try:
                submission = gradebook.find_submission(self.assignment, student)
            except MissingEntry:
                return False
            return bool(submission.timestamp != NOT_WHOLE)

    def _source(self) -> Path:
        return Path(self.directory.format_path(self.directory.source_directory, ".", self.assignment))

    def _submitted(self, student: str) -> Path:
        return Path(self.directory.format_path(self.directory.submitted_directory, student, self.assignment))

    def _graded(self, student: str) -> Path:
        return Path(self.directory.format_path(self.directory.autograded_directory, student, self.assignment))

    def _fingerprint_of_course(self) -> str:
        # Not what JupyterLab and training leave in the source: nbgrader takes no notice of it either.
        return fingerprint([self._source(), self.course.root / CONFIG_FILE], self.directory.ignore)

    def _fingerprint(self, student: str) -> str:
        return f"{self.of_course} {fingerprint([self._submitted(student)])}"

    def _gradebook(self) -> Gradebook:
        return Gradebook(self.directory.db_url, str(self.directory.course_id))

    # --- Doing it ----------------------------------------------------------------------------------------------------

    def run(
        self,
        students: list[str],
        workers: int | None,
        *,
        again: bool,
        on_result: Callable[[Result, int], None],
        scheduler: str = "",
        say: Callable[[str], None] = print,
    ) -> ClassReport:
        """Grade these students' submissions, but for those that are graded already unless it is to be done `again`.

        It is done by so many `workers`, or as many as there are cores: on this machine, or on the cluster of the Dask
        `scheduler`. `on_result` is told each result as it comes, and how many submissions are left; `say`, what else a
        person should know. A KeyboardInterrupt ends the run; what is recorded by then stays.
        """
        began = time.monotonic()
        report = ClassReport(left=len(students))
        with contextlib.suppress(KeyboardInterrupt), self._alone():
            self.of_course = self._fingerprint_of_course()
            todo = [student for student in students if again or not self.is_graded(student)]
            report.unchanged = len(students) - len(todo)
            report.left = len(todo)
            if todo:
                self.logs.mkdir(exist_ok=True)
                self._blank_gradebook()
                if scheduler:
                    each = self._graded_by_cluster(todo, scheduler, workers, say)
                else:
                    each = self._graded_ones(todo, workers or os.cpu_count() or 1)
                try:
                    with contextlib.closing(each):
                        for graded in each:
                            result = self._record(graded)
                            report.results.append(result)
                            report.left -= 1
                            on_result(result, report.left)
                except StoppedError as error:
                    report.stopped = str(error)
        report.seconds = time.monotonic() - began
        return report

    def _graded_ones(self, students: list[str], workers: int) -> Generator[Graded, None, None]:
        """Have the submissions graded by workers, and give what comes of each as it comes."""
        workers = min(workers, len(students))
        start = partial(open_room, self.config, self.place, self.assignment)
        waiting = iter(students)
        pool: Any = ProcessPool(max_workers=workers, initializer=start, context=get_context("spawn"))
        running: dict[Future[Graded], str] = {}
        limits = limits_of(self.directory, self._source())
        watches: dict[str, Watch] = {}
        given_up: dict[str, str] = {}
        try:
            while True:
                for student in islice(waiting, workers * AHEAD - len(running)):
                    running[pool.schedule(grade_in_room, args=[student, self._hand_out(student)])] = student
                if not running:
                    break
                for future in wait(running, LOOK_SECONDS, return_when=FIRST_COMPLETED).done:
                    student = running.pop(future)
                    yield _outcome(future, student, given_up.get(student, ""))
                given_up |= self._end_what_hangs(set(running.values()), watches, limits)
            pool.close()
        finally:
            pool.stop()
            pool.join()

    def _end_what_hangs(self, running: set[str], watches: dict[str, Watch], limits: Limits) -> dict[str, str]:
        """End the workers that hang over one of these students' submissions; returns what is said of each."""
        ended = {}
        for room in self.place.glob(f"{ROOM}*"):
            try:
                student = (room / UNDER_WAY).read_text(encoding="utf-8")
            except OSError:  # nothing is graded there yet
                continue
            if student not in running:
                continue
            pid = int(room.name.removeprefix(ROOM))
            if student not in watches:
                watches[student] = Watch(pid, limits)
            try:
                watches[student].look()
            except DeadlineError:
                ended[student] = watches[student].given_up()
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        return ended

    def _graded_by_cluster(
        self, students: list[str], scheduler: str, most: int | None, say: Callable[[str], None]
    ) -> Generator[Graded, None, None]:
        """The same, by the workers of a Dask cluster."""
        course = course_parcel(self.config, self.assignment, self.place / BLANK)
        with contextlib.closing(Cluster(scheduler, course)) as cluster:
            yield from cluster.graded_ones(students, self._submission, self.place / f"{ROOM}arrived", most, say)

    def _submission(self, student: str) -> Submission:
        rows = self._hand_out(student)
        return Submission(student, pack({".": self._submitted(student)}, LARGEST), rows)

    def _hand_out(self, student: str) -> Rows:
        """What the gradebook has of a student whose submission is graded next."""
        self.handed_out[student] = self._fingerprint(student)
        with self._gradebook() as gradebook:
            return read_rows(gradebook, self.assignment, student)

    def _record(self, graded: Graded) -> Result:
        """Write one submission into the gradebook, and put its graded notebooks in their place."""
        log = self.logs / f"{graded.student}.log"
        log.write_text(graded.log, encoding="utf-8", errors="backslashreplace")
        if graded.trouble:
            return Result(graded.student, trouble=graded.trouble, seconds=graded.seconds)
        new, place = Path(graded.folder), self._graded(graded.student)
        (new / GRADED_FROM).write_text(self.handed_out[graded.student], encoding="ascii")
        with self._gradebook() as gradebook:
            make_changes(gradebook, graded.changed)
            submission = gradebook.find_submission(self.assignment, graded.student)
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            result = Result(
                graded.student,
                points=float(submission.score or 0),
                most=float(submission.max_score or 0),
                waiting=sum(grade.needs_manual_grade for grade in grades),
                seconds=graded.seconds,
            )
        if place.exists():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, place)
        return result

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other runs out, and leave nothing behind but the logs."""
        self.place.mkdir(exist_ok=True)
        try:
            with FileLock(self.place / "lock", timeout=0):
                self._tidy()
                try:
                    yield
                finally:
                    self._tidy()
        except Timeout:
            raise CourseError(
                f"Another `classroom grade` is at work in {self.course.root}. Wait until it ends, or stop it."
            ) from None

    def _tidy(self) -> None:
        for path in self.place.glob(f"{ROOM}*"):
            shutil.rmtree(path, ignore_errors=True)

    def _blank_gradebook(self) -> None:
        """Write a gradebook for the workers: it has the assignment, and nobody's submission."""
        with self._gradebook() as gradebook:
            try:
                gradebook.find_assignment(self.assignment)
            except MissingEntry:
                raise CourseError(
                    f"The gradebook does not know {self.assignment}. Run `nbgrader generate_assignment"
                    f" {self.assignment}` first."
                ) from None
            add_indexes(gradebook)
            copy_definitions(gradebook, self.place / BLANK, str(self.directory.course_id))


def _outcome(future: "Future[Graded]", student: str, given_up: str) -> Graded:
    try:
        return future.result()
    except ProcessExpired as error:
        if given_up:
            return Graded(student, trouble=given_up)
        return Graded(student, trouble=f"The process that graded it ended with code {error.exitcode}. Grade it again.")
    except Exception as error:
        return Graded(student, trouble=f"{type(error).__name__}: {error}")
