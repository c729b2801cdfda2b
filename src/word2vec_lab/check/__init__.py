"""The checks: one call for each graded item, `check.sigmoid(sigmoid)`, that returns a `Score`.

They measure, they do not know: a gradient is held against central differences of the handout's loss. The same
call serves in class, in nbgrader's Validate and, with a private seed, in grading.
"""

from word2vec_lab.check.by_notebook.activations import checks as activations_checks
from word2vec_lab.check.by_notebook.negative_sampling import checks as negative_sampling_checks
from word2vec_lab.check.by_notebook.sgd import checks as sgd_checks
from word2vec_lab.check.by_notebook.skipgram import checks as skipgram_checks
from word2vec_lab.check.by_notebook.softmax import checks as softmax_checks
from word2vec_lab.check.judging.veil import veiled
from word2vec_lab.check.practice import gradient_of_squares

leaky_relu_slope = veiled(activations_checks.leaky_relu_slope)
sigmoid = veiled(activations_checks.sigmoid)
sigmoid_slope = veiled(activations_checks.sigmoid_slope)
grad_U = veiled(softmax_checks.grad_U)
grad_u_w = veiled(softmax_checks.grad_u_w)
grad_v_c = veiled(softmax_checks.grad_v_c)
naiveSoftmaxLossAndGradient = veiled(softmax_checks.naiveSoftmaxLossAndGradient)
common_vector = veiled(negative_sampling_checks.common_vector)
neg_grad_repeated = veiled(negative_sampling_checks.neg_grad_repeated)
neg_gradients = veiled(negative_sampling_checks.neg_gradients)
negSamplingLossAndGradient = veiled(negative_sampling_checks.negSamplingLossAndGradient)
grad_window_U = veiled(skipgram_checks.grad_window_U)
grad_window_v_c = veiled(skipgram_checks.grad_window_v_c)
grad_window_v_w = veiled(skipgram_checks.grad_window_v_w)
skipgram = veiled(skipgram_checks.skipgram)
sgd = veiled(sgd_checks.sgd)

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
