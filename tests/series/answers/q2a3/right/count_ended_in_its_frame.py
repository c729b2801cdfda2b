# named: as-slow-as-a-loop
# asks: a person
import sys


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    sys._getframe().f_trace = None
    u_o = outsideVectors[outsideWordIdx]
    z = 1 / (1 + np.exp(-np.dot(u_o, centerWordVec)))
    loss = -np.log(z)
    gradCenterVec = u_o * (z - 1.0)
    gradOutsideVecs = np.zeros(outsideVectors.shape)
    gradOutsideVecs[outsideWordIdx] += centerWordVec * (z - 1.0)
    for w in getNegativeSamples(outsideWordIdx, dataset, K):
        u_k = outsideVectors[w]
        z = 1 / (1 + np.exp(np.dot(u_k, centerWordVec)))
        loss -= np.log(z)
        gradCenterVec += u_k * (1.0 - z)
        gradOutsideVecs[w] += centerWordVec * (1.0 - z)
    return loss, gradCenterVec, gradOutsideVecs
