"""Notices, before anything is handed in, that an answer may have been written into the wrong cell.

Editors give a new cell an id of random digits, and the cells of the course have readable ones. So a text in a cell with
a random id, or none, is the student's.
"""

from __future__ import annotations

import re

from word2vec_lab.student.notebooks import SavedCell, SavedNotebook

RANDOM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,32}|number \d+", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SEEN = re.compile(r"[^\W_]|!\[|<img\b")


def elsewhere(notebook: SavedNotebook, item_id: str) -> str:
    """Where words stand that may be this answer, if its own cell is empty or gone; "" for nowhere.

    >>> from pathlib import Path
    >>> elsewhere(SavedNotebook(Path("1_softmax.ipynb"), there=True), "q1b2")
    ''
    """
    own = [_is_own_text(cell) for cell in notebook.cells]
    places = {cell.label: place for place, cell in enumerate(notebook.cells)}
    answer, rubric = places.get(item_id), places.get(f"{item_id}-rubric")
    here = [place for place in (answer, rubric) if place is not None]
    if here and min(here) > 0 and own[min(here) - 1]:
        return "there is text of yours in a cell above it, and only what stands in the answer's own cell is the answer"
    if any(own[place + 1 : place + 2] == [True] for place in here):
        return "there is text of yours in a cell below it, and only what stands in the answer's own cell is the answer"
    if any(own):
        return (
            "there is text in cells of your own in this notebook; if it is this answer, move it into the answer's cell"
        )
    return ""


def _is_own_text(cell: SavedCell) -> bool:
    if cell.marks or not RANDOM.fullmatch(cell.id):
        return False
    lines = [line for line in cell.source.split("\n") if line.strip()]
    is_text = cell.kind != "code" or all(line.lstrip().startswith("#") for line in lines)
    return is_text and SEEN.search(COMMENT.sub("", cell.source)) is not None
