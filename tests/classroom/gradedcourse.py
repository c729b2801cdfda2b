"""A released course and nbgrader's own autograding, in this process and without a sandbox: a run takes no second.

What students write is not executed here. `Marked` stands where the course has its sandbox, and gives a check all of its
points if the answer above it is the right one, letter for letter.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from grading.course import ASSIGNMENT, RIGHT
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors.base import NbGraderPreprocessor
from traitlets.config import Config

from classroom.course import CourseError
from classroom.notebooks import grade_id
from classroom.sanitising.exporter import SubmissionExporter
from classroom.showing.feedback import TEMPLATES

SETTINGS = """
c = get_config()
c.CourseDirectory.course_id = "graded"
c.ClearMarkScheme.enforce_metadata = False
c.Autograde.exporter_class = "classroom.sanitising.exporter.SubmissionExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = ["gradedcourse.Marked", "classroom.sanitising.gradebook.RecordWhole"]
"""
"""What such a course has in nbgrader_config.py, where a test grades in other processes."""

PNG = b"\x89PNG\r\n\x1a\n rest"


class Marked(NbGraderPreprocessor):
    """Gives each check a score, and fails where an answer tells it to."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Look at the answers, and put the outputs of checks below them."""
        sources = {grade_id(cell): cell.source for cell in nb.cells}
        for said in sources.values():
            if said == "# out of memory":
                raise MemoryError
            if said == "# no kernel":
                raise CourseError("There is no kernel for it.")
            if said == "# is refused":
                raise NbGraderException("refused")
            if said == "# is stopped":
                raise KeyboardInterrupt
            if said == "# hangs":
                time.sleep(1000)
        for cell in nb.cells:
            name = grade_id(cell)
            if name.endswith("-check"):
                points = cell.metadata.nbgrader.points if sources[name[:-6]] == RIGHT[name[:-6]] else 0
                cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": str(points)})]
        return nb, resources


@dataclass
class GradedCourse:
    """A course with its assignment released; students hand in, and nbgrader grades."""

    root: Path
    config: Config = field(default_factory=Config)

    def __post_init__(self) -> None:
        """What a course with our exporter sets, but for the sandbox."""
        self.config.CourseDirectory.root = str(self.root)
        self.config.CourseDirectory.assignment_id = ASSIGNMENT
        self.config.CourseDirectory.course_id = "graded"
        self.config.ClearMarkScheme.enforce_metadata = False
        self.config.Autograde.exporter_class = SubmissionExporter
        self.config.Autograde.sanitize_preprocessors = []
        self.config.Autograde.autograde_preprocessors = [Marked, "classroom.sanitising.gradebook.RecordWhole"]

    def directory(self) -> CourseDirectory:
        """The folders as nbgrader sees them."""
        return CourseDirectory(config=self.config)

    def release(self) -> None:
        """Enter the assignment into the gradebook."""
        GenerateAssignment(coursedir=self.directory(), config=self.config).start()

    def folder(self, student: str) -> Path:
        """Where a student hands in."""
        path = self.root / "submitted" / student / ASSIGNMENT
        path.mkdir(parents=True, exist_ok=True)
        return path

    def hand_in(self, student: str, **answers: str) -> Path:
        """Hand in the released notebooks with these answers, and return their folder."""
        folder = self.folder(student)
        for path in sorted((self.root / "release" / ASSIGNMENT).glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            for cell in notebook.cells:
                cell.source = answers.get(grade_id(cell), cell.source)
            nbformat.write(notebook, folder / path.name)
        return folder

    def converter(self) -> Autograde:
        """One run of `nbgrader autograde`, about to begin."""
        return Autograde(coursedir=self.directory(), config=self.config)

    def grade(self, **settings: Any) -> None:
        """Run `nbgrader autograde`."""
        self.config.Autograde.update(settings)
        self.converter().start()

    def give_feedback(self, student: str) -> Path:
        """Run `nbgrader generate_feedback` as the course has it, and return that student's folder of pages."""
        self.config.GenerateFeedback.exporter_class = "classroom.showing.feedback.FeedbackExporter"
        self.config.GenerateFeedback.preprocessors = [
            "classroom.showing.feedback.GradesSoFar",
            "classroom.showing.feedback.ForStudents",
            "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
        ]
        self.config.HTMLExporter.filters = {
            "markdown2html": "classroom.showing.feedback.markdown2html",
            "highlight_code": "classroom.showing.pages.highlight_code",
            "mathematics_style": "classroom.showing.feedback.mathematics_style",
            "strip_files_prefix": "classroom.showing.pages.unchanged",
        }
        self.config.HTMLExporter.extra_template_basedirs = TEMPLATES
        self.config.HTMLExporter.template_name = "feedback"
        self.config.GenerateFeedback.force = True
        GenerateFeedback(coursedir=self.directory(), config=self.config).start()
        return self.root / "feedback" / student / ASSIGNMENT

    def gradebook(self) -> Gradebook:
        """What nbgrader has recorded."""
        return Gradebook(self.directory().db_url, "graded")

    def scores(self, student: str) -> dict[str, float | None]:
        """What the run gave for each check of a student; {} for one who was not graded."""
        with self.gradebook() as gradebook:
            if student not in {submission.student_id for submission in gradebook.assignment_submissions(ASSIGNMENT)}:
                return {}
            notebooks = gradebook.find_submission(ASSIGNMENT, student).notebooks
            return {grade.name: grade.auto_score for notebook in notebooks for grade in notebook.grades}

    def asks(self, student: str) -> set[str]:
        """Which items of a student ask for a person."""
        with self.gradebook() as gradebook:
            notebooks = gradebook.find_submission(ASSIGNMENT, student).notebooks
            return {grade.name for notebook in notebooks for grade in notebook.grades if grade.needs_manual_grade}

    def graded(self, student: str) -> Path:
        """The folder of a student's graded notebooks."""
        return self.root / "autograded" / student / ASSIGNMENT

    def notes(self, student: str, name: str) -> str:
        """What a graded notebook says in its first cell, if that is about mending."""
        first = nbformat.read(self.graded(student) / f"{name}.ipynb", as_version=4).cells[0]
        return str(first.source) if first.id == "grader-notes" else ""
