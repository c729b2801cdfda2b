"""Are the checks locked? Nobody should change one by mistake."""

from classroom.course import Course
from classroom.notebooks import is_check, nbgrader_metadata
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem


def unlocked_checks(course: Course) -> list[Problem]:
    """A check cell that a student could change."""
    return [
        Problem(where, "The check is not locked.", "Set it to read-only autograder tests in nbgrader.")
        for where, cell in source_cells(course)
        if is_check(cell) and not nbgrader_metadata(cell).get("locked")
    ]
