# earns: 0
# named: place-in-the-dictionary
def skipgram(
    currentCenterWord,
    windowSize,
    outsideWords,
    word2Ind,
    centerWordVectors,
    outsideVectors,
    dataset,
    word2vecLossAndGradient=naiveSoftmaxLossAndGradient,
):
    loss = 0.0
    gradCenterVecs = np.zeros(centerWordVectors.shape)
    gradOutsideVectors = np.zeros(outsideVectors.shape)
    vocabulary = list(word2Ind.keys())
    c = vocabulary.index(currentCenterWord)
    for word in outsideWords:
        J, dv, dU = word2vecLossAndGradient(centerWordVectors[c], vocabulary.index(word), outsideVectors, dataset)
        loss += J
        gradCenterVecs[c] += dv
        gradOutsideVectors += dU
    return loss, gradCenterVecs, gradOutsideVectors
