"""From vectors to points in a plane, under the explorer's settings; `scene.js` does the same in the page.

The axes are those of the end of the training and stay. At every moment the mean of the words shown is in the middle, so
the frame never moves while the words do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.vectors import likeness, projection

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
    return np.asarray(_as_shown(everything, rows, _feature(run, settings)) @ axes)


def project_followed(run: Vectors, settings: Settings) -> np.ndarray:
    """Coordinates (m, 2) of the trajectory's words at the moment of the settings, around those that are shown.

    Of the whole vocabulary only these are known at that moment.
    """
    if run.trajectory is None:
        return np.zeros((0, 2))
    _, rows = _shown(run, settings)
    axes, _ = _axes(run, settings, _prepared(run.of_kind(settings.kind), settings), rows)
    moment = len(run.trajectory.iterations) - 1.0 if settings.moment is None else settings.moment
    now = _prepared(run.at(moment, settings.kind), settings)
    return np.asarray(_as_shown(now, rows, _feature(run, settings))[run.rows_of(run.trajectory.words)] @ axes)


def _as_shown(everything: np.ndarray, rows: np.ndarray, feature: np.ndarray | None) -> np.ndarray:
    """All rows around the mean of the words shown, without what a line in the feature explains of these."""
    centred = everything - everything[rows].mean(axis=0)
    if feature is None or np.ptp(feature[rows]) == 0:
        return np.asarray(centred)
    # The line is that of the words shown; all others are measured by it.
    chosen = feature[rows] - feature[rows].mean()
    slope = chosen @ centred[rows] / (chosen @ chosen)
    return np.asarray(centred - np.outer(feature - feature[rows].mean(), slope))


def _shown(run: Vectors, settings: Settings) -> tuple[tuple[str, ...], np.ndarray]:
    known = set(run.words)
    words = tuple(word for word in settings.words if word in known)
    return words, run.rows_of(words)


def _feature(run: Vectors, settings: Settings) -> np.ndarray | None:
    return np.log(run.counts) if settings.without_frequency and run.counts is not None else None


def whole_axes(run: Vectors, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The axes of the whole vocabulary, as columns, and each one's share of the variance."""
    return projection.axes(_centred(_prepared(run.of_kind(settings.kind), settings), _feature(run, settings)))


def _axes(run: Vectors, settings: Settings, everything: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two axes that are drawn, as columns, and their shares of the variance."""
    feature = _feature(run, settings)
    if settings.axes_of == "all":
        axes, shares = whole_axes(run, settings)
    else:
        axes, shares = projection.axes(_centred(everything[rows], None if feature is None else feature[rows]))
    # One-dimensional vectors have no second axis, and few words span few axes.
    chosen = list(settings.components)
    missing = max(0, max(chosen) + 1 - len(shares))
    axes, shares = np.pad(axes, ((0, 0), (0, missing)))[:, chosen], np.pad(shares, (0, missing))[chosen]
    for k, words in enumerate((settings.across, settings.up)):
        if words:
            shown = _as_shown(everything, rows, feature)
            start, end = shown[run.rows_of(words)]
            axes[:, k] = likeness.between(start, end)
            total = (shown[rows] ** 2).sum()
            shares[k] = ((shown[rows] @ axes[:, k]) ** 2).sum() / total if total > 0 else 0
    return axes, shares


def nearest(run: Vectors, settings: Settings, word: str, k: int = NEIGHBOURS) -> list[tuple[str, float]]:
    """The k words with the largest cosine to `word`, best first, over the whole vocabulary, by brute force."""
    [row] = run.rows_of([word])
    matrix, nowhere = _compared(run, settings)
    if row in nowhere:
        return []
    return _named(run, likeness.nearest(matrix, matrix[row], k, {row, *nowhere}))


def answers(run: Vectors, settings: Settings) -> list[tuple[str, float]]:
    """The five words nearest to a − b + c by cosine; the three words themselves are left out."""
    matrix, nowhere = _compared(run, settings)
    a, b, c = rows = [int(row) for row in run.rows_of(settings.analogy)]
    target = likeness.analogy(matrix, a, b, c, settings.unit_length)
    return _named(run, likeness.nearest(matrix, target, ANSWERS, {*rows, *nowhere}))


def rank_of_expected(run: Vectors, settings: Settings) -> tuple[int, int] | None:
    """Which place the expected word has among the answers, and of how many; None without one, or without a place."""
    if not settings.expected or settings.expected not in run.words:
        return None
    matrix, nowhere = _compared(run, settings)
    a, b, c = rows = [int(row) for row in run.rows_of(settings.analogy)]
    target = likeness.analogy(matrix, a, b, c, settings.unit_length)
    return likeness.rank(matrix, target, int(run.rows_of([settings.expected])[0]), {*rows, *nowhere})


def _compared(run: Vectors, settings: Settings) -> tuple[np.ndarray, list[int]]:
    """The vectors that are compared, and the rows of zeros: these have no direction, and are nobody's neighbours."""
    matrix = run.of_kind(settings.kind)
    nowhere = np.flatnonzero(~matrix.any(axis=1)).tolist()
    return likeness.centred(matrix) if settings.without_mean else matrix, nowhere


def _named(run: Vectors, found: list[tuple[int, float]]) -> list[tuple[str, float]]:
    return [(run.words[row], cosine) for row, cosine in found]


def _prepared(matrix: np.ndarray, settings: Settings) -> np.ndarray:
    return projection.normalised(matrix) if settings.unit_length else matrix


def _centred(rows: np.ndarray, feature: np.ndarray | None) -> np.ndarray:
    if feature is not None and np.ptp(feature) > 0:
        return projection.without(rows, feature)
    return np.asarray(rows - rows.mean(axis=0))
