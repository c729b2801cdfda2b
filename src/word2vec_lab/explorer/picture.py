"""The explorer's picture without a browser: what a code host shows, and what `write_png` writes.

It has the same content as the plot in the page: the same words at the same coordinates, groups by colour and shape,
analogy and trails, one plot or two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from safepage.pictures import DESCRIPTION
from word2vec_lab.explorer.layout import arrange, nearest_in_box, ticks
from word2vec_lab.explorer.projecting import (
    Projected,
    answers,
    project,
    project_all,
    project_followed,
    rank_of_expected,
)
from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.figures.style import SMALL, TEXT, Picture, axis_name, finished, number, sheet, styled, text_width
from word2vec_lab.figures.vectors import Arrow, draw_arrow
from word2vec_lab.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, PURPLE, SKY, VERMILLION, YELLOW

LOOKS = ((GREEN, "o"), (VERMILLION, "X"), (BLUE, "s"), (PURPLE, "^"), (ORANGE, "D"), (SKY, "v"), (YELLOW, "*"))
"""A colour and a shape for each group, in order; the page has the same."""

WIDTH, HEIGHT = 642.0, 450.0
NARROW = 480.0
LEFT, RIGHT, BOTTOM, TOP = 42.0, 8.0, 66.0, 28.0
KINDS = {"center": "Centre vectors", "outside": "Outside vectors", "both": "Centre and outside vectors"}
VIEW = "A view from the explorer"
"""So a picture of the explorer's begins to say what it is."""
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
            found = _turned(found, first, settings)
        first = first or found
        frame = (each * k + LEFT, BOTTOM, each - LEFT - RIGHT, HEIGHT - BOTTOM - TOP)
        said.append(_draw_pane(ax, frame, pane, found, groups))
    _draw_key(ax, settings.words, groups)
    return finished(figure, " ".join(said), _texts(wanted))


def _texts(wanted: Sequence[Pane]) -> dict[str, str]:
    """What the file says of itself: what is seen, and of one run also where that comes from."""
    shown = f"{VIEW}: {'; '.join(map(title_of, wanted))}"
    origin = wanted[0].run.origin if len(wanted) == 1 else None
    return origin.texts(shown) if origin else {DESCRIPTION: f"{shown}."}


def _turned(found: Projected, like: Projected, settings: Settings) -> Projected:
    """The same with each axis the way round in which the words lie most like those of another plot."""
    rows = {word: row for row, word in enumerate(like.words)}
    common = [word for word in found.words if word in rows]
    mine = found.points[[found.words.index(word) for word in common]]
    others = like.points[[rows[word] for word in common]]
    signs = np.where((mine * others).sum(axis=0) < 0, -1, 1)
    # An axis made of two words points from the one to the other.
    signs[[bool(settings.across), bool(settings.up)]] = 1
    return replace(found, points=found.points * signs, signs=(float(signs[0]), float(signs[1])))


Frame = tuple[float, float, float, float]


def _draw_pane(ax: Axes, frame: Frame, pane: Pane, found: Projected, groups: Mapping[str, Sequence[str]]) -> str:
    left, bottom, width, height = frame
    settings = pane.settings
    analogy = _analogy(pane, found)
    seen = [found.points, *analogy.values()]
    if settings.view_of == "all":
        seen.append(_signed(project_all(pane.run, settings), found))
    plane = _Plane.around(np.vstack(seen), frame, settings.equal_scales)
    clip = Rectangle((left, bottom), width, height, facecolor="none", edgecolor=LINE)
    ax.add_patch(clip)
    title, names = title_of(pane), _axis_names(pane, found)
    ax.text(left, bottom + height + 9, title)
    ax.text(left + width, bottom - 30, names[0], ha="right", size=SMALL, color=GREY)
    ax.text(left - 24, bottom + height, names[1], ha="center", va="top", size=SMALL, color=GREY, rotation=90)
    _draw_axes(ax, frame, plane, clip)
    if settings.cloud:
        _draw_cloud(ax, pane, found, plane, clip)
    _draw_trails(ax, pane, found, plane, clip, groups)
    if analogy:
        _draw_analogy(ax, found, plane, settings, analogy)
    _draw_words(ax, frame, pane, found, plane.at(found.points), {k: plane.at(v) for k, v in analogy.items()}, groups)
    method = "the SVD of these words" if settings.axes_of == "shown" else "the whole vocabulary"
    listed = ", ".join(
        f"{word} ({number(float(x), 3)}, {number(float(y), 3)})"
        for word, (x, y) in list(zip(found.words, found.points, strict=True))[:NAMED]
    )
    rest = f", and {len(found.words) - NAMED} more words" if len(found.words) > NAMED else ""
    arrows = ""
    if analogy:
        best = ", ".join(word for word, _ in answers(pane.run, settings))
        arrows = f" Arrows show {_sum(settings)}; the nearest words to it: {best}."
        if place := rank_of_expected(pane.run, settings):
            arrows += f" {settings.expected}: rank {place[0]:,} of {place[1]:,}."
    if settings.cloud and is_early(pane):
        arrows += " The faint cloud shows the end of the training; the dots in it that move are the words followed."
    return f"{title}, as points on {names[0]} and {names[1]}, the axes of {method}.{arrows} {listed}{rest}."


