"""The drawings of the report, as SVG in black and one dark colour: whoever sees no colours sees all there is.

Every number that is drawn is written beside its bar. Each drawing has a title and a description for those who hear it.
"""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190
LEFT, BOTTOM, TOP = 12, 44, 22
MOST_BARS = 13


@dataclass(frozen=True)
class Bin:
    """The points from `low` up to `high`, and how many have them. The last one's `high` belongs to it."""

    low: float
    high: float
    count: int

    @property
    def label(self) -> str:
        """As it stands below the bar."""
        return f"{self.low:g}–{self.high:g}"


def binned(values: Sequence[float], most: float) -> list[Bin]:
    """The values between 0 and `most` in bins of a round width."""
    widths = (0.5, 1, 2, 5, 10, 20, 50, 100)
    width = next((wide for wide in widths if most / wide <= MOST_BARS), max(1.0, math.ceil(most / MOST_BARS)))
    count = max(1, math.ceil(most / width))
    counts = [0] * count
    for value in values:
        counts[min(count - 1, max(0, int(value / width)))] += 1
    return [Bin(at * width, min((at + 1) * width, most), many) for at, many in enumerate(counts)]


def histogram(name: str, title: str, bins: Sequence[Bin], below: str) -> str:
    """A histogram. `name` tells it from the others of the page, `below` says what the horizontal axis is."""
    highest = max((one.count for one in bins), default=0) or 1
    step = (WIDTH - 2 * LEFT) / len(bins)
    floor = HEIGHT - BOTTOM
    parts = []
    for at, one in enumerate(bins):
        tall = (floor - TOP) * one.count / highest
        left = LEFT + at * step
        parts.append(
            f'<rect x="{left + 1:.1f}" y="{floor - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"/>'
            f'<text x="{left + step / 2:.1f}" y="{floor - tall - 4:.1f}">{one.count or ""}</text>'
            f'<text class="tick" x="{left:.1f}" y="{floor + 14}">{one.low:g}</text>'
        )
    last = f'<text class="tick" x="{WIDTH - LEFT}" y="{floor + 14}">{bins[-1].high:g}</text>'
    said = ". ".join(f"{one.label}: {one.count}" for one in bins if one.count) or "Nobody"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-words">How many students have how many points. {html.escape(said)}.</desc>'
        f'{"".join(parts)}{last}<line x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{floor}" y2="{floor}"/>'
        f'<text class="axis" x="{WIDTH / 2}" y="{HEIGHT - 6}">{html.escape(below)}</text></svg>'
    )
