"""Makes vectors fit into the page and the saved notebook, and says beforehand how large they are and what is left out.

The page holds every number that it is sent, and a notebook that is saved holds it once more. So a plot has a size, in
megabytes, that it does not exceed unless somebody allows more. What is too large keeps fewer bits a number; where eight
are too many, still, the plot takes fewer words: the most frequent, or the first, and those that it was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.vectors import compact
from word2vec_lab.vectors.trajectory import Trajectory

MEGABYTES = 8.0
"""A plot's data is no larger, unless it is allowed."""
TOLD_FROM = 2.0
"""Megabytes from which on the size is told: the assignment's own runs have less."""
EXACT = 24
BITS = (16, 12, 10, 8)
SAMPLE = 100
MOMENTS = 101
"""More moments of a training than a slider has places for are thinned out."""


def fitted(run: Vectors, megabytes: float, needed: Iterable[str]) -> tuple[Vectors, str]:
    """The vectors as the plot takes them, and a sentence about their size, if there is something to say.

    Words that are `needed` stay, whatever else is left out.
    """
    run = replace(run, trajectory=_thinned(run.trajectory)) if run.trajectory is not None else run
    n, d = run.center.shape
    width = d if run.outside is None else 2 * d
    each = 12 + len("".join(run.words).encode()) / n
    own = max(_bits(matrix) for matrix in (run.center, run.outside) if matrix is not None)
    for bits in (own, *(fewer for fewer in BITS if fewer < own)):
        most = int(megabytes * 1e6 / (width * bits / 8 + each))
        if most >= n:
            break
    size = n * (width * own / 8 + each) / 1e6
    if most >= n and bits == own:
        return run, f"The plot's data is {size:.1f} MB, and so much larger is a saved notebook." * (size > TOLD_FROM)
    name = f"{run.name}: " if run.name else ""
    what = (
        f"{name}{n:,} words of {width} numbers are {size:,.0f} MB in the page, and in a saved notebook. The plot shows"
    )
    for_all = f"Every digit: Explorer(…, megabytes={int(size) + 1})"
    if most < n:
        for_all = f"All words: Explorer(…, megabytes={int(n * (width * bits / 8 + each) / 1e6) + 1})"
        run = run.part(_chosen(run, max(most, 1), needed))
        which = "first" if run.counts is None else "most frequent"
        what += f" the {len(run.words):,} {which} words,"
    run = replace(
        run,
        center=compact.rounded(run.center, bits),
        outside=None if run.outside is None else compact.rounded(run.outside, bits),
    )
    return run, f"{what} each number to {bits} bits: {min(size, megabytes):.1f} MB. {for_all}."


def _bits(matrix: np.ndarray) -> int:
    """How many bits a number has: fewer than 24 where the vectors were rounded before. Mostly a few rows tell."""
    for part in (matrix[:SAMPLE], matrix):
        used = int(np.bitwise_or.reduce(compact.split(part)[0], axis=None))
        bits = EXACT - (used & -used).bit_length() + 1 if used else BITS[-1]
        if bits == EXACT:
            break
    return bits


def _chosen(run: Vectors, most: int, needed: Iterable[str]) -> list[str]:
    """The words to show, in the order of the vocabulary."""
    known = set(run.words)
    kept = {word for word in needed if word in known}
    order = range(len(run.words)) if run.counts is None else (-run.counts).argsort(kind="stable").tolist()
    for row in order:
        if len(kept) >= most:
            break
        kept.add(run.words[row])
    return [word for word in run.words if word in kept]


def _thinned(path: Trajectory) -> Trajectory:
    n = len(path.iterations)
    if n <= MOMENTS:
        return path
    rows = np.unique(np.linspace(0, n - 1, MOMENTS).round().astype(int))
    return Trajectory(path.words, path.iterations[rows], path.center[rows], path.outside[rows])
