"""Reads a notebook as it was last saved: its cells, what is in them, and the score that each shows.

Nothing is run and nothing is raised. A notebook that cannot be read has no cells, and `problem` says why.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepage.html import readable

REMEDY = "Open it in JupyterLab and save it again; if that fails, fetch a fresh copy and paste your answers in"


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
    """One notebook of the folder. `problem` says why it has no cells, if it has none, and what to do."""

    path: Path
    there: bool
    saved: float = 0.0
    cells: tuple[SavedCell, ...] = ()
    problem: str = ""

    def cell(self, label: str) -> SavedCell | None:
        """The cell of that label; of several the last, as in grading."""
        return next((cell for cell in reversed(self.cells) if cell.label == label), None)


def read(path: Path) -> SavedNotebook:
    """The notebook in the file, in whatever state it is.

    >>> read(Path("nowhere.ipynb")).there
    False
    """
    if not path.is_file():
        return SavedNotebook(path, there=False)
    saved = 0.0
    try:
        saved = path.stat().st_mtime
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        return SavedNotebook(path, there=True, saved=saved, cells=tuple(_cells(content["cells"])))
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = f"it is not a notebook that can be read ({type(error).__name__}: {error})"
    return SavedNotebook(path, there=True, saved=saved, problem=f"{why}. {REMEDY}")


def _cells(raw: list[dict[str, Any]]) -> Iterator[SavedCell]:
    for number, cell in enumerate(raw, start=1):
        marks = cell.get("metadata", {}).get("nbgrader", {})
        marks = marks if isinstance(marks, dict) else {}
        cell_id = str(cell.get("id", ""))
        label = str(marks.get("grade_id") or cell_id or f"number {number}")
        # str.join takes a string or a list of lines: the format allows both.
        source = readable("".join(cell["source"]))
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
