"""The negative-sampling step once more, compiled by numba: used by the fast lane where numba is installed.

Compiling takes a few seconds the first time; the result is kept for later runs.
"""

from __future__ import annotations

import math

import numpy as np

from word2vec_lab.answering import refuse_answers
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
    size = len(center)
    rate = step / size
    update = np.empty((len(outside), 1 + K), parameters.dtype)
    for_v = np.zeros((size, d), parameters.dtype)
    loss = 0.0
    # First all gradients, at parameters that do not change meanwhile; then all updates.
    p = 0
    for sample in range(size):
        v, sum_for_v = parameters[center[sample]], for_v[sample]
        for _ in range(pairs[sample]):
            # log(1 + a) + log(1 + b) + … as the logarithm of a product: one logarithm a pair.
            product = 1.0
            for k in range(1 + K):
                u = parameters[V + (outside[p] if k == 0 else negatives[p, k - 1])]
                margin = 0.0
                for j in range(d):
                    margin += u[j] * v[j]
                sign = 1.0 if k == 0 else -1.0
                margin *= sign
                small = math.exp(-abs(margin))
                loss -= min(margin, 0.0)
                product *= 1.0 + small
                if product > LARGE:
                    loss += math.log(product)
                    product = 1.0
                along = sign * rate * (1.0 if margin < 0 else small) / (1.0 + small)
                update[p, k] = along
                for j in range(d):
                    sum_for_v[j] += along * u[j]
            loss += math.log(product)
            p += 1
    p = 0
    for sample in range(size):
        v = parameters[center[sample]]
        for _ in range(pairs[sample]):
            for k in range(1 + K):
                u = parameters[V + (outside[p] if k == 0 else negatives[p, k - 1])]
                for j in range(d):
                    u[j] += update[p, k] * v[j]
            p += 1
    for sample in range(size):
        v = parameters[center[sample]]
        for j in range(d):
            v[j] += for_v[sample, j]
    return loss / size


if available:
    # Sums may be taken in another order, so that the processor adds several terms at once.
    _step = numba.njit(cache=True, error_model="numpy", fastmath={"reassoc", "contract", "nsz"})(_step)
