"""Every widget after its notebook was closed and opened again: it works, or it says "run this cell again"."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from playwright.sync_api import Browser, Locator, expect

from browser.lab import ROOT, Notebook, Server, serve, write_notebook

pytestmark = pytest.mark.slow

SETUP = "from word2vec_lab import explorer, widgets\nfrom word2vec_lab.training import word_vectors\n"
SETUP += "from word2vec_lab.widgets import ordering"
CELLS = {
    "window": 'widgets.window(["she", "poured", "the", "hot", "tea", "into", "a", "small", "cup"])',
    "normalised_sum": "widgets.normalised_sum()",
    "secant": "widgets.secant()",
    "activations": "widgets.activations()",
    "contributions": "widgets.contributions()",
    "noise": "widgets.noise()",
    "sampled": "widgets.sampled()",
    "descent": "widgets.descent()",
    "minibatches": "widgets.minibatches()",
    "pull_and_push": "widgets.pull_and_push()",
    "order_lines": "widgets.order_lines(ordering.TANH)",
    "Explorer": "plot = explorer.Explorer(word_vectors.reference())\nplot",
}
SLIDERS = [name for name in CELLS if name not in ("pull_and_push", "order_lines", "Explorer")]
AGAIN = "run this cell again"


def test_each_widget_of_the_course_is_tried() -> None:
    used = set()
    for path in (ROOT / "source" / "word2vec").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code":
                continue
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                function = node.func if isinstance(node, ast.Call) else None
                if isinstance(function, ast.Attribute) and ast.unparse(function.value) in ("widgets", "explorer"):
                    used.add(function.attr)
    used.discard("learned")  # vectors, and no widget
    assert used == set(CELLS)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab on an empty folder."""
    scratch = tmp_path_factory.mktemp("reopened")
    (scratch / "course").mkdir()
    with serve(scratch / "course", scratch / "jupyter", env={"WORD2VEC_TREEBANK": "embedded"}) as server:
        yield server


