"""What a student process does: it runs the student's cells, and calls the student's functions when it is asked to.

It knows no notebook, no test and no score. It is told one cell or one call at a time, and what it sends back is taken
for what it is, a student's word.
"""

import asyncio
import builtins
import contextlib
import copy
import dataclasses
import functools
import importlib
import inspect
import io
import math
import operator
import os
import signal
import socket
import stat
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import BuiltinFunctionType, CodeType, CoroutineType, FunctionType, MethodType, MethodWrapperType, ModuleType
from typing import Any, NoReturn

import numpy as np

from classroom.isolation import cells as cells_module
from classroom.isolation import chance, changes, exceptions, link, process_wide, values, wire
from classroom.isolation.cells import BUILT_IN, Cells
from classroom.isolation.handles import BINARY, COMPARISONS, PROTOCOLS, SIMPLE
from classroom.isolation.lending import Lent
from classroom.isolation.link import Link
from classroom.isolation.standins import StandIns
from classroom.isolation.wire import Held, Reference, WireError

OWN_FILES = (__file__, link.__file__, wire.__file__, changes.__file__, exceptions.__file__, cells_module.__file__)
MOST_PRINTED = 4_000
MOST_WARNINGS = 20
LONGEST_WARNING = 500
MOST_BASES = 30
MOST_FETCHED = 10 * 2**20
"""Bytes of the files that a test asks for."""
FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, MethodWrapperType, functools.partial, np.ufunc)
ATOMS: tuple[type, ...] = (*wire.ATOMS, np.generic)

# What a lent object's class may answer besides its public methods.
SPECIAL_METHODS = (
    *("__call__", "__len__", "__getitem__", "__contains__", "__iter__", "__next__", "__hash__"),
    *(f"__{name}__" for name in COMPARISONS),
    *(f"__{form}{name}__" for name in BINARY for form in ("", "r")),
)

CODE = (
    *("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_flags", "co_firstlineno"),
    *("co_names", "co_varnames", "co_freevars", "co_cellvars"),
)
"""What is told of the code of a function."""

Tools = Mapping[str, ModuleType]
"""Modules, by their names, whose functions the trusted process may have called."""


def tools(packages: Sequence[str]) -> Tools:
    """A second copy of each module of these packages that is loaded, which student's code does not get by importing.

    Whatever that code puts into the modules which it can import, the copies stay as they are now.
    """
    loaded = {name: module for name, module in sys.modules.items() if name.split(".")[0] in packages}
    for name in loaded:
        del sys.modules[name]
    try:
        return {name: importlib.import_module(name) for name in sorted(loaded)}
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] in packages]:
            del sys.modules[name]
        sys.modules.update(loaded)


class Stdin(io.TextIOBase):
    """Stands in for sys.stdin: a test may have something to read."""

    def __init__(self, ask: Callable[[], str]) -> None:
        super().__init__()
        self.ask = ask

    def readable(self) -> bool:
        """Always."""
        return True

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        """The next line; nothing at the end."""
        return self.ask()

    def read(self, _size: int | None = -1) -> str:
        """All lines that are left."""
        return "".join(self)


