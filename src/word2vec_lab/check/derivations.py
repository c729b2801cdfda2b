"""Shows a judged derivation: typeset again, each equality sign marked, and below it what became of the end.

As HTML for a notebook and as text for a terminal. It says what kind of slip stands where, with numbers and a question.
It never shows a line as it should be.
"""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from safepage.markdown import formulas
from safepage.mathematics import Mathematics
from safepage.writing import prose
from word2vec_lab.check.judging.arrays import aligned
from word2vec_lab.check.score import BAD, GOOD, QUIET
from word2vec_lab.derivation.judging import ALARMS, REMARKS, Judged, Line, Sign, Verdict, judge
from word2vec_lab.derivation.naming import named
from word2vec_lab.derivation.questions import Question, asked
from word2vec_lab.derivation.questions import named as question_named
from word2vec_lab.derivation.terms import MisfitError, Policy, Work
from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import Tree
from word2vec_lab.edition import reading_edition, site_folder
from word2vec_lab.expecting import UnexpectedValueError
from word2vec_lab.items import Item, items
from word2vec_lab.student.notebooks import read as read_notebook

STUB = "*Write your answer here.*"
HEADING = re.compile(r"\*\*[^*]+\*\*(?:\s*\$[^$]*\\dots\s*\$)?")
"""Of a step, perhaps with the beginning of a formula."""

MARKS = {
    Verdict.HOLDS: "✓",
    Verdict.TURNED: "✓",
    Verdict.FALSE: "✗",
    Verdict.INDEX: "→",
    Verdict.CAPTURED: "→",
    Verdict.ONLY_SAME: "✗",
    Verdict.ONLY_OTHER: "✗",
    Verdict.ONLY_ABOVE: "✗",
    Verdict.ONLY_BELOW: "✗",
    Verdict.UNREAD: "?",
    Verdict.DEFINES: "·",
    Verdict.CONDITION: "·",
}

NO_DOLLARS = (
    "No equality sign was found in a formula, so nothing was measured. A formula stands between dollar signs, with both"
    r" sides of its equality signs: $\sigma'(x) = …$ in a line, $$ … $$ on lines of its own."
)
NO_POINTS = (
    "This gives no points and costs none: a person reads your argument, and the words between the formulas count. What"
    " is not read here is no fault of yours."
)
BREAK = "  \n"
"""Ends a line in Markdown, and no paragraph."""

HOW_TO = "How to write so that it can be read"
HOW_TO_LINES = (
    "Use the names of the question: `v_c`, `u_o`, `u_w`, `U`, `y`, `\\hat y`, `P(O = o \\mid C = c)`, `J`, `\\sigma`,"
    " `K`, `w_s`.",
    "Give a name of your own on a line by itself, `z = …`, before or after you use it.",
    "Write formulas between dollars, and one step for each equality sign.",
    "Put brackets around what a function, a sum or ∂/∂x takes, where it could be misunderstood: `\\log(a b)`.",
    "Say the case before the formula: “For w = o:”, “For w ≠ o:”.",
    "Save the notebook (Ctrl+S) before you run the check: it reads the file.",
)

ENDS = {
    "right": "✓ The end is {target}: measured, it agrees.",
    "transposed": "✓ The end is {target}, but not in its shape. By the shape convention a derivative has the shape of"
    " what one differentiates with respect to.",
    "wrong": "✗ The end is not {target}: measured, {target} has other values.",
    "unread": "? There is a line about {target}, but its end could not be read.",
    "none": "→ No line was found that begins with {target} and ends somewhere.",
}


