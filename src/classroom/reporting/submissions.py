"""What the graded notebooks of a class say beside the points: what was mended and stopped, and why answers got 0.

Verdicts, times and stops stand in the notebooks' metadata, where grading puts them and no student writes. A notebook
that cannot be read costs the report its lines, and nothing else.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from classroom.course import Course, Item
from classroom.grading.whole_class import LOGS, PLACE
from classroom.isolation.outputs import REASONS
from classroom.notebooks import NOTES_ID, remark_on
from classroom.reporting.grades import BROKEN_OFF, NOT_GRADED, NOTHING, Grades
from classroom.sanitising.exporter import STUDENT_NAME
from classroom.showing.remarks import first_slip

LONGEST_REASON = 300
RED = re.compile(r"\b(?:ERROR|CRITICAL)\b\]?\s*(.+)")

NO_REASON = "graded before reasons were kept: `classroom grade --again` adds them"
REFUSALS = frozenset({"PermissionError", "MemoryError", "BlockingIOError", "ConnectionError", "URLError", "gaierror"})
"""Errors by which a student's code notices the sandbox. They may have other causes."""
OUTSIDE = re.compile(r"FileNotFoundError: .*'(?:/|~|\.\.|[A-Za-z]:[/\\])")
"""So does what looks for a file of the machine's, which is not there for it."""
TOO_SLOW = "too slow"
"""The outcome of a check whose time limit had to act."""
READ_BY_A_PROGRAM = "As a program has read it, the first equality sign that does not hold:"
NOT_IN_IT = "the notebook was not handed in"
AS_RELEASED = "left as it was released"


@dataclass(frozen=True)
class Finding:
    """A mistake that a check has named, or the first slip that a program has read in a written answer."""

    name: str
    title: str
    says: str


