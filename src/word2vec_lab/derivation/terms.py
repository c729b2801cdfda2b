"""What an evaluation is given: how much work it may cause, what is tried, and what a student's letters mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import Tree

STEP = 1e-4
MOST_VISITS = 20_000
"""So many sub-expressions may be evaluated for the signs of one cell."""
MOST_OF_A_SIGN = 6_000
"""So many of them for one sign, so that the others get their turn."""
MOST_BY_CUSTOM = 10_000
"""So many more for what unknown names may stand for, and as many again for the ends."""
NUMBERS_OF_A_VISIT = 400
"""A value with so many numbers counts as one more."""
LARGEST = 400_000
"""Numbers in one value."""
DEEPEST = 60


class MisfitError(ValueError):
    """Two shapes do not go together; the message names them."""


class TooMuchError(UnreadableError):
    """The work allowed for one cell is used up."""


@dataclass(frozen=True)
class Policy:
    """What is tried where shapes do not fit, and how a vector by a vector is laid out."""

    misfit: Literal["refuse", "left", "right", "entries", "index"] = "refuse"
    layout: Literal["numerator", "denominator"] = "numerator"
    outer_letter: bool = False
    """∂/∂u_k under a sum over k: whether the k of the operator is the one outside of the sum."""
    held: bool = False
    """Whether other local names stand still in a derivative by one of them."""
    alike: bool = False
    """Whether the scores of a word that is drawn twice are one name, so that a derivative by it moves both."""
    einstein: bool = False
    """Whether an index of entries that stands twice in a product is summed over."""
    moves: int = -1
    """What moves in a differential: everything, or one of what the cell writes the differential of, by its number."""
    vocabulary: bool = False
    """Whether a sum without bounds runs over all words, and not over the samples."""
    form: int = 0
    """Which form of a definition is used."""


STRICT = Policy()


@dataclass(frozen=True)
class Local:
    """A name that the student has defined: its index letters or its argument, and what it stands for."""

    name: str
    letters: tuple[str, ...]
    tree: Tree | None
    is_function: bool = False
    why: str = ""


@dataclass(frozen=True)
class Terms:
    """What the letters of a cell mean: what its student has defined, and how each letter is used."""

    names: Mapping[str, Local] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    """Letters that stand for any number: what a d/dz is taken by."""
    letters: tuple[str, ...] = ()
    """The index letters: each has its place, wherever it is met."""
    entries: frozenset[str] = frozenset()
    """Those of them that count the entries of a vector."""
    moved: tuple[Tree, ...] = ()
    """The variables whose differential the cell writes: the v_c of dv_c."""
    said: frozenset[str] = frozenset()
    """What words say: "count", that a letter is how often a sample occurs, and "step", that θ is the step function; and
    "transpose", that a dash behind a vector transposes it, as in u'v; "direction h", that h is any vector."""


@dataclass
class Work:
    """What is left of the work that one cell may cause."""

    left: int = MOST_VISITS
