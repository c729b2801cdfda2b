"""Every picture of the course, so that all of them share one palette, one type size and one way to be read aloud.

A figure comes as a `Picture`: a PNG with alternative text that says what is to be seen, numbers included. Nothing
here touches matplotlib's global state, and the same input gives the same bytes, whatever style the reader has set.
The widgets draw with these very functions, so a reader without a kernel sees what a mover of sliders sees.
"""

import base64
import copy
import functools
import html
import io
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from PIL import Image

from word2vec_lab import losses, numeric

# The palette of Okabe and Ito, which colour-blind readers can tell apart, and four greys.
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
INK = "#1A1A1A"
GREY = "#6B6B6B"
LINE = "#BDBDBD"
PALE = "#EFEFEF"

DIVERGING = LinearSegmentedColormap.from_list("blue to vermillion", [BLUE, "#FFFFFF", VERMILLION])
SEQUENTIAL = LinearSegmentedColormap.from_list("white to purple", ["#FFFFFF", PURPLE, "#7A2E5D"])

CSS_DPI = 96
SHARPNESS = 2.0
"""Pixels per CSS pixel, so that screens of high density and zoomed pages stay sharp."""

POINTS = 72
TEXT = 12.5
LARGE = 15.0
SMALL = 12.0

_MACHINE_PARAMETERS = ("backend", "backend_fallback", "interactive", "toolbar", "webagg", "savefig.directory")
STYLE: Any = {
    **{k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith(_MACHINE_PARAMETERS)},
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that every machine draws the same
    "font.size": TEXT,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.labelsize": TEXT,
    "axes.titlesize": TEXT,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 1.2,
}

P = ParamSpec("P")


@dataclass(frozen=True)
class Picture:
    """A PNG at twice the size it is shown in, the words that stand for it, and its width in CSS pixels."""

    png: bytes = field(repr=False)
    alt: str
    width: int

    def img(self, **attributes: str) -> str:
        """The picture as an HTML element that needs no file beside it."""
        more = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
        data = base64.b64encode(self.png).decode("ascii")
        return (
            f'<img alt="{html.escape(self.alt)}" width="{self.width}"{more} style="max-width:100%" '
            f'src="data:image/png;base64,{data}">'
        )

    def _repr_html_(self) -> str:
        return self.img()

    def __repr__(self) -> str:
        return self.alt


def _styled(draw: Callable[P, Picture]) -> Callable[P, Picture]:
    """Draw in the course's style, and leave the reader's own settings as they were."""

    @functools.wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> Picture:
        with matplotlib.rc_context(STYLE):
            return draw(*args, **kwargs)

    return styled


def _render(figure: Figure, sharpness: float) -> Image.Image:
    canvas: Any = FigureCanvasAgg(figure)
    figure.set_dpi(CSS_DPI * sharpness)
    canvas.draw()
    return Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)


def _picture(image: Image.Image, alt: str, sharpness: float = SHARPNESS) -> Picture:
    """Encode; without date and version of the software, which would make equal pictures differ."""
    flat = image.convert("RGB")
    buffer = io.BytesIO()
    if sharpness > 1:
        # A picture of few colours: with a palette it is a third as large, and a notebook stays light.
        palette = flat.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        palette.save(buffer, "png", compress_level=9)
    else:
        flat.save(buffer, "png", compress_level=1)
    return Picture(buffer.getvalue(), alt, round(image.width / sharpness))


def _finished(figure: Figure, alt: str) -> Picture:
    return _picture(_render(figure, SHARPNESS), alt)


def number(value: float, digits: int = 2) -> str:
    """A number as it is printed: a true minus sign, and no minus before zero."""
    if not math.isfinite(value):
        return str(value)
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def _signed(value: float, digits: int = 2) -> str:
    text = number(value, digits)
    return text if text.startswith("−") or float(text) == 0 else f"+{text}"


def _scientific(value: float) -> str:
    """Two digits and a power of ten, for plain text: 3.1e-12."""
    return (
        f"{value:.2g}".replace("-", "−")
        if 1e-3 <= value < 1e4
        else f"{value:.1e}".replace("e-0", "e-").replace(".0e", "e")
    )


