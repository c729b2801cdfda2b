# earns: 0
# named: softmax-of-the-sample
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negSampleWordIndices

    z = outsideVectors[indices] @ centerWordVec
    p = np.exp(z) / np.exp(z).sum()
    loss = -np.log(p[0])
    p[0] -= 1
    gradCenterVec = p @ outsideVectors[indices]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, indices, np.outer(p, centerWordVec))
    return loss, gradCenterVec, gradOutsideVecs
