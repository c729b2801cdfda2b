"""Keeps the explorer alive where there is no Jupyter: in an exported notebook, and on a page of its own.

nbconvert writes the widgets' saved state into the page, module included, and then asks a network for software to show
it. A small script beside the static picture needs neither network nor that software: it takes the plot, and the program
and vectors that plots share, out of the saved state and starts it right there. In Jupyter it finds no such state and
does nothing.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from safepage.writing import script_of_data

REVIVE = (Path(__file__).parent / "static" / "revive.js").read_text(encoding="utf-8")
STATE = "application/vnd.jupyter.widget-state+json"


def _model(state: Mapping[str, Any], buffers: list[dict[str, Any]]) -> dict[str, Any]:
    return {"model_name": "AnyModel", "model_module": "anywidget", "state": dict(state), "buffers": buffers}


def picture_with_script(img: str, twin: str) -> str:
    """The static picture and the script that puts the explorer in its place, as HTML for a notebook's output."""
    return f'<div>{img}</div><script type="module">{REVIVE}\nrevive({json.dumps(twin)});</script>'


def whole_page(title: str, img: str, state: Mapping[str, Any], shared: Sequence[bytes]) -> str:
    """A page of its own. `state` is the plot's, without what is shared: the program, then each run's vectors."""
    names = [f"shared{k}" for k in range(len(shared))]
    program, *vectors = (f"IPY_MODEL_{name}" for name in names)
    models = {
        name: _model(
            {}, [{"encoding": "base64", "path": ["content"], "data": base64.b64encode(content).decode("ascii")}]
        )
        for name, content in zip(names, shared, strict=True)
    }
    models["plot"] = _model({**state, "program": program, "vectors": vectors}, [])
    saved = {"version_major": 2, "version_minor": 0, "state": models}
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{PAGE_STYLE}</style><script>{PAGE_THEME}</script></head>"
        f"<body><main><h1>{html.escape(title)}</h1>"
        f"{picture_with_script(img, state['twin'])}</main>{script_of_data(saved, STATE)}</body></html>\n"
    )


PAGE_STYLE = (
    "body{margin:0 auto;max-width:70rem;padding:1rem;font-family:system-ui,sans-serif;background:#fff;color:#1a1a1a}"
    "h1{font-size:1.3rem}@media (prefers-color-scheme:dark){body{background:#111;color:#ececec}}"
    '[data-theme="dark"] body{background:#111;color:#ececec}[data-theme="light"] body{background:#fff;color:#1a1a1a}'
)

PAGE_THEME = (
    'addEventListener("message",({source,data})=>{if(source===parent&&["light","dark","auto"].includes(data?.theme))'
    "document.documentElement.dataset.theme=data.theme})"
)
"""In a frame, the page around it says which of light and dark its reader has chosen."""