def _times_ten(value: float) -> str:
    """Two digits and a power of ten, for matplotlib: 3.1 × 10⁻¹²."""
    mantissa, exponent = f"{value:.1e}".split("e")
    mantissa = mantissa.removesuffix(".0")
    if mantissa == "1":
        return f"$10^{{{int(exponent)}}}$"
    return f"${mantissa} \\times 10^{{{int(exponent)}}}$"


@functools.lru_cache(maxsize=512)
def _text_width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text comes out, in points."""
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=size, prop=font).get_extents().width)


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty sheet, measured in points, on which a diagram is laid out by hand.

    Three points are four CSS pixels: sizes are rounded up so that no picture ends within a pixel.
    """
    width, height = 3 * math.ceil(width / 3), 3 * math.ceil(height / 3)
    figure = Figure(figsize=(width / POINTS, height / POINTS))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return figure, ax


# --- The window -----------------------------------------------------------------------------------------------------


@_styled
def window(sentence: Sequence[str], center: int, size: int) -> Picture:
    """The skip-gram picture: a centre word, the outside words up to `size` away on either side, and P(o | c) for each.

    Raises ValueError for more than ten words, a centre outside the sentence or a window smaller than 1.
    """
    words = list(sentence)
    if not 1 <= len(words) <= 10:
        raise ValueError(f"The picture has room for 1 to 10 words; this sentence has {len(words)}.")
    if not 0 <= center < len(words):
        raise ValueError(f"The centre must be a position in the sentence, 0 to {len(words) - 1}, not {center}.")
    if size < 1:
        raise ValueError(f"The window reaches at least one word to either side; {size} is too small.")
    outside = [i for i in range(len(words)) if i != center and abs(i - center) <= size]

    gap, floor, box, arcs = 9.0, 62.0, 34.0, 158.0
    widths = [max(44.0, _text_width(w, LARGE, bold=i == center) + 20) for i, w in enumerate(words)]
    total = sum(widths) + gap * (len(words) - 1)
    width = max(9.0 * POINTS, total + 24)
    lefts = (width - total) / 2 + np.concatenate([[0], np.cumsum(np.array(widths[:-1]) + gap)])
    middles = lefts + np.array(widths) / 2
    figure, ax = _sheet(width, floor + box + arcs)

    for i, word in enumerate(words):
        role = "centre" if i == center else "outside" if i in outside else "rest"
        _word_box(ax, (lefts[i], floor, widths[i], box), word, role)
        if role != "rest":
            offset = "t" if i == center else f"t{i - center:+d}"
            ax.text(middles[i], floor - 15, f"$w_{{{offset}}}$", size=LARGE, ha="center", va="center")

    reach = max((abs(i - center) for i in outside), default=1)
    step = min(58.0, (arcs - 26) / reach)
    top = floor + box
    for i in outside:
        away = abs(i - center)
        # The farther the word, the nearer to the middle its line starts: so no two lines cross.
        start = middles[center] + math.copysign(
            (reach - away + 1) / (reach + 1) * widths[center] / 2 * 0.85, i - center
        )
        level = top + step * away
        _elbow(ax, float(start), float(middles[i]), top, level, min(16.0, step * 0.6))
        label = f"P({words[i]} | {words[center]})"
        half = _text_width(label, TEXT) / 2 + 4
        at = min(max(float(middles[i]), half), width - half)
        ax.text(at, level + 10, label, ha="center", va="center", zorder=5, bbox=_paper())
    _key_of_roles(ax, width, size)

    listed = ", ".join(f"P({words[i]} | {words[center]})" for i in outside) or "none: the sentence has no other word"
    alt = (
        f"The sentence “{' '.join(words)}” in boxes on a line. The centre word is “{words[center]}”, word "
        f"{center + 1} of {len(words)}; the window reaches {size} {'word' if size == 1 else 'words'} to either side. "
        f"An arrow leads from the centre word to each of its {len(outside)} outside words, and stands for a "
        f"probability: {listed}."
    )
    return _finished(figure, alt)


def _paper(pad: float = 1.5) -> dict[str, Any]:
    """A white ground behind a label, which keeps it readable where a line passes."""
    return {"facecolor": "white", "edgecolor": "none", "pad": pad}


