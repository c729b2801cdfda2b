"""The source notebook as grading needs it: above all the cells that no submission may lack, or change the order of."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from classroom import markers
from classroom.names import Binding, bindings
from classroom.notebooks import framed, grade_id, is_answer, is_graded, nbgrader_metadata, source_notebook


@dataclass(frozen=True)
class MasterCell:
    """One cell that carries a grade id in the source.

    `full` is its text for grading, hidden tests and rubrics included; `released` is what a student got. `names` are
    what the model answer defines, empty for anything but an answer in code.
    """

    grade_id: str
    cell_id: str
    kind: str
    marks: Mapping[str, Any]
    full: str
    released: str
    names: frozenset[str] = frozenset()

    @cached_property
    def checksum(self) -> str:
        """nbgrader's, of the cell as it was recorded. An answer that still has it has not been touched."""
        about = {"source": self.full, "cell_type": self.kind, "metadata": {"nbgrader": dict(self.marks)}}
        return str(compute_checksum(from_dict(about)))

    @property
    def is_answer(self) -> bool:
        """Whether a student writes in it."""
        return bool(self.marks.get("solution"))

    @property
    def is_check(self) -> bool:
        """Whether it scores an answer."""
        return bool(self.marks.get("grade")) and not self.is_answer

    @property
    def is_written(self) -> bool:
        """Whether it is an answer that a person reads."""
        return bool(self.marks.get("grade")) and self.is_answer


@dataclass(frozen=True)
class OutlineCell:
    """Any cell of the source, as students got it; `marked` is what grading knows of it, if it has a grade id."""

    cell_id: str
    kind: str
    text: str
    marked: MasterCell | None = None


@dataclass(frozen=True)
class Master:
    """One source notebook: all its cells in order, and its metadata. `cells` are those with a grade id."""

    name: str
    outline: tuple[OutlineCell, ...]
    metadata: Mapping[str, Any]

    @cached_property
    def cells(self) -> tuple[MasterCell, ...]:
        """The cells that no submission may lack."""
        return tuple(cell.marked for cell in self.outline if cell.marked)

    def identify(self, given_id: str, cell_id: str) -> MasterCell | None:
        """The cell that these ids of a submitted cell mean. The grade id counts first, the cell's own id second."""
        for cell in self.cells:
            if cell.grade_id == given_id:
                return cell
        for cell in self.cells:
            if cell_id and cell_id == cell.cell_id:
                return cell
        return None


def load_master(path: Path, recorded: Mapping[str, str], root: Path | None = None, config: Any = None) -> Master:
    """Read a source notebook. `recorded` has the texts that nbgrader recorded when it released the assignment.

    The settings `config` of the course in the folder `root` may put a header and a footer around it.

    A cell that nbgrader has no record of is left out: it has no place in the gradebook. Raises `CourseError` if the
    notebook cannot be read.
    """
    notebook = source_notebook(path)
    if root is not None:
        notebook = framed(notebook, root, config)
    outline = [_outline_cell(cell, recorded) for cell in notebook.cells]
    return Master(path.stem, tuple(outline), dict(notebook.metadata))


def _outline_cell(cell: NotebookNode, recorded: Mapping[str, str]) -> OutlineCell:
    marked = _master_cell(cell, recorded[grade_id(cell)]) if grade_id(cell) in recorded else None
    text = marked.released if marked else str(cell.source)
    return OutlineCell(str(cell.get("id", "")), str(cell.cell_type), text, marked)


def _master_cell(cell: NotebookNode, recorded: str) -> MasterCell:
    marks = nbgrader_metadata(cell)
    marks.pop("checksum", None)
    # nbgrader keeps an answer cell as it was released, and a locked cell as it is graded.
    released = recorded if is_answer(cell) else markers.released(recorded)
    return MasterCell(
        grade_id=grade_id(cell),
        cell_id=str(cell.get("id", "")),
        kind=str(cell.cell_type),
        marks=marks,
        full=recorded,
        released=released,
        names=defined_names(cell.source) if is_answer(cell) and cell.cell_type == "code" else frozenset(),
    )


def bindings_if_any(source: str) -> list[Binding]:
    """What a cell binds; nothing if it is no Python, which what students write need not be."""
    try:
        return bindings(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def defined_names(source: str) -> frozenset[str]:
    """The names of the functions and classes that a cell defines; none if it is no Python."""
    return frozenset(name for name, kind in bindings_if_any(source) if kind == "definition")


def bound_names(source: str) -> frozenset[str]:
    """All names that a cell binds; none if it is no Python."""
    return frozenset(name for name, _ in bindings_if_any(source))


def points_of(notebook: NotebookNode) -> dict[str, tuple[str, float]]:
    """What the gradebook must know of a source notebook: kind and points of each graded cell, by grade id."""
    return {
        grade_id(cell): (str(cell.cell_type), float(nbgrader_metadata(cell).get("points", 0)))
        for cell in notebook.cells
        if is_graded(cell)
    }
