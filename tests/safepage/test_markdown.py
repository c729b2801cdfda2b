"""Text cells: Markdown keeps its meaning, formulas are found as JupyterLab finds them, and nothing runs."""

import base64
import html
import re
import secrets
import time
from pathlib import Path

import pytest

from safepage import markdown
from safepage.markdown import LONGEST, formulas, render
from safepage.pictures import Album
from word2vec_lab import figures

PNG = base64.b64encode(figures.surprise({"a": 0.5}).png).decode()


def test_markdown_keeps_its_meaning() -> None:
    page = render("`a < b` **b** [w](https://a.org) [j](javascript:x)\n\n> q\n\n~~gone~~").html
    assert "<code>a &lt; b</code>" in page
    assert "<strong>b</strong>" in page
    assert 'href="https://a.org"' in page
    assert "<blockquote>" in page
    assert "<del>gone</del>" in page
    assert page.count("href") == 1


def test_mathematics_is_no_markdown_and_code_no_mathematics() -> None:
    page = render("$a_b*c*d_e$ and `$code$` and \\$5\n\n```\n$x$\n```\n\n\\\\(y\\\\)").html
    assert page.count("<math") == 2
    assert "<em>" not in page
    assert "<code>$code$</code>" in page
    assert "$5" in page


def test_a_table_and_a_list_keep_their_formulas() -> None:
    page = render("| a | b |\n|--|--|\n| $x|y$ | 2 |\n\n- $y$\n\n$$\nz\n$$\n\n# Head", headings_below=3).html
    assert page.count("<math") == 3
    assert page.count('display="block"') == 1
    assert "<h4>Head</h4>" in page


def test_no_heading_is_below_the_sixth_level() -> None:
    assert "<h1>top</h1>" in render("# top").html
    assert "<h6>deep</h6>" in render("##### deep", headings_below=3).html
    assert "<h6>deep</h6>" in render("###### deep", headings_below=1).html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$a$ and $$b$$ and \\\\(c\\\\) and \\\\[d\\\\]", ["a", "b", "c", "d"]),
        ("$ a $", [" a "]),
        (r"$\text{for $x$}$", [r"\text{for $x$}"]),
        (r"$\{a\}$", [r"\{a\}"]),
        ("$a\nb$", ["a\nb"]),
        ("$a\n\nb$", []),
        ("one $ alone", []),
        ("$$\na\n\nb\n$$", ["\na\n\nb\n"]),
        ("$$ a\n\nb $c$", ["c"]),
        ("\\begin{align}\na\n\\end{align}", ["\\begin{align}\na\n\\end{align}"]),
        (
            r"\begin{matrix}\begin{matrix}a\end{matrix}\end{matrix}",
            [r"\begin{matrix}\begin{matrix}a\end{matrix}\end{matrix}"],
        ),
        (
            r"\begin{a}\begin{a}\begin{a}x\end{a}\end{a}\end{a} $y$",
            [r"\begin{a}\begin{a}\begin{a}x\end{a}\end{a}\end{a}", "y"],
        ),
        ("\\begin{align}\na\n\nb\n\\end{align}", ["\\begin{align}\na\n\nb\n\\end{align}"]),
        ("${{a}$b$}$", ["{{a}$b$}"]),
        ("$$ a\n\nb $$ c $$", [" c "]),
        (r"\begin{align} a", []),
        ("It costs $5 and $6.", []),
        ("It costs $5, so $x$ is", ["x"]),
        ("from $0$ to $1$", ["0", "1"]),
        ("`$a$` ``$b$`` $c$", ["c"]),
        ("~~~\n$a$\n~~~\n$b$", ["b"]),
        ("$$$$ $a$", ["a"]),
    ],
)
def test_formulas_are_found(text: str, found: list[str]) -> None:
    assert [formula.tex for formula in formulas(text)] == found


@pytest.mark.parametrize(
    ("text", "block"),
    [("$a$", False), ("\\\\(a\\\\)", False), ("$$a$$", True), ("\\\\[a\\\\]", True), ("\\begin{a}x\\end{a}", True)],
)
def test_a_formula_stands_in_its_line_or_on_lines_of_its_own(text: str, block: bool) -> None:
    assert [formula.block for formula in formulas(text)] == [block]


