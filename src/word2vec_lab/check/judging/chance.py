"""Sees whether an answer meddles with the random numbers from which others draw.

Python's `random` and NumPy's `np.random` each are one sequence for everybody. Training draws its windows and its
negative samples from the first. An answer that sets it, by a seed or with a state that it has kept, has training
draw the same few windows again and again, and all its numbers are right.

Draws are not meddling. So it is not asked whether the state of a generator has changed, but whether it lies ahead on
the same sequence: the state is put where no answer knows it, and where the sequence leads from there can be computed.
"""

import functools
import os
import random
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace

# By value: an answer may put others into the modules.
from random import getrandbits, getstate, seed, setstate
from typing import Any

import numpy as np
from numpy.random import MT19937, get_state, set_state
from numpy.random import seed as seed_numpy
from numpy.random.mtrand import get_bit_generator, set_bit_generator

from word2vec_lab.check.judging.calling import Printed, contained
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.judging.time_limit import TimeLimit, TooSlowError
from word2vec_lab.check.score import Finding, Outcome, Score

BLOCK = 624
"""So many numbers both generators draw from one vector, before they make the next vector of it."""

FARTHEST = 5_000
"""So many vectors ahead a state is looked for: three million draws."""

SECONDS = 1.0

MEDDLING = "random-numbers-set"
"""The name of the finding."""

TRAINING_CALLS = frozenset({"sigmoid", "naiveSoftmaxLossAndGradient", "negSamplingLossAndGradient", "skipgram"})
"""The functions that training calls between two draws. `sgd` is another matter: it is called once, and has a check that
tells where it sets the numbers; `load_saved_params` rightly does so."""


@dataclass(frozen=True)
class _Place:
    """A state: the vector of the generator, and how many of its numbers have been drawn."""

    vector: np.ndarray
    drawn: int

    def leads_to(self, other: "_Place") -> bool:
        """Whether drawing, and nothing else, comes from here to the other state."""
        if np.array_equal(self.vector, other.vector):
            return other.drawn >= self.drawn
        wanted = _at(other.vector, 0).random_raw(2)
        ahead = _at(self.vector, self.drawn)
        ahead.random_raw(BLOCK - self.drawn)
        return any(np.array_equal(ahead.random_raw(BLOCK)[:2], wanted) for _ in range(FARTHEST))


def _at(vector: np.ndarray, drawn: int) -> MT19937:
    generator = MT19937()
    generator.state = {"bit_generator": "MT19937", "state": {"key": vector, "pos": drawn}}
    return generator


def _of_python() -> _Place | None:
    vector = np.array(getstate()[1], dtype=np.uint32)
    return _Place(vector[:-1], int(vector[-1]))


def _of_numpy() -> _Place | None:
    """None if it is a generator of another kind by now."""
    generator = get_bit_generator()
    if not isinstance(generator, MT19937):
        return None
    state: Any = generator.state["state"]
    return _Place(np.array(state["key"]), int(state["pos"]))


GENERATORS: dict[str, tuple[Any, Callable[[], _Place | None]]] = {
    "random": (random, _of_python),
    "np.random": (np.random, _of_numpy),
}


def _functions(module: Any) -> dict[str, Any]:
    return {name: getattr(module, name, None) for name in module.__all__}


