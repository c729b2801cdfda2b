"""`nbgrader export`: nbgrader's table of grades, with what each of them is worth beside it.

A sum of points says nothing of what is not in it yet: answers that nobody has read, a grading that was broken off.
"""

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins.export import ExportPlugin

from classroom.sanitising.gradebook import NOT_WHOLE

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "state"),
)
NOTHING, BROKEN_OFF, WAITS, GRADED = "nothing handed in", "grading broken off", "waits for a person", "graded"


class GradesWithState(ExportPlugin):
    """Writes the columns of nbgrader's own export, in its order, and `state` behind them."""

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        place = Path(self.to or "grades.csv")
        students, assignments = ([str(name) for name in names] for names in (self.student, self.assignment))
        with place.open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if _asked(assignment.name, assignments) and _asked(student.id, students):
                        table.writerow(_row(gradebook, assignment, student))
        self.log.info("Wrote the grades into %s", place)


def _asked(name: Any, names: list[str]) -> bool:
    return not names or name in names


def _row(gradebook: Any, assignment: Any, student: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    points = {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row | points | {"state": NOTHING}
    if submission.timestamp == NOT_WHOLE:
        return row | {"state": BROKEN_OFF}
    penalty = submission.late_submission_penalty or 0.0
    return row | {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
        "state": WAITS if submission.needs_manual_grade else GRADED,
    }
