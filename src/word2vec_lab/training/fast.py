"""One iteration of minibatch SGD over all pairs of a batch at once, in NumPy.

The mathematics is that of the student's functions: the gradients of a batch's mean loss, all taken at the same
parameters, then one update. Only the loops over samples, pairs and negatives are gone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from word2vec_lab.training.draws import Batch
from word2vec_lab.training.settings import Settings

Step = Callable[[np.ndarray, Batch, float], float]
"""Changes the parameters (2V, d), centre vectors above outside vectors, in place, and gives the batch's mean loss."""


def step_for(settings: Settings, compiled: bool) -> Step:
    """The step of the settings' loss, compiled if that is wished and numba is installed."""
    if settings.loss == "naive-softmax":
        return naive_softmax_step
    if compiled:
        from word2vec_lab.training import compiled as machine_code

        if machine_code.available:
            return machine_code.negative_sampling_step
    return negative_sampling_step


def negative_sampling_step(parameters: np.ndarray, batch: Batch, step: float) -> float:
    """One step with the negative-sampling loss: −log σ(uₒᵀv) − Σ log σ(−uₖᵀv) for each pair (Mikolov 2013, eq. 4)."""
    V, d = len(parameters) // 2, parameters.shape[1]
    size = len(batch.center)
    columns = 1 + batch.negatives.shape[1]
    rows = np.empty((len(batch.outside), columns), dtype=np.int64)
    rows[:, 0] = batch.outside
    rows[:, 1:] = batch.negatives
    rows += V
    flat_rows = rows.reshape(-1)
    centers = batch.center.repeat(batch.pairs)

    v = parameters.take(centers, axis=0)
    u = parameters.take(flat_rows, axis=0).reshape(-1, columns, d)
    margins = np.einsum("pkd,pd->pk", u, v)
    margins[:, 1:] *= -1
    # log σ(m) = min(m, 0) − log(1 + e^−|m|), which never overflows; and 1 − σ(m) is what pulls and pushes.
    small = np.exp(-np.abs(margins))
    loss = (np.log1p(small).sum() - np.minimum(margins, 0).sum()) / size
    pull = np.where(margins < 0, 1, small)
    pull /= 1 + small
    pull *= step / size
    pull[:, 1:] *= -1

    for_v = np.einsum("pk,pkd->pd", pull, u)
    for_u = pull[:, :, np.newaxis] * v[:, np.newaxis, :]
    _add_rows(parameters, flat_rows, for_u.reshape(-1, d))
    _add_rows(parameters, centers, for_v)
    return float(loss)


def naive_softmax_step(parameters: np.ndarray, batch: Batch, step: float) -> float:
    """One step with the naive-softmax loss, −log ŷₒ for each pair: one softmax a sample serves all its pairs."""
    V = len(parameters) // 2
    center, outside = parameters[:V], parameters[V:]
    size = len(batch.center)
    sample = np.arange(size).repeat(batch.pairs)

    v = center.take(batch.center, axis=0)
    scores = v @ outside.T
    scores -= scores.max(axis=1, keepdims=True)
    observed = scores[sample, batch.outside].sum()
    np.exp(scores, out=scores)
    totals = scores.sum(axis=1, keepdims=True)
    loss = (np.log(totals[:, 0]) @ batch.pairs - observed) / size
    # From here on `scores` is the gradient for the scores, times the step: pairs · ŷ − y.
    scores *= batch.pairs[:, np.newaxis] * (step / size) / totals
    np.subtract.at(scores, (sample, batch.outside), parameters.dtype.type(step / size))
    for_v = scores @ outside
    outside -= scores.T @ v
    _add_rows(parameters, batch.center, -for_v)
    return float(loss)


def _add_rows(matrix: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """Add `values` (n, d) to the matrix's `rows` (n,), as often as a row is named.

    As one flat `add.at` that is several times as fast as by rows, and two numbers at a time, as one complex number,
    faster still.
    """
    d = matrix.shape[1]
    flat, added = matrix.reshape(-1), np.ascontiguousarray(values).reshape(-1)
    if d % 2 == 0:
        pair = np.result_type(matrix.dtype, np.complex64)
        flat, added, d = flat.view(pair), added.view(pair), d // 2
    np.add.at(flat, (rows[:, np.newaxis] * d + np.arange(d)).reshape(-1), added)
