"""The source carries no outputs: a course in which it does."""

from finding import found, html_output, write_outputs
from minicourse import MiniCourse

from classroom.rules.outputs import outputs_in_source


def test_outputs_in_the_source_are_found(mini: MiniCourse) -> None:
    write_outputs(mini.course.source / "1_start.ipynb", "1-1", html_output("2"))
    assert found(outputs_in_source, mini) == [
        "source/sums/1_start.ipynb, cell 1-1: The cell carries outputs, and the source has none."
    ]
