"""Shows how far a run is: a bar with the time left and the loss as a curve, or plain lines, or nothing.

In a notebook with somebody in front of it: ipywidgets, redrawn twice a second at the most, and replaced by a picture
that stays in the saved notebook when the run ends. Elsewhere: a line of text now and then. Under nbgrader: nothing.
"""

from __future__ import annotations

import html
import importlib
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from word2vec_lab.edition import graded
from word2vec_lab.palette import BLUE
from word2vec_lab.shown import take_place
from word2vec_lab.training.settings import PRINTED_EVERY

REDRAWN_EVERY = 0.5
"""Seconds."""

STILL = "If the bar stands still for long, run this cell again: training goes on where it was."
"""Below the bar, for a notebook that is opened again when its kernel has ended."""

LINES = 20
"""A run prints about so many lines where there is no front end."""

POINTS = 300
"""Of the drawn curve: more than it has pixels would be lost."""


class Display(Protocol):
    """Something that shows a run's progress."""

    def say(self, line: str) -> None:
        """Show a line of text."""

    def begin(self, done: int, iterations: int) -> None:
        """A run begins, with `done` of its iterations made before."""

    def update(self, iteration: int, curve: Sequence[float]) -> None:
        """So many iterations are made; `curve` is the smoothed loss every ten. Called every ten iterations."""

    def end(self, iteration: int, curve: Sequence[float], line: str) -> None:
        """The run ends here, for the reason that `line` tells."""


def choose() -> Display:
    """The display for where this runs: nothing under nbgrader, widgets in a notebook that is looked at, else lines."""
    if graded():
        return Silent()
    return Live() if _front_end() else Lines()


