# %% bincount_counts
# style: counts per word, the loss as a weighted sum over the vocabulary rows drawn
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    V = len(outsideVectors)
    counts = np.bincount(samples, minlength=V)
    drawn = np.flatnonzero(counts)
    n = counts[drawn]
    sig_neg = sigmoid(outsideVectors[drawn] @ centerWordVec)
    sig_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(sig_o) - (n * np.log(1 - sig_neg)).sum()
    gradCenterVec = -(1 - sig_o) * outsideVectors[outsideWordIdx] + (n * sig_neg) @ outsideVectors[drawn]
    gradOutsideVecs = np.zeros((V, centerWordVec.shape[0]))
    gradOutsideVecs[drawn] = (n * sig_neg)[:, None] * centerWordVec[None, :]
    gradOutsideVecs[outsideWordIdx] = -(1 - sig_o) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% bincount_weights
# style: np.bincount with weights, then one outer product
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = np.asarray(getNegativeSamples(outsideWordIdx, dataset, K))
    all_idx = np.concatenate(([outsideWordIdx], neg))
    scores = outsideVectors[all_idx] @ centerWordVec
    err = sigmoid(scores)
    err[0] -= 1.0
    scores[1:] *= -1
    loss = -np.log(sigmoid(scores)).sum()
    gradCenterVec = outsideVectors[all_idx].T @ err
    weight = np.bincount(all_idx, weights=err, minlength=outsideVectors.shape[0])
    gradOutsideVecs = np.outer(weight, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% column_vector_shapes
# style: everything as (.,1) matrices, flattened at the end
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    v = centerWordVec.reshape(-1, 1)
    sign = np.array([1] + K * [-1]).reshape(-1, 1)
    rows = outsideVectors[idx] * sign
    S = sigmoid(rows @ v)
    loss = -np.sum(np.log(S))
    gradCenterVec = (rows.T @ (S - 1)).flatten()
    contribution = sign * (S - 1) @ v.T
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, idx, contribution)
    return loss, gradCenterVec, gradOutsideVecs


# %% columns_like_the_maths
# style: transposes to columns as on paper, and back at the end
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    U = outsideVectors.T
    u_o = U[:, [outsideWordIdx]]
    U_neg = U[:, negs]
    U_o = np.hstack([u_o, -U_neg])
    common = sigmoid(U_o.T @ centerWordVec) - 1
    loss = -np.log(common + 1).sum()
    gradCenterVec = U_o @ common
    grad_U = np.zeros(U.shape)
    grad_U[:, outsideWordIdx] = common[0] * centerWordVec
    for k, w in enumerate(negs):
        grad_U[:, w] -= common[k + 1] * centerWordVec
    gradOutsideVecs = grad_U.T
    return loss, gradCenterVec, gradOutsideVecs


