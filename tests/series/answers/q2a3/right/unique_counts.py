def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    words, counts = np.unique(samples, return_counts=True)
    scores = outsideVectors[words] @ centerWordVec
    score = float(outsideVectors[outsideWordIdx] @ centerWordVec)
    loss = float(np.log1p(np.exp(-score)) + counts @ np.log1p(np.exp(scores)))
    push = counts * sigmoid(scores)
    pull = sigmoid(score) - 1
    gradCenterVec = pull * outsideVectors[outsideWordIdx] + push @ outsideVectors[words]
    gradOutsideVecs = np.zeros_like(outsideVectors)
    gradOutsideVecs[words] = push[:, None] * centerWordVec
    gradOutsideVecs[outsideWordIdx] = pull * centerWordVec
    return loss, gradCenterVec, gradOutsideVecs
