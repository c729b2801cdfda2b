r"""Turns a text cell into HTML that is safe to open and needs nothing beside it.

Mathematics is taken out before Markdown is read, as JupyterLab does: a `_` or `*` in a formula is no emphasis. While
Markdown is read and cleaned, a mark holds a formula's place. In it is a number that is drawn anew for each text, so
that nobody can write one. Whatever goes wrong, the text is shown as it was typed, with a sentence: the page goes on.

>>> render("*So* $a < b$.").html
'<p><em>So</em> <math alttext="a &lt; b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>.</p>\n'
"""

import html
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mistune

from safepage import pictures
from safepage.html import NOT_SET, as_it_is, clean, or_else, readable
from safepage.mathematics import Mathematics
from safepage.pictures import Album

LONGEST = 20_000
"""Characters of Markdown; its parsers are slower than linear, and this much takes a second at worst."""
MOST_LONELY = 200
"""Dollars and the like that nothing closes; after so many the rest of a text is taken for words."""
TOO_LONG = f"This text has more than {LONGEST:,} characters, so it is shown as it was typed."
NOTHING_SEEN = "A page would show nothing of this, so it is shown as it was typed."

# Fenced code, code in a line and escaped dollars come first: what is in them is no mathematics.
OPENER = re.compile(
    r"""
    (?P<fence> ^[ ]{0,3} (?P<bar>`{3,}|~{3,}) [^\n]*\n (?s:.*?) (?: ^[ ]{0,3}(?P=bar)[`~]*[ ]*$ | \Z ) )
  | (?P<code> (?<!`) (?P<ticks>`+) (?!`) (?s:(?!\n\s*\n).)*? (?<!`) (?P=ticks) (?!`) )
  | (?P<escaped> \\\$ )
  | (?P<open> \$\$ | \$ | \\\\\[ | \\\\\( | \\begin\{(?P<name>[A-Za-z]+\*?)\} )
    """,
    re.VERBOSE | re.MULTILINE,
)
PIECE = re.compile(r"\\\\[\])]|\\(?:begin|end)\{[A-Za-z]+\*?\}|\\.|\$\$|[{}$]|\n[ \t]*\n", re.DOTALL)
CLOSERS = {"$": "$", "$$": "$$", r"\\[": r"\\]", r"\\(": r"\\)"}
PICTURE = re.compile(r"!\[|<img", re.IGNORECASE)
LINK = re.compile(r"\]\(|\]:|<a\b", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SOMETHING_SEEN = re.compile(r"<(?:hr|img|math)\b|(?:\A|>)[^<]*[^<\s]")
"""In the HTML of a page: a picture, a formula, a line, or a letter between two tags."""
MOST_SEARCHED = 300_000
"""Characters of texts in which pictures are looked for."""
PRICE = re.compile(r"\$\d[^$]*\s\$\S")
"""From one price to the next formula or price: no formula ends between a blank and a letter."""


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, and a sentence for each of its pictures that cannot be shown."""

    html: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula in a text: from where to where it stands, its TeX, and whether it stands on lines of its own."""

    start: int
    end: int
    tex: str
    block: bool


def render(
    text: str, album: Album | None = None, mathematics: Mathematics | None = None, headings_below: int = 0
) -> Rendered:
    """The Markdown of one cell as HTML. Its largest heading is one below the level `headings_below`."""
    if len(text) > LONGEST:
        return Rendered(as_it_is(text, TOO_LONG))
    return or_else(
        lambda: _rendered(readable(text), album or Album(), mathematics or Mathematics(), headings_below),
        lambda: Rendered(as_it_is(text, NOT_SET)),
    )


def pictures_shown(
    texts: Iterable[str], folder: Path, no_room: list[str] | None = None, behind: set[str] | None = None
) -> dict[str, bytes]:
    """The picture files of `folder` that a page of these texts shows, by the relative name that they are shown under.

    All together they are bounded. The names of those for which there is no room are added to `no_room`, and to `behind`
    the names of files that the texts show or link to, but no page shows.
    """
    found: dict[str, bytes] = {}
    left: set[str] = set()

    def keep(name: str, content: bytes) -> None:
        room = pictures.MOST_BYTES - sum(map(len, found.values()))
        if name not in found and len(content) <= room:
            found[name] = content
        elif name not in found:
            left.add(name)

    searched = 0
    for text in texts:
        # Only a text that looks as if it had one is set, and no more of them than a page would show.
        names = PICTURE.search(text) or (behind is not None and LINK.search(text))
        if names and (searched := searched + len(text)) <= MOST_SEARCHED:
            render(text, Album({}, folder, keep, behind.add if behind is not None else None))
    if no_room is not None:
        no_room += sorted(left)
    return found


def formulas(text: str) -> Iterator[Formula]:
    """The formulas of a Markdown text, in order."""
    place = lonely = 0
    while lonely < MOST_LONELY and (opener := OPENER.search(text, place)):
        place = opener.end()
        if opener["open"] is None:
            continue
        end = _end(text, opener)
        lonely += end is None
        if end is None or (opener["open"] == "$" and PRICE.match(text[opener.start() : end + 1])):
            continue
        width = 0 if opener["name"] else len(opener["open"])
        tex = text[opener.start() + width : end - width]
        if tex.strip():
            yield Formula(opener.start(), end, tex, opener["open"] not in ("$", r"\\("))
            place = end


def _end(text: str, opener: re.Match[str]) -> int | None:
    """Where the formula ends that is opened here, or None if it does not: brackets in it close before it does."""
    name = opener["name"]
    closer = rf"\end{{{name}}}" if name else CLOSERS[opener["open"]]
    # An empty line ends what is opened by mistake. Where all are in pairs, none is.
    may_be_long = bool(name) or (opener["open"] == "$$" and text.count("$$") % 2 == 0)
    braces = nested = 0
    for piece in PIECE.finditer(text, opener.end()):
        found = piece[0]
        if name and found == rf"\begin{{{name}}}":
            nested += 1
        elif found == closer and braces <= 0:
            if not nested:
                return piece.end()
            nested -= 1
        elif found in "{}":
            braces += 1 if found == "{" else -1
        elif found.startswith("\n") and not may_be_long:
            return None
    return None


def _rendered(text: str, album: Album, mathematics: Mathematics, headings_below: int) -> Rendered:
    secret = secrets.token_hex(8)
    found = list(formulas(text))
    pieces, place = [], 0
    for number, formula in enumerate(found):
        pieces += [text[place : formula.start], f"@@{secret}-{number}@@"]
        place = formula.end
    pieces.append(text[place:])
    left_out: list[str] = []
    page = clean(str(_markdown(headings_below)("".join(pieces))), album, left_out)
    mark = re.compile(f"@@{secret}-(\\d+)@@")

    def in_text(match: re.Match[str]) -> str:
        formula = found[int(match[1])]
        return mathematics.set(formula.tex, block=formula.block)

    def in_tag(match: re.Match[str]) -> str:
        return html.escape(f"${found[int(match[1])].tex}$")

    # Inside of a tag no element can stand.
    parts = re.split(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", page)
    shown = "".join(mark.sub(in_tag if number % 2 else in_text, part) for number, part in enumerate(parts))
    if not SOMETHING_SEEN.search(shown) and re.search(r"[^\W_]", COMMENT.sub("", text)):
        shown = as_it_is(text, NOTHING_SEEN)  # `<so much is clear>` is an element to a browser, and is shown as nothing
    return Rendered(
        shown,
        tuple(mark.sub(lambda match: f"${found[int(match[1])].tex}$", said) for said in left_out),
    )


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, headings_below: int) -> None:
        # Raw HTML passes here and is sorted out by the cleaner, which knows HTML; so are addresses.
        super().__init__(escape=False, allow_harmful_protocols=True)
        self.headings_below = headings_below

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return super().heading(text, min(level + self.headings_below, 6), **attrs)


@cache
def _markdown(headings_below: int) -> mistune.Markdown:
    return mistune.create_markdown(renderer=_Renderer(headings_below), plugins=["strikethrough", "table", "url"])
