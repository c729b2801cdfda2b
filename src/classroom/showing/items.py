"""What people call the cells that carry points: by the course's table of items, where there is one."""

from dataclasses import dataclass
from pathlib import Path

from classroom.course import CourseError, find_course


@dataclass(frozen=True)
class Called:
    """What a person calls an item, and what it is about."""

    label: str
    title: str = ""


def called(root: Path) -> dict[str, Called]:
    """The items of the course in that folder, in its order, by the grade ids of the cells for answer and points."""
    try:
        course = find_course(root)
    except CourseError:  # nbgrader works without a table of items, and so does what shows its grades
        return {}
    return {
        name: Called(course.labels[item.id], item.title)
        for item in course.items
        for name in (item.id, item.graded_cell)
    }
