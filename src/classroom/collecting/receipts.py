"""Reads the notes of when and by whom that Blackboard and Sakai put beside what was handed in."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LONGEST = 100_000
HEADINGS = re.compile(
    r"(?:(?:Name|Assignment|Date Submitted|Current Grade|Submission Field|Comments|Files|Original filename|Filename):.*"
    r"|There (?:is|are) no student .*)?"
)
"""The lines that Blackboard writes by itself."""
NAME = re.compile(r"^Name:\s*(?P<name>.+?)\s*\((?P<login>[^()]+)\)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Receipt:
    """The name and the login that Blackboard writes into the text file beside an attempt."""

    name: str
    login: str


def read_receipt(path: Path) -> Receipt | None:
    """Blackboard's text file of one attempt; None if it is not one."""
    found = NAME.search(_text(path))
    return Receipt(found["name"], found["login"].strip()) if found else None


def is_only_receipt(path: Path) -> bool:
    """Whether a file is Blackboard's text file of an attempt, and nothing in it is the student's."""
    text = _text(path)
    return bool(NAME.search(text)) and all(HEADINGS.fullmatch(line.strip()) for line in text.splitlines())


def read_timestamp(path: Path) -> datetime | None:
    """Sakai's `timestamp.txt` of one student, which is written in UTC; None if it is not one."""
    digits = re.fullmatch(r"(\d{14})\d*", _text(path).strip())
    if digits is None:
        return None
    try:
        return datetime.strptime(digits[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
