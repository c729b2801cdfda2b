"""What a fork server can be told, by whoever holds an end of its line."""

import socket

FORK, END, PING = b"f", b"e", b"p"
"""Have a child born; have it ended; the same, and answer, to show that somebody listens."""
MOST_FILES = 3
ANSWER_SECONDS = 15.0
IDLE_SECONDS = 120.0
"""After so long, and the time of a notebook, without a child and without a request a fork server ends by itself."""


def ask_for_child(control: socket.socket, ends: list[socket.socket]) -> None:
    """Have a child born that owns these ends; the one before is ended."""
    socket.send_fds(control, [FORK], [end.fileno() for end in ends])


def end_child(control: socket.socket) -> None:
    """Have the child ended, if there is one."""
    control.sendall(END)


def answers(control: socket.socket) -> bool:
    """Whether the fork server at the other end still does what it is told. Its child is ended."""
    before = control.gettimeout()
    try:
        control.settimeout(ANSWER_SECONDS)
        control.sendall(PING)
        return control.recv(1) == PING
    except OSError:
        return False
    finally:
        control.settimeout(before)
