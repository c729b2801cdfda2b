"""A pair of words, and how its loss changes when a vector moves: measured the same way for every loss of a pair."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from word2vec_lab.check.judging.remembering import remembered
from word2vec_lab.measure import numeric


@dataclass(frozen=True)
class Pair:
    """One (centre, outside) pair: centre (d,), the index o, and all outside vectors as rows (V, d)."""

    center: np.ndarray
    outside_idx: int
    outside_vectors: np.ndarray

    @property
    def words(self) -> int:
        """V."""
        return len(self.outside_vectors)


P = TypeVar("P", bound=Pair)


@remembered
def by_center(loss: Callable[[P], float], pair: P) -> np.ndarray:
    """∂loss/∂v_c, measured: (d,)."""
    return numeric.gradient(lambda v: loss(replace(pair, center=v)), pair.center)


@remembered
def by_outside(loss: Callable[[P], float], pair: P) -> np.ndarray:
    """∂loss/∂u_w for all words, measured: (V, d), a row for each word."""
    return numeric.gradient(lambda u: loss(replace(pair, outside_vectors=u)), pair.outside_vectors)


@remembered
def by_row(loss: Callable[[P], float], pair: P, word: int) -> np.ndarray:
    """∂loss/∂u_w for one word, measured: (d,)."""

    def moved(vector: np.ndarray) -> float:
        vectors = pair.outside_vectors.copy()
        vectors[word] = vector
        return loss(replace(pair, outside_vectors=vectors))

    return numeric.gradient(moved, pair.outside_vectors[word])
