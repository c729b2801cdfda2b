"""Grades a course's own solutions and its release in both ways, before anybody trusts isolated grading with a class.

`classroom try` hands in two submissions: the source with its solutions, which should get all points, and what students
are given, which should get what it gets under stock nbgrader. Both are graded twice in a folder that is thrown away,
by nbgrader as it comes and by this package, and the scores are compared row for row. Neither gradebook nor submissions
of the course are touched.
"""

import contextlib
import io
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_task
from traitlets.config import Config

from classroom.commands import CONFIG_FILE, course_config, search_path
from classroom.configure import configure
from classroom.course import Course, CourseError
from classroom.markers import SOLUTION, without_marker_lines
from classroom.notebooks import (
    cell_name,
    grade_id,
    in_words,
    is_answer,
    is_check,
    is_graded,
    language_of,
    missing_kernel,
    nbgrader_metadata,
    read_notebook,
)
from classroom.preprocessors import missing, set_to

STDERR = 2
PERFECT, BLANK = "perfect", "blank"
COURSE_ID = "tried"
OURS = {
    "Autograde": ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors"),
    "IsolatedExecute": None,
    "FailClosed": None,
    "SubmissionExporter": None,
}
"""The settings, by section, that are not stock nbgrader's; None for a section as a whole."""

WARNED = (
    "While the test ran, something was written to stderr: a library's warning, for one. Stock nbgrader gives 0 for"
    " that, whatever the answer. Here it costs nothing."
)

Answers = Mapping[str, Mapping[str, str]]
"""What is written in answer cells: by notebook and grade id."""
Scores = dict[tuple[str, str], float]
"""Points by notebook and grade id."""


@dataclass
class Graded:
    """A class graded in one way. `scores` is empty for a submission that was not graded.

    `reasons` says how a test ended that raised, `asked` which items wait for a person, `seconds` how long a submission
    took, `said_last` the end of nbgrader's log.
    """

    scores: dict[str, Scores] = field(default_factory=dict)
    reasons: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    asked: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    seconds: float = 0.0
    said_last: str = ""


@dataclass(frozen=True)
class Row:
    """One test of one submission in both ways, and how many points it can give."""

    who: str
    notebook: str
    test: str
    stock: float
    ours: float
    most: float
    reason: str
    asks: bool

    @property
    def is_wrong(self) -> bool:
        """Whether the course's own solution does not get all points, whichever way it is graded."""
        return self.who == PERFECT and max(self.stock, self.ours) < self.most

    def __str__(self) -> str:
        named = f"{self.notebook}, test {self.test}"
        said = (
            f"{named}, {self.who} submission: {self.ours:g} of {self.most:g} points here, {self.stock:g} with stock"
            " nbgrader."
        )
        if self.is_wrong and self.ours == self.stock:
            said = f"{named}: the course's own solution gets {self.ours:g} of {self.most:g}, with stock nbgrader too."
        person = " A person is asked to look at it." if self.asks else ""
        return said + person + (f"\n    {self.reason}" if self.reason else "")


@dataclass(frozen=True)
class Tried:
    """An assignment graded in both ways.

    `by_hand` are the points of items that a person grades, `remarks` what there is to say of notebooks in other
    languages.
    """

    assignment: str
    rows: Sequence[Row]
    stock: Graded
    ours: Graded
    by_hand: float
    remarks: Sequence[str]

    @property
    def differing(self) -> list[Row]:
        """The tests that give other points here than with stock nbgrader."""
        return [row for row in self.rows if row.stock != row.ours]

    @property
    def wrong(self) -> list[Row]:
        """The tests that the course's own solutions do not pass."""
        return [row for row in self.rows if row.is_wrong]

    def text(self) -> str:
        """What an instructor is told at the end."""
        perfect = [row for row in self.rows if row.who == PERFECT]
        most = f"{sum(row.most for row in perfect):g}"
        lines = [str(row) for row in self.rows if row.stock != row.ours or row.is_wrong]
        lines += [
            f"{self.assignment}: the course's own solutions get {sum(row.ours for row in perfect):g} of {most} points"
            f" here, and {sum(row.stock for row in perfect):g} of {most} with stock nbgrader."
            + (f" {self.by_hand:g} more are for a person to give." if self.by_hand else ""),
            f"A submission took {self.ours.seconds:.1f} seconds here and {self.stock.seconds:.1f} with stock nbgrader.",
        ]
        for name, way in (("Stock nbgrader", self.stock), ("Isolated grading", self.ours)):
            lines += [
                f"{name} has not graded the {who} submission." for who in (PERFECT, BLANK) if who not in way.scores
            ]
        lines += self.remarks
        said = (
            f"{len(self.differing)} of {len(self.rows)} differ"
            if self.differing
            else f"all {len(self.rows)} are the same"
        )
        lines.append(f"Points of each test, for the course's own solution and for the release: {said}.")
        if self.wrong:
            tests = "1 test is" if len(self.wrong) == 1 else f"{len(self.wrong)} tests are"
            lines.append(f"To mend: {tests} not passed by the course's own solution.")
        return "\n".join(lines)


