"""Keeps the explorer alive where there is no Jupyter: in an exported notebook, and on a page of its own.

nbconvert writes the widgets' saved state into the page, module included, and then asks a network for software to show
it. A small script beside the static picture needs neither network nor that software: it takes the explorer's module
and data out of the saved state and starts it right there. In Jupyter it finds no such state and does nothing.
"""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from typing import Any

REVIVE = (Path(__file__).parent / "static" / "revive.js").read_text(encoding="utf-8")
STATE = "application/vnd.jupyter.widget-state+json"


def picture_with_script(img: str, twin: str) -> str:
    """The static picture and the script that puts the explorer in its place, as HTML for a notebook's output."""
    return f'<div>{img}</div><script type="module">{REVIVE}\nrevive({json.dumps(twin)});</script>'


def whole_page(title: str, img: str, twin: str, state: dict[str, Any]) -> str:
    """A page of its own. `state` is the widget's state, its bytes included."""
    buffers = [name for name, value in state.items() if isinstance(value, bytes)]
    saved = {
        "version_major": 2,
        "version_minor": 0,
        "state": {
            "explorer": {
                "model_name": "AnyModel",
                "model_module": "anywidget",
                "state": {name: value for name, value in state.items() if name not in buffers},
                "buffers": [
                    {"encoding": "base64", "path": [name], "data": base64.b64encode(state[name]).decode("ascii")}
                    for name in buffers
                ],
            }
        },
    }
    # A "<" inside the JSON could end the script.
    text = json.dumps(saved, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{PAGE_STYLE}</style></head><body><main><h1>{html.escape(title)}</h1>"
        f'{picture_with_script(img, twin)}</main><script type="{STATE}">{text}</script></body></html>\n'
    )


PAGE_STYLE = (
    "body{margin:0 auto;max-width:70rem;padding:1rem;font-family:system-ui,sans-serif;background:#fff;color:#1a1a1a}"
    "h1{font-size:1.3rem}@media (prefers-color-scheme:dark){body{background:#111;color:#ececec}}"
)
