"""The valley of notebook 5's puzzle: one may feel the ground underfoot, and see the whole only afterwards."""

import math
from typing import Any

from word2vec_lab import figures, guessing
from word2vec_lab.figures import Picture

LOOKS = 10
LOW, HIGH = -8.0, 14.0
ENOUGH = 4
"""After so many looks one has searched, and may see the valley."""
NEARLY = 1.1
"""Who stands no higher than this has found the lowest place, whose height is 1."""


def _height(place: float) -> float:
    # Far from the bottom the ground falls evenly, near it ever more gently.
    return math.hypot(1.5, place - 4.3) - 0.5


def look(places: Any) -> None:
    """Print height and slope at each place, at the first ten at most. What is no place is told, and passed over."""
    taken = guessing.places(places)
    for count, place in enumerate(taken[:LOOKS], start=1):
        slope = (_height(place + 1e-5) - _height(place - 1e-5)) / 2e-5
        print(f"look {count:>2}: at {place:7.2f} the height is {_height(place):6.2f}, the slope {slope:+.3f}")
    if len(taken) > LOOKS:
        print(f"You have {LOOKS} looks. The others were not taken.")


def reveal(places: Any) -> Picture | None:
    """The whole valley, with the places where one looked; a sentence, if that was hardly anywhere."""
    taken = guessing.places(places)[:LOOKS]
    if len(set(taken)) < ENOUGH and not any(_height(place) < NEARLY for place in taken):
        print(f"You have looked at {len(set(taken))} of {LOOKS} places. Look at a few more, and run both cells again.")
        return None
    return figures.walk(_height, taken, LOW, HIGH)
