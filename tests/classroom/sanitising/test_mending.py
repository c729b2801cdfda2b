"""Submitted cells put back into the shape of the source, case by case and for arbitrary damage."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from grading.course import NUMBERS, RIGHT, SETUP, WORDS, write_source
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.notebooks import NOTES_ID, grade_id
from classroom.sanitising import mending
from classroom.sanitising.master import Master, MasterCell, OutlineCell, load_master
from classroom.sanitising.mending import escaped, mend, notes_text
from classroom.sanitising.reading import Cell, Unreadable, parse

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Master:
    root = tmp_path_factory.mktemp("source")
    write_source(root)
    path = root / "source" / "sums" / f"{NUMBERS}.ipynb"
    cells = {grade_id(cell): cell for cell in nbformat.read(path, as_version=4).cells if grade_id(cell)}
    return load_master(path, {name: STUB if name in RIGHT else cell.source for name, cell in cells.items()})


def with_cells(master: Master, cells: tuple[MasterCell, ...]) -> Master:
    """The same source with other marked cells, and no others."""
    return replace(master, outline=tuple(OutlineCell(one.cell_id, one.kind, one.released, one) for one in cells))


def own(source: str, kind: str = "code") -> Cell:
    return Cell(kind, source)


def answer(name: str, source: str | None = None) -> Cell:
    return Cell("code", RIGHT[name] if source is None else source, grade_id=name)


def check(name: str) -> Cell:
    return Cell("code", "whatever a student made of it", grade_id=f"{name}-check")


def order(master: Master, *cells: Cell) -> list[str]:
    """The mended notebook as grade ids and, for ordinary cells, texts."""
    return [cell.master.grade_id if cell.master else cell.text for cell in mend(master, cells).cells]


ALL_MARKED = ["setup-1", "double", "double-check", "norm", "norm-check"]


def test_nothing_handed_in_is_the_release(master: Master) -> None:
    mended = mend(master, ())
    assert order(master) == ALL_MARKED
    assert [cell.text for cell in mended.cells if cell.master and cell.master.is_answer] == [STUB, STUB]
    assert mended.answered() == 0
    assert len(mended.notes) == 5


def test_cells_of_ones_own_stay_behind_what_they_followed(master: Master) -> None:
    cells = (
        own("a"),
        Cell("code", "x", grade_id="setup-1"),
        own("b"),
        answer("double"),
        own("c"),
        check("double"),
        own("d"),
    )
    assert order(master, *cells)[:7] == ["a", "setup-1", "x", "b", "double", "c", "double-check"]


def test_the_last_filled_copy_above_the_check_counts_and_the_others_stay(master: Master) -> None:
    cells = answer("double", "first"), answer("double", "second"), check("double"), answer("double", "below")
    mended = mend(master, cells)
    texts = [cell.text for cell in mended.cells if not cell.master or cell.master.is_answer]
    assert texts == ["first", "second", "below", STUB] or texts == ["second", "first", "below", STUB]
    [chosen] = [cell for cell in mended.cells if cell.master and cell.master.grade_id == "double"]
    assert chosen.text == "second"
    assert any("3 times" in note for note in mended.notes)


def test_an_empty_copy_below_an_answer_does_not_undo_it(master: Master) -> None:
    assert STUB not in order(master, answer("double"), answer("double", STUB), check("double"))


def test_marks_texts_and_kinds_of_the_source_win(master: Master) -> None:
    cells = Cell("markdown", RIGHT["double"], grade_id="double"), Cell("raw", "3.0", grade_id="double-check")
    node = mend(master, cells).notebook()
    by_id = {grade_id(cell): cell for cell in node.cells if grade_id(cell)}
    assert by_id["double"].cell_type == by_id["double-check"].cell_type == "code"
    assert by_id["double"].source == RIGHT["double"]
    assert "BEGIN HIDDEN TESTS" in by_id["double-check"].source
    assert by_id["double-check"].metadata.nbgrader.points == 3


def test_a_lost_id_is_found_by_what_the_cell_defines(master: Master) -> None:
    mended = mend(master, (own(RIGHT["norm"]), own("other")))
    assert order(master, own(RIGHT["norm"]), own("other"))[-3:-1] == ["norm", "other"]
    assert mended.answered() == 1


def test_an_import_added_to_a_locked_cell_is_kept_and_a_changed_check_is_not(master: Master) -> None:
    texts = order(master, Cell("code", "import math", grade_id="setup-1"), answer("double"), check("double"))
    assert texts[:2] == ["setup-1", "import math"]
    assert "whatever a student made of it" not in texts


def test_what_a_student_may_see_holds_nothing_hidden(master: Master) -> None:
    shown = json.dumps(mend(master, (answer("double"),)).handed_in())
    assert "40961" not in shown
    assert "number + number" in shown
    assert "def judged" in shown


def test_pasted_pictures_are_for_the_page_and_not_for_the_code(master: Master) -> None:
    photograph = Cell("markdown", "![](attachment:a.png)", attachments={"a.png": {"image/png": "iVBOR" * 1000}})
    mended = mend(master, (photograph, answer("double")))
    assert "iVBOR" in json.dumps(mended.notebook())
    # Those of all notebooks of an honest student together would be more than a message between processes may hold.
    assert "iVBOR" not in json.dumps(mended.handed_in())


def test_notes_show_a_file_name_as_it_is() -> None:
    text = notes_text(["The file <img src=x onerror=a()>.ipynb [x](javascript:y) `z` was not graded."])
    assert "<img" not in text
    assert "](" not in text


TEXT = st.text(max_size=40)
IDS = st.sampled_from([*ALL_MARKED, "bonus", "", "double"])
CELLS = st.builds(
    Cell,
    kind=st.sampled_from(["code", "markdown", "raw"]),
    source=st.one_of(TEXT, st.sampled_from([*RIGHT.values(), STUB])),
    cell_id=st.one_of(IDS, TEXT),
    grade_id=IDS,
    untouched=st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(cells=st.lists(CELLS, max_size=12))
def test_any_cells_become_a_notebook_in_the_shape_of_the_source(master: Master, cells: list[Cell]) -> None:
    node = mend(master, cells).notebook()
    nbformat.validate(node)
    assert [grade_id(cell) for cell in node.cells if grade_id(cell)] == ALL_MARKED
    assert len({cell.id for cell in node.cells}) == len(node.cells)
    assert all(set(cell.metadata) <= {"nbgrader", "deletable", "editable"} for cell in node.cells)
    assert all(not cell.outputs for cell in node.cells if cell.cell_type == "code")
    # Nothing that was written is lost, but empty copies of answers and what stood in checks.
    kept = "\n".join(cell.source for cell in node.cells if cell.id != NOTES_ID)
    assert all(
        cell.source in kept for cell in cells if cell.grade_id in ("", "bonus") and cell.cell_id not in ALL_MARKED
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXT | IDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "id", "attachments",
                         "outputs", "worksheets", "checksum", "points"]) | TEXT, inner, max_size=6),
    max_leaves=30,
)  # fmt: skip

HUGE = st.just(10**400)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(content=JSON)
def test_any_json_is_read_or_refused_with_a_sentence(master: Master, content: Any) -> None:
    _read_and_mend(master, json.dumps({"cells": content} if isinstance(content, list) else content).encode())


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(marks=st.dictionaries(st.sampled_from(["grade", "solution", "grade_id", "points", "task"]), JSON | HUGE))
def test_any_marks_of_a_cell_are_read(master: Master, marks: dict[str, Any]) -> None:
    cell = {"cell_type": "code", "source": "x", "metadata": {"nbgrader": marks | {"checksum": "0"}}}
    _read_and_mend(master, json.dumps({"cells": [cell]}).encode())


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(master: Master, data: bytes) -> None:
    _read_and_mend(master, data)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 8))
def test_a_notebook_with_pieces_cut_out_or_overwritten_is_read_or_refused(master: Master, seed: int, cuts: int) -> None:
    whole = nbformat.writes(mend(master, (answer("double"), own("mine"), check("double"))).notebook()).encode()
    chance = random.Random(seed)
    for _ in range(cuts):
        place = chance.randrange(len(whole))
        junk = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        whole = whole[:place] + junk + whole[place + chance.randrange(200) :] or b" "
    _read_and_mend(master, whole)


def _read_and_mend(master: Master, data: bytes) -> None:
    try:
        reading = parse(data)
    except Unreadable as why:
        # A sentence for the student, and no traceback.
        if not str(why).endswith("."):
            pytest.fail(str(why))
        return
    node = mend(master, reading.cells).notebook(reading.notes)
    nbformat.validate(node)
    nbformat.writes(node).encode()
    assert [grade_id(cell) for cell in node.cells if grade_id(cell)] == ALL_MARKED


def test_the_source_must_say_which_cells_there_are(tmp_path: Path, master: Master) -> None:
    write_source(tmp_path)
    path = tmp_path / "source" / "sums" / f"{NUMBERS}.ipynb"
    assert [cell.grade_id for cell in load_master(path, {"double": STUB}).cells] == ["double"]
    assert master.identify("nothing", "") is None


def test_a_check_that_defines_something_now_is_kept_as_an_ordinary_cell_too(master: Master) -> None:
    helper = Cell("code", "import math\ndef root(x): return x**0.5", grade_id="double-check")
    changed = Cell("code", "score = judged(double, [1], 9.0)\nprint(score)", grade_id="norm-check")
    cells = (answer("double"), helper, answer("norm"), changed)
    assert order(master, *cells) == [*ALL_MARKED[:3], helper.source, *ALL_MARKED[3:]]


def whole(master: Master, **answers: str) -> list[Cell]:
    """A submission in which nothing had to be mended."""
    return [
        Cell(cell.kind, answers.get(cell.grade_id, cell.released), cell.cell_id, cell.grade_id) for cell in master.cells
    ]


def chosen(master: Master, name: str, *cells: Cell) -> str:
    """The text that stands for a marked cell."""
    [placed] = [cell for cell in mend(master, cells).cells if cell.master and cell.master.grade_id == name]
    return placed.text


def test_an_honest_notebook_is_graded_as_it_is_and_nothing_is_said(master: Master) -> None:
    mended = mend(master, whole(master, double="mine"))
    assert mended.notes == ()
    assert mended.answered() == 1
    notebook = mended.notebook()
    assert [cell.id for cell in notebook.cells] == ALL_MARKED
    assert [cell.source for cell in notebook.cells][:2] == [SETUP, "mine"]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(cell.execution_count is None for cell in notebook.cells)


def test_what_was_mended_stands_in_the_first_cell(master: Master) -> None:
    mended = mend(master, whole(master)[:-1])
    first = mended.notebook(["The file was damaged."]).cells[0]
    assert (first.id, first.cell_type) == (NOTES_ID, "markdown")
    assert first.source == (
        "**What was mended before grading**\n\n- The file was damaged.\n"
        "- The locked cell norm-check was missing. It was put back."
    )
    assert mended.notebook().cells[0].id == NOTES_ID
    assert mend(master, whole(master)).notebook(["One."]).cells[0].source.endswith("\n\n- One.")


def changed(cells: list[Cell], name: str, **change: Any) -> list[Cell]:
    return [replace(cell, **change) if cell.grade_id == name else cell for cell in cells]


MISSING = "The answer cell double was missing. It was put back as released: nothing is answered there."
LOCKED = "The locked cell setup-1 had been changed. It was put back as released."
STRANGE = "Cells with grade ids that this notebook does not have ({}) count as ordinary cells."


@pytest.mark.parametrize(
    ("damage", "notes"),
    [
        (lambda cells: [cells[0], *cells[2:]], [MISSING]),
        (lambda cells: cells[1:], ["The locked cell setup-1 was missing. It was put back."]),
        (lambda cells: changed(cells, "setup-1", source="import os"), [LOCKED]),
        (lambda cells: changed(cells, "setup-1", source=f"{SETUP}\n"), []),
        (lambda cells: changed(cells, "setup-1", source="as in another edition", untouched=True), []),
        (lambda cells: changed(cells, "double", source="mine"), []),
        (lambda cells: changed(cells, "double", source="mine", untouched=True), []),
        (
            lambda cells: changed(cells, "double", grade_id=""),
            ["The answer double had lost its grade id. It was recognised and graded."],
        ),
        (lambda cells: changed(cells, "setup-1", grade_id=""), []),
        (
            lambda cells: changed(cells, "norm", kind="raw"),
            ["The cell norm had been turned into another kind of cell. It was turned back."],
        ),
        (
            lambda cells: [cells[3], *cells[:3], cells[4]],
            ["Marked cells had been moved. They were put back into their order."],
        ),
        (lambda cells: [*cells, own("mine")], []),
        (lambda cells: [*cells, replace(own("mine"), grade_id="b" * 41)], [STRANGE.format("b" * 40)]),
        (
            lambda cells: [*cells, *(replace(own("mine"), grade_id=name) for name in "gfedcba")],
            [STRANGE.format("a, b, c, d, e")],
        ),
        (
            lambda cells: [*cells[:2], replace(cells[1], source="mine"), *cells[2:], cells[1]],
            ["The answer double was there 3 times. Copy 2 was graded: the last one filled in above its check."],
        ),
        (
            lambda cells: [cells[0], replace(cells[1], source="mine"), *cells[1:]],
            ["The answer double was there 2 times. Copy 1 was graded: the last one filled in above its check."],
        ),
        (lambda cells: [cells[0], *cells], []),
    ],
)
def test_whatever_was_mended_is_said_in_a_sentence(master: Master, damage: Any, notes: list[str]) -> None:
    assert list(mend(master, damage(whole(master))).notes) == notes


@pytest.mark.parametrize("blank", ["", " \n", STUB, f"\n{STUB} "])
def test_an_answer_is_one_when_something_was_written(master: Master, blank: str) -> None:
    assert mend(master, (answer("double", blank),)).answered() == 0
    assert mend(master, (answer("double", blank), answer("norm", "x"))).answered() == 1
    left = Cell("code", "as it was in an older edition", grade_id="double", untouched=True)
    assert mend(master, (left,)).answered() == 0


def test_of_empty_and_filled_copies_a_filled_one_counts(master: Master) -> None:
    assert chosen(master, "double", answer("double", "mine"), answer("double", STUB), check("double")) == "mine"
    assert chosen(master, "double", answer("double", STUB), answer("double", "mine"), check("double")) == "mine"
    assert chosen(master, "double", answer("double", ""), answer("double", STUB), check("double")) == STUB


def test_a_copy_above_the_check_counts_before_one_below_and_without_a_check_the_last(master: Master) -> None:
    above, below = answer("double", "above"), answer("double", "below")
    assert chosen(master, "double", above, check("double"), below) == "above"
    assert chosen(master, "double", check("double"), above, below) == "below"
    assert chosen(master, "double", above, below) == "below"
    assert chosen(master, "double", above, check("double"), below, check("double")) == "below"
    assert chosen(master, "double", above, below, check("norm")) == "below", "another answer's check does not count"
    assert chosen(master, "norm", check("double"), answer("norm", "a"), check("norm"), answer("norm", "b")) == "a"


def test_an_answer_below_which_no_check_stands_takes_the_last_copy(master: Master) -> None:
    without = with_cells(master, master.cells[:4])
    assert chosen(without, "norm", answer("norm", "a"), check("double"), answer("norm", "b")) == "b"


def test_an_answer_is_found_by_the_id_of_its_cell_too(master: Master) -> None:
    assert chosen(master, "double", Cell("code", "mine", cell_id="double")) == "mine"
    found = order(master, Cell("code", "mine", cell_id="double", grade_id="bonus"))
    assert "mine" not in found, "as the answer, not as an ordinary cell"


def test_a_function_is_looked_for_only_where_the_answer_is_gone(master: Master) -> None:
    spare = own(RIGHT["double"])
    assert chosen(master, "double", answer("double", "mine"), spare) == "mine"
    assert chosen(master, "double", own("double = 5"), own("def double(:")) == STUB
    assert chosen(master, "double", Cell("markdown", RIGHT["double"])) == STUB
    assert chosen(master, "double", own(f"import math\n\n{RIGHT['double']}")).startswith("import math")


@pytest.mark.parametrize(
    ("code", "defines"),
    [("async def double(x): ...", True), ("class double: ...", True), ("def other():\n    def double(x): ...", False)],
)
def test_an_answer_is_what_a_cell_defines_and_not_a_function_in_it(master: Master, code: str, defines: bool) -> None:
    assert (chosen(master, "double", own(code)) == code) == defines


def test_the_search_for_lost_answers_ends(master: Master, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = own("# long"), Cell("markdown", "not counted"), own(RIGHT["double"]), own(RIGHT["norm"])
    length = len("# long") + len(RIGHT["double"]) + len(RIGHT["norm"])
    monkeypatch.setattr(mending, "MOST_SEARCHED", length)
    assert mend(master, cells).answered() == 2
    monkeypatch.setattr(mending, "MOST_SEARCHED", length - 1)
    assert mend(master, cells).answered() == 1
    monkeypatch.setattr(mending, "MOST_SEARCHED", 2 * len(RIGHT["double"]) - 1)
    assert mend(master, (own("x" * len(RIGHT["double"])), own(RIGHT["double"]))).answered() == 0


def test_own_cells_at_the_top_stay_there(master: Master) -> None:
    assert order(master, own("a"), own("b"), *whole(master))[:3] == ["a", "b", "setup-1"]


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("setup-1", SETUP, False),
        ("setup-1", "", False),
        ("setup-1", "import math", True),
        ("double-check", "print(double(2))", False),
        ("double-check", "score = 3.0", False),
        ("double-check", "helper = 3.0", True),
        ("double-check", "import numpy.linalg as la", True),
        ("double-check", "import os.path", True),
        ("double-check", "from math import pi", True),
        ("double-check", "for i in range(3): pass", True),
        ("double-check", "[i for i in range(3)]", False),
        ("double-check", "double(2)\ndef (", False),
    ],
)
def test_what_a_student_added_to_a_locked_cell_is_kept_if_it_is_needed_below(
    master: Master, name: str, text: str, kept: bool
) -> None:
    cells = changed(whole(master), name, source=text)
    found = order(master, *cells)
    assert found == [
        *ALL_MARKED[: ALL_MARKED.index(name) + 1],
        *[text] * kept,
        *ALL_MARKED[ALL_MARKED.index(name) + 1 :],
    ]


def test_a_check_as_it_is_graded_brings_no_second_one(master: Master) -> None:
    full = {cell.grade_id: cell.full for cell in master.cells}
    assert order(master, *changed(whole(master), "norm-check", source=full["norm-check"])) == ALL_MARKED


def test_an_import_of_a_module_that_the_check_imports_already_is_nothing_new(master: Master) -> None:
    cells = tuple(
        replace(cell, released="import os.path\nscore = 1") if cell.grade_id == "double-check" else cell
        for cell in master.cells
    )
    text = "import os.path\nimport os\nscore = 2"
    assert text not in order(with_cells(master, cells), *changed(whole(master), "double-check", source=text))


def test_cells_cannot_be_deleted_nor_locked_ones_written_in(master: Master) -> None:
    metadata = {grade_id(cell): cell.metadata for cell in mend(master, whole(master)).notebook().cells}
    assert {name: (found.deletable, found.get("editable")) for name, found in metadata.items()} == {
        "setup-1": (False, False),
        "double": (False, None),
        "double-check": (False, False),
        "norm": (False, None),
        "norm-check": (False, False),
    }


def written(tmp_path: Path) -> Master:
    """The other notebook, which has an answer in words."""
    write_source(tmp_path)
    path = tmp_path / "source" / "sums" / f"{WORDS}.ipynb"
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if grade_id(cell)]
    return load_master(path, {grade_id(cell): cell.source for cell in cells})


def test_pictures_stay_in_an_answer_in_words_and_nowhere_else(tmp_path: Path) -> None:
    master, picture = written(tmp_path), {"a.png": {"image/png": "iVBOR"}}
    cells = [replace(cell, attachments=picture) for cell in whole(master)]
    kept = [grade_id(cell) for cell in mend(master, cells).notebook().cells if "attachments" in cell]
    assert kept == ["why"]
    [answered] = [cell for cell in mend(master, cells).notebook().cells if "attachments" in cell]
    assert answered.attachments == picture
    assert not any("attachments" in cell for cell in mend(master, whole(master)).notebook().cells)


def test_all_of_a_notebook_but_its_checks_may_be_seen(tmp_path: Path) -> None:
    master = written(tmp_path)
    cells = [*whole(master, count="mine"), own("below")]
    shown = mend(master, cells).handed_in().cells
    assert [grade_id(cell) or cell.source for cell in shown] == [
        "setup-2",
        "count",
        "why",
        "why-rubric",
        "twice",
        "below",
    ]
    assert shown[1].source == "mine"
    assert "Two points" not in shown[3].source
    assert "Two points" in json.dumps(mend(master, cells).notebook())
    assert {cell.id for cell in shown} < {cell.id for cell in mend(master, cells).notebook().cells}


def test_every_cell_has_an_id_and_no_two_the_same(master: Master) -> None:
    ids = ["double", "d" * 65, "own-0", "a b", "norm-check"]
    cells = tuple(replace(cell, cell_id=new) for cell, new in zip(master.cells, ids, strict=True))
    odd = with_cells(master, cells)
    for notebook in (mend(odd, [own("a"), own("b")]).notebook(), mend(odd, [own("a"), own("b")]).handed_in()):
        nbformat.validate(notebook)
        assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert [cell.id for cell in mend(odd, [own("a")]).notebook(["Said."]).cells] == [
        NOTES_ID, "own-0", "double", "marked-2", "own-0-4", "marked-4", "norm-check",
    ]  # fmt: skip
    same = with_cells(master, tuple(replace(cell, cell_id="c" * 64) for cell in master.cells))
    assert [cell.id for cell in mend(same, whole(same)).notebook().cells] == [
        "c" * 64, *(f"{'c' * 50}-{number}" for number in range(1, 5)),
    ]  # fmt: skip


def test_a_note_is_shown_letter_for_letter() -> None:
    assert escaped("a & <b>\n c") == "a &amp; &lt;b&gt; c"
    assert escaped(r"\`*_{}[]()#!|$~") == r"\\\`\*\_\{\}\[\]\(\)\#\!\|\$\~"
    assert escaped("plain, words: 1.5 - é") == "plain, words: 1.5 - é"
