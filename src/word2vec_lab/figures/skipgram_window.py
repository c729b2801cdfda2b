"""The skip-gram picture: a sentence, its centre word and the outside words that a window reaches."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from word2vec_lab.figures.style import LARGE, POINTS, TEXT, Picture, finished, paper, sheet, styled, text_width
from word2vec_lab.palette import BLUE, GREY, INK, LINE, ORANGE


@styled
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
    widths = [max(44.0, text_width(w, LARGE, bold=i == center) + 20) for i, w in enumerate(words)]
    total = sum(widths) + gap * (len(words) - 1)
    width = max(9.0 * POINTS, total + 24)
    lefts = (width - total) / 2 + np.concatenate([[0], np.cumsum(np.array(widths[:-1]) + gap)])
    middles = lefts + np.array(widths) / 2
    figure, ax = sheet(width, floor + box + arcs)

    for i, word in enumerate(words):
        role = "centre" if i == center else "outside" if i in outside else "rest"
        word_box(ax, (lefts[i], floor, widths[i], box), word, role)
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
        half = text_width(label, TEXT) / 2 + 4
        at = min(max(float(middles[i]), half), width - half)
        ax.text(at, level + 10, label, ha="center", va="center", zorder=5, bbox=paper())
    _key_of_roles(ax, width, size)

    listed = ", ".join(f"P({words[i]} | {words[center]})" for i in outside) or "none: the sentence has no other word"
    alt = (
        f"The sentence “{' '.join(words)}” in boxes on a line. The centre word is “{words[center]}”, word "
        f"{center + 1} of {len(words)}; the window reaches {size} {'word' if size == 1 else 'words'} to either side. "
        f"An arrow leads from the centre word to each of its {len(outside)} outside words, and stands for a "
        f"probability: {listed}."
    )
    return finished(figure, alt)


def word_box(ax: Axes, place: tuple[float, float, float, float], word: str, role: str) -> None:
    """One word in its box at `place` (left, bottom, width, height); `role` is centre, outside or rest."""
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
    lengths = [26 + text_width(text, TEXT) for _, text in entries]
    x = (width - sum(lengths) - 26 * (len(entries) - 1)) / 2
    for (role, text), length in zip(entries, lengths, strict=True):
        word_box(ax, (x, 8, 18, 14), "", role)
        ax.text(x + 26, 15, text, va="center_baseline")
        x += length + 26
