"""The explorer's part in the page: an anywidget whose module is put together from the files in `static/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

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
    "panels",
    "timeline",
    "hands",
    "widget",
)
"""In this order each comes after what it needs."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./\w+\.js";\n', re.MULTILINE)


def module() -> str:
    """The text of the ES module: the files one after the other, without the imports among themselves.

    A widget is one module, and there is no build step. Each file is a module of its own too, which the tests import.
    """
    files = (STATIC / f"{name}.js" for name in MODULES)
    return "\n".join(_IMPORT.sub("", path.read_text(encoding="utf-8")) for path in files)


class Plot(anywidget.AnyWidget):
    """The plot in the page. `data` is all vectors, sent once; `settings` go both ways; `twin` names the picture."""

    _esm = module()
    _css = STATIC / "explorer.css"
    data = traitlets.Bytes().tag(sync=True)
    settings: Any = traitlets.Dict().tag(sync=True)
    start: Any = traitlets.Dict().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)

    def __init__(self, data: bytes, settings: Mapping[str, Any], twin: str) -> None:
        super().__init__(data=data, settings=dict(settings), start=dict(settings), twin=twin)
