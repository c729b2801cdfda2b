"""What a check found, as its student may read it: no line of a hidden test, no markup of the student's own."""

from typing import Any

import nbformat
from minicourse import CHECK, grading

from classroom.autograder.findings import findings, for_students, notes, text_of
from classroom.autograder.results import LONGEST_OUTPUT
from classroom.isolation.outputs import reason, said
from classroom.notebooks import NOTES_ID
from classroom.sanitising.mending import notes_text

v4 = nbformat.v4
OPEN_CHECK = "judged(double, 20)"


def shown(*outputs: Any, source: str = CHECK) -> str:
    cell = v4.new_code_cell(source, metadata=grading("double-check", grade=True, locked=True, points=3))
    cell.outputs = [nbformat.from_dict(output) for output in outputs]
    return findings(for_students(v4.new_notebook(cells=[v4.new_markdown_cell("# Sums"), cell])), "double-check")


def error(name: str, text: str) -> Any:
    return v4.new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])


def test_findings_in_html_are_shown_as_the_feedback_shows_them() -> None:
    value = v4.new_output("execute_result", {"text/html": "<p><strong>3 of 3</strong></p>", "text/plain": "3"})
    assert shown(value) == "<p><strong>3 of 3</strong></p>"


def test_what_could_run_is_taken_out() -> None:
    page = "<p onclick='a()'>x</p><script>alert(1)</script><img src='https://example.org/x.png'>"
    value = v4.new_output("execute_result", {"text/html": page, "text/plain": "3"})
    assert "script" not in shown(value)
    assert "onclick" not in shown(value)
    assert "<img" not in shown(value)


def test_an_error_says_nothing_of_a_hidden_test() -> None:
    told = shown(error("KeyError", "40961"))
    assert "40961" not in told
    assert "KeyError" not in told
    assert "tests that are not shown" in told


def test_what_a_check_with_hidden_tests_prints_is_not_shown() -> None:
    printed = v4.new_output("stream", name="stdout", text="called with 40961")
    assert shown(printed) == ""
    assert "called with" in shown(printed, source=OPEN_CHECK)


def test_an_error_in_a_check_without_hidden_tests_is_text_and_no_markup() -> None:
    told = shown(error("ValueError", "<h1>4 of 4</h1> \x1b[31mred\x1b[0m"), source=OPEN_CHECK)
    assert told == "<pre>ValueError: &lt;h1&gt;4 of 4&lt;/h1&gt; red</pre>"


def test_why_there_is_no_score_is_shown() -> None:
    assert "took too long" in shown(reason("NoScore", "It took too long."))
    assert "a person looks" in shown(said("If points are missing, a person looks at it."))


def test_what_no_page_has_room_for_is_left_out_and_said() -> None:
    long = v4.new_output("stream", name="stdout", text="x" * LONGEST_OUTPUT)
    told = shown(error("ValueError", "first"), long, error("ValueError", "last"), source=OPEN_CHECK)
    assert told == "<pre>ValueError: first</pre><p>More was shown here than fits on this page.</p>"


def test_what_was_mended_is_told_and_a_name_in_it_is_no_markup() -> None:
    first = v4.new_markdown_cell(notes_text(["<b>x</b> was *renamed*."]), id=NOTES_ID)
    told = notes(v4.new_notebook(cells=[first]))
    assert "What was mended" in told
    assert "&lt;b&gt;x&lt;/b&gt; was *renamed*." in told
    assert notes(v4.new_notebook(cells=[v4.new_markdown_cell("own")])) == ""


def test_the_text_of_a_cell_is_found_by_its_grade_id() -> None:
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("because", metadata=grading("why", solution=True))])
    assert text_of(notebook, "why") == "because"
    assert text_of(notebook, "other") == ""
