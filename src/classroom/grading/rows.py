"""A submission's rows in nbgrader's gradebook: read them, tell what has changed, and write that into another gradebook.

A worker grades with a gradebook of its own, which nobody else has open. What it changed there is told as a list of
changes, and one writer makes the same changes in the course's gradebook: what a person writes there at the same time,
in other columns or of other students, stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Base, Comment, Grade, Gradebook, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, Table, delete, insert, select, text, update

TABLES: tuple[Table, ...] = tuple(
    model.__table__ for model in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment)
)
"""In the order in which rows refer to each other."""

INDEXES = {"grade": "notebook_id", "comment": "notebook_id", "submitted_notebook": "assignment_id"}
"""What rows of a submission are looked up by. nbgrader's gradebook has no index of it, and reads all rows each time."""

Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""The columns of each row, by table and id."""


@dataclass(frozen=True)
class Change:
    """What is new in a row: some of its columns, or all of them if the row itself is new."""

    table: str
    id: str
    columns: Mapping[str, Any]
    is_new: bool


def add_indexes(gradebook: Gradebook) -> None:
    """Let a submission be found as fast in a large gradebook as in a small one; Formgrader finds it faster as well."""
    connection: Connection = gradebook.db.connection()
    for name, column in INDEXES.items():
        connection.execute(text(f"CREATE INDEX IF NOT EXISTS {name}_by_{column} ON {name} ({column})"))
    gradebook.db.commit()


def read_rows(gradebook: Gradebook, assignment: str, student: str) -> Rows:
    """All rows of one student's submission, and the student's own."""
    connection: Connection = gradebook.db.connection()
    students, submissions, notebooks, grades, comments = TABLES
    wanted = gradebook.find_assignment(assignment).id
    of_student = (submissions.c.student_id == student) & (submissions.c.assignment_id == wanted)
    submission = select(submissions.c.id).where(of_student)
    notebook = select(notebooks.c.id).where(notebooks.c.assignment_id.in_(submission))
    conditions = (
        *(students.c.id == student, of_student, notebooks.c.assignment_id.in_(submission)),
        *(grades.c.notebook_id.in_(notebook), comments.c.notebook_id.in_(notebook)),
    )
    return {
        table.name: {row.id: dict(row._mapping) for row in connection.execute(select(table).where(condition))}
        for table, condition in zip(TABLES, conditions, strict=True)
    }


def changes(before: Rows, after: Rows) -> list[Change]:
    """What must be changed in `before` to have `after`. Grading removes no row."""
    return list(_changes(before, after))


def _changes(before: Rows, after: Rows) -> Iterator[Change]:
    for table in TABLES:
        for name, row in after[table.name].items():
            old = before[table.name].get(name)
            columns = row if old is None else {key: value for key, value in row.items() if value != old[key]}
            if columns:
                yield Change(table.name, name, columns, is_new=old is None)


def make_changes(gradebook: Gradebook, changed: list[Change]) -> None:
    """Make these changes, all of them or none."""
    connection: Connection = gradebook.db.connection()
    for table in TABLES:
        mine = [change for change in changed if change.table == table.name]
        known = select(table.c.id).where(table.c.id.in_([change.id for change in mine]))
        there = set(connection.execute(known).scalars())
        new = [dict(change.columns) for change in mine if change.is_new and change.id not in there]
        if new:
            connection.execute(insert(table), new)
        for change in mine:
            if change.id in there:
                connection.execute(update(table).where(table.c.id == change.id).values(**change.columns))
    gradebook.db.commit()


def write_rows(gradebook: Gradebook, rows: Rows) -> None:
    """Put rows into a gradebook that has none of them."""
    make_changes(gradebook, changes({table.name: {} for table in TABLES}, rows))


def remove_rows(gradebook: Gradebook, rows: Rows) -> None:
    """Take rows out of a gradebook."""
    connection: Connection = gradebook.db.connection()
    for table in reversed(TABLES):
        connection.execute(delete(table).where(table.c.id.in_(rows[table.name])))
    gradebook.db.commit()


def copy_definitions(gradebook: Gradebook, path: Path, course_id: str) -> None:
    """Copy what a gradebook says of courses and assignments, and nothing of students, into a new file."""
    path.unlink(missing_ok=True)
    with Gradebook(f"sqlite:///{path}", course_id) as blank:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row._mapping) for row in gradebook.db.execute(table.select())]
            if rows and table not in TABLES:
                blank.db.execute(table.delete())
                blank.db.execute(table.insert(), rows)
        blank.db.commit()
