"""How the vectors travel to the page: everything in one buffer, sent once, small enough to stay in a saved notebook.

`vectors/compact.py` says how numbers become few bytes. The first words of a trajectory, which are those that are shown
at first, keep float32; the others, of which there may be hundreds, keep what the eye can see.

The buffer is compressed (zlib) and holds: the header's length in bytes (uint32), the header (JSON), and the sections
which the header names by [start, size]. Numbers are little-endian. `maths.js` has the other end.
"""

from __future__ import annotations

import itertools
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from word2vec_lab.explorer.projecting import whole_axes
from word2vec_lab.explorer.settings import Settings
from word2vec_lab.explorer.vectors import Vectors
from word2vec_lab.vectors import compact

CURVE_POINTS = 400
TOO_MUCH = 300_000_000
"""Of so many multiplications for the axes of the whole vocabulary the page is spared: they would take a second."""
SENT_AXES = 10
EXACT_NUMBERS = 12_000
"""So many of a trajectory's numbers keep float32, of either kind: in the assignment those of 29 words at 41 moments."""


def packed(runs: Sequence[Vectors], groups: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Everything that the page needs to know about the words, as one compressed buffer."""
    sections = _Sections()
    header = {
        "runs": [_run(run, sections, shared=k > 0 and run.words == runs[k - 1].words) for k, run in enumerate(runs)],
        "groups": [{"name": name, "words": list(words)} for name, words in groups],
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(text).to_bytes(4, "little") + text + bytes(sections.content), 6)


class _Sections:
    """The buffer's binary part, as it grows."""

    def __init__(self) -> None:
        self.content = bytearray()

    def add(self, values: np.ndarray) -> list[int]:
        """Append an array's bytes; gives where they are: [start, size]."""
        start = len(self.content)
        self.content += values.tobytes()
        return [start, len(self.content) - start]


def _run(run: Vectors, sections: _Sections, shared: bool) -> dict[str, Any]:
    return {
        "name": run.name,
        "words": None if shared else list(run.words),  # None: those of the run before
        "dimension": run.dimension,
        "center": _rows(run.center, sections),
        "outside": _rows(run.outside, sections) if run.outside is not None else None,
        "counts": sections.add(run.counts.astype("<u4")) if run.counts is not None else None,
        "curve": _curve(run, sections),
        "trajectory": _trajectory(run, sections),
        "wholeAxes": _whole_axes(run, sections),
    }


def _rows(matrix: np.ndarray, sections: _Sections) -> dict[str, Any]:
    found = compact.rows(matrix)
    return {
        "mantissas": sections.add(found.planes),
        "exponents": sections.add(found.exponents),
        "down": found.down,
    }


def _whole_axes(run: Vectors, sections: _Sections) -> dict[str, Any] | None:
    """The first axes of the whole vocabulary, under all settings they depend on, where the page had too much to do."""
    n, d = run.center.shape
    if n * d**2 < TOO_MUCH:
        return None
    found = {}
    for kind, unit, regress in itertools.product(run.kinds, (False, True), (False, True)):
        if regress and run.counts is None:
            continue
        chosen = Settings(run.words, kind=kind, axes_of="all", unit_length=unit, without_frequency=regress)
        axes, shares = whole_axes(run, chosen)
        key = f"{kind} {str(unit).lower()} {str(regress).lower()}"
        found[key] = {
            "axes": sections.add(axes[:, :SENT_AXES].T.astype("<f4")),
            "shares": shares[:SENT_AXES].tolist(),
        }
    return found


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
    first = {"exact": sections.add(vectors[:, :exact].astype("<f4"))}
    if exact == vectors.shape[1]:
        return first
    rest = compact.way(vectors[:, exact:])
    return first | {
        "means": sections.add(rest.means.astype("<f4")),
        "planes": sections.add(rest.planes),
        "normal": sections.add(rest.normal.astype("<f4")),
        "step": rest.step,
    }
