"""Tells a loop over the negative samples from array code, and a loop that only adds up from one that does it all."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import Drawn, ToyDataset, true_loss
from word2vec_lab.check.judging.calling import call
from word2vec_lab.check.judging.growth import LOOP, loop_findings, per_element
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.lending import replaced, right_sigmoid
from word2vec_lab.check.judging.loss_and_gradients import are_right, wanted
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding

SHORT_LOOP = 8.0
FULL_LOOP = 64.0
"""Bytecodes per extra negative sample from which a loop is spoken of, and from which it is taken to do all the work.

Array code measures 0, loops that only add up 9 to 50, full loops 32 and more. In between, a full loop gives itself
away by calling the sigmoid once for each sample.
"""


class _Counter(ToyDataset):
    """A dataset whose draws execute no bytecode."""

    def __init__(self, given_out: Sequence[int]) -> None:
        super().__init__(given_out)
        self.sampleTokenIdx = iter(given_out).__next__  # type: ignore[method-assign]

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Counter":
        return _Counter(self.given_out)


def _crowd(samples: int) -> Drawn:
    """A case with that many samples, the first of the words given out.

    All of them differ, because a loop over the different words is a loop as well. None is the outside word.
    """
    rng = np.random.default_rng((PUBLIC_SEED, samples))
    words = tuple(int(w) for w in rng.permutation(120) + 3)
    return Drawn(rng.normal(size=4), 2, rng.normal(size=(130, 4)), words[:samples], words)


FEW, MANY = 10, 110


def growth_with_samples(function: Any) -> tuple[float, float, Any]:
    """How many more bytecodes and calls of the sigmoid each extra sample costs, and what the larger call returned.

    The given sampling function has a loop of its own, and a sigmoid may have one: neither is counted here.
    """
    few, many = _crowd(FEW), _crowd(MANY)
    calls_of_sigmoid = 0

    def sigmoid(x: Any) -> Any:
        nonlocal calls_of_sigmoid
        calls_of_sigmoid += 1
        return right_sigmoid(x)

    def draw(_outside: int, dataset: Any, count: int) -> list[int]:
        return list(dataset.given_out[:count])

    def arguments(drawn: Drawn) -> tuple[Any, ...]:
        center, vectors, dataset = drawn.center.copy(), drawn.outside_vectors.copy(), _Counter(drawn.given_out)
        return center, drawn.outside_idx, vectors, dataset, len(drawn.samples)

    def sigmoids(drawn: Drawn) -> int:
        before = calls_of_sigmoid
        call(function, *arguments(drawn))
        return calls_of_sigmoid - before

    with replaced(function, sigmoid=sigmoid, getNegativeSamples=draw):
        slope, value = per_element(function, arguments(few), arguments(many), MANY - FEW)
        return slope, (sigmoids(many) - sigmoids(few)) / (MANY - FEW), value


def loop_or_advice(function: Any) -> tuple[list[Finding], list[Finding]]:
    """What costs half a point, and what is advice: how the work in Python grows with K."""
    slope, one_by_one, value = there(function, growth_with_samples, function)
    slope, one_by_one = float(slope), float(one_by_one)
    right = are_right(wanted(true_loss, _crowd(MANY)), value)
    if slope >= FULL_LOOP or one_by_one >= 0.5 or not right:
        told = max(slope, LOOP) if right else 0.0
        return loop_findings(told, "the negative samples", "Training calls this function millions of times.", right), []
    if slope < SHORT_LOOP:
        return [], []
    advice = Finding(
        "advice",
        "accumulating-loop",
        "A short Python loop runs over the negative samples",
        says=f"It costs no points. Each extra sample costs {slope:.0f} Python bytecodes.",
        asks="Is there a NumPy operation that adds at many places at once, and counts the repeats?",
    )
    return [], [advice]
