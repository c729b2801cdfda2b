"""The interactive plot as people use it: mouse, keyboard alone, dark theme, saved and reopened, exported, offline."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.lab import Notebook, Server, plain, serve
from browser.plots import canvas, plot_shown
from word2vec_lab.explorer import Explorer, Settings, Vectors
from word2vec_lab.explorer.projecting import answers, nearest
from word2vec_lab.vectors import projection
from word2vec_lab.vectors.trajectory import Trajectory

pytestmark = pytest.mark.slow

MARKUP = "<b>bold</b>"
CELLS = {
    "setup": (
        "import numpy as np\nfrom word2vec_lab import explorer\n"
        "from word2vec_lab.vectors.trajectory import Trajectory\n"
        "file = np.load('run.npz')\nwords = tuple(file['words'].tolist())\n"
        "way = Trajectory(words[:24], file['iterations'], file['way_center'], file['way_outside'])\n"
        "run = explorer.Vectors(words, file['center'], file['outside'], file['counts'], way, tuple(file['curve']))"
    ),
    "plot": "plot = explorer.Explorer(run)\nplot",
    "settings": "print(plot.settings.kind, plot.settings.moment, *plot.settings.words[-2:])",
    "change": "from dataclasses import replace\nplot.settings = replace(plot.settings, kind='both')\nplot.write_png()",
}


@pytest.fixture(scope="module")
def run() -> Vectors:
    """The handout's words and 476 others, one of them markup, with checkpoints of the handout's."""
    rng = np.random.default_rng(11)
    words = (*projection.WORDS, MARKUP, "teapot", *(f"word{k}" for k in range(474)))
    counts = rng.integers(1, 4000, len(words))
    center, outside = rng.normal(size=(2, len(words), 6)) + 1
    grown = np.linspace(0, 1, 6)[:, np.newaxis, np.newaxis]
    way = [(grown * part[:24]).astype(np.float32) for part in (center, outside)]
    curve = (np.arange(10.0, 5001, 10), np.linspace(20, 10, 500))
    return Vectors(words, center, outside, counts, Trajectory(words[:24], 1000 * np.arange(6), *way), curve)


@pytest.fixture(scope="module")
def lab(run: Vectors, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A JupyterLab on a folder with the run."""
    scratch = tmp_path_factory.mktemp("explorer")
    course = scratch / "course"
    course.mkdir()
    assert run.trajectory is not None
    parts: dict[str, Any] = {
        "center": run.center,
        "outside": run.outside,
        "counts": run.counts,
        "curve": np.array(run.curve),
    }
    way = {"way_center": run.trajectory.center, "way_outside": run.trajectory.outside}
    more: dict[str, Any] = {"words": np.array(run.words), "iterations": run.trajectory.iterations, **way}
    np.savez(course / "run.npz", **parts, **more)
    with serve(course, scratch / "jupyter") as server:
        yield server


@pytest.fixture
def notebook(browser: Browser, lab: Server, request: pytest.FixtureRequest) -> Iterator[Notebook]:
    """A notebook of its own for each test, with the plot shown."""
    with plot_shown(browser, lab, f"{request.node.name}.ipynb", CELLS) as opened:
        yield opened


def listed(page: Page) -> list[str]:
    """The ten words in the panel of neighbours."""
    return [text.removeprefix("+ ") for text in page.locator(".w2x-near li .w2x-name").all_inner_texts()]


def some_word(page: Page) -> tuple[str, tuple[float, float]]:
    """Pass over the plot until a word is under the pointer; that word, and the place in the window."""
    box = canvas(page).bounding_box()
    assert box is not None
    heading = page.locator(".w2x-near h4")
    for y in range(40, int(box["height"]), 30):
        for x in range(60, int(box["width"]), 25):
            at = (box["x"] + x, box["y"] + y)
            page.mouse.move(*at)
            page.wait_for_timeout(30)
            if heading.count():
                return heading.inner_text(), at
    raise AssertionError("no word is under any place of the plot")


