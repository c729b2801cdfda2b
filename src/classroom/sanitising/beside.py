"""Shows whoever grades a picture that was handed in beside the notebooks, below the answer that it belongs to.

A plot that a program of the course writes is a file, and an answer that speaks of it need not show it. So the graded
notebook gets a cell that does, with what the picture says of itself.
"""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from classroom.notebooks import grade_id
from safepage.markdown import pictures_shown
from safepage.pictures import read_picture, said_below, says_of_itself

BESIDE = "beside-"
"""How the id of such a cell begins."""


def show_below(notebook: NotebookNode, answer: str, name: str, folder: Path) -> None:
    """Put a cell with the picture `name` of the submission's `folder` below the cell with the grade id `answer`.

    Nothing is added to a notebook without that cell, nor where the answer shows a picture that says what it is.
    """
    place = next((place for place, cell in enumerate(notebook.cells) if grade_id(cell) == answer), None)
    if place is None:
        return
    content = read_picture(folder, name)
    says = says_of_itself(content) if content else ""
    if says and name in pictures_shown([notebook.cells[place].source], folder):
        return
    cell: Any = new_markdown_cell(_text(name, content, says), id=f"{BESIDE}{place}")
    notebook.cells.insert(place + 1, cell)


def _text(name: str, content: bytes | None, says: str) -> str:
    if content is None:
        return f"**`{name}`** was not handed in beside the notebooks, or it is no picture that can be shown."
    shown = f"**`{name}`**, as it was handed in beside the notebooks:\n\n![{name}]({name})"
    # What a picture does say stands below every picture of a page.
    return shown if says else f"{shown}\n\n*{said_below(says)}*"
