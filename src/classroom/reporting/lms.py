"""`classroom export`: the final grades, in the form in which the gradebook of an LMS imports them.

Canvas takes the columns of its own export: it finds a student by the number in `ID`, else by the login, and the points
possible stand in the row above the students. Moodle asks which column says who somebody is, and which is the grade.
Both leave alone whoever is not in the file, so only who has a final grade is in it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from classroom.course import Course, CourseError
from classroom.reporting.grades import GRADED, Grades, Gradings, gradings_of
from classroom.spreadsheets import Value, as_cell, write_table

Table = tuple[Sequence[str], list[list[Value]]]
MOST_NAMED = 10


def for_canvas(gradings: Gradings, final: Sequence[Grades]) -> Table:
    """The table that Canvas imports: Grades, Import."""
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", gradings.assignment]
    rows: list[list[Value]] = [["    Points Possible", "", "", "", "", gradings.most]]
    for grades in final:
        one = grades.student
        name = f"{one.last}, {one.first}" if one.first and one.last else one.name
        rows.append([name, one.lms_id, "", one.id, "", grades.score])
    return header, rows


def for_moodle(gradings: Gradings, final: Sequence[Grades]) -> Table:
    """The table that Moodle imports: Grades, Import, CSV file."""
    header = ["First name", "Last name", "Username or ID number", "Email address", gradings.assignment]
    return header, [
        [one.student.first, one.student.last, one.student.id, one.student.email, one.score] for one in final
    ]


SYSTEMS: Mapping[str, tuple[Callable[[Gradings, Sequence[Grades]], Table], str]] = {
    "canvas": (
        for_canvas,
        "In Canvas: Grades, Import, Upload Gradebook from File. Where it does not know the assignment by its name, it"
        " asks which one is meant.",
    ),
    "moodle": (
        for_moodle,
        "In Moodle: Grades, Import, CSV file. Map from `Email address` to the email address, or from `Username or ID"
        " number` to what your students' ids are; map the column of the assignment to its grade item.",
    ),
}


def export_for(course: Course, system: str, path: Path) -> str:
    """Write the file for that LMS; returns what a person should know of it."""
    gradings = gradings_of(course)
    final = [one for one in gradings.students if one.state == GRADED]
    if not final:
        raise CourseError(
            f"No grade of {course.assignment} is final, so nothing was written. `classroom grade` grades the code; what"
            " waits for a person is read with `classroom read ITEM`. `classroom report` says how things stand."
        )
    make, how = SYSTEMS[system]
    write_table(path, *make(gradings, final))
    lines = [f"{path} has the grades of {len(final)} of {len(gradings.students)} students.", how]
    left: dict[str, list[str]] = {}
    for one in gradings.students:
        if one.state != GRADED:
            left.setdefault(one.state, []).append(one.student.id)
    for state, names in left.items():
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        lines.append(f"Not in it, {state}: {', '.join(names[:MOST_NAMED])}{more}.")
    changed = [one.student.id for one in final if _is_changed(one)]
    if changed:
        lines.append(
            "An apostrophe stands before an id or an address that a spreadsheet would take for a formula. Enter by hand"
            f" what the LMS does not find: {', '.join(changed[:MOST_NAMED])}."
        )
    return "\n".join(lines)


def _is_changed(grades: Grades) -> bool:
    return any(as_cell(text) != text for text in (grades.student.id, grades.student.email, grades.student.lms_id))