def settings_of(root: Path, *, stock: bool) -> Config:
    """The course's settings, with isolated grading or without it, whether they ask for it or not."""
    config = course_config(root) if (root / CONFIG_FILE).is_file() else Config()
    ours = not missing(set_to(config.Autograde, "autograde_preprocessors", []))
    if stock:
        for section, names in OURS.items():
            for name in names if names is not None else [*config.get(section, {})]:
                config[section].pop(name, None)
    elif not ours:
        configure(config)
    return config


def solutions(source: Path) -> Answers:
    """The course's own answers."""
    return {
        path.stem: {
            grade_id(cell): without_marker_lines(cell.source, SOLUTION)
            for cell in read_notebook(path).cells
            if is_answer(cell)
        }
        for path in sorted(source.glob("*.ipynb"))
    }


def points_of_tests(course: Course) -> Scores:
    """How many points each test of the source can give."""
    return {
        (path.stem, grade_id(cell)): float(nbgrader_metadata(cell)["points"])
        for path in course.source_notebooks()
        for cell in read_notebook(path).cells
        if is_check(cell)
    }


def hand_in(root: Path, assignment: str, who: str, answers: Answers) -> None:
    """Hand in the release with these answers."""
    release, folder = root / "release" / assignment, root / "submitted" / who / assignment
    shutil.copytree(release, folder)
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(path.stem, {}).get(grade_id(cell), cell.source)
        nbformat.write(notebook, path)


def grade(root: Path, assignment: str, submissions: Mapping[str, Answers], config: Config) -> Graded:
    """Release the assignment of the folder `root`, hand in and autograde, as nbgrader's commands do."""
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = assignment
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    for name in ("source", "release", "submitted", "autograded"):
        config.CourseDirectory[f"{name}_directory"] = name
    for name, path in config.get("IncludeHeaderFooter", {}).items():
        config.IncludeHeaderFooter[name] = str(root / path)
    directory = CourseDirectory(config=config)
    graded = Graded()
    with quiet(root / "nbgrader.log"):
        try:
            GenerateAssignment(coursedir=directory, config=config).start()
        except BaseException as error:
            raise CourseError(f"nbgrader cannot release {assignment}: {error}. What it said: {_end(root)}") from error
        for who, answers in submissions.items():
            hand_in(root, assignment, who, answers)
        began = time.monotonic()
        with contextlib.suppress(Exception):  # as stock nbgrader ends where one submission fails
            Autograde(coursedir=directory, config=config).start()
        graded.said_last = f"What it said last: {_end(root).strip().rpartition(chr(10))[2]}"
        graded.seconds = (time.monotonic() - began) / max(1, len(submissions))
    with Gradebook(directory.db_url, COURSE_ID) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            if not (root / "autograded" / submission.student_id / assignment).is_dir():
                continue  # nbgrader gave it up, and left points that look like some
            cells = [(note.name, grade) for note in submission.notebooks for grade in note.grades]
            graded.scores[submission.student_id] = {(name, one.name): float(one.score) for name, one in cells}
            graded.asked[submission.student_id] = {(name, one.name) for name, one in cells if one.needs_manual_grade}
    for who in submissions:
        graded.reasons[who] = dict(_reasons(root / "autograded" / who / assignment))
    return graded


