r"""Sets the TeX of a written answer as MathML, which a browser shows without a script or a network.

The library math-core does the translation. JupyterLab's MathJax knows a few words that it does not; MENDS has them all,
each with an example, and the tests hold what comes out against what a real JupyterLab shows. The font that the browser
needs for large sums and tall brackets lies in the page itself: see `style`.

>>> Mathematics().set(r"\boldsymbol U", block=False)
'<math alttext="\\boldsymbol U"><mi>𝑼</mi></math>'
"""

import base64
import html
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from xml.etree import ElementTree as ET

from math_core import LatexError, LatexToMathML

from safepage.lengths import are_bounded

LONGEST = 5_000
"""Characters of a formula; a longer one is shown as it was typed."""
DEEPEST = 40
DEEPEST_DEFINITION = 8
"""How deep brackets may be nested, and how many commands may stand in a row. The translator is recursive: some two
thousand levels end the process. A definition may be used EXPANSIONS times inside of itself."""
EXPANSIONS = 200
LARGEST = 200_000
"""Characters of MathML that one formula may become."""


class Mend(NamedTuple):
    """A word of MathJax's that the translator does not know, and how to say the same in words that it knows."""

    pattern: str
    replacement: str | Callable[[re.Match[str]], str]
    example: str


def _in_text(match: re.Match[str]) -> str:
    r"""Words with formulas between them, `\text{for all $x$}`, one after the other; an underscore is a character."""
    pieces = re.split(r"(?<!\\)\$(.+?)(?<!\\)\$", match[2])
    words = [re.sub(r"(?<!\\)([_^&#])", r"\\\1{}", piece) for piece in pieces]
    return "".join(pieces[number] if number % 2 else f"\\text{{{word}}}" for number, word in enumerate(words) if word)


def _eqnarray(match: re.Match[str]) -> str:
    """Three columns, of which the middle one holds the sign: the same as two that meet at the sign."""
    rows = [re.sub(r"&([^&]*)&", r"&\1", row, count=1) for row in match[2].split(r"\\")]
    return r"\begin{align*}" + r"\\".join(rows) + r"\end{align*}"


def _columns(match: re.Match[str]) -> str:
    """The columns of an array and the lines between them, without what only spaces them out."""
    return rf"\begin{{array}}{{{''.join(re.findall('[lcr|]', re.sub(NESTED_BRACES, '', match[1])))}}}"


NESTED_BRACES = r"[@!>pm]\{[^{}]*\}"
NESTED = r"((?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]*\})*\})*)"
"""What may stand in braces, two levels deep."""

