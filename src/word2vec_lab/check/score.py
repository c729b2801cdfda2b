"""What a check returns: a `Score`, which is a number to nbgrader and a page of findings to a person.

nbgrader reads the text form of a cell's last value as partial credit. So the text form of a score is the bare
number of points and nothing else, while Jupyter shows its HTML form.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from safepage.writing import prose
from word2vec_lab.items import Item

Kind = Literal["right", "wrong", "advice"]
MARKS: dict[Kind, str] = {"right": "✓", "wrong": "✗", "advice": "→"}
WORDS: dict[Kind, str] = {"right": "right", "wrong": "to mend", "advice": "advice"}


class Outcome(StrEnum):
    """How the answer behaved: the first thing a person wants to know."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised an error"
    NOT_ATTEMPTED = "not attempted"
    TOO_SLOW = "too slow"


@dataclass(frozen=True)
class Finding:
    """One thing a check saw.

    `name` is a slug for the statistics of a class; `says` states what was seen, `asks` is a question that leads
    on, `example` the smallest numbers that show it, ready to print, and `given` the input that they belong to.
    """

    kind: Kind
    name: str
    title: str
    says: str = ""
    asks: str = ""
    example: str = ""
    given: str = ""

    @property
    def printed(self) -> str:
        """The input and the numbers, one above the other."""
        return "\n".join(filter(None, (self.given, self.example)))

    def lines(self) -> list[str]:
        """The finding as plain text."""
        text = [f"{MARKS[self.kind]} {self.title}"]
        text += [f"    {line}" for line in self.says.splitlines()]
        text += [f"      {line}" for line in self.printed.splitlines()]
        text += [f"    ? {line}" for line in self.asks.splitlines()]
        return text

    def html(self) -> str:
        """The finding as an HTML list item; it stays readable where a code host strips every style."""
        parts = [f"<strong>{MARKS[self.kind]} {prose(self.title)}</strong>"]
        if self.says:
            parts.append(f"<br>{prose(self.says)}")
        if self.printed:
            parts.append(
                '<pre style="margin:.4em 0;padding:.5em .8em;overflow-x:auto;'
                f'border:1px solid var(--jp-border-color2,#ccc)">{html.escape(self.printed)}</pre>'
            )
        if self.asks:
            parts.append(f"{'' if self.printed else '<br>'}<em>{prose(self.asks)}</em>")
        return f'<li style="list-style:none;margin:.5em 0" aria-label="{WORDS[self.kind]}">{"".join(parts)}</li>'


GOOD = "var(--jp-success-color1,#1b7837)"
BAD = "var(--jp-warn-color1,#b35806)"
QUIET = "var(--jp-border-color1,#888)"


def framed(
    colour: str, title: str, findings: Iterable[Finding], *, notice: Finding | None = None, below: str = ""
) -> str:
    """A title and findings as HTML, with a bar of that colour beside them; `title` and `below` are HTML already.

    A notice stands above all that, in a frame of its own: what is below it is not about what one may think.
    """
    if notice is not None:
        return framed(BAD, "", [notice]) + framed(QUIET, title, findings, below=below)
    rows = "".join(finding.html() for finding in findings)
    return (
        f'<div style="border-left:.3em solid {colour};padding:.2em 0 .2em 1em">'
        f"{f'<p>{title}</p>' if title else ''}"
        f'<ul style="margin:0;padding:0">{rows}</ul>{below}</div>'
    )


@dataclass(frozen=True, repr=False)
class Score:
    """The points an answer earned on one item, and why.

    Whoever grades reads `outcome` and `findings` off it, to count them over a class.
    `repr(score)` is a plain finite number between 0 and the item's points. Scores are ordered by the points
    earned, so `min(score, other)` is the stricter of two checks of the same item. A `notice` says that the verdict is
    not on what stands in the cell.
    """

    item: Item
    earned: float
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    notice: Finding | None = None

    def __post_init__(self) -> None:
        """Refuse a number that a gradebook could misread."""
        if not 0 <= self.earned <= self.item.points:
            raise ValueError(
                f"A score for {self.item.id} must lie between 0 and {self.item.points}, not {self.earned}."
            )

    @property
    def points(self) -> float:
        """The points the item is worth."""
        return self.item.points

    @property
    def named(self) -> tuple[str, ...]:
        """The slugs of all findings, in order."""
        return tuple(finding.name for finding in self.findings)

    def __float__(self) -> float:
        return float(self.earned)

    def __lt__(self, other: Self) -> bool:
        return self.earned < other.earned

    def __repr__(self) -> str:
        return f"{self.earned:g}"

    @property
    def in_words(self) -> str:
        """The outcome for a reader: neither "passed" nor "failed" is true of an answer that is nearly right."""
        return "partly right" if 0 < self.earned < self.points else str(self.outcome)

    def _headline(self) -> str:
        points = f"{self.earned:g} of {self.item.points:g} points"
        return f"{self.item.part} {self.item.title}: {points} ({self.in_words})"

    def report(self) -> str:
        """The findings as plain text, for a terminal."""
        above = self.notice.lines() if self.notice else []
        return "\n".join([*above, self._headline(), *(line for f in self.findings for line in f.lines())])

    def _repr_html_(self) -> str:
        colour = {Outcome.PASSED: GOOD, Outcome.NOT_ATTEMPTED: QUIET}.get(self.outcome, BAD)
        if self.earned == self.points:
            colour = GOOD
        title = (
            f"<strong>{self.earned:g} of {self.points:g} points</strong> · "
            f"{html.escape(self.item.part)} {html.escape(self.item.title)} · {self.in_words}"
        )
        return framed(colour, title, self.findings, notice=self.notice)
