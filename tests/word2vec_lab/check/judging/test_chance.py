"""Draws move a generator on; whatever else an answer does to it is noticed, and undone."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from answers_of import ANSWERS, kept
from numpy.random.mtrand import get_bit_generator, set_bit_generator

from word2vec_lab import check
from word2vec_lab.check.judging import chance
from word2vec_lab.check.score import Outcome

STATE = random.getstate()
OTHER = random.Random(7)


def moved(work: Callable[[], object]) -> list[str]:
    """Which generators are found to be meddled with after some work."""
    chance.begin()
    try:
        work()
    finally:
        found = chance.end()
    return found


def draw_all_sorts() -> None:
    cards = list(range(50))
    random.shuffle(cards)
    random.sample(cards, 5)
    random.gauss()
    np.random.rand(3)
    np.random.permutation(50)


DRAWS = [
    lambda: None,
    draw_all_sorts,
    lambda: [random.random() for _ in range(5000)],
    lambda: np.random.normal(size=100_000),
    lambda: random.getrandbits(3_000_000),
    lambda: np.random.default_rng(0).normal(),
    lambda: random.Random(0).random(),
]


@pytest.mark.parametrize("work", DRAWS)
def test_draws_are_no_meddling(work: Callable[[], object]) -> None:
    assert moved(work) == []


MEDDLING: list[tuple[Callable[[], object], str]] = [
    (lambda: random.seed(42), "random"),
    (lambda: random.seed(), "random"),
    (lambda: random.seed(random.random()), "random"),
    (lambda: random.setstate(STATE), "random"),
    (lambda: setattr(random, "getrandbits", OTHER.getrandbits), "random"),
    (lambda: setattr(random, "random", lambda: 0.5), "random"),
    (lambda: np.random.seed(42), "np.random"),
    (lambda: np.random.set_state(np.random.RandomState(1).get_state()), "np.random"),
    (lambda: set_bit_generator(np.random.PCG64(1)), "np.random"),
    (lambda: setattr(np.random, "rand", np.zeros), "np.random"),
]


@pytest.mark.parametrize(("work", "name"), MEDDLING)
def test_meddling_is_noticed_and_undone(work: Callable[[], object], name: str) -> None:
    generator, functions = get_bit_generator(), (random.random, random.getrandbits, np.random.rand)
    before = random.getstate(), np.random.get_state()[1].tolist()  # type: ignore[index]
    assert moved(work) == [name]
    assert (random.random, random.getrandbits, np.random.rand) == functions
    assert get_bit_generator() is generator
    assert (random.getstate(), np.random.get_state()[1].tolist()) == before  # type: ignore[index]


def test_who_puts_the_numbers_back_to_where_they_were_is_noticed_at_the_next_look() -> None:
    def again() -> None:
        state = random.getstate()
        random.random()
        chance._watches[-1].look()
        random.setstate(state)

    assert moved(again) == ["random"]


def test_a_readers_own_numbers_go_on_as_if_nothing_had_been_checked() -> None:
    random.seed(1)
    expected = [random.random(), random.random()]
    random.seed(1)
    first = random.random()
    check.sigmoid(lambda x: 1 / (1 + np.exp(-x)) + 0 * random.random())
    assert [first, random.random()] == expected


def seeding(x: Any) -> Any:
    random.seed(3)
    return 1 / (1 + np.exp(-x))


def test_it_costs_half_a_point_where_training_suffers_and_nothing_elsewhere() -> None:
    score = check.sigmoid(seeding)
    assert (score.earned, score.outcome) == (score.points - 0.5, Outcome.FAILED)
    assert score.named[-1] == chance.MEDDLING
    assert "half a point" in score.findings[-1].says

    def slope(s: float) -> float:
        random.seed(3)
        return s * (1 - s)

    formula = check.sigmoid_slope(slope)
    assert (formula.earned, formula.outcome) == (formula.points, Outcome.PASSED)
    assert formula.findings[-1].name == chance.MEDDLING
    assert "costs nothing" in formula.findings[-1].says


def variant(path: str, function: str, line: str, instead: str) -> Any:
    """The function of a kept answer, with another line in place of one."""
    source = (ANSWERS / f"{path}.py").read_text(encoding="utf-8")
    assert line in source
    names = dict(kept(path, function).__globals__)
    exec(source.replace(line, instead), names)
    return names[function]


def test_an_sgd_that_seeds_once_a_run_is_told_and_loses_nothing() -> None:
    line = "    first, x = 1, x0\n"
    score = check.sgd(variant("q2b/right/rebinding", "sgd", line, f"    random.seed(224)\n{line}"))
    assert (score.earned, score.outcome) == (score.points, Outcome.PASSED)
    assert score.findings[-1].name == chance.MEDDLING


def test_an_answer_may_draw_for_itself() -> None:
    function = variant(
        "q2a3/right/seed_above_the_function",
        "negSamplingLossAndGradient",
        "    words = [",
        "    random.shuffle(o)\n    words = [",
    )
    score = check.negSamplingLossAndGradient(function)
    assert score.earned == score.points
    assert chance.MEDDLING not in score.named


def test_an_answer_that_is_not_written_hears_nothing_of_it() -> None:
    def unwritten(x: Any) -> Any:
        random.seed(1)
        raise NotImplementedError

    assert check.sigmoid(unwritten).named == ("not-attempted",)
    assert check.sigmoid(None).earned == 0
