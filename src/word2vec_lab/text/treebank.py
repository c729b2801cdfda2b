"""The text that the word vectors are trained on: find it, verify it, cut it into words.

The Stanford Sentiment Treebank (Socher et al., EMNLP 2013) states no licence, so the course ships none of it:
`get_datasets.sh` fetches it. Where it is missing, the embedded corpus (`word2vec_lab.text.corpus`) stands in, and
`Treebank.describe` says so. Both go through the same parser, so what works on one works on the other.

Words are cut exactly as in the original assignment's loader. Training is then reproducible to rounding: another
order of words would be another vocabulary, and other random draws.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from word2vec_lab.edition import reading_edition
from word2vec_lab.text import corpus

FOLDER = "stanfordSentimentTreebank"
VARIABLE = "WORD2VEC_TREEBANK"
EMBEDDED = "embedded"

SENTENCES = "datasetSentences.txt"
SPLITS = "datasetSplit.txt"
DICTIONARY = "dictionary.txt"
LABELS = "sentiment_labels.txt"

UNKNOWN = "UNK"
TRAIN, TEST, DEV = 1, 2, 3
CLASS_BOUNDS = (0.2, 0.4, 0.6, 0.8)

GET_IT = "run 'sh get_datasets.sh' (on Windows: 'python -m word2vec_lab.text.fetch') in the course's folder"


class TreebankError(Exception):
    """The treebank is not usable as it lies there; the message says why and what to do."""


@dataclass(frozen=True)
class KnownFile:
    """A file of the genuine treebank, and how to recognise it.

    `digest` is the file's SHA-256 (64 hex digits) or, for the one file of which no SHA-256 is at hand, its git
    blob id (40 hex digits). Without the `required` files there is no treebank.
    """

    name: str
    digest: str
    required: bool = False

    def accepts(self, content: bytes) -> bool:
        """Say whether `content` is, byte for byte, the genuine file's."""
        if len(self.digest) == 64:
            return hashlib.sha256(content).hexdigest() == self.digest
        blob = b"blob %d\x00" % len(content) + content
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest() == self.digest


KNOWN_FILES = (
    KnownFile(SENTENCES, "f7ae959a5ff0565eb860c3f2e600dde118bcb49aee63df8fa9b9a806da235553", required=True),
    KnownFile(SPLITS, "ad567db10ae5275963f1ac3dd5ec21214b1d688c7aab582e2616ef4b3f970a5a", required=True),
    KnownFile(LABELS, "20cbb150106bf334304a6f2076644eb7e1d8e17c7cd3d2d347e72bcaa2b4d322", required=True),
    KnownFile(DICTIONARY, "1cb6a347bd8bc9f23e7e5de6bfb1c9e5e6562119"),
    KnownFile("original_rt_snippets.txt", "7316ec27d131acf8d7251b8477e8365a154c98470c104adcc64ac173a53a3666"),
    KnownFile("SOStr.txt", "6135cedf169a822da93a6807b5655f99550d27e74a3e3961d20097ec2f764d37"),
    KnownFile("STree.txt", "294534938c58070dbbc47d5edbc49b9ad0254f9af4814770b955688a8b1bf944"),
    KnownFile("README.txt", "beff30caea91d73bceadf57b582e0a267ec0b153a57e1fa54cdfae0635cdcf10"),
)


