"""What a check found, as HTML for Gradescope's page: the same that the feedback page shows, and no more.

nbgrader_config.py names `ForStudents`, which takes the lines of hidden tests out of what a check shows. It does so here
too. Pictures stay out; no check's finding is in one.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from classroom.autograder.results import LONGEST_OUTPUT, paragraph
from classroom.notebooks import NOTES_ID, grade_id
from classroom.showing.feedback import ForStudents, Harmless
from safepage.markdown import render

TERMINAL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]?")
TOO_LONG = "More was shown here than fits on this page."


def for_students(notebook: NotebookNode) -> NotebookNode:
    """A graded notebook with nothing in it that its student must not see, and nothing that harms a reader."""
    notebook, _ = Harmless().preprocess(notebook, {})  # type: ignore[no-untyped-call]
    students = ForStudents()  # type: ignore[no-untyped-call]
    for number, cell in enumerate(notebook.cells):
        notebook.cells[number], _ = students.preprocess_cell(cell, {}, number)
    return notebook


def findings(notebook: NotebookNode, name: str) -> str:
    """What the check of that grade id shows, in a notebook `for_students`."""
    room = LONGEST_OUTPUT
    shown: list[str] = []
    for cell in notebook.cells:
        for part in _parts(cell) if grade_id(cell) == name else ():
            if len(part) > room:
                return "".join([*shown, paragraph(TOO_LONG)])
            room -= len(part)
            shown.append(part)
    return "".join(shown)


def text_of(notebook: NotebookNode, name: str) -> str:
    """What stands in the cell of that grade id."""
    return next((str(cell.source) for cell in notebook.cells if grade_id(cell) == name), "")


def notes(notebook: NotebookNode) -> str:
    """What was mended in a notebook before it was graded, as HTML; empty if nothing was."""
    first = next((cell for cell in notebook.cells if cell.get("id") == NOTES_ID), None)
    return render(first.source).html if first else ""


def _parts(cell: NotebookNode) -> Iterator[str]:
    for output in cell.get("outputs", []):
        match output.output_type:
            case "stream":
                yield _as_typed(output.text)
            case "error":
                yield _as_typed("\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
            case _:
                yield _shown(output.data)


def _shown(data: dict[str, Any]) -> str:
    if "text/html" in data:
        return str(data["text/html"])
    if "text/markdown" in data:
        return render(data["text/markdown"]).html
    return paragraph(data["text/plain"]) if "text/plain" in data else ""


def _as_typed(text: str) -> str:
    return f"<pre>{html.escape(TERMINAL.sub('', text))}</pre>"
