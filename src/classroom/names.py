"""Which names a cell binds, whoever asks: grading, mending and the rules of `classroom check` must agree on it."""

import ast
from collections.abc import Iterable
from functools import lru_cache
from tokenize import TokenError
from typing import Literal, NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Binding(NamedTuple):
    """A name, and what binds it: a function or class, an import, or anything else that gives it a value."""

    name: str
    kind: Literal["definition", "import", "value"]


def bindings(tree: ast.Module) -> list[Binding]:
    """What a cell binds, in any of its branches, from top to bottom.

    Names inside functions, classes and comprehensions are not the cell's.
    """
    found: list[Binding] = []
    waiting: list[ast.AST] = [tree]
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


def parsed(source: str) -> ast.Module:
    """The tree of an author's cell, with IPython's own commands as calls; an empty one if it is no Python.

    It need not be: there are code cells that show what something should print. IPython can take long over one that a
    student has written.
    """
    try:
        return ast.parse(_plain_python(source))
    except (SyntaxError, ValueError, TokenError, RecursionError, MemoryError):
        return ast.Module([], [])


@lru_cache(2_000)
def _plain_python(source: str) -> str:
    """Most cells of most submissions are as they were handed out, so it is worked out once for a class."""
    return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
