"""What is taken out of a submitted file: kind, text, ids and pictures of its cells, and nothing else."""

import base64
import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from gradedcourse import PNG, GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, WORDS

from classroom.sanitising import reading
from classroom.sanitising.reading import Cell, Reading, Unreadable, parse, read_file

DAMAGED = "The file was damaged. The cells that were whole were taken from it; whatever else it held is lost."
PICTURE = base64.b64encode(PNG).decode()


def row(source: Any = "x = 1", kind: Any = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source} | more


def parsed(*rows: Any, **how: Any) -> Reading:
    return parse(json.dumps({"cells": list(rows)}).encode(), **how)


def sources(found: Reading) -> list[str]:
    return [cell.source for cell in found.cells]


# A whole notebook.


def test_outputs_tags_and_whatever_else_a_cell_brings_are_left_behind() -> None:
    whole = row(
        ["a = 1\n", "b = 2"],
        id="c1",
        outputs=[{"output_type": "stream", "text": "5 points"}],
        execution_count=3,
        metadata={"tags": ["skip-execution"], "nbgrader": {"grade_id": "double", "points": 99}},
    )
    assert parsed(whole) == Reading((Cell("code", "a = 1\nb = 2", "c1", "double"),))


@pytest.mark.parametrize(
    ("said", "kind"),
    [("code", "code"), ("markdown", "markdown"), ("raw", "raw"), ("heading", "markdown"), ("html", "markdown"),
     ("python", "raw"), (None, "raw"), (["co", "de"], "code")],
)  # fmt: skip
def test_every_kind_of_cell_becomes_one_that_there_is(said: Any, kind: str) -> None:
    assert [cell.kind for cell in parsed(row(kind=said)).cells] == [kind]


@pytest.mark.parametrize(
    ("said", "text"),
    [("a\r\nb", "a\nb"), ("a\x00b", "a\ufffdb"), ("a\ud800b", "a\ufffdb"), (["a", 5, "b"], "ab"), (5, ""), (None, "")],
)
def test_a_text_is_one_that_can_be_written_again(said: Any, text: str) -> None:
    assert sources(parsed(row(said))) == [text]


def test_ids_of_another_type_are_none_and_long_ones_are_cut() -> None:
    found = parsed(
        row(id="i" * 70, metadata={"nbgrader": {"grade_id": ["double"]}}),
        row(id=5, metadata={"nbgrader": "double"}),
        row(metadata="double"),
    ).cells
    assert [(cell.cell_id, cell.grade_id) for cell in found] == [("i" * 64, ""), ("", ""), ("", "")]


def test_the_format_of_old_notebooks_is_read_too() -> None:
    sheets = [
        {"cells": [{"cell_type": "heading", "source": "Sums"}, {"cell_type": "code", "input": ["x", "y"]}]},
        "nothing",
        {"cells": "nothing"},
        {"cells": [row("below")]},
    ]
    found = parse(json.dumps({"worksheets": sheets, "nbformat": 3}).encode())
    assert [(cell.kind, cell.source) for cell in found.cells] == [
        ("markdown", "Sums"),
        ("code", "xy"),
        ("code", "below"),
    ]
    assert found.notes == ()


def test_what_is_no_cell_among_the_cells_is_passed_over() -> None:
    assert sources(parsed(5, row("a"), None, ["b"], row("c"))) == ["a", "c"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [NUMBERS, WORDS])
def test_what_a_student_left_as_it_was_released_is_known_by_its_checksum(course: GradedCourse, name: str) -> None:
    path = course.root / "release" / ASSIGNMENT / f"{name}.ipynb"
    assert {cell.grade_id != "": cell.untouched for cell in read_file(path).cells} == {True: True, False: False}
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source += " "
    nbformat.write(notebook, path)
    assert not any(cell.untouched for cell in read_file(path).cells)


@pytest.mark.parametrize("change", [{"checksum": 5}, {"checksum": None}, {"points": {"a": []}, "grade": True}])
def test_marks_of_odd_types_are_not_taken_for_untouched(course: GradedCourse, change: dict[str, Any]) -> None:
    path = course.root / "release" / ASSIGNMENT / f"{NUMBERS}.ipynb"
    rows = json.loads(path.read_text())["cells"]
    for cell in rows:
        cell["metadata"].setdefault("nbgrader", {}).update(change)
    assert not any(cell.untouched for cell in parsed(*rows).cells)


