"""Reads what an LMS writes into the names of the files and folders that it lets an instructor download.

Each system has a pattern of its own. What students called their files stands at the end of it, if anywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from classroom.sanitising.recognising import COPY

COPIED = re.compile(r"\s*\((\d+)\)|[-_ ]+(?:copy|kopie|copie|copia)[-_ ]?(\d*)", re.IGNORECASE)
GENERIC = re.compile(r"(?:assignment|submission|homework|hw|abgabe|pset)s?[-_ ]?\d*|files?|work", re.IGNORECASE)
"""What people call what they hand in, whoever they are."""


@dataclass(frozen=True)
class Owner:
    """Whose a file is, as far as the LMS says: a name, and ids of several kinds; "" where it says nothing.

    `lms_id` is a number that means something in this LMS only. `full` is what a login stands at the end of, where
    nobody can see where it begins.
    """

    system: str
    name: str = ""
    lms_id: str = ""
    login: str = ""
    email: str = ""
    sid: str = ""
    full: str = ""

    @property
    def shown(self) -> str:
        """The owner as a person would be spoken of."""
        known = self.name or self.login or self.email
        also = self.sid or self.lms_id
        return f"{known} ({also})" if known and also else known or also


@dataclass(frozen=True)
class Named:
    """What the name of a file or a folder says. `rest` is what the student called the file; "" for a folder."""

    owner: Owner
    rest: str = ""
    submitted: datetime | None = None
    late: bool = False


CANVAS = re.compile(
    r"(?:(?P<name>[^_]\S*?)_)?(?P<late>LATE_)?(?P<user>\d+)_(?:(?P<file>\d{2,})_(?P<rest>.+)|(?P<typed>(?:text|link)\.html))"
)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<user>anon_\w{5})_(?:(?P<file>\d{2,})_(?P<rest>.+)|(?P<typed>(?:text|link)\.html))"
)
MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<user>\d+))?_assignsubmission_(?P<type>[a-z]+)(?:_(?P<rest>.*))?")
BLACKBOARD = re.compile(
    r"(?P<full>.+)_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<rest>.+)|(?P<receipt>\.txt)|)"
)
BRIGHTSPACE = re.compile(
    r"(?P<user>\d+)-\d+ - (?:(?P<sid>\w*\d\w*) - )?(?P<name>.+?) - "
    r"(?P<when>[^-]*\b\d{4}\b[^-]*(?:-\d\d\b[^-]*)?)(?: - (?P<rest>.+))?"
)
SAKAI = re.compile(r"(?P<name>[^,()]+, [^()]+)\((?P<login>[^()]+)\)")
DATE = re.compile(
    r"(?:(?P<month>[^\W\d]{3,})\.? (?P<day>\d{1,2})|(?P<first>\d{1,2})\.? (?P<second>[^\W\d]{3,})\.?),? "
    r"(?P<year>\d{4}),? (?P<hour>\d{1,2})[:._h-]?(?P<minute>\d\d)(?: ?(?P<half>[AP])\.?M\.?)?",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def named_by_lms(name: str) -> Named | None:
    """What the name of a file or a folder says if an LMS has made it; None if none has."""
    name = unicodedata.normalize("NFC", name).strip()
    for pattern, read in READERS:
        found = pattern.fullmatch(name)
        if found:
            return read(found)
    return None


def named_by_hand(name: str, notebooks: Collection[str], assignment: str) -> Named | None:
    """Whose a file or a folder is that an instructor has named by its student; None if it is nobody's.

    `eve.zip`, `eve (1).zip`, `eve_2_sums.ipynb` and `assignment2-eve.zip` are eve's, `Eve Adams - work.zip` is Eve
    Adams's. `assignment2.zip` and `2_sums (3).ipynb` are nobody's.
    """
    whole = unicodedata.normalize("NFC", name).strip()
    who, rest = uncopied(whole), whole
    title, dash, tail = who.partition(" - ")
    if dash and tail:
        who, rest = title.strip(), whole.partition(" - ")[2]
    things = "|".join(re.escape(thing) for thing in sorted({*notebooks, assignment}, key=len, reverse=True))
    thing = rf"(?:{things}|{GENERIC.pattern})"
    if re.fullmatch(thing, who, re.IGNORECASE):
        return None
    behind = re.fullmatch(rf"(?P<who>.*?\w)[-_ .]+{thing}", who, re.IGNORECASE)
    before = re.fullmatch(rf"(?P<thing>{thing})[-_ .]+(?P<who>\w.*)", who, re.IGNORECASE)
    if behind:
        who, rest = behind["who"], whole[len(behind["who"]) :].lstrip("-_ .")
    elif before:
        who, rest = before["who"], before["thing"] + whole[len(uncopied(whole)) :]
    return Named(Owner("", name=who), rest) if who else None


def uncopied(name: str) -> str:
    """A name without its endings, and without what marks it as a copy: of `eve (1).tar.gz`, `eve`."""
    stem = re.sub(r"(?:\.(?:ipynb|json|txt|tar|gz|tgz|zip|rar|7z|bz2|xz|pdf|html?))+$", "", name, flags=re.IGNORECASE)
    while (shorter := re.sub(rf"(?:{COPIED.pattern})$", "", stem, flags=re.IGNORECASE)) != stem and shorter:
        stem = shorter
    return stem


def copy_number(path: str) -> int:
    """How often something of that name was there before: 1 for `eve (1).zip`, 0 for `eve.zip`."""
    return sum(int(found[1] or found[2] or 1) for found in COPIED.finditer(path))


def without_copy_mark(name: str) -> str:
    """A file's name without a number that an LMS or a browser put behind it: of `plot-1.png`, `plot.png`."""
    stem, dot, ending = name.rpartition(".")
    return f"{COPY.sub('', stem)}{dot}{ending}" if dot else name


