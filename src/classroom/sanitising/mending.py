"""Puts a submission's cells back into the shape of the source notebook.

Every cell that the source marks is there exactly once, in the source's order, with the source's marks. The student's
own cells keep their place behind the marked cell that they followed. Of several copies of an answer, the last one
that is filled in and stands above its check counts, because that one was in force when the student ran the notebook
from top to bottom; the other copies stay as ordinary cells, so they still do what they did.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from nbformat import NotebookNode

from classroom.notebooks import NOTES_ID, as_notebook
from classroom.sanitising.master import Master, MasterCell, bound_names, defined_names
from classroom.sanitising.reading import Cell
from classroom.sanitising.strays import (
    Found,
    Gathered,
    Layout,
    Stray,
    answer_text,
    apart,
    is_empty,
    normal,
    pictures_of,
)

VALID_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_SEARCHED = 500_000
"""Characters of a notebook's code in which answers are looked for that have lost their ids: a second or two."""


@dataclass(frozen=True)
class Placed:
    """A cell of the mended notebook: a student's `cell`, and the source's cell it stands for, if any.

    A source cell without a student's cell was missing from the submission. `found` is what stood in no answer cell and
    is shown in this one.
    """

    cell: Cell | None
    master: MasterCell | None = None
    found: tuple[Found, ...] = ()

    @property
    def text(self) -> str:
        """What the cell says where it is graded."""
        if self.master and not self.master.is_answer:
            return self.master.full
        own = self.cell.source if self.cell else cast(MasterCell, self.master).released
        return answer_text(self.master, own, self.found) if self.master and self.found else own

    @property
    def pictures(self) -> Mapping[str, Mapping[str, str]]:
        """What was pasted into it."""
        return {**(self.cell.attachments if self.cell else {}), **pictures_of(self.found)}

    @property
    def is_empty(self) -> bool:
        """Whether it is a written answer for which nothing was handed in that can be its answer."""
        written = self.master is not None and self.master.is_written
        return written and not self.found and is_empty(self.cell, cast(MasterCell, self.master))


@dataclass(frozen=True)
class Mended:
    """A submission in the shape of the source, and what was done to it, in sentences for the student.

    `strays` are words of the student's that have no clear place in it.
    """

    master: Master
    cells: tuple[Placed, ...]
    notes: tuple[str, ...]
    strays: tuple[Stray, ...] = ()

    def answered(self) -> int:
        """How many answer cells hold something that the student wrote."""
        return sum(map(_is_answered, self.cells))

    def empty(self) -> tuple[str, ...]:
        """The written answers for which nothing was handed in, by grade id."""
        return tuple(cast(MasterCell, placed.master).grade_id for placed in self.cells if placed.is_empty)

    def filled_from(self, other: "Mended") -> tuple["Mended", tuple[str, ...]]:
        """The same with the answers of another copy where this one has none, and their grade ids."""
        there = {placed.master.grade_id: placed for placed in other.cells if placed.master and _is_answered(placed)}
        taken = tuple(
            placed.master.grade_id
            for placed in self.cells
            if placed.master and placed.master.grade_id in there and not _is_answered(placed)
        )
        cells = (
            there[placed.master.grade_id] if placed.master and placed.master.grade_id in taken else placed
            for placed in self.cells
        )
        return replace(self, cells=tuple(cells)), taken

    def doubting(self, why: str) -> "Mended":
        """The same with a sentence, at each answer that is missing, on why it may be lost on the way."""
        says = f"{why} What was answered here may be lost."
        mended = self.showing({name: [Found(says)] for name in self.empty()})
        cells: list[Placed] = []
        lost = False
        for placed in mended.cells:
            if placed.master and placed.master.is_answer and not placed.master.is_written:
                lost = lost or not _is_answered(placed)
            if placed.master and placed.master.is_check:
                cells += [Placed(Cell("markdown", f"*{says} Whoever grades decides.*"))] if lost else []
                lost = False
            cells.append(placed)
        return replace(mended, cells=tuple(cells))

    def showing(self, found: Mapping[str, Sequence[Found]]) -> "Mended":
        """The same with more that was found, in the answer cells of these grade ids."""
        cells = (
            replace(placed, found=(*placed.found, *found[placed.master.grade_id]))
            if placed.master and placed.master.grade_id in found
            else placed
            for placed in self.cells
        )
        return replace(self, cells=tuple(cells))

    def notebook(self, notes: Sequence[str] = ()) -> NotebookNode:
        """The notebook to grade. It begins with what was mended, and with `notes`, if there is anything to say."""
        said = [*notes, *self.notes]
        first = [_node("markdown", notes_text(said), NOTES_ID, {})] if said else []
        return self._notebook([*first, *(self._node(placed, number) for number, placed in enumerate(self.cells))])

    def handed_in(self) -> NotebookNode:
        """The notebook without its checks and without a word that the student has not seen."""
        cells = []
        for number, placed in enumerate(self.cells):
            if placed.master and placed.master.is_check:
                continue
            node = self._node(placed, number)
            if placed.master:
                del node["metadata"]["nbgrader"]["checksum"]
                if not placed.master.is_answer:
                    node["source"] = placed.master.released
            # Code reads no pasted pictures; those of several notebooks are more than a message may hold.
            node.pop("attachments", None)
            cells.append(node)
        return self._notebook(cells)

    def _node(self, placed: Placed, number: int) -> dict[str, Any]:
        attachments = placed.pictures
        if placed.master is None:
            cell = cast(Cell, placed.cell)
            return _node(cell.kind, cell.source, f"own-{number}", {}, attachments)
        marks = {**placed.master.marks, "checksum": placed.master.checksum}
        metadata: dict[str, Any] = {"nbgrader": marks, "deletable": False}
        if not placed.master.is_answer:
            metadata["editable"] = False
            attachments = {}
        cell_id = placed.master.cell_id if VALID_ID.fullmatch(placed.master.cell_id) else f"marked-{number}"
        return _node(placed.master.kind, placed.text, cell_id, metadata, attachments)

    def _notebook(self, cells: list[dict[str, Any]]) -> NotebookNode:
        taken: set[str] = set()
        for number, cell in enumerate(cells):
            if cell["id"] in taken:
                cell["id"] = f"{cell['id'][:50]}-{number}"
            taken.add(cell["id"])
        return as_notebook(cells, dict(self.master.metadata))


