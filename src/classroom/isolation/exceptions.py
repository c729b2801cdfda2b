"""Exceptions that cross the link: described as plain data by the process that raised them, built anew by the other.

A builtin exception keeps its type and its arguments. Any other becomes a subclass of the nearest builtin one, made for
the occasion, that has its name and its text.
"""

import builtins
import traceback
from types import TracebackType
from typing import Any

from classroom.isolation.handles import inside
from classroom.isolation.outputs import REASONS

LONGEST_TEXT = 2_000
LONGEST_NAME = 100
MOST_FRAMES = 20

# These end a process, a generator or a loop: coming from a student's function, they are errors like others.
NOT_TAKEN_OVER = (StopIteration, StopAsyncIteration, BaseExceptionGroup)

EVERY: dict[str, type[BaseException]] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException) and not issubclass(value, BaseExceptionGroup)
}
"""What the student process may be given: a test can throw any of these into a generator of the student's."""
BUILTIN: dict[str, type[Exception]] = {
    name: value
    for name, value in EVERY.items()
    if issubclass(value, Exception) and not issubclass(value, NOT_TAKEN_OVER)
}
"""What the trusted process takes."""
PLAIN = (str, int, float, bool, type(None))
ENDS: dict[Any, type[BaseException]] = {"StopIteration": StopIteration, "SystemExit": SystemExit}
"""Taken over only where a test waits for them: then they are `__ends__` of what is raised otherwise."""
CARRIED: dict[type[BaseException], tuple[str, ...]] = {
    OSError: ("errno", "strerror", "filename", "filename2"),
    ImportError: ("name", "path"),
    NameError: ("name",),
    AttributeError: ("name",),
    StopIteration: ("value",),
    SystemExit: ("code",),
}
"""What Python's own exceptions have beside their arguments."""


def describe(error: BaseException, own_files: tuple[str, ...] = ()) -> dict[str, Any]:
    """The exception as plain data. With `own_files`, the files of this package, it tells of all other frames.

    Without, it tells nothing of where it was raised: so a student's code may see one of the trusted process.
    """
    arguments = [a[:LONGEST_TEXT] if type(a) is str else a for a in error.args if type(a) in PLAIN]
    return {
        "name": type(error).__name__[:LONGEST_NAME],
        "base": nearest(type(error)).__name__,
        "arguments": arguments if len(arguments) == len(error.args) else None,
        "text": _text(error),
        "more": {name: one for name in _carried(error) if _is_plain(one := getattr(error, name)) and one is not None},
        "frames": _frames(error.__traceback__, own_files) if own_files else [],
    }


def nearest(kind: type[BaseException]) -> type[BaseException]:
    """The first of Python's own exceptions that a class inherits from, or is."""
    return next(one for one in kind.__mro__ if one is EVERY.get(one.__name__))


def taken(about: dict[str, Any]) -> BaseException:
    """The exception that the trusted process has handed to the student's code."""
    base, arguments = EVERY[about["base"]], about["arguments"]
    try:
        error: BaseException = base(*([about["text"]] if arguments is None else arguments))
    except Exception:  # UnicodeDecodeError, for one, is particular about its arguments
        return rebuild(about)
    if about["name"] != base.__name__ and issubclass(base, Exception):
        error = _named(about["name"], base)(about["text"])
        error.args = error.args if arguments is None else tuple(arguments)
    return error


def rebuild(about: dict[str, Any]) -> Exception:
    """The exception that `about` describes. Nothing in it is trusted: what does not fit is replaced.

    Its attribute `__frames__` is a list of traceback.FrameSummary: where it was raised, innermost last. A check that
    looks at `__traceback__` for that finds only its own call there. Of a class of the student's, `kind` is the one that
    stands for it here, and `itself` is the handle that is asked for its attributes.
    """
    name, text = _plain_text(about.get("name"), LONGEST_NAME), _plain_text(about.get("text"), LONGEST_TEXT)
    base = BUILTIN.get(_plain_text(about.get("base"), LONGEST_NAME), RuntimeError)
    kind, arguments = about.get("kind"), about.get("arguments")
    known = isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, NOT_TAKEN_OVER)
    if known and about.get("itself") is not None:
        return _of_kind(kind, name, text, arguments, about)  # type: ignore[arg-type]
    error: Exception | None = None
    if base.__name__ == name and type(arguments) is list and all(type(a) in PLAIN for a in arguments):
        try:
            error = base(*arguments)
        except Exception:  # UnicodeDecodeError, for one, is particular about its arguments
            error = None
    if error is None:
        error = _named(name, base)(text)
    ends = ENDS.get(about.get("base")) if about.get("base") == name else None
    if ends is not None:
        given = arguments if type(arguments) is list and all(type(a) in PLAIN for a in arguments) else []
        error.__ends__ = _carrying(ends(*given), about)  # type: ignore[attr-defined]
    return _carrying(error, about)  # type: ignore[no-any-return]


def _carrying(error: Any, about: dict[str, Any]) -> Any:
    """The same exception, with what else is told of it."""
    more: Any = about.get("more")
    for name in _carried(error) if type(more) is dict else ():
        if more.get(name) is not None and _is_plain(more[name]):
            BaseException.__setattr__(error, name, more[name])
    error.__frames__ = _summaries(about.get("frames"))
    return error


