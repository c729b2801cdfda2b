"""When grading itself fails: no partial score stays as if it were final, and the others are graded."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from classroom.commands import CONFIG_FILE, search_path
from grading.arena import read_points
from grading.course import ASSIGNMENT, NUMBERS, WORDS, write_course
from grading.handing_in import Handed, Surroundings

pytestmark = pytest.mark.slow


def grade(course: Path, home: Path, *more: str) -> int:
    environment = {**os.environ, "PATH": search_path(), "HOME": str(home)}
    environment["PYTHONPATH"] = os.pathsep.join([*sys.path, environment.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, *more]
    return subprocess.run(
        command, cwd=course, env=environment, capture_output=True, timeout=300, check=False
    ).returncode


def asks_for_a_person(course: Path, student: str) -> int:
    question = (
        "select count(*) from grade join submitted_notebook n on n.id = grade.notebook_id join submitted_assignment a"
        " on a.id = n.assignment_id where a.student_id = ? and grade.needs_manual_grade"
    )
    with sqlite3.connect(course / "gradebook.db") as database:
        return int(database.execute(question, (student,)).fetchone()[0])


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    write_course(root, stock=False)
    for name in ("after", "refused", "unlucky", "zoe"):
        folder = root / "submitted" / name / ASSIGNMENT
        shutil.copytree(root / "release" / ASSIGNMENT, folder)
        Handed(folder, name, Surroundings(0)).right()
    return root


def test_a_failure_costs_one_notebook_and_a_refusal_leaves_no_score(course: Path, tmp_path: Path) -> None:
    with (course / CONFIG_FILE).open("a") as config:
        config.write("c.Autograde.autograde_preprocessors.insert(0, 'grading.raising.Raising')\n")
    assert grade(course, tmp_path) == 1, "nbgrader tells about the refusal"
    assert read_points(course, "after") == read_points(course, "zoe")
    assert sum((read_points(course, "zoe") or {}).values()) == 10
    unlucky = read_points(course, "unlucky") or {}
    assert (unlucky["double-check"], unlucky["count-check"]) == (0, 3)
    assert asks_for_a_person(course, "unlucky") == 3
    notebook = (course / "autograded" / "unlucky" / ASSIGNMENT / f"{NUMBERS}.ipynb").read_text()
    assert "broke off" in notebook
    assert "MemoryError" in notebook
    assert not (course / "autograded" / "refused").joinpath(ASSIGNMENT).exists()
    assert asks_for_a_person(course, "refused") >= 2


def test_a_run_that_was_broken_off_is_taken_up_again(course: Path, tmp_path: Path) -> None:
    left = course / "autograded" / "zoe" / ASSIGNMENT
    left.mkdir(parents=True)
    (left / f"{NUMBERS}.ipynb").write_text("{}")
    (left / ".grading-has-not-ended").touch()
    assert grade(course, tmp_path) == 0
    assert sum((read_points(course, "zoe") or {}).values()) == 10
    assert (left / f"{WORDS}.ipynb").is_file()
    # A submission that gets worse loses what it had.
    (course / "submitted" / "zoe" / ASSIGNMENT / f"{WORDS}.ipynb").write_text("")
    assert grade(course, tmp_path, "--force") == 0
    assert sum((read_points(course, "zoe") or {}).values()) == 5


def test_a_source_that_changed_since_the_release_is_not_graded_against(course: Path, tmp_path: Path) -> None:
    path = course / "source" / ASSIGNMENT / f"{NUMBERS}.ipynb"
    path.write_text(path.read_text().replace('"points": 3.0', '"points": 4.0'))
    assert grade(course, tmp_path) == 1
    assert read_points(course, "zoe") is None


def test_names_that_are_no_names_are_not_graded(course: Path, tmp_path: Path) -> None:
    submitted = course / "submitted"
    (submitted / "after").rename(submitted / "<b>after")
    (submitted / "refused").rename(submitted / "a\x1b[2J")
    # As a pattern it would be zoe's name too.
    shutil.copytree(submitted / "zoe", submitted / "zo?")
    # The bytes are no text: nbgrader could not write that name into its gradebook.
    os.rename(submitted / "unlucky", os.path.join(os.fsencode(submitted), b"\xff\xfe"))
    assert grade(course, tmp_path) == 0
    assert read_points(course, "<b>after") is None
    assert read_points(course, "zo?") is None
    assert sum((read_points(course, "zoe") or {}).values()) == 10


def test_a_date_counts_where_the_course_says_so(course: Path, tmp_path: Path) -> None:
    dates = [course / "submitted" / name / ASSIGNMENT / "timestamp.txt" for name in ("after", "zoe")]
    for path in dates:
        path.write_text("2001-01-01 00:00:00 UTC")

    def dated() -> int:
        with sqlite3.connect(course / "gradebook.db") as database:
            return int(database.execute("select count(timestamp) from submitted_assignment").fetchone()[0])

    assert grade(course, tmp_path) == 0
    assert dated() == 0
    for path in dates:
        path.with_name("timestamp.txt.refused").rename(path)
    with (course / CONFIG_FILE).open("a") as config:
        config.write("c.SubmissionExporter.trust_timestamps = True\n")
    assert grade(course, tmp_path, "--force") == 0
    assert dated() == 2
