"""The explorer's part in the page: a small widget for each plot, and beside it what the plots of a notebook share.

A page holds the state of every widget, and a saved notebook holds it once more. So the vectors and the program are
widgets of their own, `Shared`: twenty plots of a run send, keep and save them once. A plot names those that it needs,
and the last plot that is closed closes them.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import anywidget
import traitlets
from ipywidgets.widgets.widget import widget_serialization

STATIC = Path(__file__).parent / "static"
MODULES = (
    "maths",
    "labels",
    "scene",
    "shapes",
    "plot",
    "theme",
    "clock",
    "words",
    "marks",
    "dom",
    "saving",
    "neighbours",
    "axes",
    "panels",
    "timeline",
    "hands",
    "panes",
    "widget",
)
"""In this order each comes after what it needs."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.MULTILINE)

_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)


def module() -> str:
    """The text of the ES module: the files one after the other, without the imports among themselves.

    A program is one module, and there is no build step. Each file is a module of its own too, which the tests import.
    """
    files = [_IMPORT.sub("", (STATIC / f"{name}.js").read_text(encoding="utf-8")) for name in MODULES]
    style = json.dumps((STATIC / "explorer.css").read_text(encoding="utf-8"))
    return "\n".join([*files, f"const STYLE = {style};"])


@cache
def program() -> bytes:
    """The module as it travels: compressed, without the comments, which every saved notebook would keep."""
    return zlib.compress(_COMMENT.sub("", module()).encode(), 9)


class Shared(anywidget.AnyWidget):
    """Bytes that several plots need: a run's vectors, or the program. It is shown nowhere."""

    _esm = "export default {};"  # of ipywidgets' own widgets the bytes are not saved
    content = traitlets.Bytes().tag(sync=True)

    def __init__(self, content: bytes) -> None:
        super().__init__(content=content)
        self._users: set[Plot] = set()

    @classmethod
    def of(cls, content: bytes) -> Shared:
        """The one that holds these bytes: a new one, where no open one does."""
        name = hashlib.sha256(content).hexdigest()
        found = _shared.get(name)
        if found is None or found.comm is None:
            found = _shared[name] = cls(content)
        return found

    def take(self, plot: Plot) -> None:
        """Note that a plot needs it."""
        self._users.add(plot)

    def leave(self, plot: Plot) -> None:
        """Note that a plot is closed; with the last one this is."""
        self._users.discard(plot)
        if not self._users:
            self.close()
            self.layout.close()


_shared: WeakValueDictionary[str, Shared] = WeakValueDictionary()
"""Those that are open, by their content."""


class Plot(anywidget.AnyWidget):
    """The plot in the page. `settings` and `view` go both ways; `twin` names the picture that stands in its place.

    `groups` are names and lists of words; `start` is what the settings were at first.
    """

    _esm = STATIC / "load.js"
    program: Any = traitlets.Instance(Shared).tag(sync=True, **widget_serialization)
    vectors: Any = traitlets.List().tag(sync=True, **widget_serialization)
    groups: Any = traitlets.List().tag(sync=True)
    settings: Any = traitlets.Dict().tag(sync=True)
    start: Any = traitlets.Dict().tag(sync=True)
    view: Any = traitlets.Dict().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)

    def __init__(self, vectors: Sequence[bytes], state: Mapping[str, Any]) -> None:
        """A plot of packed runs; `state` has all else that is sent, by name."""
        self._shares = [Shared.of(content) for content in (program(), *vectors)]
        first, *rest = self._shares
        super().__init__(program=first, vectors=rest, **state)
        for part in self._shares:
            part.take(self)

    def close(self) -> None:
        """Take the plot off the page, and what no other plot needs."""
        if self.comm is None:
            return
        super().close()
        for part in self._shares:
            part.leave(self)
