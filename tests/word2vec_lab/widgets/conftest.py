"""A page for widgets: it keeps what was displayed, and what live widgets were shown in it."""

from collections.abc import Callable
from typing import Any

import pytest

from word2vec_lab.figures import Picture
from word2vec_lab.widgets import page
from word2vec_lab.widgets.controls import Controls


class Handle:
    """Stands in for IPython's display handle: keeps what it was updated with."""

    def __init__(self) -> None:
        self.updates: list[Any] = []

    def update(self, shown: Any, **_: Any) -> None:
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

    monkeypatch.setattr(page, "display", display)
    return seen


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """As in JupyterLab; collects the widgets that were shown."""
    made: list[Any] = []
    monkeypatch.setattr(page, "live", lambda: True)
    monkeypatch.setattr(page, "show_widget", made.append)
    return made


@pytest.fixture
def ask() -> Callable[[Controls, list[int]], Picture]:
    """Does what the page does when a control moves, and gives the picture that is shown then."""

    def moved(controls: Controls, chosen: list[int]) -> Picture:
        controls.set_state({"chosen": chosen, "asked": controls.asked + 1})
        return Picture(controls.frame, controls.alt, controls.width)

    return moved
