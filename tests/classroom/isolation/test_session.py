"""The talk with the student process: what crosses, what comes back, and what happens when the other end fails."""

import contextlib
import copy
import inspect
import io
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import pytest
from forkservers import NONE, StudentServer

from classroom.isolation import lending, process_wide
from classroom.isolation.handles import Handle
from classroom.isolation.proxies import Opaque, StudentFunction
from classroom.isolation.session import ProcessEndedError, Session

Start = Callable[[tuple[str, ...]], StudentServer]


def define(session: Session, source: str) -> Any:
    """Run a cell that defines `f`, and get it."""
    session.run_cell(source)
    return session.look(["f"])["f"]


# --- Values ----------------------------------------------------------------------------------------------------------


def test_a_function_is_called_with_data_and_returns_data(session: Session) -> None:
    f = define(session, "def f(*given, **named): return given, named")
    given = (1, 2.5, "x", None, True, [1, (2,)], {"a": {1: 2}}, np.arange(6.0).reshape(2, 3), np.float32(1))
    returned, named = f(*given, key=3)
    assert named == {"key": 3}
    assert list(returned[:7]) == list(given[:7])
    assert returned[7].tolist() == given[7].tolist()
    assert type(returned[8]) is np.float32


def test_names_are_looked_up_as_they_are_now(session: Session) -> None:
    session.run_cell("data = [1]\ndef f(): return 1")
    first = session.look(["data", "f", "missing"])
    assert set(first) == {"data", "f"}
    first["data"].append(2)
    session.run_cell("def f(): return 2")
    assert session.look(["data"]) == {"data": [1]}
    assert session.look(["f"])["f"]() == 2
    assert first["f"]() == 1


def test_a_stand_in_looks_like_the_function(session: Session) -> None:
    f = define(session, "def f(x, y=2, *, z: int = 3):\n    '''What it does.'''")
    assert callable(f)
    assert f.__name__ == "f"
    assert f.__doc__ == "What it does."
    assert str(inspect.signature(f)) == "(x, y=2, *, z=3)"
    assert copy.deepcopy(f) is f
    assert repr(f) == "<function f>"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("__import__('collections').namedtuple('P', 'x y')(1, 2)", (1, 2)),
        ("__import__('collections').OrderedDict(a=1)", {"a": 1}),
        ("__import__('enum').IntEnum('E', 'one').one", 1),
        ("np.str_('')", ""),
        ("np.array([1, 2.5], dtype=object)", [1.0, 2.5]),
        ("np.arange(2, dtype='>i4')", [0, 1]),
        ("np.ma.masked_array([1.0, 2.0], [False, True])[:1]", [1.0]),
        ("np.zeros((1, 2)).view(type('Own', (np.ndarray,), {}))", [[0, 0]]),
    ],
)
def test_relatives_of_plain_data_come_as_plain_data(session: Session, expression: str, expected: Any) -> None:
    value = define(session, f"import numpy as np\ndef f(): return {expression}")()
    assert (value.tolist() if isinstance(value, np.ndarray) else value) == expected


@pytest.mark.parametrize(
    "expression", ["{1}", "range(3)", "b'x'", "frozenset('ab')", "1j", "__import__('fractions').Fraction(1, 3)"]
)
def test_what_has_a_way_comes_as_what_it_is(session: Session, expression: str) -> None:
    value = define(session, f"def f(): return [{expression}]")()[0]
    assert value == eval(expression)
    assert type(value) is type(eval(expression))


@pytest.mark.parametrize(("expression", "name"), [("object()", "object"), ("(i for i in ())", "generator")])
def test_of_anything_else_a_handle_comes(session: Session, expression: str, name: str) -> None:
    value = define(session, f"def f(): return [{expression}]")()[0]
    assert isinstance(value, Handle)
    assert type(value).__name__ == name


def test_what_a_function_does_to_its_arguments_is_seen(session: Session) -> None:
    f = define(
        session,
        "def f(x, items, table, pair):\n"
        "    x *= 2; items.append(4); items[0] = 9; table['b'] = 2; del table['a']; pair[0][1] = 7",
    )
    x, items, table, pair = np.arange(3.0), [1, 2], {"a": 1}, ([0, 0],)
    inner = pair[0]
    f(x, items, table, pair)
    assert x.tolist() == [0, 2, 4]
    assert (items, table, pair) == ([9, 2, 4], {"b": 2}, ([0, 7],))
    assert inner is pair[0]