@dataclass(frozen=True, repr=False)
class Derivation:
    """A derivation as it was judged. `saved` is when the notebook was saved that it was read from."""

    judged: Judged
    title: str
    saved: str = ""
    notice: str = ""
    defined: Mathematics | None = None

    @property
    def first_false(self) -> tuple[Line, int] | None:
        """The first sign that does not hold."""
        return self.judged.first(ALARMS)

    @property
    def to_look_at(self) -> bool:
        """Whether a sign does not hold as it stands: it is false, or an index of it is wrong."""
        return self.judged.first(ALARMS | REMARKS) is not None

    def headline(self) -> str:
        """How many signs there are, and how many hold."""
        if self.notice:
            return self.notice
        if self.judged.problem:
            return self.judged.problem
        signs = self.judged.signs
        if not signs:
            return "No equality sign was found in a formula, so nothing was measured."
        read = [sign for sign in signs if sign.verdict is not Verdict.UNREAD]
        hold = [sign for sign in read if sign.verdict in (Verdict.HOLDS, Verdict.TURNED)]
        said = f"{_signs(len(signs))}: {len(hold)} {'holds' if len(hold) == 1 else 'hold'}"
        if len(read) > len(hold):
            said += f", {len(read) - len(hold)} to look at"
        if len(read) < len(signs):
            said += f", {len(signs) - len(read)} not read"
        return said + "."

    def __repr__(self) -> str:
        lines = [self.title, *filter(None, [self.saved, self.headline()])]
        for line in self.judged.lines:
            if not line.is_shown:
                continue
            lines.append("")
            if line.chain.case and line.chain.case != "other":
                lines.append(f"  ({_case(line.chain.case)})")
            lines.append(f"      {_one_line(line.chain.sides[0].tex)}")
            for number, sign in enumerate(line.signs):
                lines.append(f"  {MARKS[sign.verdict]} {_right_of(line, number)}")
                told = [part for said in self.said(line, number) for part in said.strip("\n").splitlines()]
                lines += [f"        {part}" for part in told]
        if self.judged.ends and self.judged.signs:
            lines.append("")
            lines += self.ends()
        return "\n".join([*lines, "", NO_POINTS])

    def ends(self) -> list[str]:
        """What became of each derivative that the item asks for."""
        return [ENDS[end.state].format(target=end.target) for end in self.judged.ends]

    def said(self, line: Line, number: int) -> list[str]:
        """What is said of a sign, beside its mark; the example is told once, at the first sign that does not hold."""
        sign = line.signs[number]
        if sign.verdict in (Verdict.HOLDS, Verdict.DEFINES):
            return []
        if sign.verdict is Verdict.CONDITION:
            return []
        says = [sign.verdict.value]
        if sign.verdict is Verdict.TURNED:
            return [_turned(sign)]
        if sign.verdict is Verdict.UNREAD:
            symbol = f"“{sign.symbol}”: " if sign.symbol else ""
            return [f"not read, because of {symbol}{sign.why}" if sign.symbol else f"not read: {sign.why}"]
        if sign.verdict is Verdict.INDEX:
            return ["an index is missing: with ŷ_w in place of ŷ, and the like, it holds. Which entry is meant?"]
        if sign.verdict is Verdict.CAPTURED:
            return [
                "the sum captures an index: the derivative is by a vector of the same letter as the sum runs over."
                " Which of the two is meant? Another letter in the sum says it."
            ]
        if sign.why:
            says.append(sign.why)
        if self._recovers(line, number):
            return ["does not hold, but here the chain is back at what stood before the slip."]
        if self.first_false == (line, number):
            says += self._explained(sign)
        return says

    def _recovers(self, line: Line, number: int) -> bool:
        """Whether the sign before is false as well, and this one leads back to what stood before both."""
        if number == 0 or line.signs[number].verdict not in ALARMS or line.signs[number - 1].verdict not in ALARMS:
            return False
        before, after = line.signs[number - 1], line.signs[number]
        if before.trees is None or after.trees is None or after.world is None:
            return False
        one, other = (self._value(tree, sign) for tree, sign in ((before.trees[0], before), (after.trees[1], after)))
        return (
            one is not None and other is not None and one.shape == other.shape and bool(np.allclose(one, other, 1e-4))
        )

    def _value(self, tree: Tree, sign: Sign, *, small: bool = False) -> np.ndarray | None:
        assert sign.world is not None
        place = sign.world.smaller() if small else sign.world
        for policy in (Policy(), Policy(misfit="left")):
            try:
                with np.errstate(all="ignore"):
                    value = self.judged.meaning(place, policy, Work()).value(tree)
            except (UnreadableError, MisfitError, ValueError, IndexError, KeyError, AttributeError, AssertionError):
                continue
            return np.broadcast_to(value, np.broadcast_shapes(value.shape, (1, 1, 1)))[..., 0, :, :]
        return None

    def _explained(self, sign: Sign) -> list[str]:
        """The name of the mistake if it has one, both sides at numbers, and a question."""
        if sign.trees is None or sign.world is None:
            return []
        says = []
        found = named(self.judged, sign)
        if found:
            says.append(f"It looks as if {found.says}.")
        if example := self.example(sign):
            says += example
        says.append(f"? {found.asks}" if found else "? Which of its terms or factors has no partner on the other side?")
        return says

    def example(self, sign: Sign) -> list[str]:
        """Both sides of a sign at few and short numbers, the entries that differ marked."""
        assert sign.trees is not None
        for small in (True, False):
            left, right = (self._value(tree, sign, small=small) for tree in sign.trees)
            if left is None or right is None:
                continue
            if left.shape == right.shape and np.allclose(left, right, 1e-4, 1e-6):
                continue
            return ["At random numbers:", *_rows(left, right)]
        return []

    # Markdown and HTML.

    def _repr_markdown_(self) -> str | None:
        """The same in the reading edition: code hosts set a formula between dollars, and make plain text of MathML."""
        if not _for_code_hosts():
            return None
        parts = [f"**{self.title}** {self.headline()}"]
        for line in self.judged.lines:
            if line.is_shown:
                parts += self._line_in_markdown(line)
        if self.judged.ends and self.judged.signs:
            parts.append(BREAK.join(self.ends()))
        return "\n\n".join([*parts, NO_POINTS])

    def _line_in_markdown(self, line: Line) -> Iterator[str]:
        """A chain: each sign on a line of its own, and what is said of it below."""
        if line.chain.case and line.chain.case != "other":
            yield f"*{_case(line.chain.case)}*"
        lines = [_between_dollars(line.chain.sides[0].tex)]
        for number, sign in enumerate(line.signs):
            lines.append(f"{MARKS[sign.verdict]} {_between_dollars(_right_of(line, number))}")
            for said in self.said(line, number):
                if not said.startswith("\n"):
                    lines.append(said)
                    continue
                yield BREAK.join(lines)
                yield f"```text{said}\n```"
                lines = []
        if lines:
            yield BREAK.join(lines)

    def _repr_html_(self) -> str | None:
        return None if _for_code_hosts() else self._in_html()

    def within(self) -> str:
        """As HTML for a larger output; as its text where code hosts would make plain text of the formulas."""
        return f"<pre>{html.escape(repr(self))}</pre>" if _for_code_hosts() else self._in_html()

    def _in_html(self) -> str:
        signs = self.judged.signs
        alarms = any(sign.verdict in ALARMS for sign in signs) or any(e.state == "wrong" for e in self.judged.ends)
        hold = signs and all(sign.verdict in (Verdict.HOLDS, Verdict.TURNED) for sign in signs)
        colour = BAD if alarms else GOOD if hold else QUIET
        mathematics = self.defined or Mathematics()
        parts = [f"<p><strong>{html.escape(self.title)}</strong> {html.escape(self.headline())}"]
        if self.saved:
            parts.append(f"<br><small>{html.escape(self.saved)}</small>")
        parts.append("</p>")
        parts += [self._line_in_html(line, mathematics) for line in self.judged.lines if line.is_shown]
        if self.judged.ends and signs:
            parts.append('<ul style="margin:.6em 0;padding:0">')
            parts += [f'<li style="list-style:none">{html.escape(said)}</li>' for said in self.ends()]
            parts.append("</ul>")
        parts.append(f"<p><small>{html.escape(NO_POINTS)}</small></p>")
        told = "".join(f"<li>{prose(line)}</li>" for line in HOW_TO_LINES)
        parts.append(f"<details><summary>{HOW_TO}</summary><ul>{told}</ul></details>")
        return f'<div style="border-left:.3em solid {colour};padding:.2em 0 .2em 1em">{"".join(parts)}</div>'

    def _line_in_html(self, line: Line, mathematics: Mathematics) -> str:
        cell = 'style="text-align:left;vertical-align:top;padding:.25em .6em .25em 0;border:0;background:none"'
        rows = []
        if line.chain.case and line.chain.case != "other":
            rows.append(
                f"<tr><td {cell}></td><td {cell} colspan=2><em>{html.escape(_case(line.chain.case))}</em></td></tr>"
            )
        first = _set(mathematics, line.chain.sides[0].tex)
        rows.append(f"<tr><td {cell}></td><td {cell} colspan=2>{first}</td></tr>")
        for number, sign in enumerate(line.signs):
            shown = _set(mathematics, _right_of(line, number))
            said = self.said(line, number)
            told = "".join(
                f'<pre style="margin:.2em 0;background:none">{html.escape(one[1:])}</pre>' if one.startswith("\n")
                else f'<div style="color:{_colour(sign)}">{html.escape(one)}</div>'
                for one in said
            )  # fmt: skip
            mark = f'<span style="color:{_colour(sign)}" aria-label="{sign.verdict.value}">{MARKS[sign.verdict]}</span>'
            rows.append(
                f"<tr><td {cell}><strong>{mark}</strong></td><td {cell}>{shown}</td><td {cell}>{told}</td></tr>"
            )
        return f'<table style="margin:.3em 0;border:0"><tbody>{"".join(rows)}</tbody></table>'


