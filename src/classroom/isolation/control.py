"""What a fork server can be told over its control line."""

import socket

FORK, END, PING = b"f", b"e", b"p"
"""The three orders: fork a child; end the child; end it and answer, to show that somebody listens."""
MOST_FILES = 3
ANSWER_SECONDS = 15.0
IDLE_SECONDS = 120.0
"""A fork server ends by itself if it has no child, and no request comes, for so long and the time of a notebook."""


def ask_for_child(control: socket.socket, handed: list[socket.socket]) -> None:
    """Have a child forked that is handed these sockets. The child before it is ended."""
    socket.send_fds(control, [FORK], [end.fileno() for end in handed])


def end_child(control: socket.socket) -> None:
    """Have the child ended, if there is one."""
    control.sendall(END)


def answers(control: socket.socket) -> bool:
    """Whether the fork server still does what it is told. Its child is ended."""
    before = control.gettimeout()
    try:
        control.settimeout(ANSWER_SECONDS)
        control.sendall(PING)
        return control.recv(1) == PING
    except OSError:
        return False
    finally:
        control.settimeout(before)