# Letters.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_editors_make_of_a_file_is_read(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = json.dumps({"cells": [row("naïve – σ")]}, ensure_ascii=False)
    assert parse(mark + text.encode(encoding)) == Reading((Cell("code", "naïve – σ"),))


def test_a_file_of_another_alphabet_is_read_with_a_warning() -> None:
    data = json.dumps({"cells": [row("naïve – \x81")]}, ensure_ascii=False).encode("latin-1", "ignore")
    found = parse(data)
    assert sources(found) == ["naïve  \ufffd"]
    assert found.notes == ("The file was not written in UTF-8; odd letters may be wrong.",)


def test_half_a_letter_at_the_end_costs_nothing_but_that_letter() -> None:
    data = b"\xff\xfe" + json.dumps({"cells": [row("a"), row("b")]}).encode("utf-16-le")
    assert sources(parse(data[:-1])) == ["a", "b"]


# Nothing to be read.


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^The file is empty\. Save the notebook and hand it in again\.$"):
        parse(data)


@pytest.mark.parametrize(
    "data", [b"<html>", b"[]", b"5", b'{"a": 1}', b'{"cells": []}', b'{"cells": {}}', b'{"worksheets": 5}', b"[" * 9999]
)
def test_a_file_without_a_cell_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(data)
    assert str(refused.value) == (
        "No cell of a notebook could be read from the file. Save the notebook and hand it in again."
    )


# A damaged notebook.


def test_the_whole_cells_of_a_torn_notebook_are_kept_and_the_student_is_told() -> None:
    text = json.dumps({"cells": [row("first"), row("second"), row("third")]})
    found = parse(text[: text.index("third")].encode())
    assert sources(found) == ["first", "second"]
    assert found.notes == (DAMAGED,)


def test_cells_behind_a_broken_one_are_found() -> None:
    text = json.dumps({"cells": [row("first"), row("second"), row("third")]}, indent=1)
    assert sources(parse(text.replace('"second"', '"second').encode())) == ["first", "third"]


@pytest.mark.parametrize(
    "first", ["attachments", "cell_type", "execution_count", "id", "metadata", "outputs", "source"]
)
def test_a_cell_is_found_whatever_it_begins_with(first: str) -> None:
    cell = row("whole", id="c", metadata={}, outputs=[], attachments={}, execution_count=None)
    ordered = {first: cell.pop(first), **cell}
    assert sources(parse(f"<<<<<<< HEAD\n{json.dumps(ordered, indent=1)}".encode())) == ["whole"]


def test_what_only_looks_like_a_cell_is_not_one() -> None:
    rows = [{"cell_type": "code", "input": "old"}, {"cell_type": "code"}, {"metadata": {}, "source": "output"}]
    assert sources(parse(("x" + json.dumps(rows)).encode())) == ["old"]


def test_a_damaged_file_is_not_searched_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = '{"cell_type": "code", "source": "torn'
    data = f'{{"cells": [{broken} {broken} {json.dumps(row("whole"))}'.encode()
    monkeypatch.setattr(reading, "MOST_BROKEN_CELLS", 3)
    assert sources(parse(data)) == ["whole"]
    monkeypatch.setattr(reading, "MOST_BROKEN_CELLS", 2)
    with pytest.raises(Unreadable):
        parse(data)


def test_a_search_that_is_not_wanted_is_not_begun() -> None:
    with pytest.raises(ValueError, match="damaged"):
        parse(b'{"cells": [', may_salvage=False)
    assert sources(parsed(row("whole"), may_salvage=False)) == ["whole"]


# How much is read.


def test_a_cell_that_is_too_long_is_left_out_and_those_below_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_CELL", 1_000)
    found = parsed(row("a" * 1_000), row("b" * 1_001), row("c"))
    assert sources(found) == ["a" * 1_000, "c"]
    assert found.notes == ("A cell of 1,001 characters was left out; the longest that is graded has 1,000.",)


def test_a_notebook_that_is_too_long_is_read_up_to_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TEXT", 1_000)
    assert sources(parsed(row("a" * 600), row("b" * 400))) == ["a" * 600, "b" * 400]
    found = parsed(row("a" * 600), row("b" * 401), row("c"))
    assert sources(found) == ["a" * 600]
    assert found.notes == ("Only the first 1,000 characters of the notebook were read.",)


