"""The file of trained vectors, saved_vectors.npz: a run writes it, notebook 6 reads it.

Until there is one, the course's reference run stands in. It is the assignment's own: 40,000 iterations on the treebank,
the seeds of the original. The course ships its 24 plotted words as they came out, and all 19,539 to 24 bits a number.
`benchmarks/reference_run.py` makes both files.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from word2vec_lab.edition import reading_edition
from word2vec_lab.files import replacing
from word2vec_lab.text import own
from word2vec_lab.training.origin import OWN_LANE, Origin, fingerprint
from word2vec_lab.training.plotted import plotted
from word2vec_lab.training.settings import Run, Settings
from word2vec_lab.vectors import compact, projection
from word2vec_lab.vectors.trajectory import Trajectory

SAVED = "saved_vectors.npz"
REFERENCE = Path(__file__).with_name("reference_vectors.npz")
VOCABULARY = Path(__file__).with_name("reference_vocabulary.npz")


class SavedVectorsError(Exception):
    """A file of trained vectors cannot be used; the message says why and what to do."""


@dataclass(frozen=True, repr=False)
class WordVectors:
    """Trained vectors of some words, how often each occurs in the text, and where the vectors come from.

    `center` and `outside` are (n, d), `counts` (n,), `curve` the smoothed loss at iterations 10, 20, … up to
    `iterations` (of the reference run: at 200, 400, …). `trajectory` is the way of some words there, None in files of
    older versions. `source` is the text: "treebank", "embedded" or "own text", `lane` what computed it: "your
    functions", "NumPy" or "numba"; `settings` are what was asked for, of more iterations than were made if it was
    stopped.
    """

    words: tuple[str, ...]
    center: np.ndarray
    outside: np.ndarray
    counts: np.ndarray
    curve: np.ndarray
    iterations: int
    source: str
    lane: str
    own: bool
    settings: Settings
    trajectory: Trajectory | None = None

    def __repr__(self) -> str:
        """What they are, in a line."""
        n, d = self.center.shape
        return f"WordVectors({n:,} words, {d} dimensions, after {self.iterations:,} iterations, {self.source})"

    @property
    def origin(self) -> Origin:
        """Where they come from."""
        shown = fingerprint(self.of(self.plotted).center)
        return Origin(
            self.lane, self.source, self.iterations, float(self.curve[-1]), self.settings, shown, not self.own
        )

    @property
    def plotted(self) -> tuple[str, ...]:
        """The words that the plot shows."""
        return plotted(self.words, dict(zip(self.words, self.counts.tolist(), strict=True)), self.source)

    def of(self, words: Sequence[str]) -> WordVectors:
        """The same for these words only. Raises SavedVectorsError for a word that has no vector here."""
        place = {word: index for index, word in enumerate(self.words)}
        missing = [word for word in words if word not in place]
        if missing:
            raise SavedVectorsError(
                f"There are no vectors for: {', '.join(missing)}. The text did not hold these words."
            )
        rows = np.array([place[word] for word in words])
        return replace(
            self, words=tuple(words), center=self.center[rows], outside=self.outside[rows], counts=self.counts[rows]
        )

    def describe(self) -> str:
        """Say in two lines or so whose vectors these are, and what is still to do before they are those of 2(c)."""
        run = f"{self.origin}."
        if not self.own:
            return f"The course's reference run, not yours: yours will be shown here once {SAVED} is there.\n{run}"
        lines = ["Your own vectors:" if self.lane == OWN_LANE else "Vectors of the fast lane:", run]
        if self.source == own.SOURCE:
            lines.append("For 2(c) train on the treebank: python run.py, without --text.")
        elif self.source != "treebank":
            lines.append("For 2(c) train on the treebank. To fetch it, in a terminal: sh get_datasets.sh")
        elif self.iterations < Settings.iterations:
            lines.append(f"For 2(c) train all {Settings.iterations:,}: start the run again, and it goes on.")
        return "\n".join(lines)


def of_run(run: Run) -> WordVectors:
    """A run's vectors as they would be saved and loaded."""
    return WordVectors(
        run.words,
        run.center,
        run.outside,
        run.counts,
        np.array(run.curve),
        run.iterations,
        run.source,
        run.lane,
        own=True,
        settings=run.settings,
        trajectory=run.trajectory,
    )


def save(run: Run, path: Path) -> Path:
    """Write a run's vectors to a file, whole or not at all, and return it. Raises NotWritten."""
    arrays: dict[str, Any] = {
        "words": np.array(run.words),
        "center": run.center,
        "outside": run.outside,
        "counts": run.counts,
        "curve": np.array(run.curve),
        "source": np.array(run.source),
        "lane": np.array(run.lane),
        "way_words": np.array(run.trajectory.words),
        "way_iterations": run.trajectory.iterations,
        "way_center": run.trajectory.center,
        "way_outside": run.trajectory.outside,
        **asdict(run.settings),
        # How many were made, which are fewer than were asked for if the run was stopped.
        "iterations": run.iterations,
        "asked": run.settings.iterations,
    }
    with replacing(path) as file:
        np.savez(file, **arrays)
    return path


