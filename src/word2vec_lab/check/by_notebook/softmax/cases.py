"""The cases of the checks of `1_softmax`: pairs of words, handed to a formula or to the starter code's function.

Nothing here knows a gradient. The loss of `word2vec_lab.measure.losses` is differenced numerically on these cases.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from word2vec_lab.check.judging.arrays import show
from word2vec_lab.check.judging.handed import ToyDataset, readable
from word2vec_lab.check.judging.pairs import Pair, by_row
from word2vec_lab.measure import losses


@dataclass(frozen=True)
class Word:
    """A pair, and the word w whose outside vector is moved."""

    pair: Pair
    w: int


Case = TypeVar("Case", Pair, Word)
Loss = Callable[[Pair], float]


def true_loss(pair: Pair) -> float:
    """The assignment's loss, equation (2)."""
    return losses.naive_softmax(pair.center, pair.outside_idx, pair.outside_vectors)


def observed(pair: Pair) -> np.ndarray:
    """The one-hot vector y, (V,)."""
    return np.asarray(np.eye(pair.words)[pair.outside_idx])


def predicted(pair: Pair) -> np.ndarray:
    """The model's distribution ŷ = P(O | C = c), (V,)."""
    return np.exp([-losses.naive_softmax(pair.center, w, pair.outside_vectors) for w in range(pair.words)])


def by_word(loss: Loss, word: Word) -> np.ndarray:
    """∂loss/∂u_w, measured: (d,)."""
    return by_row(loss, word.pair, word.w)


def pairs(seed: int) -> list[Pair]:
    """The test cases: one small enough to read, then shapes in which V, d and o cannot be confused.

    One shape and o come twice, with other numbers, to catch a function that remembers. The large vocabulary catches
    what is right for small ones only. Chance has a say in the shapes, so that nobody can write for these very ones.
    """
    rng = np.random.default_rng(seed)
    shapes = [(3, 2, 1), (11, 6, 7), (11, 6, 7), (5, 8, 4), (9, 4, 0), (40, 3, 23)]
    more = int(rng.integers(0, 2))
    made = []
    for words, size, outside in shapes:
        center = rng.uniform(-1.2, 1.2, size)
        if words == 3:
            made.append(Pair(center.round(1), outside, readable(rng, words, size)))
        else:
            vectors = rng.uniform(-1.2, 1.2, (words, size))
            made.append(Pair(center, outside, np.vstack([vectors, rng.uniform(-1.2, 1.2, (more, size))])))
    return made


def words(seed: int) -> list[Word]:
    """Every word of the small cases. Of a large vocabulary the first, the observed and the last one will do."""
    return [
        Word(pair, w)
        for pair in pairs(seed)
        for w in (range(pair.words) if pair.words < 20 else (0, pair.outside_idx, pair.words - 1))
    ]


PARAMETERS = ("centerWordVec", "outsideWordIdx", "outsideVectors", "dataset")


def arguments_of(pair: Pair) -> tuple[Any, ...]:
    """What the starter code's function is called with: `PARAMETERS`."""
    return pair.center, pair.outside_idx, pair.outside_vectors, ToyDataset(range(pair.words))


def sizes(pair: Pair) -> dict[str, float]:
    """The sizes that a wrong factor may come from."""
    words, size = pair.outside_vectors.shape
    chance = float(np.exp(-true_loss(pair)))
    return {"V": words, "d": size, "(V − 1)": words - 1, "P(o | c)": chance, "P(not o | c)": 1 - chance}


def about(pair: Pair) -> str:
    """The case in words, as the function of 2(a)(ii) is given it."""
    return _about(pair, "outside vectors (one row per word)", pair.outside_vectors)


def about_columns(pair: Pair) -> str:
    """The case in words, as the formulas are given it."""
    return _about(pair, "U (one column per word)", pair.outside_vectors.T)


def _about(pair: Pair, label: str, vectors: np.ndarray) -> str:
    return f"o = {pair.outside_idx}, v_c = {show(pair.center)}\n{label} =\n{show(vectors)}"
