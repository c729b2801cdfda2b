# earns: 3.5
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    p = softmax(outsideVectors @ centerWordVec)
    p2 = p.copy()
    p2[outsideWordIdx] -= 1
    go = []
    for x in p2:
        go.append(x * centerWordVec)
    return -np.log(p[outsideWordIdx]), outsideVectors.T @ p2, np.array(go)
