"""Looks at everything that a student has saved, item by item, and says how each point stands.

It is driven by the table of items and by what it finds in the folder. What counts is what travels: answers are judged
by what was packed of the folder, somewhere else (`packing`, `judging`). Whatever is missing or broken becomes a state
with a reason; nothing stops the review.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from safepage.markdown import render
from safepage.pictures import Album, says_of_itself
from word2vec_lab.as_graded import Judged, Verdict
from word2vec_lab.check.score import Outcome, Score
from word2vec_lab.items import Item, autograded, items
from word2vec_lab.student.notebooks import SavedCell, SavedNotebook, read
from word2vec_lab.submission.judging import judge
from word2vec_lab.submission.misplaced import elsewhere
from word2vec_lab.submission.packing import LARGEST_PLOT, PLOT, Packed, pack
from word2vec_lab.training import origin, word_vectors
from word2vec_lab.training.word_vectors import SAVED

STUB = "*Write your answer here.*"
PLOT_ITEM = "q2c"
PNG = b"\x89PNG\r\n\x1a\n"


class State(StrEnum):
    """How one item stands; the words are those that a student reads."""

    FULL = "full points"
    PARTLY_RIGHT = "partly right"
    NOT_RIGHT = "not right yet"
    TO_DO = "still to do"
    NOT_LOADED = "cannot be checked"
    ANSWERED = "answered"
    PARTLY_ANSWERED = "answered in part"
    EMPTY = "empty"
    CELL_GONE = "the cell is gone"
    DAMAGED = "notebook damaged"
    UNSEEN = "not here yet"


@dataclass(frozen=True)
class Status:
    """One item: how it stands, why, where it is answered, and the score of its check if it was run.

    `shown` is the number that the saved notebook shows below the answer. `absent` says what the answer asked for when
    it was judged and what does not travel.
    """

    item: Item
    state: State
    note: str = ""
    cell: SavedCell | None = None
    score: Score | None = None
    shown: float | None = None
    absent: tuple[str, ...] = ()

    @property
    def differs(self) -> str:
        """A sentence if the notebook shows more than counts, or less; else ""."""
        if self.shown is None or self.shown == self.earned or not (self.score or self.absent):
            return ""
        because = f": {'; '.join(self.absent)}" if self.absent else ""
        return (
            f"{self.item.part}: the saved notebook shows {self.shown:g} points below this answer, and from the zip it"
            f" earns {self.earned:g} of {self.item.points:g}{because}."
        )

    @property
    def earned(self) -> float:
        """Points that the public check gives now."""
        return self.score.earned if self.score else 0.0

    @property
    def to_read(self) -> float:
        """Points that a person will give or not."""
        return self.item.points if self.state in (State.ANSWERED, State.PARTLY_ANSWERED) else 0.0

    @property
    def unseen(self) -> float:
        """Points whose notebook is not in the folder."""
        return self.item.points if self.state is State.UNSEEN else 0.0

    @property
    def still_open(self) -> float:
        """What is left: to do, or to mend."""
        return self.item.points - self.earned - self.to_read - self.unseen

    @property
    def file(self) -> str:
        """The notebook's file name."""
        return f"{self.item.notebook}.ipynb"

    @property
    def link(self) -> str:
        """The answer's address for JupyterLab: it opens the notebook, and goes to the cell if that is open already."""
        return f"{self.file}#cell-id={self.cell.id}" if self.cell else self.file


@dataclass(frozen=True)
class Missing:
    """One thing that a complete submission would have, with the place where it goes."""

    text: str
    file: str = ""
    cell: str = ""
    link: str = ""

    def __str__(self) -> str:
        place = ", cell ".join(part for part in (self.file, self.cell) if part)
        return f"{self.text} ({place})" if place else self.text


