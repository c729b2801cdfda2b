"""Calls a student's function safely: whatever it does, the check goes on and can say what happened.

One call gives one `Call`: the value, or why there is none; the warnings it caused, what it printed, and which of
its arguments it changed. Nothing reaches the cell's error stream, where nbgrader would take every point for it.
"""

import contextlib
import copy
import inspect
import io
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import numpy as np

from word2vec_lab.check.judging.there import frames, processor_time
from word2vec_lab.check.judging.time_limit import TimeLimit, TooSlowError
from word2vec_lab.check.score import Finding, Outcome
from word2vec_lab.items import autograded
from word2vec_lab.measure.guard import MeasuredError, answering

SECONDS = 5.0
"""Processor time that one check gives a student's function, all calls together. The inputs are small."""

PRINTED = 2_000
"""How many characters of what a function prints are kept."""


class Printed(io.StringIO):
    """The beginning of what a function printed. It stays open even if the function closes it."""

    def write(self, text: str) -> int:
        """Keep the text as long as there is room."""
        super().write(text[: max(0, PRINTED - self.tell())])
        return len(text)

    def close(self) -> None:
        """Stay open."""


@dataclass(frozen=True)
class Call:
    """What one call of a student's function did. `warned`: category and text of each warning."""

    value: Any = None
    outcome: Outcome = Outcome.PASSED
    finding: Finding | None = None
    warned: tuple[tuple[type[Warning], str], ...] = ()
    printed: str = ""
    changed: tuple[int, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether the function returned at all."""
        return self.outcome is Outcome.PASSED


@contextlib.contextmanager
def _streams_into(printed: Printed) -> Iterator[None]:
    """Send all that is printed to `printed`: by name, through a saved stream, or by a logging handler."""
    with contextlib.ExitStack() as stack:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(AttributeError):
                stack.enter_context(mock.patch.object(stream, "write", printed.write))
        loggers = [logging.root, *logging.root.manager.loggerDict.values()]
        for logger in loggers:
            for handler in getattr(logger, "handlers", ()):
                if isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler):
                    stack.callback(handler.setStream, handler.stream)
                    handler.setStream(printed)
        stack.enter_context(contextlib.redirect_stdout(printed))
        stack.enter_context(contextlib.redirect_stderr(printed))
        yield


@contextlib.contextmanager
def contained(limit: TimeLimit, printed: Printed) -> Iterator[list[warnings.WarningMessage]]:
    """Run a student's code here: its output goes to `printed`, its warnings to the list, its settings stay inside.

    Underflow to zero is what a stable softmax does on purpose, so it is not reported.
    """
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        with _streams_into(printed), limit.running():
            yield caught


def settled(value: Any) -> Any:
    """The value as it is now: an array that the function keeps and overwrites later must not change under our eyes."""
    if isinstance(value, np.ndarray):
        return np.array(value, subok=True)
    if type(value) in (tuple, list):
        return type(value)(settled(part) for part in value)
    return value


def _same(before: object, after: object) -> bool:
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        return before.shape == after.shape and np.array_equal(before, after, equal_nan=True)
    if isinstance(before, (int, float, str, list, tuple, dict)):
        return bool(before == after)
    return True


def _line_of(error: BaseException, function: Callable[..., Any]) -> str:
    """The last line of the student's own code that the error passed through, as 'line 7: …'."""
    code = getattr(function, "__code__", None)
    own = [frame for frame in frames(error) if code and frame.filename == code.co_filename]
    if not own:
        return ""
    last = own[-1]
    return f"line {last.lineno} of the cell: {last.line}" if last.line else f"line {last.lineno} of the cell"


LOCALS = re.compile(r"[\w.]+\.<locals>\.")
"""How Python names the place of a function within another, which is the check's own affair."""


def _text_of(error: BaseException) -> str:
    try:
        text = LOCALS.sub("", str(error)[:500])
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


Question = tuple[type[BaseException] | tuple[type[BaseException], ...], str, str]
"""A kind of error, what its text holds, and what is asked about it."""

QUESTIONS: list[Question] = [
    (ValueError, r"truth value", "A condition must be a single yes or no. Which one compares a whole array?"),
    (
        Exception,
        r"setting an array element with a sequence|only (length-1|size-1|0-dimensional) arrays|"
        r"can only convert an array of size 1|inhomogeneous",
        "One number belongs there, and it gets an array. What shape has it, and which sum or index is missing?",
    ),
    (
        ValueError,
        r"shape|broadcast|dimension|align|mismatch|size",
        "Write the shape of every intermediate result beside its line: where do they stop fitting?",
    ),
    (ValueError, r"unpack", "How many values stand on the left, and how many come from the right?"),
    (ValueError, r"", "Which value, at that line, is not what you took it to be?"),
    (
        (TypeError, IndexError),
        r"not subscriptable|invalid index to scalar|too many indices",
        "That has fewer axes than you index; a single number has none. What did you take it for?",
    ),
    (IndexError, r"", "Which of your indices is too large, or is not a whole number?"),
    (KeyError, r"", "Which keys has that dictionary? Print one of them beside the one that you ask for."),
    (UnboundLocalError, r"", "That name gets its first value further down. What is it before, in the first round?"),
    (NameError, r"", "Is that name spelt as where it was defined? Did you run the cell that defines it?"),
    (
        TypeError,
        r"not callable",
        "What stands before the brackets is no function. Is a sign missing, or a name used twice?",
    ),
    (TypeError, r"NoneType", "Something is None there. Which function, or which line, was to give it a value?"),
    (
        TypeError,
        r"not iterable|len\(\)|unsized",
        "A single number stands where several are expected. Where does it come from?",
    ),
    (TypeError, r"unsupported operand|only concatenate", "Of which types are the two sides? Print type(…) of each."),
    (AttributeError, r"", "Of which type is that object? Print type(…) of it, and see what it can do."),
    (ZeroDivisionError, r"", "For which input is the denominator zero?"),
    (RecursionError, r"", "Your function calls itself. Which call should go to another one?"),
    (AssertionError, r"", "What does the line of your own assert say about that input?"),
]

ARGUMENTS = re.compile(r"([\w.]+)\(\) (?:missing|takes|got)\b")
"""How an error speaks of a call whose arguments do not fit."""


GIVEN = {"softmax": "1_softmax", "getNegativeSamples": "3_negative_sampling"}
"""Functions that a notebook gives, and which one."""


def _question_about(error: BaseException, function: Callable[..., Any]) -> str:
    if type(error).__name__ == MeasuredError.__name__:  # an error from another process has another class of that name
        return "Which formula gives these numbers without measuring?"
    text = _text_of(error)
    call = ARGUMENTS.search(text)
    if isinstance(error, TypeError) and call:
        called = call[1].rpartition(".")[2].removesuffix("_dispatcher").strip("_")
        if called == getattr(function, "__name__", ""):
            return "How many arguments does the def line take, and in which order?"
        return f"It is about your call of {called}, not about your own def line. Which arguments does {called} take?"
    if isinstance(error, NameError) and (elsewhere := _of_another_notebook(text, function)):
        return elsewhere
    fitting = (asks for kind, held, asks in QUESTIONS if isinstance(error, kind) and re.search(held, text))
    return next(fitting, "Which value, at that line, is not what you took it to be?")


def _of_another_notebook(text: str, function: Callable[..., Any]) -> str:
    """What is said of a name that is missing here because it is written in another notebook."""
    written = {item.check: item.notebook for item in autograded()}
    found = re.search(r"name '(\w+)' is not defined", text)
    name = found[1] if found else ""
    home = written.get(name) or GIVEN.get(name)
    if not home or home == written.get(getattr(function, "__name__", "")):
        return ""
    fetch = f'`student.mine("{name}")` fetches yours' if name in written else "copy its cell if you need it here"
    return f"{name} stands in notebook {home}, and names do not travel from one notebook to another: {fetch}."


def _raised(error: BaseException, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Finding:
    name = getattr(function, "__name__", "your function")
    return Finding(
        "wrong",
        "raised",
        f"{name} raised {type(error).__name__}",
        says=f"It was called with {', '.join(_called_with(function, arguments))}.",
        asks=_question_about(error, function),
        example="\n".join(line for line in (_line_of(error, function), _text_of(error)) if line),
    )


def _called_with(function: Callable[..., Any], arguments: tuple[Any, ...]) -> list[str]:
    """Each argument by its name in the function, arrays by their shapes."""
    try:
        names = list(inspect.signature(function).bind(*arguments).arguments)
    except (TypeError, ValueError):
        names = []
    said = []
    for k, argument in enumerate(arguments):
        array = isinstance(argument, np.ndarray)
        what = (
            f"of shape {argument.shape}"
            if array
            else f"= {argument!r}"
            if isinstance(argument, (int, float, str))
            else ""
        )
        name = names[k] if len(names) == len(arguments) else ("an array" if array else "")
        said.append(f"{name} {what}".strip().removeprefix("= ") or type(argument).__name__)
    return said


def _too_slow(limit: TimeLimit) -> Finding:
    return Finding(
        "wrong",
        "too-slow",
        f"No answer after {limit}",
        says="The inputs of this check are tiny; a finished answer takes milliseconds.",
        asks="Is there a loop that never reaches its end?",
    )


def _not_attempted(error: BaseException) -> Finding:
    # The innermost function is the one still to do: the one called may only pass its arguments on.
    name = next((frame.name for frame in reversed(frames(error))), "your function")
    return Finding(
        "advice",
        "not-attempted",
        f"{name} is not written yet",
        says="Put your answer in place of the line raise NotImplementedError(), run that cell, then this one.",
    )


def time_for(function: Any) -> TimeLimit:
    """The time that one check gives this function."""
    return TimeLimit(SECONDS, lambda: processor_time(function))


def call(function: Any, *arguments: Any, limit: TimeLimit | None = None, by: Callable[..., Any] | None = None) -> Call:
    """Call `function` on copies of `arguments` and tell everything that happened.

    `by`, if given, is called in its place: another way to reach the same function. A `KeyboardInterrupt` is let
    through: the person at the keyboard wants out.
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
    printed = Printed()
    limit = limit or time_for(function)
    value, outcome, finding = None, Outcome.PASSED, None
    caught: list[warnings.WarningMessage] = []
    try:
        with answering(), contained(limit, printed) as caught:
            value = settled((by or function)(*given))
    except KeyboardInterrupt:
        raise
    except NotImplementedError as error:
        outcome, finding = Outcome.NOT_ATTEMPTED, _not_attempted(error)
    except TooSlowError:
        outcome, finding = Outcome.TOO_SLOW, _too_slow(limit)
    except BaseException as error:
        outcome, finding = Outcome.RAISED, _raised(error, function, arguments)
    changed = tuple(i for i, (a, b) in enumerate(zip(arguments, given, strict=True)) if not _same(a, b))
    warned = tuple(dict.fromkeys((w.category, str(w.message)) for w in caught))
    return Call(value, outcome, finding, warned, printed.getvalue(), changed)


def call_each(function: Any, argument_lists: Iterable[tuple[Any, ...]], stop: bool = True) -> list[Call]:
    """Call `function` on one list of arguments after another; all calls share one time limit.

    It ends after the first call that returns no value, or with `stop=False` after the first that is too slow.
    """
    calls: list[Call] = []
    limit = time_for(function)
    for arguments in argument_lists:
        calls.append(call(function, *arguments, limit=limit))
        if calls[-1].outcome is Outcome.TOO_SLOW or (stop and not calls[-1].ok):
            break
    return calls


def remarks(calls: list[Call]) -> list[Finding]:
    """Advice that costs nothing: warnings and prints, once each however many calls caused them."""
    found = []
    warned = dict.fromkeys(w for c in calls for w in c.warned if not _is_about_age(w[0]))
    if warned:
        numeric = all(issubclass(category, RuntimeWarning) for category, _ in warned)
        found.append(
            Finding(
                "advice",
                "warned",
                "Your code caused a warning",
                says="It costs no points. NumPy says that a number went out of range."
                if numeric
                else "It costs no points.",
                asks="For which input does that happen, and would the next line still be right?" if numeric else "",
                example="\n".join(f"{category.__name__}: {text[:200]}" for category, text in list(warned)[:3]),
            )
        )
    printed = next((c.printed for c in calls if c.printed.strip()), "")
    if printed:
        found.append(
            Finding(
                "advice",
                "printed",
                "Your function prints",
                says="That is fine while you look for an error. What training calls would print millions of lines.",
                example="\n".join(printed.splitlines()[:3])[:200],
            )
        )
    return found


def _is_about_age(category: type[Warning]) -> bool:
    """Whether a warning is about a library's plans, which are none of a student's business."""
    return issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning, ResourceWarning))
