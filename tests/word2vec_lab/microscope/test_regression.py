"""The microscope of notebook 8: a right function passes, and each wrong one ends at the stage that is wrong."""

from typing import Any

import numpy as np
import pytest
from notebook8 import softmax_regression

from word2vec_lab import microscope

right = softmax_regression()


def test_a_right_function_passes_every_stage() -> None:
    view = microscope.softmax_regression(right)
    assert view.right
    assert view.named == ("input", "returned", "loss", "gradient", "loss", "gradient")


def spoilt(change: Any) -> Any:
    def function(W: np.ndarray, X: np.ndarray, classes: np.ndarray, strength: float) -> Any:
        loss, gradient = right(W, X, classes, strength)
        return change(loss, gradient, W, strength)

    return function


@pytest.mark.parametrize(
    ("change", "last", "stages"),
    [
        (lambda loss, g, W, s: loss, "returned", 2),
        (lambda loss, g, W, s: (loss, g.T), "returned", 2),
        (lambda loss, g, W, s: (g, g), "returned", 2),
        (lambda loss, g, W, s: (4 * loss, g), "loss", 3),
        (lambda loss, g, W, s: (loss, 4 * g), "gradient", 4),
        (lambda loss, g, W, s: (loss, -g), "gradient", 4),
        (lambda loss, g, W, s: (loss - s / 2 * (W**2).sum(), g), "loss", 5),
        (lambda loss, g, W, s: (loss, g - s * W), "gradient", 6),
        (lambda loss, g, W, s: (loss, g + s * W), "gradient", 6),
    ],
)
def test_a_wrong_function_ends_at_its_stage(change: Any, last: str, stages: int) -> None:
    view = microscope.softmax_regression(spoilt(change))
    assert not view.right
    assert view.named[-1] == last
    assert len(view.named) == stages
    assert view.findings[-1].kind == "wrong"


def test_an_unwritten_function_is_said_to_be_unwritten() -> None:
    def softmaxRegression(*_arguments: Any) -> Any:
        raise NotImplementedError

    assert not microscope.softmax_regression(softmaxRegression).right