@dataclass(frozen=True)
class Answer:
    """What one student wrote for one item, what was found in it, and why it got nothing, if it did."""

    source: str = ""
    mistakes: tuple[Finding, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Submission:
    """One student's submission, read."""

    grades: Grades
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What was mended before grading."""
    stopped: tuple[tuple[str, str], ...] = ()
    """Where a limit or another protection made itself felt, and what was said of it."""
    questions: tuple[tuple[str, str], ...] = ()
    """Where a check is in doubt and a person is asked to decide, and what is to be decided."""
    protection: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Processor time by notebook, where it was measured."""
    no_grade: str = ""
    """Why there is no grade, if there is none."""
    is_refused: bool = False
    """Whether grading was tried, or will not be: to run it again helps only after something else was done."""

    @property
    def name(self) -> str:
        """The student's id: what the folder is called."""
        return self.grades.student.id


def read_submission(course: Course, grades: Grades, folder: Path | None, released: Mapping[str, str]) -> Submission:
    """Read what lies in the folder of graded notebooks; `released` are the answer cells as students got them."""
    if grades.state in (NOTHING, BROKEN_OFF, NOT_GRADED):
        why, is_refused = _why_not_graded(course, grades)
        return Submission(grades, no_grade=why, is_refused=is_refused)
    notebooks = {name: _read(folder, name) for name in {item.notebook for item in course.items}}
    answers: dict[str, Answer] = {}
    notes: list[str] = []
    stopped: list[tuple[str, str]] = []
    questions: list[tuple[str, str]] = []
    protection: set[str] = set()
    seconds: dict[str, float] = {}
    called = course.labels
    labels = {name: called[item.id] for item in course.items for name in (item.id, item.graded_cell)}
    for name, notebook in sorted(notebooks.items()):
        about = _mapping(_mapping(notebook.get("metadata")).get("grading"))
        if isinstance(about.get("seconds"), int | float):
            seconds[name] = float(about["seconds"])
        protection |= {str(layer) for layer in about.get("protection", ()) if isinstance(layer, str)}
        stopped += [*_named(about.get("stopped"), labels, name), *_refusals(notebook, labels, name)]
        slow = {cell: verdict for cell, verdict in _mapping(about.get("verdicts")).items() if _is_slow(verdict)}
        stopped += _named({cell: _first_title(verdict) for cell, verdict in slow.items()}, labels, name)
        questions += _named(about.get("questions"), labels, name)
        notes += [f"{name}: {note}" for note in _notes(notebook)]
    for item in course.items:
        answers[item.id] = _answer(item, notebooks[item.notebook], grades, released.get(item.id, ""))
    return Submission(grades, answers, tuple(notes), tuple(stopped), tuple(questions), frozenset(protection), seconds)


def _named(said: Any, labels: Mapping[str, str], notebook: str) -> list[tuple[str, str]]:
    """What was said of cells, with what people call them."""
    return [(labels.get(cell, f"a cell of {notebook}"), _short(str(why))) for cell, why in _mapping(said).items()]


def _is_slow(verdict: Any) -> bool:
    return _mapping(verdict).get("outcome") == TOO_SLOW


def _first_title(verdict: Any) -> str:
    titles = [str(_mapping(found).get("title", "")) for found in _mapping(verdict).get("findings", ())]
    return titles[0] if titles else TOO_SLOW


def _refusals(notebook: dict[str, Any], labels: Mapping[str, str], name: str) -> list[tuple[str, str]]:
    """The cells that ended because the sandbox did not let them do something."""
    found = []
    for cell in map(_mapping, notebook.get("cells", [])):
        grade_id = str(_mapping(_mapping(cell.get("metadata")).get("nbgrader")).get("grade_id", ""))
        for output in map(_mapping, cell.get("outputs", [])):
            said = f"{output.get('ename')}: {output.get('evalue')}"
            if output.get("ename") in REFUSALS or OUTSIDE.match(said):
                where = labels.get(grade_id, f"a cell of {name}")
                found.append((where, f"ended with {output['ename']}"))
    return found


def _why_not_graded(course: Course, grades: Grades) -> tuple[str, bool]:
    name = grades.student.id
    if grades.state == NOTHING:
        return NOTHING, False
    log = course.root / PLACE / LOGS / f"{name}.log"
    try:
        lines = RED.findall(log.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        lines = []
    if not STUDENT_NAME.fullmatch(name):
        return "the folder's name holds characters that act as commands: rename it, then run `classroom grade`", True
    if lines:
        return f"grading failed: {_short(lines[-1])}", True
    if grades.state == BROKEN_OFF:
        return "grading was broken off: run `classroom grade`", False
    return "not graded yet: run `classroom grade`", False


def _read(folder: Path | None, name: str) -> dict[str, Any]:
    if folder is None:
        return {}
    try:
        read = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) and isinstance(read.get("cells"), list) else {}


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _notes(notebook: dict[str, Any]) -> list[str]:
    cells = [cell for cell in notebook.get("cells", [])[:1] if _mapping(cell).get("id") == NOTES_ID]
    lines = [line[2:] for cell in cells for line in _source(cell).split("\n") if line.startswith("- ")]
    return [html.unescape(re.sub(r"\\(.)", r"\1", line)) for line in lines]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _cell(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    for cell in map(_mapping, notebook.get("cells", [])):
        if _mapping(_mapping(cell.get("metadata")).get("nbgrader")).get("grade_id") == grade_id:
            return cell
    return {}


def _answer(item: Item, notebook: dict[str, Any], grades: Grades, released: str) -> Answer:
    source = _source(_cell(notebook, item.id))
    said = _mapping(_mapping(_mapping(notebook.get("metadata")).get("grading")).get("verdicts"))
    verdict = _mapping(said.get(item.graded_cell))
    found = [_mapping(one) for one in verdict.get("findings", ()) if _mapping(one).get("kind") == "wrong"]
    mistakes = tuple(Finding(*(str(one.get(key, "")) for key in ("name", "title", "says"))) for one in found)
    if slip := first_slip(remark_on(notebook, item.id)):
        name, title, formula = slip
        mistakes += (Finding(name, title, f"{READ_BY_A_PROGRAM} {_short(formula)}"),)
    points = grades.points.get((item.notebook, item.graded_cell))
    reason = ""
    if points is None:
        reason = NOT_IN_IT
    elif points.earned == 0:
        reason = _why_nothing(item, notebook, grades, verdict, mistakes, source.strip() == released.strip())
    return Answer(source, mistakes, _short(reason))


def _why_nothing(
    item: Item,
    notebook: dict[str, Any],
    grades: Grades,
    verdict: dict[str, Any],
    mistakes: tuple[Finding, ...],
    untouched: bool,
) -> str:
    place = item.notebook, item.graded_cell
    if grades.points[place].by_a_person:
        comment = grades.comments.get((item.notebook, item.id), "")
        return f"a person gave 0: {comment}" if comment else "a person gave 0"
    if not notebook:
        return NOT_IN_IT
    if untouched:
        return AS_RELEASED
    errors = [one for one in _cell(notebook, item.graded_cell).get("outputs", []) if "ename" in _mapping(one)]
    for error in errors:
        if error["ename"] in REASONS:
            return str(error.get("evalue", ""))
        return f"the check ended with {error['ename']}"
    if verdict.get("outcome") == "not attempted":
        return "not attempted"
    if mistakes:
        return mistakes[0].title
    return str(verdict["outcome"]) if verdict.get("outcome") else NO_REASON


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"


def released_answers(course: Course) -> dict[str, str]:
    """The answer cells as students got them, by item; what cannot be read is left out."""
    notebooks = {item.notebook: _read(course.release, item.notebook) for item in course.items}
    return {item.id: _source(_cell(notebooks[item.notebook], item.id)) for item in course.items}


def released_texts(course: Course) -> dict[str, list[str]]:
    """All that students got to read and to begin with, cell by cell, by notebook."""
    notebooks = {item.notebook: _read(course.release, item.notebook) for item in course.items}
    return {name: [_source(_mapping(cell)) for cell in read.get("cells", [])] for name, read in notebooks.items()}
