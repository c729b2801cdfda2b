"""A process that has everything imported and gives birth to others, which therefore start in milliseconds.

There are two of them: one forks trusted processes, the other, sandboxed and with nothing secret in its memory, students'
processes. Each has at most one child at a time: asking for the next one ends the one before.
"""

import argparse
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from typing import NoReturn

from classroom.isolation import sandbox, student
from classroom.isolation.cells import Cells
from classroom.isolation.sandbox import StudentSettings
from classroom.isolation.student import Pristine

FORK, END = b"f", b"e"
IDLE_SECONDS = 120.0
"""After so long without a child and without a request it ends by itself."""

MOST_FILES = 3


def ask_for_child(control: socket.socket, ends: list[socket.socket]) -> None:
    """Have a child born that owns these ends; the one before is ended."""
    socket.send_fds(control, [FORK], [end.fileno() for end in ends])


def end_child(control: socket.socket) -> None:
    """Have the child ended, if there is one."""
    control.sendall(END)


def serve(control: socket.socket, role: str, cells: Cells, known: Pristine, settings: StudentSettings) -> None:
    """Fork a child for each request, until nobody is left who could make one."""
    child = 0
    while True:
        if not child and not select.select([control], [], [], IDLE_SECONDS)[0]:
            return
        order, files, _, _ = socket.recv_fds(control, 1, MOST_FILES)
        if child:
            _end(child)
            child = 0
        if not order:
            return
        if order != FORK:
            continue
        child = os.fork()
        if not child:
            control.close()
            _live([socket.socket(fileno=number) for number in files], role, cells, known, settings)
        for number in files:
            os.close(number)


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)


def _live(ends: list[socket.socket], role: str, cells: Cells, known: Pristine, settings: StudentSettings) -> NoReturn:
    """The child's life, from which it never returns into the loop that gave birth to it."""
    status = 1
    try:
        if role == "trusted":
            from classroom.isolation import trusted

            trusted.live(ends, cells)
        else:
            sandbox.enter(settings)
            student.live(ends[0], cells, known)
        status = 0
    except BaseException:
        if role == "trusted":
            traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def main(arguments: list[str]) -> int:
    """Import everything, say so, and serve."""
    parser = argparse.ArgumentParser(prog="forkserver")
    parser.add_argument("role", choices=["trusted", "student"])
    parser.add_argument("control", type=int)
    parser.add_argument("settings", type=StudentSettings.from_json)
    wanted = parser.parse_args(arguments)
    settings: StudentSettings = wanted.settings
    control = socket.socket(fileno=wanted.control)
    control.set_inheritable(False)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    missing = [name for name in settings.preload if not _imported(name)]
    cells = Cells()
    _draw_once(cells)
    known = student.pristine(list(settings.preload))
    layers = sandbox.working_layers(settings) if wanted.role == "student" else []
    control.sendall(json.dumps({"layers": layers, "missing": missing}).encode() + b"\n")
    gc.collect()
    gc.freeze()  # so that no collection in a child copies what it shares with the others
    serve(control, wanted.role, cells, known, settings.with_layers(layers))
    return 0


def _imported(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:
        traceback.print_exc()
        return False
    return True


def _draw_once(cells: Cells) -> None:
    """Draw a figure and throw it away: what Matplotlib loads for the first one need not be loaded by each child."""
    if "matplotlib.pyplot" in sys.modules:
        cells.run("import matplotlib.pyplot as plt\nplt.figure().gca().set_title('$x$')\nplt.show()\n%reset -f")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
