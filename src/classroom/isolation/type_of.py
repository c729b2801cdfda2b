"""What `type(x)` says in a test: of an object of the student's its class, and not the type of what stands for it.

No object can decide what Python's own `type` says of it. So where a test calls that with one value, this is called.
"""

import ast
from typing import Any

from classroom.isolation.handles import ClassHandle, Handle, act
from classroom.isolation.proxies import StudentFunction

NAME = "__type_of__"
"""Under which the function stands among the built-in ones."""


def type_of(value: Any) -> Any:
    """The class that a value has in the notebook. Of an object of the student's it is a handle, also if a library's."""
    kind = type(value)
    if issubclass(kind, (ClassHandle, StudentFunction)):
        return value.__class__
    return act(value, "type") if issubclass(kind, Handle) else kind


class TypeOf(ast.NodeTransformer):
    """Has a cell call `type_of` where it calls `type` with one value."""

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Leave a cell alone that has something of its own under that name."""
        return node if any(map(_binds_type, ast.walk(node))) else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Put the other name there."""
        self.generic_visit(node)
        if _asks_for_a_type(node):
            node.func = ast.copy_location(ast.Name(NAME, ast.Load()), node.func)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """A handle of a library's class is not that class, but equal to it."""
        sides = [node.left, *node.comparators]
        for place, how in enumerate(node.ops):
            if isinstance(how, (ast.Is, ast.IsNot)) and any(map(_asks_for_a_type, sides[place : place + 2])):
                node.ops[place] = ast.Eq() if isinstance(how, ast.Is) else ast.NotEq()
        return self.generic_visit(node)


def _asks_for_a_type(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="type"), args=[one], keywords=[]):
            return not isinstance(one, ast.Starred)
    return False


def _binds_type(node: ast.AST) -> bool:
    match node:
        case (
            ast.Name(id="type", ctx=ast.Store())
            | ast.arg(arg="type")
            | ast.FunctionDef(name="type")
            | ast.ClassDef(name="type")
            | ast.alias(name="type")
            | ast.alias(asname="type")
        ):
            return True
    return False