# %% comprehension_scores
# style: list comprehensions for the sigmoids and sums
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    z_o = sigmoid(np.sum(outsideVectors[outsideWordIdx] * centerWordVec))
    z = [sigmoid(-np.sum(outsideVectors[w] * centerWordVec)) for w in negs]
    loss = -np.log(z_o) - sum(np.log(zk) for zk in z)
    gradCenterVec = (z_o - 1) * outsideVectors[outsideWordIdx] - sum((zk - 1) * outsideVectors[w] for w, zk in zip(negs, z))
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (z_o - 1) * centerWordVec
    for w, zk in zip(negs, z):
        gradOutsideVecs[w] -= (zk - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% counter_words
# style: Counter, distinct words and their multiplicities
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    from collections import Counter

    tally = Counter(getNegativeSamples(outsideWordIdx, dataset, K))
    words = np.array(sorted(tally))
    times = np.array([tally[w] for w in words])
    p = sigmoid(outsideVectors[words] @ centerWordVec)
    q = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(q) - np.dot(times, np.log1p(-p))
    gradCenterVec = (q - 1) * outsideVectors[outsideWordIdx] + np.dot(times * p, outsideVectors[words])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx, :] = (q - 1) * centerWordVec
    gradOutsideVecs[words, :] = (times * p)[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% delta_in_place
# style: errors computed in place, labels subtracted
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    where = np.append(outsideWordIdx, getNegativeSamples(outsideWordIdx, dataset, K))
    U_sub = outsideVectors.take(where, axis=0)
    delta = sigmoid(U_sub @ centerWordVec)
    loss = -np.log(delta[0]) - np.log(1 - delta[1:]).sum()
    delta[0] -= 1
    gradCenterVec = (delta[:, None] * U_sub).sum(axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, where, delta[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% dictionary_of_coefficients
# style: a dictionary collects the coefficient of each word
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s_o = sigmoid(np.dot(outsideVectors[outsideWordIdx], centerWordVec))
    s_n = sigmoid(np.dot(outsideVectors[negs], centerWordVec))
    loss = -np.log(s_o) - np.sum(np.log(1.0 - s_n))
    coefficient = {outsideWordIdx: s_o - 1.0}
    for w, s in zip(negs, s_n):
        coefficient[w] = coefficient.get(w, 0.0) + s
    rows = list(coefficient)
    values = np.array(list(coefficient.values()))
    gradCenterVec = values @ outsideVectors[rows]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[rows] = np.outer(values, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% docstring_comments_typed
# style: type hints and comments on every line
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    # indices of the K negative samples (may contain repeats)
    neg: list[int] = getNegativeSamples(outsideWordIdx, dataset, K)
    # (d,), (K, d)
    u_o: Array = outsideVectors[outsideWordIdx]
    u_k: Array = outsideVectors[neg]
    # scalar, (K,)
    sig_o: float = sigmoid(u_o @ centerWordVec)
    sig_k: Array = sigmoid(-(u_k @ centerWordVec))
    # scalar
    loss: float = -np.log(sig_o) - np.log(sig_k).sum()
    # (d,)
    gradCenterVec: Array = -(1 - sig_o) * u_o + ((1 - sig_k)[:, None] * u_k).sum(0)
    # (V, d)
    gradOutsideVecs: Array = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = -(1 - sig_o) * centerWordVec
    for j in range(len(neg)):
        gradOutsideVecs[neg[j]] += (1 - sig_k[j]) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% einsum_everywhere
# style: einsum for scores, outer product and centre gradient
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    w = np.r_[outsideWordIdx, getNegativeSamples(outsideWordIdx, dataset, K)]
    t = np.r_[1.0, np.zeros(K)]
    Uw = outsideVectors[w]
    p = sigmoid(np.einsum("kd,d->k", Uw, centerWordVec))
    loss = -np.einsum("k,k->", t, np.log(p)) - np.einsum("k,k->", 1 - t, np.log(1 - p))
    delta = p - t
    gradCenterVec = np.einsum("k,kd->d", delta, Uw)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, w, np.einsum("k,d->kd", delta, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% enumerate_from_one
# style: stacked indices, enumerate to add the rows, tuple unpacking
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    o, neg = outsideWordIdx, getNegativeSamples(outsideWordIdx, dataset, K)
    S = np.empty((K + 1, centerWordVec.size))
    S[0], S[1:] = outsideVectors[o], -outsideVectors[neg]
    q = 1 - sigmoid(S @ centerWordVec)
    loss = -np.log(1 - q).sum()
    gradCenterVec = -(q @ S)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[o] -= q[0] * centerWordVec
    for k, w in enumerate(neg, start=1):
        gradOutsideVecs[w] += q[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% exp_by_hand
# style: does not use sigmoid but writes the exponentials
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    e_o = np.exp(-np.dot(centerWordVec, outsideVectors[outsideWordIdx]))
    e_n = np.exp(np.dot(outsideVectors[neg], centerWordVec))
    loss = np.log(1 + e_o) + np.log(1 + e_n).sum()
    c_o = -e_o / (1 + e_o)
    c_n = e_n / (1 + e_n)
    gradCenterVec = c_o * outsideVectors[outsideWordIdx] + np.dot(c_n, outsideVectors[neg])
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = c_o * centerWordVec
    np.add.at(gradOutsideVecs, (neg, slice(None)), c_n[:, None] * centerWordVec[None, :])
    return loss, gradCenterVec, gradOutsideVecs


# %% eye_rows
# style: picks rows of the identity matrix as one-hot vectors
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    E = np.eye(V)[getNegativeSamples(outsideWordIdx, dataset, K)]
    e_o = np.eye(V)[outsideWordIdx]
    a = sigmoid(e_o @ outsideVectors @ centerWordVec)
    b = sigmoid(E @ outsideVectors @ centerWordVec)
    loss = -np.log(a) - np.log(1 - b).sum()
    coefficients = (a - 1) * e_o + E.T @ b
    gradCenterVec = outsideVectors.T @ coefficients
    gradOutsideVecs = np.outer(coefficients, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% full_loop
# style: the classic loop over the samples
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    z = sigmoid(np.dot(outsideVectors[outsideWordIdx], centerWordVec))
    loss = -np.log(z)
    gradCenterVec = (z - 1.0) * outsideVectors[outsideWordIdx]
    gradOutsideVecs[outsideWordIdx] += (z - 1.0) * centerWordVec
    for k in negSampleWordIndices:
        zk = sigmoid(-np.dot(outsideVectors[k], centerWordVec))
        loss -= np.log(zk)
        gradCenterVec += (1.0 - zk) * outsideVectors[k]
        gradOutsideVecs[k] += (1.0 - zk) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% gradient_centre_from_counts
# style: centre gradient through the coefficient vector of the vocabulary
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    coef = np.zeros(outsideVectors.shape[0])
    s_neg = sigmoid(outsideVectors[samples] @ centerWordVec)
    s_pos = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    np.add.at(coef, samples, s_neg)
    coef[outsideWordIdx] = s_pos - 1
    loss = -np.log(s_pos) + np.sum(-np.log(1 - s_neg))
    gradCenterVec = coef @ outsideVectors
    gradOutsideVecs = coef[:, None] @ centerWordVec[None, :]
    return loss, gradCenterVec, gradOutsideVecs


# %% helper_at_top_level
# style: a helper function above, in the same cell
def _scatter(rows, idx, values):
    for i, value in zip(idx, values):
        rows[i] += value
    return rows


def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    y = np.zeros(K + 1)
    y[0] = 1
    yhat = sigmoid(outsideVectors[idx] @ centerWordVec)
    loss = -np.sum(np.log(np.where(y == 1, yhat, 1 - yhat)))
    diff = yhat - y
    gradCenterVec = outsideVectors[idx].T @ diff
    gradOutsideVecs = _scatter(np.zeros(outsideVectors.shape), idx, np.outer(diff, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% helper_function
# style: a nested helper gives loss and slope of one kind of term
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    def term(z):
        """-log sigmoid(z), and its slope by z."""
        s = sigmoid(z)
        return -np.log(s), s - 1

    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    loss_o, slope_o = term(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss_n, slope_n = term(-(outsideVectors[negs] @ centerWordVec))
    loss = loss_o + loss_n.sum()
    gradCenterVec = slope_o * outsideVectors[outsideWordIdx] - slope_n @ outsideVectors[negs]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = slope_o * centerWordVec
    np.subtract.at(gradOutsideVecs, negs, np.outer(slope_n, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% inner_tensordot
# style: np.inner, np.tensordot, np.log1p
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    zo = np.inner(outsideVectors[outsideWordIdx], centerWordVec)
    zn = np.inner(outsideVectors[neg], centerWordVec)
    loss = np.log1p(np.exp(-zo)) + np.log1p(np.exp(zn)).sum()
    gradCenterVec = np.tensordot(sigmoid(zn), outsideVectors[neg], axes=1) - sigmoid(-zo) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, neg, np.tensordot(sigmoid(zn), centerWordVec, axes=0))
    np.add.at(gradOutsideVecs, [outsideWordIdx], -sigmoid(-zo) * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% lambda_logsig
# style: a lambda for log sigmoid
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    logsig = lambda z: np.log(sigmoid(z))
    ix = getNegativeSamples(outsideWordIdx, dataset, K)
    so, sn = outsideVectors[outsideWordIdx] @ centerWordVec, outsideVectors[ix] @ centerWordVec
    loss = -logsig(so) - sum(logsig(-sn))
    gradCenterVec = -(1 - sigmoid(so)) * outsideVectors[outsideWordIdx]
    gradCenterVec = gradCenterVec + (1 - sigmoid(-sn)) @ outsideVectors[ix]
    gradOutsideVecs = 0 * outsideVectors
    gradOutsideVecs[outsideWordIdx] -= (1 - sigmoid(so)) * centerWordVec
    np.add.at(gradOutsideVecs, ix, sigmoid(sn).reshape(K, 1) * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% logaddexp_stable
# style: stable loss with logaddexp
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negatives = getNegativeSamples(outsideWordIdx, dataset, K)
    x_o = float(outsideVectors[outsideWordIdx] @ centerWordVec)
    x_n = outsideVectors[negatives] @ centerWordVec
    loss = float(np.logaddexp(0.0, -x_o) + np.logaddexp(0.0, x_n).sum())
    g_o = -sigmoid(-x_o)
    g_n = sigmoid(x_n)
    gradCenterVec = g_o * outsideVectors[outsideWordIdx] + g_n @ outsideVectors[negatives]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] += g_o * centerWordVec
    np.add.at(gradOutsideVecs, negatives, g_n[:, None] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_over_all_indices
# style: one loop with label 1 for o and 0 for the rest
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    gradCenterVec = np.zeros(centerWordVec.shape)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    loss = 0.0
    idx = [outsideWordIdx]
    idx.extend(getNegativeSamples(outsideWordIdx, dataset, K))
    for i, w in enumerate(idx):
        label = 1 if i == 0 else 0
        p = sigmoid(outsideVectors[w] @ centerWordVec)
        loss += -np.log(p) if label else -np.log(1 - p)
        gradCenterVec += (p - label) * outsideVectors[w]
        gradOutsideVecs[w] += (p - label) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% loop_over_distinct_words
# style: loop over the distinct words, multiplied by the count
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    p = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(p)
    gradCenterVec = (p - 1) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] = (p - 1) * centerWordVec
    for w in set(samples):
        n = samples.count(w)
        q = sigmoid(outsideVectors[w] @ centerWordVec)
        loss += -n * np.log(1 - q)
        gradCenterVec += n * q * outsideVectors[w]
        gradOutsideVecs[w] = n * q * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% matrix_of_two_columns
# style: builds the sparse part first and copies it into the zeros
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = np.array(getNegativeSamples(outsideWordIdx, dataset, K), dtype=int)
    v = centerWordVec
    pos_row = outsideVectors[outsideWordIdx, :]
    neg_rows = outsideVectors[neg, :]
    coef_pos = sigmoid(pos_row @ v) - 1
    coef_neg = 1 - sigmoid(-neg_rows @ v)
    loss = 0
    loss -= np.log(sigmoid(pos_row @ v))
    loss -= np.log(sigmoid(-neg_rows @ v)).sum()
    gradCenterVec = np.zeros(v.shape)
    gradCenterVec += coef_pos * pos_row
    gradCenterVec += coef_neg @ neg_rows
    same = (neg[:, None] == neg[None, :]).astype(float)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[neg] = np.outer(same @ coef_neg, v)
    gradOutsideVecs[outsideWordIdx] = coef_pos * v
    return loss, gradCenterVec, gradOutsideVecs


# %% membership_matrix
# style: compares arange(V) with the samples by broadcasting
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    member = np.arange(V)[:, None] == idx[None, :]
    sign = np.full(K + 1, -1.0)
    sign[0] = 1.0
    z = sign * (outsideVectors[idx] @ centerWordVec)
    loss = -np.log(sigmoid(z)).sum()
    g = -sign * (1 - sigmoid(z))
    gradOutsideVecs = np.outer(member @ g, centerWordVec)
    gradCenterVec = g @ outsideVectors[idx]
    return loss, gradCenterVec, gradOutsideVecs


# %% odd_names_german
# style: variable names in German
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    nieten = getNegativeSamples(outsideWordIdx, dataset, K)
    treffer = outsideVectors[outsideWordIdx]
    ja = sigmoid(treffer @ centerWordVec)
    nein = sigmoid(-outsideVectors[nieten] @ centerWordVec)
    verlust = -np.log(ja)
    verlust -= np.log(nein).sum()
    zug = (ja - 1) * treffer
    schub = outsideVectors[nieten].T.dot(1 - nein)
    matrix = np.zeros(outsideVectors.shape)
    matrix[outsideWordIdx] = (ja - 1) * centerWordVec
    for wort, anteil in zip(nieten, 1 - nein, strict=True):
        matrix[wort] = matrix[wort] + anteil * centerWordVec
    return verlust, zug + schub, matrix


# %% one_hot_matrix
# style: a (K+1, V) one-hot matrix does picking and scattering
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = [outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K)
    onehot = np.zeros((K + 1, outsideVectors.shape[0]))
    onehot[np.arange(K + 1), idx] = 1
    onehot[1:] *= -1
    U = onehot @ outsideVectors
    s = sigmoid(U @ centerWordVec)
    loss = -np.log(s).sum()
    gradCenterVec = (s - 1) @ U
    gradOutsideVecs = onehot.T @ np.outer(s - 1, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% prints_shapes
# style: leaves debugging prints in
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    print("negative samples:", neg)
    A = outsideVectors[outsideWordIdx]
    B = outsideVectors[neg]
    print(A.shape, B.shape)
    sA = sigmoid(A @ centerWordVec)
    sB = sigmoid(B @ centerWordVec)
    loss = -np.log(sA) - np.sum(np.log(sigmoid(-B @ centerWordVec)))
    print("loss", loss)
    gradCenterVec = A * (sA - 1) + B.T @ sB
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] += centerWordVec * (sA - 1)
    for n in range(K):
        gradOutsideVecs[neg[n]] += centerWordVec * sB[n]
    return loss, gradCenterVec, gradOutsideVecs


# %% product_inside_the_log
# style: one logarithm of a product
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = np.array(getNegativeSamples(outsideWordIdx, dataset, K))
    right = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    wrong = sigmoid(outsideVectors[negs] @ centerWordVec)
    loss = -np.log(right * np.prod(1 - wrong))
    gradCenterVec = np.average(outsideVectors[negs], axis=0, weights=wrong) * wrong.sum()
    gradCenterVec -= (1 - right) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (right - 1) * centerWordVec
    for w in set(negs.tolist()):
        gradOutsideVecs[w] = wrong[negs == w].sum() * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% recursion
# style: recursion over the list of samples
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    gradOutsideVecs = np.zeros(outsideVectors.shape)

    def add(words, sign):
        if not words:
            return 0.0, np.zeros(centerWordVec.shape)
        first, rest = words[0], words[1:]
        p = sigmoid(sign * (outsideVectors[first] @ centerWordVec))
        gradOutsideVecs[first] += sign * (p - 1) * centerWordVec
        loss_rest, grad_rest = add(rest, -1)
        return loss_rest - np.log(p), grad_rest + sign * (p - 1) * outsideVectors[first]

    loss, gradCenterVec = add([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K), 1)
    return loss, gradCenterVec, gradOutsideVecs


# %% returns_tuple_directly
# style: no intermediate names at the end
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    k = getNegativeSamples(outsideWordIdx, dataset, K)
    o = outsideWordIdx
    U, v = outsideVectors, centerWordVec
    a = sigmoid(U[o] @ v) - 1
    b = sigmoid(U[k] @ v)
    G = np.zeros(U.shape)
    G[o] = a * v
    np.add.at(G, k, np.outer(b, v))
    return -np.log(1 + a) - np.log(1 - b).sum(), a * U[o] + b @ U[k], G


# %% short_row_loop
# style: vectorised numbers, a short loop adds the rows
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    pos = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    neg = sigmoid(outsideVectors[samples] @ centerWordVec)
    loss = -np.log(pos) - np.log(1 - neg).sum()
    gradCenterVec = (pos - 1) * outsideVectors[outsideWordIdx] + neg @ outsideVectors[samples]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (pos - 1) * centerWordVec
    for k, w in enumerate(samples):
        gradOutsideVecs[w] += neg[k] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% sorted_reduceat
# style: sorts the samples and sums the runs with np.add.reduceat
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = np.sort(getNegativeSamples(outsideWordIdx, dataset, K))
    p = sigmoid(outsideVectors[negs] @ centerWordVec)
    p_o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = -np.log(p_o) - np.log(1 - p).sum()
    gradCenterVec = (p_o - 1) * outsideVectors[outsideWordIdx] + p @ outsideVectors[negs]
    words, starts = np.unique(negs, return_index=True)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[words] = np.add.reduceat(np.outer(p, centerWordVec), starts, axis=0)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% stacked_signs
# style: stack u_o and minus the negatives, one sigmoid, np.add.at
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = np.array([outsideWordIdx] + negs)
    signs = np.ones(K + 1)
    signs[1:] = -1
    stacked = outsideVectors[indices] * signs[:, None]
    s = sigmoid(stacked @ centerWordVec)
    loss = -np.sum(np.log(s))
    gradCenterVec = stacked.T @ (s - 1)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, indices, np.outer((s - 1) * signs, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs


# %% tanh_identity
# style: sigmoid written as (1 + tanh(x/2)) / 2
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg = getNegativeSamples(outsideWordIdx, dataset, K)
    idx = [outsideWordIdx] + neg
    t = np.tanh(outsideVectors[idx] @ centerWordVec / 2)
    yes = (1 + t) / 2
    no = (1 - t) / 2
    loss = -np.log(yes[0]) - np.log(no[1:]).sum()
    g = yes.copy()
    g[0] = -no[0]
    gradCenterVec = g @ outsideVectors[idx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for row, value in zip(idx, g):
        gradOutsideVecs[row] += value * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% two_halves
# style: u_o and the samples apart, add.at for the samples
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o = outsideVectors[outsideWordIdx]
    U_neg = outsideVectors[negSampleWordIndices]
    p_o = sigmoid(u_o.dot(centerWordVec))
    p_neg = sigmoid(-U_neg.dot(centerWordVec))
    loss = -np.log(p_o) - np.sum(np.log(p_neg))
    gradCenterVec = (p_o - 1) * u_o + np.sum((1 - p_neg)[:, np.newaxis] * U_neg, axis=0)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negSampleWordIndices, (1 - p_neg)[:, np.newaxis] * centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% unique_counts
# style: np.unique with return_counts
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    words, counts = np.unique(getNegativeSamples(outsideWordIdx, dataset, K), return_counts=True)
    x = outsideVectors[words] @ centerWordVec
    xo = outsideVectors[outsideWordIdx] @ centerWordVec
    loss = np.logaddexp(0, -xo) + counts @ np.logaddexp(0, x)
    c = counts * sigmoid(x)
    gradCenterVec = c @ outsideVectors[words] - sigmoid(-xo) * outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[words] = np.outer(c, centerWordVec)
    gradOutsideVecs[outsideWordIdx] = -sigmoid(-xo) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% unique_inverse
# style: np.unique with return_inverse and a bincount of the coefficients
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    idx = np.array([outsideWordIdx] + getNegativeSamples(outsideWordIdx, dataset, K))
    uniq, inv = np.unique(idx, return_inverse=True)
    y = np.where(np.arange(K + 1) == 0, 1.0, -1.0)
    z = y * outsideVectors[idx].dot(centerWordVec)
    loss = np.log1p(np.exp(-z)).sum()
    coeff = -y * sigmoid(-z)
    gradCenterVec = coeff.dot(outsideVectors[idx])
    per_word = np.bincount(inv, weights=coeff)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[uniq] = per_word[:, None] * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs


# %% vocabulary_wide_scores
# style: scores of all words and counts for all words: V times d, but no loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    V = outsideVectors.shape[0]
    counts = np.zeros(V)
    np.add.at(counts, getNegativeSamples(outsideWordIdx, dataset, K), 1)
    scores = outsideVectors @ centerWordVec
    probs = sigmoid(scores)
    loss = -np.log(probs[outsideWordIdx]) - counts @ np.log(1 - probs)
    y = np.zeros(V)
    y[outsideWordIdx] = 1
    d = counts * probs + y * (probs - 1)
    gradCenterVec = outsideVectors.T @ d
    gradOutsideVecs = np.outer(d, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs


# %% vstack_negated
# style: np.vstack of u_o and the negated rows
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    neg_idx = getNegativeSamples(outsideWordIdx, dataset, K)
    block = np.vstack((outsideVectors[outsideWordIdx], -outsideVectors[neg_idx]))
    probs = sigmoid(np.matmul(block, centerWordVec))
    loss = np.negative(np.sum(np.log(probs)))
    gradCenterVec = np.matmul(probs - 1, block)
    by_row = np.multiply.outer(probs - 1, centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors, dtype=float)
    gradOutsideVecs[outsideWordIdx] = by_row[0]
    np.add.at(gradOutsideVecs, neg_idx, -by_row[1:])
    return loss, gradCenterVec, gradOutsideVecs


# %% while_loop_index
# style: while loop with a counter
# costs: loop
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    loss = -np.log(sigmoid(outsideVectors[outsideWordIdx].dot(centerWordVec)))
    common = sigmoid(outsideVectors[outsideWordIdx].dot(centerWordVec)) - 1
    gradCenterVec = outsideVectors[outsideWordIdx] * common
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = centerWordVec * common
    i = 0
    while i < K:
        u = outsideVectors[samples[i]]
        loss = loss - np.log(1 - sigmoid(u.dot(centerWordVec)))
        gradCenterVec = gradCenterVec + u * sigmoid(u.dot(centerWordVec))
        gradOutsideVecs[samples[i]] += centerWordVec * sigmoid(u.dot(centerWordVec))
        i += 1
    return loss, gradCenterVec, gradOutsideVecs


# %% zip_row_loop
# style: the same idea with zip over word and coefficient
def negSamplingLossAndGradient(
    centerWordVec: Array, outsideWordIdx: int, outsideVectors: Array, dataset: Any, K: int = 10
) -> tuple[float, Array, Array]:
    words = [outsideWordIdx, *getNegativeSamples(outsideWordIdx, dataset, K)]
    target = np.zeros(len(words)); target[0] = 1
    rows = outsideVectors[words]
    prob = sigmoid(rows @ centerWordVec)
    delta = prob - target
    loss = -(np.log(prob[0]) + np.log(1 - prob[1:]).sum())
    gradCenterVec = delta @ rows
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w, e in zip(words, delta):
        gradOutsideVecs[w] += e * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs
