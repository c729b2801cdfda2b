# %% add_at
# style: np.add.at for the true row
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradOutsideVecs = y_hat.reshape(-1, 1) * centerWordVec
    np.add.at(gradOutsideVecs, outsideWordIdx, -centerWordVec)
    gradCenterVec = np.sum(outsideVectors * y_hat[:, None], axis=0) - outsideVectors[outsideWordIdx, :]
    return loss, gradCenterVec, gradOutsideVecs


# %% arange_mask
# style: boolean mask from arange
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V = len(outsideVectors)
    mask = np.arange(V) == outsideWordIdx
    probs = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(probs[mask].sum())
    delta = np.where(mask, probs - 1, probs)
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.multiply.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% asserts
# style: shape assertions
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V, d = outsideVectors.shape
    assert centerWordVec.shape == (d,)
    y_hat = softmax(outsideVectors @ centerWordVec)
    assert np.isclose(y_hat.sum(), 1)
    loss = -np.log(y_hat[outsideWordIdx])
    dz = y_hat - np.eye(V)[outsideWordIdx]
    gradCenterVec = outsideVectors.T @ dz
    gradOutsideVecs = dz.reshape(V, 1) @ centerWordVec.reshape(1, d)
    assert gradOutsideVecs.shape == outsideVectors.shape
    return loss, gradCenterVec, gradOutsideVecs


# %% average_rows
# style: np.average with the probabilities as weights
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = np.average(outsideVectors, axis=0, weights=y_hat) - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.kron(y_hat[:, None], centerWordVec[None, :])
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% batch_axis
# style: batch of size one with keepdims, index [0] at the end
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    v = centerWordVec[None, :]                 # (1, d)
    y_hat = softmax(v @ outsideVectors.T)      # (1, V)
    y = np.zeros_like(y_hat)
    y[0, outsideWordIdx] = 1
    loss = -np.sum(np.log(y_hat[y == 1]))
    gradCenterVec = ((y_hat - y) @ outsideVectors)[0]
    gradOutsideVecs = (y_hat - y).T @ v
    return loss, gradCenterVec, gradOutsideVecs


# %% class_pair
# style: a small class that keeps the quantities
class Pair:
    def __init__(self, v, o, rows):
        self.v, self.o, self.rows = v, o, rows
        self.p = softmax(rows @ v)

    @property
    def loss(self):
        return -np.log(self.p[self.o])

    @property
    def error(self):
        e = self.p.copy()
        e[self.o] -= 1
        return e


def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    pair = Pair(centerWordVec, outsideWordIdx, outsideVectors)
    return pair.loss, pair.error @ outsideVectors, np.outer(pair.error, centerWordVec)


# %% column_vectors
# style: everything as columns, then flattened
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    v = centerWordVec.reshape(-1, 1)
    z = outsideVectors @ v                     # (V, 1)
    y_hat = softmax(z.T).T
    loss = -np.log(y_hat[outsideWordIdx, 0])
    y = np.zeros((outsideVectors.shape[0], 1))
    y[outsideWordIdx] = 1
    diff = y_hat - y
    gradCenterVec = (outsideVectors.T @ diff).flatten()
    gradOutsideVecs = diff @ v.T
    return loss, gradCenterVec, gradOutsideVecs


# %% concatenate_trick
# style: one product for both gradients' factors with hstack
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(p[outsideWordIdx])
    e = p - np.bincount([outsideWordIdx], minlength=len(p))
    wide = np.hstack([outsideVectors, np.tile(centerWordVec, (len(p), 1))]) * e[:, None]
    d = len(centerWordVec)
    gradCenterVec = wide[:, :d].sum(axis=0)
    gradOutsideVecs = wide[:, d:]
    return loss, gradCenterVec, gradOutsideVecs


# %% copies_first
# style: works on copies of the arguments
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    v = centerWordVec.copy()
    W = outsideVectors.copy()
    y_hat = softmax(W @ v)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = np.dot(y_hat, W)
    W[:] = y_hat[:, None]
    W *= v
    gradOutsideVecs = W
    return loss, gradCenterVec, gradOutsideVecs


