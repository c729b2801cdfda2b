"""The one normal form of a source notebook, so that a change to a course reads as a change in git.

JupyterLab and nbgrader leave outputs, counts, random cell ids and passing metadata in a notebook. Here they go:
what is left is the text, the grading metadata, and ids a person can read.
"""

import re
import unicodedata
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from classroom.course import Course
from classroom.notebooks import as_notebook, grade_id, nbgrader_metadata, notebook_bytes, read_notebook
from classroom.tree import write_if_changed

NOTEBOOK_METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What JupyterLab and nbformat make up: eight hexadecimal digits, or a UUID.
RANDOM_ID = re.compile(r"[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SLUG_WORDS = 6
SLUG_LENGTH = 40


def normalise_course(course: Course) -> list[Path]:
    """Rewrite each source notebook in normal form; returns those that changed."""
    changed = []
    for path in course.source_notebooks():
        if write_if_changed(path, notebook_bytes(normalised(read_notebook(path)))):
            changed.append(path)
    return changed


def normalised(notebook: NotebookNode) -> NotebookNode:
    """A copy of the notebook in the normal form of source notebooks."""
    cells = [_normalised_cell(cell) for cell in notebook.cells]
    for cell, cell_id in zip(cells, _cell_ids(notebook.cells), strict=True):
        cell["id"] = cell_id
    return as_notebook(cells, NOTEBOOK_METADATA)


def kept_metadata(cell: NotebookNode) -> dict[str, Any]:
    """The part of a cell's metadata that matters to any reader: its tags, and whether its code is folded away."""
    metadata = cell.get("metadata", {})
    kept: dict[str, Any] = {}
    if metadata.get("tags"):
        kept["tags"] = list(metadata["tags"])
    if metadata.get("jupyter", {}).get("source_hidden") is True:
        kept["jupyter"] = {"source_hidden": True}
    return kept


def _normalised_cell(cell: NotebookNode) -> dict[str, Any]:
    metadata = kept_metadata(cell)
    grading = _grading_metadata(nbgrader_metadata(cell))
    if grading:
        metadata["nbgrader"] = grading
    plain: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "metadata": metadata,
        "source": _stripped(cell.source, cell.cell_type),
    }
    if cell.cell_type == "code":
        plain |= {"execution_count": None, "outputs": []}
    if cell.get("attachments"):
        plain["attachments"] = cell.attachments
    return plain


def _grading_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    flags = {key: bool(metadata.get(key)) for key in ("grade", "locked", "solution", "task")}
    if not any(flags.values()):
        return {}
    kept: dict[str, Any] = {"grade": flags["grade"], "grade_id": metadata.get("grade_id", "")}
    kept["locked"] = flags["locked"]
    if (flags["grade"] or flags["task"]) and "points" in metadata:
        points = float(metadata["points"])
        kept["points"] = int(points) if points.is_integer() else points
    return kept | {"schema_version": 3, "solution": flags["solution"], "task": flags["task"]}


def _stripped(source: str, cell_type: str) -> str:
    if cell_type == "markdown":
        return "\n".join(_stripped_markdown_line(line) for line in source.split("\n")).strip("\n").rstrip()
    # Inside a line of code ruff decides: white space at its end may belong to a string.
    return source.strip("\n").rstrip()


def _stripped_markdown_line(line: str) -> str:
    text = line.rstrip()
    # Two spaces at a line's end are Markdown for a line break.
    return f"{text}  " if text and line.endswith("  ") else text


def _cell_ids(cells: list[NotebookNode]) -> list[str]:
    """One id for each cell: its grade id, the readable id it has, or one made from its words."""
    ids: list[str | None] = []
    for cell in cells:
        wanted = grade_id(cell) or _readable_id(cell)
        ids.append(None if wanted is None or wanted in ids else wanted)
    taken = {cell_id for cell_id in ids if cell_id is not None}
    result = []
    for cell, cell_id in zip(cells, ids, strict=True):
        if cell_id is None:
            cell_id = _free(slug(cell.source), taken)
            taken.add(cell_id)
        result.append(cell_id)
    return result


def _readable_id(cell: NotebookNode) -> str | None:
    cell_id = str(cell.get("id", ""))
    readable = len(cell_id) <= 64 and SLUG.fullmatch(cell_id) and not RANDOM_ID.fullmatch(cell_id)
    return cell_id if readable else None


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def slug(source: str) -> str:
    """A readable id from a cell's first heading, or else from its first line with words in it."""
    lines = source.split("\n")
    headings = [line for line in lines if re.match(r"#{1,6} ", line)]
    for line in headings + lines:
        plain = unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode()
        text = "-".join(re.findall(r"[a-z0-9]+", plain.lower())[:SLUG_WORDS])
        if text:
            return text if len(text) <= SLUG_LENGTH else text[:SLUG_LENGTH].rsplit("-", 1)[0]
    return "cell"
