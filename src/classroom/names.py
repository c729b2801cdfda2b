"""Which names a cell binds, whoever asks: grading, mending and the rules of `classroom check` must agree on it."""

import ast
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Binding(NamedTuple):
    """A name, and what binds it: a function or class, an import, or anything else that gives it a value."""

    name: str
    kind: Literal["definition", "import", "value"]


def bindings(code: str) -> list[Binding]:
    """What a cell of plain Python binds, in any of its branches, from top to bottom.

    Names inside functions, classes and comprehensions are not the cell's. Raises SyntaxError or ValueError if the code
    is no Python, RecursionError or MemoryError if it is too deep for Python.
    """
    found: list[Binding] = []
    waiting: list[ast.AST] = [ast.parse(code)]
    while waiting:
        node = waiting.pop()
        found += _bound_by(node)
        waiting += reversed(list(_of_the_same_scope(node)))
    return found


def _bound_by(node: ast.AST) -> list[Binding]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [Binding(name, "definition")]
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            names = (alias.asname or alias.name.split(".")[0] for alias in aliases)
            return [Binding(name, "import") for name in names if name != "*"]
        case (
            ast.Name(id=name, ctx=ast.Store())
            | ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
        ):
            return [Binding(name, "value")]
    return []


def _of_the_same_scope(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, (*DEFINITIONS, ast.Lambda)):
        return ()
    if isinstance(node, COMPREHENSIONS):  # only := reaches out of one
        return (inner.target for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr))
    return ast.iter_child_nodes(node)


@lru_cache(2_000)
def plain_python(source: str) -> str:
    """The code of a cell, with IPython's own commands as calls. For an author's cells: it can take long over others.

    Most cells of most submissions are as they were handed out, so it is worked out once for a class.
    """
    return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
