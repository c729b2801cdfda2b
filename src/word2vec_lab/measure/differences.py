"""The course's own differencing. Grading keeps this module out of the process in which a student's code runs."""

from collections.abc import Callable

import numpy as np

from word2vec_lab.measure.guard import refuse_answers


def central(loss: Callable[[np.ndarray], float], x: np.ndarray, step: float) -> np.ndarray:
    """∂loss/∂x, entry by entry: (loss(x + h) − loss(x − h)) / 2h; `x` is left as it was."""
    refuse_answers("numeric.gradient")
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
