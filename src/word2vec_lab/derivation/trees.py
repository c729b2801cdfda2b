"""The trees that a formula is read as. An index is a tree as well: what it means is a matter of where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Tree:
    """Any expression."""

    def parts(self) -> Iterator[Tree]:
        """The trees right below this one."""
        for field in fields(self):
            yield from _trees(getattr(self, field.name))

    def all(self) -> Iterator[Tree]:
        """This tree and all below it."""
        yield self
        for part in self.parts():
            yield from part.all()


def _trees(value: Any) -> Iterator[Tree]:
    if isinstance(value, Tree):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _trees(part)


def rebuilt(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with each of its parts replaced by what `change` makes of it."""

    def of(value: Any) -> Any:
        if isinstance(value, Tree):
            return change(value)
        return tuple(of(part) for part in value) if isinstance(value, tuple) else value

    new = {field.name: of(getattr(tree, field.name)) for field in fields(tree)}
    return replace(tree, **new)


@dataclass(frozen=True)
class Number(Tree):
    """A number."""

    value: float


@dataclass(frozen=True)
class Name(Tree):
    """A name with its indices: u_w, y_hat_o. `label` is a word below it, as in J_naive."""

    name: str
    index: tuple[Tree, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Minus(Tree):
    """The negative of something."""

    of: Tree


@dataclass(frozen=True)
class Plus(Tree):
    """Terms that are added; a subtracted one is a `Minus`."""

    terms: tuple[Tree, ...]


@dataclass(frozen=True)
class Times(Tree):
    """Factors, and what stands between each and the one before: "", "cdot", "times", "odot", "oslash" or "otimes"."""

    factors: tuple[Tree, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Over(Tree):
    """A quotient."""

    above: Tree
    below: Tree


@dataclass(frozen=True)
class Power(Tree):
    """A power."""

    base: Tree
    exponent: Tree


@dataclass(frozen=True)
class Turned(Tree):
    """A transpose."""

    of: Tree


@dataclass(frozen=True)
class Applied(Tree):
    """A function at something; `primes` counts its dashes."""

    function: str
    to: tuple[Tree, ...]
    primes: int = 0


@dataclass(frozen=True)
class Condition(Tree):
    """Two things in a relation: w = o, x > 0, w ∈ V; "otherwise" has none."""

    relation: str
    left: Tree | None = None
    right: Tree | None = None


@dataclass(frozen=True)
class Total(Tree):
    """A sum over an index, or a product. `first` and `last` are its bounds, `inside` its set, as they were given."""

    letter: str
    body: Tree
    first: Tree | None = None
    last: Tree | None = None
    inside: Tree | None = None
    conditions: tuple[Condition, ...] = ()
    product: bool = False


@dataclass(frozen=True)
class Slope(Tree):
    """A derivative of something by something."""

    of: Tree
    by: Tree


@dataclass(frozen=True)
class Cases(Tree):
    """Values with their conditions."""

    values: tuple[Tree, ...]
    conditions: tuple[Tree, ...]


@dataclass(frozen=True)
class Grid(Tree):
    """A matrix, row by row."""

    rows: tuple[tuple[Tree, ...], ...]


@dataclass(frozen=True)
class Dots(Tree):
    """And so on."""


@dataclass(frozen=True)
class Indicator(Tree):
    """1 where all conditions hold, else 0."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Mean(Tree):
    """An expectation over a word drawn from a distribution."""

    letter: str
    weights: Tree
    body: Tree


@dataclass(frozen=True)
class Entry(Tree):
    """An entry of an expression: (Uᵀv)_w."""

    of: Tree
    index: tuple[Tree, ...]


@dataclass(frozen=True)
class Listed(Tree):
    """A set or a list by its members."""

    members: tuple[Tree, ...]