RELATION_TEX = {":=": ":=", "!=": r"\ne", "approx": r"\approx", "<-": r"\leftarrow", "<=": r"\le", ">=": r"\ge",
                "=>": r"\Rightarrow"}  # fmt: skip


def _colour(sign: Sign) -> str:
    if sign.verdict in (Verdict.HOLDS, Verdict.TURNED):
        return GOOD
    return BAD if sign.verdict in ALARMS | REMARKS else QUIET


def _right_of(line: Line, number: int) -> str:
    """A sign of a chain, and what stands on its right."""
    side = line.chain.sides[number + 1].tex if len(line.chain.sides) > number + 1 else ""
    relation = line.chain.relations[number] if number < len(line.chain.relations) else "="
    return f"{RELATION_TEX.get(relation, relation)} {_one_line(side)}"


def _between_dollars(tex: str) -> str:
    return rf"$\displaystyle {_one_line(tex)}$"


def _for_code_hosts() -> bool:
    """Whether this runs for notebooks that are read on a code host: the reading edition, but not its site."""
    return reading_edition() and site_folder() is None


def _set(mathematics: Mathematics, tex: str) -> str:
    return mathematics.set(rf"\displaystyle {tex}", block=False)


def _turned(sign: Sign) -> str:
    left, right = sign.shapes
    if left == right:
        return "holds, but the shapes do not fit as it stands: something in it would have to be transposed"
    return f"holds up to transposition: on the left {left}, on the right {right}"


