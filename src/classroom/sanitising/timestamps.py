"""The file `timestamp.txt` of a submission: nbgrader reads it before anything else, and trips over a bad one."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.utils import parse_utc

NAME = "timestamp.txt"
SET_ASIDE = "timestamp.txt.refused"
LONGEST = 100
CLOCKS_DIFFER = timedelta(days=1)


def set_aside_if_bad(folder: Path) -> bool:
    """Rename a timestamp.txt that nbgrader could not read, so that the submission can be graded; whether it was.

    Good is a file of one line with a date that is not in the future.
    """
    path = folder / NAME
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= LONGEST and _is_good(path.read_bytes()):
            return False
        path.rename(folder / SET_ASIDE)
    except FileNotFoundError:
        return False
    return True


def _is_good(content: bytes) -> bool:
    try:
        text = content.decode("utf-8").strip()
        # An empty file is a date that nobody filled in: nbgrader knows that case.
        return not text or parse_utc(text) <= datetime.now(UTC).replace(tzinfo=None) + CLOCKS_DIFFER
    except (ValueError, OverflowError, TypeError, AttributeError):
        return False
