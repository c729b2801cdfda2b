"""Asks a person to look at items whose lost points may be the fault of the grading or of the machine."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors.base import NbGraderPreprocessor

RESOURCE = "needs_a_person"


class AskAPerson(NbGraderPreprocessor):
    """Marks in the gradebook what `IsolatedExecute` lists in the resources; it comes after SaveAutoGrades.

    An item with all its points needs nobody. The score of the others stands until somebody has looked: Formgrader shows
    such an item as one that needs manual grading.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each graded notebook."""
        about, names = resources["nbgrader"], resources.get(RESOURCE, [])
        if names:
            with Gradebook(about["db_url"]) as gradebook:
                for name in names:
                    grade = gradebook.find_grade(name, about["notebook"], about["assignment"], about["student"])
                    if float(grade.auto_score or 0) < float(grade.max_score or 0):
                        grade.needs_manual_grade = True  # type: ignore[assignment]
                gradebook.db.commit()
        return nb, resources
