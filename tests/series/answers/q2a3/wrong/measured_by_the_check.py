# earns: 0
# named: raised
from word2vec_lab.check.by_notebook.negative_sampling.cases import Drawn, by_center, by_outside, true_loss


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    drawn = Drawn(centerWordVec, outsideWordIdx, outsideVectors, tuple(samples))
    return true_loss(drawn), by_center(true_loss, drawn), by_outside(true_loss, drawn)
