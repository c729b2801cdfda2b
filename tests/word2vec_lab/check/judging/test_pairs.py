"""Moving one vector of a pair measures what the loss makes of that vector, and leaves the pair as it was."""

from dataclasses import dataclass

import numpy as np
import pytest

from word2vec_lab.check.judging.pairs import Pair, by_center, by_outside, by_row


@dataclass(frozen=True)
class Weighted(Pair):
    """A pair with something more, which a loss may use."""

    weight: float


PAIR = Weighted(np.array([1.0, -2.0]), 1, np.array([[0.5, 1.0], [2.0, 0.0], [-1.0, 3.0]]), 4.0)


def loss(pair: Weighted) -> float:
    return pair.weight * float((pair.outside_vectors**2 @ pair.center).sum())


def test_slopes_by_each_of_the_vectors() -> None:
    u, v = PAIR.outside_vectors.copy(), PAIR.center.copy()
    assert by_center(loss, PAIR) == pytest.approx(4 * (u**2).sum(axis=0))
    assert by_outside(loss, PAIR) == pytest.approx(8 * u * v)
    assert [by_row(loss, PAIR, w) for w in range(PAIR.words)] == [pytest.approx(row) for row in 8 * u * v]
    assert np.array_equal(PAIR.outside_vectors, u)
    assert np.array_equal(PAIR.center, v)
