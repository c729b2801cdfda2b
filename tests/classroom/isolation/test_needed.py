"""Which demonstrations run when a notebook is graded: those whose names somebody reads."""

import pytest

from classroom.isolation.job import CellToRun
from classroom.isolation.needed import names_changed, names_read, needed

DEMONSTRATIONS = [
    "rate = 0.5\ndraw(rate)",
    "table = [rate]",
    "table[0] = 3",
    "%matplotlib inline\nmotto = 'small steps'",
    "double = None",
]


def run(*own: str, names: tuple[str, ...] = ()) -> list[str]:
    cells = [CellToRun(number, "student", text) for number, text in enumerate([*DEMONSTRATIONS, *own])]
    return [cell.source for cell in needed(cells, DEMONSTRATIONS, names)]


def test_demonstrations_that_nobody_needs_do_not_run() -> None:
    answer = "def double(x):\n    rate = 2\n    return rate * x"
    assert run(answer) == [answer]


def test_one_runs_whose_name_an_answer_reads_and_whatever_that_one_needs() -> None:
    answer = "def double(x):\n    return x * table[0]"
    assert run(answer) == [*DEMONSTRATIONS[:3], answer]


def test_one_runs_that_gives_the_name_of_an_answer_another_value() -> None:
    assert run("7", names=("double",)) == ["double = None", "7"]


def test_where_nothing_is_judged_or_changed_not_even_the_locked_cells_run() -> None:
    locked = CellToRun(9, "given", "import os")
    untouched = [CellToRun(number, "student", text) for number, text in enumerate(DEMONSTRATIONS)]
    assert needed([*untouched, locked], DEMONSTRATIONS, ()) == ()
    check = CellToRun(10, "check", "1.0")
    assert needed([*untouched, locked, check], DEMONSTRATIONS, ()) == (locked, check)


@pytest.mark.parametrize(
    "writes",
    ["open('data.txt', 'w').write('7')", "%%writefile mine.py\nx = 1", "np.savetxt('t.csv', rows)", "!touch x"],
)
def test_one_that_writes_a_file_runs_for_whoever_reads_it(writes: str) -> None:
    cell = CellToRun(9, "student", writes)
    check = CellToRun(10, "check", "1.0")
    assert cell in needed([cell, check], [writes], ())
    reads = CellToRun(9, "student", "open('data.txt').read()")
    assert needed([reads, check], [reads.source], ()) == (check,)


@pytest.mark.parametrize(
    ("changes", "runs"),
    [
        ("data.append(2)", True),
        ("random.shuffle(data)", True),
        ("fill(data)", True),
        ("first = data.rows[0].pop()", True),
        ("random.seed(3)", True),
        ("sys.path.append('lib')", True),
        ("np.set_printoptions(precision=2)", True),
        ("plt.plot(data)", False),
        ("print(len(data), sorted(data))", False),
        ("plt.show()", False),
        ("other.append(2)", False),
    ],
)
def test_one_that_may_change_what_an_answer_reads_runs(changes: str, runs: bool) -> None:
    sources = ["import random\nimport matplotlib.pyplot as plt\nimport numpy as np", "data = [1]", changes]
    cells = [CellToRun(number, "student", text) for number, text in enumerate(sources)]
    answer = CellToRun(9, "student", "def f():\n    plt.plot(data)")
    found = needed([*cells, answer], sources, ())
    assert cells[1] in found
    assert (cells[2] in found) == runs


def test_a_changed_one_runs() -> None:
    changed = "table = [1]"
    assert run(changed) == [changed]


@pytest.mark.parametrize(
    "own",
    [
        "exec('print(rate)')",
        "globals()['rate']",
        "import __main__\n__main__.rate",
        "from sys import modules",
        "print(motto)",  # needs a demonstration that has a command of IPython's
        "f = (lambda: 0).__globals__",
        "!ls",
        "%who",
        "def broken(",
        "(" * 300 + ")" * 300,
    ],
)
def test_all_run_where_a_cell_may_read_any_name(own: str) -> None:
    assert run(own) == [*DEMONSTRATIONS, own]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x):\n    y = x\n    return y + z", {"z"}),
        ("class A:\n    b = c\n    def m(self):\n        return d", {"c", "d"}),
        ("[a for a in b if a in e]", {"a", "b", "e"}),
        ("def f(x=y): ...", {"y"}),
        ("n += 1", {"n"}),
    ],
)
def test_what_code_reads_are_the_notebook_s_names_and_not_its_functions_own(code: str, names: set[str]) -> None:
    read = names_read(code)
    assert read is not None
    assert read - {"a"} == names - {"a"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = 1", {"a"}),
        ("a.b[c].d = 1", {"a", "c"}),
        ("del a[0], b", {"a", "b"}),
        ("def f(): g = 1", {"f"}),
        ("print(a)", set()),
    ],
)
def test_what_a_demonstration_changes(code: str, names: set[str]) -> None:
    assert names_changed(code) == names
