"""A Dask scheduler and its workers, each a process of its own, all on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

WAIT = 300.0
TTL = "8s"


class Machines:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.environment = environment
        self.folder = folder
        self.address = ""
        self.started: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start one of Dask's commands."""
        log = (self.folder / f"log-{len(self.started)}.txt").open("wb")
        settings = {
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": TTL,
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env=os.environ | settings | self.environment | environment,
            stdout=log,
            stderr=log,
            cwd=self.folder,
        )
        log.close()
        self.started.append(process)
        return process

    def schedule(self) -> None:
        """Start the scheduler."""
        found = self.folder / "scheduler.json"
        command = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        if "DASK_CONFIG" in self.environment:
            command += ["--protocol", "tls"]
        self.start(*command, "--scheduler-file", str(found))
        until(lambda: found.exists() and found.read_text().endswith("}"))
        self.address = str(json.loads(found.read_text())["address"])

    def work(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        command = ["distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        process = self.start(*command, "--host", "127.0.0.1", *options, **environment)
        self.workers.append(process)
        return process

    def logs(self) -> str:
        """All that they have written so far."""
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("log-*.txt"))

    def end(self) -> None:
        """End them all."""
        for process in self.started:
            for one in [*below(process.pid), process.pid]:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            process.wait()


def below(pid: int) -> list[int]:
    """All processes that a process has started, and those that they have."""
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def until(condition: Callable[[], object]) -> None:
    """Wait for something that must come."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < WAIT
        time.sleep(0.05)


@contextmanager
def machines(folder: Path, workers: int, **environment: str) -> Iterator[Machines]:
    """A scheduler and so many workers, in a new folder, for as long as they are needed."""
    folder.mkdir()
    there = Machines(folder, **environment)
    try:
        there.schedule()
        for _ in range(workers):
            there.work()
        until(lambda: there.logs().count("Register worker") == workers)
        yield there
    finally:
        there.end()