def expected(run: Vectors, word: str, settings: Settings) -> list[str]:
    return [other for other, _ in nearest(run, settings, word)]


def test_by_mouse(notebook: Notebook, run: Vectors, pictures: Path) -> None:
    page = notebook.page
    expect(page.locator("[data-twin]")).to_be_hidden()
    expect(page.locator("[data-twin]")).to_have_attribute("alt", Explorer(run).picture().alt)
    heading = page.locator(".w2x-near h4")
    word, _ = some_word(page)
    assert listed(page) == expected(run, word, Settings(projection.WORDS))
    notebook.picture(pictures / "explorer-hover.png")

    field = page.get_by_role("combobox", name="Add a word")
    field.fill("teap")
    page.get_by_role("option", name="teapot").click()
    expect(heading).to_have_text("teapot")
    expect(page.locator(".w2x-note")).to_contain_text("no checkpoints of it")
    field.fill("zebra")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".w2x-note")).to_contain_text("“zebra” is not in the vocabulary")
    field.fill("tea word7 xylophone")
    expect(page.locator(".w2x-note")).to_have_text("")
    field.press("Enter")
    expect(page.locator(".w2x-note")).to_contain_text("“xylophone” is not in the vocabulary")
    expect(page.locator(".w2x-note")).to_contain_text("Added “word7”.")
    field.fill(MARKUP)
    field.press("Enter")
    expect(heading).to_have_text(MARKUP)
    assert page.locator(".w2x b", has_text="bold").count() == 0

    page.get_by_role("radio", name="outside").check()
    assert listed(page) == expected(run, MARKUP, Settings(projection.WORDS, kind="outside"))
    page.wait_for_timeout(900)
    notebook.run("settings")
    assert plain(notebook.output("settings").inner_text()).endswith(f"outside None word7 {MARKUP}")
    notebook.run("change")
    expect(page.get_by_role("radio", name="both")).to_be_checked()


def test_zoom_pan_and_wheel(notebook: Notebook) -> None:
    page = notebook.page

    def image() -> str:
        page.wait_for_timeout(500)
        drawn: str = canvas(page).evaluate("canvas => canvas.toDataURL()")
        return drawn

    page.locator(".jp-Toolbar").first.click(position={"x": 600, "y": 5})
    home = image()
    box = canvas(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -50)
    expect(page.locator(".w2x-over")).to_be_visible()
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 260, steps=4)
    page.mouse.up()
    panned = image()
    page.mouse.wheel(0, -300)
    zoomed = image()
    page.get_by_role("button", name="Reset view").click()
    page.mouse.move(5, 5)
    assert len({home, panned, zoomed}) == 3
    assert image() == home


def test_by_touch(notebook: Notebook) -> None:
    page = notebook.page
    canvas(page).scroll_into_view_if_needed()
    word, spot = some_word(page)
    page.mouse.move(5, 5)
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    box = canvas(page).bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        spots = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def fingers(apart: float) -> tuple[tuple[float, float], tuple[float, float]]:
        return (middle[0] - apart / 2, middle[1]), (middle[0] + apart / 2, middle[1])

    def image() -> np.ndarray:
        page.wait_for_timeout(300)
        return np.asarray(Image.open(io.BytesIO(canvas(page).screenshot())).convert("L"), dtype=float)

    def unlike(one: np.ndarray, other: np.ndarray) -> float:
        return float(np.abs(one - other).mean())

    home = image()
    touch("touchStart", *fingers(160))
    for apart in range(168, 241, 8):
        touch("touchMove", *fingers(apart))
    touch("touchEnd")
    pinched = image()
    assert page.locator(".w2x-near h4").count() == 0, "a pinch is not a tap"
    page.get_by_role("button", name="Reset view").click()
    assert unlike(image(), home) < 0.1
    page.get_by_role("button", name="Zoom in").click()
    by_button = image()
    assert unlike(pinched, home) > 1
    assert unlike(pinched, by_button) < 0.3 * unlike(pinched, home), "half as far apart again is half as large again"

    # One finger: a tap keeps a word; on a plot that was tapped a swipe moves the view, and not the page.
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_timeout(300)
    touch("touchStart", spot)
    touch("touchEnd")
    expect(page.locator(".w2x-near h4")).to_have_text(word)
    before = image()
    touch("touchStart", middle)
    for far in range(10, 81, 10):
        touch("touchMove", (middle[0], middle[1] + far))
    touch("touchEnd")
    assert unlike(image(), before) > 1
    expect(page.locator(".w2x-near h4")).to_have_text(word)


