"""What is done in the page comes back to Python, what Python sets goes to the page; bad views are refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import pytest

from word2vec_lab.explorer import Explorer, Vectors, widget
from word2vec_lab.explorer.packing import packed
from word2vec_lab.explorer.widget import Plot, Shared, program


@pytest.fixture
def plot(run: Vectors) -> Iterator[Explorer]:
    """An explorer whose plot is in a page."""
    made = Explorer(run)
    made._plot = Plot([packed(run)], made._state())
    made._plot.observe(made._take_over, ["settings", "view"])
    yield made
    made._plot.close()


def page(plot: Explorer) -> Plot:
    assert plot._plot is not None
    return plot._plot


def test_what_is_selected_in_the_page_is_selected_in_python(plot: Explorer) -> None:
    heard: list[Any] = []
    plot.observe(lambda change: heard.append((change["old"], change["new"])), "selected")
    page(plot).view = {**page(plot).view, "pinned": ["tea", "rain"], "zoom": 2.5}
    assert plot.selected == ("tea", "rain")
    assert plot.view["zoom"] == 2.5
    assert heard == [((), ("tea", "rain"))]
    plot.selected = ["snow"]
    assert page(plot).view["pinned"] == ["snow"]
    assert page(plot).view["zoom"] == 2.5
    assert heard[-1] == (("tea", "rain"), ("snow",))


def test_settings_and_view_that_change_together_both_arrive(plot: Explorer) -> None:
    heard: list[str] = []
    plot.observe(lambda change: heard.append(change["name"]), ["settings", "view"])
    with page(plot).hold_trait_notifications():
        page(plot).settings = {**page(plot).settings, "moment": 2.0, "kind": "both"}
        page(plot).view = {**page(plot).view, "moment": 2.0, "pinned": ["tea"], "panel": "axes"}
    assert (plot.settings.moment, plot.settings.kind, plot.selected) == (2.0, "both", ("tea",))
    assert (plot.view["moment"], plot.view["panel"]) == (2.0, "axes")
    assert set(heard) == {"settings", "view"}
    assert page(plot).view["pinned"] == ["tea"], "the page is not told what it was before"


def test_a_view_can_be_set_saved_and_given_to_another_plot(plot: Explorer, run: Vectors) -> None:
    heard: list[Any] = []
    plot.observe(lambda change: heard.append(change["new"]), "selected")
    plot.view = {"zoom": 3, "middle": (0.25, 0.75), "moment": 1, "pinned": ["tea"], "panel": "table"}
    assert heard == [("tea",)], "once"
    assert plot.settings.moment == 1
    assert plot.selected == ("tea",)
    assert page(plot).settings["moment"] == 1
    saved = json.loads(json.dumps(plot.view))
    other = Explorer(run)
    other.view = saved
    assert other.view == plot.view == page(plot).view
    other.settings = replace(other.settings, moment=None)
    assert other.view == {**saved, "moment": None}
    other.view = {"zoom": 1}
    assert other.view["panel"] == "table", "what is not given stays"
    assert other._state()["view"] == other.view, "a page that is written opens on it"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"zom": 2}, "a view has no 'zom', but zoom, middle, moment, pinned, panel. Did you mean 'zoom'"),
        ({"zoom": 0}, "zoom is 0: give a number"),
        ({"zoom": float("nan")}, "zoom is nan: give a number"),
        ({"zoom": True}, "zoom is True: give a number"),
        ({"middle": 0.5}, "middle is 0.5: give two numbers"),
        ({"middle": [0.5, "x"]}, "give two numbers"),
        ({"panel": "axis"}, "panel is 'axis': choose one of '', 'words', 'axes'.*Did you mean 'axes'"),
        ({"pinned": "tea"}, "the words selected are 'tea': give a list of words"),
        ({"pinned": ["teaa"]}, "not in the vocabulary.*'teaa'"),
        ({"moment": 99}, "moment 99 is not between 0 and 6"),
        ([1], "dict"),
    ],
)
def test_a_bad_view_is_refused_and_nothing_changes(run: Vectors, given: Any, told: str) -> None:
    plot = Explorer(run)
    before = plot.view
    with pytest.raises(Exception, match=told):
        plot.view = given
    assert plot.view == before
    assert plot.selected == ()
    assert plot.settings.moment is None


def test_a_bad_selection_is_refused(run: Vectors) -> None:
    plot = Explorer(run)
    for given in ("tea", ["zebra"], 3):
        with pytest.raises(ValueError, match=r"the words selected|not in the vocabulary"):
            plot.selected = given
    assert plot.selected == ()


def test_plots_share_what_they_have_in_common_and_the_last_one_closes_it(
    run: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "_shared", WeakValueDictionary())
    content = packed(run)
    first, second = Plot([content], {}), Plot([content], {})
    other = Plot([packed(replace(run, name="another"))], {})
    assert first.program is second.program is other.program is Shared.of(program())
    assert first.vectors == second.vectors != other.vectors
    [vectors] = first.vectors
    first.close()
    first.close()
    assert vectors.comm is not None
    second.close()
    assert vectors.comm is None
    assert other.program.comm is not None
    again = Plot([content], {})
    assert again.vectors[0].comm is not None
    again.close()
    other.close()
    assert other.program.comm is None