@dataclass(frozen=True)
class Inspection:
    """Which files of the treebank a folder holds: as published, not at all, or with other content."""

    genuine: tuple[str, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Nothing is wrong, and everything that word vectors need is there."""
        needed = {known.name for known in KNOWN_FILES if known.required}
        return not self.wrong and needed <= set(self.genuine)


def judge(contents: Mapping[str, bytes]) -> Inspection:
    """Compare files, given as name and content, with the published ones (about 20 ms for all)."""
    genuine: list[str] = []
    missing: list[str] = []
    wrong: list[str] = []
    for known in KNOWN_FILES:
        if known.name not in contents:
            missing.append(known.name)
        else:
            (genuine if known.accepts(contents[known.name]) else wrong).append(known.name)
    return Inspection(tuple(genuine), tuple(missing), tuple(wrong))


def inspect(folder: Path) -> Inspection:
    """Judge the files in `folder`. A missing folder misses all; what cannot be read counts as wrong."""
    contents = {}
    for known in KNOWN_FILES:
        path = folder / known.name
        try:
            contents[known.name] = path.read_bytes()
        except OSError:
            if path.exists():
                contents[known.name] = b""
    return judge(contents)


def find(start: Path) -> Path | None:
    """Return the nearest `datasets/stanfordSentimentTreebank/` in `start` or a folder above it, if there is one."""
    start = start.absolute()
    candidates = (above / "datasets" / FOLDER for above in (start, *start.parents))
    return next((folder for folder in candidates if folder.is_dir()), None)


def within(folder: Path) -> Path:
    """Return where the files lie when someone names `folder`: in it, or in the subfolder that the zip makes."""
    inner = folder / FOLDER
    return inner if inner.is_dir() and not (folder / SENTENCES).is_file() else folder


def sentiment_class(value: float) -> int:
    """Map a sentiment from 0 (worst) to 1 (best) to its class: 0 very negative, 1, 2 neutral, 3, 4 very positive.

    The bounds 0.2, 0.4, 0.6 and 0.8 each belong to the class below them. Raises ValueError outside 0 to 1.
    """
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"a sentiment lies between 0 and 1, not {value}")
    return bisect_left(CLASS_BOUNDS, value)


def mend(text: str) -> str:
    """Spell a sentence as `dictionary.txt` does, in which whole sentences are looked up.

    The sentence file writes brackets as -LRB- and -RRB-, and 107 of its lines were encoded as UTF-8 twice.
    """
    with suppress(UnicodeError):  # raised for all that was encoded once, as it should be
        text = text.encode("latin-1").decode("utf-8")
    return text.replace("-LRB-", "(").replace("-RRB-", ")")


@dataclass(frozen=True, eq=False)
class Treebank:
    """Sentences, their words, and what is known about both.

    sentences   each sentence's words, lower-case, in the file's order
    splits      for each sentence TRAIN (1), TEST (2) or DEV (3)
    counts      how often each word occurs; UNK, which stands for unknown words, counts 1
    vocabulary  the words by index: in order of first appearance, UNK last
    source      "treebank", "embedded" or "own text" (`word2vec_lab.text.own`)
    reason      for the embedded corpus: why it was used; for one's own text: its name
    folder      for the treebank: where it lies
    """

    sentences: tuple[tuple[str, ...], ...] = field(repr=False)
    splits: tuple[int, ...] = field(repr=False)
    counts: Mapping[str, int] = field(repr=False)
    vocabulary: tuple[str, ...] = field(repr=False)
    source: Literal["treebank", "embedded", "own text"]
    reason: str = ""
    folder: Path | None = None
    _read: Callable[[str], str] = field(repr=False, compare=False, kw_only=True)

    @cached_property
    def total(self) -> int:
        """The number of tokens in all sentences (`sum(counts.values())` is one more: UNK)."""
        return sum(map(len, self.sentences))

    @cached_property
    def _index(self) -> dict[str, int]:
        return {word: index for index, word in enumerate(self.vocabulary)}

    def tokens(self) -> dict[str, int]:
        """Return each word's index, as the original `dataset.tokens()` does; the same dict at every call."""
        return self._index

    def written(self) -> tuple[str, ...]:
        """Return each sentence as it was written, capitals and all, with broken accents and brackets mended."""
        return tuple(mend(line.partition("\t")[2].strip()) for line in _lines(self._read(SENTENCES)))

    def split(self, label: int) -> tuple[int, ...]:
        """Return the indices of the sentences in the split TRAIN, TEST or DEV."""
        return tuple(index for index, split in enumerate(self.splits) if split == label)

    def labels(self) -> tuple[float, ...]:
        """Return each sentence's sentiment, from 0 (worst) to 1 (best). `sentiment_class` gives the class.

        Raises TreebankError if `dictionary.txt`, which leads from a sentence to its label, is missing or wrong.
        """
        return self._labels

    @cached_property
    def _labels(self) -> tuple[float, ...]:
        sentences, dictionary, labels = (self._read(name) for name in (SENTENCES, DICTIONARY, LABELS))
        return _sentence_labels(sentences, dictionary, labels)

    def describe(self) -> str:
        """Say in plain sentences what this text is, how large, and, if it only stands in, why."""
        parts = ", ".join(
            f"{name} {self.splits.count(label):,}" for name, label in (("train", TRAIN), ("dev", DEV), ("test", TEST))
        )
        size = (
            f"{len(self.sentences):,} sentences ({parts}), {self.total:,} tokens, a vocabulary of"
            f" {len(self.vocabulary):,} words (with {UNKNOWN}, which stands for any unknown word)."
        )
        if self.source == "own text":
            return f"A text of your own, {self.reason}: {size}"
        if self.folder is None:
            return (
                f"The embedded corpus, made up by this course: {size} It stands in for the Stanford Sentiment"
                f" Treebank because {self.reason}. For the real text, {GET_IT}."
            )
        unlabelled = (
            ""
            if (self.folder / DICTIONARY).is_file()
            else f" {DICTIONARY} is not there, so the sentiment labels cannot be read; word vectors do not need them."
        )
        return f"The Stanford Sentiment Treebank in {self.folder}: {size}{unlabelled}"


def load(where: Path | None = None) -> Treebank:
    """Load the treebank, or the embedded corpus if there is none (0.2 s).

    It is looked for in this order: `where`; the environment variable WORD2VEC_TREEBANK (a folder, or the word
    `embedded`); `datasets/stanfordSentimentTreebank/` in the working folder or any folder above it.

    Raises TreebankError if a folder is named, or found, that does not hold the genuine files: to train on
    something else in silence would be worse.

    >>> text = load()
    >>> text.vocabulary[text.tokens()["great"]]
    'great'
    """
    wish = os.environ.get(VARIABLE, "").strip()
    if where is not None:
        return _from_folder(where, "the folder to load from")
    if wish == EMBEDDED:
        if reading_edition():
            return embedded("these pages were made without a download")
        return embedded(f"the environment variable {VARIABLE} asks for it")
    if wish:
        return _from_folder(Path(wish).expanduser(), f"the folder that the environment variable {VARIABLE} names")
    found = find(Path.cwd())
    if found is None:
        return embedded(f"there is no datasets/{FOLDER} in {Path.cwd()} or in a folder above it")
    return _from_folder(found, "the folder found")


def _from_folder(folder: Path, role: str) -> Treebank:
    if not folder.is_dir():
        raise TreebankError(
            f"{folder}, {role}, does not exist. Name the folder that holds {SENTENCES}; or {GET_IT}; or set"
            f" {VARIABLE}={EMBEDDED} to work with the embedded corpus."
        )
    folder = within(folder).absolute()
    return _parse(partial(_read_genuine, folder), source="treebank", folder=folder)


def embedded(reason: str = "it was asked for") -> Treebank:
    """The embedded corpus, whatever else is there; `reason` completes "… because" in what it says of itself.

    >>> text = embedded()
    >>> text.sentences[2]
    ('both', 'the', 'male', 'and', 'the', 'female', 'dancers', 'come', 'from', 'the', 'forest', '.')
    >>> len(text.sentences), text.total, len(text.vocabulary)
    (3000, 33369, 948)
    """
    return _parse(corpus.read, source="embedded", reason=reason)


def _read_genuine(folder: Path, name: str) -> str:
    """Return the text of one of the treebank's files, or raise a TreebankError that says what is the matter."""
    known = next(known for known in KNOWN_FILES if known.name == name)
    remedy = (
        f"To mend it, {GET_IT}, and see that {VARIABLE}, if you set it, does not name another one; or set"
        f" {VARIABLE}={EMBEDDED} to work with the embedded corpus."
    )
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        if known.name == DICTIONARY:
            raise TreebankError(
                f"{DICTIONARY} is missing in {folder}, and without it the sentiment labels cannot be read (word vectors"
                f" do not need it). The published zip holds it: {GET_IT}; or set {VARIABLE}={EMBEDDED} to work with the"
                " embedded corpus, which has one."
            ) from None
        raise TreebankError(f"{name} is missing in {folder}, so the treebank cannot be read. {remedy}") from None
    except OSError as error:
        raise TreebankError(f"{name} in {folder} cannot be read: {error.strerror}. {remedy}") from error
    if not known.accepts(content):
        raise TreebankError(
            f"{name} in {folder} is not the treebank's file: its checksum is wrong ({len(content):,} bytes)."
            f" It may be damaged, or saved with other line ends or another encoding. {remedy}"
        )
    return content.decode("utf-8")


def _lines(text: str) -> list[str]:
    # Not `splitlines`: that would also cut inside broken accents.
    return text.removesuffix("\n").split("\n")[1:]


def _parse(
    read: Callable[[str], str],
    source: Literal["treebank", "embedded"],
    reason: str = "",
    folder: Path | None = None,
) -> Treebank:
    sentences = tuple(tuple(line.split()[1:]) for line in _lines(read(SENTENCES).lower()))
    counts = Counter(word for sentence in sentences for word in sentence)
    counts[UNKNOWN] = 1
    return Treebank(
        sentences=sentences,
        splits=tuple(int(line.rpartition(",")[2]) for line in _lines(read(SPLITS))),
        counts=counts,
        # A dict keeps the order in which its keys came in: that of first appearance.
        vocabulary=tuple(counts),
        source=source,
        reason=reason,
        folder=folder,
        _read=read,
    )


def _sentence_labels(sentences: str, dictionary: str, labels: str) -> tuple[float, ...]:
    """Look every sentence up: its text in `dictionary` (phrase|id), the id in `labels` (id|sentiment)."""
    identifiers = {}
    for line in dictionary.removesuffix("\n").split("\n"):
        phrase, _, identifier = line.rpartition("|")
        identifiers[phrase] = identifier
    values = dict(line.split("|") for line in _lines(labels))
    found = []
    for line in _lines(sentences):
        number, _, text = line.partition("\t")
        phrase = mend(text.strip())
        if phrase not in identifiers:
            raise TreebankError(
                f"sentence {number} of {SENTENCES} is not in {DICTIONARY}, so its sentiment is not known: the two files"
                f" are not of one edition of the treebank. To mend it, {GET_IT}."
            )
        found.append(float(values[identifiers[phrase]]))
    return tuple(found)
