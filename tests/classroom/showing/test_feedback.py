"""What is shown of a submission: nothing that runs, nothing hidden, and everything that it should show."""

import re
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from gradedcourse import GradedCourse
from grading.course import ASSIGNMENT, RIGHT, WORDS
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import ansi2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.converters.base import NbGraderException

from classroom.notebooks import grade_id, is_answer
from classroom.sanitising.gradebook import UNFINISHED
from classroom.showing.feedback import (
    LEFT_OUT,
    MOST_TEXT,
    NOT_FINAL,
    PICTURE_LEFT_OUT,
    WAITS,
    FeedbackExporter,
    ForStudents,
    GradesSoFar,
    Harmless,
    markdown2html,
)
from classroom.showing.pages import MOST_CODE, few_colours, highlight_code

HARMLESS = Harmless()  # type: ignore[no-untyped-call]
FOR_STUDENTS = ForStudents()  # type: ignore[no-untyped-call]
CHECK = "score = f(1)\n### BEGIN HIDDEN TESTS\nscore = f(40961)\n### END HIDDEN TESTS\nscore"


def checked(*outputs: object, source: str = CHECK) -> object:
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "a-check", "points": 1}
    cell = new_code_cell(source, metadata={"nbgrader": marks}, outputs=list(outputs))
    return FOR_STUDENTS.preprocess_cell(cell, {}, 0)[0]


def shown(*outputs: object) -> list[object]:
    notebook = new_notebook(cells=[new_markdown_cell("x"), new_code_cell("1", outputs=list(outputs))])
    return list(HARMLESS.preprocess(notebook, {})[0].cells[1].outputs)


def test_outputs_of_unknown_kinds_and_their_metadata_are_dropped() -> None:
    data = {"application/javascript": "alert(1)", "text/plain": "x", "image/png": '"><script>'}
    isolated = {"text/html": {"isolated": True}}
    [output] = shown(new_output("display_data", data=data, metadata=isolated))
    assert output == new_output("display_data", data={"text/plain": "x", "text/html": PICTURE_LEFT_OUT})
    assert shown(new_output("display_data", data={"application/javascript": "alert(1)"})) == []


