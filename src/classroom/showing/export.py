"""`nbgrader export`: nbgrader's table of grades, with what each of them is worth, and the points of each item.

A sum of points says nothing of what is not in it yet: answers that nobody has read, a grading that was broken off.
"""

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import ExportPlugin

from classroom.commands import submitted_folders
from classroom.reporting.grades import NOTHING, Grades, Gradings, read_grades
from classroom.showing.first_page import NOT_READ
from classroom.showing.items import called
from classroom.spreadsheets import Value, write_table

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "state", "waiting"),
)


class GradesWithState(ExportPlugin):
    """Writes the columns of nbgrader's own export, in its order.

    Behind them stand `state`, how many answers are `waiting` for a person, and a column for each item.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        place = Path(self.to or "grades.csv")
        students, assignments = ([str(name) for name in names] for names in (self.student, self.assignment))
        directory = CourseDirectory(parent=self)
        labels = {name: one.label for name, one in called(Path(directory.root)).items()}
        gradings = [
            read_grades(gradebook, assignment, submitted_folders(directory, str(assignment.name)))
            for assignment in gradebook.assignments
            if _asked(assignment.name, assignments)
        ]
        items = list(dict.fromkeys(labels.get(cell.name, cell.name) for one in gradings for cell in one.cells))
        order = {label: at for at, label in enumerate(dict.fromkeys(labels.values()))}
        items.sort(key=lambda label: order.get(label, len(order)))
        rows = [
            _row(one, grades, labels, items)
            for one in gradings
            for grades in one.students
            if _asked(grades.student.id, students)
        ]
        write_table(place, (*COLUMNS, *items), rows)
        self.log.info("Wrote the grades into %s", place)


def _asked(name: Any, names: list[str]) -> bool:
    return not names or name in names


def _row(gradings: Gradings, grades: Grades, labels: dict[str, str], items: list[str]) -> list[Value]:
    student = grades.student
    points: dict[str, Value] = {}
    for cell in gradings.cells:
        got = grades.points.get(cell.place)
        nothing = 0.0 if grades.state == NOTHING else None
        points[labels.get(cell.name, cell.name)] = nothing if got is None else _read(got.earned)
    return [
        *(gradings.assignment, gradings.due, grades.timestamp),
        *(student.id, student.last, student.first, student.email),
        *(grades.raw, None if grades.raw is None else grades.penalty, grades.score, gradings.most),
        *(grades.state, grades.waiting),
        *(points.get(item) for item in items),
    ]


def _read(earned: float | None) -> Value:
    return NOT_READ if earned is None else earned