def _word_box(ax: Axes, place: tuple[float, float, float, float], word: str, role: str) -> None:
    x, y, width, height = place
    looks: dict[str, dict[str, Any]] = {
        "centre": {"facecolor": ORANGE, "edgecolor": INK, "linewidth": 2.6},
        "outside": {"facecolor": "#D3EAF8", "edgecolor": BLUE, "linewidth": 1.8},
        "rest": {"facecolor": "white", "edgecolor": LINE, "linewidth": 1.4, "linestyle": (0, (4, 3))},
    }
    ax.add_patch(FancyBboxPatch((x, y), width, height, boxstyle="round,pad=0,rounding_size=6", **looks[role]))
    ax.text(
        x + width / 2,
        y + height / 2 - 1,
        word,
        size=LARGE,
        weight="bold" if role == "centre" else "normal",
        color=GREY if role == "rest" else INK,
        ha="center",
        va="center_baseline",
    )


def _elbow(ax: Axes, start: float, end: float, bottom: float, level: float, radius: float) -> None:
    """An arrow that rises at `start`, runs along `level` and comes down on `bottom` at `end`."""
    radius = min(radius, abs(end - start) / 2)
    turn = math.copysign(radius, end - start)
    points = [
        (start, bottom),
        (start, level - radius),
        (start, level),
        (start + turn, level),
        (end - turn, level),
        (end, level),
        (end, level - radius),
        (end, bottom + 7),
    ]
    codes = [Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE3, Path.LINETO, Path.CURVE3, Path.CURVE3, Path.LINETO]
    ax.add_patch(PathPatch(Path(points, codes), facecolor="none", edgecolor=BLUE, linewidth=1.8))
    ax.fill([end - 4.5, end + 4.5, end], [bottom + 9, bottom + 9, bottom + 1], color=BLUE, linewidth=0)


def _key_of_roles(ax: Axes, width: float, size: int) -> None:
    entries = (
        ("centre", "centre word"),
        ("outside", f"outside words: at most {size} away"),
        ("rest", "not in this window"),
    )
    lengths = [26 + _text_width(text, TEXT) for _, text in entries]
    x = (width - sum(lengths) - 26 * (len(entries) - 1)) / 2
    for (role, text), length in zip(entries, lengths, strict=True):
        _word_box(ax, (x, 8, 18, 14), "", role)
        ax.text(x + 26, 15, text, va="center_baseline")
        x += length + 26


# --- The surprise ---------------------------------------------------------------------------------------------------


@_styled
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
    return _finished(figure, alt)


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
            text = f"{label}: p = {_plain_or_times_ten(x)}, −log p = {number(y)}"
            wide, tall = (_text_width(text, TEXT) + 8) / across, 20 / up
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
        ax.text(tag.left + 4 / across, middle, tag.text, va="center_baseline", zorder=3, bbox=_paper(0.5))


# --- Pull and push --------------------------------------------------------------------------------------------------


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


@_styled
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
    figure, ax = _sheet(*Plane.SHEET)
    figure.patch.set_alpha(0)
    _draw_arrows(ax, scene, arrows)
    _draw_chances(ax, scene, chances, loss)
    image = Image.alpha_composite(_backdrop(scene, sharpness), _render(figure, sharpness))

    listed = ", ".join(f"{w} {number(c)}" for w, c in zip(words, chances, strict=True))
    alt = (
        f"Left: {len(words)} outside vectors in a plane and the centre vector v_c = {_pair(center)}. At its tip, "
        f"measured and times {RATE:g}: the pull, from the score of the observed word “{words[outside_idx]}”, "
        f"{_pair(pull)}; the push, from the logarithm of the sum, {_pair(push)}; and both together, the step, "
        f"{_pair(pull + push)}. Right: bars of P(w | c): {listed}. The loss −log P({words[outside_idx]} | c) is "
        f"{number(loss)}."
    )
    return _picture(image, alt, sharpness)


def _pair(vector: np.ndarray) -> str:
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
        start = left + width + 30 + max(_text_width(f"★ {word}", TEXT, bold=True) for word in self.words)
        each = (height - 42) / len(self.words)
        middles = [bottom + height - 8 - each * (w + 0.5) for w in range(len(self.words))]
        return start, Plane.SHEET[0] - 38 - start, middles, 0.62 * each


