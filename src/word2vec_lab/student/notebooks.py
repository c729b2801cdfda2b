"""Reads a notebook as it was last saved: its cells by name, what is in them, and the score that it shows.

Nothing is run and nothing is raised. A notebook that cannot be read has no cells, and `problem` says why.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class SavedCell:
    """One cell. `label` is its grade id or else its id; `shown` is the number that it shows, if it shows one."""

    id: str
    label: str
    kind: str
    source: str
    marks: dict[str, Any]
    attachments: dict[str, dict[str, str]]
    shown: float | None


@dataclass(frozen=True)
class SavedNotebook:
    """One notebook of the folder. Of cells with the same label the last counts, as in grading."""

    path: Path
    there: bool
    saved: float = 0.0
    cells: dict[str, SavedCell] = field(default_factory=dict)
    problem: str = ""


def read(path: Path) -> SavedNotebook:
    """The notebook in the file, in whatever state it is."""
    if not path.is_file():
        return SavedNotebook(path, there=False)
    saved = 0.0
    with contextlib.suppress(OSError):
        saved = path.stat().st_mtime
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        cells = {cell.label: cell for cell in _cells(content["cells"])}
    except OSError as error:
        return SavedNotebook(path, there=True, saved=saved, problem=f"it cannot be read: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        kind = type(error).__name__
        return SavedNotebook(path, there=True, saved=saved, problem=f"it is not a notebook that can be read ({kind})")
    return SavedNotebook(path, there=True, saved=saved, cells=cells)


def _cells(raw: list[dict[str, Any]]) -> Iterator[SavedCell]:
    for number, cell in enumerate(raw, start=1):
        marks = cell.get("metadata", {}).get("nbgrader", {})
        marks = marks if isinstance(marks, dict) else {}
        cell_id = str(cell.get("id", ""))
        label = str(marks.get("grade_id") or cell_id or f"number {number}")
        # str.join takes a string or a list of lines: the format allows both.
        source = "".join(cell["source"])
        attachments = cell.get("attachments")
        yield SavedCell(
            cell_id or label,
            label,
            str(cell["cell_type"]),
            source,
            marks,
            attachments if isinstance(attachments, dict) else {},
            _shown(cell.get("outputs") or []),
        )


def _shown(outputs: list[dict[str, Any]]) -> float | None:
    """The number that is the value of the cell, as nbgrader reads it."""
    for output in outputs:
        if output.get("output_type") == "execute_result":
            with contextlib.suppress(ValueError, TypeError):
                return float("".join(output.get("data", {}).get("text/plain", "")))
    return None
