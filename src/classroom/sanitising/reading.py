"""Reads the cells out of a submitted file, however broken it is, and never trusts anything else in it.

Of each cell the kind, the text, the ids and the pasted pictures are kept. Outputs, metadata and tags are not: the
grader makes outputs anew, and a tag such as `skip-execution` is an instruction that no student is to give.
"""

import base64
import binascii
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.utils import compute_checksum

from classroom.isolation.patience import ON_THE_CLOCK
from safepage.pictures import is_picture

MB = 1_000_000
LARGEST_FILE = 500 * MB
LARGEST_READ_HERE = 8 * MB
"""A larger file is read by a process of its own, with bounded memory: 8 MB of brackets already need 500 MB."""
LARGEST_SEARCHED_HERE = MB // 5
"""A damaged file that is larger is searched there too. For small ones, a process takes longer than the search."""
CHILD_SECONDS = 60
"""Of processor time. On the clock it may take `ON_THE_CLOCK` times as long, because the machine may be busy."""
CHILD_MEMORY = 3_000 * MB
LONGEST_CELL = 200_000
MOST_TEXT = 5_000_000
MOST_CELLS = 2_000
MOST_BROKEN_CELLS = 200
"""Each costs a scan of the file. A notebook torn in two has one, a merge with conflicts a few."""
MOST_PICTURES = 20 * MB

KINDS = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown", "html": "markdown"}
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CELL_START = re.compile(r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source)"\s*:')
SHOWS_PICTURE = re.compile(r"\b(Image|SVG|imread|imshow|Image\.open)\(")
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - said of a student's file
    """No cell can be read from the file; the message is a sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """One cell as a student handed it in.

    `untouched` says that the text still has the checksum that nbgrader gave the cell when it was released.
    `attachments` are the pictures that were pasted into it; of code that shows a picture file, the pictures it showed.
    """

    kind: str
    source: str
    cell_id: str = ""
    grade_id: str = ""
    untouched: bool = False
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """The cells of a file, and sentences on what could not be kept of it; `is_whole` if no cell was lost."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    is_whole: bool = True


def read_file(path: Path) -> Reading:
    """The cells of a submitted notebook; `Unreadable` says why there are none.

    A file that is no regular file (a link, a pipe, a folder) is not opened.
    """
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise Unreadable("The file is a link to another file. Hand in the notebook itself.")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("It is not a file. Hand in the notebook itself.")
        if status.st_size > LARGEST_FILE:
            raise Unreadable(
                f"The file has {status.st_size / MB:,.0f} MB. The largest that is read has {LARGEST_FILE / MB:,.0f}. "
                "Clear the outputs (Edit > Clear Outputs of All Cells), save and hand in again."
            )
        if status.st_size > LARGEST_READ_HERE:
            return _read_apart(path)
        try:
            return parse(path.read_bytes(), may_salvage=status.st_size <= LARGEST_SEARCHED_HERE)
        except ValueError:
            return _read_apart(path)
    except OSError as error:
        raise Unreadable(f"The file could not be opened ({error.strerror}). Hand it in again.") from error


