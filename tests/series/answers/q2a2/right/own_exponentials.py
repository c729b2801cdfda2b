def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    e = np.exp(outsideVectors.dot(centerWordVec))
    p = e / e.sum()
    loss = -np.log(p)[outsideWordIdx]
    gradCenterVec = -outsideVectors[outsideWordIdx] + (p[:, None] * outsideVectors).sum(0)
    gradOutsideVecs = p[:, None] * centerWordVec
    np.add.at(gradOutsideVecs, outsideWordIdx, -centerWordVec)
    return loss, gradCenterVec, gradOutsideVecs
