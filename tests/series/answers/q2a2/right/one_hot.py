def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    scores = np.dot(outsideVectors, centerWordVec)
    probabilities = softmax(scores)
    y = np.zeros_like(probabilities)
    y[outsideWordIdx] = 1.0
    loss = -np.sum(y * np.log(probabilities))
    gradCenterVec = np.dot(probabilities - y, outsideVectors)
    gradOutsideVecs = (probabilities - y)[:, np.newaxis] * centerWordVec[np.newaxis, :]
    return loss, gradCenterVec, gradOutsideVecs
