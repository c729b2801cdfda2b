"""Numeric gradients by central differences: the independent measure that every gradient check rests on."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from word2vec_lab.expecting import UnexpectedValueError, expecting
from word2vec_lab.measure import differences
from word2vec_lab.measure.guard import refuse_answers

Array = NDArray[np.float64]
"""The type of every vector and matrix in the notebooks."""

STEP = 1e-4
"""Half the distance between the two evaluations; notebook 0 shows why neither larger nor smaller is better."""

TOLERANCE = 1e-5
"""Largest accepted |numeric − theirs| / max(1, |numeric|, |theirs|), as in the assignment's gradient check."""


def gradient(loss: Callable[[np.ndarray], float], x: np.ndarray, step: float = STEP) -> np.ndarray:
    """∂loss/∂x for a scalar loss, entry by entry: (loss(x + h) − loss(x − h)) / 2h.

    The result has the shape of `x`, which is left as it was. The error is of order h² (truncation) plus
    1e-16 / h (rounding). Inside of an answer that is being checked it raises `MeasuredError`.

    >>> gradient(lambda x: float((x**2).sum()), np.array([3.0, -1.0])).round(6)
    array([ 6., -2.])
    """
    refuse_answers("numeric.gradient")
    try:
        x = np.array(x, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise UnexpectedValueError(f"gradient expects numbers to measure at, not {x!r:.60}.") from None
    if not callable(loss):
        raise UnexpectedValueError(f"gradient expects a function of x first, not {loss!r:.60}.")

    def number(x: np.ndarray) -> float:
        value = loss(x)
        try:
            return float(value + 0.0)  # a text is no number, though float would read one out of it
        except (TypeError, ValueError):
            raise UnexpectedValueError(f"gradient expects a function that gives a number, not {value!r:.60}.") from None

    return differences.central(number, x, step)


def relative_error(numeric: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """|numeric − theirs| / max(1, |numeric|, |theirs|), entry by entry; the two have one shape."""
    scale = np.maximum(1, np.maximum(np.abs(numeric), np.abs(theirs)))
    # Infinity over infinity is not a number, which agrees with nothing: just what is wanted, and no warning is due.
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(numeric - theirs) / scale)


def agree(numeric: np.ndarray, theirs: np.ndarray, tolerance: float = TOLERANCE) -> bool:
    """Whether two arrays have one shape and agree within `tolerance` everywhere."""
    return numeric.shape == theirs.shape and bool(np.all(relative_error(numeric, theirs) <= tolerance))


@expecting("a function that gives a value and a gradient, and numbers to start from")
def gradcheck(f: Callable[[np.ndarray], tuple[float, np.ndarray]], x: np.ndarray) -> bool:
    """Hold the gradient that `f` returns against central differences of the loss that `f` returns; say what was found.

    `f(x)` gives a loss and a gradient in the shape of `x`. Prints one line, and returns whether they agree. It cannot
    see a mistake that loss and gradient share.

    >>> gradcheck(lambda x: (float((x**3).sum()), 3 * x**2), np.array([1.0, -2.0]))
    Gradient check passed.
    True
    >>> gradcheck(lambda x: (float((x**3).sum()), 3 * x), np.array([1.0, -2.0]))
    Gradient check failed at entry [1]: measured 12.000000, yours -6.000000.
    False
    """
    theirs = np.asarray(f(np.array(x, dtype=float))[1], dtype=float)
    measured = gradient(lambda z: float(f(z)[0]), x)
    if theirs.shape != measured.shape:
        print(f"Gradient check failed: the gradient has the shape {theirs.shape}, x has {measured.shape}.")
        return False
    error = relative_error(measured, theirs)
    at = np.unravel_index(int(np.argmax(error)), error.shape)
    where = ", ".join(str(int(i)) for i in at)
    if bool(np.all(error <= TOLERANCE)):
        print("Gradient check passed.")
        return True
    print(f"Gradient check failed at entry [{where}]: measured {measured[at]:.6f}, yours {theirs[at]:.6f}.")
    return False
