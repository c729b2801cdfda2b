"""Files of vectors as others write them, and as accidents leave them: what can be used is, and the rest is told."""

import bz2
import gzip
import lzma
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from word2vec_lab.vectors import reading

WORDS = ["the", "tea", "naïve", ". . .", "2003", "\u00a0x", "東京"]
MATRIX = np.array([[k + 0.5, -k, 1e-3 * k] for k in range(len(WORDS))])


def lines(words: list[str] = WORDS, matrix: np.ndarray = MATRIX, end: str = "\n", blank: str = " ") -> str:
    rows = (blank.join([word, *map(str, row.tolist())]) for word, row in zip(words, matrix, strict=True))
    return "".join(row + end for row in rows)


def binary(words: list[str] = WORDS, matrix: np.ndarray = MATRIX, end: bytes = b"\n", encoding: str = "utf-8") -> bytes:
    parts = [f"{len(words)} {matrix.shape[1]}\n".encode()]
    for word, row in zip(words, matrix, strict=True):
        parts.append(word.encode(encoding) + b" " + struct.pack(f"<{len(row)}f", *row) + end)
    return b"".join(parts)


WHOLE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "GloVe": lambda: ("glove.txt", lines().encode()),
    "without a last line's end": lambda: ("glove.txt", lines().encode().rstrip()),
    "Windows' line ends": lambda: ("glove.txt", lines(end="\r\n").encode()),
    "blanks at the ends, as fastText writes": lambda: ("wiki.vec", f"7 3\n{lines(end=' ' + chr(10))}".encode()),
    "word2vec's text": lambda: ("vectors.txt", f"7 3\n{lines()}".encode()),
    "tabs": lambda: ("vectors.tsv", lines(blank="\t").encode()),
    "empty lines": lambda: ("glove.txt", lines().replace("\n", "\n\n").encode()),
    "a byte order mark": lambda: ("glove.txt", b"\xef\xbb\xbf" + lines().encode()),
    "UTF-16": lambda: ("glove.txt", lines().encode("utf-16")),
    "gzip": lambda: ("glove.txt.gz", gzip.compress(lines().encode())),
    "bzip2": lambda: ("glove.txt.bz2", bz2.compress(lines().encode())),
    "xz": lambda: ("glove.txt.xz", lzma.compress(lines().encode())),
    "a table": lambda: ("vectors.csv", lines(blank=",").encode()),
    "a table with a head": lambda: ("vectors.csv", f"word,a,b,c\n{lines(blank=',')}".encode()),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_files(tmp_path: Path, kind: str) -> None:
    name, content = WHOLE[kind]()
    (tmp_path / name).write_bytes(content)
    found = reading.read(tmp_path / name)
    assert found.problems == []
    assert found.told(name) == ""
    assert found.words == WORDS
    np.testing.assert_allclose(found.center, MATRIX)
    few = reading.read(tmp_path / name, 2)
    assert few.words == WORDS[:2]
    some = reading.read(tmp_path / name, ["東京", "tea"])
    assert some.words == ["tea", "東京"]
    np.testing.assert_allclose(some.center, MATRIX[[1, 6]])


BINARY_WORDS = ["the", "tea", "naïve", "New_York", "2003", "東京", "x"]


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("name", ["vectors.bin", "vectors.bin.gz", "vectors"])
def test_word2vecs_binary_format(tmp_path: Path, end: bytes, name: str) -> None:
    content = binary(BINARY_WORDS, end=end)
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    found = reading.read(tmp_path / name)
    assert found.words == BINARY_WORDS
    np.testing.assert_array_equal(found.center, MATRIX.astype(np.float32))
    assert found.problems == []
    assert reading.read(tmp_path / name, 3).words == BINARY_WORDS[:3]
    assert reading.read(tmp_path / name, {"x"}).words == ["x"]


def test_a_file_is_read_no_further_than_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 20_000
    words, matrix = [f"w{k}" for k in range(count)], np.ones((count, 3))
    (tmp_path / "big.txt").write_text(lines(words, matrix), encoding="utf-8")
    (tmp_path / "big.bin").write_bytes(binary(words, matrix))
    taken: list[int] = []
    take = reading._Words.take

    def counted(words: reading._Words, names: list[str], places: list[str], matrix: np.ndarray) -> None:
        taken.append(len(names))
        take(words, names, places, matrix)

    monkeypatch.setattr(reading._Words, "take", counted)
    for name in ("big.txt", "big.bin"):
        taken.clear()
        assert len(reading.read(tmp_path / name, 100).words) == 100
        assert sum(taken) == 100


