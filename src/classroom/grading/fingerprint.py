"""Tells whether a submission was graded as it is now: a fingerprint of it lies beside its graded notebooks."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from nbgrader.utils import find_all_files

GRADED_FROM = ".graded-from"
"""The file with the fingerprint, in the folder of the graded notebooks."""


def fingerprint(places: Iterable[Path], ignore: Sequence[str] = ()) -> str:
    """A number for all that lies in these folders and files, in whatever depth: names and contents.

    `ignore` are patterns of names that do not count, as nbgrader has them.
    """
    digest = hashlib.sha256()
    for place in places:
        for path in [place] if place.is_file() else sorted(map(Path, find_all_files(str(place), list(ignore)))):
            digest.update(os.fsencode(path.relative_to(place)) + b"\0" + _content(path))
    return digest.hexdigest()


def graded_from(folder: Path) -> str:
    """The fingerprint of what these notebooks were graded from; empty if there is none."""
    try:
        return (folder / GRADED_FROM).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _content(path: Path) -> bytes:
    if path.is_symlink():
        return b"link" + os.fsencode(os.readlink(path))
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:  # it cannot be graded either; when it can be read, it is another file
        return str(error.errno).encode()
