"""Which file of a submission is which notebook, and what is said of files that are none."""

import functools
import itertools
import json
import os
import zipfile
from pathlib import Path

import nbformat
import pytest
from grading.course import NUMBERS, RIGHT, WORDS, write_source

from classroom.isolation.patience import Patience
from classroom.notebooks import grade_id
from classroom.sanitising import arrivals, reading
from classroom.sanitising.arrivals import is_link_out, open_submission
from classroom.sanitising.master import Master, load_master
from classroom.sanitising.mending import mend
from classroom.sanitising.reading import Cell, read_file


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


@pytest.mark.parametrize(("each_uses", "read"), [(0.0, {NUMBERS, WORDS}), (arrivals.MOST_SECONDS, {NUMBERS})])
def test_a_busy_machine_may_take_longer_to_read_and_what_computes_long_is_not_read_on(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch, each_uses: float, read: set[str]
) -> None:
    for name in (NUMBERS, WORDS):
        write(folder / f"{name}.ipynb", masters[name])
    clock, used = itertools.count(0, 1.5 * arrivals.MOST_SECONDS), itertools.count(0, each_uses)
    monkeypatch.setattr(arrivals, "Patience", functools.partial(Patience, clock=lambda: next(clock)))
    monkeypatch.setattr(arrivals, "processor_time", lambda _pids: next(used))
    notebooks = open_submission(folder, masters).notebooks
    assert {name for name, one in notebooks.items() if "took too long" not in " ".join(one.notes)} == read


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
    os.symlink(folder.parent, submitted / "oscar")
    assert is_link_out(submitted / "oscar" / "sums", submitted), "the student's folder may be the link"
    assert is_link_out(submitted / "nobody" / "sums", submitted), "what is not there is nobody's"
    assert not is_link_out(folder, submitted)


def test_the_course_itself_may_stand_behind_a_link(folder: Path, tmp_path: Path) -> None:
    os.symlink(tmp_path / "submitted", tmp_path / "link")
    assert not is_link_out(tmp_path / "link" / "eve" / "sums", tmp_path / "link")


def test_the_folder_and_its_notebooks_are_told_apart(masters: dict[str, Master], folder: Path) -> None:
    write(folder / f"{WORDS}.ipynb", masters[WORDS], count=RIGHT["count"])
    found = open_submission(folder, masters)
    assert found.folder == folder
    assert set(found.notebooks) == {WORDS}
    assert found.notebooks[WORDS].notes == ()
    assert found.notes == ()
    assert open_submission(folder / "none", masters).notebooks == {}


def test_folders_in_folders_are_looked_into_at_any_depth_and_not_those_that_tools_make(
    masters: dict[str, Master], folder: Path
) -> None:
    for place in ("__MACOSX", ".ipynb_checkpoints", "a/__pycache__"):
        write(folder / place / "x.ipynb", masters[NUMBERS], double=RIGHT["double"])
    found = open_submission(folder, masters)
    assert (found.notebooks, found.notes) == ({}, ())
    deep = "/".join("abcdefghijklmnop")
    write(folder / deep / "x.ipynb", masters[NUMBERS], double=RIGHT["double"])
    arrived = open_submission(folder, masters).notebooks[NUMBERS]
    assert arrived.notes == (f"This notebook was taken from the file {deep}/x.ipynb.",)
    assert arrived.place == folder / deep, "the pictures that it shows lie beside it"


