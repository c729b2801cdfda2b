"""The cases of the checks of `2_activations`: places x, and what a slope or a sigmoid really is there.

A slope is measured by central differences of the function itself. The sigmoid comes from the loss in which it will be
used: the loss −log σ(x) needs no sigmoid.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from word2vec_lab.check.judging.remembering import remembered
from word2vec_lab.measure import numeric
from word2vec_lab.measure.losses import log_sigmoid


def probability(x: np.ndarray) -> np.ndarray:
    """What a sigmoid must give: e to the minus of the loss −log σ(x)."""
    return np.asarray(np.exp(log_sigmoid(np.asarray(x, dtype=float))))


@dataclass(frozen=True)
class Points:
    """Places x and constants α, (n,) each, at which one formula is judged."""

    x: np.ndarray
    alpha: np.ndarray


Curve = Callable[[float, float], float]


@remembered
def slopes(curve: Curve, at: Points) -> np.ndarray:
    """The measured slope of curve(x, α) with respect to x, at every point."""

    def slope(x: float, alpha: float) -> float:
        return float(numeric.gradient(lambda z: curve(float(z[0]), alpha), np.array([x]))[0])

    return np.array([slope(float(x), float(alpha)) for x, alpha in zip(at.x, at.alpha, strict=True)])


def leaky_relu(x: float, alpha: float) -> float:
    """Equation (8) of the assignment."""
    return max(alpha * x, x)


def values(at: Points) -> np.ndarray:
    """f(x) at every point."""
    return np.array([leaky_relu(float(x), float(alpha)) for x, alpha in zip(at.x, at.alpha, strict=True)])


def points(seed: int) -> Points:
    """The places of 1(f). Three of them lie nearer to zero than α, where a kink in another place would show."""
    rng = np.random.default_rng(seed)
    x = np.append([2.0, -3.0, -0.05, 0.04], rng.uniform(0.1, 4, 6) * rng.permutation([1, -1] * 3)).round(2)
    alpha = np.append([0.1, 0.1, 0.3, 0.6], rng.uniform(0.05, 0.9, 6)).round(2)
    return Points(np.append(x, rng.uniform(0.02, 0.3)), np.append(alpha, rng.uniform(0.4, 0.9)))


def places(seed: int) -> np.ndarray:
    """The places x of 1(g). The formula is handed the sigmoid's values there."""
    return np.append([0.0, 1.0, -1.0], np.random.default_rng(seed).uniform(-4, 4, 5))


@remembered
def slope_of_sigmoid(x: np.ndarray) -> np.ndarray:
    """The slope of the sigmoid, measured at every entry of x."""
    return numeric.gradient(lambda z: float(probability(z).sum()), x)


def inputs(seed: int) -> tuple[list[np.ndarray], list[np.ndarray], list[float]]:
    """The inputs of 2(a)(i): vectors, arrays of other shapes, and single numbers.

    The first of each is small enough to read, and no answer can know the others. One shape returns with other
    numbers, and there are large and small x.
    """
    rng = np.random.default_rng(seed)
    sizes = [7, 7, 40 + int(rng.integers(0, 9))]
    vectors = [np.array([0.0, 1.0, -2.0]), *(rng.normal(0, 3, n) for n in sizes), np.array([12.0, -12.0])]
    others = [rng.normal(0, 3, shape) for shape in [(2, 3), (4, 1), (2, 3, 2), (5, 8)]]
    others[-1][0, :2] = vectors[-1]
    return vectors, others, [0.7, *rng.uniform(-3, 3, 3).round(2).tolist()]
