"""Which files of a folder belong to the course, which belong to the person who works there, and how one is written.

A student's dataset, a checkpoint or an environment lies beside the course's own files. Git already knows which is
which; a course that is not in git is read without the folders that hold such things.
"""

import os
import subprocess
from pathlib import Path

from classroom.course import CourseError

PERSONAL = {"datasets", "__pycache__"}


def course_files(folder: Path) -> list[Path]:
    """The files below `folder` that git tracks or would track, sorted."""
    return _listed(folder, "--cached", "--others", "--exclude-standard")


def tracked_files(folder: Path) -> list[Path]:
    """The files below `folder` that git tracks, sorted; none where there is no git."""
    return _listed(folder, "--cached") if _in_git(folder) else []


def write_if_changed(path: Path, content: bytes) -> bool:
    """Make the file hold `content`; returns whether it held anything else.

    It is written aside and then put in its place, so that nobody is left with half a notebook.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(content)
    os.replace(aside, path)
    return True


def _listed(folder: Path, *options: str) -> list[Path]:
    if not folder.is_dir():
        return []
    if not _in_git(folder):
        return sorted(path for path in folder.rglob("*") if path.is_file() and not _personal(path, folder))
    listing = subprocess.run(  # noqa: S603
        ["git", "-C", str(folder), "ls-files", "-z", *options],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        raise CourseError(f"git could not list the files of {folder}: {listing.stderr.strip()}")
    paths = {folder / name for name in listing.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def _in_git(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def _personal(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part in PERSONAL or part.startswith(".") for part in parts)
