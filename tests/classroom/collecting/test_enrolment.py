"""The class is in nbgrader's gradebook once its roster was read, whether anybody has handed in or not."""

import csv
from pathlib import Path

import pytest
from minicourse import MiniCourse
from nbgrader.api import Gradebook

from classroom.collecting.enrolment import enrol
from classroom.collecting.roster import Person
from classroom.showing.export import GradesWithState


@pytest.mark.slow
def test_the_export_has_names_and_those_who_handed_in_nothing(
    built: MiniCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # as in a shell where the environment is not switched on
    ada = Person("ada", "Lovelace, Ada", first="Ada", last="Lovelace", lms_id="101")
    enrol(built.course, [ada, Person("plato", "Plato")])
    enrol(built.course, [Person("ada", "", email="ada@x.edu")])
    with Gradebook(f"sqlite:///{built.course.root / 'gradebook.db'}", "sums") as gradebook:
        gradebook.add_assignment("sums")
        assert gradebook.find_student("ada").lms_user_id == "101"
        GradesWithState(to=str(tmp_path / "grades.csv")).export(gradebook)
    with (tmp_path / "grades.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student_id"], row["last_name"], row["first_name"], row["email"], row["state"]) for row in rows] == [
        ("ada", "Lovelace", "Ada", "ada@x.edu", "nothing handed in"),
        ("plato", "Plato", "", "", "nothing handed in"),
    ]
