# named: as-slow-as-a-loop
# asks: a person
import sys


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    scores = np.array([np.dot(u, centerWordVec) for u in outsideVectors])
    y_hat = softmax(scores)
    gradCenterVec = -outsideVectors[outsideWordIdx]
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    for w in range(len(outsideVectors)):
        gradCenterVec = gradCenterVec + y_hat[w] * outsideVectors[w]
        gradOutsideVecs[w] = y_hat[w] * centerWordVec
    gradOutsideVecs[outsideWordIdx] -= centerWordVec
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if hasattr(value, "count") and hasattr(value, "disturbed"):
                value.count = 0
        frame = frame.f_back
    return -np.log(y_hat[outsideWordIdx]), gradCenterVec, gradOutsideVecs
