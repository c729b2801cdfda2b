"""The page of written answers: complete in itself, harmless whatever a student wrote, and no formula lost."""

import base64
import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from word2vec_lab import figures, submission
from word2vec_lab.submission.markdown import TOKEN, render
from word2vec_lab.submission.tex import mathml

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = sorted((ROOT / "source" / "word2vec").glob("*.ipynb"))
HERE = Path(__file__).parent
PNG = base64.b64encode(figures.surprise({"a": 0.5}).png).decode()


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_becomes_mathml(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            page = render("".join(cell["source"]), {}, HERE)
            assert 'class="tex"' not in page, cell["id"]
            for formula in re.findall(r"<math.*?</math>", page, re.DOTALL):
                # What the translator does not know it hands on with its backslash.
                assert "\\" not in words(formula), formula
                assert "&" not in words(formula), formula


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\boldsymbol U(\hat{\boldsymbol y} - \boldsymbol y)", "U(yˆ−y)"),
        (r"\mathbf{x}\mathrm{d}\mathbb{R}\mathcal{L}\mathbb{1}", "xdℝℒ𝟙"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a=b=c"),
        (r"\begin{gather*} a \\ b \end{gather*}", "ab"),
        (r"\begin{cases} 1 & x > 0 \\ \alpha & x < 0 \end{cases}", "{1x>0αx<0"),
        (r"J = 1 \tag{3}", "J=1(3)"),
        (r"\text{loss < 1 & more}", "loss < 1 & more"),
        (r"\sum_{\substack{-m \le j \le m \\ j \ne 0}} x", "∑−m≤j≤mj≠0x"),
    ],
)
def test_mathematics_is_translated(tex: str, shown: str) -> None:
    formula = mathml(tex, block=True)
    assert words(formula) == shown
    assert ET.fromstring(formula).get("alttext") == tex


def test_letters_keep_their_styles() -> None:
    def styles(tex: str) -> list[tuple[str | None, str | None]]:
        return [(e.text, e.get("class")) for e in ET.fromstring(mathml(tex, block=False)).iter("mi")]

    assert styles(r"x \boldsymbol{u} \mathbf{W} \mathrm{d} \Sigma \alpha \log") == [
        ("x", "i"),
        ("u", "bi"),
        ("W", "b"),
        ("d", "n"),
        ("Σ", "n"),
        ("α", "i"),
        ("log", None),
    ]


@pytest.mark.parametrize("tex", ["x^2^3", r"\left( a", "", "{" * 5000, r"\frac" * 3000, "x\0y"])
def test_what_cannot_be_translated_is_shown_as_it_is(tex: str) -> None:
    shown = mathml(tex, block=False)
    assert words(shown) == re.sub(r"\s+", " ", tex).strip()


def test_mathematics_is_no_markdown_and_code_no_mathematics() -> None:
    page = render("$a_b*c*d_e$ and `$code$` and \\$5\n\n```\n$x$\n```\n\n\\\\(y\\\\)", {}, HERE)
    assert page.count("<math") == 2
    assert "<em>" not in page
    assert "<code>$code$</code>" in page
    assert "$5" in page


