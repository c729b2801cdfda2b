"""`classroom report`: one page about a class that needs nothing beside it, and the same as a table.

The page is for instructors. It runs no script and fetches nothing, and whatever a student wrote stands in it as text.
"""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from classroom.commands import course_directory, graded_folders
from classroom.course import Course
from classroom.reporting import alike, plots
from classroom.reporting.grades import (
    BROKEN_OFF,
    GRADED,
    NOT_GRADED,
    NOTHING,
    WAITS,
    Gradings,
    gradings_of,
)
from classroom.reporting.measures import FEWEST, Measure, measures
from classroom.reporting.submissions import Submission, read_submission, released_answers, released_texts
from classroom.spreadsheets import Value, write_table
from classroom.tree import write_if_changed
from safepage.writing import prose

FOLDER = "reports"
HERE = Path(__file__).parent
MOST_LOOKS = 60
"""Groups of answers that the page shows; the table has all."""
MISTAKES_SHOWN = 3
"""Of an item, without folding out the others."""
MOST_CODE = 4_000
"""Characters of an answer that are shown as an example."""
COLUMNS = (
    *("student_id", "last_name", "first_name", "state", "score", "item", "title", "kind", "notebook"),
    *("points", "max_points", "waits", "reason_for_0", "mistakes", "nearly_the_same_as", "mended", "seconds"),
)


@dataclass(frozen=True)
class Class:
    """All that the report is about."""

    course: Course
    gradings: Gradings
    submissions: tuple[Submission, ...]
    items: tuple[Measure, ...]
    near: Mapping[str, Sequence[alike.Alike]]
    looks: Sequence[alike.Look]

    def of(self, *states: str) -> list[Submission]:
        """The submissions in these states."""
        return [one for one in self.submissions if one.grades.state in states]

    @property
    def graded(self) -> list[Submission]:
        """Those with points, be they final or not."""
        return self.of(GRADED, WAITS)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each student is called, by id."""
        return {one.name: one.grades.student.name for one in self.submissions}


def read_class(course: Course) -> Class:
    """Read the gradebook and the graded notebooks of a course."""
    gradings = gradings_of(course)
    folders = graded_folders(course_directory(course), course.assignment)
    released = released_answers(course)
    submissions = tuple(
        read_submission(course, grades, folders.get(grades.student.id), released) for grades in gradings.students
    )
    return Class(
        course,
        gradings,
        submissions,
        tuple(measures(course.items, submissions)),
        *nearly_the_same(course, submissions),
    )


def nearly_the_same(
    course: Course, submissions: Sequence[Submission]
) -> tuple[dict[str, list[alike.Alike]], list[alike.Look]]:
    """For each item the groups of students whose answers are nearly the same, and who is near whom over all items."""
    texts = released_texts(course)
    near, own = {}, {}
    for item in course.items:
        answers = {one.name: one.answers[item.id].source for one in submissions if item.id in one.answers}
        given = texts.get(item.notebook, ())
        if item.kind == "auto":
            own[item.id] = alike.own_code(answers, given)
            near[item.id] = alike.alike_code(own[item.id])
        else:
            own[item.id] = alike.own_texts(answers, given)
            near[item.id] = alike.alike_texts(own[item.id])
    return near, alike.together(near, alike.throughout(own))


def write_report(course: Course) -> str:
    """Write the page and the table of the course; returns what a person should know of them."""
    read = read_class(course)
    folder = course.root / FOLDER
    folder.mkdir(exist_ok=True)
    page, table = (folder / f"{course.assignment}.{kind}" for kind in ("html", "csv"))
    write_if_changed(page, page_text(read, datetime.now()).encode("utf-8", "replace"))
    write_table(table, COLUMNS, table_rows(read))
    lines = [f"{course.show(page)} is the page, {course.show(table)} the table: a row for each student and item."]
    return "\n".join([*lines, *what_to_do(read)])


# --- The table -------------------------------------------------------------------------------------------------------


def table_rows(read: Class) -> Iterator[list[Value]]:
    """A row for each student and item; one row for a student without points."""
    labels = read.course.labels
    near: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    groups = [(name, group.students) for name, found in read.near.items() for group in found]
    groups += [(name, pair) for look in read.looks for pair, items in look.pairs.items() for name in items]
    for item_id, students in groups:
        for student in students:
            near[item_id, student] |= {*students} - {student}
    for one in read.submissions:
        grades = one.grades
        who: list[Value] = [one.name, grades.student.last, grades.student.first, grades.state, grades.score]
        if one.no_grade:
            yield [*who, *[None] * 7, one.no_grade, *[None] * 4]
            continue
        for item in read.course.items:
            got = grades.points.get((item.notebook, item.graded_cell))
            answer = one.answers[item.id]
            notes = " ".join(note for note in one.notes if note.startswith(f"{item.notebook}:"))
            yield [
                *who,
                *(labels[item.id], item.title, item.kind, item.notebook),
                *(got.earned if got else None, item.points, "yes" if got and got.waits else "no"),
                *(answer.reason, " ".join(dict.fromkeys(found.name for found in answer.mistakes))),
                *(" ".join(sorted(near[item.id, one.name])), notes, one.seconds.get(item.notebook)),
            ]


# --- The page --------------------------------------------------------------------------------------------------------


def page_text(read: Class, now: datetime) -> str:
    """The page, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"percent": _percent, "points": _number, "code": _code, "count": _count, "said": _said}
    return environment.get_template("page.html.j2").render(
        read=read,
        course=read.course,
        fewest=FEWEST,
        shown=MISTAKES_SHOWN,
        labels=read.course.labels,
        now=now,
        todo=what_to_do(read),
        standing=standing(read),
        refused=_grouped(("", one.no_grade, one.name) for one in read.submissions if one.is_refused),
        mended=[one for one in read.submissions if one.notes],
        scores=scores(read),
        times=times(read),
        protections=Counter(", ".join(sorted(one.protection)) or "none" for one in read.graded).most_common(),
        stopped=_grouped((where, why, one.name) for one in read.submissions for where, why in one.stopped),
        questions=_grouped((where, why, one.name) for one in read.submissions for where, why in one.questions),
        looks=read.looks[:MOST_LOOKS],
        more_looks=len(read.looks) - MOST_LOOKS,
        side_by_side=lambda look: _side_by_side(read, look),
        late=sum(one.grades.penalty > 0 for one in read.graded),
        dates=sorted(one.grades.timestamp for one in read.graded if one.grades.timestamp),
    )


