"""The checks: one call for each graded item, `check.sigmoid(sigmoid)`, that returns a `Score`.

They measure, they do not know: a gradient is held against central differences of the handout's loss. The same
call serves in class, in nbgrader's Validate and, with a private seed, in grading.
"""

from word2vec_lab.check.activations import leaky_relu_slope, sigmoid, sigmoid_slope
from word2vec_lab.check.descent import sgd
from word2vec_lab.check.negative_sampling import (
    common_vector,
    neg_grad_repeated,
    neg_gradients,
    negSamplingLossAndGradient,
)
from word2vec_lab.check.practice import gradient_of_squares
from word2vec_lab.check.softmax import grad_U, grad_u_w, grad_v_c, naiveSoftmaxLossAndGradient
from word2vec_lab.check.windows import grad_window_U, grad_window_v_c, grad_window_v_w, skipgram

__all__ = [
    "common_vector",
    "grad_U",
    "grad_u_w",
    "grad_v_c",
    "grad_window_U",
    "grad_window_v_c",
    "grad_window_v_w",
    "gradient_of_squares",
    "leaky_relu_slope",
    "naiveSoftmaxLossAndGradient",
    "negSamplingLossAndGradient",
    "neg_grad_repeated",
    "neg_gradients",
    "sgd",
    "sigmoid",
    "sigmoid_slope",
    "skipgram",
]
