"""Looks for the traces of harm: in files, in the gradebook, among the processes, on the network, in the feedback.

An attack that gets through leaves its own name: a file `harm-NAME`, a process with `harm:NAME` in its command line, a
word on the network. Harm without a name is told by what has changed; in a class of one attacker there is no doubt.
"""

import contextlib
import hashlib
import os
import signal
import socket
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from grading.course import ASSIGNMENT, SECRET
from grading.handing_in import Case

SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
KEPT = ("source", "release", "submitted", "nbgrader_config.py")
CLASS = "the class"
MARK = "harm-"
LOOKED = "stat"
TAKEN = ("memory", "disk", "files", "threads", "lease", "signal", "kernel")
CHILD = "harm:"


class Listener:
    """Stands for the network: whoever connects to it and says a name has got out."""

    def __init__(self) -> None:
        self.heard: set[str] = set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> "Listener":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                with contextlib.suppress(OSError):
                    self.heard.add(connection.recv(200).decode(errors="replace"))


@dataclass(frozen=True)
class Snapshot:
    """What the files were before grading, that grading must not change."""

    files: Mapping[Path, str]

    @classmethod
    def of(cls, course: Path, home: Path) -> "Snapshot":
        """Remember the course's source, release, submissions and settings."""
        return cls({path: _digest(path) for name in KEPT for path in _files(course / name)})


def harm_done(
    course: Path, home: Path, cases: Sequence[Case], before: Snapshot, heard: set[str],
    grades: Mapping[str, Mapping[str, float] | None],
) -> dict[str, set[str]]:  # fmt: skip
    """The harm found, by the name of the case that did it. What has no name goes to the only attacker, or the class."""
    names = {case.name for case in cases}
    attackers = [case.name for case in cases if case.kind != "honest"]
    unnamed = attackers[0] if len(attackers) == 1 else CLASS
    harm: defaultdict[str, set[str]] = defaultdict(set)
    for what, name in _traces(course, home, heard, names):
        harm[name].add(what)
    for path in _changed(course, before):
        if MARK not in path.name:
            harm[unnamed].add(f"changed {path.relative_to(course).parts[0]}/")
    if _manual_scores(course):
        harm[unnamed].add("wrote into the gradebook")
    for case in cases:
        feedback = course / "feedback" / case.name / ASSIGNMENT
        shown = "".join(
            path.read_text(encoding="utf-8", errors="replace")
            for path in feedback.rglob("*")
            if path.is_file() and path.suffix in (".html", ".txt", ".py", ".csv")
        )
        if SECRET in shown:
            harm[case.name].add("hidden tests in the feedback")
        for word in TAKEN:
            if MARK + word in shown:
                harm[case.name].add(f"took {word} without limit")
        if MARK + LOOKED in shown:
            harm[case.name].add("looked at others' files")
        if case.kind == "honest" and sum((grades[case.name] or {}).values()) != case.deserved:
            harm[unnamed].add("others lost points" if grades[case.name] else "run stopped")
        if grades[case.name] is None or not any(feedback.glob("*.html")):
            harm[case.name].add("not graded, no feedback")
    for name in _early_timestamps(course):
        harm[name].add("forged timestamp accepted")
    return dict(harm)


def end_children() -> None:
    """End every process that an attack left behind; they are known by the mark in their command line."""
    for process, _ in _children():
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)


def _traces(course: Path, home: Path, heard: set[str], names: set[str]) -> Iterator[tuple[str, str]]:
    for word in heard:
        if word.startswith(MARK):
            yield "reached the network", word.removeprefix(MARK)
    for _, line in _children():
        yield "left processes behind", line.partition(CHILD)[2].split()[0].strip("\"'")
    found = [path for folder in SHARED if folder.is_dir() for path in folder.glob(f"{MARK}*")]
    found += [path for folder in (course, home) for path in folder.rglob(f"*{MARK}*")]
    for path in found:
        name = next((name for name in sorted(names, key=len, reverse=True) if name in path.name), CLASS)
        where = (
            "the home folder" if home in path.parents else "the course" if course in path.parents else "shared folders"
        )
        yield f"left files in {where}", name
        if path.parent in SHARED:
            path.unlink()
    for path in (course / "nbgrader_config.py", home / ".jupyter" / "nbgrader_config.py"):
        if path.is_file() and MARK in (text := path.read_text(encoding="utf-8")):
            yield "changed the configuration", text.rpartition(MARK)[2].split()[0]


def _children() -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if CHILD in line and "import time" in line:
                yield int(folder.name), line


def _changed(course: Path, before: Snapshot) -> Iterator[Path]:
    now = {path: _digest(path) for name in KEPT for path in _files(course / name)}
    for path in before.files.keys() | now.keys():
        # A timestamp that nbgrader could not read is set aside under another name; that is no harm.
        if before.files.get(path) != now.get(path) and not path.name.startswith("timestamp.txt"):
            yield path


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    return [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if not path.is_file():
        return "no file"
    return f"{path.stat().st_size} {hashlib.sha256(path.read_bytes()[:1_000_000]).hexdigest()}"


def _manual_scores(course: Path) -> bool:
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", timeout=20)) as database:
        return bool(database.execute("select count(*) from grade where manual_score is not null").fetchone()[0])


def _early_timestamps(course: Path) -> list[str]:
    question = "select student_id from submitted_assignment where timestamp < '2010-01-01'"
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", timeout=20)) as database:
        return [str(row[0]) for row in database.execute(question)]
