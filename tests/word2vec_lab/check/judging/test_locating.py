"""What is said of numbers that no known mistake gives is true of them, and nothing is said where nothing holds."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging.locating import (
    all_of_it,
    made_of,
    misshapen,
    relation,
    same_as_before,
    same_direction,
    when,
    where,
)
from word2vec_lab.check.judging.mistakes import Measured
from word2vec_lab.check.score import Finding

NUMBERS = np.array([0.5, -2.0, 3.0, 0.25])
CASES = [np.array([1.0, -2.0, 3.0]), np.array([0.5, 4.0, -1.0]), np.array([2.0, 0.3, 7.0])]
MEASURED = [Measured(x, x) for x in CASES]


@pytest.mark.parametrize(
    ("theirs", "name"),
    [
        (0 * NUMBERS, "zero"),
        (-NUMBERS, "sign"),
        (np.abs(NUMBERS), "absolute"),
        (NUMBERS**2, "squared"),
        (1 - NUMBERS, "complement"),
        (1 / NUMBERS, "reciprocal"),
        (np.full(4, 7.0), "constant"),
        (NUMBERS + 0.3, "shifted"),
        (NUMBERS * 0.3, "scaled"),
    ],
)
def test_a_rule_that_holds_for_all_numbers_is_found(theirs: np.ndarray, name: str) -> None:
    found = relation(NUMBERS, theirs)
    assert found is not None
    assert found[0] == name


def test_two_numbers_are_too_few_for_a_rule_with_a_constant() -> None:
    assert relation(NUMBERS[:2], 3 * NUMBERS[:2]) is None
    assert relation(NUMBERS, np.array([1.0, 5.0, -3.0, 2.2])) is None


def named(found: Finding | None) -> str:
    return found.name if found else ""


def test_the_smallest_named_place_outside_of_which_all_is_right_is_named() -> None:
    def places(x: np.ndarray) -> dict[str, np.ndarray]:
        at = np.arange(len(x))
        return {"all of it": at >= 0, "the end": at > 0, "the last place": at == 2}

    theirs = [x * np.array([1, 1, -1]) for x in CASES]
    found = where(places)(MEASURED, theirs)
    assert found is not None
    assert "only in the last place" in found.title
    assert "has the wrong sign" in found.says
    assert where(places)(MEASURED, [x * np.array([-1, 1, 1]) for x in CASES]) is None


def test_the_condition_that_holds_where_it_is_right_is_named() -> None:
    conditions: Any = lambda x: {"x begins with 1": x[0] == 1, "x begins above 1": x[0] > 1}  # noqa: E731
    found = when(conditions)(MEASURED, [CASES[0] + 1, CASES[1] + 1, CASES[2]])
    assert found is not None
    assert "where x begins above 1, and only there" in found.title
    assert named(when(conditions)(MEASURED, [CASES[0], CASES[1] + 1, CASES[2]])) == "only-sometimes"
    assert named(when(conditions)(MEASURED, [CASES[0], CASES[1] + 1, CASES[2] + 1])) == "first-case-only"
    assert when(conditions)(MEASURED, [x + 1 for x in CASES]) is None


def test_what_is_wrong_after_a_case_of_its_kind_is_remembered() -> None:
    kinds = {id(CASES[0]): "a", id(CASES[1]): "b", id(CASES[2]): "b"}
    find = when(lambda x: {}, lambda x: kinds[id(x)])
    assert named(find(MEASURED, [CASES[0], CASES[1], CASES[1]])) == "same-as-before"


def test_the_same_numbers_for_other_inputs_are_noticed() -> None:
    assert named(same_as_before(MEASURED, [CASES[0], CASES[0], CASES[2]])) == "same-as-before"
    assert named(same_as_before(MEASURED, [np.ones(3)] * 3)) == "constant"
    assert same_as_before(MEASURED, [x + 1 for x in CASES]) is None


def test_right_numbers_in_another_order_are_noticed() -> None:
    assert "reverse order" in str(all_of_it(MEASURED, [x[::-1] for x in CASES]))
    assert "moved on" in str(all_of_it(MEASURED, [np.roll(x, 1) for x in CASES]))
    assert all_of_it(MEASURED, [x[[0, 2, 1]] ** 3 for x in CASES]) is None


def test_a_factor_of_its_own_in_each_case_leaves_the_direction() -> None:
    found = same_direction(MEASURED, [x * f for x, f in zip(CASES, (0.5, 2, 3), strict=True)])
    assert found is not None
    assert "0.5, 2, 3" in found.says
    assert same_direction(MEASURED, [x * np.array([1, 2, 1]) for x in CASES]) is None


def test_what_an_answer_is_made_of_is_written_as_a_sum() -> None:
    def pieces(x: np.ndarray) -> dict[str, np.ndarray]:
        return {"1": np.ones(3), "x": x, "x²": x * x}

    find = made_of(pieces, "It is", "")
    found = find(MEASURED, [2 * x - x * x for x in CASES])
    assert found is not None
    assert found.title == "It is −x² + 2 × x"
    assert find(MEASURED, [np.sin(x) for x in CASES]) is None


@pytest.mark.parametrize(
    ("theirs", "name"),
    [
        ([np.array(x.sum()) for x in CASES], "everything-summed"),
        ([np.array(5.0)] * 3, "one-number"),
        ([np.ones((2, 3))] * 3, "shape-of-others"),
        ([np.ones(11)] * 3, ""),
    ],
)
def test_a_wrong_shape_is_told_by_what_it_counts(theirs: list[np.ndarray], name: str) -> None:
    assert named(misshapen(MEASURED, theirs, lambda x: {"d": 3, "V": 2})) == name


def test_a_lost_axis_is_noticed() -> None:
    matrices = [Measured(x, np.outer(x, x + 1)) for x in CASES]
    assert named(misshapen(matrices, [m.value.sum(axis=0) for m in matrices], lambda x: {})) == "summed-too-far"
