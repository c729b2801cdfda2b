"""The zip for Gradescope: what is in it, that it is told apart from the file for students, the same each time."""

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from finding import found
from minicourse import REPOSITORY, MiniCourse, handed_out

from classroom.autograder.packing import PLATFORM, autograder_files, autograder_path, write_autograder
from classroom.cli import main
from classroom.course import CourseError, load_course
from classroom.editions.files import Edition
from classroom.editions.handout import handout_path
from classroom.rules.leaks import leaks


@pytest.fixture(scope="module")
def real() -> Edition:
    return autograder_files(load_course(REPOSITORY), 20)


@pytest.fixture
def sums(built: MiniCourse) -> MiniCourse:
    return handed_out(built)


@pytest.mark.slow
def test_it_holds_the_course_as_it_grades_and_what_is_installed(real: Edition) -> None:
    source = {f"course/source/word2vec/{path.name}" for path in (REPOSITORY / "source" / "word2vec").iterdir()}
    described = {"course/pyproject.toml", "course/nbgrader_config.py", "course/src/word2vec_lab/items.toml"}
    wheel = "install/word2vec_from_scratch-0.1.0-py3-none-any.whl"
    called = {"setup.sh", "run_autograder", "autograder.json"}
    expected = described | called | {wheel, "install/course.lock"}
    assert expected <= set(real)
    assert {name for name in set(real) - expected if name not in source} == set()
    assert b"BEGIN HIDDEN TESTS" in real["course/source/word2vec/1_softmax.ipynb"]
    names = set(zipfile.ZipFile(io.BytesIO(real[wheel])).namelist())
    assert {"classroom/autograder/one_submission.py", "word2vec_lab/items.toml", "safepage/html.py"} <= names
    assert {f"classroom/autograder/platform/{name}" for name in PLATFORM} <= names


def test_what_gradescope_calls_stands_at_the_top_and_can_be_run(sums: MiniCourse) -> None:
    with zipfile.ZipFile(write_autograder(sums.course, 15)) as archive:
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
        settings = json.loads(archive.read("autograder.json"))
    assert {name for name, mode in modes.items() if mode == 0o755} == {"setup.sh", "run_autograder"}
    assert settings == {"minutes": 15}


@pytest.mark.parametrize("name", PLATFORM)
def test_the_scripts_are_scripts_that_bash_can_read(real: Edition, name: str, tmp_path: Path) -> None:
    assert real[name].startswith(b"#!/usr/bin/env bash\n")
    assert b"\r" not in real[name]
    (tmp_path / name).write_bytes(real[name])
    assert subprocess.run(["bash", "-n", tmp_path / name], check=False).returncode == 0


def test_the_same_course_gives_the_same_bytes(sums: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_autograder(sums.course, 20).read_bytes()
    for path in sums.course.source.iterdir():
        os.utime(path, (10**9, 10**9))
    autograder_path(sums.course).unlink()
    assert write_autograder(sums.course, 20).read_bytes() == first
    assert write_autograder(sums.course, 30).read_bytes() != first


def test_it_lies_apart_from_the_file_for_students_in_a_folder_that_says_whose_it_is(sums: MiniCourse) -> None:
    path = write_autograder(sums.course, 20)
    assert sums.course.show(path) == "dist/for-instructors-only/sums-gradescope.zip"
    assert path.parent != handout_path(sums.course).parent


def test_the_rule_against_leaks_takes_it_for_no_file_of_the_students(sums: MiniCourse) -> None:
    write_autograder(sums.course, 20)
    assert found(leaks, sums) == []


def test_the_command_says_whose_it_is_and_what_to_do_at_gradescope(
    sums: MiniCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--course", str(sums.course.root), "gradescope", "--minutes", "15"]) == 0
    said = capsys.readouterr().out
    assert "dist/for-instructors-only/sums-gradescope.zip" in said
    assert "give it to nobody. The file for students is dist/sums.zip." in said
    assert "Autograder Points 3, timeout 15 minutes" in said
    assert "  2  2  why it is twice\n" in said


def test_a_course_that_cannot_grade_is_not_packed(sums: MiniCourse, capsys: pytest.CaptureFixture[str]) -> None:
    sums.retag("2_sums", "double-check", locked=False)
    assert main(["--course", str(sums.course.root), "gradescope"]) == 1
    assert "The check is not locked" in capsys.readouterr().err
    assert not autograder_path(sums.course).exists()


def test_a_course_that_does_not_say_what_to_install_is_told_where_to_say_it(built: MiniCourse) -> None:
    with pytest.raises(CourseError, match="Add one that names `lock`"):
        autograder_files(built.course, 20)
    (handed_out(built).course.root / "course.lock").unlink()
    with pytest.raises(CourseError, match=r"course\.lock cannot be read"):
        autograder_files(built.reloaded().course, 20)
