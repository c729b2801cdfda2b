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
    row = word2Ind[currentCenterWord]
    for i in range(len(outsideWords)):
        out = word2Ind[outsideWords[i]]
        one_loss, one_center, one_outside = word2vecLossAndGradient(
            centerWordVectors[row].copy(), out, outsideVectors, dataset
        )
        loss += one_loss
        gradCenterVecs[row] += one_center.flatten()
        np.add(gradOutsideVectors, one_outside, out=gradOutsideVectors)
    return loss, gradCenterVecs, gradOutsideVectors
