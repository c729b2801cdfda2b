"""Each check shows a score: courses in which one does not."""

import nbformat
import pytest
from finding import found
from minicourse import MiniCourse

from classroom.rules.scores import checks_without_score

HIDDEN_ONLY = "### BEGIN HIDDEN TESTS\njudged(double, 40961)\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("check_cell", "what"),
    [
        (HIDDEN_ONLY, "In the release the check is empty."),
        (f"# Here the hidden tests run.\n{HIDDEN_ONLY}", "In the release the check is empty."),
        (f"score = 3\n{HIDDEN_ONLY}", "In the release the check does not end in an expression, so it shows no score."),
        ("judged(double, 2)\n### BEGIN HIDDEN TESTS\ns = 3\n### END HIDDEN TESTS",
         "In the source the check does not end in an expression, so it shows no score."),
        (f"{HIDDEN_ONLY}\nscore;  # quiet", "In the release the check ends in a semicolon, which hides its value."),
        (f"{HIDDEN_ONLY}\nscore = (", "In the release the check is not plain Python: '(' was never closed."),
    ],
)  # fmt: skip
def test_a_check_that_shows_no_score_is_found(mini: MiniCourse, check_cell: str, what: str) -> None:
    path = mini.course.source / "2_sums.ipynb"
    node = nbformat.read(path, as_version=4)
    [cell] = [cell for cell in node.cells if cell.id == "double-check"]
    cell.source = check_cell
    nbformat.write(node, path)
    assert f"source/sums/2_sums.ipynb, cell double-check: {what}" in found(checks_without_score, mini)