def test_what_is_one_list_there_is_one_here(session: Session) -> None:
    g = define(session, "def f(n): return [[0] * n] * n")(2)
    g[0][0] = 1
    assert g == [[1, 0], [1, 0]]
    x, y = define(session, "def f():\n    a = [1]\n    return a, a")()
    x.append(3)
    assert y == [1, 3]


def test_parts_of_arguments_come_back_as_themselves(session: Session) -> None:
    rows = [[1], [2]]
    define(session, "def f(rows): return list(rows)")(rows)[0].append(9)
    assert rows == [[1, 9], [2]]
    first, array = rows[0], np.zeros(2)
    found = define(session, "def f(rows, a):\n    a[0] = 7\n    return {'gone': rows.pop(0), 'a': [a]}")(rows, array)
    assert found["gone"] is first
    assert found["a"][0] is array
    assert rows == [[2]]
    assert array.tolist() == [7, 0]

    def longer(a: list[Any]) -> list[Any]:
        a.append(2)
        return [a]

    f = define(session, "def f(g):\n    a = [1]\n    b = g(a)\n    return b[0] is a, a")
    assert f(longer) == (True, [1, 2])


def test_a_list_that_comes_to_hold_itself_is_refused(session: Session) -> None:
    rows: list[Any] = [1]
    f = define(session, "def f(rows):\n    if rows: rows.append(rows)\n    return 5")
    with pytest.raises(ValueError, match="holds itself"):
        f(rows)
    assert rows == [1]
    assert f([]) == 5


def test_a_deep_tree_comes_back(session: Session) -> None:
    f = define(session, "def f(n): return None if n == 0 else (n, f(n - 1), None)")
    assert f(60)[1][1][0] == 58
    with pytest.raises(ValueError, match="at most 190 levels"):
        f(300)


def test_a_shape_that_was_changed_in_place_is_seen(session: Session) -> None:
    f = define(session, "def f(x): x.shape = (3, 1)")
    x = np.arange(3.0)
    f(x)
    assert x.ndim == 2


# --- Errors, warnings, prints ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "kind", "text"),
    [
        ("raise ValueError('shapes do not fit')", ValueError, "shapes do not fit"),
        ("{}['word']", KeyError, "'word'"),
        ("1 / 0", ZeroDivisionError, "division by zero"),
        ("b'\\xff'.decode()", UnicodeDecodeError, "'utf-8' codec can't decode"),
        ("open('missing')", FileNotFoundError, "No such file"),
        ("import numpy; numpy.linalg.inv(numpy.zeros((2, 2)))", ValueError, "Singular matrix"),
        ("raise SystemExit(0)", RuntimeError, "0"),
        ("raise KeyboardInterrupt", RuntimeError, ""),
        ("raise StopIteration", Exception, ""),
        ("raise type('Odd', (ValueError,), {'__str__': lambda self: 1})", ValueError, ""),
        ("raise BaseExceptionGroup('many', [ValueError()])", Exception, "many"),
    ],
)
def test_errors_keep_type_and_text(session: Session, statement: str, kind: type[Exception], text: str) -> None:
    with pytest.raises(kind) as caught:
        define(session, f"def f():\n    {statement}")()
    assert text in str(caught.value)
    assert isinstance(caught.value, Exception)


def test_an_error_keeps_its_name_and_the_place_where_it_was_raised(session: Session) -> None:
    f = define(session, "class Odd(ValueError): pass\ndef g():\n    raise Odd('no')\ndef f():\n    return g()")
    with pytest.raises(ValueError, match="no") as caught:
        f()
    assert type(caught.value).__name__ == "Odd"
    frames = caught.value.__frames__  # type: ignore[attr-defined]
    assert [(frame.name, frame.line) for frame in frames[-2:]] == [("f", "return g()"), ("g", "raise Odd('no')")]
    assert {frame.filename for frame in frames} == {f.__code__.co_filename}


def test_an_unwritten_function_is_known_by_its_frames(session: Session) -> None:
    f = define(session, "def inner(): raise NotImplementedError()\ndef f(): return inner()")
    with pytest.raises(NotImplementedError) as caught:
        f()
    assert caught.value.__frames__[-1].name == "inner"  # type: ignore[attr-defined]


