# earns: 0
# named: scaled
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    gradCenterVec = outsideVectors.T @ delta
    gradOutsideVecs = np.outer(delta, centerWordVec)
    n = len(outsideVectors)
    return loss / n, gradCenterVec / n, gradOutsideVecs / n
    return loss, gradCenterVec, gradOutsideVecs
