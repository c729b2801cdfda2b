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
    e = np.zeros(len(centerWordVectors))
    e[word2Ind[currentCenterWord]] = 1
    for w in outsideWords:
        l, gc, go = word2vecLossAndGradient(e @ centerWordVectors, word2Ind[w], outsideVectors, dataset)
        loss += l
        gradCenterVecs += np.outer(e, gc)
        gradOutsideVectors += go
    return loss, gradCenterVecs, gradOutsideVectors
