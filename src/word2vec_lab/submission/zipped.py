"""Writes assignment2.zip: the notebooks, and the graded functions once more as plain Python for a reader.

The same files give the same bytes: names are sorted and every entry carries the same date. No data set and no
checkpoint goes in, and of a cell's outputs only what is small.
"""

from __future__ import annotations

import ast
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from word2vec_lab.submission.board import SERIES, Scoreboard
from word2vec_lab.submission.reviewing import PLOT, Review, Status

NAME = "assignment2.zip"
SCRIPTS = ("word2vec.py", "sgd.py", "run.py", "start.py")
LARGEST_OUTPUT = 200_000
DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip can carry; the same for every file."""


def content(review: Review) -> dict[str, bytes]:
    """The files of the zip by name."""
    files = {
        path.name: _notebook(path) for path in sorted(review.folder.glob("*.ipynb")) if SERIES.fullmatch(path.name)
    }
    for name in SCRIPTS:
        path = review.folder / name
        if path.is_file():
            files[name] = path.read_bytes()
    if review.plot is not None:
        files[PLOT] = review.plot
    files["answers.py"] = answers(review).encode()
    if review.missing:
        files["MISSING.txt"] = f"{Scoreboard(review).plain()}\n".encode()
    return dict(sorted(files.items()))


def pack(files: dict[str, bytes]) -> bytes:
    """The files as a zip."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3  # as on Unix, on whatever machine it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return memory.getvalue()


def answers(review: Review) -> str:
    """The student's graded functions, one after the other, as a Python file that can be read from top to bottom."""
    parts = [
        '"""The graded functions of this submission, copied from the notebooks for reading.\n\n'
        f"The notebooks are what is graded. On the public checks they earn {review.earned:g} of {review.checkable:g}"
        ' points.\n"""\n\n'
        "import numpy as np\n\nfrom word2vec_lab.measure.numeric import Array\n"
    ]
    for status in review.statuses:
        if status.item.kind == "auto":
            parts.append(f"{_heading(status)}\n{_code(status)}")
    return "\n\n".join(parts)


def _heading(status: Status) -> str:
    stands = f"{status.earned:g} of {status.item.points:g} points on the public check" if status.score else status.state
    place = f"{status.file}, cell {status.item.id}"
    return f"# {status.item.part} {status.item.title}\n# {place}: {stands}"


def _code(status: Status) -> str:
    if status.cell is None or not status.cell.source.strip():
        return ""
    source = status.cell.source.strip("\n") + "\n"
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        commented = "".join(f"# {line}".rstrip() + "\n" for line in source.splitlines())
        return f"# This cell is not plain Python, so it stands here as a comment.\n{commented}"
    return source


def _notebook(path: Path) -> bytes:
    """The notebook's file as it is, or with its largest outputs left out."""
    raw = path.read_bytes()
    try:
        notebook = json.loads(raw.decode("utf-8-sig"))
        cut = sum(_cut_outputs(cell) for cell in notebook["cells"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return raw  # damaged: a person may still find something in it
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode() if cut else raw


def _cut_outputs(cell: dict[str, Any]) -> int:
    """Put a line of text in the place of each large output; how many there were."""
    outputs = cell.get("outputs") or []
    cut = 0
    for number, output in enumerate(outputs):
        size = len(json.dumps(output))
        if size > LARGEST_OUTPUT:
            text = f"[An output of {size / 1e6:.1f} MB was left out of the submission. Run the cell to see it.]\n"
            outputs[number] = {"output_type": "stream", "name": "stdout", "text": text}
            cut += 1
    return cut
