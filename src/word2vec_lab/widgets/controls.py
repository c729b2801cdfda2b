"""Controls that redraw a picture: sliders and choices below a figure, which is drawn by the figure function itself.

Where nothing can move (in the reading edition, or without a Jupyter kernel) the picture stands alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import anywidget
import traitlets

from word2vec_lab.figures import Picture
from word2vec_lab.widgets import page


@dataclass(frozen=True)
class Control:
    """A slider or a choice: the argument it sets, its label, and each option's text and value."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]
    start: int
    kind: Literal["slider", "choice"] = "slider"


class Controls(anywidget.AnyWidget):
    """Sliders and choices. `chosen` is the index of each one's option; `redraw` is called with their values."""

    _esm = page.module("controls.js")
    _css = page.style()
    controls: Any = traitlets.List().tag(sync=True)
    chosen: Any = traitlets.List().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, controls: Sequence[Control], redraw: Callable[..., None]) -> None:
        self._controls = tuple(controls)
        self._redraw = redraw
        shown = [{"label": c.label, "kind": c.kind, "options": [text for text, _ in c.options]} for c in controls]
        super().__init__(controls=shown, chosen=[c.start for c in controls])
        self.observe(self._answer, names="asked")

    @property
    def values(self) -> dict[str, Any]:
        """The value of each control, by the name of the argument it sets."""
        return {c.name: c.options[index][1] for c, index in zip(self._controls, self.chosen, strict=True)}

    def _answer(self, change: dict[str, Any]) -> None:
        self._redraw(**self.values)
        self.answered = change["new"]


def show(draw: Callable[..., Picture], *controls: Control) -> None:
    """Show `draw` at the controls' first values and, where something can move, the controls below it.

    The picture is one output that is updated in place, so a saved notebook keeps the last one.
    """
    first = draw(**{c.name: c.options[c.start][1] for c in controls})
    if not page.live():
        page.display(first)
        return
    handle = page.display(first, display_id=True)
    page.show_widget(Controls(controls, lambda **values: handle.update(draw(**values))))
