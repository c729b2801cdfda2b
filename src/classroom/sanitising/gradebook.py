"""The few changes that sanitising makes in nbgrader's gradebook, each one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.preprocessors.base import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_task

from classroom.isolation.manual_grading import IN_ANY_CASE, RESOURCE
from classroom.notebooks import grade_id, is_answer, is_graded, nbgrader_metadata

NOT_WHOLE = datetime(1970, 1, 1)  # no zone, like all of nbgrader's times
"""The time of handing in that the gradebook has for a submission as long as its grading is not over."""

UNFINISHED = ".grading-has-not-ended"
"""A file of this name lies in the folder of its graded notebooks until then."""

BROKEN_OFF = "The grading of this submission was broken off. Grade it again."
"""What stands beside its answers until then."""

NO_RESPONSE = "No response."
"""What nbgrader writes beside an answer that was left as it was handed out."""


@dataclass(frozen=True)
class Records:
    """The gradebook of a course, opened for each question and closed again: nbgrader opens it in between."""

    url: str
    course_id: str
    assignment: str

    def source_texts(self) -> dict[str, dict[str, str]]:
        """What nbgrader recorded at the release: the text of each marked cell, by notebook and grade id."""
        with Gradebook(self.url, self.course_id) as gradebook:
            try:
                assignment = gradebook.find_assignment(self.assignment)
            except MissingEntry:
                return {}
            return {
                notebook.name: {cell.name: cell.source or "" for cell in notebook.source_cells}
                for notebook in assignment.notebooks
            }

    def graded_points(self) -> dict[str, dict[str, tuple[str, float]]]:
        """Kind and points of each graded cell, by notebook and grade id."""
        with Gradebook(self.url, self.course_id) as gradebook:
            assignment = gradebook.find_assignment(self.assignment)
            return {
                notebook.name: {cell.name: (cell.cell_type, float(cell.max_score)) for cell in notebook.grade_cells}
                for notebook in assignment.notebooks
            }

    def begin(self, student: str, notebooks: Collection[str], *, keep_timestamp: bool) -> "Recording":
        """Take back what an earlier run gave for these notebooks, and say that the grading is not over.

        That stays so until the recording is finished. What a person gave stays too.
        """
        recording = Recording(self, student)
        with Gradebook(self.url, self.course_id) as gradebook:
            submission = gradebook.find_submission(self.assignment, student)
            if keep_timestamp and submission.timestamp != NOT_WHOLE:
                recording.timestamp = cast(datetime | None, submission.timestamp)
            submission.timestamp = NOT_WHOLE  # type: ignore[assignment]
            for notebook in submission.notebooks:
                if notebook.name in notebooks:
                    _withhold(notebook)
            gradebook.db.commit()
        return recording


Scores = dict[str, tuple[float | None, bool]]
"""What the graded cells of a notebook get, by grade id, and whether a person is asked to look at them."""

Comments = dict[str, str | None]
"""What stands beside the answers of a notebook, by grade id."""


@dataclass
class Recording:
    """What a submission gets, kept back until all of its notebooks are graded, and then recorded in one transaction.

    A run that breaks off so leaves no score that looks like one. Until the end every list says that the submission is
    not graded: Formgrader compares the time it was handed in with the gradebook's, which is NOT_WHOLE.
    """

    records: Records
    student: str
    timestamp: datetime | None = None
    scores: dict[str, Scores] = field(default_factory=dict)
    comments: dict[str, Comments] = field(default_factory=dict)

    def keep(self, notebook: str, scores: Scores, comments: Comments) -> None:
        """Keep what a notebook gets, in place of what was kept of it before."""
        self.scores[notebook], self.comments[notebook] = scores, comments

    def finish(self) -> bool:
        """Record everything. Returns whether the submission is late; then nbgrader's penalties are to be taken."""
        with Gradebook(self.records.url, self.records.course_id) as gradebook:
            submission = gradebook.find_submission(self.records.assignment, self.student)
            submission.timestamp = self.timestamp  # type: ignore[assignment]
            # Asked for its name, each grade would look for its cell by itself.
            cells: Any = gradebook.db.query(BaseCell.id, BaseCell.name)
            names = dict(cells.all())
            for notebook in submission.notebooks:
                scores, comments = self.scores.get(notebook.name, {}), self.comments.get(notebook.name, {})
                for grade in notebook.grades:
                    if names[grade.cell_id] in scores:
                        grade.auto_score, asked = scores[names[grade.cell_id]]
                        # Where a person gave points for another answer, nbgrader has somebody look at this one too.
                        unsettled = grade.auto_score is None or grade.manual_score is not None
                        grade.needs_manual_grade = asked or unsettled
                for comment in notebook.comments:
                    if names[comment.cell_id] in comments:
                        comment.auto_comment = comments[names[comment.cell_id]]
                if scores:
                    notebook.late_submission_penalty = None  # what an earlier run took
            gradebook.db.commit()
            return bool(submission.total_seconds_late > 0)


class RecordWhole(NbGraderPreprocessor):
    """Reads the scores out of a graded notebook, and has them kept until all notebooks of the submission are graded.

    It stands where nbgrader has SaveAutoGrades and AssignLatePenalties. Scores and comments are those that nbgrader
    would record; but it would record each of them by itself. For the items that `IsolatedExecute` lists in the
    resources, a person is asked: the score stands until somebody has looked.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each graded notebook."""
        doubtful, asked = resources.get(RESOURCE, []), resources.get(IN_ANY_CASE, [])
        scores: Scores = {}
        comments: Comments = {}
        for cell in nb.cells:
            name = grade_id(cell)
            if is_graded(cell):
                score, most = determine_grade(cell, self.log)
                lacks_points = float(score or 0) < most
                scores[name] = score, name in asked or (name in doubtful and lacks_points)
            if is_answer(cell) or is_task(cell):
                comments[name] = NO_RESPONSE if is_answer(cell) and _is_as_released(cell) else None
        cast(Any, self.parent).scored(resources["nbgrader"]["notebook"], scores, comments)
        return nb, resources


def _is_as_released(cell: NotebookNode) -> bool:
    return bool(nbgrader_metadata(cell).get("checksum") == compute_checksum(cell))


def _withhold(notebook: SubmittedNotebook) -> None:
    """Leave a notebook without scores of grading, for a person to look at, and with the reason."""
    for grade in notebook.grades:
        grade.auto_score = None
        grade.needs_manual_grade = True
    for comment in notebook.comments:
        comment.auto_comment = BROKEN_OFF


def disagreements(
    sources: Mapping[str, Mapping[str, tuple[str, float]]], recorded: Mapping[str, Mapping[str, tuple[str, float]]]
) -> list[str]:
    """One sentence for each notebook whose graded cells are not those that nbgrader has in its gradebook."""
    return [
        f"{name}: {', '.join(sorted(cells.keys() ^ there.keys()) or sorted(k for k in cells if cells[k] != there[k]))}"
        for name, cells in sources.items()
        if name in recorded and cells != (there := recorded[name])
    ]
