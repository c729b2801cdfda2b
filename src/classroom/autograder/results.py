"""The file results.json, as Gradescope's autograder specification has it.

There is an entry for each item of the course. Those that checks score carry points. The written ones carry none: people
give these in Gradescope, and the entry only says whether there is something to read. There is no leaderboard, and what
the autograder prints is shown to instructors only.
"""

import html
from dataclasses import dataclass, field
from typing import Any, Literal

from classroom.course import Item

Status = Literal["passed", "failed"]

LONGEST_OUTPUT = 100_000
"""Characters of one entry. Findings take a few thousand."""


@dataclass(frozen=True)
class Entry:
    """What is said of one item. `findings` is harmless HTML. A written item has no `score`.

    Without a `status` Gradescope takes it from the score, and shows neither tick nor cross where there is none.
    """

    item: Item
    findings: str
    score: float | None = None
    status: Status | None = None

    def data(self) -> dict[str, Any]:
        """The entry as Gradescope reads it."""
        data: dict[str, Any] = {
            "number": self.item.part,
            "name": self.item.title,
            "name_format": "text",
            "output": self.findings,
            "output_format": "html",
            "visibility": "visible",
        }
        if self.score is not None:
            data |= {"score": self.score, "max_score": self.item.points}
        else:
            data["name"] = f"{self.item.title} ({points(self.item.points)}, given by a person)"
        if self.status:
            data["status"] = self.status
        return data


@dataclass(frozen=True)
class Results:
    """What is said of one submission. `notes` is harmless HTML about all of it."""

    entries: tuple[Entry, ...]
    notes: str = ""
    seconds: float = 0.0
    protection: tuple[str, ...] = field(default=())

    def data(self) -> dict[str, Any]:
        """The results as Gradescope reads them."""
        return {
            "score": sum(entry.score or 0.0 for entry in self.entries),
            "execution_time": round(self.seconds, 1),
            "output": self.notes,
            "output_format": "html",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "extra_data": {"protection": list(self.protection)},
            "tests": [entry.data() for entry in self.entries],
        }


def without_grades(items: tuple[Item, ...], why: str, seconds: float = 0.0) -> Results:
    """The results where nothing could be graded: 0 points for each item that checks score, and one sentence why."""
    entries = [
        Entry(item, paragraph(why), 0.0, "failed") if item.kind == "auto" else Entry(item, paragraph(why))
        for item in items
    ]
    return Results(tuple(entries), paragraph(why), seconds)


def paragraph(text: str) -> str:
    """A text, whoever wrote it, as a paragraph in which nothing is markup."""
    return f"<p>{html.escape(text)}</p>"


def points(number: float) -> str:
    """So many points."""
    return "1 point" if number == 1 else f"{number:g} points"
