"""A whole notebook in its processes: who runs what, what a failure costs, how a check ends."""

import json
import logging
import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from classroom.isolation import control
from classroom.isolation.job import CellToRun, Job, Role
from classroom.isolation.patience import processor_time
from classroom.isolation.run import Run
from classroom.isolation.scope import Scope
from classroom.isolation.servers import Servers, Wanted, running_servers

SETUP = "def judged(value, wanted): return 3.0 if value == wanted else 0.5"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Servers:
    return running_servers(Wanted(tmp_path_factory.mktemp("course"), (), (), 512, 60))


def cells(*sources: tuple[Role, str]) -> tuple[CellToRun, ...]:
    return tuple(CellToRun(number, role, source) for number, (role, source) in enumerate(sources))


def results(
    running: Servers,
    *sources: tuple[Role, str],
    seconds: float = 10,
    notebook: float = 60,
    helpers: dict[str, Path] | None = None,
    files: dict[str, str] | None = None,
    asked: tuple[str, ...] = (),
    names: tuple[str, ...] = ("f", "g"),
    scope: Scope | None = None,
) -> list[str]:
    """For each cell the value that it shows, or else everything that it shows, as text."""
    stems = tuple(Path(name).stem for name in helpers or {})
    job = Job(cells(*sources), names, files or {}, stems, asked, seconds, notebook, stems, scope=scope or Scope())
    shown = Run(job, running, helpers or {}, logging.getLogger()).results()
    found = []
    for number in range(len(sources)):
        values = [one["data"]["text/plain"] for one in shown[number] if one["output_type"] == "execute_result"]
        found.append(values[0] if values else json.dumps(shown[number]))
    return found


@pytest.mark.slow
def test_each_cell_runs_where_it_belongs(running: Servers) -> None:
    shown = results(
        running,
        ("given", "import os; place = os.getpid(); place"),
        ("student", "own = os.getpid(); f = lambda: os.getpid(); own"),
        ("check", "[place == os.getpid(), place == f()]"),
        ("check", "'own' in globals()"),
        ("student", "'judge' in globals()"),
    )
    assert shown[0] == shown[1]
    assert shown[2:] == ["[True, False]", "False", "False"]


@pytest.mark.slow
def test_only_the_names_of_answers_are_bound_and_anew_each_time(running: Servers) -> None:
    shown = results(
        running,
        ("given", SETUP + "\ndef h(): return 'given'"),
        ("student", "def f(): return 1\ndef h(): return 'forged'\njudged = lambda *_: 99"),
        ("check", "[judged(f(), 1), h()]"),
        ("student", "def f(): return 2"),
        ("check", "judged(f(), 1)"),
        ("student", "del f"),
        ("check", "judged(f(), 1)"),
    )
    assert shown[2] == "[3.0, 'given']"
    assert shown[4] == "0.5"
    assert "NameError: name 'f' is not defined" in shown[6]


KEEPS = "kept = {}\ndef f(k, v): kept[k] = v\ndef g(k): return kept[k]"
HIDDEN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


def test_connected_tests_go_on_where_those_before_them_left_off(running: Servers) -> None:
    shown = results(
        running,
        ("student", KEEPS),
        ("check", f"f('a', 1); x = 1\n{HIDDEN}\nf('b', 2); y = g('a') + g('b'); {{}}\n{END}\ny"),
        ("check", "x + y + g('b')"),
        ("check", f"z = g('a')\n{HIDDEN}\ny += z\n{END}\ny"),
        ("student", "y = 'own'"),
        ("check", "[x, y, g('c')]"),
        scope=Scope(connected=True, others=("y",)),
    )
    assert shown[1:4] == ["3", "6", "4"]
    assert "KeyError" in shown[5]


def test_a_name_that_a_test_sets_is_the_tests_until_a_cell_sets_it_anew(running: Servers) -> None:
    shown = results(
        running,
        *(("student", "x = 1"), ("check", "x = 2\nx"), ("check", "x"), ("student", "x = 3"), ("check", "x")),
        names=("x",),
    )
    assert [shown[1], shown[2], shown[4]] == ["2", "2", "3"]


def test_what_only_a_test_imports_is_there_for_answers(running: Servers) -> None:
    shown = results(
        running,
        ("student", "def f(x): return math.floor(x) if isinstance(x, Fraction) else None"),
        ("check", "import math\nfrom fractions import Fraction\nf(Fraction(5, 2))"),
        ("check", "f(Fraction(7, 2))"),
        scope=Scope(brought=("Fraction", "math")),
    )
    assert shown[1:] == ["2", "3"]