def test_by_keyboard_alone(notebook: Notebook, run: Vectors, pictures: Path) -> None:
    page, keyboard = notebook.page, notebook.page.keyboard
    ids = notebook.cell_ids()
    canvas(page).focus()
    for key in "ddxbmy":
        keyboard.press(key)
    assert notebook.cell_ids() == ids
    keyboard.press("ArrowRight")
    heading = page.locator(".w2x-near h4")
    first = heading.inner_text()
    assert first in projection.WORDS
    assert listed(page) == expected(run, first, Settings(projection.WORDS))
    expect(page.locator(".w2x [role=status]").last).to_contain_text(f"{first}, {projection.GROUP_OF[first]}. Nearest:")
    keyboard.press("ArrowRight")
    expect(heading).not_to_have_text(first)
    second = heading.inner_text()
    outline = page.locator(".w2x-stage").evaluate("stage => getComputedStyle(stage).outlineWidth")
    assert outline == "3px"
    notebook.picture(pictures / "explorer-keyboard.png")
    keyboard.press("Delete")
    page.get_by_role("button", name="Words", exact=True).press("Enter")
    chips = page.locator(".w2x-chip")
    expect(chips).to_have_count(23)
    assert second not in chips.all_inner_texts()
    page.get_by_role("button", name="Remove great").press("Enter")
    expect(chips).to_have_count(22)
    expect(page.locator(":focus")).to_have_accessible_name("Remove cool")

    slider = page.get_by_role("slider", name="Moment of the training")
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "iteration 0, loss 20.00")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "iteration 1,000, loss 18.02")
    expect(page.locator(".w2x-near")).to_be_visible()

    # Every element that takes the focus keeps its keys from JupyterLab, and every one has a name.
    for name in ("Axes", "Analogy", "Compare", "Table"):
        page.get_by_role("button", name=name, exact=True).press("Enter")
        focusable = page.locator(".w2x :is(button, input, select, [tabindex])").filter(visible=True)
        for element in focusable.all():
            assert element.get_attribute("data-lm-suppress-shortcuts") is not None, element.evaluate("e => e.outerHTML")
            expect(element).to_have_accessible_name(re.compile(r"\S"))
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(23)
    assert notebook.cell_ids() == ids


def test_an_analogy_and_two_plots(notebook: Notebook, run: Vectors, pictures: Path) -> None:
    page = notebook.page
    page.get_by_role("button", name="Analogy", exact=True).click()
    page.get_by_role("button", name="Find").click()
    found = [text.split()[0] for text in page.locator(".w2x-answers li").all_inner_texts()]
    settings = Settings(projection.WORDS, analogy=("king", "man", "woman"))
    assert found == [word for word, _ in answers(run, settings)]
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("radio", name="raw and length 1").check()
    expect(page.locator(".w2x canvas[role]")).to_have_count(2)
    page.wait_for_timeout(700)
    notebook.picture(pictures / "explorer-two-plots.png")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert download.value.suggested_filename == "explorer.png"


