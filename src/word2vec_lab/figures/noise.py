"""The noise distribution: how often each word is drawn as a negative sample, and what a handful of draws looks like."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from word2vec_lab.figures.style import LARGE, TEXT, Picture, finished, number, sheet, styled, text_width
from word2vec_lab.palette import BLUE, GREY, INK, LINE, ORANGE, SKY

DRAWS = 30
COMMONEST, RARE = 10, 10
"""How many words count as the commonest ones, and up to how many occurrences a word counts as rare."""


@styled
def noise(counts: Mapping[str, int], words: tuple[str, ...], power: float) -> Picture:
    """Draw words with probability proportional to count to the power `power`; `words` are those that get a bar.

    The thirty draws use the same thirty random numbers for every power, so that what changes is due to it alone.
    Raises ValueError if `power` is not between 0 and 1 or one of the words has no count.
    """
    if not 0 <= power <= 1:
        raise ValueError(f"The power lies between 0 and 1, not at {power}.")
    if any(word not in counts for word in words):
        raise ValueError(f"Not all of {', '.join(words)} have a count.")
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    often = np.array([counts[word] for word in ranked], dtype=float)
    chances, plain = often**power / (often**power).sum(), often / often.sum()
    uniform = np.random.default_rng(7).permutation((np.arange(DRAWS) + 0.5) / DRAWS)
    drawn = [ranked[int(i)] for i in np.searchsorted(np.cumsum(chances), uniform)]
    commonest = set(ranked[:COMMONEST])

    figure, ax = sheet(648, 372)
    share = {word: float(chances[ranked.index(word)]) for word in words}
    ax.text(8, 350, f"P(w) in proportion to the count of w, to the power {number(power)}", size=LARGE)
    _bars(ax, counts, share, {word: float(plain[ranked.index(word)]) for word in words})
    _draws(ax, drawn, counts, commonest)

    listed = ", ".join(f"{word} (count {counts[word]:,}) {_percent(share[word])}" for word in words)
    total = sum(word in commonest for word in drawn)
    rare = sum(counts[word] <= RARE for word in drawn)
    alt = (
        f"Left: bars of the probability to be drawn as a negative sample, count to the power {number(power)}: "
        f"{listed}. Outlines show the share in the text itself. Right: {DRAWS} draws: {' '.join(drawn)}. {total} of "
        f"them are among the {COMMONEST} commonest words, {rare} occur at most {RARE} times."
    )
    return finished(figure, alt)


def _percent(share: float) -> str:
    return f"{100 * share:.2g} %" if share < 0.01 else f"{100 * share:.1f} %"


def _bars(ax: Axes, counts: Mapping[str, int], share: Mapping[str, float], plain: Mapping[str, float]) -> None:
    start, length, top, each = 132.0, 150.0, 302.0, 28.0
    most = max(max(plain.values()), max(share.values()))
    ax.text(8, 326, "word, count in the text")
    for i, word in enumerate(share):
        middle = top - each * i
        ax.text(8, middle, f"{word}", va="center_baseline", weight="bold")
        ax.text(start - 8, middle, f"{counts[word]:,}", va="center_baseline", ha="right", color=GREY)
        low, high = middle - 9, 18
        ax.add_patch(Rectangle((start, low), length * share[word] / most, high, facecolor=SKY, edgecolor=INK))
        outline = Rectangle((start, low), length * plain[word] / most, high, facecolor="none", edgecolor=ORANGE)
        outline.set(linewidth=1.8, linestyle=(0, (3, 2)))
        ax.add_patch(outline)
        end = start + length * max(share[word], plain[word]) / most
        ax.text(end + 6, middle, _percent(share[word]), va="center_baseline")
    ax.plot([start, start], [top - each * (len(share) - 0.5), top + 14], color=GREY)
    ax.text(8, 12, "dashed: the share in the text", va="center_baseline")


def _draws(ax: Axes, drawn: list[str], counts: Mapping[str, int], commonest: set[str]) -> None:
    left, top, wide, each = 366.0, 302.0, 94.0, 28.0
    ax.plot([left - 16, left - 16], [6, 338], color=LINE)
    ax.text(left, 326, f"{DRAWS} draws")
    for i, word in enumerate(drawn):
        column, row = divmod(i, 10)
        size = (
            TEXT if text_width(word, TEXT, bold=True) < wide - 6 else TEXT * (wide - 6) / text_width(word, TEXT, True)
        )
        common, rare = word in commonest, counts[word] <= RARE
        ax.text(
            left + wide * column,
            top - each * row,
            word,
            size=size,
            va="center_baseline",
            weight="bold" if common else "normal",
            style="italic" if rare else "normal",
            color=INK if common else BLUE if rare else GREY,
        )
    ax.text(left, 12, f"bold: top {COMMONEST} words", va="center_baseline", weight="bold")
    ax.text(left + 154, 12, f"italic: count ≤ {RARE}", va="center_baseline", style="italic", color=BLUE)
