"""Classes that a course gives to students in a module beside the notebooks."""

from collections import namedtuple
from enum import Enum, IntEnum

Place = namedtuple("Place", "row column")


class Colour(Enum):
    """A colour of a spell."""

    RED = 1
    BLUE = 2


class Level(IntEnum):
    """How hard a spell is."""

    LOW = 1
    HIGH = 2


class TooWeakError(Exception):
    """A spell that does nothing."""


class Spell:
    """A spell of some power."""

    def __init__(self, power: int) -> None:
        self.power = power

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spell) and other.power == self.power

    def __lt__(self, other: "Spell") -> bool:
        return self.power < other.power

    def __add__(self, other: "Spell") -> "Spell":
        return Spell(self.power + other.power)

    def __hash__(self) -> int:
        return hash(self.power)

    def beats(self, power: int) -> bool:
        """Whether it has more power than that."""
        return self.power > power


class Doubler:
    """An object that is called."""

    def __call__(self, power: int) -> int:
        """Twice the power."""
        return 2 * power


def power_of(spell: Spell) -> int:
    """The power of a spell, and of nothing else."""
    if not isinstance(spell, Spell):
        raise TypeError("no Spell")
    return spell.power
