def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    scores = outsideVectors @ centerWordVec
    log_total = np.logaddexp.reduce(scores)
    loss = log_total - scores[outsideWordIdx]
    p = np.exp(scores - log_total)
    gradCenterVec = p @ outsideVectors - outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.einsum("w,d->wd", p, centerWordVec)
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return float(loss), gradCenterVec, gradOutsideVecs
