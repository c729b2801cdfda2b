"""The table of the 49 points, read once, so that a check and a scoreboard take an item's points from one place."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True)
class Item:
    """One item of the handout: its grade id, its number there, its notebook, who reads it and its points."""

    id: str
    part: str
    notebook: str
    kind: Literal["written", "auto"]
    points: float
    title: str


@cache
def items() -> dict[str, Item]:
    """All items by grade id, in the handout's order.

    >>> items()["q2b"].notebook
    '5_sgd'
    """
    table = tomllib.loads(files("word2vec_lab").joinpath("items.toml").read_text(encoding="utf-8"))
    return {entry["id"]: Item(**entry) for entry in table["items"]}
