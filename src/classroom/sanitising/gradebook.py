"""The few changes that sanitising makes in nbgrader's gradebook, each one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry


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

    def begin(self, student: str, notebooks: Collection[str], *, keep_timestamp: bool) -> None:
        """Take back what an earlier run gave for these notebooks, so that nothing of it stays if this run breaks off.

        Until the notebook is graded anew, its items have no score and ask for a person. What a person gave stays.
        """
        with Gradebook(self.url, self.course_id) as gradebook:
            submission = gradebook.find_submission(self.assignment, student)
            if not keep_timestamp:
                submission.timestamp = None  # type: ignore[assignment]
            for notebook in submission.notebooks:
                if notebook.name in notebooks:
                    for grade in notebook.grades:
                        grade.auto_score = None
                        grade.needs_manual_grade = True
            gradebook.db.commit()

    def failed(self, student: str, notebook: str) -> None:
        """Score 0 for every item of a notebook that could not be graded, and ask for a person."""
        with Gradebook(self.url, self.course_id) as gradebook:
            for grade in gradebook.find_submission_notebook(notebook, self.assignment, student).grades:
                grade.auto_score = 0
                grade.needs_manual_grade = True
            gradebook.db.commit()


def disagreements(
    sources: Mapping[str, Mapping[str, tuple[str, float]]], recorded: Mapping[str, Mapping[str, tuple[str, float]]]
) -> list[str]:
    """One sentence for each notebook whose graded cells are not those that nbgrader has in its gradebook."""
    return [
        f"{name}: {', '.join(sorted(cells.keys() ^ there.keys()) or sorted(k for k in cells if cells[k] != there[k]))}"
        for name, cells in sources.items()
        if name in recorded and cells != (there := recorded[name])
    ]
