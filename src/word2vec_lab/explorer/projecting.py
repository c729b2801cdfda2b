"""From vectors to points in a plane, under the explorer's settings; `scene.js` does the same in the page.

The axes are those of the end of the training and stay. At every moment the mean of the words shown is in the middle, so
the frame never moves while the words do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.vectors import projection

NEIGHBOURS, ANSWERS = 10, 5


@dataclass(frozen=True)
class Projected:
    """Where the words of some settings are: `points` (n, 2), and the share of the variance along each axis.

    `signs` are −1 where an axis has been turned round.
    """

    words: tuple[str, ...]
    points: np.ndarray
    shares: tuple[float, float]
    signs: tuple[float, float] = (1, 1)


def project(run: Vectors, settings: Settings) -> Projected:
    """Coordinates of the words shown, those that the run has. An axis that does not exist gives zeros."""
    words, rows = _shown(run, settings)
    everything = _prepared(run.of_kind(settings.kind), settings)
    axes, shares = _axes(run, settings, everything, rows)
    last = 0 if run.trajectory is None else len(run.trajectory.iterations) - 1
    now = everything[rows]
    if settings.moment is not None and settings.moment < last:
        now = _prepared(run.at(settings.moment, settings.kind), settings)[rows]
    feature = _feature(run, settings)
    points = _centred(now, None if feature is None else feature[rows]) @ axes
    return Projected(words, points, (float(shares[0]), float(shares[1])))


def project_all(run: Vectors, settings: Settings) -> np.ndarray:
    """Coordinates (V, 2) of the whole vocabulary at the end of the training, around the words shown."""
    _, rows = _shown(run, settings)
    everything = _prepared(run.of_kind(settings.kind), settings)
    axes, _ = _axes(run, settings, everything, rows)
    feature = _feature(run, settings)
    centred = everything - everything[rows].mean(axis=0)
    if feature is not None and np.ptp(feature[rows]) > 0:
        # The line is that of the words shown; all others are measured by it.
        chosen = feature[rows] - feature[rows].mean()
        slope = chosen @ centred[rows] / (chosen @ chosen)
        centred = centred - np.outer(feature - feature[rows].mean(), slope)
    return np.asarray(centred @ axes)


def _shown(run: Vectors, settings: Settings) -> tuple[tuple[str, ...], np.ndarray]:
    known = set(run.words)
    words = tuple(word for word in settings.words if word in known)
    return words, run.rows_of(words)


def _feature(run: Vectors, settings: Settings) -> np.ndarray | None:
    return np.log(run.counts) if settings.without_frequency and run.counts is not None else None


def _axes(run: Vectors, settings: Settings, everything: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two axes that are drawn, as columns, and their shares of the variance."""
    feature = _feature(run, settings)
    if settings.axes_of == "shown":
        everything, feature = everything[rows], None if feature is None else feature[rows]
    axes, shares = projection.axes(_centred(everything, feature))
    # One-dimensional vectors have no second axis.
    missing = max(0, 2 - len(shares))
    chosen = list(settings.components)
    return np.pad(axes, ((0, 0), (0, missing)))[:, chosen], np.pad(shares, (0, missing))[chosen]


def nearest(run: Vectors, settings: Settings, word: str, k: int = NEIGHBOURS) -> list[tuple[str, float]]:
    """The k words with the largest cosine to `word`, best first, over the whole vocabulary, by brute force."""
    [row] = run.rows_of([word])
    matrix = run.of_kind(settings.kind)
    return _best(run, matrix, matrix[row], (row,), k)


def answers(run: Vectors, settings: Settings) -> list[tuple[str, float]]:
    """The five words nearest to a − b + c by cosine; the three words themselves are left out."""
    a, b, c = rows = run.rows_of(settings.analogy)
    matrix = run.of_kind(settings.kind)
    used = _prepared(matrix, settings)
    return _best(run, matrix, used[a] - used[b] + used[c], tuple(rows), ANSWERS)


def _best(
    run: Vectors, matrix: np.ndarray, target: np.ndarray, left_out: tuple[int, ...], k: int
) -> list[tuple[str, float]]:
    length = float(np.linalg.norm(target))
    if length == 0:
        return []
    sizes = np.linalg.norm(matrix, axis=1)
    cosines = (matrix @ target) / np.where(sizes > 0, sizes * length, 1)
    # A vector of zeros has no direction, so it is nobody's neighbour.
    cosines[sizes == 0] = -np.inf
    cosines[list(left_out)] = -np.inf
    order = np.argsort(-cosines, kind="stable")[:k]
    return [(run.words[row], float(cosines[row])) for row in order if np.isfinite(cosines[row])]


def _prepared(matrix: np.ndarray, settings: Settings) -> np.ndarray:
    return projection.normalised(matrix) if settings.unit_length else matrix


def _centred(rows: np.ndarray, feature: np.ndarray | None) -> np.ndarray:
    if feature is not None and np.ptp(feature) > 0:
        return projection.without(rows, feature)
    return np.asarray(rows - rows.mean(axis=0))
