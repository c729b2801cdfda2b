"""Likeness, ranks and axes between words against the plainest way to compute them: one pair after the other."""

import math

import numpy as np
import pytest

from word2vec_lab.vectors import likeness

RNG = np.random.default_rng(7)
MATRIX = RNG.normal(size=(60, 8)) + 5
MATRIX[13] = MATRIX[12]


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(
        sum(x * y for x, y in zip(a, b, strict=True)) / math.sqrt(sum(x * x for x in a) * sum(y * y for y in b))
    )


def brute(matrix: np.ndarray, target: np.ndarray, left_out: set[int]) -> list[tuple[float, int]]:
    return sorted((-cosine(row, target), k) for k, row in enumerate(matrix) if k not in left_out)


@pytest.mark.parametrize("without_mean", [False, True])
def test_neighbours_are_those_of_brute_force(without_mean: bool) -> None:
    matrix = likeness.centred(MATRIX) if without_mean else MATRIX
    means = [sum(row[j] for row in MATRIX) / len(MATRIX) for j in range(8)]
    plain = np.array([[x - mean for x, mean in zip(row, means, strict=True)] for row in MATRIX])
    for row in range(len(MATRIX)):
        found = likeness.nearest(matrix, matrix[row], 10, [row])
        expected = brute(plain if without_mean else MATRIX, (plain if without_mean else MATRIX)[row], {row})[:10]
        assert [k for k, _ in found] == [k for _, k in expected]
        assert [value for _, value in found] == pytest.approx([-value for value, _ in expected])


@pytest.mark.parametrize("unit_length", [False, True])
@pytest.mark.parametrize("without_mean", [False, True])
def test_ranks_are_those_of_brute_force(without_mean: bool, unit_length: bool) -> None:
    matrix = likeness.centred(MATRIX) if without_mean else MATRIX
    a, b, c = 3, 14, 15
    parts = [matrix[k] / (math.sqrt(sum(x * x for x in matrix[k])) if unit_length else 1) for k in (a, b, c)]
    target = parts[0] - parts[1] + parts[2]
    np.testing.assert_allclose(likeness.analogy(matrix, a, b, c, unit_length), target)
    order = [k for _, k in brute(matrix, target, {a, b, c})]
    for place, row in enumerate(order, start=1):
        if row in (12, 13):
            continue
        assert likeness.rank(matrix, target, row, (a, b, c)) == (place, 57)
    twins = [likeness.rank(matrix, target, row, (a, b, c)) for row in (12, 13)]
    assert twins[0] == twins[1], "words with the same vector have the same rank"


def test_what_has_no_direction_has_no_rank_and_is_nobodys_neighbour() -> None:
    matrix = np.array([[1.0, 0], [0, 0], [1, 1]])
    [(row, value)] = likeness.nearest(matrix, matrix[0], 5, [0])
    assert row == 2
    assert value == pytest.approx(math.sqrt(0.5))
    assert likeness.nearest(matrix, matrix[1], 5) == []
    assert likeness.rank(matrix, matrix[0], 1) is None
    assert likeness.rank(matrix, matrix[0], 0, left_out=[0]) is None
    assert likeness.rank(matrix, matrix[0], 2, left_out=[0]) == (1, 1)


def test_the_axis_between_two_words_separates_them_by_their_distance() -> None:
    axis = likeness.between(MATRIX[2], MATRIX[9])
    assert math.sqrt(sum(x * x for x in axis)) == pytest.approx(1)
    apart = (MATRIX[9] - MATRIX[2]) @ axis
    assert apart == pytest.approx(math.dist(MATRIX[9], MATRIX[2]))
    assert likeness.between(MATRIX[12], MATRIX[13]).tolist() == [0.0] * 8
