"""Vectors in few bytes: for the runs that the course ships, and for a plot that stays in a saved notebook.

A word's neighbours must be those of the brute-force answer, and among twenty thousand words two cosines may differ only
in the ninth digit. So a row keeps 24 bits a number, as many as float32 has, and one exponent for all its numbers where
float32 spends eight bits on each. Numbers that were rounded before end in zeros, and take less. The highest bytes are
alike along a row in one run, down a column in another: they are written in the order that zlib can make more of.

The way of a word through the training is for the eye: it keeps its place to a percent or two of how far the words lie
apart, and what is written is how far it has moved since the last checkpoint. What the words differ in most is turned
onto the first axis, by a mirror, which leaves the other numbers small: zlib takes their zeros away. Distances and
angles stay what they are in a mirror.

`maths.js` reads both.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

FINE = 20
"""Steps of a way for each unit that a number of the words' vectors varies by (its root mean square), at the end."""

SAMPLE = 2000
"""So many rows tell which order of the numbers zlib can make more of."""


@dataclass(frozen=True)
class Rows:
    """A matrix (n, d): integers of 24 bits in three planes of bytes, low to high, and a power of two for each row.

    The integers stand row after row or, `down`, column after column.
    """

    planes: np.ndarray
    exponents: np.ndarray
    down: bool


@dataclass(frozen=True)
class Way:
    """The vectors (n, m, d) of m words at n moments.

    Each moment's mean (n, d) is apart. What is left is mirrored and counted in steps; the first moment's count and then
    the differences, word by word and number by number, are integers of 16 bits in two planes of bytes. The mirror is
    given by the unit vector that stands on it, or by zeros for none.
    """

    means: np.ndarray
    planes: np.ndarray
    step: float
    normal: np.ndarray


def rows(matrix: np.ndarray) -> Rows:
    """A matrix of finite numbers, with 24 bits a number."""
    whole, exponents = split(matrix)
    some = whole[:: max(1, len(whole) // SAMPLE)]
    along, down = (len(zlib.compress(_planes(part)[2].tobytes(), 1)) for part in (some, some.T))
    return Rows(_planes(whole.T if down < along else whole), exponents.astype("<i2"), down < along)


def _planes(whole: np.ndarray) -> np.ndarray:
    each = np.ascontiguousarray(whole, dtype="<i4").reshape(-1, 1).view(np.uint8)
    return np.ascontiguousarray(each[:, :3].T)


def matrix_of(packed: Rows) -> np.ndarray:
    """The matrix that was given to `rows`, to 24 bits."""
    low, middle, high = packed.planes.astype(np.int32)
    whole = (low | middle << 8 | high << 16) << 8 >> 8
    n = len(packed.exponents)
    whole = whole.reshape(-1, n).T if packed.down else whole.reshape(n, -1)
    return np.asarray(np.ldexp(whole.astype(float), packed.exponents[:, np.newaxis].astype(int)))


def split(matrix: np.ndarray, bits: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Each row as integers of so many bits and one exponent: `matrix` is about `whole * 2.0 ** exponents[:, None]`."""
    largest = np.abs(matrix).max(axis=1)
    _, power = np.frexp(largest)
    # Numbers below 2^-126 are nothing to the page, which counts in float32.
    exponents = np.maximum(power - (bits - 1), -149)
    whole = np.rint(np.ldexp(matrix, -exponents[:, np.newaxis]))
    return np.clip(whole, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int32), exponents


def rounded(matrix: np.ndarray, bits: int) -> np.ndarray:
    """The matrix with so many bits a number: the largest of a row decides what a bit of that row is worth.

    >>> rounded(np.array([[1.0, 0.3], [100.0, 30.0]]), 4).tolist()
    [[1.0, 0.25], [96.0, 32.0]]
    """
    whole, exponents = split(matrix, bits)
    return np.asarray(np.ldexp(whole.astype(float), exponents[:, np.newaxis]))


def way(vectors: np.ndarray) -> Way:
    """The vectors (n, m, d) of words at moments, for the eye."""
    means = vectors.mean(axis=1, dtype=float).astype("<f4")
    apart = vectors - means[:, np.newaxis].astype(float)
    _, _, directions = np.linalg.svd(apart[-1], full_matrices=False)
    normal = _normal(directions[0])
    apart = _mirrored(apart, normal)
    finest = np.abs(apart).max() / 2**14
    step = float(max(np.sqrt((apart[-1] ** 2).mean()) / FINE, finest)) or 1.0
    counts = np.rint(apart / step).astype("<i2")
    # Differences wrap around, as the sums do that take them back.
    counts[1:] -= counts[:-1].copy()
    pairs = np.ascontiguousarray(counts.transpose(1, 2, 0)).view(np.uint8).reshape(-1, 2)
    return Way(means, np.ascontiguousarray(pairs.T), step, normal)


def vectors_of(packed: Way) -> np.ndarray:
    """The vectors (n, m, d), float32, that were given to `way`, nearly."""
    n, d = packed.means.shape
    counts = np.ascontiguousarray(packed.planes.T).view("<i2").reshape(-1, d, n).cumsum(axis=2, dtype=np.int16)
    apart = _mirrored(packed.step * counts.transpose(2, 0, 1), packed.normal)
    return np.asarray(apart + packed.means[:, np.newaxis], dtype=np.float32)


def _normal(direction: np.ndarray) -> np.ndarray:
    """The unit vector that stands on the mirror between a direction and the first axis."""
    length = float(np.linalg.norm(direction))
    if length == 0:
        return np.zeros(len(direction), dtype=np.float32)
    normal = direction / length
    # The axis or its opposite, whichever is farther: the difference is then not of two numbers that are almost equal.
    normal[0] += 1 if normal[0] >= 0 else -1
    return (normal / np.linalg.norm(normal)).astype(np.float32)


def _mirrored(vectors: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """The vectors in the mirror; once more, and they are back."""
    exact = normal.astype(float)
    square = float(exact @ exact)
    if square == 0:
        return np.asarray(vectors, dtype=float)
    return np.asarray(vectors - (2 / square) * (vectors @ exact)[..., np.newaxis] * exact)
