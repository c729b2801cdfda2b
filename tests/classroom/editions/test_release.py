"""The students' edition, made of the small course: what is in it, and what is not."""

import os
from pathlib import Path

import nbformat
import pytest
from minicourse import MiniCourse

from classroom.commands import run_nbgrader
from classroom.course import CourseError
from classroom.editions.release import copy_assignment, release_edition
from classroom.notebooks import read_notebook


def everything_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cells(path: Path) -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in read_notebook(path).cells}


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_instructors_gradebook_is_left_alone(built: MiniCourse) -> None:
    release_edition(built.course)
    assert not (built.course.root / "gradebook.db").exists()


@pytest.mark.slow
def test_nbgrader_says_itself_what_it_does_not_like(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "### END SOLUTION", "")
    with pytest.raises(CourseError, match="nbgrader could not generate the release of sums") as caught:
        release_edition(mini.course)
    assert "no end solution statement found" in str(caught.value)
