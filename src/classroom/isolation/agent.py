"""What a student process does: it runs the student's cells, and calls the student's functions when it is asked to.

It knows no notebook, no test and no score. It is told one cell or one call at a time, and what it sends back is taken
for what it is, a student's word.
"""

import importlib
import inspect
import os
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn

import numpy as np

from classroom.isolation import cells as cells_module
from classroom.isolation import changes, exceptions, link, wire
from classroom.isolation.cells import Cells
from classroom.isolation.lending import Lent
from classroom.isolation.link import Link
from classroom.isolation.standins import StandIns
from classroom.isolation.wire import Reference, WireError

OWN_FILES = (__file__, link.__file__, wire.__file__, changes.__file__, exceptions.__file__, cells_module.__file__)
MOST_PRINTED = 4_000
MOST_WARNINGS = 20
LONGEST_WARNING = 500
SIMPLE = (int, float, str, bool, type(None))

# What a lent object's class may answer besides its public methods.
SPECIAL_METHODS = ("__call__", "__len__", "__getitem__", "__contains__", "__iter__", "__next__")

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


class Agent:
    """Answers the requests of the trusted process until it hangs up."""

    def __init__(self, link: Link, cells: Cells, tools: Tools, stand_ins: StandIns) -> None:
        self.link = link
        self.cells = cells
        self.tools = tools
        self.lent = Lent()
        self.came_up: BaseException | None = None
        stand_ins.ask = self.ask_for_kept_back
        self.one_at_a_time = threading.RLock()
        self.verbs: dict[str, Callable[..., tuple[Any, ...]]] = {
            "begin": self.begin,
            "cell": self.cell,
            "look": self.look,
            "call": self.call,
            "run": self.run,
            "there": self.there,
            "own": self.own,
            "attribute": self.attribute,
        }

    def serve(self) -> NoReturn:
        """Answer until the trusted process hangs up, which ends this one."""
        while True:
            self.answer(wire.decode(self.link.receive(), self.resolve))

    def answer(self, message: Any) -> None:
        """Do what one request says, and reply."""
        verb, *rest = message
        reply = self.verbs[verb](*rest)
        try:
            data = wire.encode(reply, self.refer)
        except (WireError, ValueError) as error:
            data = wire.encode(("raised", exceptions.describe(ValueError(str(error))), None, "", []))
        self.link.send(data)

    # --- What can be asked -------------------------------------------------------------------------------------------

    def begin(self, files: dict[str, Any], quiet: bool) -> tuple[Any, ...]:
        """Write files into the working folder; if `quiet`, nobody will see what cells show."""
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
        return ("returned", found, None, "", [])

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

    def run(self, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Call a function that a cell has handed to one that is kept back, as if both were here.

        What it prints and warns of is the cell's. An error goes on from here when the other one has ended over it.
        """
        result, error = self._tried(function, arguments, named)
        if error is not None:
            self.came_up = error
        return (*result, None, "", [])

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
        before = wire.encode((arguments, named), self.refer)
        printed: list[str] = []
        room = MOST_PRINTED

        def note(_stream: str, text: str) -> None:
            nonlocal room
            printed.append(text[: max(0, room)])
            room -= len(text)

        with (
            self.cells.listening(note),
            warnings.catch_warnings(record=True) as caught,
            np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
        ):
            warnings.simplefilter("always")
            result, _ = self._tried(function, arguments, named)
        after = wire.encode((arguments, named), self.refer)
        changed = None if after == before else (arguments, named)
        return (*result, changed, "".join(printed), _described(caught))

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
            return ("raised", exceptions.describe(error, OWN_FILES)), error
        return result, None

    # --- What crosses ------------------------------------------------------------------------------------------------

    def refer(self, value: Any) -> Any:
        """What is sent in place of a value that is not plain data: a plain relative of it, or its number."""
        far = getattr(value, "__far__", None)
        if type(far) is tuple:
            return Reference(False, far[0], far[1], {})
        plain = _plain_relative(value)
        if plain is not value:
            return plain
        if not callable(value):
            return Reference(True, 0, "opaque", {"type": type(value).__name__})
        return Reference(True, self.lent.number_of(value), "function", _about_function(value))

    def resolve(self, reference: Reference) -> Any:
        """The student's own object that a number stands for, or a stand-in for one of the trusted process's."""
        if not reference.ours:
            return self.lent.objects[reference.number]
        if reference.kind == "function":
            return self._far_function(reference.number, str(reference.about.get("name", "function")))
        return self._far_object(reference.number, reference.about)

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
            self.link.send(wire.encode((verb, *rest), self.refer))
            while True:
                message = wire.decode(self.link.receive(), self.resolve)
                if message[0] in ("returned", "raised"):
                    break
                self.answer(message)
        verdict, value, changed = message
        if changed is not None:
            changes.write_back(rest[-2:], changed)
        if verdict == "raised":
            raise exceptions.rebuild(value)
        return value

    def _far_function(self, number: int, name: str) -> Any:
        def far(*arguments: Any, **named: Any) -> Any:
            return self.ask(number, "__call__", arguments, named)

        far.__name__ = far.__qualname__ = name
        far.__far__ = (number, "function")  # type: ignore[attr-defined]
        return far

    def _far_object(self, number: int, about: dict[str, Any]) -> Any:
        body: dict[str, Any] = {name: self._far_method(number, name) for name in about["methods"]}

        def missing(_self: Any, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            return self.ask(number, "__getattr__", (name,), {})

        body |= {"__far__": (number, "object"), "__getattr__": missing}
        return type(about["type"], (), body)()

    def _far_method(self, number: int, name: str) -> Any:
        def method(_self: Any, *arguments: Any, **named: Any) -> Any:
            return self.ask(number, name, arguments, named)

        method.__name__ = name
        return method


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
    doc = getattr(function, "__doc__", None)
    if type(doc) is str:
        about["doc"] = doc
    code = getattr(function, "__code__", None)
    if type(code) is CodeType:
        about["file"] = code.co_filename
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return about
    about["parameters"] = [
        (p.name, p.kind.value, p.default is not p.empty, p.default if type(p.default) in SIMPLE else None)
        for p in parameters
    ]
    return about


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
