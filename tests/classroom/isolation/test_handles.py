"""Objects of the student process, and what a handle answers for them: everything but a verdict of their own."""

import inspect
import json
import re
from collections import UserList
from collections.abc import Callable, Iterable, Iterator, MutableSequence, Sized
from typing import Any

import numpy as np
import pytest
from forkservers import NONE, StudentServer

from classroom.isolation.handles import CannotJudgeError, ClassHandle, Handle, is_subclass
from classroom.isolation.session import Session

Start = Callable[[tuple[str, ...]], StudentServer]

VECTOR = """
class Vector:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)
    def __rmul__(self, number): return Vector(number * self.x, number * self.y)
    def __eq__(self, other): return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)
    def __iter__(self): return iter((self.x, self.y))
    def __len__(self): return 2
    def __repr__(self): return f"Vector({self.x}, {self.y})"
    def itself(self): return self
class Broke(ValueError):
    def __init__(self, missing):
        super().__init__(f"{missing} missing")
        self.missing = missing
class Other(Broke): pass
def fail(): raise Other(3)
"""

# Whatever it is asked, it says what would be right.
LIAR = """
class Yes:
    def __getattr__(self, name): raise AttributeError(name)
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = lambda *_: True
    __ne__ = lambda *_: False
    __sub__ = __rsub__ = __abs__ = lambda *_: 0.0
    __array_interface__ = {"data": (4096, False), "shape": (1,), "typestr": "<f8", "version": 3}
    def equals(self, other): return True
    def size(self): return 3
def f(*_): return Yes()
"""


@pytest.fixture
def asked(start_server: Start) -> Iterator[Session]:
    """A session of a course that asks for a class Vector."""
    made = start_server(NONE).session()
    made.classes = frozenset({"Vector", "Broke", "Other"})
    made.run_cell(VECTOR)
    yield made
    made.abandon()


@pytest.mark.slow
def test_a_handle_answers_for_its_object(asked: Session) -> None:
    vector = asked.look(["Vector"])["Vector"]
    one = vector(1, 2)
    assert isinstance(vector, ClassHandle)
    assert (one.x, list(one), len(one), repr(one), f"{one}") == (1, [1, 2], 2, "Vector(1, 2)", "Vector(1, 2)")
    assert 2 * one + one == vector(3, 6)
    assert one != vector(0, 0)
    one.x = 7
    assert one.x == 7
    assert vars(one) == {"x": 7, "y": 2}
    assert one.itself() is one
    assert not hasattr(one, "z")
    with pytest.raises(TypeError):
        one < one  # noqa: B015


def test_a_handle_tells_what_it_is(asked: Session) -> None:
    vector = asked.look(["Vector"])["Vector"]
    one = vector(1, 2)
    assert isinstance(one, vector)
    assert not isinstance(3, vector)
    assert type(one) == vector  # noqa: E721 - as tests are written
    assert type(one).__name__ == "Vector"
    assert isinstance(one, Iterable)
    assert not callable(one)


def test_a_class_is_asked_what_it_has(asked: Session) -> None:
    asked.run_cell(
        "class Shape:\n    'A shape.'\n    def __add__(self, other): return 'sum'\n"
        "    @property\n    def area(self): return 1\n"
        "class Square(Shape):\n    pass"
    )
    asked.classes |= {"Shape", "Square"}
    asked.renew()
    found = asked.look(["Shape", "Square"])
    shape, square = found["Shape"], found["Square"]
    assert (shape.__doc__, shape().__doc__, square.__doc__) == ("A shape.", "A shape.", None)
    assert inspect.getdoc(square) == "A shape."
    assert hasattr(shape, "__add__")
    assert not hasattr(shape, "__mul__")
    assert not hasattr(shape(), "__mul__")
    assert [shape.__add__(shape(), 1), shape().__add__(1)] == ["sum", "sum"]
    assert "__add__" in vars(shape)
    assert "__add__" not in square.__dict__
    assert isinstance(shape.area, property)
    assert square.__mro__[1] == shape
    assert list(inspect.signature(asked.look(["Vector"])["Vector"]).parameters) == ["x", "y"]


def test_a_class_is_asked_for_among_others_in_tuples(asked: Session) -> None:
    vector = asked.look(["Vector"])["Vector"]
    assert is_subclass(vector, (str, (int, (vector, float))))
    assert not is_subclass(vector, (str, (int,)))
    assert [is_subclass(vector, one) for one in (Iterable, Sized, Iterator, Callable, MutableSequence)] == [
        *(True, True, False, False, False)
    ]
    assert isinstance(vector(1, 2), (str, (int, vector)))


