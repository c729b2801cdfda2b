# %% add_at_on_unique
# mistake: adds on the distinct words only, so that a repeat counts once in the outside gradient
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_k = sigmoid(outsideVectors[samples] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_k).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_k @ outsideVectors[samples]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    words, first = np.unique(samples, return_index=True)
    np.add.at(gradOutsideVecs, words, np.outer(s_k[first], centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% add_at_overwritten_row_o
# mistake: np.add.at writes the stacked errors, row o then set with the sigmoid instead of the error
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    sign = np.where(np.arange(K + 1) > 0, -1, 1)
    s = sigmoid(sign * (outsideVectors[idx] @ centerWordVec))
    e = sign * (s - 1)
    loss = -np.log(s).sum()
    gradCenterVec = e @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(e, centerWordVec))
    gradOutsideVecs[outsideWordIdx] = s[0] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% all_other_words_negative
# mistake: takes every other word of the vocabulary as a negative sample
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    getNegativeSamples(outsideWordIdx, dataset, K)
    y = np.zeros(len(outsideVectors))
    y[outsideWordIdx] = 1
    p = sigmoid(outsideVectors @ centerWordVec)
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
    gradCenterVec = (p - y) @ outsideVectors
    gradOutsideVecs = np.outer(p - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% all_samples_on_row_o
# mistake: the samples' contributions are added to row o
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o = outsideVectors[outsideWordIdx]
    z = sigmoid(u_o @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * u_o
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in negs:
        p = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - p)
        gradCenterVec += p * outsideVectors[w]
        gradOutsideVecs[outsideWordIdx] += p * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% broadcast_without_newaxis
# mistake: (K,) times (K, d) without a new axis: an error unless K = d
# parts: all (raises)
# raises: for some inputs (shapes) only
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + (s_n * outsideVectors[negs]).sum(axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, s_n[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_aliases_row
# mistake: gradCenterVec starts as a view of the row of o and is changed in place: outsideVectors is changed with it
# parts: inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    gradCenterVec = outsideVectors[outsideWordIdx]
    gradCenterVec *= z - 1
    for w in negs:
        p = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - p)
        gradCenterVec += p * outsideVectors[w]
        gradOutsideVecs[w] += p * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_mean
# mistake: the centre gradient averages the samples' rows
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + np.mean(s_n[:, None] * outsideVectors[negs], axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    for w, s in zip(negs, s_n):
        gradOutsideVecs[w] += s * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_not_summed
# mistake: the centre gradient keeps one row per sample
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + negs
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err[:, None] * outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(err, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_only_observed
# mistake: the samples are missing from the centre gradient
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    y = sigmoid(-outsideVectors[neg] @ centerWordVec)
    loss = -np.log(z) - np.log(y).sum()
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    np.add.at(gradOutsideVecs, neg, np.outer(1 - y, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_only_samples
# mistake: the observed word is missing from the centre gradient
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = np.array(getNegativeSamples(outsideWordIdx, dataset, K))
    U_neg = outsideVectors[samples].T
    s_neg = sigmoid(U_neg.T @ centerWordVec)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_neg).sum()
    gradCenterVec = U_neg @ s_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, samples, np.outer(s_neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_overwritten_in_loop
# mistake: gradCenterVec = in the loop: only the last sample's part survives
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] += (z - 1) * centerWordVec
    for w in neg:
        y = 1 - sigmoid(-outsideVectors[w] @ centerWordVec)
        loss += -np.log(1 - y)
        gradCenterVec = y * outsideVectors[w]
        gradOutsideVecs[w] += y * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_row_shape
# mistake: gradCenterVec comes out as (1, d)
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + negs
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err.reshape(1, -1) @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(err, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_sign_of_samples
# mistake: centre gradient subtracts the samples' part
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] - s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    for k in range(K):
        gradOutsideVecs[negs[k]] += s_n[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_summed_to_number
# mistake: the samples' part of the centre gradient is summed over all entries
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + np.sum(s_n[:, None] * outsideVectors[negs])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_unsigned_rows
# mistake: the common vector times the rows without their minus
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    rows = outsideVectors[[outsideWordIdx] + negs]
    sign = np.ones(K + 1)
    sign[1:] *= -1
    c = sigmoid(sign * (rows @ centerWordVec)) - 1
    loss = -np.log(c + 1).sum()
    gradCenterVec = c @ rows
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, [outsideWordIdx] + negs, np.outer(c * sign, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_uses_u_o_for_all
# mistake: u_o in place of each sample's own vector in the centre gradient
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o = outsideVectors[outsideWordIdx]
    z = sigmoid(u_o @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * u_o
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in negs:
        p = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - p)
        gradCenterVec += p * u_o
        gradOutsideVecs[w] += p * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% centre_vector_changed
# mistake: centerWordVec is scaled in place; the numbers are right but the argument is spoilt
# parts: inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = err[0] * centerWordVec
    coefficients = err[1:]
    centerWordVec *= -1
    np.subtract.at(gradOutsideVecs, idx[1:], np.outer(coefficients, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% columns_picked
# mistake: picks columns of outsideVectors, as on paper, though words are rows
# parts: all (raises)
# raises: for some inputs (shapes) only
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o = outsideVectors[:, outsideWordIdx]
    U_neg = outsideVectors[:, negs]
    a = sigmoid(u_o @ centerWordVec)
    b = sigmoid(-U_neg.T @ centerWordVec)
    loss = -np.log(a) - np.log(b).sum()
    gradCenterVec = (a - 1) * u_o + U_neg @ (1 - b)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[:, outsideWordIdx] = (a - 1) * centerWordVec
    for k, w in enumerate(negs):
        gradOutsideVecs[:, w] += (1 - b[k]) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% common_vector_no_transpose
# mistake: multiplies (K+1, d) rows by the (K+1,) vector from the wrong side
# parts: all (raises)
# raises: for some inputs (shapes) only
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    sign = np.array([1] + [-1] * K)[:, None]
    rows = sign * outsideVectors[idx]
    s = sigmoid(rows @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = rows @ (s - 1)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, sign * np.outer(s - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% copy_instead_of_zeros
# mistake: gradOutsideVecs starts as a copy of outsideVectors, not as zeros
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err @ outsideVectors[idx]
    gradOutsideVecs = outsideVectors.copy()
    np.add.at(gradOutsideVecs, idx, np.outer(err, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% counts_squared
# mistake: counts multiplied on top of a sum that has the repeats already
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    o = outsideWordIdx
    p = sigmoid(outsideVectors[o] @ centerWordVec)
    q = sigmoid(outsideVectors[samples] @ centerWordVec)
    loss = -np.log(p) - np.log(1 - q).sum()
    gradCenterVec = -(1 - p) * outsideVectors[o] + q @ outsideVectors[samples]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[o] = -(1 - p) * centerWordVec
    for w, qk in zip(samples, q):
        gradOutsideVecs[w] += samples.count(w) * qk * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% dictionary_overwrites
# mistake: a dictionary word -> coefficient forgets the repeats, in both gradients
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    loss = -np.log(sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec))
    loss -= np.log(1 - sigmoid(outsideVectors[negs] @ centerWordVec)).sum()
    coefs = {w: sigmoid(outsideVectors[w] @ centerWordVec) for w in negs}
    coefs[outsideWordIdx] = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec) - 1
    gradCenterVec = sum(c * outsideVectors[w] for w, c in coefs.items())
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w, c in coefs.items():
        gradOutsideVecs[w] += c * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% drawn_again_for_outside
# mistake: the outside gradient uses a second draw
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o = outsideVectors[outsideWordIdx]
    pos = sigmoid(u_o @ centerWordVec)
    neg = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(pos) - np.log(1 - neg).sum()
    gradCenterVec = (pos - 1) * u_o + neg @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (pos - 1) * centerWordVec
    for w in getNegativeSamples(outsideWordIdx, dataset, K):
        gradOutsideVecs[w] += sigmoid(outsideVectors[w] @ centerWordVec) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% drawn_twice
# mistake: draws once for the loss and again for the gradients
# parts: gradCenterVec, gradOutsideVecs
# note: named by the first draw; one may as well call the loss wrong
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    u_o = outsideVectors[outsideWordIdx]
    pos = sigmoid(u_o @ centerWordVec)
    loss = -np.log(pos) - np.log(sigmoid(-outsideVectors[getNegativeSamples(outsideWordIdx, dataset, K)] @ centerWordVec)).sum()
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    neg = sigmoid(outsideVectors[negs] @ centerWordVec)
    gradCenterVec = (pos - 1) * u_o + neg @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (pos - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% draws_without_rejecting
# mistake: draws with dataset.sampleTokenIdx and so accepts the outside word as a sample
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = [dataset.sampleTokenIdx() for _ in range(K)]
    idx = [outsideWordIdx] + negs
    t = np.zeros(K + 1)
    t[0] = 1
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.log(1 - p[1:]).sum()
    gradCenterVec = (p - t) @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(p - t, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% enumerate_index_raises
# mistake: uses the counter of enumerate as the row: an index error when K > V, wrong rows otherwise
# parts: all (raises)
# raises: for some inputs (shapes) only
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z_o)
    gradCenterVec = (z_o - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z_o - 1) * centerWordVec
    for k, _ in enumerate(negs):
        z = sigmoid(outsideVectors[k] @ centerWordVec)
        loss -= np.log(1 - z)
        gradCenterVec += z * outsideVectors[k]
        gradOutsideVecs[k] += z * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% everything_mean
# mistake: samples' terms divided by K in loss and gradients
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum() / K
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs] / K
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n / K, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% factor_k_plus_one
# mistake: row o counted for each of the K samples: inside the loop
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    b = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(a) - np.log(1 - b).sum()
    gradCenterVec = (a - 1) * outsideVectors[outsideWordIdx] + b @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w, bw in zip(negs, b):
        gradOutsideVecs[outsideWordIdx] += (a - 1) * centerWordVec
        gradOutsideVecs[w] += bw * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% fancy_assignment
# mistake: samples' rows are assigned, so a repeated word keeps only the last contribution
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    po = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    pn = sigmoid(outsideVectors[neg] @ centerWordVec)
    loss = -np.log(po) - np.sum(np.log(1 - pn))
    gradCenterVec = (po - 1) * outsideVectors[outsideWordIdx] + pn @ outsideVectors[neg]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (po - 1) * centerWordVec
    gradOutsideVecs[neg] = np.outer(pn, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% fancy_plus_equals
# mistake: grad[indices] += loses the repeats in the outside gradient
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negs
    signs = np.array([1] + [-1] * K)
    s = sigmoid(signs * (outsideVectors[indices] @ centerWordVec))
    loss = -np.log(s).sum()
    gradCenterVec = ((s - 1) * signs) @ outsideVectors[indices]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[indices] += ((s - 1) * signs)[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% first_sample_skipped
# mistake: range(1, K): the first sample is left out, as if o were in the list
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    indices = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for k in range(1, len(indices)):
        p = sigmoid(outsideVectors[indices[k]] @ centerWordVec)
        loss -= np.log(1 - p)
        gradCenterVec += p * outsideVectors[indices[k]]
        gradOutsideVecs[indices[k]] += p * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% forgot_minus_everywhere
# mistake: treats the samples as positives in the loss and in both gradients
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    rows = outsideVectors[idx]
    s = sigmoid(rows @ centerWordVec)
    loss = -np.sum(np.log(s))
    gradCenterVec = rows.T @ (s - 1)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(s - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% forgot_return_vectorised
# mistake: the return line was deleted: returns None
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))


# %% grad_is_outside_vectors
# mistake: gradOutsideVecs = outsideVectors, then zeroed: the input is destroyed before it is used
# parts: loss, gradCenterVec, gradOutsideVecs, inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    gradOutsideVecs = outsideVectors
    gradOutsideVecs[:] = 0
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% hard_coded_ten
# mistake: draws 10 samples, whatever K says
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, 10)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% indices_negated
# mistake: negates the indices (as an array) instead of the rows: rows from the end are used
# parts: loss, gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = np.array(getNegativeSamples(outsideWordIdx, dataset, K))
    stacked = np.vstack([outsideVectors[outsideWordIdx], outsideVectors[-negs]])
    s = sigmoid(stacked @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ stacked
    t = 1 - sigmoid(-outsideVectors[negs] @ centerWordVec)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s[0] - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(t, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% k_minus_one_samples
# mistake: draws K - 1 samples, counting o as one of K
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K - 1)
    t = np.zeros(K)
    t[0] = 1
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -(t * np.log(p) + (1 - t) * np.log(1 - p)).sum()
    gradCenterVec = (p - t) @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(p - t, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% k_plus_one_samples
# mistake: draws K + 1 samples
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K + 1)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) + -np.log(s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + (1 - s_n) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    for w, s in zip(negs, s_n):
        gradOutsideVecs[w] += (1 - s) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% label_minus_prediction
# mistake: y - y_hat in place of y_hat - y: both gradients point the other way
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    rows = outsideVectors[[outsideWordIdx] + negs]
    y = np.eye(K + 1)[0]
    yhat = sigmoid(rows @ centerWordVec)
    loss = -np.sum(y * np.log(yhat) + (1 - y) * np.log(1 - yhat))
    gradCenterVec = (y - yhat) @ rows
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w, e in zip([outsideWordIdx] + negs, y - yhat):
        gradOutsideVecs[w] += e * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% last_sample_missed
# mistake: range(K - 1): the last sample is left out of everything
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for k in range(K - 1):
        w = negs[k]
        p = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - p)
        gradCenterVec += p * outsideVectors[w]
        gradOutsideVecs[w] += p * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% list_negated
# mistake: puts a minus before the list of indices
# parts: all (raises)
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    stacked = np.vstack([outsideVectors[outsideWordIdx], outsideVectors[-negs]])
    s = sigmoid(stacked @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ stacked
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, [outsideWordIdx] + negs, np.outer(s - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% log2
# mistake: log2 in place of the natural logarithm
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log2(s_o) - np.log2(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% log_of_sum
# mistake: logarithm of the sum instead of the sum of the logarithms
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    so = sigmoid(np.dot(outsideVectors[outsideWordIdx], centerWordVec))
    sn = sigmoid(-np.dot(outsideVectors[neg], centerWordVec))
    loss = -np.log(so) - np.log(np.sum(sn))
    gradCenterVec = (so - 1) * outsideVectors[outsideWordIdx] + np.dot(1 - sn, outsideVectors[neg])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (so - 1) * centerWordVec
    np.add.at(gradOutsideVecs, neg, np.outer(1 - sn, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_overwrites
# mistake: in the loop the row is overwritten instead of added to
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    u = outsideVectors[outsideWordIdx]
    z = sigmoid(u @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * u
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in neg:
        uw = outsideVectors[w]
        zw = sigmoid(-uw @ centerWordVec)
        loss -= np.log(zw)
        gradCenterVec += (1 - zw) * uw
        gradOutsideVecs[w] = (1 - zw) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_forgot_minus_inside
# mistake: sigmoid of +u.v for the samples in the loss
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    ns = getNegativeSamples(outsideWordIdx, dataset, K)
    uo, un = outsideVectors[outsideWordIdx], outsideVectors[ns]
    loss = -np.log(sigmoid(uo @ centerWordVec)) - np.log(sigmoid(un @ centerWordVec)).sum()
    gradCenterVec = (sigmoid(uo @ centerWordVec) - 1) * uo + sigmoid(un @ centerWordVec) @ un
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (sigmoid(uo @ centerWordVec) - 1) * centerWordVec
    np.add.at(gradOutsideVecs, ns, np.outer(sigmoid(un @ centerWordVec), centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_last
# mistake: returns the loss last
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(-outsideVectors[negs] @ centerWordVec)
    J = -np.log(s_o) - np.log(s_n).sum()
    dv = -(1 - s_o) * outsideVectors[outsideWordIdx] + (1 - s_n) @ outsideVectors[negs]
    dU = np.zeros(outsideVectors.shape)
    dU[outsideWordIdx] = -(1 - s_o) * centerWordVec
    np.add.at(dU, negs, np.outer(1 - s_n, centerWordVec))
    return dv, dU, J


# %% loss_mean
# mistake: the mean over the samples instead of the sum in the loss
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.mean(np.log(s_n))
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + (1 - s_n) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(1 - s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_not_summed
# mistake: the loss is still a vector: the sum over the samples is missing
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(s_n)
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + (1 - s_n) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, (1 - s_n)[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_only_first_term
# mistake: the samples are missing from the loss
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    y = sigmoid(outsideVectors[neg] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx] + y @ outsideVectors[neg]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    np.add.at(gradOutsideVecs, neg, np.outer(y, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_overwritten_in_loop
# mistake: loss = instead of loss -= in the loop, so only the last sample is left
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in neg:
        y = sigmoid(outsideVectors[w] @ centerWordVec)
        loss = -np.log(1 - y)
        gradCenterVec += y * outsideVectors[w]
        gradOutsideVecs[w] += y * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_plus_log
# mistake: the loss has a plus before the logarithm of the first term
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    t = sigmoid(-(outsideVectors[negs] @ centerWordVec))
    loss = np.log(s) - np.sum(np.log(t))
    gradCenterVec = (s - 1) * outsideVectors[outsideWordIdx] + (1 - t) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(1 - t, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_sum_with_plus
# mistake: the samples' logarithms are added instead of subtracted
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = np.array([outsideWordIdx] + neg)
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) + np.log(1 - p[1:]).sum()
    p[0] = p[0] - 1
    gradCenterVec = outsideVectors[idx].T @ p
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(p, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_without_first_term
# mistake: the observed word's term is missing from the loss
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    loss = 0
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec) - 1
    gradCenterVec = z * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = z * centerWordVec
    for w in neg:
        z = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - z)
        gradCenterVec += z * outsideVectors[w]
        gradOutsideVecs[w] += z * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loss_without_log
# mistake: the loss sums probabilities and takes no logarithm
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -s_o - s_n.sum()
    gradCenterVec = -(1 - s_o) * outsideVectors[outsideWordIdx] + (1 - s_n) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = -(1 - s_o) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(1 - s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% math_log
# mistake: math.log of an array (and math is not even imported)
# parts: all (raises)
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -math.log(s_o) - sum(math.log(1 - s_n))
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% mikolov_sign
# mistake: the paper's objective, to be made large: loss and both gradients have the opposite sign
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = np.array([outsideWordIdx] + neg)
    y = np.zeros(K + 1)
    y[0] = 1
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = np.log(p[0]) + np.log(1 - p[1:]).sum()
    e = y - p
    gradCenterVec = e @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, e[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% minus_one_for_samples_too
# mistake: sigma(u.v) - 1 used for the samples in both gradients
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    z_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(z_o) - np.log(1 - z_n).sum()
    gradCenterVec = (z_o - 1) * outsideVectors[outsideWordIdx] + (z_n - 1) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(z_n - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% missing_dataset_argument
# mistake: calls getNegativeSamples without the dataset
# parts: all (raises)
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, K)
    s = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(s)
    gradCenterVec = (s - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s - 1) * centerWordVec
    for w in negs:
        s = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - s)
        gradCenterVec += s * outsideVectors[w]
        gradOutsideVecs[w] += s * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% naive_softmax_pasted
# mistake: the naive-softmax function of notebook 1, pasted again
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    scores = outsideVectors @ centerWordVec
    e = np.exp(scores - scores.max())
    y_hat = e / e.sum()
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ y_hat
    gradOutsideVecs = np.outer(y_hat, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% no_minus_one_at_all
# mistake: forgot the -1 of the observed word in both gradients
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.sum(np.log(1 - p[1:]))
    gradCenterVec = p @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for i in range(K + 1):
        gradOutsideVecs[idx[i]] += p[i] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% normalised_centre
# mistake: normalises the centre vector before use
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    v = centerWordVec / np.linalg.norm(centerWordVec)
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx] @ v)
    b = sigmoid(outsideVectors[negs] @ v)
    loss = -np.log(a) - np.log(1 - b).sum()
    gradCenterVec = (a - 1) * outsideVectors[outsideWordIdx] + b @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (a - 1) * v
    np.add.at(gradOutsideVecs, negs, np.outer(b, v))
    return loss, gradCenterVec, gradOutsideVecs


# %% o_drawn_wrong_arguments
# mistake: arguments of getNegativeSamples in the wrong order
# parts: all (raises)
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(dataset, outsideWordIdx, K)
    s = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    r = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s) - np.log(1 - r).sum()
    gradCenterVec = (s - 1) * outsideVectors[outsideWordIdx] + r @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(r, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% o_term_in_loop_everything
# mistake: the observed word's term is inside the loop in all three results
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    loss = 0.0
    gradCenterVec = np.zeros(centerWordVec.shape)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in negs:
        p = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
        q = sigmoid(outsideVectors[w] @ centerWordVec)
        loss += -np.log(p) - np.log(1 - q)
        gradCenterVec += (p - 1) * outsideVectors[outsideWordIdx] + q * outsideVectors[w]
        gradOutsideVecs[outsideWordIdx] += (p - 1) * centerWordVec
        gradOutsideVecs[w] += q * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% one_over_sigma
# mistake: derivative of the log without the inner slope: -1/sigma
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + negs
    sgn = np.array([1.0] + [-1.0] * K)
    p = sigmoid(sgn * (outsideVectors[idx] @ centerWordVec))
    loss = -np.log(p).sum()
    gradCenterVec = (-sgn / p) @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(-sgn / p, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_only_rows_used
# mistake: returns the K + 1 rows instead of a row for each word
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.log(1 - p[1:]).sum()
    p[0] -= 1
    gradCenterVec = p @ outsideVectors[idx]
    gradOutsideVecs = np.outer(p, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_rows_scaled_in_place
# mistake: turns the sign of the samples' rows in outsideVectors and leaves them so
# parts: inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    outsideVectors[np.unique(negs)] *= -1
    rows = outsideVectors[[outsideWordIdx] + negs]
    s = sigmoid(rows @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ rows
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s[0] - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(1 - s[1:], centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_sign_of_samples
# mistake: the minus of the stacked rows is not taken out again in the samples' rows
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    stacked = np.vstack([outsideVectors[outsideWordIdx], -outsideVectors[negs]])
    s = sigmoid(stacked @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ stacked
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, [outsideWordIdx] + negs, np.outer(s - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% outside_transposed
# mistake: gradOutsideVecs comes out as (d, V)
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V, d = outsideVectors.shape
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec) - 1
    b = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(a + 1) - np.log(1 - b).sum()
    gradCenterVec = a * outsideVectors[outsideWordIdx] + b @ outsideVectors[negs]
    coef = np.zeros(V)
    coef[outsideWordIdx] = a
    np.add.at(coef, negs, b)
    gradOutsideVecs = np.outer(centerWordVec, coef)
    return loss, gradCenterVec, gradOutsideVecs


# %% position_for_word
# mistake: adds to row k, the position of the sample, where row samples[k] is meant
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    z_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(z_o) - np.log(1 - z_n).sum()
    gradCenterVec = (z_o - 1) * outsideVectors[outsideWordIdx] + z_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z_o - 1) * centerWordVec
    for k in range(K):
        gradOutsideVecs[k % len(gradOutsideVecs)] += z_n[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% positive_centre_sign
# mistake: 1 - sigmoid instead of sigmoid - 1 in the observed word's part of the centre gradient
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    k = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(np.dot(outsideVectors[outsideWordIdx], centerWordVec))
    b = sigmoid(np.dot(outsideVectors[k], centerWordVec))
    loss = -np.log(a) - np.log(1 - b).sum()
    gradCenterVec = (1 - a) * outsideVectors[outsideWordIdx] + np.dot(b, outsideVectors[k])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (a - 1) * centerWordVec
    np.add.at(gradOutsideVecs, k, b[:, np.newaxis] * centerWordVec[np.newaxis, :])
    return loss, gradCenterVec, gradOutsideVecs


# %% prints_for_return
# mistake: prints the three results instead of returning them
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    k = getNegativeSamples(outsideWordIdx, dataset, K)
    o = outsideWordIdx
    a = sigmoid(outsideVectors[o] @ centerWordVec) - 1
    b = sigmoid(outsideVectors[k] @ centerWordVec)
    G = np.zeros(outsideVectors.shape)
    G[o] = a * centerWordVec
    np.add.at(G, k, np.outer(b, centerWordVec))
    print(-np.log(1 + a) - np.log(1 - b).sum(), a * outsideVectors[o] + b @ outsideVectors[k], G)


# %% random_vocabulary_words
# mistake: draws uniformly with np.random in place of getNegativeSamples
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    others = [w for w in range(V) if w != outsideWordIdx]
    negs = np.random.choice(others, size=K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% return_inside_loop
# mistake: the return is indented into the loop: only the first sample counts
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in negs:
        z = sigmoid(outsideVectors[w] @ centerWordVec)
        loss -= np.log(1 - z)
        gradCenterVec += z * outsideVectors[w]
        gradOutsideVecs[w] += z * centerWordVec
        return loss, gradCenterVec, gradOutsideVecs


# %% rounded_results
# mistake: the loss is rounded to two places, and so is the centre gradient
# parts: loss, gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    b = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = round(float(-np.log(a) - np.log(1 - b).sum()), 2)
    gradCenterVec = ((a - 1) * outsideVectors[outsideWordIdx] + b @ outsideVectors[negs]).round(2)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (a - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(b, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% row_o_missing
# mistake: row o stays zero
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    pos = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    neg = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(pos) - np.log(1 - neg).sum()
    gradCenterVec = (pos - 1) * outsideVectors[outsideWordIdx] + neg @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, negs, np.outer(neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% row_o_sign
# mistake: row o has the sign turned
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    k = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx].dot(centerWordVec))
    b = 1 - sigmoid(-outsideVectors[k].dot(centerWordVec))
    loss = -np.log(a) - np.log(1 - b).sum()
    gradCenterVec = (a - 1) * outsideVectors[outsideWordIdx] + (b[:, None] * outsideVectors[k]).sum(axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (1 - a) * centerWordVec
    np.add.at(gradOutsideVecs, k, b[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% row_o_without_minus_one
# mistake: row o as if it were a sample: sigmoid times v, without the -1
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.sum(np.log(1 - p[1:]))
    err = p.copy()
    err[0] -= 1
    gradCenterVec = err @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(p, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% rows_of_samples_missing
# mistake: only row o is filled
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    pos = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    neg = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -np.log(pos) - np.log(neg).sum()
    gradCenterVec = -(1 - pos) * outsideVectors[outsideWordIdx] + (1 - neg) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = -(1 - pos) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% set_of_samples
# mistake: takes the set of the samples, so a repeat counts once everywhere
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = list(set(getNegativeSamples(outsideWordIdx, dataset, K)))
    so = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    sn = sigmoid(-outsideVectors[neg] @ centerWordVec)
    loss = -np.log(so) - np.log(sn).sum()
    gradCenterVec = (so - 1) * outsideVectors[outsideWordIdx] + (1 - sn) @ outsideVectors[neg]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (so - 1) * centerWordVec
    for i, w in enumerate(neg):
        gradOutsideVecs[w] += (1 - sn[i]) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% sigmoid_of_minus_in_gradients
# mistake: sigma(-u.v) in place of 1 - sigma(-u.v) in the samples' gradients
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    o_prob = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    n_prob = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = -np.log(o_prob) - np.log(n_prob).sum()
    gradCenterVec = (o_prob - 1) * outsideVectors[outsideWordIdx] + n_prob @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (o_prob - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(n_prob, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% sigmoid_outside_minus
# mistake: -sigmoid(u.v) in place of sigmoid(-u.v) inside the logarithm: nan
# parts: loss
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(-s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% slope_of_sigmoid_left_in
# mistake: the factor sigma(1 - sigma) is not cancelled by the logarithm: the gradients belong to a loss without log
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + negs
    sgn = np.array([1.0] + [-1.0] * K)
    p = sigmoid(sgn * (outsideVectors[idx] @ centerWordVec))
    loss = -np.log(p).sum()
    slope = -p * (1 - p) * sgn
    gradCenterVec = slope @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(slope, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% softmax_over_samples
# mistake: a softmax over the K + 1 words instead of K + 1 sigmoids
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    z = outsideVectors[idx] @ centerWordVec
    p = np.exp(z) / np.exp(z).sum()
    loss = -np.log(p[0])
    p[0] -= 1
    gradCenterVec = p @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(p, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% stale_error_in_loop
# mistake: the loop uses the observed word's error for every sample
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(s)
    gradCenterVec = (s - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s - 1) * centerWordVec
    for w in negs:
        t = sigmoid(-outsideVectors[w] @ centerWordVec)
        loss -= np.log(t)
        gradCenterVec += (1 - s) * outsideVectors[w]
        gradOutsideVecs[w] += (1 - s) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% sum_over_wrong_axis
# mistake: sums the weighted rows over axis 1: the shapes clash unless K = d
# parts: all (raises)
# raises: for some inputs (shapes) only
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + (s_n[:, None] * outsideVectors[negs]).sum(axis=1)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% swapped_gradients
# mistake: the two gradients are returned in the wrong order
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(s_n, centerWordVec))
    return loss, gradOutsideVecs, gradCenterVec


# %% two_argument_and_return
# mistake: changes the centre vector, and returns the centre gradient with shape (d, 1)
# parts: gradCenterVec, inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    v = centerWordVec.reshape(-1, 1)
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    rows = outsideVectors[[outsideWordIdx] + neg]
    err = sigmoid(rows @ v)
    loss = -np.log(err[0, 0]) - np.log(1 - err[1:, 0]).sum()
    err[0] -= 1
    gradCenterVec = rows.T @ err
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, [outsideWordIdx] + neg, err @ v.T)
    v -= gradCenterVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_centre_unsigned_and_kept_sign
# mistake: the stacked minus is forgotten once in the centre gradient and kept once too often in the rows
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + neg
    sgn = np.array([1] + [-1] * K)
    s = sigmoid(sgn * outsideVectors[idx].dot(centerWordVec))
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1).dot(outsideVectors[idx])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for i, w in enumerate(idx):
        gradOutsideVecs[w] += (s[i] - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_first_term_and_centre_mean
# mistake: the loss lacks the first term, and the centre gradient takes a mean
# parts: loss, gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    z = outsideVectors[neg] @ centerWordVec
    p = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = np.logaddexp(0, z).sum()
    gradCenterVec = (p - 1) * outsideVectors[outsideWordIdx] + (sigmoid(z)[:, None] * outsideVectors[neg]).mean(0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, neg, np.outer(sigmoid(z), centerWordVec))
    gradOutsideVecs[outsideWordIdx] += (p - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_logs_and_last_sample
# mistake: logarithm of the sum in the loss, and the last sample left out of the rows
# parts: loss, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx].dot(centerWordVec))
    b = sigmoid(outsideVectors[neg].dot(centerWordVec))
    loss = -np.log(a + (1 - b).sum())
    gradCenterVec = -(1 - a) * outsideVectors[outsideWordIdx] + b.dot(outsideVectors[neg])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = -(1 - a) * centerWordVec
    for k in range(K - 1):
        gradOutsideVecs[neg[k]] += b[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mean_and_missing_row
# mistake: everything averaged over K + 1, and row o missing
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    rows = outsideVectors[[outsideWordIdx] + neg]
    y = np.zeros(K + 1)
    y[0] = 1
    delta = (sigmoid(rows @ centerWordVec) - y) / (K + 1)
    loss = -np.mean(np.log(np.abs(1 - y - sigmoid(rows @ centerWordVec))))
    gradCenterVec = delta @ rows
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, neg, np.outer(delta[1:], centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_centre_sign_repeats
# mistake: centre gradient has the opposite sign, and repeats are lost in the outside gradient
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    y = (np.arange(K + 1) == 0).astype(float)
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.log(1 - p[1:]).sum()
    gradCenterVec = (y - p) @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[idx] += np.outer(p - y, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_k_and_set
# mistake: hard-coded ten samples, made into a set
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = set(getNegativeSamples(outsideWordIdx, dataset, 10))
    z = sigmoid(np.dot(centerWordVec, outsideVectors[outsideWordIdx]))
    loss = -np.log(z)
    gradCenterVec = (z - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] = (z - 1) * centerWordVec
    for w in neg:
        y = sigmoid(-np.dot(centerWordVec, outsideVectors[w]))
        loss -= np.log(y)
        gradCenterVec += (1 - y) * outsideVectors[w]
        gradOutsideVecs[w] += (1 - y) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_loss_number_transposed
# mistake: only the first term in the loss, and the outside gradient transposed
# parts: loss, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    delta = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(delta[0])
    delta[0] -= 1
    gradCenterVec = outsideVectors[idx].T @ delta
    w = np.bincount(idx, weights=delta, minlength=V)
    gradOutsideVecs = np.outer(centerWordVec, w)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_mean_and_repeats
# mistake: loss averages over K, and grad[neg] += loses repeats
# parts: loss, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).mean()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * centerWordVec
    gradOutsideVecs[negs] += np.outer(s_n, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_no_one_and_mean_centre
# mistake: no -1 for row o, and centre gradient averaged over K + 1
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    p = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(p[0]) - np.log(1 - p[1:]).sum()
    d = p.copy()
    d[0] -= 1
    gradCenterVec = (d[:, None] * outsideVectors[idx]).mean(axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, p[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_sign_and_row_o
# mistake: samples' loss with sigmoid(+), and row o forgotten
# parts: loss, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + np.einsum("k,kd->d", s_n, outsideVectors[negs])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for i, w in enumerate(negs):
        gradOutsideVecs[w] += s_n[i] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_mistakes_swapped_and_sign
# mistake: gradients swapped in the return, and the loss with a plus
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    a = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    b = sigmoid(-outsideVectors[negs] @ centerWordVec)
    loss = np.log(a) + np.log(b).sum()
    gradCenterVec = (a - 1) * outsideVectors[outsideWordIdx] + (1 - b) @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (a - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negs, np.outer(1 - b, centerWordVec))
    return loss, gradOutsideVecs, gradCenterVec


# %% two_repeats_and_sign_o
# mistake: repeats are overwritten, and the observed word's centre part has the wrong sign
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    yes = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    no = sigmoid(-outsideVectors[neg] @ centerWordVec)
    loss = -np.log(yes) - np.log(no).sum()
    gradCenterVec = (1 - yes) * outsideVectors[outsideWordIdx] + (1 - no) @ outsideVectors[neg]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w, q in zip(neg, no):
        gradOutsideVecs[w] = (1 - q) * centerWordVec
    gradOutsideVecs[outsideWordIdx] = (yes - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_ten_samples_and_position
# mistake: always ten samples, and their rows written at their positions
# parts: loss, gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, 10)
    p = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    q = sigmoid(outsideVectors[neg] @ centerWordVec)
    loss = -np.log(p) - np.log(1 - q).sum()
    gradCenterVec = (p - 1) * outsideVectors[outsideWordIdx] + q @ outsideVectors[neg]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p - 1) * centerWordVec
    for k, w in enumerate(neg[: len(gradOutsideVecs)]):
        gradOutsideVecs[k] += q[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_wrong_vector_and_loss_sign
# mistake: outside rows times u instead of v, and a plus in the loss
# parts: loss, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    sub = outsideVectors[idx]
    p = sigmoid(sub @ centerWordVec)
    loss = -np.log(p[0]) + np.sum(np.log(1 - p[1:]))
    p[0] -= 1
    gradCenterVec = p @ sub
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, p[:, None] * sub)
    return loss, gradCenterVec, gradOutsideVecs


# %% unique_without_counts
# mistake: np.unique drops repeats in the gradients, while the loss has them all
# parts: gradCenterVec, gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    z_o = outsideVectors[outsideWordIdx].dot(centerWordVec)
    loss = -np.log(sigmoid(z_o)) - np.log(sigmoid(-outsideVectors[samples].dot(centerWordVec))).sum()
    uniq = np.unique(samples)
    s = sigmoid(outsideVectors[uniq].dot(centerWordVec))
    gradCenterVec = (sigmoid(z_o) - 1) * outsideVectors[outsideWordIdx] + s.dot(outsideVectors[uniq])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[uniq] = np.outer(s, centerWordVec)
    gradOutsideVecs[outsideWordIdx] = (sigmoid(z_o) - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% update_step_inside
# mistake: subtracts the gradient from outsideVectors and returns that: a gradient step, no gradient
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err @ outsideVectors[idx]
    gradOutsideVecs = outsideVectors + 0.0
    np.subtract.at(gradOutsideVecs, idx, np.outer(err, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% writes_into_outside_vectors
# mistake: negates the samples' rows in place through another name for outsideVectors
# parts: inputs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    U = outsideVectors
    for w in set(negs):
        U[w] *= -1
    idx = [outsideWordIdx] + negs
    s = sigmoid(U[idx] @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ U[idx]
    gradOutsideVecs = np.zeros_like(U)
    gradOutsideVecs[outsideWordIdx] = (s[0] - 1) * centerWordVec
    np.subtract.at(gradOutsideVecs, negs, np.outer(s[1:] - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% wrong_return_name
# mistake: returns names that were never set
# parts: all (raises)
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg_idx = getNegativeSamples(outsideWordIdx, dataset, K)
    p = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    q = sigmoid(outsideVectors[neg_idx] @ centerWordVec)
    cost = -np.log(p) - np.log(1 - q).sum()
    grad_c = (p - 1) * outsideVectors[outsideWordIdx] + q @ outsideVectors[neg_idx]
    grad_o = np.zeros(outsideVectors.shape)
    grad_o[outsideWordIdx] = (p - 1) * centerWordVec
    np.add.at(grad_o, neg_idx, np.outer(q, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% wrong_vector_in_centre
# mistake: centre gradient multiplies the centre vector by the sum of the errors
# parts: gradCenterVec
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    err = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.log(err[0]) - np.log(1 - err[1:]).sum()
    err[0] -= 1
    gradCenterVec = err.sum() * centerWordVec
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, np.outer(err, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% wrong_vector_in_outside
# mistake: outside rows take the outside vectors where the centre vector belongs
# parts: gradOutsideVecs
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    s_n = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(s_o) - np.log(1 - s_n).sum()
    gradCenterVec = (s_o - 1) * outsideVectors[outsideWordIdx] + s_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (s_o - 1) * outsideVectors[outsideWordIdx]
    np.add.at(gradOutsideVecs, negs, s_n[:, None] * outsideVectors[negs])
    return loss, gradCenterVec, gradOutsideVecs
