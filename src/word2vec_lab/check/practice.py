"""The check of the practice cell in `0_start_here`: one point that counts for nothing, to see how checks speak."""

from typing import Any

import numpy as np

from word2vec_lab import numeric
from word2vec_lab.check.calling import call_each, remarks
from word2vec_lab.check.compare import Measured, Mistake, judge, show
from word2vec_lab.items import Item
from word2vec_lab.score import Outcome, Score

PRACTICE = Item("practice", "practice", "0_start_here", "auto", 1, "the gradient of a sum of squares")


def _sum_of_squares(x: np.ndarray) -> float:
    return float((x**2).sum())


def gradient_of_squares(function: Any, seed: int = 224) -> Score:
    """Practice: the gradient of Σ xᵢ², judged against the measured one; `x` is (n,) for several n."""
    rng = np.random.default_rng(seed)
    cases = [np.array([3.0, -1.0]), rng.normal(size=4), rng.normal(size=7)]
    calls = call_each(function, ((x,) for x in cases))
    if not calls[-1].ok:
        finding = calls[-1].finding
        return Score(PRACTICE, 0, calls[-1].outcome, (finding,) if finding else ())
    mistakes = [
        Mistake[np.ndarray](
            "values-for-slopes",
            "These are the squares themselves",
            "The question is how fast each square grows, not how large it is.",
            "If x moves from 3 to 3.001, by how much does its square rise?",
            lambda m: m.case**2,
        )
    ]
    verdict = judge(
        "the gradient",
        [Measured(x, numeric.gradient(_sum_of_squares, x)) for x in cases],
        [c.value for c in calls],
        mistakes,
        lambda x: {"n": float(len(x))},
        lambda x: f"x = {show(x)}",
    )
    right = verdict.share == 1 and not verdict.bent_shape
    return Score(
        PRACTICE,
        verdict.share - 0.5 * verdict.bent_shape,
        Outcome.PASSED if right else Outcome.FAILED,
        (*verdict.findings, *remarks(calls)),
    )
