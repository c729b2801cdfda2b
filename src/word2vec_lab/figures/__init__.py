"""Every figure of the course, in one palette, each with words for those who cannot see it.

A figure is a function that gives a `Picture`. The widgets call the same functions, so that what is shown without a
kernel is what moves with one.
"""

from word2vec_lab.figures.contributions import Slopes, contributions
from word2vec_lab.figures.costs import cost_of_a_pair
from word2vec_lab.figures.curves import activations
from word2vec_lab.figures.descents import BOWL, VALLEY, descent, minibatches, walk
from word2vec_lab.figures.heat_maps import agreement, heat, size_of_error
from word2vec_lab.figures.loss_curve import surprise
from word2vec_lab.figures.noise import noise
from word2vec_lab.figures.purities import purities
from word2vec_lab.figures.sampled import sampled
from word2vec_lab.figures.skipgram_window import window
from word2vec_lab.figures.slopes import secant
from word2vec_lab.figures.style import ONE_AT_A_TIME, SHARPNESS, Picture, number
from word2vec_lab.figures.sums import normalised_sum
from word2vec_lab.figures.vectors import plane, pull_and_push
from word2vec_lab.figures.word_plot import word_vectors

__all__ = [
    "BOWL",
    "ONE_AT_A_TIME",
    "SHARPNESS",
    "VALLEY",
    "Picture",
    "Slopes",
    "activations",
    "agreement",
    "contributions",
    "cost_of_a_pair",
    "descent",
    "heat",
    "minibatches",
    "noise",
    "normalised_sum",
    "number",
    "plane",
    "pull_and_push",
    "purities",
    "sampled",
    "secant",
    "size_of_error",
    "surprise",
    "walk",
    "window",
    "word_vectors",
]
