"""Reads word vectors that others have trained: the files of GloVe, word2vec, fastText and gensim, and tables.

A file is read line by line (word by word, if it is binary), and no further than the words that are asked for: of a file
of 400,000 words the first 20,000 take a moment. What cannot be used, such as a line that was cut off, is left out and
told with its number. A file in which nothing can be used is refused.
"""

from __future__ import annotations

import bz2
import codecs
import csv
import gzip
import io
import itertools
import lzma
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
SAMPLE = 100
"""So many lines tell how many numbers a line has."""
BLOCK = 2000
MOST_TOLD = 5
LONGEST_WORD = 10_000
LARGEST = 1e30
NO_FILES_OF_VECTORS = {
    ".pkl": "a pickle, which can run code",
    ".pickle": "a pickle, which can run code",
    ".kv": "gensim's own format. Load it there, KeyedVectors.load(…), and give what that returns",
    ".model": "gensim's own format. Load it there, Word2Vec.load(…), and give what that returns",
    ".npy": "a matrix without words. Load it with np.load(…), and give the pair (words, matrix)",
}
INVISIBLE = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0")
"""Characters that leave no ink, although their categories are those of letters and marks."""


def visible(word: str) -> bool:
    r"""Whether there is something to see of a word, and to write into a file.

    >>> visible("tea"), visible(" "), visible("\u200b"), visible("\ud800"), visible("a\0b")
    (True, False, False, False, False)
    """
    kinds = {unicodedata.category(letter) for letter in word if letter not in INVISIBLE}
    return "Cs" not in kinds and "\0" not in word and any(kind[0] not in "ZC" or kind == "Co" for kind in kinds)


@dataclass
class Found:
    """What was read: `words`, `center` (n, d), and perhaps `outside` and `counts`. `problems` were left out."""

    words: list[str]
    center: np.ndarray
    outside: np.ndarray | None = None
    counts: np.ndarray | None = None
    problems: list[str] = field(default_factory=list)

    def told(self, name: str) -> str:
        """What was left out, in a sentence; nothing if all was well."""
        if not self.problems:
            return ""
        listed = "; ".join(self.problems[:MOST_TOLD])
        more = f"; and {len(self.problems) - MOST_TOLD:,} more" if len(self.problems) > MOST_TOLD else ""
        return f"{name}: {len(self.words):,} words were read. Left out, {len(self.problems):,}: {listed}{more}."


class _Words:
    """The words taken so far, with their vectors; it knows when there are enough."""

    def __init__(self, wanted: int | Collection[str] | None) -> None:
        self.most = wanted if isinstance(wanted, int) else None
        self.wanted = None if wanted is None or isinstance(wanted, int) else frozenset(wanted)
        self.rows: dict[str, int] = {}
        self.blocks: list[np.ndarray] = []
        self.problems: list[str] = []

    @property
    def enough(self) -> bool:
        return len(self.rows) == self.most or (self.wanted is not None and len(self.rows) == len(self.wanted))

    @property
    def room(self) -> int:
        """How many lines to read next: no more than there are words to come, so that none is judged in vain."""
        return BLOCK if self.most is None else min(BLOCK, self.most - len(self.rows))

    def skips(self, word: str) -> bool:
        """Whether nobody has asked for this word."""
        return self.wanted is not None and word not in self.wanted

    def take(self, words: list[str], places: list[str], matrix: np.ndarray) -> None:
        """Take words with their vectors, as far as they can be used. `places` says where each stood."""
        sound = np.isfinite(matrix).all(axis=1) & (np.abs(np.nan_to_num(matrix)).max(axis=1) <= LARGEST)
        kept = []
        for k, word in enumerate(words):
            if self.enough:
                break
            if not visible(word):
                self.problems.append(f"{places[k]}: the word {word!r} cannot be seen")
            elif word in self.rows:
                self.problems.append(f"{places[k]}: the word {word!r} for the second time")
            elif not sound[k]:
                self.problems.append(f"{places[k]}: the vector of {word!r} holds infinity or not-a-number")
            else:
                self.rows[word] = len(self.rows)
                kept.append(k)
        self.blocks.append(matrix[kept])

    def found(self, name: str) -> Found:
        if not self.rows:
            asked = " that was asked for" if self.wanted is not None else ""
            first = f" ({self.problems[0]})" if self.problems else ""
            raise ValueError(
                f"{name} holds no word{asked} with a vector{first}. A text file has a word and its numbers in each "
                "line, with blanks between them"
            )
        if self.wanted is not None:
            self.problems += [f"there is no word {word!r}" for word in sorted(self.wanted - self.rows.keys())]
        return Found(list(self.rows), np.concatenate(self.blocks), problems=self.problems)


