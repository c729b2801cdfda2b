"""Does each grade id mean one cell? The gradebook has one row for each."""

from classroom.course import Course
from classroom.notebooks import grade_id, read_notebook
from classroom.rules.problems import Problem


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
