"""No answer is given away: courses that give one away, and what only looks like it."""

import zipfile

import pytest
from finding import found, html_output, write_outputs
from minicourse import MiniCourse, handed_out

from classroom.rules.leaks import leaks


def student_file(mini: MiniCourse, text: str, name: str = "src/extra.py") -> list[str]:
    (mini.course.root / name).write_text(text)
    return found(leaks, mini)


def test_a_line_of_a_solution_is_found_with_its_place(mini: MiniCourse) -> None:
    [problem] = {line.split(" of ")[0] for line in student_file(mini, "x = 1\ntotal = (number\n  + number)\n")} | {
        line.split(" of ")[0] for line in student_file(mini, "# total=number+number\n")
    }
    assert problem == "src/extra.py:1: A line"


def test_the_line_number_is_that_of_the_leak(mini: MiniCourse) -> None:
    problems = student_file(mini, "x = 1\n\n\ntotal = number  +  number\n")
    assert "src/extra.py:4: A line of the solution of source/sums/2_sums.ipynb, cell double stands here." in problems


def test_a_right_answer_of_the_tests_is_found(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "shift.py"
    answer.write_text("def double(number):\n    return int(number) << 1\n")
    assert student_file(mini, "y = 0 or return int(number) << 1\n") == [
        "src/extra.py:1: A line of the right answer answers/double/right/shift.py stands here."
    ]


def test_a_copy_with_other_names_is_found(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "product.py"
    answer.write_text("def double(a, b, c):\n    return a @ (b - c)\n")
    assert student_file(mini, "def project(M, x, mean):\n    centred = -(M @ (x - mean))\n    return centred\n") == [
        "src/extra.py:2: An expression, with other names, of the right answer answers/double/right/product.py "
        "stands here."
    ]


def test_an_import_gives_nothing_away(mini: MiniCourse) -> None:
    answer = mini.course.answers / "double" / "right" / "logged.py"
    answer.write_text("import logging\nfrom math import prod\n\n\ndef double(number):\n    return prod([2, number])\n")
    assert student_file(mini, "import logging\nfrom math import prod\n") == []


@pytest.mark.parametrize(
    "innocent",
    [
        "def project(M, x, mean):\n    return M @ (mean + x)\n",
        "def project(M, x):\n    return M @ (x - x)\n",
        "def double(a, b, c):\n    '''Anything.'''\n",
    ],
)
def test_what_only_resembles_an_answer_is_no_leak(mini: MiniCourse, innocent: str) -> None:
    answer = mini.course.answers / "double" / "right" / "product.py"
    answer.write_text("def double(a, b, c):\n    return a @ (b - c)\n")
    mini.edit("2_sums", "sums", "Try it.", "`def double(a, b, c):`")
    assert student_file(mini, innocent) == []


def test_the_seed_of_a_hidden_test_is_found(mini: MiniCourse) -> None:
    [problem] = student_file(mini, "SEED = 40961\n")
    assert problem.startswith("src/extra.py:1: The number 40961 of the hidden test of source/sums/2_sums.ipynb")


def test_a_table_of_data_may_hold_any_number(mini: MiniCourse) -> None:
    assert student_file(mini, "40960|a\n40961|b\n", "src/table.txt") == []


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Adding a number to itself\ncounts every unit of it two times over.", "the solution of"),
        ("One point for naming the addition, one for saying what it is added to.", "the rubric of"),
    ],
)
def test_prose_of_a_solution_and_of_a_rubric_is_found(mini: MiniCourse, text: str, origin: str) -> None:
    [problem] = student_file(mini, f"# Notes\n\n{text}\n", "src/notes.md")
    assert problem.startswith(f"src/notes.md:3: A line of {origin} source/sums/2_sums.ipynb, cell why")


@pytest.mark.slow
def test_cells_and_outputs_of_the_release_are_read(built: MiniCourse) -> None:
    path = built.course.release / "2_sums.ipynb"
    leak = [{"output_type": "stream", "name": "stdout", "text": ["so:\n", "total = number + number\n"]}]
    write_outputs(path, "double", leak)
    problems = found(leaks, built)
    assert any(line.startswith("release/sums/2_sums.ipynb, cell double, output, line 2: A line") for line in problems)


