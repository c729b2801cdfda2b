"""A triple is recognised, judged value by value, and told from the same three values in another order."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging.loss_and_gradients import (
    RETURNS,
    in_another_order,
    is_right,
    judge_three,
    large_scores,
    returned_three,
    wanted,
)
from word2vec_lab.check.judging.pairs import Pair

PAIR = Pair(np.array([1.0, -2.0]), 1, np.array([[0.5, 1.0], [2.0, 0.0], [-1.0, 3.0]]))


def product(pair: Pair) -> float:
    """A loss with easy gradients: 3 u_o · v_c."""
    return 3 * float(pair.outside_vectors[pair.outside_idx] @ pair.center)


TRIPLE = wanted(product, PAIR)


def test_what_is_wanted_is_the_loss_and_its_slopes() -> None:
    loss, center, outside = TRIPLE
    assert loss == 6
    assert center == pytest.approx([6, 0])
    assert outside == pytest.approx(np.array([[0, 0], [3, -6], [0, 0]]), abs=1e-9)


@pytest.mark.parametrize(
    ("value", "title"),
    [
        (None, "None"),
        ((1, 2), "2 values"),
        (np.zeros(3), "ndarray"),
    ],
)
def test_what_is_no_triple_is_told_what_is_expected(value: Any, title: str) -> None:
    finding = returned_three(value)
    assert finding
    assert finding.title == f"Your function returns {title}"
    assert ", ".join(RETURNS) in finding.says
    named = returned_three(value, ("a", "b", "c"))
    assert named
    assert "a, b, c" in named.says


@pytest.mark.parametrize(
    "value", [TRIPLE, list(TRIPLE), (6.0, [6.0, 0.0], TRIPLE[2]), (np.array([6.0]), TRIPLE[1][:, None], TRIPLE[2])]
)
def test_a_triple_in_any_container_and_in_bent_shapes_is_right(value: Any) -> None:
    assert returned_three(value) is None
    assert is_right(product, PAIR, value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        TRIPLE[:2],
        (TRIPLE[0], -TRIPLE[1], TRIPLE[2]),
        (7.0, *TRIPLE[1:]),
        (*TRIPLE[:2], TRIPLE[2] + [[0, 0], [0, 0], [0, 0.01]]),
        (*TRIPLE[:2], TRIPLE[2].T),
        (*TRIPLE[:2], TRIPLE[2] * np.nan),
        ("6", *TRIPLE[1:]),
    ],
)
def test_other_numbers_are_not_right(value: Any) -> None:
    assert not is_right(product, PAIR, value)


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:])
def test_the_same_values_in_another_order_are_known(order: tuple[int, ...]) -> None:
    given = tuple(TRIPLE[i] for i in order)
    assert [finding.name for finding in in_another_order([TRIPLE], [given])] == ["wrong-order"]


def test_two_of_the_same_value_are_no_order() -> None:
    assert in_another_order([TRIPLE], [(TRIPLE[0], TRIPLE[1], TRIPLE[1])]) == []


def test_each_value_has_a_verdict_of_its_own() -> None:
    given = (TRIPLE[0], -TRIPLE[1], TRIPLE[2].T)
    verdicts = judge_three([PAIR], [TRIPLE], [given], ([], [], []), lambda pair: {}, lambda pair: "", ([], [], []))
    assert [verdict.share for verdict in verdicts] == [1, 0, 0]
    titles = [verdict.findings[0].title for verdict in verdicts]
    assert [title.split()[0].strip(":") for title in titles] == list(RETURNS)


@pytest.mark.parametrize(("gradient", "named"), [(1.0, []), (np.inf, ["overflow"]), ("text", ["overflow"])])
def test_large_scores_are_spoken_of_where_the_gradients_do_not_survive_them(gradient: Any, named: list[str]) -> None:
    found = large_scores(lambda: (np.inf, gradient, 0.0), (), "asked")
    assert [finding.name for finding in found] == named
    assert all(finding.kind == "advice" for finding in found)
    assert large_scores(lambda: None, (), "asked") == []
