"""Each answer says which lines are its solution: a course in which one does not."""

from finding import found
from minicourse import MiniCourse

from classroom.rules.answers import answers_without_markers


def test_an_answer_without_markers_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "### BEGIN SOLUTION", "")
    mini.edit("2_sums", "double", "### END SOLUTION", "")
    [problem] = found(answers_without_markers, mini)
    assert problem.startswith("source/sums/2_sums.ipynb, cell double: The answer has no BEGIN SOLUTION")
