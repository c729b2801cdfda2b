"""Stops a run between two iterations when somebody presses stop, so that nothing is left half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class StopButton:
    """Whether the kernel's stop button (or Ctrl+C) was pressed."""

    pressed: bool = False


@contextmanager
def stop_button() -> Iterator[StopButton]:
    """Take note of the first press instead of raising KeyboardInterrupt; the second one raises it, as always.

    Only the main thread can do so. Elsewhere the button stays as it is.
    """
    button = StopButton()
    if threading.current_thread() is not threading.main_thread():
        yield button
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        del number, frame
        button.pressed = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield button
    finally:
        signal.signal(signal.SIGINT, before)
