"""Class lists as the systems export them."""

from pathlib import Path

import pytest

from classroom.collecting.roster import Person, is_fit, read_roster, words
from classroom.course import CourseError

ROSTERS = {
    "nbgrader": "id,first_name,last_name,email,lms_user_id\nada,Ada,Lovelace,ada@x.edu,77\n",
    "Canvas": "Student,ID,SIS User ID,SIS Login ID,Section,A2 (1)\n    Points Possible,,,,,49\n"
    '"Lovelace, Ada",77,u7,ada,S1,\n"Lovelace, Ada",77,u7,ada,S2,\n"Student, Test",99,,x,S1,\n',
    "Moodle": "First name,Last name,Username,ID number,Email address\nAda,Lovelace,ada,u7,ada@x.edu\n",
    "Moodle's worksheet": "Identifier,Full name,ID number,Email address,Status\n"
    "Participant 77,Ada Lovelace,u7,ada@x.edu,-\n",
    "Gradescope": "First Name,Last Name,SID,Email,Role\nAda,Lovelace,u7,ada@x.edu,Student\n",
    "Blackboard": '"Last Name"\t"First Name"\t"Username"\t"Student ID"\nLovelace\tAda\tada\tu7\n',
    "Brightspace": "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n"
    "#u7,#ada,Lovelace,Ada,ada@x.edu,#\n",
    "a spreadsheet": "Matrikelnummer;Nachname;Vorname;E-Mail\nu7;Lovelace;Ada;ada@x.edu\n",
    "names only": "Name\nAda Lovelace\n",
}  # fmt: skip

PARTS = {"first": "Ada", "last": "Lovelace"}


@pytest.mark.parametrize(
    ("system", "person"),
    [
        ("nbgrader", Person("ada", "Ada Lovelace", email="ada@x.edu", lms_id="77", **PARTS)),
        ("Canvas", Person("ada", "Lovelace, Ada", "ada", "u7", lms_id="77", **PARTS)),
        ("Moodle", Person("ada", "Ada Lovelace", "ada", "u7", "ada@x.edu", **PARTS)),
        ("Moodle's worksheet", Person("u7", "Ada Lovelace", "", "u7", "ada@x.edu", "77")),
        ("Gradescope", Person("u7", "Ada Lovelace", "", "u7", "ada@x.edu", **PARTS)),
        ("Blackboard", Person("ada", "Ada Lovelace", "ada", "u7", **PARTS)),
        ("Brightspace", Person("ada", "Ada Lovelace", "ada", "u7", "ada@x.edu", **PARTS)),
        ("a spreadsheet", Person("u7", "Ada Lovelace", "", "u7", "ada@x.edu", **PARTS)),
        ("names only", Person("ada-lovelace", "Ada Lovelace")),
    ],
)
def test_the_list_of_each_system_is_read(tmp_path: Path, system: str, person: Person) -> None:
    (tmp_path / "r.csv").write_text(ROSTERS[system])
    assert read_roster(tmp_path / "r.csv") == (person,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_umlauts_are_read_in_any_alphabet(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "r.csv").write_bytes("id,name\r\nm,Jürgen Müller\r\n".encode(encoding))
    assert read_roster(tmp_path / "r.csv")[0].name == "Jürgen Müller"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 a workbook", "save it as CSV"),
        (b"Section,Grade\nA,1\n", "names no column"),
        (b"", "names no column"),
        (b"id,name\n", "lists nobody"),
        (b"id,name\nada,Ada Lovelace\nADA,Ada Byron\n", "has ADA twice, for Ada Lovelace and for Ada Byron"),
        (b"id,name\n../ada,Ada\n", "is no name for a student's folder"),
    ],
)
def test_a_roster_that_is_none_says_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    with pytest.raises(CourseError, match=says):
        read_roster(tmp_path / "r.csv")
    with pytest.raises(CourseError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")


@pytest.mark.parametrize("student", ["ada", "12345", "ada@x.edu", "Jürgen Müller", "a-b_c.d"])
def test_ids_that_can_be_folders_are_fit(student: str) -> None:
    assert is_fit(student)


@pytest.mark.parametrize(
    "student", ["", "..", ".a", "a/b", "a\\b", " a", "a ", "a.", "a*", "a,b", "<a>", "a" * 200, "a\n"]
)
def test_others_are_not(student: str) -> None:
    assert not is_fit(student)


def test_a_name_has_the_same_words_however_it_is_written() -> None:
    assert words("Müller-Lüdenscheidt, JÜRGEN") == words("mu\u0308ller lüdenscheidt jurgen")
