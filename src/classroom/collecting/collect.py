"""Collects: from a download to `submitted/`, one student after the other. Nobody's trouble stops the others."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from classroom.collecting.enrolment import enrol
from classroom.collecting.finding import Wanted, find
from classroom.collecting.people import Student, students
from classroom.collecting.placing import place
from classroom.collecting.planning import Plan, make_plan
from classroom.collecting.report import Collected, Report
from classroom.collecting.roster import Person, read_roster, words
from classroom.course import Course, CourseError
from classroom.notebooks import grade_id, read_notebook
from classroom.sanitising.master import Master, load_master

SUBMITTED = "submitted"


def collect(course: Course, folder: Path, roster: Path | None = None, *, dry: bool = False) -> Report:
    """Fill `submitted/` from a folder, or a zip, that was downloaded from an LMS; with `dry`, only say what would be.

    The class of the roster is entered into the gradebook.

    Raises `CourseError` if nothing can be done at all.
    """
    if folder.resolve().is_relative_to(course.root / SUBMITTED):
        raise CourseError(f"{folder} is where hand-ins are put. Name the folder that you downloaded from the LMS.")
    people = read_roster(roster) if roster else None
    masters = masters_of(course)
    report = Report(course.assignment, dry)
    with planned(course, folder, people, masters, report) as plans:
        for plan in plans:
            report.collected.append(_place(course, plan, dry=dry))
    if people is not None:
        handed_in = {one.id for one in report.collected}
        report.nothing = tuple(
            person
            for person in people
            if person.id not in handed_in and not submission_folder(course, person.id).exists()
        )
        if not dry:
            try:
                enrol(course, people)
            except CourseError as error:
                report.trouble["gradebook.db"] = str(error)
    return report


@contextmanager
def planned(
    course: Course,
    folder: Path,
    people: tuple[Person, ...] | None,
    masters: Mapping[str, Master],
    report: Report,
) -> Iterator[Iterator[Plan]]:
    """The plans of a class, one at a time: the files of each are there until the next one is asked for."""
    graded = sorted({item.notebook for item in course.items})
    known = {form for person in people or () for form in _forms(person)}
    with tempfile.TemporaryDirectory(prefix="collecting-") as scratch:
        found = find(folder, Wanted(tuple(masters), course.assignment, frozenset(known)), Path(scratch, "class"))
        report.trouble |= found.trouble

        def plans() -> Iterator[Plan]:
            for student in students(found.deliveries, people):
                yield _plan(student, masters, graded, Path(scratch, "student"))

        yield plans()


def masters_of(course: Course) -> dict[str, Master]:
    """What the notebooks are known by that students were given."""
    paths = sorted(course.release.glob("*.ipynb"))
    if not paths:
        raise CourseError(
            f"There is no notebook in {course.release}, so nobody can tell which are to be collected. Run "
            f"`nbgrader generate_assignment {course.assignment} --force` first."
        )
    texts = {
        path: {grade_id(cell): cell.source for cell in read_notebook(path).cells if grade_id(cell)} for path in paths
    }
    return {path.stem: load_master(path, texts[path]) for path in paths}


def submission_folder(course: Course, student: str) -> Path:
    """Where nbgrader looks for what a student has handed in."""
    return course.root / SUBMITTED / student / course.assignment


def _forms(person: Person) -> Iterator[str]:
    yield from (form.casefold() for form in (person.id, person.login, person.sid, person.email, person.name) if form)
    first, *others = words(person.name) or [""]
    yield " ".join([*others, first])
    yield " ".join([first, *others])


def _plan(student: Student, masters: Mapping[str, Master], graded: list[str], scratch: Path) -> Plan:
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        return make_plan(student, masters, graded, scratch)
    except Exception as error:  # whatever somebody hands in, the others are collected
        shown = ", ".join(delivery.shown for delivery in student.deliveries)
        why = f"It could not be looked into ({type(error).__name__}: {error}). Put it into submitted/ by hand."
        return Plan(student, trouble={shown: why}, graded=len(graded), missing=tuple(graded))


def _place(course: Course, plan: Plan, *, dry: bool) -> Collected:
    folder = submission_folder(course, plan.student.id)
    graded = (course.root / "autograded" / plan.student.id / course.assignment).exists()
    if not plan.files:
        return Collected.of(plan, "nothing", "", graded)
    try:
        placed = place(plan, folder, dry=dry)
    except CourseError as error:
        plan.trouble[course.show(folder)] = str(error)
    except OSError as error:
        plan.trouble[course.show(folder)] = (
            f"It could not be written ({error.strerror}). What was there before is as it was. Collect again."
        )
    else:
        return Collected.of(plan, placed.state, placed.why, graded)
    return Collected.of(plan, "nothing", "", graded)
