"""The file that students are given: the released notebooks, what they import as a wheel, its lock, and how to begin.

It holds nothing of the instructor's side: the wheel is built of the students' packages alone. The same course gives the
same bytes, so that a second file can be told from the first.
"""

import copy
import hashlib
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from classroom.course import Course, CourseError, Handout
from classroom.editions.files import Edition, zipped
from classroom.tree import course_files, write_if_changed

INSTALLED_FROM = "course"


def handout_path(course: Course) -> Path:
    """Where the file for students is written."""
    return course.root / "dist" / f"{course.assignment}.zip"


def write_handout(course: Course, files: Edition) -> Path:
    """Write the file for students, whole or not at all; returns where it is."""
    path = handout_path(course)
    path.parent.mkdir(exist_ok=True)
    write_if_changed(path, packed(course.assignment, files))
    return path


def handout_files(course: Course) -> Edition:
    """What students are given, below the one folder that their file unpacks to.

    Raises `CourseError` if the course does not say what belongs to it, or if a part of it is missing.
    """
    handout = course.handout
    if handout is None:
        raise CourseError(
            f"{course.root / 'pyproject.toml'} has no [tool.classroom.handout] table. Add one that names `lock`, the"
            " lock file of what students install, and `pages`, a folder with the page that says how to begin."
        )
    name, wheel = student_wheel(course)
    install = {f"{INSTALLED_FROM}/{name}": wheel, f"{INSTALLED_FROM}/{handout.lock.name}": read_part(handout.lock)}
    return {**_released(course), **_pages(handout, name, wheel), **install, **_licences(course)}


def packed(folder: str, files: Edition) -> bytes:
    """The files as a zip that unpacks to one folder."""
    return zipped({f"{folder}/{name}": content for name, content in files.items()})


def student_wheel(course: Course) -> tuple[str, bytes]:
    """Name and content of a wheel with the students' packages and none of the instructor's; `CourseError` if it fails.

    It is built by the backend that builds the whole course, in this process and without the network.
    """
    return _wheel(course, _for_students(_project(course), course), "students")


def whole_wheel(course: Course) -> tuple[str, bytes]:
    """Name and content of a wheel with all packages of the course, the instructor's too; `CourseError` if it fails."""
    config = copy.deepcopy(dict(_project(course)))
    config["project"].pop("readme", None)  # a page about the whole repository
    return _wheel(course, config, "instructors")


def _project(course: Course) -> Mapping[str, Any]:
    return tomllib.loads(read_part(course.root / "pyproject.toml").decode())


def _wheel(course: Course, config: dict[str, Any], whose: str) -> tuple[str, bytes]:
    try:
        from hatchling.builders.wheel import WheelBuilder
    except ModuleNotFoundError:
        raise CourseError(
            f"The wheel for {whose} is built by hatchling, which is not installed here. Install the course's"
            " development requirements (requirements/dev.lock) and run this again."
        ) from None
    with tempfile.TemporaryDirectory() as scratch:
        try:
            builder = WheelBuilder(str(course.root), config=config)
            [built] = builder.build(directory=scratch, versions=["standard"])
        except (KeyError, OSError, TypeError, ValueError) as error:  # a table that is missing or says what cannot be
            raise CourseError(
                f"The wheel for {whose} could not be built from {course.root / 'pyproject.toml'}: {error}. Correct it."
            ) from error
        return Path(built).name, Path(built).read_bytes()


def _for_students(project: Mapping[str, Any], course: Course) -> dict[str, Any]:
    """The project as if the students' packages were all of it."""
    config: dict[str, Any] = copy.deepcopy(dict(project))
    for key in ("scripts", "readme"):  # the instructor's commands, and a page about the whole repository
        config["project"].pop(key, None)
    config["project"].pop("optional-dependencies", None)
    packages = [course.show(folder) for folder in course.student_side if not course.release.is_relative_to(folder)]
    config["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] = packages
    return config


def _released(course: Course) -> Edition:
    """The students' edition, as it is committed: nothing that somebody left in its folder."""
    names = [path.relative_to(course.source).as_posix() for path in course_files(course.source)]
    missing = [name for name in names if not (course.release / name).is_file()]
    if missing or not names:
        raise CourseError(
            f"{', '.join(missing) or 'Every notebook'} is missing in {course.release}. Run `classroom build` first."
        )
    return {name: (course.release / name).read_bytes() for name in names}


def _pages(handout: Handout, name: str, wheel: bytes) -> Edition:
    """The pages about how to begin, with the name of the wheel and its hash where they ask for them."""
    known = {b"{wheel}": name.encode(), b"{sha256}": hashlib.sha256(wheel).hexdigest().encode()}
    pages = {}
    for path in course_files(handout.pages):
        content = read_part(path)
        for blank, value in known.items():
            content = content.replace(blank, value)
        pages[path.relative_to(handout.pages).as_posix()] = content
    if not pages:
        raise CourseError(f"There is no page in {handout.pages} that says how to begin. Write one.")
    return pages


def _licences(course: Course) -> Edition:
    """The licences that the project names, beside the wheel that carries them too."""
    project = tomllib.loads(read_part(course.root / "pyproject.toml").decode())["project"]
    return {f"{INSTALLED_FROM}/{name}": read_part(course.root / name) for name in project.get("license-files", [])}


def read_part(path: Path) -> bytes:
    """What a part of the course holds; `CourseError` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}), and students need it.") from error
