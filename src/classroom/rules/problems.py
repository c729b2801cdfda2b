"""What a check reports: where something is wrong, what it is, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that must be mended before the course is handed out; or a note, which may be right as it is."""

    where: str
    what: str
    do: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.where}{' (a note)' if self.note else ''}\n    {self.what}\n    {self.do}"
