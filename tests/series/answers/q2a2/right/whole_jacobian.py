def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    p = softmax(outsideVectors @ centerWordVec)
    jacobian = np.diag(p) - np.outer(p, p)
    delta = -jacobian[outsideWordIdx] / p[outsideWordIdx]
    return -np.log(p[outsideWordIdx]), outsideVectors.T @ delta, np.outer(delta, centerWordVec)
