"""Item 1(c) in numbers: a sum of embeddings, raw and L2-normalised."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.figures.style import LARGE, Picture, finished, number, signed, styled
from word2vec_lab.palette import GREY, INK, ORANGE, PALE, SKY

PHRASE = "good, superb, slow"
GOOD, SLOW = 1.0, -2.5


@styled
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
        _signed_bars(ax, values, reach, with_labels=left < 0.5)
    alt = (
        f"The phrase “{PHRASE}”, each embedding a number on one axis of sentiment, alpha = {number(alpha)}. "
        f"{_told('Raw', words, raw)} {_told('L2-normalised', words, normalised)}"
    )
    return finished(figure, alt)


def _decision(total: float) -> str:
    if math.isnan(total):
        return "no decision"
    return "a tie" if abs(total) < 5e-3 else "positive" if total > 0 else "negative"


def _told(title: str, words: list[str], values: np.ndarray) -> str:
    parts = ", ".join(
        f"{word} {'not defined (0/0)' if math.isnan(v) else signed(float(v))}"
        for word, v in zip(words, values, strict=True)
    )
    total = float(values.sum())
    said = "not defined" if math.isnan(total) else signed(total)
    return f"{title}: {parts}; the sum is {said}: {_decision(total)}."


def _signed_bars(ax: Axes, values: np.ndarray, reach: float, with_labels: bool) -> None:
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
        text = signed(value) + (f": {_decision(total)}" if is_sum else "")
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
