# %% add_at_row
# style: np.add with out, np.add.at for the row
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    for o in (word2Ind[w] for w in outsideWords):
        l, g, G = word2vecLossAndGradient(centerWordVectors[c], o, outsideVectors, dataset)
        loss += l
        np.add.at(gradCenterVecs, c, g)
        np.add(gradOutsideVectors, G, out=gradOutsideVectors)
    return loss, gradCenterVecs, gradOutsideVectors


# %% centre_sum_apart
# style: collects the centre gradient in a vector and writes the row once
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    centerIdx = word2Ind[currentCenterWord]
    total = np.zeros(centerWordVectors.shape[1])
    for word in outsideWords:
        pair_loss, grad_v, grad_U = word2vecLossAndGradient(
            centerWordVectors[centerIdx], word2Ind[word], outsideVectors, dataset
        )
        loss += pair_loss
        total += grad_v
        gradOutsideVectors += grad_U
    gradCenterVecs[centerIdx] = total
    return loss, gradCenterVecs, gradOutsideVectors


# %% comprehension_zip
# style: a comprehension of the calls, then sums
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    i = word2Ind[currentCenterWord]
    triples = [
        word2vecLossAndGradient(centerWordVectors[i], word2Ind[w], outsideVectors, dataset)
        for w in outsideWords
    ]
    loss += sum(t[0] for t in triples)
    gradCenterVecs[i] += sum(t[1] for t in triples)
    gradOutsideVectors += sum(t[2] for t in triples)
    return loss, gradCenterVecs, gradOutsideVectors


# %% copies_passed
# style: hands copies to the loss function
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    idx = word2Ind[currentCenterWord]
    vec = centerWordVectors[idx].copy()
    for w in outsideWords:
        ell, a, B = word2vecLossAndGradient(vec, word2Ind[w], outsideVectors.copy(), dataset)
        loss += ell
        gradCenterVecs[idx] = np.add(gradCenterVecs[idx], a)
        gradOutsideVectors = np.add(gradOutsideVectors, B)
    return loss, gradCenterVecs, gradOutsideVectors


# %% dictionary_of_results
# style: results in a dictionary under the position
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    results = {}
    row = word2Ind[currentCenterWord]
    for position, word in enumerate(outsideWords):
        results[position] = word2vecLossAndGradient(centerWordVectors[row], word2Ind[word], outsideVectors, dataset)
    for pair_loss, pair_center, pair_outside in results.values():
        loss = loss + pair_loss
        gradCenterVecs[row] += pair_center
        gradOutsideVectors += pair_outside
    return loss, gradCenterVecs, gradOutsideVectors


# %% einsum_stack
# style: stacks all and sums with einsum
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    L, A, B = [0.0], [np.zeros(centerWordVectors.shape[1])], [np.zeros(outsideVectors.shape)]
    for w in outsideWords:
        l, a, b = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        L.append(l)
        A.append(a)
        B.append(b)
    loss = np.einsum("n->", np.array(L))
    gradCenterVecs[c] = np.einsum("nd->d", np.array(A))
    gradOutsideVectors = np.einsum("nvd->vd", np.array(B))
    return loss, gradCenterVecs, gradOutsideVectors


# %% enumerate_lists
# style: fills arrays by enumerate, then sums over the axis
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    n = len(outsideWords)
    V, d = centerWordVectors.shape
    Js, dvs, dUs = np.zeros(n), np.zeros((n, d)), np.zeros((n, V, d))
    row = word2Ind[currentCenterWord]
    for k, w in enumerate(outsideWords):
        Js[k], dvs[k], dUs[k] = word2vecLossAndGradient(centerWordVectors[row], word2Ind[w], outsideVectors, dataset)
    loss = Js.sum()
    gradCenterVecs[row] = dvs.sum(axis=0)
    gradOutsideVectors = dUs.sum(axis=0)
    return loss, gradCenterVecs, gradOutsideVectors


