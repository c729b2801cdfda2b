"""What one gradient step does to a centre vector in the plane; every arrow is measured, none is derived."""

import copy
import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon, Rectangle
from PIL import Image

from word2vec_lab.figures.style import SHARPNESS, TEXT, Picture, number, picture, render, sheet, styled, text_width
from word2vec_lab.measure import losses, numeric
from word2vec_lab.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, VERMILLION

RATE = 0.5
"""How much of the negative gradient one step takes, and so how long the arrows are."""


@dataclass(frozen=True)
class Plane:
    """Where the plane of the vectors lies in the picture, so that a pointer's place can be turned into a vector.

    `unit` is the length of the vector (1, 0) in points, `reach` how far from 0 the centre vector may go, along each
    axis. Fractions of the picture count from its upper left corner, as a browser counts them.
    """

    unit: float
    reach: tuple[float, float]

    SHEET = (648.0, 357.0)
    FRAME = (6.0, 8.0, 382.0, 312.0)

    @property
    def middle(self) -> np.ndarray:
        """The place of the zero vector, in points."""
        left, bottom, width, height = self.FRAME
        return np.array([left + width / 2, bottom + height / 2])

    def to_points(self, vector: np.ndarray) -> np.ndarray:
        """The place of a vector's tip, in points from the lower left corner of the picture."""
        return np.asarray(self.middle + self.unit * np.asarray(vector))

    def to_fraction(self, vector: np.ndarray) -> tuple[float, float]:
        """The place of a vector's tip in the picture, as fractions of its width and height."""
        x, y = self.to_points(vector)
        return float(x / self.SHEET[0]), float(1 - y / self.SHEET[1])

    def to_vector(self, across: float, down: float) -> np.ndarray:
        """The vector whose tip is at a place in the picture, given as fractions; `clip` keeps it within reach."""
        place = np.array([across * self.SHEET[0], (1 - down) * self.SHEET[1]])
        return self.clip((place - self.middle) / self.unit)

    def clip(self, vector: np.ndarray) -> np.ndarray:
        """The nearest vector that leaves room for its arrows in the picture."""
        return np.asarray(np.clip(vector, -np.array(self.reach), self.reach))


def plane(outside_vectors: np.ndarray, center: np.ndarray) -> Plane:
    """The plane in which `pull_and_push` shows these vectors; the same for every centre vector within its reach."""
    farthest = np.maximum(np.abs(outside_vectors).max(axis=0), 0.1)
    frame = np.array(Plane.FRAME[2:]) / 2
    # No arrow at the tip reaches farther than RATE times the outside vectors do, and its head gets a little room.
    arrows = RATE * farthest
    unit = float(min((frame / (1.36 * farthest)).min(), ((frame - 8) / (np.abs(center) + arrows) + 1e-9).min()))
    reach = (frame - 8) / unit - arrows
    return Plane(unit, (float(reach[0]), float(reach[1])))


@dataclass(frozen=True)
class Arrow:
    """An arrow in the plane of the vectors: where it starts and ends, and how it is drawn."""

    name: str
    tail: np.ndarray
    tip: np.ndarray
    colour: str
    thickness: float


