# earns: 0
# named: raised
from word2vec_lab.check.by_notebook.negative_sampling.cases import Drawn, true_loss
from word2vec_lab.check.judging.pairs import by_center, by_outside


def negSamplingLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset, K=10):
    samples = getNegativeSamples(outsideWordIdx, dataset, K)
    drawn = Drawn(centerWordVec, outsideWordIdx, outsideVectors, tuple(samples))
    return true_loss(drawn), by_center(true_loss, drawn), by_outside(true_loss, drawn)
