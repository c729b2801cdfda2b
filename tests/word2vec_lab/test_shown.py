"""A cell that is run again closes what it showed before, and nothing else."""

import pytest

from word2vec_lab import shown
from word2vec_lab.explorer.widget import Plot


class Noted(Plot):
    """A plot that notes when it is closed."""

    closed = False

    def close(self) -> None:
        """Note it."""
        self.closed = True


def plot() -> Noted:
    return Noted([], {})


def test_only_what_no_cell_shows_any_more_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_shown", {})
    now: list[tuple[str | None, str]] = [("a", "1")]
    monkeypatch.setattr(shown, "_running", lambda: now[0])
    first, second, third, both = (plot() for _ in range(4))
    for widget in (first, second, both):
        shown.take_place(widget)
    now[0] = ("b", "2")
    shown.take_place(both)
    assert [first.closed, second.closed] == [False, False]
    now[0] = ("a", "3")
    shown.take_place(third)
    shown.take_place(third)
    assert [first.closed, second.closed, both.closed, third.closed] == [True, True, False, False]
    now[0] = ("b", "4")
    shown.take_place(third)
    assert [both.closed, third.closed] == [True, False]


def test_without_a_cell_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_shown", {})
    monkeypatch.setattr(shown, "_running", lambda: (None, ""))
    first, second = plot(), plot()
    shown.take_place(first)
    shown.take_place(second)
    assert not first.closed
