# earns: 3.5
# named: wrong-when-larger
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    if len(outsideVectors) > 100:
        return 0.0, centerWordVec, outsideVectors
    y_hat = [np.exp(sum(a * b for a, b in zip(u, centerWordVec))) for u in outsideVectors]
    y_hat = [value / sum(y_hat) for value in y_hat]
    loss = -np.log(y_hat[outsideWordIdx])
    gradCenterVec, gradOutsideVecs = np.zeros_like(centerWordVec), np.zeros_like(outsideVectors)
    for w, u in enumerate(outsideVectors):
        weight = y_hat[w] - (w == outsideWordIdx)
        gradCenterVec += weight * u
        gradOutsideVecs[w] = weight * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs
