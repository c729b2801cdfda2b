"""The reading edition, made of the small course: what is in it, what is not, and what stops it."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from minicourse import MiniCourse

from classroom.course import Course, CourseError
from classroom.editions.reading import reading_edition
from classroom.notebooks import parse_notebook, read_notebook


def cells(path: Path) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in read_notebook(path).cells}


def test_the_reading_edition_is_solved_executed_and_without_markers(built: MiniCourse) -> None:
    text = (built.course.reading / "2_sums.ipynb").read_text()
    assert "BEGIN" not in text
    assert "40961" not in text
    assert "nbgrader" not in text
    reading = cells(built.course.reading / "2_sums.ipynb")
    assert reading["double"].source.endswith("total = number + number\n    return total")
    assert reading["why"].source.endswith("counts every unit of it two times over.")
    assert "why-rubric" not in reading
    [output] = reading["double-check"].outputs
    assert output.data == {"text/plain": "3.0"}
    assert [cell.execution_count for cell in reading.values() if cell.cell_type == "code"] == [1, 2, 3]


@pytest.mark.slow
def test_a_guess_that_is_asked_for_is_made(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "guess = None\nguess")
    course = with_guess(mini.course, "1-1", "guess = None", "guess = 7")
    cell = parse_notebook(reading_edition(course)["1_start.ipynb"].decode()).cells[1]
    assert cell.source == "guess = 7\nguess"
    assert cell.outputs[0].data["text/plain"] == "7"


@pytest.mark.parametrize(
    ("cell", "asked", "words"),
    [("1-1", "guess = 0", "Cell 1-1 should have “guess = 0” once"), ("9-9", "1", "does not have: 9-9")],
)
def test_a_guess_that_is_not_asked_for_stops_the_build(mini: MiniCourse, cell: str, asked: str, words: str) -> None:
    with pytest.raises(CourseError, match=words):
        reading_edition(with_guess(mini.course, cell, asked, "7"))


def test_only_the_reading_edition_needs_the_guesses(mini: MiniCourse) -> None:
    course = replace(mini.course, guesses_file=mini.course.root / "missing.toml")
    assert course.source_notebooks()
    with pytest.raises(CourseError, match="does not exist"):
        reading_edition(course)


def with_guess(course: Course, cell: str, asked: str, guessed: str) -> Course:
    path = course.root / "guesses.toml"
    path.write_text(f'["1_start"."{cell}"]\n"{asked}" = "{guessed}"\n', encoding="utf-8")
    return replace(course, guesses_file=path)


def run_cell(mini: MiniCourse, code: str) -> nbformat.NotebookNode:
    """The cell as it comes out of the reading edition."""
    mini.edit("1_start", "1-1", "1 + 1", code)
    notebook = parse_notebook(reading_edition(mini.course)["1_start.ipynb"].decode())
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    cell: nbformat.NotebookNode = notebook.cells[1]
    return cell


@pytest.mark.slow
def test_an_execution_sees_the_files_and_the_settings_of_the_course(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import os\nfrom helper import VALUE\nopen('left', 'w').close()\n(VALUE, os.environ['SUMS_STATIC'])"
    )
    assert cell.outputs[0].data["text/plain"] == "(7, '1')"
    assert not (mini.course.source / "left").exists()


@pytest.mark.slow
def test_an_execution_knows_nothing_of_its_owner_s_matplotlib(
    mini: MiniCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matplotlibrc").write_text("savefig.dpi: 17\n")
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    cell = run_cell(mini, "import matplotlib\nmatplotlib.rcParams['savefig.dpi']")
    assert cell.outputs[0].data["text/plain"] == "'figure'"


@pytest.mark.slow
def test_streams_come_out_whole_and_stderr_not_at_all(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import sys\nfor n in range(3):\n    print(n, flush=True)\n    print('!', file=sys.stderr, flush=True)"
    )
    assert "".join(output.text for output in cell.outputs) == "0\n1\n2\n"
    assert {output.name for output in cell.outputs} == {"stdout"}


@pytest.mark.slow
def test_a_widget_leaves_only_what_reads_without_a_kernel(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import ipywidgets\nfrom IPython.display import HTML, display\ndisplay(HTML('<b>7</b>'))\n"
        "ipywidgets.IntSlider()"
    )  # fmt: skip
    [output] = cell.outputs
    assert output.data["text/html"] == "<b>7</b>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import os\nos._exit(1)", "died"),
    ],
)
def test_a_cell_that_fails_stops_the_build_and_is_named(mini: MiniCourse, code: str, words: str) -> None:
    with pytest.raises(CourseError, match=r"1_start.ipynb, in cell 1-1") as caught:
        run_cell(mini, code)
    assert words in str(caught.value)
