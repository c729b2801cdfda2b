"""What the explorer shows: words with their vectors, checked once, so that everything behind can rely on them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np

from word2vec_lab.closest import closest
from word2vec_lab.expecting import expecting
from word2vec_lab.files import replacing
from word2vec_lab.training import word_vectors
from word2vec_lab.training.origin import Origin
from word2vec_lab.training.word_vectors import WordVectors
from word2vec_lab.vectors import reading
from word2vec_lab.vectors.reading import visible
from word2vec_lab.vectors.trajectory import Trajectory

Kind: TypeAlias = Literal["center", "outside", "both"]
KINDS: tuple[Kind, ...] = ("center", "outside", "both")


def kind_named(name: str) -> Kind:
    """The kind of a name, in either spelling. Raises ValueError for another name."""
    wanted = "center" if name == "centre" else name
    for kind in KINDS:
        if wanted == kind:
            return kind
    hint = closest(name, (*KINDS, "centre"))
    raise ValueError(f"kind is {name!r}: choose one of {', '.join(map(repr, KINDS))}.{hint}")


@dataclass(frozen=True, repr=False)
class Vectors:
    """Words and their vectors, ready to be explored.

    words                   the vocabulary: n words, each once
    center, outside (n, d)  their vectors; `outside` may be missing
    counts (n,)             how often each word occurs in the text; may be missing
    trajectory              the vectors of some of the words at moments of the training; may be missing
    curve                   (iterations, losses), two lists of equal length: the smoothed loss; may be missing
    name                    what to call these vectors where two sets stand side by side
    origin                  the training run that they come from; may be missing

    Raises ValueError, with what to do, for what cannot be shown: see `checked`.
    """

    words: tuple[str, ...]
    center: np.ndarray
    outside: np.ndarray | None = None
    counts: np.ndarray | None = None
    trajectory: Trajectory | None = None
    curve: tuple[np.ndarray, np.ndarray] | None = None
    name: str = ""
    origin: Origin | None = None

    def __repr__(self) -> str:
        """What they are, in a line: a cell that ends in them must not print hundreds of thousands of words."""
        n, d = self.center.shape
        more = [name for name in ("outside", "counts", "trajectory", "curve") if getattr(self, name) is not None]
        name = f"{self.name}, " if self.name else ""
        return f"Vectors({name}{n:,} words, {d} dimensions{', with ' if more else ''}{', '.join(more)})"

    @expecting("a list of words and a matrix with one row of numbers a word")
    def __post_init__(self) -> None:
        """Bring all parts to arrays of numbers, and see that they fit together."""
        put = object.__setattr__  # the class is frozen for everyone else
        put(self, "words", _words(self.words))
        n = len(self.words)
        put(self, "center", _matrix("center", self.center, self.words))
        if self.outside is not None:
            put(self, "outside", _matrix("outside", self.outside, self.words))
            if self.outside.shape != self.center.shape:
                raise ValueError(
                    f"center is {self.center.shape} and outside {self.outside.shape}: give both the same shape, "
                    "or leave outside away"
                )
        if self.counts is not None:
            put(self, "counts", _counts(self.counts, n))
        if self.curve is not None:
            put(self, "curve", _curve(self.curve))
        if self.trajectory is not None:
            _check_trajectory(self.trajectory, self)

    @property
    def dimension(self) -> int:
        """How many numbers a centre vector has."""
        return int(self.center.shape[1])

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Which vectors there are to choose from."""
        return ("center", "outside", "both") if self.outside is not None else ("center",)

    @classmethod
    @expecting("a file of vectors, gensim's KeyedVectors, a dict of words and vectors, or a pair (words, matrix)")
    def read(
        cls, source: Any, words: int | Collection[str] | None = None, encoding: str = "utf-8", name: str = ""
    ) -> Vectors:
        """Vectors that somebody else has trained.

        source    a file: text as GloVe, word2vec and fastText write it (perhaps with .gz, .bz2 or .xz), word2vec's
                  binary format, a table (CSV), or `saved_vectors.npz`; or gensim's KeyedVectors or Word2Vec, a dict
                  {word: vector}, a pair (words, matrix)
        words     how many, from the first; or which; of a file no more is read
        encoding  of a file's words
        name      what to call them where two sets stand side by side

        What cannot be used of a file is left out, and told. Raises ValueError if nothing can.

        >>> Vectors.read({"tea": [1, 2], "rain": [3, 4]}).words
        ('tea', 'rain')
        """
        wanted = _wanted(words)
        if isinstance(source, str | Path):
            return _of_file(cls, Path(source), wanted, encoding, name)
        if is_keyed(source):
            found = _of_keyed(source, name)
        elif isinstance(source, WordVectors):
            found = of_training(source, name)
        elif isinstance(source, Vectors):
            found = replace(source, name=name or source.name)
        elif isinstance(source, Mapping):
            found = cls(tuple(source), np.array(_stacked(source)), name=name)
        elif isinstance(source, tuple | list) and len(source) == 2:
            found = cls(source[0], source[1], name=name)
        else:
            raise ValueError(
                f"a {type(source).__name__} holds no vectors that can be read: give a file, KeyedVectors, a dict of"
                " words and vectors, or a pair (words, matrix)"
            )
        if wanted is None:
            return found
        return found.part(found.words[:wanted] if isinstance(wanted, int) else wanted)

    def part(self, words: Collection[str]) -> Vectors:
        """The same for some of its words, in the given order. Raises ValueError for another word."""
        rows = self.rows_of(list(words))
        path = self.trajectory
        tracked = [word for word in path.words if word in set(words)] if path is not None else []
        return replace(
            self,
            words=tuple(words),
            center=self.center[rows],
            outside=None if self.outside is None else self.outside[rows],
            counts=None if self.counts is None else self.counts[rows],
            trajectory=path.of(tracked) if path is not None and tracked else None,
        )

    @expecting("the name of a file")
    def write_csv(self, path: str | Path) -> Path:
        """Write words, counts and vectors as comma-separated values, which `read` takes; return the file."""
        columns = [f"center {k + 1}" for k in range(self.dimension)]
        matrix = self.center
        if self.outside is not None:
            columns += [f"outside {k + 1}" for k in range(self.dimension)]
            matrix = np.hstack([matrix, self.outside])
        written = Path(path)
        with replacing(written) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            table = csv.writer(text)
            table.writerow(["word", *(["count"] if self.counts is not None else []), *columns])
            for row, word in enumerate(self.words):
                counted = [int(self.counts[row])] if self.counts is not None else []
                table.writerow([word, *counted, *matrix[row].tolist()])
            text.detach()
        return written

    def rows_of(self, words: Sequence[str]) -> np.ndarray:
        """The rows at which some words of the vocabulary stand. Raises ValueError for another word."""
        place = {word: row for row, word in enumerate(self.words)}
        missing = [word for word in words if word not in place]
        if missing:
            raise ValueError(
                f"not in the vocabulary of {len(self.words):,} words: {', '.join(map(repr, missing[:5]))}. "
                f"Choose words that the training text holds.{closest(missing[0], self.words)}"
            )
        return np.array([place[word] for word in words], dtype=int)

    def of_kind(self, kind: Kind) -> np.ndarray:
        """The vectors of a kind: (n, d), or (n, 2 d) for "both", the outside vector after the centre vector."""
        return _of_kind(self.center, self.outside, kind_named(kind))

    def at(self, moment: float, kind: Kind) -> np.ndarray:
        """The vectors at a moment of the training: all rows, of which only the trajectory's words have moved.

        `moment` counts checkpoints from 0 and may lie between two of them; the last is the end of the training.
        """
        matrix = self.of_kind(kind)
        path = self.trajectory
        if path is None or moment >= len(path.iterations) - 1:
            return matrix
        before = int(max(moment, 0.0))
        part = max(moment, 0.0) - before
        pair = [_of_kind(path.center[k], path.outside[k], kind_named(kind)).astype(float) for k in (before, before + 1)]
        moved = matrix.copy()
        moved[self.rows_of(path.words)] = pair[0] + part * (pair[1] - pair[0])
        return moved


