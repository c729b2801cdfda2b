"""One iteration of minibatch SGD over all pairs of a batch at once, in NumPy.

The mathematics is that of the student's functions: the gradients of a batch's mean loss, all taken at the same
parameters, then one update. Only the loops over samples, pairs and negatives are gone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from word2vec_lab.measure.guard import refuse_answers
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
    refuse_answers("fast.negative_sampling_step")
    V = len(parameters) // 2
    size = len(batch.center)
    rows = np.empty((len(batch.outside), 1 + batch.negatives.shape[1]), dtype=np.int64)
    rows[:, 0] = batch.outside
    rows[:, 1:] = batch.negatives
    rows += V
    centers = batch.center.repeat(batch.pairs)

    v = parameters.take(centers, axis=0)
    u = parameters.take(rows.reshape(-1), axis=0).reshape(*rows.shape, -1)
    scores = np.einsum("pkd,pd->pk", u, v)
    # log(1 + eˢ) = max(s, 0) + log(1 + e^−|s|), which never overflows; −log σ(s) of the outside word is that minus s.
    loss = (np.log1p(np.exp(-np.abs(scores))).sum() + np.maximum(scores, 0).sum() - scores[:, 0].sum()) / size
    # The update along each score: −step · (σ(s) − y), with y = 1 for the outside word and 0 for the others, and
    # σ(s) = (1 + tanh(s / 2)) / 2.
    update = np.tanh(scores / 2)
    update += 1
    update *= -step / size / 2
    update[:, 0] += step / size

    for_v = np.matmul(update[:, np.newaxis, :], u)[:, 0]
    _add_multiples(parameters, rows, update, v)
    _add_multiples(parameters, centers[:, np.newaxis], None, for_v)
    return float(loss)


def naive_softmax_step(parameters: np.ndarray, batch: Batch, step: float) -> float:
    """One step with the naive-softmax loss, −log ŷₒ for each pair: one softmax a sample serves all its pairs."""
    refuse_answers("fast.naive_softmax_step")
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
    _add_multiples(parameters, batch.center[:, np.newaxis], None, -for_v)
    return float(loss)


def _add_multiples(matrix: np.ndarray, rows: np.ndarray, factors: np.ndarray | None, values: np.ndarray) -> None:
    """Add each of `values` (n, d), times its `factors` (n, k), to its `rows` (n, k) of the matrix, one after the other.

    Column by column: `add.at` is several times as fast on one dimension as on two, and NumPy's loops are long. Two
    columns at a time, as one of complex numbers, where d is even.
    """
    if matrix.shape[1] % 2 == 0:
        pair = np.result_type(matrix.dtype, np.complex64)
        matrix, values = matrix.view(pair), values.view(pair)
    columns = values.T.repeat(rows.shape[1], axis=1)
    if factors is not None:
        columns *= factors.reshape(-1)
    for column, added in zip(matrix.T, columns, strict=True):
        np.add.at(column, rows.reshape(-1), added)
