"""What sanitising reads from nbgrader's gradebook, and the little that it writes there."""

from datetime import datetime
from typing import Any

import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, NUMBERS, POINTS, RIGHT, WORDS
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Base
from traitlets.config import Configurable

from classroom.isolation.manual_grading import IN_ANY_CASE, RESOURCE
from classroom.sanitising.gradebook import BROKEN_OFF, NOT_WHOLE, Records, RecordWhole, disagreements

WRITTEN = "2001-01-01 00:00:00 UTC"


def records(course: GradedCourse, assignment: str = ASSIGNMENT) -> Records:
    return Records(course.directory().db_url, "graded", assignment)


def graded(course: GradedCourse) -> None:
    """A course in which Ann has points by the computer, some by a person, and a date."""
    course.config.SubmissionExporter.trust_timestamps = True
    (course.hand_in("ann", **RIGHT, why="It looks twice.") / "timestamp.txt").write_text(WRITTEN)
    course.grade()
    with course.gradebook() as gradebook:
        why: Any = gradebook.find_grade("why", WORDS, ASSIGNMENT, "ann")
        why.manual_score, why.auto_score, why.needs_manual_grade = 1.5, 0.5, False
        gradebook.db.commit()


def stamp(course: GradedCourse) -> Any:
    with course.gradebook() as gradebook:
        return gradebook.find_submission(ASSIGNMENT, "ann").timestamp


def by_hand(course: GradedCourse) -> Any:
    with course.gradebook() as gradebook:
        return gradebook.find_grade("why", WORDS, ASSIGNMENT, "ann").manual_score


def test_the_texts_are_those_of_the_release(course: GradedCourse) -> None:
    texts = records(course).source_texts()
    assert {name: set(cells) for name, cells in texts.items()} == {
        NUMBERS: {"setup-1", "double", "double-check", "norm", "norm-check"},
        WORDS: {"setup-2", "count", "count-check", "why", "why-rubric", "twice", "twice-check"},
    }
    assert texts[WORDS]["setup-2"] == "import helper"
    assert "HIDDEN TESTS" in texts[NUMBERS]["double-check"]
    assert "BEGIN SOLUTION" not in texts[NUMBERS]["double"]


def test_an_assignment_that_was_never_released_has_no_texts(course: GradedCourse) -> None:
    assert records(course, "other").source_texts() == {}


def test_a_cell_without_a_recorded_text_has_the_empty_one(course: GradedCourse) -> None:
    with course.gradebook() as gradebook:
        setup: Any = gradebook.find_source_cell("setup-2", WORDS, ASSIGNMENT)
        setup.source = None
        gradebook.db.commit()
    assert records(course).source_texts()[WORDS]["setup-2"] == ""


def test_kind_and_points_of_what_is_graded(course: GradedCourse) -> None:
    assert records(course).graded_points() == {
        NUMBERS: {"double-check": ("code", POINTS["double"]), "norm-check": ("code", POINTS["norm"])},
        WORDS: {
            "count-check": ("code", POINTS["count"]),
            "twice-check": ("code", POINTS["twice"]),
            "why": ("markdown", 2.0),
        },
    }


def test_a_run_that_begins_takes_back_what_the_last_one_gave_and_not_what_a_person_gave(course: GradedCourse) -> None:
    graded(course)
    records(course).begin("ann", [WORDS], keep_timestamp=True)
    scores = course.scores("ann")
    assert (scores["double-check"], scores["norm-check"]) == (3.0, 2.0), "of a notebook that is not graded anew"
    assert {name for name in scores if scores[name] is None} == {"count-check", "twice-check", "why"}
    assert course.asks("ann") == {"count-check", "twice-check", "why"}
    assert by_hand(course) == 1.5
    assert stamp(course) == NOT_WHOLE


@pytest.mark.parametrize("trusted", [False, True])
def test_a_date_is_forgotten_where_it_is_not_trusted(course: GradedCourse, trusted: bool) -> None:
    graded(course)
    recording = records(course).begin("ann", [WORDS], keep_timestamp=trusted)
    recording.finish()
    assert stamp(course) == (datetime(2001, 1, 1) if trusted else None)


def test_nothing_is_recorded_before_all_is(course: GradedCourse) -> None:
    graded(course)
    before, asked, said = course.scores("ann"), course.asks("ann"), comments(course)
    assert said == {"double": None, "norm": None, "count": None, "why": None, "twice": None}
    recording = records(course).begin("ann", [NUMBERS, WORDS], keep_timestamp=True)
    for name in (NUMBERS, WORDS):
        with course.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(name, ASSIGNMENT, "ann")
            scores = {one.name: (before[one.name], one.name in asked) for one in notebook.grades}
            recording.keep(name, scores, {one.name: said[one.name] for one in notebook.comments})
        assert set(course.scores("ann").values()) == {None}
        assert course.asks("ann") == set(before)
        assert set(comments(course).values()) == {BROKEN_OFF}
        assert stamp(course) == NOT_WHOLE
    recording.finish()
    assert (course.scores("ann"), comments(course)) == (before, said)
    assert course.asks("ann") == asked | {"why"}, "to which a person gave points before"
    assert by_hand(course) == 1.5


