"""What people see of a graded submission: harmless for the grader, and giving nothing away to the student.

`Harmless` cleans what a notebook shows, when it is stored and again when Formgrader or the feedback shows it.
`GradesSoFar`, `ForStudents` and `FeedbackExporter` make the feedback page: one file that fetches nothing and may run no
script.
nbgrader_config.py names them.
"""

import base64
import binascii
from collections.abc import Collection
from pathlib import Path
from typing import Any, cast

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades
from nbgrader.preprocessors.base import NbGraderPreprocessor
from nbgrader.server_extensions import formgrader
from nbgrader.utils import is_task
from traitlets import List

from classroom import markers
from classroom.isolation.outputs import ARROW, REASONS, last_line
from classroom.notebooks import grade_id, is_answer, is_check, is_graded, nbgrader_metadata, remark_on
from classroom.sanitising.gradebook import UNFINISHED
from classroom.showing.first_page import finish
from classroom.showing.items import Called, called
from classroom.showing.pages import MOST_MARKDOWN, few_colours, has_room
from classroom.showing.remarks import remark
from safepage import mathematics
from safepage.html import as_it_is, readable
from safepage.html import render as render_html
from safepage.markdown import render as render_markdown
from safepage.pictures import Album, is_drawing, is_picture, sentence

TEMPLATES = [str(Path(__file__).parent / "templates"), str(Path(formgrader.__file__).parent / "templates")]
"""Where templates are looked for: ours before those of nbgrader, which Formgrader and the feedback need."""

TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
PICTURES = ("image/png", "image/jpeg", "image/gif")
MOST_TEXT = 1_000_000
MOST_PICTURES = 20_000_000
"""Characters that one notebook may show. A page of more than that would stop a browser."""
HARMLESS_NAMES = frozenset({"AssertionError", "NameError", "NotImplementedError"})
"""Errors whose names a student may read where there are hidden tests: not right, not there, not written yet."""
NOT_SHOWN = (
    "The check ended with this error. It has tests that are not shown, so what the error says is not shown either."
)
NOT_FINAL = "**Not final:** a person is still to look at {answers} of this page. Scores may change."
WAITS = "*A person is still to look at this. The score may change.*"
PICTURE_OF = "A picture that this cell has shown."
PICTURE_LEFT_OUT = f"<em>{sentence('of this output', 'a browser could not draw it, or not in a short time')}</em>"
IN_A_LINE = '<math display="block"'
"""How a formula begins that has a line of its own. Where it is wider than the page it is scrolled, by keys too."""
LEFT_OUT = "An output was left out here: this notebook shows more than a page can hold."

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
)


class _Showing(NbGraderPreprocessor):
    """A preprocessor of a page, which takes the one setting that nbconvert has for all of a page's.

    nbgrader's own does not, and each run would warn of it.
    """

    display_data_priority: Any = List().tag(config=True)


class Harmless(_Showing):
    """Cleans and caps the outputs of every cell, whoever's they are."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each notebook."""
        budget = _Budget(MOST_TEXT, MOST_PICTURES)
        for cell in nb.cells:
            cell.source = readable(cell.source)
            if cell.cell_type == "code":
                cell.outputs = budget.kept(cell.outputs)
        return nb, resources


class GradesSoFar(GetGrades):
    """nbgrader's scores and comments, and with them which of these scores may still change."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Called by nbconvert for each notebook of a graded submission."""
        self.waiting, self.unread = 0, 0.0
        self.items = called(Path(str(CourseDirectory(parent=self).root)))
        nb, resources = super().preprocess(nb, resources)
        resources["nbgrader"]["unread"] = self.unread
        if self.waiting:
            answers = "1 answer" if self.waiting == 1 else f"{self.waiting} answers"
            nb.cells.insert(0, new_markdown_cell(NOT_FINAL.format(answers=answers)))
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Called by nbconvert for each cell: one that carries points, or an answer, is called as people call it."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        name = grade_id(cell)
        if is_answer(cell) or is_graded(cell) or is_task(cell):
            item = self.items.get(name, Called(name.removesuffix("-check")))
            cell.metadata.nbgrader |= {"label": item.label, "title": item.title}
        return cell, resources

    def _get_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        super()._get_score(cell, resources)
        about, marks = resources["nbgrader"], cell.metadata.nbgrader
        grade = self.gradebook.find_grade(marks.grade_id, about["notebook"], about["assignment"], about["student"])
        given = grade.auto_score is not None or grade.manual_score is not None
        marks["earned"] = float(cast(Any, grade.score)) if given else None
        marks["waits"] = bool(grade.needs_manual_grade)
        if not given:
            self.unread += float(marks.points)
        if grade.needs_manual_grade:
            self.waiting += 1
            marks["comment"] = "\n\n".join(filter(None, [WAITS, marks.get("comment")]))


