"""The microscope on `sgd`: where it goes, and how that ended."""

from typing import Any

import pytest
from handwritten import sgd

from word2vec_lab.microscope import iterations


def square(x: float) -> tuple[float, float]:
    return x**2, 2 * x


@pytest.mark.parametrize(
    ("x0", "step", "said"),
    [(0.5, 0.9, "it went down"), (0.5, 1.01, "it went up"), (0.0, 0.1, "did not move"), (0.5, 9.0, "left the range")],
)
@pytest.mark.filterwarnings("error")
def test_the_trace_says_how_it_ended(x0: float, step: float, said: str) -> None:
    assert said in repr(iterations.trace(sgd, square, x0, step, 1000))


def test_the_trace_shows_the_first_and_the_last_iterations() -> None:
    text = repr(iterations.trace(sgd, square, -1.5, 0.01, 1000))
    assert "1,000   -2.57597e-09" in text
    assert " 5       -1.38355" in text
    assert "        6 " not in text


@pytest.mark.parametrize("function", [42, lambda *_: None, lambda *_: 1 / 0, lambda f, x, *_: "far"])
def test_the_trace_raises_nothing(function: Any) -> None:
    assert len(iterations.trace(function, square, 1.0, 0.1, 3).findings) >= 1
