"""The cases of the checks of `4_skipgram`: windows, and how their loss changes when a vector moves.

Nothing here knows a gradient. A window's loss is equation (12), a plain sum over pairs, and is differenced numerically.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from word2vec_lab.check.judging.arrays import show
from word2vec_lab.check.judging.handed import readable
from word2vec_lab.check.judging.remembering import remembered
from word2vec_lab.measure import losses, numeric

PairLoss = Callable[[np.ndarray, int, np.ndarray], float]
"""J(v_c, o, U): centre vector (d,), index o, outside vectors as rows (V, d)."""


def squared_distance(center: np.ndarray, outside_idx: int, outside_vectors: np.ndarray) -> float:
    """A loss of a pair that nobody uses: half the squared distance between u_o and v_c.

    The derivatives of a window must come out right for any loss. This one tells u_o and v_c apart, and depends on no
    other word.
    """
    return 0.5 * float(((outside_vectors[outside_idx] - center) ** 2).sum())


@dataclass(frozen=True)
class Window:
    """A centre word, its outside words in the order of the sentence, and all vectors as rows (V, d).

    `size` is m, how far the window reaches; near the end of a sentence there are fewer than 2m outside words.
    """

    center_idx: int
    outside: tuple[int, ...]
    center_vectors: np.ndarray
    outside_vectors: np.ndarray
    size: int
    loss: PairLoss = losses.naive_softmax

    @property
    def pairs(self) -> list["Window"]:
        """One window for each outside word, with that word alone."""
        return [replace(self, outside=(o,)) for o in self.outside]

    def around(self, vector: np.ndarray) -> "Window":
        """This window with another vector for the centre word."""
        vectors = self.center_vectors.copy()
        vectors[self.center_idx] = vector
        return replace(self, center_vectors=vectors)


def window_loss(window: Window) -> float:
    """Equation (12): the pair losses of the window, added up."""
    center = window.center_vectors[window.center_idx]
    return sum(window.loss(center, o, window.outside_vectors) for o in window.outside)


@remembered
def by_center(window: Window) -> np.ndarray:
    """∂J/∂V of the window, measured: (V, d), a row for each word's centre vector."""
    return numeric.gradient(lambda v: window_loss(replace(window, center_vectors=v)), window.center_vectors)


@remembered
def by_outside(window: Window) -> np.ndarray:
    """∂J/∂U of the window, measured: (V, d), a row for each word's outside vector."""
    return numeric.gradient(lambda u: window_loss(replace(window, outside_vectors=u)), window.outside_vectors)


def windows(seed: int) -> list[Window]:
    """The test cases: one small enough to read, then shapes in which V, d, m, c and n cannot be confused.

    Each has more than one outside word and is cut off by the end of its sentence, but for the third; in the first
    three, a word stands in the window twice.
    """
    rng = np.random.default_rng(seed)
    made = [Window(1, (3, 0, 3), readable(rng, 5, 2), readable(rng, 5, 2), 2)]
    for words, dimensions, center, size, count, loss in (
        (9, 4, 7, 5, 5, losses.naive_softmax),
        (6, 7, 3, 3, 6, squared_distance),
        (8, 3, 5, 4, 2, losses.naive_softmax),
    ):
        others = [w for w in range(words) if w != center]
        outside = [int(o) for o in rng.permutation(others)[: min(count, len(others))]]
        outside += [outside[0]] * (count - len(outside))
        if count > 4:
            outside[-1] = outside[1]
        vectors = rng.uniform(-1.2, 1.2, (2, words, dimensions))
        made.append(Window(center, tuple(outside), vectors[0], vectors[1], size, loss))
    return made


Measure = Callable[[Window], np.ndarray]


def columns(window: Window) -> np.ndarray:
    """∂J/∂U in the assignment's shape, (d, V): a column for each word."""
    return by_outside(window).T


def center_row(window: Window) -> np.ndarray:
    """∂J/∂v_c, (d,)."""
    return np.asarray(by_center(window)[window.center_idx])


def another_row(window: Window) -> np.ndarray:
    """∂J/∂v_w, (d,), for a word w that is not in the centre (but stands in the window)."""
    return np.asarray(by_center(window)[window.outside[0]])


def each(measure: Measure, window: Window) -> np.ndarray:
    """What is measured on each pair of the window alone, stacked: the first axis counts outside words."""
    return np.stack([measure(pair) for pair in window.pairs])


def sizes(window: Window) -> dict[str, float]:
    """The sizes that a wrong factor may come from."""
    words, dimensions = window.center_vectors.shape
    n, m = len(window.outside), window.size
    return {"n": n, "2m": 2 * m, "m": m, "2m+1": 2 * m + 1, "V": words, "d": dimensions}


def about_pairs(given: Measure, window: Window) -> str:
    """The case in words, with what is given of each pair."""
    rows = [f"n = {len(window.outside)} outside words: {', '.join(map(str, window.outside))} (window size m = 2)"]
    for number, pair in enumerate(window.pairs):
        text = show(given(pair)).splitlines()
        rows += [f"  pair {number}:  {text[0]}", *(f"{'':>10}  {line}" for line in text[1:])]
    return "\n".join(rows)
