"""Writes the zip that an instructor uploads to Gradescope as the autograder.

It holds the course as it grades: the source with solutions and hidden tests, nbgrader's settings, and a wheel of all
packages with their lock. So it is for nobody else, and lies in a folder that says so, apart from the students' file.
The same course gives the same bytes.
"""

import json
import tomllib
from importlib.resources import files as resources
from pathlib import Path

from classroom.autograder.one_submission import COURSE
from classroom.autograder.results import points
from classroom.autograder.watching import SETTINGS
from classroom.commands import CONFIG_FILE
from classroom.course import Course, CourseError
from classroom.editions.files import Edition, zipped
from classroom.editions.handout import handout_path, read_part, whole_wheel
from classroom.tree import course_files, write_if_changed

PLACE = "for-instructors-only"
PLATFORM = ("setup.sh", "run_autograder")
"""The files that Gradescope calls. They must be at the top of the zip."""


def autograder_path(course: Course) -> Path:
    """Where the zip is written."""
    return handout_path(course).parent / PLACE / f"{course.assignment}-gradescope.zip"


def write_autograder(course: Course, minutes: float) -> Path:
    """Write the zip, whole or not at all; returns where it is."""
    path = autograder_path(course)
    content = zipped(autograder_files(course, minutes), executable=PLATFORM)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(path, content)
    return path


def autograder_files(course: Course, minutes: float) -> Edition:
    """What is in the zip. `minutes` is the time that Gradescope gives a submission.

    Raises `CourseError` if the course does not say what is to be installed.
    """
    if course.handout is None:
        raise CourseError(
            f"{course.root / 'pyproject.toml'} has no [tool.classroom.handout] table. Add one that names `lock`, the"
            " lock file of what the course installs, and `pages`."
        )
    lock = course.handout.lock
    name, wheel = whole_wheel(course)
    platform = resources(__package__) / "platform"
    table = tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["classroom"]
    described = ["pyproject.toml", CONFIG_FILE, table["items"]]
    return {
        **{name: (platform / name).read_bytes() for name in PLATFORM},
        SETTINGS: json.dumps({"minutes": minutes}).encode(),
        f"install/{name}": wheel,
        f"install/{lock.name}": read_part(lock),
        **{f"{COURSE}/{name}": (course.root / name).read_bytes() for name in described},
        **{f"{COURSE}/{course.show(path)}": path.read_bytes() for path in course_files(course.source)},
    }


def what_to_do(course: Course, path: Path, minutes: float) -> str:
    """What an instructor does with the zip."""
    auto = sum(item.points for item in course.items if item.kind == "auto")
    written = [item for item in course.items if item.kind == "written"]
    size = path.stat().st_size / 2**20
    lines = [
        f"{course.show(path)} ({size:.1f} MB) is the autograder for Gradescope. It holds solutions and hidden tests:",
        f"upload it, and give it to nobody. The file for students is {course.show(handout_path(course))}.",
        "",
        f"At Gradescope: Autograder Points {auto:g}, timeout {minutes:g} minutes.",
    ]
    if written:
        number = "Add a question for each answer that a person grades"
        lines.append(f"{number} ({points(sum(item.points for item in written))}):")
        width = max(len(item.part) for item in written)
        lines += [f"  {item.part:<{width}}  {item.points:g}  {item.title}" for item in written]
    return "\n".join(lines)
