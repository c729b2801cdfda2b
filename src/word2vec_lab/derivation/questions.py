r"""What the items ask: the losses and functions as the notebooks define them, and by what each is to be differentiated.

There is no derivative in this file. A derivation is judged by how these definitions really change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from word2vec_lab.derivation.parsing import parse
from word2vec_lab.derivation.tex import tokens
from word2vec_lab.derivation.trees import Name, Slope, Tree

Family = Literal["softmax", "leaky", "sigmoid", "negative", "window"]

DEFINITIONS: dict[str, tuple[str, ...]] = {
    # Equations (1), (2), (8), (9), (10) and (12) of the notebooks, the sigmoid in both of its forms.
    "softmax": (r"-\log P(O = o \mid C = c)",),
    "P": (r"\frac{\exp(u_w^\top v_c)}{\sum_{w'} \exp(u_{w'}^\top v_c)}",),
    "sigmoid": (r"\frac{1}{1 + e^{-x}}", r"\frac{e^x}{e^x + 1}"),
    "leaky": (r"\max(\alpha x, x)",),
    "negative": (r"-\log \sigma(u_o^\top v_c) - \sum_{s=1}^K \log \sigma(-u_{w_s}^\top v_c)",),
    "practice": (r"\frac{x}{1 + x^2}",),
    "window": (r"\sum_{-m \le j \le m, j \ne 0} J(v_c, w_{t+j}, U)",),
}


@cache
def definition(name: str) -> tuple[Tree, ...]:
    """A definition of the notebooks as a tree, in each of its forms."""
    return tuple(parse(tokens(tex)) for tex in DEFINITIONS[name])


@dataclass(frozen=True)
class Target:
    """A derivative that an item asks for: by what, in which case, and how it is called in a message."""

    by: str
    said: str
    case: str = ""

    def tree(self) -> Tree:
        """The derivative of the item's loss, or function, as a tree to be measured."""
        return Slope(Name("J"), parse(tokens(self.by)))


@dataclass(frozen=True)
class Question:
    """One derivation: its item, the world that it lives in, what it is to arrive at."""

    id: str
    part: str
    family: Family
    targets: tuple[Target, ...] = ()
    repeats: bool = False
    loss: str = ""
    """Which definition its J is: that of its family, if nothing is said."""

    @property
    def is_practice(self) -> bool:
        """Whether it is the chain of notebook 0, which is no item."""
        return self.id == PRACTICE


PRACTICE = "practice-derivation"
"""The cell of notebook 0 with a chain in which there is a slip."""

QUESTIONS: Mapping[str, Question] = {
    question.id: question
    for question in (
        Question("q1a", "1(a)", "softmax"),
        Question("q1b1-derivation", "1(b)(i)", "softmax", (Target("v_c", "∂J/∂v_c"),)),
        Question("q1d-derivation", "1(d)", "softmax",
                 (Target("u_w", "∂J/∂u_w where w ≠ o", "w != o"), Target("u_w", "∂J/∂u_w where w = o", "w = o"))),
        Question("q1f-derivation", "1(f)", "leaky",
                 (Target("x", "f′(x) where x > 0", "x > 0"), Target("x", "f′(x) where x < 0", "x < 0"))),
        Question("q1g-derivation", "1(g)", "sigmoid", (Target("x", "σ′(x)"),)),
        Question("q1h1-derivation", "1(h)(i)", "negative",
                 (Target("v_c", "∂J/∂v_c"), Target("u_o", "∂J/∂u_o"), Target("u_{w_s}", "∂J/∂u_{w_s}"))),
        Question("q1i-derivation", "1(i)", "negative",
                 (Target("u_{w_s}", "∂J/∂u_{w_s}"),), repeats=True),
        Question("q1j1", "1(j)", "window"),
        Question(PRACTICE, "practice", "sigmoid", (Target("x", "the derivative of x/(1 + x²)"),), loss="practice"),
    )
}  # fmt: skip
"""By grade id."""

BY_PART = {question.part: question for question in QUESTIONS.values()}


def named(text: str) -> Question:
    """The question that a student means by "q1d", "1(d)" or "q1d-derivation"; raises KeyError with what there is."""
    plain = text.strip().lower()
    for question in QUESTIONS.values():
        bare = question.id.removesuffix("-derivation")
        same = {question.id, bare, question.part, bare.removeprefix("q"), question.part.replace("(i)", "")}
        if question.family != "window" and plain in same:
            return question
    raise KeyError(text)


def asked() -> list[Question]:
    """The derivations that are items, in the order of the notebooks."""
    return [question for question in QUESTIONS.values() if question.family != "window" and not question.is_practice]
