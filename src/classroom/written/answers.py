"""What each student wrote to an item, out of the graded notebooks, and the page that shows it.

The graded notebook is what Formgrader shows as well: mended, with the pictures of the submission beside it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from classroom.course import CourseError
from classroom.notebooks import NOTES_ID, grade_id, is_answer, read_notebook, remark_on
from classroom.sanitising.beside import BESIDE
from classroom.showing.remarks import remark
from classroom.written.alike import is_empty, own_words, signs
from safepage.html import as_it_is
from safepage.markdown import PICTURE, pictures_shown, render
from safepage.mathematics import Mathematics
from safepage.pictures import Album

BELOW = 2
"""The level of the headings on the page; those of an answer are below it."""


@dataclass(frozen=True)
class Text:
    """One cell: its Markdown or code, and the pictures that were pasted into it."""

    source: str
    attachments: Mapping[str, object] = field(default_factory=dict)
    is_code: bool = False


@dataclass(frozen=True)
class Written:
    """What a student wrote to an item, and what is shown with it."""

    folder: Path
    answer: Text
    beside: tuple[Text, ...] = ()
    """Files of the submission that are shown below the answer."""
    notes: str = ""
    """What was mended in the notebook, as Markdown."""
    found: Mapping[str, object] = field(default_factory=dict)
    """What a program found in the answer."""
    released: str = ""

    @cached_property
    def own(self) -> str:
        """The student's own words."""
        return own_words(self.answer.source, self.released)

    @cached_property
    def pictures(self) -> str:
        """A short name for all the pictures that are shown; "" if there is none."""
        texts = [text.source for text in (self.answer, *self.beside)]
        if not any(map(PICTURE.search, texts)):
            return ""
        found = pictures_shown(texts, self.folder)
        if not found and not self.answer.attachments:
            return ""
        pasted = json.dumps(self.answer.attachments, sort_keys=True, default=str).encode()
        return hashlib.sha256(b"".join([pasted, *(found[name] for name in sorted(found))])).hexdigest()

    @cached_property
    def key(self) -> str:
        """A short name for all that the answer says: equal answers have the same."""
        return hashlib.sha256(f"{signs(self.own)}\n{self.pictures}".encode()).hexdigest()[:16]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return is_empty(self.own) and not self.pictures

    def html(self) -> tuple[str, str]:
        """The answer as a page may show it, and what a program has read in it."""
        formulas = Mathematics()
        answer = "".join(
            as_it_is(text.source)
            if text.is_code
            else render(text.source, Album(text.attachments, self.folder), formulas, BELOW).html
            for text in (self.answer, *self.beside)
        )
        return answer, remark(self.found, formulas)


class Notebooks:
    """The graded notebooks of a class; each is read once, for all its items, and again when it has changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int], dict[str, Written]]] = {}

    def answer(self, path: Path, item: str, released: Mapping[str, str]) -> Written:
        """What stands in the cell `item` of a graded notebook; `CourseError` if it cannot be read.

        `released` has the cells of that notebook as they were handed out.
        """
        try:
            about = path.stat()
        except OSError:
            raise CourseError(f"The graded notebook {path} is not there. Run `classroom grade` again.") from None
        seen = (about.st_mtime_ns, about.st_size)
        if path not in self._read or self._read[path][0] != seen:
            self._read[path] = (seen, _answers(read_notebook(path), path.parent, released))
        found = self._read[path][1]
        if item not in found:
            raise CourseError(f"The graded notebook {path} has no cell {item}. Run `classroom grade` again.")
        return found[item]


def _answers(notebook: NotebookNode, folder: Path, released: Mapping[str, str]) -> dict[str, Written]:
    notes = [first.source for first in notebook.cells[:1] if first.get("id") == NOTES_ID]
    found = {}
    for place, cell in enumerate(notebook.cells):
        if not is_answer(cell):
            continue
        name = grade_id(cell)
        below = [_text(cell) for cell in notebook.cells[place + 1 : place + 2] if cell.get("id", "").startswith(BESIDE)]
        found[name] = Written(
            folder=folder,
            answer=_text(cell),
            beside=tuple(below),
            notes="".join(notes),
            found=remark_on(notebook, name),
            released=released.get(name, ""),
        )
    return found


def _text(cell: NotebookNode) -> Text:
    return Text(cell.source, cell.get("attachments") or {}, cell.cell_type == "code")
