"""A preprocessor that fails for one student: what trouble inside of the grader itself looks like."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors.base import NbGraderPreprocessor


class Raising(NbGraderPreprocessor):
    """Raises for the first notebook of the students called unlucky-ERROR and refused."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each notebook."""
        student, notebook = resources["nbgrader"]["student"], resources["nbgrader"]["notebook"]
        if student == "refused" and notebook.startswith("2"):
            raise NbGraderException("this machine refuses")
        if student == "unlucky" and notebook.startswith("1"):
            raise MemoryError
        return nb, resources