@pytest.fixture
def notebook(browser: Browser, lab: Server, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    """A notebook of its own for each test: each widget has a cell of its name, was moved once, and is saved."""
    name = f"{request.node.name}.ipynb"
    write_notebook(lab.folder / name, {"setup": SETUP, **CELLS})
    opened = Notebook.open(browser, lab, name)
    opened.run_all()
    all_of(opened, move)
    opened.save()
    yield opened
    assert opened.errors == []
    assert opened.foreign == []
    opened.page.close()


def alts(output: Locator) -> list[str]:
    """What the pictures say that can be seen in an output."""
    found: list[str] = output.locator("img:visible").evaluate_all("all => all.map(img => img.alt)")
    return found


def move(output: Locator, name: str) -> None:
    """Move a widget as a person does, and see that what it shows follows."""
    output.scroll_into_view_if_needed()
    if name in SLIDERS:
        expect(output.locator("img:visible")).to_have_count(1)
        (before,) = alts(output)
        slider = output.get_by_role("slider").first
        slider.press("ArrowRight" if slider.input_value() == "0" else "ArrowLeft")
        expect(output.locator("img:visible")).not_to_have_attribute("alt", before)
    elif name == "pull_and_push":
        status = output.locator(".w2v-drag .w2v-status")
        for key in ("ArrowRight", "ArrowUp"):
            before = status.inner_text()
            output.get_by_role("application").press(key)
            expect(status).not_to_have_text(before)
            output.page.wait_for_timeout(400)
        word = "rain" if "P(rain" not in status.inner_text() else "cup"
        output.get_by_role("radio", name=word).check()
        expect(status).to_contain_text(f"P({word} | hot)")
    elif name == "order_lines":
        output.get_by_role("button", name="Add:").first.click()
        output.get_by_role("button", name="Check the order").click()
        expect(output.locator(".w2v-status")).to_contain_text("of 5 lines")
    else:
        now = output.get_by_role("radio", name="outside")
        other = output.get_by_role("radio", name="centre") if now.is_checked() else now
        other.check()
        expect(other).to_be_checked()


def stands_still(output: Locator, name: str) -> None:
    """The picture (or the lines) can be seen, nothing pretends to move, and a sentence says what to do.

    The explorer is the exception: it moves in the page, and needs no kernel.
    """
    if name == "Explorer":
        move(output, name)
        return
    output.scroll_into_view_if_needed()
    expect(output.get_by_text(AGAIN).locator("visible=true")).to_have_count(2 if name == "pull_and_push" else 1)
    if name == "order_lines":
        output.get_by_role("button", name="Add:").first.click()
        expect(output.get_by_role("button", name="Check the order")).to_be_disabled()
        return
    expect(output.locator("img:visible")).to_have_count(1)
    for moving in output.locator("input").all():
        expect(moving).to_be_disabled()
    expect(output.get_by_role("application")).to_be_hidden()


def all_of(notebook: Notebook, look: Callable[[Locator, str], None]) -> None:
    """Look at every widget, and only then fail."""
    failed = {}
    for name in CELLS:
        try:
            look(notebook.output(name), name)
        except AssertionError as error:
            failed[name] = str(error)[:300]
    assert failed == {}


def reopen(notebook: Notebook) -> None:
    """Close the notebook's tab, and open it again with whatever kernel it has then."""
    path: str = notebook.page.evaluate("window.jupyterapp.shell.currentWidget.context.path")
    notebook.page.evaluate("window.jupyterapp.commands.execute('application:close')")
    expect(notebook.page.locator(".jp-Notebook")).to_have_count(0)
    notebook.page.evaluate("path => window.jupyterapp.commands.execute('docmanager:open', {path})", path)
    notebook.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    notebook.wait_until_idle()


def test_closed_and_reopened_on_a_living_kernel(notebook: Notebook, pictures: Path) -> None:
    reopen(notebook)
    all_of(notebook, move)
    notebook.pictures(pictures, "widgets-reopened")


def test_the_page_was_loaded_anew(browser: Browser, lab: Server, notebook: Notebook, request: Any) -> None:
    again = Notebook.open(browser, lab, f"{request.node.name}.ipynb")
    all_of(again, move)
    again.page.close()


@pytest.mark.exhaustive  # the others open a notebook anew as well
def test_two_views_of_one_cell(notebook: Notebook, pictures: Path) -> None:
    for name in ("window", "pull_and_push", "order_lines"):
        notebook.cell(name).locator(".cm-content").click()
        notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:create-output-view')")
        view = notebook.page.locator(".jp-LinkedOutputView").last
        view.locator(".w2v-controls, .w2v-order").first.wait_for()
        notebook.page.locator(".jp-LinkedOutputView").last.wait_for()
        here = notebook.page.locator(".jp-Notebook .jp-Cell").nth(1 + list(CELLS).index(name))
        for place in (view, here, view):
            move(place, name)
        if name == "window":
            now = view.get_by_role("slider").first.input_value()
            expect(here.get_by_role("slider").first).to_have_value(now)
            assert alts(view) == alts(here)
        notebook.picture(pictures / f"widgets-two-views-{name}.png")
        notebook.page.evaluate("window.jupyterapp.commands.execute('application:close')")


def test_the_kernel_was_restarted(notebook: Notebook, pictures: Path) -> None:
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    expect(notebook.output("window").get_by_text(AGAIN).locator("visible=true")).to_have_count(1)
    notebook.wait_until_idle()
    all_of(notebook, stands_still)
    notebook.pictures(pictures, "widgets-restarted")
    # Twice, because a restarted kernel counts from 1 again, and a changed number tells that a cell has run.
    for _ in range(2):
        notebook.cell("setup").locator(".cm-content").click()
        notebook.page.keyboard.press("ControlOrMeta+Enter")
        notebook.wait_until_idle()
    notebook.run("window")
    move(notebook.output("window"), "window")


@pytest.mark.exhaustive  # the others open a notebook anew as well
def test_reopened_on_a_new_kernel(notebook: Notebook) -> None:
    notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:shutdown-kernel')")
    reopen(notebook)
    all_of(notebook, stands_still)


def shows_the_still_picture(output: Locator, name: str) -> None:
    """Nothing of the widget is left, and what stands still says what to do."""
    output.scroll_into_view_if_needed()
    expect(output.get_by_text(AGAIN).locator("visible=true")).to_have_count(1)
    if name == "order_lines":
        expect(output.locator("ol:visible")).to_have_count(1)
    else:
        expect(output.locator("img:visible")).to_have_count(1)


@pytest.mark.exhaustive  # the others open a notebook anew as well
def test_opened_without_any_kernel(
    browser: Browser, lab: Server, notebook: Notebook, request: Any, pictures: Path
) -> None:
    name = f"{request.node.name}.ipynb"
    notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:shutdown-kernel')")
    # A kernel that this machine does not have: JupyterLab asks for another one, and gets none.
    change(lab, name, "kernelspec", {"name": "none", "display_name": "none"})
    change(lab, name, "language_info", {"name": "none"})
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.goto(lab.address(name))
    page.locator(".jp-Dialog").get_by_role("button", name="No Kernel").click()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    again = Notebook(page)
    all_of(again, shows_the_still_picture)
    again.pictures(pictures, "widgets-no-kernel")
    page.close()


def test_reopened_without_the_state_of_the_widgets(
    notebook: Notebook, lab: Server, request: Any, pictures: Path
) -> None:
    change(lab, f"{request.node.name}.ipynb", "widgets", {})
    notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:shutdown-kernel')")
    notebook.page.evaluate("window.jupyterapp.commands.execute('docmanager:reload')")
    reopen(notebook)
    all_of(notebook, shows_the_still_picture)
    notebook.pictures(pictures, "widgets-no-state")


def change(lab: Server, name: str, key: str, value: Any) -> None:
    """Set one key of a saved notebook's metadata; JupyterLab goes on trusting it."""
    path = lab.folder / name
    book = nbformat.read(path, as_version=4)
    book.metadata[key] = value
    nbformat.write(book, path)
    NotebookNotary(data_dir=str(lab.log.parent / "data")).sign(book)
