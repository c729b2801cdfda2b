def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    v = centerWordVec.reshape(-1, 1)
    u_o = outsideVectors[outsideWordIdx].reshape(-1, 1)
    U_neg = outsideVectors[samples]
    a = sigmoid(u_o.T @ v)
    b = sigmoid(-(U_neg @ v))
    loss = -np.log(a) - np.sum(np.log(b))
    gradCenterVec = ((a - 1) * u_o - U_neg.T @ (b - 1)).flatten()
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    np.add.at(gradOutsideVecs, samples, -(b - 1) @ v.T)
    gradOutsideVecs[outsideWordIdx] += ((a - 1) * v).flatten()
    return loss, gradCenterVec, gradOutsideVecs
