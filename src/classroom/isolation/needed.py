"""Tells which demonstrations must run for a notebook to be graded: few, and most notebooks none.

A cell that came with the notebook, that the student has left as it was and that carries no marks shows what everybody's
shows. It matters only if a cell that runs reads a name that it binds, or if it writes a file. Drawing figures for
nobody was half of what grading took.
"""

import ast
import symtable
from collections.abc import Collection, Sequence
from functools import lru_cache

from classroom.isolation.job import CellToRun
from classroom.isolation.writing import may_write
from classroom.names import bindings, parsed

REACHES_EVERYTHING = frozenset(
    {"__builtins__", "__dict__", "__globals__", "__import__", "__main__", "compile", "eval", "exec", "f_globals"}
    | {"get_ipython", "globals", "locals", "sys", "vars"}
)
"""Names that lead to all others. Who uses one may read any name."""

MOST_REMEMBERED = 2_000
"""Cells of which it is remembered what they read and change. Most are the same in every submission."""

CANNOT_READ = (SyntaxError, ValueError, RecursionError, MemoryError)


def needed(cells: Sequence[CellToRun], handed_out: Collection[str], names: Collection[str]) -> tuple[CellToRun, ...]:
    """The cells without those that the student has left as they were handed out and that no other cell needs.

    `names` are those that checks look up. Where there is no check and nothing of the student's, no cell is needed.
    """
    shows = [cell for cell in cells if cell.role == "student" and cell.source in handed_out]
    shows = [cell for cell in shows if not _may_write(cell.source)]
    run = [cell for cell in cells if cell not in shows]
    if all(cell.role == "given" for cell in run):
        return ()
    wanted = set(names)
    while True:
        for cell in run:
            read = names_read(cell.source)
            if read is None:
                return tuple(cells)
            wanted |= read
        run = [cell for cell in shows if wanted & names_changed(cell.source)]
        if not run:
            return tuple(cell for cell in cells if cell not in shows)
        shows = [cell for cell in shows if cell not in run]


@lru_cache(MOST_REMEMBERED)
def names_read(code: str) -> frozenset[str] | None:
    """The notebook's names that the code reads, in its functions too; None if those may be any names at all."""
    try:
        tables = [symtable.symtable(code, "cell", "exec")]
        tree = ast.parse(code)
    except CANNOT_READ:
        return None  # commands of IPython's among them: they can read whatever they like
    read: set[str] = set()
    for table in tables:
        tables += table.get_children()
        symbols = table.get_symbols()
        read |= {s.get_name() for s in symbols if s.is_referenced() and (table.get_type() == "module" or s.is_global())}
    met = set(read)
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.ImportFrom(module=str(name)):
                met.add(name)
            case ast.AugAssign(target=ast.Name(id=name)):
                read.add(name)
            case ast.alias(name=name):
                met.add(name)
    return None if REACHES_EVERYTHING & met else frozenset(read)


@lru_cache(MOST_REMEMBERED)
def _may_write(code: str) -> bool:
    return may_write(parsed(code))


@lru_cache(MOST_REMEMBERED)
def names_changed(code: str) -> frozenset[str]:
    """The names that an author's cell binds, deletes, or changes something of."""
    tree = parsed(code)
    reached = {
        node.id
        for target in ast.walk(tree)
        if isinstance(target, (ast.Attribute, ast.Subscript)) and not isinstance(target.ctx, ast.Load)
        for node in ast.walk(target)
        if isinstance(node, ast.Name)
    }
    deleted = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return frozenset({binding.name for binding in bindings(tree)} | reached | deleted)
