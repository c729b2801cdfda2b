"""The regions of a cell are balanced and in the right cells: courses in which they are not."""

import pytest
from finding import found
from minicourse import MiniCourse

from classroom.rules.regions import unbalanced_markers


@pytest.mark.parametrize(
    ("cell_id", "old", "new", "what"),
    [
        ("double", "### END SOLUTION", "", "BEGIN SOLUTION has no END SOLUTION after it."),
        ("double-check", "### BEGIN HIDDEN TESTS", "", "END HIDDEN TESTS has no BEGIN HIDDEN TESTS before it."),
        ("sums", "Try it.", "<!-- BEGIN SOLUTION -->x\n<!-- END SOLUTION -->", "A solution stands in a cell that is"),
        ("double", "### BEGIN", "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n### BEGIN", "A hidden test stands in"),
    ],
)
def test_unbalanced_and_misplaced_markers_are_found(
    mini: MiniCourse, cell_id: str, old: str, new: str, what: str
) -> None:
    mini.edit("2_sums", cell_id, old, new)
    [problem] = found(unbalanced_markers, mini)
    assert problem.startswith(f"source/sums/2_sums.ipynb, cell {cell_id}: {what}")