def load(path: Path) -> WordVectors:
    """Read a file that `save` wrote. Raises SavedVectorsError if it is damaged or something else."""
    try:
        with np.load(path) as file:
            vectors = WordVectors(
                tuple(file["words"].tolist()),
                file["center"],
                file["outside"],
                file["counts"],
                file["curve"],
                int(file["iterations"]),
                str(file["source"]),
                str(file["lane"]) if "lane" in file else OWN_LANE,
                own=path != REFERENCE,
                settings=_settings(file),
                trajectory=_way(file),
            )
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SavedVectorsError(
            f"{path} does not hold trained vectors that can be read ({type(error).__name__}: {error})."
            " Delete it and train again: python run.py"
        ) from error
    shapes = {vectors.center.shape, vectors.outside.shape}
    if len(shapes) > 1 or vectors.center.ndim != 2 or len(vectors.words) != len(vectors.center):
        raise SavedVectorsError(f"{path} holds vectors that do not match its words. Delete it and train again.")
    return vectors


def _settings(file: Any) -> Settings:
    """The settings of the run. Older files do not say how many iterations were asked for; the assignment's, then."""
    told = {item.name: file[item.name].item() for item in fields(Settings) if item.name in file}
    asked = int(file["asked"]) if "asked" in file else max(Settings.iterations, told["iterations"])
    return Settings(**told | {"iterations": asked})


def _way(file: Any) -> Trajectory | None:
    if "way_words" not in file:
        return None
    return Trajectory(
        tuple(file["way_words"].tolist()), file["way_iterations"], file["way_center"], file["way_outside"]
    )


def reference() -> WordVectors:
    """The reference run: the assignment's settings and seeds on the treebank, the 24 plotted words.

    >>> vectors = reference()
    >>> vectors.center.shape, vectors.iterations
    ((24, 10), 40000)
    >>> vectors.of(["tea", "coffee"]).words
    ('tea', 'coffee')
    """
    return load(REFERENCE)


def save_vocabulary(run: Run, path: Path = VOCABULARY) -> None:
    """Write all of a reference run that `whole_reference` needs beside the plotted words."""
    others = run.trajectory.of(run.trajectory.words[len(projection.WORDS) :])
    arrays: dict[str, Any] = {"words": "\n".join(run.words), "counts": run.counts.astype(np.uint32)}
    arrays["followed"] = "\n".join(others.words)
    for kind, matrix, way in (("center", run.center, others.center), ("outside", run.outside, others.outside)):
        arrays |= {f"{kind}_{name}": value for name, value in vars(compact.rows(matrix)).items()}
        arrays |= {f"{kind}_way_{name}": value for name, value in vars(compact.way(way)).items()}
    with replacing(path) as file:
        np.savez_compressed(file, **arrays)


def vocabulary() -> tuple[tuple[str, ...], np.ndarray]:
    """The treebank's words, in the order of the training, and how often each occurs."""
    with np.load(VOCABULARY) as file:
        return tuple(str(file["words"]).split("\n")), file["counts"].astype(np.int64)


@cache
def whole_reference() -> WordVectors:
    """The reference run with all of its words, and the way of those of the plot and of the 500 most frequent.

    >>> vectors = whole_reference()
    >>> vectors.center.shape, len(vectors.trajectory.words)
    ((19539, 10), 514)
    """
    plotted = reference()
    words, counts = vocabulary()
    place = {word: row for row, word in enumerate(words)}
    rows = [place[word] for word in plotted.words]
    with np.load(VOCABULARY) as file:
        followed = tuple(str(file["followed"]).split("\n"))
        found: dict[str, np.ndarray] = {}
        ways: dict[str, np.ndarray] = {}
        for kind in ("center", "outside"):
            packed = compact.Rows(*(file[f"{kind}_{item.name}"] for item in fields(compact.Rows)))
            found[kind] = compact.matrix_of(packed)
            found[kind][rows] = getattr(plotted, kind)
            way = compact.vectors_of(compact.Way(*(file[f"{kind}_way_{item.name}"] for item in fields(compact.Way))))
            way[-1] = found[kind][[place[word] for word in followed]]
            ways[kind] = np.concatenate([getattr(plotted.trajectory, kind), way], axis=1)
    assert plotted.trajectory is not None
    path = Trajectory(plotted.words + followed, plotted.trajectory.iterations, ways["center"], ways["outside"])
    return replace(
        plotted, words=words, counts=counts, trajectory=path, center=found["center"], outside=found["outside"]
    )


def mine_or_reference(folder: Path | None = None) -> WordVectors:
    """The vectors of the 24 plotted words: from `saved_vectors.npz` in `folder` (default: here), else the reference.

    The reading edition always has the reference. Raises SavedVectorsError for a file that cannot be used.
    """
    return all_of_mine_or_reference(folder).of(projection.WORDS)


def all_of_mine_or_reference(folder: Path | None = None) -> WordVectors:
    """The same for all words that there are: the whole vocabulary of one's own run, or of the reference run."""
    path = (folder or Path.cwd()) / SAVED
    if reading_edition() or not path.is_file():
        return whole_reference()
    return load(path)
