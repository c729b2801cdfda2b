"""Judges functions that return a loss and two gradients, as the starter code's three do.

A triple is always in the order of `RETURNS`. The gradients of a triple that is asked for are measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call
from word2vec_lab.check.judging.compare import Verdict, judge
from word2vec_lab.check.judging.mistakes import C, Measured, Mistake, Namer
from word2vec_lab.check.judging.pairs import P, by_center, by_outside
from word2vec_lab.check.score import Finding
from word2vec_lab.measure import numeric

RETURNS = ("loss", "gradCenterVec", "gradOutsideVecs")
"""What the functions for one pair of words return. `skipgram` has names of its own."""


def wanted(loss: Callable[[P], float], pair: P) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The triple that is asked for: the loss of a pair, and its two gradients, measured."""
    return np.array(loss(pair)), by_center(loss, pair), by_outside(loss, pair)


def returned_three(value: Any, names: Sequence[str] = RETURNS) -> Finding | None:
    """A finding if the value is not a triple; `names` is what its three parts are called."""
    if isinstance(value, (tuple, list)) and len(value) == 3:
        return None
    if value is None:
        kind, asks = "None", "Does the function end in a return statement?"
    elif isinstance(value, (tuple, list)):
        kind, asks = f"{len(value)} values", "Which of them belong to the answer?"
    else:
        kind, asks = type(value).__name__, "What should stand after return, and in which order?"
    says = f"The check expects three values: {', '.join(names)}."
    return Finding("wrong", "wrong-return", f"Your function returns {kind}", says, asks)


def all_returned_three(calls: Sequence[Call], names: Sequence[str] = RETURNS) -> Finding | None:
    """The finding for the first call that did not return a triple, if there is one."""
    return next((finding for finding in (returned_three(c.value, names) for c in calls) if finding), None)


def judge_three(
    cases: Sequence[C],
    measured: Sequence[Sequence[np.ndarray]],
    theirs: Sequence[Sequence[Any]],
    mistakes: Sequence[Sequence[Mistake[C]]],
    sizes: Callable[[C], dict[str, float]],
    about: Callable[[C], str],
    further: Sequence[Sequence[Namer[C]]],
) -> list[Verdict]:
    """A verdict on each of the three values over all cases.

    There is one triple for each case; three tables of mistakes; and three lists of what else may find a name.
    """
    return [
        judge(
            name,
            [Measured(case, triple[i]) for case, triple in zip(cases, measured, strict=True)],
            [triple[i] for triple in theirs],
            mistakes[i],
            sizes,
            about,
            further=further[i],
        )
        for i, name in enumerate(RETURNS)
    ]


def changed_too_early(theirs: Sequence[Sequence[Any]], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts; a loss that is NaN beside right gradients has a cause of its own.

    The probabilities were right once, or the gradients would not be. `observed-twice` is what comes of taking one away
    once more.
    """
    loss, *gradients = verdicts
    nan = all(array is not None and np.isnan(array).all() for array in (as_array(triple[0]) for triple in theirs))
    right = all(v.share == 1 or "observed-twice" in (f.name for f in v.findings) for v in gradients)
    if not nan or not right:
        return list(verdicts)
    finding = replace(
        loss.findings[0],
        name="changed-too-early",
        title=f"{RETURNS[0]}: the logarithm is taken of a negative number",
        says="The gradients show that the probability was right once. Where the logarithm is taken it is negative: by "
        "then something has been taken away from it, or there is a minus before it.",
        asks="After `e = p` both names mean one array: what does `e[o] -= 1` do to p? Which line comes first, that one "
        "or the loss?",
    )
    return [replace(loss, findings=(finding,)), *gradients]


def in_another_order(measured: Sequence[Sequence[np.ndarray]], theirs: Sequence[Sequence[Any]]) -> list[Finding]:
    """A finding if the three values are right in all cases, but do not stand in the order that was asked for."""

    def same(i: int, j: int) -> bool:
        """Whether what should be returned as number i was returned as number j."""
        arrays = [as_array(triple[j]) for triple in theirs]
        return all(a is not None and numeric.agree(m[i], a) for m, a in zip(measured, arrays, strict=True))

    if not any(all(same(i, j) for i, j in enumerate(order)) for order in permutations(range(3))):
        return []
    says = f"The order is {', '.join(RETURNS)}."
    title = "The three values are right, and in another order"
    return [Finding("wrong", "wrong-order", title, says, "What does your return line say?")]


def is_right(loss: Callable[[P], float], pair: P, value: Any) -> bool:
    """Whether a returned value is the triple that is asked for, in its shapes or in bent ones.

    With hundreds of words, measuring every slope would take seconds. So each gradient is held against the slope in one
    direction that nobody knew before.
    """
    if returned_three(value):
        return False
    given = [as_array(v) for v in value]
    if not all(v is not None and np.isfinite(v).all() for v in given):
        return False
    rng = np.random.default_rng()
    total, by_center, by_outside = (np.asarray(v) for v in given)
    if total.size != 1 or not numeric.agree(np.array(loss(pair)), total.reshape(())):
        return False
    for name, gradient in (("center", by_center), ("outside_vectors", by_outside)):
        start = getattr(pair, name)
        direction = rng.normal(size=start.shape)

        def along(step: np.ndarray, name: str = name, start: Any = start, direction: Any = direction) -> float:
            moved: Any = {name: start + step * direction}
            return loss(replace(pair, **moved))

        if gradient.squeeze().shape != start.squeeze().shape:
            return False
        slope = numeric.gradient(along, np.zeros(()))
        if not numeric.agree(slope, np.array((gradient.reshape(start.shape) * direction).sum())):
            return False
    return True


def large_scores(function: Any, arguments: tuple[Any, ...], asks: str) -> list[Finding]:
    """Advice, never a deduction: what becomes of the gradients when `arguments` have scores of ±1000."""
    answer = call(function, *arguments)
    if not answer.ok or returned_three(answer.value):
        return []
    if all(array is not None and np.isfinite(array).all() for array in map(as_array, answer.value[1:])):
        return []
    return [
        Finding(
            "advice",
            "overflow",
            "With scores of ±1000 your gradients are no longer numbers",
            says="Nothing is deducted. exp(1000) does not fit into a float.",
            asks=asks,
        )
    ]
