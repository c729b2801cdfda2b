"""A submission's rows are found at once, however many others there are."""

import pytest
from gradedcourse import GradedCourse
from grading.course import RIGHT
from sqlalchemy import text

from classroom.grading.rows import INDEXES, add_indexes


@pytest.mark.slow
def test_rows_of_a_submission_are_looked_up_and_not_sought(course: GradedCourse) -> None:
    course.hand_in("ann", **RIGHT)
    course.grade()
    with course.gradebook() as gradebook:

        def plans() -> list[str]:
            questions = [f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {key} = 1" for table, key in INDEXES.items()]
            return [row[3] for question in questions for row in gradebook.db.execute(text(question))]

        assert all(plan.startswith("SCAN") for plan in plans()), "nbgrader has them by now: add_indexes can go"
        add_indexes(gradebook)
        add_indexes(gradebook)
        assert all(plan.startswith("SEARCH") for plan in plans())
    assert course.scores("ann")["double-check"] == 3
