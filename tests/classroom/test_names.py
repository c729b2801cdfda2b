"""Which names a cell binds: every kind of statement, and nothing that stays inside."""

import pytest

from classroom.names import bindings, parsed


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = b.c = d[0] = 1", "a"),
        ("a, (b, *c) = 1, (2, 3)", "a b c"),
        ("a: int = 1", "a"),
        ("a += 1", "a"),
        ("print(a := 1)", "a"),
        ("def f(x):\n    inner = x\n    import os", "f"),
        ("async def f(): pass", "f"),
        ("class C:\n    inside = 1\n    def method(self): pass", "C"),
        ("if x:\n    def f(): pass\nelif y:\n    g = 1\nelse:\n    import h", "f g h"),
        ("for i in x:\n    last = i\nelse:\n    j = 1", "i last j"),
        ("with x as y, z as (p, q): r = 1", "y p q r"),
        ("try: a = 1\nexcept E as e: b = 1\nfinally: c = 1", "a e b c"),
        ("match x:\n    case [m, *n]: pass\n    case {'k': o, **p}: pass", "m n o p"),
        ("import a.b, c as d\nfrom e import f, g as h\nfrom i import *", "a d f h"),
        ("x = [y for y in z if (w := y)]", "x w"),
        ("f = lambda x: x\n{k: v for k, v in z}", "f"),
        ("print(x)\nx.y\nawait z", ""),
        ("", ""),
    ],
)
def test_the_names_that_a_cell_binds(code: str, names: str) -> None:
    assert sorted(name for name, _ in bindings(parsed(code))) == sorted(names.split())


def test_what_binds_a_name_is_told() -> None:
    code = "import a\nb = 1\ndef c(): pass\nclass D: pass\ntry:\n    from x import e\nexcept ImportError:\n    e = None"
    kinds = ["a import", "b value", "c definition", "D definition", "e import", "e value"]
    assert [f"{name} {kind}" for name, kind in bindings(parsed(code))] == kinds


@pytest.mark.parametrize("code", ["x = (", "\0", "\ud800 = 1", "  1\n 1 1\n1 2 1", "f(x) => 3", "((" * 999])
def test_what_is_no_python_binds_nothing(code: str) -> None:
    assert bindings(parsed(code)) == []


def test_ipythons_commands_become_calls() -> None:
    tree = parsed("%matplotlib inline\nfiles = !ls\n!pip list\nx = 1")
    assert [name for name, _ in bindings(tree)] == ["files", "x"]


@pytest.mark.slow
def test_a_long_sum_and_a_long_cell_are_read() -> None:
    assert [name for name, _ in bindings(parsed("x = " + " + ".join(["1"] * 700)))] == ["x"]
    assert len(bindings(parsed("x = [0]\n" * 30_000))) == 30_000
