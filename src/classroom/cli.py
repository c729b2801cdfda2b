"""The command `classroom`: one verb for each thing an instructor does with a course."""

import argparse
import sys
from pathlib import Path

from classroom.course import Course, CourseError, find_course
from classroom.demo.cycle import demo
from classroom.editions.build import build
from classroom.editions.handout import handout_files, write_handout
from classroom.normalise import normalise_course
from classroom.rules import HANDED_OUT, RULES, check, summary
from safepage import console


@console.patient()
def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0 if all is well, 1 if something was found or went wrong."""
    parser = argparse.ArgumentParser(prog="classroom", description="Editions, checks and a demo of a course.")
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
    chosen = parser.parse_args(arguments)
    run, _ = VERBS[chosen.verb]
    try:
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
    problems = check(course, lambda text: print(text, end="", flush=True), chosen.only or ())
    well = "All is well, as far as these rules see." if chosen.only else "All is well: the course can be handed out."
    print(f"\n{len(problems)} to mend." if problems else f"\n{well}")
    return 1 if problems else 0


def _handout(course: Course, _chosen: argparse.Namespace) -> int:
    files = handout_files(course)
    problems = [problem for rule in HANDED_OUT for problem in RULES[rule](course)]
    if problems:
        said = "\n".join(map(str, problems))
        raise CourseError(f"{said}\n\n{len(problems)} to mend. Nothing was written, so that nothing is given away.")
    path = write_handout(course, files)
    print(f"{course.show(path)} ({path.stat().st_size / 2**20:.1f} MB) is the file for students: give them this one.")
    return 0


def _demo(course: Course, _chosen: argparse.Namespace) -> int:
    return 0 if demo(course, lambda line: print(line, flush=True)) else 1


def _list_changes(course: Course, changed: list[Path]) -> None:
    for path in changed:
        print(f"{'wrote' if path.exists() else 'removed'} {course.show(path)}")
    files = "file" if len(changed) == 1 else "files"
    print(f"{len(changed)} {files} changed." if changed else "Nothing to change.")


VERBS = {
    "normalise": (_normalise, "put the source notebooks in their normal form"),
    "build": (_build, "normalise the source, then make the students' and the reading edition from it"),
    "check": (_check, "say what must be mended before the course is handed out"),
    "handout": (_handout, "write the file for students, dist/ASSIGNMENT.zip, if nothing is given away in it"),
    "demo": (_demo, "release, hand in, grade and give feedback to a small sample class in the folder demo/"),
}
