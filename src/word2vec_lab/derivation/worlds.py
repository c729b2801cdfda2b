"""The numbers at which a derivation is measured: random and generic, with every size different from every other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

DRAWS = 2
"""Each formula is measured at so many draws at once."""


class Place(NamedTuple):
    """Where an index points: to a word, to a place in the sample, to a distance in the window, or to a bare number."""

    kind: Literal["word", "sample", "offset", "entry", "number"]
    at: int


@dataclass(frozen=True)
class World:
    """One choice of all numbers; arrays have a leading axis of draws, and vectors are columns."""

    d: int
    V: int
    K: int
    m: int
    outside: np.ndarray
    centre: np.ndarray
    o: int
    c: int
    samples: tuple[int, ...]
    window: Mapping[int, int]
    scalars: Mapping[str, np.ndarray]
    letters: tuple[int, ...]
    """Words for letters that no sum binds, in the order in which they are met."""
    positions: tuple[int, ...]
    """Places in the sample for such letters."""
    same: str = ""
    """The letter that stands for o as well: the case w = o."""
    repeats: bool = False
    below: bool = False

    def smaller(self) -> World:
        """The same case with few and short numbers, to be looked at."""
        return world(repeats=self.repeats, same=self.same, below=self.below, small=True)


COUNTS = ("n", "N", "m", "M", "k", "c", "C", "r", "q", "a", "t")
"""Letters that may say how often a sample occurs."""
FREE_NUMBERS = ("x", "z", "t", "a", "b", "r", "s", "q", "p", "h", "g", "n", "k", "theta")


@cache
def world(
    *, repeats: bool = False, same: str = "", below: bool = False, small: bool = False, seed: int = 2025
) -> World:
    """A world: `repeats` lets a word be drawn twice, `same` names the letter for which o stands, `below`: x < 0."""
    rng = np.random.default_rng(seed)
    draws = 1 if small else DRAWS
    d, V, K = (2, 3, 2) if small and not repeats else (2, 3, 4) if small else (4, 8, 5 + repeats)
    o, c = (1, 2) if small else (2, 5)
    if small:
        others = [word for word in range(V) if word != o]
        samples = tuple(others[at % 2] for at in range(K))
        letters = tuple(others)
        positions = tuple(range(K))
    else:
        samples = (6, 3, 6, 3, 6, 1) if repeats else (6, 3, 1, 7, 4)
        letters = (4, 1, 6, 0, 3, 7)
        positions = (2, 1, 4, 0, 3)
    x = rng.uniform(0.4, 1.4, (len(FREE_NUMBERS) - 1, draws, 1, 1))
    x[0] *= -1 if below else 1
    scalars = dict(zip(FREE_NUMBERS[:-1], x, strict=True))
    scalars["theta"] = scalars["a"] + scalars["b"] / 3
    scalars["h"] = scalars["h"] / 10  # x + h lies on the same side as x.
    scalars["alpha"] = rng.uniform(0.1, 0.4, (draws, 1, 1))
    return World(
        d, V, K, 2,
        outside=_rounded(rng.normal(0, 0.8, (draws, d, V)), small),
        centre=_rounded(rng.normal(0, 0.8, (draws, d, V)), small),
        o=o, c=c, samples=samples,
        window={-2: 0, -1: 2, 1: 1, 2: V - 1} if not small else {-2: 0, -1: 1, 1: 0, 2: 1},
        scalars=scalars, letters=letters, positions=positions, same=same, repeats=repeats, below=below,
    )  # fmt: skip


def _rounded(numbers: np.ndarray, small: bool) -> np.ndarray:
    """What a person looks at has few digits."""
    return np.round(numbers, 1) if small else numbers