def mend(master: Master, cells: Sequence[Cell]) -> Mended:
    """Put submitted cells into the order and shape of the source."""
    cells = apart(master, cells)
    copies = _copies(master, cells)
    layout = Layout(master, cells, copies)
    _recognise_by_place(layout, copies)
    chosen = {marked.grade_id: _choice(layout, marked, copies) for marked in master.cells if copies[marked.grade_id]}
    gathered = layout.gather(chosen)
    notes = list(_notes(layout, copies, chosen, gathered))
    order: list[Placed] = []
    followers = _followers(layout, copies, chosen, gathered)
    order += followers[""]
    for marked in master.cells:
        place = chosen.get(marked.grade_id)
        found = gathered.put_back.get(marked.grade_id, ())
        order.append(Placed(None if place is None else cells[place], marked, found))
        order += followers[marked.grade_id]
    return Mended(master, tuple(order), tuple(notes), gathered.strays)


def notes_text(notes: Sequence[str]) -> str:
    """The first cell of a mended notebook."""
    lines = "\n".join(f"- {escaped(note)}" for note in notes)
    return f"**What was mended before grading**\n\n{lines}"


def escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is, whatever a student put into a file name."""
    text = " ".join(text.split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#!|$~])", r"\\\1", text)


def _copies(master: Master, cells: Sequence[Cell]) -> dict[str, list[int]]:
    """Which submitted cells stand for each cell of the source."""
    copies: dict[str, list[int]] = {marked.grade_id: [] for marked in master.cells}
    unknown = []
    for place, cell in enumerate(cells):
        marked = master.identify(cell.grade_id, cell.cell_id)
        if marked:
            copies[marked.grade_id].append(place)
        else:
            unknown.append(place)
    texts = {normal(cells[place].source): place for place in unknown}
    for marked in master.cells:
        if not marked.is_answer and not copies[marked.grade_id] and normal(marked.released) in texts:
            copies[marked.grade_id] = [texts[normal(marked.released)]]
    lost = [marked for marked in master.cells if marked.names and not copies[marked.grade_id]]
    defined = _definitions(cells, unknown) if lost else {}
    for marked in lost:
        # The ids are gone, but the function is there: that is the answer.
        copies[marked.grade_id] = [place for place, names in defined.items() if marked.names <= names]
    return copies


def _definitions(cells: Sequence[Cell], places: Sequence[int]) -> dict[int, frozenset[str]]:
    """What the code cells at these places define, as far as there is time to parse all that somebody put there."""
    found: dict[int, frozenset[str]] = {}
    room = MOST_SEARCHED
    for place in places:
        source = cells[place].source
        if cells[place].kind == "code" and len(source) <= room:
            room -= len(source)
            found[place] = defined_names(source)
    return found


def _recognise_by_place(layout: Layout, copies: dict[str, list[int]]) -> None:
    """A cell in words that stands alone in the place of a lost written answer is that answer, whatever its ids."""
    known = {place for places in copies.values() for place in places} | layout.anchors.keys()
    for marked in layout.master.cells:
        if marked.is_written and not copies[marked.grade_id]:
            here = [
                place
                for place, cell in enumerate(layout.cells)
                if place not in known and cell.kind == marked.kind and layout.is_home(marked.grade_id, place)
            ]
            stubs = [place for place in here if is_empty(layout.cells[place], marked)]
            copies[marked.grade_id] = stubs[:1] or (here if len(here) == 1 else [])


def _choice(layout: Layout, marked: MasterCell, copies: Mapping[str, list[int]]) -> int:
    """The copy that counts: of an answer as the module says, of a locked cell, whose text is the source's, the last.

    Of a written answer that is the first that stands in its place.
    """
    places, cells = copies[marked.grade_id], layout.cells
    if not marked.is_answer:
        return places[-1]
    filled = [place for place in places if not _is_blank(cells[place], marked)] or places
    if marked.is_written:
        return next((place for place in filled if layout.is_home(marked.grade_id, place)), filled[-1])
    check = _check_of(layout.master, marked)
    ends = copies[check.grade_id] if check else []
    above = [place for place in filled if ends and place < ends[-1]]
    return (above or filled)[-1]


def _check_of(master: Master, answer: MasterCell) -> MasterCell | None:
    """The first check below an answer."""
    below = master.cells[master.cells.index(answer) + 1 :]
    return next((cell for cell in below if cell.is_check), None)


def _is_blank(cell: Cell, marked: MasterCell) -> bool:
    return not cell.source.strip() or cell.source.strip() == marked.released.strip() or cell.untouched


def _is_answered(placed: Placed) -> bool:
    """Whether it is an answer cell that is filled in."""
    if placed.master is None or not placed.master.is_answer:
        return False
    if any(one.is_sure for one in placed.found):
        return True
    return placed.cell is not None and not _is_blank(placed.cell, placed.master)


def _followers(
    layout: Layout, copies: Mapping[str, list[int]], chosen: Mapping[str, int], gathered: Gathered
) -> dict[str, list[Placed]]:
    """The student's own cells, by the grade id of the marked cell that they follow; "" is the top of the notebook."""
    stands_for = {place: marked for marked in layout.master.cells for place in copies[marked.grade_id]}
    followers: dict[str, list[Placed]] = {name: [] for name in ("", *copies)}
    here = ""
    for place, cell in enumerate(layout.cells):
        if place in gathered.moved:
            continue
        marked = stands_for.get(place)
        if marked and chosen[marked.grade_id] == place:
            here = marked.grade_id
        if marked is None or _is_own_version(cell, marked, chosen[marked.grade_id] == place):
            followers[here].append(Placed(cell))
    return followers


