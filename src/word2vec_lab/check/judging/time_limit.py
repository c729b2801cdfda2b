"""Ends a call of a student's function that does not come to its end.

What counts is the processor time that the function uses: on a busy machine the clock runs while the function waits
for its turn. The clock is only the outer bound, for a function that sleeps.
"""

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

TICK = 0.1
"""Every so many seconds on the clock a running call is looked at."""

ON_THE_CLOCK = 12
"""How many times its processor time a function may take on the clock."""


class TooSlowError(BaseException):
    """Raised inside a call that has used up its time; not an `Exception`, so that `except Exception` lets it by."""


@dataclass
class TimeLimit:
    """Seconds of processor time for all calls made inside, together.

    `processor_time` gives the seconds that have been used so far where the function runs. It is asked at each tick and
    not before the first, so a call that is over within a tick costs nothing.
    """

    seconds: float
    processor_time: Callable[[], float] = time.process_time
    used: float = 0.0
    waited: float = 0.0
    _before: float | None = None

    def __str__(self) -> str:
        """How much time there was, as it ends the sentence "No answer after …"."""
        if self.used >= self.seconds:
            return f"{self.seconds:g} seconds of computing"
        return f"{self.seconds * ON_THE_CLOCK:g} seconds"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Raise `TooSlowError` in this thread when the time is over, again at each tick if the code goes on.

        Where there is an alarm signal it interrupts even a sleep. Elsewhere (Windows, or a thread that is not the
        main one) the interpreter is asked to raise at the next bytecode.
        """
        self._before = None
        alarms = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        with self._alarms() if alarms else self._watched():
            yield
        if self._over():  # a bare `except:` swallowed the error, and the function went on to its end
            raise TooSlowError

    def _over(self) -> bool:
        return self.used >= self.seconds or self.waited >= self.seconds * ON_THE_CLOCK

    def _tick(self) -> float:
        return min(TICK, self.seconds / 4)

    def _look(self) -> bool:
        """A tick has passed: note what was used, and tell whether the time is over."""
        now = self.processor_time()
        self.used += 0.0 if self._before is None else now - self._before
        self.waited += self._tick()
        self._before = now
        return self._over()

    def _on_alarm(self, _number: int, _frame: FrameType | None) -> None:
        if self._look():
            raise TooSlowError

    @contextlib.contextmanager
    def _alarms(self) -> Iterator[None]:
        before = signal.signal(signal.SIGALRM, self._on_alarm)
        signal.setitimer(signal.ITIMER_REAL, self._tick(), self._tick())
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        here = ctypes.c_ulong(threading.get_ident())
        done = threading.Event()
        lock = threading.Lock()

        def watch() -> None:
            while not done.wait(self._tick()):
                # A thread that has left the call must not be asked any more: it would raise somewhere else, later.
                with lock:
                    if self._look() and not done.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(here, ctypes.py_object(TooSlowError))

        threading.Thread(target=watch, daemon=True).start()
        try:
            yield
        finally:
            with lock:
                done.set()


INTERRUPTING = frozenset(
    function.__code__ for function in (TimeLimit._on_alarm, TimeLimit._look, TimeLimit._tick, TimeLimit._over)
)
"""The code that an alarm runs in the middle of a student's function, which is none of that function's work."""
