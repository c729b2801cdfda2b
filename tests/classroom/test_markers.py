"""Regions inside a cell, told apart as nbgrader tells them apart."""

import pytest

from classroom import markers

CELL = """def f(x):
    ### BEGIN SOLUTION
    y = x + 1
    ### END SOLUTION
    z = 2
    ### BEGIN SOLUTION
    return y * z
    ### END SOLUTION"""


def test_a_cell_with_two_regions_is_told_apart() -> None:
    split = markers.split(CELL, markers.SOLUTION)
    assert split.inside == ("    y = x + 1", "    return y * z")
    assert split.outside == ("def f(x):", "    z = 2")
    assert split.regions == 2


def test_the_comment_sign_of_markdown_does_as_well() -> None:
    assert markers.without_region("a\n<!-- BEGIN MARK SCHEME -->\nb\n<!-- END MARK SCHEME -->", "MARK SCHEME") == "a"


def test_only_the_marker_lines_go() -> None:
    assert markers.without_marker_lines(CELL, markers.SOLUTION) == (
        "def f(x):\n    y = x + 1\n    z = 2\n    return y * z"
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("# BEGIN SOLUTION\nx", "has no END"),
        ("x\n# END SOLUTION", "has no BEGIN"),
        ("# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION", "inside another"),
    ],
)
def test_unbalanced_markers_are_refused(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        markers.split(source, markers.SOLUTION)
