"""A notebook is read as it was saved, in whatever state it is, and nothing is raised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import student
from word2vec_lab.student.notebooks import REMEDY, read


def cell(source: object = "", kind: str = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {}} | more


def marked(grade_id: object) -> dict[str, Any]:
    return {"metadata": {"nbgrader": {"grade_id": grade_id}}}


def saved(folder: Path, *cells: dict[str, Any]) -> Path:
    path = folder / "1_softmax.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_cells_are_called_by_their_grade_id_or_else_their_id_or_else_their_place(tmp_path: Path) -> None:
    found = read(saved(tmp_path, cell(id="a", **marked("q1")), cell(id="b"), cell(kind="markdown"), cell(**marked(""))))
    assert [one.label for one in found.cells] == ["q1", "b", "number 3", "number 4"]
    assert [one.id for one in found.cells] == ["a", "b", "number 3", "number 4"]
    assert [one.kind for one in found.cells] == ["code", "code", "markdown", "code"]
    assert found.there
    assert found.saved > 0
    assert found.problem == ""


def test_of_cells_with_one_label_the_last_counts(tmp_path: Path) -> None:
    found = read(saved(tmp_path, cell("first", id="a"), cell("last", id="a"), cell("other", id="b")))
    last = found.cell("a")
    assert last is not None
    assert last.source == "last"
    assert found.cell("c") is None


def test_a_source_may_be_a_list_of_lines_and_marks_and_attachments_may_be_nonsense(tmp_path: Path) -> None:
    odd = cell(["a\n", "b"], attachments=[1], metadata={"nbgrader": "yes"})
    (one,) = read(saved(tmp_path, odd)).cells
    assert (one.source, one.marks, one.attachments) == ("a\nb", {}, {})
    (one,) = read(saved(tmp_path, cell(attachments={"a.png": {"image/png": ""}}))).cells
    assert one.attachments == {"a.png": {"image/png": ""}}


@pytest.mark.parametrize(
    ("outputs", "shown"),
    [
        ([{"output_type": "execute_result", "data": {"text/plain": "2.5"}}], 2.5),
        ([{"output_type": "execute_result", "data": {"text/plain": ["2", ".5"]}}], 2.5),
        ([{"output_type": "stream", "text": "2.5"}], None),
        ([{"output_type": "execute_result", "data": {"text/plain": "'full'"}}], None),
        ([{"output_type": "execute_result", "data": {"text/plain": 2.5}}], None),
        ([{"output_type": "execute_result"}], None),
        (None, None),
    ],
)
def test_the_number_that_a_cell_shows(outputs: object, shown: float | None, tmp_path: Path) -> None:
    (one,) = read(saved(tmp_path, cell(outputs=outputs))).cells
    assert one.shown == shown


def test_a_notebook_that_is_not_there_is_no_problem_of_its_own(tmp_path: Path) -> None:
    found = read(tmp_path / "1_softmax.ipynb")
    assert not found.there
    assert (found.cells, found.problem) == ((), "")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<<<<<<< HEAD", "JSONDecodeError"),
        (b"[1]", "TypeError"),
        (b"{}", "KeyError: 'cells'"),
        (b'{"cells": [{"cell_type": "code"}]}', "KeyError: 'source'"),
        (b'{"cells": [{"source": "", "metadata": null}]}', "AttributeError"),
        (b"\xff\xfe\x00", "UnicodeDecodeError"),
        (b"[" * 100_000, "RecursionError"),
    ],
)
def test_what_is_no_notebook_is_said_the_same_to_whoever_asks(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "1_softmax.ipynb"
    path.write_bytes(content)
    found = read(path)
    assert found.there
    assert found.cells == ()
    assert found.problem.startswith(f"it is not a notebook that can be read ({why}")
    assert found.problem.endswith(f"). {REMEDY}")
    with pytest.raises(student.StudentError) as error:
        student.names(tmp_path)
    assert str(error.value) == f"{path}: {found.problem}."


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path)

    def refuse(*_arguments: Any, **_options: Any) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert read(path).problem == f"it cannot be read: Permission denied. {REMEDY}"
