"""Loops and array code must be told apart by a count that is the same in every run."""

import sys
import time
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.growth import LOOP, loop_findings, per_element


def slope(function: Any) -> float:
    return per_element(function, (np.arange(20.0),), (np.arange(120.0),), 100)


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
    assert loop_findings(slope(vectorised), "x", "") == []


@pytest.mark.parametrize("function", [looped, comprehended, np.vectorize(lambda v: (v * v - 1) / (v + 2) + v)])
def test_python_loops_grow(function: Any) -> None:
    assert slope(function) >= LOOP
    assert [f.name for f in loop_findings(slope(function), "x", "")] == ["python-loop"]


def test_the_count_is_the_same_in_every_run() -> None:
    assert len({slope(looped) for _ in range(5)}) == 1


def test_doubt_favours_the_student() -> None:
    def fails(x: np.ndarray) -> None:
        raise ValueError

    assert slope(fails) == 0


def test_an_endless_call_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("word2vec_lab.check.growth.SECONDS", 0.2)

    def endless(x: np.ndarray) -> None:
        while True:
            time.sleep(0.01)

    assert slope(endless) == 0


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