def test_a_check_that_listens_hears_prints_and_warnings(session: Session) -> None:
    f = define(
        session,
        "import warnings, sys, numpy as np\ndef f(x):\n    print('hello'); print('err', file=sys.stderr)\n"
        "    warnings.warn('careful'); return np.exp(np.array(x))",
    )
    with (
        warnings.catch_warnings(record=True) as caught,
        contextlib.redirect_stdout(io.StringIO()) as said,
        contextlib.redirect_stderr(io.StringIO()) as complained,
    ):
        warnings.simplefilter("always")
        assert np.isinf(f(1e4))
    assert (said.getvalue(), complained.getvalue()) == ("hello\n", "err\n")
    assert [(w.category, str(w.message)) for w in caught] == [
        (UserWarning, "careful"),
        (RuntimeWarning, "overflow encountered in exp"),
    ]


def test_without_a_listener_nothing_of_it_is_heard(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    session.streams = (sys.stdout, sys.stderr)
    define(session, "import sys\ndef f(x): print(x); print(x, file=sys.stderr)")("hidden input")
    assert "hidden" not in "".join(capsys.readouterr())


def test_settings_of_the_students_do_not_hide_warnings(session: Session) -> None:
    f = define(session, "import numpy as np, warnings\nnp.seterr(all='ignore'); warnings.simplefilter('ignore')\n"
               "def f(): return np.float64(1) / 0")  # fmt: skip
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        f()
    assert [w.category for w in caught] == [RuntimeWarning]


# --- What a check lends ----------------------------------------------------------------------------------------------


class Dataset:
    """Something with methods, data, and things that are none of the student's business."""

    def __init__(self) -> None:
        self.words = ["tea", "cup"]
        self.rng = np.random.default_rng(40961)
        self._secret = 40961
        self.asked = 0

    def sampleTokenIdx(self) -> int:
        """Count the calls."""
        self.asked += 1
        return self.asked

    def __len__(self) -> int:
        return 2

    def __getitem__(self, place: int) -> str:
        return self.words[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dataset)

    __hash__ = None  # type: ignore[assignment]


def test_functions_are_called_back(session: Session) -> None:
    f = define(session, "def f(g, x): return g(g(x), add=1)")
    seen: list[float] = []

    def g(x: float, add: float = 0) -> float:
        seen.append(x)
        return 2 * x + add

    assert f(g, 3) == 13
    assert seen == [3, 6]


def test_a_function_that_is_called_back_may_change_its_argument(session: Session) -> None:
    f = define(session, "import numpy as np\ndef f(g):\n    x = np.zeros(2); g(x); return x")

    def g(x: Any) -> None:
        x += 5

    assert f(g).tolist() == [5, 5]


def test_errors_of_a_lent_function_reach_the_student_and_come_back(session: Session) -> None:
    f = define(session, "def f(g):\n    try: g(1)\n    except TypeError as error: return str(error)\n    g('x')")

    def g(x: Any) -> None:
        raise TypeError("not a word") if x == 1 else KeyError("gone")

    assert f(g) == "not a word"
    session.run_cell("def f(g): g('x')")
    with pytest.raises(KeyError):
        session.look(["f"])["f"](g)


def test_objects_are_used_by_their_methods(session: Session) -> None:
    f = define(
        session, "def f(d): return [d.sampleTokenIdx(), d.sampleTokenIdx(), d.words, len(d), d[1], type(d).__name__]"
    )
    data = Dataset()
    assert f(data) == [1, 2, ["tea", "cup"], 2, "cup", "Dataset"]
    assert data.asked == 2


@pytest.mark.parametrize("name", ["rng", "_secret", "__dict__", "__class__.__init__.__globals__", "missing"])
def test_nothing_that_leads_further_is_seen(session: Session, name: str) -> None:
    f = define(session, f"def f(d):\n    value = d.{name}\n    return 'seen' if '40961' in repr(value) else 'nothing'")
    with contextlib.suppress(AttributeError):
        assert f(Dataset()) == "nothing"


def test_a_lent_function_shows_nothing_of_itself(session: Session) -> None:
    secret = 40961
    f = define(
        session,
        "def f(g):\n    import gc\n    return repr([vars(g), g.__closure__, g.__defaults__,"
        " {k: v for k, v in g.__globals__.items() if k.startswith('s')}])",
    )
    assert "40961" not in f(lambda x: x + secret)
    source = (
        "import gc\ndef f(g, name):\n"
        "    [me] = [o for o in gc.get_objects() if type(o).__name__ == 'Agent']\n"
        "    return me.ask(g.__far__[0], name, (), {})"
    )
    far = define(session, source)
    assert far(lambda: "called", "__call__") == "called"
    for name in ("__closure__", "__getattribute__", "__reduce__", "__getattr__"):
        with pytest.raises((AttributeError, TypeError)):
            far(lambda x: x + secret, name)


def test_what_is_handed_on_comes_back_as_itself(session: Session) -> None:
    f = define(session, "def f(g, d): return g(d, f, g)")
    data = Dataset()
    kept: list[Any] = []

    def g(d: Any, student: Any, me: Any) -> bool:
        kept.extend([d, student, me])
        return True

    assert f(g, data) is True
    assert kept[0] is data
    assert isinstance(kept[1], StudentFunction)
    assert kept[2] is g


def test_the_student_gets_their_own_function_back(session: Session) -> None:
    session.run_cell("def loss(): return 1\ndef f(other): return other is loss")
    found = session.look(["f", "loss"])
    assert found["f"](found["loss"]) is True


def test_calls_may_be_nested(session: Session) -> None:
    f = define(session, "def f(n, g): return 0 if n == 0 else 1 + g(n - 1)")

    def g(n: int) -> int:
        return int(f(n, g))

    assert f(10, g) == 10
    with pytest.raises(RecursionError):
        f(1000, g)
    assert f(3, g) == 3


def test_threads_of_the_student_may_call_back(session: Session) -> None:
    f = define(
        session,
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def f(g):\n    with ThreadPoolExecutor(4) as pool: return sum(pool.map(g, range(40)))",
    )
    assert f(lambda x: 2 * x) == 1560


def test_what_cannot_be_handed_over_is_refused_and_nothing_is_lost(session: Session) -> None:
    f = define(session, "def f(x): return x")
    with pytest.raises(TypeError, match="cannot be handed"):
        f(memoryview(b"12"))
    assert f(1) == 1
    assert session.generation == 0


def test_a_loan_ends_with_its_check(session: Session) -> None:
    f = define(session, "kept = []\ndef f(g):\n    kept.append(g)\n    return kept[0](1)")
    assert f(lambda x: "first") == "first"
    session.lent.clear()
    with pytest.raises(ReferenceError):
        f(lambda x: "second")


# --- When the student process fails --------------------------------------------------------------------------------


def test_a_process_that_ends_costs_one_call(session: Session) -> None:
    session.run_cell("a = 1")
    session.run_cell("import os\ndef f(x):\n    if x: os._exit(0)\n    return a")
    session.run_cell("a = 2")
    f = session.look(["f"])["f"]
    with pytest.raises(ProcessEndedError, match="ended"):
        f(1)
    assert f(0) == 2


@pytest.mark.slow
def test_a_call_that_hangs_costs_one_call(start_server: Start) -> None:
    session = start_server(NONE).session(cell=0.5)
    f = define(session, "def f(x):\n    while x: pass\n    return 'fine'")
    with pytest.raises(TimeoutError):
        f(1)
    assert f(0) == "fine"
    session.abandon()


@pytest.mark.slow
@pytest.mark.parametrize("source", ["import os; os._exit(0)", "while True: pass", "import os; os.abort()"])
def test_a_cell_that_ends_or_hangs_costs_that_cell(start_server: Start, source: str) -> None:
    session = start_server(NONE).session(cell=0.5)
    session.run_cell("a = 1")
    with pytest.raises((ProcessEndedError, TimeoutError)):
        session.run_cell(source)
    session.run_cell("b = a + 1")
    assert session.look(["b"]) == {"b": 2}
    session.abandon()


class Rang(BaseException):
    """The check's own time limit."""


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Rang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_check_may_stop_waiting(session: Session) -> None:
    f = define(session, "import time\ndef f(seconds, g=None):\n    time.sleep(seconds); return g and g()")
    with pytest.raises(Rang), alarm(0.2):
        f(30)
    assert f(0) is None
    with pytest.raises(Rang), alarm(0.2):
        f(0, lambda: time.sleep(30))
    assert f(0) is None


@pytest.mark.slow
def test_starting_anew_takes_nothing_of_a_checks_time(session: Session) -> None:
    session.run_cell("import time; time.sleep(0.5)")
    f = define(session, "def f(): return 1")
    session.abandon()
    with alarm(0.3):
        assert f() == 1
        with pytest.raises(Rang):
            time.sleep(2)


def test_a_check_may_go_on_with_a_process_that_remembers_nothing(session: Session) -> None:
    session.hidden = True
    f = define(session, "seen = []\ndef f(x):\n    seen.append(x)\n    return seen")
    f(1)
    assert f(2) == [1, 2]
    f.__start_anew__()
    assert len(f([f])) == 1  # the function itself can be handed over, too
    assert f(3)[1:] == [3]
    assert session.hidden


@pytest.mark.slow
def test_the_time_for_a_notebook_is_limited(start_server: Start) -> None:
    session = start_server(NONE).session(cell=10, notebook=0.5)
    with pytest.raises(TimeoutError):
        session.run_cell("while True: pass")
    with pytest.raises(ProcessEndedError, match="used up"):
        session.run_cell("1")
    session.abandon()


@pytest.mark.slow
def test_a_process_is_not_started_for_ever(session: Session) -> None:
    f = define(session, "import os\ndef f(): os._exit(0)")
    for _ in range(30):
        with pytest.raises(ProcessEndedError) as caught:
            f()
    assert "too often" in str(caught.value)


@pytest.mark.parametrize(
    "spoken",
    [
        "b'\\xff\\xff\\xff\\xff'", "b'\\x00\\x00\\x00\\x00'", "b'\\x01\\x00\\x00\\x00N'",
        "b'\\x02\\x00\\x00\\x00l\\xff'",
        "frame(('returned',))", "frame(('done', [], True))", "frame(('raised', 1, 2))", "frame([1])", "frame({})",
        "frame(('back', 1, 2))", "frame(('back', 99, '__call__', (), {}))", "frame(('back', 1, '__call__', [], {}))",
        "frame(('back', [], '__call__', (), {}))", "frame((['returned'], 1, 2, 3, 4))", "b'a' * 1000000",
    ],
)  # fmt: skip
def test_nonsense_from_the_student_costs_one_call(session: Session, spoken: str) -> None:
    source = (
        "import os, struct, socket\nfrom classroom.isolation import wire\n"
        "def frame(m):\n    d = wire.encode(m)\n    return struct.pack('<I', len(d)) + d\n"
        f"def f(speak):\n    if speak: os.write(3, {spoken}); os._exit(0)\n    return 'fine'"
    )
    f = define(session, source)
    with pytest.raises((ProcessEndedError, TypeError)):
        f(True)
    assert f(False) == "fine"


def test_a_forged_answer_is_only_an_answer(session: Session) -> None:
    f = define(
        session,
        "import os, struct, time\nfrom classroom.isolation import wire\n"
        "def f(x):\n    d = wire.encode(('returned', x, ('not', 'arguments'), 5, [7, ('x',)]))\n"
        "    os.write(3, struct.pack('<I', len(d)) + d); time.sleep(5)",
    )
    assert f(3) == 3


def test_a_flood_of_words_is_cut(session: Session) -> None:
    f = define(
        session,
        "import os, struct, time\nfrom classroom.isolation import wire\n"
        "def f():\n    d = wire.encode(('returned', 1, None, [('stdout', 'x' * 10**6)] * 9,"
        " [('UserWarning', 'y' * 9999)] * 1000))\n"
        "    os.write(3, struct.pack('<I', len(d)) + d); time.sleep(5)",
    )
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()) as said:
        warnings.simplefilter("always")
        f()
    assert len(said.getvalue()) < 10_000
    assert len(caught) < 100
    assert len(str(caught[0].message)) < 1000


