# earns: 0
# named: repeats-redrawn
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    neg = []
    while len(neg) < K:
        w = dataset.sampleTokenIdx()
        if w != outsideWordIdx and w not in neg:
            neg.append(w)
    U = outsideVectors[neg]
    u = outsideVectors[outsideWordIdx]
    a = sigmoid(u @ centerWordVec) - 1
    b = sigmoid(U @ centerWordVec)
    go = np.zeros_like(outsideVectors)
    go[outsideWordIdx] = a * centerWordVec
    np.add.at(go, neg, np.outer(b, centerWordVec))
    return -np.log(a + 1) - np.log(1 - b).sum(), a * u + b @ U, go
