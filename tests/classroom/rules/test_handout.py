"""The rule on the file for students: it can be made, and nothing in it needs the instructor's package."""

import pytest
from finding import found
from minicourse import MiniCourse, handed_out

from classroom.rules.handout import handout


def test_a_course_that_can_be_handed_out_is_fine(built: MiniCourse) -> None:
    assert found(handout, built) == []
    assert found(handout, handed_out(built)) == []


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("src/extra.py", "def f():\n    from classroom.course import Course\n", "src/extra.py"),
        ("src/extra.ipynb", '{"cells": [{"source": [\n   "import classroom\\n"]}]}', "src/extra.ipynb"),
        ("pages/more.py", "import classroom as c\n", "/more.py"),
    ],
)
def test_an_import_of_the_instructors_package_is_found(built: MiniCourse, name: str, text: str, where: str) -> None:
    sums = handed_out(built)
    (sums.course.root / name).write_text(text)
    [problem] = found(handout, sums)
    assert problem.startswith("dist/sums.zip/sums/")
    assert f"{where}: It imports the instructor's package" in problem


def test_a_word_of_the_same_letters_is_no_import(built: MiniCourse) -> None:
    sums = handed_out(built)
    (sums.course.root / "src" / "extra.py").write_text('"""In a classroom, import classrooms."""\nimport classroomy\n')
    assert found(handout, sums) == []


def test_a_file_that_cannot_be_made_is_said(built: MiniCourse) -> None:
    sums = handed_out(built)
    (sums.course.root / "course.lock").unlink()
    [problem] = found(handout, sums)
    assert "dist/sums.zip: " in problem
    assert "course.lock cannot be read" in problem
