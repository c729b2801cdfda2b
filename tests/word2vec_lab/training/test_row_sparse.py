"""A row-sparse gradient is an array to whatever a student's `sgd` does with it."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab.training.row_sparse import RowSparse


def sparse() -> tuple[RowSparse, np.ndarray]:
    g = RowSparse((5, 2), np.array([1, 3]), np.array([[1.0, 2.0], [3.0, -4.0]]))
    return g, np.array([[0, 0], [1, 2], [0, 0], [3, -4], [0, 0]], dtype=float)


@pytest.mark.parametrize(
    "use",
    [
        lambda x, g: x - 0.3 * g,
        lambda x, g: x - g * 0.3,
        lambda x, g: x + (-g / 2),
        lambda x, g: -0.3 * g + x,
        lambda x, g: x - np.multiply(g, np.float64(0.3)),
        lambda x, g: x - 0.3 * np.array(g),
        lambda x, g: np.clip(g, -1, 1) + x,
        lambda x, g: x * g,
        lambda x, g: 1 / (1 + g**2),
        lambda x, g: g - g,
        lambda x, g: np.linalg.norm(g),
        lambda x, g: g.sum(axis=0) + g[1] + len(g),
        lambda x, g: g.T @ x,
        lambda x, g: x.astype(int) + g,
        lambda x, g: x[0] - g,
        lambda x, g: np.subtract(x, g, out=np.zeros_like(x)),
        lambda x, g: np.concatenate([g, x]),
        lambda x, g: np.zeros_like(g),
    ],
)
def test_a_row_sparse_array_is_an_array(use: Any) -> None:
    g, full = sparse()
    x = np.arange(10.0).reshape(5, 2)
    assert np.array_equal(use(x, g), use(x.copy(), full))
    assert np.array_equal(x, np.arange(10.0).reshape(5, 2))


def test_an_update_in_place_is_in_place() -> None:
    g, full = sparse()
    x = y = np.ones((5, 2))
    x -= 0.3 * g
    assert x is y
    assert np.array_equal(x, 1 - 0.3 * full)


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.__imul__(0.3),
        lambda g: g.__itruediv__(2),
        lambda g: g.__iadd__(1),
        lambda g: g.__isub__(2 * g),
        lambda g: g.__ipow__(2),
        lambda g: np.multiply(0.3, g, out=g),
        lambda g: np.clip(g, -1, 1, out=g),
        lambda g: g.__setitem__(1, 7),
        lambda g: g.__setitem__(slice(None), g * 2),
        lambda g: g.fill(3),
    ],
)
def test_a_change_in_place_stays(change: Any) -> None:
    g, _ = sparse()
    full = np.array(g)
    for one in (g, full):
        change(one)
        change(one)
    x = np.arange(10.0).reshape(5, 2)
    assert np.array_equal(x - 0.3 * g, x - 0.3 * full)
    assert np.array_equal(g, full)


def test_scaling_in_place_stays_cheap() -> None:
    g = RowSparse((10**12, 10), np.array([3]), np.ones((1, 10)))
    g *= 0.3
    g /= 2
    assert np.allclose(g.rows, 0.15)
