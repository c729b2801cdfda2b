"""Is the source without outputs? They differ with every run, and the editions get their own."""

from classroom.course import Course
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem


def outputs_in_source(course: Course) -> list[Problem]:
    """A source cell that carries outputs."""
    return [
        Problem(where, "The cell carries outputs, and the source has none.", "Run `classroom build`.")
        for where, cell in source_cells(course)
        if cell.get("outputs")
    ]
