# earns: 3.5
# named: count-switched-off
# asks: a person
import sys


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    sys.settrace(None)
    scores = np.array([np.dot(u, centerWordVec) for u in outsideVectors])
    y_hat = softmax(scores)
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(len(outsideVectors)):
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return -np.log(y_hat[outsideWordIdx]), gradCenterVec, gradOutsideVecs