def read(path: Path, wanted: int | Collection[str] | None = None, encoding: str = "utf-8") -> Found:
    """The words of a file and their vectors: the first so many, those of a list, or all.

    Raises ValueError, with what to do, for a file that holds no vectors, and OSError if it cannot be opened.
    """
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise ValueError(f"there is no encoding {encoding!r}: try 'utf-8' or 'latin-1'") from None
    endings = path.suffixes[-1:] if path.suffix not in OPENERS else path.suffixes[-2:-1]
    if path.is_dir():
        raise ValueError(f"{path} is a folder: give the file in it")
    if endings and (why := NO_FILES_OF_VECTORS.get(endings[0].lower())):
        raise ValueError(f"{path.name} is {why}")
    with OPENERS.get(path.suffix, open)(path, "rb") as opened:
        file = cast("BinaryIO", io.BufferedReader(opened) if path.suffix in OPENERS else opened)
        try:
            return _read(file, path, wanted, encoding)
        except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile) as error:
            raise ValueError(f"{path.name} cannot be unpacked ({error}): it is damaged. Fetch it again") from None


def _read(file: BinaryIO, path: Path, wanted: int | Collection[str] | None, encoding: str) -> Found:
    start = cast("Any", file).peek(4)[:4]
    if start == b"PK\x03\x04":
        raise ValueError(f"{path.name} is a zip file: unpack it, and give the file in it that you want")
    if start == b"\xba\x16\x4f\x2f":
        raise ValueError(f"{path.name} is a fastText model: give its vectors, which are in the file that ends in .vec")
    if start[:1] == b"\x80":
        raise ValueError(f"{path.name} is a pickle, which can run code: load it yourself, and give what is in it")
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = io.TextIOWrapper(file, encoding="utf-16", newline="\n")
        lines: Iterator[bytes] = (line.encode() for line in text)
        encoding = "utf-8"
    else:
        if start[:3] == codecs.BOM_UTF8:
            file.read(3)
        lines = iter(file)
    words = _Words(wanted)
    first = next(lines, b"")
    if (shape := _header(first)) and _is_binary(file, shape[1]):
        _read_binary(file, *shape, words, encoding)
    elif ".csv" in path.suffixes or b"," in first:
        return _read_table(itertools.chain([first], lines), path.name, words, encoding)
    else:
        _read_lines(itertools.chain([first], lines), words, encoding)
    return words.found(path.name)


def _header(line: bytes) -> tuple[int, int] | None:
    """How many words of how many numbers a first line promises, if it is such a line."""
    parts = line.split()
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 and all(part.isdigit() for part in parts) else None


# --- text -------------------------------------------------------------------------------------------------------------


def _read_lines(lines: Iterator[bytes], words: _Words, encoding: str) -> None:
    """A word and its numbers in each line. A word may have blanks, so the numbers are counted from the end."""
    numbered = enumerate(lines, start=1)
    sample = list(itertools.islice(numbered, SAMPLE))
    header = _header(sample[0][1])
    if header and len(sample) > 1 and len(sample[1][1].split()) >= 2:
        sample = sample[1:]
    else:
        header = None
    lengths = Counter(len(line.split()) - 1 for _, line in sample if line.strip())
    d = max(lengths, key=lambda length: (lengths[length], -length), default=0)
    if header and any(length >= header[1] for length in lengths):
        d = header[1]
    if d < 1:
        return
    rows = itertools.chain(sample, numbered)
    seen = 0
    while not words.enough and (block := list(itertools.islice(rows, words.room))):
        seen += sum(bool(line.strip()) for _, line in block)
        _take_block(block, d, words, encoding)
    if header and not words.enough and seen < header[0]:
        words.problems.append(f"the first line promises {header[0]:,} words, and {seen:,} lines follow")


def _take_block(block: Iterable[tuple[int, bytes]], d: int, words: _Words, encoding: str) -> None:
    names, places, numbers = [], [], []
    for at, line in block:
        parts = line.split()
        if not parts:
            continue
        place = f"line {at:,}"
        if len(parts) <= d:
            words.problems.append(f"{place}: {len(parts) - 1} numbers instead of {d}")
            continue
        word = _decoded(b" ".join(parts[:-d]), place, encoding, words)
        if word is None or words.skips(word):
            continue
        names.append(word)
        places.append(place)
        numbers.append(parts[-d:])
    matrix = _numbers(numbers, d)
    if matrix is None:
        # Some line holds something else than numbers: one after the other, then.
        good = [(k, row) for k, one in enumerate(numbers) if (row := _numbers([one], d)) is not None]
        bad = set(range(len(numbers))) - {k for k, _ in good}
        words.problems += [f"{places[k]}: not {d} numbers behind {names[k]!r}" for k in sorted(bad)]
        names, places = [names[k] for k, _ in good], [places[k] for k, _ in good]
        matrix = np.concatenate([row for _, row in good]) if good else np.zeros((0, d))
    if names:
        words.take(names, places, matrix)


