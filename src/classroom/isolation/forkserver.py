"""The program of a fork server: it imports everything once, and its children start in milliseconds.

The role says what it forks: the trusted process or student processes. A fork server of student processes never gets
anything secret into its memory. It has at most one child: when it is asked for the next one, it ends the one before.
"""

import argparse
import contextlib
import gc
import importlib
import json
import os
import resource  # noqa: F401 - now: when the sandbox uses it, the library's folder may be out of reach
import select
import signal
import socket
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from classroom.isolation import agent, folders, namespaces, sandbox, standins, task_count
from classroom.isolation.agent import Tools
from classroom.isolation.cells import Cells
from classroom.isolation.control import FORK, IDLE_SECONDS, MOST_FILES, PING
from classroom.isolation.outputs import printable
from classroom.isolation.patience import ON_THE_CLOCK
from classroom.isolation.sandbox import StudentSettings
from classroom.isolation.standins import StandIns

WATCH_SECONDS = 0.2

ENOUGH = 25
"""So many notebooks are graded before it is worth while to rehearse the checks: a handful of submissions."""


@dataclass
class ForkServer:
    """Forks one child after the other. All of them start from what it has imported and made beforehand."""

    role: str
    settings: StudentSettings
    cells: Cells
    tools: Tools
    stand_ins: StandIns
    child: int = 0
    folder: str = ""
    tasks_before: int = 0
    graded: int = 0

    def serve(self, control: socket.socket) -> None:
        """Fork a child for each request, until nobody is left who could make one."""
        # While a notebook is graded, `hidden` waits while `shown` works, and the other way round.
        idle = IDLE_SECONDS + ON_THE_CLOCK * self.settings.seconds
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
                if self.role == "trusted" and len(files) > 1:
                    self._count()
                self._fork(control, files)

    def _count(self) -> None:
        """Another notebook is graded. If there are many, run the checks once for what they leave behind in memory."""
        self.graded += 1
        if self.graded == ENOUGH and self.settings.source:
            from classroom.isolation import rehearsal  # only a large class needs it

            rehearsal.rehearse(Path(self.settings.source), self.cells)
            keep_from_collection()

    def _fork(self, control: socket.socket, files: list[int]) -> None:
        if self.role == "student":
            self.folder = tempfile.mkdtemp(dir=self.settings.scratch)
            self.tasks_before = task_count.running()
        self.child = os.fork()
        if not self.child:
            control.close()
            self._live(files)
        for number in files:
            os.close(number)

    def _watch(self) -> None:
        """End a student process that does what no resource limit keeps it from.

        No limit bounds the files of a folder together, nor how many threads root's processes start.
        """
        if self.folder and (folders.is_too_full(self.folder) or task_count.rose_too_far(self.tasks_before)):
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
        """The life of a child, which never returns into the loop that forked it."""
        status = 1
        try:
            if self.role == "trusted":
                from classroom.isolation import remarks, trusted  # `main` has loaded them

                with contextlib.suppress(OSError, ValueError):  # not every system has such limits
                    sandbox.limit_memory(self.settings)
                ends = [socket.socket(fileno=number) for number in files]
                if len(ends) == 1:  # no lines to student processes: it is to read texts
                    remarks.live(ends[0])
                else:
                    trusted.live(ends, self.cells)
            else:
                end = keep_only(files[0])
                sandbox.enter(self.settings, self.folder)
                agent.live(end, self.cells, self.tools, self.stand_ins)
            status = 0
        except BaseException:
            if self.role == "trusted":
                # What a student process has said may be part of it.
                print(printable(traceback.format_exc()), file=sys.__stderr__)
        finally:
            os._exit(status)


def keep_only(number: int) -> socket.socket:
    """Close all files but the one with this number. Standard input, output and error lead nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    kept = os.dup2(number, 3, inheritable=False) if number != 3 else 3
    os.closerange(4, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") > 0 else 65_536)
    return socket.socket(fileno=kept)


def keep_from_collection() -> None:
    """Have no garbage collection in a child look at what is here now, and so copy what it shares with the others."""
    gc.collect()
    gc.freeze()


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
    stand_ins = standins.install(settings.kept_back if wanted.role == "student" else ())
    if wanted.role == "trusted":  # a student process needs neither, nor what they bring
        from classroom.isolation import remarks, trusted  # noqa: F401 - for its children
    missing = [name for name in settings.preload if not _imported(name)]
    cells = Cells()
    _draw_once(cells)
    tools = agent.tools(settings.tools) if wanted.role == "student" else {}
    layers = [*settings.layers]
    if wanted.role == "student":
        if sys.platform == "linux":
            namespaces.close_memory()
        sandbox.prepare(settings)
        layers += sandbox.working_layers(settings)
    control.sendall(json.dumps({"layers": layers, "missing": missing}).encode() + b"\n")
    keep_from_collection()
    ForkServer(wanted.role, settings.with_layers(layers), cells, tools, stand_ins).serve(control)
    return 0


def _imported(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        # `from a import b` may have asked for it: then b is no module, but something in a.
        module, _, attribute = name.rpartition(".")
        if error.name == name and hasattr(sys.modules.get(module), attribute):
            return True
        traceback.print_exc()
        return False
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
