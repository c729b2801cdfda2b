"""Reads the list of a class as LMSs export it, and finds somebody in it by whatever another export says of them."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from classroom.course import CourseError
from classroom.sanitising.exporter import STUDENT_NAME

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "login": ("username", "sisloginid", "loginid", "login", "netid", "user", "benutzername", "anmeldename"),
    "sid": (
        *("sid", "sisuserid", "sisid", "studentid", "idnumber", "orgdefinedid", "studentnumber", "matriculationnumber"),
        *("matrikelnummer", "idnummer", "externalid"),
    ),
    "lms_id": ("lmsuserid", "identifier", "participantid", "canvasuserid", "canvasid", "userid", "teilnehmernummer"),
    "email": ("email", "emailaddress", "mail", "emailadresse"),
    "first": ("firstname", "givenname", "vorname"),
    "last": ("lastname", "surname", "familyname", "nachname"),
    "name": ("student", "name", "fullname", "studentname", "displayname", "vollstandigername"),
}
"""How the columns of an export may be called, written in small letters and without anything else."""
NO_STUDENTS = ("points possible", "student, test")
"""Rows that Canvas puts between the students."""
NAMED_BY = ("id", "login", "sid", "email", "lms_id", "name")
"""What the folder of a student is called by: the first of these that the roster has."""


@dataclass(frozen=True)
class Person:
    """One row of the roster. `id` is what the student's folder is called.

    `first` and `last` are the parts of the name, where the roster tells them apart.
    """

    id: str
    name: str = ""
    login: str = ""
    sid: str = ""
    email: str = ""
    lms_id: str = ""
    first: str = ""
    last: str = ""


def read_roster(path: Path) -> tuple[Person, ...]:
    """The students of a roster; `CourseError` says what is wrong with it."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise CourseError(f"The roster {path} cannot be read: {error.strerror}. Name a CSV file.") from error
    if "\0" in text or text.startswith("PK\x03\x04"):
        raise CourseError(f"The roster {path} is no CSV file. Open it in a spreadsheet and save it as CSV.")
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)) if any(row)]
    kinds = _kinds(rows[0]) if rows else {}
    if not kinds.keys() & {"id", "login", "sid", "email", "lms_id"} and "name" not in kinds and "last" not in kinds:
        known = ", ".join(name for names in COLUMNS.values() for name in names[:1])
        raise CourseError(
            f"The first line of the roster {path} names no column that says who somebody is. It needs one like these: "
            f"{known}. What Canvas, Moodle, Gradescope, Blackboard, Brightspace and nbgrader export will do."
        )
    people = list(_people(rows[1:], kinds))
    if not people:
        raise CourseError(f"The roster {path} lists nobody. Export it again.")
    return _once(people, path)


def _people(rows: Iterable[list[str]], kinds: Mapping[str, int]) -> Iterator[Person]:
    for row in rows:
        said = {kind: row[place].strip().lstrip("#") for kind, place in kinds.items() if place < len(row)}
        said = {kind: unicodedata.normalize("NFC", text) for kind, text in said.items() if text}
        name = said.get("name", "") or " ".join(said[part] for part in ("first", "last") if part in said)
        if name.strip().lower() in NO_STUDENTS:
            continue
        said["name"] = name
        if ", " in name and "first" not in said:
            said["last"], _, said["first"] = name.partition(", ")
        if "lms_id" in said:
            # Moodle writes "Participant 12345".
            said["lms_id"] = said["lms_id"].rpartition(" ")[2]
        chosen = next((said[kind] for kind in NAMED_BY if said.get(kind)), "")
        if chosen:
            kept = {kind: said.get(kind, "") for kind in ("name", "login", "sid", "email", "lms_id", "first", "last")}
            yield Person(id=chosen if chosen != name else "-".join(words(name)), **kept)


def _once(people: list[Person], path: Path) -> tuple[Person, ...]:
    """Each student once: Canvas lists somebody who is in two sections twice."""
    found: dict[str, Person] = {}
    for person in people:
        if not is_fit(person.id):
            raise CourseError(
                f"{person.id!r} in the roster {path} is no name for a student's folder. Leave out characters like / < "
                "and blanks at the ends."
            )
        other = found.setdefault(person.id.casefold(), person)
        if words(other.name) != words(person.name):
            raise CourseError(
                f"The roster {path} has {person.id} twice, for {other.name} and for {person.name}. Give each an id."
            )
    return tuple(found.values())


def is_fit(student: str) -> bool:
    """Whether nbgrader, its gradebook and the file system take this for a student's id."""
    return (
        bool(STUDENT_NAME.fullmatch(student))
        and not re.search(r"[/\\,:|]", student)
        and student == student.strip(" ")
        and not student.startswith(".")
        and not student.endswith(".")
        and len(student.encode()) <= 150
    )


def _decoded(raw: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _kinds(header: list[str]) -> dict[str, int]:
    """Which column is what. In Canvas's gradebook `ID` is Canvas's own; in nbgrader's list it is the student's."""
    plain = ["".join(words(title)) for title in header]
    kinds = {
        kind: next(plain.index(name) for name in names if name in plain)
        for kind, names in COLUMNS.items()
        if any(name in plain for name in names)
    }
    if "id" in kinds and ("student" in plain or "sisuserid" in plain):
        kinds["lms_id"] = kinds.pop("id")
    return kinds


def words(name: str) -> list[str]:
    """The words of a name, in small letters without accents: the same however the name is written."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