# %% generator_helper
# style: a nested generator yields the pairs' results
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    centre = word2Ind[currentCenterWord]

    def pairs():
        for w in outsideWords:
            yield word2vecLossAndGradient(centerWordVectors[centre], word2Ind[w], outsideVectors, dataset)

    for l, gv, gU in pairs():
        loss += l
        gradCenterVecs[centre] += gv
        gradOutsideVectors += gU
    return loss, gradCenterVecs, gradOutsideVectors


# %% indices_first
# style: list of indices first
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    outsideWordIndices = [word2Ind[w] for w in outsideWords]
    centerWordIdx = word2Ind[currentCenterWord]
    for outsideWordIdx in outsideWordIndices:
        result = word2vecLossAndGradient(
            centerWordVectors[centerWordIdx], outsideWordIdx, outsideVectors, dataset
        )
        loss += result[0]
        gradCenterVecs[centerWordIdx, :] += result[1]
        gradOutsideVectors += result[2]
    return loss, gradCenterVecs, gradOutsideVectors


# %% map_lambda
# style: map with a lambda, sums by np.sum over stacked arrays
# note: needs at least one outside word
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    v = centerWordVectors[word2Ind[currentCenterWord]]
    call = lambda word: word2vecLossAndGradient(v, word2Ind[word], outsideVectors, dataset)
    losses, centre, outside = zip(*map(call, outsideWords))
    loss = np.sum(losses)
    gradCenterVecs[word2Ind[currentCenterWord]] = np.sum(centre, axis=0)
    gradOutsideVectors = np.sum(outside, axis=0)
    return loss, gradCenterVecs, gradOutsideVectors


# %% matrix_row_only
# style: adds a zero matrix with one row filled, for each pair
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    k = word2Ind[currentCenterWord]
    for w in outsideWords:
        value, g, G = word2vecLossAndGradient(centerWordVectors[k], word2Ind[w], outsideVectors, dataset)
        one_row = np.zeros(centerWordVectors.shape)
        one_row[k] = g
        loss -= -value
        gradCenterVecs += one_row
        gradOutsideVectors += G
    return float(loss), gradCenterVecs, gradOutsideVectors


# %% not_in_place
# style: new arrays with x = x + y
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    centre = word2Ind[currentCenterWord]
    for j in range(len(outsideWords)):
        o = word2Ind[outsideWords[j]]
        J, dv, dU = word2vecLossAndGradient(centerWordVectors[centre, :], o, outsideVectors, dataset)
        loss = loss + J
        gradCenterVecs[centre] = gradCenterVecs[centre] + dv
        gradOutsideVectors = gradOutsideVectors + dU
    return loss, gradCenterVecs, gradOutsideVectors


# %% odd_names_reversed
# style: goes through the words backwards, odd names
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    mitte = word2Ind[currentCenterWord]
    for nachbar in reversed(outsideWords):
        kosten, pfeil, tafel = word2vecLossAndGradient(centerWordVectors[mitte], word2Ind[nachbar], outsideVectors, dataset)
        loss += kosten
        gradCenterVecs[mitte] += pfeil
        gradOutsideVectors += tafel
    return loss, gradCenterVecs, gradOutsideVectors


# %% one_hot_outer
# style: the centre row by an outer product with a one-hot vector
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    onehot = np.zeros(centerWordVectors.shape[0])
    onehot[word2Ind[currentCenterWord]] = 1
    v = onehot @ centerWordVectors
    for w in outsideWords:
        a, b, c = word2vecLossAndGradient(v, word2Ind[w], outsideVectors, dataset)
        loss += a
        gradCenterVecs += np.outer(onehot, b)
        gradOutsideVectors += c
    return loss, gradCenterVecs, gradOutsideVectors


