"""`type(x)` in a test: which calls are taken over, and which are left alone."""

import ast

import pytest

from classroom.isolation.type_of import NAME, TypeOf, type_of


def taken_over(code: str) -> str:
    return ast.unparse(TypeOf().visit(ast.parse(code)))


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("assert type(x) == A", f"assert {NAME}(x) == A"),
        ("assert type(x) is A", f"assert {NAME}(x) == A"),
        ("assert A is not type(f(type(y)))", f"assert A != {NAME}(f({NAME}(y)))"),
        ("assert 1 < 2 is type(x) < 3", f"assert 1 < 2 == {NAME}(x) < 3"),
        ("def check(x):\n    return type(x).__name__", f"def check(x):\n    return {NAME}(x).__name__"),
    ],
)
def test_where_a_test_asks_for_a_type_it_asks_here(code: str, becomes: str) -> None:
    assert taken_over(code) == becomes


@pytest.mark.parametrize(
    "code",
    [
        "A = type('A', (), {})",
        "x is type",
        "isinstance(A, type)",
        "type(*x)",
        "type(x, **y)",
        "a.type(x)",
        "def f(type):\n    return type(x)",
        "type = str\ntype(x)",
        "from m import type\ntype(x)",
        "def type(x):\n    return 1\ntype(x)",
    ],
)
def test_anything_else_of_that_name_stays(code: str) -> None:
    assert taken_over(code) == code


def test_of_this_processs_own_values_it_is_what_it_always_was() -> None:
    values: list[object] = [1, "a", None, [], ValueError(), int]
    for value in values:
        assert type_of(value) is type(value)
