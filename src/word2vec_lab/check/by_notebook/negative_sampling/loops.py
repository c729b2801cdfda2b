"""Tells a loop over the negative samples from array code, and a loop that only adds up from one that does it all."""

import os
from collections.abc import Sequence
from functools import partial
from itertools import cycle
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import Drawn, true_loss
from word2vec_lab.check.judging.calling import call
from word2vec_lab.check.judging.growth import LOOP, Counter, loop_findings, per_element
from word2vec_lab.check.judging.handed import ToyDataset
from word2vec_lab.check.judging.lending import replaced
from word2vec_lab.check.judging.loop_time import call_all, doubts
from word2vec_lab.check.judging.loss_and_gradients import is_right
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding

SHORT_LOOP = 8.0
FULL_LOOP = 64.0
"""Bytecodes per negative sample from which a loop is spoken of, and from which it is taken to do all the work.

Array code measures 0, loops that only add up 9 to 50, full loops 32 and more. In between, a full loop gives itself
away by calling the sigmoid once for each sample.
"""


class _Counter(ToyDataset):
    """A dataset whose draws execute no bytecode."""

    def __init__(self, given_out: Sequence[int]) -> None:
        super().__init__(given_out)
        self.sampleTokenIdx = cycle(self.given_out).__next__  # type: ignore[method-assign]

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Counter":
        return _Counter(self.given_out)


def _crowd(samples: int, rng: np.random.Generator) -> Drawn:
    """A case with that many samples, the first of the words given out.

    All samples differ, because a loop over the different words is a loop as well. None is the outside word.
    """
    words = samples + 20
    given_out = tuple((rng.permutation(words - 3) + 3).tolist())
    return Drawn(rng.normal(size=4), 2, rng.normal(size=(words, 4)), given_out[:samples], given_out)


def _arguments(drawn: Drawn) -> tuple[Any, ...]:
    dataset = _Counter(drawn.given_out)
    return drawn.center, drawn.outside_idx, drawn.outside_vectors, dataset, len(drawn.samples)


def quick_sigmoid(x: Any) -> Any:
    """σ(x) of scores that are not large. The right one works elsewhere in grading, and the way there takes time."""
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def draw(_outside: int, dataset: Any, count: int) -> list[int]:
    """The given sampling function without its loop."""
    return list(dataset.given_out[:count])


FEW, MANY = 10, 500


def _counted_crowds(seed: int) -> list[Drawn]:
    rng = np.random.default_rng(seed)
    return [_crowd(samples, rng) for samples in (FEW, MANY, MANY)]


def growth_with_samples(function: Any, seed: int) -> tuple[float, float, Any]:
    """How many bytecodes and calls of the sigmoid each sample costs, and what the call with many samples returned.

    The given sampling function has a loop of its own, and a sigmoid may have one: neither is counted here. The calls
    of the sigmoid are counted with numbers that the function has not seen yet.
    """
    calls_of_sigmoid = 0
    few, many, other = _counted_crowds(seed)

    def sigmoid(x: Any) -> Any:
        nonlocal calls_of_sigmoid
        calls_of_sigmoid += 1
        return quick_sigmoid(x)

    with replaced(function, sigmoid=sigmoid, getNegativeSamples=draw):
        slope, value = per_element(function, _arguments(few), _arguments(many), FEW, MANY)
        before = calls_of_sigmoid
        call(function, *_arguments(other))
        one_by_one = (calls_of_sigmoid - before) / MANY
        # What a call of this sigmoid executes is the check's own work, not the student's.
        lent = Counter()
        lent.run(sigmoid, np.float64(0.5))
        return max(0.0, slope - one_by_one * lent.count), one_by_one, value


def loop_or_advice(function: Any) -> tuple[list[Finding], list[Finding]]:
    """What costs half a point, and what is advice: how the work in Python grows with K, and how long it takes."""
    seed = int.from_bytes(os.urandom(7), "little")  # no answer can know the numbers beforehand
    slope, one_by_one, value = there(function, growth_with_samples, function, seed)
    slope, one_by_one = float(slope), float(one_by_one)
    right = is_right(true_loss, _counted_crowds(seed)[1], value)
    if slope >= FULL_LOOP or one_by_one >= 0.5 or not right:
        # A call that ran out of time returned nothing, and was counted as far as it came.
        told = max(slope, LOOP) if right else slope if value is None else 0.0
        at = "Training calls this function millions of times."
        return loop_findings(function, told, "the negative samples", at, right), []
    doubt = _doubts(function, LOOPS if slope < SHORT_LOOP else FULL_LOOPS)
    if slope < SHORT_LOOP or doubt:
        return [], doubt
    advice = Finding(
        "advice",
        "accumulating-loop",
        "A short Python loop runs over the negative samples",
        says=f"It costs no points. Each sample costs {slope:.0f} Python bytecodes.",
        asks="Is there a NumPy operation that adds at many places at once, and counts the repeats?",
    )
    return [], [advice]


LOOPS = 2.5
FULL_LOOPS = 5.5
"""How dear a function must be to be doubted, in loops with one NumPy operation for each sample: where the count saw no
loop, and where it saw one that only adds up.

Array code takes 0.5 to 1 of one, a loop that only adds up 3, a loop that does all the work 5 to 8.
"""

SAMPLES, CALLS = 300, 50


def _timed_crowds(seed: int) -> list[Drawn]:
    rng = np.random.default_rng(seed)
    return [_crowd(SAMPLES, rng) for _ in range(CALLS)]


def call_on_timed_crowds(function: Any, seed: int) -> list[Any]:
    """What the function gives for each of the cases, called here where it lives.

    The draws take no time, and a slow sigmoid, which has its cost elsewhere, takes none of this function's.
    """
    with replaced(function, sigmoid=quick_sigmoid, getNegativeSamples=draw):
        return call_all(function, [_arguments(drawn) for drawn in _timed_crowds(seed)])


def _doubts(function: Any, loops: float) -> list[Finding]:
    def right(seed: int, values: list[Any]) -> bool:
        crowds = _timed_crowds(seed)
        return len(values) == len(crowds) and all(map(partial(is_right, true_loss), crowds, values))

    return doubts(function, SAMPLES * CALLS, call_on_timed_crowds, right, loops=loops, over="the negative samples")
