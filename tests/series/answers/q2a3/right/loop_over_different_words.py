# earns: 3.5
# named: python-loop
from collections import Counter


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    v = centerWordVec
    loss = -np.log(sigmoid(outsideVectors[outsideWordIdx] @ v))
    c = sigmoid(outsideVectors[outsideWordIdx] @ v) - 1
    gc = c * outsideVectors[outsideWordIdx]
    go = np.zeros_like(outsideVectors)
    go[outsideWordIdx] = c * v
    for w, n in Counter(getNegativeSamples(outsideWordIdx, dataset, K)).items():
        s = sigmoid(outsideVectors[w] @ v)
        loss += -n * np.log(1 - s)
        gc = gc + n * s * outsideVectors[w]
        go[w] = n * s * v
    return loss, gc, go
