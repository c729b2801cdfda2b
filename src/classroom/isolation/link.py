"""A link between two processes: messages of known length over a socket, both ways, with a deadline for every wait."""

import socket
import struct
import time

from classroom.isolation.wire import MOST_BYTES

LENGTH = struct.Struct("<I")
CHUNK = 65_536


class LinkBrokenError(Exception):
    """The process at the other end is gone, or what it sends is no message."""


class DeadlineError(Exception):
    """The process at the other end did not answer in time."""


class Link:
    """One end of a link. `deadline`, on the monotonic clock, holds for every wait until it is set anew."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.deadline: float | None = None
        self.received = bytearray()

    def send(self, data: bytes) -> None:
        """Send one message."""
        try:
            self._set_timeout()
            self.end.sendall(LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise DeadlineError from None
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
                self._set_timeout()
                data = self.end.recv(max(CHUNK, count - len(self.received)))
            except TimeoutError:
                raise DeadlineError from None
            except OSError as error:
                raise LinkBrokenError(f"the other side is gone ({error})") from None
            if not data:
                raise LinkBrokenError("the other side is gone")
            self.received += data
        taken = bytes(self.received[:count])
        del self.received[:count]
        return taken

    def _set_timeout(self) -> None:
        if self.deadline is None:
            self.end.settimeout(None)
            return
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError
        self.end.settimeout(left)
