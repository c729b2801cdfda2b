"""Where one worker grades: a gradebook and an output folder of its own, and nbgrader's own autograding in between.

What comes out is a value: the changes that belong into the course's gradebook, and the folder of graded notebooks. So
it does not matter whether the worker is a process on this machine or on another one.
"""

import contextlib
import functools
import logging
import os
import shutil
import signal
import time
import traceback
import warnings
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import nbgrader.api
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from classroom.grading.rows import Rows, changes, read_rows, remove_rows, write_rows
from classroom.grading.values import BLANK, Graded
from classroom.sanitising.exporter import NO_NAME, STUDENT_NAME

ROOM = "room-"
"""How the folder of a room is called, before the number of its process."""

UNDER_WAY = "under-way"
"""A file of this name in a room has the name of the student whose submission is graded there."""


class Room:
    """Grades submissions of one assignment, one after the other.

    `config` are the course's settings. `place` is an empty folder for this room alone, and `gradebook` a file to copy:
    a gradebook that has the assignment and nobody's submission.
    """

    def __init__(self, config: Config, place: Path, gradebook: Path, assignment: str) -> None:
        self.assignment = assignment
        self.place = place
        self.url = f"sqlite:///{place / 'gradebook.db'}"
        shutil.copyfile(gradebook, place / "gradebook.db")
        self.config = deepcopy(config)
        self.config.CourseDirectory.db_url = self.url
        self.config.CourseDirectory.autograded_directory = str(place / "autograded")
        self.config.CourseDirectory.assignment_id = assignment
        self.course_id = str(config.CourseDirectory.course_id)
        self.api = NbGraderAPI(config=self.config)
        self.directory = cast(CourseDirectory, self.api.coursedir)

    def grade(self, student: str, rows: Rows) -> Graded:
        """Grade what lies in the student's folder; `rows` is what the course's gradebook has of the submission."""
        if not STUDENT_NAME.fullmatch(student):  # nbgrader takes such a name for a pattern, and finds no such folder
            said = NO_NAME % ascii(student)
            return Graded(student, log=said, trouble=said)
        began = time.monotonic()
        trouble = ""
        (self.place / UNDER_WAY).write_text(student, encoding="utf-8")
        with self._log() as (log, path):
            with self._gradebook() as gradebook:
                write_rows(gradebook, rows)
            try:
                self.directory.student_id = student
                converter = Autograde(coursedir=self.directory, parent=self.api)
                converter.log = log
                converter.start()
            except Exception as error:
                log.error(traceback.format_exc())
                trouble = f"{type(error).__name__}: {error}"
            with self._gradebook() as gradebook:
                after = read_rows(gradebook, self.assignment, student)
                remove_rows(gradebook, after)
        said = path.read_text(encoding="utf-8", errors="replace")
        folder = self.place / "autograded" / student / self.assignment
        changed = changes(rows, after)
        if not trouble and not folder.is_dir():
            trouble = _last_error(said) or "Nothing was found to grade."
        seconds = time.monotonic() - began
        if trouble:
            shutil.rmtree(folder, ignore_errors=True)
            return Graded(student, log=said, trouble=trouble, seconds=seconds)
        return Graded(student, changed, str(folder), said, seconds=seconds)

    def _gradebook(self) -> Gradebook:
        return Gradebook(self.url, self.course_id)

    @contextlib.contextmanager
    def _log(self) -> Iterator[tuple[logging.Logger, Path]]:
        path = self.place / "log"
        log = logging.getLogger("classroom.grading")
        log.setLevel(logging.INFO)
        log.propagate = False
        handler = logging.FileHandler(path, mode="w", encoding="utf-8", errors="backslashreplace")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        try:
            yield log, path
        finally:
            log.removeHandler(handler)
            handler.close()


def _last_error(said: str) -> str:
    errors = [line.partition(" ERROR ")[2] for line in said.splitlines() if " ERROR " in line]
    return errors[-1] if errors else ""


_room: list[Room] = []


def open_room(config: Config, place: Path, assignment: str) -> None:
    """Called once in each worker: Ctrl-C is the main process's, and the gradebook here is nobody's to keep.

    nbgrader opens it a dozen times for each submission. All of them share an engine, which knows statements that it has
    compiled before: to compile them was a quarter of what grading took in this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As nbgrader_config.py has it, which a worker does not read: nbgrader draws these at every submission.
    warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)
    vars(nbgrader.api)["create_engine"] = functools.cache(create_engine)

    @event.listens_for(Engine, "connect")
    def hurry(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    mine = place / f"{ROOM}{os.getpid()}"
    mine.mkdir()
    _room.append(Room(config, mine, place / BLANK, assignment))


def grade_in_room(student: str, rows: Rows) -> Graded:
    """Grade one submission in this worker's room."""
    return _room[-1].grade(student, rows)
