# earns: 0
# named: too-slow
def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = []
    while len(samples) < K:
        w = outsideWordIdx
        if w != outsideWordIdx:
            samples.append(w)
    return 0.0, centerWordVec, outsideVectors
