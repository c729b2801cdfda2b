"""What decides a training run, and what a run leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

import numpy as np

from word2vec_lab.expecting import expecting
from word2vec_lab.vectors.trajectory import Trajectory

PRINTED_EVERY = 10
"""The smoothed loss takes in one iteration in ten, as the original's printed one does."""

CHECKPOINT_EVERY = 1000
"""Iterations between two moments at which the followed words' vectors are kept."""

FOLLOWED = 500
"""So many of the most frequent words are followed, besides those of the plot and those that a student names."""

Loss = Literal["negative-sampling", "naive-softmax"]
Draws = Literal["original", "blocks"]
Precision = Literal["double", "single"]

CHOICES = {
    "loss": ("negative-sampling", "naive-softmax"),
    "draws": ("original", "blocks"),
    "precision": ("double", "single"),
}


class TrainingError(Exception):
    """Training cannot go on; the message says what was seen and where to look."""


@dataclass(frozen=True)
class Settings:
    """All that decides a run. The values are the assignment's.

    dimension     d, the numbers in a vector
    window        C: a window has 1 to C words on either side, each size as likely
    negatives     K, the negative samples of a pair (Mikolov et al. 2013, equation 4)
    batch         samples averaged in an iteration
    step          the learning rate of the first iterations
    halved_every  iterations after which the step is halved
    iterations    how many
    loss          "negative-sampling" or "naive-softmax"
    draws         "original": one number after the other, in the order of the original assignment, so that a run can be
                  held against the published one; "blocks": as likely, and drawn much faster
    precision     "double" (float64) or "single" (float32), of the fast lane
    seed          of the random draws
    start_seed    of the vectors to start from

    >>> Settings(iterations=10_000).dimension
    10
    >>> [Settings().step_after(made) for made in (0, 19_999, 20_000)]
    [0.3, 0.3, 0.15]
    >>> Settings(dimension=0)
    Traceback (most recent call last):
    word2vec_lab.expecting.UnexpectedValueError: dimension is at least 1, not 0
    """

    dimension: int = 10
    window: int = 5
    negatives: int = 10
    batch: int = 50
    step: float = 0.3
    halved_every: int = 20_000
    iterations: int = 40_000
    loss: Loss = "negative-sampling"
    draws: Draws = "original"
    precision: Precision = "double"
    seed: int = 31_415
    start_seed: int = 9_265

    @expecting("numbers and names as help(training.Settings) lists them")
    def __post_init__(self) -> None:
        """Raise ValueError for a value that no run can have."""
        for name in ("dimension", "window", "negatives", "batch", "halved_every", "iterations"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is at least 1, not {getattr(self, name)}")
        if not 0 < self.step < float("inf"):
            raise ValueError(f"the step is a positive number, not {self.step}")
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} is one of {', '.join(choices)}, not {getattr(self, name)!r}")

    def step_after(self, iterations: int) -> float:
        """The step of the iteration that comes after so many."""
        return float(self.step * 0.5 ** (iterations // self.halved_every))

    def differences(self, other: Settings) -> list[str]:
        """In words, where another run's settings differ; the number of iterations is not counted as one."""
        return [
            f"{item.name} {getattr(other, item.name)} (now {getattr(self, item.name)})"
            for item in fields(self)
            if item.name != "iterations" and getattr(self, item.name) != getattr(other, item.name)
        ]


@dataclass(frozen=True)
class Functions:
    """The student's part: `sgd`, `skipgram`, and the loss that `skipgram` is given."""

    sgd: Callable[..., Any]
    skipgram: Callable[..., Any]
    loss: Callable[..., Any]


@dataclass(frozen=True, repr=False)
class Run:
    """Trained vectors and how they came about.

    words, center (V, d), outside (V, d)   the vocabulary and both vectors of each word
    counts (V,)                            how often each word occurs in the text
    iterations                             how many were made: fewer than the settings say if it was stopped
    curve                                  the smoothed loss at iterations 10, 20, 30, …
    trajectory                             the way of the words that were followed: their vectors at 0, 1,000, 2,000, …
                                           iterations, and at the end
    settings, source                       what the run was made with, and on which text
    lane                                   what computed it: "your functions", "NumPy" or "numba"
    """

    words: tuple[str, ...]
    center: np.ndarray
    outside: np.ndarray
    counts: np.ndarray
    iterations: int
    curve: tuple[float, ...]
    trajectory: Trajectory
    settings: Settings
    source: str
    lane: str

    def __repr__(self) -> str:
        """What it is, in a line."""
        n, d = self.center.shape
        return f"Run({n:,} words, {d} dimensions, after {self.iterations:,} iterations, {self.source}, {self.lane})"

    @property
    def finished(self) -> bool:
        """Whether all iterations were made that the settings ask for."""
        return self.iterations >= self.settings.iterations

    def smoothed_loss(self, iteration: int) -> float:
        """The smoothed loss at an iteration that is a multiple of 10."""
        return self.curve[iteration // PRINTED_EVERY - 1]
