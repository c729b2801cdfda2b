# earns: 1
# named: complement-and-sign
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negSampleWordIndices
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[negSampleWordIndices]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (p_o - 1) * u_o + (sigmoid(U_neg @ centerWordVec) - 1) @ U_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, negSampleWordIndices, np.outer(sigmoid(U_neg @ centerWordVec) - 1, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
