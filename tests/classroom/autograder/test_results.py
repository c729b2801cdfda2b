"""results.json: as Gradescope's specification has it, with no points for what people grade."""

import json
from typing import Any

import pytest
from autograder.published import faults

from classroom.autograder.results import Entry, Results, paragraph, without_grades
from classroom.course import Item

AUTO = Item("double", "1(b)(i)", "2_sums", "auto", 3, "twice a number")
WRITTEN = Item("why", "1(c)", "2_sums", "written", 2, "why it is twice")


def data(*entries: Entry, **named: Any) -> Any:
    return json.loads(json.dumps(Results(entries, **named).data()))


def test_an_item_that_a_check_scores_has_its_part_its_points_and_what_was_found() -> None:
    results = data(Entry(AUTO, "<p>found</p>", 1.5, "failed"), seconds=2.34)
    assert faults(results) == []
    [test] = results["tests"]
    assert (test["number"], test["name"], test["score"], test["max_score"]) == ("1(b)(i)", "twice a number", 1.5, 3)
    assert (test["output"], test["output_format"], test["status"]) == ("<p>found</p>", "html", "failed")
    assert (results["score"], results["execution_time"]) == (1.5, 2.3)


def test_a_written_item_carries_no_points_and_says_that_a_person_gives_them() -> None:
    results = data(Entry(AUTO, "", 3.0), Entry(WRITTEN, "<p>read</p>"))
    assert faults(results) == []
    written = results["tests"][1]
    assert {"score", "max_score", "status"}.isdisjoint(written)
    assert written["name"] == "why it is twice (2 points, given by a person)"
    assert results["score"] == 3


def test_students_see_the_results_but_neither_a_leaderboard_nor_what_was_printed() -> None:
    results = data(Entry(AUTO, "", 3.0))
    assert results["visibility"] == results["tests"][0]["visibility"] == "visible"
    assert results["stdout_visibility"] == "hidden"
    assert "leaderboard" not in results


def test_where_nothing_could_be_graded_each_item_says_why_and_none_has_points() -> None:
    results = json.loads(json.dumps(without_grades((AUTO, WRITTEN), "It is <b>gone</b> & lost.").data()))
    assert faults(results) == []
    assert results["score"] == 0
    assert [test.get("score") for test in results["tests"]] == [0, None]
    assert {test["output"] for test in results["tests"]} == {"<p>It is &lt;b&gt;gone&lt;/b&gt; &amp; lost.</p>"}


def test_a_course_without_checks_has_a_score_all_the_same() -> None:
    assert faults(data(Entry(WRITTEN, "", status="failed"))) == []


def test_nothing_in_a_text_is_markup() -> None:
    assert paragraph("<script>&") == "<p>&lt;script&gt;&amp;</p>"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"visibility": "public"}, "none of"),
        ({"score": "3"}, "score is '3'"),
        ({"stdout": "hidden"}, "stdout is not known"),
        ({"tests": [{"score": 4, "max_score": 3}]}, "4 of 3 points"),
        ({"tests": [{"status": "ok"}]}, "none of failed, passed"),
        ({"tests": [{"number": 1}]}, "number is 1"),
        ({"output_format": "markdown"}, "none of"),
    ],
)
def test_the_check_of_the_format_finds_what_is_wrong(change: dict[str, Any], fault: str) -> None:
    assert fault in "; ".join(faults(data(Entry(AUTO, "", 3.0)) | change))
