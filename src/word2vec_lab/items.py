"""The table of items, read once: every check, scoreboard and sum of points takes from here what an item is."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True)
class Item:
    """One graded item: its grade id, its number in the assignment, its notebook, who judges it, its points, its title.

    Of an item that is scored automatically, `check` names both the function that a student writes and the check that
    judges it. Where a person reads the answer, there is none.
    """

    id: str
    part: str
    notebook: str
    kind: Literal["written", "auto"]
    points: float
    title: str
    check: str = ""

    def __post_init__(self) -> None:
        """Refuse an item of which nobody could say who judges it."""
        if self.kind == "auto" and not self.check:
            raise ValueError(f'Item {self.id} is of the kind "auto" and names no check. Add a line `check = "…"`.')
        if self.kind == "written" and self.check:
            raise ValueError(f'Item {self.id} is of the kind "written", so a person reads it. Remove its check.')


@cache
def items() -> dict[str, Item]:
    """All items by grade id, in the order of the table."""
    table = tomllib.loads(files("word2vec_lab").joinpath("items.toml").read_text(encoding="utf-8"))
    return {entry["id"]: Item(**entry) for entry in table["items"]}


def autograded() -> list[Item]:
    """The items that a check scores."""
    return [item for item in items().values() if item.kind == "auto"]


def summary() -> str:
    """How many points there are, and who gives them."""
    points = sum(item.points for item in items().values())
    checked = sum(item.points for item in autograded())
    return (
        f"The series has {points:g} points. Checks give {checked:g} of them. "
        f"A person reads your written answers and gives the other {points - checked:g}."
    )