def of_training(vectors: WordVectors, name: str = "") -> Vectors:
    """What a training run left, as the explorer takes it."""
    path = _to_the_end(vectors)
    losses = np.asarray(vectors.curve, dtype=float)
    # The loss is kept every 10 iterations, of the reference run every 200.
    every = 10 * max(1, vectors.iterations // (10 * max(len(losses), 1)))
    curve = (every * np.arange(1, len(losses) + 1), losses) if len(losses) > 1 else None
    return Vectors(vectors.words, vectors.center, vectors.outside, vectors.counts, path, curve, name, vectors.origin)


def is_keyed(source: Any) -> bool:
    """Whether something is gensim's: KeyedVectors, or a model that has them. gensim itself is not needed."""
    keyed = getattr(source, "wv", source)
    return hasattr(keyed, "index_to_key") and hasattr(keyed, "vectors")


def _of_keyed(source: Any, name: str) -> Vectors:
    keyed = getattr(source, "wv", source)
    words, center = list(keyed.index_to_key), np.asarray(keyed.vectors, dtype=float)
    # A model trained with negative sampling has the outside vectors, too.
    outside = getattr(source, "syn1neg", None)
    counts = getattr(keyed, "expandos", {}).get("count")
    # Where a file gave no counts, gensim numbers the words down to 1: these are no frequencies.
    if counts is not None and (np.array_equal(counts, np.arange(len(words), 0, -1)) or np.min(counts) < 1):
        counts = None
    rows = [row for row, word in enumerate(words) if visible(word)]
    if len(rows) < len(words):
        print(f"{len(words) - len(rows):,} of {len(words):,} words cannot be seen, and were left out.")
    return Vectors(
        tuple(words[row] for row in rows),
        center[rows],
        None if outside is None or np.shape(outside) != center.shape else np.asarray(outside)[rows],
        None if counts is None else np.asarray(counts)[rows],
        name=name,
    )


def _of_file(cls: type[Vectors], path: Path, wanted: int | Collection[str] | None, encoding: str, name: str) -> Vectors:
    if path.suffix == ".npz":
        try:
            return cls.read(word_vectors.load(path), wanted, name=name)
        except word_vectors.SavedVectorsError as error:
            raise ValueError(str(error)) from None
    try:
        found = reading.read(path, wanted, encoding)
    except OSError as error:
        raise ValueError(f"{path} cannot be opened ({error.strerror or error}): give the path of a file") from None
    if told := found.told(path.name):
        print(told)
    return cls(tuple(found.words), found.center, found.outside, found.counts, name=name)


def _wanted(words: int | Collection[str] | None) -> int | Collection[str] | None:
    if words is None:
        return None
    if isinstance(words, str):
        raise ValueError(f"words is one text, {words!r}: give a list of words, or how many")
    if isinstance(words, bool) or not isinstance(words, int | np.integer | Collection):
        raise ValueError(f"words is {words!r}: give how many words, such as 20_000, or a list of words")
    if isinstance(words, int | np.integer):
        if words < 1:
            raise ValueError(f"words is {words}: give at least 1")
        return int(words)
    listed = list(dict.fromkeys(words))
    if not listed:
        raise ValueError("words is empty: give at least one, or leave it away for all")
    return listed


def _stacked(vectors: Mapping[str, Any]) -> list[Any]:
    rows = [np.asarray(vector) for vector in vectors.values()]
    for word, row in zip(vectors, rows, strict=True):
        if row.ndim != 1 or row.shape != rows[0].shape:
            raise ValueError(
                f"the vector of {word!r} has the shape {row.shape}, and the first one {rows[0].shape}: give each word "
                "as many numbers, in a row"
            )
    return rows


def _to_the_end(vectors: WordVectors) -> Trajectory | None:
    """The trajectory of the words there are, up to the vectors themselves: a run may stop between two checkpoints."""
    path = vectors.trajectory
    known = set(vectors.words)
    tracked = [word for word in path.words if word in known] if path is not None else []
    if path is None or not tracked:
        return None
    if len(tracked) < len(path.words):  # else each plot of the run would keep a copy
        path = path.of(tracked)
    if path.iterations[-1] >= vectors.iterations:
        return path
    rows = [vectors.words.index(word) for word in tracked]
    return Trajectory(
        path.words,
        np.append(path.iterations, vectors.iterations),
        np.concatenate([path.center, vectors.center[np.newaxis, rows].astype(np.float32)]),
        np.concatenate([path.outside, vectors.outside[np.newaxis, rows].astype(np.float32)]),
    )


def _of_kind(center: np.ndarray, outside: np.ndarray | None, kind: Kind) -> np.ndarray:
    if kind == "center":
        return center
    if outside is None:
        raise ValueError(f"the vectors chosen are {kind!r}, but only centre vectors were given: give outside, too")
    return outside if kind == "outside" else np.hstack([center, outside])


def _words(words: Sequence[str]) -> tuple[str, ...]:
    if isinstance(words, str):
        raise ValueError(f"words is one text, {words!r}: give a list of words")
    found = tuple(words)
    if not found:
        raise ValueError("there are no words to show: give at least one, with its vector")
    odd = [word for word in found if not isinstance(word, str) or not visible(word)]
    if odd:
        raise ValueError(f"every word must be a text that is not empty, and can be seen; got {odd[0]!r}")
    if len(set(found)) < len(found):
        [(word, times)] = Counter(found).most_common(1)
        raise ValueError(f"the word {word!r} is given {times} times: give each word once, with one vector")
    return found


def _matrix(name: str, values: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    try:
        matrix = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} is not a matrix of numbers ({error}): give one row of numbers a word") from error
    if matrix.ndim != 2:
        raise ValueError(
            f"{name} has the shape {matrix.shape}: give a matrix with one row a word, ({len(words)}, d). "
            "A single vector becomes one with vector.reshape(1, -1)"
        )
    if len(matrix) != len(words):
        raise ValueError(
            f"there are {len(words):,} words and {len(matrix):,} rows in {name}: give each word one row, in order"
        )
    if matrix.shape[1] == 0:
        raise ValueError(f"the vectors of {name} have no numbers in them: train with a dimension of at least 1")
    bad = np.flatnonzero(~np.isfinite(matrix).all(axis=1))
    if len(bad):
        listed = ", ".join(repr(words[row]) for row in bad[:5]) + (", …" if len(bad) > 5 else "")
        raise ValueError(
            f"{name} holds infinity or not-a-number (NaN) in {len(bad):,} of {len(words):,} rows: {listed}. Such a "
            "vector has no place in a plot. Train again with a smaller step, or leave these words out"
        )
    if np.abs(matrix).max() > 1e30:
        raise ValueError(f"{name} holds numbers beyond 1e30: the training has diverged. Train with a smaller step")
    return matrix


def _counts(counts: np.ndarray, n: int) -> np.ndarray:
    found = np.asarray(counts)
    if found.shape != (n,):
        raise ValueError(f"counts has the shape {found.shape}: give one number a word, ({n},), or leave counts away")
    numbers = found.dtype.kind in "iuf" and np.isfinite(found).all()
    if not numbers or found.min() < 1 or found.max() >= 2**32 or (found != np.rint(found)).any():
        raise ValueError("counts says how often each word occurs: whole numbers from 1 on, one for each word")
    return found.astype(np.int64)


def _curve(curve: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    try:
        iterations, losses = (np.asarray(part, dtype=float) for part in curve)
    except (TypeError, ValueError) as error:
        raise ValueError("curve is a pair: the iterations, and the loss at each of them") from error
    if iterations.ndim != 1 or iterations.shape != losses.shape or len(losses) < 2:
        raise ValueError(
            f"curve pairs iterations of shape {iterations.shape} with losses of shape {losses.shape}: "
            "give two lists of the same length, with at least two numbers"
        )
    if not np.isfinite(iterations).all() or (np.diff(iterations) <= 0).any():
        raise ValueError("the iterations of curve must be numbers in ascending order")
    return iterations, losses


def _check_trajectory(path: Trajectory, vectors: Vectors) -> None:
    """See that a trajectory ends where the vectors are: else its words would jump at the end of the slider."""
    outside = path.outside
    if len(path.iterations) < 2 or not path.words:
        raise ValueError("a trajectory needs at least one word and two moments: leave it away to show no training")
    if len(set(path.words)) < len(path.words):
        raise ValueError("a trajectory holds a word twice: give each word once")
    if path.center.shape[2] != vectors.dimension:
        raise ValueError(
            f"the trajectory's vectors have {path.center.shape[2]} numbers, the words' {vectors.dimension}: "
            "these are two different runs. Give the trajectory of the run that made the vectors"
        )
    if not np.isfinite(path.center).all() or not np.isfinite(outside).all():
        raise ValueError("the trajectory holds infinity or not-a-number: the training diverged. Take a smaller step")
    rows = vectors.rows_of(path.words)
    ends = [("center", path.center[-1], vectors.center[rows])]
    if vectors.outside is not None:
        ends.append(("outside", outside[-1], vectors.outside[rows]))
    for name, end, final in ends:
        if np.abs(end - final).max() > 1e-3 * max(np.abs(final).max(), 1e-12):
            raise ValueError(
                f"the trajectory does not end at the {name} vectors: its last checkpoint belongs to another run, or "
                "to an earlier moment. Give the trajectory of the run that made the vectors, up to its last iteration"
            )
