"""Puts into words what a program has read in a written derivation, for whoever grades it and for its student.

It says how many equality signs were read and hold, which is the first that does not, and whether the end is what was
asked for. There is no score in it. It says itself that a program has read, and that this may not be all.

The data is that of a function of the course (see `classroom.isolation.remarks`). Formulas in it are the student's.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from safepage.html import readable
from safepage.mathematics import Mathematics

LONGEST_FORMULA = 2_000
"""Characters. A longer one is begun, as it was typed."""

TITLE = "What a program has read here"
NO_POINTS = (
    "This is a program's reading, not a person's. It gives no points and takes none. It may not have read everything,"
    " and what it did not read may be right."
)
ENDS = {
    "right": "The end is {name}.",
    "transposed": "The end is {name}, but for its shape.",
    "wrong": "The end is not {name}.",
    "unread": "Whether the end is {name} could not be read.",
    "none": "No line that ends with {name} was found.",
}


def remark(found: Mapping[str, Any], formulas: Mathematics | None = None) -> str:
    """What was found in an answer, as HTML that is harmless; "" if there is nothing to say."""
    said = "".join(f"<p>{sentence}</p>" for sentence in _sentences(found, formulas or Mathematics()))
    if not said:
        return ""
    said = f"<p><b>{TITLE}</b></p>{said}<p><small>{NO_POINTS}</small></p>"
    return f'<div class="remark" role="note" aria-label="{TITLE}">{said}</div>'


def first_slip(found: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """The first sign that does not hold: what its kind is called, that in words, and the formula as it was typed."""
    first = found.get("first")
    if not isinstance(first, Mapping):
        return None
    name, verdict, says, tex = (_text(first.get(key)) for key in ("name", "verdict", "says", "tex"))
    return name or verdict.replace(" ", "-"), says if name and says else verdict, tex


def _sentences(found: Mapping[str, Any], formulas: Mathematics) -> Iterator[str]:
    signs, read, hold = (_count(found.get(key)) for key in ("signs", "read", "hold"))
    if signs:
        yield _counted(signs, read, hold)
        if isinstance(found.get("first"), Mapping):
            yield _first(found["first"], formulas)
        ends = found.get("ends")
        told = ends.items() if isinstance(ends, Mapping) else ()
        sentences = [ENDS[state].format(name=html.escape(_text(name))) for name, state in told if state in ENDS]
        if sentences:
            yield " ".join(sentences)
    elif problem := _text(found.get("problem")):
        yield html.escape(problem)


def _counted(signs: int, read: int, hold: int) -> str:
    return f"{signs} equality sign{'s' if signs != 1 else ''}: {read} read, {hold} hold{'s' if hold == 1 else ''}."


def _first(first: Mapping[str, Any], formulas: Mathematics) -> str:
    name, verdict, says, tex = (_text(first.get(key)) for key in ("name", "verdict", "says", "tex"))
    if len(tex) <= LONGEST_FORMULA:
        shown = formulas.set(rf"\displaystyle {tex}", block=False)
    else:
        shown = f"<code>{html.escape(tex[:LONGEST_FORMULA])} …</code>"
    why = f"it looks as if {says}" if name and says else f"{verdict}: {says}" if says else verdict
    why = html.escape(why[:1].upper() + why[1:].rstrip("."))
    return f"The first that does not hold as it stands: {shown}<br>{why}."


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(value: object) -> str:
    return readable(value).strip() if isinstance(value, str) else ""
