"""Random numbers go on where they stood: Python's and NumPy's."""

import random

import numpy as np
import pytest

from classroom.isolation import chance


def drawn() -> tuple[float, float]:
    return random.random(), float(np.random.random())


def test_numbers_drawn_from_a_state_are_drawn_from_it_again() -> None:
    before = chance.state()
    first, second = drawn(), drawn()
    assert first != second
    chance.set_state(before)
    assert (drawn(), drawn()) == (first, second)


@pytest.mark.parametrize("told", [None, (), (1, 2, 3), (random.getstate(), "none", None)])
def test_what_is_no_state_raises(told: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        chance.set_state(told)
