# earns: 3.5
# named: random-numbers-set
import random


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    before = random.getstate()
    random.seed(224)
    o = getNegativeSamples(outsideWordIdx, dataset, K)
    words = [outsideWordIdx, *o]
    signs = np.append(1, -np.ones(K))
    vectors = signs[:, np.newaxis] * outsideVectors[words]
    yes = sigmoid(vectors @ centerWordVec)
    gradOutsideVecs = np.zeros_like(outsideVectors)
    np.add.at(gradOutsideVecs, words, np.outer(signs * (yes - 1), centerWordVec))
    random.setstate(before)
    return -np.log(yes).sum(), vectors.T @ (yes - 1), gradOutsideVecs