@dataclass
class Watch:
    """Follows both generators from a state that nobody knows. `moved` are the names of those that were meddled with."""

    last: dict[str, _Place | None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._before = getstate(), get_bit_generator(), get_state(legacy=False)
        self._functions = {name: _functions(module) for name, (module, _) in GENERATORS.items()}
        seed(os.urandom(32))
        seed_numpy(int.from_bytes(os.urandom(4), "little"))
        self.last = {name: place() for name, (_, place) in GENERATORS.items()}

    def look(self) -> None:
        """See whether the generators have moved on by draws alone since the last look."""
        for name, (_, place) in GENERATORS.items():
            if name in self.moved:
                continue
            before, now = self.last[name], place()
            if before is not None and (now is None or not before.leads_to(now)):
                self.moved.add(name)
            self.last[name] = now

    def end(self) -> list[str]:
        """Put everything back as it was. Returns the names of the generators that were meddled with."""
        self.look()
        for name, (module, _) in GENERATORS.items():
            if _functions(module) != self._functions[name]:
                self.moved.add(name)
                vars(module).update(self._functions[name])
        of_python, generator, of_numpy = self._before
        setstate(of_python)
        set_bit_generator(generator)
        set_state(of_numpy)
        return sorted(self.moved)


_watches: list[Watch] = []


def begin() -> None:
    """Watch the generators of this process, until `end`."""
    _watches.append(Watch())


def end() -> list[str]:
    """End the innermost watch. Returns the names of the generators that were meddled with."""
    return _watches.pop().end() if _watches else []


class _Drawing:
    """A data set that draws from `random`, as the treebank's does, and looks before each draw where that stands."""

    def __init__(self, words: int) -> None:
        self.words = words

    def sampleTokenIdx(self) -> int:
        """A random word index."""
        for watch in _watches:
            watch.look()
        word = getrandbits(32) % self.words
        for watch in _watches:
            watch.look()
        return word


def _drawing_loss(center: np.ndarray, _outside_idx: int, vectors: np.ndarray, dataset: Any) -> tuple[Any, ...]:
    return float(dataset.sampleTokenIdx()), np.zeros_like(center), np.zeros_like(vectors)


def let_draw(function: Any, *before: Any, words: int, after: tuple[Any, ...] = (), loss: bool = False) -> None:
    """Call `function` once with a data set that draws from `random`, whatever comes of it.

    The data set stands between the arguments `before` and `after`; with `loss`, a loss function that asks the data set
    comes last. So it shows if the numbers are set before the draws and put back behind them.
    """
    there(function, let_draw_here, function, deepcopy(before), words, after, loss)


def let_draw_here(function: Any, before: tuple[Any, ...], words: int, after: tuple[Any, ...], loss: bool) -> None:
    """What `let_draw` does, where the function lives."""
    arguments = (*before, _Drawing(words), *after, *((_drawing_loss,) if loss else ()))
    try:
        with contained(TimeLimit(SECONDS), Printed()):
            function(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return  # what becomes of the call has been judged elsewhere


def watched(check: Callable[..., Score]) -> Callable[..., Score]:
    """The check, with a finding for an answer that meddles with random numbers in any of the check's calls."""

    @functools.wraps(check)
    def checked(function: Any, seed: int = PUBLIC_SEED) -> Score:
        moved: list[str] = []
        with suppress(Exception):  # a process that is gone tells nothing; what ended it shows in the check itself
            there(function, begin)
        try:
            score = check(function, seed)
        finally:
            with suppress(Exception, TooSlowError):
                moved = [name for name in there(function, end) if name in GENERATORS]
        return _judged(score, moved)

    return checked


def _judged(score: Score, moved: list[str]) -> Score:
    if score.outcome is Outcome.NOT_ATTEMPTED or MEDDLING in score.named:
        return score
    costs = "random" in moved and score.item.check in TRAINING_CALLS
    findings = tuple(_of_random(costs) if name == "random" else _of_np_random() for name in reversed(moved))
    score = replace(score, findings=(*score.findings, *findings))
    if not costs:
        return score
    outcome = Outcome.FAILED if score.outcome is Outcome.PASSED else score.outcome
    return replace(score, earned=max(0.0, score.earned - 0.5), outcome=outcome)


def _of_random(costs: bool) -> Finding:
    says = (
        "Training draws its windows from the same numbers and calls your function in between: it would see the same "
        "few windows again and again. It costs half a point."
        if costs
        else "It costs nothing here. Whoever draws from them afterwards gets numbers that have been there before."
    )
    return Finding(
        "wrong" if costs else "advice",
        MEDDLING,
        "Your function sets where Python's random numbers go on",
        says,
        "What is the line with `random` in it for? A seed above the first draw is enough for a whole run, and belongs "
        "to whoever starts it.",
    )


def _of_np_random() -> Finding:
    return Finding(
        "advice",
        MEDDLING,
        "Your function sets where NumPy's random numbers go on",
        "It costs nothing: training draws from Python's `random`. But whoever draws from np.random afterwards gets "
        "numbers that have been there before.",
        "What is the line with `np.random` in it for? A generator of your own, np.random.default_rng, disturbs nobody.",
    )
