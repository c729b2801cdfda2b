# earns: 0
# named: probabilities-all-one
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    y_hat = softmax(outsideVectors @ centerWordVec.reshape(-1, 1))
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = (outsideVectors.T @ y_hat).flatten()
    gradOutsideVecs = y_hat @ centerWordVec.reshape(1, -1)
    return loss, gradCenterVec, gradOutsideVecs
