"""A moved control redraws its one picture, at the right place, with the figure function."""

from collections.abc import Callable
from typing import Any

import pytest

from word2vec_lab import figures, widgets
from word2vec_lab.widgets.controls import Controls

SENTENCE = ["she", "drinks", "hot", "tea", "in", "the", "cold", "rain"]
Ask = Callable[[Controls, list[int]], None]


def test_a_moved_slider_redraws_the_one_picture_with_the_figure_function(
    shown: list[Any], live: list[Any], ask: Ask
) -> None:
    widgets.window(SENTENCE)
    first, handle = shown
    (controls,) = live
    assert first == figures.window(SENTENCE, 4, 2)
    ask(controls, [3, 0])
    assert handle.updates == [figures.window(SENTENCE, 3, 1)]
    assert controls.answered == controls.asked == 1


@pytest.mark.parametrize(
    ("function", "draw", "label", "count"),
    [
        (widgets.normalised_sum, figures.normalised_sum, "α", 51),
        (widgets.secant, figures.secant, "Step h", 37),
    ],
)
def test_every_stop_of_a_slider_shows_its_value(
    function: Callable[[], None],
    draw: Callable[[float], figures.Picture],
    label: str,
    count: int,
    shown: list[Any],
    live: list[Any],
    ask: Ask,
) -> None:
    function()
    (control,) = live[0].controls
    texts = control["options"]
    assert (control["label"], control["kind"], len(texts)) == (label, "slider", count)
    for index in (0, count - 1):
        ask(live[0], [index])
        assert shown[1].updates[-1] == draw(float(texts[index].replace("−", "-")))
