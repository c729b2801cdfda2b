"""The files for Canvas and Moodle: final grades only, in the columns that each of them imports."""

import csv
from pathlib import Path
from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, WORDS

from classroom.cli import main
from classroom.course import Course, CourseError
from classroom.reporting.lms import export_for


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def settle(graded: GradedCourse, student: str) -> None:
    """Give the written answer its points."""
    with graded.gradebook() as gradebook:
        grade = gradebook.find_grade("why", WORDS, ASSIGNMENT, student)
        grade.manual_score, grade.needs_manual_grade = 2, False  # type: ignore[assignment]
        gradebook.db.commit()


def test_canvas_gets_its_own_columns(classes: Course, graded: GradedCourse, tmp_path: Path) -> None:
    settle(graded, "dan")
    said = export_for(classes, "canvas", tmp_path / "c.csv")
    header, possible, *students = rows(tmp_path / "c.csv")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "sums"]
    assert [cell.strip() for cell in possible] == ["Points Possible", "", "", "", "", "12.0"]
    assert [(row[1], row[3], row[5]) for row in students] == [
        *(("", "ann", "10.0"), ("", "cid", "0.0"), ("7", "dan", "2.0"), ("", "eve", "0.0")),
    ]
    assert students[2][0].startswith("'=cmd")
    assert "the grades of 4 of 7 students" in said
    assert "Not in it, waits for a person: bob." in said
    assert "Not in it, not graded yet: fay." in said
    assert "Not in it, nothing handed in: gil." in said


def test_moodle_gets_what_it_can_map(classes: Course, graded: GradedCourse, tmp_path: Path) -> None:
    with graded.gradebook() as gradebook:
        about: Any = {"first_name": "Ann", "last_name": "Lee", "email": "+ann@x.org"}
        gradebook.update_or_create_student("ann", **about)
    said = export_for(classes, "moodle", tmp_path / "m.csv")
    header, first, *_ = rows(tmp_path / "m.csv")
    assert header == ["First name", "Last name", "Username or ID number", "Email address", "sums"]
    assert first == ["Ann", "Lee", "ann", "'+ann@x.org", "10.0"]
    assert "Enter by hand what the LMS does not find: ann." in said


def test_nothing_is_written_where_nothing_is_final(course: GradedCourse, empty: Course, tmp_path: Path) -> None:
    (empty.root / "gradebook.db").write_bytes((course.root / "gradebook.db").read_bytes())
    with pytest.raises(CourseError, match="No grade of sums is final, so nothing was written"):
        export_for(empty, "canvas", tmp_path / "c.csv")
    assert not (tmp_path / "c.csv").exists()


def test_the_command_writes_it(classes: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "out.csv"
    assert main(["--course", str(classes.root), "export", "moodle", "--to", str(place)]) == 0
    assert "Map from `Email address`" in capsys.readouterr().out
    assert len(rows(place)) == 4
