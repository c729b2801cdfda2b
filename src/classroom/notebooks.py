"""Reading notebooks as plain, typed values, and the few questions nbgrader's metadata answers.

nbformat and nbgrader are untyped; this module is where their `Any` stops.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode
from traitlets.config import Config

from classroom.course import CourseError

NOTES_ID = "grader-notes"
"""The first cell of a graded notebook, if something was mended in it."""
REPORT_ID = "how-this-was-graded"
"""Its last cell."""

LAUNCHERS = ("Without installing anything: [![", "# On Colab this fetches the course")
"""How the two cells begin that start a notebook elsewhere (see `classroom.editions.launchers`): nobody's answer."""

REMARKS = "remarks"
"""In what a graded notebook's metadata say of its grading: what a program found in written answers, by their names."""


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook as format 4; `CourseError` if the file is not one."""
    try:
        return parse_notebook(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CourseError(
            f"{path} cannot be read as a notebook: {error}. Open it in JupyterLab, or take it back from git."
        ) from error


def source_notebook(path: Path) -> NotebookNode:
    """The same for a notebook of the course, read once for all submissions. Nobody may change what this returns."""
    try:
        about = path.stat()
    except OSError:
        return read_notebook(path)  # which says why
    return _source_notebook(path, about.st_mtime_ns, about.st_size)


def framed(notebook: NotebookNode, root: Path, config: Config) -> NotebookNode:
    """The notebook with the header and the footer that `nbgrader generate_assignment` puts around it."""
    frame = config.get("IncludeHeaderFooter", {})
    header, footer = (
        source_notebook(root / frame[name]).cells if frame.get(name) else [] for name in ("header", "footer")
    )
    if not (header or footer):
        return notebook
    return NotebookNode(notebook | {"cells": [*header, *notebook.cells, *footer]})


@lru_cache(100)
def _source_notebook(path: Path, *_stamp: int) -> NotebookNode:
    return read_notebook(path)


def parse_notebook(text: str) -> NotebookNode:
    """The notebook written in `text`; `ValueError` if it is none."""
    # Not nbformat.reads: that validates, and on the way hands new random ids to cells whose ids repeat.
    raw = json.loads(text)
    if not isinstance(raw, dict) or raw.get("nbformat") != 4 or not isinstance(raw.get("cells"), list):
        raise ValueError("it is not a notebook of format 4")
    node = nbformat.from_dict(raw)
    for cell in node.cells:
        cell.source = _joined(cell.get("source", ""))
        for output in cell.get("outputs", []):
            _join_output(output)
    return cast(NotebookNode, node)


def as_notebook(cells: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]) -> NotebookNode:
    """A notebook of these cells, in the format that knows ids of cells."""
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return cast(NotebookNode, nbformat.from_dict(content))


def notebook_bytes(node: NotebookNode) -> bytes:
    """The notebook as nbformat writes it to a file, with one newline at the end."""
    return (cast(str, nbformat.writes(node)).rstrip("\n") + "\n").encode()


def notebook_draft(node: NotebookNode) -> bytes:
    """The notebook as a file that only programs read: on one line, which takes a tenth of the time."""
    return json.dumps(node, ensure_ascii=False).encode()


def nbgrader_metadata(cell: NotebookNode) -> dict[str, Any]:
    """The cell's nbgrader metadata, empty if it has none."""
    return dict(cell.get("metadata", {}).get("nbgrader", {}))


def grade_id(cell: NotebookNode) -> str:
    """The cell's grade id, or an empty string."""
    return str(nbgrader_metadata(cell).get("grade_id", ""))


def is_graded(cell: NotebookNode) -> bool:
    """Whether the cell carries points."""
    return bool(nbgrader_metadata(cell).get("grade"))


def is_answer(cell: NotebookNode) -> bool:
    """Whether a student writes in this cell and hands it in."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_check(cell: NotebookNode) -> bool:
    """Whether the cell is a code cell that scores an answer."""
    return cell.cell_type == "code" and is_graded(cell) and not is_answer(cell)


def remark_on(notebook: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What a program found in the written answer of that name; empty if nothing was looked for."""
    found: Any = notebook.get("metadata", {})
    for key in ("grading", REMARKS, name):
        found = found.get(key) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def language_of(notebook: NotebookNode) -> str:
    """The language of a notebook, in small letters; Python if it does not say."""
    metadata = notebook.get("metadata", {})
    found = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name") or "python"
    name = str(found).lower()
    return "python" if name.startswith(("python", "ipython")) else name


def in_words(notebook: NotebookNode) -> str:
    """The language of a notebook as its users write it: R, Julia."""
    return language_of(notebook).capitalize()


def missing_kernel(notebook: NotebookNode) -> str:
    """A sentence that says that nothing here can run a notebook; empty if something can."""
    name = str(notebook.get("metadata", {}).get("kernelspec", {}).get("name") or language_of(notebook))
    try:
        KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return (
            f"Nothing on this machine can run it: there is no kernel `{name}`. `jupyter kernelspec list` shows those"
            " that there are."
        )
    return ""


def cell_name(cell: NotebookNode, index: int) -> str:
    """What to call the cell in a message: its grade id, its id, or its place."""
    return grade_id(cell) or str(cell.get("id", "")) or f"number {index + 1}"


def output_texts(cell: NotebookNode) -> list[str]:
    """Every text in the cell's outputs: streams, errors, and each textual form of each result."""
    texts: list[str] = []
    for output in cell.get("outputs", []):
        texts += [str(output[key]) for key in ("text", "evalue") if key in output]
        texts += [str(line) for line in output.get("traceback", [])]
        texts += [str(value) for mime, value in output.get("data", {}).items() if is_text(mime)]
    return texts


def is_text(mime: str) -> bool:
    """Whether an output form of that type is text to be read, not encoded bytes."""
    return mime.startswith("text/") or mime in ("image/svg+xml", "application/javascript")


def _join_output(output: NotebookNode) -> None:
    if "text" in output:
        output.text = _joined(output.text)
    for mime, value in output.get("data", {}).items():
        if isinstance(value, list) and not mime.endswith("json"):
            output.data[mime] = _joined(value)


def _joined(text: object) -> str:
    return "".join(text) if isinstance(text, list) else str(text)
