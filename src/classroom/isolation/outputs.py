"""What a student process says that its cells showed: checked before it may stand in a notebook or in the log."""

import re
import traceback
from collections.abc import Sequence
from typing import Any

from classroom.isolation.cells import MOST_DATA, MOST_OUTPUTS, MOST_TEXT, Output

TEXT_TYPES = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
PICTURE_TYPES = ("image/png", "image/jpeg")
"""These and the texts are all that gets into a notebook; scripts and widgets do not."""

LARGEST_CELL = MOST_TEXT + MOST_DATA
"""Characters that all outputs of one cell may take."""

REASONS = frozenset({"CannotJudge", "NoScore", "NotRun", "ProcessEndedError", "NoAnswerError"})
"""Names of errors by which grading itself says why there is no score. No error of a student's may bear one of them."""

BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")
LONGEST_NAME = 200
LONGEST_LINE = 200
MOST_LINES = 1000


def accepted(told: Any, room: int = LARGEST_CELL) -> list[Output]:
    """The outputs among `told` that are well-formed, up to `room` characters. Execution counts are still to be set."""
    if type(told) is not list:
        return []
    found: list[Output] = []
    for one in told[: MOST_OUTPUTS + 1]:
        output = _output(one) if type(one) is dict else None
        if output is not None and size([output]) <= room:
            found.append(output)
            room -= size([output])
    return found


def size(shown: Sequence[Output]) -> int:
    """How many characters outputs take."""
    return sum(
        len(str(one.get("text", one.get("evalue", ""))))
        + sum(map(len, one.get("data", {}).values()))
        + sum(map(len, one.get("traceback", [])))
        for one in shown
    )


def _output(told: dict[Any, Any]) -> Output | None:
    kind = _text(told.get("output_type"))
    if kind == "stream":
        name = "stderr" if _text(told.get("name")) == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(told.get("text"))}
    if kind == "error":
        lines = told.get("traceback")
        lines = [_text(line) for line in lines[:MOST_LINES]] if type(lines) is list else []
        name, text = _text(told.get("ename"))[:LONGEST_NAME], _text(told.get("evalue"))
        return {"output_type": "error", "ename": name, "evalue": text, "traceback": lines}
    if kind not in ("display_data", "execute_result"):
        return None
    data = told.get("data")
    kept = {m: d for m, d in data.items() if _may_stay(m, d)} if type(data) is dict else {}
    if not kept:
        return None
    extra = {"execution_count": None} if kind == "execute_result" else {}
    return {"output_type": kind, "data": kept, "metadata": {}, **extra}


def _may_stay(mime: Any, data: Any) -> bool:
    if type(mime) is not str or type(data) is not str:
        return False
    if mime in PICTURE_TYPES:
        return len(data) <= MOST_DATA and BASE64.fullmatch(data) is not None
    return mime in TEXT_TYPES and len(data) <= MOST_DATA


def _text(value: Any) -> str:
    return value[: MOST_TEXT + 200] if type(value) is str else ""


ARROW = "----> "
"""What stands before the line in which a test broke, as IPython has it."""


def last_line(name: str, text: str) -> str:
    """How a traceback ends."""
    return f"{name}: {text}" if text else name


def reason(name: str, text: str) -> Output:
    """An error output that says in one sentence why a cell has nothing else to show."""
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [last_line(name, text)]}


def said(text: str) -> Output:
    """A sentence below whatever else a cell shows."""
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {}}


def with_one_line(outputs: list[Output], line: str) -> list[Output]:
    """The outputs of a test cell. Of a traceback there is left the line of the cell in which it broke."""
    return [
        {**one, "traceback": [*([ARROW + line] if line else []), last_line(one["ename"], one["evalue"])]}
        if one["output_type"] == "error"
        else one
        for one in outputs
    ]


def line_of(error: BaseException | None, source: str) -> str:
    """The line of a cell in which it broke, whether the error arose there or in something that the line called."""
    for frame in traceback.extract_tb(error.__traceback__ if error else None):
        if frame.filename.startswith("<ipython-input"):
            return "".join(source.splitlines()[(frame.lineno or 0) - 1 : frame.lineno]).strip()[:LONGEST_LINE]
    return ""


def printable(text: str) -> str:
    """The text with every character written out, as Python would, that is no letter, sign, blank or line end.

    The log of a run is read in a terminal, and nothing that a student process says may steer that.
    """
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in text)
