"""Where the picture's labels and ticks go; `labels.js` does the same in the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

GAPS = (3.0, 12.0, 24.0, 38.0, 56.0, 78.0, 104.0)
TURNS = np.array([0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11]) * math.pi / 8
FAR_LABELS = 80
"""Up to so many labels may stand off their points, tied to them by a line."""


def arrange(
    points: np.ndarray, radii: np.ndarray, sizes: np.ndarray, frame: tuple[float, float, float, float]
) -> list[np.ndarray | None]:
    """The middle of each label, beside its point, on no other label and on no point; None where there is no room.

    points (n, 2), radii (n,) and sizes (n, 2: width and height of the label) in the order of importance; `frame` is
    left, bottom, width and height. All in points of the sheet.
    """
    gaps = GAPS if len(points) <= FAR_LABELS else GAPS[:1]
    rays = np.stack([np.cos(TURNS), np.sin(TURNS)], axis=1)
    low, high = np.array(frame[:2]) + 1, np.array(frame[:2]) + np.array(frame[2:]) - 1
    boxes = np.hstack([points - radii[:, np.newaxis], points + radii[:, np.newaxis]])
    found: list[np.ndarray | None] = []
    for k, (point, radius, size) in enumerate(zip(points, radii, sizes, strict=True)):
        reach = [rays * (radius + gap + size / 2) for gap in gaps]
        middles = point + np.concatenate(reach)
        lower, upper = middles - size / 2, middles + size / 2
        others = np.delete(boxes, k, axis=0)
        hit = (lower[:, np.newaxis] < others[:, 2:]).all(axis=2) & (upper[:, np.newaxis] > others[:, :2]).all(axis=2)
        free = ~hit.any(axis=1) & (lower >= low).all(axis=1) & (upper <= high).all(axis=1)
        if not free.any():
            found.append(None)
            continue
        best = int(np.argmax(free))
        boxes = np.vstack([boxes, [*lower[best], *upper[best]]])
        found.append(middles[best])
    return found


def ticks(low: float, high: float) -> list[tuple[float, int]]:
    """Round numbers between two others, from two to eight of them, and how many digits each needs after the point."""
    spread = high - low
    if not spread > 0:
        return []
    power = 10.0 ** math.floor(math.log10(spread / 3))
    step = next(factor * power for factor in (5, 2, 1) if factor * power <= spread / 3)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return [(k * step, digits) for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def nearest_in_box(point: np.ndarray, middle: np.ndarray, size: Sequence[float] | np.ndarray) -> np.ndarray:
    """The place of a label's rectangle that is nearest to a point: where the line that ties them ends."""
    half = np.asarray(size) / 2
    return np.asarray(np.clip(point, middle - half, middle + half))
