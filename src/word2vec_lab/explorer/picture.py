"""The explorer's picture without a browser: what a code host shows, and what is handed in as `word_vectors.png`.

It has the same content as the plot in the page: the same words at the same coordinates, groups by colour and shape,
analogy and trails, one plot or two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from word2vec_lab.explorer.projecting import Projected, project
from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    SMALL,
    VERMILLION,
    Picture,
    finished,
    number,
    sheet,
    styled,
    text_width,
)
from word2vec_lab.figures.vectors import Arrow, Labels, draw_arrow

LOOKS = ((GREEN, "o"), (VERMILLION, "X"), (BLUE, "s"), (PURPLE, "^"), (ORANGE, "D"), (SKY, "v"), ("#F0E442", "*"))
"""A colour and a shape for each group, in order; the page has the same."""

WIDTH, HEIGHT = 642.0, 450.0
NARROW = 480.0
LEFT, RIGHT, BOTTOM, TOP = 34.0, 12.0, 66.0, 28.0
KINDS = {"center": "Centre vectors", "outside": "Outside vectors", "both": "Centre and outside vectors"}
NAMED = 60
"""Up to so many words have their coordinates in the alternative text."""


@dataclass(frozen=True)
class Pane:
    """One of the plots: a run under its settings, and a name where two stand side by side."""

    run: Vectors
    settings: Settings
    name: str = ""


def panes(runs: Sequence[Vectors], settings: Settings) -> tuple[Pane, ...]:
    """What stands side by side under these settings."""
    if settings.beside == "length":
        halves = (("Raw", False), ("Length 1", True))
        return tuple(Pane(runs[0], replace(settings, unit_length=unit), name) for name, unit in halves)
    if settings.beside == "run":
        return tuple(
            Pane(run, replace(settings, moment=_moment(run, runs, settings)), run.name or f"Run {k + 1}")
            for k, run in enumerate(runs)
        )
    return (Pane(runs[0], settings),)


def _moment(run: Vectors, runs: Sequence[Vectors], settings: Settings) -> float | None:
    """The moment of the settings, which counts the checkpoints of the first run that has any, as another run counts."""
    clock = next((other.trajectory for other in runs if other.trajectory is not None), None)
    if settings.moment is None or clock is None or run.trajectory is None:
        return None
    iteration = np.interp(settings.moment, range(len(clock.iterations)), clock.iterations)
    times = run.trajectory.iterations
    return float(np.interp(iteration, times, range(len(times))))


def title_of(pane: Pane) -> str:
    """What a plot shows, in one line."""
    settings, path = pane.settings, pane.run.trajectory
    parts = [f"{pane.name + ': ' if pane.name else ''}{KINDS[settings.kind]} of {_shown(pane)} words"]
    if settings.unit_length:
        parts.append("length 1")
    if settings.without_frequency:
        parts.append("without log frequency")
    if path is not None and settings.moment is not None:
        parts.append(f"iteration {np.interp(settings.moment, range(len(path.iterations)), path.iterations):,.0f}")
    return ", ".join(parts)


def _shown(pane: Pane) -> int:
    return len(set(pane.settings.words) & set(pane.run.words))


@styled
def draw(runs: Sequence[Vectors], settings: Settings, groups: Mapping[str, Sequence[str]]) -> Picture:
    """The plot, or two of them side by side, with everything said in words as well."""
    wanted = panes(runs, settings)
    each = WIDTH if len(wanted) == 1 else NARROW
    figure, ax = sheet(each * len(wanted), HEIGHT)
    said, first = [], None
    for k, pane in enumerate(wanted):
        found = project(pane.run, pane.settings)
        if first is not None:
            found = _turned(found, first)
        first = first or found
        frame = (each * k + LEFT, BOTTOM, each - LEFT - RIGHT, HEIGHT - BOTTOM - TOP)
        said.append(_draw_pane(ax, frame, pane, found, groups))
    _draw_key(ax, settings.words, groups)
    return finished(figure, " ".join(said))


def _turned(found: Projected, like: Projected) -> Projected:
    """The same with each axis the way round in which the words lie most like those of another plot."""
    rows = {word: row for row, word in enumerate(like.words)}
    common = [word for word in found.words if word in rows]
    mine = found.points[[found.words.index(word) for word in common]]
    others = like.points[[rows[word] for word in common]]
    signs = np.where((mine * others).sum(axis=0) < 0, -1, 1)
    return replace(found, points=found.points * signs)


Frame = tuple[float, float, float, float]


def _draw_pane(ax: Axes, frame: Frame, pane: Pane, found: Projected, groups: Mapping[str, Sequence[str]]) -> str:
    left, bottom, width, height = frame
    settings = pane.settings
    plane = _Plane.around(found.points, frame, settings.equal_scales)
    ax.add_patch(Rectangle((left, bottom), width, height, facecolor="none", edgecolor=LINE))
    clip = Rectangle((left, bottom), width, height, transform=ax.transData)
    zero = plane.at(np.zeros(2))
    for line in (((left, left + width), (zero[1], zero[1])), ((zero[0], zero[0]), (bottom, bottom + height))):
        [drawn] = ax.plot(*line, color=PALE, zorder=0)
        drawn.set_clip_path(clip)
    title = title_of(pane)
    ax.text(left, bottom + height + 9, title)
    names = _axis_names(pane, found)
    ax.text(left + width, bottom - 15, names[0], ha="right", size=SMALL, color=GREY)
    ax.text(left - 10, bottom + height, names[1], ha="center", va="top", size=SMALL, color=GREY, rotation=90)
    places = plane.at(found.points)
    labels = Labels((left, bottom, left + width, bottom + height))
    _draw_trails(ax, pane, plane, clip, groups)
    analogy = _draw_analogy(ax, found, places, settings, labels)
    sizes = _sizes(pane, found)
    for place, size in zip(places, sizes, strict=True):
        labels.avoid_box(place, size / 2 + 1)
    for word, place, size in zip(found.words, places, sizes, strict=True):
        colour, marker = _look(word, groups)
        hollow = marker == "."
        style = {"marker": "o" if hollow else marker, "markersize": size, "zorder": 3, "linestyle": ""}
        face = "white" if hollow else colour
        ax.plot(*place, markerfacecolor=face, markeredgecolor=colour if hollow else INK, markeredgewidth=0.7, **style)
    middle = places.mean(axis=0)
    for word, place in zip(found.words, places, strict=True):
        x, y = labels.place(word, place, place - middle + np.array([0.01, 0]))
        ax.text(x, y, word, ha="center", va="center_baseline", zorder=4, parse_math=False)
    method = "the SVD of these words" if settings.axes_of == "shown" else "the whole vocabulary"
    listed = ", ".join(
        f"{word} ({number(float(x), 3)}, {number(float(y), 3)})"
        for word, (x, y) in list(zip(found.words, found.points, strict=True))[:NAMED]
    )
    rest = f", and {len(found.words) - NAMED} more words" if len(found.words) > NAMED else ""
    return f"{title}, as points on {names[0]} and {names[1]}, the axes of {method}.{analogy} {listed}{rest}."


def _axis_names(pane: Pane, found: Projected) -> tuple[str, str]:
    dimension = pane.run.of_kind(pane.settings.kind).shape[1]
    first, second = (
        f"axis {k + 1} ({100 * share:.{0 if share >= 0.0995 else 1}f} % of the variance)"
        if k < dimension
        else "no second axis"
        for k, share in zip(pane.settings.components, found.shares, strict=True)
    )
    return first, second


@dataclass(frozen=True)
class _Plane:
    """How coordinates become places on the sheet: `unit` points for each unit of each axis."""

    middle: np.ndarray
    origin: np.ndarray
    unit: np.ndarray

    @classmethod
    def around(cls, points: np.ndarray, frame: Frame, equal: bool) -> _Plane:
        """The plane in which all points have room for their labels."""
        left, bottom, width, height = frame
        low, high = points.min(axis=0), points.max(axis=0)
        spread = high - low
        room = np.array([width - 100, height - 50])
        real = spread > 1e-12 * np.maximum(np.abs(low), np.abs(high))
        unit = np.where(real, room / np.where(real, spread, 1), 0)
        either = float(unit[unit > 0].min()) if (unit > 0).any() else 1.0
        unit = np.full(2, either) if equal else np.where(unit > 0, unit, either)
        return cls(np.array([left + width / 2, bottom + height / 2]), (low + high) / 2, unit)

    def at(self, points: np.ndarray) -> np.ndarray:
        """Where points stand on the sheet."""
        return np.asarray(self.middle + (points - self.origin) * self.unit)


def _sizes(pane: Pane, found: Projected) -> np.ndarray:
    """The markers' widths in points: the area grows with the logarithm of the frequency."""
    if pane.run.counts is None or not pane.settings.sized:
        return np.full(len(found.words), 8.0)
    return np.asarray(5.2 + 0.8 * np.log(pane.run.counts[pane.run.rows_of(found.words)]))