def test_more_cells_than_anybody_writes_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CELLS", 3)
    assert parsed(*map(row, "abc")).notes == ()
    found = parsed(*map(row, "abcd"))
    assert sources(found) == ["a", "b", "c"]
    assert found.notes == ("The notebook has 4 cells. Only the first 3 were read.",)


# Pictures.


def pictures(*attachments: Any) -> list[dict[str, dict[str, str]]]:
    found = parsed(*(row(kind="markdown", attachments=each) for each in attachments)).cells
    return [{name: dict(forms) for name, forms in cell.attachments.items()} for cell in found]


def test_a_pasted_picture_is_kept_under_its_name() -> None:
    broken_into_lines = f"{PICTURE[:8]}\n{PICTURE[8:]}"
    page = {"page.png": {"image/png": broken_into_lines}, "two.png": {"image/png": [PICTURE[:8], PICTURE[8:]]}}
    assert pictures(page) == [{"page.png": {"image/png": PICTURE}, "two.png": {"image/png": PICTURE}}]


@pytest.mark.parametrize(
    "forms",
    [
        {"image/svg+xml": base64.b64encode(b"<svg/>").decode()},
        {"image/jpeg": PICTURE},
        {"text/html": PICTURE},
        {"image/png": base64.b64encode(b"<script>").decode()},
        {"image/png": f"{PICTURE}!"},
        {"image/png": 5},
        "odd",
        None,
    ],
)
def test_what_is_no_picture_is_dropped_and_the_next_is_kept(forms: Any) -> None:
    assert pictures({"a": forms, "b": {"image/png": PICTURE}}) == [{"b": {"image/png": PICTURE}}]
    if isinstance(forms, dict):
        assert pictures({"a": {**forms, "image/png ": "odd"} | {"image/webp": "odd"}}) == [{}]


def test_of_several_forms_of_a_picture_those_that_can_be_shown_are_kept() -> None:
    forms = {"image/svg+xml": PICTURE, "image/png": PICTURE, "text/plain": "a page"}
    assert pictures({"a": forms}) == [{"a": {"image/png": PICTURE}}]


@pytest.mark.parametrize("attachments", [None, "odd", [1], {}])
def test_attachments_of_another_type_are_none(attachments: Any) -> None:
    assert pictures(attachments) == [{}]


def test_only_so_much_of_pictures_is_kept_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    one, small = {"image/png": PICTURE}, {"image/png": base64.b64encode(PNG[:8]).decode()}
    size = len(PICTURE)
    monkeypatch.setattr(reading, "MOST_PICTURES", 3 * size)
    assert pictures({"a": one, "b": one, "c": one, "d": one}) == [{"a": one, "b": one, "c": one}]
    assert pictures({"a": one, "b": one}, {"c": one, "d": one}) == [{"a": one, "b": one}, {"c": one}]
    monkeypatch.setattr(reading, "MOST_PICTURES", 2 * size - 1)
    assert pictures({"a": one, "b": one, "c": small}) == [{"a": one, "c": small}], "a smaller one may still fit"


# Files.


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "real.ipynb").write_text(json.dumps({"cells": [row("x")]}))
    os.symlink(tmp_path / "real.ipynb", tmp_path / "link.ipynb")
    for name, why in (
        ("folder", "It is not a file. Hand in the notebook itself."),
        ("pipe", "It is not a file. Hand in the notebook itself."),
        ("link", "The file is a link to another file. Hand in the notebook itself."),
        ("none", "The file could not be opened (No such file or directory). Hand it in again."),
    ):
        with pytest.raises(Unreadable) as refused:
            read_file(tmp_path / f"{name}.ipynb")
        assert str(refused.value) == why
    assert sources(read_file(tmp_path / "real.ipynb")) == ["x"]


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.ipynb").open("wb") as file:
        file.truncate(reading.LARGEST_FILE + 1)
    with pytest.raises(Unreadable) as refused:
        read_file(tmp_path / "a.ipynb")
    assert str(refused.value) == (
        "The file has 500 MB. The largest that is read has 500. "
        "Clear the outputs (Edit > Clear Outputs of All Cells), save and hand in again."
    )


def test_the_largest_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [row("x")]}))
    monkeypatch.setattr(reading, "LARGEST_FILE", (tmp_path / "a.ipynb").stat().st_size)
    assert sources(read_file(tmp_path / "a.ipynb")) == ["x"]