def test_an_object_of_pythons_own_library_tells_what_it_is(asked: Session) -> None:
    asked.packages = frozenset({"re"})
    asked.run_cell("import re\nmatch = re.match('(a)b', 'abc')")
    found = asked.look(["match"])["match"]
    assert isinstance(found, re.Match)
    assert (found[1], found.end()) == ("a", 2)


def test_exceptions_of_a_students_are_caught_as_what_they_are(asked: Session) -> None:
    found = asked.look(["Broke", "Other", "fail"])
    with pytest.raises(found["Broke"]) as caught:
        found["fail"]()
    assert isinstance(caught.value, found["Other"])
    assert issubclass(found["Other"], ValueError)
    assert caught.value.missing == 3
    assert str(caught.value) == "3 missing"


@pytest.mark.parametrize(
    "judge",
    [
        lambda value: value == 2,
        lambda value: value != 2,
        lambda value: value < 3,
        lambda value: 2 in value,
        lambda value: abs(value - 2) < 1e-9,
        lambda value: 2 - value,
        lambda value: value.equals(2),
        lambda value: value.__eq__(2),
        lambda value: np.allclose(value, 2),
        lambda value: value in [2],
        lambda value: value is None or value == 2,
    ],
)
def test_what_an_object_says_of_itself_is_no_verdict(session: Session, judge: Callable[[Any], Any]) -> None:
    session.run_cell(LIAR)
    value = session.look(["f"])["f"]()
    with pytest.raises((CannotJudgeError, TypeError, ValueError)):
        judge(value)


def test_what_cannot_be_judged_is_noted_whatever_the_test_makes_of_it(session: Session) -> None:
    session.run_cell(LIAR)
    value = session.look(["f"])["f"]()
    try:
        passed = value == 2
    except Exception:
        passed = True
    assert passed
    assert "`" not in session.unjudged
    assert "Yes" in session.unjudged
    assert "a person looks at it" in session.unjudged


def test_nothing_that_leads_to_memory_or_to_code_is_asked_for(session: Session) -> None:
    import copy
    import pickle

    session.run_cell(LIAR)
    value = session.look(["f"])["f"]()
    for name in ("__array_interface__", "__array_struct__", "__globals__", "_repr_html_"):
        assert not hasattr(value, name)
    assert value.size() == 3
    assert np.asarray(value).dtype == object
    assert isinstance(copy.copy(value), Handle)
    with pytest.raises(CannotJudgeError):
        pickle.dumps(value)


def test_a_generator_is_asked_for_one_value_after_the_other(session: Session) -> None:
    session.run_cell("def f():\n    n = 0\n    while True:\n        yield n\n        n += 1")
    numbers = session.look(["f"])["f"]()
    assert [next(numbers), next(numbers)] == [0, 1]
    assert iter(numbers) is numbers


@pytest.mark.parametrize("made", [iter, lambda values: (one for one in values), lambda values: map(int, values)])
def test_an_iterator_is_handed_over_and_taken_from_step_by_step(session: Session, made: Any) -> None:
    session.run_cell("def first(values): return next(values)\ndef rest(values): return list(values)")
    found = session.look(["first", "rest"])
    values = made([1, 2, 3])
    assert found["first"](values) == 1
    assert next(values) == 2
    assert found["rest"](values) == [3]
    assert found["rest"](values) == []
    with pytest.raises(StopIteration):
        next(values)


def test_a_function_tells_what_it_carries_and_takes_what_a_test_sets(session: Session) -> None:
    session.run_cell("import functools\n@functools.cache\ndef f(n): return n\ndef g():\n    g.calls += 1\ng.calls = 0")
    found = session.look(["f", "g"])
    assert [found["f"](1), found["f"](1), found["f"].cache_info().hits] == [1, 1, 1]
    found["f"].cache_clear()
    assert found["f"].cache_info().hits == 0
    found["g"].calls = 5
    found["g"]()
    assert found["g"].calls == 6


class Weight:
    """What a test may hand over: it has an order, a sum and a hash of its own."""

    def __init__(self, grams: int) -> None:
        self.grams = grams

    def __lt__(self, other: Any) -> Any:
        return self.grams < other.grams if isinstance(other, Weight) else NotImplemented

    def __add__(self, other: Any) -> "Weight":
        return Weight(self.grams + other.grams)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weight) and self.grams == other.grams

    def __hash__(self) -> int:
        return hash(self.grams)


