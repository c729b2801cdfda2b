# earns: 0
# named: raised
from word2vec_lab.check.by_notebook.activations.cases import slope_of_sigmoid


def sigmoid_slope(s):
    return float(slope_of_sigmoid(np.array([np.log(s / (1 - s))]))[0])
