"""Both editions, built from the small course: what is in them, what is not, and that they come out the same twice."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from minicourse import MiniCourse

from classroom.commands import run_nbgrader
from classroom.course import Course, CourseError
from classroom.editions.editions import copy_assignment, format_source, reading_edition, release_edition, write_edition
from classroom.notebooks import parse_notebook, read_notebook


def cells(path: Path) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in read_notebook(path).cells}


def everything_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_release_holds_stubs_and_nothing_secret(built: MiniCourse) -> None:
    released = cells(built.course.release / "2_sums.ipynb")
    assert released["double"].source == (
        'def double(number):\n    """Twice the number."""\n    # YOUR CODE HERE\n    raise NotImplementedError()'
    )
    assert released["double-check"].source == "score = judged(double, 20)\nscore"
    assert released["why"].source == "**Why is it twice?**\n\n*Write your answer here.*"
    assert released["why-rubric"].source.strip() == "*How this is graded.*"
    assert len(released["double-check"].metadata.nbgrader.checksum) == 32


def test_the_release_brings_the_other_files_and_can_be_written(built: MiniCourse) -> None:
    assert (built.course.release / "helper.py").read_text() == "VALUE = 7\n"
    assert all(os.access(path, os.W_OK) for path in built.course.release.iterdir())


def test_the_release_leaves_the_environment_as_it_was(mini: MiniCourse) -> None:
    before = dict(os.environ)
    release_edition(mini.course)
    assert dict(os.environ) == before


@pytest.mark.slow
def test_the_release_is_what_the_plain_command_gives(built: MiniCourse, tmp_path: Path) -> None:
    root = tmp_path / "plain"
    root.mkdir()
    copy_assignment(built.course, root)
    run_nbgrader(root, ["generate_assignment", "sums"], tmp_path / "log", lambda _: None)
    assert everything_below(root / "release" / "sums") == everything_below(built.course.release)


def test_the_instructors_gradebook_is_left_alone(built: MiniCourse) -> None:
    release_edition(built.course)
    assert not (built.course.root / "gradebook.db").exists()


def test_the_reading_edition_is_solved_executed_and_without_markers(built: MiniCourse) -> None:
    text = (built.course.reading / "2_sums.ipynb").read_text()
    assert "BEGIN" not in text
    assert "40961" not in text
    assert "nbgrader" not in text
    reading = cells(built.course.reading / "2_sums.ipynb")
    assert reading["double"].source.endswith("total = number + number\n    return total")
    assert reading["why"].source.endswith("counts every unit of it two times over.")
    assert reading["why-rubric"].source.endswith("one for saying what it is added to.")
    [output] = reading["double-check"].outputs
    assert output.data == {"text/plain": "3.0"}
    assert [cell.execution_count for cell in reading.values() if cell.cell_type == "code"] == [1, 2, 3]


def test_two_builds_are_byte_for_byte_the_same(built: MiniCourse) -> None:
    assert dict(release_edition(built.course)) == everything_below(built.course.release)
    assert dict(reading_edition(built.course)) == everything_below(built.course.reading)


def run_cell(mini: MiniCourse, code: str) -> nbformat.NotebookNode:
    """The cell as it comes out of the reading edition."""
    mini.edit("1_start", "1-1", "1 + 1", code)
    notebook = parse_notebook(reading_edition(mini.course)["1_start.ipynb"].decode())
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    cell: nbformat.NotebookNode = notebook.cells[1]
    return cell


def test_an_execution_sees_the_files_and_the_settings_of_the_course(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import os\nfrom helper import VALUE\nopen('left', 'w').close()\n(VALUE, os.environ['SUMS_STATIC'])"
    )
    assert cell.outputs[0].data["text/plain"] == "(7, '1')"
    assert not (mini.course.source / "left").exists()


def test_streams_come_out_whole_and_stderr_not_at_all(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import sys\nfor n in range(3):\n    print(n, flush=True)\n    print('!', file=sys.stderr, flush=True)"
    )
    assert "".join(output.text for output in cell.outputs) == "0\n1\n2\n"
    assert {output.name for output in cell.outputs} == {"stdout"}


def test_a_widget_leaves_only_what_reads_without_a_kernel(mini: MiniCourse) -> None:
    cell = run_cell(
        mini, "import ipywidgets\nfrom IPython.display import HTML, display\ndisplay(HTML('<b>7</b>'))\n"
        "ipywidgets.IntSlider()"
    )  # fmt: skip
    [output] = cell.outputs
    assert output.data["text/html"] == "<b>7</b>"


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


def test_nbgrader_says_itself_what_it_does_not_like(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "### END SOLUTION", "")
    with pytest.raises(CourseError, match="nbgrader could not generate the release of sums") as caught:
        release_edition(mini.course)
    assert "no end solution statement found" in str(caught.value)


def test_stale_files_go_and_a_students_own_stay(built: MiniCourse) -> None:
    course = built.course
    git(course, "init", "--quiet")
    (course.root / ".gitignore").write_text("datasets/\n")
    (course.release / "0_old.ipynb").write_text("{}")
    (course.release / "README.md").write_text("By hand.\n")
    git(course, "add", ".")
    (course.release / "datasets").mkdir()
    own = [course.release / "datasets" / "trees.txt", course.release / "my_notes.ipynb"]
    for path in own:
        path.write_text("mine")
    edition = {path.name: path.read_bytes() for path in course.release.glob("[12]_*.ipynb")}
    assert sorted(path.name for path in write_edition(course.release, edition)) == ["0_old.ipynb", "helper.py"]
    assert all(path.exists() for path in (*own, course.release / "README.md"))


def git(course: Course, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(course.root), *arguments], check=True)


def test_a_missing_formatter_is_said(mini: MiniCourse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text('#!/bin/sh\necho "$0: No module named ruff" >&2\nexit 1\n')
    bare.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(CourseError, match="Building needs ruff"):
        format_source(mini.course)


def test_code_that_cannot_be_formatted_is_said(mini: MiniCourse) -> None:
    mini.edit("1_start", "1-1", "1 + 1", "def (:")
    with pytest.raises(CourseError, match="ruff could not format source/sums") as caught:
        format_source(mini.course)
    assert "1_start.ipynb" in str(caught.value)
