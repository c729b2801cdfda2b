"""Vectors in few bytes are the vectors: to 24 bits where they are kept, to a percent where only the eye looks."""

import zlib

import numpy as np
import pytest

from word2vec_lab.vectors import compact
from word2vec_lab.vectors.compact import split


def test_rows_keep_24_bits() -> None:
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(50, 4)) * 10.0 ** rng.integers(-6, 6, size=(50, 1))
    matrix[7] = 0
    whole, exponents = split(matrix)
    back = whole * 2.0 ** exponents[:, np.newaxis]
    assert np.abs(whole).max() < 2**23
    assert (np.abs(back - matrix).max(axis=1) <= 2.0**-23 * np.abs(matrix).max(axis=1)).all()


def nearly_one_way(n: int = 400, d: int = 10, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(size=d) * rng.gamma(3, 1, size=(n, 1)) + 0.01 * rng.normal(size=(n, d))


@pytest.mark.parametrize(
    "matrix",
    [
        nearly_one_way(),
        -nearly_one_way(seed=1),
        nearly_one_way(n=1, d=1),
        np.zeros((3, 4)),
        np.eye(5),
        np.tile([1.0, 0, 0], (4, 1)),
        1e-200 * nearly_one_way(),
        compact.rounded(nearly_one_way(), 9),
    ],
    ids=["one way", "the other way", "one number", "zeros", "axes", "the first axis", "tiny", "rounded"],
)
def test_rows_come_back(matrix: np.ndarray) -> None:
    back = compact.matrix_of(compact.rows(matrix))
    sizes = np.linalg.norm(matrix, axis=1)
    assert (np.linalg.norm(back - matrix, axis=1) <= 2.0**-22 * sizes + 2.0**-145).all()


def test_a_rounded_matrix_comes_back_to_the_last_bit_and_takes_less() -> None:
    matrix = np.random.default_rng(5).normal(size=(2000, 10))
    nine = compact.rounded(matrix, 9)
    assert (np.abs(nine - matrix).max(axis=1) <= 2.0**-8 * np.abs(matrix).max(axis=1)).all()
    np.testing.assert_array_equal(compact.matrix_of(compact.rows(nine)), nine)
    taken = [len(zlib.compress(compact.rows(m).planes.tobytes())) for m in (matrix, nine)]
    assert taken[1] < 0.5 * taken[0]


@pytest.mark.parametrize("outlier", [1, 1000])
def test_a_way_keeps_its_place_to_a_percent(outlier: int) -> None:
    rng = np.random.default_rng(2)
    ends = nearly_one_way(n=60, d=6)
    grown = np.linspace(0, 1, 9)[:, np.newaxis, np.newaxis]
    way = (grown * ends + 0.2 * (1 - grown) * rng.normal(size=(9, 60, 6))).astype(np.float32)
    way[3, 5] *= outlier
    packed = compact.way(way)
    back = compact.vectors_of(packed)
    assert back.dtype == np.float32
    spread = np.sqrt(((way[-1] - way[-1].mean(axis=0)) ** 2).mean())
    # One word that was far away costs the others some of their digits, and nothing else.
    allowed = max(spread / 64, np.abs(way - way.mean(axis=1, keepdims=True)).max() / 2**12)
    assert np.abs(back - way).max() <= 3 * allowed
    assert packed.planes.shape == (2, way.size)


def test_words_that_do_not_move_and_do_not_differ_have_a_way() -> None:
    still = np.ones((4, 3, 2), dtype=np.float32)
    np.testing.assert_array_equal(compact.vectors_of(compact.way(still)), still)
