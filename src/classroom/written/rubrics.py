"""Rubrics as structure: the points and words of each line, out of the cell in which an author writes them.

A rubric stands in the cell `<item>-rubric`, between the markers of a MARK SCHEME. It is a list, and what follows the
list are notes:

    **Rubric**

    - 1 point: the sum is named.
    - 1 point: it is said why it is right.
      - 0.5 points instead: a reason that holds for whole numbers only.

    An example without a reason earns the first line.

The lines add up to the points of the item. A line with `instead` is one way of earning less than the line above it.
People write such lists in several ways, so a list may be numbered, its points bold or `0,5 pts`, and a dash may stand
for the colon.
"""

import math
import re
from dataclasses import dataclass, field

from classroom import markers

ENDING = "-rubric"
"""The cell `<item>-rubric` has the rubric of an item."""

BULLET = re.compile(r"(?P<indent>\s*)(?:[-*+]|\d+[.)])\s+(?P<text>.*)")
LINE = re.compile(
    r"(?P<points>\d+(?:[.,]\d+)?|½) ?(?:points?|pts?\.?)(?P<instead> instead)?\s*[:–—-]\s*(?P<words>\S.*)",
    re.IGNORECASE,
)
BOLD = re.compile(r"\A(\*\*|__)(.+?)\1")
FORM = "Write it as `- 1 point: words`, or below such a line as `  - 0.5 points instead: words`."
HEADING = re.compile(r"\*\*[^*]+\*\*|#+ .*")


class RubricError(ValueError):
    """A rubric that cannot be read; the message says which of its lines is wrong, and `do` how to mend it."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.do = do


@dataclass(frozen=True)
class Line:
    """What earns points, in words; `instead` are the lines that stand for less of the same."""

    points: float
    words: str
    instead: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Rubric:
    """The lines of a rubric, and the notes below them as Markdown."""

    lines: tuple[Line, ...]
    notes: str = ""

    @property
    def points(self) -> float:
        """What all lines earn together."""
        return sum(line.points for line in self.lines)


@dataclass
class _Written:
    """A line while it is read: its words may go on in the next line of the text."""

    points: float
    words: list[str]
    instead: list["_Written"] = field(default_factory=list)

    def line(self) -> Line:
        return Line(self.points, " ".join(self.words), tuple(one.line() for one in self.instead))


def read_rubric(source: str) -> Rubric:
    """The rubric in the text of its cell; `RubricError` if there is none, or a line that cannot be read."""
    try:
        inside = markers.split(source, markers.MARK_SCHEME).inside
    except ValueError as error:
        raise RubricError(f"{error}.", "Mend the marker lines of that cell.") from None
    lines = list(inside)
    first = next((number for number, text in enumerate(lines) if BULLET.fullmatch(text)), None)
    if first is None:
        raise RubricError("It has no rubric with points for each line.", f"Between its markers, list the lines. {FORM}")
    end = next((number for number in range(first, len(lines)) if _ends_the_list(lines[number])), len(lines))
    return Rubric(_lines(lines[first:end]), _notes(lines[:first], lines[end:]))


def check_points(rubric: Rubric, points: float) -> None:
    """Raise `RubricError` if the lines of a rubric do not add up to the points of its item."""
    if not math.isclose(rubric.points, points):
        raise RubricError(
            f"The lines of its rubric add up to {rubric.points:g}, and the item is worth {points:g}.",
            "Make them equal. A line with `instead` does not count: it stands for the line above it.",
        )
    for line in rubric.lines:
        for other in line.instead:
            if other.points >= line.points:
                raise RubricError(
                    f"“{other.words}” stands for less than “{line.words}”, and is worth {other.points:g} of"
                    f" {line.points:g}.",
                    "Give it fewer points, or take it out.",
                )


def _ends_the_list(text: str) -> bool:
    return bool(text.strip()) and not text.startswith(" ") and not BULLET.fullmatch(text)


def _lines(texts: list[str]) -> tuple[Line, ...]:
    found: list[_Written] = []
    last: _Written | None = None
    for text in filter(str.strip, texts):
        bullet = BULLET.fullmatch(text)
        if bullet is None and last is not None:
            last.words.append(text.strip())
            continue
        read = LINE.fullmatch(BOLD.sub(r"\2", bullet["text"].strip())) if bullet else None
        if bullet is None or read is None:
            raise RubricError(f"A line of its rubric does not say its points: `{text.strip()}`.", FORM)
        last = _Written(float(read["points"].replace(",", ".").replace("½", "0.5")), [read["words"]])
        is_below = bool(bullet["indent"])
        if is_below != bool(read["instead"]) or (is_below and not found):
            raise RubricError(
                f"A line of its rubric is {'indented' if is_below else 'not indented'}, and says"
                f" {'“instead”' if read['instead'] else 'no “instead”'}: `{text.strip()}`.",
                "Indent a line that stands for less than the one above it, and say `instead` there and only there.",
            )
        (found[-1].instead if is_below else found).append(last)
    return tuple(line.line() for line in found)


def _notes(before: list[str], after: list[str]) -> str:
    """The text around the list, without the heading above it."""
    above = [text for text in before if not HEADING.fullmatch(text.strip())]
    return "\n\n".join(filter(None, ("\n".join(part).strip() for part in (above, after))))
