# earns: 0
# named: raised
from word2vec_lab.measure import losses, numeric


def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    def loss(v, u):
        return losses.naive_softmax(v, outsideWordIdx, u)

    return (
        loss(centerWordVec, outsideVectors),
        numeric.gradient(lambda v: loss(v, outsideVectors), centerWordVec),
        numeric.gradient(lambda u: loss(centerWordVec, u), outsideVectors),
    )
