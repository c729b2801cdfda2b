"""Counts the processes and threads of this machine, which Linux calls tasks, without /proc: a sandbox may have none."""

import ctypes
import sys

MOST_STARTED = 8_000
"""By one student process. A machine has room for 32,000 or more, and other work to do."""


class _About(ctypes.Structure):
    """The beginning of what Linux tells of a system."""

    _fields_ = (("times_and_memory", ctypes.c_ulong * 10), ("tasks", ctypes.c_uint16), ("rest", ctypes.c_byte * 100))


def running() -> int:
    """Processes and threads, modulo 65,536; 0 where the system does not say."""
    about = _About()
    if sys.platform != "linux" or ctypes.CDLL(None).sysinfo(ctypes.byref(about)):
        return 0
    return int(about.tasks)


def rose_too_far(before: int) -> bool:
    """Whether there are so many more than `before` that one process must be starting them."""
    come = (running() - before + 2**15) % 2**16 - 2**15
    return come > MOST_STARTED
