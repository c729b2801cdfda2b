"""The files of an edition: copied from the source to be made into one, and written where an edition belongs."""

import io
import shutil
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from classroom.course import Course
from classroom.tree import tracked_files, write_if_changed

# An edition: the path of each file below the edition's folder, and what is in it.
Edition = Mapping[str, bytes]

DATE = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip can carry; the same for every file."""


def copy_source(course: Course, folder: Path) -> None:
    """Copy the source of the assignment to the new folder `folder`, without what belongs to whoever works there."""
    shutil.copytree(course.source, folder, ignore=shutil.ignore_patterns("datasets", "__pycache__", ".*"))


def write_edition(folder: Path, edition: Edition) -> list[Path]:
    """Make `folder` hold the edition; returns the files that were written or removed.

    Files that git tracks and the edition no longer has are removed, except a README, which is written by hand.
    Anything else is somebody's own: a dataset, a checkpoint, a notebook of notes. It stays.
    """
    changed = []
    for name, content in edition.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if write_if_changed(path, content):
            changed.append(path)
    keep = {folder / name for name in edition} | {folder / "README.md"}
    for path in tracked_files(folder):
        if path not in keep:
            path.unlink()
            changed.append(path)
    return changed


def zipped(files: Edition, executable: Collection[str] = ()) -> bytes:
    """The files as a zip; the same files give the same bytes, on whatever machine."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3  # as on Unix
            entry.external_attr = (0o755 if name in executable else 0o644) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return memory.getvalue()
