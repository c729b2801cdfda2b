"""Which lengths are small enough to be drawn."""

import pytest

from safepage.lengths import are_bounded

LARGEST = {"": 4.0, "px": 100.0, "em": 2.0}


@pytest.mark.parametrize(
    "value", ["100px", "2em", "1.5EM", "0 4 100px", "#999999", "1px solid #ffffff", "red", "", "1e2px"]
)
def test_small_ones_are(value: str) -> None:
    assert are_bounded(value, LARGEST)


@pytest.mark.parametrize(
    "value", ["100.5px", "2.1em", "5", "1px 101px", "101px #fff", "#fff 101px", "1vh", "1e3px", ".9vw"]
)
def test_large_ones_and_units_without_a_size_are_not(value: str) -> None:
    assert not are_bounded(value, LARGEST)
