"""Whether a length, as a style sheet writes one, is small enough to be drawn.

A block of thirty million pixels puts the rest of a page out of reach, whichever property asks for it. What HTML and
what a formula may ask for differs, so each brings its own table.

>>> are_bounded("1px solid #aa5500", {"px": 9.0})
True
>>> are_bounded("10px solid #aa5500", {"px": 9.0})
False
"""

import re
from collections.abc import Mapping

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)
LENGTH = re.compile(r"([0-9]*\.?[0-9]+(?:e[0-9]+)?)\s*([a-z%]*)", re.IGNORECASE)


def lengths(value: str) -> list[tuple[float, str]]:
    """The numbers of a value with their units, without their signs; a colour holds none."""
    return [(float(number), unit.lower()) for number, unit in LENGTH.findall(COLOUR.sub("", value))]


def are_bounded(value: str, largest: Mapping[str, float]) -> bool:
    """Whether every length in it has a unit of the table, and is at most as large as the table says."""
    return all(number <= largest.get(unit, -1.0) for number, unit in lengths(value))