@styled
def pull_and_push(
    center: np.ndarray,
    outside_idx: int,
    outside_vectors: np.ndarray,
    words: Sequence[str],
    sharpness: float = SHARPNESS,
) -> Picture:
    """What one step of gradient descent does to a centre vector in the plane, and P(w | c) for every word.

    `center` is (2,), `outside_vectors` (V, 2) with `words` naming its rows. The arrows are measured: central
    differences of the two terms of the loss, each times −`RATE`. `sharpness` is the number of pixels per CSS pixel.
    """
    center = np.asarray(center, dtype=float)
    outside_vectors = np.asarray(outside_vectors, dtype=float)
    pull = -RATE * numeric.gradient(lambda v: -float(losses.scores(v, outside_vectors)[outside_idx]), center)
    push = -RATE * numeric.gradient(lambda v: losses.log_sum_exp(losses.scores(v, outside_vectors)), center)
    loss = losses.naive_softmax(center, outside_idx, outside_vectors)
    chances = [math.exp(-losses.naive_softmax(center, w, outside_vectors)) for w in range(len(words))]
    arrows = (
        Arrow("v", np.zeros(2), center, INK, 3.6),
        Arrow("pull", center, center + pull, GREEN, 2.8),
        Arrow("push", center, center + push, VERMILLION, 2.8),
        Arrow("step", center, center + pull + push, BLUE, 4.2),
    )
    scene = _Scene(
        tuple(words),
        outside_idx,
        tuple((float(x), float(y)) for x, y in outside_vectors),
        plane(outside_vectors, center),
    )
    figure, ax = sheet(*Plane.SHEET)
    figure.patch.set_alpha(0)
    _draw_arrows(ax, scene, arrows)
    _draw_chances(ax, scene, chances, loss)
    image = Image.alpha_composite(_backdrop(scene, sharpness), render(figure, sharpness))

    listed = ", ".join(f"{w} {number(c)}" for w, c in zip(words, chances, strict=True))
    alt = (
        f"Left: {len(words)} outside vectors in a plane and the centre vector v_c = {in_brackets(center)}. At its "
        f"tip, measured and times {RATE:g}: the pull, from the score of the observed word “{words[outside_idx]}”, "
        f"{in_brackets(pull)}; the push, from the logarithm of the sum, {in_brackets(push)}; and both together, the "
        f"step, {in_brackets(pull + push)}. Right: bars of P(w | c): {listed}. The loss "
        f"−log P({words[outside_idx]} | c) is {number(loss)}."
    )
    return picture(image, alt, sharpness)


def in_brackets(vector: np.ndarray) -> str:
    """A vector as one writes it: (0.60, −0.40)."""
    return "(" + ", ".join(number(float(x)) for x in vector) + ")"


@dataclass(frozen=True)
class _Scene:
    """All that stays where it is while the centre vector moves. It is drawn once: frames then come twice as fast."""

    words: tuple[str, ...]
    outside_idx: int
    outside_vectors: tuple[tuple[float, float], ...]
    plane: Plane

    def bars(self) -> tuple[float, float, list[float], float]:
        """Of the bars of P(w | c), in points: the left end, the length of 1, the middle of each, the height."""
        left, bottom, width, height = Plane.FRAME
        start = left + width + 30 + max(text_width(f"★ {word}", TEXT, bold=True) for word in self.words)
        each = (height - 42) / len(self.words)
        middles = [bottom + height - 8 - each * (w + 0.5) for w in range(len(self.words))]
        return start, Plane.SHEET[0] - 38 - start, middles, 0.62 * each


@functools.lru_cache(maxsize=32)
def _backdrop(scene: _Scene, sharpness: float) -> Image.Image:
    figure, ax = sheet(*Plane.SHEET)
    left, bottom, width, height = Plane.FRAME
    zero = scene.plane.middle
    title = bottom + height + 14
    ax.add_patch(Rectangle((left, bottom), width, height, facecolor="none", edgecolor=LINE))
    ax.text(left, title, f"The vectors, and one step with learning rate {RATE:g}")
    ax.text(left + width + 22, title, "P(w | c),  ★ observed")
    ax.plot([left, left + width], [zero[1], zero[1]], color=PALE, zorder=0)
    ax.plot([zero[0], zero[0]], [bottom, bottom + height], color=PALE, zorder=0)
    places, _ = _named(scene)
    start, _, middles, _ = scene.bars()
    for w, (word, vector) in enumerate(zip(scene.words, scene.outside_vectors, strict=True)):
        tip = scene.plane.to_points(np.array(vector))
        seen = w == scene.outside_idx
        weight = "bold" if seen else "normal"
        point = {"marker": "*", "markersize": 19, "color": ORANGE, "markeredgecolor": INK} if seen else SMALL_POINT
        ax.plot([zero[0], tip[0]], [zero[1], tip[1]], color=LINE, linewidth=1.1, zorder=1)
        ax.plot([tip[0]], [tip[1]], **point, markeredgewidth=1.2, zorder=3)
        ax.text(places[w][0], places[w][1], word, weight=weight, ha="center", va="center", zorder=4)
        name = f"★ {word}" if seen else word
        ax.text(start - 7, middles[w], name, weight=weight, ha="right", va="center_baseline")
    ax.plot([start, start], [bottom + 34, bottom + height - 8], color=GREY)
    return render(figure, sharpness).copy()


