"""What the names say that LMSs and instructors give to files and folders."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from classroom.collecting.naming import (
    Named,
    Owner,
    copy_number,
    named_by_hand,
    named_by_lms,
    read_date,
    uncopied,
    without_copy_mark,
)

ADA = "Ada Lovelace"
MAY_DAY = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def canvas(name: str, number: str, rest: str, late: bool = False) -> Named:
    return Named(Owner("Canvas", name, number), rest, late=late)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lovelaceada_12345_678901_assignment2-1.zip", canvas("lovelaceada", "12345", "assignment2-1.zip")),
        ("lovelaceada_LATE_12345_678901_a_b_c.zip", canvas("lovelaceada", "12345", "a_b_c.zip", late=True)),
        ("mu\u0308llerjo_e_12_34_x.ipynb", canvas("müllerjo_e", "12", "x.ipynb")),
        ("lovelaceada_12345_text.html", canvas("lovelaceada", "12345", "text.html")),
        ("anon_Ab1xZ_678_a.zip", canvas("", "anon_Ab1xZ", "a.zip")),
        ("LATE_anon_Ab1xZ_678_a.zip", canvas("", "anon_Ab1xZ", "a.zip", late=True)),
        (f"{ADA}_12345_assignsubmission_file_", Named(Owner("Moodle", ADA, "12345"))),
        (f"{ADA}_12345_assignsubmission_file", Named(Owner("Moodle", ADA, "12345"))),
        (f"{ADA}_12345_assignsubmission_file_a_b.zip", Named(Owner("Moodle", ADA, "12345"), "a_b.zip")),
        (f"{ADA}_12345_assignsubmission_onlinetext_", Named(Owner("Moodle", ADA, "12345"))),
        ("Participant_77_assignsubmission_file_", Named(Owner("Moodle", "Participant", "77"))),
        ("Default group_assignsubmission_file_", Named(Owner("Moodle", "Default group"))),
        (
            "HW 2_ada_attempt_2024-05-01-12-30-00_a_b.zip",
            Named(Owner("Blackboard", login="ada", full="HW 2_ada"), "a_b.zip", MAY_DAY.replace(hour=12, minute=30)),
        ),
        (
            f"123-9 - {ADA} - May 1, 2024 1234 PM",
            Named(Owner("Brightspace", ADA, "123"), "", MAY_DAY.replace(hour=12, minute=34)),
        ),
        (
            "123-9 - N017 - Ada King-Noel - May 1, 2024 1234 AM - a - b.zip",
            Named(Owner("Brightspace", "Ada King-Noel", "123", sid="N017"), "a - b.zip", MAY_DAY.replace(minute=34)),
        ),
        ("Lovelace, Ada(alove)", Named(Owner("Sakai", "Lovelace, Ada", login="alove"))),
    ],
)  # fmt: skip
def test_each_system_has_names_of_its_own(name: str, said: Named) -> None:
    assert named_by_lms(name) == said


@pytest.mark.parametrize(
    "name", ["eve.zip", "eve_1_2_x.zip", "eve_2_sums.ipynb", "assignment2 (1).zip", "submission_12", "a - b - c.zip"]
)
def test_other_names_are_no_systems(name: str) -> None:
    assert named_by_lms(name) is None


@pytest.mark.parametrize(
    ("name", "student", "rest"),
    [
        ("eve.zip", "eve", "eve.zip"),
        ("eve (1).zip", "eve", "eve (1).zip"),
        ("eve - Copy.tar.gz", "eve", "eve - Copy.tar.gz"),
        ("A1234567.zip", "A1234567", "A1234567.zip"),
        ("eve.adams@x.edu.zip", "eve.adams@x.edu", "eve.adams@x.edu.zip"),
        ("eve_2_sums.ipynb", "eve", "2_sums.ipynb"),
        ("eve_2_sums (1).ipynb", "eve", "2_sums (1).ipynb"),
        ("eve_adams-sums.zip", "eve_adams", "sums.zip"),
        ("eve_assignment2.zip", "eve", "assignment2.zip"),
        ("assignment2-eve.zip", "eve", "assignment2.zip"),
        ("2_sums_eve.ipynb", "eve", "2_sums.ipynb"),
        ("Eve Adams - work.zip", "Eve Adams", "work.zip"),
        ("Eve Adams", "Eve Adams", "Eve Adams"),
    ],
)
def test_what_is_named_by_its_student_is_the_students(name: str, student: str, rest: str) -> None:
    assert named_by_hand(name, ("1_start", "2_sums"), "sums") == Named(Owner("", student), rest)


@pytest.mark.parametrize(
    "name",
    ["assignment2.zip", "assignment2 (3).zip", "2_sums.ipynb", "2_sums (1).ipynb", "Sums.zip", "HW2.zip", "files"],
)
def test_what_is_named_by_the_work_is_nobodys(name: str) -> None:
    assert named_by_hand(name, ("1_start", "2_sums"), "sums") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 1, 2024 1234 PM", (2024, 5, 1, 12, 34)),
        ("Sept. 30, 2024 905 AM", (2024, 9, 30, 9, 5)),
        ("Oct 3, 2018 9:43 PM", (2018, 10, 3, 21, 43)),
        ("1 May 2024 1834", (2024, 5, 1, 18, 34)),
    ],
)
def test_dates_are_read_as_brightspace_writes_them(text: str, date: tuple[int, ...]) -> None:
    assert read_date(text) == datetime(*date, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("text", ["Xyz 1, 2024 1234 PM", "May 32, 2024 100 PM", "May 1, 2024 2561", "yesterday"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_copies_are_counted_and_their_marks_taken_off() -> None:
    assert [copy_number(name) for name in ("a.zip", "a (2).zip", "a - Copy.zip", "a-Copy3.ipynb")] == [0, 2, 1, 3]
    assert [uncopied(name) for name in ("a.zip", "a (2) (1).zip", "a.ipynb.txt", "a.b")] == ["a", "a", "a", "a.b"]
    assert [without_copy_mark(name) for name in ("plot-1.png", "plot.png", "plot")] == ["plot.png", "plot.png", "plot"]