# In the order in which they are applied.
MENDS = (
    Mend(r"\\(text|textrm|textnormal|mbox|hbox)\s*\{" + NESTED + r"\}", _in_text, r"\text{for all $x$}, \text{a_b}"),
    Mend(r"\\\\\s*\[-?[\d.]+\s*(?:em|ex|pt|px|mm|cm|in|mu|pc)\]", r"\\\\", r"\begin{matrix} a \\[2em] b \end{matrix}"),
    Mend(r"\\label\s*\{[^{}]*\}", "", r"\label{eq:loss}"),
    Mend(r"\\(?:eq)?ref\s*\{([^{}]*)\}", r"\\text{(\1)}", r"\eqref{eq:loss}"),
    Mend(r"\\(?:nonumber|notag|displaybreak|allowbreak|require\s*\{[^{}]*\})(?![A-Za-z])", "", r"a = b \displaybreak"),
    Mend(r"\\tag\*?\s*\{" + NESTED + r"\}", r"\\qquad\\text{(\1)}", r"a = b \tag{1}"),
    Mend(r"\\begin\{(eqnarray\*?)\}(.*?)\\end\{\1\}", _eqnarray, r"\begin{eqnarray} a &=& b \end{eqnarray}"),
    Mend(r"\\begin\{alignedat\}\s*\{\d+\}", r"\\begin{aligned}", r"\begin{alignedat}{2} a &= b \end{alignedat}"),
    Mend(r"\\begin\{(?:x?x?alignat)\*?\}\s*\{\d+\}", r"\\begin{align*}", r"\begin{alignat}{2} a &= b \end{alignat}"),
    # What would be numbered is not, as in JupyterLab. MathJax ignores a line's end in `equation`, a reader does not.
    Mend(r"\\(begin|end)\{(?:align|flalign\*?|x?x?alignat\*?)\}", r"\\\1{align*}", r"\begin{align} a &= b \end{align}"),
    Mend(r"\\(begin|end)\{(?:equation\*?|gather|displaymath)\}", r"\\\1{gather*}", r"\begin{gather} a \end{gather}"),
    Mend(r"\\(begin|end)\{multline\}", r"\\\1{multline*}", r"\begin{multline} a \\ b \end{multline}"),
    Mend(r"\\(begin|end)\{(?:split|alignedat)\}", r"\\\1{aligned}", r"\begin{split} a &= b \end{split}"),
    Mend(r"\\(begin|end)\{smallmatrix\}", r"\\\1{matrix}", r"\begin{smallmatrix} a \\ b \end{smallmatrix}"),
    Mend(r"\\begin\{array\}\s*(?:\[[tbc]\])?\s*\{" + NESTED + r"\}", _columns, r"\begin{array}{@{}l} a \end{array}"),
    Mend(r"\\substack\s*\{" + NESTED + r"\}", r"\\begin{subarray}{c}\1\\end{subarray}", r"\sum_{\substack{i \\ j}} x"),
    Mend(r"\\(?:pmb|bm)(?![A-Za-z])", r"\\boldsymbol", r"\pmb{J}"),
    Mend(r"\\boldsymbol\s*(?:\{(\d+)\}|(\d))", r"\\mathbf{\1\2}", r"\boldsymbol{0}"),
    Mend(r"\\(?:mathds|mathbbm)(?![A-Za-z])", r"\\mathbb", r"\mathds{1}"),
    Mend(r"\\mathop\s*\{\s*(?:\\(?:rm|mathrm|text)\s*)?\{?\s*([A-Za-z ]+?)\s*\}?\s*\}(?:\s*\\limits)?",
         r"\\operatorname*{\1}", r"\mathop{\rm argmax}\limits_x"),
    Mend(r"\}\s*\\(?:no)?limits(?![A-Za-z])", "}", r"\underbrace{x}\limits_y"),
    Mend(r"\\dots[cbmio](?![A-Za-z])", r"\\dots", r"a, \dotsc"),
    Mend(r"\\(?:hfill|hfil)(?![A-Za-z])", r"\\quad", r"a \hfill b"),
    Mend(r"\\(?:tiny|small|normalsize|large|Large|strut|ensuremath|smash|[rl]lap)(?![A-Za-z])", "", r"\small x"),
    Mend(r"\\unicode\s*\{x([0-9A-Fa-f]{2,5})\}", lambda m: chr(min(int(m[1], 16), 0x10FFFF)), r"\unicode{x3b1}"),
    Mend(r"\\href\s*\{[^{}]*\}", "", r"\href{https://example.org}{x}"),
    Mend(r"\\DeclareMathOperator\*?\s*\{?(\\[A-Za-z]+)\}?\s*\{" + NESTED + r"\}",
         r"\\newcommand{\1}{\\operatorname{\2}}", r"\DeclareMathOperator{\sm}{softmax} \sm x"),
    # MathJax lets every \newcommand make a name or change it.
    Mend(r"\\(?:re)?newcommand\*?\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))",
         r"\\providecommand{\1\2}{}\\renewcommand{\1\2}", r"\newcommand{\v}{\boldsymbol v} \v"),
)  # fmt: skip
"""Every mend, one table."""