@pytest.mark.slow
def test_endless_calling_back_is_stopped(start_server: Start) -> None:
    session = start_server(NONE).session(cell=0.5)
    f = define(session, "def f(g):\n    while True: g()")
    with pytest.raises(TimeoutError):
        f(lambda: None)
    session.abandon()


def test_large_results_are_refused(session: Session) -> None:
    f = define(session, "import numpy as np\ndef f(n): return np.zeros(n)")
    assert f(1000).shape == (1000,)
    with pytest.raises(ValueError, match="too large"):
        f(20_000_000)


# --- Work that is done over there ------------------------------------------------------------------------------------


def test_a_function_of_a_module_is_called_over_there(session: Session) -> None:
    f = define(session, "def f(): return 1")
    assert f.__there__("json:loads", "[1, 2]") == [1, 2]
    with pytest.raises(LookupError, match=r"IsolatedExecute\.tools"):
        f.__there__("os:getpid")


def test_what_the_student_puts_into_a_module_is_not_used(session: Session) -> None:
    f = define(
        session,
        "import json\njson.dumps = json.JSONEncoder.encode = lambda *_: 'forged'\ndef f(): return json.dumps(1)",
    )
    assert f() == "forged"
    assert f.__there__("json:dumps", [1]) == "[1]"


def test_functions_that_hand_out_code_are_called_as_the_student_could(session: Session) -> None:
    session.run_cell("import json\njson.own = lambda: (lambda x: x + 1)")
    own = session.own("json:own", (), {})
    assert own(1) == 2
    session.abandon()
    assert own(2) == 3