def _rows(left: np.ndarray, right: np.ndarray) -> Iterator[str]:
    """Two values as rows of numbers, and below them a mark where they differ."""
    one, other = (value[0] if value.ndim == 3 else value for value in (left, right))
    if one.shape == other.shape and 1 in one.shape:
        text = aligned({"left": one.ravel(), "right": other.ravel()})
        yield "\n" + text + "\n" + _differences(text, one.ravel(), other.ravel())
    else:
        yield "\n" + aligned({"left": one, "right": other})


def _differences(text: str, one: np.ndarray, other: np.ndarray) -> str:
    """A line with a mark below each entry that differs."""
    lines = text.splitlines()
    if len(lines) != 2:
        return ""
    ends = [
        at for at, letter in enumerate(lines[1]) if letter in " ]" and at and lines[1][at - 1] not in " [" and at > 11
    ]
    below = [" "] * (len(lines[1]) + 1)
    for at, a, b in zip(ends, one, other, strict=False):
        if abs(a - b) > 1e-4 * max(abs(a), abs(b), 1e-3):
            below[at - 1] = "↑"
    return "".join(below).rstrip()


def _one_line(tex: str) -> str:
    return " ".join(tex.split())


def _case(case: str) -> str:
    return "case " + case.replace("!=", "≠").replace("<=", "≤").replace(">=", "≥")


def _signs(count: int) -> str:
    return "1 equality sign" if count == 1 else f"{count} equality signs"


def of_text(question: Question, text: str, *, saved: str = "", title: str = "") -> Derivation:
    """Judge a text, ready to be shown."""
    defined = Mathematics()
    found = list(formulas(text[:20_000]))
    for formula in found:
        defined.learn(formula.tex)
    if _unwritten(text):
        return Derivation(Judged(question), title, saved, "Nothing is written there yet.")
    notice = NO_DOLLARS if "=" in text and not found else ""
    return Derivation(judge(question, text), title, saved, notice, defined=defined)


def _unwritten(text: str) -> bool:
    """Whether only what was handed out stands there: places to write, and headings of steps."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return not lines or (STUB in lines and all(line == STUB or HEADING.fullmatch(line) for line in lines))


def derivation(name: str, folder: Path | None = None) -> Derivation:
    """Judge a derivation of this folder as it was last saved: `name` is its number, "q1d" or "1(d)".

    Each equality sign is measured, and so is the end. It gives no points and shows no right line.
    """
    try:
        question = question_named(str(name))
    except KeyError:
        there = ", ".join(q.id.removesuffix("-derivation") for q in asked())
        raise UnexpectedValueError(f"There is no derivation called {str(name)[:40]!r}. There are: {there}.") from None
    stem, title = ("0_start_here", "Practice.") if question.is_practice else _place(items()[question.id])
    notebook = read_notebook((folder or Path.cwd()) / f"{stem}.ipynb")
    if not notebook.there:
        where = f"{stem}.ipynb is not in the folder {(folder or Path.cwd()).name or '/'}"
        return Derivation(Judged(question), title, notice=f"{where}, so there is nothing to read.")
    if notebook.problem:
        return Derivation(Judged(question), title, notice=f"{stem}.ipynb: {notebook.problem}.")
    cell = notebook.cell(question.id)
    if cell is None or cell.kind != "markdown":
        return Derivation(Judged(question), title, notice=f"The text cell {question.id} is not in {stem}.ipynb.")
    at = time.strftime("%H:%M", time.localtime(notebook.saved))
    said = f"Read from {stem}.ipynb, saved at {at}. If you have changed it since, save first (Ctrl+S)."
    return of_text(question, cell.source, saved="" if reading_edition() else said, title=title)


def _place(item: Item) -> tuple[str, str]:
    """The notebook of an item, and its heading."""
    return item.notebook, f"{item.part} {item.title}."
