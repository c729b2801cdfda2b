"""The course's moving pictures: each is a figure of `word2vec_lab.figures`, redrawn as a control is moved."""

from word2vec_lab.widgets.course import (
    activations,
    contributions,
    descent,
    minibatches,
    noise,
    normalised_sum,
    sampled,
    secant,
    window,
    word_plot,
)
from word2vec_lab.widgets.dragging import hot_tea, pull_and_push
from word2vec_lab.widgets.ordering_widget import order_lines

__all__ = [
    "activations",
    "contributions",
    "descent",
    "hot_tea",
    "minibatches",
    "noise",
    "normalised_sum",
    "order_lines",
    "pull_and_push",
    "sampled",
    "secant",
    "window",
    "word_plot",
]
