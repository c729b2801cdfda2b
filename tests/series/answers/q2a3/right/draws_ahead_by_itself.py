def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    drawn = [dataset.sampleTokenIdx() for _ in range(2 * K)]
    o = [w for w in drawn if w != outsideWordIdx][:K]
    while len(o) < K:
        w = dataset.sampleTokenIdx()
        if w != outsideWordIdx:
            o.append(w)
    words = [outsideWordIdx, *o]
    signs = np.append(1, -np.ones(K))
    vectors = signs[:, np.newaxis] * outsideVectors[words]
    yes = sigmoid(vectors @ centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, words, np.outer(signs * (yes - 1), centerWordVec))
    return -np.log(yes).sum(), vectors.T @ (yes - 1), gradOutsideVecs
