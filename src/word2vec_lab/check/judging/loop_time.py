"""Holds the count of bytecodes against what a student's code cannot reach: the processor time that it uses.

The count is taken in the process in which that code runs, and whoever knows how can end it there, or change the number.
Time is read from outside. A stop-watch cannot tell a loop from array code when they are close, so it is asked at sizes
where they are far apart, on numbers that nobody has seen before, and an answer is doubted only if it is dear in every
one of several trials. Even then the time decides nothing: a person is asked.

The measure is a Python loop of our own with one NumPy operation for each element, timed beside it on the same machine.
"""

import gc
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from word2vec_lab.check.judging.calling import Printed, contained, settled
from word2vec_lab.check.judging.there import ask_a_person, own_time, there
from word2vec_lab.check.judging.time_limit import TimeLimit, TooSlowError
from word2vec_lab.check.score import Finding

TRIALS = 5
"""A function must be dear in all of these. Array code mostly needs one."""

SECONDS = 5.0
ROWS = 500

AS_SLOW_AS_A_LOOP = "as-slow-as-a-loop"
"""The name of the finding."""

ASKS_A_PERSON = (
    "The count of Python's steps found no loop here, and the processor time is that of one. Please look whether the"
    " function loops in Python, for which half a point is taken off, or makes a matrix with a row and a column for"
    " every element, which is slow and costs nothing."
)


def call_all(function: Any, argument_lists: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Call `function` on each list of arguments, here where it lives, with nothing else in between."""
    collecting = gc.isenabled()
    gc.disable()  # a collection takes as long as it likes, and is nobody's loop
    try:
        with contained(TimeLimit(SECONDS), Printed()), np.printoptions(threshold=0, edgeitems=1):
            return [settled(function(*arguments)) for arguments in argument_lists]
    finally:
        if collecting:
            gc.enable()


def seconds_of_a_loop(elements: int) -> float:
    """How long a Python loop with one NumPy operation for each element takes on this machine, now.

    It is taken from the clock: a busy machine makes it longer, which only makes the check more lenient.
    """
    rows = np.ones((ROWS, 3))
    times = []
    for _ in range(5):
        before = time.perf_counter()
        for row in rows:
            row * 2.0
        times.append(time.perf_counter() - before)
    return min(times) / ROWS * elements


def doubts(
    function: Any,
    elements: int,
    work: Callable[[Any, int], list[Any]],
    right: Callable[[int, list[Any]], bool],
    *,
    loops: float,
    over: str,
) -> list[Finding]:
    """A finding, and a question to a person, if `function` takes as long as `loops` of our loops over the elements.

    `work` is called where the function lives. From a seed that nobody knew before it makes numbers, with so many
    elements in all, and gives what the function makes of them; `right` tells here whether that is what it should be. A
    seed is sent because to take in large arrays is work, too. `over` is what a loop would run over.
    """
    for _ in range(TRIALS):
        seed = int.from_bytes(os.urandom(7), "little")
        before = own_time(function)
        try:
            values = there(function, work, function, seed)
        except (Exception, TooSlowError):
            values = []
        used = own_time(function) - before
        if used < loops * seconds_of_a_loop(elements) and right(seed, values):
            return []
    ask_a_person(function, ASKS_A_PERSON)
    return [
        Finding(
            "advice",
            AS_SLOW_AS_A_LOOP,
            f"It takes as long as a Python loop over {over}",
            says="Counting Python's steps, the check found no loop. But on hundreds of elements your function uses the "
            "processor time of one. It costs nothing here; whoever grades is asked to look at it.",
            asks="Do you make a matrix with a row and a column for every element? Or does something loop where the "
            "count does not see it?",
        )
    ]
