"""A function that takes the time of a loop is doubted, in every trial, and a person is asked; array code never is."""

import time
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging import loop_time
from word2vec_lab.check.judging.loop_time import call_all, doubts

SIZE = 2_000


def array_code(x: np.ndarray) -> Any:
    return x + 1


def loop(x: np.ndarray) -> Any:
    return np.array([np.add(value, 1) * 1 for value in x])


def numbers(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=SIZE)


def work(function: Any, seed: int) -> list[Any]:
    """Five calls of the function."""
    return call_all(function, [(numbers(seed),)] * 5)


def right(seed: int, values: list[Any]) -> bool:
    return bool(values) and all(np.array_equal(value, numbers(seed) + 1) for value in values)


def found(function: Any) -> list[str]:
    return [finding.name for finding in doubts(function, 5 * SIZE, work, right, loops=0.8, over="x")]


def test_a_loop_is_doubted_and_array_code_is_not() -> None:
    assert found(loop) == [loop_time.AS_SLOW_AS_A_LOOP]
    assert found(array_code) == []


def test_who_is_quick_and_wrong_when_time_is_looked_at_is_doubted() -> None:
    assert found(lambda x: x) == [loop_time.AS_SLOW_AS_A_LOOP]
    assert found(lambda x: 1 / 0) == [loop_time.AS_SLOW_AS_A_LOOP]


@pytest.mark.slow
def test_one_quick_trial_is_enough() -> None:
    calls = 0

    def disturbed(x: np.ndarray) -> Any:
        nonlocal calls
        calls += 1
        end = time.process_time() + (0.1 if calls < 16 else 0)
        while time.process_time() < end:
            pass
        return x + 1

    assert found(disturbed) == []


class StandIn:
    """A function in another process whose time is read from outside."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.used = 0.0
        self.asked: list[str] = []

    def __there__(self, name: str, _function: Any, seed: int) -> list[Any]:
        """Answer at once, and claim nothing of the time."""
        assert name.endswith(":work")
        self.used += self.seconds
        return [numbers(seed) + 1]

    def __processor_time__(self) -> float:
        """What the process has used."""
        return self.used

    def __ask_a_person__(self, why: str) -> None:
        """Note the question."""
        self.asked.append(why)


@pytest.mark.parametrize(("seconds", "asked"), [(0.0, []), (10.0, [loop_time.ASKS_A_PERSON])])
def test_what_counts_is_the_time_of_the_process_and_a_person_is_asked(seconds: float, asked: list[str]) -> None:
    function = StandIn(seconds)
    assert bool(found(function)) is bool(asked)
    assert function.asked == asked
