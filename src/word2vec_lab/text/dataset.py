"""What the assignment's functions call `dataset`: random contexts and negative samples from a text.

The draws, and their order, are those of the original assignment, so that a run with the same seeds can be held
against the published one. All chance comes from Python's own `random`, which the caller seeds.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np

from word2vec_lab.text import own
from word2vec_lab.text.treebank import Treebank

COPIES = 30
"""How often the text is read: each copy loses other frequent words."""

MOST_READ = 30_000_000
"""So many words are read at most, or a long text would fill the memory: one of a million words is read thirty times."""

THRESHOLD = 1e-5
"""Words with a larger share of the text than this are thinned out."""

TABLE_SIZE = 1_000_000
TABLE_BITS = TABLE_SIZE.bit_length()
POWER = 0.75


class Dataset:
    """A text from which (centre word, context) samples and negative samples are drawn.

    The first context that is drawn thins the text out, which itself takes several million draws.

    >>> from word2vec_lab.text import treebank
    >>> dataset = Dataset(treebank.embedded())
    >>> center, context = dataset.getRandomContext(2)
    >>> 1 <= len(context) <= 4 and center not in context
    True
    """

    def __init__(self, text: Treebank) -> None:
        self.text = text
        self.words = text.vocabulary

    def tokens(self) -> dict[str, int]:
        """Each word's index; UNK has the last one."""
        return self.text.tokens()

    def getRandomContext(self, C: int = 5) -> tuple[str, list[str]]:
        """A random centre word and up to C words on either side of it, without copies of the centre word."""
        center, context = self.random_context(C)
        return self.words[center], [self.words[index] for index in context]

    def sampleTokenIdx(self) -> int:
        """The index of one word, drawn from the noise distribution: proportional to count ** 0.75."""
        # random.randint(0, TABLE_SIZE - 1) written out: the same draws in a third of the time.
        place = random.getrandbits(TABLE_BITS)
        while place >= TABLE_SIZE:
            place = random.getrandbits(TABLE_BITS)
        return self.noise[place]

    def random_context(self, size: int) -> tuple[int, list[int]]:
        """`getRandomContext` in indices. Samples with nothing left around the centre word are drawn again."""
        corpus, starts = self.corpus
        while True:
            sentence = random.randint(0, len(starts) - 2)  # noqa: S311
            start, end = starts[sentence], starts[sentence + 1]
            place = start + random.randint(0, end - start - 1)  # noqa: S311
            center = corpus[place]
            around = corpus[max(start, place - size) : min(end, place + size + 1)]
            context = [index for index in around if index != center]
            if context:
                return center, context

    @cached_property
    def corpus(self) -> tuple[array[int], array[int]]:
        """The text `thinned` with draws from Python's `random`."""
        words, starts = self.thinned(_uniforms)
        # Plain arrays: single entries of a NumPy array are slow to take.
        return array("i", words.tolist()), array("i", starts.tolist())

    def thinned(self, uniforms: Callable[[int], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """A thinned text as word indices, and where each sentence starts (with the end of the last one).

        A word is left out with probability 1 − sqrt(1e-5 · tokens / count), never if that is negative. Sentences of
        which one word or none is left are dropped. `uniforms(n)` gives n random numbers from 0 to 1.
        """
        index = self.tokens()
        once = np.array([index[word] for word in chain.from_iterable(self.text.sentences)])
        copies = min(COPIES, max(1, MOST_READ // len(once)))
        words = np.tile(once, copies)
        lengths = np.tile([len(sentence) for sentence in self.text.sentences], copies)
        sentence_of = np.repeat(np.arange(len(lengths)), lengths)

        counts = np.array([self.text.counts[word] for word in self.words], dtype=float)
        rejection = np.maximum(0, 1 - np.sqrt(self._threshold * counts.sum() / counts))[words]
        kept = rejection <= 0
        thinned = np.flatnonzero(~kept)
        kept[thinned] = uniforms(len(thinned)) >= rejection[thinned]

        kept &= (np.bincount(sentence_of[kept], minlength=len(lengths)) > 1)[sentence_of]
        lengths = np.bincount(sentence_of[kept], minlength=len(lengths))
        starts = np.concatenate([[0], np.cumsum(lengths[lengths > 0])])
        if self.text.source == own.SOURCE:
            _see_that_pairs_are_left(words[kept], sentence_of[kept])
        return words[kept].astype(np.int32), starts

    @property
    def _threshold(self) -> float:
        """The share from which on a word is thinned out.

        In a short text of one's own every word's share is larger than the original's: there, what is thinned out has
        the counts that it has in the treebank.
        """
        if self.text.source != own.SOURCE:
            return THRESHOLD
        return max(THRESHOLD, THRESHOLD * own.ASSIGNMENT / self.text.total)

    @cached_property
    def noise(self) -> array[int]:
        """A table of word indices: a uniform draw from it is a draw from the noise distribution."""
        shares = np.array([float(self.text.counts[word]) ** POWER for word in self.words])
        bounds = np.cumsum(shares / shares.sum()) * TABLE_SIZE
        # Rounding may leave the last bound a hair below the table's end.
        table = np.minimum(np.searchsorted(bounds, np.arange(TABLE_SIZE)), len(self.words) - 1)
        return array("i", table.tolist())


def _see_that_pairs_are_left(words: np.ndarray, sentence_of: np.ndarray) -> None:
    """Raise TextError if no two different words stand side by side: drawing a context would never end."""
    if not ((words[1:] != words[:-1]) & (sentence_of[1:] == sentence_of[:-1])).any():
        raise own.TextError(
            "When frequent words are thinned out, no two different words are left side by side in this text. It is"
            " too small, or says the same again and again. Take a longer one."
        )


def _uniforms(count: int) -> np.ndarray:
    """`count` times random.random(), thirty times as fast: NumPy's old generator is the same Mersenne Twister."""
    version, state, gauss = random.getstate()
    twister = np.random.RandomState()
    twister.set_state(("MT19937", np.array(state[:-1], dtype=np.uint32), state[-1], 0, 0.0))
    values: np.ndarray = twister.random_sample(count)
    after: Any = twister.get_state(legacy=True)
    random.setstate((version, (*after[1].tolist(), after[2]), gauss))
    return values