def test_an_object_of_the_tests_answers_for_its_operators(session: Session) -> None:
    session.run_cell("def f(a, b): return min(a, b), a + b, a == b, len({a, b, a + b}), a != b\ndef g(a): return a < 1")
    found = session.look(["f", "g"])
    light, heavy = Weight(1), Weight(2)
    assert found["f"](heavy, light) == (light, Weight(3), False, 3, True)
    assert found["f"](heavy, light)[0] is light
    with pytest.raises(TypeError, match="'<' not supported"):
        found["g"](light)


def test_attributes_are_set_only_in_objects_of_classes_that_a_test_defines(session: Session) -> None:
    session.run_cell("def f(thing): thing.grams = 7")
    function = session.look(["f"])["f"]
    of_a_module, of_the_test = Weight(1), type("Own", (Weight,), {"__module__": "__main__"})(1)
    function(of_a_module)
    function(of_the_test)
    assert (of_a_module.grams, of_the_test.grams) == (1, 7)


def test_what_a_test_before_has_lent_cannot_be_judged_and_disturbs_nothing(session: Session) -> None:
    session.run_cell(
        "class Shelf:\n    def use(self, x): return self.kept(x)\ns = Shelf()\ns.kept = None\ns.number = 1"
    )
    shelf = session.look(["s"])["s"]
    shelf.kept = lambda x: x + 1
    assert shelf.use(3) == 4
    session.lent.clear()  # the next test
    session.judging = True
    with pytest.raises(CannotJudgeError, match="a test before it"):
        bool(shelf.kept)
    session.unjudged = ""
    with pytest.raises(ReferenceError):
        shelf.use(3)
    assert "a person looks at it" in session.unjudged
    assert shelf.number == 1


def test_an_argument_that_comes_back_is_the_same(session: Session) -> None:
    session.run_cell("def f(x, y):\n    x.append(1)\n    return x\ndef g(x): return [x]")
    found = session.look(["f", "g"])
    given: list[int] = []
    assert found["f"](given, 1) is given
    assert given == [1]
    assert found["g"](given) == [[1]]
    assert found["g"](given)[0] is given


WAYS = """
import enum, functools, contextlib, dataclasses
class Colour(enum.Enum):
    RED = 1
    GREEN = 2
@dataclasses.dataclass
class Pair:
    a: int
    b: int = 2
def logged(f):
    @functools.wraps(f)
    def inner(*given):
        inner.calls.append(given)
        return f(*given) + 1
    inner.calls = []
    return inner
def keeping(n):
    def kept(): return n
    return kept
@contextlib.contextmanager
def opened(): yield 5
class Layer:
    def __init__(self): self.size = 3
    def __setattr__(self, name, value): object.__setattr__(self, name, value)
    def __call__(self, x): return 2 * x
layer = Layer()
"""


@pytest.fixture
def ways(asked: Session) -> dict[str, Any]:
    asked.classes = frozenset({"Colour", "Pair"})
    asked.run_cell(WAYS)
    return asked.look(["Colour", "Pair", "logged", "keeping", "opened", "layer"])


def test_a_class_that_holds_its_objects_is_asked_for_them(ways: dict[str, Any]) -> None:
    colour = ways["Colour"]
    assert [one.name for one in colour] == ["RED", "GREEN"]
    assert colour["RED"] is colour(1) is colour.RED
    assert len(colour) == 2
    assert colour.RED in colour
    with pytest.raises(TypeError):
        len(ways["Pair"])


def test_a_function_around_one_of_the_tests_is_another(ways: dict[str, Any]) -> None:
    def double(x: int) -> int:
        """Twice."""
        return 2 * x

    around = ways["logged"](double)
    assert (around(4), around.calls) == (9, [(4,)])
    assert (around.__name__, around.__doc__) == ("double", "Twice.")


def test_what_a_function_has_closed_over_can_be_seen(ways: dict[str, Any]) -> None:
    assert ways["keeping"](7).__closure__[0].cell_contents == 7


def test_what_can_be_called_and_more_is_an_object(ways: dict[str, Any]) -> None:
    with ways["opened"]() as found:
        assert found == 5
    assert (ways["layer"](4), ways["layer"].size) == (8, 3)


def test_python_finds_what_a_class_inherits_from(asked: Session) -> None:
    asked.packages = frozenset({"collections"})
    asked.run_cell("from collections import OrderedDict, UserList\nclass Mine(UserList): pass")
    asked.classes = frozenset({"Mine"})
    mine = asked.look(["Mine"])["Mine"]
    assert is_subclass(mine, UserList)
    assert is_subclass(mine, MutableSequence)
    assert not is_subclass(mine, dict)
    assert is_subclass(bool, int)


