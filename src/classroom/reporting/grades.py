"""What the gradebook says of an assignment, read at once: asked student by student it takes minutes for a large class.

A score that nobody has given yet is None here. In nbgrader's own sums it is a 0, like that of an empty answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from classroom.commands import course_directory, submitted_folders
from classroom.course import Course, CourseError
from classroom.sanitising.gradebook import NOT_WHOLE

NOTHING, NOT_GRADED = "nothing handed in", "not graded yet"
BROKEN_OFF, WAITS, GRADED = "grading broken off", "waits for a person", "graded"

Place = tuple[str, str]
"""A notebook, and the grade id of a cell in it."""


@dataclass(frozen=True)
class Cell:
    """A cell that carries points."""

    notebook: str
    name: str
    points: float

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.notebook, self.name


@dataclass(frozen=True)
class Points:
    """What one student has got for one cell. `earned` is None where nobody has given any; `waits`: it may change."""

    earned: float | None
    waits: bool
    by_a_person: bool = False


@dataclass(frozen=True)
class Who:
    """A student, as the gradebook has them."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """The name, or the id where there is none."""
        return " ".join(filter(None, (self.first, self.last))) or self.id


@dataclass(frozen=True)
class Grades:
    """What one student has got for the assignment. The sums are None where nothing is known of them."""

    student: Who
    state: str
    timestamp: datetime | None = None
    penalty: float = 0.0
    points: Mapping[Place, Points] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)

    @property
    def raw(self) -> float | None:
        """The sum of the points that have been given."""
        if self.state in (BROKEN_OFF, NOT_GRADED):
            return None
        return float(sum(one.earned or 0.0 for one in self.points.values()))

    @property
    def score(self) -> float | None:
        """The same, less what is taken for handing in late."""
        return None if self.raw is None else max(0.0, self.raw - self.penalty)

    @property
    def waiting(self) -> int:
        """How many answers wait for a person."""
        return 0 if self.state == BROKEN_OFF else sum(one.waits for one in self.points.values())


@dataclass(frozen=True)
class Gradings:
    """An assignment as the gradebook has it: its cells, and everybody's grades in the order of their ids."""

    assignment: str
    due: datetime | None
    cells: tuple[Cell, ...]
    students: tuple[Grades, ...]

    @property
    def most(self) -> float:
        """The points that there are to get."""
        return sum(cell.points for cell in self.cells)


def read_grades(gradebook: Gradebook, assignment: Any, handed_in: Collection[str] = (), only: str = "") -> Gradings:
    """The grades of one of nbgrader's assignments, of all students or of one.

    `handed_in` are the students who have a folder for it.
    """
    # Whoever has handed in and was never graded is not in the gradebook yet, if there is no roster.
    students = [gradebook.find_student(only)] if only else gradebook.students
    people = {name: Who(name) for name in handed_in} | _people(students)
    found: dict[str, Cell] = {}
    answers: dict[str, Place] = {}
    for notebook in assignment.notebooks:
        for cell in (*notebook.grade_cells, *notebook.task_cells):
            found[cell.id] = Cell(notebook.name, cell.name, float(cell.max_score or 0))
        answers |= {cell.id: (notebook.name, cell.name) for cell in (*notebook.solution_cells, *notebook.task_cells)}
    connection: Connection = gradebook.db.connection()
    points: dict[str, dict[Place, Points]] = {}
    for student, cell_id, auto, manual, extra, waits in connection.execute(
        _of_submissions(Grade, assignment, only).add_columns(
            Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade
        )
    ):
        if cell_id in found:
            given = manual if manual is not None else auto
            earned = None if given is None else float(given) + float(extra or 0)
            points.setdefault(student, {})[found[cell_id].place] = Points(earned, bool(waits), manual is not None)
    comments: dict[str, dict[Place, str]] = {}
    for student, cell_id, manual in connection.execute(
        _of_submissions(Comment, assignment, only).add_columns(Comment.cell_id, Comment.manual_comment)
    ):
        if cell_id in answers and manual:
            comments.setdefault(student, {})[answers[cell_id]] = str(manual)
    penalties: dict[str, float] = {}
    taken: Any = select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
    for student, penalty in connection.execute(
        taken.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id).where(
            SubmittedAssignment.assignment_id == assignment.id
        )
    ):
        penalties[student] = penalties.get(student, 0.0) + float(penalty or 0)
    dates: Any = select(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
    dated: Any = connection.execute(dates.where(SubmittedAssignment.assignment_id == assignment.id))
    submitted: dict[str, datetime | None] = dict(dated.all())

    def grades(who: Who) -> Grades:
        if who.id not in submitted:
            return Grades(who, NOT_GRADED if who.id in handed_in else NOTHING)
        if submitted[who.id] == NOT_WHOLE:
            return Grades(who, BROKEN_OFF)
        mine = points.get(who.id, {})
        state = WAITS if any(one.waits for one in mine.values()) else GRADED
        return Grades(who, state, submitted[who.id], penalties.get(who.id, 0.0), mine, comments.get(who.id, {}))

    return Gradings(
        str(assignment.name),
        assignment.duedate,
        tuple(found.values()),
        tuple(grades(people[name]) for name in sorted(people)),
    )


def _people(students: Iterable[Any]) -> dict[str, Who]:
    return {
        str(one.id): Who(
            *(str(text or "") for text in (one.id, one.first_name, one.last_name, one.email, one.lms_user_id))
        )
        for one in students
    }


def _of_submissions(model: Any, assignment: Any, only: str) -> Any:
    """The student of each row of a table that refers to submitted notebooks."""
    rows: Any = (
        select(SubmittedAssignment.student_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(model, model.notebook_id == SubmittedNotebook.id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )
    return rows.where(SubmittedAssignment.student_id == only) if only else rows


def gradings_of(course: Course) -> Gradings:
    """What the gradebook of the course says of its assignment; `CourseError` where it says nothing, and what to do."""
    directory = course_directory(course)
    begin = f"Run `nbgrader generate_assignment {course.assignment}`, then `classroom collect` and `classroom grade`."
    file = str(directory.db_url).removeprefix("sqlite:///")
    if file != directory.db_url and not Path(file).is_file():  # opening it would make an empty one
        raise CourseError(f"There is no gradebook {file}, so nothing has been graded. {begin}")
    try:
        with Gradebook(directory.db_url, str(directory.course_id)) as gradebook:
            assignment = gradebook.find_assignment(course.assignment)
            return read_grades(gradebook, assignment, submitted_folders(directory, course.assignment))
    except MissingEntry:
        raise CourseError(f"The gradebook {file} does not know {course.assignment}. {begin}") from None
    except SQLAlchemyError as error:
        raise CourseError(
            f"The gradebook {file} cannot be read: {str(error).splitlines()[0]}. If nbgrader was updated, run"
            " `nbgrader db upgrade`; else take the file from your last copy of it."
        ) from error
