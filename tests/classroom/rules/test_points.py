"""The points are those of the table of items: courses in which they are not."""

from typing import Any

import pytest
from finding import found
from minicourse import MiniCourse

from classroom.rules.points import points


@pytest.mark.parametrize(
    ("cell_id", "flags", "what"),
    [
        ("double-check", {"points": 2}, "double-check: It is worth 2 points, and the table says 3."),
        ("double-check", {"grade": False}, "double-check: Item double (1) is in the table of items and has no graded"),
        ("double-check", {"solution": True}, 'double-check: The table says "auto", and the cell is of the other kind.'),
        ("double", {"solution": False}, "double: The answer cell of 1 is missing, or not marked as an answer."),
        ("why-rubric", {"grade": True, "points": 1}, "why-rubric: The cell is graded and not in the table of items."),
    ],
)
def test_grading_that_is_not_the_tables_is_found(
    mini: MiniCourse, cell_id: str, flags: dict[str, Any], what: str
) -> None:
    mini.retag("2_sums", cell_id, **flags)
    [problem] = found(points, mini)
    assert problem.startswith(f"source/sums/2_sums.ipynb, cell {what}")


def test_an_item_whose_notebook_is_not_there_is_found(mini: MiniCourse) -> None:
    items = mini.course.root / "items.toml"
    items.write_text(items.read_text().replace('notebook = "2_sums"', 'notebook = "3_later"', 1))
    assert found(points, mini.reloaded()) == [
        "source/sums/3_later.ipynb: Item double (1) is in the table of items, and this notebook is not there.",
        "source/sums/2_sums.ipynb, cell double-check: The cell is graded and not in the table of items.",
    ]
