"""Decides, cell by cell, who runs what: by the instructor's source notebook, never by what a submission says of itself.

Locked and test cells are run with the text that they have in the source, whatever stands in the submission.
"""

import ast
import base64
import os
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from classroom.isolation.job import CellToRun, Role
from classroom.isolation.scope import defined, open_cells, scope_of
from classroom.names import bindings, parsed
from classroom.notebooks import grade_id, is_answer, is_check, is_graded, nbgrader_metadata, read_notebook

MOST_NOTEBOOKS = 40
MOST_BYTES = 20 * 2**20
"""Of all the student's notebooks together. What goes beyond it stays out of the student's folder."""

MOST_HELPERS = 24 * 2**20
"""Of all files that come with the assignment."""


def plan(submission: NotebookNode, source: NotebookNode) -> tuple[tuple[CellToRun, ...], dict[int, str]]:
    """The code cells of a submission to run, in its order, and for those that are not run the reason, by place."""
    known = {grade_id(cell): cell for cell in source.cells if cell.cell_type == "code" and grade_id(cell)}
    chosen: list[CellToRun] = []
    refused: dict[int, str] = {}
    unlocked, helpers = open_cells(source), scope_of(source).helpers
    seen: set[str] = set()
    for number, cell in enumerate(submission.cells):
        if cell.cell_type != "code":
            continue
        name = grade_id(cell)
        master = known.get(name)
        role = role_of(master)
        if role != "student" and name in seen:
            refused[number] = "This is a second copy of a cell of the assignment. Only the first one counts."
        elif master is None and is_graded(cell):
            refused[number] = "This cell says that it is graded, but it is not part of the assignment."
        else:
            text = cell.source if master is None or role == "student" else master.source
            as_it_was = role == "student" and master is None and text in unlocked
            chosen.append(CellToRun(number, role, text, defined(text, helpers) if as_it_was else "", name))
        seen.add(name)
    return tuple(chosen), refused


def role_of(cell: NotebookNode | None) -> Role:
    """Who runs a cell of the source; a cell that the source does not have is the student's."""
    if cell is None or is_answer(cell):
        return "student"
    if is_check(cell):
        return "check"
    return "given" if nbgrader_metadata(cell).get("locked") else "student"


def answer_names(source: NotebookNode) -> tuple[str, ...]:
    """The names that the answer cells of the source bind, in their order; not those that they only import."""
    answers = (cell for cell in source.cells if cell.cell_type == "code" and is_answer(cell))
    bound = (binding for cell in answers for binding in bindings(parsed(cell.source)))
    return tuple(dict.fromkeys(name for name, kind in bound if kind != "import"))


@cache
def imported_modules(folder: Path) -> tuple[str, ...]:
    """The modules that the notebooks of a source folder import, but for those that lie beside them.

    Of `from a import b` it may be both a and a.b: whether b is a module shows when it is imported.
    """
    beside = {path.stem for path in folder.iterdir()}
    names: dict[str, None] = {}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = read_notebook(path)
        beside |= {name.split(".")[0] for name in scope_of(notebook).written}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                names |= dict.fromkeys(_imports(parsed(cell.source)))
    return tuple(name for name in names if name.split(".")[0] not in beside)


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name for alias in aliases)
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                yield from (module, *(f"{module}.{alias.name}" for alias in aliases if alias.name != "*"))


def encoded(files: Mapping[str, Path]) -> dict[str, str]:
    """The contents of files, in base64, by the names they shall have."""
    return {name: base64.b64encode(path.read_bytes()).decode() for name, path in files.items()}


def within(files: Mapping[str, Path], room: int = MOST_HELPERS) -> tuple[dict[str, Path], list[str]]:
    """Files of at most `room` bytes together, the smallest first, and the names of those for which none was left."""
    kept: dict[str, Path] = {}
    for name, path in sorted(files.items(), key=lambda item: item[1].stat().st_size):
        room -= path.stat().st_size
        if room < 0:
            break
        kept[name] = path
    return kept, sorted(set(files) - set(kept))


def own_notebooks(folder: Path) -> dict[str, Path]:
    """The notebooks that a student handed in: regular files, not links to somebody else's, up to a size."""
    found: dict[str, Path] = {}
    room = MOST_BYTES
    for path in sorted(folder.glob("*.ipynb"))[:MOST_NOTEBOOKS]:
        about = path.lstat()
        if stat.S_ISREG(about.st_mode) and about.st_size <= room and os.access(path, os.R_OK):
            found[path.name] = path
            room -= about.st_size
    return found
