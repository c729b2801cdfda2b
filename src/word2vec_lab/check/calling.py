"""Calls a student's function safely: whatever it does, the check goes on and can say what happened.

One call gives one `Call`: the value, or why there is none; the warnings it caused, what it printed, and which of
its arguments it changed. Nothing reaches the cell's error stream, where nbgrader would take every point for it.
"""

import contextlib
import copy
import ctypes
import io
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import numpy as np

from word2vec_lab.score import Finding, Outcome

SECONDS = 5.0
"""How long one call may take. The inputs are small: right answers need milliseconds."""


class TooSlowError(BaseException):
    """Raised inside a call that has used up its time; not an `Exception`, so that `except Exception` lets it by."""


@dataclass(frozen=True)
class Call:
    """What one call of a student's function did."""

    value: Any = None
    outcome: Outcome = Outcome.PASSED
    finding: Finding | None = None
    warned: tuple[str, ...] = ()
    printed: str = ""
    changed: tuple[int, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether the function returned at all."""
        return self.outcome is Outcome.PASSED


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` in this thread once `seconds` have passed.

    Where there is an alarm signal it interrupts even a sleep. Elsewhere (Windows, or a thread that is not the
    main one) the interpreter is asked to raise at the next bytecode.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():

        def on_alarm(signum: int, frame: FrameType | None) -> None:
            raise TooSlowError

        before = signal.signal(signal.SIGALRM, on_alarm)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return

    here = ctypes.c_ulong(threading.get_ident())
    over = threading.Event()
    lock = threading.Lock()

    def on_time() -> None:
        # Asking a thread that has left to raise would signal the interpreter for nothing, and for ever.
        with lock:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(here, ctypes.py_object(TooSlowError))

    timer = threading.Timer(seconds, on_time)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over.set()


def _same(before: object, after: object) -> bool:
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        return before.shape == after.shape and np.array_equal(before, after, equal_nan=True)
    if isinstance(before, (int, float, str, list, tuple, dict)):
        return bool(before == after)
    return True


def _line_of(error: BaseException, function: Callable[..., Any]) -> str:
    """The last line of the student's own code that the error passed through, as 'line 7: …'."""
    code = getattr(function, "__code__", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]
    if not frames:
        return ""
    last = frames[-1]
    return f"line {last.lineno} of the cell: {last.line}" if last.line else f"line {last.lineno} of the cell"


def _raised(error: BaseException, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Finding:
    name = getattr(function, "__name__", "your function")
    shapes = ", ".join(
        f"{getattr(a, 'shape', None) or a!r}" if isinstance(a, (np.ndarray, int, float)) else type(a).__name__
        for a in arguments
    )
    example = "\n".join(line for line in (_line_of(error, function), f"{type(error).__name__}: {error}") if line)
    return Finding(
        "wrong",
        "raised",
        f"{name} raised {type(error).__name__}",
        says=f"Arrays are shown by their shape. It was called with: {shapes}.",
        asks=_question_about(error),
        example=example,
    )


def _question_about(error: BaseException) -> str:
    if isinstance(error, ValueError):
        return "Write the shape of every intermediate result beside its line: where do they stop fitting?"
    if isinstance(error, IndexError):
        return "Which of your indices is too large, or is not a whole number?"
    if isinstance(error, NameError):
        return "Is that name spelt as where it was defined? Did you run the cell that defines it?"
    return "Which value, at that line, is not what you took it to be?"


def call(function: Any, *arguments: Any) -> Call:
    """Call `function` on copies of `arguments` and tell everything that happened.

    A `KeyboardInterrupt` is let through: the person at the keyboard wants out.
    """
    if not callable(function):
        return Call(
            outcome=Outcome.FAILED,
            finding=Finding(
                "wrong",
                "not-a-function",
                f"This is {type(function).__name__}, not a function",
                says="The check calls your function itself.",
                asks="Did you pass the function's name without parentheses?",
            ),
        )
    given = copy.deepcopy(arguments)
    printed = io.StringIO()
    value, outcome, finding = None, Outcome.PASSED, None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
                time_limit(SECONDS),
            ):
                value = function(*given)
        except NotImplementedError as error:
            # The innermost function is the one still to do: the one called may only pass its arguments on.
            name = traceback.extract_tb(error.__traceback__)[-1].name
            outcome = Outcome.NOT_ATTEMPTED
            finding = Finding(
                "advice",
                "not-attempted",
                f"{name} is not written yet",
                says="Put your answer in place of the line raise NotImplementedError(), run that cell, then this one.",
            )
        except TooSlowError:
            outcome = Outcome.TOO_SLOW
            finding = Finding(
                "wrong",
                "too-slow",
                f"No answer after {SECONDS:g} seconds",
                says="The inputs of this check are tiny; a finished answer takes milliseconds.",
                asks="Is there a loop that never reaches its end?",
            )
        except (Exception, SystemExit) as error:
            outcome, finding = Outcome.RAISED, _raised(error, function, given)
    changed = tuple(i for i, (a, b) in enumerate(zip(arguments, given, strict=True)) if not _same(a, b))
    return Call(
        value,
        outcome,
        finding,
        tuple(dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)),
        printed.getvalue(),
        changed,
    )


def call_each(function: Any, argument_lists: Iterable[tuple[Any, ...]]) -> list[Call]:
    """Call `function` on one list of arguments after another, up to the first call that returns no value."""
    calls = []
    for arguments in argument_lists:
        calls.append(call(function, *arguments))
        if not calls[-1].ok:
            break
    return calls


def remarks(calls: list[Call]) -> list[Finding]:
    """Advice that costs nothing: warnings and prints, once each however many calls caused them."""
    found = []
    warned = list(dict.fromkeys(w for c in calls for w in c.warned))
    if warned:
        found.append(
            Finding(
                "advice",
                "warned",
                "Your code caused a warning",
                says="It costs no points, but a warning is NumPy telling you that a number went out of range.",
                asks="For which input does that happen, and would the next line still be right?",
                example="\n".join(warned[:3]),
            )
        )
    printed = next((c.printed for c in calls if c.printed.strip()), "")
    if printed:
        found.append(
            Finding(
                "advice",
                "printed",
                "Your function prints",
                says="That is fine while you look for an error. In training it would print millions of lines.",
                example="\n".join(printed.splitlines()[:3])[:200],
            )
        )
    return found
