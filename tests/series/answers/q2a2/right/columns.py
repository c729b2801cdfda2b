def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    v = centerWordVec.reshape(-1, 1)
    y_hat = softmax((outsideVectors @ v).T).T
    loss = -np.log(y_hat[outsideWordIdx])
    y_hat[outsideWordIdx] -= 1
    gradCenterVec = (outsideVectors.T @ y_hat).flatten()
    gradOutsideVecs = y_hat @ v.T
    return loss, gradCenterVec, gradOutsideVecs
