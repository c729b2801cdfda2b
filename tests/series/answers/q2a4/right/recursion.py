def skipgram(
    currentCenterWord,
    windowSize,
    outsideWords,
    word2Ind,
    centerWordVectors,
    outsideVectors,
    dataset,
    word2vecLossAndGradient=naiveSoftmaxLossAndGradient,
):
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    if not outsideWords:
        return loss, gradCenterVecs, gradOutsideVectors
    c = word2Ind[currentCenterWord]
    loss, gradCenterVecs, gradOutsideVectors = skipgram(
        currentCenterWord,
        windowSize,
        outsideWords[1:],
        word2Ind,
        centerWordVectors,
        outsideVectors,
        dataset,
        word2vecLossAndGradient,
    )
    first, gc, go = word2vecLossAndGradient(centerWordVectors[c], word2Ind[outsideWords[0]], outsideVectors, dataset)
    loss += first
    gradCenterVecs[c] += gc
    gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors
