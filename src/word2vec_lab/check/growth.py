"""Tells loops from array code by how the work grows, never by a stop-watch.

The measure is the number of Python bytecodes that a call executes. NumPy's work is not bytecode: a function that
leaves its loops to NumPy executes the same number whatever the size, a Python loop executes some more for each
element. The count is exact and repeatable, on a busy machine too.
"""

import contextlib
import io
import sys
import warnings
from collections.abc import Callable
from types import FrameType
from typing import Any

from word2vec_lab.check.calling import TooSlowError, time_limit
from word2vec_lab.score import Finding

LOOP = 8.0
"""Bytecodes per extra element from which a call is taken for a Python loop; array code measures 0 to 4."""

SECONDS = 5.0


def bytecodes(function: Callable[..., Any], *arguments: Any) -> int:
    """How many bytecodes `function(*arguments)` executes, in itself and in all Python code that it calls."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def per_element(function: Callable[..., Any], small: tuple[Any, ...], large: tuple[Any, ...], extra: int) -> float:
    """Bytecodes executed per extra element between two calls that differ by `extra` elements.

    Doubt favours the student: a call that cannot be measured counts as 0.
    """
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            time_limit(SECONDS),
        ):
            warnings.simplefilter("ignore")
            return (bytecodes(function, *large) - bytecodes(function, *small)) / extra
    except (Exception, TooSlowError):
        return 0.0


def loop_findings(slope: float, element: str, at: str) -> list[Finding]:
    """The finding for work that grows in Python, if it does. `element`: what is looped over; `at`: a telling size."""
    if slope < LOOP:
        return []
    return [
        Finding(
            "wrong",
            "python-loop",
            f"A Python loop runs over {element}",
            says=f"The numbers are right, but each extra element costs {slope:.0f} Python bytecodes. {at} "
            "It costs half a point.",
            asks="Which NumPy operation does to a whole array what the body of your loop does to one element?",
        )
    ]
