"""Submitted cells put back into the shape of the source, case by case and for arbitrary damage."""

import json
import random
from pathlib import Path
from typing import Any

import nbformat
import pytest
from grading.course import NUMBERS, RIGHT, write_source
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.notebooks import grade_id
from classroom.sanitising.master import Master, load_master
from classroom.sanitising.mending import NOTES_ID, mend, notes_text
from classroom.sanitising.reading import Cell, Unreadable, parse

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Master:
    root = tmp_path_factory.mktemp("source")
    write_source(root)
    path = root / "source" / "sums" / f"{NUMBERS}.ipynb"
    cells = {grade_id(cell): cell for cell in nbformat.read(path, as_version=4).cells if grade_id(cell)}
    return load_master(path, {name: STUB if name in RIGHT else cell.source for name, cell in cells.items()})


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


@settings(max_examples=300, deadline=None)
@given(content=JSON)
def test_any_json_is_read_or_refused_with_a_sentence(master: Master, content: Any) -> None:
    _read_and_mend(master, json.dumps({"cells": content} if isinstance(content, list) else content).encode())


@settings(max_examples=300, deadline=None)
@given(marks=st.dictionaries(st.sampled_from(["grade", "solution", "grade_id", "points", "task"]), JSON | HUGE))
def test_any_marks_of_a_cell_are_read(master: Master, marks: dict[str, Any]) -> None:
    cell = {"cell_type": "code", "source": "x", "metadata": {"nbgrader": marks | {"checksum": "0"}}}
    _read_and_mend(master, json.dumps({"cells": [cell]}).encode())


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(master: Master, data: bytes) -> None:
    _read_and_mend(master, data)


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