# --- Values that cannot be sent -------------------------------------------------------------------------------------


def test_a_value_that_cannot_be_sent_does_not_keep_others_from_being_looked_up(session: Session) -> None:
    session.run_cell("deep = []\ndeep.append(deep)\nlong = [0] * 600_000\ndef f(): return 1")
    found = session.look(["deep", "f", "long", "missing"])
    assert found["f"]() == 1
    assert [type(found[name]).__name__ for name in ("deep", "long")] == ["list", "list"]
    assert isinstance(found["deep"], Opaque)


@pytest.mark.parametrize("name", ["NoScore", "NotRun", "ProcessEndedError", "NoAnswerError"])
def test_no_error_of_a_students_bears_the_name_of_a_reason(session: Session, name: str) -> None:
    f = define(session, f"class {name}(LookupError): pass\ndef f(): raise {name}('40961')")
    with pytest.raises(LookupError, match="40961") as caught:
        f()
    assert type(caught.value).__name__ == "LookupError"


@pytest.mark.slow
def test_what_nothing_stands_for_any_longer_is_not_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "MOST_LENT", 5_000)  # the student process is forked later
    session.classes = frozenset({"Node"})
    node = define(
        session,
        "class Node:\n    def __init__(self, value=0): self.value = value\n    def item(self): return self.value\n"
        "def f(value): return Node(value)",
    )
    kept = node(-1)
    assert sum(node(k).item() for k in range(6_000)) == sum(range(6_000))
    assert kept.item() == -1
    assert len(session.given) < 5_000


