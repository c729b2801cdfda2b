"""What all widgets share: whether something can move where this runs, and how a widget gets into the page.

The controls are native elements in small modules of our own (`static/`) rather than ready-made sliders, because
JupyterLab takes the keys that are typed into those: D D on a focused slider deletes the cell.
"""

import uuid
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython import display as ipython_display
from IPython import get_ipython

from word2vec_lab.edition import reading_edition
from word2vec_lab.figures.style import ON_DARK, on_dark
from word2vec_lab.palette import BLUE, INK
from word2vec_lab.shown import RUN_AGAIN, take_place

display: Any = ipython_display.display  # untyped over there

STATIC = Path(__file__).parent / "static"
NEEDS_KERNEL = "(Controls. They work when this cell is run in JupyterLab.)"


def style() -> str:
    """The text of the widgets' style sheet, with the course's colours before it."""
    colours = f":root {{ --w2v-blue: {BLUE}; --w2v-ink: {INK} }}\n{ON_DARK}\n"
    return colours + (STATIC / "widgets.css").read_text(encoding="utf-8")


def module(name: str) -> str:
    """The text of a widget's ES module, with what all modules share before it."""
    return "\n".join((STATIC / part).read_text(encoding="utf-8") for part in ("shared.js", name))


class Widget(anywidget.AnyWidget):
    """A widget whose module can find out whether its kernel still runs: `me` is the name that Jupyter gave it."""

    me = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.me = self.model_id


def live() -> bool:
    """Whether something can move: a Jupyter kernel runs this, and it is not building the reading edition."""
    shell = get_ipython()
    return not reading_edition() and shell is not None and getattr(shell, "kernel", None) is not None


class Still:
    """What stands still before a widget, in an output of its own: a saved notebook shows it where no widget is.

    `twin` is its name. The widget that is given it hides the still one for as long as it is on the page itself.
    """

    def __init__(self, shown: str, text: str) -> None:
        """Display it. `shown` is HTML, `text` the same in words."""
        self.twin = uuid.uuid4().hex
        self._handle: Any = display(self._bundle(shown, text), raw=True, display_id=True)

    def update(self, shown: str, text: str) -> None:
        """Put something else in its place."""
        self._handle.update(self._bundle(shown, text), raw=True)

    def _bundle(self, shown: str, text: str) -> dict[str, str]:
        page = f'<div data-twin="{self.twin}">{shown}<p>{RUN_AGAIN}</p></div>{on_dark()}'
        return {"text/html": page, "text/plain": text}


def show_widget(widget: anywidget.AnyWidget) -> None:
    """Display a widget so that, where it cannot be shown, a sentence stands in its place and not Python's repr."""
    take_place(widget)
    formatted: Any = widget._repr_mimebundle_()
    bundle, metadata = formatted
    display({**bundle, "text/plain": NEEDS_KERNEL}, metadata=metadata, raw=True)
