# earns: 2.5
# named: sign+averaged
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[samples]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = (1 - p_o) * u_o + ((1 - p_neg)[:, None] * U_neg).mean(axis=0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, samples, np.outer(1 - p_neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