def rows(stock: Graded, ours: Graded, tests: Scores, given_up: str = "") -> list[Row]:
    """Every test of every submission; `tests` has the points that each can give.

    `given_up` says why stock nbgrader has no points for a submission, if it has none.
    """
    found = []
    for who in dict.fromkeys([*ours.scores, *stock.scores]) or (PERFECT,):
        for key, most in tests.items():
            points = (stock.scores.get(who, {}).get(key, 0.0), ours.scores.get(who, {}).get(key, 0.0))
            reason = ours.reasons.get(who, {}).get(key, "") or stock.reasons.get(who, {}).get(key, "")
            if who not in ours.scores:
                reason = f"Isolated grading gave up the whole submission. {ours.said_last}"
            elif not reason and who not in stock.scores:
                reason = f"Stock nbgrader gave up the whole submission. {given_up}"
            if not reason and who == PERFECT and max(points) < most:
                reason = f"It raised no error: what it shows in its last line is {points[1]:g}."
            found.append(Row(who, *key, *points, most, reason, key in ours.asked.get(who, ())))
    return found


def try_course(course: Course) -> Tried:
    """Grade the course's solutions and its release in both ways."""
    os.environ["PATH"] = search_path()
    submissions: dict[str, Answers] = {PERFECT: solutions(course.source), BLANK: {}}
    done = {}
    with tempfile.TemporaryDirectory(prefix="tried-") as scratch:
        for way in ("stock", "ours"):
            root = Path(scratch) / way
            shutil.copytree(course.root / "source", root / "source")
            done[way] = grade(root, course.assignment, submissions, settings_of(course.root, stock=way == "stock"))
    tests = points_of_tests(course)
    by_hand, remarks, given_up = 0.0, [], []
    for path in course.source_notebooks():
        notebook = read_notebook(path)
        no_kernel = "" if language_of(notebook) == "python" else missing_kernel(notebook)
        read = [cell for cell in notebook.cells if (is_graded(cell) or is_task(cell)) and not is_check(cell)]
        by_hand += sum(float(nbgrader_metadata(cell)["points"]) for cell in read)
        if language_of(notebook) != "python":
            remarks.append(
                f"{path.name} is written in {in_words(notebook)}: it is left to stock nbgrader, here as well."
            )
        if no_kernel:
            tests = {key: most for key, most in tests.items() if key[0] != path.stem}
            remarks[-1] += f" {no_kernel} Its tests are not counted."
            given_up.append(f"It cannot run {path.name}, which is written in {in_words(notebook)}. {no_kernel}")
    found = rows(done["stock"], done["ours"], tests, " ".join(given_up) or done["stock"].said_last)
    return Tried(course.assignment, found, done["stock"], done["ours"], by_hand, remarks)


@contextlib.contextmanager
def quiet(log: Path) -> Iterator[None]:
    """While this lasts, what nbgrader and the kernels that it starts say goes into a file."""
    with log.open("a", encoding="utf-8") as sink, contextlib.redirect_stdout(io.StringIO()):
        logger = logging.getLogger("traitlets")
        before, logger.handlers = logger.handlers, [logging.StreamHandler(sink)]
        terminal = os.dup(STDERR)
        os.dup2(sink.fileno(), STDERR)
        try:
            with contextlib.redirect_stderr(sink):
                yield
        finally:
            os.dup2(terminal, STDERR)
            os.close(terminal)
            logger.handlers = before


def _end(root: Path) -> str:
    return (root / "nbgrader.log").read_text(encoding="utf-8")[-2000:]


def _reasons(folder: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """How those tests ended that raised, or that stock nbgrader gives 0 for a word on stderr."""
    for path in sorted(folder.glob("*.ipynb")):
        notebook = read_notebook(path)
        lines = notebook.metadata.get("grading", {}).get("lines", {})
        for place, cell in enumerate(notebook.cells):
            errors = [one for one in cell.get("outputs", []) if one.output_type == "error"]
            if is_check(cell) and errors:
                name = cell_name(cell, place)
                line = f"\n    The line: {lines[name]}" if name in lines else ""
                said = f": {errors[0].evalue}" if errors[0].evalue else ""
                yield (path.stem, name), f"{errors[0].ename}{said}{line}"
            elif is_check(cell) and any(one.get("name") == "stderr" for one in cell.get("outputs", [])):
                yield (path.stem, cell_name(cell, place)), WARNED
