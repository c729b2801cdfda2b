# earns: 2.5
# named: sign+repeats-once
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[samples]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (p_o - 1) * u_o + (1 - p_neg) @ U_neg
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (1 - p_o) * centerWordVec
    gradOutsideVecs[samples] += np.outer(1 - p_neg, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs
