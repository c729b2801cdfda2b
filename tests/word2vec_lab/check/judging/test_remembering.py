"""Measures that remember: for equal numbers they are called once, and for anything that could differ, each time."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging.remembering import remembered
from word2vec_lab.measure import losses


@dataclass(frozen=True)
class Case:
    """What is measured on."""

    vector: np.ndarray
    places: tuple[int, ...] = (1, 2)
    loss: Any = losses.naive_softmax


CASE = Case(np.array([1.0, 2.0]))


@pytest.fixture
def calls() -> list[Any]:
    return []


@pytest.fixture
def measure(calls: list[Any]) -> Any:
    @remembered
    def measured(loss: Any, case: Case, more: int = 0) -> np.ndarray:
        calls.append(case)
        return case.vector + more

    return measured


def test_equal_numbers_are_measured_once(measure: Any, calls: list[Any]) -> None:
    again = Case(np.array([1.0, 2.0]))
    found = [measure(losses.naive_softmax, case).tolist() for case in (CASE, again, CASE)]
    assert found == [[1.0, 2.0]] * 3
    assert len(calls) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(CASE, vector=np.array([1.0, 2.5])),
        replace(CASE, vector=np.array([[1.0, 2.0]])),
        replace(CASE, vector=np.array([1, 2])),
        replace(CASE, places=(2, 1)),
        replace(CASE, loss=losses.neg_sampling),
    ],
    ids=["numbers", "shape", "type", "field", "function"],
)
def test_whatever_differs_is_measured(measure: Any, calls: list[Any], other: Case) -> None:
    measure(losses.naive_softmax, CASE)
    assert np.array_equal(measure(losses.naive_softmax, other), other.vector)
    measure(losses.neg_sampling, CASE)
    assert measure(losses.naive_softmax, CASE, more=1).tolist() == [2.0, 3.0]
    assert len(calls) == 4


def test_what_comes_out_may_be_changed(measure: Any) -> None:
    measure(losses.naive_softmax, CASE)[0] = 9
    assert measure(losses.naive_softmax, CASE).tolist() == [1.0, 2.0]


def test_of_a_function_that_may_give_something_else_next_time_nothing_is_remembered(
    measure: Any, calls: list[Any]
) -> None:
    """A student's, or one that was made with numbers of its own."""
    numbers = iter([1, 2])
    for loss in (lambda _case: next(numbers), print, object()):
        measure(loss, CASE)
        measure(loss, CASE)
    assert len(calls) == 6
