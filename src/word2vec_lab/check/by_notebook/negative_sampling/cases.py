"""The cases of the checks of `3_negative_sampling`: pairs of words, each with its negative samples.

Nothing here knows a gradient. The loss of `word2vec_lab.measure.losses` is differenced numerically on these cases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from word2vec_lab.check.judging.arrays import show
from word2vec_lab.check.judging.handed import ToyDataset, readable
from word2vec_lab.check.judging.pairs import Pair, by_center, by_row
from word2vec_lab.check.judging.remembering import remembered
from word2vec_lab.measure import losses, numeric


@dataclass(frozen=True)
class Drawn(Pair):
    """A pair with its K negative samples, and the words that the dataset gives out one by one.

    It gives out the samples, and in between perhaps the outside word itself, which has to be drawn again.
    """

    samples: tuple[int, ...]
    given_out: tuple[int, ...] = ()

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


def cost(score: np.ndarray) -> float:
    """−log σ, summed."""
    return -float(losses.log_sigmoid(score).sum())


def true_loss(drawn: Drawn) -> float:
    """The assignment's loss, equations (10) and (11)."""
    return losses.neg_sampling(drawn.center, drawn.outside_idx, drawn.outside_vectors, drawn.samples)


def by_sample(loss: Loss, sample: Sample) -> np.ndarray:
    """∂loss/∂u_w for the word of one sample, measured: (d,)."""
    return by_row(loss, sample.drawn, sample.word)


def sample_by_center(loss: Loss, sample: Sample) -> np.ndarray:
    """∂loss/∂v_c, measured: (d,). It is the same for every sample."""
    return by_center(loss, sample.drawn)


def sample_by_observed(loss: Loss, sample: Sample) -> np.ndarray:
    """∂loss/∂u_o, measured: (d,). It is the same for every sample."""
    return by_row(loss, sample.drawn, sample.drawn.outside_idx)


def distinct(seed: int) -> list[Drawn]:
    """Cases in which no word is drawn twice: one small enough to read, then shapes that cannot be confused."""
    rng = np.random.default_rng(seed)
    made: list[Drawn] = []
    for size, samples, words in ((2, 3, 5), (5, 3, 7), (5, 3, 7), (3, 6, 9), (4, 2, 6)):
        chosen = [int(w) for w in rng.permutation(words)[: samples + 1]]
        made.append(_numbers(rng, words, size, chosen[0], chosen[1:], (), small=not made))
    return made


def square(seed: int) -> Drawn:
    """A case with as many dimensions as samples, in which rows and columns can be taken for one another."""
    return _numbers(np.random.default_rng(seed), 6, 3, 4, (2, 0, 5), (), small=False)


def repeating(seed: int) -> list[Drawn]:
    """Cases in which some words are drawn more than once, in the last one three times, some once and some never.

    The outside word is given out too, so that another has to be drawn in its place, and it is never the smallest index.
    One shape comes twice, with other numbers, to catch a function that remembers. Chance has a say in the shapes, so
    that nobody can write for these very ones.
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
        made.append(_numbers(rng, all_words, size, outside, drawn[:samples], given_out, small=not made))
    return made


def _numbers(
    rng: np.random.Generator,
    words: int,
    size: int,
    outside: int,
    samples: Sequence[int],
    given_out: Sequence[int],
    small: bool,
) -> Drawn:
    center = rng.uniform(-1.2, 1.2, size)
    vectors = readable(rng, words, size) if small else rng.uniform(-1.2, 1.2, (words, size))
    return Drawn(center.round(1) if small else center, outside, vectors, tuple(samples), tuple(given_out))


def sizes(drawn: Drawn) -> dict[str, float]:
    """The sizes that a wrong factor may come from."""
    words, size = drawn.outside_vectors.shape
    samples = len(drawn.samples)
    return {"K": samples, "(K + 1)": samples + 1, "V": words, "d": size}


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
    """U_neg of the assignment, (d, K): the vectors of the samples as columns."""
    return np.asarray(drawn.outside_vectors[list(drawn.samples)].T)


def stacked(drawn: Drawn) -> np.ndarray:
    """The assignment's U with o and the samples as indices: [u_o, −u_w1, …, −u_wK], (d, K + 1)."""
    return np.column_stack([drawn.outside_vectors[drawn.outside_idx], -columns(drawn)])


@remembered
def shared(drawn: Drawn) -> np.ndarray:
    """What v_c has to be multiplied by to give the measured gradient for each column of `stacked`, (K + 1,)."""

    def loss(columns: np.ndarray) -> float:
        return cost(drawn.center @ columns)

    measured = numeric.gradient(loss, stacked(drawn))
    return np.asarray(drawn.center @ measured / (drawn.center @ drawn.center))


def about_stacked(drawn: Drawn) -> str:
    """The case in words, as the formula of 1(h)(ii) is given it."""
    return f"v_c = {show(drawn.center)}\nU_o = [u_o, −u_w1, …] =\n{show(stacked(drawn))}"


PARAMETERS = ("centerWordVec", "outsideWordIdx", "outsideVectors", "dataset", "K")


def arguments_of(drawn: Drawn, asked: list[int] | None = None) -> tuple[Any, ...]:
    """What the starter code's function is called with: `PARAMETERS`. K is left out where it is the default, 10."""
    # All words in turn come last, so that whoever waits for K different words does not wait for ever.
    dataset = ToyDataset([*drawn.given_out, *range(drawn.words)], asked)
    given = (drawn.center, drawn.outside_idx, drawn.outside_vectors, dataset)
    return given if len(drawn.samples) == 10 else (*given, len(drawn.samples))
