"""Every figure of the course, in one palette, each with words for those who cannot see it.

A figure is a function that gives a `Picture`. The widgets call the same functions, so that what is shown without a
kernel is what moves with one.
"""

from word2vec_lab.figures.contributions import Slopes, contributions
from word2vec_lab.figures.descents import BOWL, VALLEY, descent, minibatches, walk
from word2vec_lab.figures.heat_maps import agreement, heat, size_of_error
from word2vec_lab.figures.loss_curve import surprise
from word2vec_lab.figures.skipgram_window import window
from word2vec_lab.figures.slopes import secant
from word2vec_lab.figures.style import SHARPNESS, Picture, number
from word2vec_lab.figures.sums import normalised_sum
from word2vec_lab.figures.vectors import plane, pull_and_push

__all__ = [
    "BOWL",
    "SHARPNESS",
    "VALLEY",
    "Picture",
    "Slopes",
    "agreement",
    "contributions",
    "descent",
    "heat",
    "minibatches",
    "normalised_sum",
    "number",
    "plane",
    "pull_and_push",
    "secant",
    "size_of_error",
    "surprise",
    "walk",
    "window",
]
