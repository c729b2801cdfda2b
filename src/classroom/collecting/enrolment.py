"""Enters the class into nbgrader's gradebook: its lists get names, and the export those who handed in nothing."""

import os
from collections.abc import Iterable
from typing import Any
from unittest import mock

from nbgrader.api import Gradebook
from sqlalchemy.exc import SQLAlchemyError

from classroom.collecting.roster import Person
from classroom.commands import course_directory, search_path
from classroom.course import Course, CourseError


def enrol(course: Course, people: Iterable[Person]) -> None:
    """Enter each person, or what the roster says of one who is there already; `CourseError` if it cannot be written.

    What the roster does not say stays as somebody has entered it.
    """
    folders = course_directory(course)
    try:
        # A new gradebook is made with the program alembic, which nbgrader looks for on the path.
        with (
            mock.patch.dict(os.environ, {"PATH": search_path()}),
            Gradebook(folders.db_url, folders.course_id) as gradebook,
        ):
            for person in people:
                gradebook.update_or_create_student(person.id, **_columns(person))
    except SQLAlchemyError as error:
        raise CourseError(
            f"The class could not be entered into it ({error.__class__.__name__}), so `nbgrader export` may leave out "
            "who handed in nothing. Close what else has it open, see that it can be written, and collect again."
        ) from error


def _columns(person: Person) -> dict[str, Any]:
    """What the gradebook keeps of a person. A name whose parts nobody has told apart stands in one piece."""
    last = person.last or ("" if person.first else person.name)
    said = {"first_name": person.first, "last_name": last, "email": person.email, "lms_user_id": person.lms_id}
    return {column: text for column, text in said.items() if text}
