"""Where trained vectors come from, in words: for the plot, the scoreboard, and whoever reads the plot.

A plot looks the same whether it shows the whole run that 2(c) asks for or a trial on the made-up corpus. So it says
which it is: in a footer that people read, and in two texts that travel inside of the PNG file. Anyone can write other
texts there: this is what a picture says of itself, and no proof.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

import numpy as np

from safepage.pictures import DESCRIPTION, texts_in
from word2vec_lab.training.settings import Settings

OWN_LANE, NUMPY_LANE, COMPILED_LANE = "your functions", "NumPy", "numba"
KEY = "word2vec run"
"""The name of the text in the PNG file that `read` understands."""


@dataclass(frozen=True)
class Origin:
    """What a run was.

    lane         what computed it: "your functions", "NumPy" or "numba"
    text         what it was trained on: "treebank", "embedded" or "own text"
    iterations   how many were made
    loss         the smoothed loss after them
    settings     what was asked for; of more iterations than were made if the run was stopped
    vectors      a fingerprint of the plotted words' vectors
    reference    whether it is the course's reference run
    """

    lane: str
    text: str
    iterations: int
    loss: float
    settings: Settings
    vectors: str
    reference: bool = False

    def __str__(self) -> str:
        """Say all of it in one line."""
        return ", ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        asked, own = self.settings.iterations, self.lane == OWN_LANE
        lane = "own functions" if own else f"fast lane ({self.lane}) with {_DRAWS[self.settings.draws]} random numbers"
        who = "The course's reference run" if self.reference else lane[0].upper() + lane[1:]
        yield f"{who} on {_TEXTS.get(self.text, _TEXTS['embedded'])}"
        yield from self._unusual()
        if self.iterations < asked:
            yield f"stopped after {self.iterations:,} of {asked:,} iterations"
            yield f"loss {self.loss:.6f}"
        else:
            yield f"{self.iterations:,} of {asked:,} iterations"
            yield f"final loss {self.loss:.6f}"

    def _unusual(self) -> Iterator[str]:
        """The settings that are not the assignment's."""
        if self.settings.loss != Settings.loss:
            yield "naive-softmax loss"
        for name, value in asdict(self.settings).items():
            if name not in ("loss", "draws", "iterations") and value != getattr(Settings, name):
                yield f"{name.replace('_', ' ')} {value}"

    def short_of(self) -> list[str]:
        """What is missing before this is the run that 2(c) asks for; nothing if it is that run."""
        found = []
        if self.reference:
            found.append("it is the course's reference run, and not yours")
        elif self.lane != OWN_LANE:
            found.append("it was trained by the fast lane, and not with your functions")
        if self.text != "treebank":
            found.append(f"it was trained on {_TEXTS.get(self.text, _TEXTS['embedded'])}, and not on the treebank")
        if self.iterations < Settings.iterations:
            stopped = "was stopped after" if self.iterations < self.settings.iterations else "has"
            found.append(f"the run {stopped} {self.iterations:,} iterations, and not {Settings.iterations:,}")
        if unusual := list(self._unusual()):
            found.append(f"the settings are not the assignment's ({', '.join(unusual)})")
        return found

    def texts(self, shown: str = "") -> dict[str, str]:
        """What a PNG file of these vectors carries; `shown` is what the picture shows, if it is not the usual plot."""
        said = f"{shown}. {self}" if shown else str(self)
        return {DESCRIPTION: f"{said}.", KEY: json.dumps(asdict(self))}


_TEXTS = {"treebank": "the treebank", "embedded": "the small made-up corpus", "own text": "a text of one's own"}

_DRAWS = {"original": "the original's", "blocks": "its own"}


def fingerprint(center: np.ndarray) -> str:
    """Sixteen characters that two sets of vectors have in common only if they are the same."""
    return sha256(np.ascontiguousarray(center, dtype=float).tobytes()).hexdigest()[:16]


def read(png: bytes) -> Origin | None:
    """The run that a picture says it is of; None if it says nothing, or nothing that can be understood."""
    try:
        told = json.loads(texts_in(png).get(KEY, ""))
        settings = Settings(**told["settings"])
        iterations, loss = int(told["iterations"]), float(told["loss"])
        lane, text, vectors = str(told["lane"]), str(told["text"]), str(told["vectors"])
        return Origin(lane, text, iterations, loss, settings, vectors, bool(told["reference"]))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None
