"""The check of the practice cell in `0_start_here`: one point that counts for nothing, to see how checks speak."""

from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import show
from word2vec_lab.check.judging.calling import call_each
from word2vec_lab.check.judging.compare import judge
from word2vec_lab.check.judging.earlier import noticing
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.mistakes import Measured, Mistake
from word2vec_lab.check.judging.scoring import changed_inputs, total, unanswered
from word2vec_lab.check.score import Score
from word2vec_lab.items import Item
from word2vec_lab.measure import numeric

PRACTICE = Item(
    id="practice",
    part="practice",
    notebook="0_start_here",
    kind="auto",
    points=1,
    title="the gradient of a sum of squares",
    check="gradient_of_squares",
)


def _sum_of_squares(x: np.ndarray) -> float:
    return float((x**2).sum())


@noticing
def gradient_of_squares(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """Practice: the gradient of Σ xᵢ², judged against the measured one; `x` is (n,) for several n."""
    rng = np.random.default_rng(seed)
    cases = [np.array([3.0, -1.0]), rng.normal(size=4), rng.normal(size=7)]
    calls = call_each(function, ((x,) for x in cases))
    early = unanswered(PRACTICE, calls)
    if early:
        return early
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
    return total(PRACTICE, [(1, verdict)], calls, changed_inputs(calls, ["x"]), [])
