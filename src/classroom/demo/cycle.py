"""An instructor's whole cycle on a sample class, by nbgrader's own commands, in a folder that can be thrown away.

The grades are known beforehand, so the demo is a test too: it says where nbgrader's gradebook differs.
"""

import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nbgrader.api import Gradebook

from classroom.commands import course_config, run_nbgrader
from classroom.course import Course
from classroom.demo.grades import BY_HAND, NOT_HANDED_IN, Grade, differences, grade_table
from classroom.demo.sample_class import Student, hand_in, sample_class
from classroom.editions.release import copy_assignment

FOLDER = "demo"
LOG = "nbgrader.log"
RIGHT_STUDENTS = 2
WRONG_STUDENTS = 2

AUTOGRADING = re.compile(
    r"Autograding .*[/\\]autograded[/\\](?P<student>[^/\\]+)[/\\][^/\\]+[/\\](?P<notebook>[^/\\]+)"
)

Say = Callable[[str], None]


def demo(course: Course, say: Say) -> bool:
    """Run the cycle in the course's `demo` folder and show the grades; returns whether all are as expected."""
    root = course.root / FOLDER
    if root.exists():
        shutil.rmtree(root)
    root.mkdir()
    students = sample_class(course, RIGHT_STUDENTS, WRONG_STUDENTS)
    grades = grade_class(course, root, students, say)
    say("Writing feedback.")
    run_nbgrader(root, ["generate_feedback", course.assignment], root / LOG, lambda _: None)
    say("")
    say(grade_table(grades))
    say("")
    wrong = differences(grades)
    say("\n".join(wrong) if wrong else "Every grade is what the answer must get.")
    say("")
    say(where_things_are(course, root, students[-1]))
    return not wrong


def grade_class(course: Course, root: Path, students: Sequence[Student], say: Say) -> list[Grade]:
    """Release the assignment in the empty folder `root`, hand in for each student, autograde; returns all grades."""
    copy_assignment(course, root)
    log = root / LOG
    say("Generating the release.")
    run_nbgrader(root, ["generate_assignment", course.assignment], log, lambda _: None)
    release = root / "release" / course.assignment
    for student in students:
        hand_in(course, student, release, root / "submitted" / student.name / course.assignment)
    say(f"Autograding {len(students)} students.")

    def progress(line: str) -> None:
        found = AUTOGRADING.search(line)
        if found:
            say(f"  {found['student']}: {found['notebook'].strip()}")

    run_nbgrader(root, ["autograde", course.assignment], log, progress)
    return _read_grades(course, root, students)


def _read_grades(course: Course, root: Path, students: Sequence[Student]) -> list[Grade]:
    course_id = str(course_config(root).CourseDirectory.course_id)
    grades = []
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", course_id) as gradebook:
        for student in students:
            submission = gradebook.find_submission(course.assignment, student.name)
            scores: Mapping[str, float | None] = {
                grade.name: None if grade.needs_manual_grade else grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for item in course.items:
                if not student.hands_in(item.notebook):
                    continue
                answer = student.answers.get(item.id)
                origin = answer.origin if answer else "the released cell"
                got = scores[item.graded_cell]
                grades.append(Grade(student.name, item, student.expected(item), got, origin))
    return grades


def where_things_are(course: Course, root: Path, student: Student) -> str:
    """Where the feedback lies, and how to go on in Formgrader."""
    feedback = root / "feedback" / student.name / course.assignment
    jupyter = Path(sys.executable).parent / "jupyter"
    return (
        f'"{BY_HAND}" needs manual grading: a person reads the answer beside its rubric, in Formgrader.\n'
        f'"{NOT_HANDED_IN}" was not handed in: that student has no new answer in that notebook.\n'
        f"Feedback, for example: {feedback}\n"
        f"Everything nbgrader said: {root / LOG}\n"
        "To open the class in Formgrader:\n"
        f"  cd {root} && {jupyter} lab\n"
        "and choose Nbgrader, then Formgrader, from the menu."
    )
