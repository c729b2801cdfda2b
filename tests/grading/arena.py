"""Grades a class of cases with the real nbgrader, in a folder that can be thrown away, and looks at what came of it."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from classroom.commands import search_path
from grading.course import ASSIGNMENT, POINTS, write_course
from grading.handing_in import Case, Handed, Surroundings
from grading.harm import CLASS, Listener, Snapshot, end_children, harm_done

COURSE_ID = "attacked"


@dataclass(frozen=True)
class Result:
    """What one submission got of the 10 autograded points, and the harm it did. None where it was not graded."""

    points: float | None
    items: dict[str, float]
    harm: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A graded class: what each case got, what nbgrader said, and how long it took in seconds.

    `unnamed_harm` was done by somebody of the class; which attack it was cannot be told.
    """

    results: dict[str, Result]
    unnamed_harm: tuple[str, ...]
    course: Path
    exit_code: int
    seconds: float
    said: str


def grade_class(
    root: Path,
    cases: Sequence[Case],
    *,
    stock: bool,
    timeout: float,
    released: Path | None = None,
    asserts: bool = False,
) -> Run:
    """Release the course in the empty folder `root`, hand in every case, autograde, write feedback, look for harm.

    `released` is a course folder to copy, which saves the time of releasing it anew. With `asserts` the course's checks
    show no score, as in most courses. Everything an attack can find by itself lies in `root`: the course, and a home folder of its own.
    """
    course, home = root / "course", root / "home"
    home.mkdir(parents=True)
    (home / "course.txt").write_text(str(course))
    if released:
        shutil.copytree(released, course)
    else:
        write_course(course, stock=stock, asserts=asserts)
    with Listener() as listener:
        for case in cases:
            folder = course / "submitted" / case.name / ASSIGNMENT
            shutil.copytree(course / "release" / ASSIGNMENT, folder)
            case.build(Handed(folder, case.name, Surroundings(listener.port)))
        before = Snapshot.of(course, home)
        start = time.monotonic()
        exit_code, said = _nbgrader(course, home, ["autograde", ASSIGNMENT], timeout)
        seconds = time.monotonic() - start
        # Long enough for a process that was left behind to show itself.
        time.sleep(2.5)
        _, more = _nbgrader(course, home, ["generate_feedback", ASSIGNMENT], timeout)
        (root / "said.txt").write_text(said + more, encoding="utf-8")
        grades = {case.name: read_points(course, case.name) for case in cases}
        harm = harm_done(course, home, cases, before, listener.heard, grades)
    end_children()
    results = {case.name: Result(*_total(grades[case.name]), tuple(sorted(harm.get(case.name, ())))) for case in cases}
    return Run(results, tuple(sorted(harm.get(CLASS, ()))), course, exit_code, seconds, said)


def read_points(course: Path, student: str) -> dict[str, float] | None:
    """The score of each autograded item as an export would count it; None if there is no submission."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", COURSE_ID) as gradebook:
        try:
            submission = gradebook.find_submission(ASSIGNMENT, student)
        except MissingEntry:
            return None
        return {
            grade.name: float(grade.score)
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.name.endswith("-check")
        }


def _total(items: dict[str, float] | None) -> tuple[float | None, dict[str, float]]:
    if items is None:
        return None, {}
    return sum(items.values()), items


def _nbgrader(course: Path, home: Path, arguments: list[str], timeout: float) -> tuple[int, str]:
    environment = {**os.environ, "PATH": search_path(), "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter"),
        "IPYTHONDIR": str(home / ".ipython"), "MPLBACKEND": "agg"}  # fmt: skip
    for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        environment[name] = str(home / ".local" / "share" / "jupyter")
    log = home.parent / f"{arguments[0]}.log"
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = -1
        finally:
            # Whatever is left of nbgrader's own session, stopped or not. What got out of it, `harm` looks for.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return code, log.read_text(encoding="utf-8", errors="replace")


def feedback_of(course: Path, student: str) -> dict[str, str]:
    """A student's feedback pages by the name of the notebook."""
    folder = course / "feedback" / student / ASSIGNMENT
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}


def cells_of(course: Path, student: str) -> Iterable[dict[str, object]]:
    """The cells of a student's autograded notebooks."""
    for path in sorted((course / "autograded" / student / ASSIGNMENT).glob("*.ipynb")):
        yield from json.loads(path.read_text(encoding="utf-8"))["cells"]


def maximum() -> float:
    """The autograded points of the course."""
    return sum(POINTS.values())
