"""The checks are locked: a course in which one is not."""

from finding import found
from minicourse import MiniCourse

from classroom.rules.locks import unlocked_checks


def test_a_check_that_students_could_change_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "double-check", locked=False)
    assert found(unlocked_checks, mini) == ["source/sums/2_sums.ipynb, cell double-check: The check is not locked."]
