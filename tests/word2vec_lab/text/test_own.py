"""A text of one's own: how it is cut, what is said of it, and what is refused."""

from pathlib import Path

import pytest

from word2vec_lab.text import dataset, own, treebank

STORY = "The hot tea stood there. Rain fell! \"Is it cold?\" he asked.\n\nDon't ask, it's re-heated\n\nIt was. "


def test_sentences_end_with_their_mark_or_an_empty_line() -> None:
    cut = own.of(STORY * 3)
    assert cut.sentences[:6] == (
        ("the", "hot", "tea", "stood", "there", "."),
        ("rain", "fell", "!"),
        ('"', "is", "it", "cold", "?"),
        ("he", "asked", "."),
        ("don't", "ask", ",", "it's", "re-heated"),
        ("it", "was", "."),
    )
    assert cut.vocabulary[-1] == treebank.UNKNOWN
    assert cut.source == own.SOURCE
    assert cut.total == sum(map(len, cut.sentences))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_whatever_wrote_them(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Le café est très chaud.\r\nIl pleut.\r\n".encode(encoding) * 1)
    (tmp_path / "a.txt").write_bytes(("Le café est très chaud. Il pleut.\r\n" * 10).encode(encoding))
    cut = own.read(tmp_path / "a.txt")
    assert cut.sentences[0] == ("le", "café", "est", "très", "chaud", ".")
    assert len(cut.sentences) == 20


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is too small to train on: 0 sentences, 0 words, 0 different"),
        (b"rain fell hard", "is too small to train on: 1 sentence, 3 words, 3 different"),
        (b"word " * 100, "is too small"),
        (b"%PDF-1.4 " + b"a b. " * 100, "holds no plain text"),
        (b"PK\x03\x04" + b"a b. " * 100, "holds no plain text"),
        (b"a\x00b " * 100, "holds no plain text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(own.TextError, match=words):
        own.read(tmp_path / "a.txt")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(own.TextError, match=r"nowhere\.txt cannot be read: No such file"):
        own.read(tmp_path / "nowhere.txt")
    with pytest.raises(own.TextError, match="cannot be read: Is a directory"):
        own.read(tmp_path)


def test_what_is_too_small_is_said() -> None:
    said = own.counted(own.of(STORY * 3, "tale.txt"))
    assert said.startswith("tale.txt: 18 sentences, 75 words, ")
    assert "too small to learn from" in said
    middle = own.counted(own.of("The rain fell. It was cold! " * 5000))
    assert "less than the treebank's 227,245 words" in middle
    large = own.counted(own.of("The rain fell. It was cold! " * 40000))
    assert "treebank" not in large
    assert "re-heated" not in large
    long = own.counted(own.of("The rain fell. It was cold! " * 20 + "word and " * 300))
    assert "There it is cut after 500 words" in long
    assert "cut after" not in said
    rare = own.counted(own.of("Rain fell. " * 12 + " ".join(f"word{n}" for n in range(60))))
    assert "More than half of its words occur once" in rare


def test_a_text_without_any_marks_is_cut_and_not_refused() -> None:
    cut = own.of("the hot tea stood on the table " * 1000)
    assert [len(sentence) for sentence in cut.sentences] == [500] * 14
    assert cut.total == 7000


def test_a_text_of_which_no_pairs_are_left_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "THRESHOLD", 1e-30)
    with pytest.raises(own.TextError, match="no two different words are left side by side"):
        dataset.Dataset(own.of("a b. " * 12)).getRandomContext(2)


def test_it_has_no_labels() -> None:
    with pytest.raises(own.TextError, match="nobody has put its sentences into classes"):
        own.of(STORY * 3).labels()
