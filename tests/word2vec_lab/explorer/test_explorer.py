"""What a notebook shows: a picture alone where nothing can move, else the picture and the plot; and what is written."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from safepage.pictures import says_of_itself
from word2vec_lab import figures
from word2vec_lab.explorer import Explorer, Vectors, explorer, picture
from word2vec_lab.explorer.layout import arrange, ticks
from word2vec_lab.figures import Picture
from word2vec_lab.training import origin, word_vectors


class Handle:
    """Stands in for IPython's display handle."""

    def __init__(self, seen: list[Any]) -> None:
        self.seen = seen

    def update(self, shown: Any, **_: Any) -> None:
        """Note what the display was updated with, in its place."""
        self.seen[0] = shown


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was displayed, in order."""
    seen: list[Any] = []

    def display(thing: Any, **_: Any) -> Handle:
        seen.append(thing)
        return Handle(seen)

    monkeypatch.setattr(explorer, "display", display)
    return seen


def test_without_a_kernel_only_the_picture_is_shown(run: Vectors, shown: list[Any]) -> None:
    Explorer(run)._ipython_display_()
    assert [type(thing) for thing in shown] == [Picture]


def test_in_the_reading_edition_only_the_picture_is_shown(
    run: Vectors, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shell:
        kernel = object()

    monkeypatch.setattr(explorer, "get_ipython", Shell)
    assert explorer._live()
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    Explorer(run)._ipython_display_()
    assert [type(thing) for thing in shown] == [Picture]


@pytest.mark.slow
def test_with_a_kernel_the_picture_comes_first_and_then_the_plot(
    run: Vectors, shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "_live", lambda: True)
    plot = Explorer(run, kind="outside")
    plot._ipython_display_()
    first, second = shown
    assert plot.picture().alt == first["text/plain"]
    assert f'data-twin="{plot._twin}"' in first["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in second
    assert "It works when this cell is run" in second["text/plain"]
    # What is chosen in the page is what Python then draws and writes.
    assert plot._plot is not None
    plot._plot.settings = {**plot._plot.settings, "unit_length": True, "components": [1, 2]}
    assert plot.settings.components == (1, 2)
    assert "length 1" in plot.picture().alt
    plot.settings = replace(plot.settings, kind="both")
    assert plot._plot.settings["kind"] == "both"


@pytest.mark.slow
def test_the_picture_is_written_as_the_plot_shows_it(run: Vectors, tmp_path: Path) -> None:
    plot = Explorer(run, analogy=("king", "man", "woman"), moment=2.0, trails=True)
    path = plot.write_png(tmp_path / "word_vectors.png")
    assert Image.open(path).width > 1200
    alt = plot.picture().alt
    assert "Centre vectors of 24 words, iteration 2,000" in alt
    assert "Arrows show king − man + woman" in alt
    assert path.read_bytes() == plot.picture().png, "the same picture every time"


@pytest.mark.slow
def test_a_picture_is_called_the_explorers_and_takes_no_others_place(
    run: Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plot = Explorer(run, kind="outside")
    assert plot.write_png() == Path("explorer.png")
    first = Path("explorer.png").read_bytes()
    assert says_of_itself(first) == "A view from the explorer: Outside vectors of 24 words."
    plot.settings = replace(plot.settings, kind="center")
    plot.write_png()
    assert Path("explorer.png").read_bytes() != first, "its own it replaces"
    others = {"explorer.png": b"notes of my own", "word_vectors.png": figures.surprise({"a": 0.5}).png}
    for name, content in others.items():
        Path(name).write_bytes(content)
        with pytest.raises(ValueError, match=f"{name} is there already, and it is not a picture of the explorer's"):
            plot.write_png(*([name] if name != "explorer.png" else []))
        assert Path(name).read_bytes() == content


@pytest.mark.slow
def test_a_picture_of_a_run_says_which() -> None:
    reference = word_vectors.reference()
    shown = Explorer(reference).picture().png
    assert says_of_itself(shown) == f"A view from the explorer: Centre vectors of 24 words. {reference.origin}."
    assert origin.read(shown) == reference.origin
    assert origin.read(Explorer(reference, reference).picture().png) is None, "two runs are not one"


@pytest.mark.slow
def test_two_plots_stand_side_by_side(run: Vectors) -> None:
    other = replace(run, center=-run.center, trajectory=None, name="mirrored")
    plot = Explorer(replace(run, name="first"), other)
    assert plot.settings.beside == "run"
    found = plot.picture()
    assert found.width > 1200
    assert "first: Centre vectors" in found.alt
    assert "mirrored: Centre vectors" in found.alt
    raw, unit = picture.panes(plot.runs, replace(plot.settings, beside="length"))
    assert (raw.settings.unit_length, unit.settings.unit_length) == (False, True)
    assert Explorer(run, beside="length").settings.beside == "length"


def test_markup_stays_text_on_the_page(tmp_path: Path) -> None:
    words = ("</script><script>alert(1)</script>", "<b>b</b>", 'a"b')
    plot = Explorer(Vectors(words, np.eye(3)))
    page = plot.write_page(tmp_path / "page.html", title="<i>title</i>").read_text(encoding="utf-8")
    assert "alert(1)</script>" not in page
    assert "<b>b</b>" not in page
    assert "<i>title</i>" not in page


def test_the_most_frequent_words_are_shown_where_the_handouts_are_not() -> None:
    words = tuple(f"w{k}" for k in range(40))
    vectors = np.random.default_rng(0).normal(size=(40, 3))
    assert Explorer(Vectors(words, vectors, counts=np.arange(1, 41))).settings.words == tuple(reversed(words[15:]))
    assert Explorer(Vectors(words, vectors)).settings.words == words[:25]


def test_labels_in_the_picture_keep_apart() -> None:
    rng = np.random.default_rng(2)
    points, sizes = rng.normal((300, 200), 60, size=(30, 2)), np.stack([rng.uniform(20, 70, 30), np.full(30, 15)], 1)
    middles = arrange(points, np.full(30, 4.0), sizes, (0, 0, 600, 400))
    boxes = [(m - s / 2, m + s / 2) for m, s in zip(middles, sizes, strict=True) if m is not None]
    assert len(boxes) == 30
    for k, (low, high) in enumerate(boxes):
        assert not any((low < top).all() and (high > bottom).all() for bottom, top in boxes[:k])


def test_ticks_are_round_and_inside() -> None:
    found = ticks(-0.13, 0.31)
    assert [value for value, _ in found] == pytest.approx([-0.1, 0, 0.1, 0.2, 0.3])
    assert {digits for _, digits in found} == {1}
    assert ticks(1, 1) == []
