"""Who runs which cell: decided by the source, whatever the submission says."""

import os
from pathlib import Path
from typing import Any

import pytest
from minicourse import grading
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from classroom.isolation.plan import answer_names, imported_modules, own_notebooks, plan, within
from classroom.notebooks import notebook_bytes


def cell(source: str, grade_id: str = "", **flags: Any) -> NotebookNode:
    made = new_code_cell(source, metadata=grading(grade_id, **flags) if grade_id else {})
    assert isinstance(made, NotebookNode)
    return made


def notebook(*cells: NotebookNode) -> NotebookNode:
    made = new_notebook(cells=list(cells))
    assert isinstance(made, NotebookNode)
    return made


SOURCE = notebook(
    new_markdown_cell("# Sums"),
    cell("import numpy", "setup", locked=True),
    cell("def double(x): ...", "double", solution=True),
    cell("score = 3", "double-check", grade=True, locked=True, points=3),
    cell("by hand", "essay", grade=True, solution=True, points=2),
    cell("2 + 2"),
)


def planned(*cells: NotebookNode) -> list[tuple[int, str, str]]:
    return [(one.number, one.role, one.source) for one in plan(notebook(*cells), SOURCE)[0]]


def test_the_released_notebook_runs_as_it_was_meant() -> None:
    assert planned(*SOURCE.cells) == [
        (1, "given", "import numpy"),
        (2, "student", "def double(x): ..."),
        (3, "check", "score = 3"),
        (4, "student", "by hand"),
        (5, "student", "2 + 2"),
    ]


@pytest.mark.parametrize(
    "flags",
    [
        {"grade": False, "locked": False, "solution": True},
        {"grade": True, "locked": True},
        {"task": True},
        {"points": 9},
    ],
)
def test_flags_and_text_of_a_submission_change_nothing(flags: dict[str, Any]) -> None:
    forged = [cell("score = 99", name, **flags) for name in ("setup", "double-check")]
    assert planned(*forged) == [(0, "given", "import numpy"), (1, "check", "score = 3")]


def test_no_cell_of_a_students_own_is_trusted() -> None:
    own = cell("judged = None", "own", locked=True)
    assert planned(own, cell("x", "double", locked=True)) == [(0, "student", "judged = None"), (1, "student", "x")]


def test_copies_and_injected_checks_are_refused_with_a_reason() -> None:
    copied = cell("score = 3", "double-check", grade=True, locked=True, points=3)
    injected = cell("3", "mine", grade=True, locked=True, points=3)
    again = cell("score = 3", "double-check", grade=True, locked=True, points=3)
    cells, refused = plan(notebook(copied, again, injected), SOURCE)
    assert [one.number for one in cells] == [0]
    assert "second copy" in refused[1]
    assert "not part of the assignment" in refused[2]


def test_copies_of_answers_all_run_in_their_order() -> None:
    assert planned(cell("a", "double", solution=True), cell("b", "double", solution=True)) == [
        (0, "student", "a"),
        (1, "student", "b"),
    ]


def test_the_names_of_answers() -> None:
    source = notebook(
        cell("%matplotlib inline\nimport os\ndef f(x):\n    inner = 1\nclass C: pass", "p", solution=True),
        cell("a, (b, *c) = 1, (2, 3)", "q", solution=True),
        cell("if a:\n    def g(): pass\nelse:\n    h = 1\nfor i in a: last = i", "r", solution=True),
        cell("not_this = 1", "setup", locked=True),
        cell("nor_this = 1"),
    )  # fmt: skip
    assert set(answer_names(source)) == {"f", "C", "a", "b", "c", "g", "h", "i", "last"}


def test_only_regular_notebooks_of_a_bearable_size_are_the_students_own(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{}")
    (tmp_path / "numpy.py").write_text("")
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "linked.ipynb").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.ipynb")
    with (tmp_path / "huge.ipynb").open("wb") as huge:
        huge.truncate(200 * 2**20)
    assert list(own_notebooks(tmp_path)) == ["a.ipynb"]
    assert own_notebooks(tmp_path / "missing") == {}


def test_files_that_come_with_the_assignment_are_limited_from_the_large_end(tmp_path: Path) -> None:
    files = {f"{size}.txt": tmp_path / f"{size}.txt" for size in (500, 10, 300)}
    for name, path in files.items():
        path.write_text("x" * int(name[:-4]))
    kept, left = within(files, room=320)
    assert set(kept) == {"10.txt", "300.txt"}
    assert left == ["500.txt"]
    assert within(files)[1] == []


def test_what_the_notebooks_of_the_source_import_is_found(tmp_path: Path) -> None:
    cells = [
        "import os.path as p, json\n%matplotlib inline",
        "from helper import x\nfrom a.b import c, d\nfrom a import *",
    ]
    cells += ["def later():\n    import math", "this is no Python", "from . import other"]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    (tmp_path / "1.ipynb").write_bytes(notebook_bytes(notebook))
    (tmp_path / "helper.py").write_text("x = 1")
    assert imported_modules(tmp_path) == ("os.path", "json", "a.b", "a.b.c", "a.b.d", "a", "math")
