"""Keeps an answer from asking the course: while a check calls it, nothing is measured for it and no step is taken.

The checks hold an answer against a measured gradient. What measures lies in this package, and the fast lane of
training in another: an answer could call them and return what came out. It is refused there, in class as in grading.
Whoever writes their own finite differences into an answer is not stopped by this, but has then written the loss.
"""

import contextlib
from collections.abc import Iterator

_inside = [False]


class MeasuredError(RuntimeError):
    """An answer asked the course to measure what it should compute."""


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """An answer is being called. The grader enters this too, where the student's code runs."""
    yield from _set(True)


@contextlib.contextmanager
def own_work() -> Iterator[None]:
    """The answer has called something of the check's back, which may measure."""
    yield from _set(False)


def _set(value: bool) -> Iterator[None]:
    before = _inside[0]
    try:
        _inside[0] = value
        yield
    finally:
        _inside[0] = before


def refuse_answers(name: str) -> None:
    """Raise `MeasuredError` if an answer is being called; `name` is the function that it must not use."""
    if _inside[0]:
        raise MeasuredError(
            f"{name} is what the check compares with. An answer has to compute its result; use {name} in a cell of"
            " your own, to see whether your answer is right."
        )
