"""Can the file for students be made? It must hold nothing that needs what only the instructor has."""

import re

import classroom
from classroom.course import Course, CourseError
from classroom.editions.handout import handout_files, handout_path, packed
from classroom.rules.leaks import unpacked
from classroom.rules.problems import Problem

INSTRUCTORS = re.compile(rf"^\s*(?:\\?\")?(?:from|import) +{classroom.__name__}\b", re.MULTILINE)
"""A line that imports the instructor's package, also in a notebook, where it is a text in quotes."""


def handout(course: Course) -> list[Problem]:
    """A file for students that cannot be made, or that imports the instructor's package."""
    if course.handout is None:
        return []
    try:
        files = packed(course.assignment, handout_files(course))
    except CourseError as error:
        return [Problem(course.show(handout_path(course)), str(error), "Then run `classroom check` again.")]
    return [
        Problem(where, "It imports the instructor's package, which students do not get.", "Take the import out.")
        for where, content in unpacked(course.show(handout_path(course)), files)
        if INSTRUCTORS.search(content.decode(errors="replace"))
    ]
