"""Renders a student's Markdown as HTML that is safe to open and needs nothing beside it.

Mathematics is taken out before Markdown is read, as JupyterLab does: a `_` or `*` in a formula is no emphasis. What a
student wrote as HTML is kept where it is harmless, and shown as text where it is not. Pictures go into the page.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import mistune
from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]  # bleach has no types
from bleach.sanitizer import Cleaner

from word2vec_lab.submission.tex import mathml

LARGEST_PICTURE = 20_000_000
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
SIGNATURES = {
    "image/png": b"\x89PNG",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}

TAGS = frozenset(
    re.findall(
        r"\w+",
        "a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre q s small"
        " span strong sub summary sup table tbody td tfoot th thead tr u ul",
    )
)
ATTRIBUTES = {
    "a": ["href", "title"],
    "img": ["src", "alt", "title", "width", "height"],
    "td": ["colspan", "rowspan", "align"],
    "th": ["colspan", "rowspan", "align", "scope"],
    "ol": ["start"],
    "details": ["open"],
}
PROTOCOLS = ["http", "https", "mailto", "data", "attachment"]

HEADINGS_BELOW = 3
"""A student's largest heading is one below the page's headings of items."""

# Characters of Unicode's private area stand around the number of a formula while Markdown is read.
OPEN, CLOSE = "\ue000", "\ue001"

# Fenced code, code in a line and escaped dollars come first: what is in them is no mathematics.
TOKEN = re.compile(
    r"""
    (?P<fence> ^[ ]{0,3} (?P<bar>`{3,}|~{3,}) [^\n]*\n .*? (?: ^[ ]{0,3}(?P=bar)[`~]*[ ]*$ | \Z ) )
  | (?P<code> (?<!`) (?P<ticks>`+) (?!`) (?:(?!\n\s*\n).)*? (?<!`) (?P=ticks) (?!`) )
  | (?P<escaped> \\\$ )
  | \$\$ (?P<block> .+? ) \$\$
  | (?P<environment> \\begin\{(?P<name>[a-z]+\*?)\} .*? \\end\{(?P=name)\} )
  | \\\\\[ (?P<bracket> .+? ) \\\\\]
  | \\\\\( (?P<parenthesis> .+? ) \\\\\)
  | \$ (?P<line> (?:\\.|(?!\n\s*\n)[^$\\])+ ) \$
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def render(text: str, attachments: Mapping[str, Mapping[str, str]], folder: Path) -> str:
    """The Markdown of one cell as HTML; pictures come from the cell's `attachments` or from files in `folder`."""
    formulas: list[tuple[str, bool]] = []

    def put_aside(match: re.Match[str]) -> str:
        if match["fence"] or match["code"] or match["escaped"]:
            return match[0]
        tex = next(match[group] for group in ("block", "environment", "bracket", "parenthesis", "line") if match[group])
        formulas.append((tex, not (match["line"] or match["parenthesis"])))
        return f"{OPEN}{len(formulas) - 1}{CLOSE}"

    text = text.replace(OPEN, "").replace(CLOSE, "").replace("\0", "")
    page = _cleaner(attachments, folder).clean(str(_markdown(TOKEN.sub(put_aside, text))))
    return _with_formulas(page, formulas)


def data_address(kind: str, content: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


class _Renderer(mistune.HTMLRenderer):
    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return super().heading(text, min(level + HEADINGS_BELOW, 6), **attrs)


# Raw HTML passes here and is sorted out by the cleaner, which knows HTML; so are addresses.
_markdown = mistune.create_markdown(
    renderer=_Renderer(escape=False, allow_harmful_protocols=True), plugins=["strikethrough", "table"]
)


def _cleaner(attachments: Mapping[str, Mapping[str, str]], folder: Path) -> Cleaner:
    pictures = partial(_Pictures, attachments=attachments, folder=folder)
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, filters=[pictures])


class _Pictures(Filter):
    """Puts pictures into the page, and words where there is none; a link goes to the web or to a mailbox only."""

    def __init__(self, source: Any, attachments: Mapping[str, Mapping[str, str]], folder: Path) -> None:
        super().__init__(source)  # type: ignore[no-untyped-call]
        self.attachments = attachments
        self.folder = folder

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():  # type: ignore[no-untyped-call]
            attributes = token.get("data")
            if token.get("name") == "a" and isinstance(attributes, dict):
                address = str(attributes.get((None, "href"), ""))
                if not re.match(r"(https?|mailto):", address):
                    attributes.pop((None, "href"), None)
            if token.get("name") == "img" and isinstance(attributes, dict):
                address = str(attributes.get((None, "src"), ""))
                inside = self.inside(address)
                if not inside:
                    words = html.unescape(str(attributes.get((None, "alt"), ""))) or address[:200]
                    yield {"type": "Characters", "data": f"[This picture is not in the page: {words}]"}
                    continue
                attributes[(None, "src")] = inside
            yield token

    def inside(self, address: str) -> str:
        """The picture as an address that holds it, or an empty string."""
        if address.startswith("attachment:"):
            forms = self.attachments.get(address.removeprefix("attachment:"), {})
            for kind in PICTURES.values():
                content = "".join(forms.get(kind, "")) if isinstance(forms, Mapping) else ""
                if re.fullmatch(r"[\w+/=\s]+", content):
                    return f"data:{kind};base64,{content}"
            return ""
        if address.startswith("data:"):
            kinds = "|".join(map(re.escape, SIGNATURES))
            return address if re.fullmatch(rf"data:({kinds});base64,[\w+/=\s]+", address) else ""
        return self.from_file(address)

    def from_file(self, address: str) -> str:
        """A picture of the folder, by its relative address; nothing outside of the folder is ever taken."""
        path = (self.folder / unquote(address)).resolve()
        kind = PICTURES.get(path.suffix.lower())
        try:
            if not kind or not path.is_relative_to(self.folder.resolve()) or path.stat().st_size > LARGEST_PICTURE:
                return ""
            content = path.read_bytes()
        except (OSError, ValueError):
            return ""
        return data_address(kind, content) if content.startswith(SIGNATURES[kind]) else ""


def _with_formulas(page: str, formulas: list[tuple[str, bool]]) -> str:
    """Put the formulas back: as MathML in text, and as TeX inside of a tag, where no element can stand."""

    def in_text(match: re.Match[str]) -> str:
        tex, block = formulas[int(match[1])]
        return mathml(tex, block=block)

    def in_tag(match: re.Match[str]) -> str:
        return html.escape(f"${formulas[int(match[1])][0]}$")

    mark = re.compile(f"{OPEN}(\\d+){CLOSE}")
    pieces = re.split(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", page)
    return "".join(mark.sub(in_tag if number % 2 else in_text, piece) for number, piece in enumerate(pieces))
