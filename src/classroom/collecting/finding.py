"""Goes through a folder that was downloaded from an LMS, and finds what belongs to one student each.

The folder may be the one big zip of the LMS, may hold it, or hold what came out of it; the students' things may lie a
few folders further down. Whatever carries an LMS's name for a student is that student's, with all that is in it. Only
where nothing does are things taken for named by hand.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from classroom import archives
from classroom.archives import ADVICE, MB, Room, Unopenable, kind_of
from classroom.collecting import gradescope, receipts
from classroom.collecting.naming import Named, Owner, named_by_hand, named_by_lms
from classroom.course import CourseError
from classroom.leftovers import is_leftover, is_leftover_folder

MOST_CLASS = (200_000, 50_000 * MB)
"""Files and bytes that are unpacked of a whole class."""
OF_THE_LMS = re.compile(r"index\.html?|grades\.(?:csv|xlsx?)|.*\.(?:csv|xlsx?)", re.IGNORECASE)
"""What an LMS puts beside the students' things, and instructors put there."""
DOCUMENTS = (".pdf", ".html", ".htm", ".txt", ".md", ".docx", ".png", ".jpg", ".jpeg", ".py", ".yml", ".json")


@dataclass(frozen=True)
class Delivery:
    """A file or a folder of one student's.

    `shown` is its path in the download, `rest` what the student called it ("" for a folder), `submitted` when it was
    handed in, as far as the LMS says. The dates of what is `packed` are those of the LMS's archive; those of other
    files say when they were downloaded.
    """

    owner: Owner
    path: Path
    shown: str
    rest: str = ""
    submitted: datetime | None = None
    late: bool = False
    packed: bool = False


