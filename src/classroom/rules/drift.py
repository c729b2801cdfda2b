"""What both rules on drift say of an edition that is not what the source makes now."""

from pathlib import Path

from classroom.course import Course
from classroom.editions.files import Edition
from classroom.rules.problems import Problem
from classroom.tree import course_files

REBUILD = "Run `classroom build` and commit what it changes."


def missing(course: Course, path: Path) -> Problem:
    """A file of the edition that is not there."""
    return Problem(course.show(path), "The file is missing.", REBUILD)


def strangers(course: Course, folder: Path, edition: Edition) -> list[Problem]:
    """Files in the folder of an edition that do not belong to it; a README, written by hand, may stand there."""
    known = {folder / name for name in edition} | {folder / "README.md"}
    return [
        Problem(course.show(path), "The file is not made from the source.", "Delete it, or move it to the source.")
        for path in course_files(folder)
        if path not in known
    ]
