"""Does each answer keep its frame in the release? What no marker names, nbgrader takes away."""

from classroom import markers
from classroom.course import Course
from classroom.notebooks import is_answer
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem


def answers_without_markers(course: Course) -> list[Problem]:
    """An answer cell that does not say which of its lines are the solution."""
    return [
        Problem(
            where,
            "The answer has no BEGIN SOLUTION, so the release would lose the whole cell, its signature too.",
            "Put the lines of the solution between BEGIN SOLUTION and END SOLUTION.",
        )
        for where, cell in source_cells(course)
        if is_answer(cell) and f"BEGIN {markers.SOLUTION}" not in cell.source
    ]
