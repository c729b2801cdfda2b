"""Tables as CSV in which no spreadsheet finds a formula, whatever a student is called and has written.

A cell that begins with one of a few characters is a formula to Excel, LibreOffice and Google Sheets. An apostrophe
before it makes it text. Some of them split lines at semicolons and tabs too, so what follows one of these counts as a
beginning. And Excel takes a file for one of the machine's own code page, in which “Müller” is “MÃ¼ller”, unless it
begins with a byte order mark. Canvas and Moodle pass over it; in Python, `encoding="utf-8-sig"` does.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from classroom.tree import write_if_changed

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s\"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r])")
"""Before what begins like a formula. The last four characters are the wide forms of the first four."""

LONGEST = 32_000
"""Characters of a cell. Excel keeps 32,767 and puts what comes after into the next row."""

Value = object
"""A number stays a number; None is an empty cell; everything else is text."""


def as_cell(value: Value) -> Value:
    """A value as it may stand in a table."""
    if value is None or isinstance(value, int | float):
        return value
    text = str(value).replace("\0", "")
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\1'", text)


def table_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([as_cell(title) for title in header])
    writer.writerows([as_cell(value) for value in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write the table into a file, whole or not at all."""
    write_if_changed(path, table_bytes(header, rows))
