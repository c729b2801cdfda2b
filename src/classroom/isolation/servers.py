"""The three fork servers of a grading run, started when the first notebook needs them and kept for the next ones."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.converters.base import NbGraderException

from classroom.isolation import bubblewrap, folders, sandbox, standins
from classroom.isolation.control import IDLE_SECONDS, answers
from classroom.isolation.sandbox import StudentSettings

START_SECONDS = 120.0

# A child keeps only the thread that forked it, so no library may have started others before.
COMMON = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NBGRADER_EXECUTION": "autograde"}


class StartError(NbGraderException):
    """Grading cannot begin; the message says why, and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What fork servers are started for. Those that run already serve everybody who wants the same.

    `source` is the folder whose notebooks are graded.
    """

    course: Path
    preload: tuple[str, ...]
    tools: tuple[str, ...]
    memory_mb: int
    seconds: int
    kept_back: tuple[str, ...] = ()
    source: Path | None = None


@dataclass
class Server:
    """One fork server, and our end of its control line."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    @classmethod
    def start(cls, role: str, settings: StudentSettings, before: list[str], environment: dict[str, str]) -> "Server":
        """Start it, with the words `before` in front of its command, and do not wait until it is ready."""
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [
                sys.executable,
                "-P",
                "-m",
                "classroom.isolation.forkserver",
                role,
                str(number),
                settings.to_json(),
            ]
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
        """Wait until it has imported everything. Returns what it says then."""
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
        """Whether it still answers when it is asked. A student process may have ended or stopped it."""
        return self.process.poll() is None and answers(self.control)

    def close(self) -> None:
        """End it, and its child."""
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Servers:
    """The three fork servers, and what the student processes are protected by.

    Student processes that are handed hidden input come from `hidden`. Those of which anything is shown come from
    `shown`. They come from two servers because the kernel counts some things for all children of one together, files
    and processes above all: a later child could read there what an earlier one was called with.
    `missing` are modules that could not be imported for the student processes.
    """

    trusted: Server
    hidden: Server
    shown: Server
    folder: Path
    layers: tuple[str, ...]
    missing: tuple[str, ...] = ()
    last_used: float = field(default_factory=time.monotonic)
    in_use: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def start(cls, wanted: Wanted) -> "Servers":
        """Start them, side by side."""
        if not hasattr(os, "fork"):
            raise StartError(
                "Grading in two processes needs a system that can fork, and this one cannot. On Windows, grade inside"
                " WSL or a Linux container."
            )
        folder = Path(tempfile.mkdtemp(prefix="grading-"))
        folder.chmod(0o711)  # so that another user gets through to the working folder, if student processes have one
        readable = sandbox.readable_folders(wanted.course, (*wanted.preload, *wanted.tools))
        unreadable = tuple(standins.files_of(wanted.kept_back))

        def settings(place: str) -> StudentSettings:
            # Each server has folders of its own: even when it is empty, a folder tells how much has lain in it.
            (folder / place).mkdir(0o711)
            scratch = folder / place / "scratch"
            scratch.mkdir()
            fonts = str(_font_list(folder / place))
            return StudentSettings(
                *(wanted.preload, wanted.tools, str(scratch), (*readable, fonts), wanted.memory_mb, wanted.seconds),
                shared=fonts,
                kept_back=wanted.kept_back,
                unreadable=unreadable,
            )

        for_trusted = replace(settings("trusted"), source=str(wanted.source or ""))
        trusted = Server.start("trusted", for_trusted, [], dict(os.environ) | COMMON)
        with ThreadPoolExecutor(2) as side_by_side:
            both = [side_by_side.submit(_start_for_students, settings(place)) for place in ("hidden", "shown")]
        try:
            (hidden, ready), (shown, also_ready) = (one.result() for one in both)
            trusted.ready()
        except BaseException:
            for server in (trusted, *(one.result()[0] for one in both if one.exception() is None)):
                server.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        layers = tuple(layer for layer in ready["layers"] if layer in also_ready["layers"])
        return cls(trusted, hidden, shown, folder, layers, tuple(ready["missing"]))

    @property
    def all(self) -> tuple[Server, ...]:
        """The three."""
        return self.trusted, self.hidden, self.shown

    @property
    def alive(self) -> bool:
        """Whether all of them still answer. After a while without work they end by themselves."""
        fresh = time.monotonic() - self.last_used < IDLE_SECONDS / 2
        return fresh and all(server.alive for server in self.all)

    def close(self) -> None:
        """End everything and remove its folder."""
        for server in self.all:
            server.close()
        folders.empty(str(self.folder))
        shutil.rmtree(self.folder, ignore_errors=True)


def _start_for_students(settings: StudentSettings) -> tuple[Server, dict[str, list[str]]]:
    """A fork server of student processes, and what it says of itself. It runs inside bubblewrap if it starts there."""
    environment = harmless_environment() | COMMON | {"HOME": settings.scratch, "MPLCONFIGDIR": settings.shared}
    before = None
    if sys.platform == "linux":
        before = bubblewrap.command(
            settings.readable, settings.shared, settings.scratch, environment, settings.unreadable
        )
    if before:
        wrapped = Server.start("student", settings.with_layers([sandbox.BUBBLEWRAP]), before, environment)
        try:
            return wrapped, wrapped.ready()
        except StartError:
            wrapped.close()
    bare = Server.start("student", settings, [], environment)
    try:
        return bare, bare.ready()
    except StartError:
        bare.close()
        raise


def harmless_environment() -> dict[str, str]:
    """The part of our environment that a student process may know: nothing that could be a secret."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "LC_CTYPE", "TZ") if name in os.environ}
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(path)]
    return kept | {"PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join(paths)}


def _font_list(folder: Path) -> Path:
    """A settings folder for Matplotlib with nothing in it but its list of fonts, which takes seconds to make."""
    made = folder / "matplotlib"
    made.mkdir()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    for path in Path(os.environ.get("MPLCONFIGDIR") or cache).glob("fontlist-*.json"):
        shutil.copy(path, made)
    return made


_running: dict[tuple[int, Wanted], Servers] = {}


def running_servers(wanted: Wanted) -> Servers:
    """The fork servers that are wanted: those that are running, or new ones."""
    key = (os.getpid(), wanted)
    known = _running.get(key)
    if known is not None and not known.alive:
        known.close()
        known = None
    if known is None:
        known = _running[key] = Servers.start(wanted)
    known.last_used = time.monotonic()
    return known


@atexit.register
def close_all() -> None:
    """End the fork servers that this process has started."""
    for key, running in list(_running.items()):
        if key[0] == os.getpid():
            running.close()
            del _running[key]
