"""Widgets show the figure alone where nothing can move, and their modules leave the page's keys and network alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from word2vec_lab import figures, widgets
from word2vec_lab.palette import BLUE
from word2vec_lab.widgets import page
from word2vec_lab.widgets.controls import Controls

SENTENCE = ["she", "drinks", "hot", "tea", "in", "the", "cold", "rain"]
FUNCTIONS: dict[str, Callable[[], None]] = {
    "window": lambda: widgets.window(SENTENCE),
    "normalised_sum": widgets.normalised_sum,
    "secant": widgets.secant,
    "pull_and_push": widgets.pull_and_push,
    "noise": widgets.noise,
    "sampled": widgets.sampled,
}


class Shell:
    """Stands in for IPython's shell in a kernel."""

    kernel = object()


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_without_a_kernel_only_the_picture_is_shown(name: str, shown: list[Any]) -> None:
    FUNCTIONS[name]()
    assert [type(thing) for thing in shown] == [figures.Picture]


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_reading_edition_shows_only_the_picture_though_a_kernel_runs(
    name: str, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "get_ipython", Shell)
    assert page.live()
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    FUNCTIONS[name]()
    assert [type(thing) for thing in shown] == [figures.Picture]


def test_a_widget_that_cannot_be_shown_leaves_a_sentence_not_a_repr(shown: list[Any]) -> None:
    page.show_widget(Controls([], lambda: None))
    (bundle,) = shown
    assert bundle["text/plain"] == page.NEEDS_KERNEL
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_every_focusable_element_keeps_its_keys_from_jupyterlab() -> None:
    # What a browser makes of it is for tests/browser; here: nothing focusable was added and forgotten.
    focusable = re.compile(r'createElement\("(?:input|select|button|textarea|a)"\)|(\w+)\.tabIndex')
    controls = (page.STATIC / "controls.js").read_text(encoding="utf-8")
    drag = (page.STATIC / "drag.js").read_text(encoding="utf-8")
    assert set(focusable.findall(controls)) == {""}
    assert all(found[0] == 'createElement("input")' for found in focusable.finditer(controls))
    assert 'keepKeys([...root.querySelectorAll("input")])' in controls
    assert focusable.findall(drag) == ["tip"]
    assert "keepKeys([tip])" in drag


def test_the_modules_load_nothing_from_elsewhere() -> None:
    for file in page.STATIC.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.search(r"^\s*import\b|\bimport\(|@import|url\(", text, re.MULTILINE)


def test_the_style_sheet_has_every_colour_that_it_names() -> None:
    text = page.style()
    assert f"--w2v-blue: {BLUE};" in text
    named, given = set(re.findall(r"var\((--w2v-\w+)", text)), set(re.findall(r"(--w2v-\w+):", text))
    assert named
    assert named == given
