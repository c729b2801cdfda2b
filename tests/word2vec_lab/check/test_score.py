"""A score must be a number that nbgrader reads rightly, and a page that shows student text as text."""

import math

import pytest
from nbformat.v4 import new_output
from nbgrader.utils import get_partial_grade

from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import Item

ITEM = Item("q9", "2(a)(ii)", "9_last", "auto", 4, "a function", check="answer")


@pytest.mark.parametrize("earned", [0, 0.5, 3.5, 4])
def test_nbgrader_reads_the_points(earned: float) -> None:
    score = Score(ITEM, earned, Outcome.FAILED)
    output = new_output("execute_result", {"text/plain": repr(score)})
    assert get_partial_grade(output, ITEM.points) == earned
    assert float(score) == earned


@pytest.mark.parametrize("earned", [-0.5, 4.5, math.nan, math.inf])
def test_a_number_outside_the_points_is_refused(earned: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 4"):
        Score(ITEM, earned, Outcome.FAILED)


def test_the_stricter_of_two_checks_wins() -> None:
    full, half = Score(ITEM, 4, Outcome.PASSED), Score(ITEM, 2, Outcome.FAILED)
    assert min(full, half) is half
    assert min(half, full) is half


def test_the_page_shows_the_findings_and_escapes_what_a_student_wrote() -> None:
    finding = Finding("wrong", "raised", "<b>bold</b>", "says", "asks?", "<script>alert(1)</script>")
    page = Score(ITEM, 1, Outcome.FAILED, (finding,))._repr_html_()
    assert "1 of 4 points" in page
    assert "asks?" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_stands_between_backticks_is_code_on_the_page() -> None:
    finding = Finding("wrong", "repeats", "Drawn `twice`", "`a < b` and a lone ` here", "What does `a[[1, 1]] = 1` do?")
    page = finding.html()
    for code in ("twice", "a &lt; b", "a[[1, 1]] = 1"):
        assert f"<code>{code}</code>" in page
    assert page.count("`") == 1


def test_the_report_holds_the_same_words() -> None:
    finding = Finding("wrong", "sign-flipped", "Every sign is wrong", "says this", "asks that?", "1 2 3")
    report = Score(ITEM, 1, Outcome.FAILED, (finding,)).report()
    for text in ("2(a)(ii)", "1 of 4 points", "Every sign is wrong", "says this", "asks that?", "1 2 3"):
        assert text in report
