"""A derivation in pieces: its lines shuffled, with others among them that do not belong there.

This is the puzzle itself: what is shown in which order, and what is to be said of an attempt. `ordering_widget` puts
it on the page.
"""

import hashlib
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safepage.writing import script_of_data
from word2vec_lab.edition import site_folder


@dataclass(frozen=True, repr=False)
class Puzzle:
    """The lines of a derivation in the right order, and false lines, each with the reason why it is false.

    Each line builds on all lines before it. Raises ValueError for fewer than two lines or for lines that repeat.
    """

    lines: tuple[str, ...]
    distractors: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse what cannot be ordered."""
        everything = [*self.lines, *self.distractors]
        if len(self.lines) < 2 or len(set(everything)) < len(everything):
            raise ValueError("A puzzle needs two lines or more, and no line may occur twice.")

    @property
    def shown(self) -> tuple[str, ...]:
        """All lines, shuffled the same way on every machine and in every edition."""
        return tuple(sorted([*self.lines, *self.distractors], key=lambda text: hashlib.sha256(text.encode()).digest()))

    def judge(self, chosen: Sequence[int]) -> str:
        """What to say of an attempt, given as places in `shown`: how many lines stand right, and one thing to mend."""
        attempt = [self.shown[place] for place in chosen]
        if not attempt:
            return "Nothing is in your derivation yet."
        right = sum(self._stands_right(attempt, at) for at in range(len(attempt)))
        count = f"{right} of {len(self.lines)} lines {'stands' if right == 1 else 'stand'} right."
        for at, line in enumerate(attempt):
            if line in self.distractors:
                return f"{count} Line {at + 1} of yours does not belong: {self.distractors[line]}"
        for at in range(len(attempt)):
            if not self._stands_right(attempt, at):
                return f"{count} Line {at + 1} of yours builds on something that does not stand above it."
        missing = len(self.lines) - right
        if missing:
            return f"{count} {missing} {'is' if missing == 1 else 'are'} still to come."
        return f"All {len(self.lines)} lines stand right, and the derivation is complete."

    def _stands_right(self, attempt: Sequence[str], at: int) -> bool:
        """Whether the line is one of the derivation's, and all that it builds on stands above it."""
        line = attempt[at]
        return line in self.lines and set(self.lines[: self.lines.index(line)]) <= set(attempt[:at])

    @property
    def _solution(self) -> str:
        return ", ".join(str(self.shown.index(line) + 1) for line in self.lines)

    @property
    def _reasons(self) -> list[str]:
        false = sorted((self.shown.index(line) + 1, why) for line, why in self.distractors.items())
        return [f"{number} does not belong: {why}" for number, why in false]

    def as_html(self) -> str:
        """The puzzle for a page on which nothing moves."""
        lines = "".join(f"<li>{html.escape(line)}</li>" for line in self.shown)
        reasons = "".join(f"<li>{html.escape(reason)}</li>" for reason in self._reasons)
        return (
            f"<div><p>The lines, shuffled:</p><ol>{lines}</ol>"
            f"<details><summary>The order</summary><p>{self._solution}</p><ul>{reasons}</ul></details></div>"
        )

    def as_told(self) -> str:
        """The puzzle for a page whose own script judges (`static/puzzle.js`)."""
        told = {
            "lines": self.shown,
            "right": [self.shown.index(line) for line in self.lines],
            "why": {self.shown.index(line): why for line, why in self.distractors.items()},
        }
        return f'<div class="w2v-puzzle"><div class="w2v-still">{self.as_html()}</div>{script_of_data(told)}</div>'

    def _repr_html_(self) -> str:
        return self.as_html() if site_folder() is None else self.as_told()

    def __repr__(self) -> str:
        """The lines. Nothing can be folded up in a text, so it has no order."""
        lines = [f"{number}. {line}" for number, line in enumerate(self.shown, start=1)]
        return "\n".join(["The lines, shuffled:", *lines, FOLDED])


FOLDED = "Which of them, in which order? A page has the answer, folded up."

TANH = Puzzle(
    lines=(
        "Write tanh(x) = a / b, with a = eˣ − e⁻ˣ and b = eˣ + e⁻ˣ.",
        "Differentiate both: a′ = b, and b′ = a.",
        "By the quotient rule, tanh′(x) = (a′b − ab′) / b² = (b² − a²) / b².",
        "Divide both terms by b²: tanh′(x) = 1 − (a / b)².",
        "Since a / b = t, the slope is 1 − t².",
    ),
    distractors={
        "Differentiate both: a′ = a, and b′ = b.": (
            "eˣ is its own derivative, but e⁻ˣ is not. What does the chain rule do to its sign?"
        ),
        "By the quotient rule, tanh′(x) = a′ / b′ = b / a.": (
            "the derivative of a quotient is not the quotient of the derivatives."
        ),
        "Divide both terms by b²: tanh′(x) = 1 − a².": "only the first term was divided. What is a² over b²?",
    },
)
"""The slope of the hyperbolic tangent, for notebook 2. It stands here because a cell would show the order."""
