"""The course's widgets: every stop of every control draws, and shows what it says."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from word2vec_lab import figures, widgets
from word2vec_lab.training import word_vectors
from word2vec_lab.widgets import course
from word2vec_lab.widgets.controls import Controls

Ask = Callable[[Controls, list[int]], figures.Picture]


def picture_in(controls: Controls) -> figures.Picture:
    return figures.Picture(controls.frame, controls.alt, controls.width)


@pytest.mark.slow
def test_in_jupyterlab_the_slopes_are_shown_when_asked_for(shown: list[Any], live: list[Any], ask: Ask) -> None:
    widgets.activations()
    (controls,) = live
    assert picture_in(controls) == figures.activations(0.2, slopes=False)
    assert [len(c["options"]) for c in controls.controls] == [19, 2]
    assert ask(controls, [18, 1]) == figures.activations(0.95)


@pytest.mark.slow
def test_without_a_kernel_the_slopes_are_there(shown: list[Any]) -> None:
    widgets.activations()
    assert shown == [figures.activations(0.2)]


@pytest.mark.slow
def test_the_static_twin_tells_all_numbers_in_words(shown: list[Any]) -> None:
    widgets.contributions()
    (picture,) = shown
    assert isinstance(picture, figures.Picture)
    assert "centre word “queen”, 2 of 4 outside words added (waiting: drink, tea)" in picture.alt
    assert "exactly zero for and, drink, king, tea, the" in picture.alt


@pytest.mark.slow
def test_every_stop_draws_and_the_tables_add_up(shown: list[Any], live: list[Any], ask: Ask) -> None:
    widgets.contributions()
    (controls,) = live
    last = [len(control["options"]) - 1 for control in controls.controls]
    tried = ([0, 0, 0], last, [2, last[1], last[2]], [last[0], 0, last[2]])
    pictures = [picture_in(controls), *(ask(controls, chosen) for chosen in tried)]
    assert len(pictures) == 5
    assert len({picture.width for picture in pictures}) == 1
    # The window of four around “queen” holds “the” twice, and reads so in words.
    twice = pictures[3].alt
    assert "6 of 6 outside words added" in twice
    own = re.findall(r"the \((.*?)\)", twice.split("Slopes of the loss so far")[0])
    assert len(own) == 2
    assert own[0] == own[1]


@pytest.mark.slow
def test_every_stop_of_the_power_shows_its_value(shown: list[Any], live: list[Any], ask: Ask) -> None:
    widgets.noise()
    (control,) = live[0].controls
    assert len(control["options"]) == 21
    assert control["options"][live[0].chosen[0]] == "1.00, as in the text"
    for index in (0, 15, 20):
        alpha = float(control["options"][index].split(",")[0])
        counts = course._embedded_counts()
        assert ask(live[0], [index]) == figures.noise(counts, course.NOISE_WORDS, alpha)


@pytest.mark.slow
def test_more_samples_and_other_draws_redraw_the_step(shown: list[Any], live: list[Any], ask: Ask) -> None:
    widgets.sampled()
    state = widgets.hot_tea()
    samples = [state.words.index(word) for word in course.NEGATIVES[1][:4]]
    expected = figures.sampled(state.center, 0, state.outside_vectors, state.words, samples)
    assert ask(live[0], [3, 1]) == expected


def test_no_draw_has_the_observed_word_and_draw_1_is_what_the_text_says() -> None:
    state = widgets.hot_tea()
    observed = state.words[state.outside_idx]
    assert all(len(draw) == 6 and observed not in draw for draw in course.NEGATIVES)
    assert course.NEGATIVES[0][0] == "the"
    assert course.NEGATIVES[0][:4].count("the") == 2
    assert "coffee" in course.NEGATIVES[1][:4]
    assert "coffee" not in course.NEGATIVES[0]


@pytest.mark.slow
@pytest.mark.parametrize("widget", [widgets.descent, widgets.minibatches])
def test_every_stop_of_the_walks_downhill_draws(
    widget: Callable[[], None], shown: list[Any], live: list[Any], ask: Ask
) -> None:
    widget()
    (controls,) = live
    ends = (0, len(controls.controls[0]["options"]) - 1)
    pictures = [picture_in(controls), *(ask(controls, [index, choice]) for index in ends for choice in (0, 1))]
    assert len(pictures) == 5
    assert len({picture.width for picture in pictures}) == 1
    assert len({picture.alt for picture in pictures[1:]}) == 4


@pytest.mark.slow
def test_the_plot_of_word_vectors_starts_with_a_picture_and_redraws_it(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = word_vectors.reference()
    widgets.word_plot(reference.words, reference.center, reference.outside)
    expected = figures.word_vectors(reference.words, reference.outside, title="Vectors: outside")
    assert shown == [expected]

    drawn: list[Any] = []
    monkeypatch.setattr(course, "show", lambda draw, *controls: drawn.append((draw, controls)))
    widgets.word_plot(reference.words, reference.center, reference.outside)
    draw, controls = drawn[0]
    for control in controls:
        for _, value in control.options:
            values = {c.name: c.options[c.start][1] for c in controls} | {control.name: value}
            alt = draw(**values).alt
            assert all(word in alt for word in reference.words)
