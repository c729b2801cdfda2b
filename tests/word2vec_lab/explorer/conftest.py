"""Vectors to explore: a vocabulary of 300 words in which the counts and the directions differ, with checkpoints."""

from __future__ import annotations

import numpy as np
import pytest

from word2vec_lab import explorer
from word2vec_lab.vectors import projection
from word2vec_lab.vectors.trajectory import Trajectory

N, D, MOMENTS = 300, 5, 7


def made(seed: int = 1, name: str = "") -> explorer.Vectors:
    """A run made up: the handout's words and others, whose vectors grow from nearly nothing to what they are."""
    rng = np.random.default_rng(seed)
    words = (*projection.WORDS, *(f"word{k}" for k in range(N - len(projection.WORDS))))
    counts = rng.integers(1, 5000, N)
    frequency = np.log(counts)[:, np.newaxis] * rng.normal(size=D)
    center, outside = rng.normal(size=(2, N, D)) + 0.4 * frequency + 3
    shares = np.linspace(0.01, 1, MOMENTS)[:, np.newaxis, np.newaxis]
    m = len(projection.WORDS)
    noise = rng.normal(size=(MOMENTS, m, D)) * (1 - shares)
    path = Trajectory(
        projection.WORDS,
        1000 * np.arange(MOMENTS),
        (shares * center[:m] + noise).astype(np.float32),
        (shares * outside[:m] + noise).astype(np.float32),
    )
    curve = (100.0 * np.arange(1, 61), np.linspace(22, 10, 60))
    return explorer.Vectors(words, center, outside, counts, path, curve, name)


@pytest.fixture(scope="session")
def run() -> explorer.Vectors:
    """A run with everything there is."""
    return made()
