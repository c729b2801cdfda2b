"""What a check reports: where something is wrong, what it is, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that must be mended before the course is handed out."""

    where: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.where}\n    {self.what}\n    {self.do}"