@dataclass(frozen=True)
class Review:
    """All items of one folder as they were saved; `plot` is the picture of the word vectors, if there is one.

    `packed` is what travels, by which the answers were judged.
    `plot_faults` are what that picture says of itself and 2(c) does not ask for.
    """

    folder: Path
    packed: Packed
    statuses: tuple[Status, ...]
    notebooks: tuple[SavedNotebook, ...]
    plot: bytes | None
    plot_problem: str = ""
    plot_faults: tuple[str, ...] = ()

    @property
    def plot_says(self) -> str:
        """What the plot says of itself; "" if there is none, or if it says nothing."""
        return says_of_itself(self.plot) if self.plot else ""

    @property
    def points(self) -> float:
        """All points of the series."""
        return sum(status.item.points for status in self.statuses)

    @property
    def checkable(self) -> float:
        """The points that checks give; a person gives the others."""
        return sum(status.item.points for status in self.statuses if status.item.kind == "auto")

    @property
    def earned(self) -> float:
        """Points earned on the public checks."""
        return sum(status.earned for status in self.statuses)

    @property
    def to_read(self) -> float:
        """Points that wait for a person."""
        return sum(status.to_read for status in self.statuses)

    @property
    def unseen(self) -> float:
        """Points of notebooks that are not in the folder."""
        return sum(status.unseen for status in self.statuses)

    @property
    def still_open(self) -> float:
        """Points still to be earned in notebooks that are here."""
        return sum(status.still_open for status in self.statuses)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What a complete submission would have and this one has not: items first, then whole notebooks."""
        listed = [_missing_item(s) for s in self.statuses if s.state not in (State.FULL, State.ANSWERED, *WHOLE)]
        plot_status = next((s for s in self.statuses if s.item.id == PLOT_ITEM), None)
        if plot_status and self.plot is None:
            listed.append(Missing(f"{plot_status.item.part}: {self.plot_problem}", plot_status.file, "", ""))
        if plot_status:
            listed += [Missing(f"{plot_status.item.part}: {fault}", plot_status.file) for fault in self.plot_faults]
        for notebook in self.notebooks:
            here = [s for s in self.statuses if s.file == notebook.path.name and s.state in WHOLE]
            if here:
                points = sum(s.item.points for s in here)
                parts = ", ".join(dict.fromkeys(s.item.part for s in here))
                why = here[0].note
                listed.append(Missing(f"{notebook.path.name} ({points:g} points: {parts}): {why}"))
        listed += [Missing(sentence) for sentence in self.packed.remarks]
        return tuple(listed)


WHOLE = (State.UNSEEN, State.DAMAGED)
"""States of a whole notebook, which are said once for all of its items."""


def review(folder: Path | None = None) -> Review:
    """Look at the notebooks that are saved in `folder` (default: the current one) and run the check of each answer.

    As long as what travels stays the same, no check runs again.
    """
    folder = Path(folder or ".").resolve()
    return review_of(folder, pack(folder))


def review_of(folder: Path, packed: Packed) -> Review:
    """Look at what was packed of a folder."""
    notebooks = {path.stem: read(path) for path in _files(folder)}
    judged = _judged(folder, packed.files)
    statuses = tuple(_status(item, notebooks[item.notebook], judged, folder) for item in items().values())
    plot, plot_problem = _plot(folder / PLOT)
    faults = tuple(_plot_faults(plot, folder)) if plot else ()
    saved = tuple(sorted(notebooks.values(), key=lambda n: n.path.name))
    return Review(folder, packed, statuses, saved, plot, plot_problem, faults)


def review_again(folder: Path | None = None) -> Review:
    """Look at everything anew, also if nothing has changed."""
    _known.clear()
    return review(folder)


def _files(folder: Path) -> list[Path]:
    return [folder / f"{name}.ipynb" for name in dict.fromkeys(item.notebook for item in items().values())]


_known: dict[tuple[Path, str], dict[str, Judged]] = {}
"""What was judged last: by the folder and by what travels of it."""


def _judged(folder: Path, files: Mapping[str, bytes]) -> dict[str, Judged]:
    """What became of each answer that can be judged."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name!r} {len(content)} ".encode() + content)
    key = folder, digest.hexdigest()
    if key not in _known:
        wanted = [item.id for item in autograded() if f"{item.notebook}.ipynb" in files]
        found = judge(files, wanted, folder) if wanted else {}
        _known.clear()
        _known[key] = found
    return _known[key]


def _status(item: Item, notebook: SavedNotebook, judged: Mapping[str, Judged], folder: Path) -> Status:
    if not notebook.there:
        return Status(item, State.UNSEEN, "it is not in this folder yet")
    if notebook.problem:
        return Status(item, State.DAMAGED, notebook.problem)
    cell = notebook.cell(item.id)
    if item.kind == "written":
        return _written(item, cell, folder, elsewhere(notebook, item.id))
    check_cell = notebook.cell(f"{item.id}-check")
    return replace(_checked(item, cell, judged[item.id]), shown=check_cell.shown if check_cell else None)


