"""A process that has everything imported and gives birth to others, which therefore start in milliseconds.

There are three of them: one forks trusted processes, the others students' processes; those are sandboxed, and nothing
secret ever gets into their memory. Each has at most one child at a time: asking for the next one ends the one before.
"""

import argparse
import contextlib
import gc
import importlib
import json
import os
import resource  # noqa: F401 - here, because the sandbox that uses it may not read the library's folder any more
import select
import signal
import socket
import sys
import tempfile
import traceback
from dataclasses import dataclass
from typing import NoReturn

from classroom.isolation import agent, folders, namespaces, sandbox, tasks, trusted
from classroom.isolation.agent import Around, Tools
from classroom.isolation.cells import Cells
from classroom.isolation.orders import FORK, IDLE_SECONDS, MOST_FILES, PING
from classroom.isolation.sandbox import StudentSettings
from classroom.isolation.terminal import printable

WATCH_SECONDS = 0.2


@dataclass
class Nest:
    """What every child starts from; it is the same for all of them."""

    role: str
    settings: StudentSettings
    cells: Cells
    tools: Tools
    around: Around = contextlib.nullcontext
    child: int = 0
    folder: str = ""
    tasks_before: int = 0

    def serve(self, control: socket.socket) -> None:
        """Fork a child for each request, until nobody is left who could make one."""
        # While a notebook is graded, one of the students' servers waits for the other.
        idle = IDLE_SECONDS + self.settings.seconds
        while True:
            if not select.select([control], [], [], WATCH_SECONDS if self.child else idle)[0]:
                if not self.child:
                    return
                self._watch()
                continue
            order, files, _, _ = socket.recv_fds(control, 1, MOST_FILES)
            self._end()
            if not order:
                return
            if order == PING:
                control.sendall(PING)
            if order == FORK:
                self._fork(control, files)

    def _fork(self, control: socket.socket, files: list[int]) -> None:
        if self.role == "student":
            self.folder = tempfile.mkdtemp(dir=self.settings.scratch)
            self.tasks_before = tasks.running()
        self.child = os.fork()
        if not self.child:
            control.close()
            self._live(files)
        for number in files:
            os.close(number)

    def _watch(self) -> None:
        """End a student's process that does what no resource limit keeps it from.

        There is none on the files of a folder together, and of root's processes none on the number of threads.
        """
        if self.folder and (folders.is_too_full(self.folder) or tasks.are_too_many(self.tasks_before)):
            os.kill(self.child, signal.SIGKILL)

    def _end(self) -> None:
        """End the child, if there is one, and remove what it has left, wherever it could write."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
            self.child = 0
        if self.folder:
            self.folder = ""
            for place in (self.settings.scratch, self.settings.shared):
                if place:
                    folders.empty(place)

    def _live(self, files: list[int]) -> NoReturn:
        """The child's life, from which it never returns into the loop that gave birth to it."""
        status = 1
        try:
            if self.role == "trusted":
                with contextlib.suppress(OSError, ValueError):  # not every system has such limits
                    sandbox.limit_memory(self.settings)
                trusted.live([socket.socket(fileno=number) for number in files], self.cells)
            else:
                line = keep_only(files[0])
                sandbox.enter(self.settings, self.folder)
                agent.live(line, self.cells, self.tools, self.around)
            status = 0
        except BaseException:
            if self.role == "trusted":
                # What a student's process has said may be part of it.
                print(printable(traceback.format_exc()), file=sys.__stderr__)
        finally:
            os._exit(status)


def keep_only(number: int) -> socket.socket:
    """Close all files but that one; the three standard ones lead nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    kept = os.dup2(number, 3, inheritable=False) if number != 3 else 3
    os.closerange(4, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") > 0 else 65_536)
    return socket.socket(fileno=kept)


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
    missing = [name for name in settings.preload if not _imported(name)]
    cells = Cells()
    _draw_once(cells)
    tools = agent.tools(settings.tools) if wanted.role == "student" else {}
    layers = [*settings.layers]
    if wanted.role == "student":
        if sys.platform == "linux":
            namespaces.close_memory()
        layers += sandbox.working_layers(settings)
    control.sendall(json.dumps({"layers": layers, "missing": missing}).encode() + b"\n")
    gc.collect()
    gc.freeze()  # so that no collection in a child copies what it shares with the others
    Nest(wanted.role, settings.with_layers(layers), cells, tools, _around(settings)).serve(control)
    return 0


def _imported(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:
        traceback.print_exc()
        return False
    return True


def _around(settings: StudentSettings) -> Around:
    """What is entered around each call; it is taken here, before any student's code could put another in its place."""
    module, _, name = settings.around.partition(":")
    return getattr(importlib.import_module(module), name) if name else contextlib.nullcontext


def _draw_once(cells: Cells) -> None:
    """Draw a figure and throw it away: what Matplotlib loads for the first one need not be loaded by each child."""
    if "matplotlib.pyplot" in sys.modules:
        cells.run("import matplotlib.pyplot as plt\nplt.figure().gca().set_title('$x$')\nplt.show()\n%reset -f")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
