"""Can a person be shown what earns which points? The rubric of a written item is a list whose points add up."""

from classroom.course import Course
from classroom.notebooks import grade_id, read_notebook
from classroom.rules.problems import Problem
from classroom.written.rubrics import ENDING, RubricError, check_points, read_rubric


def rubrics(course: Course) -> list[Problem]:
    """A written item without a rubric, or one whose lines cannot be read or do not add up to its points."""
    problems = []
    for path in course.source_notebooks():
        cells = {grade_id(cell): cell.source for cell in read_notebook(path).cells}
        for item in course.items:
            if item.kind != "written" or item.notebook != path.stem:
                continue
            name = f"{item.id}{ENDING}"
            where = f"{course.show(path)}, cell {name}"
            if name not in cells:
                problems.append(
                    Problem(
                        where,
                        f"Item {item.id} ({item.part}) is read by a person and has no rubric.",
                        "Add a locked text cell with this id below the answer, and list in it what earns points.",
                    )
                )
                continue
            try:
                check_points(read_rubric(cells[name]), item.points)
            except RubricError as error:
                problems.append(Problem(where, str(error), error.do))
    return problems
