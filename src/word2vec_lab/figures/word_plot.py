"""The assignment's plot of word vectors: points in a plane, with labels that do not cover one another."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from word2vec_lab.figures.style import SMALL, TEXT, Picture, axis_name, finished, number, sheet, styled, text_width
from word2vec_lab.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, PURPLE, VERMILLION
from word2vec_lab.vectors import projection

LOOKS = {
    "praise": (GREEN, "o"),
    "complaint": (VERMILLION, "X"),
    "people": (BLUE, "s"),
    "weather": (PURPLE, "^"),
    "drinks": (ORANGE, "D"),
}
OTHER = (GREY, "P")
WIDTH, HEIGHT = 642.0, 450.0
FRAME = (46.0, 66.0, 586.0, 356.0)
LINE_HEIGHT = 16.0
TALL = 15.0
"""Of a label, in points."""


@styled
def word_vectors(
    words: Sequence[str],
    vectors: np.ndarray,
    axes: tuple[int, int] = (0, 1),
    unit_length: bool = False,
    title: str = "Word vectors",
    footer: str = "",
    texts: Mapping[str, str] | None = None,
) -> Picture:
    """The words at their vectors' coordinates on two axes of the SVD of the covariance, as in the assignment.

    `footer` is a line below the plot, in as many lines as it needs; `texts` are carried by the file (see `style`).

    `vectors` is (n, d), `axes` counts from 0, `unit_length` normalises every vector before. Raises ValueError where
    words and vectors do not match, for a word given twice, and for vectors without a place in a plane.
    """
    vectors = np.asarray(vectors, dtype=float)
    if len(words) != len(vectors) or len(set(words)) != len(words):
        raise ValueError(f"each word once, with a vector: got {len(words)} words and {len(vectors)} vectors")
    if vectors.ndim != 2 or not 0 <= min(axes) <= max(axes) < vectors.shape[1]:
        raise ValueError(f"axes {axes} are not both among those of vectors of shape {vectors.shape}")
    coordinates, shares = projection.principal_axes(projection.normalised(vectors) if unit_length else vectors)
    points = coordinates[:, axes]
    lines = _lines(footer)
    below = 3 * math.ceil((LINE_HEIGHT * len(lines) + 8) / 3) if lines else 0  # `sheet` goes in steps of three
    figure, ax = sheet(WIDTH, HEIGHT + below)
    ax.set(ylim=(-below, HEIGHT))
    for number_of_line, line in enumerate(lines):
        ax.text(FRAME[0], -4 - LINE_HEIGHT * number_of_line, line, va="top", size=SMALL, color=GREY)
    left, bottom, width, height = FRAME
    ax.add_patch(Rectangle((left, bottom), width, height, facecolor="none", edgecolor=LINE))
    low, spread = points.min(axis=0), np.ptp(points, axis=0)
    spread = np.where(spread > 0, spread, 1)
    room = np.array([56.0, 24.0])
    places = np.array([left, bottom]) + room + (points - low) / spread * (np.array([width, height]) - 2 * room)
    zero = np.array([left, bottom]) + room - low / spread * (np.array([width, height]) - 2 * room)
    ax.plot([left, left + width], [zero[1]] * 2, color=PALE, zorder=0)
    ax.plot([zero[0]] * 2, [bottom, bottom + height], color=PALE, zorder=0)
    _ticks(ax, low, spread, np.array([width, height]) - 2 * room, room)
    ax.text(left, bottom + height + 10, title)
    for place, word in zip(places, words, strict=True):
        colour, marker = LOOKS.get(projection.GROUP_OF.get(word, ""), OTHER)
        ax.plot(*place, marker=marker, color=colour, markersize=8, markeredgecolor="white", zorder=3)
    for label in _arranged(words, places):
        label.draw(ax)
    names = [axis_name(axis, shares[axis]) for axis in axes]
    ax.text(left + width, bottom - 33, names[0], ha="right", size=SMALL, color=GREY)
    ax.text(left - 34, bottom + height, names[1], ha="center", va="top", size=SMALL, color=GREY, rotation=90)
    _key(ax, words)
    listed = ", ".join(
        f"{word} ({number(float(x), 3)}, {number(float(y), 3)})" for word, (x, y) in zip(words, points, strict=True)
    )
    alt = (
        f"{title}: {len(words)} words as points, by their coordinates on {names[0]} and {names[1]}"
        f"{', after every vector was brought to length 1' if unit_length else ''}. {listed}."
        f"{f' {footer}' if footer else ''}"
    )
    return finished(figure, alt, texts)


def _lines(text: str) -> list[str]:
    """The text in lines that are no wider than the frame."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SMALL) <= FRAME[2]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _ticks(ax: Axes, low: np.ndarray, spread: np.ndarray, scale: np.ndarray, room: np.ndarray) -> None:
    left, bottom, _, _ = FRAME
    for axis, start in ((0, left), (1, bottom)):
        step = 10 ** math.floor(math.log10(spread[axis] / 2))
        step *= next(factor for factor in (5, 2, 1) if factor * step <= spread[axis] / 2)
        digits = max(0, -math.floor(math.log10(step)))
        first = math.ceil(low[axis] / step)
        for tick in range(first, math.floor((low[axis] + spread[axis]) / step) + 1):
            at = start + room[axis] + (tick * step - low[axis]) / spread[axis] * scale[axis]
            text = number(tick * step, digits)
            if axis == 0:
                ax.text(at, bottom - 16, text, ha="center", size=SMALL, color=GREY)
                ax.plot([at, at], [bottom, bottom + 4], color=LINE)
            else:
                ax.text(left - 13, at, text, ha="center", va="center", size=SMALL, color=GREY, rotation=90)
                ax.plot([left, left + 4], [at, at], color=LINE)


