"""Trains word vectors with the student's own functions, in minutes instead of half an hour.

A context touches some thirty words of a vocabulary of twenty thousand. Dense training all the same makes, adds and
throws away gradients for the whole vocabulary, several times per context, and spends nearly all its time on zeros.
Here the student's `skipgram` and loss are called unchanged, but with matrices of only those words that the context
can touch (its compact vocabulary), and the student's `sgd` with a gradient that holds only rows that differ from zero.
The random draws are the same, and so is the result, to rounding.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from word2vec_lab.dataset import Dataset
from word2vec_lab.treebank import Treebank

PRINTED_EVERY = 10
"""The smoothed loss takes in one iteration in ten, as the original's printed one does."""

SMOOTHING = 0.95
TRIAL_ITERATIONS = 20


class TrainingError(Exception):
    """Training cannot go on; the message says what was seen and where to look."""


@dataclass(frozen=True)
class Settings:
    """All that decides a run. The values are the handout's.

    How often `sgd` halves the step is written in the student's function itself (every 20,000 iterations).
    """

    dimension: int = 10
    window: int = 5
    batch: int = 50
    step: float = 0.3
    iterations: int = 40_000
    seed: int = 31_415
    start_seed: int = 9_265


@dataclass(frozen=True)
class Functions:
    """The student's part: `sgd`, `skipgram`, and the loss that `skipgram` is given (10 negatives a pair)."""

    sgd: Callable[..., Any]
    skipgram: Callable[..., Any]
    loss: Callable[..., Any]


