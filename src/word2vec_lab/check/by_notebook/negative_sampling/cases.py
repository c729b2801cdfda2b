"""A pair of words with its negative samples: the cases of the checks of `3_negative_sampling`, differenced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from word2vec_lab.check.judging.compare import show
from word2vec_lab.measure import losses, numeric


@dataclass(frozen=True)
class Drawn:
    """A pair and its negative samples.

    `center` (d,), the index o, all outside vectors as rows (V, d), the K samples, and the words that the dataset
    gives out one by one: the samples, and in between perhaps the outside word itself, to be drawn again.
    """

    center: np.ndarray
    outside_idx: int
    outside_vectors: np.ndarray
    samples: tuple[int, ...]
    given_out: tuple[int, ...] = ()

    @property
    def words(self) -> int:
        """V."""
        return len(self.outside_vectors)

    @property
    def often(self) -> np.ndarray:
        """How often each word is among the samples, (V,)."""
        return np.bincount(self.samples, minlength=self.words)


@dataclass(frozen=True)
class Sample:
    """A drawn case, and the position s of the sample that is looked at."""

    drawn: Drawn
    s: int

    @property
    def word(self) -> int:
        """The word w_s."""
        return self.drawn.samples[self.s]


Case = TypeVar("Case", Drawn, Sample)
Loss = Callable[[Drawn], float]
Measure = Callable[[Loss, Case], np.ndarray]


def true_loss(drawn: Drawn) -> float:
    """The handout's loss, equations (10) and (11)."""
    return losses.neg_sampling(drawn.center, drawn.outside_idx, drawn.outside_vectors, drawn.samples)


def by_center(loss: Loss, drawn: Drawn) -> np.ndarray:
    """∂loss/∂v_c, measured: (d,)."""
    return numeric.gradient(lambda v: loss(replace(drawn, center=v)), drawn.center)


def by_outside(loss: Loss, drawn: Drawn) -> np.ndarray:
    """∂loss/∂u_w for all words, measured: (V, d), a row for each word."""
    return numeric.gradient(lambda u: loss(replace(drawn, outside_vectors=u)), drawn.outside_vectors)


def by_row(loss: Loss, drawn: Drawn, word: int) -> np.ndarray:
    """∂loss/∂u_w for one word, measured: (d,)."""

    def moved(vector: np.ndarray) -> float:
        vectors = drawn.outside_vectors.copy()
        vectors[word] = vector
        return loss(replace(drawn, outside_vectors=vectors))

    return numeric.gradient(moved, drawn.outside_vectors[word])


def by_sample(loss: Loss, sample: Sample) -> np.ndarray:
    """∂loss/∂u_w for the word of one sample, measured: (d,)."""
    return by_row(loss, sample.drawn, sample.word)


def distinct(seed: int) -> list[Drawn]:
    """Cases in which no word is drawn twice: one small enough to read, then shapes that cannot be confused."""
    rng = np.random.default_rng(seed)
    made: list[Drawn] = []
    for size, samples, words in ((2, 3, 5), (5, 3, 7), (5, 3, 7), (3, 6, 9), (4, 2, 6)):
        chosen = [int(w) for w in rng.permutation(words)[: samples + 1]]
        made.append(_numbers(rng, words, size, chosen[0], chosen[1:], (), readable=not made))
    return made


def repeating(seed: int) -> list[Drawn]:
    """Cases in which some words are drawn more than once, in the last one three times, some once and some never.

    The outside word is given out too, where the samples have to be drawn again, and it is never the smallest index.
    One shape returns with other numbers, to catch what a function remembers; a little chance in the shapes keeps
    anybody from writing for these very ones.
    """
    rng = np.random.default_rng(seed)
    more = int(rng.integers(0, 2))
    shapes = [
        (5, 2, 2, 3, 2),
        (11, 5, 7, 6, 4),
        (11, 5, 7, 6, 4),
        (9, 4, 3, 5, 5),
        (23, 3, 13, 10, 7),
        (40, 3, 31, 8, 3),
    ]
    made: list[Drawn] = []
    for words, size, outside, samples, pool in shapes:
        others = [int(w) for w in rng.permutation(words) if w != outside][:pool]
        drawn = [others[i % pool] for i in range(samples)] + [others[i] for i in rng.integers(pool, size=6 * samples)]
        drawn[:samples] = [drawn[i] for i in rng.permutation(samples)]
        given_out = [*drawn[:1], outside, *drawn[1:3], outside, outside, *drawn[3:]]
        all_words = words + more * bool(made)
        made.append(_numbers(rng, all_words, size, outside, drawn[:samples], given_out, readable=not made))
    return made


def _numbers(
    rng: np.random.Generator,
    words: int,
    size: int,
    outside: int,
    samples: Sequence[int],
    given_out: Sequence[int],
    readable: bool,
) -> Drawn:
    center, vectors = rng.uniform(-1.2, 1.2, size), rng.uniform(-1.2, 1.2, (words, size))
    if readable:
        center, vectors = center.round(1), vectors.round(1)
    return Drawn(center, outside, vectors, tuple(samples), tuple(given_out))


def sizes(drawn: Drawn) -> dict[str, float]:
    """The sizes that a wrong factor may come from."""
    words, size = drawn.outside_vectors.shape
    return {"K": len(drawn.samples), "V": words, "d": size}


def about(drawn: Drawn) -> str:
    """The case in words, as the function of 2(a)(iii) is given it."""
    return (
        f"o = {drawn.outside_idx}, samples = {list(drawn.samples)}, v_c = {show(drawn.center)}\n"
        f"outside vectors (one row per word) =\n{show(drawn.outside_vectors)}"
    )


def about_columns(drawn: Drawn) -> str:
    """The case in words, as the formulas of 1(h)(i) are given it."""
    return (
        f"v_c = {show(drawn.center)}, u_o = {show(drawn.outside_vectors[drawn.outside_idx])}\n"
        f"U_neg (one column per sample) =\n{show(columns(drawn))}"
    )


def columns(drawn: Drawn) -> np.ndarray:
    """U_neg of the handout, (d, K): the vectors of the samples as columns."""
    return np.asarray(drawn.outside_vectors[list(drawn.samples)].T)