def _decoded(raw: bytes, place: str, encoding: str, words: _Words) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        words.problems.append(f"{place}: the word {raw[:40]!r} is not {encoding} (read(…, encoding='latin-1')?)")
        return None


def _numbers(rows: list[list[bytes]], d: int) -> np.ndarray | None:
    """The numbers of some lines, (n, d); None if something among them is no number."""
    if not rows:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        try:
            found = np.fromstring(b" ".join(itertools.chain.from_iterable(rows)).decode("ascii"), sep=" ")
        except (DeprecationWarning, UnicodeDecodeError, ValueError):
            return None
    return found.reshape(-1, d) if len(found) == d * len(rows) else None


# --- word2vec's binary format -----------------------------------------------------------------------------------------


def _is_binary(file: BinaryIO, d: int) -> bool:
    """Whether the bytes behind the first line are not those of a text of numbers."""
    ahead = cast("Any", file).peek(64 + 4 * d)
    _, _, numbers = ahead.partition(b" ")
    return d > 0 and any(byte not in b"0123456789+-.eEinfaINFA \t\r\n" for byte in numbers[: 4 * d].split(b"\n")[0])


def _read_binary(file: BinaryIO, n: int, d: int, words: _Words, encoding: str) -> None:
    names: list[str] = []
    places: list[str] = []
    rows: list[np.ndarray] = []

    def take() -> None:
        if names:
            words.take(names, places, np.array(rows, dtype=float))
        for taken in (names, places, rows):
            taken.clear()

    for number in range(1, n + 1):
        raw = _up_to_blank(file)
        content = file.read(4 * d)
        if len(content) < 4 * d:
            words.problems.append(f"the file ends before word {number:,} of the {n:,} that its first line promises")
            break
        word = _decoded(raw, f"word {number:,}", encoding, words)
        if word is not None and not words.skips(word):
            names.append(word)
            places.append(f"word {number:,}")
            rows.append(np.frombuffer(content, "<f4"))
        if len(names) == words.room:
            take()
        if words.enough:
            return
    take()


def _up_to_blank(file: BinaryIO) -> bytes:
    """The bytes up to the next blank, without the line's end that some programs write behind a vector."""
    raw = bytearray()
    while (byte := file.read(1)) not in (b" ", b"") and len(raw) < LONGEST_WORD:
        raw += byte
    return bytes(raw).lstrip(b"\n")


# --- tables -----------------------------------------------------------------------------------------------------------


def _read_table(lines: Iterator[bytes], name: str, words: _Words, encoding: str) -> Found:
    """Comma-separated values, the word first. The first line may name the columns, as `Vectors.write_csv` does."""
    texts = (line.decode(encoding, errors="replace") for line in lines)
    reader = csv.reader(texts)
    first = next(reader, [])
    named = len(first) > 1 and not _is_number(first[-1])
    heads = [head.strip().lower() for head in first] if named else ["word", *[""] * (len(first) - 1)]
    columns: dict[str, list[int]] = {"center": [], "outside": [], "counts": []}
    for k, head in enumerate(heads[1:], start=1):
        columns["counts" if head == "count" else "outside" if head.startswith("outside") else "center"].append(k)
    order = [*columns["center"], *columns["outside"], *columns["counts"]]
    d = len(columns["center"])
    if d == 0:
        raise ValueError(f"{name} has no columns of numbers: give a word and its numbers in each line")
    for row in reader if named else itertools.chain([first], reader):
        if words.enough:
            break
        place = f"line {reader.line_num:,}"
        if not row or words.skips(row[0]):
            continue
        if len(row) != len(heads):
            words.problems.append(f"{place}: {len(row) - 1} numbers instead of {len(heads) - 1}")
            continue
        try:
            numbers = np.array([[float(row[k]) for k in order]])
        except ValueError:
            words.problems.append(f"{place}: not {len(order)} numbers behind {row[0]!r}")
            continue
        words.take([row[0]], [place], numbers)
    found = words.found(name)
    whole = found.center
    found.center = whole[:, :d]
    found.outside = whole[:, d : 2 * d] if len(columns["outside"]) == d else None
    found.counts = whole[:, -1] if columns["counts"] else None
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
