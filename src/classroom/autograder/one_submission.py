"""Grades the one submission that Gradescope has put into its folder, and says what came of each item.

It is opened, recognised and laid out as `classroom collect` does it: a zip, a folder in a folder, notebooks alone and
those with other names are all taken. Then a room grades it, in the same isolation as a class.
"""

import html
import importlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from traitlets.config import Config

from classroom.autograder import findings
from classroom.autograder.results import Entry, Results, Status, paragraph, without_grades
from classroom.collecting.collect import SUBMITTED, masters_of
from classroom.collecting.finding import Delivery
from classroom.collecting.naming import Owner
from classroom.collecting.people import Student
from classroom.collecting.placing import write_files
from classroom.collecting.planning import Plan, make_plan
from classroom.commands import course_config, run_nbgrader
from classroom.course import Course, Item, load_course
from classroom.grading.room import Room
from classroom.grading.rows import TABLES, copy_definitions, make_changes
from classroom.grading.values import BLANK, Graded
from classroom.notebooks import read_notebook
from classroom.sanitising.strays import EMPTY
from classroom.showing.feedback import WAITS

STUDENT = "student"
"""What the folder of whoever handed in is called. Gradescope knows who it is, and the grading need not."""

COURSE = "course"

MEMORY = 1024
"""Megabytes for a student process. What Gradescope gives its machine must have room for it and for the grader."""

IN_VAIN = 4
"""One part of so many of a notebook's time is what a single cell may use up: a loop without an end costs no more."""

NOT_READ = "What you handed in could not be looked through. Hand in the notebooks themselves, or a zip of them."
NOT_GRADED = "The grading of your work broke off. That says nothing about it. Tell your instructor."
NOTHING = "No notebook of this assignment was found in what you handed in, so there is nothing to grade yet."
NOT_HANDED_IN = "{notebook}.ipynb was not handed in, so there is nothing to grade here."
IS_READ = "Somebody reads this answer and gives its points."
IS_EMPTY = "Nothing is written here. If you have answered it somewhere else, move the answer into its cell."
IS_ASTRAY = (
    "The cell of this answer is empty. The answer may stand elsewhere in what you handed in, or be lost with a damaged"
    " file, so a person looks for it. To be sure, write it into its cell and hand in again."
)


@dataclass(frozen=True)
class Score:
    """What the gradebook says of one item."""

    earned: float
    waits: bool


def prepare(root: Path) -> None:
    """Once, when the image is built: enter the assignment into a gradebook that has nobody's submission."""
    course = load_course(root / "source" / COURSE)
    config = course_config(course.root)
    for name in config.IsolatedExecute.get("preload", ()):
        importlib.import_module(name)  # what it makes for itself at the first time is there then, like a list of fonts
    run_nbgrader(
        course.root, ["generate_assignment", course.assignment, "--force"], course.root / "log", lambda _line: None
    )
    course_id = str(config.CourseDirectory.course_id)
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course_id) as gradebook:
        copy_definitions(gradebook, course.root / BLANK, course_id)


def grade(root: Path, place: Path, seconds: float) -> Results:
    """Grade what lies in the folder `submission`, in an empty folder `place`, in about so many seconds at most."""
    course = load_course(root / "source" / COURSE)
    plan = _plan(course, root / "submission", place / "opened")
    if plan is None:
        return without_grades(course.items, NOT_READ)
    for said in (*plan.notes, *(f"{shown}: {why}" for shown, why in plan.trouble.items())):
        print(ascii(said))
    if not plan.notebooks:
        results = without_grades(course.items, NOTHING)
        return Results(results.entries, results.notes + _about(plan))
    write_files(plan, place / SUBMITTED / STUDENT / course.assignment)
    shutil.rmtree(place / "opened")
    config = paced(course_config(course.root), seconds, len(course.source_notebooks()))
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.submitted_directory = str(place / SUBMITTED)
    (place / "room").mkdir()
    room = Room(config, place / "room", course.root / BLANK, course.assignment)
    graded = room.grade(STUDENT, {table.name: {} for table in TABLES})
    print(graded.log)
    if graded.trouble:
        print(graded.trouble)
        return without_grades(course.items, NOT_GRADED)
    scores = _scores(course, graded, place / "graded.db", room.course_id)
    read = {path.stem: read_notebook(path) for path in sorted(Path(graded.folder).glob("*.ipynb"))}
    notebooks = {name: findings.for_students(notebook) for name, notebook in read.items()}
    return Results(
        tuple(_entry(item, scores, notebooks) for item in course.items),
        "".join([_about(plan), *(_notes(name, notebook) for name, notebook in notebooks.items())]),
        protection=tuple(_protection(read)),
    )