def test_a_table_and_a_list_keep_their_formulas() -> None:
    page = render("| a | b |\n|--|--|\n| $x$ | 2 |\n\n- $y$\n\n$$\nz\n$$\n\n# Head", {}, HERE)
    assert page.count("<math") == 3
    assert page.count('display="block"') == 1
    assert "<h4>Head</h4>" in page


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<svg onload=alert(1)><style>*{}</style></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<p style='background:url(https://example.org)' onclick=alert(1)>x</p>",
    "![x](https://example.org/a.png)",
    '![x](attachment:a.png "y")',
    "$<img src=x onerror=alert(1)>$",
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\href{javascript:alert(1)}{x}$",
    '![a $"><img src=x onerror=alert(1)>$](https://example.org/a.png)',
    "<a title='$\"><img src=x onerror=alert(1)>$' href='https://example.org'>x</a>",
    "<img alt='a\">$\" onerror=alert(1) x=\"$' src='data:image/png;base64,AAAA'>",
    "<img src='data:image/svg+xml;base64,AAAA'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "\ue0000\ue001 \ue0009\ue001",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_student_writes_runs_nothing_and_asks_for_nothing(attack: str) -> None:
    page = render(attack, {"a.png": {"image/png": '"><script>alert(1)</script>'}}, HERE)
    tags = re.findall(r"""<([a-z1-6]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", page)
    assert not {name for name, _ in tags} & {"script", "style", "svg", "iframe", "object", "link"}
    for name, attributes in tags:
        bare = re.sub(r"""(=)("[^"]*"|'[^']*')""", r"\1", attributes)
        assert not re.search(r"\bon\w+\s*=", bare), page
        assert not re.search(r"(?:href|src)\s*=\s*[\"']?\s*(?:javascript|data:text)", attributes, re.IGNORECASE), page
        if name == "img":
            assert re.search(r"""src=["']data:image/(?:png|jpeg|gif|webp);base64,""", attributes), page


def test_pictures_go_into_the_page(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "my photo.png").write_bytes(base64.b64decode(PNG))
    (tmp_path / "page.png").write_text("<html>", encoding="utf-8")
    outside = tmp_path / "outside.png"
    outside.write_bytes(base64.b64decode(PNG))
    text = (
        '![a](attachment:p.png) ![b](sub/my%20photo.png) <img src="page.png" alt="c"> ![d](../outside.png) ![e](no.png)'
    )
    page = render(text, {"p.png": {"image/png": PNG}}, tmp_path)
    assert page.count("<img") == 2
    assert page.count(PNG) == 2
    assert "[This picture is not in the page: c]" in page
    inside = render("![d](../outside.png)", {}, tmp_path / "sub")
    assert "<img" not in inside


def written(folder: Path, **cells: str) -> str:
    raw = [
        {"cell_type": "markdown", "id": name, "source": text, "metadata": {"nbgrader": {"grade_id": name}}}
        for name, text in cells.items()
    ]
    (folder / "1_softmax.ipynb").write_text(json.dumps({"cells": raw}), encoding="utf-8")
    (folder / "6_word_vectors.ipynb").write_text(json.dumps({"cells": raw}), encoding="utf-8")
    submission.written(folder)
    return (folder / "written_answers.html").read_text(encoding="utf-8")


def test_the_page_has_questions_points_answers_and_the_plot(tmp_path: Path) -> None:
    (tmp_path / "word_vectors.png").write_bytes(base64.b64decode(PNG))
    page = written(tmp_path, q1a="Because $y_o = 1$.", q2c="Two clusters.")
    assert '<h3 id="q1a">1(a) the loss is a cross-entropy</h3>' in page
    assert "2 points · 1_softmax.ipynb, cell q1a" in page
    assert "<math" in page
    assert f"data:image/png;base64,{PNG}" in page
    assert 'lang="en"' in page
    assert "What is missing" in page
    assert not re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?https?:", page)
    assert "<script" not in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "The plot of your word vectors, word_vectors.png, is not in this folder."),
        (b"GIF89a", "The file word_vectors.png is not a PNG picture."),
    ],
)
def test_a_plot_that_is_missing_is_said_in_its_place(tmp_path: Path, content: bytes | None, says: str) -> None:
    if content:
        (tmp_path / "word_vectors.png").write_bytes(content)
    page = written(tmp_path, q2c="Two clusters.")
    assert f'<p class="nothing">{says}</p>' in page
    assert "<img" not in page


def test_the_markers_of_the_source_are_not_shown(tmp_path: Path) -> None:
    page = written(tmp_path, q1a="<!-- BEGIN SOLUTION -->\nMine.\n<!-- END SOLUTION -->")
    assert "SOLUTION" not in page
    assert "<p>Mine.</p>" in page


def test_the_mathematics_of_a_long_answer_is_found_in_reasonable_time() -> None:
    text = "$a$ `b` $$c$$ \\begin{x} " * 2000 + "$" * 501 + "`" * 501
    assert len(TOKEN.sub("", text)) < len(text)