def _is_own_version(cell: Cell, marked: MasterCell, is_chosen: bool) -> bool:
    """Whether a cell that stands for a marked one is kept as an ordinary cell too.

    Another filled-in copy of an answer is kept, and so is a locked cell that the student changed: an import added there
    may be needed further down. A check is kept only if it now binds a name. Otherwise it would just run twice.
    """
    if marked.is_answer:
        return not is_chosen and not _is_blank(cell, marked)
    if marked.is_check and bound_names(cell.source) <= bound_names(marked.released):
        return False
    return not _is_blank(cell, marked) and cell.source.strip() != marked.full.strip()


def _notes(
    layout: Layout, copies: Mapping[str, list[int]], chosen: Mapping[str, int], gathered: Gathered
) -> Iterator[str]:
    master, cells = layout.master, layout.cells
    for marked in master.cells:
        places = copies[marked.grade_id]
        if marked.grade_id in gathered.put_back:
            yield f"What was written for {marked.grade_id} stood outside of its answer cell. It was put back."
            continue
        if not places:
            yield _missing(marked)
            continue
        cell = cells[chosen[marked.grade_id]]
        if marked.is_answer and len(places) > 1:
            yield f"The answer {marked.grade_id} was there {len(places)} times. {_which(marked, chosen, places)}"
        if marked.is_answer and cell.grade_id != marked.grade_id:
            yield f"The answer {marked.grade_id} had lost its grade id. It was recognised and graded."
        if cell.kind != marked.kind:
            yield f"The cell {marked.grade_id} had been turned into another kind of cell. It was turned back."
        if not marked.is_answer and not cell.untouched and cell.source.strip() not in (marked.released, marked.full):
            yield f"The locked cell {marked.grade_id} had been changed. It was put back as released."
    present = [chosen[marked.grade_id] for marked in master.cells if marked.grade_id in chosen]
    if present != sorted(present):
        yield "Marked cells had been moved. They were put back into their order."
    known = {marked.grade_id for marked in master.cells}
    strange = sorted({cell.grade_id for cell in cells if cell.grade_id and cell.grade_id not in known})
    if strange:
        shown = ", ".join(name[:40] for name in strange[:5])
        yield f"Cells with grade ids that this notebook does not have ({shown}) count as ordinary cells."


def _missing(marked: MasterCell) -> str:
    if marked.is_written:
        return f"The answer cell {marked.grade_id} was missing. It was put back."
    if marked.is_answer:
        return f"The answer cell {marked.grade_id} was missing. It was put back as released: nothing is answered there."
    return f"The locked cell {marked.grade_id} was missing. It was put back."


def _which(marked: MasterCell, chosen: Mapping[str, int], places: Sequence[int]) -> str:
    number = sorted(places).index(chosen[marked.grade_id]) + 1
    if marked.is_written:
        return f"Copy {number} counts as the answer; whoever grades sees the others too."
    return f"Copy {number} was graded: the last one filled in above its check."


def _node(
    kind: str,
    source: str,
    cell_id: str,
    metadata: dict[str, Any],
    attachments: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    node: dict[str, Any] = {"cell_type": kind, "id": cell_id, "metadata": metadata, "source": source}
    if kind == "code":
        node |= {"execution_count": None, "outputs": []}
    elif attachments:
        node["attachments"] = {name: dict(forms) for name, forms in attachments.items()}
    return node
