r"""Formulas: each spelling of the table on the student's page and the grader's, and nothing that none may do."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from spellings import SPELLINGS, Spelling, bold_of, formulas_of, lines_of, plain

from classroom.showing.feedback import markdown2html
from safepage import mathematics
from safepage.markdown import formulas, render
from safepage.mathematics import DEEPEST, LONGEST, MENDS, Mathematics

ROOT = Path(__file__).resolve().parents[2]


def on_the_students_page(text: str) -> str:
    return render(text).html


def on_the_graders_page(text: str) -> str:
    page: Any = {"resources": {}}
    return markdown2html(page, text)


@pytest.mark.parametrize("page", [on_the_students_page, on_the_graders_page])
@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda one: one.name)
def test_a_reader_sees_what_was_written(spelling: Spelling, page: Callable[[str], str]) -> None:
    shown = page(spelling.text)
    assert lines_of(shown) == spelling.lines
    assert bold_of(shown) == spelling.bold
    assert 'class="tex"' not in shown


@pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.example)
def test_every_mend_is_needed_and_enough(mend: mathematics.Mend, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_set() -> bool:
        shown = Mathematics().set(mend.example, block=True)
        return shown.startswith("<math") and "<merror" not in shown

    with_it = Mathematics().set(mend.example, block=True)
    assert is_set()
    monkeypatch.setattr(mathematics, "MENDS", tuple(one for one in MENDS if one is not mend))
    assert Mathematics().set(mend.example, block=True) != with_it


@pytest.mark.parametrize("tex", ["x^2^3", r"\left( a", r"\begin{nothing} a \end{nothing}", "x\0y", "}", "a & b"])
def test_what_cannot_be_set_is_shown_as_it_was_typed(tex: str) -> None:
    shown = Mathematics().set(tex, block=False)
    assert shown.startswith('<code class="tex">')
    assert tex.replace("&", "&amp;") in shown


NESTED = {
    "braces": ("{", "x", "}"),
    "roots": (r"\sqrt{", "x", "}"),
    "brackets": (r"\left(", "x", r"\right)"),
    "powers": ("x^{", "x", "}"),
    "fractions": (r"\frac{", "x", "}{y}"),
    "tables": (r"\begin{matrix}", "x", r"\end{matrix}"),
    "hats": (r"\hat ", "x", ""),
    "over": (r"{a \over ", "x", "}"),
    "indices": (r"\sqrt[", "x", "]{y}"),
}


@pytest.mark.parametrize("kind", NESTED)
def test_no_depth_ends_the_process(kind: str) -> None:
    opens, inside, closes = NESTED[kind]
    levels = {level: f"{opens * level}{inside}{closes * level}" for level in (5, DEEPEST + 5, 200, 1000)}
    nested = "".join(f"\\def\\m{chr(97 + n)}{{{opens}\\m{chr(98 + n)}{closes}}}" for n in range(20))
    powers = rf"\def\a#1{{{opens * 3}#1{closes * 3}}}" + r"\a{" * 3 + "x" + "}" * 3
    program = (
        "import sys, json; from safepage.mathematics import Mathematics\n"
        "for tex in json.load(sys.stdin): print(Mathematics().set(tex, block=True)[:5])"
    )
    sent = json.dumps([*levels.values(), f"{nested} \\ma", powers, r"\def\a{\hat\a}\a", r"\def\a{\hat\hat\hat\a}\a"])
    done = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == "<math"


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"<script>alert(1)</script>",
        r"\text{\textbf{<b onclick=x>}}",
        r"\color{red;position:fixed}{x}",
        r"\style{position:fixed}{x}",
        r"\class{score}{x}",
    ],
)
def test_no_formula_runs_or_loads_or_covers(tex: str) -> None:
    shown = Mathematics().set(tex, block=True)
    assert "<script" not in shown
    assert "<img" not in shown
    if shown.startswith("<math"):
        for element in ET.fromstring(shown).iter():
            assert element.tag in mathematics.ELEMENTS
            assert "position" not in element.get("style", "")
            assert set(element.attrib) <= {*mathematics.ATTRIBUTES, "style"}


@pytest.mark.parametrize(
    "tex",
    [
        r"\hspace{30000000em} x",
        r"\hspace{-900px} x",
        r"a \kern 4000em b",
        r"\begin{matrix} a \\[9000em] b \end{matrix}",
    ],
)
def test_no_formula_pushes_the_page_away_or_lies_over_it(tex: str) -> None:
    shown = Mathematics().set(tex, block=True)
    if shown.startswith("<math"):
        assert "00" not in shown.partition(">")[2]


def test_small_spaces_stay() -> None:
    assert "margin-left:-0.1" in Mathematics().set(r"a\!b", block=False)
    assert 'width="2em"' in Mathematics().set(r"a \qquad b", block=False)


def test_a_long_formula_is_shown_as_it_was_typed() -> None:
    assert Mathematics().set("x + " * LONGEST, block=True).startswith("<p><code")


def test_the_words_of_a_formula_can_be_read_aloud_and_copied() -> None:
    [formula] = formulas_of(Mathematics().set(r"\hat y_w < 1", block=False))
    assert formula.get("alttext") == r"\hat y_w < 1"


def test_what_one_formula_defines_the_others_of_its_page_know_and_no_other_page() -> None:
    page, other = Mathematics(), Mathematics()
    page.learn(r"\newcommand{\vc}{\boldsymbol{v}_c}")
    assert plain("".join(ET.fromstring(page.set(r"\vc", block=False)).itertext())) == "vc"
    assert "merror" in other.set(r"\vc", block=False)


@pytest.mark.parametrize("path", sorted((ROOT / "source" / "word2vec").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_formula_of_the_course_is_set(path: Path) -> None:
    page = Mathematics()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            for formula in formulas("".join(cell["source"])):
                shown = page.set(formula.tex, block=formula.block)
                assert shown.startswith("<math"), formula.tex
                assert "merror" not in shown, formula.tex
                assert "\\" not in "".join(ET.fromstring(shown).itertext()), formula.tex


def test_the_style_sheet_holds_the_font_and_asks_for_nothing() -> None:
    sheet = mathematics.style()
    assert "@font-face" in sheet
    assert "url(data:font/woff2;base64,d09GMg" in sheet
    assert "http" not in sheet
    assert len(sheet) < 300_000
