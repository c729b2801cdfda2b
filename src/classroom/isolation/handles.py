"""What the trusted process holds in place of a student's objects and classes: a handle, which has the object answer.

An object of a class that the course asks for, or of a library that has no way to cross (see `values`), stays in the
student process. Its handle answers for it: each attribute, call and operator is asked for there, and each answer comes
as plain data or as another handle. Nothing of the student's runs here. Names that lead NumPy or Python itself to memory
or to code (`__array_interface__`, `__reduce__`) are never asked for.

*What a handle does not answer.* Whether it is equal to something, or greater, or contains it, or what comes of it when
it is added to something: an object can say yes to all of that without knowing anything. Only the objects of classes
that the course itself has answers define may say so, because there it is what the course asks for. If the course gives
the class, in a locked cell or in a module beside the notebook, the course's own operator runs in the trusted process
and asks the handle for attributes only. For any other a comparison is nothing that can be judged: it raises
`CannotJudgeError`, and a person is asked.
"""

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any, Protocol

LONGEST_NAME = 100
MOST_PROTOCOLS = 100
MOST_PARAMETERS = 50
SIMPLE = (int, float, str, bool, type(None))

BINARY = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor", "lshift", "rshift")
"""Operators of two sides, each with a form for the right side and one that changes the left."""
OF_TWO_SIDES = tuple(f"{form}{name}" for name in BINARY for form in ("", "r", "i"))
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ASKED_IF_THERE = (
    *("len", "iter", "next", "contains", "getitem", "setitem", "delitem", "reversed", "call", "enter", "exit"),
    *("int", "float", "complex", "index", "round", "trunc", "floor", "ceil", "abs", "neg", "pos", "invert", "array"),
    *("aenter", "aexit", "aiter", "anext"),
)
"""Special methods that a handle has only if the object has them: by them it is told what kind of thing it is."""
VERDICTS = frozenset({"contains"})
ATTRIBUTES = frozenset(
    {
        *("__dict__", "__name__", "__qualname__", "__module__", "__annotations__", "__wrapped__"),
        *("__base__", "__subclasses__", "__abstractmethods__"),
        *("__sklearn_tags__", "__sklearn_clone__", "__sklearn_is_fitted__", "__dataclass_params__"),
    }
)
"""Attributes with such names that may be asked for."""

ITS_OWN = frozenset(
    {
        *(f"__{name}__" for name in OF_TWO_SIDES),
        *(f"__{name}__" for name in (*COMPARISONS, *ASKED_IF_THERE) if name != "array"),
        *("__init__", "__new__", "__repr__", "__str__", "__format__", "__hash__", "__bool__", "__doc__", "__mro__"),
        "__module__",
    }
)
"""Attributes that every handle would have for itself. Who names one means the object's: whether it has `__add__`."""

UNASKED = ("_repr_", "_ipython_", "_render_")
"""How attributes begin by which IPython would have an object or an exception say how it is shown."""

CANNOT = (
    "The test {where} {did} a value of the type {kind}, which stays in the student's process. Whether that is right"
    " cannot be told from here, and whoever wrote it has done nothing wrong by it: a person looks at it. For who writes"
    " the test: let it look at {instead}."
)


class CannotJudgeError(Exception):
    """A test asked something that cannot be judged in the trusted process. It is neither right nor wrong."""


