"""What nbgrader's process tells the trusted process to do with one notebook. It crosses their link as JSON."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from classroom.isolation.scope import Scope

Role = Literal["student", "given", "check"]
"""Who runs a cell: "student" is for the student process, "check" for the trusted process; a "given" cell is locked, and
both run it."""


@dataclass(frozen=True)
class CellToRun:
    """A code cell. `number` is its place in the notebook. The source of locked and test cells is the instructor's.

    `name` is its grade id, if it has one. `definitions` are functions and classes of an open cell which the student has
    left as it was: the trusted process has them too.
    """

    number: int
    role: Role
    source: str
    definitions: str = ""
    name: str = ""


@dataclass(frozen=True)
class Job:
    """One notebook.

    `names` are those that the answer cells of the source define. `files` go into the student's working folder, in
    base64; `helpers` are those of them that are modules, and `beside` all modules and packages. `asked` are functions
    "module:function" that hand out the student's own code. `kept_back` are modules of which student processes have
    stand-ins, and `around`, if it is not empty, is a context manager "module:function" (see `Session`). `scope` says
    which other names tests need. `students` are the process ids of the fork servers of student processes. `folder` is
    the working folder of the trusted process. The cells numbered in `over` have been reported: they run again for their
    effect, and checks among them do not run. The cells numbered in `harmful` have ended a process and are not run
    again.
    """

    cells: tuple[CellToRun, ...]
    names: tuple[str, ...]
    files: dict[str, str]
    helpers: tuple[str, ...]
    asked: tuple[str, ...]
    cell_seconds: float
    notebook_seconds: float
    beside: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()
    around: str = ""
    scope: Scope = field(default_factory=Scope)
    students: tuple[int, ...] = ()
    folder: str = ""
    over: frozenset[int] = frozenset()
    harmful: frozenset[int] = frozenset()

    def to_json(self) -> bytes:
        """The job as bytes."""
        return json.dumps(asdict(self) | {"over": sorted(self.over), "harmful": sorted(self.harmful)}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Job":
        """The job that `to_json` wrote."""
        told: dict[str, Any] = json.loads(data)
        scope: dict[str, Any] = {key: tuple(one) if type(one) is list else one for key, one in told["scope"].items()}
        told["scope"] = Scope(**scope)
        told |= {"cells": tuple(CellToRun(**cell) for cell in told["cells"])}
        told |= {key: frozenset(told[key]) for key in ("over", "harmful")}
        told |= {key: tuple(told[key]) for key in ("names", "helpers", "beside", "asked", "kept_back", "students")}
        return cls(**told)
