"""Does each check show a score, with its hidden tests and without them? Without one, an item gives no points."""

import ast
import re

from classroom import markers
from classroom.course import Course
from classroom.notebooks import is_check
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem


def checks_without_score(course: Course) -> list[Problem]:
    """A check cell that shows no value, with or without its hidden tests."""
    problems = []
    for where, cell in source_cells(course):
        if not is_check(cell):
            continue
        try:
            released = markers.without_region(cell.source, markers.HIDDEN_TESTS)
        except ValueError:
            continue  # the rule `regions` says so
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
