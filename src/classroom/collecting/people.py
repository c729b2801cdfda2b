"""Says who in this course an LMS means: which hand-ins are one person's, and what the person's folder is called.

Two with one name are two: their ids at the LMS tell them apart. One who is written in two ways is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classroom.archives import safe_name
from classroom.collecting.finding import Delivery
from classroom.collecting.naming import Owner
from classroom.collecting.roster import Person, is_fit, words


@dataclass(frozen=True)
class Student:
    """One person's hand-ins. `id` is what the folder is called; `is_known` says whether the roster has this person."""

    id: str
    shown: str
    deliveries: tuple[Delivery, ...]
    is_known: bool = True
    why: str = ""


@dataclass
class _Group:
    owner: Owner
    deliveries: list[Delivery] = field(default_factory=list)


def students(deliveries: Iterable[Delivery], roster: Sequence[Person] | None) -> list[Student]:
    """The hand-ins by student, in the order of their ids."""
    groups: dict[tuple[str, ...], _Group] = {}
    for delivery in deliveries:
        groups.setdefault(_key(delivery.owner), _Group(delivery.owner)).deliveries.append(delivery)
    found: dict[str, Student] = {}
    for key, person in _matched(groups, roster or ()).items():
        group = groups[key]
        if person is not None:
            student = Student(person.id, person.name or group.owner.shown, tuple(group.deliveries))
        else:
            why = _why_unknown(group.owner, roster) if roster is not None else ""
            student = Student(made_id(group.owner), group.owner.shown, tuple(group.deliveries), roster is None, why)
        same = found.get(student.id.casefold())
        if same is not None:
            student = Student(
                same.id,
                same.shown,
                (*same.deliveries, *student.deliveries),
                same.is_known and student.is_known,
                same.why or student.why,
            )
        found[student.id.casefold()] = student
    return sorted(found.values(), key=lambda student: student.id)


def _key(owner: Owner) -> tuple[str, ...]:
    """The same for the same person: the most particular thing that the LMS says."""
    for kind, said in (("sid", owner.sid), ("login", owner.login), ("email", owner.email)):
        if said:
            return (owner.system, kind, said.casefold())
    if owner.lms_id:
        return (owner.system, "lms", owner.lms_id, *sorted(words(owner.name)))
    return (owner.system, "name", unicodedata.normalize("NFC", owner.name).casefold())


def made_id(owner: Owner) -> str:
    """A readable id for somebody who is on no roster; the same whenever the LMS says the same."""
    if not owner.system:
        student = owner.name
    elif owner.login:
        student = owner.login
    else:
        number = owner.sid or owner.lms_id or owner.email
        name = "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", owner.name).lower()))
        student = f"{name}-{number}" if name and number else name or number
    student = re.sub(r"[\[\]*?&`,:|'\"\\]", "_", safe_name(student)).strip(" .")
    return student if is_fit(student) else f"student-{'-'.join(words(student)) or 'without-a-name'}"


def _matched(groups: dict[tuple[str, ...], _Group], roster: Sequence[Person]) -> dict[tuple[str, ...], Person | None]:
    """Whom in the roster each group is, by an id if there is one that says so, else by the name if only one fits."""
    by_id = {key: _by_id(group.owner, roster) for key, group in groups.items()}
    taken = {person.id for person in by_id.values() if person}
    by_name = {
        key: _by_name(group.owner, [person for person in roster if person.id not in taken or not group.owner.lms_id])
        for key, group in groups.items()
        if by_id[key] is None
    }
    found = {person.id: 0 for person in by_name.values() if person}
    for key, person in by_name.items():
        if person and groups[key].owner.lms_id:
            found[person.id] += 1
    # Two different ids at the LMS are two persons, and nobody can say which of them the roster means.
    return {
        key: person or (named if (named := by_name.get(key)) and found[named.id] < 2 else None)
        for key, person in by_id.items()
    }


def _by_id(owner: Owner, roster: Sequence[Person]) -> Person | None:
    if not owner.system:
        found = [
            person
            for person in roster
            if owner.name.casefold() in _ids(person, ("id", "login", "sid", "email", "lms_id"))
        ]
        return found[0] if len(found) == 1 else None
    for said, where in (
        (owner.sid, ("sid", "id", "login")),
        (owner.login, ("login", "id", "sid", "email")),
        (owner.email, ("email", "id", "login")),
        (owner.lms_id, ("lms_id",)),
    ):
        found = [person for person in roster if said and said.casefold() in _ids(person, where)]
        if len(found) == 1 and (said != owner.lms_id or _may_be(owner, found[0])):
            return found[0]
    local = owner.email.partition("@")[0].casefold()
    found = [person for person in roster if local and local in {person.login.casefold(), person.id.casefold()}]
    return found[0] if len(found) == 1 else None


def _may_be(owner: Owner, person: Person) -> bool:
    """Whether the number of an LMS may be this person's: another LMS's roster may have it for somebody else.

    Canvas writes names as one word and shows preferred ones, so there the number alone counts.
    """
    if owner.system == "Canvas" or not owner.name or not person.name:
        return True
    return bool(set(words(owner.name)) & set(words(person.name)))


def _ids(person: Person, kinds: Iterable[str]) -> set[str]:
    return {getattr(person, kind).casefold() for kind in kinds} - {""}


def _by_name(owner: Owner, roster: Sequence[Person]) -> Person | None:
    found = [person for person in roster if person.name and is_same_name(owner.name, person.name)]
    if owner.system == "Canvas" and owner.lms_id:
        # Somebody whose id at Canvas the roster knows is not somebody with another. (Moodle has several kinds of ids.)
        found = [person for person in found if not person.lms_id]
    return found[0] if len(found) == 1 else None


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are the same: in any order, with or without blanks, commas and accents."""
    first, second = words(one), words(other)
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    # Canvas writes the family name and the first names as one word.
    squeezed = "".join(first)
    turns = {"".join(second[place:] + second[:place]) for place in range(len(second))}
    return len(first) == 1 and len(second) > 1 and squeezed in turns


def _why_unknown(owner: Owner, roster: Sequence[Person]) -> str:
    alike = [person.id for person in roster if is_same_name(owner.name, person.name)]
    if alike:
        return (
            f"The roster has this name ({', '.join(alike)}), but nothing says that it is the same person. Write "
            f"the id {owner.lms_id or owner.sid or owner.login} of {owner.system or 'the file'} into the roster."
        )
    return "The roster does not have this name or id. Add it, or rename what was handed in."
