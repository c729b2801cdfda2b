# earns: 0
# named: wrong-matrix
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
    center = word2Ind[currentCenterWord]
    moved = outsideVectors.copy()
    for word in outsideWords:
        pairLoss, gradCenter, gradOutside = word2vecLossAndGradient(
            centerWordVectors[center], word2Ind[word], moved, dataset
        )
        loss += pairLoss
        gradCenterVecs[center] += gradCenter
        gradOutsideVectors += gradOutside
        moved -= 0.1 * gradOutside
    return loss, gradCenterVecs, gradOutsideVectors
