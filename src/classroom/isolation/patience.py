"""How long another process is waited for: as long as it computes, up to a limit, however busy the machine is.

What counts is the processor time it has used, read from outside, where its code cannot reach. The clock is only the
outer bound, for a process that sleeps.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil

from classroom.isolation.link import DeadlineError

ON_THE_CLOCK = 4
"""How many times its processor time a process may take on the clock."""

CHILDREN_ARE_LISTED = Path(f"/proc/self/task/{threading.get_native_id()}/children").exists()

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
"""How many of the system's units make a second."""

LOOK_SECONDS = 1.0
"""How often a process that is waited for is looked at. What is over before the first look costs nothing."""


def processor_time(pids: Iterable[int]) -> float:
    """Seconds of processor time that these processes have used so far, with all that they started, ended ones too."""
    used = _used_on_linux if CHILDREN_ARE_LISTED else _used_elsewhere
    return sum(used(pid) for pid in pids)


def _used_on_linux(pid: int) -> float:
    """What a process and all below it have used. It is asked for at every start, and psutil takes milliseconds."""
    total = 0.0
    with contextlib.suppress(OSError):  # it has just ended; its parent has its time from now on
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()  # the name before it may hold anything
        own, of_the_ended = (int(fields[at]) + int(fields[at + 1]) for at in (11, 13))
        total = _own_time(pid, own / TICKS) + of_the_ended / TICKS
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                total += sum(_used_on_linux(int(child)) for child in file.read().split())
    return total


def _used_elsewhere(pid: int) -> float:
    try:
        root = psutil.Process(pid)
        return sum(map(_used_by, [root, *root.children(recursive=True)]))
    except psutil.Error:
        return 0.0


def _used_by(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return _own_time(process.pid, times.user + times.system) + float(times.children_user + times.children_system)


def _own_time(pid: int, coarse: float) -> float:
    """What a process has used itself. `coarse` is that in hundredths of a second; Linux also has a clock to the ns.

    The clock's number is made from the pid as in the kernel's include/linux/posix-timers.h: the pid's bits inverted,
    then 2 for the time in which the process was scheduled. The C library offers it as clock_getcpuclockid.
    """
    try:
        return time.clock_gettime(~pid << 3 | 2) if sys.platform == "linux" else coarse
    except OSError:
        return coarse


class Patience:
    """Waits until `seconds` of processor time are used, or ON_THE_CLOCK times as many have passed on the clock."""

    def __init__(self, seconds: float, used: Callable[[], float], clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._used = used
        self._clock = clock
        self._began = clock()
        self._used_before: float | None = None
        self._look = min(LOOK_SECONDS, seconds / 4)
        self._next_look = self._look

    def left(self) -> float:
        """Seconds on the clock after which to ask again. Raises `DeadlineError` if there is no time left.

        It is asked at every message, and looks at the process only every so often.
        """
        waited = self._clock() - self._began
        if waited >= self.seconds * ON_THE_CLOCK:
            raise DeadlineError
        if waited >= self._next_look:
            used = self._used()
            if self._used_before is None:
                self._used_before = used
            if used - self._used_before >= self.seconds:
                raise DeadlineError
            self._next_look = waited + self._look
        return self._next_look - waited
