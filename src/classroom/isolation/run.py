"""One notebook, seen from nbgrader's process: it has the trusted process forked and collects what that one reports.

The trusted process itself may be lost: a test can hang or die over what a student's function returned. That costs one
item, and another trusted process goes on behind it.
"""

import contextlib
import json
import logging
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from classroom.isolation import control, outputs
from classroom.isolation.cells import Output
from classroom.isolation.job import Job
from classroom.isolation.link import DeadlineError, Link, LinkBrokenError
from classroom.isolation.patience import ON_THE_CLOCK, Patience, processor_time
from classroom.isolation.servers import Servers
from classroom.isolation.verdicts import Verdict

GRACE = 5.0
"""Seconds that the trusted process is given, after a limit, to notice by itself."""

MOST_STARTS = 12

CHECK_LOST = (
    "The check was stopped: it took too long with what your code returned, or broke over it. It gives no points until a"
    " person has looked at it."
)
TIME_IS_UP = (
    "The time for the whole notebook ran out before this check. Look for a cell that takes minutes. It gives no points"
    " until a person has looked at it."
)
DOUBTFUL = (
    "The process that runs your code ended or took too long, here or in a cell above. If points are missing here, a"
    " person looks at it."
)


@dataclass
class Run:
    """A job and its results so far: the outputs of each cell, by place.

    `ended` are the checks that the trusted process saw come to their end. `lost` are those that grading itself could
    not bring there. `troubled` are those during which the student process ended or took too long.
    All of these are for a person to look at if points are missing (see `doubtful`).
    `questions` are those of checks that want a person to look in any case, in words. `verdicts` are what checks say
    beside their points, `lines` those in which they broke, for the instructor's eyes, and `seconds` is the processor
    time that all of it took.
    """

    job: Job
    servers: Servers
    helpers: Mapping[str, Path]
    log: logging.Logger
    shown: dict[int, list[Output]] = field(default_factory=dict)
    harmful: set[int] = field(default_factory=set)
    ended: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    troubled: set[int] = field(default_factory=set)
    questions: dict[int, str] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0
    under_way: int | None = None

    def results(self) -> dict[int, list[Output]]:
        """Run the job. In the end every check has ended, or has an output that says why not."""
        if not self.job.cells:
            return {}
        with self.servers.in_use:  # each of them has one child at a time
            pids = [server.process.pid for server in self.servers.all]
            before = processor_time(pids)
            try:
                return self._results()
            finally:
                self.seconds = max(0.0, processor_time(pids) - before)

    def _results(self) -> dict[int, list[Output]]:
        # What cells show, open tests and hidden ones have the time of a notebook each. Cells that are run again do not
        # count, and of those only the trusted process knows: so this is only a bound.
        until = time.monotonic() + 3 * ON_THE_CLOCK * self.job.notebook_seconds + GRACE
        try:
            for _ in range(MOST_STARTS):
                if time.monotonic() > until or self._attempt(until):
                    break
                self._give_up_one()
        finally:
            for server in self.servers.all:
                with contextlib.suppress(OSError):  # it is gone; the next notebook gets a new one
                    control.end_child(server.control)
            self.servers.last_used = time.monotonic()
        why = TIME_IS_UP if time.monotonic() > until else CHECK_LOST
        for cell in self.job.cells:
            if cell.role == "check" and cell.number not in self.shown:
                self.shown[cell.number] = [outputs.reason("NoScore", why)]
                self.lost.add(cell.number)
        return self.shown

    def _give_up_one(self) -> None:
        """Do not try the cell again over which the trusted process was lost."""
        lost = self.under_way
        if lost is None:
            lost = next((cell.number for cell in self.job.cells if cell.number not in self.shown), None)
        if lost is not None:
            self.shown[lost] = [outputs.reason("NoScore", CHECK_LOST)]
            self.harmful.add(lost)
            self.lost.add(lost)
        self.under_way = None

    @property
    def doubtful(self) -> set[int]:
        """The checks whose 0 may not be the answer's fault: something ended or held up a process in them, or before."""
        stopped = [cell.number for cell in self.job.cells if cell.role != "check" and cell.number in self.harmful]
        behind = {cell.number for cell in self.job.cells if stopped and cell.number > min(stopped)}
        return self.lost | self.troubled | {cell.number for cell in self.job.cells if cell.role == "check"} & behind

    def _attempt(self, until: float) -> bool:
        """Have a new trusted process go through the job. Returns whether it came to the end."""
        folder = Path(tempfile.mkdtemp(dir=self.servers.folder))
        for name, path in self.helpers.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)
        ours, theirs = socket.socketpair()
        link = Link(ours)
        try:
            with theirs:
                ends = [theirs, self.servers.hidden.control, self.servers.shown.control]
                control.ask_for_child(self.servers.trusted.control, ends)
            over, harmful = frozenset(self.shown), frozenset(self.harmful)
            students = (self.servers.hidden.process.pid, self.servers.shown.process.pid)
            job = replace(self.job, folder=str(folder), students=students, over=over, harmful=harmful)
            link.send(job.to_json())
            while True:
                link.left = self._left(until)
                if self._take(json.loads(link.receive())):
                    return True
        except (DeadlineError, LinkBrokenError, OSError):
            return False
        finally:
            link.close()
            shutil.rmtree(folder, ignore_errors=True)

    def _left(self, until: float) -> Callable[[], float]:
        """How long to wait for the next report."""
        pids = [server.process.pid for server in self.servers.all]
        cell = Patience(self.job.cell_seconds + GRACE, lambda: processor_time(pids))

        def left() -> float:
            whole = until - time.monotonic()
            if whole <= 0:
                raise DeadlineError
            return whole if self.under_way is None else min(whole, cell.left())

        return left

    def _take(self, told: dict[str, Any]) -> bool:
        """Note one report of the trusted process. Returns whether it was the last."""
        match told["event"]:
            case "begin":
                self.under_way = told["number"]
            case "again":
                self.under_way = None
            case "end":
                self.under_way = None
                self.shown[told["number"]] = told["outputs"]
                if told["ended"]:
                    self.ended.add(told["number"])
                if told["trouble"]:
                    self.troubled.add(told["number"])
                if told["verdict"]:
                    self.verdicts[told["number"]] = told["verdict"]
                if told["line"]:
                    self.lines[told["number"]] = told["line"]
                if told["question"]:
                    self.questions[told["number"]] = told["question"]
            case "harmful":
                self.harmful.add(told["number"])
                # What a cell shows is told before the checks begin, and nothing that happens there changes it.
                self.shown.setdefault(told["number"], told["outputs"])
            case "say":
                self.log.warning("%s", outputs.printable(told["text"]))
        return bool(told["event"] == "done")
