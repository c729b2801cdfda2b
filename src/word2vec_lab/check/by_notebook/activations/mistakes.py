"""The known mistakes with slopes and with the sigmoid: other curves, and changes of what was measured."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.activations.cases import (
    Curve,
    Points,
    leaky_relu,
    probability,
    slope_of_sigmoid,
    slopes,
    values,
)
from word2vec_lab.check.judging.mistakes import Mistake, Replacement
from word2vec_lab.measure.losses import log_sigmoid

# The curves whose slopes the known mistakes amount to.
MISTAKEN_CURVES: list[Replacement[Curve]] = [
    Replacement(
        "plain-relu",
        "This is the slope of a ReLU that does not leak",
        "For negative x it is flat.",
        "What is the leak for, if nothing comes through?",
        lambda x, alpha: max(0.0, x),
    ),
    Replacement(
        "sides-exchanged",
        "The two sides are exchanged",
        "Each slope belongs to the other half of the axis.",
        "For x = 2 and α = 0.1: which of αx and x is larger?",
        lambda x, alpha: min(alpha * x, x),
    ),
    Replacement(
        "left-sign",
        "The slope for negative x has the wrong sign",
        "The right half is right.",
        "Walking to the right along the left half, do you climb or descend?",
        lambda x, alpha: max(-alpha * x, x),
    ),
    Replacement(
        "left-sign",
        "This is the slope of the absolute value",
        "The right half is right.",
        "Walking to the right along the left half, do you climb or descend? How steeply?",
        lambda x, alpha: max(-x, x),
    ),
    Replacement(
        "one-slope",
        "There is one slope for both sides",
        "It does not depend on x: the kink at zero is missing.",
        "Sketch f for α = 0.5. How many straight pieces has it?",
        lambda x, alpha: x,
    ),
    Replacement(
        "one-slope",
        "There is one slope for both sides",
        "It does not depend on x: the kink at zero is missing.",
        "Sketch f for α = 0.5. How many straight pieces has it?",
        lambda x, alpha: alpha * x,
    ),
]


def slope_mistakes() -> list[Mistake[Points]]:
    """Mistakes in the slope of the leaky ReLU."""
    heights = [
        Mistake[Points](
            "value-for-slope",
            "This is the function's value, not its slope",
            "It is what one reads off the vertical axis.",
            "How much does f rise when x rises by 0.001?",
            lambda m: values(m.case),
        ),
        Mistake[Points](
            "value-for-slope",
            "On the left this is the function's value, not its slope",
            "The right half is right.",
            "The left half is a straight line. Does its slope change along the way?",
            lambda m: np.where(m.case.x > 0, m.value, values(m.case)),
        ),
    ]

    def shifted(name: str, by: Callable[[Points], np.ndarray]) -> Mistake[Points]:
        return Mistake(
            "kink-elsewhere",
            f"The slope changes at {name}, not at 0",
            "Both slopes are right, and some places have the wrong one of them.",
            "Where do the two straight pieces of f meet?",
            lambda m: slopes(leaky_relu, replace(m.case, x=m.case.x - by(m.case))),
        )

    elsewhere = [
        shifted("α", lambda at: at.alpha),
        shifted("−α", lambda at: -at.alpha),
        shifted("1", lambda at: np.ones_like(at.x)),
        shifted("−1", lambda at: -np.ones_like(at.x)),
    ]
    return [*heights, *(row.mistake(slopes) for row in MISTAKEN_CURVES), *elsewhere]


def sigmoid_slope_mistakes(x: np.ndarray) -> list[Mistake[np.ndarray]]:
    """Mistakes in the slope of the sigmoid at the places x, of which the formula is handed the sigmoid's values."""
    quarter = "At x = 0 the curve climbs by a quarter for each unit of x. What does yours say there?"
    s, measured = probability(x), slope_of_sigmoid(x)

    def mistake(name: str, title: str, says: str, asks: str, numbers: np.ndarray) -> Mistake[np.ndarray]:
        return Mistake(name, title, says, asks, lambda m: numbers)

    def twice(factor: np.ndarray) -> Mistake[np.ndarray]:
        says = "It is the slope times a number below 1, once more."
        return mistake("factor-twice", "One factor too many", says, quarter, measured * factor)

    return [
        twice(s),
        twice(probability(-x)),
        mistake(
            "value-for-slope",
            "This is the sigmoid's value, not its slope",
            "It keeps growing with x, while the curve flattens out.",
            "Far to the right the curve is level. Which slope is that?",
            s,
        ),
        mistake(
            "factor-missing",
            "One factor is missing",
            "It does not flatten out on both sides.",
            quarter,
            measured / s,
        ),
        mistake(
            "applied-twice",
            "The sigmoid is applied to a value that already is one",
            "It is the slope at x = s. But s is the height of the curve, not the place.",
            "At x = 0, what is s? What is the slope at that place, and what at x = s?",
            slope_of_sigmoid(s),
        ),
        mistake(
            "applied-twice",
            "The sigmoid is applied to a value that already is one",
            "In one of your factors it is taken once too often.",
            "In your derivation, is that bracket multiplied with what stands before it, or is it an argument?",
            s * probability(probability(-x)),
        ),
        mistake(
            "tanh-slope",
            "This is the slope of a tanh",
            "It would be right for a curve that runs from −1 to 1.",
            "Between which two values does the sigmoid run?",
            1 - s**2,
        ),
    ]


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum())


