"""Tells loops from array code by how the work grows, never by a stop-watch.

The measure is the number of Python bytecodes that a call executes. NumPy's work is not bytecode: a function that
leaves its loops to NumPy executes the same number whatever the size, a Python loop executes some more for each
element. The count is exact and repeatable, on a busy machine too. It says something only if the counted call really
did the work, so what that call returned is judged like any other result.

A loop that always runs over as many elements as there could be does not grow, so there is a bound beside the growth.
And the count is taken where the student's code runs and could reach it: `loop_time` holds against it what cannot be
reached from there.
"""

import gc
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from sys import addaudithook, gettrace, settrace  # by value: what is put into sys later does not reach the count
from types import CodeType, FrameType, FunctionType
from typing import Any

import numpy as np
from numpy._core import arrayprint  # there is no public name for it

from word2vec_lab.check.judging.calling import Printed, contained, settled
from word2vec_lab.check.judging.there import ask_a_person, there
from word2vec_lab.check.judging.time_limit import INTERRUPTING, TimeLimit, TooSlowError
from word2vec_lab.check.score import Finding

LOOP = 2.5
"""Bytecodes per extra element from which a call is taken for a Python loop; array code measures 0, loops 4 and more."""

ALLOWANCE = 8_000
"""Bytecodes a call may execute at any size: for helpers, checks and messages. Kept answers need up to 900."""

FEW, MANY = 20, 2_000
"""The two sizes between which the growth is counted, where an item has no reason for others."""

SECONDS = 5.0

PYTHON_LOOP = "python-loop"
COUNT_SWITCHED_OFF = "count-switched-off"
"""The names of the findings for one, and for what is taken for one. The numbers are right then."""


TAMPERED = -1
"""The count for a function that switches counting off: no answer has a reason to."""

SWITCHED_OFF = float("inf")
"""What such a function costs per element."""


def _codes_of(values: Iterable[Any]) -> Iterator[CodeType]:
    """The code of these functions, of the methods of these classes, and of what is defined inside of them."""
    for value in values:
        if isinstance(value, CodeType):
            yield value
            yield from _codes_of(value.co_consts)
        elif isinstance(value, type):
            yield from _codes_of(vars(value).values())
        elif isinstance(value, FunctionType):
            yield from _codes_of([value.__code__, getattr(value, "__wrapped__", None)])


PRINTING = frozenset(
    code
    for code in _codes_of(vars(arrayprint).values())
    if code.co_filename == arrayprint.__file__  # it also imports some of others
)
"""NumPy's own Python code for printing an array: many steps, and none of the student's. A student's code is not among
them, whatever file it says that it comes from."""


@dataclass
class Counter:
    """How many bytecodes were executed; readable even if the call did not come to its end."""

    count: int = 0
    disturbed: bool = False

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Count what `function(*arguments)` executes, in itself and in all Python code that it calls; its result.

        Threads that it starts are counted too.
        """

        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            if any(frame.f_code is code for code in INTERRUPTING) or frame.f_code in PRINTING:
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            self.count += event == "opcode"
            return trace

        _watch()
        before, in_threads, collecting = gettrace(), threading.gettrace(), gc.isenabled()
        # What a collection clears away may run code of its own, and collections come when they like.
        gc.disable()
        threading.settrace(trace)
        settrace(trace)
        _counting.append((self, threading.get_ident()))
        try:
            return function(*arguments)
        finally:
            _counting.pop()
            self.disturbed |= gettrace() is not trace
            settrace(before)
            threading.settrace(in_threads)
            if collecting:
                gc.enable()


_counting: list[tuple[Counter, int]] = []
"""The counters at work, the innermost last, each with the number of its thread."""


@cache
def _watch() -> None:
    """From now on, notice when a count is switched off, even if it is switched on again before the call ends."""

    def notice(event: str, _arguments: tuple[Any, ...]) -> None:
        if event in ("sys.settrace", "sys.setprofile") and _counting and _counting[-1][1] == threading.get_ident():
            _counting[-1][0].disturbed = True

    addaudithook(notice)


def count_both(function: Any, small: tuple[Any, ...], large: tuple[Any, ...]) -> tuple[int, int, Any]:
    """The bytecodes of two calls, and what the second one returned. A call that takes too long counts as far as it got.

    If one of the calls raises, the two numbers are equal and the value is None. NumPy prints arrays in Python, which
    must not count as the student's loop, so arrays are abbreviated while we count.
    """
    few, many = Counter(), Counter()
    value = None
    try:
        with contained(TimeLimit(SECONDS), Printed()), np.printoptions(threshold=0, edgeitems=1):
            few.run(function, *small)
            value = settled(many.run(function, *large))
    except KeyboardInterrupt:
        raise
    except TooSlowError:
        # It was counted as far as it came. An error that is raised inside of `trace` ends the count: nobody's doing.
        return few.count, many.count, None
    except BaseException:
        return 0, 0, None
    return (0, TAMPERED, value) if few.disturbed or many.disturbed else (few.count, many.count, value)


def per_element(
    function: Any, small: tuple[Any, ...], large: tuple[Any, ...], few: int, many: int
) -> tuple[float, Any]:
    """Bytecodes executed per element between two calls with `few` and `many` elements, and the second's result.

    They can only be counted where the function lives, so in grading this is the student's word. No more than half a
    point depends on it.
    """
    before, after, value = there(function, count_both, function, small, large)
    if after == TAMPERED:
        return SWITCHED_OFF, value
    growth = (float(after) - float(before)) / (many - few)
    return max(0.0, growth, (float(after) - ALLOWANCE) / many), value


def loop_findings(function: Any, slope: float, element: str, at: str, right: bool) -> list[Finding]:
    """The finding for work that grows in Python, if it does. `element`: what is looped over; `at`: a telling size.

    `right`: whether the counted call gave the right numbers. If it did not, its count tells nothing.
    """
    if slope < LOOP:
        return [] if right else [_wrong_when_larger()]
    if slope == SWITCHED_OFF:
        ask_a_person(function, ASKS_A_PERSON)
        return [_switched_off()]
    return [
        Finding(
            "wrong",
            PYTHON_LOOP,
            f"A Python loop runs over {element}",
            says=f"The numbers are right, but each element costs {slope:.0f} Python bytecodes. {at} "
            "It costs half a point.",
            asks="Which NumPy operation does to a whole array what the body of your loop does to one element?",
        )
    ]


ASKS_A_PERSON = (
    "The function switches off the counting of its steps, for which half a point is taken off as for a loop in Python."
    " Please look whether it has one."
)


def _switched_off() -> Finding:
    return Finding(
        "wrong",
        COUNT_SWITCHED_OFF,
        "Your function switches off the counting of its steps",
        says="The check tells loops from array code by counting what Python does. It takes this for a loop: it costs "
        "half a point, and whoever grades is asked to look at it.",
        asks="Which line calls sys.settrace or sys.setprofile? What did you want to follow?",
    )


def _wrong_when_larger() -> Finding:
    return Finding(
        "wrong",
        "wrong-when-larger",
        "With a larger input the numbers are no longer right",
        says="The check called your function once more, with hundreds of entries, to see whether it loops over "
        "them in Python. It costs half a point.",
        asks="What in your function depends on how many there are?",
    )
