"""The way of a few words' vectors through a training run, for pictures that move.

A run keeps the vectors of some words every thousand iterations: those of the plot, those that a student has named, and
the 500 most frequent. That is little (some 500 words at 41 moments: 1.7 MB) and enough to watch them go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, repr=False)
class Trajectory:
    """The vectors of m words at n moments of a run.

    words           the m words
    iterations (n,) when: how many iterations had been made, ascending; 0 is the starting point
    center, outside (n, m, d), float32
    """

    words: tuple[str, ...]
    iterations: np.ndarray
    center: np.ndarray
    outside: np.ndarray

    def __post_init__(self) -> None:
        """Raise ValueError if the parts do not belong together."""
        n, m = len(self.iterations), len(self.words)
        if self.center.ndim != 3 or self.center.shape != self.outside.shape or self.center.shape[:2] != (n, m):
            raise ValueError(
                f"{m} words at {n} moments need centre and outside vectors of shape ({n}, {m}, d);"
                f" got {self.center.shape} and {self.outside.shape}"
            )
        if not (np.diff(self.iterations) > 0).all():
            raise ValueError("the moments of a trajectory come in ascending order, each once")

    def __repr__(self) -> str:
        """What it is, in a line."""
        n, m, d = self.center.shape
        return f"Trajectory({m:,} words, {d} dimensions, {n} moments)"

    def of(self, words: Sequence[str]) -> Trajectory:
        """The same for some of its words, in the given order. Raises KeyError for another word."""
        place = {word: index for index, word in enumerate(self.words)}
        rows = [place[word] for word in words]
        return Trajectory(tuple(words), self.iterations, self.center[:, rows], self.outside[:, rows])
