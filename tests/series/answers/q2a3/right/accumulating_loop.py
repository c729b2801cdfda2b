def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negSampleWordIndices
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[negSampleWordIndices]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (p_o - 1) * u_o + (1 - p_neg) @ U_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    for k, w in enumerate(negSampleWordIndices):
        gradOutsideVecs[w] += (1 - p_neg[k]) * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs
