"""The microscope on a sigmoid: one number, then an array."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab import microscope


def right(x: Any) -> Any:
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(x))


def test_the_microscope_agrees_with_a_right_answer_even_far_out() -> None:
    assert microscope.sigmoid(right).right
    assert microscope.sigmoid(right, [-1000, 37, 1000]).right


def unwritten(x: Any) -> Any:
    raise NotImplementedError


def overflowing(x: Any) -> Any:
    return np.exp(x) / (np.exp(x) + 1)


@pytest.mark.parametrize(
    ("function", "x", "named", "shown"),
    [
        (np.tanh, [1.0], ["values"], "✗        1      0.731059      0.761594"),
        (overflowing, [0.0, 1000.0], ["values", "values", "warned"], "nan"),
        (lambda x: float(right(x)), [0.0, 1.0], ["values", "raised"], "TypeError"),
        (lambda x: right(0.0), [0.0, 1.0], ["values", "values"], "an array of shape ()"),
        (lambda x: None, [0.0], ["values"], "NoneType"),
        (unwritten, [0.0], ["not-attempted"], "not written yet"),
    ],
)
def test_the_microscope_stops_at_the_first_stage_that_does_not_fit(
    function: Any, x: list[float], named: list[str], shown: str
) -> None:
    view = microscope.sigmoid(function, x)
    assert list(view.named) == named
    assert shown in repr(view)
    assert not view.right


def test_the_microscope_wants_a_place_to_look_at() -> None:
    with pytest.raises(ValueError, match="at least one x"):
        microscope.sigmoid(right, [])
