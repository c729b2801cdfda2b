"""The command `classroom`: one verb for each thing an instructor does with a course."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from classroom.__main__ import STOPPED
from classroom.autograder.packing import what_to_do, write_autograder
from classroom.collecting.collect import collect
from classroom.commands import search_path
from classroom.course import Course, CourseError, any_courses, empty_assignments, find_course, has_a_table
from classroom.demo.cycle import demo
from classroom.editions.build import build
from classroom.editions.handout import handout_files, write_handout
from classroom.editions.launchers import with_launchers
from classroom.grading.telling import Progress, data
from classroom.grading.telling import summary as report_text
from classroom.grading.whole_class import ClassGrading
from classroom.normalise import normalise_course
from classroom.reporting.lms import SYSTEMS, export_for
from classroom.reporting.report import write_report
from classroom.rules import BEFORE_GRADING, GRADED, HANDED_OUT, RULES, check, summary
from classroom.rules.switched_on import isolation_switched_off
from classroom.trying import try_course
from classroom.written.desk import Desk
from classroom.written.server import serve
from safepage import console


@console.patient()
def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0 if all is well, 1 if something was found or went wrong, 3 if a person must look."""
    parser = argparse.ArgumentParser(prog="classroom", description=WHAT_FOR)
    parser.add_argument(
        "--course", type=Path, default=Path(), help="a folder in the course (default: the working folder)"
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, (_, does) in VERBS.items():
        verb = verbs.add_parser(name, help=does, description=does, formatter_class=argparse.RawTextHelpFormatter)
        if name == "check":
            verb.epilog = "\n".join(["rules:", *(f"  {rule:<15}{summary(find)}" for rule, find in RULES.items())])
            verb.add_argument(
                "--only", action="append", choices=RULES, metavar="RULE", help="apply this rule; can be repeated"
            )
        if name == "collect":
            verb.epilog = COLLECT_ENDS
            verb.add_argument(
                "folder", type=Path, metavar="FOLDER", help="what you downloaded: a folder, or the zip itself"
            )
            verb.add_argument(
                "--roster",
                type=Path,
                metavar="CSV",
                help="the class, as Canvas, Moodle, Gradescope, … or nbgrader export it",
            )
            verb.add_argument("--dry-run", action="store_true", help="only say what would be done")
            verb.add_argument("--json", action="store_true", help="say it as data")
        if name == "try":
            verb.epilog = TRY_ENDS
        if name in ("check", "try"):
            verb.add_argument(
                "assignment", nargs="?", default="", metavar="ASSIGNMENT", help="one of the course's (default: all)"
            )
        if name == "report":
            verb.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="the course's own (default)")
        if name == "export":
            verb.epilog = EXPORT_ENDS
            verb.add_argument("system", choices=SYSTEMS, help="whose form the file has")
            verb.add_argument("--to", type=Path, metavar="FILE", help="the file to write (default: SYSTEM.csv)")
        if name == "grade":
            verb.epilog = GRADE_ENDS
            verb.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="the course's own (default)")
            verb.add_argument(
                "--student", action="append", metavar="NAME", help="grade this student's submission; can be repeated"
            )
            verb.add_argument("--again", action="store_true", help="grade those too that are graded already")
            verb.add_argument(
                "--jobs",
                type=_positive,
                help="submissions at a time (default: one a core)",
            )
            verb.add_argument(
                "--scheduler", default="", metavar="ADDRESS", help="of a Dask cluster that grades: tcp://HOST:PORT"
            )
            verb.add_argument("--json", action="store_true", help="say it as data")
        if name == "read":
            verb.add_argument("item", nargs="?", default="", metavar="ITEM", help="the question, for example q1a")
            verb.add_argument(
                "--port", type=_positive, default=0, help="the port of the page (default: any that is free)"
            )
            verb.add_argument("--no-browser", action="store_true", help="only print the address")
        if name == "handout":
            verb.add_argument(
                "--repository",
                metavar="OWNER/NAME",
                help="at GitHub, where the unpacked file will lie: for links to Binder and Colab",
            )
        if name == "gradescope":
            verb.add_argument(
                "--minutes",
                type=_positive,
                default=MINUTES,
                help=f"the timeout that is set at Gradescope (default: {MINUTES})",
            )
    chosen = parser.parse_args(arguments)
    run, _ = VERBS[chosen.verb]
    try:
        if chosen.verb in ("check", "try") and (chosen.assignment or not has_a_table(chosen.course)):
            courses = any_courses(chosen.course, chosen.assignment)
            for folder in empty_assignments(courses[0]) if not chosen.assignment else ():
                print(f"{courses[0].show(folder)} has no notebook: it is passed over.")
            return max(run(course, chosen) for course in courses)
        return run(find_course(chosen.course), chosen)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1


