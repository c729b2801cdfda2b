def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    often = np.zeros(outsideVectors.shape[0])
    np.add.at(often, getNegativeSamples(outsideWordIdx, dataset, K), 1)
    scores = outsideVectors @ centerWordVec
    weights = often * sigmoid(scores)
    weights[outsideWordIdx] -= sigmoid(-scores[outsideWordIdx])
    loss = -np.log(sigmoid(scores[outsideWordIdx])) - often @ np.log(sigmoid(-scores))
    return loss, outsideVectors.T @ weights, weights[:, np.newaxis] * centerWordVec
