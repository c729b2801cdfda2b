"""The drawings: every value is in one bin, and each drawing says in words what it shows."""

import re
from itertools import pairwise

import pytest

from classroom.reporting.plots import MOST_BARS, binned, histogram


@pytest.mark.parametrize(
    ("values", "most"), [([0, 0.5, 2.5, 49], 49), ([0, 30], 30), ([1], 1), ([], 7), ([3, 5], 1999)]
)
def test_every_value_is_in_one_bin(values: list[float], most: float) -> None:
    bins = binned(values, most)
    assert sum(one.count for one in bins) == len(values)
    assert len(bins) <= MOST_BARS
    assert (bins[0].low, bins[-1].high) == (0, most)
    assert all(one.high == other.low for one, other in pairwise(bins))


def test_a_value_beyond_the_points_is_in_the_last_bin() -> None:
    assert binned([99, -1], 10)[-1].count == 1


def test_a_drawing_says_what_it_shows() -> None:
    drawn = histogram("p", "Points <all>", binned([1, 1, 9], 10), "points")
    assert 'role="img" aria-labelledby="p-title p-words"' in drawn
    assert "Points &lt;all&gt;" in drawn
    assert re.search(r"<desc.*1–2: 2. 9–10: 1.*</desc>", drawn)
    assert len(re.findall("<rect", drawn)) == 10
    assert "Nobody." in histogram("p", "t", binned([], 10), "points")
