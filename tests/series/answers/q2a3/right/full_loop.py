# earns: 3.5
# named: python-loop
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negSampleWordIndices
    loss = 0.0
    gradCenterVec = np.zeros(centerWordVec.shape)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    u_o = outsideVectors[outsideWordIdx]
    z = sigmoid(np.dot(u_o, centerWordVec))
    loss -= np.log(z)
    gradCenterVec += u_o * (z - 1.0)
    gradOutsideVecs[outsideWordIdx] += centerWordVec * (z - 1.0)
    for k in range(K):
        w = indices[k + 1]
        u_k = outsideVectors[w]
        z = sigmoid(-np.dot(u_k, centerWordVec))
        loss -= np.log(z)
        gradCenterVec += u_k * (1.0 - z)
        gradOutsideVecs[w] += centerWordVec * (1.0 - z)
    return loss, gradCenterVec, gradOutsideVecs
