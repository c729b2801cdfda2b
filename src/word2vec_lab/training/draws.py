"""All chance in training: which windows, and which negative samples.

Two ways to draw the same distribution. The original's takes one random number after the other, from Python's `random`,
in the order of the original assignment; the run with its seeds is published. The other draws thousands of samples at
once with NumPy, more than ten times as fast.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np

from word2vec_lab.text.dataset import TABLE_SIZE, Dataset
from word2vec_lab.training.settings import Settings

BLOCK = 32
"""Batches that are drawn at once: their 50,000 or so numbers stay in the processor's cache."""


@dataclass(frozen=True)
class Context:
    """One sample: the window's size, the centre word's index, the indices of the outside words."""

    window: int
    center: int
    outside: Sequence[int]


class Batch(NamedTuple):
    """Samples to average, as indices of words.

    center (B,)        the centre word of each sample
    pairs (B,)         how many outside words each sample has
    outside (P,)       the outside words of all samples, one sample after the other
    negatives (P, K)   the negative samples of each pair; without columns for the naive softmax
    """

    center: np.ndarray
    pairs: np.ndarray
    outside: np.ndarray
    negatives: np.ndarray


class Source(Protocol):
    """Where samples come from: as whole batches, or one by one for functions that draw their negatives themselves.

    Its state is that of Python's global generator and the number of `batches` begun; `resume` goes on from there.
    """

    batches: int

    def resume(self, batches: int) -> None:
        """Make ready for the batch after so many. The caller sets the global generators' states afterwards."""

    def batch(self) -> Batch:
        """The next batch, with its negative samples."""

    def begin(self) -> None:
        """Begin the next batch, whose samples are asked for one by one."""

    def context(self) -> Context:
        """The next sample of the batch that was begun."""

    def ahead(self, least: int) -> list[int]:
        """What `sampleTokenIdx` will give for the last sample: enough for K accepted words a pair, and `least`."""

    def used(self, count: int) -> None:
        """Take note of how many of these were asked for."""


def source(dataset: Dataset, settings: Settings) -> Source:
    """The draws that the settings ask for, from their beginning. Seeds Python's global generator for the original's."""
    return OriginalDraws(dataset, settings) if settings.draws == "original" else BlockDraws(dataset, settings)


class OriginalDraws:
    """The original assignment's draws, in its order."""

    def __init__(self, dataset: Dataset, settings: Settings) -> None:
        self.dataset, self.settings = dataset, settings
        self.batches = 0
        self._pairs: Sequence[int] = ()
        self._before: Any = None
        self._count = 0
        random.seed(settings.seed)

    def resume(self, batches: int) -> None:
        """Thin the text out with the draws that the first sample found: after one draw, for that sample's window."""
        random.seed(self.settings.seed)
        random.randint(1, self.settings.window)  # noqa: S311 - chance, not secrecy
        _ = self.dataset.corpus
        self.batches = batches

    def batch(self) -> Batch:
        """Draw a batch as functions do that draw K negative samples a pair, or none for the naive softmax."""
        self.begin()
        center: list[int] = []
        pairs: list[int] = []
        outside: list[int] = []
        negatives: list[int] = []
        for _ in range(self.settings.batch):
            context = self.context()
            center.append(context.center)
            pairs.append(len(context.outside))
            outside += context.outside
            if self.settings.loss == "negative-sampling":
                for word in context.outside:
                    negatives += self._accepted(word)
        return Batch(
            np.array(center), np.array(pairs), np.array(outside), np.array(negatives).reshape(len(outside), -1)
        )

    def begin(self) -> None:
        """Nothing is drawn yet."""
        self.batches += 1

    def context(self) -> Context:
        """A window's size, then a place in the text."""
        window = random.randint(1, self.settings.window)  # noqa: S311
        center, outside = self.dataset.random_context(window)
        self._pairs = outside
        return Context(window, center, outside)

    def ahead(self, least: int) -> list[int]:
        """Draws as the given `getNegativeSamples` makes them; a second call draws the same again, and more."""
        if self._before is None:
            self._before = random.getstate()
        else:
            random.setstate(self._before)
        drawn = []
        for word in self._pairs:
            accepted = 0
            while accepted < self.settings.negatives:
                drawn.append(self.dataset.sampleTokenIdx())
                accepted += drawn[-1] != word
        while len(drawn) < least:
            drawn.append(self.dataset.sampleTokenIdx())
        self._count = len(drawn)
        return drawn

    def used(self, count: int) -> None:
        """Take back the draws that nobody asked for."""
        if count != self._count:
            random.setstate(self._before)
            for _ in range(count):
                self.dataset.sampleTokenIdx()
        self._before = None

    def _accepted(self, word: int) -> list[int]:
        accepted: list[int] = []
        while len(accepted) < self.settings.negatives:
            index = self.dataset.sampleTokenIdx()
            if index != word:
                accepted.append(index)
        return accepted


