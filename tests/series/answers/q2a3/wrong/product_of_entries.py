# earns: 2.5
# named: dot-product-missing
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[samples]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    entries = sigmoid(u_o * centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (p_o - 1) * u_o + (1 - p_neg) @ U_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (entries - 1) * centerWordVec
    np.add.at(gradOutsideVecs, samples, np.outer(1 - p_neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
