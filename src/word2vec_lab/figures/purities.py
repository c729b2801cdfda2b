"""How often a word's nearest neighbour is of its own kind, after trainings of several kinds, beside luck."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.figures.style import SMALL, TEXT, Picture, finished, styled
from word2vec_lab.palette import BLUE, GREY, INK, ORANGE, PALE
from word2vec_lab.training.longer_runs import LARGER, PLOTTED, Purity, Trained

PANELS = (PLOTTED, LARGER)


@styled
def purities(results: Sequence[Trained], vectors: str = "centre") -> Picture:
    """For each training: the share with plain vectors, and with log frequency regressed out; mean and every seed.

    `vectors` is "centre", "outside" or "both". The grey band is luck: shuffled groups, mean ± 2 standard deviations.
    Raises ValueError if there are no results, or none for such vectors.
    """
    names = list(dict.fromkeys(result.name for result in results))
    chosen = {
        (name, panel): [
            purity
            for result in results
            if result.name == name
            for purity in result.purities
            if purity.group == panel and purity.vectors == vectors
        ]
        for name in names
        for panel in PANELS
    }
    if not chosen or not all(chosen.values()):
        raise ValueError(f"there are not results for {vectors!r} vectors of every training")
    height = 1.35 + 0.42 * len(names)
    figure = Figure(figsize=(9.5, height))
    bottom, tall = 0.62 / height, 1 - 1.42 / height
    seeds = len(chosen[names[0], PANELS[0]])
    for panel, left in zip(PANELS, (0.285, 0.66), strict=True):
        ax = figure.add_axes((left, bottom, 0.33, tall))
        _panel(ax, names, [chosen[name, panel] for name in names], labelled=panel == PANELS[0])
        figure.text(left, 1 - 0.66 / height, panel, size=TEXT)
    title = f"Nearest neighbour of the same kind, {vectors} vectors: mean of {seeds} seeds, and a stroke for each"
    figure.text(0.012, 1 - 0.27 / height, title, size=TEXT)
    _key(figure, height)
    told = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{panel} {_mean(chosen[name, panel], 'plain'):.2f}, without frequency"
            f" {_mean(chosen[name, panel], 'without_frequency'):.2f}, luck {_mean(chosen[name, panel], 'luck'):.2f} ±"
            f" {_mean(chosen[name, panel], 'luck_spread'):.2f}"
            for panel in PANELS
        )
        for name in names
    )
    alone = ", ".join(f"{panel} {_mean(chosen[names[0], panel], 'frequency_alone'):.2f}" for panel in PANELS)
    return finished(
        figure,
        f"The share of words whose nearest neighbour, by {vectors} vectors, is of their own kind; means of {seeds}"
        f" seeds. {told}. Log frequency alone: {alone}.",
    )


def _mean(found: Sequence[Purity], name: str) -> float:
    return float(np.mean([getattr(purity, name) for purity in found]))


def _panel(ax: Axes, names: list[str], found: list[list[Purity]], labelled: bool) -> None:
    alone = _mean(found[0], "frequency_alone")
    ax.plot([alone, alone], [-0.5, len(names) - 0.5], color=INK, linewidth=1.2, linestyle=(0, (1, 2)), zorder=2)
    for row, purities in enumerate(found):
        luck, spread = _mean(purities, "luck"), _mean(purities, "luck_spread")
        ax.fill_betweenx([row - 0.5, row + 0.5], luck - 2 * spread, luck + 2 * spread, color=PALE, linewidth=0)
        ax.plot([luck, luck], [row - 0.5, row + 0.5], color=GREY, linewidth=1)
        for name, colour, marker, lift in (("plain", ORANGE, "D", -0.17), ("without_frequency", BLUE, "o", 0.17)):
            values = [getattr(purity, name) for purity in purities]
            ax.plot(values, [row + lift] * len(values), "|", color=colour, markersize=9, markeredgewidth=1.4, alpha=0.7)
            ax.plot(np.mean(values), row + lift, marker=marker, color=colour, markersize=8, markeredgecolor=INK)
    ax.set(xlim=(-0.01, 0.7), ylim=(len(names) - 0.5, -0.5), xticks=[0, 0.2, 0.4, 0.6])
    ax.set_yticks(range(len(names)), names if labelled else [""] * len(names))
    ax.tick_params(axis="y", length=0)
    ax.set_xticklabels(["0", "20 %", "40 %", "60 %"])
    ax.spines["left"].set_visible(False)


def _key(figure: Figure, height: float) -> None:
    ax = figure.add_axes((0.0, 0.0, 1.0, 0.3 / height))
    ax.set(xlim=(0, 950), ylim=(0, 30))
    ax.axis("off")
    for x, text in (
        (8, "as they are"),
        (150, "log frequency regressed out"),
        (420, "log frequency alone"),
        (622, "luck: kinds shuffled, ± 2 s.d."),
    ):
        ax.text(x + 20, 14, text, va="center_baseline", size=SMALL)
    ax.plot(14, 14, marker="D", color=ORANGE, markersize=8, markeredgecolor=INK)
    ax.plot(156, 14, marker="o", color=BLUE, markersize=8, markeredgecolor=INK)
    ax.plot([430, 430], [3, 25], color=INK, linewidth=1.2, linestyle=(0, (1, 2)))
    ax.fill_between([618, 638], 3, 25, color=PALE, linewidth=0)
    ax.plot([628, 628], [3, 25], color=GREY, linewidth=1)
