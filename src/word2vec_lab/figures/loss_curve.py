"""The loss of one pair as a curve over the probability that was given to the observed word."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.expecting import expecting
from word2vec_lab.figures.style import (
    POINTS,
    TEXT,
    Picture,
    finished,
    number,
    paper,
    plain_or_times_ten,
    styled,
    text_width,
)
from word2vec_lab.palette import BLUE, GREY, INK, ORANGE, PALE


@expecting("labels with a probability each, such as {'a guess': 0.5}")
@styled
def surprise(points: dict[str, float]) -> Picture:
    """The curve −log p, with a labelled point for each probability in `points` (label → p, in nats).

    Raises ValueError for a probability that is not above 0 and at most 1.
    """
    for label, p in points.items():
        if not 0 < p <= 1:
            raise ValueError(f"A probability lies above 0 and is at most 1; {label!r} has {p}.")
    values = {label: -math.log(p) + 0.0 for label, p in points.items()}
    highest = max([3.4, *values.values()])
    ceiling = highest * 1.16 + 0.1
    figure = Figure(figsize=(8.0, 4.4))
    ax = figure.add_axes((0.085, 0.145, 0.895, 0.83))
    grid = np.concatenate([np.geomspace(math.exp(-ceiling), 0.02, 120), np.linspace(0.021, 1, 240)])
    ax.plot(grid, -np.log(grid), color=BLUE, linewidth=2.8, zorder=2)
    ax.set(xlim=(-0.012, 1.06), ylim=(-0.025 * ceiling, ceiling))
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    ax.grid(color=PALE, linewidth=1)
    ax.set_xlabel("p, the probability given to the word that was observed")
    ax.set_ylabel("−log p, the loss (in nats)")
    _label_points(ax, points)
    told = "; ".join(f"{label}: p = {points[label]:.4g}, loss {number(values[label])}" for label in points)
    alt = (
        "The curve −log p for probabilities p between 0 and 1: it falls steeply from very large values near p = 0, "
        f"then ever more gently, and touches 0 at p = 1. Marked points: {told or 'none'}."
    )
    return finished(figure, alt)


@dataclass(frozen=True)
class _Tag:
    """A label of a point, laid out: its text, the point, and the label's left, bottom, width and height."""

    text: str
    x: float
    y: float
    left: float
    low: float
    wide: float
    tall: float

    @property
    def foot(self) -> tuple[float, float]:
        """Where the line from the point meets the label."""
        beside = self.left > self.x
        return (self.left, self.low + self.tall / 2) if beside else (self.x, self.low)

    def crossed_by(self, other: "_Tag") -> bool:
        """Whether the other's line runs through this label."""
        t = np.linspace(0, 1, 40)
        x, y = other.x + t * (other.foot[0] - other.x), other.y + t * (other.foot[1] - other.y)
        inside = (self.left < x) & (x < self.left + self.wide) & (self.low < y) & (y < self.low + self.tall)
        return bool(inside.any())


def _tags(points: dict[str, float], across: float, up: float, right: float) -> list[_Tag]:
    """Lay out a label for each point up and to the right of it, where the curve never is.

    `across` and `up` are points of the page per unit, `right` is where the axes end. Labels are stacked in the order
    that lifts them least and leads no line through another label.
    """

    def stacked(order: Sequence[str]) -> list[_Tag]:
        tags: list[_Tag] = []
        for label in order:
            x, y = points[label], -math.log(points[label])
            text = f"{label}: p = {plain_or_times_ten(x)}, −log p = {number(y)}"
            wide, tall = (text_width(text, TEXT) + 8) / across, 20 / up
            left = x + 16 / across
            if left + wide > right:
                # Beside the point there is no room: end above it, or at the edge if that leads too far to the left.
                ending_here = x + 8 / across - wide
                left = ending_here if ending_here > 0.35 else max(right - wide, 0.0)
            low = max(y + (4 if left > x else 13) / up, -math.log(max(left, 1e-9)) + 5 / up if left < x else y)
            while any(
                left < t.left + t.wide and t.left < left + wide and low < t.low + t.tall and t.low < low + tall
                for t in tags
            ):
                low += 2 / up
            tags.append(_Tag(text, x, y, left, low, wide, tall))
        return tags

    def cost(tags: list[_Tag]) -> float:
        crossings = sum(a is not b and a.crossed_by(b) for a in tags for b in tags)
        return 1000 * crossings + sum((tag.low - tag.y) * up for tag in tags)

    from_the_right = sorted(points, key=lambda label: -points[label])
    orders = itertools.permutations(from_the_right) if len(points) <= 5 else [tuple(from_the_right)]
    return min(map(stacked, orders), key=cost)


def _label_points(ax: Axes, points: dict[str, float]) -> None:
    figure = ax.get_figure(root=True)
    assert figure is not None
    box, (left, right), (bottom, top) = ax.get_position(), ax.get_xlim(), ax.get_ylim()
    across = box.width * figure.get_figwidth() * POINTS / (right - left)
    up = box.height * figure.get_figheight() * POINTS / (top - bottom)
    for tag in _tags(points, across, up, right):
        ax.plot([tag.x, tag.foot[0]], [tag.y, tag.foot[1]], color=GREY, linewidth=1, zorder=1)
        ax.plot([tag.x], [tag.y], "o", markersize=9, color=ORANGE, markeredgecolor=INK, markeredgewidth=1.4, zorder=4)
        middle = tag.low + tag.tall / 2
        ax.text(tag.left + 4 / across, middle, tag.text, va="center_baseline", zorder=3, bbox=paper(0.5))
