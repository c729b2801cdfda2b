"""Reads the list that Gradescope puts beside the submissions of an export: `submission_metadata.yml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from classroom.collecting.naming import Owner

LIST = "submission_metadata.yml"
FOLDER = re.compile(r"submission_(\d+)")


@dataclass(frozen=True)
class Submission:
    """Who handed in together, and when. Somebody who works alone is a group of one."""

    owners: tuple[Owner, ...]
    submitted: datetime | None


class Unreadable(Exception):  # noqa: N818 - said of Gradescope's file
    """The list cannot be read; the message says why."""


def read_list(path: Path) -> dict[str, Submission]:
    """The submissions of an export by the names of their folders, or files; `Unreadable` if this is no such list."""
    try:
        raw = yaml.load(path.read_bytes(), Loader=_Plain)  # noqa: S506 - a safe loader
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise Unreadable(
            f"It cannot be read ({' '.join(str(error).split())[:200]}). Download the export again."
        ) from error
    if not isinstance(raw, dict):
        raise Unreadable("It lists no submissions. Download the export again.")
    return {str(name): _submission(str(name), record) for name, record in raw.items() if isinstance(record, dict)}


class _Plain(yaml.SafeLoader):
    """Ids stay texts: `007` is not 7. Dates are dates."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _submission(name: str, record: Mapping[str, Any]) -> Submission:
    submitters = record.get(":submitters") or []
    owners = tuple(_owner(name, one) for one in submitters if isinstance(one, dict))
    when = record.get(":created_at")
    if isinstance(when, datetime):
        when = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    elif isinstance(when, date):
        when = datetime(when.year, when.month, when.day, tzinfo=UTC)
    else:
        when = None
    return Submission(owners or (nobody(name),), when)


def _owner(name: str, record: Mapping[str, Any]) -> Owner:
    said = {key: str(record.get(f":{key}") or "").strip() for key in ("name", "sid", "email")}
    return Owner("Gradescope", said["name"], "" if any(said.values()) else name, email=said["email"], sid=said["sid"])


def nobody(name: str) -> Owner:
    """The owner of a submission that the list does not know, or names no submitter of."""
    return Owner("Gradescope", lms_id=name)
