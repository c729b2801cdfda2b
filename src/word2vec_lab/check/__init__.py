"""The checks: one call for each graded item, `check.sigmoid(sigmoid)`, that returns a `Score`.

They measure, they do not know: a gradient is held against central differences of the handout's loss. The same
call serves in class, in nbgrader's Validate and, with a private seed, in grading.
"""

from word2vec_lab.check import activations, descent, negative_sampling, softmax, windows
from word2vec_lab.check.practice import gradient_of_squares
from word2vec_lab.check.veil import veiled

leaky_relu_slope = veiled(activations.leaky_relu_slope)
sigmoid = veiled(activations.sigmoid)
sigmoid_slope = veiled(activations.sigmoid_slope)
grad_U = veiled(softmax.grad_U)
grad_u_w = veiled(softmax.grad_u_w)
grad_v_c = veiled(softmax.grad_v_c)
naiveSoftmaxLossAndGradient = veiled(softmax.naiveSoftmaxLossAndGradient)
common_vector = veiled(negative_sampling.common_vector)
neg_grad_repeated = veiled(negative_sampling.neg_grad_repeated)
neg_gradients = veiled(negative_sampling.neg_gradients)
negSamplingLossAndGradient = veiled(negative_sampling.negSamplingLossAndGradient)
grad_window_U = veiled(windows.grad_window_U)
grad_window_v_c = veiled(windows.grad_window_v_c)
grad_window_v_w = veiled(windows.grad_window_v_w)
skipgram = veiled(windows.skipgram)
sgd = veiled(descent.sgd)

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
