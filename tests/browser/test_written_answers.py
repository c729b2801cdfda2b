"""The page of written answers in a real browser, and the way from the scoreboard to a cell in JupyterLab."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.lab import Notebook, plain, serve
from word2vec_lab import figures, submission
from word2vec_lab.items import items

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

# Formulas with no room of their own, letters that stand in no font, and anything that hangs out of the page.
LOOK = """() => {
  const formulas = [...document.querySelectorAll('math')];
  const sizes = formulas.map(f => f.getBoundingClientRect());
  // Bold italic letters have characters of their own, and the page's font has them.
  const bold = [...document.querySelectorAll('math mi')].filter(e => /[\\u{1D468}-\\u{1D49B}]/u.test(e.textContent));
  return {
    count: formulas.length,
    flat: formulas.filter((f, i) => sizes[i].width < 2 || sizes[i].height < 2).map(f => f.getAttribute('alttext')),
    wide: formulas.filter((f, i) => sizes[i].right > document.documentElement.clientWidth).length,
    raw: [...document.querySelectorAll('.tex')].map(e => e.textContent),
    fractions: [...document.querySelectorAll('mfrac')].filter(f => {
      const [above, below] = [...f.children].map(c => c.getBoundingClientRect());
      return above.bottom > below.top + 1;
    }).length,
    bold: bold.length,
    fonts: [...document.fonts].map(font => font.status),
    pictures: [...document.images].filter(image => image.complete && image.naturalWidth > 0).length,
  };
}"""

# JupyterLab goes to a cell only if its notebook is open already: the first click opens it, the second leads there.
CELL = "window.jupyterapp.shell.currentWidget.content.widgets?.find(cell => cell.model.id === 'q1d-derivation')"
CELL_IS_THERE = f"() => Boolean({CELL}?.node.getBoundingClientRect().height)"
CELL_IS_SEEN = (
    f"() => {{ const box = {CELL}?.node.getBoundingClientRect(); return box?.top > 0 && box.top < innerHeight; }}"
)
BACK = """() => window.jupyterapp.shell.activateById(
  [...window.jupyterapp.shell.widgets('main')].find(widget => widget.context?.path === '7_submit.ipynb').id)"""


def test_the_page_shows_all_formulas_and_the_plot(browser: Browser, tmp_path: Path, pictures: Path) -> None:
    folder = tmp_path / "word2vec"
    shutil.copytree(ROOT / "source" / "word2vec", folder, ignore=shutil.ignore_patterns("datasets"))
    (folder / "word_vectors.png").write_bytes(figures.surprise({"a": 0.5}).png)
    submission.written(folder)
    page = browser.new_page(viewport={"width": 900, "height": 1200})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "written_answers.html").as_uri())
    page.evaluate("document.fonts.ready")
    seen = page.evaluate(LOOK)
    pictures.mkdir(exist_ok=True)
    page.screenshot(path=pictures / "written-answers.png", full_page=True)
    page.close()
    assert seen["count"] > 50
    assert seen["flat"] == []
    assert seen["wide"] == 0
    assert seen["raw"] == []
    assert seen["fractions"] == 0, "a numerator stands above its denominator"
    assert seen["bold"] > 20
    assert seen["fonts"] == ["loaded"]
    here = (folder / "6_word_vectors.ipynb").is_file()
    assert seen["pictures"] == 1 or not here
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def test_the_scoreboard_leads_to_the_cell(browser: Browser, tmp_path: Path, pictures: Path) -> None:
    folder = tmp_path / "word2vec"
    shutil.copytree(ROOT / "release" / "word2vec", folder, ignore=shutil.ignore_patterns("datasets"))
    with serve(folder, tmp_path / "jupyter") as server:
        notebook = Notebook.open(browser, server, "7_submit.ipynb")
        notebook.run_all()
        assert notebook.errors_of_cells() == []
        assert notebook.foreign == []
        assert (folder / "assignment2.zip").is_file()
        assert (folder / "written_answers.html").is_file()
        board = notebook.output("scoreboard")
        points = sum(item.points for item in items().values())
        assert f"{points:g} points: 0 earned" in plain(board.inner_text())
        board.scroll_into_view_if_needed()
        notebook.picture(pictures / "scoreboard.png")
        link = board.get_by_role("link", name="1(d) the gradient with respect to an outside vector, derived")
        shown = "path => window.jupyterapp.shell.currentWidget.context?.path === path"
        link.click()
        notebook.page.wait_for_function(shown, arg="1_softmax.ipynb", timeout=30_000)
        notebook.page.wait_for_function(CELL_IS_THERE, timeout=30_000)
        notebook.page.evaluate(BACK)
        notebook.page.wait_for_function(shown, arg="7_submit.ipynb", timeout=30_000)
        link.click()
        notebook.page.wait_for_function(CELL_IS_SEEN, timeout=30_000)
        assert notebook.errors == []
