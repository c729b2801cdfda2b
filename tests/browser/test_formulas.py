"""The pages that graders and students read, beside a real JupyterLab: the same letters on the same lines, as bold.

Where a letter stands is asked of the browser itself, so a page that only has the right letters somewhere fails.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from spellings import BOLD, SPELLINGS, Spelling, plain

from browser.lab import Notebook, Server
from safepage import mathematics
from safepage.markdown import render
from word2vec_lab import submission

pytestmark = pytest.mark.slow

# The letters of each formula with their places. MathJax draws a letter by the style sheet of its class.
LETTERS = """root => [...root.querySelectorAll('mjx-container, math')]
  .filter(formula => !formula.parentElement.closest('mjx-container'))
  .map(formula => {
    const found = [];
    for (const leaf of formula.querySelectorAll('mi, mo, mn, mtext, mjx-c, mjx-utext')) {
      if (leaf.closest('mphantom, mjx-assistive-mml, mjx-phantom, mjx-stretchy-v, mjx-stretchy-h')) continue;
      const code = [...leaf.classList].find(name => /^mjx-c[0-9A-F]+$/.test(name));
      if (code) {
        const box = leaf.getBoundingClientRect();
        const text = String.fromCodePoint(parseInt(code.slice(5), 16));
        found.push([text, box.left, box.top, box.bottom, /TEX-B|TEX-BI/.test(leaf.className)]);
        continue;
      }
      const range = document.createRange();
      let place = 0;
      for (const letter of leaf.textContent) {
        range.setStart(leaf.firstChild, place);
        range.setEnd(leaf.firstChild, place += letter.length);
        const box = range.getBoundingClientRect();
        if (letter.trim()) found.push([letter, box.left, box.top, box.bottom, false]);
      }
    }
    return found;
  })"""

Letter = tuple[str, float, float, float, bool]


def rows(letters: list[Letter], lines: int) -> list[str]:
    """The letters of a formula, line by line. Between lines are the widest gaps in height."""
    ordered = sorted(letters, key=_middle)
    gaps = sorted((_middle(after) - _middle(before), n) for n, (before, after) in enumerate(pairwise(ordered)))
    ends = sorted(number + 1 for _, number in gaps[len(gaps) - lines + 1 :])
    pieces = (sorted(ordered[start:end], key=lambda one: one[1]) for start, end in pairwise([0, *ends, len(ordered)]))
    return ["".join(plain(one[0]) for one in piece).replace("ˆ", "^") for piece in pieces]


def _middle(letter: Letter) -> float:
    return (letter[2] + letter[3]) / 2


def bold(letters: list[Letter]) -> str:
    """The bold letters of a formula."""
    return "".join(plain(text) for text, *_, is_bold in letters if is_bold or text in BOLD)


SAMPLE = [one for one in SPELLINGS if not one.lab_differs and one.name not in ("unknown", "substack", "underbrace")]
FLAT = [one for one in SAMPLE if "matrix" not in one.name and one.name not in ("cases", "left-brace", "over", "array")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with every spelling in a cell of its own."""
    made = tmp_path_factory.mktemp("formulas")
    cells = [
        {"cell_type": "markdown", "id": one.name, "metadata": {}, "source": f"{one.name}\n\n{one.text}"}
        for one in SAMPLE
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (made / "formulas.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return made


def test_a_grader_reads_what_the_student_saw(browser: Browser, student_lab: Server, folder: Path) -> None:
    (student_lab.folder / "formulas.ipynb").write_bytes((folder / "formulas.ipynb").read_bytes())
    notebook = Notebook.open(browser, student_lab, "formulas.ipynb")
    seen = {one.name: notebook.cell(one.name).evaluate(LETTERS) for one in SAMPLE}
    defined = mathematics.Mathematics()
    sections = "".join(f'<div id="{one.name}">{render(one.text, None, defined).html}</div>' for one in SAMPLE)
    page = browser.new_page(viewport={"width": 900, "height": 1000})
    page.set_content(f"<!DOCTYPE html><style>{mathematics.style()}</style>{sections}")
    page.evaluate("document.fonts.ready")

    def read(one: Spelling) -> list[list[Letter]]:
        letters: list[list[Letter]] = page.locator(f"#{one.name}").evaluate(LETTERS)
        return letters

    ours = {one.name: read(one) for one in SAMPLE}
    for one in SAMPLE:
        assert len(ours[one.name]) == len(seen[one.name]), one.name
    for one in FLAT:
        lines = len(one.lines) // max(1, len(seen[one.name]))
        in_lab, here = ([rows(formula, lines) for formula in page[one.name]] for page in (seen, ours))
        assert here == in_lab, one.name
        assert "".join(map(bold, ours[one.name])) == "".join(map(bold, seen[one.name])), one.name
    assert notebook.raw_maths() == []


def test_the_students_page_lets_its_own_font_in(browser: Browser, tmp_path: Path) -> None:
    cell = {"cell_type": "markdown", "id": "q1a", "metadata": {"nbgrader": {"grade_id": "q1a"}}, "source": "Is $x$."}
    (tmp_path / "1_softmax.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    submission.written(tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "written_answers.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map(font => font.status)") == ["loaded"]
