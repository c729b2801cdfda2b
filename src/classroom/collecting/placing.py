"""Puts what was collected of a student into `submitted/`, whole or not at all.

What is there already is replaced only by a newer hand-in, and is kept aside then. What somebody has put there or
changed by hand is known by the record of what collecting has put there: a file beside the folder, out of any student's
reach.
"""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from classroom.archives import walk
from classroom.collecting.planning import Plan, digest
from classroom.course import CourseError
from classroom.sanitising import timestamps

State = Literal["new", "newer", "unchanged", "kept"]
EARLIER = "earlier"
"""The folder, beside the assignment's, of what was there before."""


@dataclass(frozen=True)
class Placed:
    """What became of a plan: `newer` has replaced what was there, `kept` has not. `why` says more, in a sentence."""

    state: State
    why: str = ""


@dataclass(frozen=True)
class _Record:
    planned: dict[str, str]
    submitted: datetime | None


def place(plan: Plan, folder: Path, *, dry: bool) -> Placed:
    """Make `folder` hold the plan, if it should; with `dry`, only say what would be done."""
    planned = {path: digest(file) for path, file in plan.files.items() if _counts(path)}
    there = _contents(folder)
    record = _read_record(folder)
    placed = _decide(plan, planned, there, record, folder)
    if not dry:
        if placed.state in ("new", "newer"):
            _put(plan, folder)
        if placed.state != "kept" and (record is None or record.planned != planned):
            _write_record(folder, planned, plan)
    return placed


def _decide(plan: Plan, planned: dict[str, str], there: dict[str, str], record: _Record | None, folder: Path) -> Placed:
    if not there:
        return Placed("new")
    if there == planned:
        return Placed("unchanged")
    by_hand = record is None or record.planned != there
    if by_hand and record and record.planned == planned:
        return Placed("kept", "Somebody has changed it by hand since it was collected. It was left as it is.")
    known = record.submitted if record else _newest(folder)
    if plan.submitted and known and plan.submitted < known:
        what = "put or changed there by hand" if by_hand else "collected"
        return Placed(
            "kept",
            f"What was {what} before is newer ({_shown(known)}; this is of {_shown(plan.submitted)}), and was left as "
            f"it is. To take this instead, move {folder.parent.name}/{folder.name} away and collect again.",
        )
    hand = " It had been put or changed there by hand." if by_hand else ""
    return Placed("newer", f"What was there before is kept in {folder.parent.name}/{EARLIER}.{hand}")


def _put(plan: Plan, folder: Path) -> None:
    """Write it aside, then put it in its place."""
    if any(level.is_symlink() for level in (folder, folder.parent)):
        raise CourseError(f"{folder} is a link to somewhere else. Take the link away, and collect again.")
    aside = folder.with_name(f".{folder.name}.part")
    if aside.exists():
        shutil.rmtree(aside)
    write_files(plan, aside)
    before = None
    if folder.exists():
        before = _free(folder.parent / EARLIER, folder.name)
        before.parent.mkdir(exist_ok=True)
        folder.rename(before)
    try:
        aside.rename(folder)
    except BaseException:
        if before:
            before.rename(folder)
        raise


def write_files(plan: Plan, folder: Path) -> None:
    """Copy what was planned into a new folder, with the date that nbgrader reads."""
    folder.mkdir(parents=True)
    for path, file in plan.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
        target.chmod(0o644)
    if plan.timestamp:
        (folder / timestamps.NAME).write_text(f"{plan.timestamp}\n", encoding="utf-8")


def _free(folder: Path, name: str) -> Path:
    number = 1
    while os.path.lexists(folder / f"{name}-{number}"):
        number += 1
    return folder / f"{name}-{number}"


def _contents(folder: Path) -> dict[str, str]:
    """What a folder holds."""
    files = {path.relative_to(folder).as_posix(): path for path in walk(folder) if path.is_file()}
    return {name: digest(path) for name, path in files.items() if _counts(name)}


def _counts(name: str) -> bool:
    """Whether a file is a part of the work: dates, and what grading makes of those that do not count, are none."""
    return not name.startswith(timestamps.NAME)


def _newest(folder: Path) -> datetime:
    return datetime.fromtimestamp(max(path.lstat().st_mtime for path in walk(folder)), UTC)


def _shown(when: datetime) -> str:
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


def _read_record(folder: Path) -> _Record | None:
    try:
        raw: Any = json.loads(timestamps.record_of(folder).read_text(encoding="utf-8"))
        submitted = datetime.fromisoformat(raw["submitted"]) if raw["submitted"] else None
        return _Record(dict(raw["files"]), submitted)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_record(folder: Path, planned: dict[str, str], plan: Plan) -> None:
    path = timestamps.record_of(folder)
    record = {
        "what": "What `classroom collect` has put into the folder of this name, and when it was handed in.",
        "from": [delivery.shown for delivery in plan.student.deliveries],
        "submitted": plan.submitted.isoformat() if plan.submitted else "",
        "timestamp": plan.timestamp,
        "files": planned,
    }
    aside = path.with_name(f"{path.name}.part")
    aside.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(aside, path)
    with suppress(OSError):
        path.chmod(0o644)
