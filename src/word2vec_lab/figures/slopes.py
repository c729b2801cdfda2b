"""How a slope is measured, and the V of its error over the step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from word2vec_lab.figures.style import (
    LARGE,
    TEXT,
    Picture,
    finished,
    paper,
    plain_or_times_ten,
    scientific,
    styled,
    times_ten,
)
from word2vec_lab.palette import GREEN, INK, PALE, PURPLE, SKY, VERMILLION

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
V_SHOWS = 1e-9
"""From here on it can be seen that smaller steps do worse, for both kinds of difference."""

V = "Each curve is a V: for large h the chord is too long, for small h rounding takes over. "

LEAST_ERROR = 1e-17
"""What an error of exactly zero is drawn as; a logarithm cannot show zero."""


@styled
def secant(h: float) -> Picture:
    """The slope of a curve by central difference with step `h` (1e-12 to 1), and the errors of all larger steps.

    So nobody sees what small steps do before going there. Raises ValueError for a step outside that range.
    """
    if not 1e-12 <= h <= 1:
        raise ValueError(f"The picture shows steps from 1e-12 to 1, not {h:g}.")
    truth, found = _curve_slope(SECANT_AT), _central(h)
    figure = Figure(figsize=(9.5, 4.4))
    _draw_chord(figure.add_axes((0.055, 0.135, 0.365, 0.72)), h, truth, found)
    figure.text(0.012, 0.94, f"The chord from x − h to x + h,  h = {plain_or_times_ten(h)}", size=TEXT)
    best = _draw_errors(figure.add_axes((0.525, 0.135, 0.46, 0.72)), h)
    figure.text(0.465, 0.94, "Absolute error of the slope, down to this step h", size=TEXT)
    alt = (
        f"Left: the curve x / (1 + x²), its tangent at x = {SECANT_AT:g} (slope {truth:.6f}) and the chord of the "
        f"central difference with h = {scientific(h)} (slope {found:.6f}, error {scientific(abs(found - truth))}). "
        "Right: absolute error against h down to this one, both axes logarithmic. "
        + (
            "Each curve is a V: for large h the chord is too long, for small h rounding takes over. "
            if h < V_SHOWS
            else ""
        )
        + " ".join(
            f"The {name} difference is best so far at h = {scientific(at)}, with an error of {scientific(error)}."
            for name, (at, error) in best.items()
        )
    )
    return finished(figure, alt)


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
    error = "0" if found == truth else plain_or_times_ten(abs(found - truth))
    key: tuple[tuple[str, dict[str, Any] | None], ...] = (
        (f"tangent, slope {truth:.8f}", {"color": SKY, "linewidth": 6, "alpha": 0.65}),
        (f"chord, slope {found:.8f}", {"color": VERMILLION, "linewidth": 1.8}),
        (f"error {error}", None),
    )
    for line, (text, look) in enumerate(key):
        y = 1.12 - 0.145 * line
        if look:
            ax.plot([-0.95, -0.78], [y, y], **look)
        ax.text(-0.70, y, text, va="center_baseline", zorder=6, bbox=paper(0.5))
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
        steps = [step for step in STEPS if step >= h] or [h]
        errors = [max(abs(slope(step) - truth), LEAST_ERROR) for step in steps]
        at = int(np.argmin(errors))
        best[name] = (steps[at], errors[at])
        ax.plot(steps, errors, color=colour, linewidth=1.6, marker=marker, markersize=4)
        ring: dict[str, Any] = {
            "marker": marker,
            "color": "none",
            "markeredgecolor": INK,
            "markeredgewidth": 2,
            "markersize": 12,
        }
        ax.plot([steps[at]], [errors[at]], **ring, zorder=5)
        ax.plot([1.5e-12], [y], marker=marker, markersize=9, color=colour)
        text = f"{name}: least error {times_ten(errors[at])} at h = {times_ten(steps[at])}"
        ax.text(4e-12, y, text, va="center_baseline")
    ax.plot([h, h], [1e-15, 5], color=VERMILLION, linewidth=2, zorder=1)
    ax.set_xticks([1e-12, 1e-9, 1e-6, 1e-3, 1])
    ax.set_yticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
    ax.minorticks_off()
    ax.grid(color=PALE, zorder=-1)
    ax.set_xlabel("step h   (the vertical line: this h)")
    return best