def in_words(seconds: float) -> str:
    """A duration as one says it: "about 40 seconds", "about 6 minutes", "about 2.5 hours"."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} seconds"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} minutes"
    return f"about {seconds / 3600:.1f} hours"


class Silent:
    """Shows nothing."""

    def say(self, line: str) -> None:
        """Nothing."""

    def begin(self, done: int, iterations: int) -> None:
        """Nothing."""

    def update(self, iteration: int, curve: Sequence[float]) -> None:
        """Nothing."""

    def end(self, iteration: int, curve: Sequence[float], line: str) -> None:
        """Nothing."""


class Lines:
    """Plain lines of text, about twenty a run, through `report` (default: print)."""

    def __init__(self, report: Callable[[str], None] | None = None) -> None:
        self._report = report or _print

    def say(self, line: str) -> None:
        """Report the line."""
        self._report(line)

    def begin(self, done: int, iterations: int) -> None:
        """Decide how often to report."""
        self._iterations = iterations
        self._every = max(PRINTED_EVERY, iterations // LINES // PRINTED_EVERY * PRINTED_EVERY)
        self._pace = _Pace(done, iterations)

    def update(self, iteration: int, curve: Sequence[float]) -> None:
        """Report every so many iterations."""
        if iteration % self._every == 0 or iteration == self._iterations:
            left = f", {in_words(self._pace.left(iteration))} left" if iteration < self._iterations else ""
            self._report(f"iteration {iteration:>6,} of {self._iterations:,}: smoothed loss {curve[-1]:.6f}{left}")

    def end(self, iteration: int, curve: Sequence[float], line: str) -> None:
        """Report the reason."""
        self._report(line)


class Live:
    """A bar, a line of text and the curve, in the output of the cell that trains."""

    def __init__(self) -> None:
        self._handle: Any = None

    def say(self, line: str) -> None:
        """Print it above the bar."""
        _print(line)

    def begin(self, done: int, iterations: int) -> None:
        """Show the empty bar."""
        widgets: Any = importlib.import_module("ipywidgets")
        from IPython import display

        self._iterations = iterations
        self._pace = _Pace(done, iterations)
        self._drawn = 0.0
        self._bar = widgets.IntProgress(
            done, 0, iterations, layout={"width": "100%", "max_width": "640px"}, style={"bar_color": BLUE}
        )
        self._text = widgets.HTML(f"{done:,} of {iterations:,} iterations")
        self._curve = widgets.HTML()
        self._box = widgets.VBox([self._bar, self._text, self._curve])
        for widget in (self._box, self._bar, self._text, self._curve):
            take_place(widget)
        self._handle = display.display(self._box, display_id=True)  # type: ignore[no-untyped-call]

    def update(self, iteration: int, curve: Sequence[float]) -> None:
        """Redraw, if the last time is half a second ago."""
        now = time.perf_counter()
        if now - self._drawn < REDRAWN_EVERY:
            return
        self._drawn = now
        self._bar.value = iteration
        self._text.value = f"{_status(iteration, self._iterations, curve, self._pace.left(iteration))}<br>{STILL}"
        self._curve.value = drawn(curve, self._iterations)

    def end(self, iteration: int, curve: Sequence[float], line: str) -> None:
        """Put a picture in the widgets' place, which a notebook keeps without a kernel.

        A notebook that was closed and opened again has lost that place: there the widgets themselves show the end.
        """
        from IPython import display

        still = (
            f'<progress max="{self._iterations}" value="{iteration}" style="width:100%;max-width:640px"></progress>'
            f"<div>{html.escape(line)}</div>{drawn(curve, self._iterations)}"
        )
        if self._handle is not None:
            self._handle.update(display.HTML(still))  # type: ignore[no-untyped-call]
        self._bar.value = iteration
        self._text.value = html.escape(line)
        self._curve.value = drawn(curve, self._iterations)


class _Pace:
    """Tells the time left from the pace of this session."""

    def __init__(self, done: int, iterations: int) -> None:
        self._begun, self._done, self._iterations = time.perf_counter(), done, iterations

    def left(self, iteration: int) -> float:
        made = max(1, iteration - self._done)
        return (time.perf_counter() - self._begun) / made * (self._iterations - iteration)


def _status(iteration: int, iterations: int, curve: Sequence[float], left: float) -> str:
    return f"{iteration:,} of {iterations:,} iterations, smoothed loss {curve[-1]:.3f}, {in_words(left)} left"


def drawn(curve: Sequence[float], iterations: int, width: int = 640, height: int = 180) -> str:
    """The smoothed loss over the iterations as a small SVG, with its numbers as alternative text.

    The axis of iterations reaches to the end of the run, so that one sees how much is still to come.
    """
    if not curve:
        return ""
    left, bottom, top, right = 46, height - 26, 10, width - 12
    every = max(1, len(curve) // POINTS)
    shown = [*range(every - 1, len(curve) - 1, every), len(curve) - 1]
    high = max(curve[i] for i in shown)
    high = high * 1.08 if high > 0 else 1.0

    def x(index: int) -> float:
        return left + (right - left) * (index + 1) * PRINTED_EVERY / iterations

    def y(loss: float) -> float:
        return bottom - (bottom - top) * loss / high

    line = " ".join(f"{x(i):.1f},{y(curve[i]):.1f}" for i in shown)
    unit = 10 ** (len(str(int(high))) - 1) if high >= 1 else high / 2
    ticks = [k * unit for k in range(int(high / unit) + 1)]
    if len(ticks) < 4:
        ticks = [k * unit / 2 for k in range(int(2 * high / unit) + 1)]
    marks = "".join(
        f'<line x1="{left}" x2="{right}" y1="{y(t):.1f}" y2="{y(t):.1f}" stroke="currentColor" stroke-opacity=".15"/>'
        f'<text x="{left - 6}" y="{y(t) + 4:.1f}" text-anchor="end">{t:g}</text>'
        for t in ticks
    )
    ends = (
        f'<text x="{left}" y="{height - 8}">0</text>'
        f'<text x="{right}" y="{height - 8}" text-anchor="end">{iterations:,} iterations</text>'
    )
    last_x, last_y = x(len(curve) - 1), y(curve[-1])
    anchor = "start" if last_x + 60 < right else "end"
    told = f"The smoothed loss over {len(curve) * PRINTED_EVERY:,} iterations: from {curve[0]:.3f} to {curve[-1]:.3f}."
    return (
        f'<svg role="img" aria-label="{told}" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' style="max-width:100%;display:block" font-size="12" font-family="sans-serif" fill="currentColor">'
        f'{marks}{ends}<polyline points="{line}" fill="none" stroke="{BLUE}" stroke-width="2"/>'
        f'<circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="4" fill="{BLUE}"/>'
        f'<text x="{min(last_x + 6, right):.1f}" y="{max(last_y - 12, 14):.1f}" text-anchor="{anchor}" fill="{BLUE}">'
        f"{curve[-1]:.3f}</text></svg>"
    )


def _front_end() -> bool:
    """Whether this is a Jupyter kernel with somebody in front of it who could be asked a question."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None:
        return False
    # A front end allows questions when it runs a cell; nbconvert, nbclient and papermill do not.
    request = kernel.get_parent("shell") if hasattr(kernel, "get_parent") else {}
    return bool(request.get("content", {}).get("allow_stdin", False))


def _print(line: str) -> None:
    print(line, flush=True)
