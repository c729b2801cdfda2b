"""Which files beside the notebooks may hold answers, and what is said of them."""

import os
from pathlib import Path

import pytest

from classroom.sanitising import documents as module
from classroom.sanitising.documents import documents
from classroom.sanitising.master import Master, OutlineCell

MASTERS = {"1_sums": Master("1_sums", (OutlineCell("a", "markdown", "The plot is saved as `plot.png`."),), {})}


def found(folder: Path, *ignore: str, shown: tuple[str, ...] = ()) -> list[str]:
    return [one.says for one in documents(folder, MASTERS, ignore, shown)]


def named(name: str) -> str:
    return f"The file `{name}` was handed in too, and may hold the answer."


@pytest.mark.parametrize("name", ["a.pdf", "a.DOCX", "photo.HEIC", "answers", "deep/er/a.odt", "a.zip", "a.html"])
def test_what_the_course_does_not_know_may_hold_answers(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"\x00\x01")
    assert found(tmp_path) == [named(name)]


@pytest.mark.parametrize(
    "name",
    ["a.py", "a.npy", "plot.png", "timestamp.txt", "timestamp.txt.refused", "Thumbs.db", ".DS_Store", "__MACOSX/a.pdf",
     "ignored.pdf", "data/a.pdf", "~lock.odt", "1_sums.ipynb", "venv/a.txt"],
)  # fmt: skip
def test_code_data_and_what_machines_leave_hold_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    assert found(tmp_path, "ignored.*", "data") == []


def test_an_environment_is_known_by_what_is_in_it_and_not_by_its_name(tmp_path: Path) -> None:
    for name in ("env/answers.txt", "tools/licence.txt", "tools/lib/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "tools" / "pyvenv.cfg").touch()
    [one] = found(tmp_path)
    assert "`env/answers.txt`" in one


def test_an_empty_file_a_link_and_a_pipe_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    os.symlink("/etc/passwd", tmp_path / "link.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    assert found(tmp_path) == []


def test_a_picture_that_an_answer_shows_is_in_its_place(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.pdf"):
        (tmp_path / name).write_bytes(b"x")
    assert found(tmp_path, shown=("![](a.jpg) and see c.pdf",)) == [named("b.jpg"), named("c.pdf")]


def test_a_text_is_shown_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("**Mine.**\n")
    (tmp_path / "b.txt").write_bytes("naïve *".encode("cp1252"))
    one, two = documents(tmp_path, MASTERS, (), ())
    assert (one.says, one.text) == ("What follows stands in the file `a.md`, and may be the answer.", "**Mine.**")
    assert two.text == "~~~\nnaïve *\n~~~"


def test_a_long_text_is_read_to_its_limit_and_not_more_than_some_files_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_SHOWN", 5)
    monkeypatch.setattr(module, "MOST_DOCUMENTS", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("long text")
    assert [one.text for one in documents(tmp_path, MASTERS, (), ())] == ["~~~\nlong \n~~~"] * 2
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    assert len(found(tmp_path)) == 1


def test_a_name_is_shown_letter_for_letter(tmp_path: Path) -> None:
    (tmp_path / "a`<b>\x1b.pdf").write_bytes(b"x")
    assert found(tmp_path) == [named("a?<b>?.pdf")]
