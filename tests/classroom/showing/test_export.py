"""The table of grades says of each sum what it is worth."""

import csv
from pathlib import Path
from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS

from classroom.sanitising.gradebook import Records
from classroom.showing.export import COLUMNS, GradesWithState


def exported(course: GradedCourse, place: Path, **settings: Any) -> list[dict[str, str]]:
    with course.gradebook() as gradebook:
        GradesWithState(to=str(place), **settings).export(gradebook)
    with place.open(newline="", encoding="utf-8") as file:
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
    assert tuple(rows[0]) == COLUMNS
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
