"""The rest of the explorer in a real JupyterLab: what comes back to Python, one state for many plots, and everyone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.lab import Notebook, Server, plain, serve
from browser.plots import canvas, plot_shown
from word2vec_lab.explorer import Explorer, Vectors
from word2vec_lab.training import word_vectors

pytestmark = pytest.mark.slow

CELLS = {
    "setup": "from word2vec_lab import explorer\nfrom word2vec_lab.training import word_vectors\n"
    "reference = word_vectors.whole_reference()\nheard = []",
    "plot": "plot = explorer.Explorer(reference)\n"
    "plot.observe(lambda change: heard.append(change['new']), 'selected')\nplot",
    "ask": "print(len(heard), len(plot.selected), *sorted(plot.selected)[:3], plot.view['panel'], plot.view['zoom'])",
    "look": "plot.view = {'zoom': 4, 'pinned': ['tea', 'coffee'], 'moment': 5, 'panel': 'words'}",
    "many": "from IPython.display import display\nfor k in range(20):\n    display(explorer.Explorer(reference))",
    "widgets": "from ipywidgets.widgets.widget import _instances\nprint(len(_instances))",
}
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab on an empty folder."""
    scratch = tmp_path_factory.mktemp("explorer")
    (scratch / "course").mkdir()
    with serve(scratch / "course", scratch / "jupyter") as server:
        yield server


@pytest.fixture
def notebook(browser: Browser, lab: Server, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    """A notebook of its own for each test, with the plot shown."""
    with plot_shown(browser, lab, f"{request.node.name}.ipynb", CELLS) as opened:
        yield opened


def said(notebook: Notebook, cell: str) -> str:
    notebook.page.wait_for_timeout(900)
    notebook.run(cell)
    return plain(notebook.output(cell).inner_text())


def drag(page: Page, *places: tuple[float, float]) -> None:
    """Press the mouse at the first place of the plot, and let it go at the last. Places are shares of its size."""
    box = canvas(page).bounding_box()
    assert box is not None
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()


def test_box_and_lasso_select_and_python_hears_of_it(notebook: Notebook, pictures: Path) -> None:
    page = notebook.page
    canvas(page).scroll_into_view_if_needed()
    page.get_by_role("radio", name="box").check()
    drag(page, (0.05, 0.01), (0.99, 0.9))
    heading = page.locator(".w2x-near h4")
    expect(heading).to_contain_text("words selected")
    boxed = int(heading.inner_text().split()[0].replace(",", ""))
    assert boxed > 1000, "the dots are caught as well"
    page.get_by_role("radio", name="lasso").check()
    drag(page, (0.05, 0.01), (0.99, 0.01), (0.05, 0.9))
    expect(heading).not_to_have_text(f"{boxed:,} words selected")
    assert 0 < int(heading.inner_text().split()[0].replace(",", "")) < boxed, "a triangle holds less than the box"
    notebook.picture(pictures / "explorer-lasso.png")
    heard, count, *_ = said(notebook, "ask").split()
    assert heard == "2"
    assert f"{int(count):,} words selected" == heading.inner_text()
    page.get_by_role("button", name="Let go").click()
    assert said(notebook, "ask").startswith("3 0")


def test_python_sets_the_view_and_a_reopened_notebook_has_it(
    browser: Browser, lab: Server, notebook: Notebook, request: pytest.FixtureRequest
) -> None:
    page = notebook.page
    notebook.run("look")
    expect(page.locator(".w2x-near h4")).to_have_text("2 words selected")
    expect(page.get_by_role("button", name="Words", exact=True)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "iteration 5,000, loss 17.45")
    expect(page.locator(".w2x-says")).to_contain_text("Faint dots: 19,539 words at the end of the training")
    assert said(notebook, "ask") == "1 2 coffee tea words 4.0"
    page.get_by_role("button", name="Zoom out").click()
    page.get_by_role("button", name="Axes", exact=True).click()
    page.wait_for_timeout(900)
    notebook.save()
    again = Notebook.open(browser, lab, f"{request.node.name}.ipynb", width=1400)
    again.page.evaluate("window.jupyterapp.commands.execute('notebook:shutdown-kernel')")
    again.page.reload()
    canvas(again.page).wait_for()
    expect(again.page.get_by_role("button", name="Axes", exact=True)).to_have_attribute("aria-expanded", "true")
    expect(again.page.locator(".w2x-near h4")).to_have_text("2 words selected")
    expect(again.page.locator(".w2x-says")).to_contain_text("outside the view")
    again.page.close()


def test_axes_of_two_words_the_mean_and_the_rank(notebook: Notebook) -> None:
    page = notebook.page
    page.get_by_role("button", name="Axes", exact=True).click()
    page.get_by_label("Across", exact=True).select_option("from word to word …")
    page.get_by_role("combobox", name="from").fill("man")
    page.get_by_role("combobox", name="to", exact=True).fill("woman")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Across", exact=True)).to_have_value("man → woman")
    page.get_by_role("combobox", name="to", exact=True).fill("zebra-crossing")
    page.get_by_role("button", name="Use").click()
    expect(page.locator(".w2x-note")).to_contain_text("is not in the vocabulary")

    page.get_by_role("button", name="Analogy", exact=True).click()
    page.get_by_role("button", name="Find").click()
    rank = page.locator(".w2x-rank")
    expect(rank).to_contain_text("queen: rank")
    assert rank.inner_text().endswith(" of 19,536.")
    first = rank.inner_text()
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    mean = page.get_by_role("checkbox", name="Compare without the mean of all words")
    expect(mean).to_be_checked()
    bars = [float(text.rstrip("%")) for text in bars_of(page)]
    assert max(bars) - min(bars) < 20, "a bar is as long as its cosine"
    mean.press("Space")
    expect(mean).not_to_be_checked()
    assert all(99 < float(text.rstrip("%")) <= 100 for text in bars_of(page))
    expect(rank).not_to_have_text(first)


def bars_of(page: Page) -> list[str]:
    found: list[str] = page.locator(".w2x-near li i").evaluate_all("all => all.map(bar => bar.style.width)")
    return found


def test_twenty_plots_share_one_state_and_reruns_leave_nothing(
    lab: Server, notebook: Notebook, request: pytest.FixtureRequest
) -> None:
    page = notebook.page
    once = said(notebook, "widgets")
    for _ in range(4):
        notebook.run("plot")
    assert said(notebook, "widgets") == once
    notebook.save()
    path = lab.folder / f"{request.node.name}.ipynb"
    assert 1.5e6 < size_of_state(path) < 2e6
    notebook.run("many", seconds=120)
    expect(page.locator(".w2x canvas[role]")).to_have_count(21)
    page.wait_for_timeout(1500)
    notebook.save()
    assert size_of_state(path) < 2.2e6


def size_of_state(path: Path) -> int:
    widgets = json.loads(path.read_text(encoding="utf-8"))["metadata"]["widgets"]
    return len(json.dumps(widgets, ensure_ascii=False).encode())


def problems(page: Page) -> list[str]:
    """What axe-core finds in the plots that is serious."""
    found = Axe().run(page, context=".w2x").response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in SERIOUS]