def parse(data: bytes, *, may_salvage: bool = True) -> Reading:
    """The cells of a notebook's bytes; `Unreadable` if there is none.

    A damaged notebook takes long to search. Without `may_salvage` it raises ValueError instead.
    """
    if not data.strip():
        raise Unreadable("The file is empty. Save the notebook and hand it in again.")
    text, notes = decoded(data)
    try:
        rows, more = _rows(json.loads(text)), []
    except (ValueError, RecursionError) as error:
        if not may_salvage:
            raise ValueError("damaged") from error
        rows, more = (
            list(_salvaged(text)),
            ["The file was damaged. The cells that were whole were taken from it; whatever else it held is lost."],
        )
    if not rows:
        raise Unreadable("No cell of a notebook could be read from the file. Save the notebook and hand it in again.")
    reading = _reading(rows, [*notes, *more])
    return replace(reading, is_whole=reading.is_whole and not more)


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Bytes as text, in whatever way they were written, and sentences on what may be wrong with it."""
    for mark, encoding in ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), ["The file was not written in UTF-8; odd letters may be wrong."]


def _rows(raw: Any) -> list[Any]:
    """The cells of a notebook of format 4, or of format 3 and its worksheets; `ValueError` if it is neither."""
    if not isinstance(raw, dict):
        raise ValueError("not a notebook")
    if isinstance(raw.get("cells"), list):
        return list(raw["cells"])
    sheets = raw.get("worksheets")
    if isinstance(sheets, list):
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise ValueError("not a notebook")


def _salvaged(text: str) -> Iterator[Any]:
    """Every object of a damaged file that is a whole cell, in order."""
    decoder = json.JSONDecoder()
    place = broken = 0
    while broken < MOST_BROKEN_CELLS and (found := CELL_START.search(text, place)):
        try:
            value, place = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            # Whatever broke it off, the next cell may be whole.
            place = found.end()
            broken += 1
            continue
        if isinstance(value, dict) and "cell_type" in value and ("source" in value or "input" in value):
            yield value


def _reading(rows: list[Any], notes: list[str]) -> Reading:
    cells: list[Cell] = []
    room, letters, said = MOST_PICTURES, MOST_TEXT, len(notes)
    for row in rows[:MOST_CELLS]:
        if not isinstance(row, dict):
            continue
        cell = _cell(row, room)
        if len(cell.source) > letters:
            notes.append(f"Only the first {MOST_TEXT:,} characters of the notebook were read.")
            break
        if len(cell.source) > LONGEST_CELL:
            notes.append(
                f"A cell of {len(cell.source):,} characters was left out; the longest that is graded has "
                f"{LONGEST_CELL:,}."
            )
            continue
        room -= sum(len(content) for forms in cell.attachments.values() for content in forms.values())
        letters -= len(cell.source)
        cells.append(cell)
    if len(rows) > MOST_CELLS:
        notes.append(f"The notebook has {len(rows):,} cells. Only the first {MOST_CELLS:,} were read.")
    return Reading(tuple(cells), tuple(notes), is_whole=len(notes) == said)


def _cell(row: dict[str, Any], room: int) -> Cell:
    kind = KINDS.get(_text(row.get("cell_type")), "raw")
    source = _text(row.get("source", row.get("input")))
    metadata = row.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    marks = marks if isinstance(marks, dict) else {}
    grade_id = marks.get("grade_id")
    return Cell(
        kind=kind,
        source=source,
        cell_id=_text(row.get("id"))[:64],
        grade_id=_text(grade_id) if isinstance(grade_id, str) else "",
        untouched=_is_untouched(kind, source, marks),
        attachments=_pictures(_shown(row) if kind == "code" else row.get("attachments"), room),
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    # A lone half of a character and a NUL cannot be written to a file again.
    return UNWRITABLE.sub("\ufffd", value.replace("\r\n", "\n"))


def _is_untouched(kind: str, source: str, marks: dict[str, Any]) -> bool:
    checksum = marks.get("checksum")
    if not isinstance(checksum, str):
        return False
    try:
        return bool(
            compute_checksum(from_dict({"cell_type": kind, "source": source, "metadata": {"nbgrader": marks}}))
            == checksum
        )
    except Exception:  # nbgrader expects marks of its own making: these can have any type, size and depth
        return False


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """What a cell showed of a picture file, which may not have been handed in itself."""
    outputs = row.get("outputs")
    if not isinstance(outputs, list) or not SHOWS_PICTURE.search(_text(row.get("source", row.get("input")))):
        return {}
    shown = [output.get("data") for output in outputs if isinstance(output, dict)]
    return {f"output-{number}.png": data for number, data in enumerate(shown, start=1) if isinstance(data, dict)}


def _pictures(attachments: Any, room: int) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        for kind, content in forms.items() if isinstance(forms, dict) else ():
            text = "".join(_text(content).split())
            if len(text) > room or not _holds_picture(text, kind):
                continue
            kept.setdefault(_text(name), {})[kind] = text
            room -= len(text)
    return kept


def _holds_picture(text: str, kind: str) -> bool:
    try:
        return is_picture(base64.b64decode(text, validate=True), kind)
    except (ValueError, binascii.Error):
        return False


def _read_apart(path: Path) -> Reading:
    """Read a large file in a process with bounded memory and time, and take its cells over."""
    refusal = (
        f"The file has {path.stat().st_size / MB:,.0f} MB and could not be read with the memory and time there is. "
        "Clear the outputs (Edit > Clear Outputs of All Cells), save and hand in again."
    )
    command = [sys.executable, "-m", "classroom.sanitising.reading", str(path)]
    package = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([package, os.environ.get("PYTHONPATH", "")])}
    seconds = ON_THE_CLOCK * CHILD_SECONDS
    try:
        child = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unreadable(refusal) from None
    if child.returncode != 0:
        raise Unreadable(refusal)
    said = json.loads(child.stdout)
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    return Reading(tuple(Cell(**cell) for cell in said["cells"]), tuple(said["notes"]), said["is_whole"])


def _bound_memory_and_time() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; that on the clock holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS))


def main(path: Path) -> None:
    """Print the cells of one file as JSON: what the process for large files does."""
    _bound_memory_and_time()
    try:
        said: dict[str, Any] = asdict(parse(path.read_bytes()))
    except Unreadable as error:
        said = {"unreadable": str(error)}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