SMALL_POINT: dict[str, Any] = {"marker": "o", "markersize": 8, "color": GREY, "markeredgecolor": "white"}


@functools.lru_cache(maxsize=32)
def _named(scene: _Scene) -> tuple[tuple[np.ndarray, ...], "Labels"]:
    """Where the names of the words stand, and what the labels of the arrows have to keep off."""
    left, bottom, width, height = Plane.FRAME
    labels = Labels((left, bottom, left + width, bottom + height))
    tips = [scene.plane.to_points(np.array(vector)) for vector in scene.outside_vectors]
    for w, tip in enumerate(tips):
        labels.avoid_box(tip, 9 if w == scene.outside_idx else 5)
        labels.avoid_line(scene.plane.middle, tip, weight=0.5)
    outward = [tip - scene.plane.middle for tip in tips]
    places = tuple(
        labels.place(word, tip, out, bold=w == scene.outside_idx)
        for w, (word, tip, out) in enumerate(zip(scene.words, tips, outward, strict=True))
    )
    return places, labels


def _draw_arrows(ax: Axes, scene: _Scene, arrows: Sequence[Arrow]) -> None:
    """The centre vector, the three arrows at its tip, and the parallelogram of the two that make up the third."""
    center, pull, push, step = arrows
    labels = copy.copy(_named(scene)[1])
    at = scene.plane.to_points
    sides = [at(np.array([move.tip, step.tip])) for move in (pull, push)]
    ax.add_collection(LineCollection(sides, colors=GREY, linewidths=1, linestyles=[(0, (3, 3))], zorder=2))
    for side in sides:
        labels.avoid_line(side[0], side[1], weight=0.5)
    for arrow in arrows:
        draw_arrow(ax, arrow, at(arrow.tail), at(arrow.tip))
        labels.avoid_line(at(arrow.tail), at(arrow.tip), weight=3)
    grip = at(center.tip)
    ax.plot(*grip, marker="o", markersize=8, color="white", markeredgecolor=INK, markeredgewidth=2, zorder=7)
    labels.avoid_box(grip, 6)
    look: dict[str, Any] = {"weight": "bold", "size": TEXT + 1, "ha": "center", "va": "center", "zorder": 9}
    for arrow in (pull, push, step):
        x, y = labels.place(arrow.name, at(arrow.tip), arrow.tip - arrow.tail, bold=True)
        ax.text(x, y, arrow.name, color=arrow.colour, **look)
    sideways = np.array([-center.tip[1], center.tip[0]])
    x, y = labels.place("vc", at(0.5 * center.tip), sideways, bold=True)
    # v with the index c: mathematical typesetting would take a fifth of a frame's time for it.
    ax.text(x - 3, y + 1, "v", **look)
    ax.text(x + 5, y - 3, "c", **{**look, "size": 0.75 * TEXT})


