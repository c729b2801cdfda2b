"""The students' edition: what nbgrader's own `generate_assignment` makes of the source.

It runs on a scratch copy, so that the instructor's gradebook stays out of it. `classroom build` writes the edition, and
`classroom check` compares it with what is committed.
"""

import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from classroom.commands import CONFIG_FILE, course_config, search_path
from classroom.course import Course, CourseError
from classroom.editions.files import Edition, copy_source


def release_edition(course: Course) -> Edition:
    """The students' edition, by nbgrader's generate_assignment; `CourseError` carries nbgrader's own words."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve()
        copy_assignment(course, root)
        # The course's configuration only: what an instructor set at home must not change what is committed.
        config = course_config(root)
        config.CourseDirectory.root = str(root)
        api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
        # nbgrader has a function for this, which takes the variable away when it is done.
        with mock.patch.dict(os.environ, {"PATH": search_path()}):
            result = api.generate_assignment(course.assignment)
        released = root / "release" / course.assignment
        if not result["success"]:
            words = "\n".join(part for part in (result.get("log", ""), result.get("error", "")) if part)
            raise CourseError(f"nbgrader could not generate the release of {course.assignment}:\n{words}")
        files = sorted(path for path in released.rglob("*") if path.is_file())
        return {path.relative_to(released).as_posix(): path.read_bytes() for path in files}


def copy_assignment(course: Course, root: Path) -> None:
    """Copy the source of the assignment and nbgrader's configuration to `root`, as nbgrader wants them to lie."""
    copy_source(course, root / "source" / course.assignment)
    course_config(course.root)  # says what is wrong with it, if anything is, where it lies
    shutil.copy(course.root / CONFIG_FILE, root / CONFIG_FILE)
