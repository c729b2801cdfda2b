"""A limit that counts what is computed: a busy machine takes nothing from an answer, and no loop is endless."""

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from word2vec_lab.check.judging.growth import per_element
from word2vec_lab.check.judging.time_limit import ON_THE_CLOCK, TICK, TimeLimit, TooSlowError


def spin() -> None:
    while True:
        pass


def limited(limit: TimeLimit, call: Callable[[], object]) -> None:
    with limit.running():
        call()


def in_a_thread(limit: TimeLimit, call: Callable[[], object]) -> None:
    raised: list[BaseException] = []

    def run() -> None:
        try:
            limited(limit, call)
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


WAYS = pytest.mark.parametrize("way", [limited, in_a_thread])
Way = Callable[[TimeLimit, Callable[[], object]], None]


@WAYS
def test_what_computes_without_end_is_ended(way: Way) -> None:
    limit = TimeLimit(0.2)
    with pytest.raises(TooSlowError):
        way(limit, spin)
    assert str(limit) == "0.2 seconds of computing"


@WAYS
def test_a_function_that_waits_for_its_turn_loses_nothing(way: Way) -> None:
    """The clock runs to twice the limit, and the processor time hardly at all."""
    way(TimeLimit(0.2), lambda: time.sleep(0.4))


@WAYS
def test_what_sleeps_for_ever_meets_the_bound_on_the_clock(way: Way) -> None:
    def sleep() -> None:
        for _ in range(1000):
            time.sleep(0.01)

    limit = TimeLimit(0.05)
    with pytest.raises(TooSlowError):
        way(limit, sleep)
    assert str(limit) == f"{0.05 * ON_THE_CLOCK:g} seconds"


@WAYS
def test_whoever_swallows_every_interruption_is_interrupted_again(way: Way) -> None:
    interrupted = []

    def stubborn() -> None:
        while True:
            try:
                spin()
            except BaseException:
                interrupted.append(1)
                if len(interrupted) == 3:
                    raise

    with pytest.raises(TooSlowError):
        way(TimeLimit(0.1), stubborn)


def test_whoever_swallows_it_and_returns_has_no_answer_either() -> None:
    def sly() -> None:
        try:
            spin()
        except BaseException:
            return

    with pytest.raises(TooSlowError):
        limited(TimeLimit(0.1), sly)


def test_all_calls_share_the_time() -> None:
    limit = TimeLimit(1.0, processor_time=_seconds(0.0, 0.6, 5.0, 5.6))
    limited(limit, lambda: time.sleep(2.5 * TICK))
    with pytest.raises(TooSlowError):
        limited(limit, lambda: time.sleep(60))
    assert limit.used == pytest.approx(1.2)


def test_time_used_between_two_calls_is_not_counted() -> None:
    limit = TimeLimit(10.0, processor_time=_seconds(0.0, 1.0, 100.0, 101.0))
    for _ in range(2):
        limited(limit, lambda: time.sleep(2.5 * TICK))
    assert limit.used == pytest.approx(2.0)


def _seconds(*readings: float) -> Callable[[], float]:
    """A meter that shows these, one after the other, and stays at the last."""
    left: Iterator[float] = iter(readings)
    return lambda: next(left, readings[-1])


@pytest.mark.slow
def test_the_limit_itself_does_no_work_that_counts_as_the_functions() -> None:
    """A call that takes longer meets more ticks, and executes no more bytecodes for them."""

    def slower_when_larger(x: np.ndarray) -> float:
        time.sleep(0.05 * len(x))
        return float(x.sum())

    slope, _ = per_element(slower_when_larger, (np.ones(1),), (np.ones(20),), few=1, many=20)
    assert slope == 0