def draw_arrow(ax: Axes, arrow: Arrow, tail: np.ndarray, tip: np.ndarray) -> None:
    """A straight arrow with a filled head, or a dot where it would be too short to have one."""
    length = float(np.hypot(*(tip - tail)))
    if length < 4:
        ax.plot(*tip, "o", markersize=arrow.thickness + 4, color=arrow.colour, zorder=6)
        return
    along = (tip - tail) / length
    across = np.array([-along[1], along[0]])
    head = min(7 + 2.2 * arrow.thickness, length)
    neck, half, wing = tip - head * along, arrow.thickness / 2, 0.42 * head
    outline = [
        tail + half * across,
        neck + half * across,
        neck + wing * across,
        tip,
        neck - wing * across,
        neck - half * across,
        tail - half * across,
    ]
    ax.add_patch(Polygon(outline, closed=True, facecolor=arrow.colour, edgecolor="white", linewidth=0.8, zorder=5))


def _draw_chances(ax: Axes, scene: _Scene, chances: Sequence[float], loss: float) -> None:
    """Bars of P(w | c); the observed word's is set off by its hatching and its type."""
    start, full, middles, height = scene.bars()
    for w, (chance, middle) in enumerate(zip(chances, middles, strict=True)):
        seen = w == scene.outside_idx
        bar = Rectangle((start, middle - height / 2), full * chance, height, facecolor=ORANGE if seen else LINE)
        bar.set(edgecolor=INK, hatch="//" if seen else None)
        ax.add_patch(bar)
        weight = "bold" if seen else "normal"
        ax.text(start + full * chance + 6, middle, number(chance), va="center_baseline", weight=weight)
    left, bottom, width, _ = Plane.FRAME
    observed = scene.words[scene.outside_idx]
    ax.text(left + width + 22, bottom + 8, f"loss  −log P({observed} | c) = {number(loss)}", va="center_baseline")


class Labels:
    """Finds a free place for each label beside what it names, inside a frame (left, bottom, right, top), in points."""

    def __init__(self, frame: tuple[float, float, float, float]) -> None:
        self.frame = np.array(frame)
        self.lines = np.zeros((0, 3))
        self.boxes = np.zeros((0, 4))

    def avoid_line(self, tail: np.ndarray, tip: np.ndarray, weight: float) -> None:
        """Keep labels off a straight line, the more so the greater its `weight`."""
        t = np.linspace(0, 1, max(2, int(np.hypot(*(tip - tail)) / 4)))[:, None]
        points = np.hstack([tail + t * (tip - tail), np.full_like(t, weight)])
        self.lines = np.vstack([self.lines, points])

    def avoid_box(self, at: np.ndarray, radius: float) -> None:
        """Keep labels off a square around a place."""
        self.boxes = np.vstack([self.boxes, [*at, radius, radius]])

    def place(self, text: str, anchor: np.ndarray, direction: np.ndarray, bold: bool = False) -> np.ndarray:
        """The middle of the label: near `anchor`, if possible in `direction` from it, and on nothing else."""
        size = np.array([text_width(text, TEXT + bold, bold) / 2 + 2, 8.5])
        angle, distance = (grid.ravel() for grid in np.meshgrid(np.arange(16) * math.pi / 8, [5.0, 11.0, 18.0, 28.0]))
        rays = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        places = anchor + rays * (distance + np.abs(rays) @ size)[:, None]
        covered = (np.abs(self.lines[:, :2] - places[:, None]) < size + 2).all(axis=2) @ self.lines[:, 2]
        gaps = size + self.boxes[:, 2:] - np.abs(places[:, None] - self.boxes[:, :2])
        overlap = np.clip(gaps, 0, None).prod(axis=2).sum(axis=1)
        beyond = np.clip(self.frame[:2] + 3 - (places - size), 0, None) + np.clip(
            places + size + 3 - self.frame[2:], 0, None
        )
        turned = 1 - np.cos(angle - math.atan2(float(direction[1]), float(direction[0])))
        cost = covered + 0.3 * overlap + 10 * beyond.sum(axis=1) + 4 * turned + distance / 4
        best = places[int(np.argmin(cost))]
        self.boxes = np.vstack([self.boxes, [*best, *size]])
        return np.asarray(best)
