"""Numbers are shown so that what belongs together stands in one column."""

import numpy as np
import pytest

from word2vec_lab.check.judging.arrays import aligned, number, show


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (0.5, "0.5"), (-2.0, "-2"), (1e-7, "1e-07"), (-1e-7, "-1e-07"), (0.123456, "0.1235")],
)
def test_a_number_is_zero_only_if_it_is_and_has_no_point_of_its_own(value: float, text: str) -> None:
    assert number(value) == text


def test_an_array_has_no_minus_zero() -> None:
    assert show(np.array([-0.0, 1.0])) == "[0 1]"
    assert show(np.array(-1e-9)) == "-1e-09"


def columns(row: str) -> list[int]:
    """Where the numbers of a row end."""
    return [k for k, (a, b) in enumerate(zip(row, row[1:] + " ", strict=True)) if a not in " [" and b in " ]"]


def test_rows_stand_below_each_other_and_are_broken_at_the_same_place() -> None:
    x = np.linspace(-3, 4, 13)
    text = aligned({"x": x, "s = σ(x)": x / 7, "measured": x**2, "yours": -x})
    blocks = [block.splitlines() for block in text.split("\n\n")]
    assert [len(block) for block in blocks] == [4, 4]
    for block in blocks:
        ends = [columns(row[11:]) for row in block]
        assert ends[0]
        assert all(end == ends[0] for end in ends)


def test_the_lines_of_a_matrix_stand_below_each_other() -> None:
    lines = aligned({"measured": np.array([[1.0, -2.25], [3.5, 4]]), "yours": np.array([[1.0, 2.25], [3.5, -4]])})
    assert lines.splitlines()[0] == " measured  [[    1 -2.25]"
    assert {line.rindex("4") for line in lines.splitlines() if "4" in line} == {23}


def test_two_rows_that_would_look_the_same_get_more_digits() -> None:
    text = aligned({"measured": np.array([0.12345678]), "yours": np.array([0.12345679])})
    assert "0.12345678" in text
    assert "0.12345679" in text


def test_what_is_no_array_is_shown_as_it_is() -> None:
    assert aligned({"x": np.array([1.0]), "yours": "an error"}).splitlines()[1] == "    yours  an error"
    assert aligned({"measured": np.array([1.0]), "yours": None}).splitlines()[1] == "    yours  None"