def value_mistakes() -> list[Mistake[np.ndarray]]:
    """Mistakes in the sigmoid itself."""
    return [
        Mistake(
            "mirrored",
            "The curve is mirrored",
            "It falls where it should rise.",
            "For a large positive x, should a sigmoid be near 0 or near 1?",
            lambda m: probability(-m.case),
        ),
        Mistake(
            "upside-down",
            "This is one over the sigmoid",
            "It lies above 1 everywhere.",
            "Which operation does Python do first in 1 / a + b?",
            lambda m: 1 / m.value,
        ),
        Mistake(
            "slope-for-value",
            "This is the sigmoid's slope",
            "It is a bump, highest at 0.",
            "Part (g) asked for the slope. What does this one ask for?",
            lambda m: slope_of_sigmoid(m.case),
        ),
        Mistake(
            "tanh",
            "This is tanh",
            "It runs from −1 to 1.",
            "Could it serve as a probability?",
            lambda m: np.tanh(m.case),
        ),
        Mistake(
            "softmax-for-sigmoid",
            "This is a softmax",
            "The values of one array share a total of 1.",
            "If you change one entry of x, should the others' values change?",
            lambda m: _softmax(m.case),
        ),
        Mistake(
            "denominator-missing",
            "This is the exponential alone",
            "It has no upper limit.",
            "Between which two values does a sigmoid run?",
            lambda m: np.exp(m.case),
        ),
        Mistake(
            "denominator-missing",
            "This is the exponential alone",
            "It has no upper limit.",
            "Between which two values does a sigmoid run?",
            lambda m: np.exp(-m.case),
        ),
        Mistake(
            "log-sigmoid",
            "This is the logarithm of the sigmoid",
            "Every value is negative.",
            "The loss takes a logarithm. Does this function?",
            lambda m: log_sigmoid(m.case),
        ),
        Mistake(
            "hard-step",
            "This is a hard step",
            "It knows yes and no, and nothing in between.",
            "What should it say for x = 0.1: sure, or nearly undecided?",
            lambda m: (m.case > 0) * 1.0,
        ),
        Mistake(
            "hard-step",
            "This is a hard step",
            "It knows yes and no, and nothing in between.",
            "What should it say for x = 0.1: sure, or nearly undecided?",
            lambda m: (m.case >= 0) * 1.0,
        ),
    ]
