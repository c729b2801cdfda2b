"""The file `timestamp.txt` of a submission: nbgrader reads it before anything else, and trips over a bad one."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.utils import parse_utc

NAME = "timestamp.txt"
SET_ASIDE = "timestamp.txt.refused"
MOST_NAMES = 100
LONGEST = 100
CLOCKS_DIFFER = timedelta(days=1)


def set_aside(folder: Path, *, trusted: bool) -> bool:
    """Rename a timestamp.txt that is not `trusted`, or that nbgrader could not read. Returns whether it was renamed.

    A good one is one line with a date that is not in the future. One that the gradebook does not agree with must not
    stay: Formgrader would take the submission for one that is still to be graded.
    """
    path = folder / NAME
    try:
        status = path.lstat()
        if trusted and stat.S_ISREG(status.st_mode) and status.st_size <= LONGEST and _is_good(path):
            return False
    except FileNotFoundError:
        return False
    path.rename(_free_name(folder))
    return True


def _free_name(folder: Path) -> Path:
    """A name that nothing in the folder has yet."""
    names = [SET_ASIDE, *(f"{SET_ASIDE}-{number}" for number in range(2, MOST_NAMES))]
    return next((folder / name for name in names if not os.path.lexists(folder / name)), folder / SET_ASIDE)


def _is_good(path: Path) -> bool:
    try:
        text = path.read_bytes().decode("utf-8").strip()
        # An empty file is a date that nobody filled in: nbgrader knows that case.
        return not text or parse_utc(text) <= datetime.now(UTC).replace(tzinfo=None) + CLOCKS_DIFFER
    except (ValueError, OverflowError, TypeError, AttributeError, PermissionError):
        return False