@dataclass
class Found:
    """What a download holds: what belongs to somebody, and what does not, with what to do about it, by path."""

    deliveries: list[Delivery] = field(default_factory=list)
    trouble: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What a course calls its things, and whom it knows: what helps to tell students from folders."""

    notebooks: Collection[str]
    assignment: str
    known: Collection[str] = ()


@dataclass(frozen=True)
class _Entry:
    path: Path
    shown: str
    packed: bool

    @property
    def name(self) -> str:
        return self.path.name


def find(folder: Path, wanted: Wanted, scratch: Path) -> Found:
    """Everything in `folder`, or in the archive of that name; what must be unpacked for that goes to `scratch`."""
    if not folder.exists():
        raise CourseError(f"{folder} does not exist. Name the folder, or the zip, that you downloaded from the LMS.")
    finder = _Finder(wanted, scratch)
    if folder.is_dir():
        finder.look_into([_Entry(path, path.name, False) for path in _listed(folder)])
    elif kind_of(folder) == "archive":
        finder.look_into_archive(_Entry(folder, folder.name, False))
    else:
        raise CourseError(f"{folder} is neither a folder nor a zip. Name what you downloaded from the LMS.")
    return finder.all_found()


class _Finder:
    def __init__(self, wanted: Wanted, scratch: Path) -> None:
        self.wanted = wanted
        self.scratch = scratch
        self.found = Found()
        self._opened: dict[str, list[_Entry] | None] = {}
        self._trouble: dict[str, str] = {}

    def all_found(self) -> Found:
        """What was found; what could not be opened of a student's own is told when that is opened."""
        theirs = tuple(delivery.shown for delivery in self.found.deliveries)
        own = {f"{shown}/" for shown in theirs}
        for shown, why in self._trouble.items():
            if shown not in theirs and not any(shown.startswith(beginning) for beginning in own):
                self.found.trouble.setdefault(shown, why)
        return self.found

    def look_into_archive(self, entry: _Entry) -> None:
        """Find whose is what in the archive that was named: the LMS's, or one student's."""
        entries = self._entries_of(entry)
        if entries is None:
            raise CourseError(f"{entry.path} cannot be opened. {self._trouble[entry.shown]}")
        if _is_one_hand_in(entries, self.wanted):
            self._by_hand([entry])
        else:
            self.look_into(entries)

    def look_into(self, entries: list[_Entry]) -> None:
        """Find whose is what in the folder that was named, and in the folders and archives in it that hold a class."""
        theirs = self._by_lms(entries)
        rest = [entry for entry in entries if entry not in theirs]
        alone = len(rest) == len(entries) == 1
        self._by_hand([entry for entry in rest if not self._holds_a_class(entry, alone)])

    def _holds_a_class(self, entry: _Entry, alone: bool) -> bool:
        """Look into a folder or an archive that is no student's own but the LMS's; returns whether it is one."""
        inner = self._entries_of(entry)
        if inner is None:
            return False
        while len(inner) == 1 and not named_by_lms(inner[0].name) and (deeper := self._entries_of(inner[0])):
            inner = deeper
        if theirs := self._by_lms(inner):
            self._by_hand([one for one in inner if one not in theirs])
            return True
        if self._is_known(entry.name) or not self._looks_like_a_class(inner, alone):
            return False
        self._by_hand(inner)
        return True

    def _looks_like_a_class(self, entries: list[_Entry], alone: bool) -> bool:
        """Whether what lies here are several students' things, each named by its student.

        Without a roster that can be told only where the download holds nothing else.
        """
        entries = [entry for entry in entries if not OF_THE_LMS.fullmatch(entry.name)]
        if len(entries) < 2:
            return False
        if all(self._is_known(entry.name) for entry in entries):
            return True
        names = [named_by_hand(entry.name, self.wanted.notebooks, self.wanted.assignment) for entry in entries]
        people = {named.owner.name.casefold() for named in names if named}
        whole = all(
            self._entries_of(entry) is not None or (named and named.rest != entry.name)
            for entry, named in zip(entries, names, strict=True)
        )
        return alone and whole and len(people) > 1 and None not in names and all(map(self._holds_a_notebook, entries))

    def _holds_a_notebook(self, entry: _Entry) -> bool:
        waiting = [entry]
        for _ in range(200):
            if not waiting:
                return False
            one = waiting.pop(0)
            if one.name.lower().endswith(".ipynb"):
                return True
            waiting += self._entries_of(one) or []
        return False

    def _is_known(self, name: str) -> bool:
        named = named_by_hand(name, self.wanted.notebooks, self.wanted.assignment)
        return named is not None and named.owner.name.casefold() in self.wanted.known

    def _entries_of(self, entry: _Entry) -> list[_Entry] | None:
        """What a folder or an archive holds; None for any other file."""
        if entry.path.is_symlink():
            return None
        if entry.path.is_dir():
            return [replace(entry, path=path, shown=f"{entry.shown}/{path.name}") for path in _listed(entry.path)]
        if kind_of(entry.path) != "archive":
            return None
        if entry.shown not in self._opened:
            self._opened[entry.shown] = self._unpacked(entry)
        return self._opened[entry.shown]

    def _unpacked(self, entry: _Entry) -> list[_Entry] | None:
        place = self.scratch / str(len(self._opened))
        place.mkdir(parents=True)
        room = Room(*MOST_CLASS)
        try:
            archives.unpack(entry.path, place, room, entry.shown)
        except Unopenable as error:
            self._trouble[entry.shown] = str(error)
            return None
        self._trouble |= room.trouble
        return [_Entry(path, f"{entry.shown}/{path.name}", True) for path in _listed(place)]

    def _by_lms(self, entries: list[_Entry]) -> set[_Entry]:
        """Hand out what carries a name that an LMS gave it; returns all that an LMS made."""
        taken = self._gradescope(entries)
        named = {entry: said for entry in entries if entry not in taken and (said := named_by_lms(entry.name))}
        logins = _logins(named, self.wanted.known)
        for entry, said in named.items():
            owner, submitted = said.owner, said.submitted
            if owner.system == "Blackboard":
                owner = logins[owner.full]
            if _is_receipt(said) and receipts.is_only_receipt(entry.path):
                continue
            if owner.system == "Sakai":
                submitted = receipts.read_timestamp(entry.path / "timestamp.txt")
            self._deliver(entry, replace(said, owner=owner, submitted=submitted))
        return taken | named.keys()

    def _gradescope(self, entries: list[_Entry]) -> set[_Entry]:
        """Hand out the submissions of an export of Gradescope's; returns what belongs to the export."""
        index = next((entry for entry in entries if entry.name == gradescope.LIST), None)
        folders = [entry for entry in entries if gradescope.FOLDER.fullmatch(entry.name) and entry.path.is_dir()]
        if index is None and not folders:
            return set()
        try:
            listed = gradescope.read_list(index.path) if index else {}
        except gradescope.Unreadable as error:
            self.found.trouble[index.shown if index else ""] = str(error)
            listed = {}
        taken = {index} if index else set()
        for entry in entries:
            submission = listed.get(entry.name)
            if submission is None and entry in folders:
                self.found.trouble[entry.shown] = (
                    f"Nothing says whose it is: {gradescope.LIST}, which lies beside it in Gradescope's export, does "
                    "not name it. Download the whole export again."
                )
                submission = gradescope.Submission((gradescope.nobody(entry.name),), None)
            if submission is not None:
                taken.add(entry)
                rest = "" if entry.path.is_dir() else entry.name
                for owner in submission.owners:
                    self._deliver(entry, Named(owner, rest, submission.submitted))
        return taken

    def _by_hand(self, entries: Iterable[_Entry]) -> None:
        """Hand out what somebody has named by its student."""
        for entry in entries:
            if OF_THE_LMS.fullmatch(entry.name):
                continue
            named = named_by_hand(entry.name, self.wanted.notebooks, self.wanted.assignment)
            documents = entry.name.lower().endswith(DOCUMENTS) and not entry.path.is_dir()
            if named is None or (documents and not self._is_known(entry.name)):
                self._nobodys([entry])
            else:
                self._deliver(entry, replace(named, rest="" if entry.path.is_dir() else named.rest))

    def _deliver(self, entry: _Entry, named: Named) -> None:
        if entry.path.is_symlink():
            self.found.trouble[entry.shown] = "It is a link to somewhere else. Put the files themselves there."
            return
        self.found.deliveries.append(
            Delivery(named.owner, entry.path, entry.shown, named.rest, named.submitted, named.late, entry.packed)
        )

    def _nobodys(self, entries: Iterable[_Entry]) -> None:
        for entry in entries:
            if OF_THE_LMS.fullmatch(entry.name):
                continue
            kind = kind_of(entry.path) if entry.path.is_file() else "other"
            self.found.trouble[entry.shown] = (
                f"Nothing says whose it is. {ADVICE.get(kind, '')} ".rstrip()
                + " Put it into a folder that is called by the student, and collect again."
            )


