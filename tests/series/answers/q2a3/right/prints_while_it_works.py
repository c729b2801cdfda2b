def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negSampleWordIndices = getNegativeSamples(outsideWordIdx, dataset, K)
    indices = [outsideWordIdx] + negSampleWordIndices
    signs = np.array([1.0] + [-1.0] * K)
    vectors = signs[:, None] * outsideVectors[indices]
    p = sigmoid(vectors @ centerWordVec)
    loss = -np.sum(np.log(p))
    gradCenterVec = vectors.T @ (p - 1)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, indices, np.outer((p - 1) * signs, centerWordVec))
    print(gradOutsideVecs, indices)
    return loss, gradCenterVec, gradOutsideVecs
