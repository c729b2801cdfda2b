"""Do nbgrader and the author mean the same lines? Solutions, hidden tests and rubrics stand between marker lines."""

from classroom import markers
from classroom.course import Course
from classroom.notebooks import is_answer, is_check
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem


def unbalanced_markers(course: Course) -> list[Problem]:
    """A region that is not opened, not closed, or stands in a cell where nbgrader does not look for it."""
    problems = []
    for where, cell in source_cells(course):
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
