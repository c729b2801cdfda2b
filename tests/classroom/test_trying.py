"""`classroom try`: a course's own solutions and its release, graded in both ways."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from classroom import trying
from classroom.cli import main
from classroom.trying import BLANK, PERFECT, Graded, Tried, quiet, rows, settings_of, solutions

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


KEY = ("one", "root-test")


def tried(stock: Graded, ours: Graded, by_hand: float = 0.0) -> Tried:
    return Tried("roots", rows(stock, ours, {KEY: 2.0}, "It has no kernel."), stock, ours, by_hand, [])


def graded(perfect: float, reason: str = "", *, asks: bool = False) -> Graded:
    """A class in which the course's own solution gets this, and what was handed out nothing."""
    reasons = {PERFECT: {KEY: reason}} if reason else {}
    return Graded({PERFECT: {KEY: perfect}, BLANK: {KEY: 0.0}}, reasons, {PERFECT: {KEY}} if asks else {})


def test_rows_that_differ_say_so_with_the_reason() -> None:
    found = tried(graded(2.0), graded(0.0, "NameError: no", asks=True))
    assert [(row.stock, row.ours) for row in found.rows] == [(2, 0), (0, 0)]
    assert len(found.differing) == 1
    assert not found.wrong, "the solution is right: stock nbgrader gives it all points"
    said = found.text()
    assert "one, test root-test, perfect submission: 0 of 2 points here, 2 with stock nbgrader." in said
    assert "A person is asked" in said
    assert "NameError: no" in said
    assert "1 of 2 differ" in said
    assert "To mend" not in said


@pytest.mark.parametrize(
    ("points", "reason", "shown"),
    [(0.0, "AssertionError", "AssertionError"), (1.0, "", "what it shows in its last line is 1")],
)
def test_a_solution_that_is_wrong_in_both_ways_is_named(points: float, reason: str, shown: str) -> None:
    found = tried(graded(points), graded(points, reason))
    assert (len(found.differing), len(found.wrong)) == (0, 1)
    said = found.text()
    assert f"root-test: the course's own solution gets {points:g} of 2, with stock nbgrader too.\n    " in said
    assert shown in said
    assert "To mend: 1 test is not passed" in said


def test_a_right_solution_is_told_its_points_and_those_of_a_person_apart() -> None:
    said = tried(graded(2.0), graded(2.0), by_hand=4.0).text()
    assert "get 2 of 2 points here, and 2 of 2 with stock nbgrader. 4 more are for a person to give." in said
    assert "all 2 are the same" in said
    assert "root-test" not in said
    assert "for a person" not in tried(graded(2.0), graded(2.0)).text()


def test_where_one_way_gave_up_the_row_says_why() -> None:
    assert "Stock nbgrader gave up the whole submission. It has no kernel." in tried(Graded(), graded(2.0)).text()
    nothing = tried(graded(2.0), Graded(said_last="What it said last: no."))
    assert "Isolated grading gave up the whole submission. What it said last: no." in nothing.text()
    assert tried(Graded(), Graded()).wrong, "nothing was graded"


def test_a_test_that_broke_says_in_which_line(tmp_path: Path) -> None:
    marks = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3, "grade_id": "t"}
    error = nbformat.v4.new_output("error", ename="AssertionError", evalue="", traceback=[])
    cell = nbformat.v4.new_code_cell("assert f(1) == 2", metadata={"nbgrader": marks | {"points": 1}}, outputs=[error])
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"grading": {"lines": {"t": "assert f(1) == 2"}}})
    nbformat.write(notebook, tmp_path / "one.ipynb")
    assert dict(trying._reasons(tmp_path)) == {("one", "t"): "AssertionError\n    The line: assert f(1) == 2"}


def test_settings_that_were_only_added_to_are_read(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("get_config().Autograde.autograde_preprocessors.append('json.Any')")
    listed = settings_of(tmp_path, stock=False).Autograde.autograde_preprocessors
    assert listed[-2] == "json.Any"


def test_settings_of_a_course_without_any_are_ours_or_stock(tmp_path: Path) -> None:
    assert "autograde_preprocessors" not in settings_of(tmp_path, stock=True).Autograde
    assert "IsolatedExecute" in str(settings_of(tmp_path, stock=False).Autograde.autograde_preprocessors)


def test_check_begins_without_a_table_of_items(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    (tmp_path / "nbgrader_config.py").write_text("from classroom.configure import configure\nconfigure(get_config())\n")
    assert main(["--course", str(tmp_path), "check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("roots, as far as grading in isolation is concerned:")
    (tmp_path / "source" / "cubes").mkdir()
    (tmp_path / "source" / ".git").mkdir()
    assert main(["--course", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().out.startswith("source/cubes has no notebook: it is passed over.\nroots, as far as")
    assert main(["--course", str(tmp_path), "check", "cubes"]) == 1


@pytest.mark.slow
def test_a_course_is_tried_and_left_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["--course", str(tmp_path), "try"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("roots: your own solutions and the release are graded twice")
    assert "get 2 of 2 points here, and 2 of 2 with stock nbgrader" in said
    assert "all 2 are the same." in said
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    path = tmp_path / "source" / "roots" / "one.ipynb"
    path.write_text(path.read_text().replace("root(4) == 2", "root(4) == 4"))
    assert main(["--course", str(tmp_path), "try"]) == 1
    said = capsys.readouterr().out
    assert "root-test: the course's own solution gets 0 of 2, with stock nbgrader too.\n    AssertionError" in said
    assert "The line: assert root(4) == 4" in said


def test_kernels_do_not_talk_into_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with quiet(tmp_path / "log"):
        subprocess.run([sys.executable, "-c", "import sys; print('a warning', file=sys.stderr)"], check=True)
    print("heard", file=sys.stderr)
    assert capfd.readouterr().err == "heard\n"
    assert "a warning" in (tmp_path / "log").read_text()