@functools.lru_cache(maxsize=32)
def _backdrop(scene: _Scene, sharpness: float) -> Image.Image:
    figure, ax = _sheet(*Plane.SHEET)
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
    return _render(figure, sharpness).copy()


SMALL_POINT: dict[str, Any] = {"marker": "o", "markersize": 8, "color": GREY, "markeredgecolor": "white"}


@functools.lru_cache(maxsize=32)
def _named(scene: _Scene) -> tuple[tuple[np.ndarray, ...], "_Labels"]:
    """Where the names of the words stand, and what the labels of the arrows have to keep off."""
    left, bottom, width, height = Plane.FRAME
    labels = _Labels((left, bottom, left + width, bottom + height))
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
        _draw_arrow(ax, arrow, at(arrow.tail), at(arrow.tip))
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


def _draw_arrow(ax: Axes, arrow: Arrow, tail: np.ndarray, tip: np.ndarray) -> None:
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
        *(tail + half * across, neck + half * across, neck + wing * across, tip),
        *(neck - wing * across, neck - half * across, tail - half * across),
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


class _Labels:
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
        size = np.array([_text_width(text, TEXT + bold, bold) / 2 + 2, 8.5])
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


# --- Normalised or not ----------------------------------------------------------------------------------------------

PHRASE = "good, superb, slow"
GOOD, SLOW = 1.0, -2.5


@_styled
def normalised_sum(alpha: float) -> Picture:
    """Item 1(c) in numbers: the sum that decides a phrase's sentiment, from raw and from L2-normalised embeddings.

    Embeddings are numbers here, points on one axis of sentiment. u_superb = `alpha` · u_good.
    """
    words = ["good", "superb", "slow"]
    raw = np.array([GOOD, alpha * GOOD, SLOW])
    lengths = np.abs(raw)
    normalised = np.divide(raw, lengths, out=np.full(3, np.nan), where=lengths > 0)
    figure = Figure(figsize=(9.0, 3.9))
    figure.text(
        0.012,
        0.935,
        f"“{PHRASE}”,  with  $u_{{superb}} = \\alpha\\, u_{{good}}$  and  $\\alpha$ = {number(alpha)}",
        size=LARGE,
    )
    reach = max(4.0, 1.15 * float(lengths.max()), 1.15 * abs(float(raw.sum())))
    for left, title, values in ((0.13, "raw: $u$", raw), (0.575, "L2-normalised: $u\\,/\\,||u||_2$", normalised)):
        ax = figure.add_axes((left, 0.09, 0.41, 0.70))
        ax.set_title(title)
        _signed_bars(ax, words, values, reach, with_labels=left < 0.5)
    alt = (
        f"The phrase “{PHRASE}”, each embedding a number on one axis of sentiment, alpha = {number(alpha)}. "
        f"{_told('Raw', words, raw)} {_told('L2-normalised', words, normalised)}"
    )
    return _finished(figure, alt)


def _decision(total: float) -> str:
    if math.isnan(total):
        return "no decision"
    return "a tie" if abs(total) < 5e-3 else "positive" if total > 0 else "negative"


def _told(title: str, words: list[str], values: np.ndarray) -> str:
    parts = ", ".join(
        f"{word} {'not defined (0/0)' if math.isnan(v) else _signed(float(v))}"
        for word, v in zip(words, values, strict=True)
    )
    total = float(values.sum())
    said = "not defined" if math.isnan(total) else _signed(total)
    return f"{title}: {parts}; the sum is {said}: {_decision(total)}."


def _signed_bars(ax: Axes, words: list[str], values: np.ndarray, reach: float, with_labels: bool) -> None:
    total = float(values.sum())
    rows = [3.4, 2.4, 1.4, 0.0]
    ax.axhline(0.72, color=GREY, linewidth=1)
    ax.axvline(0, color=INK, linewidth=1.2)
    for row, value in zip(rows, [*map(float, values), total], strict=True):
        is_sum = row == 0
        if math.isnan(value):
            ax.text(0.15, row, "not defined" if is_sum else "0 / 0: not defined", va="center_baseline")
            continue
        ax.barh(
            row,
            value,
            height=0.66,
            color=SKY if value > 0 else ORANGE,
            edgecolor=INK,
            linewidth=2.2 if is_sum else 1,
            hatch="" if value > 0 else "//",
        )
        text = _signed(value) + (f": {_decision(total)}" if is_sum else "")
        # A sum's words are longer than its bar has room for on its own side: they go where the other half is free.
        outward = 1 if (value >= 0) != is_sum else -1
        start = 0.0 if is_sum else value
        ax.text(
            start + 0.12 * outward * reach / 4,
            row,
            text,
            ha="left" if outward > 0 else "right",
            va="center_baseline",
            weight="bold" if is_sum else "normal",
        )
    ax.set(xlim=(-reach, reach), ylim=(-0.55, 3.95), yticks=rows)
    ax.set_yticklabels(["good", "superb", "slow", "sum"] if with_labels else [])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.xaxis.grid(color=PALE)