# Written answers


def _written(item: Item, cell: SavedCell | None, folder: Path, misplaced: str) -> Status:
    if cell is None:
        remedy = "fetch a fresh copy of the notebook and paste your answers in"
        return Status(item, State.CELL_GONE, f"{misplaced}. {_capital(remedy)}" if misplaced else remedy)
    own = without_comments(cell.source)
    gaps = own.count(STUB)
    if not own.strip():
        return Status(item, State.EMPTY, misplaced, cell)
    if unchanged(item, cell) or own.strip() == STUB:
        return Status(item, State.TO_DO, misplaced, cell)
    if gaps:
        places = "one place still says" if gaps == 1 else f"{gaps} places still say"
        return Status(item, State.PARTLY_ANSWERED, f"{places} “{STUB.strip('*')}”", cell)
    left_out = render(own, Album(cell.attachments, folder)).left_out if cell.kind == "markdown" else ()
    if left_out:
        return Status(item, State.PARTLY_ANSWERED, " ".join(left_out), cell)
    return Status(item, State.ANSWERED, "", cell)


def unchanged(item: Item, cell: SavedCell) -> bool:
    """Whether the cell is what was handed out: nbgrader leaves a checksum in the cell's metadata to tell by."""
    kind = str(cell.marks.get("cell_type", cell.kind))
    parts = (cell.source, kind, "True", "True", "False", item.id, str(float(item.points)))
    return cell.marks.get("checksum") == hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def without_comments(text: str) -> str:
    """A written answer without HTML comments, which nobody sees."""
    return re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


# Answers that a check looks at


def _checked(item: Item, cell: SavedCell | None, judged: Judged) -> Status:
    if cell is None:
        return Status(item, State.CELL_GONE, "fetch a fresh copy of the notebook and paste your answers in")
    if judged.score is not None:
        return Status(item, _state_of_score(judged.score), "", cell, judged.score, absent=judged.absent)
    state = State.TO_DO if judged.verdict is Verdict.TO_DO else State.NOT_LOADED
    return Status(item, state, judged.note, cell, absent=judged.absent)


def _state_of_score(score: Score) -> State:
    if score.outcome is Outcome.NOT_ATTEMPTED:
        return State.TO_DO
    if score.earned == score.points:
        return State.FULL
    return State.PARTLY_RIGHT if score.earned else State.NOT_RIGHT


# The plot, and what is missing


def _plot(path: Path) -> tuple[bytes | None, str]:
    if not path.is_file():
        return None, f"the plot of your word vectors, {PLOT}, is not in this folder"
    try:
        if path.stat().st_size > LARGEST_PLOT:
            return None, f"the file {PLOT} is larger than {LARGEST_PLOT / 1e6:g} MB, so it was left out"
        content = path.read_bytes()
    except OSError as error:
        return None, f"the file {PLOT} cannot be read: {error.strerror}"
    if not content.startswith(PNG):
        return None, f"the file {PLOT} is not a PNG picture"
    return content, ""


def _plot_faults(plot: bytes, folder: Path) -> Iterator[str]:
    """What a plot says of itself that 2(c) does not ask for, and whether it is of other vectors than those saved."""
    said = origin.read(plot)
    if said is None:
        return
    if short := said.short_of():
        yield f"the plot, {PLOT}, is not of the run that is asked for: {'; '.join(short)}"
    try:
        saved = word_vectors.load(folder / SAVED).origin if (folder / SAVED).is_file() else said
    except word_vectors.SavedVectorsError:
        return
    if saved.vectors != said.vectors:
        yield (
            f"the plot, {PLOT}, is not of the vectors that notebook 6 shows, in {SAVED}. Those are: {saved}. To draw"
            " it anew from them, in a terminal: python run.py --plot"
        )


def _missing_item(status: Status) -> Missing:
    item = status.item
    said = str(status.state)
    if status.score and status.state is not State.TO_DO:
        said = f"{status.earned:g} of {item.points:g} points ({said}); its check says why"
    first = "; ".join(status.absent) or status.note.split("\n")[0]
    note = f". {_capital(first)}" if first else ""
    text = f"{item.part} {item.title}: {said}{note}"
    return Missing(text, status.file, status.cell.label if status.cell else "", status.link)


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"