BROKEN: list[tuple[str, bytes, list[str], str]] = [
    ("cut off", lines().encode()[:-9], WORDS[:-1], "line 7: 2 numbers instead of 3"),
    ("no numbers", b"a 1 2 3\nb x 2 3\nc 4 5 6\n", ["a", "c"], "line 2: not 3 numbers behind 'b'"),
    ("not a number", b"a 1 2 3\nb nan 2 3\nc inf 5 6\n", ["a"], "line 2: the vector of 'b' holds infinity"),
    ("twice", b"a 1 2 3\nb 1 2 3\na 4 5 6\n", ["a", "b"], "line 3: the word 'a' for the second time"),
    ("no word", b"a 1 2 3\n 1 2 3\nb 1 2 3\n", ["a", "b"], "line 2: 2 numbers instead of 3"),
    ("blank word", "a 1 2 3\n\u200b 1 2 3\n".encode(), ["a"], "line 2: the word '\\u200b' cannot be seen"),
    ("Latin 1", b"a 1 2 3\ncaf\xe9 1 2 3\n", ["a"], r"line 2: the word b'caf\xe9' is not utf-8"),
    ("fewer than promised", b"5 3\na 1 2 3\nb 1 2 3\n", ["a", "b"], "promises 5 words, and 2 lines follow"),
    ("binary, cut off", binary(BINARY_WORDS)[:-3], BINARY_WORDS[:-1], "ends before word 7 of the 7"),
    ("too large", b"a 1 2 3\nb 1e40 2 3\n", ["a"], "line 2: the vector of 'b'"),
]


@pytest.mark.parametrize(("content", "words", "told"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_is_broken_is_left_out_and_told(tmp_path: Path, content: bytes, words: list[str], told: str) -> None:
    (tmp_path / "file").write_bytes(content)
    found = reading.read(tmp_path / "file")
    assert found.words == words
    assert len(found.center) == len(words)
    assert told in found.told("file")


def test_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"caf\xe9 1 2\ntea 3 4\n")
    assert reading.read(tmp_path / "file", encoding="latin-1").words == ["café", "tea"]


def test_of_many_problems_the_first_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a 1 2\n" + "a 1 2\n" * 20, encoding="utf-8")
    told = reading.read(tmp_path / "file").told("file")
    assert "1 words were read. Left out, 20: line 2" in told
    assert told.endswith("and 15 more.")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "holds no word with a vector"),
        ("prose.txt", b"It was the best of times.\nIt was the worst of times.\n", "holds no word"),
        ("glove.zip", b"PK\x03\x04....", "unpack it"),
        ("cut.gz", gzip.compress(lines().encode(), mtime=0)[:-12], "damaged"),
        ("cc.en.300.bin", b"\xba\x16\x4f\x2f\x0c\x00\x00\x00", "ends in .vec"),
        ("model.pkl", b"\x80\x04K\x01.", "can run code"),
        ("hidden", b"\x80\x04K\x01.", "can run code"),
        ("vectors.kv", b"", "KeyedVectors.load"),
        ("matrix.npy", b"", "np.load"),
        ("words.csv", b"word\ntea\n", "no columns of numbers"),
    ],
)
def test_files_without_vectors_are_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=told):
        reading.read(tmp_path / name)


def test_an_encoding_that_there_is_not_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no encoding 'utf-9'"):
        reading.read(tmp_path / "file", encoding="utf-9")
    with pytest.raises(ValueError, match="is a folder"):
        reading.read(tmp_path)


def test_a_real_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "glove.6B.txt", "w") as archive:
        archive.writestr("glove.6B.50d.txt", lines())
    with pytest.raises(ValueError, match="unpack it"):
        reading.read(tmp_path / "glove.6B.txt")


@pytest.mark.parametrize("word", ["", " ", "\t", "\u200b", "\ufeff", "\u2060", "\ud800", "a\ud800", "\x00", "\u3164"])
def test_what_cannot_be_seen(word: str) -> None:
    assert not reading.visible(word)


@pytest.mark.parametrize("word", ["a", ".", "New York", "é", "e\u0301", "東", "🙂", "\u200bx", "ก็"])
def test_what_can_be_seen(word: str) -> None:
    assert reading.visible(word)