def _draw_cloud(ax: Axes, pane: Pane, found: Projected, plane: _Plane, clip: Rectangle) -> None:
    """The whole vocabulary at the end; at an earlier moment the words whose way is known, and the rest fainter."""
    early = is_early(pane)
    clouds = [(project_all(pane.run, pane.settings), 0.1 if early else 0.28)]
    if early:
        clouds.append((project_followed(pane.run, pane.settings), 0.5))
    for points, alpha in clouds:
        dots = plane.at(_signed(points, found))
        cloud = ax.scatter(dots[:, 0], dots[:, 1], s=1.1, color=GREY, alpha=alpha, linewidths=0, zorder=0.5)
        cloud.set_clip_path(clip)


def is_early(pane: Pane) -> bool:
    """Whether a moment before the end of the training is shown."""
    path, moment = pane.run.trajectory, pane.settings.moment
    return path is not None and moment is not None and moment < len(path.iterations) - 1


def _draw_axes(ax: Axes, frame: Frame, plane: _Plane, clip: Rectangle) -> None:
    """The lines through zero, and ticks at round numbers."""
    left, bottom, width, height = frame
    zero = plane.at(np.zeros(2))
    for line in (((left, left + width), (zero[1], zero[1])), ((zero[0], zero[0]), (bottom, bottom + height))):
        [drawn] = ax.plot(*line, color=PALE, zorder=0)
        drawn.set_clip_path(clip)
    (low, floor), (high, ceiling) = plane.back(np.array([[left, bottom], [left + width, bottom + height]]))
    for value, digits in ticks(low, high):
        at = plane.at(np.array([value, 0]))[0]
        ax.text(at, bottom - 14, number(value, digits), ha="center", size=SMALL, color=GREY)
    for value, digits in ticks(floor, ceiling):
        at = plane.at(np.array([0, value]))[1]
        ax.text(left - 9, at, number(value, digits), ha="center", va="center", size=SMALL, color=GREY, rotation=90)


def _draw_words(
    ax: Axes,
    frame: Frame,
    pane: Pane,
    found: Projected,
    places: np.ndarray,
    more: Mapping[str, np.ndarray],
    groups: Mapping[str, Sequence[str]],
) -> None:
    """The points and their labels; `more` are the tip of the analogy's arrow and its answers."""
    sizes = _sizes(pane, found, groups)
    for word, place, size in zip(found.words, places, sizes, strict=True):
        colour, marker = _look(word, groups)
        hollow = marker == "."
        style = {"marker": "o" if hollow else marker, "markersize": size, "zorder": 3, "linestyle": ""}
        face = "white" if hollow else colour
        ax.plot(*place, markerfacecolor=face, markeredgecolor=colour if hollow else INK, markeredgewidth=0.7, **style)
    for place in more.values():
        ax.plot(*place, marker="o", markersize=4.5, markerfacecolor="white", markeredgecolor=BLUE, zorder=3)
    names = (*found.words, *more)
    points = np.vstack([places, *more.values()])
    boxes = np.array([[text_width(name, TEXT) + 2, 15.0] for name in names])
    radii = np.array([*(sizes / 2), *[2.5] * len(more)])
    for k, middle in enumerate(arrange(points, radii, boxes, frame)):
        if middle is None:
            continue
        edge = nearest_in_box(points[k], middle, boxes[k])
        if np.hypot(*(edge - points[k])) > radii[k] + 8:
            ax.plot(*zip(points[k], edge, strict=True), color=GREY, linewidth=0.7, zorder=2)
        slant: dict[str, Any] = {} if k < len(places) else {"style": "italic", "color": GREY}
        ax.text(middle[0], middle[1], names[k], ha="center", va="center_baseline", zorder=4, parse_math=False, **slant)


