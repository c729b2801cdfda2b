"""What is read of the gradebook: each student's state, points that nobody has given, and sums like nbgrader's."""

from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, WORDS

from classroom.commands import course_directory, graded_folders, submitted_folders
from classroom.course import Course, CourseError
from classroom.reporting.grades import (
    BROKEN_OFF,
    GRADED,
    NOT_GRADED,
    NOTHING,
    WAITS,
    gradings_of,
    read_grades,
)
from classroom.sanitising.gradebook import Records


def test_everybody_has_a_state_whether_the_gradebook_knows_them_or_not(classes: Course, graded: GradedCourse) -> None:
    Records(graded.directory().db_url, "graded", ASSIGNMENT).begin("eve", [NUMBERS, WORDS], keep_timestamp=False)
    states = {one.student.id: one.state for one in gradings_of(classes).students}
    assert states == {
        "ann": GRADED,
        "bob": WAITS,
        "cid": GRADED,
        "dan": WAITS,
        "eve": BROKEN_OFF,
        "fay": NOT_GRADED,
        "gil": NOTHING,
    }


def test_what_nobody_has_read_has_no_points_and_is_no_zero(classes: Course, graded: GradedCourse) -> None:
    found = {one.student.id: one for one in gradings_of(classes).students}
    bob, why = found["bob"], (WORDS, "why")
    assert (bob.points[why].earned, bob.points[why].waits, bob.waiting) == (None, True, 1)
    assert found["ann"].points[why].earned == 0.0
    assert (bob.raw, found["fay"].raw, found["gil"].raw) == (10.0, None, 0.0)
    with graded.gradebook() as gradebook:
        grade: Any = gradebook.find_grade("why", WORDS, ASSIGNMENT, "bob")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
        gradebook.find_comment("why", WORDS, ASSIGNMENT, "bob").manual_comment = "Nearly."  # type: ignore[assignment]
        gradebook.find_submission_notebook(WORDS, ASSIGNMENT, "bob").late_submission_penalty = 20  # type: ignore[assignment]
        gradebook.db.commit()
        submission: Any = gradebook.find_submission(ASSIGNMENT, "bob")
        [bob] = read_grades(gradebook, gradebook.find_assignment(ASSIGNMENT), only="bob").students
        assert bob.raw == submission.score
        assert bob.penalty == submission.late_submission_penalty
    assert (bob.state, bob.raw, bob.score, bob.points[why].by_a_person) == (GRADED, 11.75, 0.0, True)
    assert bob.comments == {why: "Nearly."}


def test_a_course_in_which_nothing_was_done_says_what_to_do(empty: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CourseError, match=r"There is no gradebook .*gradebook\.db.* Run `nbgrader generate_assignment"):
        gradings_of(empty)
    assert not (empty.root / "gradebook.db").exists()
    (empty.root / "gradebook.db").write_text("not a gradebook at all, but a text of some length")
    with pytest.raises(CourseError, match="cannot be read"):
        gradings_of(empty)
    (empty.root / "gradebook.db").write_bytes(b"")
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "any")
    with pytest.raises(CourseError, match=r"does not know sums\. Run"):
        gradings_of(empty)


def test_the_folders_of_a_class_are_found(classes: Course) -> None:
    directory = course_directory(classes)
    assert sorted(submitted_folders(directory, ASSIGNMENT)) == ["ann", "bob", "cid", "dan", "eve", "fay"]
    assert sorted(graded_folders(directory, ASSIGNMENT)) == ["ann", "bob", "cid", "dan", "eve"]
