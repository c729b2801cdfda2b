"""nbgrader's gradebook, seen by item: what it has of each answer, and decisions written without lost ones.

Several people may read at once, in tabs and processes of their own. So each decision says what it was made from: it is
written where the gradebook still says so, and refused as a whole where somebody else has written since. Scores and
comments are nbgrader's own, and are read by Formgrader, the feedback and every export.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import event, func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import aliased

from classroom.commands import course_directory
from classroom.course import Course, CourseError, Item
from classroom.sanitising.gradebook import NOT_WHOLE

PATIENCE = 5.0
"""Seconds that one waits for another program to let go of the gradebook."""


class BusyError(Exception):
    """The gradebook is held by another program for longer than one waits; nothing was written."""


class TakenError(Exception):
    """Somebody else has written since it was looked at, so nothing was written; `ids` are the answers of which."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = list(ids)


@dataclass(frozen=True)
class Given:
    """What a person gives to an answer. `points` is None where nobody has given any."""

    points: float | None
    extra: float | None
    comment: str | None
    waits: bool


@dataclass(frozen=True)
class Score:
    """What the gradebook has of one answer."""

    id: str
    comment_id: str
    student: str
    automatic: float | None
    automatic_comment: str | None
    given: Given
    is_whole: bool
    """Whether the grading of the whole submission is over."""

    @property
    def points(self) -> float | None:
        """What counts, without extra credit; None if there is nothing yet."""
        return self.automatic if self.given.points is None else self.given.points

    def version(self, text: str) -> str:
        """A short name for all that a decision on this answer, which says `text`, is made from."""
        return hashlib.sha256(repr((self.automatic, self.given, text)).encode()).hexdigest()[:16]


class Scores:
    """The gradebook of a course. Use it in one thread."""

    def __init__(self, course: Course) -> None:
        self.directory = course_directory(course)
        self.assignment = course.assignment
        url = str(self.directory.db_url)
        file = url.removeprefix("sqlite:///")
        if file != url and not (course.root / file).is_file():
            raise CourseError(
                f"There is no gradebook at {course.show(course.root / file)}. `nbgrader generate_assignment"
                f" {course.assignment} --force` makes it, and `classroom grade` puts answers into it."
            )
        self.gradebook = Gradebook(url, str(self.directory.course_id))
        if self.gradebook.engine.dialect.name == "sqlite":
            event.listen(self.gradebook.engine, "connect", _be_patient)
            self.gradebook.engine.dispose()  # what is connected already has not been told

    def most_points(self, item: Item) -> float:
        """What nbgrader takes the item to be worth; `CourseError` if it does not know the item."""
        with self._session() as db:
            worth: float | None = db.execute(
                select(api.GradeCell.max_score)
                .join(api.Notebook, api.GradeCell.notebook_id == api.Notebook.id)
                .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
                .where(
                    api.GradeCell.name == item.graded_cell,
                    api.Notebook.name == item.notebook,
                    api.Assignment.name == self.assignment,
                )
            ).scalar()
        if worth is None:
            raise CourseError(
                f"The gradebook does not know item {item.id}. Run `nbgrader generate_assignment {self.assignment}"
                " --force`, then `classroom grade`."
            )
        return worth

    def of_item(self, item: Item) -> list[Score]:
        """What there is of each submission's answer to an item, in the order of the students' names."""
        graded, solved = aliased(api.BaseCell), aliased(api.BaseCell)
        handed_in, whole = api.SubmittedNotebook, api.SubmittedAssignment
        query: Any = (
            select(
                *(api.Grade.id, api.Grade.auto_score, api.Grade.manual_score, api.Grade.extra_credit),
                *(api.Grade.needs_manual_grade, api.Comment.id, api.Comment.auto_comment, api.Comment.manual_comment),
                *(whole.student_id, whole.timestamp),
            )
            .join(graded, api.Grade.cell_id == graded.id)
            .join(handed_in, api.Grade.notebook_id == handed_in.id)
            .join(whole, handed_in.assignment_id == whole.id)
            .join(api.Assignment, whole.assignment_id == api.Assignment.id)
            .join(api.Notebook, handed_in.notebook_id == api.Notebook.id)
            .join(api.Comment, api.Comment.notebook_id == handed_in.id)
            .join(solved, api.Comment.cell_id == solved.id)
            .where(
                api.Assignment.name == self.assignment,
                api.Notebook.name == item.notebook,
                graded.name == item.graded_cell,
                solved.name == item.id,
            )
            .order_by(whole.student_id)
        )
        with self._session() as db:
            rows = db.execute(query).all()
        return [
            Score(
                id=grade,
                comment_id=comment,
                student=student,
                automatic=automatic,
                automatic_comment=said,
                given=Given(points, extra, by_hand or None, bool(waits)),
                is_whole=timestamp != NOT_WHOLE,
            )
            for grade, automatic, points, extra, waits, comment, said, by_hand, student, timestamp in rows
        ]

    def waiting(self) -> dict[str, int]:
        """How many answers to each item wait for a person, by the name of the graded cell."""
        query: Any = (
            select(api.BaseCell.name, func.count())
            .join(api.Grade, api.Grade.cell_id == api.BaseCell.id)
            .join(api.SubmittedNotebook, api.Grade.notebook_id == api.SubmittedNotebook.id)
            .join(api.SubmittedAssignment, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
            .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
            .where(
                api.Assignment.name == self.assignment,
                api.Grade.needs_manual_grade.is_(True),
                api.SubmittedAssignment.timestamp.is_distinct_from(NOT_WHOLE),
            )
            .group_by(api.BaseCell.name)
        )
        with self._session() as db:
            return {str(name): int(count) for name, count in db.execute(query)}

    def names(self) -> dict[str, str]:
        """Every student's name as a person would say it, by the name of the folder."""
        with self._session() as db:
            rows = db.execute(select(api.Student.id, api.Student.first_name, api.Student.last_name)).all()
        return {student: " ".join(filter(None, (first, last))) or student for student, first, last in rows}

    def write(self, changes: Sequence[tuple[Score, Given]]) -> None:
        """Give all of this, or nothing: `TakenError` if the gradebook no longer says what it said of one of them."""
        taken: list[str] = []
        with self._session() as db:
            for was, given in changes:
                grade = update(api.Grade).where(
                    api.Grade.id == was.id,
                    api.Grade.auto_score.is_not_distinct_from(was.automatic),
                    api.Grade.manual_score.is_not_distinct_from(was.given.points),
                    api.Grade.extra_credit.is_not_distinct_from(was.given.extra),
                    api.Grade.needs_manual_grade == was.given.waits,
                )
                comment = update(api.Comment).where(
                    api.Comment.id == was.comment_id,
                    func.coalesce(api.Comment.manual_comment, "") == (was.given.comment or ""),
                )
                written = [
                    db.execute(
                        grade.values(
                            manual_score=given.points, extra_credit=given.extra, needs_manual_grade=given.waits
                        )
                    ),
                    db.execute(comment.values(manual_comment=given.comment)),
                ]
                if any(one.rowcount != 1 for one in written):
                    taken.append(was.id)
            if taken:
                db.rollback()
                raise TakenError(taken)
            db.commit()

    @contextlib.contextmanager
    def _session(self) -> Iterator[Any]:
        """A session that holds nothing of the gradebook before and after it."""
        try:
            yield self.gradebook.db
        except OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise BusyError from error
            raise
        finally:
            self.gradebook.db.remove()


def _be_patient(connection: Any, _record: Any) -> None:
    connection.execute(f"pragma busy_timeout = {round(PATIENCE * 1000)}")
