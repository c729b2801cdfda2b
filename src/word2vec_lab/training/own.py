"""Lane one: the student's own functions, on the few words that a sample touches.

A sample touches some thirty words of a vocabulary of twenty thousand. Dense training all the same makes, adds and
throws away gradients for the whole vocabulary, several times a sample, and spends nearly all its time on zeros. Here
the student's `skipgram` and loss are called unchanged, but with matrices of only those words that the sample can touch
(its compact vocabulary), and the student's `sgd` with a gradient that holds only rows that differ from zero. The
random draws are the same, and so is the result, to rounding.

The naive softmax touches every word, so there the functions get the whole vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from word2vec_lab.text.dataset import Dataset
from word2vec_lab.training.draws import Context, Source
from word2vec_lab.training.row_sparse import RowSparse
from word2vec_lab.training.settings import Functions, Settings, TrainingError


class Objective:
    """The mean loss of a batch of random samples at x, (2V, d), and its gradient."""

    def __init__(self, dataset: Dataset, functions: Functions, settings: Settings, source: Source) -> None:
        self.dataset, self.functions, self.settings, self.source = dataset, functions, settings, source
        self._sum = np.zeros((2 * len(dataset.words), settings.dimension))

    def __call__(self, x: np.ndarray) -> tuple[float, RowSparse | np.ndarray]:
        """Draw a batch and evaluate it. The gradient is an array for the naive softmax, else a `RowSparse`."""
        self.source.begin()
        return self._dense(x) if self.settings.loss == "naive-softmax" else self._compact(x)

    def _dense(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        V, batch = len(self.dataset.words), self.settings.batch
        gradient = np.zeros_like(self._sum)
        total = 0.0
        everything = _Everything(self.dataset)
        for _ in range(batch):
            loss, for_center, for_outside = self._call(self.source.context(), x[:V], x[V:], everything)
            total += loss / batch
            gradient[:V] += for_center / batch
            gradient[V:] += for_outside / batch
        return total, gradient

    def _compact(self, x: np.ndarray) -> tuple[float, RowSparse]:
        V, batch = len(self.dataset.words), self.settings.batch
        touched: list[np.ndarray] = []
        total = 0.0
        for _ in range(batch):
            rows, loss, for_center, for_outside = self._one_sample(x, self.source.context())
            total += loss / batch
            self._sum[rows] += for_center / batch
            self._sum[rows + V] += for_outside / batch
            touched += [rows, rows + V]
        index = np.unique(np.concatenate(touched))
        gradient = RowSparse(self._sum.shape, index, self._sum[index])
        self._sum[index] = 0
        return total, gradient

    def _one_sample(self, x: np.ndarray, context: Context) -> tuple[np.ndarray, float, np.ndarray, np.ndarray]:
        """The rows that a sample can touch, its loss, and the student's gradients for these rows."""
        V = len(self.dataset.words)
        ahead = self.source.ahead(0)
        while True:
            compact = _Compact(self.dataset, (context.center, *context.outside), ahead)
            try:
                result = self._call(context, x[compact.rows], x[compact.rows + V], compact)
            except _OutOfDraws:
                # The loss draws otherwise than the given getNegativeSamples does. Twice as many, then, from the start.
                ahead = self.source.ahead(2 * len(ahead) + 1)
                continue
            if not compact.used:
                raise TrainingError(
                    "The loss drew no negative samples, so this is not the negative-sampling loss of 2(a)(iii). Is it"
                    ' the naive softmax? Then train with Settings(loss="naive-softmax"). Does it draw by other means'
                    " than dataset.sampleTokenIdx()? Then use the given getNegativeSamples."
                )
            self.source.used(compact.used)
            return (compact.rows, *result)

    def _call(
        self, context: Context, center: np.ndarray, outside: np.ndarray, dataset: _Everything | _Compact
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """Call the student's skipgram, and see that the gradients have the shape of what they are gradients of."""
        words = self.dataset.words
        loss, for_center, for_outside = self.functions.skipgram(
            words[context.center],
            context.window,
            [words[index] for index in context.outside],
            dataset.tokens(),
            center,
            outside,
            dataset,
            self.functions.loss,
        )
        for name, vectors, gradient in (("centre", center, for_center), ("outside", outside, for_outside)):
            if np.shape(gradient) != vectors.shape:
                raise TrainingError(
                    f"skipgram was given {name} vectors of shape {vectors.shape} and returned a gradient of shape"
                    f" {np.shape(gradient)} for them. Look at 2(a)(iv), and at the loss that it calls,"
                    f" {'2(a)(ii)' if self.settings.loss == 'naive-softmax' else '2(a)(iii)'}."
                )
        if np.size(loss) != 1:
            raise TrainingError(
                f"skipgram returned a loss of shape {np.shape(loss)}, where one number was expected. Look at 2(a)(iv),"
                " and at the loss that it calls."
            )
        return float(np.squeeze(loss)), for_center, for_outside


class _Everything:
    """The whole data set, as the functions know it."""

    def __init__(self, dataset: Dataset) -> None:
        self._tokens = dataset.tokens()
        self.sampleTokenIdx = dataset.sampleTokenIdx
        self.getRandomContext = dataset.getRandomContext

    def tokens(self) -> dict[str, int]:
        return self._tokens


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
