"""Each written item has a rubric that can be clicked on: courses in which one has not."""

from finding import found
from minicourse import MiniCourse

from classroom.rules.rubrics import rubrics


def test_a_rubric_that_adds_up_is_fine(mini: MiniCourse) -> None:
    assert found(rubrics, mini) == []


def test_a_rubric_that_does_not_add_up_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "why-rubric", "- 1 point: so is", "- 0.5 points: so is")
    [problem] = found(rubrics, mini)
    assert problem.startswith("source/sums/2_sums.ipynb, cell why-rubric: The lines of its rubric add up to 1.5")


def test_a_rubric_in_prose_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "why-rubric", "- 1 point: so is", "- One point: so is")
    [problem] = found(rubrics, mini)
    assert "does not say its points: `- One point: so is its reason.`" in problem


def test_a_written_item_without_a_rubric_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "why-rubric", grade_id="something-else")
    [problem] = found(rubrics, mini)
    assert "Item why (2) is read by a person and has no rubric." in problem
