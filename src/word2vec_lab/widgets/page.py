"""What all widgets share: whether something can move where this runs, and how a widget gets into the page.

The controls are native elements in small modules of our own (`static/`) rather than ready-made sliders, because
JupyterLab takes the keys that are typed into those: D D on a focused slider deletes the cell.
"""

from pathlib import Path
from typing import Any

import anywidget
from IPython import display as ipython_display
from IPython import get_ipython

from word2vec_lab.edition import reading_edition
from word2vec_lab.palette import BLUE, INK

display: Any = ipython_display.display  # untyped over there

STATIC = Path(__file__).parent / "static"
NEEDS_KERNEL = "(Controls. They work when this cell is run in JupyterLab.)"


def style() -> str:
    """The text of the widgets' style sheet, with the course's colours before it."""
    colours = f":root {{ --w2v-blue: {BLUE}; --w2v-ink: {INK} }}\n"
    return colours + (STATIC / "widgets.css").read_text(encoding="utf-8")


def module(name: str) -> str:
    """The text of a widget's ES module, with what all modules share before it."""
    return "\n".join((STATIC / part).read_text(encoding="utf-8") for part in ("shared.js", name))


def live() -> bool:
    """Whether something can move: a Jupyter kernel runs this, and it is not building the reading edition."""
    shell = get_ipython()
    return not reading_edition() and shell is not None and getattr(shell, "kernel", None) is not None


def show_widget(widget: anywidget.AnyWidget) -> None:
    """Display a widget so that, where it cannot be shown, a sentence stands in its place and not Python's repr."""
    formatted: Any = widget._repr_mimebundle_()
    bundle, metadata = formatted
    display({**bundle, "text/plain": NEEDS_KERNEL}, metadata=metadata, raw=True)
