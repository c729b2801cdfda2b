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
    gradCenterVecs = np.zeros_like(centerWordVectors)
    c = word2Ind[currentCenterWord]
    results = [
        word2vecLossAndGradient(centerWordVectors[c], word2Ind[w], outsideVectors, dataset) for w in outsideWords
    ]
    losses, gradsCenter, gradsOutside = zip(*results)
    loss = sum(losses)
    gradCenterVecs[c] = np.sum(gradsCenter, axis=0)
    gradOutsideVectors = np.sum(gradsOutside, axis=0)
    return loss, gradCenterVecs, gradOutsideVectors
