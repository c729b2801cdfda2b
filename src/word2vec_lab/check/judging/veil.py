"""Keeps the numbers of hidden cases hidden, whatever the student's function does with them.

Findings show what a function was called with, what it returned and what its errors say. A function that knows when it
is being graded could pass a hidden case on by any of these. It could even do so by the mistakes that it chooses to
make: there are thousands of ways to be wrong. So a check with a seed of its own says in a word what happened, and no
more.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from word2vec_lab.check.judging.compare import nameless
from word2vec_lab.check.judging.earlier import notice
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.score import Finding, Outcome, Score

SAYS = "The check tries other numbers than those that you see in your notebook. These are not shown."
TITLES = {
    Outcome.PASSED: "With other numbers it is right, but does not get all points",
    Outcome.FAILED: "With other numbers it is not right yet",
    Outcome.RAISED: "With other numbers it raises an error",
    Outcome.NOT_ATTEMPTED: "With other numbers it says that it is not written yet",
    Outcome.TOO_SLOW: "With other numbers it takes too long",
}


def veiled(check: Callable[..., Score]) -> Callable[..., Score]:
    """The check, with no finding but one word where its seed is not the public one."""

    @functools.wraps(check)
    def checked(function: Any, seed: int = PUBLIC_SEED) -> Score:
        if seed == PUBLIC_SEED:
            return replace(check(function, seed), notice=notice(function))
        with nameless():
            score = check(function, seed)
        return replace(score, findings=_veiled(score))

    return checked


def _veiled(score: Score) -> tuple[Finding, ...]:
    if score.earned == score.points:
        return ()
    return (Finding("wrong", "other-numbers", TITLES[score.outcome], SAYS),)