def test_open_tests_show_nothing_that_hidden_tests_of_others_have_told(running: Servers) -> None:
    shown = results(
        running,
        ("student", "seen = []\ndef f(x):\n    seen.append(x)\n    return str(seen)"),
        ("check", f"print(f(1))\n{HIDDEN}\nassert f('secret')\n{END}"),
        ("check", f"print(f(2))\n{HIDDEN}\nassert 'secret' in f(3)\n{END}"),
        ("check", f"print(f(4))\nif True:\n    {HIDDEN}\n    assert 'secret' in f(5)\n    {END}"),
        scope=Scope(connected=True),
    )
    assert [("[1]" in shown[1]), ("[1, 2]" in shown[2])] == [True, True]
    assert "secret" not in str(shown)
    assert "error" not in str(shown)


def test_a_function_out_of_an_answers_dict_goes_on_in_the_hidden_tests(running: Servers) -> None:
    shown = results(
        running,
        ("student", "f = {'double': lambda x: 2 * x}\ng = [abs]"),
        (
            "check",
            f"double, first = f['double'], g[0]\nassert double(1) == 2\n{HIDDEN}\ny = double(3) + first(-1)\n{END}\ny",
        ),
    )
    assert shown[1] == "7"


def test_what_is_used_after_its_process_was_over_asks_a_person(running: Servers) -> None:
    shown = results(
        running,
        ("student", "f = {'deep': {'double': lambda x: 2 * x}}"),
        ("check", f"double = f['deep']['double']\nassert double(1) == 2\n{HIDDEN}\ndouble(3)\n{END}"),
    )
    assert "a person looks at it" in shown[1]
    assert "ended Python itself" not in shown[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "attack",
    [
        "import os; os._exit(0)",
        "while True: pass",
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "raise SystemExit",
        "data = []\nwhile True: data.append(bytearray(1 << 24))",
        "get_ipython().run_cell = lambda *a, **k: None",
        "import sys; sys.exit()",
        "exit()",
        "import builtins; builtins.print = builtins.len = builtins.max = lambda *a: 0",
        "import os; os.write(3, b'\\xff' * 100)",
        "import os; os.close(3)",
        "1/0",
        "def (",
        "print('x' * 10**8)",
        "import sys; sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    ],
)
def test_a_cell_that_goes_wrong_costs_no_other_item(running: Servers, attack: str) -> None:
    shown = results(
        running,
        ("given", SETUP),
        ("student", "def f(x): return 2 * x"),
        ("check", "judged(f(2), 4)"),
        ("student", attack),
        ("student", "def g(x): return 3 * x"),
        ("check", "judged(g(2), 6)"),
        ("check", "judged(f(2), 4)"),
        seconds=2,
    )
    assert [shown[2], shown[5], shown[6]] == ["3.0", "3.0", "3.0"]


def test_who_breaks_into_the_machinery_breaks_only_their_own(running: Servers) -> None:
    attack = "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Agent': o.verbs.clear()"
    shown = results(
        running, ("given", SETUP), ("student", attack), ("student", "f = abs"), ("check", "judged(f(2), 2)")
    )
    assert shown[3] != "3.0"
    assert "error" in shown[3]
    shown = results(running, ("given", SETUP), ("student", "f = abs"), ("check", "judged(f(2), 2)"))
    assert shown[2] == "3.0"


@pytest.mark.parametrize("body", ["import os; os._exit(0)", "while True: pass", "import os; os.abort()", "exit()"])
def test_a_function_that_goes_wrong_costs_its_own_item(running: Servers, body: str) -> None:
    shown = results(
        running,
        ("given", SETUP),
        ("student", f"def f(x):\n    {body}\ndef g(x): return 3 * x"),
        ("check", "judged(f(2), 4)"),
        ("check", "judged(g(2), 6)"),
        seconds=1,
    )
    assert shown[2] != "3.0"
    assert "error" in shown[2]
    assert shown[3] == "3.0"


@pytest.mark.slow
def test_a_check_that_hangs_over_a_result_costs_its_own_item(running: Servers) -> None:
    shown = results(
        running,
        ("given", SETUP),
        ("student", "def f(): return 10**15\ndef g(): return 1"),
        ("check", "sum(range(f()))"),
        ("given", "after = 1"),
        ("check", "judged(g(), after)"),
        seconds=0.5,
    )
    assert "It gives no points" in shown[2]
    assert shown[4] == "3.0"


@pytest.mark.slow
def test_a_cell_that_hangs_is_not_run_again_for_a_lost_check(running: Servers) -> None:
    students = [server.process.pid for server in (running.hidden, running.shown)]
    before = processor_time(students)
    shown = results(
        running,
        ("given", SETUP),
        ("student", "while True: pass"),
        ("student", "def f(): return 1"),
        ("check", "import os; os._exit(f())"),
        ("check", "import os; os._exit(f())"),
        ("check", "judged(f(), 1)"),
        seconds=2,
    )
    assert shown[5] == "3.0"
    assert processor_time(students) - before < 2 * 2


def test_a_check_that_dies_over_a_result_costs_its_own_item(running: Servers) -> None:
    shown = results(
        running,
        ("student", "def f(): return 1\ndef g(): return 1"),
        ("check", "import os; os._exit(f())"),
        ("check", "g()"),
    )
    assert "It gives no points" in shown[1]
    assert shown[2] == "1"


@pytest.mark.slow
def test_when_the_time_for_the_notebook_is_up_every_check_says_so(running: Servers) -> None:
    shown = results(
        running,
        ("student", "def f(): return 1\ndef g():\n    while True: pass"),
        ("check", "f()"),
        ("check", "g()"),
        ("check", "f()"),
        ("check", "f()"),
        seconds=30,
        notebook=1,
    )
    assert shown[1] == "1"
    assert all("time for this notebook" in text or "time for the whole notebook" in text for text in shown[3:])


@pytest.mark.slow
def test_the_time_that_cells_take_to_be_shown_takes_nothing_from_a_check(running: Servers) -> None:
    shown = results(
        running,
        ("student", "def f(): return 1"),
        ("check", "f()"),
        ("student", "while True: pass"),
        ("student", "def f(): return 2\nprint('shown')"),
        ("check", "f()"),
        seconds=30,
        notebook=1,
    )
    assert [shown[1], shown[4]] == ["1", "2"]
    assert "stopped before its end" in shown[2]
    assert "used up the time for this notebook" in shown[3]


def test_what_cells_show_is_told_before_the_first_check_begins(running: Servers) -> None:
    """So that nothing that a check's process leaves behind on the machine can be shown, whatever it is."""
    told: list[tuple[str, int]] = []

    class Listening(Run):
        def _take(self, message: dict[str, Any]) -> bool:
            told.append((message["event"], message.get("number", -1)))
            return super()._take(message)

    sources: list[tuple[Role, str]] = [
        ("given", "1"),
        ("student", "def f(): return 1"),
        ("check", "f()"),
        ("student", "import os\nif os.environ.get('GRADING_OUTPUTS'): os._exit(0)\n'what I show'"),
        ("check", "import os; os._exit(f())"),
        ("student", "2"),
        ("check", "f()"),
    ]
    run = Listening(Job(cells(*sources), ("f",), {}, (), (), 10, 60), running, {}, logging.getLogger())
    shown = run.results()
    ended = [number for event, number in told if event == "end"]
    assert ended[:4] == [0, 1, 3, 5]
    assert set(ended[4:]) <= {2, 6}
    assert shown[3][0]["data"]["text/plain"] == "'what I show'"
    assert 3 in run.harmful


def test_an_error_in_a_check_shows_the_line_in_which_it_broke_and_no_other(running: Servers) -> None:
    shown = results(
        running,
        ("student", "def f(): raise ValueError('mine')"),
        ("check", "hidden_seed = 40961\nassert f() == hidden_seed, 'no'"),
        ("check", "hidden_seed = 40961\nassert hidden_seed == 1, 'not what it should be'"),
        ("check", "hidden_seed = ("),
    )
    assert "40961" not in "".join(shown)
    assert "hidden_seed = " not in "".join(shown)
    assert "----> assert f() == hidden_seed" in shown[1]
    assert "ValueError: mine" in shown[1]
    assert "not what it should be" in shown[2]


def test_what_is_printed_during_a_check_is_dropped(running: Servers) -> None:
    shown = results(
        running,
        ("student", "import sys, warnings\ndef f(x): print(x); print(x, file=sys.stderr); warnings.warn(str(x))"),
        ("check", "f('hidden input')\n1"),
        ("check", "f('hidden input')"),
        ("student", "'after'"),
    )
    assert "hidden" not in "".join(shown)


def test_what_a_check_handed_over_is_shown_by_no_later_cell(running: Servers) -> None:
    shown = results(
        running,
        ("student", "SEEN = []\ndef f(x):\n    SEEN.append(x)\n    return len(SEEN)"),
        ("check", "f(40961)"),
        ("student", "print(SEEN)\nimport warnings\nwarnings.warn(str(SEEN))\nSEEN"),
        ("student", "1 / (0 * sum(SEEN))"),
        ("student", "open('kept', 'w').write(str(SEEN))\nif SEEN: raise ValueError(SEEN)"),
        ("check", "f(40961)"),
        ("check", "### BEGIN HIDDEN TESTS\nf(40961)"),
        ("check", "### BEGIN HIDDEN TESTS\nf(40961)"),
    )
    # Open tests follow each other in one process, as in class, and hidden ones in another one.
    assert [shown[1], shown[5], shown[6], shown[7]] == ["1", "2", "1", "2"]
    assert "40961" not in "".join(shown)
    assert shown[2] == "[]"


@pytest.mark.slow
def test_what_a_cell_shows_is_kept_and_cut(running: Servers) -> None:
    shown = results(
        running,
        ("student", "print('one'); print('two'); 3"),
        ("student", "for n in range(10**6): print(n)"),
        (
            "student",
            "from IPython.display import *\ndisplay(HTML('<b>x</b>'), Javascript('alert(1)'), Markdown('*a*'))",
        ),
        ("student", "1 / 0"),
    )
    assert shown[0] == "3"
    assert "cut here" in shown[1]
    assert len(shown[1]) < 400_000
    assert "text/html" in shown[2]
    assert "text/markdown" in shown[2]
    assert "application/javascript" not in shown[2]
    assert "ZeroDivisionError" in shown[3]


HELPER = '''
"""Hands on what students wrote."""
def __getattr__(name):
    import pathlib
    if name.startswith("_") or not pathlib.Path("answers.ipynb").exists():
        raise ImportError(name)
    return lambda x: (name, x)
CONSTANT = 7
def trusted(x):
    return x == CONSTANT
'''


def test_a_helper_is_the_instructors_and_what_it_lacks_is_asked_of_the_student(
    running: Servers, tmp_path: Path
) -> None:
    (tmp_path / "helper.py").write_text(HELPER)
    encoded = {name: __import__("base64").b64encode(text.encode()).decode() for name, text in
               {"helper.py": HELPER, "answers.ipynb": "{}"}.items()}  # fmt: skip
    shown = results(
        running,
        ("student", "import helper, os; helper.CONSTANT = 8; helper.trusted = lambda x: True\nsorted(os.listdir())"),
        ("given", "from helper import trusted, student_function"),
        ("check", "import helper\n[helper.CONSTANT, trusted(8), student_function(1)]"),
        ("check", "from helper import _private"),
        helpers={"helper.py": tmp_path / "helper.py"},
        files=encoded,
    )  # fmt: skip
    assert shown[0] == "['__pycache__', 'answers.ipynb', 'helper.py']"
    assert shown[2] == "[7, False, ('student_function', 1)]"
    assert "ImportError" in shown[3]


SPELLS = """
from collections import namedtuple
from enum import Enum
class Spell:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return isinstance(other, Spell) and other.n == self.n
    def __lt__(self, other): return self.n < other.n
    def __add__(self, other): return Spell(self.n + other.n)
    def __hash__(self): return hash(self.n)
    def above(self, n): return self.n > n
class Caller:
    def __call__(self, x): return 2 * x
class Colour(Enum):
    RED = 1
Point = namedtuple("Point", "x y")
def number(spell):
    if not isinstance(spell, Spell): raise TypeError("no Spell")
    return spell.n
"""


def beside(folder: Path, running: Servers, *sources: tuple[Role, str], scope: Scope | None = None) -> list[str]:
    """The results of cells beside which the module `spells` lies."""
    (folder / "spells.py").write_text(SPELLS)
    encoded = {"spells.py": __import__("base64").b64encode(SPELLS.encode()).decode()}
    return results(running, *sources, helpers={"spells.py": folder / "spells.py"}, files=encoded, scope=scope)


@pytest.mark.slow
def test_a_class_of_a_module_beside_the_notebook_is_one_class_in_both_processes(
    running: Servers, tmp_path: Path
) -> None:
    shown = beside(
        tmp_path,
        running,
        ("student", "import spells\nfrom spells import Spell as S\nclass Fire(S): pass\n"
                    "def f(n):\n    many = [S(n), Fire, Fire(n), spells.Caller(), spells.Colour.RED]\n"
                    "    return [*many, spells.Point(1, 2)][n]\n"
                    "def g(s):\n    s.n += 1\n    return isinstance(s, S) and s + S(1)"),
        ("check", "from spells import Spell\nimport spells\n"
                  "[isinstance(f(0), Spell), issubclass(f(1), Spell), isinstance(f(2), Spell), type(f(0)) == Spell,"
                  " type(f(2)) == Spell, isinstance(f(3), spells.Caller), f(3)(2), f(4) is spells.Colour.RED,"
                  " isinstance(f(5), spells.Point)]"),
        ("check", "[f(0) == Spell(0), f(0) != Spell(1), f(0) < Spell(1), f(0) > Spell(1), (f(0) + Spell(4)).n,"
                  " {f(0)} == {Spell(0)}, spells.number(f(0)), f(0).above(-1)]"),
        ("check", "s = Spell(1)\n[g(s).n, s.n]"),
    )  # fmt: skip
    assert shown[1] == "[True, True, True, True, False, True, 4, True, True]"
    assert shown[2] == "[True, True, True, False, 4, True, 0, True]"
    assert shown[3] == "[3, 2]"


@pytest.mark.slow
def test_an_object_that_says_it_is_of_the_courses_class_decides_nothing_by_that(
    running: Servers, tmp_path: Path
) -> None:
    shown = beside(
        tmp_path,
        running,
        ("student", "class Liar:\n    n = 2\n    def __eq__(self, other): return True\n"
                    "    __lt__ = __add__ = __contains__ = equals = __eq__\n    __hash__ = lambda self: hash(3)\n"
                    "Liar.__module__, Liar.__name__, Liar.__qualname__ = 'spells', 'Spell', 'Spell'\nf = Liar"),
        ("check", "from spells import Spell\n[f() == Spell(3), f() == 3, {f()} == {Spell(3)}, Spell(3) == f()]"),
        ("check", "f().equals(3)"),
        ("check", "3 in f()"),
        ("check", "f() < 3"),
    )  # fmt: skip
    assert shown[1] == "[False, False, False, False]"
    assert "CannotJudge" in shown[2]
    assert "CannotJudge" in shown[3]
    assert "AttributeError" in shown[4] or "CannotJudge" in shown[4]


@pytest.mark.slow
def test_a_module_that_the_sources_answers_write_is_the_students_and_any_other_is_the_courses(
    running: Servers, tmp_path: Path
) -> None:
    own = "Spell = number = None\nAlways = 5\n"
    cells_of_it: tuple[tuple[Role, str], ...] = (
        ("student", f"open('spells.py', 'w').write({own!r})"),
        ("check", "import spells\n[spells.number is None, spells.Spell is None]"),
        ("check", "from spells import *\nAlways"),
    )
    assert beside(tmp_path, running, *cells_of_it)[1] == "[False, False]"
    shown = beside(tmp_path, running, *cells_of_it, scope=Scope(written=("spells",)))
    assert shown[1] == "[True, True]"
    assert "NameError" in shown[2]


@pytest.mark.slow
def test_an_error_of_a_module_that_an_answer_writes_is_caught_by_its_own_name_only(running: Servers) -> None:
    shown = results(
        running,
        ("student", "open('mine.py', 'w').write('class Bad(ValueError): pass')\nimport mine\n"
                    "def f(): raise mine.Bad('x')\ndef g(): raise ValueError('x')"),
        ("check", "import mine\ntry:\n    f()\nexcept mine.Bad as error:\n    found = str(error)\nfound"),
        ("check", "try:\n    g()\nexcept mine.Bad as error:\n    found = 'too much'\nfound"),
        scope=Scope(written=("mine",)),
    )  # fmt: skip
    assert shown[1] == "'x'"
    assert "ValueError" in shown[2]


def test_functions_that_hand_out_the_students_code_are_asked_over_there(running: Servers) -> None:
    shown = results(
        running,
        ("student", "import posixpath\nposixpath.normcase = lambda name: lambda x: (name, x)"),
        ("given", "import posixpath\nmine = posixpath.normcase('f')"),
        ("check", "mine(7)"),
        ("student", "import os; os._exit(0)"),
        ("check", "mine(8)"),
        asked=("posixpath:normcase",),
    )
    assert shown[2] == "('f', 7)"
    assert shown[4] == "('f', 8)"


@pytest.mark.slow
def test_a_fork_server_that_was_stopped_is_replaced_for_the_next_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Wanted(tmp_path, (), (), 513, 60)
    before = running_servers(wanted)
    assert running_servers(wanted) is before
    monkeypatch.setattr(control, "ANSWER_SECONDS", 0.5)
    os.kill(before.trusted.process.pid, signal.SIGSTOP)
    after = running_servers(wanted)
    assert after is not before
    assert not before.folder.exists()
    assert results(after, ("given", SETUP), ("student", "f = 1"), ("check", "judged(f, 1)"))[2] == "3.0"
    after.close()


@pytest.mark.slow
def test_a_person_is_asked_where_a_process_ended_or_was_stopped_and_about_nothing_else(running: Servers) -> None:
    def doubtful(*sources: tuple[Role, str]) -> set[int]:
        run = Run(Job(cells(*sources), ("f",), {}, (), (), 1, 60), running, {}, logging.getLogger())
        run.results()
        return run.doubtful

    answer: tuple[Role, str] = ("student", "def f(): return 1")
    spin: tuple[Role, str] = ("student", "while True: pass")
    assert doubtful(answer, ("check", "f()"), ("student", "1 / 0"), ("check", "f() / 0")) == set()
    assert doubtful(answer, ("check", "f()"), spin, ("check", "f()"), ("check", "1 / 0")) == {3, 4}
    ends: tuple[Role, str] = ("student", "def f(): import os; os._exit(0)")
    assert doubtful(ends, ("check", "f()"), answer, ("check", "f()")) == {1}
    assert doubtful(answer, ("check", "import os; os._exit(f())"), ("check", "f()")) == {1}


@pytest.mark.slow
def test_own_cells_that_take_long_cost_no_points_however_often_they_must_run(
    running: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three cells of a second, run for each of six checks, in a notebook that has eight seconds."""
    monkeypatch.setattr("classroom.isolation.run.ON_THE_CLOCK", 1000)  # the outer bound does not know what counts
    spin: tuple[Role, str] = (
        "student",
        "import time\nend = time.process_time() + 1\nwhile time.process_time() < end: pass",
    )
    check: tuple[Role, str] = ("check", "judged(f(), 1)")
    shown = results(running, ("given", SETUP), *[spin] * 3, ("student", "def f(): return 1"), *[check] * 6, notebook=8)
    assert shown[5:] == ["3.0"] * 6


@pytest.mark.slow
def test_where_no_process_can_be_started_a_person_is_asked_and_the_code_is_not_blamed(
    tmp_path: Path,
) -> None:
    """A machine without room for another process fails like this, and code that ended the fork server."""
    own = running_servers(Wanted(tmp_path, (), (), 512, 60))
    job = Job(cells(("student", "f = lambda: 3"), ("check", "judged = f() or 1; judged")), ("f",), {}, (), (), 10, 60)
    sound = Run(job, own, {}, logging.getLogger())
    assert sound.results()[1][0]["data"]["text/plain"] == "3"
    assert sound.doubtful == set()
    own.shown.control.shutdown(socket.SHUT_RDWR)  # it ends when nobody is left to ask it
    own.shown.process.wait(10)
    run = Run(job, own, {}, logging.getLogger())
    [shown] = run.results()[1]
    assert "No process could be started" in shown["evalue"]
    assert run.doubtful == {1}
    own.close()


@pytest.mark.slow
def test_a_function_in_a_list_is_looked_up_in_the_process_that_took_the_place_of_its_own(running: Servers) -> None:
    shown = results(
        running,
        ("given", SETUP),
        ("student", "def f(x):\n    while x: pass\n    return 3"),
        ("student", "def g(functions, **named): return functions[0](0) * named.get('by', [f])[0](0)"),
        ("check", "kept = [f]\njudged(g(kept, by=kept), 9)"),
        ("check", "judged(f(1), 3)"),
        ("check", "judged(g(kept, by=kept), 9)"),
        ("check", "judged(g([[f][0]]), 9)"),
        seconds=2,
    )
    assert [shown[3], shown[5], shown[6]] == ["3.0", "3.0", "3.0"]
    assert "No answer within" in shown[4]