class ForStudents(_Showing):
    """Shows locked cells as they were released, and of checks what they found, but not how they found it."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbconvert for each cell of a graded submission."""
        cell.metadata["alt"] = PICTURE_OF
        if not nbgrader_metadata(cell) or is_answer(cell):
            return cell, resources
        has_hidden_tests = markers.HIDDEN_TESTS in cell.source
        cell.source = _released(cell.source)
        if is_check(cell):
            lines = frozenset(line.strip() for line in cell.source.splitlines())
            shown = [_for_student(output, has_hidden_tests, lines) for output in cell.outputs]
            cell.outputs = [output for output in shown if output is not None]
        return cell, resources


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page, with a policy that forbids the browser to run or fetch anything."""

    def from_filename(  # type: ignore[override]
        self, filename: str, *arguments: Any, **named: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of one notebook; refused while the grading of its submission is not over."""
        folder = Path(filename).parent
        if (folder / UNFINISHED).exists():
            raise NbGraderException(
                f"The grading of {folder} was broken off, so there is no feedback to give. Run `nbgrader autograde` for"
                " that student again, then `nbgrader generate_feedback`."
            )
        page, resources = super().from_filename(filename, *arguments, **named)
        notebooks = getattr(self.parent, "notebooks", [])
        if notebooks and filename == notebooks[-1]:
            self._finish(resources["nbgrader"], {Path(name).stem for name in notebooks})
        return page, resources

    def _finish(self, about: dict[str, Any], notebooks: set[str]) -> None:
        """What a student's folder of pages needs when the last one is made."""
        directory = CourseDirectory(parent=self)
        feedback = directory.format_path(directory.feedback_directory, about["student"], about["assignment"])
        finish(Path(feedback), notebooks, called(Path(str(directory.root))), about, POLICY)

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **named: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of one notebook."""
        page, resources = super().from_notebook_node(nb, resources, **named)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        head, found, rest = page.partition("<head>")
        if not found:
            raise ValueError("the feedback template has no <head> to put the page's policy into")
        return f"{head}<head>{policy}{rest}", resources


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The template filter of that name, made harmless; pictures beside the notebook come into the page.

    Below a written answer stands what a program has read in it.
    """
    if not has_room(context, "markdown", len(source), MOST_MARKDOWN):
        return as_it_is(source)
    cell = context.get("cell") or {}
    folder = Path((context.get("resources") or {}).get("metadata", {}).get("path", "") or ".")
    # What one formula of the page defines, the later ones know.
    formulas = context.get("resources", {}).setdefault("mathematics", mathematics.Mathematics())
    page = render_markdown(source, Album(cell.get("attachments") or {}, folder), formulas).html
    page = page.replace(IN_A_LINE, f'{IN_A_LINE} tabindex="0"')
    if not isinstance(cell, NotebookNode) or source is not cell.source or not is_answer(cell):
        return page  # comments come here as well
    return page + remark(remark_on(context["nb"], grade_id(cell)), formulas)


def mathematics_style(_nothing: str) -> str:
    """A template filter: the style sheet of a page with formulas, which holds their font."""
    return mathematics.style()


