"""The centre vector goes where it is dragged, and the picture at rest is the figure itself."""

import re
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from word2vec_lab import figures, widgets
from word2vec_lab.widgets.controls import Controls
from word2vec_lab.widgets.dragging import DraggablePicture

Ask = Callable[[Controls, list[int]], figures.Picture]


@pytest.mark.slow
def test_the_static_picture_comes_first_and_is_named_for_the_module_to_hide(shown: list[Any], live: list[Any]) -> None:
    widgets.pull_and_push()
    bundle, _ = shown
    picture, controls = live
    assert f'data-twin="{picture.twin}"' in bundle["text/html"]
    assert bundle["text/plain"] == picture.alt
    assert [c["kind"] for c in controls.controls] == ["choice"]


def draggable(shown: list[Any], live: list[Any]) -> DraggablePicture:
    widgets.pull_and_push()
    picture = live[0]
    assert isinstance(picture, DraggablePicture)
    return picture


def request(picture: DraggablePicture, **content: Any) -> None:
    """Do what the page does: send one request."""
    picture._on_request(picture, {"serial": picture.answered + 1, **content}, [])


def centre(picture: DraggablePicture) -> list[float]:
    found = re.search(r"v_c = \((.*?), (.*?)\)", picture.text)
    assert found
    return [float(part.replace("−", "-")) for part in found.groups()]


@pytest.mark.slow
def test_dragging_puts_the_centre_vector_under_the_pointer(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    plane = figures.plane(widgets.hot_tea().outside_vectors, np.zeros(2))
    before = picture.frame
    request(picture, to=list(plane.to_fraction(np.array([-0.7, 0.5]))))
    assert centre(picture) == pytest.approx([-0.7, 0.5])
    assert picture.frame != before
    assert "v_c = (−0.70, 0.50)" in picture.alt
    assert picture.tip == pytest.approx(list(plane.to_fraction(np.array([-0.7, 0.5]))))
    assert picture.answered == 1


def test_a_pointer_outside_the_plane_is_drawn_back_into_it(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    request(picture, to=[7.0, -3.0])
    plane = figures.plane(widgets.hot_tea().outside_vectors, np.zeros(2))
    assert centre(picture) == pytest.approx(plane.reach, abs=0.005)


def test_keys_move_the_centre_vector_by_the_sum_of_what_was_pressed(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    request(picture, nudge=[-0.2, 0.5])
    assert centre(picture) == pytest.approx([0.4, 0.1])


@pytest.mark.slow
def test_at_rest_the_picture_is_the_very_figure(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    request(picture, nudge=[0.1, 0.1])
    coarse = picture.frame
    request(picture, sharp=True)
    state = widgets.hot_tea()
    state.nudge(0.1, 0.1)
    assert picture.frame == state.picture().png
    assert len(coarse) != len(picture.frame)


@pytest.mark.slow
def test_choosing_another_observed_word_redraws_without_moving(shown: list[Any], live: list[Any], ask: Ask) -> None:
    picture = draggable(shown, live)
    ask(live[1], [3])
    assert "P(rain | hot)" in picture.text
    assert centre(picture) == pytest.approx([0.6, -0.4])


@pytest.mark.slow
def test_two_threads_never_mix_their_answers(shown: list[Any], live: list[Any], ask: Ask) -> None:
    picture = draggable(shown, live)
    sent: list[set[str]] = []
    picture.send_state = lambda key=None: sent.append({key} if isinstance(key, str) else set(key or ()))
    threads = [
        threading.Thread(target=request, args=(picture,), kwargs={"nudge": [0.1, 0.0], "sharp": True}),
        threading.Thread(target=ask, args=(live[1], [3])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 2, "each answer is one message"
    assert all("frame" in names for names in sent)
    assert "P(rain | hot)" in picture.text
    assert centre(picture) == pytest.approx([0.7, -0.4])
