"""The gradient microscope: a measured value beside the student's, one stage after the other.

`naive_softmax`, `own_loss`, `sigmoid` and `negative_sampling` look at one pair of words, `skipgram`, `own_window` and
`compare` at a window, `trace` at the iterations of `sgd`, `softmax_regression` at notebook 8. Each stops at the first
stage that is wrong, because what follows from a wrong number says nothing. `one_pair` and `filling` are a pair and a
window in numbers, to be worked by hand.
"""

from word2vec_lab.microscope.by_hand import filling, one_pair
from word2vec_lab.microscope.iterations import trace
from word2vec_lab.microscope.pairs import naive_softmax, negative_sampling, own_loss, sigmoid
from word2vec_lab.microscope.regression import softmax_regression
from word2vec_lab.microscope.windows import compare, own_window, skipgram

__all__ = [
    "compare",
    "filling",
    "naive_softmax",
    "negative_sampling",
    "one_pair",
    "own_loss",
    "own_window",
    "sigmoid",
    "skipgram",
    "softmax_regression",
    "trace",
]