@pytest.mark.slow
def test_each_row_is_what_nbgrader_would_have_recorded(course: GradedCourse) -> None:
    """What was answered, what was left, what a person gave points for: with nbgrader's own preprocessor, and ours."""
    course.hand_in("ann", **RIGHT, why="It looks twice.")
    course.hand_in("bob", double="# wrong", why="Thrice.")
    course.hand_in("eve")
    ours = course.config.Autograde.autograde_preprocessors
    course.grade()
    with course.gradebook() as gradebook:
        for name, notebook in (("why", WORDS), ("norm-check", NUMBERS)):
            given: Any = gradebook.find_grade(name, notebook, ASSIGNMENT, "bob")
            given.manual_score, given.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    course.grade(force=True, autograde_preprocessors=[*ours[:-1], "nbgrader.preprocessors.SaveAutoGrades"])
    expected = rows(course)
    course.grade(force=True, autograde_preprocessors=ours)
    assert rows(course) == expected
    assert {row["auto_comment"] for row in expected["comment"]} == {None, "No response."}
    assert {row["needs_manual_grade"] for row in expected["grade"]} == {True, False}


def rows(course: GradedCourse) -> dict[str, list[dict[str, Any]]]:
    """All that the gradebook has of submissions."""
    with course.gradebook() as gradebook:
        tables = Base.metadata.tables
        names = ("submitted_assignment", "submitted_notebook", "grade", "comment")
        found = {name: gradebook.db.execute(tables[name].select().order_by(tables[name].c.id)) for name in names}
        return {name: [dict(row._mapping) for row in rows] for name, rows in found.items()}


class Scored(Configurable):
    """Stands where the exporter is told of the scores."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, Any] = {}

    def scored(self, name: str, scores: Any, comments: Any) -> None:
        """Called with what a notebook gets."""
        self.kept[name] = scores, comments


def test_a_person_is_asked_where_points_may_be_missing_or_in_any_case() -> None:
    def check(name: str, points: str) -> Any:
        marks = {"grade": True, "solution": False, "locked": True, "grade_id": name, "points": 3}
        result = new_output("execute_result", {"text/plain": points})
        return new_code_cell(metadata={"nbgrader": marks}, outputs=[result])

    cells = [check("full", "3"), check("less", "2"), check("asked", "3"), check("sure", "2")]
    lists = {RESOURCE: ["full", "less"], IN_ANY_CASE: ["asked"]}
    told = Scored()
    recorder = RecordWhole(parent=told)  # type: ignore[no-untyped-call]
    recorder.preprocess(new_notebook(cells=cells), lists | {"nbgrader": {"notebook": NUMBERS}})
    scores = {"full": (3.0, False), "less": (2.0, True), "asked": (3.0, True), "sure": (2.0, False)}
    assert told.kept == {NUMBERS: (scores, {})}


def test_a_date_survives_a_run_that_was_broken_off(course: GradedCourse) -> None:
    """It is set anew from the file by nbgrader; where there is none it is not taken for one."""
    graded(course)
    records(course).begin("ann", [WORDS], keep_timestamp=True)
    records(course).begin("ann", [WORDS], keep_timestamp=True).finish()
    assert stamp(course) is None


def comments(course: GradedCourse) -> dict[str, str | None]:
    with course.gradebook() as gradebook:
        notebooks = gradebook.find_submission(ASSIGNMENT, "ann").notebooks
        return {one.name: one.auto_comment for notebook in notebooks for one in notebook.comments}


def test_source_and_gradebook_agree_or_the_cells_are_named() -> None:
    recorded = {"a": {"x-check": ("code", 3.0), "y": ("markdown", 2.0)}, "gone": {"z": ("code", 1.0)}}
    same = {"a": {"y": ("markdown", 2.0), "x-check": ("code", 3.0)}}
    assert disagreements(same, recorded) == []
    assert disagreements({"draft": {"n": ("code", 1.0)}}, recorded) == [], "it was never released"
    assert disagreements({"a": {"x-check": ("code", 4.0), "y": ("code", 2.0)}}, recorded) == ["a: x-check, y"]
    assert disagreements({"a": {"y": ("markdown", 5.0), "new": ("code", 3.0)}}, recorded) == ["a: new, x-check"]
    both = disagreements({"a": {}, "gone": {"z": ("code", 2.0)}}, recorded)
    assert both == ["a: x-check, y", "gone: z"]
