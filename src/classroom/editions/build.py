"""`classroom build`: formats and normalises the source, then makes both editions and writes what has changed."""

import subprocess
import sys
from pathlib import Path

from classroom.course import Course, CourseError
from classroom.editions.files import write_edition
from classroom.editions.reading import reading_edition
from classroom.editions.release import release_edition
from classroom.normalise import normalise_course


def build(course: Course) -> list[Path]:
    """Normalise the source and write both editions; returns the files that changed."""
    format_source(course)
    changed = normalise_course(course)
    changed += write_edition(course.release, release_edition(course))
    changed += write_edition(course.reading, reading_edition(course))
    return changed


def format_source(course: Course) -> None:
    """Let ruff format the code cells of the source; `CourseError` if ruff is missing or finds no way."""
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "ruff", "format", str(course.source)],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if "No module named ruff" in run.stderr:
        raise CourseError(
            "Building needs ruff, which formats the code cells, and it is not installed here. "
            "Install the course's development requirements (requirements/dev.lock) and build again."
        )
    if run.returncode != 0:
        raise CourseError(f"ruff could not format {course.show(course.source)}:\n{run.stderr.strip()}\nMend that cell.")
