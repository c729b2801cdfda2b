"""The two fork servers of a grading run, started when the first notebook needs them and kept for the next ones."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from classroom.isolation import forkserver
from classroom.isolation.sandbox import StudentSettings

START_SECONDS = 120.0


class StartError(RuntimeError):
    """Grading cannot begin; the message says why, and what to do."""


@dataclass
class Server:
    """One fork server, and our end of the line to it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    @classmethod
    def start(cls, role: str, settings: StudentSettings, before: list[str], environment: dict[str, str]) -> "Server":
        """Start it with the words `before` in front of its command; it is not ready yet."""
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-P", "-m", forkserver.__name__, role, str(number), settings.to_json()]
            process = subprocess.Popen(  # noqa: S603
                [*before, *command],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                env=environment,
                cwd=settings.scratch,
                start_new_session=True,
            )
        return cls(process, ours)

    def ready(self) -> dict[str, list[str]]:
        """Wait until it has everything imported; what it says then."""
        self.control.settimeout(START_SECONDS)
        said = b""
        try:
            while not said.endswith(b"\n"):
                data = self.control.recv(65_536)
                if not data:
                    raise StartError("A process for grading ended while it was started; its message is above.")
                said += data
        except TimeoutError:
            raise StartError(f"A process for grading was not ready after {START_SECONDS:g} seconds.") from None
        self.control.settimeout(None)
        return dict(json.loads(said))

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and its child."""
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Parents:
    """The fork servers for trusted and for students' processes, and what the latter are protected by."""

    trusted: Server
    nursery: Server
    folder: Path
    layers: tuple[str, ...]

    @classmethod
    def start(cls, preload: tuple[str, ...], memory_mb: int, seconds: float) -> "Parents":
        """Start both, side by side."""
        folder = Path(tempfile.mkdtemp(prefix="grading-"))
        scratch = folder / "scratch"
        scratch.mkdir()
        settings = StudentSettings(preload, str(scratch), (), memory_mb, seconds)
        environment = dict(os.environ) | {"OPENBLAS_NUM_THREADS": "1", "NBGRADER_EXECUTION": "autograde"}
        trusted = Server.start("trusted", settings, [], environment)
        nursery = Server.start("student", settings, [], environment)
        layers = nursery.ready()["layers"]
        trusted.ready()
        return cls(trusted, nursery, folder, tuple(layers))

    @property
    def alive(self) -> bool:
        """Whether both can still be asked."""
        return self.trusted.alive and self.nursery.alive

    def close(self) -> None:
        """End everything and remove its folder."""
        self.trusted.close()
        self.nursery.close()
        shutil.rmtree(self.folder, ignore_errors=True)


_running: dict[tuple[object, ...], Parents] = {}


def parents(preload: tuple[str, ...], memory_mb: int, seconds: float) -> Parents:
    """The fork servers for these settings: those that are running, or new ones."""
    key = (os.getpid(), preload, memory_mb, seconds)
    known = _running.get(key)
    if known is not None and not known.alive:
        known.close()
        known = None
    if known is None:
        known = _running[key] = Parents.start(preload, memory_mb, seconds)
    return known


@atexit.register
def close_all() -> None:
    """End the fork servers that this process has started."""
    for key, running in list(_running.items()):
        if key[0] == os.getpid():
            running.close()
            del _running[key]