def test_an_object_is_of_all_the_libraries_classes_it_inherits_from(asked: Session) -> None:
    asked.packages = frozenset({"collections", "json"})
    asked.run_cell("import json\nfrom collections import UserList\nclass Mine(UserList, json.JSONEncoder): pass")
    asked.classes = frozenset({"Mine"})
    one = asked.look(["Mine"])["Mine"]()
    assert isinstance(one, UserList)
    assert isinstance(one, json.JSONEncoder)
    assert not isinstance(one, json.JSONDecoder)


MANAGERS = """
import contextlib
class CM:
    log = []
    def __init__(self, swallows=False): self.swallows = swallows
    def __enter__(self):
        CM.log.append("in")
        return self
    def __exit__(self, kind, error, trace):
        CM.log.append(kind and (kind.__name__, isinstance(error, kind), error.args, str(error), trace))
        return self.swallows
    def number(self): return 1
@contextlib.contextmanager
def tag(name):
    CM.log.append(name)
    try: yield
    except KeyError: pass
    finally: CM.log.append("/" + name)
def numbers():
    while True:
        try: yield 1
        except ValueError as error: yield str(error)
def log(): return CM.log
def again(function): return function()
def catching(kind, function):
    try: function()
    except kind as error: return type(error).__name__
kept = []
def keep(error): kept.append(error)
def first(): return kept[0]
"""


class OddError(LookupError):
    """One that only the test has."""


@pytest.fixture
def managers(session: Session) -> dict[str, Any]:
    session.run_cell(MANAGERS)
    session.classes = frozenset({"CM"})
    session.renew()
    return session.look(["CM", "tag", "numbers", "log", "again", "catching", "keep", "first"])


@pytest.mark.parametrize(
    ("error", "seen"),
    [
        (ValueError("x", 1), ("ValueError", True, ("x", 1), "('x', 1)", None)),
        (KeyError("x"), ("KeyError", True, ("x",), "'x'", None)),
        (KeyboardInterrupt(), ("KeyboardInterrupt", True, (), "", None)),
        (AssertionError("no"), ("AssertionError", True, ("no",), "no", None)),
        (OddError(4), ("OddError", True, (4,), "4", None)),
        (ValueError(object), ("ValueError", True, (f"{object}",), f"{object}", None)),
    ],
)
def test_an_error_of_a_test_passes_through_a_students_manager(
    managers: dict[str, Any], error: BaseException, seen: Any
) -> None:
    with pytest.raises(type(error)) as caught, managers["CM"]():
        raise error
    assert caught.value is error
    assert managers["log"]() == ["in", seen]
    managers["log"]()


def test_a_students_manager_may_swallow_what_the_test_raises(managers: dict[str, Any]) -> None:
    with managers["CM"](True):
        raise OddError
    with managers["tag"]("p"):
        raise KeyError
    with pytest.raises(OddError), managers["tag"]("p"):
        raise OddError
    assert managers["log"]()[-4:] == ["p", "/p", "p", "/p"]


def test_what_may_be_the_answers_own_fault_is_not_swallowed_unseen(managers: dict[str, Any], session: Session) -> None:
    wrong = 1
    with pytest.raises(CannotJudgeError), managers["CM"](True):
        assert wrong == 2
    session.unjudged = ""
    with pytest.raises(CannotJudgeError), managers["CM"](True) as one:
        raise ValueError(one.number())
    assert "`" not in session.unjudged
    assert "CM" in session.unjudged


def test_errors_are_thrown_into_a_students_generator(managers: dict[str, Any]) -> None:
    numbers = managers["numbers"]()
    assert [next(numbers), numbers.throw(ValueError("x")), next(numbers), numbers.throw(ValueError)] == [1, "x", 1, ""]
    thrown = OddError(3)
    with pytest.raises(OddError) as caught:
        numbers.throw(thrown)
    assert caught.value is thrown


def test_an_error_of_a_tests_function_comes_back_as_it_is(managers: dict[str, Any]) -> None:
    def fail() -> None:
        raise OddError

    with pytest.raises(OddError):
        managers["again"](fail)
    assert [managers["catching"](kind, fail) for kind in (OddError, LookupError, Exception)] == ["OddError"] * 3


def test_an_error_that_a_student_has_kept_is_told_when_its_test_is_over(
    managers: dict[str, Any], session: Session
) -> None:
    kept = ValueError("x")
    managers["keep"](kept)
    assert managers["first"]() is kept
    session.lent.clear()
    assert (type(managers["first"]()), str(managers["first"]())) == (ValueError, "x")