def _key(ax: Axes, words: Sequence[str]) -> None:
    """Which shape and colour is which group, along the lower edge."""
    shown = [name for name in LOOKS if any(projection.GROUP_OF.get(word) == name for word in words)]
    x = FRAME[0] + 6
    for name in shown:
        colour, marker = LOOKS[name]
        ax.plot(x, 13, marker=marker, color=colour, markersize=8, markeredgecolor="white")
        ax.text(x + 10, 13, name, va="center", size=SMALL)
        x += 38 + text_width(name, SMALL)


@dataclass(frozen=True)
class _Label:
    """A word's place: its point, and the middle of its text."""

    word: str
    point: tuple[float, float]
    middle: tuple[float, float]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        half = text_width(self.word, TEXT) / 2 + 2
        x, y = self.middle
        return x - half, y - TALL / 2, x + half, y + TALL / 2

    def draw(self, ax: Axes) -> None:
        left, bottom, right, top = self.box
        nearest = (min(max(self.point[0], left), right), min(max(self.point[1], bottom), top))
        if math.dist(nearest, self.point) > 12:
            ax.plot(*zip(self.point, nearest, strict=True), color=GREY, linewidth=0.8, zorder=2)
        ax.text(*self.middle, self.word, ha="center", va="center_baseline", color=INK, zorder=4)


def _arranged(words: Sequence[str], places: np.ndarray) -> list[_Label]:
    """A label for each point, the crowded ones first: the nearest free place, or the one that covers least."""
    points: list[tuple[float, float]] = [(float(x), float(y)) for x, y in places]
    crowd = [sum(math.dist(point, other) < 50 for other in points) for point in points]
    placed: list[_Label] = []
    for i in sorted(range(len(words)), key=lambda i: -crowd[i]):
        best = min(_candidates(words[i], points[i]), key=lambda label: _cost(label, placed, points))
        placed.append(best)
    return placed


def _candidates(word: str, point: tuple[float, float]) -> list[_Label]:
    half = text_width(word, TEXT) / 2
    found = []
    for distance, turn in itertools.product((8.0, 14.0, 22.0, 32.0, 44.0, 58.0, 74.0), range(16)):
        angle = turn * math.pi / 8
        x = point[0] + math.cos(angle) * (distance + half + 2)
        y = point[1] + math.sin(angle) * (distance + TALL / 2)
        found.append(_Label(word, point, (x, y)))
    return found


def _cost(label: _Label, placed: list[_Label], points: list[tuple[float, float]]) -> float:
    """What a place covers, in square points and weighted; then how far it is from its point."""
    left, bottom, right, top = label.box
    x, y, width, height = FRAME
    outside = (
        max(0, x + 2 - left) + max(0, right - x - width + 2) + max(0, y + 2 - bottom) + max(0, top - y - height + 2)
    )
    covered = sum(_overlap(label.box, other.box) for other in placed)
    marks = sum(_overlap(label.box, (px - 5, py - 5, px + 5, py + 5)) for px, py in points)
    return 1000 * outside + 10 * covered + 10 * marks + math.dist(label.middle, label.point)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
