"""Walks downhill: what the step size does, what minibatches do, and a walk that somebody made by hand."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.figures.style import LARGE, TEXT, Picture, finished, number, paper, scientific, styled
from word2vec_lab.palette import BLUE, GREY, INK, LINE, ORANGE, PALE, SKY, VERMILLION

BOWL, VALLEY = 1.0, 8.0
"""How steep the landscape x² + a y² is across, as a; along x it is always 1."""

START = (-1.8, 0.9)
ITERATIONS = 20


def _factor(step: float, steepness: float) -> float:
    """By what a coordinate is multiplied in each iteration on steepness · x², whose slope is 2 · steepness · x."""
    return 1 - 2 * steepness * step


def verdict(step: float, steepness: float) -> str:
    """How a walk on steepness · x² behaves at this step: the thresholds are 1 / (2 steepness) and 1 / steepness."""
    factor = _factor(step, steepness)
    if abs(factor) > 1 + 1e-9:
        return "diverges"
    if abs(factor) > 1 - 1e-9:
        return "swings for ever"
    if factor < -1e-9:
        return "swings and settles"
    if factor < 1e-9:
        return "arrives in one step"
    return "crawls" if factor > 0.9 else "glides down"


@styled
def descent(step: float, steepness: float) -> Picture:
    """Gradient descent on x² + steepness · y², seen from above, and its loss over 20 iterations.

    A coordinate shrinks (or grows) by the same factor each time, so the points are known without walking.
    """
    k = np.arange(ITERATIONS + 1)
    x = START[0] * _factor(step, 1.0) ** k
    y = START[1] * _factor(step, steepness) ** k
    loss = x**2 + steepness * y**2
    figure = Figure(figsize=(9.4, 4.4))
    land = figure.add_axes((0.05, 0.125, 0.47, 0.76))
    grid_x, grid_y = np.meshgrid(np.linspace(-2.2, 2.2, 221), np.linspace(-1.6, 1.6, 161))
    height = grid_x**2 + steepness * grid_y**2
    levels = np.array([0.05, 0.2, 0.5, 1, 2, 3.5, 6, 10, 16])
    land.contour(grid_x, grid_y, height, levels=levels, colors=[LINE], linewidths=1)
    land.plot(x, y, color=BLUE, linewidth=1.6, zorder=3)
    land.plot(x, y, "o", color=SKY, markeredgecolor=BLUE, markersize=6, zorder=4)
    land.plot(*START, "o", color=ORANGE, markeredgecolor=INK, markersize=10, zorder=5)
    land.plot(0, 0, "+", color=VERMILLION, markersize=16, markeredgewidth=2.6, zorder=6)
    land.set(xlim=(-2.2, 2.2), ylim=(-1.6, 1.6), xticks=[-2, -1, 0, 1, 2], yticks=[-1, 0, 1], aspect="equal")
    along, across = verdict(step, 1.0), verdict(step, steepness)
    shape = "the round bowl x² + y²" if steepness == BOWL else f"the narrow valley x² + {steepness:g} y²"
    figure.text(0.012, 0.935, f"{shape},  step {step:g}", size=LARGE)
    told = f"it {across}" if steepness == BOWL else f"along x it {along}, across it {across}"
    lines = [told] if steepness == BOWL else [f"along x it {along}", f"across it {across}"]
    for row, line in enumerate(lines):
        figure.text(0.63, 0.935 - 0.06 * row, line, size=LARGE)
    _draw_loss(figure.add_axes((0.63, 0.145, 0.355, 0.67)), loss)
    alt = (
        f"Gradient descent in {shape}, step {step:g}, from ({number(START[0], 1)}, {number(START[1], 1)}): {told}. "
        f"After {ITERATIONS} iterations it is at ({scientific_or_number(x[-1])}, {scientific_or_number(y[-1])}); the "
        f"loss went from {number(float(loss[0]))} to {scientific_or_number(loss[-1])}."
    )
    return finished(figure, alt)


def scientific_or_number(value: float) -> str:
    """A number in two decimals, or with a power of ten where that would show nothing."""
    value = float(value)
    if value == 0 or 0.01 <= abs(value) < 1e4:
        return number(value)
    return ("−" if value < 0 else "") + scientific(abs(value))


def _draw_loss(ax: Axes, loss: np.ndarray) -> None:
    floor, ceiling = 1e-6, 1e4
    shown = np.clip(loss, floor, ceiling)
    ax.plot(shown, color=BLUE, linewidth=2, marker="o", markersize=4)
    ax.set(yscale="log", ylim=(floor / 2, ceiling * 2), xlim=(-0.5, ITERATIONS + 0.5))
    ax.set_xticks([0, 5, 10, 15, 20])
    ax.set_yticks([1e-6, 1e-4, 1e-2, 1, 1e2, 1e4])
    ax.minorticks_off()
    ax.grid(color=PALE)
    ax.set_xlabel("iteration")
    ax.set_ylabel("loss")


NUMBERS = 1000
NOISY_STEP, NOISY_ITERATIONS, HALVE_EVERY = 0.1, 600, 100


def distances(batch: int, halving: bool) -> np.ndarray:
    """How far x is from the minimum of the mean of (x − number)² over 1,000 numbers, for 600 iterations.

    The loss of a minibatch is least at its mean: x goes a fixed share of the way to it. That share depends on the step.
    """
    rng = np.random.default_rng(20)
    numbers = rng.normal(size=NUMBERS)
    x, middle = 3.0, float(numbers.mean())
    found = []
    for k in range(NOISY_ITERATIONS):
        step = NOISY_STEP * (0.5 ** (k // HALVE_EVERY) if halving else 1.0)
        chosen = numbers if batch == NUMBERS else rng.choice(numbers, batch, replace=False)
        stays = _factor(step, 1.0)
        x = stays * x + (1 - stays) * float(chosen.mean())
        found.append(abs(x - middle))
    return np.array(found)


@styled
def minibatches(batch: int, halving: bool) -> Picture:
    """Distance from the minimum: the full gradient, and minibatches of `batch`, with a constant or a halving step."""
    full, noisy = distances(NUMBERS, False), distances(batch, halving)
    figure = Figure(figsize=(9.0, 4.2))
    ax = figure.add_axes((0.1, 0.145, 0.88, 0.74))
    ax.plot(np.clip(full, 1e-20, None), color=GREY, linewidth=2, linestyle=(0, (5, 3)))
    ax.plot(np.clip(noisy, 1e-20, None), color=BLUE, linewidth=1.4)
    if halving:
        for k in range(HALVE_EVERY, NOISY_ITERATIONS, HALVE_EVERY):
            ax.axvline(k, color=ORANGE, linewidth=1.4, zorder=0)
    ax.set(yscale="log", ylim=(7e-5, 6), xlim=(-5, NOISY_ITERATIONS))
    ax.set_yticks([1e-4, 1e-3, 1e-2, 1e-1, 1])
    ax.minorticks_off()
    ax.grid(color=PALE, axis="y")
    ax.set_xlabel("iteration")
    ax.set_ylabel("distance from the minimum")
    left = float(noisy[-100:].mean())
    size = f"{batch} of {NUMBERS:,} numbers" if batch < NUMBERS else f"all {NUMBERS:,} numbers"
    step = f"step {NOISY_STEP:g}" + (f", halved every {HALVE_EVERY}" if halving else ", constant")
    figure.text(0.012, 0.93, f"each step sees {size};  {step}", size=LARGE)
    mean = f"mean distance over the last 100 iterations: {scientific(left)}"
    ax.text(590, 2.6, mean, ha="right", va="center_baseline", bbox=paper(), size=TEXT)
    lines = "dashed: the full gradient" + (";  vertical lines: the step halves" if halving else "")
    ax.text(590, 1.1, lines, ha="right", va="center_baseline", bbox=paper())
    alt = (
        f"Distance from the minimum over {NOISY_ITERATIONS} iterations, on a logarithmic axis. Dashed: the full "
        f"gradient falls in a straight line and leaves the picture. Solid: each step sees {size}, {step}; {mean}."
    )
    return finished(figure, alt)


@styled
def walk(height: Callable[[float], float], looks: Sequence[float], low: float, high: float) -> Picture:
    """A landscape from the side between `low` and `high`, and the places where somebody looked, in their order."""
    figure = Figure(figsize=(8.6, 3.8))
    ax = figure.add_axes((0.075, 0.15, 0.905, 0.82))
    grid = np.linspace(low, high, 241)
    ax.plot(grid, [height(float(x)) for x in grid], color=INK, linewidth=2.4)
    inside = [x for x in looks if math.isfinite(x) and low <= x <= high]
    for order, x in enumerate(looks, start=1):
        if x in inside:
            ax.plot([x], [height(x)], "o", color=ORANGE, markeredgecolor=INK, markersize=9, zorder=3)
            offset = (0, 9 + 13 * (inside[: inside.index(x)].count(x)))
            ax.annotate(str(order), (x, height(x)), offset, textcoords="offset points", ha="center")
    ax.set(xlim=(low, high))
    ax.grid(color=PALE)
    ax.set_xlabel("place")
    ax.set_ylabel("height")
    told = "; ".join(f"look {k}: place {number(x)}, height {number(height(x))}" for k, x in enumerate(looks, start=1))
    beyond = len(looks) - len(inside)
    alt = f"The valley from the side, from {number(low, 0)} to {number(high, 0)}. {told or 'No looks'}." + (
        f" Of them {beyond} beyond the picture." if beyond else ""
    )
    return finished(figure, alt)
