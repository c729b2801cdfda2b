# earns: 0
# named: loss-function-ignored
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    o = getNegativeSamples(outsideWordIdx, dataset, K)
    words = [outsideWordIdx, *o]
    signs = np.append(1, -np.ones(K))
    vectors = signs[:, np.newaxis] * outsideVectors[words]
    yes = sigmoid(vectors @ centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, words, np.outer(signs * (yes - 1), centerWordVec))
    return -np.log(yes).sum(), vectors.T @ (yes - 1), gradOutsideVecs


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
    for word in outsideWords:
        pairLoss, gradCenter, gradOutside = negSamplingLossAndGradient(
            centerWordVectors[center], word2Ind[word], outsideVectors, dataset
        )
        loss += pairLoss
        gradCenterVecs[center] += gradCenter
        gradOutsideVectors += gradOutside
    return loss, gradCenterVecs, gradOutsideVectors
