"""Numeric gradients by central differences: the independent measure that every gradient check rests on."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""The type of every vector and matrix in the notebooks."""

STEP = 1e-4
"""Half the distance between the two evaluations; notebook 0 shows why neither larger nor smaller is better."""

TOLERANCE = 1e-5
"""Largest accepted |numeric − theirs| / max(1, |numeric|, |theirs|), as in the handout's gradient check."""


def gradient(loss: Callable[[np.ndarray], float], x: np.ndarray, step: float = STEP) -> np.ndarray:
    """∂loss/∂x for a scalar loss, entry by entry: (loss(x + h) − loss(x − h)) / 2h.

    The result has the shape of `x`, which is left as it was. The error is of order h² (truncation) plus
    1e-16 / h (rounding).
    """
    x = np.array(x, dtype=float)
    result = np.empty_like(x)
    for at in np.ndindex(x.shape):
        here = x[at]
        x[at] = here + step
        above = loss(x)
        x[at] = here - step
        below = loss(x)
        x[at] = here
        result[at] = (above - below) / (2 * step)
    return result


def relative_error(numeric: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """|numeric − theirs| / max(1, |numeric|, |theirs|), entry by entry; the two have one shape."""
    scale = np.maximum(1, np.maximum(np.abs(numeric), np.abs(theirs)))
    # Infinity over infinity is not a number, which agrees with nothing: just what is wanted, and no warning is due.
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(numeric - theirs) / scale)


def agree(numeric: np.ndarray, theirs: np.ndarray, tolerance: float = TOLERANCE) -> bool:
    """Whether two arrays have one shape and agree within `tolerance` everywhere."""
    return numeric.shape == theirs.shape and bool(np.all(relative_error(numeric, theirs) <= tolerance))