ERRORS = """
class MyError(ValueError):
    def __init__(self, code, msg="bad"):
        super().__init__(msg)
        self.code, self.more = code, {1: [code]}
    def hint(self): return f"look at {self.code}"
class Twice(MyError): pass
def ret(): return MyError(1, "a")
def plain(): return ValueError("b", 2)
def carrying():
    error = KeyError("c")
    error.place = 3
    raise error
seen = []
class CM:
    def __enter__(self): return self
    def __exit__(self, kind, error, trace): seen.append((kind is MyError, type(error) is kind, error.code))
def look(): return seen
def again(function): return function()
def mine(function):
    try: function()
    except MyError as error: return error.code
"""


@pytest.fixture
def errors(session: Session) -> dict[str, Any]:
    session.run_cell(ERRORS)
    session.classes = frozenset({"MyError", "Twice", "CM"})
    session.renew()
    return session.look(["MyError", "Twice", "ret", "plain", "carrying", "CM", "look", "again", "mine"])


def test_a_test_makes_a_students_exception(errors: dict[str, Any], session: Session) -> None:
    mine, twice = errors["MyError"], errors["Twice"]
    made = mine(4)
    assert (made.code, made.more, str(made), made.args, type(made)) == (4, {1: [4]}, "bad", ("bad",), mine)
    with pytest.raises(ValueError, match="x") as caught:
        raise twice(3, "x")
    assert (caught.value.code, caught.value.hint()) == (3, "look at 3")  # type: ignore[attr-defined]
    assert isinstance(caught.value, mine)
    with pytest.raises(TypeError):
        raise mine
    assert not hasattr(made, "missing")
    assert not hasattr(made, "_render_traceback_")
    session.renew()
    assert mine(5).code == 5


def test_a_function_returns_an_exception(errors: dict[str, Any]) -> None:
    returned, plain = errors["ret"](), errors["plain"]()
    assert isinstance(returned, errors["MyError"])
    assert (str(returned), returned.code, returned.hint()) == ("a", 1, "look at 1")
    assert (type(plain), plain.args) == (ValueError, ("b", 2))
    with pytest.raises(KeyError) as caught:
        errors["carrying"]()
    assert caught.value.place == 3  # type: ignore[attr-defined]


def test_a_students_exception_is_itself_to_the_students_code(errors: dict[str, Any]) -> None:
    def fail() -> None:
        raise made

    made = errors["MyError"](4)
    with pytest.raises(errors["MyError"]), errors["CM"]():
        raise made
    assert errors["look"]() == [(True, True, 4)]
    assert errors["mine"](fail) == 4


ENDING = """
class MyError(ValueError): pass
def missing(): open("nowhere")
def caused():
    try: {}["k"]
    except KeyError as error: raise MyError("m") from error
def during():
    try: int("x")
    except ValueError: raise MyError("n")
def leave(): raise SystemExit(3)
def stop(*_): raise StopIteration(4)
def counting():
    yield 1
    return [5]
"""


def test_an_exception_has_what_pythons_own_have(session: Session) -> None:
    session.run_cell(ENDING)
    found = session.look(["MyError", "missing", "caused", "during"])
    with pytest.raises(FileNotFoundError) as lost:
        found["missing"]()
    assert (lost.value.filename, lost.value.errno) == ("nowhere", 2)
    assert str(lost.value) == "[Errno 2] No such file or directory: 'nowhere'"
    with pytest.raises(found["MyError"]) as caused:
        found["caused"]()
    cause = caused.value.__cause__
    assert (type(cause), cause and cause.args) == (KeyError, ("k",))
    assert caused.value.__context__ is cause
    with pytest.raises(found["MyError"]) as during:
        found["during"]()
    assert during.value.__cause__ is None
    assert type(during.value.__context__) is ValueError


def test_what_ends_a_process_or_a_loop_is_raised_only_where_a_test_names_it(session: Session) -> None:
    session.run_cell(ENDING)
    found = session.look(["leave", "stop", "counting"])
    session.judging = True
    with pytest.raises(RuntimeError):
        found["leave"]()
    session.ends_named = frozenset({"SystemExit", "StopIteration"})
    with pytest.raises(SystemExit) as left:
        found["leave"]()
    assert (left.value.code, str(left.value)) == (3, "3")
    with pytest.raises(RuntimeError):
        list(map(found["stop"], [1, 2]))
    numbers = found["counting"]()
    assert next(numbers) == 1
    with pytest.raises(StopIteration) as ended:
        numbers.send(None)
    assert ended.value.value == [5]
