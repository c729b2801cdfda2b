"""What graded notebooks say beside the points, whatever a folder holds."""

import json
from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, RIGHT, WORDS

from classroom.commands import course_directory, graded_folders
from classroom.course import Course
from classroom.grading.whole_class import LOGS, PLACE
from classroom.reporting.grades import gradings_of
from classroom.reporting.submissions import (
    AS_RELEASED,
    NO_REASON,
    NOT_IN_IT,
    Submission,
    read_submission,
    released_answers,
    released_texts,
)

from .conftest import HOSTILE, note


def read(course: Course) -> dict[str, Submission]:
    """Everybody's submission."""
    folders = graded_folders(course_directory(course), ASSIGNMENT)
    released = released_answers(course)
    return {
        one.student.id: read_submission(course, one, folders.get(one.student.id), released)
        for one in gradings_of(course).students
    }


@pytest.mark.slow
def test_every_0_has_its_reason(classes: Course, graded: GradedCourse) -> None:
    found = read(classes)
    assert {name: answer.reason for name, answer in found["ann"].answers.items() if answer.reason} == {
        "why": AS_RELEASED
    }
    assert found["cid"].answers["double"].reason == f"It is halved {HOSTILE}"
    assert found["cid"].answers["norm"].reason == NO_REASON
    assert {answer.reason for answer in found["eve"].answers.values()} == {AS_RELEASED, NOT_IN_IT}
    assert found["bob"].answers["why"].reason == ""
    with graded.gradebook() as gradebook:
        grade: Any = gradebook.find_grade("why", WORDS, ASSIGNMENT, "dan")
        grade.manual_score, grade.needs_manual_grade = 0, False
        gradebook.find_comment("why", WORDS, ASSIGNMENT, "dan").manual_comment = "That is\nno reason."  # type: ignore[assignment]
        gradebook.db.commit()
    assert read(classes)["dan"].answers["why"].reason == "a person gave 0: That is no reason."


@pytest.mark.parametrize(
    ("output", "verdict", "reason"),
    [
        ({"output_type": "error", "ename": "NoScore", "evalue": "It took too long."}, {}, "It took too long."),
        ({"output_type": "error", "ename": "ValueError", "evalue": "x"}, {}, "the check ended with ValueError"),
        ({}, {"outcome": "not attempted", "findings": []}, "not attempted"),
        ({}, {"outcome": "too slow", "findings": []}, "too slow"),
    ],
)
def test_a_check_says_why(
    classes: Course, graded: GradedCourse, output: dict[str, Any], verdict: dict[str, Any], reason: str
) -> None:
    note(graded, "cid", NUMBERS, verdicts={"norm-check": verdict} if verdict else {})
    path = graded.graded("cid") / f"{NUMBERS}.ipynb"
    content = json.loads(path.read_text())
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "norm-check":
            cell["outputs"] = [output] if output else []
    path.write_text(json.dumps(content))
    assert read(classes)["cid"].answers["norm"].reason == reason


def test_what_was_mended_stopped_and_measured_is_read(classes: Course) -> None:
    found = read(classes)
    assert found["ann"].notes == ()
    assert found["cid"].stopped == (("1(b)", "It took too long."), (f"a cell of {NUMBERS}", HOSTILE))
    assert (dict(found["cid"].seconds), found["cid"].protection) == ({NUMBERS: 1.5}, frozenset({"seccomp"}))
    assert [one.name for one in found["cid"].answers["double"].mistakes] == ["halved"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ({"ename": "PermissionError", "evalue": ""}, True),
        ({"ename": "FileNotFoundError", "evalue": "[Errno 2] No such file or directory: '/etc/passwd'"}, True),
        ({"ename": "FileNotFoundError", "evalue": "[Errno 2] No such file or directory: '../other/1.ipynb'"}, True),
        ({"ename": "FileNotFoundError", "evalue": "[Errno 2] No such file or directory: 'mine.csv'"}, False),
        ({"ename": "ValueError", "evalue": "'/etc/passwd'"}, False),
    ],
)
def test_a_cell_that_the_sandbox_stopped_is_named(
    classes: Course, graded: GradedCourse, error: dict[str, str], says: bool
) -> None:
    path = graded.graded("ann") / f"{NUMBERS}.ipynb"
    content = json.loads(path.read_text())
    content["cells"][2]["outputs"] = [{"output_type": "error", "traceback": [], **error}]
    path.chmod(0o644)
    path.write_text(json.dumps(content))
    assert (("1(a)", f"ended with {error['ename']}") in read(classes)["ann"].stopped) == says


def test_the_time_limit_of_a_check_is_a_protection_too(classes: Course, graded: GradedCourse) -> None:
    slow = {
        "outcome": "too slow",
        "findings": [{"kind": "wrong", "name": "too-slow", "title": "No answer", "says": ""}],
    }
    note(graded, "ann", NUMBERS, verdicts={"double-check": slow, "norm-check": {"outcome": "passed", "findings": []}})
    assert read(classes)["ann"].stopped == (("1(a)", "No answer"),)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "3", '{"cells": 3}', '{"cells": [3, {"metadata": 3, "outputs": [4]}]}']
)
def test_a_notebook_that_cannot_be_read_costs_no_report(classes: Course, graded: GradedCourse, content: str) -> None:
    path = graded.graded("cid") / f"{NUMBERS}.ipynb"
    path.chmod(0o644)
    path.write_text(content)
    found = read(classes)["cid"]
    assert found.answers["double"].reason
    assert found.answers["count"].source.startswith("def count")


def test_who_has_no_grade_is_told_why(classes: Course, graded: GradedCourse) -> None:
    graded.folder("a`b")
    assert read(classes)["fay"].no_grade == "not graded yet: run `classroom grade`"
    assert read(classes)["gil"].no_grade == "nothing handed in"
    assert "rename it" in read(classes)["a`b"].no_grade
    logs = classes.root / PLACE / LOGS
    logs.mkdir(parents=True)
    (logs / "fay.log").write_text("[INFO] all is well\n[AutogradeApp | ERROR] the disk is full\n")
    assert read(classes)["fay"].no_grade == "grading failed: the disk is full"


def test_what_was_given_is_known(classes: Course) -> None:
    assert released_answers(classes).keys() == RIGHT.keys() | {"why"}
    assert "NotImplementedError" in released_answers(classes)["double"]
    assert any("Twice the number" in text for text in released_texts(classes)[NUMBERS])