def test_the_dark_theme(notebook: Notebook, pictures: Path) -> None:
    page = notebook.page
    expect(page.locator(".w2x-dark")).to_have_count(0)
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    expect(page.locator(".w2x-dark")).to_have_count(1)
    page.wait_for_timeout(600)
    notebook.picture(pictures / "explorer-dark.png")
    # Of what is drawn on the clear canvas, the letters are most: they are light now.
    light = canvas(page).evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let light = 0;
          for (let k = 0; k < data.length; k += 4) light += data[k + 3] > 250 && data[k] > 220 && data[k + 1] > 220;
          return light;
        }"""
    )
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")
    assert light > 300


def test_saved_reopened_and_exported(
    browser: Browser, notebook: Notebook, lab: Server, run: Vectors, tmp_path: Path, pictures: Path
) -> None:
    page = notebook.page
    # A cell that is run again replaces its plot, in what is saved, too.
    notebook.run("plot")
    canvas(page).wait_for()
    page.get_by_role("radio", name="outside").check()
    page.wait_for_timeout(900)
    notebook.save()
    path = lab.folder / "test_saved_reopened_and_exported.ipynb"
    saved = json.loads(path.read_text(encoding="utf-8"))["metadata"]["widgets"]
    [models] = [part["state"].values() for part in saved.values()]
    assert sum("twin" in model["state"] for model in models) == 1
    again = Notebook.open(browser, lab, path.name, width=1400)
    again.page.evaluate("window.jupyterapp.commands.execute('notebook:shutdown-kernel')")
    canvas(again.page).wait_for()
    expect(again.page.get_by_role("radio", name="outside")).to_be_checked()
    canvas(again.page).focus()
    again.page.keyboard.press("ArrowRight")
    word = again.page.locator(".w2x-near h4").inner_text()
    assert listed(again.page) == expected(run, word, Settings(projection.WORDS, kind="outside"))
    again.page.close()

    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    offline(browser, tmp_path / path.with_suffix(".html").name, run, pictures / "explorer-exported.png")


def offline(browser: Browser, path: Path, run: Vectors, picture: Path) -> None:
    """See that the plot on a page from the disk works without any network."""
    context = browser.new_context(viewport={"width": 1150, "height": 1000}, offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    canvas(page).wait_for()
    expect(page.locator("[data-twin]").first).to_be_hidden()
    expect(page.locator(".w2x")).to_have_count(1)
    page.get_by_role("radio", name="centre").check()
    canvas(page).focus()
    page.keyboard.press("ArrowRight")
    word = page.locator(".w2x-near h4").inner_text()
    assert listed(page) == expected(run, word, Settings(projection.WORDS))
    slider = page.get_by_role("slider")
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "iteration 0, loss 20.00")
    page.screenshot(path=picture)
    assert [error for error in errors if "require" not in error] == []
    context.close()


def test_a_page_of_its_own(browser: Browser, run: Vectors, tmp_path: Path, pictures: Path) -> None:
    pictures.mkdir(exist_ok=True)
    page = Explorer(run).write_page(tmp_path / "vectors.html")
    assert "http" not in page.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    offline(browser, page, run, pictures / "explorer-page.png")


def test_reduced_motion_and_a_page_at_200_percent(
    browser: Browser, run: Vectors, tmp_path: Path, pictures: Path
) -> None:
    path = Explorer(run).write_page(tmp_path / "vectors.html")
    context = browser.new_context(
        viewport={"width": 575, "height": 475}, device_scale_factor=2, reduced_motion="reduce", color_scheme="dark"
    )
    page = context.new_page()
    page.goto(path.as_uri())
    canvas(page).wait_for()
    slider = page.get_by_role("slider")
    slider.press("Home")
    page.get_by_role("button", name="Play the training").click()
    moments = set()
    for _ in range(40):
        moments.add(float(slider.input_value()))
        page.wait_for_timeout(40)
    assert all(moment == int(moment) for moment in moments), "between two checkpoints nothing is shown"
    assert len(moments) > 1
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, "nothing runs out of the window sideways"
    page.screenshot(path=pictures / "explorer-200-percent.png", full_page=True)
    context.close()