# --- The secant -----------------------------------------------------------------------------------------------------

SECANT_AT = 0.4


def _curve(x: float) -> float:
    """A curve with a known slope. It needs only + × /, which every machine rounds alike, down to the last bit."""
    return x / (1 + x * x)


def _curve_slope(x: float) -> float:
    return (1 - x * x) / (1 + x * x) ** 2


def _forward(h: float) -> float:
    return (_curve(SECANT_AT + h) - _curve(SECANT_AT)) / h


def _central(h: float) -> float:
    return (_curve(SECANT_AT + h) - _curve(SECANT_AT - h)) / (2 * h)


STEPS = [float(f"{lead}e{power}") for power in range(-12, 0) for lead in (1, 1.5, 2, 3, 5, 7)] + [1.0]
LEAST_ERROR = 1e-17
"""What an error of exactly zero is drawn as; a logarithm cannot show zero."""


@_styled
def secant(h: float) -> Picture:
    """The slope of a curve by central difference with step `h` (1e-12 to 1), and how the error depends on the step.

    Raises ValueError for a step outside that range.
    """
    if not 1e-12 <= h <= 1:
        raise ValueError(f"The picture shows steps from 1e-12 to 1, not {h:g}.")
    truth, found = _curve_slope(SECANT_AT), _central(h)
    figure = Figure(figsize=(9.5, 4.4))
    _draw_chord(figure.add_axes((0.055, 0.135, 0.365, 0.72)), h, truth, found)
    figure.text(0.012, 0.94, f"The chord from x − h to x + h,  h = {_plain_or_times_ten(h)}", size=TEXT)
    best = _draw_errors(figure.add_axes((0.525, 0.135, 0.46, 0.72)), h)
    figure.text(0.465, 0.94, "Absolute error of the slope, for every step h", size=TEXT)
    alt = (
        f"Left: the curve x / (1 + x²), its tangent at x = {SECANT_AT:g} (slope {truth:.6f}) and the chord of the "
        f"central difference with h = {_scientific(h)} (slope {found:.6f}, error {_scientific(abs(found - truth))}). "
        "Right: absolute error against h, both axes logarithmic. Each curve is a V: for large h the chord is too long, "
        "for small h rounding takes over. "
        + " ".join(
            f"The {name} difference is best at h = {_scientific(at)}, with an error of {_scientific(error)}."
            for name, (at, error) in best.items()
        )
    )
    return _finished(figure, alt)


def _draw_chord(ax: Axes, h: float, truth: float, found: float) -> None:
    x = np.linspace(-1.0, 1.8, 281)
    here = _curve(SECANT_AT)
    ax.plot(x, x / (1 + x * x), color=INK, linewidth=2.4, zorder=3)
    # The tangent is broad and pale: it still shows when the chord lies on it.
    ax.plot(x, here + truth * (x - SECANT_AT), color=SKY, linewidth=6, alpha=0.65, zorder=2)
    ends = np.array([SECANT_AT - h, SECANT_AT + h])
    heights = np.array([_curve(float(end)) for end in ends])
    ax.plot(x, heights.mean() + found * (x - SECANT_AT), color=VERMILLION, linewidth=1.8, zorder=4)
    ax.plot(ends, heights, "o", color=VERMILLION, markeredgecolor=INK, markersize=8, zorder=5)
    ax.set(xlim=(-1.0, 1.8), ylim=(-0.62, 1.2), xticks=[-1, 0, SECANT_AT, 1], yticks=[-0.5, 0, 0.5, 1])
    ax.set_xticklabels(["−1", "0", "x", "1"])
    error = "0" if found == truth else _plain_or_times_ten(abs(found - truth))
    key: tuple[tuple[str, dict[str, Any] | None], ...] = (
        (f"tangent, slope {truth:.8f}", {"color": SKY, "linewidth": 6, "alpha": 0.65}),
        (f"chord, slope {found:.8f}", {"color": VERMILLION, "linewidth": 1.8}),
        (f"error {error}", None),
    )
    for line, (text, look) in enumerate(key):
        y = 1.12 - 0.145 * line
        if look:
            ax.plot([-0.95, -0.78], [y, y], **look)
        ax.text(-0.70, y, text, va="center_baseline", zorder=6, bbox=_paper(0.5))
    ax.text(1.25, 0.33, "$f(x)$", size=LARGE)


