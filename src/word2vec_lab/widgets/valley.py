"""The valley of notebook 5's puzzle: one may feel the ground underfoot, and see the whole only afterwards."""

import math
from typing import Any

from word2vec_lab import figures, guessing
from word2vec_lab.figures import Picture

LOOKS = 10
LOW, HIGH = -8.0, 14.0


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


def reveal(places: Any) -> Picture:
    """The whole valley, with the places where one looked."""
    return figures.walk(_height, guessing.places(places)[:LOOKS], LOW, HIGH)
