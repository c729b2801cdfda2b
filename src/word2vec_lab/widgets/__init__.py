"""The course's moving pictures: each is a figure of `word2vec_lab.figures`, redrawn as a control is moved."""

from word2vec_lab.widgets.controls import (
    activations,
    contributions,
    descent,
    hot_tea,
    minibatches,
    noise,
    normalised_sum,
    order_lines,
    pull_and_push,
    sampled,
    secant,
    window,
    word_plot,
)

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
