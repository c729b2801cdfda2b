"""The gradient microscope for notebook 8: the softmax regression that sorts sentences.

Four stages on a case that is small enough to print. It ends at the first stage that is wrong.
"""

from functools import partial
from typing import Any

import numpy as np

from word2vec_lab import figures
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import call, remarks
from word2vec_lab.check.judging.earlier import noticing
from word2vec_lab.check.score import Finding
from word2vec_lab.figures.view import View
from word2vec_lab.measure import losses, numeric
from word2vec_lab.microscope.pairs import _stage as stage_of

WEIGHTS = np.array([[0.4, -0.7, 0.2], [-0.5, 0.1, 0.9]])
FEATURES = np.array([[1.0, -0.5], [0.3, 0.8], [-1.2, 0.6], [0.7, 1.1]])
CLASSES = np.array([2, 0, 2, 1])
STRENGTH = 0.3
"""Two features, three classes, four sentences: no two sizes are equal."""


def true_loss(weights: np.ndarray, strength: float) -> float:
    """The mean of −log ŷ over the sentences, and half of `strength` times the sum of the squares of the weights."""
    costs = [losses.naive_softmax(x, int(k), weights.T) for x, k in zip(FEATURES, CLASSES, strict=True)]
    return float(np.mean(costs)) + strength / 2 * float((weights**2).sum())


@noticing
def softmax_regression(function: Any) -> View:
    """Look at `softmaxRegression`: returned values, loss, gradient without and then with regularisation."""
    title = "The gradient microscope: softmax regression"
    called = [call(function, WEIGHTS, FEATURES, CLASSES, strength) for strength in (0.0, STRENGTH)]
    shown = Finding(
        "advice",
        "input",
        "The input: 4 sentences with 2 features each, 3 classes",
        example=f"W =\n{WEIGHTS}\nX =\n{FEATURES}\nclasses = {CLASSES}",
    )
    findings = [shown]
    for one in called:
        wrong = one.finding or _returned(one.value)
        if wrong:
            return View(title, (*findings, wrong, *remarks(called)))
    findings.append(Finding("right", "returned", "1. Returned values: a loss, and a gradient in the shape of W"))
    entries = [f"[{i}, {k}]" for i in range(WEIGHTS.shape[0]) for k in range(WEIGHTS.shape[1])]
    picture = None
    for number, (one, strength) in enumerate(zip(called, (0.0, STRENGTH), strict=True)):
        loss, gradient = (np.asarray(as_array(part), dtype=float) for part in one.value)
        measured = numeric.gradient(partial(true_loss, strength=strength), WEIGHTS)
        said = f"strength {strength:g}"
        expected = np.array([true_loss(WEIGHTS, strength)])
        for finding in (
            stage_of("loss", f"{2 + 2 * number}. The loss, {said}", ["loss"], expected, loss.reshape(1)),
            stage_of(
                "gradient", f"{3 + 2 * number}. The gradient, {said}", entries, measured.ravel(), gradient.ravel()
            ),
        ):
            findings.append(finding)
            if finding.kind == "wrong":
                if finding.name == "gradient":
                    picture = figures.heat(measured, gradient, name="the gradient", row="feature")
                return View(title, (*findings, *remarks(called)), picture)
    return View(title, (*findings, *remarks(called)))


def _returned(value: Any) -> Finding | None:
    """A finding if this is not a loss and a gradient in the shape of W."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        return Finding("wrong", "returned", f"1. Returned: {str(value)[:60]}", "Return two things: loss, gradient.")
    loss, gradient = (as_array(part) for part in value)
    if loss is None or loss.size != 1:
        return Finding("wrong", "returned", "1. The loss is not one number", asks="Over what did you average?")
    if gradient is None or gradient.shape != WEIGHTS.shape:
        shape = "not numbers" if gradient is None else f"of shape {gradient.shape}"
        return Finding(
            "wrong",
            "returned",
            f"1. The gradient is {shape}, and W has the shape {WEIGHTS.shape}",
            asks="Which product of X and a matrix with a row for each sentence has the shape of W?",
        )
    return None
