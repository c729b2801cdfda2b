"""Asks a person to look at items: where lost points may be the fault of the grading, and where a check is in doubt."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors.base import NbGraderPreprocessor

RESOURCE = "needs_a_person"
"""The name, in the resources, of the items that need a person unless they have all their points."""

IN_ANY_CASE = "needs_a_person_in_any_case"
"""And of those that need one even then."""


class AskAPerson(NbGraderPreprocessor):
    """Marks in the gradebook what `IsolatedExecute` lists in the resources; it comes after SaveAutoGrades.

    The score stands until somebody has looked: Formgrader shows such an item as one that needs manual grading.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each graded notebook."""
        about, always = resources["nbgrader"], resources.get(IN_ANY_CASE, [])
        names = dict.fromkeys([*resources.get(RESOURCE, []), *always])
        if names:
            with Gradebook(about["db_url"]) as gradebook:
                for name in names:
                    grade = gradebook.find_grade(name, about["notebook"], about["assignment"], about["student"])
                    if name in always or float(grade.auto_score or 0) < float(grade.max_score or 0):
                        grade.needs_manual_grade = True  # type: ignore[assignment]
                gradebook.db.commit()
        return nb, resources