def _axis_names(pane: Pane, found: Projected) -> tuple[str, str]:
    dimension = pane.run.of_kind(pane.settings.kind).shape[1]
    settings = pane.settings
    first, second = (
        f"{words[0]} → {words[1]}" if words else axis_name(k, share) if k < dimension else "no second axis"
        for words, k, share in zip((settings.across, settings.up), settings.components, found.shares, strict=True)
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

    def back(self, places: np.ndarray) -> np.ndarray:
        """Which points stand at places on the sheet."""
        return np.asarray(self.origin + (places - self.middle) / self.unit)


def _sizes(pane: Pane, found: Projected, groups: Mapping[str, Sequence[str]]) -> np.ndarray:
    """The markers' widths in points, which grow with the logarithm of the frequency."""
    if pane.run.counts is None or not pane.settings.sized:
        return np.full(len(found.words), 8.0)
    logs = np.log(pane.run.counts[pane.run.rows_of(found.words)])
    other = np.array([_look(word, groups)[1] == "." for word in found.words])
    return np.asarray(np.where(other, 3.4 + 0.6 * logs, 5.2 + 0.75 * logs))


def _look(word: str, groups: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    for (colour, marker), words in zip(LOOKS, groups.values(), strict=False):
        if word in words:
            return colour, marker
    return GREY, "."


def _draw_trails(
    ax: Axes, pane: Pane, found: Projected, plane: _Plane, clip: Rectangle, groups: Mapping[str, Sequence[str]]
) -> None:
    path = pane.run.trajectory
    if path is None or not pane.settings.trails:
        return
    last = len(path.iterations) - 1
    until = last if pane.settings.moment is None else pane.settings.moment
    moments = [*range(int(until) + 1), until]
    steps = [project(pane.run, replace(pane.settings, moment=float(moment))) for moment in moments]
    ways = plane.at(np.stack([_signed(step.points, found) for step in steps], axis=1))
    tracked = [i for i, word in enumerate(found.words) if word in path.words]
    colours = [_look(found.words[i], groups)[0] for i in tracked]
    ax.add_collection(LineCollection(list(ways[tracked]), colors=colours, linewidths=1.2, alpha=0.45, zorder=1))
    ax.collections[-1].set_clip_path(clip)


def _signed(points: np.ndarray, found: Projected) -> np.ndarray:
    return np.asarray(points * found.signs)


def _sum(settings: Settings) -> str:
    first, second, third = settings.analogy
    return f"{first} − {second} + {third}"


def _analogy(pane: Pane, found: Projected) -> dict[str, np.ndarray]:
    """The tip of the analogy's arrow, and the answers that are not among the words shown: coordinates by label."""
    settings = pane.settings
    if not settings.analogy or not set(settings.analogy) <= set(found.words):
        return {}
    a, b, c = (found.points[found.words.index(word)] for word in settings.analogy)
    marks = {_sum(settings): a - b + c}
    if settings.moment is None:
        everything = _signed(project_all(pane.run, settings), found)
        for word, _ in answers(pane.run, settings):
            if word not in found.words:
                marks[word] = everything[pane.run.words.index(word)]
    return marks


def _draw_analogy(
    ax: Axes, found: Projected, plane: _Plane, settings: Settings, marks: Mapping[str, np.ndarray]
) -> None:
    """The arrow from b to a, and the same from c."""
    a, b, c = (plane.at(found.points[found.words.index(word)]) for word in settings.analogy)
    tip = plane.at(marks[_sum(settings)])
    draw_arrow(ax, Arrow("b to a", b, a, BLUE, 2.2), b, a)
    draw_arrow(ax, Arrow("c to the answer", c, tip, BLUE, 2.2), c, tip)


def _draw_key(ax: Axes, words: Sequence[str], groups: Mapping[str, Sequence[str]]) -> None:
    """Which shape and colour is which group, along the lower edge."""
    x = LEFT + 6
    for (colour, marker), (name, members) in zip(LOOKS, groups.items(), strict=False):
        if set(members) & set(words):
            ax.plot(x, 13, marker=marker, color=colour, markersize=8, markeredgecolor=INK, markeredgewidth=0.7)
            ax.text(x + 10, 13, name, va="center", size=SMALL, parse_math=False)
            x += 38 + text_width(name, SMALL)
