"""Progress is shown as lines, as widgets where somebody looks, or not at all; a curve is drawn with its numbers."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from word2vec_lab.edition import GRADING
from word2vec_lab.training import progress


def test_nothing_is_shown_under_nbgrader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GRADING, "autograde")
    assert isinstance(progress.choose(), progress.Silent)


def test_lines_are_shown_where_there_is_no_front_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(GRADING, raising=False)
    assert isinstance(progress.choose(), progress.Lines)


@pytest.mark.parametrize(("asked", "kind"), [(True, progress.Live), (False, progress.Lines)])
def test_widgets_are_shown_to_a_front_end_that_can_be_asked(
    monkeypatch: pytest.MonkeyPatch, asked: bool, kind: type
) -> None:
    class Kernel:
        def get_parent(self, channel: str) -> dict[str, Any]:
            assert channel == "shell"
            return {"content": {"allow_stdin": asked}}

    class Shell:
        kernel = Kernel()

    monkeypatch.delenv(GRADING, raising=False)
    monkeypatch.setattr("IPython.core.getipython.get_ipython", Shell)
    assert isinstance(progress.choose(), kind)


def test_lines_tell_how_far_it_is_about_twenty_times() -> None:
    lines: list[str] = []
    display = progress.Lines(lines.append)
    display.begin(0, 1_000)
    curve = []
    for iteration in range(10, 1_001, 10):
        curve.append(20 - iteration / 100)
        display.update(iteration, curve)
    assert len(lines) == 20
    assert re.fullmatch(r"iteration     50 of 1,000: smoothed loss 19\.500000, a few seconds left", lines[0])
    assert lines[-1] == "iteration  1,000 of 1,000: smoothed loss 10.000000"


def test_the_time_left_is_told_from_the_pace_of_this_session(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    pace = progress._Pace(done=900, iterations=2_000)
    now[0] += 30
    assert pace.left(1_000) == pytest.approx(300)


@pytest.mark.parametrize("highest", [0.4, 3.0, 21.8, 215.0])
def test_the_curve_is_well_formed_and_stays_on_its_paper(highest: float) -> None:
    curve = [highest * (1 - 0.5 * i / 4_000) for i in range(4_000)]
    tree = ElementTree.fromstring(progress.drawn(curve, 80_000))
    assert tree.get("role") == "img"
    assert "40,000 iterations" in tree.get("aria-label", "")
    line = next(element for element in tree.iter() if element.tag == "polyline")
    points = [tuple(map(float, pair.split(","))) for pair in line.get("points", "").split()]
    assert 200 < len(points) < 800
    xs = [x for x, _ in points]
    assert xs == sorted(xs)
    assert all(46 <= x <= 628 and 10 <= y <= 154 for x, y in points)
    # Half of the run is done: half of the paper is still free.
    assert points[-1][0] == pytest.approx(46 + (628 - 46) / 2, abs=1)
    assert 3 < sum(element.tag == "text" for element in tree) < 16


def test_no_curve_without_numbers() -> None:
    assert progress.drawn([], 100) == ""


def test_a_notebook_that_was_reopened_sees_the_end_in_the_widgets_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(progress, "take_place", shown.append)
    monkeypatch.setattr("IPython.display.display", lambda thing, **_: None)
    live = progress.Live()
    live.begin(0, 100)
    live.update(10, [3.0])
    box, bar, text, curve = shown
    assert box.children == (bar, text, curve)
    assert progress.STILL in text.value
    live.end(100, [3.0, 2.0], "Done & over")
    assert (bar.value, text.value) == (100, "Done &amp; over")
    assert "from 3.000 to 2.000" in curve.value
