"""The few changes that sanitising makes in nbgrader's gradebook, each one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.preprocessors.base import NbGraderPreprocessor

NOT_WHOLE = datetime(1970, 1, 1)  # no zone, like all of nbgrader's times
"""The time of handing in that the gradebook has for a submission as long as its grading is not over."""

UNFINISHED = ".grading-has-not-ended"
"""A file of this name lies in the folder of its graded notebooks until then."""

BROKEN_OFF = "The grading of this submission was broken off. Grade it again."
"""What stands beside its answers until then."""


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

    def failed(self, student: str, notebook: str) -> None:
        """Score 0 for every item of a notebook that could not be graded, and ask for a person."""
        with Gradebook(self.url, self.course_id) as gradebook:
            for grade in gradebook.find_submission_notebook(notebook, self.assignment, student).grades:
                grade.auto_score = 0
                grade.needs_manual_grade = True
            gradebook.db.commit()


@dataclass
class Recording:
    """What a submission gets, kept back until all of its notebooks are graded, and then recorded in one transaction.

    A run that breaks off so leaves no score that looks like one. Until the end every list says that the submission is
    not graded: Formgrader compares the time it was handed in with the gradebook's, which is NOT_WHOLE.
    """

    records: Records
    student: str
    timestamp: datetime | None = None
    kept: dict[str, dict[str, tuple[float | None, bool]]] = field(default_factory=dict)
    comments: dict[str, dict[str, str | None]] = field(default_factory=dict)

    def keep(self, notebook: str) -> None:
        """Keep back what nbgrader has just recorded for a notebook."""
        with self._gradebook() as gradebook:
            graded = gradebook.find_submission_notebook(notebook, self.records.assignment, self.student)
            self.kept[notebook] = {one.name: (one.auto_score, one.needs_manual_grade) for one in graded.grades}
            self.comments[notebook] = {one.name: one.auto_comment for one in graded.comments}
            _withhold(graded)
            gradebook.db.commit()

    def finish(self) -> None:
        """Record everything."""
        with self._gradebook() as gradebook:
            submission = gradebook.find_submission(self.records.assignment, self.student)
            submission.timestamp = self.timestamp  # type: ignore[assignment]
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.name in self.kept.get(notebook.name, {}):
                        grade.auto_score, grade.needs_manual_grade = self.kept[notebook.name][grade.name]
                for comment in notebook.comments:
                    if comment.name in self.comments.get(notebook.name, {}):
                        comment.auto_comment = self.comments[notebook.name][comment.name]
            gradebook.db.commit()

    def _gradebook(self) -> Gradebook:
        return Gradebook(self.records.url, self.records.course_id)


class RecordWhole(NbGraderPreprocessor):
    """Keeps back what SaveAutoGrades has recorded, until all notebooks of the submission are graded.

    It comes after whatever changes scores. nbgrader's AssignLatePenalties does not stand behind it: the exporter takes
    the penalties when the submission is whole.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each graded notebook."""
        cast(Any, self.parent).scored(resources["nbgrader"]["notebook"])
        return nb, resources


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