def test_a_notebook_shows_so_much_and_then_says_so() -> None:
    outputs = shown(*[new_output("stream", name="stdout", text="x" * (MOST_TEXT // 2)) for _ in range(5)])
    assert [len(output.text) for output in outputs] == [MOST_TEXT // 2, MOST_TEXT // 2, len(LEFT_OUT)]  # type: ignore[attr-defined]


def test_a_score_and_its_findings_come_through() -> None:
    score = new_output("execute_result", data={"text/plain": "1.0", "text/html": "<b>✓</b>"}, execution_count=3)
    assert shown(score) == [score]
    assert checked(score).outputs == [score]  # type: ignore[attr-defined]


def test_hidden_tests_and_rubrics_stay_out() -> None:
    cell = checked()
    assert cell.source == "score = f(1)\nscore"  # type: ignore[attr-defined]
    marks = {"grade": False, "solution": False, "locked": True, "grade_id": "r"}
    rubric = new_markdown_cell(
        "How.\n<!-- BEGIN MARK SCHEME -->\nsecret\n<!-- END MARK SCHEME -->", metadata={"nbgrader": marks}
    )
    assert FOR_STUDENTS.preprocess_cell(rubric, {}, 0)[0].source == "How."


def test_an_error_of_a_hidden_test_says_nothing() -> None:
    error = new_output("error", ename="Seen_40961", evalue="f(40961) is wrong", traceback=["----> f(40961)"])
    talk = new_output("stream", name="stdout", text="40961")
    [output] = checked(talk, error).outputs  # type: ignore[attr-defined]
    assert "40961" not in str(output)
    assert (output.ename, "not shown" in output.evalue) == ("Error", True)
    unwritten = new_output("error", ename="NotImplementedError", evalue="40961", traceback=[])
    [output] = checked(unwritten).outputs  # type: ignore[attr-defined]
    assert "40961" not in str(output)
    assert output.ename == "NotImplementedError"
    open_test = checked(talk, error, source="assert f(40961)").outputs  # type: ignore[attr-defined]
    assert [one.output_type for one in open_test] == ["stream", "error"]


def test_the_line_in_which_a_test_broke_is_shown_if_students_have_it() -> None:
    for line, known in (("assert f(1) == 2", True), ("assert f(40961) == 3", False)):
        error = new_output("error", ename="AssertionError", evalue="", traceback=["----> " + line, "AssertionError: "])
        source = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(40961) == 3\n### END HIDDEN TESTS"
        [output] = checked(error, source=source).outputs  # type: ignore[attr-defined]
        assert ("----> " + line in output.traceback) == known
        assert "40961" not in str(output)


def test_the_graders_own_reasons_are_told() -> None:
    reason = new_output("error", ename="NoScore", evalue="It took too long.", traceback=[])
    assert checked(reason).outputs[0].evalue == "It took too long."  # type: ignore[attr-defined]


@pytest.mark.parametrize("unit", ["1", "\n ", '"', "(", "a.", "\x1b[", "\x1b[1m", "x\n", "%%html\n<a", "[", "&"])
def test_no_code_or_text_keeps_a_page_waiting(unit: str) -> None:
    source = unit * (180_000 // len(unit))
    start = time.monotonic()
    page: dict[str, object] = {"resources": {}}
    highlight_code(page, source)  # type: ignore[arg-type]
    highlight_code(page, source[:9_000])  # type: ignore[arg-type]
    ansi2html(shown(new_output("stream", text=source))[0].text)  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5


@pytest.mark.slow
def test_a_page_has_room_for_so_much_colour() -> None:
    page: dict[str, object] = {"resources": {}}
    source = "value = 1\n" * 1_000
    shown = [highlight_code(page, source) for _ in range(MOST_CODE // len(source) + 1)]  # type: ignore[arg-type]
    assert all("<span" in code for code in shown[:-1])
    assert shown[-1] == f'<div class="highlight"><pre>{source}</pre></div>'


def test_a_few_colours_of_a_terminal_stay() -> None:
    assert few_colours("\x1b[31mred\x1b[0m") == "\x1b[31mred\x1b[0m"
    assert few_colours("\x1b[31mred\x1b[0m" * 200) == "red" * 200


def test_a_formula_defines_for_the_rest_of_its_page_and_no_other() -> None:
    page: dict[str, object] = {"resources": {}}
    markdown2html(page, r"$\newcommand{\vc}{\boldsymbol{v}_c}$")  # type: ignore[arg-type]
    assert "merror" not in markdown2html(page, r"$\vc$")  # type: ignore[arg-type]
    assert "merror" in markdown2html({"resources": {}}, r"$\vc$")  # type: ignore[arg-type]


def test_a_formula_in_a_line_of_its_own_can_be_scrolled_with_keys() -> None:
    page = markdown2html({"resources": {}}, "$$a = b$$\n\nand $c$")  # type: ignore[arg-type]
    assert re.findall(r"<math[^>]*>", page) == [
        '<math display="block" tabindex="0" alttext="a = b">',
        '<math alttext="c">',
    ]


def test_halves_of_characters_cost_no_page() -> None:
    half = "x \ud800"
    stream = new_output("stream", text=half)
    error = new_output("error", ename=half, evalue=half, traceback=[half])
    data = new_output("display_data", data={"text/plain": half, "text/html": half, "text/markdown": half})
    notebook = new_notebook(cells=[new_markdown_cell(half), new_code_cell(half, outputs=[stream, error, data])])
    cleaned = HARMLESS.preprocess(notebook, {})[0]
    str(cleaned).encode()
    assert len(cleaned.cells[1].outputs) == 3


def test_a_drawing_that_is_not_shown_has_a_sentence_in_its_place_and_one_that_is_has_none() -> None:
    slow = '<svg xmlns="http://www.w3.org/2000/svg"><filter id="f"><feTurbulence/></filter></svg>'
    [output] = shown(new_output("display_data", data={"image/svg+xml": slow, "text/html": "<b>x</b>"}))
    assert output == new_output("display_data", data={"text/html": f"<b>x</b>{PICTURE_LEFT_OUT}"})
    drawing = new_output(
        "display_data", data={"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'}
    )
    assert shown(drawing) == [drawing]


def test_there_is_no_feedback_on_what_is_not_graded_to_the_end(tmp_path: Path) -> None:
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "1_numbers.ipynb")
    (tmp_path / UNFINISHED).touch()
    exporter: Any = FeedbackExporter
    with pytest.raises(NbGraderException, match="was broken off, so there is no feedback to give"):
        exporter().from_filename(str(tmp_path / "1_numbers.ipynb"))


@pytest.mark.slow
def test_a_score_that_waits_for_a_person_says_so(course: GradedCourse) -> None:
    course.hand_in("bob", **RIGHT, why="It looks twice.")
    course.grade()

    def feedback() -> tuple[str, dict[str, str | None]]:
        """What stands first on the page, and the comment on each answer."""
        about = {"notebook": WORDS, "assignment": ASSIGNMENT, "student": "bob", "db_url": course.directory().db_url}
        notebook = nbformat.read(course.graded("bob") / f"{WORDS}.ipynb", as_version=4)
        cells = GradesSoFar().preprocess(notebook, ResourcesDict(nbgrader=about))[0].cells  # type: ignore[no-untyped-call]
        return cells[0].source, {grade_id(cell): cell.metadata.nbgrader.comment for cell in cells if is_answer(cell)}

    first, comments = feedback()
    assert first == NOT_FINAL.format(answers="1 answer")
    assert [name for name, comment in comments.items() if comment == WAITS] == ["why"]
    with course.gradebook() as gradebook:
        grade: Any = gradebook.find_grade("why", WORDS, ASSIGNMENT, "bob")
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.find_comment("why", WORDS, ASSIGNMENT, "bob").manual_comment = "Well said."  # type: ignore[assignment]
        gradebook.db.commit()
    first, comments = feedback()
    assert "Not final" not in first
    assert comments["why"] == "Well said."
    course.grade(force=True)
    first, comments = feedback()
    assert first == NOT_FINAL.format(answers="1 answer")
    assert comments["why"] == f"{WAITS}\n\nWell said."