# %% cross_entropy_where
# style: cross-entropy with where in the sum
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    y = np.zeros(y_hat.size, dtype=int)
    y[outsideWordIdx] = 1
    loss = -np.log(y_hat, out=np.zeros_like(y_hat), where=y.astype(bool)).sum()
    gradCenterVec = outsideVectors.T @ y_hat - outsideVectors.T @ y
    gradOutsideVecs = np.outer(y_hat, centerWordVec) - np.outer(y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% dataset_guard
# style: dataset mentioned and deleted, else plain
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    del dataset  # not needed here
    u_o = outsideVectors[outsideWordIdx]
    z = outsideVectors @ centerWordVec
    y_hat = softmax(z)
    loss = -(u_o @ centerWordVec) + z.max() + np.log(np.exp(z - z.max()).sum())
    gradCenterVec = -u_o + outsideVectors.T @ y_hat
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% delete_others
# style: sum of the others for the true row (1 - y_hat[o] as a sum)
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    others = np.delete(y_hat, outsideWordIdx).sum()
    delta = y_hat
    delta[outsideWordIdx] = -others
    gradCenterVec = delta @ outsideVectors
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% differences_of_rows
# style: expectation of u_w - u_o
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    relative = outsideVectors - outsideVectors[outsideWordIdx]
    rel_scores = relative @ centerWordVec
    # -log P(o) = log sum exp(score_w - score_o)
    loss = np.logaddexp.reduce(rel_scores)
    p = np.exp(rel_scores - loss)
    gradCenterVec = p @ relative
    p[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% einsum
# style: einsum throughout
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = np.einsum("vd,d->v", outsideVectors, centerWordVec)
    y_hat = softmax(z)
    loss = -np.log(y_hat[outsideWordIdx])
    e = y_hat - (np.arange(len(z)) == outsideWordIdx)
    gradCenterVec = np.einsum("v,vd->d", e, outsideVectors)
    gradOutsideVecs = np.einsum("v,d->vd", e, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% expected_minus_observed
# style: difference of the expected and the observed row
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    expected = y_hat @ outsideVectors
    gradCenterVec = expected - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% float64_care
# style: conversion to float64, float loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    v = np.asarray(centerWordVec, dtype=np.float64)
    U_rows = np.asarray(outsideVectors, dtype=np.float64)
    probs = softmax(U_rows @ v)
    loss = float(-np.log(probs[outsideWordIdx]))
    onehot = np.zeros(U_rows.shape[0], dtype=np.float64)
    onehot[outsideWordIdx] = 1.0
    gradCenterVec = U_rows.T @ (probs - onehot)
    gradOutsideVecs = np.outer(probs - onehot, v)
    return loss, gradCenterVec, gradOutsideVecs


# %% formulas_inside
# style: inner functions as in 1(b) and 1(e), with the transposes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    def grad_vc(y, y_hat, U):
        return U @ (y_hat - y)

    def grad_allU(y, y_hat, v_c):
        return np.outer(v_c, y_hat - y)

    y_hat = softmax(centerWordVec @ outsideVectors.T)
    y = np.zeros(len(y_hat))
    y[outsideWordIdx] = 1
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = grad_vc(y, y_hat, outsideVectors.T)
    gradOutsideVecs = grad_allU(y, y_hat, centerWordVec).T
    return loss, gradCenterVec, gradOutsideVecs


# %% helper_outside
# style: a top-level helper that gives scores and probabilities
def scores_and_probabilities(vectors, v):
    z = vectors @ v
    return z, softmax(z)


def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z, p = scores_and_probabilities(outsideVectors, centerWordVec)
    loss = -np.log(p[outsideWordIdx])
    p[outsideWordIdx] -= 1
    gradCenterVec = p @ outsideVectors
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% helpers_inside
# style: three small helpers
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    def probabilities():
        return softmax(outsideVectors @ centerWordVec)

    def truth():
        y = np.zeros(len(outsideVectors))
        y[outsideWordIdx] = 1
        return y

    p, y = probabilities(), truth()
    loss = -np.log(p @ y)
    gradCenterVec, gradOutsideVecs = (p - y) @ outsideVectors, np.outer(p - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% in_place_after_loss
# style: in-place change of y_hat after the loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors.dot(centerWordVec))
    loss = -np.log(p[outsideWordIdx])
    p[outsideWordIdx] -= 1.0
    gradCenterVec = outsideVectors.T.dot(p)
    gradOutsideVecs = p[:, np.newaxis] * centerWordVec[np.newaxis, :]
    return loss, gradCenterVec, gradOutsideVecs


# %% inner_outer
# style: np.inner and np.outer
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(np.inner(outsideVectors, centerWordVec))
    loss = -np.log(y_hat).take(outsideWordIdx)
    delta = np.array(y_hat)
    delta[outsideWordIdx] -= 1
    gradCenterVec = np.inner(outsideVectors.T, delta)
    gradOutsideVecs = np.outer(centerWordVec, delta).transpose()
    return loss, gradCenterVec, gradOutsideVecs


# %% jacobian_chain
# style: full Jacobian of the softmax, chain rule step by step
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    dJ_dy = np.zeros_like(y_hat)
    dJ_dy[outsideWordIdx] = -1 / y_hat[outsideWordIdx]
    jacobian = np.diag(y_hat) - np.outer(y_hat, y_hat)
    dJ_dz = jacobian @ dJ_dy
    gradCenterVec = outsideVectors.T @ dJ_dz
    gradOutsideVecs = np.outer(dJ_dz, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% log2_conversion
# style: log2 times log(2)
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax(outsideVectors @ centerWordVec)
    loss = -np.log2(p[outsideWordIdx]) * np.log(2)
    p[outsideWordIdx] -= 1
    gradCenterVec = p @ outsideVectors
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% log_one_over
# style: loss as log of 1 / p
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    p = softmax((outsideVectors * centerWordVec).sum(axis=1))
    loss = np.log(1 / p[outsideWordIdx])
    p[outsideWordIdx] -= 1
    gradCenterVec = (outsideVectors * p[:, None]).sum(axis=0)
    gradOutsideVecs = np.broadcast_to(centerWordVec, outsideVectors.shape) * p[:, None]
    return loss, gradCenterVec, gradOutsideVecs


# %% log_softmax
# style: log-probabilities first, probabilities by exp
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = outsideVectors @ centerWordVec
    shifted = z - z.max()
    logp = shifted - np.log(np.exp(shifted).sum())
    loss = -logp[outsideWordIdx]
    probs = np.exp(logp)
    gradCenterVec = outsideVectors.T @ probs - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.outer(probs, centerWordVec)
    gradOutsideVecs[outsideWordIdx, :] = (probs[outsideWordIdx] - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% logaddexp_reduce
# style: np.logaddexp.reduce
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = outsideVectors @ centerWordVec
    lse = np.logaddexp.reduce(z)
    loss = float(lse - z[outsideWordIdx])
    y_hat = np.exp(z - lse)
    y = np.zeros(z.shape)
    y[outsideWordIdx] = 1
    gradCenterVec = (y_hat - y) @ outsideVectors
    gradOutsideVecs = (y_hat - y)[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% logsumexp_by_hand
# style: log-sum-exp by hand, loss without log of a probability
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = outsideVectors @ centerWordVec
    m = z.max()
    log_total = m + np.log(np.sum(np.exp(z - m)))
    loss = log_total - z[outsideWordIdx]
    probs = np.exp(z - log_total)
    probs[outsideWordIdx] -= 1
    gradCenterVec = probs @ outsideVectors
    gradOutsideVecs = np.outer(probs, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_apply_along_axis
# style: np.apply_along_axis over the rows, a loop in disguise
# costs: loop
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = np.apply_along_axis(lambda u: u @ centerWordVec, 1, outsideVectors)
    y_hat = softmax(scores)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_comprehension
# style: list comprehensions over the rows, np.array at the end
# costs: loop
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = np.array([row @ centerWordVec for row in outsideVectors])
    y_hat = softmax(scores)
    loss = float(-np.log(y_hat[outsideWordIdx]))
    delta = [p - (w == outsideWordIdx) for w, p in enumerate(y_hat)]
    gradCenterVec = sum(f * row for f, row in zip(delta, outsideVectors))
    gradOutsideVecs = np.array([f * centerWordVec for f in delta])
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_outside_only
# style: loop over the vocabulary for the outside gradient only
# costs: loop
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = y_hat @ outsideVectors
    gradOutsideVecs = np.zeros_like(outsideVectors)
    for w, factor in enumerate(y_hat):
        gradOutsideVecs[w, :] = factor * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_over_dimensions
# style: loop over the d entries only, not over the vocabulary
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    d = centerWordVec.shape[0]
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = np.zeros(d)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for i in range(d):
        gradCenterVec[i] = delta @ outsideVectors[:, i]
        gradOutsideVecs[:, i] = delta * centerWordVec[i]
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_pure_python
# style: plain Python with math, arrays only at the end
# costs: loop
import math


def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    rows = outsideVectors.tolist()
    v = centerWordVec.tolist()
    scores = [sum(a * b for a, b in zip(row, v)) for row in rows]
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    probs = [e / total for e in exps]
    loss = -math.log(probs[outsideWordIdx])
    probs[outsideWordIdx] -= 1
    gradCenterVec = np.array([sum(p * row[i] for p, row in zip(probs, rows)) for i in range(len(v))])
    gradOutsideVecs = np.array([[p * x for x in v] for p in probs])
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_scores
# style: Python loop over the vocabulary everywhere
# costs: loop
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    V, d = outsideVectors.shape
    scores = np.zeros(V)
    for w in range(V):
        scores[w] = np.dot(outsideVectors[w], centerWordVec)
    y_hat = softmax(scores)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = np.zeros(d)
    gradOutsideVecs = np.zeros((V, d))
    for w in range(V):
        factor = y_hat[w] - (1 if w == outsideWordIdx else 0)
        gradCenterVec += factor * outsideVectors[w]
        gradOutsideVecs[w] = factor * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_while
# style: while loop for the centre gradient
# costs: loop
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = -outsideVectors[outsideWordIdx]
    w = 0
    while w < outsideVectors.shape[0]:
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        w += 1
    y_hat[outsideWordIdx] -= 1
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% mathematical_U
# style: sets U = outsideVectors.T and follows the mathematics
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    U = outsideVectors.T                      # (d, V)
    v_c = centerWordVec
    o = outsideWordIdx
    y = np.eye(U.shape[1])[o]
    y_hat = softmax(U.T @ v_c)
    loss = float(-np.log(y_hat[o]))
    gradCenterVec = U @ (y_hat - y)
    grad_of_U = np.outer(v_c, y_hat - y)
    gradOutsideVecs = grad_of_U.T
    return loss, gradCenterVec, gradOutsideVecs


# %% negative_delta
# style: y minus y_hat, minus signs at the end
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    minus = -y_hat
    minus[outsideWordIdx] += 1
    gradCenterVec = -(outsideVectors.T @ minus)
    gradOutsideVecs = -np.outer(minus, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% no_return_names
# style: odd names, everything in the return
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    a = outsideVectors
    b = centerWordVec
    pp = softmax(a @ b)
    q = pp - np.eye(1, len(a), outsideWordIdx)[0]
    return -np.log(pp[outsideWordIdx]), a.T @ q, q[:, None] * b


# %% one_hot_vector
# style: one-hot y with zeros_like, np.dot
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(np.dot(outsideVectors, centerWordVec))
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1.0
    loss = -np.sum(y * np.log(y_hat))
    gradCenterVec = np.dot(outsideVectors.T, y_hat - y)
    gradOutsideVecs = np.outer(y_hat - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% own_careless_softmax
# style: own softmax without taking the maximum out (fine for ordinary scores)
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    exps = np.exp(outsideVectors @ centerWordVec)
    y_hat = exps / exps.sum()
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% own_stable_softmax
# style: own softmax with the maximum out
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    z = np.dot(outsideVectors, centerWordVec)
    z = z - np.max(z)
    e = np.exp(z)
    Z = e.sum()
    loss = np.log(Z) - z[outsideWordIdx]
    grad_z = e / Z
    grad_z[outsideWordIdx] += -1
    gradCenterVec = np.matmul(grad_z, outsideVectors)
    gradOutsideVecs = np.matmul(grad_z[:, None], centerWordVec[None, :])
    return loss, gradCenterVec, gradOutsideVecs


# %% preallocate_out
# style: out arguments into preallocated arrays
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = np.empty(outsideVectors.shape[0])
    np.matmul(outsideVectors, centerWordVec, out=scores)
    probs = softmax(scores)
    loss = -float(np.log(probs[outsideWordIdx]))
    probs[outsideWordIdx] -= 1
    gradCenterVec = np.empty_like(centerWordVec)
    np.matmul(outsideVectors.T, probs, out=gradCenterVec)
    gradOutsideVecs = np.empty_like(outsideVectors)
    np.outer(probs, centerWordVec, out=gradOutsideVecs)
    return loss, gradCenterVec, gradOutsideVecs


# %% standard
# style: the usual seven lines
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = outsideVectors @ centerWordVec
    y_hat = softmax(scores)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% subtract_at_unpack
# style: subtract.at and tuple at the end
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    probs = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(probs[outsideWordIdx])
    np.subtract.at(probs, [outsideWordIdx], 1.0)
    grads = (probs.dot(outsideVectors), np.multiply(probs[:, None], centerWordVec[None]))
    return (loss, *grads)


# %% tensordot
# style: np.tensordot for all products
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    y_hat = softmax(np.tensordot(outsideVectors, centerWordVec, axes=([1], [0])))
    loss = -np.log(y_hat[outsideWordIdx])
    err = y_hat
    err[outsideWordIdx] = err[outsideWordIdx] - 1
    gradCenterVec = np.tensordot(err, outsideVectors, axes=1)
    gradOutsideVecs = np.tensordot(err, centerWordVec, axes=0)
    return loss, gradCenterVec, gradOutsideVecs


# %% walrus
# style: walrus in the loss
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    loss = -np.log((y_hat := softmax(outsideVectors @ centerWordVec))[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    return loss, y_hat @ outsideVectors, np.outer(y_hat, centerWordVec)


# %% with_prints
# style: leaves debugging prints of shapes
def naiveSoftmaxLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: object
) -> tuple[float, Array, Array]:
    scores = outsideVectors @ centerWordVec
    print("scores", scores.shape)
    prediction = softmax(scores)
    loss = -np.log(prediction[outsideWordIdx])
    prediction[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ prediction
    gradOutsideVecs = np.outer(prediction, centerWordVec)
    print(gradCenterVec.shape, gradOutsideVecs.shape)
    return loss, gradCenterVec, gradOutsideVecs
