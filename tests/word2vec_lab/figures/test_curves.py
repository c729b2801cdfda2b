"""Notebook 2 as it is seen: the figure of the two curves, its widget, and the microscope on a sigmoid."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab import figures, microscope
from word2vec_lab.widgets import controls as widgets


def right(x: Any) -> Any:
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(x))


def test_the_figure_measures_the_slopes_it_shows() -> None:
    alt = figures.activations(0.3).alt
    assert "0.30 at x = −2, 1.00 at x = 2" in alt
    assert "0.105 at x = −2, 0.250 at x = 0, 0.105 at x = 2" in alt


def test_the_figure_keeps_the_slopes_to_itself_until_asked() -> None:
    hidden, shown = figures.activations(0.3, slopes=False), figures.activations(0.3)
    assert "slopes" not in hidden.alt
    assert hidden.png != shown.png
    assert hidden.width == shown.width


@pytest.mark.parametrize("alpha", [0.0, 1.0, -0.2, float("nan")])
def test_the_figure_refuses_what_is_no_leaky_relu(alpha: float) -> None:
    with pytest.raises(ValueError, match="0 < alpha < 1"):
        figures.activations(alpha)


class Handle:
    """Stands in for IPython's display handle."""

    def __init__(self) -> None:
        self.updates: list[Any] = []

    def update(self, shown: Any) -> None:
        """Note what the display was updated with."""
        self.updates.append(shown)


def test_in_jupyterlab_the_slopes_are_shown_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    handle = Handle()

    def display(thing: Any, **_: Any) -> Handle:
        shown.append(thing)
        return handle

    monkeypatch.setattr(widgets, "display", display)
    monkeypatch.setattr(widgets, "_live", lambda: True)
    monkeypatch.setattr(widgets, "_show_widget", shown.append)
    widgets.activations()
    first, controls = shown
    assert first == figures.activations(0.2, slopes=False)
    assert [len(c["options"]) for c in controls.controls] == [19, 2]
    controls.set_state({"chosen": [18, 1], "asked": 1})
    assert handle.updates == [figures.activations(0.95)]


def test_without_a_kernel_the_slopes_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(widgets, "display", lambda thing, **_: shown.append(thing))
    widgets.activations()
    assert shown == [figures.activations(0.2)]


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
