"""Who wrote an answer into the wrong cell is told so before handing in."""

import json
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import submission
from word2vec_lab.submission.reviewing import Status

pytestmark = pytest.mark.slow

RELEASE = Path(__file__).resolve().parents[3] / "release" / "word2vec"
BELOW, ABOVE, ELSEWHERE = "a cell below it", "a cell above it", "in cells of your own in this notebook"
Cells = list[dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(RELEASE / "1_softmax.ipynb", tmp_path)
    return tmp_path


def own(source: str, kind: str = "markdown") -> dict[str, Any]:
    cell = {"cell_type": kind, "id": str(uuid.uuid4()), "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def said(folder: Path, edit: Callable[[Cells, int], object]) -> str:
    """What is said of q1b2 when the cells have been changed; its own place is given."""
    path = folder / "1_softmax.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in notebook["cells"]]
    edit(notebook["cells"], ids.index("q1b2"))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return status(folder).note


def status(folder: Path) -> Status:
    return next(one for one in submission.review(folder).statuses if one.item.id == "q1b2")


def test_an_untouched_notebook_is_told_nothing(folder: Path) -> None:
    assert said(folder, lambda cells, place: None) == ""


@pytest.mark.parametrize("kind", ["markdown", "raw", "code"])
def test_text_beside_an_empty_answer_is_noticed(folder: Path, kind: str) -> None:
    text = "# It is zero." if kind == "code" else "It is zero."
    note = said(folder, lambda cells, place: cells.insert(place + 1, own(text, kind)))
    assert BELOW in note
    listed = [str(thing) for thing in submission.review(folder).missing]
    assert any(
        thing.startswith("1(b)(ii)") and "There is text of yours in a cell below it" in thing for thing in listed
    )
    assert "There is text of yours in a cell below it" in repr(submission.scoreboard(folder))
    submission.written(folder)
    assert "There is text of yours in a cell below it" in (folder / "written_answers.html").read_text(encoding="utf-8")


def test_above_it_below_its_rubric_and_elsewhere(folder: Path) -> None:
    assert ABOVE in said(folder, lambda cells, place: cells.insert(place, own("$y = \\hat y$")))
    shutil.copy(RELEASE / "1_softmax.ipynb", folder)
    assert BELOW in said(folder, lambda cells, place: cells.insert(place + 2, own("![](attachment:a.png)")))
    shutil.copy(RELEASE / "1_softmax.ipynb", folder)
    assert ELSEWHERE in said(folder, lambda cells, place: cells.append(own("It is zero.")))


def test_an_answer_cell_that_is_gone_is_missed_where_it_was(folder: Path) -> None:
    def edit(cells: Cells, place: int) -> None:
        cells[place] = own("It is zero.")

    note = said(folder, edit)
    assert ABOVE in note
    assert "Fetch a fresh copy" in note


def test_code_that_tries_something_and_cells_without_a_word_are_nothing(folder: Path) -> None:
    def edit(cells: Cells, place: int) -> None:
        cells.insert(place + 1, own("# a trial\nx = 1", "code"))
        cells.insert(place, own("<!-- later -->\n\n---"))

    assert said(folder, edit) == ""


def test_an_answer_in_its_place_needs_no_word(folder: Path) -> None:
    def edit(cells: Cells, place: int) -> None:
        cells[place]["source"] = "It is zero."
        cells.insert(place + 1, own("And more."))

    assert said(folder, edit) == ""
