"""A class graded by several processes: the same truth as nbgrader's, whole or not at all, and gone on with."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from gradedcourse import SETTINGS, GradedCourse
from grading.course import ASSIGNMENT, RIGHT, write_course
from nbgrader.converters.base import NbGraderException

from classroom.commands import search_path
from classroom.course import Course, CourseError
from classroom.grading import whole_class
from classroom.grading.telling import data, line, summary
from classroom.grading.values import Limits
from classroom.grading.whole_class import ClassGrading, ClassReport, Result

# A script that grades by itself does not know where the tests' modules are.
CONFIG = "".join(f"import sys; sys.path.append({str(folder)!r})\n" for folder in Path(__file__).parents[1:3]) + SETTINGS

ROWS = """
select submitted_assignment.student_id, notebook.name, base_cell.name, grade.auto_score, grade.needs_manual_grade
from grade, base_cell, submitted_notebook, submitted_assignment, notebook
where base_cell.id = grade.cell_id and submitted_notebook.id = grade.notebook_id
and submitted_assignment.id = submitted_notebook.assignment_id and notebook.id = submitted_notebook.notebook_id
order by 1, 2, 3
"""


def rows(root: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(root / "gradebook.db") as gradebook:
        return gradebook.execute(ROWS).fetchall()


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GradedCourse:
    monkeypatch.setenv("PATH", search_path())  # a new gradebook is made with the program alembic
    root = tmp_path / "course"
    write_course(root, stock=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    return GradedCourse(root)


@pytest.fixture
def klass(graded: GradedCourse) -> ClassGrading:
    side = (graded.root / "release",)
    return ClassGrading(Course(graded.root, ASSIGNMENT, (), side, graded.root / "answers", {}))


def hand_in(graded: GradedCourse) -> list[str]:
    graded.hand_in("ada", **RIGHT)
    graded.hand_in("ben", double=RIGHT["double"])
    graded.hand_in("cleo")
    (graded.folder("dora") / "1_numbers.ipynb").write_text("not a notebook")
    return ["ada", "ben", "cleo", "dora"]


def run(klass: ClassGrading, students: list[str], *, again: bool = False, workers: int = 2) -> ClassReport:
    return klass.run(students, workers, again=again, on_result=lambda result, left: None)


@pytest.mark.slow
def test_the_gradebook_gets_what_nbgrader_gives_and_the_graded_notebooks_lie_where_it_puts_them(
    graded: GradedCourse, klass: ClassGrading
) -> None:
    students = hand_in(graded)
    assert klass.students() == students
    report = run(klass, students)
    assert not report.troubled
    ours, folders = rows(graded.root), sorted(path.name for path in graded.graded("ada").iterdir())
    assert {result.student: result.points for result in report.results}["ada"] == 10
    graded.grade(force=True)
    assert rows(graded.root) == ours
    assert {*folders} - {".graded-from"} == {path.name for path in graded.graded("ada").iterdir()}


@pytest.mark.slow
def test_run_again_it_does_what_is_missing_and_what_has_changed(graded: GradedCourse, klass: ClassGrading) -> None:
    students = hand_in(graded)
    run(klass, students)
    assert run(klass, students).unchanged == 4
    graded.hand_in("cleo", **RIGHT)
    graded.hand_in("emil", **RIGHT)
    report = run(klass, klass.students())
    assert sorted(result.student for result in report.results) == ["cleo", "emil"]
    assert len(run(klass, ["ada"], again=True).results) == 1
    checkpoints = graded.root / "source" / ASSIGNMENT / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "1_numbers-checkpoint.ipynb").write_text("what JupyterLab leaves")
    assert run(klass, klass.students()).unchanged == 5
    with (graded.root / "source" / ASSIGNMENT / "helper.py").open("a") as helper:
        helper.write("# mended\n")
    assert run(klass, klass.students()).unchanged == 0


@pytest.mark.slow
def test_what_a_person_gave_stays_and_asks_again(graded: GradedCourse, klass: ClassGrading) -> None:
    students = hand_in(graded)
    run(klass, students)
    with graded.gradebook() as gradebook:
        [grade] = [
            grade
            for notebook in gradebook.find_submission(ASSIGNMENT, "ada").notebooks
            for grade in notebook.grades
            if grade.name == "double-check"
        ]
        grade.manual_score = 1.5
        gradebook.db.commit()
    run(klass, ["ada"], again=True)
    with graded.gradebook() as gradebook:
        assert gradebook.find_grade("double-check", "1_numbers", ASSIGNMENT, "ada").manual_score == 1.5


@pytest.mark.slow
def test_a_submission_that_cannot_be_graded_is_told_and_stops_nobody(graded: GradedCourse, klass: ClassGrading) -> None:
    hand_in(graded)
    graded.hand_in("refused", double="# is refused")
    graded.hand_in("r [late]")
    report = run(klass, klass.students())
    named, trouble = sorted(report.troubled, key=lambda one: one.student)
    assert trouble.student == "refused"
    assert "NbGraderException" in trouble.trouble
    assert named.trouble.startswith("The folder name 'r [late]' is no name for a student")
    assert named.trouble.endswith("Rename it.")
    assert (klass.logs / "r [late].log").read_text() == named.trouble
    assert len(report.results) == 6
    assert "refused" not in {row[0] for row in rows(graded.root)}
    assert not graded.graded("refused").exists()
    assert (klass.logs / "refused.log").is_file()
    assert not list(klass.place.glob("room-*"))


@pytest.mark.slow
def test_what_hangs_is_given_up_alone(
    graded: GradedCourse, klass: ClassGrading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_class, "limits_of", lambda *_: Limits(quiet=4.0, whole=600.0))
    hand_in(graded)
    graded.hand_in("bad", double="# hangs")
    report = run(klass, ["bad", "ada", "ben", "cleo"], workers=2)
    assert sorted(result.student for result in report.results) == ["ada", "bad", "ben", "cleo"]
    [trouble] = report.troubled
    assert trouble.student == "bad"
    assert "grading hung" in trouble.trouble
    assert not klass.is_graded("bad")
    assert {row[0] for row in rows(graded.root)} == {"ada", "ben", "cleo"}


@pytest.mark.slow
def test_folders_that_lie_otherwise_than_nbgraders_are_refused_in_words(
    graded: GradedCourse, klass: ClassGrading
) -> None:
    structure = "{nbgrader_step}/{assignment_id}/{student_id}"
    settings = graded.root / "nbgrader_config.py"
    settings.write_text(settings.read_text() + f"c.CourseDirectory.directory_structure = {structure!r}\n")
    with pytest.raises(CourseError, match=r"another CourseDirectory\.directory_structure") as refused:
        ClassGrading(klass.course)
    assert structure in str(refused.value)
    graded.config.CourseDirectory.directory_structure = structure
    (graded.root / "submitted" / ASSIGNMENT / "ada").mkdir(parents=True)
    (graded.root / "submitted" / ASSIGNMENT / "ada" / "1_numbers.ipynb").write_text("{}")
    with pytest.raises(NbGraderException, match=r"another CourseDirectory\.directory_structure"):
        graded.grade()


@pytest.mark.slow
def test_the_folders_may_have_other_names(graded: GradedCourse, klass: ClassGrading) -> None:
    """Then a change of the source is still seen."""
    settings = graded.root / "nbgrader_config.py"
    settings.write_text(settings.read_text() + "c.CourseDirectory.source_directory = 'texts'\n")
    before = ClassGrading(klass.course).of_course
    (graded.root / "source").rename(graded.root / "texts")
    there = ClassGrading(klass.course).of_course
    (graded.root / "texts" / ASSIGNMENT / "helper.py").write_text("changed = True")
    assert len({before, there, ClassGrading(klass.course).of_course}) == 3


@pytest.mark.slow
def test_a_second_run_at_the_same_time_is_refused(klass: ClassGrading, graded: GradedCourse) -> None:
    hand_in(graded)
    with klass._alone(), pytest.raises(CourseError, match="Another `classroom grade` is at work"):
        run(klass, ["ada"])


@pytest.mark.slow
def test_a_gradebook_without_the_assignment_is_said_and_nothing_is_done(
    klass: ClassGrading, graded: GradedCourse
) -> None:
    hand_in(graded)
    (graded.root / "gradebook.db").unlink()
    with pytest.raises(CourseError, match="nbgrader generate_assignment"):
        run(klass, ["ada"])


STOPPED = """
import sys
from pathlib import Path
from classroom.course import Course
from classroom.grading.values import Limits
from classroom.grading.whole_class import ClassGrading
if __name__ == "__main__":
    root = Path(sys.argv[1])
    klass = ClassGrading(Course(root, {assignment!r}, (), (root / "release",), root / "answers", {{}}))
    report = klass.run(klass.students(), 2, again=False, on_result=lambda result, left: print("one", flush=True))
    print("left", report.left)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_stopped_before_anybody_is_graded_it_says_how_many_are_left(
    klass: ClassGrading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_arguments: object) -> None:
        raise KeyboardInterrupt

    for step in ("is_graded", "_blank_gradebook"):
        monkeypatch.setattr(ClassGrading, step, stopped)
        report = run(klass, ["ada", "ben"])
        assert (report.left, report.results) == (2, [])
        assert "2 submissions not graded yet. Run it again" in summary(report, klass.logs)
        monkeypatch.undo()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_whole_submissions_and_is_gone_on_with(
    graded: GradedCourse, klass: ClassGrading, tmp_path: Path, number: int
) -> None:
    for student in range(12):
        graded.hand_in(f"s{student}", **RIGHT)
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED.format(assignment=ASSIGNMENT))
    with subprocess.Popen(
        [sys.executable, script, graded.root],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "one\n"
        os.killpg(process.pid, number) if number == signal.SIGKILL else os.kill(process.pid, number)
        began = time.monotonic()
        said, errors = process.communicate(timeout=60)
    if number == signal.SIGINT:
        assert "left" in said
        assert "Traceback" not in errors
        assert "Warning" not in errors, "nbgrader's gradebook warns of what means nothing"
        assert time.monotonic() - began < 30
    recorded = rows(graded.root)
    whole = len([row for row in recorded if row[0] == "s0"] or [row for row in recorded if row[0] == recorded[0][0]])
    students = {row[0] for row in recorded}
    assert 0 < len(students) < 12
    assert len(recorded) == whole * len(students)
    report = run(klass, klass.students())
    assert report.unchanged + len(report.results) == 12
    assert report.unchanged >= len(students) - 1
    assert {row[0] for row in rows(graded.root)} == {f"s{student}" for student in range(12)}


def test_it_is_said_in_words_and_as_data() -> None:
    results = [Result("ada", 30, 49, 3, "", 5.2), Result("ben", trouble="The disk is full.")]
    report = ClassReport(results, unchanged=2, left=1, seconds=125)
    assert line(results[0]) == "ada: 30 of 49 points, 3 answers wait for a person (5 s)"
    assert line(results[1]) == "ben: NOT GRADED. The disk is full."
    text = summary(report, Path("logs"))
    for said in (
        "1 submission graded in 2 min 5 s",
        "2 submissions had been",
        "Stopped: 1 sub",
        "Not graded: ben. The",
    ):
        assert said in text
    assert data(report)["not_graded"][0]["student"] == "ben"
