r"""TeX as people write it in an answer, and what a reader must see of it: the letters of each line, in order.

One table for all pages. The fast tests hold the student's page and the grader's against it, a slow one holds both
against what a real JupyterLab shows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Spelling:
    """A text, the lines of its formulas without blanks, and the letters that must be bold."""

    name: str
    text: str
    lines: tuple[str, ...]
    bold: str = ""
    lab_differs: str = ""
    """Why JupyterLab shows something else, where it does."""


ONE_LINE = "MathJax runs the two lines into one"

SPELLINGS = (
    Spelling("gather", r"$$\begin{gather} a = b \\ c = d \end{gather}$$", ("a=b", "c=d")),
    Spelling("gather-bare", "\\begin{gather*}\na = b \\\\\nc = d\n\\end{gather*}", ("a=b", "c=d")),
    Spelling("gathered", r"$$\begin{gathered} a = b \\ c = d \end{gathered}$$", ("a=b", "c=d")),
    Spelling("multline", r"$$\begin{multline} a = b \\ + c \end{multline}$$", ("a=b", "+c")),
    Spelling("equation", r"$$\begin{equation} a = b \\ c = d \end{equation}$$", ("a=b", "c=d"), "", ONE_LINE),
    Spelling("two-lines", "$$\na = b \\\\\nc = d\n$$", ("a=b", "c=d"), "", ONE_LINE),
    Spelling("aligned", r"$$\begin{aligned} J &= a \\ &= b \end{aligned}$$", ("J=a", "=b")),
    Spelling("aligned-bare", r"\begin{aligned} J &= a \\ &= b \end{aligned}", ("J=a", "=b")),
    Spelling("align", "\\begin{align}\nJ &= a \\nonumber \\\\\n&= b \\notag\n\\end{align}", ("J=a", "=b")),
    Spelling("align-star", r"$$\begin{align*} J &= a \\ &= b \end{align*}$$", ("J=a", "=b")),
    Spelling("eqnarray", r"$$\begin{eqnarray} J &=& a \\ &=& b \end{eqnarray}$$", ("J=a", "=b")),
    Spelling("alignat", r"$$\begin{alignat*}{2} a &= b \\ c &= d \end{alignat*}$$", ("a=b", "c=d")),
    Spelling("alignedat", r"$$\begin{alignedat}{2} a &= b \\ c &= d \end{alignedat}$$", ("a=b", "c=d")),
    Spelling("flalign", r"$$\begin{flalign} a &= b \\ c &= d \end{flalign}$$", ("a=b", "c=d")),
    Spelling("split", r"$$\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}$$", ("a=b", "=c")),
    Spelling("cases", r"$$f = \begin{cases} x & x > 0 \\ y & x < 0 \end{cases}$$", ("f={", "xx>0", "yx<0")),
    Spelling("bmatrix", r"$$\begin{bmatrix} a & b \\ c & d \end{bmatrix}$$", ("[", "ab", "cd", "]")),
    Spelling("pmatrix", r"$$\begin{pmatrix} a \\ c \end{pmatrix}$$", ("(", "a", "c", ")")),
    Spelling("array", r"$$\begin{array}{c|c} a & b \\ \hline c & d \end{array}$$", ("ab", "cd")),
    Spelling("boldsymbol", r"$\boldsymbol U (\hat{\boldsymbol y} - \boldsymbol{\theta})$", ("U(yˆ−θ)",), "Uyθ"),
    Spelling("bold-number", r"$\boldsymbol{0} + \mathbf{1}$", ("0+1",), "01"),
    Spelling("mathbf", r"$\mathbf{U}^\top \bf x$", ("U⊤x",), "Ux"),
    Spelling("pmb", r"$\pmb{J} + \bm{v}$", ("J+v",), "Jv", "JupyterLab's MathJax knows no \\bm"),
    Spelling("text", r"$\text{a < b}$", ("a<b",)),
    Spelling("text-and", r"$\text{loss & more}$", ("loss&more",), "", "MathJax knows no & in words"),
    Spelling("text-with-formula", r"$\text{for all $x$}$", ("forallx",)),
    Spelling("mbox", r"$\mbox{if } x$", ("ifx",)),
    Spelling("underbrace", r"$$\underbrace{a + b}_{\text{sum}}$$", ("a+b⏟sum",)),
    Spelling("operatorname", r"$\operatorname{softmax}(x)$", ("softmax(x)",)),
    Spelling("argmax", r"$$\mathop{\rm argmax}\limits_x f$$", ("argmaxxf",)),
    Spelling("indicator", r"$\mathbb 1[w = o]$", ("1[w=o]",)),
    Spelling("tag", r"$$a = b \tag{1}$$", ("a=b(1)",)),
    Spelling("evaluated", r"$\left. f \right|_{x}$", ("f|x",)),
    Spelling("substack", r"$$\sum_{\substack{i = 1 \\ j = 2}} x$$", ("∑", "i=1", "j=2", "x")),
    Spelling("transposed", r"$u_o^\top v_c$", ("uo⊤vc",)),
    Spelling("functions", r"$\log P(o|c) = \exp(x)$", ("logP(o|c)=exp(x)",)),
    Spelling("own-command", r"$\newcommand{\vc}{\boldsymbol{v}_c} \vc$ and $\vc$", ("vc", "vc"), "vv"),
    Spelling("own-command-again", r"$\newcommand{\xx}{a} \newcommand{\xx}{b} \xx$", ("b",)),
    Spelling("own-commands-old-and-new", r"$\newcommand{\v}{a} \newcommand{\ww}{b} \v\ww$", ("ab",)),
    Spelling("own-operator", r"$\DeclareMathOperator{\relu}{ReLU} \relu(x)$", ("ReLU(x)",)),
    Spelling("backslash-parentheses", r"so \\( a = b \\) holds", ("a=b",)),
    Spelling("backslash-brackets", r"so \\[ a = b \\] holds", ("a=b",)),
    Spelling("unknown", r"$\unknown x$", ("\\unknownx",)),
    Spelling("over", r"${a \over b}$", ("ab",)),
    Spelling("left-brace", r"$$\left\{ \begin{array}{ll} a & b \\ c & d \end{array} \right.$$", ("{", "ab", "cd")),
    Spelling("prices", "It costs $5 and $6.", (), "", "JupyterLab takes the words between two prices for a formula"),
    Spelling("escaped-dollars", r"It costs \$5 and \$6.", (), "", "JupyterLab takes them for a formula"),
    Spelling("code", "`$a$` is no formula", ()),
)

BOLD = {chr(code) for code in [*range(0x1D400, 0x1D434), *range(0x1D468, 0x1D49C), *range(0x1D6A8, 0x1D6E2),
                               *range(0x1D71C, 0x1D756), *range(0x1D7CE, 0x1D7D8)]}  # fmt: skip


def formulas_of(page: str) -> list[ET.Element]:
    """The formulas of a page."""
    return [ET.fromstring(formula) for formula in re.findall(r"<math.*?</math>", page, re.DOTALL)]


def lines_of(page: str) -> tuple[str, ...]:
    """The letters of each line of the page's formulas."""
    return tuple(line for formula in formulas_of(page) for line in _lines(formula) if line)


def bold_of(page: str) -> str:
    """The letters that are bold, as plain letters."""
    letters = (letter for formula in formulas_of(page) for letter in "".join(formula.itertext()) if letter in BOLD)
    return "".join(map(plain, letters))


def plain(text: str) -> str:
    """Mathematical letters as plain ones, without blanks and what is not seen."""
    kept = (one if one in "ˆ⊤⏟∑" else unicodedata.normalize("NFKC", one) for one in text)
    return re.sub(r"[\s\u2061-\u2064]", "", "".join(kept))


def _lines(element: ET.Element) -> list[str]:
    """A table begins and ends a line, and so does each of its rows."""
    lines = [""]

    def walk(one: ET.Element) -> None:
        row = one.tag == "mtr"
        if row:
            lines.append("")
        lines[-1] += plain(one.text or "")
        for child in one:
            walk(child)
            lines[-1] += plain(child.tail or "")
        if one.tag == "mtable":
            lines.append("")

    walk(element)
    return lines