# %% plain_loop
# style: the plain loop with +=
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    v_c = centerWordVectors[c]
    for word in outsideWords:
        l, gc, go = word2vecLossAndGradient(v_c, word2Ind[word], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors


# %% prints_progress
# style: debugging prints
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    ci = word2Ind[currentCenterWord]
    print("centre", currentCenterWord, ci, "window", windowSize)
    for ow in outsideWords:
        oi = word2Ind.get(ow)
        p_loss, p_gc, p_go = word2vecLossAndGradient(centerWordVectors[ci], oi, outsideVectors, dataset)
        print("  ", ow, oi, p_loss, p_gc.shape, p_go.shape)
        loss += p_loss
        gradCenterVecs[ci] += p_gc
        gradOutsideVectors += p_go
    print("total", loss)
    return loss, gradCenterVecs, gradOutsideVectors


# %% recursion
# style: recursion on the first word and the rest
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    if not outsideWords:
        return loss, gradCenterVecs, gradOutsideVectors
    first, *rest = outsideWords
    c = word2Ind[currentCenterWord]
    l, gv, gU = word2vecLossAndGradient(centerWordVectors[c], word2Ind[first], outsideVectors, dataset)
    l2, gC2, gU2 = skipgram(
        currentCenterWord, windowSize, rest, word2Ind, centerWordVectors, outsideVectors, dataset, word2vecLossAndGradient
    )
    loss = l + l2
    gradCenterVecs[c] = gv
    gradCenterVecs = gradCenterVecs + gC2
    gradOutsideVectors = gU + gU2
    return loss, gradCenterVecs, gradOutsideVectors


# %% reduce
# style: functools.reduce over the pairs' results
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    from functools import reduce

    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]

    def step(acc, word):
        l, gv, gU = word2vecLossAndGradient(centerWordVectors[c], word2Ind[word], outsideVectors, dataset)
        return acc[0] + l, acc[1] + gv, acc[2] + gU

    loss, row, gradOutsideVectors = reduce(step, outsideWords, (loss, gradCenterVecs[c], gradOutsideVectors))
    gradCenterVecs[c] = row
    return loss, gradCenterVecs, gradOutsideVectors


# %% sorted_words
# style: sorts the words, keeping repeats
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    c = word2Ind[currentCenterWord]
    u = outsideVectors
    for w in sorted(outsideWords):
        partial = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], u, dataset)
        loss, gradCenterVecs[c], gradOutsideVectors = (
            loss + partial[0],
            gradCenterVecs[c] + partial[1],
            gradOutsideVectors + partial[2],
        )
    return loss, gradCenterVecs, gradOutsideVectors


# %% stringent_types
# style: typed, commented, zeros_like instead of the given zeros
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    # the accumulators
    loss: float = 0.0
    gradCenterVecs: Array = np.zeros_like(centerWordVectors)
    gradOutsideVectors: Array = np.zeros_like(outsideVectors)
    # the centre word stays the same in the whole window
    center_index: int = word2Ind[currentCenterWord]
    center_vector: Array = centerWordVectors[center_index]
    # one call for each outside word, repeats included
    for outside_word in outsideWords:
        outside_index: int = word2Ind[outside_word]
        pair_loss, grad_center, grad_outside = word2vecLossAndGradient(
            center_vector, outside_index, outsideVectors, dataset
        )
        loss += pair_loss
        gradCenterVecs[center_index] += grad_center
        gradOutsideVectors += grad_outside
    return loss, gradCenterVecs, gradOutsideVectors


# %% unpacked_into_lists
# style: star unpacking of the result
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    center = word2Ind[currentCenterWord]
    args = (outsideVectors, dataset)
    for o in map(word2Ind.__getitem__, outsideWords):
        l, *grads = word2vecLossAndGradient(centerWordVectors[center], o, *args)
        loss += l
        gradCenterVecs[center] += grads[0]
        gradOutsideVectors += grads[1]
    return loss, gradCenterVecs, gradOutsideVectors


# %% while_pop_copy
# style: while loop over a copy of the list
def skipgram(
    currentCenterWord: str,
    windowSize: int,
    outsideWords: list[str],
    word2Ind: dict[str, int],
    centerWordVectors: Array,
    outsideVectors: Array,
    dataset: object,
    word2vecLossAndGradient: LossFunction = naiveSoftmaxLossAndGradient,
) -> LossAndGradients:
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    todo = list(outsideWords)
    c = word2Ind[currentCenterWord]
    while todo:
        w = todo.pop(0)
        l, gc, gU = word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs[c] += gc
        gradOutsideVectors += gU
    return loss, gradCenterVecs, gradOutsideVectors
