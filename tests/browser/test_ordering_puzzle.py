"""The ordering puzzle of notebook 2, solved with the keyboard alone in a real JupyterLab."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.lab import Notebook, Server
from word2vec_lab.widgets.ordering import TANH

pytestmark = pytest.mark.slow


@pytest.fixture
def notebook(browser: Browser, student_lab: Server) -> Notebook:
    opened = Notebook.open(browser, student_lab, "2_activations.ipynb")
    opened.run("setup")
    opened.run("tanh-order")
    return opened


def press(button: Locator, key: str = "Enter") -> None:
    button.focus()
    button.press(key)


def test_it_is_solved_with_the_keyboard_and_no_key_reaches_jupyterlab(notebook: Notebook, pictures: Path) -> None:
    ids = notebook.cell_ids()
    output = notebook.output("tanh-order")
    status = output.locator(".w2v-status")
    expect(output.locator("[data-twin]")).to_be_hidden()

    def button(name: str) -> Locator:
        return output.get_by_role("button", name=name, exact=True)

    false = next(iter(TANH.distractors))
    for line in (TANH.lines[1], false, TANH.lines[0], *TANH.lines[2:]):
        press(button(f"Add: {line}"))
    press(button("Check the order"))
    expect(status).to_contain_text("4 of 5 lines stand right. Line 2 of yours does not belong")
    output.scroll_into_view_if_needed()
    notebook.picture(pictures / "ordering-puzzle.png")

    press(button(f"Remove: {false}"))
    expect(output.locator(":focus")).to_have_accessible_name(f"Add: {false}")
    for key in "ddbxj":
        notebook.page.keyboard.press(key)
    up = button(f"Move up: {TANH.lines[0]}")
    press(up, " ")
    expect(up).to_be_focused()
    expect(output.get_by_role("list", name="Your derivation, from top to bottom").locator("li > span")).to_have_text(
        TANH.lines
    )
    press(button("Check the order"))
    expect(status).to_have_text("All 5 lines stand right, and the derivation is complete.")
    assert notebook.cell_ids() == ids
    assert notebook.errors == []
    assert notebook.foreign == []
