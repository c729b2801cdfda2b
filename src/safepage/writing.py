"""Writes a sentence or data of the course's own into a page, so that the one stays text and the other stays data."""

import html
import json
import re
from typing import Any

CODE = re.compile("`(.+?)`")


def prose(text: str) -> str:
    """A sentence as HTML; what stands between backticks is code.

    >>> prose("Run `a < b`.")
    'Run <code>a &lt; b</code>.'
    """
    return CODE.sub(r"<code>\1</code>", html.escape(text))


def script_of_data(data: Any, kind: str = "application/json") -> str:
    """An element with data that a script of the page reads: JSON, in which no text can end the element.

    >>> script_of_data({"a": 1})
    '<script type="application/json">{"a": 1}</script>'
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="{kind}">{text}</script>'
