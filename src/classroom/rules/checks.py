"""Everything that must hold before a course is handed out; `make check` asks it all.

Each rule is a function from the course to the problems it finds. The larger ones live in modules of their own:
`drift` (are the editions what the source says?), `leaks` (is an answer given away?), `alt_text` (does everyone get
every picture?) and `reach` (does grading find what a test needs?).
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from classroom import markers
from classroom.course import Course, Item
from classroom.normalise import normalised
from classroom.notebooks import (
    cell_name,
    grade_id,
    is_answer,
    is_check,
    is_graded,
    nbgrader_metadata,
    notebook_bytes,
    output_texts,
    read_notebook,
)
from classroom.rules.alt_text import pictures_without_words
from classroom.rules.drift import reading_drift, release_drift
from classroom.rules.leaks import leaks
from classroom.rules.problems import Problem
from classroom.rules.reach import names_out_of_reach

Rule = Callable[[Course], list[Problem]]

MACHINE_PATH = re.compile(r"(?<![\w.:/])(?:/(?:home|Users|work|tmp|root|private/var)/|[A-Z]:\\Users\\)[^\s'\"<>]*")
MEMORY_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


def check(course: Course) -> list[Problem]:
    """Apply every rule; an empty list means that the course can be handed out."""
    return [problem for rule in RULES for problem in rule(course)]


def not_normalised(course: Course) -> list[Problem]:
    """A source notebook that is not in the normal form."""
    return [
        Problem(course.show(path), "The notebook is not in its normal form.", "Run `classroom build`.")
        for path in course.source_notebooks()
        if path.read_bytes() != notebook_bytes(normalised(read_notebook(path)))
    ]


def outputs_in_source(course: Course) -> list[Problem]:
    """A source cell that carries outputs."""
    return [
        Problem(where, "The cell carries outputs, and the source has none.", "Run `classroom build`.")
        for where, cell in _source_cells(course)
        if cell.get("outputs")
    ]


def unbalanced_markers(course: Course) -> list[Problem]:
    """A region that is not opened, not closed, or stands in a cell where nbgrader does not look for it."""
    problems = []
    for where, cell in _source_cells(course):
        for name in (markers.SOLUTION, markers.HIDDEN_TESTS, markers.MARK_SCHEME):
            try:
                regions = markers.split(cell.source, name).regions
            except ValueError as error:
                problems.append(Problem(where, f"{error}.", "Mend the marker lines of that cell."))
                continue
            if regions and name == markers.SOLUTION and not is_answer(cell):
                problems.append(
                    Problem(where, "A solution stands in a cell that is not an answer.", "Mark the cell in nbgrader.")
                )
            if regions and name == markers.HIDDEN_TESTS and not is_check(cell):
                problems.append(
                    Problem(where, "A hidden test stands in a cell that is not a check.", "Mark the cell in nbgrader.")
                )
    return problems


def answers_without_markers(course: Course) -> list[Problem]:
    """An answer cell that does not say which of its lines are the solution."""
    return [
        Problem(
            where,
            "The answer has no BEGIN SOLUTION, so the release would lose the whole cell, its signature too.",
            "Put the lines of the solution between BEGIN SOLUTION and END SOLUTION.",
        )
        for where, cell in _source_cells(course)
        if is_answer(cell) and f"BEGIN {markers.SOLUTION}" not in cell.source
    ]


def repeated_grade_ids(course: Course) -> list[Problem]:
    """A grade id that two cells of one notebook carry."""
    problems = []
    for path in course.source_notebooks():
        names = [name for cell in read_notebook(path).cells if (name := grade_id(cell))]
        problems += [
            Problem(
                f"{course.show(path)}, cell {name}",
                f"{names.count(name)} cells of the notebook have this grade id.",
                "Give each of them its own.",
            )
            for name in sorted(set(names))
            if names.count(name) > 1
        ]
    return problems


def unlocked_checks(course: Course) -> list[Problem]:
    """A check cell that a student could change."""
    return [
        Problem(where, "The check is not locked.", "Set it to read-only autograder tests in nbgrader.")
        for where, cell in _source_cells(course)
        if is_check(cell) and not nbgrader_metadata(cell).get("locked")
    ]


def checks_without_score(course: Course) -> list[Problem]:
    """A check cell that shows no value, with or without its hidden tests."""
    problems = []
    for where, cell in _source_cells(course):
        if not is_check(cell):
            continue
        try:
            released = markers.without_region(cell.source, markers.HIDDEN_TESTS)
        except ValueError:
            continue  # unbalanced_markers says so
        for version, text in (("the release", released), ("the source", cell.source)):
            what = _why_no_value(text)
            if what:
                problems.append(
                    Problem(where, f"In {version} the check {what}.", "End it with a line that is just the score.")
                )
    return problems


def _why_no_value(code: str) -> str:
    try:
        body = ast.parse(code).body
    except SyntaxError as error:
        return f"is not plain Python: {error.msg}"
    if not body:
        return "is empty"
    if not isinstance(body[-1], ast.Expr):
        return "does not end in an expression, so it shows no score"
    if re.search(r";\s*(#.*)?$", code.rstrip().rsplit("\n", 1)[-1]):
        return "ends in a semicolon, which hides its value"
    return ""


def points(course: Course) -> list[Problem]:
    """Graded cells that do not match the table of items."""
    notebooks = {path.stem for path in course.source_notebooks()}
    problems = [
        Problem(
            f"{course.show(course.source)}/{item.notebook}.ipynb",
            f"Item {item.id} ({item.part}) is in the table of items, and this notebook is not there.",
            "Name the item's notebook, write it, or take the item out of the table.",
        )
        for item in course.items
        if item.notebook not in notebooks
    ]
    for path in course.source_notebooks():
        items = [item for item in course.items if item.notebook == path.stem]
        problems += _points_of_notebook(course.show(path), read_notebook(path), items)
    return problems


def _points_of_notebook(where: str, notebook: NotebookNode, items: list[Item]) -> list[Problem]:
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    problems = []
    for item in items:
        cell, answer = cells.get(item.graded_cell), cells.get(item.id)
        here = f"{where}, cell {item.graded_cell}"
        if cell is None or not is_graded(cell):
            problems.append(
                Problem(
                    here,
                    f"Item {item.id} ({item.part}) is in the table of items and has no graded cell here.",
                    "Add the cell, or take the item out of the table.",
                )
            )
            continue
        worth = nbgrader_metadata(cell).get("points")
        if worth != item.points:
            problems.append(
                Problem(here, f"It is worth {worth} points, and the table says {item.points:g}.", "Make them equal.")
            )
        if is_check(cell) != (item.kind == "auto"):
            problems.append(
                Problem(here, f'The table says "{item.kind}", and the cell is of the other kind.', "Make them agree.")
            )
        if answer is None or not is_answer(answer):
            problems.append(
                Problem(
                    f"{where}, cell {item.id}",
                    f"The answer cell of {item.part} is missing, or not marked as an answer.",
                    f"Mark the cell as a solution in nbgrader, with the id {item.id}.",
                )
            )
    known = {item.graded_cell for item in items}
    problems += [
        Problem(f"{where}, cell {name}", "The cell is graded and not in the table of items.", "Add the item there.")
        for name, cell in cells.items()
        if is_graded(cell) and name not in known
    ]
    return problems


def traces_of_the_machine(course: Course) -> list[Problem]:
    """An output of the reading edition that tells of the machine that built it."""
    problems = []
    for path in sorted(course.reading.glob("*.ipynb")):
        for index, cell in enumerate(read_notebook(path).cells):
            text = "\n".join(output_texts(cell))
            for what, pattern in (("a path of this machine", MACHINE_PATH), ("a memory address", MEMORY_ADDRESS)):
                found = pattern.search(text)
                if found:
                    problems.append(
                        Problem(
                            f"{course.show(path)}, cell {cell_name(cell, index)}",
                            f"The output shows {what}: {found.group()}",
                            "Change the source cell so that it does not print it, and run `classroom build`.",
                        )
                    )
    return problems


def _source_cells(course: Course) -> Iterator[tuple[str, NotebookNode]]:
    for path in course.source_notebooks():
        yield from _cells(course, path)


def _cells(course: Course, path: Path) -> Iterator[tuple[str, NotebookNode]]:
    for index, cell in enumerate(read_notebook(path).cells):
        yield f"{course.show(path)}, cell {cell_name(cell, index)}", cell


RULES: tuple[Rule, ...] = (
    not_normalised,
    outputs_in_source,
    unbalanced_markers,
    answers_without_markers,
    repeated_grade_ids,
    unlocked_checks,
    checks_without_score,
    names_out_of_reach,
    points,
    release_drift,
    reading_drift,
    leaks,
    pictures_without_words,
    traces_of_the_machine,
)