def _is_one_hand_in(entries: Iterable[_Entry], wanted: Wanted) -> bool:
    """Whether the archive that was named is a single student's: the notebooks lie in it as the course calls them."""
    return any(entry.name.lower() == f"{name}.ipynb".lower() for entry in entries for name in wanted.notebooks)


def _listed(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise CourseError(f"{folder} cannot be read: {error.strerror}.") from error
    return [
        path
        for path in found
        if not (
            is_leftover_folder(path.name) if path.is_dir() else is_leftover([path.name]) or path.name == "README.md"
        )
    ]


def _logins(named: Mapping[_Entry, Named], known: Collection[str]) -> dict[str, Owner]:
    """Who is who at Blackboard, which writes `TITLE_LOGIN`, and `_` may stand in both.

    Its text file beside an attempt tells. Else the roster does, or what all names begin with: that is the title.
    """
    fulls = {said.owner.full: said.owner for said in named.values() if said.owner.system == "Blackboard"}
    title = _common_beginning(fulls).rpartition("_")[0] if len(fulls) > 1 else ""
    told = {
        said.owner.full: receipt
        for entry, said in named.items()
        if said.owner.full in fulls and entry.name.lower().endswith(".txt") and _is_receipt(said)
        if (receipt := receipts.read_receipt(entry.path))
    }
    found = {}
    for full, owner in fulls.items():
        receipt = told.get(full)
        ends = (full[place + 1 :] for place in _places(full, "_"))
        login = next((end for end in ends if end.casefold() in known), "")
        login = login or (full[len(title) + 1 :] if title else owner.login)
        found[full] = replace(owner, login=receipt.login, name=receipt.name) if receipt else replace(owner, login=login)
    return found


def _common_beginning(texts: Collection[str]) -> str:
    first, last = min(texts), max(texts)
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))


def _is_receipt(said: Named) -> bool:
    return said.rest.startswith("attempt_")


def _places(text: str, letter: str) -> Iterator[int]:
    return (place for place, one in enumerate(text) if one == letter)