def _canvas(found: re.Match[str]) -> Named:
    groups = found.groupdict()
    owner = Owner("Canvas", name=groups.get("name") or "", lms_id=groups["user"])
    return Named(owner, groups["rest"] or groups["typed"], late=bool(groups["late"]))


def _moodle(found: re.Match[str]) -> Named:
    return Named(Owner("Moodle", name=found["name"], lms_id=found["user"] or ""), found["rest"] or "")


def _blackboard(found: re.Match[str]) -> Named:
    full, rest = found["full"], found["rest"] or (f"attempt_{found['when']}.txt" if found["receipt"] else "")
    login = full.rpartition("_")[2]
    when = _local(*(int(number) for number in found["when"].split("-")))
    return Named(Owner("Blackboard", login=login, full=full), rest, when)


def _brightspace(found: re.Match[str]) -> Named:
    owner = Owner("Brightspace", name=found["name"], lms_id=found["user"], sid=found["sid"] or "")
    return Named(owner, found["rest"] or "", read_date(found["when"]))


def _sakai(found: re.Match[str]) -> Named:
    return Named(Owner("Sakai", name=found["name"], login=found["login"]))


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Named]], ...] = (
    (MOODLE, _moodle),
    (BLACKBOARD, _blackboard),
    (BRIGHTSPACE, _brightspace),
    (CANVAS_ANONYMOUS, _canvas),
    (CANVAS, _canvas),
    (SAKAI, _sakai),
)


def read_date(text: str) -> datetime | None:
    """A date as Brightspace and Blackboard write it, `May 1, 2024 1234 PM` and the like; None if it is none."""
    found = DATE.search(text)
    if not found:
        return None
    month = (found["month"] or found["second"]).lower()[:3]
    if month not in MONTHS:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].upper() == "P" else 0)
    day = int(found["day"] or found["first"])
    return _local(int(found["year"]), MONTHS.index(month) + 1, day, hour, int(found["minute"]))


def _local(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime | None:
    """These systems write the time of their own place: it is taken for the time of the instructor's."""
    try:
        return datetime(year, month, day, hour, minute, second).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
