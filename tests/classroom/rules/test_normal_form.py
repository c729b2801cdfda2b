"""The source is in its normal form: a course in which a notebook is not."""

from finding import found
from minicourse import MiniCourse

from classroom.normalise import normalise_course
from classroom.rules.normal_form import not_normalised


def test_a_notebook_that_is_not_normalised_is_found(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "1 + 1\n\n")
    assert found(not_normalised, mini) == ["source/sums/1_start.ipynb: The notebook is not in its normal form."]


def test_after_normalising_an_edited_course_the_source_rules_hold(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "1 + 1\n\n")
    normalise_course(mini.course)
    assert found(not_normalised, mini) == []
