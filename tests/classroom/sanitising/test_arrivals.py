"""Which file of a submission is which notebook; files that are none; pictures; dates."""

import json
import os
from pathlib import Path

import nbformat
import pytest
from grading.course import NUMBERS, RIGHT, WORDS, write_source

from classroom.notebooks import grade_id
from classroom.sanitising import arrivals, reading
from classroom.sanitising.arrivals import is_link_out, open_submission
from classroom.sanitising.master import Master, load_master
from classroom.sanitising.mending import mend
from classroom.sanitising.reading import Cell, Unreadable, read_file
from classroom.sanitising.timestamps import set_aside_if_bad
from safepage.pictures import pictures_shown

PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.fixture
def masters(tmp_path: Path) -> dict[str, Master]:
    write_source(tmp_path)
    found = {}
    for name in (NUMBERS, WORDS):
        path = tmp_path / "source" / "sums" / f"{name}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        found[name] = load_master(path, {grade_id(cell): cell.source for cell in cells if grade_id(cell)})
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "submitted" / "eve" / "sums"
    path.mkdir(parents=True)
    return path


def write(path: Path, master: Master, **answers: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [Cell("code", text, grade_id=name) for name, text in answers.items()]
    path.write_text(nbformat.writes(mend(master, cells).notebook()))


def test_a_notebook_is_found_under_any_name_and_the_student_is_told(masters: dict[str, Master], folder: Path) -> None:
    write(folder / "deep" / "in" / "final (2).ipynb", masters[NUMBERS], double=RIGHT["double"])
    found = open_submission(folder, masters)
    assert set(found.notebooks) == {NUMBERS}
    assert found.notebooks[NUMBERS].mended.answered() == 1
    assert "final (2).ipynb" in found.notebooks[NUMBERS].notes[0]


def test_neither_many_files_nor_slow_ones_keep_the_class_waiting(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / f"{WORDS}.ipynb", masters[WORDS], count=RIGHT["count"])
    write(folder / "other" / "b.ipynb", masters[NUMBERS], double=RIGHT["double"])
    for number in range(20):
        (folder / f"0{number}.ipynb").write_text("{}")
    monkeypatch.setattr(arrivals, "MOST_ENTRIES", 10)
    monkeypatch.setattr(arrivals, "MOST_NOTEBOOKS", 3)
    assert set(open_submission(folder, masters).notebooks) == {WORDS}, "those with the right names come first"
    monkeypatch.setattr(arrivals, "MOST_SECONDS", -1.0)
    assert "took too long" in open_submission(folder, masters).notebooks[WORDS].notes[0]


def test_a_date_is_set_aside_whatever_lies_in_the_way(folder: Path) -> None:
    (folder / "timestamp.txt.refused" / "x").mkdir(parents=True)
    (folder / "timestamp.txt").write_text("last Tuesday")
    assert set_aside_if_bad(folder)
    assert (folder / "timestamp.txt.refused-2").read_text() == "last Tuesday"


def test_the_right_name_wins_unless_nothing_is_answered_there(masters: dict[str, Master], folder: Path) -> None:
    write(folder / f"{NUMBERS}.ipynb", masters[NUMBERS], double="right name")
    write(folder / "copy.ipynb", masters[NUMBERS], double="copy", norm="copy")
    texts = [cell.text for cell in open_submission(folder, masters).notebooks[NUMBERS].mended.cells]
    assert "right name" in texts
    write(folder / f"{NUMBERS}.ipynb", masters[NUMBERS])
    texts = [cell.text for cell in open_submission(folder, masters).notebooks[NUMBERS].mended.cells]
    assert "copy" in texts


def test_what_is_no_notebook_is_refused_with_a_reason(masters: dict[str, Master], folder: Path) -> None:
    (folder / f"{NUMBERS}.ipynb").write_text("")
    (folder / "notes.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "1"}]}')
    os.symlink("/etc/passwd", folder / "link.ipynb")
    os.mkfifo(folder / "pipe.ipynb")
    found = open_submission(folder, masters)
    assert found.notebooks[NUMBERS].refused
    assert "empty" in found.notebooks[NUMBERS].notes[0]
    said = " ".join(found.notes)
    assert "notes.ipynb holds no notebook of this assignment" in said
    assert "is a link" in said
    assert "It is not a file" in said


def test_whatever_goes_wrong_with_one_file_is_a_reason_for_that_file_only(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (NUMBERS, WORDS):
        write(folder / f"{name}.ipynb", masters[name])

    def read(path: Path) -> reading.Reading:
        if path.stem == NUMBERS:
            raise ArithmeticError
        return read_file(path)

    monkeypatch.setattr(arrivals, "read_file", read)
    found = open_submission(folder, masters).notebooks
    assert found[NUMBERS].refused
    assert "ArithmeticError" in found[NUMBERS].notes[0]
    assert not found[WORDS].refused


def test_a_folder_that_is_a_link_out_is_known(folder: Path) -> None:
    submitted = folder.parents[1]
    (submitted / "mallory").mkdir()
    os.symlink(folder, submitted / "mallory" / "sums")
    assert is_link_out(submitted / "mallory" / "sums", submitted)
    assert not is_link_out(folder, submitted)


@pytest.mark.slow
def test_a_large_file_is_read_apart_and_its_outputs_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", 100)
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 10_000}
    cell = {"cell_type": "code", "source": "mine", "metadata": {}, "outputs": [output]}
    (folder / "a.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert [found.source for found in read_file(folder / "a.ipynb").cells] == ["mine"]
    (folder / "b.ipynb").write_text("<html>" * 100)
    with pytest.raises(Unreadable, match="No cell"):
        read_file(folder / "b.ipynb")


def test_a_huge_file_is_refused_without_being_read(folder: Path) -> None:
    with (folder / "a.ipynb").open("wb") as file:
        file.truncate(reading.LARGEST_FILE + 1)
    with pytest.raises(Unreadable, match="Clear the outputs"):
        read_file(folder / "a.ipynb")


def test_only_pictures_of_the_folder_come_along(folder: Path) -> None:
    (folder / "a b.png").write_bytes(PNG)
    (folder / "page.png").write_text("<script>")
    (folder / "x.svg").write_bytes(PNG)
    (folder.parent / "out.png").write_bytes(PNG)
    os.symlink(folder.parent / "out.png", folder / "link.png")
    text = "![](a%20b.png) ![](page.png) ![](x.svg) ![](../out.png) ![](link.png) <img src='none.png'>"
    assert pictures_shown([text, f"![]({folder}/a.png)"], folder) == {"a b.png": PNG}


@pytest.mark.parametrize("content", [b"2026-01-01 10:00:00 UTC", b"2026-01-01T10:00:00+01:00\n", b""])
def test_a_good_timestamp_stays(folder: Path, content: bytes) -> None:
    (folder / "timestamp.txt").write_bytes(content)
    assert not set_aside_if_bad(folder)
    assert (folder / "timestamp.txt").read_bytes() == content


@pytest.mark.parametrize("content", [b"last Tuesday", b"\xff\xfe", b"9" * 1000, b"9999-01-01 00:00:00 UTC", b"1 2 3"])
def test_a_bad_timestamp_is_set_aside(folder: Path, content: bytes) -> None:
    (folder / "timestamp.txt").write_bytes(content)
    assert set_aside_if_bad(folder)
    assert (folder / "timestamp.txt.refused").read_bytes() == content


def test_no_timestamp_is_no_fault(folder: Path) -> None:
    assert not set_aside_if_bad(folder)
    os.mkfifo(folder / "timestamp.txt")
    assert set_aside_if_bad(folder)