def test_a_picture_in_an_output_is_not_read_as_text(built: MiniCourse) -> None:
    path = built.course.release / "1_start.ipynb"
    write_outputs(path, "1-1", html_output('<img alt="a" src="data:image/png;base64,A/40961/B=">'))
    assert found(leaks, built) == []


def test_a_file_that_is_no_text_is_passed_over(mini: MiniCourse) -> None:
    (mini.course.root / "src" / "picture.png").write_bytes(b"\x89PNG\xff\x00 total=number+number")
    assert found(leaks, mini) == []


def test_what_the_source_shows_to_all_is_no_secret_but_a_whole_solution_is(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "return total", "return 1 * total")
    mini.edit("1_start", "1-1", "1 + 1", "total = number + number")
    assert student_file(mini, "total = number + number\n") == []
    mini.edit("1_start", "1-1", "number + number", "number + number\n\ndef f(total):\n    return 1 * total")
    assert found(leaks, mini) == [
        "the solution of source/sums/2_sums.ipynb, cell double: All of it also stands outside of its region in the "
        "source, so every student reads it."
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("extra.py", "x = 1\ntotal = number + number\n", "extra.py:2: A line of the solution"),
        ("extra.py", "SEED = 40961\n", "extra.py:1: The number 40961 of the hidden test"),
        ("extra.json", '{"code": "total = number + number\\n"}', "extra.json:1: A line of the solution"),
        (
            "extra.ipynb",
            '{"nbformat": 4, "cells": [{"id": "a", "cell_type": "code", "metadata": {}, "outputs": [],'
            ' "source": "total = number + number"}]}',
            "extra.ipynb, cell a, line 1: A line of the solution",
        ),
        ("extra.ipynb", "no notebook: total = number + number\n", "extra.ipynb:1: A line of the solution"),
    ],
)
def test_what_only_the_wheel_of_the_file_for_students_holds_is_read(
    built: MiniCourse, name: str, text: str, says: str
) -> None:
    sums = handed_out(built)
    (sums.course.root / "aside").mkdir()
    (sums.course.root / "aside" / name).write_text(text)
    with (sums.course.root / "pyproject.toml").open("a") as project:
        project.write(f'\n[tool.hatch.build.targets.wheel.force-include]\n"aside/{name}" = "src/{name}"\n')
    problems = found(leaks, sums.reloaded())
    assert problems
    assert all(line.startswith("dist/sums.zip/sums/course/sums_tools-1.0-py3-none-any.whl/src/") for line in problems)
    assert any(says in line for line in problems)


def test_a_page_about_how_to_begin_is_read_and_what_is_clean_passes(built: MiniCourse) -> None:
    sums = handed_out(built)
    assert found(leaks, sums) == []
    (sums.course.root / "pages" / "START_HERE.html").write_text("<p>total = number + number</p>\n")
    assert {line.split(" of ")[0] for line in found(leaks, sums)} == {"dist/sums.zip/sums/START_HERE.html:1: A line"}


def test_an_archive_inside_of_an_archive_is_opened(built: MiniCourse) -> None:
    sums = handed_out(built)
    with zipfile.ZipFile(sums.course.root / "pages" / "more.zip", "w") as archive:
        archive.writestr("deep/inside.py", "total = number + number\n")
    (problem, *_) = found(leaks, sums)
    assert problem.startswith("dist/sums.zip/sums/more.zip/deep/inside.py:1: A line")


def test_a_file_for_students_that_cannot_be_made_is_not_called_clean(built: MiniCourse) -> None:
    sums = handed_out(built)
    (sums.course.root / "course.lock").unlink()
    assert [line.partition(":")[0] for line in found(leaks, sums)] == ["The file for students"]


def test_a_long_seed_is_found_in_a_table_of_data_too(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double-check", "40961", "4611686018427387904")
    assert student_file(mini, "1 2 4611686018427387904\n", "src/table.txt")[0].startswith("src/table.txt:1: The number")
