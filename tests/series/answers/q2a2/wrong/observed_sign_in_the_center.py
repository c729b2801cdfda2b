# earns: 2.5
# named: sign
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat.copy()
    delta[outsideWordIdx] -= 1
    u_o = outsideVectors[outsideWordIdx]
    others = outsideVectors.T @ y_hat - y_hat[outsideWordIdx] * u_o
    gradCenterVec = (1 - y_hat[outsideWordIdx]) * u_o + others
    gradOutsideVecs = np.outer(delta, centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs
