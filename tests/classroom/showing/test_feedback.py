"""What is shown of a submission: nothing that runs, nothing hidden, and everything that it should show."""

import time

import pytest
from grading.showing import MARKUP
from nbconvert.filters import ansi2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from classroom.showing.feedback import LEFT_OUT, MOST_TEXT, ForStudents, Harmless
from classroom.showing.harmless import LONGEST_MARKDOWN, harmless_html, harmless_markdown, maths
from classroom.showing.pages import MOST_CODE, few_colours, highlight_code

HARMLESS = Harmless()  # type: ignore[no-untyped-call]
FOR_STUDENTS = ForStudents()  # type: ignore[no-untyped-call]
RUNS = ("<script", "onerror", "onload", "onfocus", "ontoggle", "javascript:", "<iframe", "<style", "<svg", "position")
CHECK = "score = f(1)\n### BEGIN HIDDEN TESTS\nscore = f(40961)\n### END HIDDEN TESTS\nscore"
PNG = "iVBORw0KGgoAAAANSUhEUg=="


def no_picture(name: str) -> str:
    return ""


def checked(*outputs: object, source: str = CHECK) -> object:
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "a-check", "points": 1}
    cell = new_code_cell(source, metadata={"nbgrader": marks}, outputs=list(outputs))
    return FOR_STUDENTS.preprocess_cell(cell, {}, 0)[0]


def shown(*outputs: object) -> list[object]:
    notebook = new_notebook(cells=[new_markdown_cell("x"), new_code_cell("1", outputs=list(outputs))])
    return list(HARMLESS.preprocess(notebook, {})[0].cells[1].outputs)


def tags(page: str) -> str:
    """What of a page is markup: text may say what it wants."""
    return "".join(piece.split(">")[0] for piece in page.split("<")[1:])


@pytest.mark.parametrize("markup", MARKUP)
def test_no_markup_runs_loads_or_covers(markup: str) -> None:
    for page in (harmless_html(markup), harmless_markdown(f"text {markup}", {}, no_picture)):
        # A title may quote anything: it is text.
        found = [word for word in RUNS if word in tags(page) and "title=" not in page]
        assert found == []
        assert "<script" not in page
        assert "http://127" not in tags(page)


def test_what_a_course_shows_comes_through() -> None:
    finding = '<div style="margin:0.4em 0"><strong>✗ x</strong><ul><li aria-label="right">a</li></ul></div>'
    assert harmless_html(finding) == finding
    assert "<table>" in harmless_html("<table><tr><td>1</td></tr></table>")


def test_markdown_keeps_its_meaning() -> None:
    page = harmless_markdown("`a < b` **b** [w](https://a.org) [j](javascript:x)\n\n> q", {}, no_picture)
    assert "<code>a &lt; b</code>" in page
    assert "<strong>b</strong>" in page
    assert 'href="https://a.org"' in page
    assert "<blockquote>" in page
    assert page.count("href") == 1


def test_formulas_become_mathml_and_cannot_carry_links() -> None:
    assert "<msup>" in harmless_markdown("so $x^2$", {}, no_picture)
    page = maths(r"\href{javascript:alert(1)}{x}<script>alert(1)</script>", block=False)
    assert "<script" not in page
    assert "href=" not in page


def test_formulas_keep_their_spaces_and_numbers_but_none_below_zero() -> None:
    assert '<mspace width="0.17em" /><mi>P</mi>' in maths(r"\log P", block=False)
    assert '<mspace width="2em" />' in maths(r"a \tag{3}", block=True)
    assert "width" not in maths(r"a \hspace{-900px} b", block=True)


def test_pictures_are_kept_where_they_lie_in_the_notebook() -> None:
    page = harmless_markdown("![a](attachment:a.png) ![b](http://b/c.png)", {"a.png": {"image/png": PNG}}, no_picture)
    assert page.count("src=") == 1
    assert PNG in page
    assert "attachment" not in page


def test_ids_and_classes_that_formgrader_listens_to_are_dropped() -> None:
    assert harmless_html('<p id="q1-check" class="score full-credit" name="x">y</p>') == "<p>y</p>"


def test_nothing_takes_long() -> None:
    start = time.monotonic()
    harmless_html("<div>" * 40_000)
    harmless_html("<p>x" * 15_000)
    for text in ("[", "*a _b ", "> ", "\\begin{a}", "\\\\[", "<a", "![", "$"):
        harmless_markdown(text * LONGEST_MARKDOWN, {}, no_picture)
        harmless_markdown((text * 9_000)[:9_000], {}, no_picture)
    assert time.monotonic() - start < 10


def test_outputs_of_unknown_kinds_and_their_metadata_are_dropped() -> None:
    data = {"application/javascript": "alert(1)", "text/plain": "x", "image/png": '"><script>'}
    isolated = {"text/html": {"isolated": True}}
    [output] = shown(new_output("display_data", data=data, metadata=isolated))
    assert output == new_output("display_data", data={"text/plain": "x"})
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
    harmless_html(source)
    ansi2html(shown(new_output("stream", text=source))[0].text)  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5


def test_a_page_has_room_for_so_much_colour() -> None:
    page: dict[str, object] = {"resources": {}}
    source = "value = 1\n" * 1_000
    shown = [highlight_code(page, source) for _ in range(MOST_CODE // len(source) + 1)]  # type: ignore[arg-type]
    assert all("<span" in code for code in shown[:-1])
    assert shown[-1] == f'<div class="highlight"><pre>{source}</pre></div>'


def test_a_few_colours_of_a_terminal_stay() -> None:
    assert few_colours("\x1b[31mred\x1b[0m") == "\x1b[31mred\x1b[0m"
    assert few_colours("\x1b[31mred\x1b[0m" * 200) == "red" * 200
