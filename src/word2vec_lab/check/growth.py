"""Tells loops from array code by how the work grows, never by a stop-watch.

The measure is the number of Python bytecodes that a call executes. NumPy's work is not bytecode: a function that
leaves its loops to NumPy executes the same number whatever the size, a Python loop executes some more for each
element. The count is exact and repeatable, on a busy machine too.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from sys import gettrace, settrace  # by value: what is put into sys later does not reach the count
from types import FrameType
from typing import Any

import numpy as np

from word2vec_lab.check.calling import Printed, TooSlowError, contained
from word2vec_lab.check.there import there
from word2vec_lab.score import Finding

LOOP = 2.5
"""Bytecodes per extra element from which a call is taken for a Python loop; array code measures 0, loops 4 and more."""

SECONDS = 5.0


TAMPERED = 1_000_000
"""The count for a function that switches counting off: no answer has a reason to."""


@dataclass
class Counter:
    """How many bytecodes were executed; readable even if the call did not come to its end."""

    count: int = 0
    disturbed: bool = False

    def run(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Count what `function(*arguments)` executes, in itself and in all Python code that it calls."""

        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            self.count += event == "opcode"
            return trace

        before, collecting = gettrace(), gc.isenabled()
        # What a collection clears away may run code of its own, and collections come when they like.
        gc.disable()
        settrace(trace)
        try:
            function(*arguments)
        finally:
            self.disturbed |= gettrace() is not trace
            settrace(before)
            if collecting:
                gc.enable()


def count_both(function: Any, small: tuple[Any, ...], large: tuple[Any, ...]) -> tuple[int, int]:
    """Bytecodes of two calls, as far as they come in the time that they have; equal numbers if one of them raises.

    Printing an array is done in Python, by NumPy, and must not count as the student's loop: arrays are abbreviated
    while we count.
    """
    few, many = Counter(), Counter()
    try:
        with contained(SECONDS, Printed()), np.printoptions(threshold=0, edgeitems=1):
            few.run(function, *small)
            many.run(function, *large)
    except KeyboardInterrupt:
        raise
    except TooSlowError:
        pass  # it was counted as far as it came
    except BaseException:
        return 0, 0
    return (0, TAMPERED) if few.disturbed or many.disturbed else (few.count, many.count)


def per_element(function: Any, small: tuple[Any, ...], large: tuple[Any, ...], extra: int) -> float:
    """Bytecodes executed per extra element between two calls that differ by `extra` elements.

    Doubt favours the student: a call that raises counts as 0. They can only be counted where the function lives, so
    in grading this is the student's word: it decides half a point.
    """
    few, many = there(function, count_both, function, small, large)
    return max(0.0, (float(many) - float(few)) / extra)


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