def _draw_errors(ax: Axes, h: float) -> dict[str, tuple[float, float]]:
    """Draw the two curves of errors; return the best step and its error for each."""
    truth = _curve_slope(SECANT_AT)
    best = {}
    ax.set(xscale="log", yscale="log", xlim=(6e-13, 1.8), ylim=(1e-15, 2e5))
    looks: tuple[tuple[str, Callable[[float], float], str, str, float], ...] = (
        ("forward", _forward, PURPLE, "s", 2e4),
        ("central", _central, GREEN, "o", 2e2),
    )
    for name, slope, colour, marker, y in looks:
        errors = [max(abs(slope(step) - truth), LEAST_ERROR) for step in STEPS]
        at = int(np.argmin(errors))
        best[name] = (STEPS[at], errors[at])
        ax.plot(STEPS, errors, color=colour, linewidth=1.6, marker=marker, markersize=4)
        ring: dict[str, Any] = {
            "marker": marker,
            "color": "none",
            "markeredgecolor": INK,
            "markeredgewidth": 2,
            "markersize": 12,
        }
        ax.plot([STEPS[at]], [errors[at]], **ring, zorder=5)
        ax.plot([1.5e-12], [y], marker=marker, markersize=9, color=colour)
        text = f"{name}: least error {_times_ten(errors[at])} at h = {_times_ten(STEPS[at])}"
        ax.text(4e-12, y, text, va="center_baseline")
    ax.plot([h, h], [1e-15, 5], color=VERMILLION, linewidth=2, zorder=1)
    ax.set_xticks([1e-12, 1e-9, 1e-6, 1e-3, 1])
    ax.set_yticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
    ax.minorticks_off()
    ax.grid(color=PALE, zorder=-1)
    ax.set_xlabel("step h   (the vertical line: this h)")
    return best


def _plain_or_times_ten(value: float) -> str:
    return f"{value:.3g}" if value >= 1e-3 else _times_ten(value)


# --- Heat maps ------------------------------------------------------------------------------------------------------


