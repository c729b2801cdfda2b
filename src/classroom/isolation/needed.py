"""Tells which demonstrations must run for a notebook to be graded: few, and most notebooks none.

A cell that came with the notebook, that the student has left as it was and that carries no marks shows what everybody's
shows. It matters only if a cell that runs reads a name that it binds or whose value it may change, or if it does
something to the process or its folder. Drawing figures for nobody was half of what grading took.
"""

import ast
import builtins
import symtable
from collections.abc import Collection, Sequence
from functools import lru_cache

from classroom.isolation.job import CellToRun
from classroom.isolation.process_wide import kinds_in
from classroom.isolation.scope import CHANGING_FIRST, is_seeded, root_of
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
    # What students wrote is not taken apart here: IPython can take long over that.
    authors = [*shows, *(cell for cell in cells if cell.role != "student")]
    imported = frozenset(name for cell in authors for name in _imports(cell.source))
    shows = [cell for cell in shows if not _acts_on_the_process(cell.source)]
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
        run = [cell for cell in shows if wanted & (names_changed(cell.source) | names_worked_on(cell.source, imported))]
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
def _acts_on_the_process(code: str) -> bool:
    """Whether an author's cell may write a file, seed random numbers, or set what holds for a whole process."""
    tree = parsed(code)
    return may_write(tree) or is_seeded(tree) or bool(kinds_in(code)) or "sys.path" in code


@lru_cache(MOST_REMEMBERED)
def _imports(code: str) -> frozenset[str]:
    """The names that an author's cell imports."""
    return frozenset(name for name, kind in bindings(parsed(code)) if kind == "import")


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


@lru_cache(MOST_REMEMBERED)
def names_worked_on(code: str, imported: frozenset[str]) -> frozenset[str]:
    """The names whose values an author's cell may change: it calls their methods, or hands them to functions.

    Python's functions and those of modules are taken for such as change nothing, but for a few.
    """
    found: set[str] = set()
    for call in (node for node in ast.walk(parsed(code)) if isinstance(node, ast.Call)):
        root = root_of(call.func)
        name = root.id if isinstance(root, ast.Name) else ""
        if name and root is not call.func:
            found |= {name} - imported
        is_known = name in imported or hasattr(builtins, name)
        if not is_known or ast.unparse(call.func).split(".")[-1] in CHANGING_FIRST:
            found |= {one.id for one in call.args if isinstance(one, ast.Name)}
    return frozenset(found)
