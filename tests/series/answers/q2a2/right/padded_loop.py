# earns: 3.5
# named: python-loop
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    words = len(outsideVectors)
    padded = np.zeros((max(words, 3000), len(centerWordVec)))
    padded[:words] = outsideVectors
    scores = np.array([np.dot(u, centerWordVec) for u in padded])
    y_hat = softmax(scores[:words])
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(padded.shape)
    y_hat = np.append(y_hat, np.zeros(len(padded) - words))
    for w in range(len(padded)):
        gradCenterVec = gradCenterVec + y_hat[w] * padded[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return -np.log(y_hat[outsideWordIdx]), gradCenterVec, gradOutsideVecs[:words]