class _Budget:
    """How much a notebook may still show."""

    def __init__(self, text: int, pictures: int) -> None:
        self.text = text
        self.pictures = pictures

    def kept(self, outputs: list[NotebookNode]) -> list[NotebookNode]:
        """The outputs of one cell, cleaned; what does not fit any more is left out, with one note."""
        kept: list[NotebookNode] = []
        for output in outputs:
            cleaned = _cleaned(output)
            if cleaned is None:
                continue
            text, pictures = _sizes(cleaned)
            if text > self.text or pictures > self.pictures:
                note = _output("stream", name="stdout", text=LEFT_OUT)
                kept += [] if kept and kept[-1] == note else [note]
                continue
            self.text -= text
            self.pictures -= pictures
            kept.append(cleaned)
        return kept


def _cleaned(output: NotebookNode) -> NotebookNode | None:
    match output.get("output_type"):
        case "stream":
            return _output("stream", name=_name(output), text=few_colours(_text(output.get("text"))))
        case "error":
            lines = few_colours("\n".join(_text(line) for line in output.get("traceback", []))).split("\n")
            return _output(
                "error", ename=_text(output.get("ename")), evalue=_text(output.get("evalue")), traceback=lines
            )
        case "display_data" | "execute_result" as kind:
            data = {mime: _content(mime, value) for mime, value in output.get("data", {}).items()}
            kept = {mime: value for mime, value in data.items() if value}
            drawn = [mime for mime in data if mime.startswith("image/")]
            if drawn and not any(mime in kept for mime in drawn):
                kept["text/html"] = kept.get("text/html", "") + PICTURE_LEFT_OUT
            number = {"execution_count": output.get("execution_count")} if kind == "execute_result" else {}
            return _output(kind, data=kept, metadata={}, **number) if kept else None
    return None


def _output(kind: str, **content: Any) -> NotebookNode:
    return cast(NotebookNode, new_output(kind, **content))


def _content(mime: str, value: Any) -> str:
    """One form of an output, cleaned; "" where it may not be shown."""
    text = _text(value)
    if mime == "text/html":
        return render_html(text) if len(text) <= MOST_TEXT else ""
    if mime in PICTURES:
        return text if _is_picture(text, mime) else ""
    if mime == "text/plain":
        return few_colours(text)
    if mime == "image/svg+xml":  # shown as a picture, in which nothing runs
        return text if is_drawing(text) else ""
    return text if mime in TEXTS else ""


def _is_picture(text: str, mime: str) -> bool:
    try:
        return len(text) <= MOST_PICTURES and is_picture(base64.b64decode("".join(text.split()), validate=True), mime)
    except (ValueError, binascii.Error):
        return False


def _sizes(output: NotebookNode) -> tuple[int, int]:
    """Characters of text and of pictures."""
    if output.output_type == "stream":
        return len(output.text), 0
    if output.output_type == "error":
        return sum(map(len, output.traceback)) + len(output.evalue), 0
    pictures = sum(len(value) for mime, value in output.data.items() if mime.startswith("image/"))
    return sum(map(len, output.data.values())) - pictures, pictures


def _text(value: Any) -> str:
    text = "".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""
    return readable(text)


def _name(output: NotebookNode) -> str:
    return "stderr" if output.get("name") == "stderr" else "stdout"


def _released(source: str) -> str:
    try:
        return markers.released(source)
    except ValueError:
        return "# This cell cannot be shown."


def _for_student(output: NotebookNode, has_hidden_tests: bool, lines: Collection[str]) -> NotebookNode | None:
    """One output of a check, as its student may see it: lines of hidden tests and what they print stay out.

    `lines` are those that students have. If a test broke in one of them, it is shown.
    """
    if output.output_type == "stream":
        return None if has_hidden_tests else output
    if output.output_type != "error":
        return output
    name, says = output.ename, output.evalue
    if has_hidden_tests and name not in REASONS:
        # The student's code can choose what it raises, and so could tell what it was called with.
        name, says = name if name in HARMLESS_NAMES else "Error", NOT_SHOWN
    broke = [line for line in output.traceback[:1] if line.startswith(ARROW) and line[len(ARROW) :] in lines]
    return _output("error", ename=name, evalue=says, traceback=[*broke, last_line(name, says)])