def test_a_file_that_one_side_has_deleted_is_gone_on_the_other(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session.judging, session.files_wanted = True, ["words.txt"]
    f = define(session, "import os\ndef f(): return os.path.exists('words.txt')\ndef g(): os.remove('words.txt')")
    g = session.look(["g"])["g"]
    Path("words.txt").write_text("one")
    assert f() is True
    Path("words.txt").unlink()
    assert f() is False
    Path("words.txt").write_text("two")
    g()
    assert not Path("words.txt").exists()


def test_an_answer_has_what_a_test_sets_until_it_is_put_back(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    f = define(session, "import os\nos.environ['MINE'] = '1'\ndef f(): return os.getenv('SHOP'), os.getenv('MINE')")
    session.at_first, session.judging = process_wide.state(("environment",)), True
    assert f() == (None, "1")
    monkeypatch.setenv("SHOP", "open")
    assert f() == ("open", "1")
    session.renew()
    assert f() == ("open", "1")
    monkeypatch.undo()
    assert f() == (None, "1")
    assert "MINE" not in os.environ


def test_an_answer_reads_the_lines_that_a_test_gives(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    f = define(session, "import sys\ndef f(): return sys.stdin.readline(), list(sys.stdin), sys.stdin.read()")
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n2\n3"))
    assert f() == ("", [], "")
    session.judging = True
    assert f() == ("1\n", ["2\n", "3"], "")


def test_a_students_error_is_equal_and_has_class_attributes_as_its_class_says(session: Session) -> None:
    session.classes = frozenset({"Odd"})
    session.start_over(quiet=True)
    session.run_cell(
        "class Odd(ValueError):\n    'Odd.'\n    level = 3\n    def __init__(self, code): self.code = code\n"
        "    def __eq__(self, other): return self.code == other.code\n    def __hash__(self): return self.code\n"
        "    def told(self): return self.code"
    )
    odd = session.look(["Odd"])["Odd"]
    error = odd(4)
    assert error == odd(4)
    assert error != odd(5)
    assert hash(error) == 4
    assert (odd.level, odd.__doc__, list(inspect.signature(odd).parameters)) == (3, "Odd.", ["code"])
    assert not hasattr(odd, "missing")
    error.code = 9
    assert error.told() == 9


def test_a_method_is_one_and_a_default_that_does_not_cross_is_not_none(session: Session) -> None:
    f = define(session, "class C:\n    def m(self, x, seen=[]): return x\nf = C().m")
    assert inspect.ismethod(f)
    assert not inspect.isfunction(f)
    assert f.__qualname__ == "C.m"
    assert list(inspect.signature(f).parameters) == ["x", "seen"]
    assert inspect.signature(f).parameters["seen"].default is not None
    assert f.__defaults__ != (None,)