def test_a_folder_behind_a_link_is_not_looked_into(masters: dict[str, Master], folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other" / f"{NUMBERS}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    os.symlink(tmp_path / "other", folder / "mine")
    assert open_submission(folder, masters).notebooks == {}


def test_a_folder_that_cannot_be_opened_costs_only_itself(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").mkdir()
    write(folder / "b" / "x.ipynb", masters[NUMBERS], double=RIGHT["double"])
    working = os.scandir

    def scandir(place: Path) -> object:
        if Path(place).name == "a":
            raise PermissionError
        return working(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert set(open_submission(folder, masters).notebooks) == {NUMBERS}


def test_only_so_many_entries_of_a_submission_are_looked_at(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("a", "b", "c"):
        write(folder / place / "x.ipynb", masters[NUMBERS])
    read: list[str] = []

    def read_one(path: Path) -> reading.Reading:
        read.append(path.parent.name)
        return read_file(path)

    monkeypatch.setattr(arrivals, "read_file", read_one)
    # The three folders, and then what lies in them.
    for most, places in ((6, ["a", "b", "c"]), (5, ["a", "b"]), (4, ["a"]), (3, []), (2, [])):
        monkeypatch.setattr(arrivals, "MOST_ENTRIES", most)
        read.clear()
        open_submission(folder, masters)
        assert read == places


@pytest.mark.parametrize(
    "name", [f"{WORDS}.ipynb", f"{WORDS.upper()}.IPYNB", f"{WORDS}.ipynb.txt", f"{WORDS}.ipynb.json"]
)
def test_the_name_decides_where_no_cell_does(masters: dict[str, Master], folder: Path, name: str) -> None:
    (folder / name).write_text('{"cells": [{"cell_type": "code", "source": "1"}]}')
    found = open_submission(folder, masters)
    assert set(found.notebooks) == {WORDS}
    assert found.notes == ()


def test_cells_decide_before_the_name(masters: dict[str, Master], folder: Path) -> None:
    write(folder / f"{WORDS}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    found = open_submission(folder, masters).notebooks
    assert set(found) == {NUMBERS}
    assert found[NUMBERS].mended.answered() == 1


def test_the_name_decides_between_notebooks_that_share_their_cells(masters: dict[str, Master], folder: Path) -> None:
    (folder / f"{WORDS}.ipynb").write_text(
        json.dumps(
            {
                "cells": [
                    {"cell_type": "code", "source": RIGHT[name], "metadata": {"nbgrader": {"grade_id": name}}}
                    for name in ("double", "count")
                ]
            }
        )
    )
    found = open_submission(folder, masters).notebooks
    assert set(found) == {WORDS}
    assert found[WORDS].mended.answered() == 1


def test_a_cell_that_is_there_many_times_counts_once(masters: dict[str, Master], folder: Path) -> None:
    copies = [("double", RIGHT["double"])] * 3 + [("count", RIGHT["count"]), ("twice", RIGHT["twice"])]
    rows = [
        {"cell_type": "code", "source": text, "metadata": {"nbgrader": {"grade_id": name}}} for name, text in copies
    ]
    (folder / "all.ipynb").write_text(json.dumps({"cells": rows}))
    assert set(open_submission(folder, masters).notebooks) == {WORDS}


def test_without_an_assignment_nothing_belongs_to_it(masters: dict[str, Master], folder: Path) -> None:
    write(folder / f"{WORDS}.ipynb", masters[WORDS])
    found = open_submission(folder, {})
    assert (found.notebooks, found.notes) == ({}, ())


def test_of_copies_the_most_answered_is_graded_and_then_the_newest(masters: dict[str, Master], folder: Path) -> None:
    write(folder / "a.ipynb", masters[NUMBERS], double="one", norm="two")
    write(folder / "b.ipynb", masters[NUMBERS], double="newer")
    os.utime(folder / "a.ipynb", (1_000, 1_000))
    os.utime(folder / "b.ipynb", (2_000, 2_000))
    assert open_submission(folder, masters).notebooks[NUMBERS].notes == (
        "This notebook was taken from the file a.ipynb.",
        "It was handed in more than once. Not graded: b.ipynb.",
    )
    write(folder / "a.ipynb", masters[NUMBERS], double="one")
    os.utime(folder / "a.ipynb", (1_000, 1_000))
    assert "file b.ipynb" in open_submission(folder, masters).notebooks[NUMBERS].notes[0]


def test_not_more_than_five_of_many_copies_are_named(masters: dict[str, Master], folder: Path) -> None:
    for name in ("copy1", "copy2", "copy3", "copy4", "copy5", "copy6", NUMBERS):
        write(folder / f"{name}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    assert open_submission(folder, masters).notebooks[NUMBERS].notes == (
        "It was handed in more than once. Not graded: copy1.ipynb, copy2.ipynb, copy3.ipynb, copy4.ipynb, copy5.ipynb.",
    )


def test_a_file_by_the_right_name_that_cannot_be_read_is_told_where_it_matters(
    masters: dict[str, Master], folder: Path
) -> None:
    (folder / f"{NUMBERS}.ipynb").write_text("")
    empty = "The file is empty. Save the notebook and hand it in again."
    found = open_submission(folder, masters)
    assert found.notebooks[NUMBERS] == arrivals.Arrived(
        mend(masters[NUMBERS], ()).doubting(arrivals.DAMAGED),
        folder,
        (f"{NUMBERS}.ipynb: {empty}",),
        refused=True,
        is_whole=False,
    )
    assert found.notes == ()
    write(folder / "saved.ipynb", masters[NUMBERS], double=RIGHT["double"])
    (folder / "deep").mkdir()
    (folder / "deep" / f"{NUMBERS}.ipynb").write_text("")
    found = open_submission(folder, masters)
    assert not found.notebooks[NUMBERS].refused
    assert found.notebooks[NUMBERS].notes == (
        f"{NUMBERS}.ipynb: {empty}",
        "This notebook was taken from the file saved.ipynb.",
    )
    assert found.notes == (f"The file deep/{NUMBERS}.ipynb was not graded. {empty}",)


def test_what_could_not_be_kept_of_a_file_is_told(masters: dict[str, Master], folder: Path) -> None:
    write(folder / f"{NUMBERS}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    text = (folder / f"{NUMBERS}.ipynb").read_text()
    (folder / f"{NUMBERS}.ipynb").write_text(text[: text.rindex('"cell_type"')])
    [told] = open_submission(folder, masters).notebooks[NUMBERS].notes
    assert told.startswith("The file was damaged.")


@pytest.mark.parametrize(("length", "shown"), [(100, "a" * 94 + ".ipynb"), (101, "a" * 95 + ".ipyn…")])
def test_a_long_name_is_cut_where_it_is_shown(
    masters: dict[str, Master], folder: Path, length: int, shown: str
) -> None:
    (folder / ("a" * (length - 6) + ".ipynb")).write_text('{"cells": [{"cell_type": "code", "source": "1"}]}')
    [told] = open_submission(folder, masters).notes
    assert told == f"The file {shown} holds no notebook of this assignment. It was not graded."


def test_a_name_that_is_no_text_can_be_shown(masters: dict[str, Master], folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.ipynb")).write_text("")
    [told] = open_submission(folder, masters).notes
    assert told.startswith("The file ?.ipynb was not graded.")


# What lies deep, or in an archive that nobody has unpacked.


def archive(path: Path, files: dict[str, Path]) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for name, file in files.items():
            packed.write(file, name)


def test_an_archive_that_nobody_unpacked_is_opened_where_a_notebook_is_missing(
    masters: dict[str, Master], folder: Path, tmp_path: Path
) -> None:
    write(tmp_path / "a.ipynb", masters[NUMBERS], double=RIGHT["double"])
    archive(tmp_path / "inner.zip", {f"inside/{NUMBERS}.ipynb": tmp_path / "a.ipynb"})
    archive(folder / "handed in.zip", {"inner.zip": tmp_path / "inner.zip"})
    before = (folder / "handed in.zip").read_bytes()
    found = open_submission(folder, masters)
    arrived = found.notebooks[NUMBERS]
    assert arrived.mended.answered() == 1
    assert arrived.notes == (f"This notebook was taken from the file handed in.zip/inner.zip/inside/{NUMBERS}.ipynb.",)
    assert arrived.place.is_dir(), "the pictures that it shows are there as long as it is looked at"
    assert found.unread == ()
    assert [path.name for path in folder.iterdir()] == ["handed in.zip"]
    assert (folder / "handed in.zip").read_bytes() == before


def test_an_archive_is_left_alone_where_all_is_answered_without_it(
    masters: dict[str, Master], folder: Path, tmp_path: Path
) -> None:
    (folder / "copy.zip").write_bytes(b"PK\x03\x04 broken")
    write(folder / f"{NUMBERS}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    write(folder / f"{WORDS}.ipynb", masters[WORDS], count=RIGHT["count"])
    found = open_submission(folder, masters)
    assert (found.notes, found.unread) == ((), ())
    write(folder / f"{WORDS}.ipynb", masters[WORDS])
    assert "copy.zip could not be looked into" in open_submission(folder, masters).unread[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("work.rar", b"Rar!\x1a\x07\x00"),
        ("work.7z", b"7z\xbc\xaf\x27\x1c"),
        ("work.zip", b"PK\x03\x04 broken"),
        (f"{NUMBERS}.ipynb", b"version https://git-lfs.github.com/spec/v1\n"),
        (f".{NUMBERS}.ipynb.icloud", b"bplist00"),
        ("answers.pdf", b"%PDF-1.7"),
        ("answers.html", b"<html>"),
    ],
)
def test_what_cannot_be_looked_into_is_named(
    masters: dict[str, Master], folder: Path, name: str, content: bytes
) -> None:
    (folder / name).write_bytes(content)
    found = open_submission(folder, masters)
    assert found.lost == {NUMBERS, WORDS}
    assert found.unread[0].startswith(f"The file {name} could not be looked into. ")


def test_an_export_beside_notebooks_is_nothing_special(masters: dict[str, Master], folder: Path) -> None:
    (folder / "answers.pdf").write_bytes(b"%PDF-1.7")
    write(folder / f"{NUMBERS}.ipynb", masters[NUMBERS], double=RIGHT["double"])
    assert open_submission(folder, masters).unread == ()


def test_notebooks_that_there_was_no_room_or_time_for_are_named(
    masters: dict[str, Master], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"{number}.ipynb").write_text("{}")
    monkeypatch.setattr(arrivals, "MOST_NOTEBOOKS", 2)
    assert open_submission(folder, masters).unread == (
        "The file 2.ipynb could not be looked into. There are more than 2 notebooks, and it was not read.",
    )
    monkeypatch.setattr(arrivals, "MOST_SECONDS", -1.0)
    assert len(open_submission(folder, masters).unread) == 3
    monkeypatch.setattr(arrivals, "MOST_ENTRIES", 1)
    assert "The file . could not be looked into" in open_submission(folder, masters).unread[0]
