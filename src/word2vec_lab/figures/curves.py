"""Two activation functions and, below each, its slope: as measured, or left out for the reader to predict."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.figures.style import LARGE, TEXT, Picture, finished, number, paper, styled
from word2vec_lab.measure import losses, numeric
from word2vec_lab.palette import BLUE, GREY, PALE, VERMILLION

Curve = Callable[[np.ndarray], np.ndarray]


@styled
def activations(alpha: float, slopes: bool = True) -> Picture:
    """The leaky ReLU with the constant `alpha` and the sigmoid; below each its slope, measured, if `slopes`.

    Raises ValueError unless 0 < alpha < 1.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"The leaky ReLU is asked for with 0 < alpha < 1, not {alpha:g}.")

    def leaky(x: np.ndarray) -> np.ndarray:
        return np.asarray(np.maximum(alpha * x, x))

    def sigmoid(x: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(losses.log_sigmoid(x)))

    figure = Figure(figsize=(9.25, 5.6))
    left, right, wide = 0.06, 0.56, 0.425
    upper, lower = (0.53, 0.385), (0.09, 0.325)
    _curve(figure.add_axes((left, upper[0], wide, upper[1])), leaky, 3, (-3.2, 3.2), [-2, 0, 2])
    _curve(figure.add_axes((right, upper[0], wide, upper[1])), sigmoid, 6, (-0.08, 1.15), [0, 0.5, 1])
    figure.text(left, 0.945, f"leaky ReLU  $f(x)$,  $\\alpha$ = {number(alpha)}", size=LARGE)
    figure.text(right, 0.945, "sigmoid  $\\sigma(x)$", size=LARGE)
    # The kink has no slope: no measurement may reach across it.
    _slope(figure.add_axes((left, lower[0], wide, lower[1])), leaky, 3, (-0.1, 1.2), [0, 0.5, 1], slopes, kink=True)
    _slope(figure.add_axes((right, lower[0], wide, lower[1])), sigmoid, 6, (-0.026, 0.315), [0, 0.1, 0.2, 0.3], slopes)
    figure.text(left, 0.443, "its slope", size=TEXT)
    figure.text(right, 0.443, "its slope (mind the scale)", size=TEXT)
    return finished(figure, _in_words(alpha, leaky, sigmoid, slopes))


def _measured(curve: Curve, x: np.ndarray) -> np.ndarray:
    return numeric.gradient(lambda z: float(curve(z).sum()), x)


def _curve(ax: Axes, curve: Curve, reach: float, limits: tuple[float, float], ticks: list[float]) -> None:
    x = np.linspace(-reach, reach, 241)
    _axes(ax, reach, limits, ticks)
    ax.plot(x, curve(x), color=BLUE, linewidth=2.8)


def _slope(
    ax: Axes,
    curve: Curve,
    reach: float,
    limits: tuple[float, float],
    ticks: list[float],
    shown: bool,
    kink: bool = False,
) -> None:
    _axes(ax, reach, limits, ticks)
    ax.set_xlabel("x")
    if not shown:
        middle = sum(limits) / 2
        ax.text(0, middle, "?", size=34, ha="center", va="center", color=GREY, bbox=paper(6))
        return
    halves = [(-reach, -0.01), (0.01, reach)] if kink else [(-reach, reach)]
    for start, end in halves:
        x = np.linspace(start, end, 121)
        ax.plot(x, _measured(curve, x), color=VERMILLION, linewidth=2.8)
    if kink:
        for end in (-0.01, 0.01):
            here = _measured(curve, np.array([end]))
            ax.plot(
                [0], here, "o", markersize=8, color="white", markeredgecolor=VERMILLION, markeredgewidth=2, zorder=4
            )


def _axes(ax: Axes, reach: float, limits: tuple[float, float], ticks: list[float]) -> None:
    ax.set(xlim=(-reach, reach), ylim=limits, yticks=ticks, xticks=np.linspace(-reach, reach, 7))
    ax.set_yticklabels([f"{tick:g}".replace("-", "−") for tick in ticks])
    ax.set_xticklabels([number(float(tick), 0) for tick in np.linspace(-reach, reach, 7)])
    ax.grid(color=PALE)
    ax.axhline(0, color=GREY, linewidth=1)
    ax.axvline(0, color=GREY, linewidth=1)
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(False)


def _in_words(alpha: float, leaky: Curve, sigmoid: Curve, slopes: bool) -> str:
    def told(curve: Curve, places: list[float], digits: int = 2) -> str:
        values = curve(np.array(places, dtype=float))
        return ", ".join(
            f"{number(float(v), digits)} at x = {number(float(p), 0)}" for p, v in zip(places, values, strict=True)
        )

    said = (
        f"Left: the leaky ReLU with alpha = {number(alpha)}, two straight pieces that meet at 0: "
        f"{told(leaky, [-2, 0, 2])}. Right: the sigmoid, an S-shaped curve between 0 and 1: "
        f"{told(sigmoid, [-4, -2, 0, 2, 4])}. "
    )
    if not slopes:
        return said + "Below each a question mark stands for its slope."
    return said + (
        "Below, the measured slopes. Left, two levels with a jump at 0: "
        f"{told(lambda x: _measured(leaky, x), [-2, 2])}. "
        f"Right, a bump: {told(lambda x: _measured(sigmoid, x), [-4, -2, 0, 2, 4], 3)}."
    )
