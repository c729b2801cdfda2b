"""Student processes for the tests: a fork server with just the layers that a test asks for, and sessions with it."""

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classroom.isolation import bubblewrap, control, sandbox, standins
from classroom.isolation.sandbox import StudentSettings
from classroom.isolation.servers import harmless_environment
from classroom.isolation.session import Limits, Session

PROGRAM = """
import socket, sys
from classroom.isolation import agent, standins
from classroom.isolation.cells import Cells
from classroom.isolation.forkserver import ForkServer
from classroom.isolation.sandbox import StudentSettings
import numpy
settings = StudentSettings.from_json(sys.argv[2])
control = socket.socket(fileno=int(sys.argv[1]))
control.send(b"!")
stand_ins = standins.install(settings.kept_back)
ForkServer("student", settings, Cells(), agent.tools(["json"]), stand_ins).serve(control)
"""

NONE: tuple[str, ...] = ()
OWN = (sandbox.NAMESPACES, sandbox.OWN_FILES, sandbox.LANDLOCK, sandbox.SECCOMP, sandbox.LIMITS)
WRAPPED = (sandbox.BUBBLEWRAP, sandbox.LANDLOCK, sandbox.SECCOMP, sandbox.LIMITS)


@dataclass
class StudentServer:
    """A running fork server, and the folder that holds all of its own."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    folder: Path
    settings: StudentSettings

    @classmethod
    def start(
        cls, layers: Sequence[str], course: Path, memory_mb: int = 512, kept_back: tuple[str, ...] = ()
    ) -> "StudentServer":
        """Start one whose children put on these layers; RuntimeError where bubblewrap is asked for and not there."""
        folder = Path(tempfile.mkdtemp(prefix="server-"))
        scratch, fonts = folder / "scratch", folder / "settings"
        scratch.mkdir()
        fonts.mkdir()
        readable = sandbox.readable_folders(course)
        settings = StudentSettings(
            *((), (), str(scratch), readable, memory_mb, 60, tuple(layers)),
            shared=str(fonts),
            kept_back=kept_back,
            unreadable=tuple(standins.files_of(kept_back)),
        )
        environment = harmless_environment() | {"HOME": str(scratch), "OPENBLAS_NUM_THREADS": "1"}
        environment["MPLCONFIGDIR"] = str(fonts)
        before: list[str] = []
        if sandbox.BUBBLEWRAP in layers:
            words = bubblewrap.command(readable, str(fonts), str(scratch), environment, settings.unreadable)
            if words is None:
                raise RuntimeError("bubblewrap does not work here")
            before = words
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [*before, sys.executable, "-P", "-c", PROGRAM, str(theirs.fileno()), settings.to_json()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
            )
        assert ours.recv(1) == b"!"
        return cls(process, ours, folder, settings)

    def link(self, _hidden: bool = False) -> socket.socket:
        """One end of a link to a new student process."""
        ours, theirs = socket.socketpair()
        with theirs:
            control.ask_for_child(self.control, [theirs])
        return ours

    def session(self, cell: float = 10, notebook: float = 60, **files: Any) -> Session:
        """A session with a new student process."""
        return Session(self.link, Limits(cell, notebook), files)

    def close(self) -> None:
        """End it."""
        self.control.close()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def works(layers: Sequence[str]) -> str:
    """Why these layers cannot be tested on this machine; empty if they can."""
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as fonts:
        settings = StudentSettings((), (), scratch, sandbox.readable_folders(Path.cwd()), 512, 60)
        found = sandbox.working_layers(settings)
        if bubblewrap.command(settings.readable, fonts, scratch, {}):
            found.append(sandbox.BUBBLEWRAP)
    return ", ".join(layer for layer in layers if layer not in found)


__all__ = ["NONE", "OWN", "WRAPPED", "StudentServer", "works"]
