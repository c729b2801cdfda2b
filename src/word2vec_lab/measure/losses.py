"""The assignment's losses, as values only: what the checks difference numerically.

Word vectors are rows here, as in the starter code. There is no gradient in this file, and none is needed: a
gradient is judged by how the loss really changes. They are not for answers: while one is checked, they raise
`MeasuredError`.
"""

from collections.abc import Sequence

import numpy as np

from word2vec_lab.measure.guard import refuse_answers


def scores(center: np.ndarray, outside_vectors: np.ndarray) -> np.ndarray:
    """The dot product of every outside vector with the centre vector: (V, d) and (d,) give (V,)."""
    return np.asarray(outside_vectors @ center)


def log_sum_exp(values: np.ndarray) -> float:
    """Log Σ exp(values), with the largest value taken out first so that nothing overflows."""
    top = values.max()
    return float(top + np.log(np.exp(values - top).sum()))


def naive_softmax(center: np.ndarray, outside_idx: int, outside_vectors: np.ndarray) -> float:
    """J = −log P(O = o | C = c), equations (1) and (2) of the assignment.

    `center` is (d,), `outside_idx` the row o of `outside_vectors`, which is (V, d). The result is in nats.
    """
    refuse_answers("losses.naive_softmax")
    z = scores(center, outside_vectors)
    return log_sum_exp(z) - float(z[outside_idx])


def log_sigmoid(x: np.ndarray) -> np.ndarray:
    """The logarithm of σ(x), entry by entry, equation (9) of the assignment; finite for every finite x."""
    refuse_answers("losses.log_sigmoid")
    return np.asarray(-np.logaddexp(0, -x))


def neg_sampling(center: np.ndarray, outside_idx: int, outside_vectors: np.ndarray, samples: Sequence[int]) -> float:
    """J = −log σ(u_o · v_c) − Σ log σ(−u_w · v_c), summed over the samples: equations (10) and (11) of the assignment.

    `samples` are rows of `outside_vectors`, (V, d); one that is there twice counts twice. The result is in nats.
    """
    refuse_answers("losses.neg_sampling")
    z = scores(center, outside_vectors)
    return float(-log_sigmoid(z[outside_idx]) - log_sigmoid(-z[np.array(samples, dtype=int)]).sum())
