"""How the vectors travel to the page: everything in one buffer, sent once, small enough to stay in a saved notebook.

A word's neighbours must be those of the brute-force answer, and among twenty thousand words two cosines may differ only
in the ninth digit. So the vocabulary's vectors keep 24 bits a number, as many as float32 has, and save the other eight,
which float32 spends on an exponent for each number, by keeping one exponent for each row. Of the treebank's vocabulary
a saved notebook then holds 1.91 MB; with plain float32 it would be 2.25 MB, and 2.08 MB with its bytes sorted into
planes (benchmarks/explorer.py measures it). The trajectory's vectors are few, and float32 as they are.

The buffer is compressed (zlib) and holds: the header's length in bytes (uint32), the header (JSON), and the sections
which the header names by [start, size]. Numbers are little-endian. `maths.js` has the other end.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from word2vec_lab.explorer.vectors import Vectors

CURVE_POINTS = 400


def packed(runs: Sequence[Vectors], groups: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Everything that the page needs to know about the words, as one compressed buffer."""
    sections = _Sections()
    header = {
        "runs": [_run(run, sections, shared=k > 0 and run.words == runs[k - 1].words) for k, run in enumerate(runs)],
        "groups": [{"name": name, "words": list(words)} for name, words in groups],
    }
    text = json.dumps(header, ensure_ascii=False).encode()
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
        "center": _rounded(run.center, sections),
        "outside": _rounded(run.outside, sections) if run.outside is not None else None,
        "counts": sections.add(run.counts.astype("<u4")) if run.counts is not None else None,
        "curve": _curve(run, sections),
        "trajectory": _trajectory(run, sections),
    }


def _rounded(matrix: np.ndarray, sections: _Sections) -> dict[str, list[int]]:
    whole, exponents = split(matrix)
    unsigned = (whole.ravel() & 0xFFFFFF).astype("<u4")
    planes = np.stack([(unsigned >> shift) & 0xFF for shift in (0, 8, 16)]).astype(np.uint8)
    return {"mantissas": sections.add(planes), "exponents": sections.add(exponents.astype("<i2"))}


def split(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row as integers of 24 bits and one exponent: `matrix` is about `whole * 2.0 ** exponents[:, None]`."""
    largest = np.abs(matrix).max(axis=1)
    _, power = np.frexp(largest)
    # Numbers below 2^-126 are nothing to the page, which counts in float32.
    exponents = np.maximum(power - 23, -149)
    whole = np.rint(np.ldexp(matrix, -exponents[:, np.newaxis]))
    return np.clip(whole, -(2**23), 2**23 - 1).astype(np.int32), exponents


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
    return {
        "words": list(path.words),
        "iterations": np.asarray(path.iterations).tolist(),
        "center": sections.add(path.center.astype("<f4")),
        "outside": sections.add(path.outside.astype("<f4")) if run.outside is not None else None,
    }