def _normalise(course: Course, _chosen: argparse.Namespace) -> int:
    _list_changes(course, normalise_course(course))
    return 0


def _build(course: Course, _chosen: argparse.Namespace) -> int:
    _list_changes(course, build(course))
    return 0


def _check(course: Course, chosen: argparse.Namespace) -> int:
    only = chosen.only or (() if course.items else BEFORE_GRADING)
    if not course.items:
        print(f"{course.assignment}, as far as grading in isolation is concerned:")
    problems = check(course, lambda text: print(text, end="", flush=True), only)
    well = "All is well, as far as these rules see." if only else "All is well: the course can be handed out."
    print(f"\n{len(problems)} to mend." if problems else f"\n{well}")
    return 1 if problems else 0


def _try(course: Course, _chosen: argparse.Namespace) -> int:
    print(
        f"{course.assignment}: your own solutions and the release are graded twice, with stock nbgrader and in"
        " isolation, in a folder that is thrown away. This takes about a minute.",
        flush=True,
    )
    tried = try_course(course)
    print(tried.text())
    for problem in isolation_switched_off(course):
        print(f"\nBefore you grade anybody: {problem}")
    return 1 if tried.wrong else NEEDS_A_PERSON if tried.differing else 0


def _collect(course: Course, chosen: argparse.Namespace) -> int:
    report = collect(course, chosen.folder, chosen.roster, dry=chosen.dry_run)
    print(json.dumps(report.data(), indent=1, ensure_ascii=False) if chosen.json else report.text())
    return NEEDS_A_PERSON if report.needs_a_person else 0


def _must_be_its_own(course: Course, assignment: str | None) -> None:
    if assignment not in (None, course.assignment):
        raise CourseError(f"The assignment of this course is {course.assignment}, and not {assignment}.")


def _grade(course: Course, chosen: argparse.Namespace) -> int:
    _must_be_its_own(course, chosen.assignment)
    os.environ["PATH"] = search_path()
    grading = ClassGrading(course)
    there = grading.students()
    unknown = sorted(set(chosen.student or ()) - set(there))
    if unknown or not there:
        raise CourseError(
            f"There is no folder for {course.assignment} of {', '.join(unknown) or 'anybody'} in submitted/."
            " `classroom collect` fills it."
        )
    students = chosen.student or there
    progress = Progress(len(students), silent=chosen.json)
    try:
        report = grading.run(
            students,
            chosen.jobs,
            again=chosen.again,
            on_result=progress.tell,
            scheduler=chosen.scheduler,
            say=progress.say,
        )
    finally:
        progress.close()
    print(json.dumps(data(report), indent=1, ensure_ascii=False) if chosen.json else report_text(report, grading.logs))
    if report.left:
        return STOPPED
    return NEEDS_A_PERSON if report.troubled else 0


def _report(course: Course, chosen: argparse.Namespace) -> int:
    _must_be_its_own(course, chosen.assignment)
    print(write_report(course))
    return 0


def _export(course: Course, chosen: argparse.Namespace) -> int:
    print(export_for(course, chosen.system, chosen.to or Path(f"{chosen.system}.csv")))
    return 0


def _read(course: Course, chosen: argparse.Namespace) -> int:
    desk = Desk(course)
    path = f"/read/{quote(desk.item(chosen.item).id)}" if chosen.item else "/"
    serve(desk, path, chosen.port, lambda text: print(text, flush=True), browser=not chosen.no_browser)
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _gradescope(course: Course, chosen: argparse.Namespace) -> int:
    _must_hold(course, GRADED, "so that nobody is graded by it")
    print(what_to_do(course, write_autograder(course, chosen.minutes), chosen.minutes))
    return 0