def what_to_do(read: Class) -> list[str]:
    """What is to be done next, in the order in which it is."""
    found = []
    if not read.submissions:
        return ["Nobody has handed in, and there is no roster: `classroom collect FOLDER --roster CSV` fills both."]
    refused = sum(one.is_refused for one in read.submissions)
    left = len(read.of(NOT_GRADED, BROKEN_OFF)) - refused
    if refused:
        found.append(f"{_count(refused, 'submission')} refused: the page says why, and what to do.")
    if left:
        found.append(f"{_count(left, 'submission')} not graded yet: run `classroom grade`.")
    if not (refused or left or read.graded):
        found.append("Nothing has been handed in yet: `classroom collect FOLDER` fills submitted/.")
    waiting = sum(one.grades.waiting for one in read.graded)
    if waiting:
        people = len(read.of(WAITS))
        found.append(
            f"{_count(waiting, 'answer')} of {_count(people, 'student')} wait for a person: `classroom read ITEM`"
            " shows one question across the class, Formgrader one notebook."
        )
    elif read.graded and not (left or refused):
        found.append(
            "Every grade is final: `nbgrader generate_feedback` makes the students' pages, `nbgrader export` the table."
        )
    return found


def standing(read: Class) -> list[tuple[str, int, str]]:
    """How many submissions are in each state, and what that means. Everybody is in one of them."""
    refused = sum(one.is_refused for one in read.submissions)
    left = len(read.of(NOT_GRADED, BROKEN_OFF)) - refused
    return [
        ("Whole", len(read.of(GRADED)), "every answer has its points"),
        ("Waiting", len(read.of(WAITS)), "an answer waits for a person"),
        ("Refused", refused, "handed in, and could not be graded"),
        ("Not graded yet", left, "handed in: `classroom grade` grades it"),
        ("Nothing", len(read.of(NOTHING)), "nothing was handed in"),
    ]


def scores(read: Class) -> list[tuple[str, str, str, list[plots.Bin], str]]:
    """The distributions of points: of what programs check, which all have, and of the sums that are final."""
    auto = [item for item in read.course.items if item.kind == "auto"]
    code = [
        sum(one.grades.points[place].earned or 0 for item in auto if (place := _place(item)) in one.grades.points)
        for one in read.graded
    ]
    final = [one.grades.score or 0.0 for one in read.of(GRADED)]
    told = []
    for name, title, values, most in (
        ("code", "Points for code", code, sum(item.points for item in auto)),
        ("all", "All points, where they are final", final, read.gradings.most),
    ):
        if values and most:
            bins = plots.binned(values, most)
            drawn = plots.histogram(f"plot-{name}", title, bins, f"points, of {most:g}")
            said = (
                f"1 student, with {values[0]:g} of {most:g}."
                if len(values) == 1
                else (
                    f"{_count(len(values), 'student')}: half have {statistics.median(values):g} or more of {most:g};"
                    f" lowest {min(values):g}, mean {statistics.fmean(values):.1f}, highest {max(values):g}."
                )
            )
            told.append((name, title, drawn, bins, said))
    return told


def times(read: Class) -> list[tuple[str, int, float, float, str]]:
    """For each notebook: how many were measured, the median and longest processor time, and whose that was."""
    told = []
    for notebook in dict.fromkeys(item.notebook for item in read.course.items):
        measured = {one.name: one.seconds[notebook] for one in read.graded if notebook in one.seconds}
        if measured:
            slowest = max(measured, key=lambda name: measured[name])
            told.append((notebook, len(measured), statistics.median(measured.values()), measured[slowest], slowest))
    return told


def _side_by_side(read: Class, look: alike.Look) -> list[tuple[str, str]]:
    """The answers of the nearest two to the item in which they share most."""
    sources = {one.name: one.answers[look.example].source for one in read.submissions if one.name in look.nearest}
    return [(name, sources[name]) for name in look.nearest]


def _grouped(said: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, list[str]]]:
    """What was said where, and of whom."""
    found: dict[tuple[str, str], list[str]] = {}
    for where, why, name in said:
        if name not in found.setdefault((where, why), []):
            found[where, why].append(name)
    return [(where, why, names) for (where, why), names in found.items()]


def _place(item: Any) -> tuple[str, str]:
    return item.notebook, item.graded_cell


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def _code(text: str) -> str:
    return text if len(text) <= MOST_CODE else f"{text[:MOST_CODE]}\n… it goes on."


def _said(sentence: str) -> Markup:
    """A sentence in which commands stand between backticks, for a template."""
    return Markup(prose(sentence))  # noqa: S704 - it is escaped


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
