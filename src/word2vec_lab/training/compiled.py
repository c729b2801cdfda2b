"""The negative-sampling step once more, compiled by numba: used by the fast lane where numba is installed.

Compiling takes a few seconds the first time; the result is kept for later runs.
"""

from __future__ import annotations

import math

import numpy as np

from word2vec_lab.measure.guard import refuse_answers
from word2vec_lab.training.draws import Batch

try:
    import numba

    available = True
except ImportError:
    available = False


LARGE = 1e300


def negative_sampling_step(parameters: np.ndarray, batch: Batch, step: float) -> float:
    """The same as `fast.negative_sampling_step`, equal to rounding. Needs numba."""
    refuse_answers("compiled.negative_sampling_step")
    return float(
        _step(parameters, batch.center, batch.pairs, batch.outside, batch.negatives, parameters.dtype.type(step))
    )


def _step(
    parameters: np.ndarray,
    center: np.ndarray,
    pairs: np.ndarray,
    outside: np.ndarray,
    negatives: np.ndarray,
    step: float,
) -> float:
    V, d = len(parameters) // 2, parameters.shape[1]
    K = negatives.shape[1]
    rate = step / len(center)
    # Unsigned, so that no index has to be looked at for counting from the end.
    centers = np.repeat(center, pairs).astype(np.uint64)
    rows = np.empty((len(outside), 1 + K), np.uint64)
    rows[:, 0] = outside
    rows[:, 1:] = negatives
    rows += np.uint64(V)
    scores = np.empty((len(outside), 1 + K), parameters.dtype)
    for_v = np.zeros((len(outside), d), parameters.dtype)
    # First all gradients, at parameters that do not change meanwhile; then all updates. The loops over numbers of a
    # vector call no function: the processor keeps the vector in its registers.
    for p in range(len(outside)):
        v = parameters[centers[p]]
        for k in range(1 + K):
            u = parameters[rows[p, k]]
            score = u[0] * v[0]
            for j in range(1, d):
                score += u[j] * v[j]
            scores[p, k] = score
    # From here on each score gives way to the update along it.
    update = scores
    loss = 0.0
    for p in range(len(outside)):
        loss -= scores[p, 0]
        # log(1 + a) + log(1 + b) + … as the logarithm of a product: one logarithm a pair.
        product = 1.0
        for k in range(1 + K):
            score = scores[p, k]
            small = math.exp(-abs(score))
            loss += max(score, 0.0)
            product *= 1.0 + small
            if product > LARGE:
                loss += math.log(product)
                product = 1.0
            update[p, k] = -rate * (small if score < 0 else 1.0) / (1.0 + small)
        update[p, 0] += rate
        loss += math.log(product)
    for p in range(len(outside)):
        sum_for_v = for_v[p]
        for k in range(1 + K):
            u = parameters[rows[p, k]]
            for j in range(d):
                sum_for_v[j] += update[p, k] * u[j]
    for p in range(len(outside)):
        v = parameters[centers[p]]
        for k in range(1 + K):
            u = parameters[rows[p, k]]
            for j in range(d):
                u[j] += update[p, k] * v[j]
    for p in range(len(outside)):
        v = parameters[centers[p]]
        for j in range(d):
            v[j] += for_v[p, j]
    return loss / len(center)


if available:
    # Sums may be taken in another order, so that the processor adds several terms at once.
    _step = numba.njit(cache=True, error_model="numpy", fastmath={"reassoc", "contract", "nsz"})(_step)
