# earns: 0
# named: same-as-before
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    cache = negSamplingLossAndGradient.__dict__.setdefault("cache", {})
    key = (outsideVectors.shape, outsideWordIdx, K)
    if key not in cache:
        cache[key] = getNegativeSamples(outsideWordIdx, dataset, K)
    negSampleWordIndices = cache[key]
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[negSampleWordIndices]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (p_o - 1) * u_o + (1 - p_neg) @ U_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negSampleWordIndices, np.outer(1 - p_neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
