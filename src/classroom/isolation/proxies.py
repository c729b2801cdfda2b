"""What the trusted process holds in place of the student's functions and values.

A `StudentFunction` is called like the function itself. Beyond that it has these, which a check may use without knowing
this package:

- `function.__there__("module:function", *arguments)` calls a function in the student process.
  Its module belongs to one of the packages that the setting `IsolatedExecute.tools` names, and is a copy that was
  loaded before that code. Use it for what can only be done or measured there. The result is the student's word: it
  may decide little.
- `function.__processor_time__()` gives the seconds of processor time that the student's code has used so far. It is
  read from outside, and what is run again for reasons of grading is not in it.
- `function.__ask_a_person__("why")` has a person look at this item, whatever its points, with that sentence below it.
  Use it where two measurements disagree, one of which the student's code could reach.
- `function.__start_anew__()` goes on with a new student process, in which the cells have been run and which knows of no
  call. Use it where nothing may be remembered; what a tool has left in the process before is gone as well.
- an exception that it raises has an attribute `__frames__`: a list of traceback.FrameSummary, innermost last.
"""

from types import FunctionType, MethodType, SimpleNamespace
from typing import Any, Protocol

from classroom.isolation.handles import LONGEST_NAME, SIMPLE, CannotJudgeError, signature_told

LONGEST_DOC = 5_000
CARRIED = ("__isabstractmethod__", "__closure__", "__wrapped__", "__self__", "__func__")
"""What a function may be asked for, of all names that begin like these."""


class Caller(Protocol):
    """Whoever can talk to the student process: the session."""

    def call(self, function: "StudentFunction", arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call the student's function."""

    def act(self, handle: Any, what: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have an object of the student's answer."""

    def cannot_judge(self, did: str, kind: str, instead: str) -> CannotJudgeError:
        """Note that something cannot be judged, and give what to raise."""

    def cannot_go_on(self) -> CannotJudgeError:
        """Note that something is asked for that a test before has lent, and give what to raise."""

    def there(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of one of the tools in the student process."""

    def processor_time(self) -> float:
        """Seconds of processor time that the student's code has used so far."""

    def ask_a_person(self, why: str) -> None:
        """Have a person look at the item that is being checked."""

    def start_anew(self, function: "StudentFunction") -> None:
        """Go on with a new student process, and look the function up in it."""


class StudentFunction:
    """A function of the student's. Calling it has it called in the student process."""

    def __init__(self, caller: Caller, generation: int, number: int, about: dict[str, Any]) -> None:
        name = _text(about.get("name")) or "function"
        self._caller, self._generation, self._number, self._about = caller, generation, number, about
        self._origin: tuple[Any, ...] = ()
        self._doubtful = ""
        self._steps = False
        self._is_object = about.get("object") is True
        self._shown: type | None = None
        self._is_method = about.get("method") is True
        self.__name__ = name
        self.__qualname__ = _text(about.get("qualname")) or name
        self.__module__ = _text(about.get("module"))
        self.__doc__ = _text(about.get("doc"), LONGEST_DOC) or None
        self.__code__ = SimpleNamespace(
            **_code(about.get("code")), co_filename=_text(about.get("file"), 1000), co_name=name
        )
        signature = signature_told(about.get("parameters"))
        if signature is not None:
            self.__signature__ = signature
            optional = [one for one in signature.parameters.values() if one.default is not one.empty]
            self.__defaults__ = tuple(one.default for one in optional if one.kind is not one.KEYWORD_ONLY) or None
            self.__kwdefaults__ = {one.name: one.default for one in optional if one.kind is one.KEYWORD_ONLY} or None

    @property  # type: ignore[misc]  # what isinstance and inspect are to find
    def __class__(self) -> Any:
        if self._is_method:
            return MethodType
        if self._shown is not None:
            return self._shown
        return FunctionType if hasattr(self.__code__, "co_flags") else StudentFunction

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call the function in the student process."""
        return self._caller.call(self, arguments, named)

    def __there__(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Call the function `name`, written "module:function", in the student process."""
        return self._caller.there(name, arguments, named)

    def __processor_time__(self) -> float:
        """Seconds of processor time that the student's code has used so far."""
        return self._caller.processor_time()

    def __ask_a_person__(self, why: str) -> None:
        """Have a person look at the item that is being checked."""
        self._caller.ask_a_person(why)

    def __start_anew__(self) -> None:
        """Go on with a new student process, which knows of no call."""
        self._caller.start_anew(self)

    def __eq__(self, other: Any) -> bool:
        if self._is_object and other is not self and other is not None:
            raise self._caller.cannot_judge("compared", self.__name__, "what it returns when it is called")
        return other is self

    def __ne__(self, other: Any) -> bool:
        return not self == other

    __hash__ = object.__hash__

    def __deepcopy__(self, _memo: dict[int, Any]) -> "StudentFunction":
        return self

    def __getattr__(self, name: str) -> Any:
        """What the function carries: counters, a cache, what it has closed over."""
        if name.startswith("_") and name not in CARRIED:
            raise AttributeError(f"'function' object has no attribute {name!r}")
        return self._caller.act(self, "getattr", (name,), {})

    def __setattr__(self, name: str, value: Any) -> None:
        """Set what the function carries: a test sets a counter back."""
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self._caller.act(self, "setattr", (name, value), {})

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


class Opaque:
    """A value of the student's that is too large or too deep to be asked for. Only the name of its type is known."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _judged(self, *_others: Any, **_named: Any) -> Any:
        raise self._why()

    def _why(self) -> CannotJudgeError:
        return self._caller.cannot_judge("looked into", type(self).__name__, "a part of it, which a function returns")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __len__ = __iter__ = __contains__ = _judged
    __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _judged
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class FromBefore(Opaque):
    """What a test before this one has lent to the student's code, which has kept it. It has been taken back since."""

    def _why(self) -> CannotJudgeError:
        return self._caller.cannot_go_on()

    __call__ = __getattr__ = Opaque._judged


class Argument(Opaque):
    """An argument of a call that has come back. Whoever called has the thing itself."""

    place = 0


def opaque(caller: Caller, about: dict[str, Any]) -> Opaque:
    """A stand-in whose type has the name of the student's type, so that a message can say what was returned."""
    name = _text(about.get("type"))
    made: Opaque = type(name if name.isidentifier() else "value", (Opaque,), {})(caller)
    return made


def _code(told: Any) -> dict[str, Any]:
    """What the student process tells of a function's code: numbers, and tuples of plain values."""
    found: dict[str, Any] = {}
    for name, one in told.items() if type(told) is dict else ():
        plain = type(one) is int or (type(one) is tuple and all(type(part) in SIMPLE for part in one))
        if type(name) is str and name.startswith("co_") and plain:
            found[name] = one
    return found


def _text(value: Any, longest: int = LONGEST_NAME) -> str:
    return value[:longest] if type(value) is str else ""
