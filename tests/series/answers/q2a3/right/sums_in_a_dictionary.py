from collections import defaultdict


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    negs = getNegativeSamples(outsideWordIdx, dataset, K)
    s = sigmoid(outsideVectors[negs] @ centerWordVec)
    o = sigmoid(outsideVectors[outsideWordIdx] @ centerWordVec)
    weights = defaultdict(float)
    weights[outsideWordIdx] = o - 1
    for n in range(K):
        weights[negs[n]] += s[n]
    rows = [*weights]
    c = np.fromiter(weights.values(), float)
    go = np.zeros_like(outsideVectors)
    go[rows] = np.outer(c, centerWordVec)
    return -np.log(o) - np.log(1 - s).sum(), outsideVectors[rows].T @ c, go
