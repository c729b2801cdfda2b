"""Figures of a classifier: how good it is for each strength of the regularisation, and what it takes for what."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from word2vec_lab.figures.style import LARGE, SEQUENTIAL, SMALL, Picture, finished, styled
from word2vec_lab.palette import BLUE, GREY, INK, ORANGE


@styled
def accuracies(strengths: Sequence[float], curves: Mapping[str, Sequence[float]], best: int, chance: float) -> Picture:
    """The share of right classes in "train" and "dev" against the strength; `best` is the place that "dev" chose.

    `chance` is the share that the commonest class has in "dev".
    """
    figure = Figure(figsize=(9.0, 4.0))
    ax = figure.add_axes((0.09, 0.16, 0.72, 0.76))
    looks = {"train": (GREY, "s", "--"), "dev": (BLUE, "o", "-")}
    for name, (colour, marker, line) in looks.items():
        ax.plot(strengths, [100 * one for one in curves[name]], line, color=colour, marker=marker, linewidth=2)
        ax.text(
            1.02, 100 * curves[name][-1], name, transform=ax.get_yaxis_transform(), color=colour, va="center_baseline"
        )
    ax.axhline(100 * chance, color=ORANGE, linewidth=1.6, linestyle=":")
    ax.text(
        0.01, 100 * chance, "always the commonest class", transform=ax.get_yaxis_transform(), va="bottom", size=SMALL
    )
    ax.plot(strengths[best], 100 * curves["dev"][best], "o", color="none", markeredgecolor=INK, markersize=15)
    ax.set(xscale="log", xlabel="strength of the regularisation", ylabel="right, in %")
    told = "; ".join(
        f"{strength:g}: train {curves['train'][place]:.1%}, dev {curves['dev'][place]:.1%}"
        for place, strength in enumerate(strengths)
    )
    alt = (
        f"Two curves of the share of right classes against the strength of the regularisation. {told}. Best for dev is "
        f"{strengths[best]:g}. Always saying the commonest class would be right for {chance:.1%} of dev."
    )
    return finished(figure, alt)


@styled
def confusion(counts: np.ndarray, names: Sequence[str], split: str) -> Picture:
    """A matrix of counts: a row for each class that a sentence has, a column for each that it was taken for."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(8.4, 4.8))
    ax = figure.add_axes((0.22, 0.06, 0.75, 0.72))
    ax.imshow(shares, cmap=SEQUENTIAL, vmin=0, vmax=1, aspect="auto")
    for row, column in np.ndindex(*counts.shape):
        dark = shares[row, column] > 0.55
        text = f"{counts[row, column]:,}\n{shares[row, column]:.0%}"
        ax.text(column, row, text, ha="center", va="center", color="white" if dark else INK, size=SMALL)
    ax.set_xticks(range(len(names)), names)
    ax.set_yticks(range(len(names)), names)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    figure.text(0.02, 0.93, f"Sentences of {split}: what they are (rows), what they were taken for", size=LARGE)
    rows = "; ".join(
        f"{name} ({int(counts[row].sum()):,}): "
        + ", ".join(f"{int(count):,} as {names[column]}" for column, count in enumerate(counts[row]))
        for row, name in enumerate(names)
    )
    return finished(figure, f"A table of what the sentences of {split} were taken for. {rows}.")