class BlockDraws:
    """Samples drawn many at once. Block number i has a generator of its own, seeded with the run's seed and i."""

    def __init__(self, dataset: Dataset, settings: Settings) -> None:
        self.dataset, self.settings = dataset, settings
        self.batches = 0
        self._block = -1
        self._next = 0

    def resume(self, batches: int) -> None:
        """Nothing to do but to count: a batch follows from its number."""
        self.batches = batches

    def batch(self) -> Batch:
        """The next batch, out of its block."""
        first = self._open()
        last = first + self.settings.batch
        pairs = slice(self._starts[first], self._starts[last])
        return Batch(self._center[first:last], self._pairs[first:last], self._outside[pairs], self._negatives[pairs])

    def begin(self) -> None:
        """Find the next batch in its block."""
        self._next = self._open()

    def context(self) -> Context:
        """The next sample of the block."""
        self._current = self._next
        self._next += 1
        outside = self._outside[self._starts[self._current] : self._starts[self._next]]
        return Context(int(self._windows[self._current]), int(self._center[self._current]), outside.tolist())

    def ahead(self, least: int) -> list[int]:
        """The sample's negatives, pair after pair; for functions that ask for more, further draws from the noise."""
        given: list[int] = self._negatives[self._starts[self._current] : self._starts[self._next]].ravel().tolist()
        if len(given) >= least:
            return given
        more = np.random.default_rng([self.settings.seed, 2, self.batches, self._current])
        further: list[int] = self._noise.take(more.integers(0, TABLE_SIZE, size=least - len(given))).tolist()
        return given + further

    def used(self, count: int) -> None:
        """Samples do not depend on one another here."""
        del count

    def _open(self) -> int:
        """Draw the block of the next batch if need be. Gives the place of the batch's first sample in it."""
        block, inside = divmod(self.batches, BLOCK)
        if block != self._block:
            self._draw(block)
        self.batches += 1
        return inside * self.settings.batch

    @cached_property
    def _noise(self) -> np.ndarray:
        return np.array(self.dataset.noise, dtype=np.int32)

    @cached_property
    def _text(self) -> tuple[np.ndarray, np.ndarray]:
        """The thinned text's words, and where each sentence starts (with the end of the last)."""
        return self.dataset.thinned(np.random.default_rng([self.settings.seed, 0]).random)

    def _draw(self, block: int) -> None:
        """Draw all samples of a block, and throw away those beyond the last: samples are independent."""
        chance = np.random.default_rng([self.settings.seed, 1, block])
        wanted = BLOCK * self.settings.batch
        drawn = self._samples(chance, wanted)
        while len(drawn[0]) < wanted:
            drawn = tuple(map(np.concatenate, zip(drawn, self._samples(chance, wanted), strict=True)))
        windows, center, pairs, outside = drawn
        self._windows, self._center, self._pairs = windows[:wanted], center[:wanted], pairs[:wanted]
        self._starts = np.concatenate([[0], np.cumsum(self._pairs)])
        self._outside = outside[: self._starts[-1]]
        columns = self.settings.negatives if self.settings.loss == "negative-sampling" else 0
        self._negatives = self._not(self._outside, columns, chance)
        self._block = block

    def _samples(self, chance: np.random.Generator, wanted: int) -> tuple[np.ndarray, ...]:
        """Windows, centre words, numbers of pairs, outside words of about `wanted` samples; none without a pair."""
        words, starts = self._text
        size = self.settings.window
        n = wanted + wanted // 50
        windows = chance.integers(1, size + 1, size=n)
        sentence = chance.integers(0, len(starts) - 1, size=n)
        first, end = starts.take(sentence), starts.take(sentence + 1)
        place = first + (chance.random(n) * (end - first)).astype(np.int64)
        center = words.take(place)
        offsets = np.concatenate([np.arange(-size, 0), np.arange(1, size + 1)])
        places = place[:, np.newaxis] + offsets
        around = words.take(places, mode="clip")
        belongs = np.abs(offsets) <= windows[:, np.newaxis]
        belongs &= (places >= first[:, np.newaxis]) & (places < end[:, np.newaxis])
        belongs &= around != center[:, np.newaxis]
        pairs = belongs.sum(axis=1)
        kept = pairs > 0
        return windows[kept], center[kept], pairs[kept], around[belongs]

    def _not(self, outside: np.ndarray, columns: int, chance: np.random.Generator) -> np.ndarray:
        """Negative samples (P, columns), none of them its pair's outside word."""
        drawn = self._noise.take(chance.integers(0, TABLE_SIZE, size=(len(outside), columns), dtype=np.int32))
        flat = drawn.reshape(-1)
        again = np.flatnonzero(drawn == outside[:, np.newaxis])
        while len(again):
            flat[again] = self._noise.take(chance.integers(0, TABLE_SIZE, size=len(again), dtype=np.int32))
            again = again[flat[again] == outside[again // columns]]
        return drawn
