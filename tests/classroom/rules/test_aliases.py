"""What `classroom check` says of tests that change a copy and look at the original."""

import pytest
from minicourse import MiniCourse, grading
from nbformat import v4

from classroom.rules import check
from classroom.rules.aliases import changes_nobody_notices
from classroom.rules.isolation import what_isolation_does_not_give

DEFINED = """class M:
    def __init__(self, rows=()):
        self.rows = [*rows]
        self.child = None
    def copy(self): ...
    def push(self, item): ...
    def get(self):
        return self.rows


def remember(key, value, kept=None): ...


def double"""
VECTOR = """class Vector:
    def __setitem__(self, place, number): ...
    def append(self, number): ...


"""


def told(*tests: str, defined: str = DEFINED) -> list[tuple[str, str]]:
    """The cell and what is said of it, for tests with these lines and an answer that defines all of the above."""
    flags = [
        ("answer", {"solution": True}),
        *((f"test{n}", {"grade": True, "locked": True}) for n in range(len(tests))),
    ]
    cells = [
        (name, v4.new_code_cell(code, metadata=grading(name, **marks)))
        for (name, marks), code in zip(flags, [defined + "(n): ...", *tests], strict=True)
    ]
    found = [*changes_nobody_notices(cells)]
    assert all(do for _, _, do, _ in found)
    return [(name, what) for name, what, _, note in found if not note]


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ("s = M()\ns.items.append(3)", "Line 2 of the test changes `s.items` in place"),
        ("s = M()\ns.table['a'] = 1", "changes `s.table`"),
        ("c = M().copy()\nc.rows[0][0] = 7", "changes `c.rows`"),
        ("c = M()\nc.rows[0] += [7]", "changes `c.rows`"),
        ("c = M()\nc.rows[:] = []", "changes `c.rows`"),
        ("c = M()\ndel c.rows[0]", "changes `c.rows`"),
        ("c = M()\nc.first.second.rows[0].append(1)", "changes `c.first.second.rows`"),
        ("import copy\nc = copy.copy(M())\nc.rows[0][0] = 7", "changes `c.rows`"),
        ("import random\nc = M()\nrandom.shuffle(c.rows)", "changes `c.rows`"),
        ("all = [M(), M()]\nall[0].rows.append(2)", "changes `all[0].rows`"),
        ("for one in [M(), M()]:\n    one.rows.append(2)", "Line 2 of the test changes `one.rows`"),
        ("def looks(c):\n    c.rows.append(2)", "changes `c.rows`"),
    ],
)
def test_what_an_object_has_and_a_test_changes_in_place(lines: str, word: str) -> None:
    [(_, what)] = told(lines)
    assert word in what


@pytest.mark.parametrize(
    "lines",
    [
        "m = M()\nc = m.copy()\nc.rows += [[5]]\nassert m.rows == []",
        "m = M()\nx = m.get()\nx.append(3)\nassert m.get() == [1]",
        "m = M()\nx = m.rows\nx[0] = 3\ny = m.get()",
        "m = M()\nm.get().append(3)\nassert m.get() == [1]",
        "m = M()\nfor row in m.rows:\n    row.append(3)\nassert m.rows == [[1]]",
        "m = M()\nx, y = m.get(), 2\nx[0][1] *= y\nassert m.get() == [1]",
        "def test_it():\n    m = M()\n    x = m.get()\n    x.sort()\n    assert m.get() == [1]\ntest_it()",
    ],
)
def test_what_came_out_of_an_object_that_is_used_later(lines: str) -> None:
    [(_, what)] = told(lines)
    assert "which came out of `m`, and then `m` is used" in what


@pytest.mark.parametrize(
    "lines",
    [
        "rows = [[1]]\nm = M(rows)\nrows.append([2])\nassert m.rows == [[1]]",
        "rows = [[1]]\nm = M(first=rows)\nrows[0][0] = 99\nassert m.rows == [[1]]",
        "rows = np.ones(3)\nm = M(rows)\nrows[0] = 5\nassert m.get()[0] == 1",
        "rows = [[1]]\nm = M()\nm.push(rows)\nrows += [2]\nassert m.get() == [[1]]",
        "rows = [1]\nm = M([rows, [2]])\nrows[0] = 5\nassert m.get() == [[1], [2]]",
        "rows = [1]\nm = M()\nm.rows = rows\nrows.append(2)\nassert m.get() == [1]",
    ],
)
def test_what_an_object_was_given_and_a_test_changes_later(lines: str) -> None:
    [(_, what)] = told(lines)
    assert "changes `rows` when `m` was given it, and then `m` is used" in what


@pytest.mark.parametrize(
    "lines",
    [
        "one = remember('a', 1)\nremember('b', 2)\nassert one == {'a': 1}",
        "one = remember('a', 1)\nif True:\n    remember('b', 2)\nassert one == {'a': 1} and 1 == 1",
    ],
)
def test_what_a_function_returned_before_it_was_called_again(lines: str) -> None:
    [(_, what)] = told(lines)
    assert "looks at `one`, which `remember` returned" in what


