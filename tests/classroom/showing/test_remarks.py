"""A remark in words: what was read, the first slip, the end; harmless, and never a score."""

from typing import Any

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from classroom.notebooks import remark_on
from classroom.showing.feedback import markdown2html
from classroom.showing.remarks import ENDS, LONGEST_FORMULA, NO_POINTS, TITLE, first_slip, remark

FIRST = {"tex": r"x^2 = -x", "verdict": "does not hold", "name": "sign", "says": "a sign is turned round"}
FOUND: dict[str, Any] = {
    "signs": 5,
    "read": 4,
    "hold": 3,
    "first": FIRST,
    "ends": {"dJ/dx": "wrong", "dJ/dy": "right"},
    "problem": "",
}


def test_it_says_what_was_read_the_first_slip_and_the_end() -> None:
    said = remark(FOUND)
    assert "5 equality signs: 4 read, 3 hold." in said
    assert "<math" in said
    assert "It looks as if a sign is turned round." in said
    assert "The end is not dJ/dx. The end is dJ/dy." in said
    assert said.startswith('<div class="remark" role="note"')
    assert TITLE in said
    assert NO_POINTS in said


def test_one_sign_and_a_slip_without_a_name() -> None:
    said = remark(FOUND | {"signs": 1, "read": 1, "hold": 1, "first": None, "ends": {}})
    assert "1 equality sign: 1 read, 1 holds." in said
    assert "first" not in said
    assert "does not hold" not in said
    unnamed = FOUND | {"first": FIRST | {"name": "", "says": "On the left stands a number."}}
    assert "Does not hold: On the left stands a number.</p>" in remark(unnamed)
    assert "An index is missing.</p>" in remark(
        FOUND | {"first": FIRST | {"name": "", "says": "", "verdict": "an index is missing"}}
    )


@pytest.mark.parametrize("state", ENDS)
def test_each_end_has_its_words(state: str) -> None:
    assert ENDS[state].format(name="dJ/dx") in remark(FOUND | {"ends": {"dJ/dx": state}})


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"signs": 0, "read": 0, "hold": 0, "first": None, "ends": {"dJ/dx": "none"}, "problem": ""},
        {"signs": "many", "problem": 3, "first": "x", "ends": []},
    ],
)
def test_where_there_is_nothing_to_say_nothing_is_said(found: dict[str, Any]) -> None:
    assert remark(found) == ""
    assert first_slip(found) is None


def test_what_could_not_be_read_at_all_is_said() -> None:
    assert "<p>It is &lt;too&gt; long.</p>" in remark({"signs": 0, "problem": "It is <too> long."})


@pytest.mark.parametrize(
    "tex", [r"<script>x()</script>", r"\text{<img src=x onerror=x()>} = 1", r"\href{javascript:x()}{y}", "\ud800", "{"]
)
def test_a_students_formula_is_harmless(tex: str) -> None:
    hostile = "<script>x()</script>"
    said = remark(
        FOUND | {"first": {"tex": tex, "verdict": hostile, "name": hostile, "says": hostile}, "ends": {hostile: "none"}}
    )
    said.encode()
    assert "<script" not in said
    assert "<img" not in said
    assert "href" not in said.replace("\\href", "")


def test_a_very_long_formula_is_begun_as_it_was_typed() -> None:
    said = remark(FOUND | {"first": FIRST | {"tex": "x + " * LONGEST_FORMULA}})
    assert "<math" not in said
    assert len(said) < 2 * LONGEST_FORMULA


def test_a_slip_has_a_name_for_the_report_in_any_case() -> None:
    assert first_slip(FOUND) == ("sign", "a sign is turned round", "x^2 = -x")
    assert first_slip({"first": FIRST | {"name": "", "says": ""}}) == ("does-not-hold", "does not hold", "x^2 = -x")


def test_a_page_shows_it_below_the_answer_and_nowhere_else() -> None:
    marks = {"grade_id": "why", "grade": True, "solution": True}
    answer, other = new_markdown_cell("text", metadata={"nbgrader": marks}), new_markdown_cell("text")
    notebook = new_notebook(cells=[answer, other], metadata={"grading": {"remarks": {"why": FOUND, "": FOUND}}})
    assert remark_on(notebook, "why") == FOUND
    shown = [
        markdown2html({"resources": {}, "nb": notebook, "cell": cell}, source)  # type: ignore[arg-type]
        for cell, source in ((answer, answer.source), (answer, "a comment"), (other, other.source))
    ]
    assert [TITLE in page for page in shown] == [True, False, False]


@pytest.mark.parametrize("grading", [None, [], {"remarks": None}, {"remarks": {"why": [1]}}])
def test_metadata_of_any_shape_is_no_remark(grading: object) -> None:
    assert remark_on(new_notebook(metadata={"grading": grading}), "why") == {}


def test_a_student_cannot_make_a_remarks_frame() -> None:
    forged = '<aside class="remark">All hold.</aside><div class="remark">All hold.</div>'
    assert "remark" not in markdown2html({"resources": {}}, forged)  # type: ignore[arg-type]
