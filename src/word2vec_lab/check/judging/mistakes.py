"""What a mistake is to the checks: numbers that would come of it, told relative to what was measured.

So the tables of mistakes can be read from end to end without finding an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from word2vec_lab.check.score import Finding
from word2vec_lab.measure.numeric import relative_error

C = TypeVar("C")
T = TypeVar("T")

NAMING_TOLERANCE = 1e-4
"""How closely a student's numbers must match those of a known mistake before it is named."""


def near(one: Any, theirs: np.ndarray, tolerance: float = NAMING_TOLERANCE) -> bool:
    """Whether numbers, stretched to the shape of the student's, match these everywhere. Infinity matches nothing."""
    with np.errstate(all="ignore"):
        return bool((relative_error(np.broadcast_to(one, theirs.shape), theirs) <= tolerance).all())


@dataclass(frozen=True)
class Measured(Generic[C]):
    """One test case with what was measured on it: the numbers that a right answer shows."""

    case: C
    value: np.ndarray


@dataclass(frozen=True)
class Mistake(Generic[C]):
    """A known mistake: its slug, what is seen, a question, and the numbers it produces on a case."""

    name: str
    title: str
    says: str
    asks: str
    produces: Callable[[Measured[C]], np.ndarray]


Namer = Callable[[Sequence[Measured[C]], Sequence[np.ndarray]], Finding | None]
"""Looks for the name of what is wrong with a student's arrays, one for each case, where no table has it."""


@dataclass(frozen=True)
class Replacement(Generic[T]):
    """A known mistake, told by what it puts in the place of something right: another loss, curve or window."""

    name: str
    title: str
    says: str
    asks: str
    instead: T

    def mistake(self, produces: Callable[[T, C], np.ndarray]) -> Mistake[C]:
        """As a mistake; `produces` gives the numbers that come of what stands `instead` on a case."""
        return Mistake(self.name, self.title, self.says, self.asks, lambda m: produces(self.instead, m.case))