@pytest.mark.parametrize(
    "lines",
    [
        # A function that is called anew is given what is changed.
        "a = [1]\nremember('a', a)\na.append(2)\nassert remember('a', a) == {'a': [1, 2]}",
        "a = [1]\nm = M()\nm.push(a)\na.append(2)\nassert m.push(a) == 2",
        # What a function returned, and nobody looks at an object.
        "x = remember('a', 1)\nx['b'] = 2\nx.update(c=3)\nassert len(x) == 3",
        "m = M()\nx = m.get()\nx.append(3)\nassert x == [1, 3]",
        "frame = remember('a', 1)\nframe.loc[0, 'a'] = 5\nassert frame.shape == (1, 1)",
        # A copy of the test's own, or another object.
        "rows = [1]\nm = M(rows.copy())\nrows.append(2)\nassert m.get() == [1]",
        "rows = [1]\nm = M(list(rows))\nrows.append(2)\nassert m.get() == [1]",
        "m = M()\nx = m.get()\nm = M()\nx.append(1)\nassert m.get() == []",
        "rows = [1]\nm = M(rows)\nrows = [2]\nrows.append(3)\nassert m.get() == [1]",
        "rows = [1]\nrows.append(2)\nm = M(rows)\nassert m.get() == [1, 2]",
        # What is set anew, and the test's own.
        "m = M()\nm.rows += [1]\nm.count += 1\nassert m.rows == [1]",
        "mine = []\nmine.append(M())\nassert len(mine) == 1",
        "seen = []\nm = M()\nm.push(lambda x: seen.append(x))\nassert m.get() == 1 and seen == [1]",
        "class Spy:\n    def call(self):\n        self.calls.append(1)",
        "import numpy as np\nm = M()\na = np.zeros(3)\na[0] = 1\nassert m.get() == 0",
        # The later call's result is looked at, or the first one's is a number.
        "one = remember('a', 1)\ntwo = remember('b', 2)\nassert one == {'a': 1}\nassert two == {'b': 2}",
        "one = remember('a', 1)\nremember('b', 2)\nassert one == 1",
        "one = remember('a', 1)\nremember('b', 2)\none = remember('c', 3)\nassert one == {'c': 3}",
    ],
)
def test_what_works_as_in_one_notebook_is_not_told(lines: str) -> None:
    assert told(lines) == []


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("m = M()\nv = m.copy()\nv[0] = 7\nassert m.get() == [1]", 0),
        ("v = Vector()\nm = M(v)\nv[0] = 7\nassert m.get() == [7]", 0),
        ("m = M()\nm.child.append(3)\nm.child[0] = 4\nassert m.get() == [7]", 0),
        ("m = M()\nm.rows.append(3)", 1),
        ("m = M()\nx = m.get()\nx.append(3)\nassert m.get() == []", 1),
        ("x = []\nm = M(x)\nx.append(3)\nassert m.get() == []", 1),
    ],
)
def test_where_a_class_has_such_a_method_only_what_is_seen_to_be_a_list_is_told(lines: str, count: int) -> None:
    """An object of the student's changes as it does in one notebook."""
    assert len(told(lines, defined=VECTOR + DEFINED)) == count


def test_a_later_cell_can_look_as_well() -> None:
    first = "m = M()\nx = m.get()\nx.append(1)\none = remember(1, 1)"
    found = told(first, "remember(2, 2)", "assert one == {1: 1}", "assert m.get() == []")
    assert [name for name, _ in found] == ["test2", "test0"]


def test_the_check_says_it_with_the_cell(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "def double", DEFINED)
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", "s = M()\ns.rows[0][0] = 3\nscore = 1")
    [problem] = what_isolation_does_not_give(mini.course)
    assert problem.where == "source/sums/2_sums.ipynb, cell double-check"
    assert problem.what.startswith("Line 2 of the test changes `s.rows` in place.")
    assert "Call a method" in problem.do


IDENTITY = """import enum
class Heading(enum.Enum):
    EAST = 1


class Bank:
    accounts = []


"""


@pytest.mark.parametrize(
    ("test", "count"),
    [
        ("m.fit([1]) is m", 0),
        ("plot(1, ax=axes[1]) is axes[1]", 0),
        ("m.outer is e", 0),
        ("m.find('x') is e", 0),
        ("m.heading is Heading.EAST", 0),
        ("Heading['EAST'] is Heading.EAST", 0),
        ("max([m, e]) is e", 0),
        ("copy.deepcopy(l) is not l", 0),
        ("Bank.accounts[0] is e", 0),
        ("remember('a', l) is l", 0),
        ("m.push(l) is l", 0),
        ("(rows := m.get()) and rows[0] is not rows[1]", 0),
        ("m.push(l) is None and m.push(l) is not True", 0),
        ("type(remember('a', 1)) is int", 0),
        ("type(m) is M", 0),
        ("type(m) is type(e)", 0),
        ("m.rows is not e.rows", 1),
        ("m.get() is m.rows", 1),
        ("m.get() is not l", 1),
    ],
)
def test_one_and_the_same(test: str, count: int) -> None:
    lines = "import copy\nm, e, l = M(), M(), [1]\nfig, axes = plt.subplots(2)\n"
    assert len(told(f"{lines}assert {test}", defined=IDENTITY + DEFINED)) == count


def test_where_they_may_be_objects_it_is_a_note_and_all_is_well(mini: MiniCourse) -> None:
    line = "x = double(1); assert x is double(2)"
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"{line}\nscore = 1")
    words: list[str] = []
    assert check(mini.course, words.append, ["isolation"]) == []
    assert "(a note)" in "".join(words)
    assert "If they are objects" in "".join(words)
