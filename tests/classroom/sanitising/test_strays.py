"""How questions are numbered, and what an answer cell says of what was found for it.

Where words belong is tested on the real series, in grading/test_misplaced_answers.py.
"""

from pathlib import Path

import nbformat
import pytest
from grading.course import WORDS, write_source

from classroom.notebooks import grade_id
from classroom.sanitising import strays
from classroom.sanitising.master import Master, MasterCell, OutlineCell, load_master
from classroom.sanitising.mending import mend
from classroom.sanitising.reading import Cell
from classroom.sanitising.strays import Found, answer_text, by_number, closed, is_empty, normal, numbers, pictures_of

KNOWN = {"q1a": ("1", "a"), "q1b1": ("1", "b", "i"), "q1b2": ("1", "b", "ii"), "why": ()}


def written(kind: str = "markdown", released: str = "*Write here.*") -> MasterCell:
    return MasterCell("why", "why", kind, {"grade": True, "solution": True}, released, released)


def words(tmp_path: Path) -> Master:
    write_source(tmp_path)
    path = tmp_path / "source" / "sums" / f"{WORDS}.ipynb"
    cells = {grade_id(cell): cell.source for cell in nbformat.read(path, as_version=4).cells if grade_id(cell)}
    return load_master(path, cells | {"why": "*Write here.*"})


@pytest.mark.parametrize(
    "line",
    ["1(b)(ii)", "1b(ii) x", "**1.b.ii**", "# Question 1(b) (ii)", "(1)(b)(ii)", "Q1b.ii", "Answer to 1bii:", "q1b2"],
)
def test_a_question_is_known_by_its_number_however_that_is_written(line: str) -> None:
    assert by_number(f"{line}\nZero.", KNOWN) == [("q1b2", f"{line}\nZero.")]


@pytest.mark.parametrize(
    "line", ["1. A loss", "1 a", "1b", "21(a)", "1(ab)", "In 1(a) we saw", "1(b)(iii)", "whyever", ""]
)
def test_other_numbers_are_none(line: str) -> None:
    assert by_number(f"{line}\nZero.", KNOWN) == [("", f"{line}\nZero.".strip("\n"))]


def test_a_text_is_cut_where_a_number_begins_a_line() -> None:
    assert by_number("Hello.\n\n1(a) One.\nMore.\n\nwhy: two", KNOWN) == [
        ("", "Hello."), ("q1a", "1(a) One.\nMore."), ("why", "why: two"),
    ]  # fmt: skip


def test_the_number_stands_in_front_of_the_rubric_or_else_of_the_question() -> None:
    answer = OutlineCell("why", "markdown", "", written())
    question = OutlineCell("q", "markdown", "## 2.3 Why\n\n**2.3(a), 1 point.**")
    assert numbers(Master("m", (question, answer), {})) == {"why": ("2", "3")}
    rubric = OutlineCell("r", "markdown", "*4(b): 1 point*", MasterCell("r", "r", "markdown", {"locked": True}, "", ""))
    assert numbers(Master("m", (question, answer, rubric), {})) == {"why": ("4", "b")}
    assert numbers(Master("m", (answer,), {})) == {"why": ()}
    follows = OutlineCell("n", "markdown", "## 5(c) The next question")
    assert numbers(Master("m", (answer, follows), {})) == {"why": ()}


def test_what_was_put_back_stands_below_a_sentence_and_in_place_of_the_stub() -> None:
    one = Found("what follows stood in a cell of its own.", "Mine.", is_sure=True)
    assert answer_text(written(), "*Write here.*", [one]) == (
        "*Put back before grading: what follows stood in a cell of its own.*\n\nMine."
    )
    assert answer_text(written(), "Begun.", [one]).startswith("Begun.\n\n*Put back")


def test_of_what_may_be_the_answer_whoever_grades_decides_and_sees_at_how_many_places() -> None:
    one = Found("It stands there.", "Mine.")
    assert one.sentence == "This answer cell is empty. It stands there. Whoever grades decides."
    assert "so 3 unanswered questions show this" in Found("It stands there.", "Mine.", places=3).sentence


def test_an_answer_in_code_holds_it_as_comments() -> None:
    said = answer_text(written("code", "pass"), "pass", [Found("It stands there.", "x =\ny")])
    assert all(line.startswith("#") for line in said.split("\n"))
    assert "# x =\n# y" in said


def test_pictures_of_the_same_name_keep_apart() -> None:
    both = [Found("Here.", f"![](attachment:my%20a.png) {n}", {"my a.png": {"image/png": n}}) for n in ("AA", "BB")]
    said = answer_text(written(), "", both)
    names = pictures_of(both)
    assert {forms["image/png"] for forms in names.values()} == {"AA", "BB"}
    assert all(f"(attachment:{name})" in said for name in names)


def test_long_and_many_finds_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strays, "LONGEST_SHOWN", 10)
    monkeypatch.setattr(strays, "MOST_FOUND", 2)
    said = answer_text(written(), "", [Found("Here.", "abcdefghijKLM")] * 3)
    assert "abcdefghij\n\n(It is cut here.)" in said
    assert "K" not in said
    assert said.endswith("*1 more are not shown here.*")


@pytest.mark.parametrize(
    ("text", "whole"),
    [("a", "a"), ("```python\nx", "```python\nx\n```"), ("~~~~\nx", "~~~~\nx\n~~~~"), ("<!-- x", "<!-- x-->"),
     ("```\nx\n```", "```\nx\n```"), ("<!-- x -->", "<!-- x -->")],
)  # fmt: skip
def test_what_was_left_open_hides_nothing_behind_it(text: str, whole: str) -> None:
    assert closed(text) == whole


def test_an_answer_is_empty_without_a_line_of_ones_own_that_can_be_seen() -> None:
    for text, empty in (("", True), ("*Write here.*\n\n", True), ("<!-- x -->", True), ("y", False), ("![](a)", False)):
        assert is_empty(Cell("markdown", text), written()) is empty
    assert is_empty(None, written())
    assert is_empty(Cell("markdown", "Mine.", untouched=True), written())
    assert not is_empty(Cell("code", "x = 1"), written("code", "pass"))
    assert normal("###  A   title\n") == "A title"


def test_words_typed_into_a_check_do_not_vanish_with_it(tmp_path: Path) -> None:
    master = words(tmp_path)
    cells = [Cell(one.kind, one.text, one.cell_id) for one in master.outline]
    said = "# Each word is compared with each of the words."
    place = next(number for number, cell in enumerate(cells) if cell.cell_id == "twice-check")
    cells[place] = Cell("code", f"{cells[place].source}\n{said}", "twice-check")
    [stray] = mend(master, cells).strays
    assert stray.found.text == said.lstrip("# ")
    assert "into the cell twice-check" in stray.found.says


def test_a_graded_notebook_that_is_handed_in_again_has_no_words_of_ours_taken_for_the_students(tmp_path: Path) -> None:
    master = words(tmp_path)
    ours = [Cell("markdown", "What was mended.", "grader-notes"), Cell("markdown", "How.", "how-this-was-graded")]
    assert mend(master, ours).strays == ()
    assert len(mend(master, [Cell("markdown", "What was mended.")]).strays) == 1
