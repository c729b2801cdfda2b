"""Where nbgrader hands a submission over: `c.Autograde.exporter_class` names the class of this module.

nbgrader reads a notebook through its exporter, runs its preprocessors through it, and gets a notebook back, first for
sanitising and then for grading. The exporter is made once, when a run begins. So this is the place where every
submission can be mended before nbgrader sees it, and where no failure of one notebook gets out to the others.
"""

import fnmatch
import glob
import re
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import Bool, Dict, List, Unicode

from classroom.commands import must_have_usual_folders
from classroom.course import CourseError
from classroom.isolation.manual_grading import RESOURCE
from classroom.notebooks import NOTES_ID, notebook_bytes, notebook_draft, read_notebook, source_notebook
from classroom.preprocessors import unprotected
from classroom.sanitising.arrivals import ELSEWHERE, NOT_HANDED_IN, Submission, is_link_out, open_submission
from classroom.sanitising.beside import show_below
from classroom.sanitising.gradebook import UNFINISHED, Comments, Recording, Records, Scores, disagreements
from classroom.sanitising.master import Master, load_master, points_of
from classroom.sanitising.mending import mend, notes_text
from classroom.sanitising.timestamps import set_aside, was_collected
from safepage.markdown import pictures_shown

UNPREPARED = "The notebook could not be prepared for grading."
# No markup, no control characters, none that turn the direction of writing, no bytes that are no UTF-8. No brackets,
# stars or question marks: nbgrader looks for folders by patterns, and would find none for the feedback, or others'.
STUDENT_NAME = re.compile(r"[^<>\"&`\[\]*?\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
NO_NAME = (
    "The folder name %s is no name for a student: it holds characters that act as commands in a page, a terminal or a"
    " pattern. It is not graded. Rename it."
)

NOT_ISOLATED = (
    "Nothing was graded: the settings have {} in Autograde.autograde_preprocessors, which runs students' code together"
    " with the tests, and nothing would be isolated. Take it out of nbgrader_config.py; preprocessors of your own go"
    " before `configure(c)`. `classroom check` says whether all is there."
)


class SubmissionExporter(NotebookExporter):
    """Reads submissions whatever they are, mends them, and gives 0 with a reason where nothing can be graded."""

    trust_timestamps = Bool(
        False,
        help="Whether the timestamp.txt of a submission says when it was handed in. Set it where the collecting "
        "writes that file, as nbgrader's exchange does; otherwise it is a file that the student wrote, and set aside. "
        "What `classroom collect` has written is trusted without it.",
    ).tag(config=True)
    pictures = Dict(
        help="Pictures that are handed in as files beside the notebooks: the grade id of an answer, and the name of "
        "the file that is shown below it, with what the picture says of itself."
    ).tag(config=True)
    known_files = List(
        Unicode(),
        help="Names, as patterns, of files that the course gives to students or writes for them. They hold no answers.",
    ).tag(config=True)

    def __init__(self, config: Any = None, **named: Any) -> None:
        """Made by nbgrader's converter, its `parent`, at the beginning of a run."""
        super().__init__(config=config, **named)  # type: ignore[no-untyped-call]
        self._run = cast(Any, self.parent)
        self._masters: dict[str, Master] = {}
        self._open: Submission | None = None
        self._seen: Submission | None = None
        self._recording: Recording | None = None
        self._unprepared: set[str] = set()
        self._ignore: list[str] = list(self._run.coursedir.ignore)
        # What is no student's own text: what nbgrader never collects, and what the assignment itself consists of.
        self._known_names = [*self._ignore, *self.known_files]
        self._hook: Callable[..., None] | None = self._run.pre_convert_hook
        self._survey()
        self._run.pre_convert_hook = self._before_submission

    # What happens once, when the run begins.

    def _survey(self) -> None:
        """Load the source, look at all submission folders, and tell nbgrader which notebooks to grade."""
        if together := unprotected(self._run.autograde_preprocessors):
            self._refuse(NOT_ISOLATED.format(", ".join(together)))
        try:
            must_have_usual_folders(self._run.coursedir)
        except CourseError as error:
            self._refuse(str(error))
        self._masters = self._load_masters()
        if not self._masters:
            name = self._run.coursedir.assignment_id
            self._refuse(
                f"The gradebook knows no notebook of the assignment {name} that lies in the source folder. Run "
                f"`nbgrader generate_assignment {name} --force` first, then grade again."
            )
        assignments = {}
        folders = self._folders()
        for folder in folders:
            wanted = self._wanted(folder)
            if wanted:
                assignments[str(folder)] = [str(folder / f"{name}.ipynb") for name in wanted]
        self._run.assignments = assignments
        if len(folders) > 1:  # the last one will not come next, and may have changed until it does
            self._seen = None

    def _load_masters(self) -> dict[str, Master]:
        directory = self._run.coursedir
        records = self._records
        texts = records.source_texts()
        source = Path(directory.format_path(directory.source_directory, ".", directory.assignment_id))
        self._known_names += [glob.escape(path.name) for path in source.rglob("*")]
        paths = {path.stem: path for path in sorted(source.glob("*.ipynb")) if path.stem in texts}
        try:
            masters = {
                name: load_master(path, texts[name], Path(directory.root), self.config) for name, path in paths.items()
            }
            points = {name: points_of(source_notebook(path)) for name, path in paths.items()}
        except CourseError as error:
            self._refuse(str(error))
        changed = disagreements(points, records.graded_points()) if texts else []
        if changed:
            self._refuse(
                "The source notebooks have other graded cells than those that were released. Run "
                f"`nbgrader generate_assignment {directory.assignment_id} --force`, then grade again. "
                f"The cells that differ: {'; '.join(changed)}."
            )
        return masters

    def _refuse(self, why: str) -> None:
        self.log.error(why)
        raise NbGraderException(why)

    def _folders(self) -> list[Path]:
        """The folders of the submissions of this run, also those without a single notebook."""
        directory = self._run.coursedir
        pattern = directory.format_path(directory.submitted_directory, directory.student_id, directory.assignment_id)
        found = {Path(path) for path in glob.glob(pattern)} | {Path(path) for path in self._run.assignments}
        return sorted(path for path in found if self._may_grade(path))

    def _may_grade(self, folder: Path) -> bool:
        student = self._student(folder)
        if not STUDENT_NAME.fullmatch(student):
            self.log.error(NO_NAME, ascii(student))
            return False
        if not folder.is_dir():
            return False
        if is_link_out(folder, self._submitted):
            self.log.error("%s is a link to somewhere else. It is not graded: put the files themselves there.", folder)
            return False
        return True

    def _wanted(self, folder: Path) -> list[str]:
        """The notebooks of a submission that are to be graded; one at least, to carry the reason for a 0."""
        try:
            if set_aside(folder, trusted=self._trusts(folder)):
                self.log.warning(
                    "The timestamp.txt of %s was set aside: it could not be read as a date, or the student wrote it.",
                    folder,
                )
            self._forget_unfinished(folder)
            submission = self._seen = open_submission(folder, self._masters, self._known_names)
            found = [*submission.notebooks, *submission.lost]
        except Exception:
            self.log.error("Looking through %s failed:\n%s", folder, traceback.format_exc())
            found = []
        pattern = self._run.coursedir.notebook_id
        names = [name for name in self._masters if fnmatch.fnmatchcase(name, pattern)]
        return [name for name in names if name in found] or names[:1]

    def _forget_unfinished(self, folder: Path) -> None:
        """Remove what a run that was broken off left of a submission: nbgrader would take it for graded."""
        graded = self._graded(folder)
        if (graded / UNFINISHED).exists() and not graded.is_symlink():
            self.log.warning("An earlier run was broken off while it graded %s. It is graded anew.", folder)
            shutil.rmtree(graded)

    # What happens once for each submission, before nbgrader copies its files.

    def _before_submission(self, *, notebooks: list[str], **named: Any) -> None:
        """Keep every file of the submission where it is: what is graded are its notebooks, and only those."""
        folder = Path(notebooks[0]).parent
        self._run.coursedir.ignore = [
            *self._ignore,
            f"{glob.escape(str(folder))}/*",
            f"{glob.escape(str(folder))}/.*",
        ]
        if self._hook:
            self._hook(notebooks=notebooks, **named)

    def _begin(self, folder: Path) -> Submission:
        self._run.coursedir.ignore = list(self._ignore)
        graded = self._graded(folder)
        graded.mkdir(parents=True, exist_ok=True)
        (graded / UNFINISHED).touch()
        submission = self._seen or open_submission(folder, self._masters, self._known_names)
        names = [Path(path).stem for path in self._run.notebooks]
        keep = self._trusts(folder)
        self._recording = self._records.begin(self._student(folder), names, keep_timestamp=keep)
        return submission

    # What happens for each notebook.

    def from_filename(  # type: ignore[override]
        self, filename: str, resources: dict[str, Any] | None = None, **_named: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read, mend and sanitise a submitted notebook, or grade one that was sanitised before."""
        path = Path(filename)
        resources = resources if resources is not None else {}
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        if str(path.parent) in self._run.assignments:
            return self._sanitised(path, resources)
        return self._graded_notebook(path, resources)

    def preprocessed(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Send a notebook through the preprocessors that nbgrader has registered.

        nbconvert's own way there copies the notebook five times, and validates it after each preprocessor.
        """
        about = ResourcesDict()
        about.update(resources, output_extension=self.file_extension)
        for preprocessor in self._preprocessors:
            nb, about = preprocessor(nb, about)
        nbformat.validate(nb, relax_add_props=True)
        return nb, about

    def handed_in(self) -> dict[str, bytes]:
        """The notebooks of the submission that is being graded, mended, as files."""
        return self._open.files if self._open else {}

    def handed_out(self, name: str) -> frozenset[str]:
        """The code cells of a notebook as students got them."""
        return frozenset(cell.text for cell in self._masters[name].outline if cell.kind == "code")

    def places(self) -> tuple[Path, ...]:
        """The folders in which the notebooks of the submission lie, each once."""
        if self._open is None:
            return ()
        return tuple(dict.fromkeys(arrived.place for arrived in self._open.notebooks.values()))

    def _sanitised(self, path: Path, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        folder, name = path.parent, path.stem
        if self._open is None or self._open.folder != folder:
            self._open = self._begin(folder)
            self._unprepared.clear()
        arrived = self._open.notebooks.get(name)
        place = arrived.place if arrived else folder
        mended = arrived.mended if arrived else mend(self._masters[name], ())
        notes = list(arrived.notes) if arrived else [NOT_HANDED_IN]
        if name in self._open.lost:
            mended = mended.doubting(ELSEWHERE)
            notes += [*self._open.unread, "A person is asked to look at it before this counts as not answered."]
        if str(path) == str(self._run.notebooks[0]):
            notes += self._open.notes
        try:
            notebook = mended.notebook(notes)
            for answer, file in self.pictures.items():
                show_below(notebook, answer, file, place)
            texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
            resources["outputs"] = pictures_shown(texts, place)
            sanitised, about = self.preprocessed(notebook, resources)
            return notebook_draft(sanitised).decode(), about  # it is graded next, and only then a file for people
        except NbGraderException:
            raise
        except Exception:
            self.log.error("Sanitising %s failed:\n%s", path, traceback.format_exc())
            resources["outputs"] = {}
            self._unprepared.add(name)
            notes.append(f"{UNPREPARED} A person is asked to look at it.")
            blank = mend(self._masters[name], ()).doubting(UNPREPARED)
            sanitised, about = self.preprocessed(blank.notebook(notes), resources)
            return notebook_draft(sanitised).decode(), about

    def _graded_notebook(self, path: Path, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        resources[RESOURCE] = self._doubtful(path.stem)
        try:
            notebook, about = self.preprocessed(read_notebook(path), resources)
            graded = notebook_bytes(notebook).decode(), about
        except NbGraderException:
            raise
        except CourseError as error:
            self.log.error("%s was not graded, and gets 0 points until a person has looked at it. %s", path, error)
            graded = self._failed(path, resources, error)
        except Exception as error:
            self.log.error("Grading %s failed; it gets 0 points:\n%s", path, traceback.format_exc())
            graded = self._failed(path, resources, error)
        if self._recording is not None and path.stem == Path(self._run.notebooks[-1]).stem:
            if self._recording.finish():
                self._take_late_penalties(self._recording)
            (path.parent / UNFINISHED).unlink(missing_ok=True)
        return graded

    def _doubtful(self, name: str) -> list[str]:
        """The checks of a notebook of which something may be lost: where one lacks points, a person is asked."""
        arrived = self._open.notebooks.get(name) if self._open else None
        lost = self._open.lost if self._open else frozenset()
        if name not in self._unprepared | lost and (arrived is None or arrived.is_whole):
            return []
        return [cell.grade_id for cell in self._masters[name].cells if cell.is_check]

    def scored(self, name: str, scores: Scores, comments: Comments) -> None:
        """Called when a notebook is graded. What it gets counts once all notebooks of the submission are graded."""
        if self._recording is not None:
            self._recording.keep(name, scores, comments)

    def _take_late_penalties(self, recording: Recording) -> None:
        """Take nbgrader's. They depend on scores and date, and neither is there before the recording is finished."""
        for name in recording.scores:
            about = {
                "notebook": name,
                "assignment": recording.records.assignment,
                "student": recording.student,
                "db_url": recording.records.url,
            }
            try:
                penalties = AssignLatePenalties(parent=self)
                penalties.preprocess(nbformat.v4.new_notebook(), ResourcesDict(nbgrader=about))
            except Exception:  # a course may have a plugin of its own
                self.log.error("No late penalty could be taken from %s:\n%s", about, traceback.format_exc())

    def _failed(self, path: Path, resources: dict[str, Any], error: Exception) -> tuple[str, dict[str, Any]]:
        """The notebook without outputs, with a reason, and 0 points for each of its items in the gradebook."""
        items = [cell.grade_id for cell in self._masters[path.stem].cells if cell.is_check or cell.is_written]
        self.scored(path.stem, dict.fromkeys(items, (0.0, True)), {})
        notebook = read_notebook(path)
        why = f". {error}" if isinstance(error, CourseError) else f" ({type(error).__name__})."
        reason = (
            f"The grading of this notebook broke off{why} Its items count as 0 points until a person has looked at it."
        )
        notebook.cells = [cell for cell in notebook.cells if cell.id != NOTES_ID]
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(notes_text([reason]), id=NOTES_ID))
        resources["output_extension"] = ".ipynb"
        return notebook_bytes(notebook).decode(), resources

    def _trusts(self, folder: Path) -> bool:
        """Whether the timestamp.txt of a submission says when it was handed in."""
        return self.trust_timestamps or was_collected(folder)

    # Where things are.

    @property
    def _records(self) -> Records:
        directory = self._run.coursedir
        return Records(directory.db_url, directory.course_id, directory.assignment_id)

    @property
    def _submitted(self) -> Path:
        directory = self._run.coursedir
        return Path(str(directory.root), str(directory.submitted_directory))

    def _student(self, folder: Path) -> str:
        return folder.relative_to(self._submitted).parts[0]

    def _graded(self, folder: Path) -> Path:
        directory = self._run.coursedir
        student = self._student(folder)
        return Path(str(directory.format_path(directory.autograded_directory, student, directory.assignment_id)))
