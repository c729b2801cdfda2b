"""What a pair of words costs in training, for both losses, as the vocabulary grows."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from word2vec_lab.figures.style import SMALL, TEXT, Picture, finished, styled
from word2vec_lab.palette import BLUE, INK, PALE, VERMILLION
from word2vec_lab.training.cost import Cost

LOOKS = {"naive-softmax": (VERMILLION, "s", "naive softmax"), "negative-sampling": (BLUE, "o", "negative sampling")}


@styled
def cost_of_a_pair(costs: Sequence[Cost], where: str) -> Picture:
    """Processor time per pair against V, both axes logarithmic; `where` says on which machine it was measured.

    All costs are of one lane. Raises ValueError for none, or for costs of several lanes.
    """
    lanes = {cost.lane for cost in costs}
    if len(lanes) != 1:
        raise ValueError(f"costs of one lane belong in a picture; got those of {len(lanes)}")
    figure = Figure(figsize=(8.0, 4.4))
    ax = figure.add_axes((0.1, 0.15, 0.79, 0.74))
    ax.set(xscale="log", yscale="log")
    told = []
    for loss, (colour, marker, name) in LOOKS.items():
        points = sorted((cost.words, cost.seconds * 1e6) for cost in costs if cost.loss == loss)
        if not points:
            continue
        words, micro = zip(*points, strict=True)
        ax.plot(words, micro, color=colour, marker=marker, markersize=8, linewidth=2.4, markeredgecolor="white")
        ax.annotate(
            name, (words[-1], micro[-1]), (-8, 12), textcoords="offset points", ha="right", color=colour, size=TEXT
        )
        ax.annotate(
            f"{micro[-1]:,.0f} µs",
            (words[-1], micro[-1]),
            (9, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            size=SMALL,
        )
        told.append(f"{name}: " + ", ".join(f"{value:,.0f} µs at V = {V:,}" for V, value in points))
    sizes = sorted({cost.words for cost in costs})
    ax.set_xticks(sizes)
    ax.set_xticklabels([f"{size:,}" for size in sizes])
    low, high = ax.get_ylim()
    powers = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    ax.set_ylim(10 ** powers[0], 10 ** powers[-1] * 2)
    ax.set_yticks(10**powers)
    ax.set_yticklabels([f"{10**power:,g} µs" if power < 3 else f"{10 ** (power - 3):,g} ms" for power in powers])
    ax.minorticks_off()
    ax.grid(color=PALE)
    ax.set_xlabel("V, the words of the vocabulary")
    figure.text(0.012, 0.94, f"Processor time for one pair ({where})", size=TEXT, color=INK)
    return finished(figure, f"Processor time for one pair of words ({where}). " + ". ".join(told) + ".")
