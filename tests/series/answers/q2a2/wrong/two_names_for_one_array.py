# earns: 1
# named: observed-twice
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    y_hat = softmax(outsideVectors @ centerWordVec)
    loss = -np.log(y_hat[outsideWordIdx])
    delta = y_hat
    delta[outsideWordIdx] -= 1
    y = np.zeros_like(y_hat)
    y[outsideWordIdx] = 1
    return loss, outsideVectors.T @ (y_hat - y), np.outer(delta - y, centerWordVec)
