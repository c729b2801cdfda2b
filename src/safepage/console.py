"""Lets a command say what it has to say, whatever it speaks to.

A console of Windows, or a file that output is redirected to, may know no ✓, σ or ². Python then stops in the middle
of a sentence, and with it whatever the command was doing. A reader that has read enough (`| head`) does the same, and
so does a full disk. Within `patient()` a character that cannot be shown is replaced by one that can, and what nobody
reads any more is not written: the command goes on and does its work. Every command of the course runs within it.

>>> "✓ 2.5·10² ≤ σ".encode("ascii", "patient").decode()
'OK 2.5*10^2 <= sigma'
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TextIO

PLAINLY = {
    "✓": "OK", "✗": "X", "→": "->", "←": "<-", "·": "*", "×": "x", "−": "-", "–": "-", "—": "-", "‑": "-", "•": "*",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~",
    "±": "+-", "½": "1/2", "∞": "inf", "√": "sqrt", "…": "...", "█": "#", "∂": "d", "∇": "grad",
    "ß": "ss",
}  # fmt: skip
"""What stands for characters that a console does not know."""

GONE = {errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN, errno.ECONNRESET}
"""What writing ends in when nobody reads any more; on Windows it is an invalid argument."""


def plainly(text: str) -> str:
    """The text in ASCII: as one would type it, Greek by its letters' names, without accents; else a question mark.

    >>> plainly("8·10⁻¹³ à ŷ_σ")
    '8*10^-13 a y_sigma'
    """
    said, raised = "", ""
    for character in text:
        form, _, _ = unicodedata.decomposition(character).partition(" ")
        mark = {"<super>": "^", "<sub>": "_"}.get(form, "")
        said += (mark if mark != raised else "") + _plain(character)
        raised = mark
    return said


def _plain(character: str) -> str:
    if character in PLAINLY:
        return PLAINLY[character]
    name = unicodedata.name(character, "")
    if name.startswith("GREEK ") and " LETTER " in name:
        letter = name.split(" LETTER ")[1].split()[0].lower()
        return letter.capitalize() if "CAPITAL" in name else letter
    simple = unicodedata.normalize("NFKD", character)
    if simple != character:
        return "".join(map(_plain, simple))
    if unicodedata.combining(character):
        return ""
    return character if character.isascii() else "?"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plainly(error.object[error.start : error.end]), error.end


codecs.register_error("patient", _replaced)


@contextmanager
def patient() -> Iterator[None]:
    """Within this (or in a function that it decorates) whatever is printed never stops the command."""
    with ExitStack() as stack:
        for name in ("stdout", "stderr"):
            stack.enter_context(_patient_stream(name))
        yield


@contextmanager
def _patient_stream(name: str) -> Iterator[None]:
    before: Any = getattr(sys, name)
    if before is None:  # closed when the command was started, or a program of Windows without a console
        with open(os.devnull, "w", encoding="utf-8", errors="patient") as nowhere:
            setattr(sys, name, nowhere)
            try:
                yield
            finally:
                setattr(sys, name, None)
        return
    out = getattr(before, "buffer", None)
    raw = getattr(out, "raw", out)  # without a buffer, if PYTHONUNBUFFERED asks for that
    if not isinstance(before, io.TextIOWrapper) or not isinstance(raw, io.RawIOBase):
        yield  # the output of a notebook's cell, or what a test reads: these know every character
        return
    with suppress(OSError):
        before.flush()
    now = io.TextIOWrapper(
        io.BufferedWriter(_Writer(raw, name)),
        encoding=before.encoding,
        errors="patient",
        line_buffering=before.line_buffering or before.write_through or name == "stderr",
    )
    setattr(sys, name, now)
    try:
        yield
    finally:
        now.flush()
        if getattr(sys, name) is now:
            setattr(sys, name, before)
        now.detach().detach()


class _Writer(io.RawIOBase):
    """Bytes on their way out; when that way is closed, they are dropped."""

    def __init__(self, out: io.RawIOBase, name: str) -> None:
        self.out, self.stream, self.lost = out, name, False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.out.fileno()

    def isatty(self) -> bool:
        return self.out.isatty()

    def write(self, content: Any) -> int:
        if not self.lost:
            try:
                return self.out.write(content) or 0
            except OSError as error:
                self.lost = True
                if error.errno not in GONE and self.stream == "stdout":
                    _complain(sys.stderr, error)
        return len(content)


def _complain(stderr: TextIO | None, error: OSError) -> None:
    print(f"What the command prints cannot be written any more: {error.strerror}. It goes on.", file=stderr)
