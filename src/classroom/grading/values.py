"""What goes to a worker and comes back, as values: a course, once for all, each submission, and what came of it.

A scheduler and a worker read these, which do not grade themselves: so nothing of nbgrader is imported here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom.grading.rows import Change, Rows

SOURCE = "source"
BLANK = "blank.db"


@dataclass(frozen=True)
class Graded:
    """What came of one submission. `trouble` says why nothing did; `folder` holds the graded notebooks otherwise."""

    student: str
    changed: "list[Change]" = field(default_factory=list)
    folder: str = ""
    log: str = ""
    trouble: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Limits:
    """How long the grading of one submission is waited for. It follows from what the settings grant a student's code.

    `quiet` are seconds on the clock in which it uses no processor time at all: nothing that it waits for may take
    longer. `whole` are seconds of processor time for all notebooks, or ON_THE_CLOCK times as many on the clock.
    """

    quiet: float
    whole: float


@dataclass(frozen=True)
class CourseParcel:
    """A course. `search` are folders in it from which Python imports; `versions` what it is to be graded with."""

    assignment: str
    packed: bytes = field(repr=False)
    search: tuple[str, ...]
    limits: Limits
    packages: tuple[str, ...]
    versions: Mapping[str, str]

    @property
    def digest(self) -> str:
        """A name that this course has, and no other."""
        return hashlib.sha256(self.packed).hexdigest()[:16]


@dataclass(frozen=True)
class Submission:
    """What a student handed in, packed, and what the course's gradebook has of it. It does not show whose it is."""

    student: str = field(repr=False)
    packed: bytes = field(repr=False)
    rows: "Rows" = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """What came of a submission, with the folder of graded notebooks packed. `unfit` says why a worker did nothing."""

    graded: Graded | None = field(default=None, repr=False)
    packed: bytes = field(default=b"", repr=False)
    unfit: str = field(default="", repr=False)