def small(page: Page) -> list[str]:
    """What can be pressed and is smaller than 24 pixels."""
    targets = page.locator(
        ".w2x :is(button, select, input[type=text], input[type=range], .w2x-tick, .w2x-choice label)"
    )
    script = """all => all.filter(e => e.offsetParent).filter(e => {
      const { width, height } = e.getBoundingClientRect();
      return width < 24 || height < 24;
    }).map(e => e.outerHTML)"""
    found: list[str] = targets.evaluate_all(script)
    return found


def unfolded(page: Page, check: str) -> None:
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    for name in ("Words", "Axes", "Analogy", "Compare", "Table"):
        page.get_by_role("button", name=name, exact=True).click()
        if name == "Analogy":
            page.get_by_role("button", name="Find").click()
        page.wait_for_timeout(200)
        assert problems(page) == [], f"{check}, {name}"
        assert small(page) == [], f"{check}, {name}"


def test_axe_finds_nothing_serious_in_jupyterlab(notebook: Notebook) -> None:
    unfolded(notebook.page, "light")
    notebook.page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    notebook.page.wait_for_timeout(600)
    unfolded(notebook.page, "dark")
    notebook.page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Explorer(word_vectors.whole_reference()).write_page(tmp_path_factory.mktemp("page") / "vectors.html")


@pytest.mark.parametrize(
    "reader",
    [
        {"viewport": {"width": 1150, "height": 1000}},
        {"viewport": {"width": 1150, "height": 1000}, "forced_colors": "active"},
        {"viewport": {"width": 1150, "height": 1000}, "forced_colors": "active", "color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True, "color_scheme": "dark"},
    ],
    ids=["plain", "high contrast", "high contrast, dark", "phone"],
)
def test_a_page_is_for_everyone(
    browser: Browser, page_file: Path, reader: dict[str, Any], pictures: Path, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(offline=True, **reader)
    page = context.new_page()
    page.goto(page_file.as_uri())
    canvas(page).wait_for()
    if reader.get("has_touch"):
        expect(page.locator(".w2x-near")).to_contain_text("Tap a word")
        expect(page.locator(".w2x-near")).not_to_contain_text("keyboard")
    if reader.get("forced_colors"):
        colours = page.locator(".w2x-choice label").evaluate_all(
            "all => all.map(label => [label.querySelector('input').checked, getComputedStyle(label).backgroundColor])"
        )
        chosen, others = ({colour for checked, colour in colours if checked is wanted} for wanted in (True, False))
        assert len(chosen) == 1
        assert not chosen & others, "what is chosen can be seen"
    unfolded(page, str(reader))
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.screenshot(path=pictures / f"{request.node.name}.png", full_page=True)
    context.close()


def test_a_long_word_is_cut_and_can_be_read(browser: Browser, tmp_path: Path) -> None:
    long = "rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    run = Vectors((long, *(f"w{k}" for k in range(9))), np.random.default_rng(1).normal(size=(10, 4)))
    context = browser.new_context(viewport={"width": 800, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(Explorer(run).write_page(tmp_path / "long.html").as_uri())
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Words", exact=True).click()
    chip = page.locator(".w2x-chip", has_text=long)
    expect(chip).to_have_attribute("title", long)
    box = chip.bounding_box()
    assert box is not None
    assert box["width"] < 260
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


def test_two_words_on_a_line_say_what_to_do(browser: Browser, tmp_path: Path) -> None:
    run = Vectors(tuple(f"w{k}" for k in range(30)), np.random.default_rng(1).normal(size=(30, 4)))
    page = browser.new_page()
    page.goto(Explorer(run, words=["w1", "w2"]).write_page(tmp_path / "two.html").as_uri())
    says = page.locator(".w2x-says")
    expect(says).to_contain_text("Dots: 30 words · Two words span one axis: add another")
    page.get_by_role("button", name="Axes", exact=True).click()
    page.get_by_role("radio", name="PCA of the whole vocabulary").check()
    expect(says).to_have_text("Dots: 30 words")
    page.close()
