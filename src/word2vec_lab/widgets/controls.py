"""Controls that redraw a picture: sliders and choices below a figure, which is drawn by the figure function itself.

Where nothing can move (in the reading edition, or without a Jupyter kernel) the picture stands alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import traitlets

from word2vec_lab.edition import site_folder
from word2vec_lab.figures import ONE_AT_A_TIME, Picture
from word2vec_lab.widgets import page


@dataclass(frozen=True)
class Control:
    """A slider or a choice: the argument it sets, its label, and each option's text and value."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]
    start: int
    kind: Literal["slider", "choice"] = "slider"


class Controls(page.Widget):
    """Sliders and choices. `chosen` is the index of each one's option; `redraw` is called with their values.

    The picture that it returns is a part of the widget, and not an output beside it: an output loses its name when the
    notebook is closed, and could not be redrawn after it was opened again. `picture` is the first one, if there is any.
    """

    _esm = page.module("controls.js")
    _css = page.style()
    controls: Any = traitlets.List().tag(sync=True)
    chosen: Any = traitlets.List().tag(sync=True)
    frame = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        controls: Sequence[Control],
        redraw: Callable[..., Picture | None],
        picture: Picture | None = None,
        twin: str = "",
    ) -> None:
        self._controls = tuple(controls)
        self._redraw = redraw
        shown = [{"label": c.label, "kind": c.kind, "options": [text for text, _ in c.options]} for c in controls]
        super().__init__(controls=shown, chosen=[c.start for c in controls], twin=twin, **_traits(picture))
        self.observe(self._answer, names="asked")

    @property
    def values(self) -> dict[str, Any]:
        """The value of each control, by the name of the argument it sets."""
        return {c.name: c.options[index][1] for c, index in zip(self._controls, self.chosen, strict=True)}

    def _answer(self, change: dict[str, Any]) -> None:
        with ONE_AT_A_TIME:
            self._redrawn(self._redraw(**self.values), change["new"])

    def _redrawn(self, picture: Picture | None, answered: int) -> None:
        with self.hold_sync():
            for name, value in _traits(picture).items():
                setattr(self, name, value)
            self.answered = answered


def _traits(picture: Picture | None) -> dict[str, Any]:
    return {} if picture is None else {"frame": picture.png, "alt": picture.alt, "width": picture.width}


def show(draw: Callable[..., Picture], *controls: Control) -> None:
    """Show `draw` at the controls' first values and, where something can move, with the controls below it.

    A still picture, updated as the other moves, is an output of its own: a saved notebook shows it where no widget is.
    """
    site = site_folder()
    if site is not None:
        # It needs the controls, which need this module.
        from word2vec_lab.widgets.film import Film

        page.display(Film(draw, controls, site))
        return
    first = draw(**{c.name: c.options[c.start][1] for c in controls})
    if not page.live():
        page.display(first)
        return
    still = page.Still(first.img(), first.alt)

    def redraw(**values: Any) -> Picture:
        picture = draw(**values)
        still.update(picture.img(), picture.alt)
        return picture

    page.show_widget(Controls(controls, redraw, first, still.twin))