def paced(config: Config, seconds: float, notebooks: int) -> Config:
    """The course's settings, such that the limits of all notebooks together fit into so many seconds.

    A notebook gets half of its share: the other half is for its checks, and for a machine that is not its own.
    """
    limits = config.IsolatedExecute
    for name, most in (
        ("notebook_timeout", seconds / notebooks / 2),
        ("timeout", seconds / notebooks / 2 / IN_VAIN),
        ("memory_limit", MEMORY),
    ):
        limits[name] = min(limits.get(name, most), most)
    return config


def _plan(course: Course, submission: Path, scratch: Path) -> Plan | None:
    delivery = Delivery(Owner("Gradescope", lms_id=STUDENT), submission, submission.name)
    masters, graded = masters_of(course), sorted({item.notebook for item in course.items})
    try:
        plan = make_plan(Student(STUDENT, STUDENT, (delivery,)), masters, graded, scratch)
    except Exception as error:  # whatever it is, its student gets an answer
        print(f"{type(error).__name__}: {str(error)!a}")
        return None
    plan.timestamp = ""  # Gradescope knows what is late
    return plan


def _scores(course: Course, graded: Graded, path: Path, course_id: str) -> dict[str, Score]:
    """What the room has recorded, by the grade ids of the items."""
    shutil.copyfile(course.root / BLANK, path)
    with Gradebook(f"sqlite:///{path}", course_id) as gradebook:
        make_changes(gradebook, graded.changed)
        submission = gradebook.find_submission(course.assignment, STUDENT)
        return {
            grade.name: Score(float(grade.auto_score or 0), bool(grade.needs_manual_grade))
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _entry(item: Item, scores: Mapping[str, Score], notebooks: Mapping[str, NotebookNode]) -> Entry:
    notebook, score = notebooks.get(item.notebook), scores.get(item.graded_cell)
    if notebook is None or score is None:
        missing = paragraph(NOT_HANDED_IN.format(notebook=item.notebook))
        return Entry(item, missing, 0.0 if item.kind == "auto" else None, "failed")
    if item.kind == "written":
        astray = EMPTY in findings.text_of(notebook, item.id)
        status: Status | None = None if score.waits and not astray else "failed"
        return Entry(
            item,
            paragraph(IS_ASTRAY if score.waits and astray else IS_READ if score.waits else IS_EMPTY),
            status=status,
        )
    waits = paragraph(WAITS.strip("*")) if score.waits else ""
    shown = waits + findings.findings(notebook, item.graded_cell)
    return Entry(item, shown, score.earned, "passed" if score.earned >= item.points else "failed")


def _about(plan: Plan) -> str:
    """For the student: which notebooks were found, which were not, and which files could not be used."""
    lines = []
    if plan.notebooks:
        lines.append(f"Graded: {', '.join(sorted(plan.notebooks))}.")
    if plan.missing and plan.notebooks:
        lines.append(f"Not handed in: {', '.join(plan.missing)}.")
    # What comes after the first sentence is advice to whoever collects.
    for shown, why in plan.trouble.items():
        _, found, file = shown.partition("/")
        lines += [f"{file}: {why.partition('. ')[0].rstrip('.')}."] if found else []
    return "".join(map(paragraph, lines))


def _notes(name: str, notebook: NotebookNode) -> str:
    said = findings.notes(notebook)
    return f"<p><b>{html.escape(name)}</b></p>{said}" if said else ""


def _protection(notebooks: Mapping[str, NotebookNode]) -> list[str]:
    """The layers that were in force for every notebook."""
    layers = [notebook.metadata.get("grading", {}).get("protection", []) for notebook in notebooks.values()]
    return [layer for layer in (layers[0] if layers else []) if all(layer in one for one in layers)]