class Child:
    """Stands for the process that reads large files, in this one."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.asked: list[Path] = []
        self.limits: list[Any] = []
        self.ends: BaseException | int = 0

    def run(
        self, command: list[str], *, capture_output: bool, timeout: float, env: dict[str, str], check: bool = False
    ) -> Any:
        """Read as the process would, or end as it is told to."""
        assert capture_output
        assert not check
        self.asked.append(Path(command[-1]))
        assert command[1:3] == ["-m", "classroom.sanitising.reading"]
        assert timeout > reading.CHILD_SECONDS, "a busy machine takes nobody's points"
        package, theirs = env["PYTHONPATH"].split(os.pathsep)
        assert Path(package, "classroom", "sanitising").is_dir()
        assert theirs == os.environ.get("PYTHONPATH", "")
        assert env["PATH"] == os.environ["PATH"]
        if isinstance(self.ends, BaseException):
            raise self.ends
        if self.ends == 0:
            reading.main(Path(command[-1]))
        return SimpleNamespace(returncode=self.ends, stdout=self.capsys.readouterr().out.encode())


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Child:
    stand_in = Child(capsys)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(subprocess, "run", stand_in.run)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: stand_in.limits.append((kind, bounds)))
    return stand_in


def test_a_large_file_is_read_apart_within_its_memory_and_processor_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Child
) -> None:
    import resource

    path = tmp_path / "a.ipynb"
    marks = {"nbgrader": {"grade_id": "double"}}
    odd = row("é\x81", "markdown", id="c", metadata=marks, attachments={"p": {"image/png": PICTURE}})
    path.write_bytes(json.dumps({"cells": [odd]}, ensure_ascii=False).encode("latin-1"))
    here = read_file(path)
    assert child.asked == []
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", path.stat().st_size)
    assert (read_file(path), child.asked) == (here, [])
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", path.stat().st_size - 1)
    assert (read_file(path), child.asked) == (here, [path])
    assert here.notes, "they come along"
    assert child.limits == [
        (resource.RLIMIT_AS, (reading.CHILD_MEMORY, reading.CHILD_MEMORY)),
        (resource.RLIMIT_CPU, (reading.CHILD_SECONDS, reading.CHILD_SECONDS)),
    ]


def test_a_damaged_file_is_searched_here_only_if_it_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Child
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [row("first"), row("second")]})[:-40])
    here = read_file(path)
    assert sources(here) == ["first"]
    monkeypatch.setattr(reading, "LARGEST_SEARCHED_HERE", path.stat().st_size)
    assert (read_file(path), child.asked) == (here, [])
    monkeypatch.setattr(reading, "LARGEST_SEARCHED_HERE", path.stat().st_size - 1)
    assert (read_file(path), child.asked) == (here, [path])


def test_what_the_process_finds_unreadable_keeps_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Child
) -> None:
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", 1)
    monkeypatch.setenv("PYTHONPATH", "/mine")
    (tmp_path / "a.ipynb").write_text("<html>")
    with pytest.raises(Unreadable, match="No cell of a notebook"):
        read_file(tmp_path / "a.ipynb")
    assert child.asked


@pytest.mark.parametrize("ends", [subprocess.TimeoutExpired("reading", 60), 1, -9])
def test_a_file_that_takes_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: Child, ends: Any
) -> None:
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", 1)
    child.ends = ends
    with (tmp_path / "a.ipynb").open("wb") as file:
        file.truncate(12_000_000)
    with pytest.raises(Unreadable) as refused:
        read_file(tmp_path / "a.ipynb")
    assert str(refused.value) == (
        "The file has 12 MB and could not be read with the memory and time there is. "
        "Clear the outputs (Edit > Clear Outputs of All Cells), save and hand in again."
    )


@pytest.mark.slow
def test_a_large_file_is_read_apart_and_its_outputs_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_READ_HERE", 100)
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 10_000}
    cell = {"cell_type": "code", "source": "mine", "metadata": {}, "outputs": [output]}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert sources(read_file(tmp_path / "a.ipynb")) == ["mine"]
    (tmp_path / "b.ipynb").write_text("<html>" * 100)
    with pytest.raises(Unreadable, match="No cell"):
        read_file(tmp_path / "b.ipynb")
