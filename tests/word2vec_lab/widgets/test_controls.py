"""A moved control redraws its one picture, at the right place, with the figure function."""

from collections.abc import Callable
from typing import Any

import pytest

from word2vec_lab import figures, widgets
from word2vec_lab.figures import Picture
from word2vec_lab.widgets.controls import Controls

SENTENCE = ["she", "drinks", "hot", "tea", "in", "the", "cold", "rain"]
Ask = Callable[[Controls, list[int]], figures.Picture]


@pytest.mark.slow
def test_a_moved_slider_redraws_the_one_picture_with_the_figure_function(
    shown: list[Any], live: list[Any], ask: Ask
) -> None:
    widgets.window(SENTENCE)
    still, handle = shown
    (controls,) = live
    assert figures.window(SENTENCE, 4, 2) == Picture(controls.frame, controls.alt, controls.width)
    assert controls.alt == still["text/plain"]
    moved = figures.window(SENTENCE, 3, 1)
    assert ask(controls, [3, 0]) == moved
    # The still one keeps up, so that a saved notebook shows the last picture where no widget is.
    (update,) = handle.updates
    assert moved.img() in update["text/html"]
    assert f'data-twin="{controls.twin}"' in still["text/html"]
    assert f'data-twin="{controls.twin}"' in update["text/html"]
    assert "run this cell again" in update["text/html"]
    assert controls.answered == controls.asked == 1


@pytest.mark.slow
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
        assert ask(live[0], [index]) == draw(float(texts[index].replace("−", "-")))
