"""Loops and array code must be told apart by a count that is the same in every run."""

import gc
import sys
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging import growth
from word2vec_lab.check.judging.growth import (
    ASKS_A_PERSON,
    COUNT_SWITCHED_OFF,
    FEW,
    LOOP,
    MANY,
    TAMPERED,
    loop_findings,
    per_element,
)


def slope(function: Any) -> float:
    return per_element(function, (np.linspace(0, 1, FEW),), (np.linspace(0, 1, MANY),), FEW, MANY)[0]


def vectorised(x: np.ndarray) -> Any:
    return np.exp(x - x.max()).sum()


def looped(x: np.ndarray) -> float:
    total = 0.0
    for value in x:
        total += float(np.exp(value))
    return total


def comprehended(x: np.ndarray) -> float:
    return float(sum([np.exp(value - 1) * 2 for value in x]))


def test_array_code_does_not_grow() -> None:
    assert slope(vectorised) < LOOP / 2
    assert loop_findings(vectorised, slope(vectorised), "x", "", right=True) == []


@pytest.mark.parametrize("function", [looped, comprehended, np.vectorize(lambda v: (v * v - 1) / (v + 2) + v)])
def test_python_loops_grow(function: Any) -> None:
    assert slope(function) >= LOOP
    assert [f.name for f in loop_findings(function, slope(function), "x", "", right=True)] == ["python-loop"]


def printing(x: np.ndarray) -> Any:
    print(x, f"{x}", str(x[:, None]))
    return x.sum()


def test_printing_an_array_is_no_loop() -> None:
    assert slope(printing) < LOOP / 2


@pytest.mark.parametrize(
    "function",
    [
        lambda x: sum([v * 2 for v in x]),
        lambda x: np.array([i == 3 for i in range(len(x))]),
        np.vectorize(lambda v: v + 1),
        lambda x: [v + 1 for v in x],
    ],
)
def test_short_loops_count_too(function: Any) -> None:
    assert slope(function) >= LOOP


def padded(x: np.ndarray) -> float:
    total = 0.0
    for value in np.append(x, np.zeros(3000 - len(x))):
        total += float(np.exp(value))
    return total


@pytest.mark.slow
def test_a_loop_that_always_runs_over_the_most_there_could_be_does_not_grow_and_is_seen() -> None:
    assert slope(padded) >= LOOP


def talkative(x: np.ndarray) -> Any:
    for row in range(10):
        print(row, x, x.mean(), f"{x[:, None]}")
    return x.sum()


def test_what_an_answer_does_at_any_size_is_no_loop() -> None:
    assert slope(lambda x: sum(i * i for i in range(300)) + x.sum()) == 0
    assert slope(talkative) < LOOP


@pytest.mark.slow
def test_the_count_is_the_same_in_every_run() -> None:
    assert len({slope(looped) for _ in range(5)}) == 1


def test_what_is_cleared_away_meanwhile_does_not_count() -> None:
    class Waste:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            sum(range(3))

    def wasteful(x: np.ndarray) -> float:
        for _ in range(30):
            Waste()
        return float(x.sum())

    before = gc.get_threshold()
    gc.set_threshold(5)
    try:
        assert len({slope(wasteful) for _ in range(5)}) == 1
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)


def test_doubt_favours_the_student() -> None:
    def fails(x: np.ndarray) -> None:
        raise ValueError

    assert slope(fails) == 0


def test_a_loop_that_does_not_end_in_time_is_counted_as_far_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("word2vec_lab.check.judging.growth.SECONDS", 0.3)

    def slow(x: np.ndarray) -> None:
        for _ in range(len(x) ** 6 if len(x) > 20 else 1):
            pass

    assert slope(slow) >= LOOP


def test_another_tracer_is_put_back() -> None:
    def tracer(*_: Any) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        slope(looped)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_whoever_switches_the_count_off_loses_half_a_point_and_is_looked_at() -> None:
    class StandIn:
        """A function that has switched the count off where it lives."""

        asked: list[str] = []  # noqa: RUF012

        def __there__(self, *_: Any) -> Any:
            """What is told of the count."""
            return 0, TAMPERED, 1.0

        def __ask_a_person__(self, why: str) -> None:
            """Note the question."""
            self.asked.append(why)

    function = StandIn()
    cost, _ = per_element(function, (), (), FEW, MANY)
    assert [finding.name for finding in loop_findings(function, cost, "x", "", right=True)] == [COUNT_SWITCHED_OFF]
    assert function.asked == [ASKS_A_PERSON]


def test_a_count_that_runs_out_of_time_was_not_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit ends the call inside of the count, mostly, and Python takes a count away that ends like that."""
    monkeypatch.setattr(growth, "SECONDS", 0.03)

    def endless(x: np.ndarray) -> None:
        while len(x) == MANY:
            pass

    for _ in range(5):
        cost, value = per_element(endless, (np.ones(FEW),), (np.ones(MANY),), FEW, MANY)
        assert (LOOP < cost < float("inf"), value) == (True, None)
