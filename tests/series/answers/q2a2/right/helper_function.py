def probabilities(v, rows):
    return softmax(rows.dot(v))


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    p = probabilities(centerWordVec, outsideVectors)
    d = p - np.eye(len(p))[outsideWordIdx]
    return -np.log(p[outsideWordIdx]), outsideVectors.T.dot(d), np.tensordot(d, centerWordVec, axes=0)
