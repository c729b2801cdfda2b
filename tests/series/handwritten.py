"""Right functions in the style of a student, and the original's dense training, to hold the trainer against."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from word2vec_lab.training import Settings


def sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-x)))


def negSamplingLossAndGradient(
    centerWordVec: np.ndarray, outsideWordIdx: int, outsideVectors: np.ndarray, dataset: Any, K: int = 10
) -> tuple[float, np.ndarray, np.ndarray]:
    negatives = []
    for _ in range(K):
        index = dataset.sampleTokenIdx()
        while index == outsideWordIdx:
            index = dataset.sampleTokenIdx()
        negatives.append(index)
    indices = [outsideWordIdx, *negatives]
    signs = np.where(np.arange(K + 1) == 0, 1.0, -1.0)
    rows = outsideVectors[indices]
    chances = sigmoid(signs * (rows @ centerWordVec))
    delta = (chances - 1) * signs
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, indices, np.outer(delta, centerWordVec))
    return float(-np.log(chances).sum()), delta @ rows, gradOutsideVecs


def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: np.ndarray,
    outsideVectors: np.ndarray,
    dataset: Any,
    word2vecLossAndGradient: Callable[..., Any],
) -> tuple[float, np.ndarray, np.ndarray]:
    loss = 0.0
    gradCenterVecs = np.zeros_like(centerWordVectors)
    gradOutsideVectors = np.zeros_like(outsideVectors)
    center = word2Ind[currentCenterWord]
    for word in outsideWords:
        one, for_center, for_outside = word2vecLossAndGradient(
            centerWordVectors[center], word2Ind[word], outsideVectors, dataset
        )
        loss += one
        gradCenterVecs[center] += for_center
        gradOutsideVectors += for_outside
    return loss, gradCenterVecs, gradOutsideVectors


def sgd(
    f: Callable[[np.ndarray], Any],
    x0: np.ndarray,
    step: float,
    iterations: int,
    postprocessing: Callable[[np.ndarray], np.ndarray] | None = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> np.ndarray:
    x = x0
    for iteration in range(1, iterations + 1):
        _, gradient = f(x)
        x = x - step * gradient
        if postprocessing is not None:
            x = postprocessing(x)
        if iteration % 20_000 == 0:
            step *= 0.5
    return x


def sgd_in_place(
    f: Callable[[np.ndarray], Any],
    x0: np.ndarray,
    step: float,
    iterations: int,
    *_others: Any,
    PRINT_EVERY: int = 10,
) -> np.ndarray:
    for iteration in range(1, iterations + 1):
        x0 -= f(x0)[1] * step
        if iteration % 20_000 == 0:
            step /= 2
    return x0


def dense(dataset: Any, loss: Callable[..., Any], settings: Settings, iterations: int) -> np.ndarray:
    """The original's training, with a full gradient for every context."""
    random.seed(settings.seed)
    np.random.seed(settings.start_seed)
    V = len(dataset.tokens())
    start = (np.random.rand(V, settings.dimension) - 0.5) / settings.dimension
    return dense_steps(dataset, loss, settings, np.concatenate([start, np.zeros_like(start)]), iterations)


def dense_steps(
    dataset: Any, loss: Callable[..., Any], settings: Settings, x0: np.ndarray, iterations: int
) -> np.ndarray:
    """Some iterations of it, from x0 (2V, d) and the present state of Python's `random`."""
    V = len(x0) // 2

    def f(x: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros_like(x)
        for _ in range(settings.batch):
            window = random.randint(1, settings.window)
            word, context = dataset.getRandomContext(window)
            one, for_center, for_outside = skipgram(
                word, window, context, dataset.tokens(), x[:V], x[V:], dataset, loss
            )
            total += one / settings.batch
            gradient[:V] += for_center / settings.batch
            gradient[V:] += for_outside / settings.batch
        return total, gradient

    return sgd(f, x0, settings.step, iterations)


def naiveSoftmaxLossAndGradient(
    centerWordVec: np.ndarray, outsideWordIdx: int, outsideVectors: np.ndarray, dataset: Any
) -> tuple[float, np.ndarray, np.ndarray]:
    scores = outsideVectors @ centerWordVec
    powers = np.exp(scores - scores.max())
    chances = powers / powers.sum()
    delta = chances.copy()
    delta[outsideWordIdx] -= 1
    return float(-np.log(chances[outsideWordIdx])), delta @ outsideVectors, np.outer(delta, centerWordVec)


def negSamplingWithLoops(
    centerWordVec: np.ndarray, outsideWordIdx: int, outsideVectors: np.ndarray, dataset: Any, K: int = 10
) -> tuple[float, np.ndarray, np.ndarray]:
    """The same, one negative sample after the other, as many students write it."""
    negatives = []
    for _ in range(K):
        index = dataset.sampleTokenIdx()
        while index == outsideWordIdx:
            index = dataset.sampleTokenIdx()
        negatives.append(index)
    gradCenterVec = np.zeros_like(centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    chance = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(chance)
    gradCenterVec += (chance - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs[outsideWordIdx] += (chance - 1) * centerWordVec
    for k in negatives:
        chance = sigmoid(-outsideVectors[k] @ centerWordVec)
        loss -= np.log(chance)
        gradCenterVec += (1 - chance) * outsideVectors[k]
        gradOutsideVecs[k] += (1 - chance) * centerWordVec
    return float(loss), gradCenterVec, gradOutsideVecs