class Owner(Protocol):
    """Whoever can have an object answer: the session."""

    def act(self, handle: Any, what: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have the student process do something with the object."""

    def cannot_judge(self, did: str, kind: str, instead: str) -> CannotJudgeError:
        """Note that something cannot be judged, and give what to raise."""


class NotTold:
    """Stands for a default that does not cross: it equals nothing, least of all None."""

    def __repr__(self) -> str:
        return "..."


def signature_told(parameters: Any) -> inspect.Signature | None:
    """The signature that the student process tells of; None if it is none."""
    if type(parameters) is not list or len(parameters) > MOST_PARAMETERS:
        return None
    made = []
    try:
        for name, kind, optional, default in parameters:
            given = default if type(default) in SIMPLE else NotTold()
            made.append(
                inspect.Parameter(
                    name[:LONGEST_NAME],
                    inspect._ParameterKind(kind),
                    default=given if optional is True else inspect.Parameter.empty,
                )
            )
        return inspect.Signature(made)
    except (TypeError, ValueError):
        return None


class Handle:
    """Stands for one object of the student process.

    Its own slots have names that are never asked for, so they hide no attribute of the object's.
    """

    __slots__ = ("__asked__", "__generation__", "__number__", "__origin__", "__owner__", "__weakref__")
    __array_ufunc__ = None
    __given__: Callable[[], tuple[type, ...]] = staticmethod(tuple)
    """Gives the class and bases of the object that are the course's own, which the trusted process has too."""
    __shown__: Callable[[], type | None] = staticmethod(lambda: None)
    """Gives the class of this process that the object shows as its own, or that it is or inherits from as a class."""

    def __getattribute__(self, name: str) -> Any:
        return act(self, "getattr", name) if name in ITS_OWN else object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        if (
            name in ITS_OWN
            or name.startswith(UNASKED)
            or (name.startswith("__") and name.endswith("__") and name not in ATTRIBUTES)
        ):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return act(self, "getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        act(self, "setattr", name, value)

    def __delattr__(self, name: str) -> None:
        act(self, "delattr", name)

    def __repr__(self) -> str:
        return _text(act(self, "repr"))

    def __str__(self) -> str:
        return _text(act(self, "str"))

    def __format__(self, form: str) -> str:
        return _text(act(self, "format", form))

    def __bool__(self) -> bool:
        return act(self, "bool") is True

    def __hash__(self) -> int:
        its = of_the_course(self, "__hash__")
        found = its(self) if isinstance(its, FunctionType) else act(self, "hash")
        return found if type(found) is int else 0

    def __dir__(self) -> list[str]:
        return [str(name) for name in act(self, "dir")]

    def __copy__(self) -> Any:
        return act(self, "copy")

    def __deepcopy__(self, _memo: dict[int, Any]) -> Any:
        return act(self, "deepcopy")

    def __reduce_ex__(self, _protocol: Any) -> Any:
        raise inside(self, "__owner__").cannot_judge("saved", type(self).__name__, "numbers or texts that it has")


def inside(handle: Handle, name: str) -> Any:
    """One of a handle's own slots."""
    return object.__getattribute__(handle, name)


def put(handle: Handle, name: str, value: Any) -> None:
    """Set one of a handle's own slots."""
    object.__setattr__(handle, name, value)


def act(handle: Any, what: str, *arguments: Any, **named: Any) -> Any:
    """Have the student process do something with an object of its own."""
    return inside(handle, "__owner__").act(handle, what, arguments, named)


def _text(value: Any) -> str:
    return value if type(value) is str else ""


def of_the_course(handle: Handle, name: str) -> Any:
    """What the course's own class of an object has under a name; None if it has no such class, or nothing there."""
    if inside(handle, "__asked__"):
        return None  # a student's own class may have something else there
    return next((vars(one)[name] for one in inside(handle, "__given__")() if name in vars(one)), None)


def _operator(handle: Handle, name: str) -> Callable[..., Any] | None:
    """The operator of the course's own class for an object of it; None if nobody here knows what it does."""
    found = of_the_course(handle, f"__{name}__")
    if isinstance(found, FunctionType):
        return found
    if name == "ne" and isinstance(of_the_course(handle, "__eq__"), FunctionType):
        return object.__ne__  # it asks for `==`
    if name in ("eq", "ne") and found is None and inside(handle, "__given__")():
        return _is_same if name == "eq" else _is_another  # as for every class without an own `==`
    if name in (*COMPARISONS[2:], *OF_TWO_SIDES) and found is None and inside(handle, "__given__")():
        return _not_defined
    return None


def _is_same(handle: Handle, other: Any) -> Any:
    return other is handle or NotImplemented


def _is_another(handle: Handle, other: Any) -> Any:
    return False if other is handle else NotImplemented


def _not_defined(*_arguments: Any) -> Any:
    """Python asks the other side then, or says that there is no such operator."""
    return NotImplemented


def _asking(name: str) -> Callable[..., Any]:
    def method(self: Any, *arguments: Any, **named: Any) -> Any:
        return act(self, name, *arguments, **named)

    return method


def _judging(name: str, did: str, instead: str) -> Callable[..., Any]:
    """A special method whose answer can be right without the object knowing anything."""

    def method(self: Any, *arguments: Any) -> Any:
        if name in ("eq", "ne") and arguments[0] is None:
            return name == "ne"
        if inside(self, "__asked__"):
            return act(self, name, *arguments)
        its = _operator(self, name)
        if its is None:
            raise inside(self, "__owner__").cannot_judge(did, type(self).__name__, instead)
        return its(self, *arguments)

    return method


def _awaited(self: Any) -> Any:
    return act(self, "await")
    yield


def _iterated(self: Any) -> Any:
    return act(self, "iter")


def _as_array(self: Any, dtype: Any = None, copy: Any = None) -> Any:
    found = act(self, "array")
    return found if dtype is None else found.astype(dtype)


def _stepped(self: Any) -> Any:
    done, value = act(self, "next")
    if done is not False:
        raise StopIteration(value)
    return value


LOOK_AT = "numbers, texts or lists that it has, which come by value"
for _name in COMPARISONS:
    setattr(Handle, f"__{_name}__", _judging(_name, "compared", LOOK_AT))
for _name in OF_TWO_SIDES:
    setattr(Handle, f"__{_name}__", _judging(_name, "reckoned with", LOOK_AT))
PROTOCOLS: dict[str, Any] = {f"__{name}__": _asking(name) for name in ASKED_IF_THERE} | {
    "__contains__": _judging("contains", "looked for something in", "what it holds, as a list"),
    "__iter__": _iterated,
    "__next__": _stepped,
    "__await__": _awaited,
    "__array__": _as_array,
}


def handle_type(name: str, protocols: frozenset[str], shown: Callable[[], type | None]) -> type[Handle]:
    """A type of handles with these special methods. `shown` gives what objects of it say is their class."""
    body: dict[str, Any] = {key: method for key, method in PROTOCOLS.items() if key in protocols}
    body["__slots__"] = ()
    body |= {"__class__": property(lambda self: shown() or type(self)), "__shown__": staticmethod(shown)}
    return type(name if name.isidentifier() else "value", (Handle,), body)


class ClassHandle(Handle):
    """Stands for a class of the student's. It can be called, and asked whether something is an object of it."""

    __slots__ = ()
    __same__: Callable[[], type | None] = staticmethod(lambda: None)
    __class__ = property(lambda self: type)
    __bases__ = property(lambda self: tuple(act(self, "bases")))
    __signature__ = property(lambda self: signature_told(act(self, "signature")))

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Make an object of the class."""
        return act(self, "call", *arguments, **named)

    def __instancecheck__(self, thing: Any) -> bool:
        return act(self, "isinstance", thing) is True

    def __subclasscheck__(self, kind: Any) -> bool:
        return act(self, "issubclass", kind) is True

    def __eq__(self, other: Any) -> bool:
        if isinstance(other, type) and issubclass(other, Handle):
            return vars(other).get("__class_number__") == (inside(self, "__generation__"), inside(self, "__number__"))
        return other is self or (other is not None and other is type(self).__same__())

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((inside(self, "__generation__"), inside(self, "__number__")))

    def __or__(self, other: Any) -> Any:
        return (self, other)  # as isinstance takes it

    def __mro_entries__(self, _bases: Any) -> Any:
        do = "a class that inherits from it, which an answer or a locked cell defines"
        raise inside(self, "__owner__").cannot_judge("inherited from", act(self, "getattr", "__name__"), do)


OF_CLASSES = ("__iter__", "__len__", "__getitem__", "__contains__", "__reversed__")
"""Special methods that a class may have itself, as an Enum has."""


def class_handle_type(
    protocols: frozenset[str], shown: Callable[[], type | None], same: Callable[[], type | None]
) -> type[ClassHandle]:
    """A type of stand-ins for classes with these special methods of their own.

    `shown` gives the class of this process that `issubclass` finds, and `same` the one that it equals: a library's.
    """
    body: dict[str, Any] = {name: PROTOCOLS[name] for name in OF_CLASSES if name in protocols}
    body |= {"__slots__": (), "__shown__": staticmethod(shown), "__same__": staticmethod(same)}
    return type("ClassHandle", (ClassHandle,), body)


_is_subclass = issubclass


def is_subclass(kind: Any, other: Any) -> bool:
    """Python's `issubclass`, for a student's class too: abstract classes want to see a real one."""
    if type(other) is tuple:
        return any(is_subclass(kind, one) for one in other)
    if _is_subclass(type(kind), ClassHandle) and not _is_subclass(type(other), Handle):
        return _is_subclass(type(kind).__shown__() or object, other) or _has_what_it_takes(kind, other)
    return _is_subclass(kind, other)


def _has_what_it_takes(kind: ClassHandle, other: Any) -> bool:
    """Whether an abstract class takes every class with certain methods, as `Iterable` does, and this one has them."""
    by_methods = getattr(other, "__module__", "") == "collections.abc" and "__subclasshook__" in vars(other)
    methods: frozenset[str] = getattr(other, "__abstractmethods__", frozenset()) if by_methods else frozenset()
    # Every class has `__call__` itself, whether or not its objects have one.
    return bool(methods) and "__call__" not in methods and all(getattr(kind, name, None) for name in methods)