def _look(word: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    for (colour, marker), words in zip(LOOKS, groups.values(), strict=False):
        if word in words:
            return colour, marker
    return GREY, "."


def _draw_trails(ax: Axes, pane: Pane, plane: _Plane, clip: Rectangle, groups: Mapping[str, Sequence[str]]) -> None:
    path = pane.run.trajectory
    if path is None or not pane.settings.trails:
        return
    last = len(path.iterations) - 1
    until = last if pane.settings.moment is None else pane.settings.moment
    moments = [*range(int(until) + 1), until]
    steps = [project(pane.run, replace(pane.settings, moment=float(moment))) for moment in moments]
    final = project(pane.run, replace(pane.settings, moment=None))
    ways = plane.at(np.stack([step.points for step in steps], axis=1))
    tracked = [i for i, word in enumerate(final.words) if word in path.words]
    colours = [_look(final.words[i], groups)[0] for i in tracked]
    lines = LineCollection(list(ways[tracked]), colors=colours, linewidths=1.2, alpha=0.45, zorder=1)
    lines.set_clip_path(clip)
    ax.add_collection(lines)


def _draw_analogy(ax: Axes, found: Projected, places: np.ndarray, settings: Settings, labels: Labels) -> str:
    """The arrow from b to a, and the same from c; gives what to say of it."""
    if not set(settings.analogy) <= set(found.words) or not settings.analogy:
        return ""
    a, b, c = (places[found.words.index(word)] for word in settings.analogy)
    for name, tail, tip in (("b to a", b, a), ("c to the answer", c, c + a - b)):
        draw_arrow(ax, Arrow(name, tail, tip, BLUE, 2.2), tail, tip)
        labels.avoid_line(tail, tip, weight=1)
    first, second, third = settings.analogy
    return f" Arrows show {first} − {second} + {third}."


def _draw_key(ax: Axes, words: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
    """Which shape and colour is which group, along the lower edge."""
    x = LEFT + 6
    for (colour, marker), (name, members) in zip(LOOKS, groups.items(), strict=False):
        if set(members) & set(words):
            ax.plot(x, 13, marker=marker, color=colour, markersize=8, markeredgecolor=INK, markeredgewidth=0.7)
            ax.text(x + 10, 13, name, va="center", size=SMALL, parse_math=False)
            x += 38 + text_width(name, SMALL)
