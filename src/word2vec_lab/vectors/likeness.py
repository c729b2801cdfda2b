"""Which words are like a word, how well an analogy does, and what lies between two words: plain functions on matrices.

Rows are word vectors, and likeness is the cosine. The vectors of a run nearly all point one way, so that the cosines of
neighbours are near 1 (between 0.9995 and 0.9997 in the assignment's run), and say little. Take the mean out first, with
`centred`: what is left is where the words differ. `explorer/static/maths.js` does the same in the page.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np


def centred(matrix: np.ndarray) -> np.ndarray:
    """The rows without their mean."""
    return np.asarray(matrix - matrix.mean(axis=0))


def cosines_to(matrix: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The cosine of each row to a vector (d,). A row or a target of zeros has no direction, and gives not-a-number.

    >>> cosines_to(np.array([[2.0, 0.0], [0.0, 0.0], [1.0, 1.0]]), np.array([3.0, 0.0])).round(3).tolist()
    [1.0, nan, 0.707]
    """
    sizes = np.linalg.norm(matrix, axis=1) * np.linalg.norm(target)
    products = matrix @ target
    return np.asarray(np.divide(products, sizes, out=np.full(len(matrix), np.nan), where=sizes > 0))


def nearest(matrix: np.ndarray, target: np.ndarray, k: int, left_out: Collection[int] = ()) -> list[tuple[int, float]]:
    """The k rows with the largest cosine to a vector, best first: rows and cosines. Equal ones come in their order.

    >>> nearest(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]), np.array([1.0, 0.0]), k=1, left_out=[0])
    [(1, 0.7071067811865475)]
    """
    cosines = _without(cosines_to(matrix, target), left_out)
    order = np.argsort(-cosines, kind="stable")[:k]
    return [(int(row), float(cosines[row])) for row in order if np.isfinite(cosines[row])]


def rank(matrix: np.ndarray, target: np.ndarray, row: int, left_out: Collection[int] = ()) -> tuple[int, int] | None:
    """Which place a row has among all by cosine to a vector, from 1 on, and of how many; None if it has no cosine.

    Rows that are left out, and those without a direction, have no place. Equal ones share the better place.

    >>> rank(np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]), np.array([1.0, 0.0]), row=2)
    (3, 3)
    """
    cosines = _without(cosines_to(matrix, target), left_out)
    if not np.isfinite(cosines[row]):
        return None
    return int((cosines > cosines[row]).sum()) + 1, int(np.isfinite(cosines).sum())


def analogy(matrix: np.ndarray, a: int, b: int, c: int, unit_length: bool = False) -> np.ndarray:
    """The vector a − b + c of three rows, as they are or, with `unit_length`, each brought to length 1 first."""
    rows = matrix[[a, b, c]]
    if unit_length:
        sizes = np.linalg.norm(rows, axis=1, keepdims=True)
        rows = rows / np.where(sizes > 0, sizes, 1)
    return np.asarray(rows[0] - rows[1] + rows[2])


def between(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The unit vector from one vector to another, an axis made of two words; zeros if they are the same.

    >>> between(np.array([1.0, 1.0]), np.array([1.0, 3.0])).tolist()
    [0.0, 1.0]
    """
    way = np.asarray(end - start, dtype=float)
    length = np.linalg.norm(way)
    return way / length if length > 0 else way


def _without(cosines: np.ndarray, left_out: Collection[int]) -> np.ndarray:
    cosines = np.where(np.isnan(cosines), -np.inf, cosines)
    cosines[list(left_out)] = -np.inf
    return cosines
