"""Trains a softmax regression with the student's own loss and gradient, and says how good it is.

The loss is convex: there is one best matrix of weights for each strength of the regularisation, wherever one starts. So
here nothing is left to chance, and steps are chosen by the slope and its changes alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from word2vec_lab.sentiment.features import Bags, Features
from word2vec_lab.sentiment.labels import CLASSES, SPLITS, Labelled

LossAndGradient = Callable[[Any, Any, Any, float], tuple[float, np.ndarray]]
"""loss, gradient (d, 5) = function(W (d, 5), X (n, d), classes (n,), strength)"""

Change = tuple[np.ndarray, np.ndarray]
"""How the weights changed in a step, and how the slope did."""

STRENGTHS = (1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0)
MOST_STEPS = 1_000
FLAT = 1e-6
"""A slope as small as this, in each of its numbers, is flat. At 1e-4 the last bit of a processor's rounding still moved
weights by 2, and the best strength with them."""

NEARLY_FLAT = 1e-4
"""At a slope as small as this, a loss that does not fall any more has too few digits for it: in float32, say."""

LOOKS_BACK = 10
"""A loss may rise, but not above the worst of so many before it."""

REMEMBERED = 20
"""So many changes of the slope tell where to go."""


class GradientError(Exception):
    """The loss and the gradient that were given do not lead downhill; the message says what to look at."""


@dataclass(frozen=True, eq=False)
class Classifier:
    """Weights (d, 5) at the strength that was best on "dev", and the accuracies that led there.

    strengths            what was tried
    train, dev, test     the share of sentences that got the right class, for each strength
    best                 the place of the best strength for "dev"
    said                 the class that it says of each sentence of the text, and `chances` (n, 5) how sure it is
    """

    strengths: tuple[float, ...]
    train: tuple[float, ...]
    dev: tuple[float, ...]
    test: tuple[float, ...]
    best: int
    weights: np.ndarray
    scores: np.ndarray

    @property
    def said(self) -> np.ndarray:
        """The class that it says of each sentence, (n,)."""
        return np.asarray(self.scores.argmax(axis=1))

    @property
    def accuracy(self) -> dict[str, float]:
        """The accuracies at the best strength, by split."""
        return {"train": self.train[self.best], "dev": self.dev[self.best], "test": self.test[self.best]}


def train(
    function: LossAndGradient, data: Labelled, features: Features, strengths: Sequence[float] = STRENGTHS
) -> Classifier:
    """Train once for each strength, from strong to weak, each from where the last one ended; choose by "dev".

    `features` has a row for each sentence of the text. Raises GradientError if the function does not lead downhill.
    """
    rows = {split: data.rows(split) for split in SPLITS}
    seen, classes = features[rows["train"]], data.classes[rows["train"]]
    weights = np.zeros((features.shape[1], len(CLASSES)))
    found: list[tuple[float, dict[str, float], np.ndarray]] = []
    for strength in sorted(strengths, reverse=True):
        weights = fit(function, seen, classes, strength, weights)
        right = (features @ weights).argmax(axis=1) == data.classes
        found.append((strength, {split: float(right[places].mean()) for split, places in rows.items()}, weights))
    found.reverse()
    curves = {split: tuple(accuracy[split] for _, accuracy, _ in found) for split in SPLITS}
    # Of equals the strongest: it says the same with smaller weights.
    best = max(range(len(found)), key=lambda place: (curves["dev"][place], place))
    return Classifier(
        strengths=tuple(strength for strength, _, _ in found),
        best=best,
        weights=found[best][2],
        scores=features @ found[best][2],
        **curves,
    )


def fit(
    function: LossAndGradient, features: Features, classes: np.ndarray, strength: float, start: np.ndarray
) -> np.ndarray:
    """The weights at the bottom, from `start` downhill: until the slope is flat, or for 1,000 steps.

    Each step goes where the last changes of the slope lead (L-BFGS, Liu and Nocedal, 1989). Where that would lead above
    the worst of the last ten losses, it is halved; GradientError if that does not help.
    """
    weights = start.copy()
    loss, slope = _asked(function, weights, features, classes, strength)
    if not np.isfinite(loss):
        raise GradientError(f"At the start the loss is {loss}. Look at it under the microscope first.")
    losses = [loss]
    changes: deque[Change] = deque(maxlen=REMEMBERED)
    for _ in range(MOST_STEPS):
        if np.abs(slope).max() < FLAT:
            break
        way = _downhill(slope, changes)
        step, steep = 1.0, float((slope * way).sum())
        for _ in range(40):
            moved = weights + step * way
            loss, there = _asked(function, moved, features, classes, strength)
            if loss <= max(losses[-LOOKS_BACK:]) + 1e-4 * step * steep:
                break
            step /= 2
        else:
            if np.abs(slope).max() < NEARLY_FLAT:
                break
            raise GradientError(
                "Against the gradient the loss does not fall, however small the step. Look at the gradient: do its"
                " signs, its sum over the sentences and its term of the regularisation fit the loss?"
            )
        change, bend = moved - weights, there - slope
        if (change * bend).sum() > 0:
            changes.append((change, bend))
        weights, slope = moved, there
        losses.append(loss)
    return weights


def _downhill(slope: np.ndarray, changes: Sequence[Change]) -> np.ndarray:
    """Minus the slope, times what its last changes tell of the inverse of the Hessian."""
    way, shares = -slope, []
    for change, bend in reversed(changes):
        shares.append((change * way).sum() / (change * bend).sum())
        way = way - shares[-1] * bend
    if changes:
        change, bend = changes[-1]
        way = way * ((change * bend).sum() / (bend**2).sum())
    for change, bend in changes:
        way = way + (shares.pop() - (bend * way).sum() / (change * bend).sum()) * change
    return way


def confusion(data: Labelled, said: np.ndarray, split: str = "test") -> np.ndarray:
    """How many sentences of each class (rows) were taken for each class (columns), (5, 5)."""
    rows, count = data.rows(split), len(CLASSES)
    return np.bincount(data.classes[rows] * count + said[rows], minlength=count**2).reshape(count, count)


def _asked(
    function: LossAndGradient, weights: np.ndarray, features: Features, classes: np.ndarray, strength: float
) -> tuple[float, np.ndarray]:
    """What the student's function says, or an error that names what it should."""
    answer = function(weights, features, classes, strength)
    try:
        loss, slope = answer
        value, gradient = float(loss), np.asarray(slope, dtype=float)
    except (TypeError, ValueError):
        raise GradientError(
            f"The function returns {str(answer)[:60]!r}, and should return a loss and a gradient."
        ) from None
    if gradient.shape != weights.shape:
        raise GradientError(
            f"The gradient has the shape {gradient.shape} for weights of shape {weights.shape}. Look at it under the"
            " microscope first."
        )
    return value, gradient


__all__ = ["STRENGTHS", "Bags", "Classifier", "GradientError", "LossAndGradient", "confusion", "fit", "train"]
