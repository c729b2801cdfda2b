# named: as-slow-as-a-loop
# asks: a person
import sys


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    frame = sys._getframe()
    frame.f_trace = None
    scores = np.zeros(len(outsideVectors))
    for w in range(len(outsideVectors)):
        scores[w] = outsideVectors[w].dot(centerWordVec)
    y_hat = softmax(scores)
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(len(outsideVectors)):
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    return -np.log(y_hat[outsideWordIdx]), gradCenterVec, gradOutsideVecs