@dataclass(frozen=True)
class Run:
    """Trained vectors and how they came about.

    words, center (V, d), outside (V, d)   the vocabulary and both vectors of each word
    counts (V,)                            how often each word occurs in the text
    curve                                  the smoothed loss at iterations 10, 20, 30, …
    settings, source                       what the run was made with, and on which text
    """

    words: tuple[str, ...]
    center: np.ndarray
    outside: np.ndarray
    counts: np.ndarray
    curve: tuple[float, ...]
    settings: Settings
    source: str

    def smoothed_loss(self, iteration: int) -> float:
        """The smoothed loss at an iteration that is a multiple of 10."""
        return self.curve[iteration // PRINTED_EVERY - 1]


Report = Callable[[str], None]


def train(text: Treebank, functions: Functions, settings: Settings | None = None, report: Report = print) -> Run:
    """Train on `text` with the student's functions. `report` is given lines of text: first an estimate of the time.

    The global random states of Python and NumPy are seeded, as in the original. Raises TrainingError where the
    functions give what cannot be right, and whatever the functions themselves raise.
    """
    settings = settings or Settings()
    seconds = _estimate(text, functions, settings)
    report(f"{settings.iterations:,} iterations on this machine: {in_words(seconds)}, by a trial of your functions.")
    progress = _Progress(settings.iterations, report)
    words = text.vocabulary
    final = _run(Dataset(text), functions, settings, settings.iterations, progress.note)
    V = len(words)
    counts = np.array([text.counts[word] for word in words])
    return Run(words, final[:V], final[V:], counts, tuple(progress.curve), settings, text.source)


def in_words(seconds: float) -> str:
    """A duration as one says it: "about 40 seconds", "about 6 minutes", "about 2.5 hours"."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} seconds"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} minutes"
    return f"about {seconds / 3600:.1f} hours"


def starting_point(words: int, settings: Settings) -> np.ndarray:
    """Centre vectors above outside vectors, (2V, d): uniform in ±0.5 / d from NumPy's global state, and zeros."""
    center = (np.random.rand(words, settings.dimension) - 0.5) / settings.dimension
    return np.concatenate([center, np.zeros_like(center)])


def _run(
    dataset: Dataset, functions: Functions, settings: Settings, iterations: int, note: Callable[[float], None]
) -> np.ndarray:
    """Seed, start, and hand the objective to the student's sgd. Gives the final (2V, d)."""
    random.seed(settings.seed)
    np.random.seed(settings.start_seed)
    x0 = starting_point(len(dataset.words), settings)
    shape = x0.shape
    objective = Objective(dataset, functions, settings)

    def f(x: np.ndarray) -> tuple[float, RowSparse]:
        loss, gradient = objective(x)
        note(loss)
        return loss, gradient

    # The student's own printed lines are switched off: a line every ten iterations would be 4,000 of them.
    final = functions.sgd(f, x0, settings.step, iterations, None, False, PRINT_EVERY=iterations + 1)
    if np.shape(final) != shape:
        raise TrainingError(
            f"sgd returned something of shape {np.shape(final)} for a starting point of shape {shape}. Look at 2(b):"
            " it returns the parameters after the last iteration."
        )
    return np.asarray(final, dtype=float)


def _estimate(text: Treebank, functions: Functions, settings: Settings) -> float:
    """Seconds that the run will take, from a few real iterations on a data set of their own."""
    ends: list[float] = []
    iterations = min(TRIAL_ITERATIONS, settings.iterations) + 1
    _run(Dataset(text), functions, settings, iterations, lambda _: ends.append(time.perf_counter()))
    # The first iteration thins out the text as well, and others may have been disturbed: the median counts.
    return float(np.median(np.diff(ends))) * settings.iterations if len(ends) > 1 else 0.0


class _Progress:
    """Keeps the smoothed loss, and reports it twenty times a run."""

    def __init__(self, iterations: int, report: Report) -> None:
        self.iterations, self.report = iterations, report
        self.every = max(PRINTED_EVERY, iterations // 20 // PRINTED_EVERY * PRINTED_EVERY)
        self.iteration = 0
        self.curve: list[float] = []

    def note(self, loss: float) -> None:
        self.iteration += 1
        if self.iteration % PRINTED_EVERY:
            return
        self.curve.append(SMOOTHING * self.curve[-1] + (1 - SMOOTHING) * loss if self.curve else loss)
        if self.iteration % self.every == 0 or self.iteration == self.iterations:
            self.report(f"iteration {self.iteration:>6,} of {self.iterations:,}: smoothed loss {self.curve[-1]:.6f}")


class Objective:
    """The mean loss of a batch of random contexts at x, (2V, d), and its gradient as a `RowSparse`."""

    def __init__(self, dataset: Dataset, functions: Functions, settings: Settings) -> None:
        self.dataset, self.functions, self.settings = dataset, functions, settings
        self._sum = np.zeros((2 * len(dataset.words), settings.dimension))

    def __call__(self, x: np.ndarray) -> tuple[float, RowSparse]:
        """Draw a batch and evaluate it."""
        V, batch = len(self.dataset.words), self.settings.batch
        touched: list[np.ndarray] = []
        total = 0.0
        for _ in range(batch):
            window = random.randint(1, self.settings.window)  # noqa: S311 - chance, not secrecy
            center, context = self.dataset.random_context(window)
            rows, loss, for_center, for_outside = self._one_context(x, window, center, context)
            total += loss / batch
            self._sum[rows] += for_center / batch
            self._sum[rows + V] += for_outside / batch
            touched += [rows, rows + V]
        if not math.isfinite(total):
            raise TrainingError(
                f"The loss became {total}: the vectors have run away. Look at the sign of the update in sgd (2(b)), and"
                " at the loss's value for large scores in 2(a)(iii)."
            )
        index = np.unique(np.concatenate(touched))
        gradient = RowSparse(self._sum.shape, index, self._sum[index])
        self._sum[index] = 0
        return total, gradient

    def _one_context(
        self, x: np.ndarray, window: int, center: int, context: Sequence[int]
    ) -> tuple[np.ndarray, float, np.ndarray, np.ndarray]:
        """The rows that a context can touch, its loss, and the student's gradients for these rows."""
        before = random.getstate()
        ahead = self._draw_ahead(context)
        while True:
            compact = _Compact(self.dataset, (center, *context), ahead)
            try:
                result = self._call(x, window, center, context, compact)
            except _OutOfDraws:
                # The loss draws otherwise than the given getNegativeSamples does. Twice as many, then, from the start.
                random.setstate(before)
                ahead = [self.dataset.sampleTokenIdx() for _ in range(2 * len(ahead) + 1)]
                continue
            if compact.used != len(ahead):
                random.setstate(before)
                for _ in range(compact.used):
                    self.dataset.sampleTokenIdx()
            return result

    def _draw_ahead(self, context: Sequence[int]) -> list[int]:
        """The draws that the given getNegativeSamples will make for these outside words, 10 accepted ones for each."""
        drawn = []
        for outside in context:
            accepted = 0
            while accepted < NEGATIVES:
                index = self.dataset.sampleTokenIdx()
                accepted += index != outside
                drawn.append(index)
        return drawn

    def _call(
        self, x: np.ndarray, window: int, center: int, context: Sequence[int], compact: _Compact
    ) -> tuple[np.ndarray, float, np.ndarray, np.ndarray]:
        words = self.dataset.words
        rows = compact.rows
        V = len(words)
        loss, for_center, for_outside = self.functions.skipgram(
            words[center],
            window,
            [words[index] for index in context],
            compact.tokens(),
            x[rows],
            x[rows + V],
            compact,
            self.functions.loss,
        )
        expected = (len(rows), x.shape[1])
        for name, gradient in (("centre", for_center), ("outside", for_outside)):
            if np.shape(gradient) != expected:
                raise TrainingError(
                    f"skipgram was given {name} vectors of shape {expected} and returned a gradient of shape"
                    f" {np.shape(gradient)} for them. Look at 2(a)(iv), and at the loss that it calls, 2(a)(iii)."
                )
        return rows, float(np.squeeze(loss)), for_center, for_outside


NEGATIVES = 10
"""K, which the loss has as its default."""


class _OutOfDraws(Exception):  # noqa: N818 - not an error: the reason to draw again
    """More negative samples were asked for than were drawn ahead."""


class _Compact:
    """A `dataset` of the few words that one context can touch. The samples were drawn ahead, from the real one."""

    def __init__(self, dataset: Dataset, window: Sequence[int], ahead: Sequence[int]) -> None:
        # In the order of the vocabulary, so that sums over words are taken in the order of the dense computation.
        touched = sorted({*window, *ahead})
        here = {index: place for place, index in enumerate(touched)}
        self.rows = np.array(touched)
        self.used = 0
        self._tokens = {dataset.words[index]: place for index, place in here.items()}
        self._ahead = [here[index] for index in ahead]

    def tokens(self) -> dict[str, int]:
        return self._tokens

    def sampleTokenIdx(self) -> int:
        if self.used == len(self._ahead):
            raise _OutOfDraws
        self.used += 1
        return self._ahead[self.used - 1]


class RowSparse(NDArrayOperatorsMixin):
    """An array of which only some rows differ from zero; it can be used like the array itself.

    Scaling it, and adding it to or subtracting it from an array, touches those rows only. All else that NumPy can do
    with an array works too, on the full array.
    """

    def __init__(self, shape: tuple[int, ...], index: np.ndarray, rows: np.ndarray) -> None:
        self.shape, self.index, self.rows = shape, index, rows
        self.ndim, self.dtype, self.size = len(shape), rows.dtype, math.prod(shape)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """The full array."""
        full = np.zeros(self.shape, dtype=dtype or self.dtype)
        full[self.index] = self.rows
        return full

    def __len__(self) -> int:
        return self.shape[0]

    def __getattr__(self, name: str) -> Any:
        """What only the full array has (`sum`, `T`, `copy`, …). Private names are none of them."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(np.asarray(self), name)

    def __getitem__(self, key: Any) -> Any:
        return np.asarray(self)[key]

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """The cheap cases; any other is done on full arrays."""
        if method == "__call__" and not options.keys() - {"out"}:
            into = options.get("out", (None,))[0]
            if ufunc in (np.multiply, np.divide, np.negative) and into is None and self._scales(ufunc, inputs):
                values = [value.rows if value is self else value for value in inputs]
                return RowSparse(self.shape, self.index, ufunc(*values))
            if ufunc in (np.add, np.subtract) and self._is_added_to(inputs[0]) and inputs[1] is self:
                result = inputs[0].copy() if into is None else into
                if into is None or into is inputs[0]:
                    result[self.index] = ufunc(result[self.index], self.rows)
                    return result
        full = [np.asarray(value) if isinstance(value, RowSparse) else value for value in inputs]
        return getattr(ufunc, method)(*full, **options)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        """Any other function of NumPy, on full arrays."""
        del types
        full = [np.asarray(value) if isinstance(value, RowSparse) else value for value in args]
        return function(*full, **options)

    def _scales(self, ufunc: np.ufunc, inputs: tuple[Any, ...]) -> bool:
        others = [value for value in inputs if value is not self]
        divides_by_self = ufunc is np.divide and inputs[1] is self
        return not divides_by_self and len(others) == ufunc.nin - 1 and all(np.ndim(value) == 0 for value in others)

    def _is_added_to(self, other: Any) -> bool:
        same_kind = isinstance(other, np.ndarray) and np.issubdtype(other.dtype, np.floating)
        return same_kind and other.shape == self.shape
