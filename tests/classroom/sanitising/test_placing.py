"""At which unanswered questions of a submission something is shown that has no clear place."""

from classroom.sanitising.master import Master, MasterCell, OutlineCell
from classroom.sanitising.mending import Mended, mend
from classroom.sanitising.placing import Loose, placed
from classroom.sanitising.reading import MOST_PICTURES, Cell
from classroom.sanitising.strays import Found


def outline(name: str, number: str) -> tuple[OutlineCell, ...]:
    marked = MasterCell(
        name, name, "markdown", {"grade": True, "solution": True, "grade_id": name}, "*Here.*", "*Here.*"
    )
    question = OutlineCell(f"{name}-question", "markdown", f"## {number} The question of {name}")
    return question, OutlineCell(name, "markdown", "*Here.*", marked)


MASTERS = {
    "one": Master("one", (*outline("a", "1(a)"), *outline("b", "1(b)")), {}),
    "two": Master("two", outline("c", "2(c)"), {}),
    "none": Master("none", (OutlineCell("t", "markdown", "# Nothing to answer"),), {}),
}
FILE = Found("The file `a.pdf` was handed in too, and may hold the answer.")


def handed(**notebooks: tuple[Cell, ...]) -> dict[str, Mended]:
    return {name: mend(MASTERS[name], cells) for name, cells in notebooks.items()}


def shown(found: dict[str, Mended]) -> dict[str, list[str]]:
    """By item what is shown there."""
    return {
        cell.master.grade_id: [one.text or one.says for one in cell.found]
        for mended in found.values()
        for cell in mended.cells
        if cell.master and cell.found
    }


def answered(*names: str) -> tuple[Cell, ...]:
    return tuple(Cell("markdown", "Answered.", name, name) for name in names)


def test_without_anything_loose_nothing_is_made_up() -> None:
    assert placed(MASTERS, {}, [], []) == {}
    notebooks = handed(one=answered("a"))
    assert placed(MASTERS, notebooks, [], []) == notebooks


def test_where_everything_is_answered_a_file_asks_nobody() -> None:
    notebooks = handed(one=answered("a", "b"), two=answered("c"))
    assert placed(MASTERS, notebooks, [Loose("x.ipynb", (Cell("markdown", "Mine."),))], [FILE]) == notebooks


def test_a_file_is_named_at_every_unanswered_question_also_of_a_notebook_that_is_not_there() -> None:
    found = placed(MASTERS, handed(one=answered("a")), [], [FILE])
    assert shown(found) == {"b": [FILE.says], "c": [FILE.says]}
    assert set(found) == {"one", "two"}
    assert "2 unanswered questions show this" in found["two"].cells[-1].text


def test_another_notebook_is_cut_at_its_numbers_and_what_has_none_is_for_all() -> None:
    loose = Loose("mine & yours.ipynb", (Cell("markdown", "2(c) Mine."), Cell("code", "x = 1"), Cell("raw", "Other.")))
    assert shown(placed(MASTERS, {}, [loose], [])) == {"a": ["Other."], "b": ["Other."], "c": ["2(c) Mine.", "Other."]}


def test_what_is_numbered_as_an_answered_question_is_shown_at_no_other() -> None:
    loose = Loose("x.ipynb", (Cell("markdown", "1(a) Once more."),))
    assert shown(placed(MASTERS, handed(one=answered("a")), [loose], [])) == {}


def test_the_texts_of_the_course_in_another_file_are_nobodys_answer() -> None:
    loose = Loose("x.ipynb", (Cell("markdown", "## 2(c) The question of c"), Cell("markdown", "*Here.*")))
    assert shown(placed(MASTERS, {}, [loose], [])) == {}


def test_pictures_are_not_shown_more_often_than_a_page_can_hold() -> None:
    large = {"p.png": {"image/png": "A" * (MOST_PICTURES // 2)}}
    picture = Cell("markdown", "![](attachment:p.png)", attachments=large)
    found = placed(MASTERS, {}, [Loose("x.ipynb", (picture,))], [])
    assert all(not cell.pictures for mended in found.values() for cell in mended.cells)
    assert "Its pictures are shown there only." in found["one"].cells[0].text
    few = placed(MASTERS, handed(one=answered("a", "b")), [Loose("x.ipynb", (picture,))], [])
    assert few["two"].cells[-1].pictures