@pytest.mark.parametrize(
    ("text", "found"),
    [("$a\n\n$x$", ["x"]), ("$a\n\n$x$ $b\n\n$c$", ["x"]), ("$a\n\n$b\n\n$c$", []), ("$x$ $y$ $z$", ["x", "y", "z"])],
)
def test_after_so_many_dollars_that_nothing_closes_the_rest_is_words(
    text: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MOST_LONELY", 2)
    assert [formula.tex for formula in formulas(text)] == found


def test_a_formula_in_the_words_of_a_picture_is_shown_as_it_was_typed() -> None:
    album = Album({"p.png": {"image/png": PNG}})
    found = render("![the loss $J < 1$](attachment:p.png) ![my $v_c$](gone.png)", album)
    assert 'alt="the loss $J &lt; 1$"' in found.html
    assert [said for said in found.left_out if "my $v_c$" in said] == list(found.left_out) != []


def test_the_mark_of_a_formula_is_drawn_anew_and_too_long_to_be_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    token = secrets.token_hex

    def draw(size: int | None = None) -> str:
        drawn.append(token(size))
        return drawn[-1]

    monkeypatch.setattr(secrets, "token_hex", draw)
    render("$x$")
    render("$x$")
    # One for the formulas of a text and one for its pictures.
    assert len(set(drawn)) == 4
    assert all(len(mark) >= 16 for mark in drawn)


@pytest.mark.parametrize("mark", ["&#xe000;99&#xe001;", "\ue0000\ue001", "@@0@@", "@@99@@", "@@0123456789abcdef-0@@"])
def test_nobody_can_write_the_mark_of_a_formula(mark: str) -> None:
    page = render(f"My answer {mark} is $x$ this.").html
    assert page.count("<math") == 1
    assert "My answer" in page
    assert "is <math" in page


def test_halves_of_characters_cost_nothing() -> None:
    page = render("a \ud800 b $x$ \udfff").html
    page.encode()
    assert page.count("<math") == 1


@pytest.mark.parametrize("error", [ValueError, RecursionError, KeyError, type("Gone", (BaseException,), {})])
def test_whatever_goes_wrong_the_text_is_shown_as_it_was_typed(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(markdown, "_rendered", broken)
    assert "as it was typed" in render("a < b \ud800").html
    assert "a &lt; b" in render("a < b \ud800").html


@pytest.mark.parametrize("text", ["<so the loss is zero>", "<template>zero</template>", "[zero]: the-loss"])
def test_words_of_which_a_page_shows_nothing_are_shown_as_they_were_typed(text: str) -> None:
    assert render(text).html == f"<p><em>{markdown.NOTHING_SEEN}</em></p><pre>{html.escape(text)}</pre>"


@pytest.mark.parametrize("text", ["", "<!-- a remark -->", "---", "$x$", "![x](none.png)", "x <so>", "<hr>", "***"])
def test_what_shows_something_or_says_nothing_is_set(text: str) -> None:
    assert markdown.NOTHING_SEEN not in render(text).html


def test_a_text_that_is_too_long_says_so() -> None:
    said = "This text has more than 20,000 characters, so it is shown as it was typed."
    assert render("<" * (LONGEST + 1)).html == f"<p><em>{said}</em></p><pre>{'&lt;' * (LONGEST + 1)}</pre>"
    assert "20,000 characters" not in render("x" * LONGEST).html


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
    page = render(attack, Album({"a.png": {"image/png": '"><script>alert(1)</script>'}}, Path(__file__).parent)).html
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
    found = render(text, Album({"p.png": {"image/png": PNG}}, tmp_path))
    assert found.html.count("<img") == 2
    assert found.html.count(PNG) == 2
    assert len(found.left_out) == 3
    assert "cannot be shown: c. The reason: the file is damaged" in found.html
    inside = render("![d](../outside.png)", Album({}, tmp_path / "sub")).html
    assert "<img" not in inside


@pytest.mark.parametrize(
    "unit", ["[", "*a _b ", "> ", "\\begin{a}", "\\\\[", "<a", "![", "$", "$$ a\n\n", "`", "{", "$a$ "]
)
def test_no_text_takes_long(unit: str) -> None:
    start = time.process_time()
    render(unit * LONGEST)
    render((unit * LONGEST)[:LONGEST])
    assert time.process_time() - start < 10