DEFINES = re.compile(r"\\(?:def|(?:re)?newcommand\*?|providecommand\*?|DeclareMathOperator\*?)(?![A-Za-z])")
CLOSES = {"{": "}", "[": "]", r"\left": r"\right", r"\begin": r"\end"}
BRACKET = re.compile(r"\\(?:left|right|begin|end)(?![A-Za-z])|\\.|[{}\[\]]", re.DOTALL)
ROW_OF_COMMANDS = re.compile(r"(?:(?:\\[A-Za-z]+\*?|\\.|[_^'])\s*)+")
LINE_END = re.compile(r"\\\\(?![A-Za-z])")

ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\w+);)\w+;")
"""A character that HTML has a name for, and XML has not."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words("""
    math mrow mi mn mo mtext ms mspace msub msup msubsup munder mover munderover mmultiscripts mprescripts mfrac
    msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose merror
    """)
ATTRIBUTES = _words("""
    display alttext stretchy fence form separator lspace rspace accent accentunder movablelimits minsize maxsize
    symmetric largeop displaystyle scriptlevel linethickness columnspan rowspan mathvariant width height depth
    voffset notation
    """)
STYLES = re.compile(
    r"(?:width|(?:padding|margin)(?:-(?:left|right|top|bottom))?|text-align|justify-items|color|background-color|"
    r"border(?:-(?:left|right|top|bottom))?(?:-(?:style|width|color))?)\s*:\s*[#\w.% -]*"
)
LARGEST_LENGTH = {"": 20.0, "em": 20.0, "ex": 20.0, "rem": 20.0, "px": 200.0, "pt": 200.0, "mu": 360.0, "%": 100.0}
"""No part of a formula pushes the rest of the page out of reach."""


class Mathematics:
    r"""The formulas of one page. What one of them defines (`\newcommand`), the later ones know, as in JupyterLab."""

    def __init__(self) -> None:
        self._translator = LatexToMathML(
            fancy_error=False, global_group=True, ignore_unknown_commands=True, max_expansions=EXPANSIONS
        )

    def set(self, tex: str, *, block: bool) -> str:
        """The formula as a `<math>` element; TeX that cannot be set comes back as text, to be read as it was typed."""
        try:
            return self._element(tex, block)
        except (LatexError, ET.ParseError, RecursionError, ValueError, OverflowError):
            shown = f'<code class="tex">{html.escape(tex.strip())}</code>'
            return f"<p>{shown}</p>" if block else shown

    def learn(self, tex: str) -> None:
        """Take in the definitions that a formula makes, where it is not itself shown."""
        if DEFINES.search(tex):
            self.set(tex, block=False)

    def _element(self, tex: str, block: bool) -> str:
        if len(tex) > LONGEST:
            raise ValueError("too long a formula")
        known = mended(tex)
        deepest = DEEPEST_DEFINITION if DEFINES.search(known) else DEEPEST
        if depth(known) > deepest or longest_row(known) > deepest:
            raise ValueError("too deep a formula")
        if block and _has_loose_line_end(known):
            known = rf"\begin{{gathered}}{known}\end{{gathered}}"
        text = self._translator.convert_with_global_state(known, displaystyle=block)
        if len(text) > LARGEST:
            raise ValueError("too large a formula")
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
        root = ET.fromstring(text)  # noqa: S314 - made by the translator, which declares no entities
        _keep_mathematics_only(root)
        root.set("alttext", tex.strip())
        return ET.tostring(root, encoding="unicode")


def mended(tex: str) -> str:
    """The formula in words that the translator knows."""
    for mend in MENDS:
        tex = re.sub(mend.pattern, mend.replacement, tex, flags=re.DOTALL)
    return tex


def depth(tex: str) -> int:
    """How deep the brackets of a formula are nested."""
    now = deepest = 0
    for match in BRACKET.finditer(tex):
        if match[0] in CLOSES:
            now += 1
            deepest = max(deepest, now)
        elif match[0] in CLOSES.values():
            now = max(0, now - 1)
    return deepest


def longest_row(tex: str) -> int:
    r"""How many commands stand in a row, with nothing between them: each may take the next one as its argument."""
    rows = (match[0] for match in ROW_OF_COMMANDS.finditer(tex))
    return max((len(re.findall(r"\\[A-Za-z]+|\\.|[_^']", row)) for row in rows), default=0)


def _has_loose_line_end(tex: str) -> bool:
    r"""Whether a `\\` stands outside of every environment: MathJax ignores it, and runs two lines into one."""
    bare = re.sub(r"\\begin\s*\{([A-Za-z]+\*?)\}.*?\\end\s*\{\1\}", "", tex, flags=re.DOTALL)
    return bool(LINE_END.search(bare)) and "&" not in bare.replace(r"\&", "")


def _keep_mathematics_only(root: ET.Element) -> None:
    """Leave elements and attributes of MathML that neither load nor run nor cover anything."""
    for element in root.iter():
        if element.tag == "mtext" and len(element):
            element.text = "".join(element.itertext())
            for child in list(element):
                element.remove(child)
        if element.tag not in ELEMENTS:
            element.tag = "mrow"
        style = ";".join(part.strip() for part in element.get("style", "").split(";") if _is_harmless(part.strip()))
        for name in list(element.attrib):
            if name not in ATTRIBUTES or not are_bounded(element.attrib[name], LARGEST_LENGTH):
                del element.attrib[name]
        if style:
            element.set("style", style)


def _is_harmless(declaration: str) -> bool:
    value = declaration.partition(":")[2].strip()
    # TeX's \! takes a sixth of a letter away. More than a letter would lay one thing over another.
    largest = {"em": 1.0} if value.startswith("-") else LARGEST_LENGTH
    return bool(STYLES.fullmatch(declaration)) and are_bounded(value, largest)


STYLE = """
math { font-family: "safepage mathematics", "STIX Two Math", "Cambria Math", math; font-size: 1.15em;
       font-style: normal; font-weight: normal }
math[display="block"] { margin: .8em 0; max-width: 100%; overflow: auto hidden; padding: .1em 0 }
merror { color: #a4262c; background: none; outline: none; border: none }
code.tex { color: #7a2e5d; white-space: pre-wrap }
"""


@cache
def style() -> str:
    """The style sheet of a page with formulas. It holds the font, so that the page needs nothing beside it."""
    font = files("safepage").joinpath("fonts", "mathematics.woff2").read_bytes()
    source = f"url(data:font/woff2;base64,{base64.b64encode(font).decode('ascii')}) format('woff2')"
    return f'@font-face {{ font-family: "safepage mathematics"; src: {source} }}{STYLE}'