@_styled
def heat(
    measured: np.ndarray,
    theirs: np.ndarray,
    observed: int | None = None,
    name: str = "gradOutsideVecs",
    row: str = "word",
) -> Picture:
    """A measured gradient, the student's and their difference, entry by entry.

    Both arrays are (rows, columns); `observed` is the row to mark as the observed word's. Entries beyond the
    tolerance of the gradient check are framed. Raises ValueError unless the shapes are equal and two-dimensional.
    """
    if measured.ndim != 2 or measured.shape != theirs.shape:
        raise ValueError(f"Two matrices of one shape are needed, not {measured.shape} and {theirs.shape}.")
    rows, columns = measured.shape
    with np.errstate(invalid="ignore"):
        difference = np.abs(measured - theirs)
    wrong = ~agreement(measured, theirs)
    finite = np.abs(np.concatenate([measured, theirs]))
    top = float(finite[np.isfinite(finite)].max(initial=1e-12))

    printed = rows <= 6 and columns <= 6
    cell = (
        (62.0 if columns <= 3 else 50.0 if columns == 4 else 41.0, 34.0)
        if printed
        else (min(46.0, 190 / columns), min(34.0, 280 / rows))
    )
    names = [f"★ {row} {r}" if r == observed else f"{row} {r}" for r in range(rows)]
    margin = max(_text_width(name, TEXT, bold=True) for name in names) + 18
    panel, gap, foot, head = cell[0] * columns, 26.0, 34.0, 34.0
    figure, ax = _sheet(max(9.0 * POINTS, margin + 3 * panel + 2 * gap + 8), foot + cell[1] * rows + head)
    each = (
        ("measured", measured, DIVERGING, -top),
        ("yours", theirs, DIVERGING, -top),
        ("|difference|", difference, SEQUENTIAL, 0.0),
    )
    for k, (title, values, colours, low) in enumerate(each):
        left = margin + k * (panel + gap)
        ax.text(left, foot + cell[1] * rows + 14, title, weight="bold", va="center_baseline")
        for r, c in np.ndindex(rows, columns):
            place = (left + c * cell[0], foot + (rows - 1 - r) * cell[1])
            value = float(values[r, c])
            ground = to_rgb(colours((value - low) / (top - low))) if math.isfinite(value) else to_rgb(PALE)
            ax.add_patch(
                Rectangle(place, *cell, facecolor=ground, edgecolor="white" if printed else ground, linewidth=0.8)
            )
            if printed:
                ax.text(
                    place[0] + cell[0] / 2,
                    place[1] + cell[1] / 2,
                    number(value, 3 if columns <= 4 else 2),
                    color="white" if _luminance(ground) < 0.4 else INK,
                    ha="center",
                    va="center_baseline",
                )
        ax.add_patch(Rectangle((left, foot), panel, cell[1] * rows, facecolor="none", edgecolor=GREY, zorder=3))
        for r, c in np.argwhere(wrong) if k else ():
            x, y = left + c * cell[0], foot + (rows - 1 - r) * cell[1]
            if printed:
                inner = Rectangle((x + 1.6, y + 1.6), cell[0] - 3.2, cell[1] - 3.2, facecolor="none", zorder=4)
                inner.set(edgecolor=INK, linewidth=2.4)
                ax.add_patch(inner)
            else:
                ax.plot([x + cell[0] / 2], [y + cell[1] / 2], ".", color=INK, markersize=5, zorder=4)
    for r in range(rows) if cell[1] >= 15 else sorted({0, rows - 1, rows - 1 if observed is None else observed}):
        at = foot + (rows - 0.5 - r) * cell[1]
        weight = "bold" if r == observed else "normal"
        ax.text(margin - 9, at, names[r], ha="right", va="center_baseline", weight=weight)
    star = "★ the observed word    " if observed is not None else ""
    ax.text(
        margin,
        14,
        f"{star}{'□ framed' if printed else '• dotted'}: beyond the tolerance    blue < 0 < vermillion",
        va="center_baseline",
    )
    return _finished(figure, _heat_in_words(measured, theirs, wrong, observed, name, row))


def agreement(measured: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Entry by entry, whether the student's number is within the tolerance of the gradient check."""
    with np.errstate(invalid="ignore"):  # NaN and infinity never agree
        return np.asarray(numeric.relative_error(measured, theirs) <= numeric.TOLERANCE)


def size_of_error(error: float) -> str:
    """The order of an error. Below 1e-7 it is rounding, which no two machines share to the digit."""
    return "below 1e-7" if error < 1e-7 else f"{error:.0e}"


def _luminance(colour: tuple[float, float, float]) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _heat_in_words(
    measured: np.ndarray, theirs: np.ndarray, wrong: np.ndarray, observed: int | None, name: str, row: str
) -> str:
    rows, columns = measured.shape
    said = f"Three heat maps of {name}, {rows} rows and {columns} columns: measured, yours, and their difference. "
    if not wrong.any():
        largest = float(np.abs(measured - theirs).max(initial=0))
        return said + f"All {wrong.size} entries agree; the largest difference is {size_of_error(largest)}."
    error = np.where(np.isfinite(theirs), np.abs(measured - theirs), np.inf)
    r, c = np.unravel_index(int(np.argmax(error)), error.shape)
    bad = ", ".join(f"{row} {i}" + (" (observed)" if i == observed else "") for i in np.flatnonzero(wrong.any(axis=1)))
    return said + (
        f"{int(wrong.sum())} of {wrong.size} entries differ, in the rows of {bad}. The largest difference is at "
        f"[{r}, {c}]: measured {number(float(measured[r, c]), 4)}, yours {number(float(theirs[r, c]), 4)}."
    )
