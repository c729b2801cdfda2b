"""What the checks of several notebooks hand to an answer: cases from one public seed, and a stand-in for the treebank.

It has no cases and no mistakes in it: those are each notebook's own.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

PUBLIC_SEED = 224
"""The seed of the checks that students see. The hidden tests bring their own."""

MOST_KEPT = 10_000


def readable(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random numbers with one digit behind the point, for a case that is read. No two rows are alike."""
    while True:
        numbers = rng.uniform(-1.2, 1.2, shape).round(1)
        if len(np.unique(numbers, axis=0)) == len(numbers):
            return numbers


class ToyDataset:
    """Stands in for the treebank: gives out the words of a list one by one, then the list again.

    Every word of the vocabulary should be in it: whoever draws until a certain word comes, or another one than that,
    must not wait for ever. A copy begins at the beginning; `asked` is shared by all copies and holds what was given out
    by any of them, the first `MOST_KEPT` words.
    """

    def __init__(self, given_out: Iterable[int], asked: list[int] | None = None) -> None:
        self.given_out = tuple(given_out)
        self.asked = [] if asked is None else asked
        self.at = 0

    def sampleTokenIdx(self) -> int:
        """The next word index."""
        word = self.given_out[self.at % len(self.given_out)]
        self.at += 1
        if len(self.asked) < MOST_KEPT:
            self.asked.append(word)
        return word

    def __deepcopy__(self, memo: dict[int, Any]) -> "ToyDataset":
        return ToyDataset(self.given_out, self.asked)
