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
