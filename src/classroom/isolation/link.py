"""A link between two processes: messages of known length over a socket, both ways, and no wait without an end."""

import socket
import struct
from collections.abc import Callable

from classroom.isolation.wire import MOST_BYTES

LENGTH = struct.Struct("<I")
CHUNK = 65_536


class LinkBrokenError(Exception):
    """The process at the other end is gone, or what it sends is no message."""


class DeadlineError(Exception):
    """The process at the other end did not answer in time."""


class Link:
    """One end of a link.

    `left`, if it is set, bounds every wait. It gives the seconds after which it wants to be asked again, and raises
    `DeadlineError` when there is no time left.
    """

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.left: Callable[[], float] | None = None
        self.received = bytearray()

    def send(self, data: bytes) -> None:
        """Send one message."""
        rest = memoryview(LENGTH.pack(len(data)) + data)
        while rest:
            try:
                self.end.settimeout(self.left and self.left())
                rest = rest[self.end.send(rest) :]
            except TimeoutError:
                continue
            except OSError as error:
                raise LinkBrokenError(f"the other side is gone ({error})") from None

    def receive(self) -> bytes:
        """Wait for one message."""
        (length,) = LENGTH.unpack(self._take(LENGTH.size))
        if length > MOST_BYTES:
            raise LinkBrokenError("the other side sent a message that is too long")
        return self._take(length)

    def close(self) -> None:
        """Hang up: the next wait at the other end raises `LinkBrokenError`."""
        self.end.close()

    def _take(self, count: int) -> bytes:
        while len(self.received) < count:
            try:
                self.end.settimeout(self.left and self.left())
                data = self.end.recv(max(CHUNK, count - len(self.received)))
            except TimeoutError:
                continue
            except OSError as error:
                raise LinkBrokenError(f"the other side is gone ({error})") from None
            if not data:
                raise LinkBrokenError("the other side is gone")
            self.received += data
        taken = bytes(self.received[:count])
        del self.received[:count]
        return taken
