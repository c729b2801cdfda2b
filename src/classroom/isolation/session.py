"""The trusted process's end of the link to the student process: it asks, answers what is asked back, and starts anew.

Whatever ends the student process, or leaves a request hanging, costs that one request. The next request goes to a new
student process, in which the student's cells have been run again up to here.
"""

import builtins
import functools
import importlib
import signal
import socket
import sys
import time
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary, ref

import numpy as np

from classroom.isolation import chance, changes, exceptions, process_wide, wire
from classroom.isolation.agent import ACTS, LONGEST_WARNING, MOST_PRINTED, MOST_WARNINGS, SPECIAL_METHODS
from classroom.isolation.handles import (
    BINARY,
    CANNOT,
    COMPARISONS,
    LOOK_AT,
    CannotJudgeError,
    ClassHandle,
    Handle,
    class_handle_type,
    handle_type,
    inside,
    of_the_course,
    put,
)
from classroom.isolation.lending import Lent
from classroom.isolation.link import DeadlineError, Link, LinkBrokenError
from classroom.isolation.patience import Patience
from classroom.isolation.proxies import LONGEST_DOC, Argument, FromBefore, StudentFunction, opaque
from classroom.isolation.told import Told, in_module
from classroom.isolation.wire import Held, Reference, WireError

MOST_FAILURES = 25
"""How often student processes of one notebook may fail before no other is started."""

PROMPT_SECONDS = 20.0
"""How long a request may take that runs none of the student's code."""

TAKES_TIME = ("cell", "call", "act", "run", "there", "own", "attribute", "module")
MOST_ANSWERS = 2_000_000
"""How often the handles of one check may ask their objects."""

MOST_KEPT = 2_000
"""How many things of the student process this one may have been given before it looks which of them it still has."""

DEEPEST_CALL = 50

OPERATORS = {
    f"__{name}__": ACTS[name] for name in (*COMPARISONS, *BINARY, *(f"r{one}" for one in BINARY), "hash", "next")
}
"""How a lent object answers for its operators, and for what comes next: as the student's objects do."""

ATTRIBUTES: dict[str, Callable[..., Any]] = {"__getattr__": getattr, "__setattr__": setattr}

TAKEN_BACK = (
    "The test {where} came upon a function or an object that a test before it had handed to the student's code. Such"
    " things are taken back when a test is over, so what the answer does with it cannot be told. That is nobody's"
    " fault: a person looks at it. For who writes the test: hand it over again in the test that looks at it."
)
# What may come in reply to a request, and with how many parts.
REPLIES: dict[str, dict[Any, int]] = {"done": {"done": 3}, "returned": {"returned": 5, "raised": 5}}
FUNCTIONS = (
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType),
    *(functools.partial, np.ufunc, type),
)
WARNINGS: dict[str, type[Warning]] = {
    name: value for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, Warning)
}


Renewed = list[tuple[Any, Any]]
"""Containers that were sent, and what they have become."""


class ProcessEndedError(RuntimeError):
    """The student process is gone, or may not be started once more."""


class NoAnswerError(TimeoutError):
    """The student's code took longer than it may."""


ENDED = (
    "The process that runs your code ended in the middle of this. It used too much memory, disk or time, or your code"
    " ended Python itself."
)
SPOKE_NONSENSE = "Your code has disturbed the process in which it runs; its answer cannot be used."
NOT_STARTED = (
    "No process could be started for your code. The machine may be at fault, so whoever grades is asked to look at it."
)
NO_MORE = "Your code has ended its process too often, or used up the time for this notebook."


HAND_OVER = "Hand over numbers, texts, lists, dicts, arrays, functions, or objects of a class that the test defines."

AFTER_IT = "what comes after the block, and raise the error in the block before it asks for anything"

GONE = object()
"""The value of a name that a test has deleted."""


@dataclass(frozen=True)
class Limits:
    """Seconds of processor time that one cell or one call may take, and everything together (see `patience`)."""

    cell: float
    notebook: float


@dataclass
class Played:
    """A cell of the student's that has been run. A `harmful` one has ended its process and is never run again."""

    source: str
    harmful: bool = False


