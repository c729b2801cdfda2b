"""The widgets show the figure alone where nothing can move, and redraw it, at the right place, where something can."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from word2vec_lab import figures
from word2vec_lab.widgets import controls as widgets

SENTENCE = ["she", "drinks", "hot", "tea", "in", "the", "cold", "rain"]
FUNCTIONS: dict[str, Callable[[], None]] = {
    "window": lambda: widgets.window(SENTENCE),
    "normalised_sum": widgets.normalised_sum,
    "secant": widgets.secant,
    "pull_and_push": widgets.pull_and_push,
    "noise": widgets.noise,
    "sampled": widgets.sampled,
}


class Handle:
    """Stands in for IPython's display handle: keeps what it was updated with."""

    def __init__(self) -> None:
        self.updates: list[Any] = []

    def update(self, shown: Any) -> None:
        """Note what the display was updated with."""
        """Note what the display was updated with."""
        self.updates.append(shown)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the widgets displayed, in order; a display with an id gives a `Handle`, noted right after it."""
    seen: list[Any] = []

    def display(thing: Any, display_id: bool = False, **_: Any) -> Handle | None:
        seen.append(thing)
        if not display_id:
            return None
        handle = Handle()
        seen.append(handle)
        return handle

    monkeypatch.setattr(widgets, "display", display)
    return seen


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """As in JupyterLab; collects the widgets that were shown."""
    made: list[Any] = []
    monkeypatch.setattr(widgets, "_live", lambda: True)
    monkeypatch.setattr(widgets, "_show_widget", made.append)
    return made


class Shell:
    """Stands in for IPython's shell in a kernel."""

    kernel = object()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_without_a_kernel_only_the_picture_is_shown(name: str, shown: list[Any]) -> None:
    FUNCTIONS[name]()
    assert [type(thing) for thing in shown] == [figures.Picture]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_reading_edition_shows_only_the_picture_though_a_kernel_runs(
    name: str, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets, "get_ipython", Shell)
    assert widgets._live()
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    FUNCTIONS[name]()
    assert [type(thing) for thing in shown] == [figures.Picture]


def ask(controls: widgets.Controls, chosen: list[int]) -> None:
    """Do what the page does when a control moves."""
    controls.set_state({"chosen": chosen, "asked": controls.asked + 1})


def test_a_moved_slider_redraws_the_one_picture_with_the_figure_function(shown: list[Any], live: list[Any]) -> None:
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
) -> None:
    function()
    (control,) = live[0].controls
    texts = control["options"]
    assert (control["label"], control["kind"], len(texts)) == (label, "slider", count)
    for index in (0, count - 1):
        ask(live[0], [index])
        assert shown[1].updates[-1] == draw(float(texts[index].replace("−", "-")))


def test_a_widget_that_cannot_be_shown_leaves_a_sentence_not_a_repr(shown: list[Any]) -> None:
    widgets._show_widget(widgets.Controls([], lambda: None))
    (bundle,) = shown
    assert bundle["text/plain"] == widgets.NEEDS_KERNEL
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_static_picture_comes_first_and_is_named_for_the_module_to_hide(shown: list[Any], live: list[Any]) -> None:
    widgets.pull_and_push()
    (bundle,) = shown
    picture, controls = live
    assert f'data-twin="{picture.twin}"' in bundle["text/html"]
    assert bundle["text/plain"] == picture.alt
    assert [c["kind"] for c in controls.controls] == ["choice"]


def draggable(shown: list[Any], live: list[Any]) -> widgets.DraggablePicture:
    widgets.pull_and_push()
    picture = live[0]
    assert isinstance(picture, widgets.DraggablePicture)
    return picture


def request(picture: widgets.DraggablePicture, **content: Any) -> None:
    """Do what the page does: send one request."""
    picture._on_request(picture, {"serial": picture.answered + 1, **content}, [])


def centre(picture: widgets.DraggablePicture) -> list[float]:
    found = re.search(r"v_c = \((.*?), (.*?)\)", picture.text)
    assert found
    return [float(part.replace("−", "-")) for part in found.groups()]


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


def test_at_rest_the_picture_is_the_very_figure(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    request(picture, nudge=[0.1, 0.1])
    coarse = picture.frame
    request(picture, sharp=True)
    state = widgets.hot_tea()
    state.nudge(0.1, 0.1)
    assert picture.frame == state.picture().png
    assert len(coarse) != len(picture.frame)


def test_choosing_another_observed_word_redraws_without_moving(shown: list[Any], live: list[Any]) -> None:
    picture = draggable(shown, live)
    ask(live[1], [3])
    assert "P(rain | hot)" in picture.text
    assert centre(picture) == pytest.approx([0.6, -0.4])


def test_every_focusable_element_keeps_its_keys_from_jupyterlab() -> None:
    # What a browser makes of it is for tests/browser; here: nothing focusable was added and forgotten.
    focusable = re.compile(r'createElement\("(?:input|select|button|textarea|a)"\)|(\w+)\.tabIndex')
    controls = (widgets.STATIC / "controls.js").read_text(encoding="utf-8")
    drag = (widgets.STATIC / "drag.js").read_text(encoding="utf-8")
    assert set(focusable.findall(controls)) == {""}
    assert all(found[0] == 'createElement("input")' for found in focusable.finditer(controls))
    assert 'keepKeys([...root.querySelectorAll("input")])' in controls
    assert focusable.findall(drag) == ["tip"]
    assert "keepKeys([tip])" in drag


def test_the_modules_load_nothing_from_elsewhere() -> None:
    for file in widgets.STATIC.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*import\b|\bimport\(|@import|url\(", text, re.MULTILINE)


def test_every_stop_of_the_power_shows_its_value(shown: list[Any], live: list[Any]) -> None:
    widgets.noise()
    (control,) = live[0].controls
    assert len(control["options"]) == 21
    assert control["options"][live[0].chosen[0]] == "0.75, as in word2vec"
    for index in (0, 15, 20):
        ask(live[0], [index])
        alpha = float(control["options"][index].split(",")[0])
        counts = widgets._embedded_counts()
        assert shown[1].updates[-1] == figures.noise(counts, widgets.NOISE_WORDS, alpha)


def test_more_samples_and_other_draws_redraw_the_step(shown: list[Any], live: list[Any]) -> None:
    widgets.sampled()
    state = widgets.hot_tea()
    ask(live[0], [3, 1])
    samples = [state.words.index(word) for word in widgets.NEGATIVES[1][:4]]
    expected = figures.sampled(state.center, 0, state.outside_vectors, state.words, samples)
    assert shown[1].updates == [expected]


def test_no_draw_has_the_observed_word_and_draw_1_is_what_the_text_says() -> None:
    state = widgets.hot_tea()
    observed = state.words[state.outside_idx]
    assert all(len(draw) == 6 and observed not in draw for draw in widgets.NEGATIVES)
    assert widgets.NEGATIVES[0][0] == "the"
    assert widgets.NEGATIVES[0][:4].count("the") == 2
    assert "coffee" in widgets.NEGATIVES[1][:4]
    assert "coffee" not in widgets.NEGATIVES[0]
