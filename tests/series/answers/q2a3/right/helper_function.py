def pieces(vectors, v):
    p = sigmoid(vectors @ v)
    return -np.log(p).sum(), p - 1


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    J_o, d_o = pieces(outsideVectors[[outsideWordIdx]], centerWordVec)
    J_n, d_n = pieces(-outsideVectors[samples], centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.subtract.at(gradOutsideVecs, samples, d_n[:, None] * centerWordVec)
    gradOutsideVecs[outsideWordIdx] = d_o[0] * centerWordVec
    return J_o + J_n, d_o @ outsideVectors[[outsideWordIdx]] - d_n @ outsideVectors[samples], gradOutsideVecs
