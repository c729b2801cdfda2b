"""`classroom try`: a course's own solutions and its release, graded in both ways."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from classroom import trying
from classroom.cli import main
from classroom.trying import BLANK, PERFECT, Graded, quiet, rows, settings_of, solutions

CELLS: list[tuple[str, dict[str, Any], str]] = [
    ("", {}, "import math"),
    ("root", {"solution": True}, "def root(x):\n    ### BEGIN SOLUTION\n    return math.sqrt(x)\n    ### END SOLUTION"),
    ("root-test", {"grade": True, "locked": True, "points": 2}, "assert root(4) == 2"),
]


def write(root: Path) -> None:
    marks: dict[str, Any] = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    cells = [
        nbformat.v4.new_code_cell(
            source, metadata={"nbgrader": marks | {"grade_id": name} | flags} if name else {}, id=f"c{place}"
        )
        for place, (name, flags, source) in enumerate(CELLS)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    (root / "source" / "roots").mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, root / "source" / "roots" / "one.ipynb")


def test_solutions_are_read_without_their_markers(tmp_path: Path) -> None:
    write(tmp_path)
    assert solutions(tmp_path / "source" / "roots") == {"one": {"root": "def root(x):\n    return math.sqrt(x)"}}


def test_rows_that_differ_say_so_with_the_reason() -> None:
    key = ("one", "root-test")
    stock = Graded({PERFECT: {key: 2.0}, BLANK: {key: 0.0}})
    ours = Graded({PERFECT: {key: 0.0}, BLANK: {key: 0.0}}, {PERFECT: {key: "NameError: no"}}, {PERFECT: {key}})
    first, second = rows(stock, ours)
    assert (first.stock, first.ours, second.stock, second.ours) == (2, 0, 0, 0)
    assert "one, test root-test, perfect submission: 0 points here, 2 with stock nbgrader." in str(first)
    assert "A person is asked" in str(first)
    assert "NameError: no" in str(first)


def test_a_test_that_broke_says_in_which_line(tmp_path: Path) -> None:
    marks = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3, "grade_id": "t"}
    error = nbformat.v4.new_output("error", ename="AssertionError", evalue="", traceback=[])
    cell = nbformat.v4.new_code_cell("assert f(1) == 2", metadata={"nbgrader": marks | {"points": 1}}, outputs=[error])
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"grading": {"lines": {"t": "assert f(1) == 2"}}})
    nbformat.write(notebook, tmp_path / "one.ipynb")
    assert dict(trying._reasons(tmp_path)) == {("one", "t"): "AssertionError\n    The line: assert f(1) == 2"}


def test_settings_of_a_course_without_any_are_ours_or_stock(tmp_path: Path) -> None:
    assert "autograde_preprocessors" not in settings_of(tmp_path, stock=True).Autograde
    assert "IsolatedExecute" in str(settings_of(tmp_path, stock=False).Autograde.autograde_preprocessors)


def test_check_begins_without_a_table_of_items(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    (tmp_path / "nbgrader_config.py").write_text("from classroom.configure import configure\nconfigure(get_config())\n")
    assert main(["--course", str(tmp_path), "check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("roots, as far as grading in isolation is concerned:")
    assert main(["--course", str(tmp_path), "check", "cubes"]) == 1


@pytest.mark.slow
def test_a_course_is_tried_and_left_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["--course", str(tmp_path), "try"]) == 0
    said = capsys.readouterr().out
    assert "get 2 points here and 2 with stock nbgrader" in said
    assert "All 2 rows are the same." in said
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_kernels_do_not_talk_into_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with quiet(tmp_path / "log"):
        subprocess.run([sys.executable, "-c", "import sys; print('a warning', file=sys.stderr)"], check=True)
    print("heard", file=sys.stderr)
    assert capfd.readouterr().err == "heard\n"
    assert "a warning" in (tmp_path / "log").read_text()
