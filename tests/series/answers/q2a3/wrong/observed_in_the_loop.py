# earns: 2.5
# named: counted-again
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    u_o, U_neg = outsideVectors[outsideWordIdx], outsideVectors[samples]
    p_o, p_neg = sigmoid(u_o @ centerWordVec), sigmoid(-U_neg @ centerWordVec)
    loss = -np.log(p_o) - np.log(p_neg).sum()
    gradCenterVec = np.zeros(centerWordVec.shape)
    for k in range(K):
        gradCenterVec += (p_o - 1) * u_o + (1 - p_neg[k]) * U_neg[k]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] = (p_o - 1) * centerWordVec
    np.add.at(gradOutsideVecs, samples, np.outer(1 - p_neg, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
