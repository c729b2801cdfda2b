"""A window's outside words, one after the other, and the slopes of the loss so far for every vector there is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from word2vec_lab.figures.heat_maps import luminance
from word2vec_lab.figures.skipgram_window import word_box
from word2vec_lab.figures.style import (
    DIVERGING,
    LARGE,
    POINTS,
    TEXT,
    Picture,
    finished,
    number,
    sheet,
    styled,
    text_width,
)
from word2vec_lab.palette import GREY, INK, LINE, PALE


@dataclass(frozen=True)
class Slopes:
    """What was measured on a window, as far as it has been gone through.

    `pairs` (n, d): the slope of each pair's own loss for the centre word's centre vector. `centers` and `outsides`
    (V, d): the slopes of the loss so far, for all centre vectors and for all outside vectors.
    """

    pairs: np.ndarray
    centers: np.ndarray
    outsides: np.ndarray


CELL, ROW = (47.0, 25.0), 25.0


@styled
def contributions(
    sentence: Sequence[str], center: int, outside: Sequence[int], done: int, vocabulary: Sequence[str], slopes: Slopes
) -> Picture:
    """The sentence, and three tables of slopes: each pair's own, and the window's so far for all vectors.

    `center` and `outside` are positions in the sentence; the first `done` outside words have been gone through.
    `vocabulary` names the rows of `slopes.centers` and `slopes.outsides`, whose vectors have three entries.
    """
    words = list(sentence)
    top = max(float(np.abs(part).max()) for part in (slopes.pairs, slopes.centers, slopes.outsides))
    table = 3 * CELL[0]
    name_of = max(text_width(word, TEXT, bold=True) for word in vocabulary) + 14
    gap = 26.0
    width = max(9.0 * POINTS, 3 * (name_of + table) + 2 * gap + 40)
    rows = max(len(vocabulary), 6)
    foot, head, boxes = 34.0, 48.0, 82.0
    height = foot + rows * ROW + head + boxes
    figure, ax = sheet(width, height)

    _draw_sentence(ax, words, center, outside[:done], outside[done:], width, height - 42)
    level = foot + rows * ROW
    lefts = [(width - (3 * (name_of + table) + 2 * gap)) / 2 + k * (name_of + table + gap) + name_of for k in range(3)]
    ax.text(lefts[0], level + 32, "each pair by itself", weight="bold", va="center_baseline")
    ax.text(lefts[0], level + 13, f"slopes: {words[center]}'s centre vector", va="center_baseline")
    ax.text(lefts[1], level + 32, f"the loss so far: {_pairs(done)}", weight="bold", va="center_baseline")
    ax.text(lefts[1], level + 13, "slopes: centre vectors", va="center_baseline")
    ax.text(lefts[2], level + 13, "slopes: outside vectors", va="center_baseline")

    for row, at in enumerate(outside):
        _row(ax, lefts[0], level - (row + 1) * ROW, words[at], slopes.pairs[row], top, row < done)
    for row, word in enumerate(vocabulary):
        for left, values in ((lefts[1], slopes.centers), (lefts[2], slopes.outsides)):
            _row(ax, left, level - (row + 1) * ROW, word, values[row], top, True, bold=word == words[center])
    ax.text(lefts[0] - name_of, 12, "blue < 0 < vermillion;   · exactly zero", va="center_baseline")
    return finished(figure, _in_words(words, center, outside, done, vocabulary, slopes))


def _pairs(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"


def _draw_sentence(
    ax: Axes, words: list[str], center: int, done: Sequence[int], waiting: Sequence[int], width: float, floor: float
) -> None:
    gap, box = 9.0, 32.0
    widths = [max(44.0, text_width(word, LARGE, bold=i == center) + 20) for i, word in enumerate(words)]
    left = (width - sum(widths) - gap * (len(words) - 1)) / 2
    for i, word in enumerate(words):
        role = "centre" if i == center else "outside" if i in done else "rest"
        word_box(ax, (left, floor, widths[i], box), word, role)
        note = "centre" if i == center else "added" if i in done else "waiting" if i in waiting else ""
        ax.text(left + widths[i] / 2, floor - 13, note, ha="center", va="center_baseline")
        left += widths[i] + gap


def _row(
    ax: Axes, left: float, bottom: float, name: str, values: np.ndarray, top: float, filled: bool, bold: bool = False
) -> None:
    """One row of a table: a name and its numbers on coloured ground; an unfilled row is only outlined."""
    middle = bottom + ROW / 2
    colour = INK if filled else GREY
    weight = "bold" if bold else "normal"
    ax.text(left - 8, middle, name, ha="right", va="center_baseline", color=colour, weight=weight)
    for k, value in enumerate(map(float, values)):
        ground = to_rgb(DIVERGING((value / top + 1) / 2)) if filled else to_rgb("white")
        place = (left + k * CELL[0], bottom)
        ax.add_patch(Rectangle(place, CELL[0], ROW, facecolor=ground, edgecolor=LINE if filled else PALE))
        if filled:
            text = "·" if math.isclose(value, 0, abs_tol=1e-9) else number(value)
            ax.text(
                left + (k + 0.5) * CELL[0],
                middle,
                text,
                ha="center",
                va="center_baseline",
                color="white" if luminance(ground) < 0.4 else INK,
            )


def _numbers(values: np.ndarray) -> str:
    return f"({', '.join(number(float(value)) for value in values)})"


def _in_words(
    words: list[str], center: int, outside: Sequence[int], done: int, vocabulary: Sequence[str], slopes: Slopes
) -> str:
    pairs = "; ".join(f"{words[at]} {_numbers(slopes.pairs[row])}" for row, at in enumerate(outside[:done]))
    waiting = ", ".join(words[at] for at in outside[done:])

    def table(values: np.ndarray) -> str:
        moved = [
            f"{word} {_numbers(row)}" for word, row in zip(vocabulary, values, strict=True) if np.abs(row).max() > 1e-9
        ]
        still = [word for word, row in zip(vocabulary, values, strict=True) if np.abs(row).max() <= 1e-9]
        return "; ".join(moved) + (f"; exactly zero for {', '.join(still)}" if still else "")

    return (
        f"The sentence “{' '.join(words)}”, centre word “{words[center]}”, {done} of {len(outside)} outside words "
        f"added{f' (waiting: {waiting})' if waiting else ''}. Slopes of each pair's own loss for the centre vector of "
        f"{words[center]}: {pairs}. Slopes of the loss so far for the centre vectors: {table(slopes.centers)}. For the "
        f"outside vectors: {table(slopes.outsides)}."
    )
