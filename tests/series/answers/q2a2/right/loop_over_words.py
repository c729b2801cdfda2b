# earns: 3.5
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    y_hat = softmax(np.array([np.dot(u, centerWordVec) for u in outsideVectors]))
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(len(outsideVectors)):
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return loss, gradCenterVec, gradOutsideVecs