@dataclass
class Session:
    """The talk with the student processes of one notebook.

    `start` has a new student process forked and gives one end of a link to it. It is told whether that process will be
    handed hidden input. `meter` tells how much processor time the student processes have used so far, together.

    Functions of the modules `kept_back` are called here when the student's code asks for it. Once its process has been
    called for a check, which sets `judging`, that is done inside of `around`, where the course can refuse.

    The time of a cell counts once, however often the cell must be run. `trouble` says whether something ended or held
    up the student process since it was last set to False: then a 0 may not be the answer's fault. `question` is why a
    check wants a person to look at its item, or empty. `unjudged` says what a check has asked that cannot be judged,
    and `where` which check it is.
    `given` are the functions and objects of the student process that have been given to this one, with their numbers.
    `strange` is the type of the object that it has used last, if the course asks for no such class.
    `held` says whether it has been given something that only the student process it talks to has.
    `at_first` are the settings of this process, of the kinds that tests change, without what tests have changed; and
    `set_here` are those that the student process of `set_generation` has been told of.
    `asked` counts how often that was asked, and `entered` holds what the count was when a `with` was entered.

    `classes` are those that the course asks for, `given_classes` those that locked cells define and, with a dot at its
    end, each module beside the notebook. `packages` are those that it imports, and `own_names` gives the names of the
    trusted process itself (see `handles`). `beside` are modules and packages of the course that lie beside the
    notebook: what they define, both processes have. `written` are modules that answers write, and `from_written` what
    answers import of those.
    """

    start: Callable[[bool], socket.socket]
    limits: Limits
    files: dict[str, Any]
    quiet: bool = False
    hidden: bool = False
    link: Link | None = None
    generation: int = 0
    failures: int = 0
    depth: int = 0
    played: list[Played] = field(default_factory=list)
    lent: Lent = field(default_factory=Lent)
    streams: tuple[Any, ...] = ()
    kept_back: frozenset[str] = frozenset()
    around: Callable[[], AbstractContextManager[Any]] = nullcontext
    judging: bool = False
    called: bool = False
    serving: int = 0
    meter: Callable[[], float] = float
    trouble: bool = False
    question: str = ""
    classes: frozenset[str] = frozenset()
    given_classes: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    from_written: frozenset[str] = frozenset()
    own_names: Callable[[], Mapping[str, Any]] = dict
    own_input: Callable[[], Callable[..., Any]] = lambda: input
    lend_names: Callable[[], dict[str, Any]] = dict
    lent_names: dict[str, Any] = field(default_factory=dict)
    lent_generation: int = 0
    chance: bool = False
    at_first: dict[str, process_wide.Values] = field(default_factory=dict)
    set_here: dict[str, process_wide.Values] = field(default_factory=dict)
    set_generation: int = -1
    after_call: Callable[[], None] | None = None
    own_files: frozenset[str] = frozenset()
    files_wanted: list[str] = field(default_factory=list)
    files_known: dict[str, int] = field(default_factory=dict)
    files_generation: int = 0
    fetched: bool = False
    handles: WeakValueDictionary[tuple[int, int], Any] = field(default_factory=WeakValueDictionary)
    given: list[tuple[ref[Any], int]] = field(default_factory=list)
    next_look: int = MOST_KEPT
    answers: int = 0
    asked: int = 0
    ends_named: frozenset[str] = frozenset()
    entered: dict[tuple[int, int], int] = field(default_factory=dict)
    held: bool = False
    strange: str = ""
    unjudged: str = ""
    where: str = ""
    counting: bool = True
    free_clock: float = 0.0
    free_processor: float = 0.0

    def __post_init__(self) -> None:
        self.allow_time()

    def allow_time(self) -> None:
        """From now on there is the time of a whole notebook."""
        self.patience = Patience(
            *(self.limits.notebook, self.processor_time, lambda: time.monotonic() - self.free_clock),
        )

    def processor_time(self) -> float:
        """Seconds of processor time that the student processes have used so far, with all that counts."""
        return self.meter() - self.free_processor

    def ask_a_person(self, why: str) -> None:
        """Have a person look at the item that is being checked, whatever its points."""
        self.question = why

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """What is done here takes no time from anybody: it has been done, and counted, before."""
        if not self.counting:
            yield
            return
        self.counting = False
        clock, processor = time.monotonic(), self.meter()
        try:
            yield
        finally:
            self.free_clock += time.monotonic() - clock
            self.free_processor += max(0.0, self.meter() - processor)
            self.counting = True

    def start_over(self, quiet: bool, hidden: bool = False) -> None:
        """Go on with a new student process in which nothing has been run; if `quiet`, nobody sees what cells show.

        Time and failures are counted anew: what happened while cells were shown takes nothing from a check.
        """
        self.renew(hidden)
        self.played.clear()
        self.failures = 0
        self.allow_time()
        self.quiet = quiet

    def renew(self, hidden: bool = False) -> None:
        """Go on with a new student process, in which the same cells have been run and which knows of no call."""
        self.abandon()
        self.hidden = hidden

    def bring_along(self, functions: Iterable[StudentFunction | Handle]) -> None:
        """Start the new student process now, if there is none, and have these stand for the functions that it has."""
        self._make_sure()
        for function in functions:
            self._bring_up_to_date(function)

    def start_anew(self, function: StudentFunction) -> None:
        """Go on with a new student process of the same kind, and have the function stand for the one that it has."""
        self.renew(self.hidden)
        self.bring_along([function])

    # --- What can be asked -------------------------------------------------------------------------------------------

    def run_cell(self, source: str) -> Any:
        """Run one of the student's cells; returns its outputs as the student process tells them.

        Raises `ProcessEndedError` or `TimeoutError` if the cell does not come to its end. Later cells go on without it.
        """
        self._make_sure()
        self.played.append(Played(source))
        try:
            return self._request("cell", source)[1]
        except (ProcessEndedError, TimeoutError):
            self.played[-1].harmful = True
            raise

    def look(self, names: list[str]) -> dict[str, Any]:
        """The student's values of these names: data as copies, functions as `StudentFunction`.

        Each is asked for by itself, because all of them together may be too large for one message.
        """
        found: dict[str, Any] = {}
        for name in names:
            found |= self._look_at(name)
        return found

    def _look_at(self, name: str) -> dict[str, Any]:
        self._make_sure()
        verdict, found, *_ = self._request("look", [name])
        if verdict != "returned" or type(found) is not dict or not set(found) <= {name}:
            self.abandon()
            raise ProcessEndedError(SPOKE_NONSENSE)
        value = found.get(name)
        self._from(("name", name), value)
        if name in self.from_written and isinstance(value, Handle):
            put(value, "__asked__", True)
        for key, part in value.items() if type(value) is dict else enumerate(value if type(value) is list else ()):
            self._from(("part", name, key), part)
        return found

    def call(self, function: StudentFunction, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of the student's."""
        value = self._ask("run" if self.serving else "call", function, arguments, named)
        if function._doubtful and arguments and isinstance(value, (bool, np.bool_)):
            raise self.cannot_judge("took the word of", function._doubtful, LOOK_AT)
        return value

    def act(
        self, handle: Handle | StudentFunction, what: str, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        """Have an object of the student's answer, or a function tell what it carries."""
        self.answers += 1
        if self.answers > MOST_ANSWERS:
            raise self.cannot_judge("asked very often", type(handle).__name__, "less of it")
        self._note_strange(handle)
        asked = self.asked
        value = self._ask("act", handle, what, arguments, named)
        if what == "enter" and isinstance(handle, Handle):
            self.entered[_place(handle)] = self.asked
        if what == "exit" and isinstance(handle, Handle) and arguments[0] is not None and value:
            self._swallowed(handle, arguments[0], self.entered.get(_place(handle)) != asked)
        if what in ("getattr", "call") and isinstance(value, StudentFunction):
            doubt = _doubt_of(handle, arguments[0] if what == "getattr" else "__call__")
            steps = what == "getattr" and arguments[0] in ("send", "throw")
            if (doubt, steps) != (value._doubtful, value._steps):  # the same function may be known without any doubt
                value = self._made(value._number, value._about)
                value._doubtful, value._steps = doubt, steps
        return value

    def _swallowed(self, handle: Handle, kind: type, asked: bool) -> None:
        """A student's `__exit__` has had an error swallowed, and with it the rest of what is inside of `with`.

        If the student's code was asked anything there, the error may be its own fault; an assertion that failed is.
        """
        if asked or issubclass(kind, (AssertionError, CannotJudgeError)):
            raise self.cannot_judge(f"lost an error ({kind.__name__}) to", type(handle).__name__, AFTER_IT)

    def _note_strange(self, thing: Any) -> None:
        if self.judging and isinstance(thing, Handle) and not inside(thing, "__asked__"):
            self.strange = "" if type(thing).__name__ in vars(types) | vars(builtins) else type(thing).__name__

    def module(self, name: str) -> Any:
        """A module as the student process has it."""
        found = self._ask("module", name)
        if isinstance(found, Handle):
            put(found, "__origin__", ("module", name))
            put(found, "__asked__", True)
        return found

    def cannot_judge(self, did: str, kind: str, instead: str) -> CannotJudgeError:
        """Note that a check asks what cannot be judged, and give what to raise."""
        self.unjudged = CANNOT.format(where=self.where, did=did, kind=kind, instead=instead)
        return CannotJudgeError(self.unjudged)

    def cannot_go_on(self) -> CannotJudgeError:
        """Note that a check comes upon what one before it has lent, and give what to raise."""
        self.unjudged = TAKEN_BACK.format(where=self.where)
        return CannotJudgeError(self.unjudged)

    def there(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function "module:function" of the tools in the student process."""
        return self._from(("there", name, arguments, named), self._ask("there", name, arguments, named))

    def own(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function "module:function" that hands out the student's own code in the student process."""
        return self._from(("own", name, arguments, named), self._ask("own", name, arguments, named))

    def attribute(self, module: str, name: str) -> Any:
        """A name in a module of the assignment's folder, as the student process has it."""
        return self._from(("attribute", module, name), self._ask("attribute", module, name))

    def _from(self, origin: tuple[Any, ...], value: Any) -> Any:
        if isinstance(value, StudentFunction):
            value._origin = origin
        elif isinstance(_of_error(value), Handle):
            put(_of_error(value), "__origin__", origin)
        return value

    # --- Asking ------------------------------------------------------------------------------------------------------

    def _ask(self, verb: str, *rest: Any) -> Any:
        """Make a request in which values cross; returns what the student's code returned, or raises what it raised."""
        self.asked += 1
        self._make_sure()
        self._give_back()
        outermost = self.judging and self.depth == 0 and verb in ("call", "act")
        if outermost:
            self._before_call()
        self.called |= self.judging and verb in ("call", "act", "there")
        reply, renewed = self._exchange(verb, *rest)
        verdict, value, _, printed, warned = reply
        if outermost:
            self._after_call()
        changes.write_back(renewed)
        self._pass_on(printed, warned)
        if type(value) is Argument and verb in ("call", "act", "run", "there", "own"):
            value = rest[-2][value.place] if value.place < len(rest[-2]) else value
        if verdict == "raised":
            raise self._raised(value, verb, rest[0])
        self.held |= self.judging and verb in ("call", "act") and isinstance(value, StudentFunction)
        return value

    def _raised(self, told: Any, verb: str, thing: Any) -> BaseException:
        """What to raise where the student's code has raised an error.

        One that ends a process or an iteration is raised as what it is only where the test names it, and the latter
        only by what can end: a loop of the test's over anything else would be over without a word.
        """
        error = _taken_over(told)
        ends: Any = vars(error).get("__ends__")
        waits = self.judging and self.depth == 0 and type(ends).__name__ in self.ends_named
        if waits and (isinstance(ends, SystemExit) or (verb == "call" and thing._steps)):
            found: BaseException = ends
            return found
        return error

    def _give_back(self) -> None:
        """Tell the student process what nothing here stands for any longer: a test may make thousands of objects."""
        if len(self.given) < self.next_look:
            return
        known = {number for _, number in self.given}
        self.given = [(one, number) for one, number in self.given if one() is not None]
        self.next_look = 2 * len(self.given) + MOST_KEPT
        self._request("forget", sorted(known - {number for _, number in self.given}))

    # --- What a test sets for the student's code ---------------------------------------------------------------------

    def _before_call(self) -> None:
        """Let the student process have the names, random numbers and files that the test has made."""
        names = self.lend_names()
        news = {
            name: one for name, one in names.items() if name not in self.lent_names or self.lent_names[name] is not one
        }
        if self.lent_names.keys() - names.keys():
            self.take_names_back()
            news = names
        if self.lent_generation != self.generation:
            news, self.lent_generation = names, self.generation
        if news:
            self.lent_names = dict(names)
            there = {name: one for name, one in news.items() if one is not GONE}
            self._request("names", there, [name for name, one in news.items() if one is GONE])
        if self.chance:
            self._request("chance", chance.state())
        self.tell_what_is_set()
        self._send_files()

    def tell_what_is_set(self) -> None:
        """Let the student process have the settings of the whole process that tests have changed."""
        if not self.at_first or self.link is None:
            return
        now = process_wide.state(tuple(self.at_first))
        known = self.set_here if self.set_generation == self.generation else self.at_first
        if news := process_wide.changes(known, now):
            self._request("set", news)
        self.set_here, self.set_generation = now, self.generation

    @contextmanager
    def set_on_both_sides(self) -> Iterator[None]:
        """What is set here meanwhile, the student process sets for itself."""
        before = process_wide.state(tuple(self.at_first))
        yield
        news = process_wide.changes(before, process_wide.state(tuple(self.at_first)))
        for kind, values in news.items():
            self.at_first[kind] = self.at_first[kind] | values
            if self.set_here:
                self.set_here[kind] = self.set_here[kind] | values

    def _after_call(self) -> None:
        if self.chance:
            found = self._request("chance", None)[1]
            with suppress(Exception):  # a student's word
                chance.set_state(found)
        self.exchange_files()
        if self.after_call is not None:
            self.after_call()

    def take_names_back(self) -> None:
        """Have the student process put its own values back under the names that a test has set."""
        if self.lent_names and self.link is not None and self.lent_generation == self.generation:
            self._request("names", None, [])
        self.lent_names = {}

    def exchange_files(self) -> None:
        """Fetch those files that a test names, if the student process has written them since, into this folder.

        Never one in the place of the course's own: a test may compare with what stands in that.
        """
        wanted = [name for name in self.files_wanted if name not in self.own_files]
        if not wanted:
            return
        self._make_sure()
        found = self._request("files", wanted)[1]
        for name, data in found.items() if type(found) is dict else ():
            if name in wanted and data is None and name in self.files_known:
                Path(name).unlink(missing_ok=True)
                del self.files_known[name]
            if name in wanted and type(data) is bytes:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_bytes(data)
                self.fetched = True
                self.files_known[name] = Path(name).stat().st_mtime_ns

    def _send_files(self) -> None:
        """Give the student process those files that a test names and has written itself, and take those it deleted."""
        if self.files_generation != self.generation:
            self.files_known = {name: mark for name, mark in self.files_known.items() if name in self.own_files}
            self.files_generation = self.generation
        for name in self.files_wanted:
            path = Path(name)
            if name in self.files_known and not path.exists():
                del self.files_known[name]
                self._request("put", name, None)
            if path.is_file() and self.files_known.get(name) != path.stat().st_mtime_ns:
                self.files_known[name] = path.stat().st_mtime_ns
                self._request("put", name, path.read_bytes())

    def watch(self, event: str, _arguments: tuple[Any, ...]) -> None:
        """Called by Python for what happens in this process: nothing of a student's is unpickled here."""
        if event == "pickle.find_class" and self.judging and self.fetched:
            raise self.cannot_judge("unpickled", "file", "a file of numbers or text, or what a function reads from it")

    def source_of(self, thing: Any) -> str:
        """The source of a student's function or class."""
        found = self.act(thing, "source", (), {})
        return found if type(found) is str else ""

    def _input(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        """The student's code asks for input: a test may have put something in the place of `input`."""
        if not self.judging:
            raise EOFError("EOF when reading a line")
        return str(self.own_input()(*arguments, **named))

    def _line(self, _arguments: tuple[Any, ...], _named: dict[str, Any]) -> str:
        """The student's code reads a line of sys.stdin: a test may have put something in its place."""
        return str(sys.stdin.readline()) if self.judging else ""

    # --- Talking -----------------------------------------------------------------------------------------------------

    def _bring_up_to_date(self, value: StudentFunction | Handle) -> None:
        """If the process of a function or an object is gone, have it stand for the one in the process that followed."""
        if isinstance(value, StudentFunction):
            if value._generation != self.generation:
                again = self._found_again(value._origin)
                if not isinstance(again, StudentFunction):
                    raise self._lost("function", value._origin)
                value._generation, value._number = again._generation, again._number
                self.given.append((ref(value), value._number))
        elif inside(value, "__generation__") != self.generation:
            again = _of_error(self._found_again(inside(value, "__origin__")))
            if not isinstance(again, Handle):
                raise self._lost(type(value).__name__, inside(value, "__origin__"))
            for name in ("__generation__", "__number__"):
                put(value, name, inside(again, name))
            self.given.append((ref(value), inside(value, "__number__")))

    def _found_again(self, origin: tuple[Any, ...]) -> Any:
        if origin[:1] == ("name",):
            return self.look([origin[1]]).get(origin[1])
        if origin[:1] == ("part",):
            with suppress(LookupError, TypeError):
                return self.look([origin[1]])[origin[1]][origin[2]]
            return None
        return getattr(self, origin[0])(*origin[1:]) if origin else None

    def _lost(self, kind: str, origin: tuple[Any, ...]) -> Exception:
        """What to raise where something of a process that is over is used. It need not be the student who ended it."""
        if origin or self.trouble or not self.judging:
            return ProcessEndedError(ENDED)
        return self.cannot_judge("still used, after its process was over,", kind, "one that it asks for anew")

    def _request(self, verb: str, *rest: Any) -> tuple[Any, ...]:
        return self._exchange(verb, *rest)[0]

    def _exchange(self, verb: str, *rest: Any) -> tuple[tuple[Any, ...], Renewed]:
        """Send a request, and answer what is asked back until the reply comes, with what it makes of the arguments.

        If anything else ends the wait, the reply may still come and would be taken for the reply to the next request.
        So the student process is given up.
        """
        if self.depth >= DEEPEST_CALL:
            raise RecursionError("functions of the check and of the student's call each other too deeply")
        link = self._open_link()
        try:
            sent: list[Held] = []
            data = wire.encode((verb, *rest), self.refer, held=sent)
        except WireError as error:
            raise TypeError(f"This cannot be handed to the student's function: {error}. {HAND_OVER}") from None
        seconds = self.limits.cell if verb in TAKES_TIME else min(self.limits.cell, PROMPT_SECONDS)
        if self.depth == 0:
            link.left = self._left(Patience(seconds, self.meter))
        self.depth += 1
        finished = False
        try:
            link.send(data)
            reply = self._reply(
                link, "done" if verb in ("cell", "begin") else "returned", sent if verb in ("call", "act") else []
            )
            finished = True
            return reply
        except DeadlineError:
            self.trouble = True
            raise NoAnswerError(f"No answer within {seconds:g} seconds.") from None
        except LinkBrokenError:
            self.trouble = True
            raise ProcessEndedError(ENDED) from None
        finally:
            self.depth -= 1
            if not finished:
                self.failures += 1
                self.abandon()

    def _left(self, patience: Patience) -> Callable[[], float]:
        """How long to wait for one request, in which the time of the whole notebook can run out too."""
        if not self.counting:
            return patience.left
        return lambda: min(patience.left(), self.patience.left())

    def _reply(self, link: Link, wanted: str, sent: list[Held]) -> tuple[tuple[Any, ...], Renewed]:
        while True:
            held: list[Held] = []
            renewed: Renewed = []
            try:
                data = link.receive()
                replies = data[10:18] == b"returned" or data[10:16] == b"raised"  # what is asked back names nothing
                message = wire.decode(data, self.resolve, sent if replies else (), held, renewed)
            except WireError:
                raise ProcessEndedError(SPOKE_NONSENSE) from None
            verb = message[0] if type(message) is tuple and message and type(message[0]) is str else None
            if verb == "back" and len(message) == 5:
                number, method, *given = message[1:]
                self._answer(link, functools.partial(self._called_back, number, method), held, *given)
            elif verb == "input" and len(message) == 3:
                self._answer(link, self._input, held, *message[1:])
            elif verb == "line" and len(message) == 3:
                self._answer(link, self._line, held, *message[1:])
            elif verb == "kept back" and len(message) == 4:
                self._answer(link, functools.partial(self._kept_back, message[1]), held, *message[2:])
            elif verb in REPLIES[wanted] and len(message) == REPLIES[wanted][verb]:
                return tuple(message), renewed
            else:
                raise ProcessEndedError(SPOKE_NONSENSE)

    def _answer(
        self, link: Link, call: Callable[[Any, Any], Any], held: list[Held], arguments: Any, named: Any
    ) -> None:
        """The student's code calls something of this process."""
        if type(arguments) is not tuple or type(named) is not dict:
            raise ProcessEndedError(SPOKE_NONSENSE)
        # What is plain and cannot change is not looked at again: most calls hand over a number or two.
        fixed = not named and all(type(one) in wire.ATOMS for one in arguments)
        before = b"" if fixed else wire.image(held, self.refer)
        try:
            result = ("returned", call(arguments, named))
            reply = wire.encode((*result, None), self.refer, held)
        except Exception as error:
            result = ("raised", error)
            reply = wire.encode((*result, None), self.refer, held)
        if self.link is not link:
            raise LinkBrokenError  # the student process was given up while it waited for this
        if not fixed and wire.image(held, self.refer) != before:
            reply = wire.encode((*result, (arguments, named)), self.refer, held, renew=True)
        link.send(reply)

    def _called_back(self, number: Any, method: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        thing = self.lent.objects.get(number)
        if thing is None and self.judging and self.lent.was_taken_back(number):
            self.cannot_go_on()
        if thing is None or isinstance(thing, BaseException):
            raise ReferenceError("this function or object belonged to a check that is over")
        if method == "__call__" and isinstance(thing, FUNCTIONS):
            return thing(*arguments, **named)
        if self._is_of_the_notebook(thing) and method in ("__getattr__", "__setattr__") and _is_public(*arguments):
            found = getattr(thing, "__dict__", {}).get(arguments[0])
            if method == "__setattr__":
                return setattr(thing, *arguments)
            if self._is_of_the_notebook(found) or isinstance(found, (Handle, list, tuple, dict, set)):
                return found
        if _is_of_the_test(thing) and method in ATTRIBUTES and _is_public(*arguments):
            return ATTRIBUTES[method](thing, *arguments)
        if method == "__getattr__" and not isinstance(thing, FUNCTIONS):
            return _public_attribute(thing, *arguments)
        if isinstance(thing, FUNCTIONS) or method not in _methods(type(thing)):
            raise AttributeError(f"{type(thing).__name__!r} object has no attribute {str(method)[:100]!r}")
        if method in OPERATORS:  # Python's own way tries both sides, and says what is wrong with them
            return OPERATORS[method](thing, *arguments)
        return getattr(thing, method)(*arguments, **named)

    def _kept_back(self, name: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of a module that is kept back."""
        module, _, function = name.partition(":") if type(name) is str else ("", "", "")
        found = vars(importlib.import_module(module)).get(function) if module in self.kept_back else None
        if not isinstance(found, types.FunctionType) or found.__module__ != module or function.startswith("_"):
            raise AttributeError(f"module {module[:100]!r} has no function {function[:100]!r}")
        self.serving += 1
        try:
            with self.around() if self.called else nullcontext():
                return found(*arguments, **named)
        finally:
            self.serving -= 1

    def _pass_on(self, printed: Any, warned: Any) -> None:
        """Let a check that listens hear what the student's function printed and of what it was warned.

        Nobody else may hear it, because what is printed during a check can hold the check's hidden input.
        """
        room = MOST_PRINTED
        for name, text in _pairs(printed)[:MOST_PRINTED]:
            stream = {"stdout": sys.stdout, "stderr": sys.stderr}.get(name)
            if stream is not None and stream not in self.streams:
                stream.write(text[:room])
            room = max(0, room - len(text))
        for entry in _pairs(warned)[:MOST_WARNINGS]:
            warnings.warn(entry[1][:LONGEST_WARNING], WARNINGS.get(entry[0], UserWarning), stacklevel=2)

    # --- What crosses ------------------------------------------------------------------------------------------------

    def refer(self, value: Any) -> Any:
        """What is sent in place of a value that is not plain data: its number, or a plain relative of it."""
        if isinstance(value, StudentFunction):
            self._bring_up_to_date(value)
            return Reference(False, value._number, "function", {})
        if isinstance(value, Handle):
            self._bring_up_to_date(value)
            return Reference(False, inside(value, "__number__"), "object", {})
        if isinstance(value, type) and vars(value).get("__student__") is not None:
            return self.refer(vars(value)["__student__"])
        if isinstance(value, types.TracebackType):
            return None
        if isinstance(value, BaseException):
            itself = vars(value).get("__itself__")
            if itself is not None and inside(itself, "__generation__") == self.generation:
                return self.refer(itself)
            return Reference(True, self.lent.number_of(value), "error", exceptions.describe(value))
        if isinstance(value, type) and issubclass(value, BaseException):
            return Reference(True, 0, "error class", {"name": exceptions.nearest(value).__name__})
        if isinstance(value, FUNCTIONS):
            about: dict[str, Any]
            name = getattr(value, "__name__", "function")
            about = {"name": str(name), "doc": str(value.__doc__ or "")[:LONGEST_DOC]}
            return Reference(True, self.lent.number_of(value), "function", about)
        for kind in (tuple, list, dict):
            if isinstance(value, kind):
                return kind(value)
        if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
            return np.array(value, dtype=value.dtype.newbyteorder("="))
        builtin = type(value).__module__ == "builtins" and not isinstance(value, Iterator)
        if builtin or isinstance(value, (np.generic, np.ndarray, types.ModuleType)):
            raise WireError(f"a value is of type {type(value).__name__}")
        about = {"type": type(value).__name__, "methods": sorted(_methods(type(value)))}
        kind = type(value)
        about |= {"given": (kind.__module__, kind.__qualname__)} if self._is_of_the_notebook(value) else {}
        about |= {"member": value.name} if isinstance(value, Enum) else {}
        about |= {"open": True} if _is_of_the_test(value) else {}
        return Reference(True, self.lent.number_of(value), "object", about)

    def _is_of_the_notebook(self, value: Any) -> bool:
        """Whether it is an object of a class that the notebook gives to students to use: a node of a tree.

        What can be called is none: a test hands it out to hear what it is called with.
        """
        kind = type(value)
        return self._is_given(kind) and not callable(value)

    def _is_given(self, kind: type) -> bool:
        """Whether a locked cell defines or imports the class, or a module beside the notebook has it."""
        of_module = kind.__module__.split(".")[0] in self.beside and in_module(kind.__module__, kind.__qualname__)
        return of_module is kind or self.own_names().get(kind.__name__) is kind

    def resolve(self, reference: Reference) -> Any:
        """The object that was lent under a number, or a stand-in for a value of the student's."""
        if not reference.ours:
            if reference.number in self.lent.objects:
                return self.lent.objects[reference.number]
            if reference.kind == "error":
                return exceptions.rebuild(reference.about)
            if self.lent.was_taken_back(reference.number):
                return FromBefore(self)
            raise WireError("a message names something that was never lent")
        if reference.kind == "function":
            return self._function(reference)
        if reference.kind == "argument":
            returned = Argument(self)
            returned.place = reference.number
            return returned
        if reference.kind == "opaque":
            return opaque(self, reference.about)
        if reference.kind == "error":
            return self._error(reference)
        if (member := self._member(reference.about)) is not None:
            return member
        self.held |= self.judging
        known = self.handles.get((self.generation, reference.number))
        if known is None:
            known = self._handle(reference)
            self.handles[self.generation, reference.number] = known
            if isinstance(known, Handle) and reference.kind != "class":
                self.given.append((ref(known), reference.number))
        self._note_strange(known)
        return self._waiting(known) if reference.kind == "coroutine" else known

    def _function(self, reference: Reference) -> StudentFunction:
        """What stands for a function: the same as before, if nothing else is told of it."""
        known = self.handles.get((self.generation, reference.number))
        if isinstance(known, StudentFunction) and known._about == reference.about:
            return known
        made = self.handles[self.generation, reference.number] = self._made(reference.number, reference.about)
        return made

    def _made(self, number: int, about: dict[str, Any]) -> StudentFunction:
        function = StudentFunction(self, self.generation, number, about)
        if "line" in about:
            function._shown = Told(about).shown(self.own_names(), self.packages)
        self.given.append((ref(function), number))
        return function

    def _member(self, about: dict[str, Any]) -> Any:
        """The member of a course's own `Enum` that the student process means; None if it means none.

        If this process has not imported the class, it is the number or the text that the member is as well.
        """
        if type(about.get("member")) is not str:
            return None
        kind = next(iter(Told(about).given(self.own_names(), self.beside)), None)
        members = kind.__members__ if kind is not None and issubclass(kind, Enum) else {}
        return members.get(about["member"], about.get("plain"))

    def _error(self, reference: Reference) -> Exception:
        itself = (
            self.resolve(Reference(True, reference.number, "object", reference.about)) if reference.number else None
        )
        raised = Told(reference.about).as_error(self.own_names())
        error = exceptions.rebuild(
            reference.about | {"kind": raised, "itself": itself if isinstance(itself, Handle) else None}
        )
        for name in ("__cause__", "__context__"):
            told = reference.about.get(name)
            if type(told) is dict and type(told.get("at")) is int and 0 <= told["at"] < 2**32:
                setattr(error, name, self._error(Reference(True, told["at"], "error", told)))
        error.__context__ = error.__context__ or error.__cause__
        return error

    def _handle(self, reference: Reference) -> Any:
        about = Told(reference.about)
        if reference.kind == "class":
            error: Any = about.as_error(self.own_names())
            asked = about.is_asked(self.classes, self.written)
            if error is not None and "__student__" in vars(error):
                error.__student__ = self._bare(ClassHandle, reference.number, asked)
            of_classes = class_handle_type(about.protocols, *self._classes_of(about))
            return error or self._bare(of_classes, reference.number, about.name in self.classes)
        kind = handle_type(about.name, about.protocols, self._classes_of(about)[0])
        kind.__class_number__ = (self.generation, about.number)  # type: ignore[attr-defined]
        kind.__given__ = staticmethod(lambda: about.given(self.own_names(), self.beside))
        return self._bare(kind, reference.number, about.is_asked(self.classes, self.written))

    def _classes_of(self, about: Told) -> tuple[Callable[[], type | None], Callable[[], type | None]]:
        """Give the class of this process that is shown as an object's own, and the one that a class is equal to.

        They are looked for again as long as they may be of a module that a test imports later.
        """
        if about.waits_for(self.beside):
            known = self.packages | self.beside
            return lambda: about.shown(self.own_names(), known), lambda: about.same(self.own_names(), known)
        shown, same = (look(self.own_names(), self.packages | self.beside) for look in (about.shown, about.same))
        return lambda: shown, lambda: same

    def _bare(self, kind: type[Handle], number: int, asked: bool) -> Handle:
        made = kind()
        for name, value in (("owner", self), ("generation", self.generation), ("number", number), ("asked", asked)):
            put(made, f"__{name}__", value)
        put(made, "__origin__", ())
        return made

    async def _waiting(self, coroutine: Handle) -> Any:
        return self.act(coroutine, "await", (), {})

    # --- Starting and ending -----------------------------------------------------------------------------------------

    def abandon(self) -> None:
        """Give the student process up. It is ended when the next one is started, or when the notebook is done."""
        # All in one statement, because a test's alarm can ring between two.
        link, self.link, self.generation, self.called = self.link, None, self.generation + 1, False
        if link is not None:
            link.close()

    def _open_link(self) -> Link:
        if self.link is None:
            raise ProcessEndedError(ENDED)
        return self.link

    def _make_sure(self) -> None:
        """Start a student process if there is none, and run again what had been run. It takes no time from a check."""
        if self.link is not None:
            return
        if self.depth:
            raise ProcessEndedError(ENDED)
        ringing = signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            with self.not_counted():
                while self.link is None:
                    self._start()
        finally:
            if ringing[0]:
                signal.setitimer(signal.ITIMER_REAL, *ringing)

    def _start(self) -> None:
        try:
            self.patience.left()
            if self.failures >= MOST_FAILURES:
                raise DeadlineError
            self.link = Link(self.start(self.hidden))
        except DeadlineError:
            self.trouble = True
            raise ProcessEndedError(NO_MORE) from None
        except OSError:
            self.trouble = True
            raise ProcessEndedError(NOT_STARTED) from None
        self.handles.clear()
        self.given.clear()
        self._request("begin", self.files, self.quiet, sorted(self.classes), sorted(self.given_classes))
        for cell in self.played:
            if cell.harmful:
                continue
            try:
                self._request("cell", cell.source)
            except (ProcessEndedError, TimeoutError):
                cell.harmful = True
                return


def _pairs(told: Any) -> list[tuple[str, str]]:
    """The pairs of texts in what the student process tells."""
    pairs = told if type(told) is list else []
    return [one for one in pairs if type(one) is tuple and tuple(map(type, one)) == (str, str)]


def _place(handle: Handle) -> tuple[int, int]:
    return inside(handle, "__generation__"), inside(handle, "__number__")


def _of_error(value: Any) -> Any:
    """The handle of a student's class of exceptions, for which a class of this process stands; else the value."""
    return vars(value).get("__student__") if type(value) is exceptions.ErrorClass else value


def _taken_over(told: Any) -> Exception:
    """What to raise where the student's code has raised an error: one of this process, or what is told of another."""
    if isinstance(told, Exception) and not isinstance(told, exceptions.NOT_TAKEN_OVER):
        return told
    return exceptions.rebuild(told if type(told) is dict else {})


def _methods(kind: type) -> frozenset[str]:
    """The methods of a lent object of that class which the student's code may call."""
    public = {name for name in dir(kind) if not name.startswith("_") and callable(getattr(kind, name))}
    special = {name for name in SPECIAL_METHODS if any(name in vars(one) for one in kind.__mro__ if one is not object)}
    return frozenset(public | special)


def _is_of_the_test(thing: Any) -> bool:
    """Whether it is an object of a class that a test itself defines: an answer reads and sets what it likes in it."""
    return type(thing).__module__ == "__main__" and hasattr(thing, "__dict__") and not isinstance(thing, FUNCTIONS)


def _doubt_of(thing: Handle | StudentFunction, name: str) -> str:
    """What a function that this one hands out may be doubted for: the type of an object that the test has not asked.

    The methods that a class of the course's own has are not doubted.
    """
    if isinstance(thing, StudentFunction):
        return thing._doubtful
    known = inside(thing, "__asked__") or isinstance(of_the_course(thing, name), types.FunctionType)
    return "" if known else type(thing).__name__


def _is_public(name: Any = None, *_others: Any) -> bool:
    return type(name) is str and not name.startswith("__")


def _public_attribute(thing: Any, name: Any = None) -> Any:
    """A lent object's attribute, if it is a plain value or a function. Others could lead further into the check."""
    refusal = AttributeError(f"{type(thing).__name__!r} object has no attribute {str(name)[:100]!r}")
    if type(name) is not str or name.startswith("_"):
        raise refusal
    value = getattr(thing, name)
    if isinstance(value, FUNCTIONS):
        return value
    try:
        wire.encode(value)
    except WireError:
        raise refusal from None
    return value
