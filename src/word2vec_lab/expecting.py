"""Answers a call that cannot be carried out in words: what was expected, and no traceback through the course's code.

A student calls widgets, microscopes and plots with values of their own. What is said of a wrong one stands alone in the
notebook. An error that comes out of the student's own code stays as it is: its traceback shows their lines.
"""

import functools
import sysconfig
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

COURSE = str(Path(__file__).resolve().parent)
LIBRARIES = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
RAISE = "raise "
WRONG_VALUES = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


class UnexpectedValueError(ValueError):
    """A function of the course cannot do anything with what it was given; the message says what it expects."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows of it: the message."""
        return [str(self)]


def expecting(what: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function so that wrong arguments are answered in words; `what` goes on after "It expects "."""

    def decorate(entrance: Callable[P, R]) -> Callable[P, R]:
        name = entrance.__qualname__.removesuffix(".__init__").removesuffix(".__post_init__")

        @functools.wraps(entrance)
        def called(*arguments: P.args, **named: P.kwargs) -> R:
            try:
                return entrance(*arguments, **named)
            except UnexpectedValueError:
                raise
            except WRONG_VALUES as error:
                if _of_the_student(error):
                    raise
                said = f"{name} cannot do this ({type(error).__name__}: {str(error)[:200]}). It expects {what}."
                raise UnexpectedValueError(str(error) if _in_our_words(error) else said) from None

        return called

    return decorate


def _of_the_student(error: BaseException) -> bool:
    """Whether the error comes out of code that is neither the course's nor a library's."""
    return any(not file.startswith((COURSE, *LIBRARIES, "<")) for file in _files(error))


def _in_our_words(error: BaseException) -> bool:
    """Whether the course itself raised it, and has said already what is wrong and what to do."""
    return type(error) is ValueError and _files(error)[-1].startswith(COURSE) and RAISE in _lines(error)[-1]


def _files(error: BaseException) -> list[str]:
    return [frame.filename for frame in traceback.extract_tb(error.__traceback__)]


def _lines(error: BaseException) -> list[str]:
    return [frame.line or "" for frame in traceback.extract_tb(error.__traceback__)]