class Agent:
    """Answers the requests of the trusted process until it hangs up."""

    def __init__(self, link: Link, cells: Cells, tools: Tools, stand_ins: StandIns) -> None:
        self.link = link
        self.cells = cells
        self.tools = tools
        self.lent = Lent()
        self.classes: frozenset[str] = frozenset()
        self.given_classes: frozenset[str] = frozenset()
        self.came_up: BaseException | None = None
        self.given: list[Held] = []
        values.Own.names = lambda: self.cells.names
        self.far: dict[int, Any] = {}
        self.before: dict[str, Any] = {}
        self.marks: dict[str, tuple[int, int]] = {}
        builtins.input = BUILT_IN["input"] = self.input
        sys.stdin = Stdin(lambda: self._asked("line", (), {}))
        stand_ins.ask = self.ask_for_kept_back
        self.one_at_a_time = threading.RLock()
        self.verbs: dict[str, Callable[..., tuple[Any, ...]]] = {
            "begin": self.begin,
            "cell": self.cell,
            "look": self.look,
            "call": self.call,
            "act": self.act,
            "run": self.run,
            "there": self.there,
            "own": self.own,
            "module": self.module,
            "names": self.names,
            "chance": self.chance,
            "set": self.set,
            "files": self.files,
            "put": self.put,
            "forget": self.forget,
            "attribute": self.attribute,
        }

    def serve(self) -> NoReturn:
        """Answer until the trusted process hangs up, which ends this one."""
        while True:
            held: list[Held] = []
            self.answer(wire.decode(self.link.receive(), self.resolve, held=held), held)

    def answer(self, message: Any, held: list[Held]) -> None:
        """Do what one request says, and reply. The reply to a call may name the containers of the call, `held`."""
        verb, *rest = message
        given = held if verb in ("call", "act") else []
        outer, self.given = self.given, held
        try:
            reply = self.verbs[verb](*rest)
        finally:
            self.given = outer
        try:
            data = wire.encode(reply, self.refer, given, renew=type(reply[2]) is tuple)
        except (WireError, ValueError) as error:
            data = wire.encode(("raised", exceptions.describe(ValueError(str(error))), None, [], []))
        self.link.send(data)

    # --- What can be asked -------------------------------------------------------------------------------------------

    def begin(self, files: dict[str, Any], quiet: bool, classes: list[str], given: list[str]) -> tuple[Any, ...]:
        """Write files into the working folder; if `quiet`, nobody will see what cells show.

        Objects of the `classes` that the course asks for stay here, also where plain data are related to them. Of the
        classes that it has `given`, in locked cells or in these modules, an object that can be called is no function.
        """
        self.classes = frozenset(classes)
        self.given_classes = frozenset(given)
        values.Own.beside = frozenset(name.removesuffix(".") for name in given if name.endswith("."))
        for name, data in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.tobytes())
        if quiet:
            self.cells.hush()
        return ("done", [], True)

    def cell(self, source: str) -> tuple[Any, ...]:
        """Run one cell."""
        outputs, ended = self.cells.run(source)
        return ("done", outputs, ended)

    def look(self, names: list[str]) -> tuple[Any, ...]:
        """The values of names in the student's namespace, as far as it has them."""
        space = self.cells.names
        found = {name: self._sendable(space[name]) for name in names if name in space}
        return ("returned", found, None, [], [])

    def _sendable(self, value: Any) -> Any:
        """The value, or what tells its type where it is too large or too deep to be sent."""
        try:
            wire.encode(value, self.refer)
        except (WireError, ValueError):
            return Reference(True, 0, "opaque", {"type": type(value).__name__})
        return value

    def call(self, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call a function of the student's."""
        return self._performed(function, arguments, named)

    def act(self, thing: Any, what: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Have an object of the student's answer: its attributes, its methods, its operators."""
        return self._performed(functools.partial(ACTS[what], thing), arguments, named)

    def module(self, name: str) -> tuple[Any, ...]:
        """A module as student's code has it, which may have been written a moment ago."""
        importlib.invalidate_caches()
        return self._performed(importlib.import_module, (name,), {})

    def names(self, given: dict[str, Any] | None, gone: list[str]) -> tuple[Any, ...]:
        """Names that a test has set, or deleted; None puts back what was there before."""
        space = self.cells.names
        if given is None:
            for name, before in self.before.items():
                if before is self:
                    space.pop(name, None)
                else:
                    space[name] = before
            self.before.clear()
        else:
            self.before |= {name: space.get(name, self) for name in (*given, *gone) if name not in self.before}
            space.update(given)
            for name in gone:
                space.pop(name, None)
        return ("returned", None, None, [], [])

    def chance(self, told: Any) -> tuple[Any, ...]:
        """Where random numbers stand; it is set first if it is given."""
        if told is not None:
            chance.set_state(told)
        return ("returned", chance.state(), None, [], [])

    def set(self, told: dict[str, Any]) -> tuple[Any, ...]:
        """Settings of the whole process that a test has changed."""
        with contextlib.suppress(Exception):  # the student's code may have left nothing to set it with
            process_wide.set_state(told)
        return ("returned", None, None, [], [])

    def files(self, names: list[str]) -> tuple[Any, ...]:
        """Those of these files that have been written since they were asked for last, and None for deleted ones."""
        found: dict[str, bytes | None] = {}
        room = MOST_FETCHED
        for name in names:
            if name in self.marks and not os.path.lexists(name):
                found[name] = None
                del self.marks[name]
            with contextlib.suppress(OSError):
                about = os.lstat(name)
                mark = (about.st_mtime_ns, about.st_size)
                if stat.S_ISREG(about.st_mode) and about.st_size <= room and self.marks.get(name) != mark:
                    found[name] = data = Path(name).read_bytes()
                    self.marks[name] = mark
                    room -= len(data)
        return ("returned", found, None, [], [])

    def put(self, name: str, data: bytes | None) -> tuple[Any, ...]:
        """A file that a test has written; None if it has deleted it."""
        with contextlib.suppress(OSError):
            if data is None:
                self.marks.pop(name, None)
                Path(name).unlink(missing_ok=True)
            else:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_bytes(data)
                about = os.lstat(name)
                self.marks[name] = (about.st_mtime_ns, about.st_size)
        return ("returned", None, None, [], [])

    def forget(self, numbers: list[int]) -> tuple[Any, ...]:
        """The trusted process has nothing left that stands for these. Classes are kept: handles are told of by them."""
        self.lent.take_back(number for number in numbers if not isinstance(self.lent.objects.get(number), type))
        return ("returned", None, None, [], [])

    def input(self, *arguments: Any, **named: Any) -> Any:
        """What stands here for Python's own: a test may have something to answer."""
        return self._asked("input", arguments, named)

    def run(self, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call a function that a cell has handed to one that is kept back, as if both were here.

        What it prints and warns of is the cell's. An error goes on from here when the other one has ended over it.
        """
        result, error = self._tried(function, arguments, named)
        if error is not None:
            self.came_up = error
        return (*result, None, [], [])

    def there(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call a function of a module, by its name "module:function", as it was before the student's code ran."""
        module, _, function = name.partition(":")

        def run(*arguments: Any, **named: Any) -> Any:
            if module not in self.tools:
                raise LookupError(f"{module} belongs to none of the packages in IsolatedExecute.tools")
            return getattr(self.tools[module], function)(*arguments, **named)

        return self._performed(run, arguments, named)

    def own(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call a function "module:function" that hands out the student's own code, as the student could."""
        module, _, function = name.partition(":")

        def run(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(module), function)(*arguments, **named)

        return self._performed(run, arguments, named)

    def attribute(self, module: str, name: str) -> tuple[Any, ...]:
        """The value of a name in a module of the assignment's folder."""
        return self._performed(lambda: getattr(importlib.import_module(module), name), (), {})

    def _performed(self, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call it; tells what came of it, which arguments it changed, what it printed and of what it was warned."""
        given = self.given
        before = wire.image(given, self.refer)
        printed: list[tuple[str, str]] = []
        room = MOST_PRINTED

        def note(stream: str, text: str) -> None:
            nonlocal room
            text = text[: max(0, room)]
            room -= len(text)
            if printed and printed[-1][0] == stream:
                printed[-1] = (stream, printed[-1][1] + text)
            elif text:
                printed.append((stream, text))

        with (
            self.cells.listening(note),
            warnings.catch_warnings(record=True) as caught,
            np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
        ):
            warnings.simplefilter("always")
            result, error = self._tried(function, arguments, named)
        if error is not None:
            error.__traceback__ = None  # its frames would keep all that the function has worked with
        try:
            changed = None if wire.image(given, self.refer) == before else (arguments, named)
        except (WireError, ValueError) as error:  # it has put something into an argument that cannot be sent
            result, changed = ("raised", self._error(ValueError(str(error)))), None
        # An argument that comes back is the same thing to whoever has given it, and no copy of it.
        places = [place for place, one in enumerate(arguments) if one is result[1] and not isinstance(one, ATOMS)]
        if places and result[0] == "returned":
            result = ("returned", Reference(True, places[0], "argument", {}))
        return (*result, changed, printed, _described(caught))

    def _tried(
        self, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[tuple[str, Any], BaseException | None]:
        """What the function returns, or what is told of the error that it raises, and that error."""
        try:
            result = ("returned", function(*arguments, **named))
            wire.encode(result, self.refer)
        except link.LinkBrokenError:
            raise
        except BaseException as error:
            return ("raised", self._error(error, OWN_FILES)), error
        return result, None

    def _error(self, error: BaseException, own_files: tuple[str, ...] = (), deep: int = 3) -> Reference:
        """An error as data, and its number, if there is more to it than to one of Python's own.

        One that the trusted process has handed over is the same there when it comes back. If the test that has handed
        it over is done, it is what is told of it.
        """
        kind, far = type(error), getattr(error, "__far__", None)
        about = exceptions.describe(error, own_files) | about_class(kind) | {"number": self.lent.number_of(kind)}
        for name in ("__cause__", "__context__") if deep else ():
            before = getattr(error, name)
            if isinstance(before, BaseException) and (name == "__cause__" or before is not error.__cause__):
                told = self._error(before, deep=deep - 1)
                about[name] = told.about | {"at": told.number if told.ours else 0}
        if type(far) is tuple:
            return Reference(False, far[0], "error", about)
        plain = kind.__module__ == "builtins" and not vars(error)
        return Reference(True, 0 if plain else self.lent.number_of(error), "error", about)

    # --- What crosses ------------------------------------------------------------------------------------------------

    def refer(self, value: Any) -> Any:
        """What is sent in place of a value that is not plain data: a plain relative of it, or its number."""
        far = getattr(value, "__far__", None)
        if type(far) is tuple and not self._is_wrapped_far(value):
            return self._error(value) if far[1] == "error" else Reference(False, far[0], far[1], {})
        if isinstance(value, BaseException):
            return self._error(value)
        related = value if type(value).__name__ in self.classes else _plain_relative(value)
        is_member = isinstance(value, Enum) and self._is_given(type(value))
        if related is not value and not is_member:
            return related
        number = self.lent.number_of(value)
        if isinstance(value, type):
            about = about_class(value) | {"protocols": _protocols(type(value))}
            return Reference(True, number, "class", about)
        if type(value) is CoroutineType:
            return Reference(True, number, "coroutine", {})
        kind = type(value)
        protocols = _protocols(kind)
        is_function = kind.__name__ not in self.classes and not self._is_given(kind)
        if callable(value) and is_function and not _is_more_than_called(value, protocols):
            return Reference(True, number, "function", _about_function(value))
        about = about_class(kind) | {"protocols": protocols, "number": self.lent.number_of(kind)}
        about |= (
            {"member": value.name, "plain": related if type(related) in SIMPLE else None}
            if isinstance(value, Enum)
            else {}
        )
        return Reference(True, number, "object", about)

    def resolve(self, reference: Reference) -> Any:
        """The student's own object that a number stands for, or a stand-in for one of the trusted process's."""
        if not reference.ours:
            return self.lent.objects[reference.number]
        if reference.kind == "function":
            return self._far_function(reference.number, reference.about["name"], reference.about["doc"])
        if reference.kind == "error class":
            return exceptions.EVERY[reference.about["name"]]
        if (member := self._member(reference.about)) is not None:
            return member
        if reference.number not in self.far:
            self.far[reference.number] = (
                self._far_error(reference.number, reference.about)
                if reference.kind == "error"
                else self._far_object(reference.number, reference.about)
            )
        return self.far[reference.number]

    def ask(self, number: int, method: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have the trusted process call its object `number`, or a method of it; gives what it returns."""
        return self._asked("back", number, method, arguments, named)

    def ask_for_kept_back(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have the trusted process call a function "module:function" that is kept back."""
        with self.one_at_a_time:
            before, self.came_up = self.came_up, None
            try:
                return self._asked("kept back", name, arguments, named)
            except Exception as error:
                if self.came_up is not None:
                    raise self.came_up from None
                raise error from None
            finally:
                self.came_up = before

    def _asked(self, verb: str, *rest: Any) -> Any:
        with self.one_at_a_time:
            sent: list[Held] = []
            self.link.send(wire.encode((verb, *rest), self.refer, held=sent))
            while True:
                held: list[Held] = []
                renewed: list[tuple[Any, Any]] = []
                message = wire.decode(self.link.receive(), self.resolve, sent, held, renewed)
                if message[0] in ("returned", "raised"):
                    break
                self.answer(message, held)
        verdict, value, _ = message
        changes.write_back(renewed)
        if verdict == "raised":
            raise value
        return value

    def _is_wrapped_far(self, value: Any) -> bool:
        """Whether it is a student's function around a far one: `functools.wraps` copies what that one carries."""
        return isinstance(value, FunctionType) and value.__code__ is not self._far_function(0, "", "").__code__

    def _far_function(self, number: int, name: str, doc: str) -> Any:
        def far(*arguments: Any, **named: Any) -> Any:
            return self.ask(number, "__call__", arguments, named)

        far.__name__ = far.__qualname__ = name
        far.__doc__ = doc or None
        far.__far__ = (number, "function")  # type: ignore[attr-defined]
        return far

    def _far_error(self, number: int, about: dict[str, Any]) -> BaseException:
        error = exceptions.taken(about)
        error.__far__ = (number, "error")  # type: ignore[attr-defined]
        return error

    def _far_object(self, number: int, about: dict[str, Any]) -> Any:
        body: dict[str, Any] = {name: self._far_method(number, name) for name in about["methods"]}

        def missing(_self: Any, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            return self.ask(number, "__getattr__", (name,), {})

        body |= {"__far__": (number, "object"), "__getattr__": missing}
        if about.get("given"):
            body |= {"__class__": property(lambda itself: self._given_class(*about["given"]) or type(itself))}
        if about.get("given") or about.get("open"):
            body |= {"__getattr__": self._reading(number)}
            body |= {"__setattr__": lambda _, name, value: self.ask(number, "__setattr__", (name, value), {})}
        return type(about["type"], (), body)()

    def _given_class(self, module: str, name: str) -> type | None:
        """The class of the course's that this process has too, as soon as the student's code imports its module."""
        found: Any = None
        space = self.cells.names if module == "__main__" else getattr(sys.modules.get(module), "__dict__", {})
        for part in name.split("."):
            found = space.get(part)
            space = getattr(found, "__dict__", {})
        return found if isinstance(found, type) else None

    def _is_given(self, kind: type) -> bool:
        """Whether it is a class of a locked cell, or of a module beside the notebook."""
        module = str(kind.__module__)
        return (kind.__name__ if module == "__main__" else f"{module.split('.')[0]}.") in self.given_classes

    def _member(self, about: dict[str, Any]) -> Any:
        """What is here the member of an `Enum` that both processes have."""
        if not about.get("given") or "member" not in about:
            return None
        return getattr(self._given_class(*about["given"]), about["member"], None)

    def _reading(self, number: int) -> Callable[[Any, str], Any]:
        """How the attributes are read of an object whose class the notebook gives."""

        def missing(_self: Any, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self.ask(number, "__getattr__", (name,), {})

        return missing

    def _far_method(self, number: int, name: str) -> Any:
        def method(_self: Any, *arguments: Any, **named: Any) -> Any:
            return self.ask(number, name, arguments, named)

        def following(_self: Any) -> Any:
            over, value = self.ask(number, name, (), {})
            if over:
                raise StopIteration(value)
            return value

        made = following if name == "__next__" else method
        made.__name__ = name
        return made


def _is_more_than_called(value: Any, protocols: Sequence[str]) -> bool:
    """Whether it is no mere function, though it can be called: what `contextmanager` makes, or a layer of a network.

    A library's object that has methods besides is asked for them: a spline for its derivative.
    """
    if isinstance(value, FUNCTIONS):
        return False
    if isinstance(value, staticmethod):
        return True
    kind = type(value)
    if str(kind.__module__).split(".")[0] not in OWN_OR_PYTHONS and any(not name.startswith("_") for name in dir(kind)):
        return True
    keeps_attributes = any("__setattr__" in vars(one) for one in kind.__mro__[:-1])
    return keeps_attributes or any(f"__{name}__" in protocols for name in ("enter", "iter", "getitem", "len", "aenter"))


OWN_OR_PYTHONS = sys.stdlib_module_names | {"__main__"}


def _protocols(kind: type) -> list[str]:
    """The special methods that objects of the class have."""
    return [name for name in PROTOCOLS if any(name in vars(one) for one in kind.__mro__)]


def _getattr(thing: Any, name: str) -> Any:
    return getattr(thing, name)


def _next(thing: Any) -> tuple[bool, Any]:
    """Whether an iterator is at its end, and what comes next or, at the end, with it."""
    try:
        return False, next(thing)
    except StopIteration as end:
        return True, end.value


def _await(thing: Any) -> Any:
    async def waiting() -> Any:
        return await thing

    return asyncio.run(waiting())


def _array(thing: Any) -> Any:
    return np.array(np.asarray(thing))


DATA_CLASSES = ("asdict", "astuple", "fields", "is_dataclass", "replace")
"""Functions that look into a data class."""


def _turned(act: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda right, left: act(left, right)


ACTS: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, f"__{name}__") for name in (*BINARY, *COMPARISONS)},
    **{f"r{name}": _turned(getattr(operator, f"__{name}__")) for name in BINARY},
    **{f"i{name}": getattr(operator, f"__i{name}__") for name in BINARY},
    **{name: getattr(operator, f"__{name}__") for name in ("abs", "neg", "pos", "invert", "index", "contains")},
    **{name: getattr(operator, name) for name in ("getitem", "setitem", "delitem")},
    **{name: getattr(math, name) for name in ("trunc", "floor", "ceil")},
    **{one.__name__: one for one in (setattr, delattr, repr, str, format, bool, hash, dir, len, iter, reversed)},
    **{one.__name__: one for one in (int, float, complex, round)},
    "getattr": _getattr,
    "call": lambda thing, *arguments, **named: thing(*arguments, **named),
    "next": _next,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "enter": lambda thing: type(thing).__enter__(thing),
    # The class is asked anew: one that only the test has is not told by its name.
    "exit": lambda thing, kind, error, trace: type(thing).__exit__(thing, kind and type(error), error, trace),
    "await": _await,
    "array": _array,
    "type": lambda thing: type(thing),
    "isinstance": lambda kind, thing: isinstance(thing, kind),
    "issubclass": lambda kind, other: issubclass(other, kind),
    **{one.__name__: one for one in (inspect.getattr_static, inspect.isabstract)},
    "source": lambda thing: inspect.getsource(thing),
    "signature": lambda kind: _parameters(kind),
    "bases": lambda kind: list(kind.__bases__),
    **{name: getattr(dataclasses, name) for name in DATA_CLASSES},
}


def about_class(kind: type) -> dict[str, Any]:
    """What is told of a class: its name, and where it and those that it inherits from are defined."""
    line = [(str(one.__module__)[:200], str(one.__qualname__)[:200]) for one in kind.__mro__[:MOST_BASES]]
    return {"type": kind.__name__, "line": line}


RELATIVES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (bool, bool),
    (int, int.__int__),
    (float, float.__float__),
    (str, lambda text: str.__str__(text)),
    (tuple, tuple),
    (list, list),
    (dict, dict),
)


def _plain_relative(value: Any) -> Any:
    """The plain value that a value of a related type stands for; the value itself if there is none."""
    if isinstance(value, np.ndarray):
        return _plain_array(value)
    if isinstance(value, np.generic):
        return value.item() if type(value.item()) in SIMPLE else value
    if type(value) is complex:
        return np.complex128(value)
    for kind, convert in RELATIVES:
        if isinstance(value, kind) and type(value) is not kind:
            return convert(value)
    return value


def _plain_array(value: Any) -> Any:
    if isinstance(value, np.ma.MaskedArray) and value.dtype.kind in "biuf":
        return np.asarray(np.ma.filled(value.astype(float), np.nan))
    if value.dtype.kind == "O" and all(isinstance(x, (int, float, np.number)) for x in value.flat):
        return np.array(value, dtype=float)
    return np.array(value, dtype=value.dtype.newbyteorder("=")) if value.dtype.kind in "biufc" else value


def _about_function(function: Any) -> dict[str, Any]:
    about: dict[str, Any] = {"name": str(getattr(function, "__name__", ""))[:100]}
    about["qualname"] = str(getattr(function, "__qualname__", ""))[:100]
    about["module"] = str(getattr(function, "__module__", ""))[:100]
    if isinstance(function, MethodType):
        about["method"] = True
    if not isinstance(function, FUNCTIONS):
        about["object"] = True
    if type(function) is not FunctionType:
        about |= about_class(type(function))
    doc = getattr(function, "__doc__", None)
    if type(doc) is str:
        about["doc"] = doc
    code = getattr(function, "__code__", None)
    if type(code) is CodeType:
        about["file"] = code.co_filename
        told = {name: getattr(code, name) for name in CODE}
        told["co_consts"] = tuple(one for one in code.co_consts if type(one) in SIMPLE)
        about["code"] = told
    parameters = _parameters(function)
    return about if parameters is None else about | {"parameters": parameters}


def _parameters(thing: Any) -> list[tuple[Any, ...]] | None:
    """What a function, or a class, is called with."""
    try:
        parameters = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):
        return None
    return [
        (p.name, p.kind.value, p.default is not p.empty, p.default if type(p.default) in SIMPLE else ())
        for p in parameters
    ]


def _described(caught: list[warnings.WarningMessage]) -> list[tuple[str, str]]:
    told = [
        (next((k.__name__ for k in w.category.__mro__ if k.__module__ == "builtins"), "Warning"), str(w.message))
        for w in caught
    ]
    return [(kind, text[:LONGEST_WARNING]) for kind, text in dict.fromkeys(told)][:MOST_WARNINGS]


def live(end: socket.socket, cells: Cells, tools: Tools, stand_ins: StandIns) -> NoReturn:
    """The life of a student process. The sandbox is up, and the working folder is the current one."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    sys.path.insert(0, "")  # as in a notebook: modules of the working folder can be imported
    cells.take_streams()
    try:
        Agent(Link(end), cells, tools, stand_ins).serve()
    except (link.LinkBrokenError, WireError):
        os._exit(0)
