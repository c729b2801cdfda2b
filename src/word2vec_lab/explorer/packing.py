"""How a run travels to the page: everything in one buffer, sent once, small enough to stay in a saved notebook.

`vectors/compact.py` says how numbers become few bytes. The first words of a trajectory, which are those that are shown
at first, keep float32; the others, of which there may be hundreds, keep what the eye can see.

The buffer is compressed (zlib) and holds: the header's length in bytes (uint32), the header (JSON), and the sections
which the header names by [start, size]. Numbers are little-endian. `maths.js` has the other end.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np

from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.vectors import compact

CURVE_POINTS = 400
SEPARATOR = "\0"  # no word has it: see `reading.visible`
LARGE = 10_000_000
"""So many bytes are not compressed: that takes seconds, and saves little of numbers that have all their digits."""
EXACT_NUMBERS = 10_000
"""So many of a trajectory's numbers keep float32, of either kind: those of the assignment's 24 words at 41 moments."""


def packed(run: Vectors) -> bytes:
    """Everything that the page needs to know about a run, as one compressed buffer."""
    sections = _Sections()
    text = json.dumps(_run(run, sections), ensure_ascii=False, separators=(",", ":")).encode()
    content = len(text).to_bytes(4, "little") + text + bytes(sections.content)
    return zlib.compress(content, 6 if len(content) < LARGE else 0)


class _Sections:
    """The buffer's binary part, as it grows."""

    def __init__(self) -> None:
        self.content = bytearray()

    def add(self, values: np.ndarray) -> list[int]:
        """Append an array's bytes; gives where they are: [start, size]."""
        start = len(self.content)
        self.content += values.tobytes()
        return [start, len(self.content) - start]


def _run(run: Vectors, sections: _Sections) -> dict[str, Any]:
    return {
        "name": run.name,
        "words": sections.add(np.frombuffer(SEPARATOR.join(run.words).encode(), np.uint8)),
        "dimension": run.dimension,
        "center": _rows(run.center, sections),
        "outside": _rows(run.outside, sections) if run.outside is not None else None,
        "counts": sections.add(run.counts.astype("<u4")) if run.counts is not None else None,
        "curve": _curve(run, sections),
        "trajectory": _trajectory(run, sections),
    }


def _rows(matrix: np.ndarray, sections: _Sections) -> dict[str, Any]:
    found = compact.rows(matrix)
    # Of numbers that were rounded to 8 bits the low bytes are zeros, and need not travel.
    low = next((k for k, plane in enumerate(found.planes) if plane.any()), 2)
    return {
        "mantissas": sections.add(found.planes[low:]),
        "low": low,
        "exponents": sections.add(found.exponents),
        "down": found.down,
    }


def _curve(run: Vectors, sections: _Sections) -> dict[str, Any] | None:
    if run.curve is None:
        return None
    iterations, losses = run.curve
    chosen = np.unique(np.linspace(0, len(losses) - 1, min(len(losses), CURVE_POINTS)).round().astype(int))
    return {"iterations": iterations[chosen].tolist(), "losses": sections.add(losses[chosen].astype("<f4"))}


def _trajectory(run: Vectors, sections: _Sections) -> dict[str, Any] | None:
    path = run.trajectory
    if path is None:
        return None
    n, m, d = path.center.shape
    exact = min(m, EXACT_NUMBERS // (n * d))
    return {
        "words": list(path.words),
        "iterations": np.asarray(path.iterations).tolist(),
        "exact": exact,
        "center": _way(path.center, exact, sections),
        "outside": _way(path.outside, exact, sections) if run.outside is not None else None,
    }


def _way(vectors: np.ndarray, exact: int, sections: _Sections) -> dict[str, Any]:
    """The way of all words, of which the first are kept as they are."""
    # Byte by byte, all first ones, all second ones and so on: so zlib finds more that is alike.
    bytes_of_each = np.ascontiguousarray(vectors[:, :exact], dtype="<f4").reshape(-1, 1).view(np.uint8)
    first = {"exact": sections.add(bytes_of_each.T.copy())}
    if exact == vectors.shape[1]:
        return first
    rest = compact.way(vectors[:, exact:])
    return first | {
        "means": sections.add(rest.means.astype("<f4")),
        "planes": sections.add(rest.planes),
        "normal": sections.add(rest.normal.astype("<f4")),
        "step": rest.step,
    }
