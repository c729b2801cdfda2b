"""What a student does first, in a real JupyterLab: reads the start notebook, writes an answer, checks it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.lab import Notebook, Server, plain
from word2vec_lab.items import items

pytestmark = pytest.mark.slow

POINTS = items()["q2a2"].points
ANSWERS = Path(__file__).resolve().parents[1] / "series" / "answers"


@pytest.fixture
def first_right_answer() -> str:
    return sorted((ANSWERS / "q2a2" / "right").glob("*.py"))[0].read_text(encoding="utf-8")


def test_the_start_notebook_runs_through(browser: Browser, student_lab: Server, pictures: Path) -> None:
    notebook = Notebook.open(browser, student_lab, "0_start_here.ipynb")
    notebook.run_all()
    notebook.pictures(pictures, "start-here")
    assert notebook.errors_of_cells() == []
    assert notebook.raw_maths() == []
    assert notebook.foreign == []
    assert notebook.errors == []


def test_a_typed_answer_gets_full_points(
    browser: Browser, student_lab: Server, pictures: Path, first_right_answer: str
) -> None:
    notebook = Notebook.open(browser, student_lab, "1_softmax.ipynb")
    ids = notebook.cell_ids()
    # As handed out: run everything once. Nothing raises, and the check says that the work is still to do.
    notebook.run_all()
    assert notebook.errors_of_cells() == []
    assert f"0 of {POINTS:g} points" in plain(notebook.output("q2a2-check").inner_text())

    notebook.type_into("q2a2", first_right_answer)
    notebook.run("q2a2")
    notebook.run("q2a2-check")
    notebook.output("q2a2-check").scroll_into_view_if_needed()
    notebook.picture(pictures / "typed-answer.png")
    assert f"{POINTS:g} of {POINTS:g} points" in plain(notebook.output("q2a2-check").inner_text())
    assert notebook.raw_maths() == []
    assert notebook.foreign == []
    assert notebook.errors == []
    assert notebook.cell_ids() == ids, "typing must not add or remove a cell"
