"""What the classifier sees of a sentence: the average of its words' vectors, or a bag of the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from word2vec_lab.text.treebank import Treebank


@dataclass(frozen=True, eq=False)
class Bags:
    """A matrix (n, V) with a row for each sentence, of length 1: one weight for each of its words, 0 for all others.

    Nearly all of it would be zeros, so only the others are kept. It can do what a classifier needs of a matrix:
    `bags @ weights`, `bags.T @ numbers`, and `bags[rows]`.
    """

    words: np.ndarray = field(repr=False)
    starts: np.ndarray = field(repr=False)
    vocabulary: int

    @property
    def shape(self) -> tuple[int, int]:
        """N and V."""
        return len(self.starts) - 1, self.vocabulary

    @property
    def lengths(self) -> np.ndarray:
        """How many words each bag has."""
        return np.diff(self.starts)

    @property
    def T(self) -> _Turned:
        """The transpose, (V, n)."""
        return _Turned(self)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, rows: np.ndarray) -> Bags:
        return _bags([self.words[self.starts[row] : self.starts[row + 1]] for row in rows], self.vocabulary)

    def __matmul__(self, weights: np.ndarray) -> np.ndarray:
        sums = np.add.reduceat(weights[self.words], self.starts[:-1], axis=0)
        return np.asarray(sums / np.sqrt(self.lengths)[:, np.newaxis])


@dataclass(frozen=True, eq=False)
class _Turned:
    """The transpose of bags."""

    bags: Bags

    def __matmul__(self, numbers: np.ndarray) -> np.ndarray:
        shares = numbers / np.sqrt(self.bags.lengths)[:, np.newaxis]
        each = np.repeat(shares, self.bags.lengths, axis=0)
        columns = [np.bincount(self.bags.words, weights=one, minlength=self.bags.vocabulary) for one in each.T]
        return np.stack(columns, axis=1)


Features = np.ndarray | Bags


def bags(text: Treebank) -> Bags:
    """A bag of words for each sentence: which words it has, not how often, nor in which order."""
    index = text.tokens()
    return _bags([np.unique([index[word] for word in sentence]) for sentence in text.sentences], len(text.vocabulary))


def _bags(sets: Sequence[np.ndarray], vocabulary: int) -> Bags:
    return Bags(np.concatenate(sets), np.concatenate([[0], np.cumsum([len(one) for one in sets])]), vocabulary)


def averages(text: Treebank, vectors: np.ndarray) -> np.ndarray:
    """The average of each sentence's word vectors, (n, d); `vectors` (V, d) has a row for each word of the vocabulary.

    >>> from word2vec_lab.text import treebank
    >>> text = treebank.embedded()
    >>> averages(text, np.ones((len(text.vocabulary), 3)))[0]
    array([1., 1., 1.])
    """
    if len(vectors) != len(text.vocabulary):
        raise ValueError(
            f"There are {len(vectors):,} vectors for a vocabulary of {len(text.vocabulary):,} words: they were trained"
            " on another text. Train on this one first."
        )
    index = text.tokens()
    return np.stack([vectors[[index[word] for word in sentence]].mean(axis=0) for sentence in text.sentences])


def standardised(features: np.ndarray, train: np.ndarray) -> np.ndarray:
    """Each feature minus its mean over the rows `train`, divided by its standard deviation there; and a column of ones.

    The averages of many vectors lie close together. Without this, the classifier would need enormous weights, which the
    regularisation forbids. The ones let it learn how common each class is.
    """
    spread = features[train].std(axis=0)
    scaled = (features - features[train].mean(axis=0)) / np.where(spread > 0, spread, 1)
    return np.hstack([scaled, np.ones((len(features), 1))])
