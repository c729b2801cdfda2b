"""The table of grades says of each sum what it is worth."""

import csv
from pathlib import Path
from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS

from classroom.sanitising.gradebook import Records
from classroom.showing.export import COLUMNS, GradesWithState
from classroom.showing.first_page import NOT_READ

pytestmark = pytest.mark.slow


def exported(course: GradedCourse, place: Path, **settings: Any) -> list[dict[str, str]]:
    with course.gradebook() as gradebook:
        GradesWithState(to=str(place), **settings).export(gradebook)
    with place.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def four(course: GradedCourse) -> GradedCourse:
    """One is graded, one waits to be read, one was broken off, one handed nothing in."""
    course.hand_in("ann", **RIGHT)
    course.hand_in("bob", **RIGHT, why="It looks twice.")
    course.hand_in("cid", **RIGHT)
    course.grade()
    Records(course.directory().db_url, "graded", ASSIGNMENT).begin("cid", [NUMBERS, WORDS], keep_timestamp=False)
    with course.gradebook() as gradebook:
        named: Any = {"last_name": "Dow, of York", "first_name": "Dän"}
        gradebook.add_student("dan", **named)
    return course


def test_each_sum_says_what_it_is_worth(four: GradedCourse, tmp_path: Path) -> None:
    rows = exported(four, tmp_path / "grades.csv")
    items = ("double-check", "norm-check", "count-check", "why", "twice-check")
    assert tuple(rows[0]) == (*COLUMNS, *items)
    assert {row["student_id"]: tuple(row[item] for item in ("waiting", *items)) for row in rows} == {
        "ann": ("0", "3.0", "2.0", "3.0", "0.0", "2.0"),
        "bob": ("1", "3.0", "2.0", "3.0", NOT_READ, "2.0"),
        "cid": ("0", "", "", "", "", ""),
        "dan": ("0", "0.0", "0.0", "0.0", "0.0", "0.0"),
    }
    assert {row["student_id"]: (row["score"], row["state"]) for row in rows} == {
        "ann": ("10.0", "graded"),
        "bob": ("10.0", "waits for a person"),
        "cid": ("", "grading broken off"),
        "dan": ("0.0", "nothing handed in"),
    }
    assert [(row["last_name"], row["first_name"]) for row in rows if row["student_id"] == "dan"] == [
        ("Dow, of York", "Dän")
    ]


def test_some_students_and_some_assignments_can_be_asked_for(four: GradedCourse, tmp_path: Path) -> None:
    assert [row["student_id"] for row in exported(four, tmp_path / "a.csv", student=["bob"])] == ["bob"]
    assert exported(four, tmp_path / "b.csv", assignment=["other"]) == []


def test_items_have_the_names_that_people_know_and_no_name_is_a_formula(
    four: GradedCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = '[[items]]\nid = "{0}"\npart = "{1}"\nnotebook = "x"\nkind = "{2}"\npoints = 1\ntitle = ""\n'
    (four.root / "items.toml").write_text(
        table.format("double", "1(a)", "auto") + table.format("why", "1(a)", "written")
    )
    (four.root / "pyproject.toml").write_text(
        f'[tool.classroom]\nassignment = "{ASSIGNMENT}"\nitems = "items.toml"\nstudent_side = ["x"]\nanswers = "y"\n'
    )
    monkeypatch.chdir(four.root)
    four.hand_in("eve", **RIGHT)
    with four.gradebook() as gradebook:
        about: Any = {"last_name": "=1+1", "first_name": "-x", "email": "@x"}
        gradebook.update_or_create_student("ann", **about)
    rows = exported(four, tmp_path / "grades.csv")
    assert list(rows[0])[len(COLUMNS) :] == ["1(a) code", "1(a) written", "norm-check", "count-check", "twice-check"]
    assert (rows[0]["1(a) code"], rows[0]["1(a) written"], rows[0]["norm-check"]) == ("3.0", "0.0", "2.0")
    assert (rows[0]["last_name"], rows[0]["first_name"], rows[0]["email"]) == ("'=1+1", "'-x", "'@x")
    assert [(row["score"], row["state"]) for row in rows if row["student_id"] == "eve"] == [("", "not graded yet")]