def _carried(error: BaseException) -> list[str]:
    return [name for kind, names in CARRIED.items() if isinstance(error, kind) for name in names]


def _is_plain(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    return type(value) in PLAIN


def _of_kind(kind: type[Exception], name: str, text: str, arguments: Any, about: dict[str, Any]) -> Exception:
    """An exception of that class, made without calling what the class does then."""
    shown = name if name.isidentifier() and name not in REASONS else kind.__name__
    stands_in = "__student__" in vars(kind)
    made = kind if stands_in else type(shown, (kind,), STAND_IN | {"__module__": kind.__module__})
    error: Exception = nearest(kind).__new__(made)
    vars(error).update(__text__=text, __itself__=about["itself"])
    plain = type(arguments) is list and all(type(a) in PLAIN for a in arguments)
    error.args = tuple(arguments) if plain else (text,)
    return _carrying(error, about)  # type: ignore[no-any-return]


def _nothing(self: Any, *_arguments: Any, **_named: Any) -> None:
    """Stands in for what the student's class does when an exception is made."""


def _told_text(self: Any) -> str:
    return str(vars(self)["__text__"]) if "__text__" in vars(self) else BaseException.__str__(self)


def _asked(self: Any, name: str) -> Any:
    itself = vars(self).get("__itself__")
    if itself is None or name.startswith("__"):
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    return getattr(itself, name)


def _made(cls: Any, *arguments: Any, **named: Any) -> Any:
    """A test makes an exception of a student's class: it is made where the class is."""
    student = vars(cls).get("__student__")
    return nearest(cls).__new__(cls, *arguments) if student is None else student(*arguments, **named)


def _set(self: Any, name: str, value: Any) -> None:
    """A test sets an attribute: the object has it, so that its methods find it."""
    itself = vars(self).get("__itself__")
    if itself is None or name == "args" or name.startswith("__"):
        BaseException.__setattr__(self, name, value)
    else:
        setattr(itself, name, value)


def _equal(self: Any, other: Any) -> Any:
    """What the student's class says, if the course asks for it: any other may say yes to everything."""
    itself = vars(self).get("__itself__")
    if itself is None or not inside(itself, "__asked__"):
        return self is other
    return itself == (vars(other).get("__itself__", other) if isinstance(other, Exception) else other)


def _hashed(self: Any) -> int:
    itself = vars(self).get("__itself__")
    return hash(itself) if itself is not None and inside(itself, "__asked__") else object.__hash__(self)


class ErrorClass(type):
    """The type of the classes that stand for a student's: what they have themselves, that one is asked for."""

    def __getattr__(cls, name: str) -> Any:
        student = next((vars(one)["__student__"] for one in cls.__mro__ if "__student__" in vars(one)), None)
        if student is None or name.startswith("_"):
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        return getattr(student, name)

    @property
    def __doc__(cls) -> Any:  # type: ignore[override]
        student = vars(cls).get("__student__")
        return vars(cls).get("__doc__") if student is None else student.__doc__

    @property
    def __signature__(cls) -> Any:
        student = vars(cls).get("__student__")
        if student is None:
            raise AttributeError("__signature__")
        return student.__signature__


STAND_IN: dict[str, Any] = {
    **{"__init__": _nothing, "__str__": _told_text, "__getattr__": _asked, "__setattr__": _set},
    **{"__eq__": _equal, "__hash__": _hashed},
}
"""What a class has here whose exceptions are in the student process."""


def stand_in(name: str, base: type[Exception], module: str) -> type[Exception]:
    """The class that stands here for a student's. Its `__student__` is the handle of that, once it is known."""
    made: Any = ErrorClass(name, (base,), STAND_IN | {"__new__": _made, "__student__": None, "__module__": module})
    return made  # type: ignore[no-any-return]


def _named(name: str, base: type[Exception]) -> type[Exception]:
    """A subclass of `base` with that name, whose text is its only argument."""

    def make(cls: type[Exception], text: str) -> Exception:
        error = Exception.__new__(cls, text) if base is Exception else base.__new__(cls)
        error.args = (text,)
        error.__text__ = text  # type: ignore[attr-defined]
        return error

    body = {"__new__": make, "__init__": lambda self, text: None, "__str__": lambda self: self.__text__}
    fits = name.isidentifier() and name not in REASONS
    return type(name if fits else base.__name__, (base,), body)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:LONGEST_TEXT]
    except Exception:
        return ""


def _plain_text(value: Any, longest: int) -> str:
    return value[:longest] if type(value) is str else ""


def _frames(trace: TracebackType | None, own_files: tuple[str, ...]) -> list[tuple[str, int, str, str]]:
    summaries = [frame for frame in traceback.extract_tb(trace) if frame.filename not in own_files]
    return [
        (frame.filename[:LONGEST_TEXT], frame.lineno or 0, frame.name[:LONGEST_NAME], (frame.line or "")[:LONGEST_TEXT])
        for frame in summaries[-MOST_FRAMES:]
    ]


def _summaries(frames: Any) -> list[traceback.FrameSummary]:
    if type(frames) is not list:
        return []
    return [
        traceback.FrameSummary(frame[0], frame[1], frame[2], lookup_line=False, line=frame[3])
        for frame in frames[-MOST_FRAMES:]
        if type(frame) is tuple and tuple(map(type, frame)) == (str, int, str, str)
    ]
