"""Does work in the process where a student's function lives: in class that is this one, in grading perhaps another.

A grader may hand a check a stand-in for the student's function, so that the student's code and the check never share
a process. A stand-in is called like the function itself. What needs more (the function's globals, its working folder,
a count of its bytecodes) goes through `there`.
"""

import time
import traceback
from collections.abc import Callable
from typing import Any


def there(function: Any, work: Callable[..., Any], *arguments: Any) -> Any:
    """`work(*arguments)`, in the process of `function`; `work` is a function at the top of a module.

    Arguments and result must be plain data or functions. A result from another process is only the student's word. So
    it may decide whether an answer is efficient, or something that nobody can make up without solving the task.
    """
    elsewhere = getattr(function, "__there__", None)
    if elsewhere is None:
        return work(*arguments)
    return elsewhere(f"{work.__module__}:{work.__name__}", *arguments)


def processor_time(function: Any) -> float:
    """Seconds of processor time used so far by the process in which `function` runs, and by this one."""
    elsewhere: Callable[[], float] = getattr(function, "__processor_time__", float)
    return time.process_time() + elsewhere()


def own_time(function: Any) -> float:
    """Seconds of processor time used so far by the process in which `function` runs, as seen from outside."""
    elsewhere: Callable[[], float] = getattr(function, "__processor_time__", time.process_time)
    return elsewhere()


def ask_a_person(function: Any, why: str) -> None:
    """Have whoever grades look at this item. In class nobody is asked."""
    ask: Callable[[str], None] = getattr(function, "__ask_a_person__", lambda _why: None)
    ask(why)


def start_anew(function: Any) -> None:
    """Have `function` forget what it was called with, where a grader can do that. In class it goes on as it is."""
    start: Callable[[], None] = getattr(function, "__start_anew__", lambda: None)
    start()


def frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Where an error was raised, innermost last; one from another process brings its frames along."""
    brought = getattr(error, "__frames__", None)
    return brought if isinstance(brought, list) else list(traceback.extract_tb(error.__traceback__))
