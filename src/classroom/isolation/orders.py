"""What a fork server can be told, by whoever holds an end of its line."""

import socket

FORK, END = b"f", b"e"
MOST_FILES = 3
IDLE_SECONDS = 120.0
"""After so long without a child and without a request a fork server ends by itself."""


def ask_for_child(control: socket.socket, ends: list[socket.socket]) -> None:
    """Have a child born that owns these ends; the one before is ended."""
    socket.send_fds(control, [FORK], [end.fileno() for end in ends])


def end_child(control: socket.socket) -> None:
    """Have the child ended, if there is one."""
    control.sendall(END)