def _must_hold(course: Course, rules: Sequence[str], so_that: str) -> None:
    problems = [problem for rule in rules for problem in RULES[rule](course)]
    if problems:
        said = "\n".join(map(str, problems))
        raise CourseError(f"{said}\n\n{len(problems)} to mend. Nothing was written, {so_that}.")


def _handout(course: Course, chosen: argparse.Namespace) -> int:
    files = handout_files(course)
    if chosen.repository is not None:
        files = with_launchers(files, chosen.repository)
    _must_hold(course, HANDED_OUT, "so that nothing is given away")
    path = write_handout(course, files)
    print(f"{course.show(path)} ({path.stat().st_size / 2**20:.1f} MB) is the file for students: give them this one.")
    if chosen.repository is not None:
        there = f"https://github.com/{chosen.repository}"
        print(
            f"Now unpack it, put what lies in its folder {course.assignment}/, without that folder, at the top of"
            f" {there}, and push. The links lead there, and Binder looks there for binder/."
        )
    return 0


def _demo(course: Course, _chosen: argparse.Namespace) -> int:
    return 0 if demo(course, lambda line: print(line, flush=True)) else 1


def _list_changes(course: Course, changed: list[Path]) -> None:
    for path in changed:
        print(f"{'wrote' if path.exists() else 'removed'} {course.show(path)}")
    files = "file" if len(changed) == 1 else "files"
    print(f"{len(changed)} {files} changed." if changed else "Nothing to change.")


NEEDS_A_PERSON = 3
COLLECT_ENDS = """\
It ends with
  0  all that was handed in is in submitted/
  1  nothing was done: the folder, the roster or the course cannot be read
  2  the command was not written as above
  3  what could be collected is; the list names what somebody must look at: files that
     cannot be opened, files that are nobody's, students who are not on the roster"""

MINUTES = 20
GRADE_ENDS = """\
Run again, it does what is missing, and what has changed since. It ends with
  0    every submission is graded; answers may wait for a person, Formgrader has them
  1    nothing was done: the course or the folder of submissions is not as it must be
  2    the command was not written as above
  3    some submissions could not be graded; the list names them
  130  it was stopped, with Ctrl-C or because the cluster was lost; what was graded by
       then is recorded"""

WHAT_FOR = (
    "Editions, checks, hand-ins and a demo of a course. `check` and `try` are for any nbgrader course; the others are"
    " for one whose pyproject.toml has a table [tool.classroom]."
)

TRY_ENDS = """\
It ends with
  0  every test gives the same points both ways, and your own solutions pass them all
  1  a test is not passed by your own solution, or nothing could be graded
  2  the command was not written as above
  3  a test gives other points here than with stock nbgrader; the list says why"""

EXPORT_ENDS = """\
The file has the grades that are final. Who has handed in nothing, and whose answers still
wait for a person, is not in it, so that their grades in the LMS stay as they are."""

VERBS = {
    "normalise": (_normalise, "put the source notebooks in their normal form"),
    "build": (_build, "normalise the source, then make the students' and the reading edition from it"),
    "check": (_check, "say what must be mended before the course is handed out"),
    "try": (_try, "grade the course's own solutions and its release with stock nbgrader and in isolation, and compare"),
    "handout": (_handout, "write the file for students, dist/ASSIGNMENT.zip, if nothing is given away in it"),
    "collect": (
        _collect,
        "fill submitted/ from what was downloaded from Canvas, Moodle, Gradescope, Blackboard, Brightspace",
    ),
    "grade": (_grade, "grade the class on all cores or on a cluster, and go on where it was stopped"),
    "report": (_report, "write a page about the class, and its table: reports/ASSIGNMENT.html and .csv"),
    "export": (_export, "write the final grades as a file that the gradebook of Canvas or Moodle imports"),
    "read": (_read, "open a page to read one written question across the class, beside its rubric"),
    "gradescope": (
        _gradescope,
        "write the autograder for Gradescope, dist/for-instructors-only/ASSIGNMENT-gradescope.zip",
    ),
    "demo": (_demo, "release, hand in, grade and give feedback to a small sample class in the folder demo/"),
}
