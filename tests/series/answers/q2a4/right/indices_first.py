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
    c = word2Ind[currentCenterWord]
    indices = [word2Ind[w] for w in outsideWords]
    v = centerWordVectors[c, :]
    for o in indices:
        l, gc, go = word2vecLossAndGradient(v, o, outsideVectors, dataset)
        loss = loss + l
        gradCenterVecs[c, :] = gradCenterVecs[c, :] + gc
        gradOutsideVectors = gradOutsideVectors + go
    return loss, gradCenterVecs, gradOutsideVectors
