"""The names of the questions, v_c, U, ŷ and the like, and what each is worth: a new one is a line in `KNOWN`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from word2vec_lab.derivation.patterns import key, row_and_column, spelled, word_and_entry
from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import Applied, Condition, Name, Tree
from word2vec_lab.derivation.worlds import Place

if TYPE_CHECKING:
    from word2vec_lab.derivation.meaning import Meaning


@dataclass(frozen=True)
class Known:
    """A name of the question: where it is known, and its value."""

    families: frozenset[str]
    value: Callable[[Meaning, Name], np.ndarray]


def _vector(which: str) -> Callable[[Meaning, Name], np.ndarray]:
    def value(meaning: Meaning, tree: Name) -> np.ndarray:
        whole: np.ndarray = getattr(meaning, which)
        if len(tree.index) == 1 and which == "centre" and is_entry(meaning, tree.index[0]):
            return whole[..., [meaning.entry(tree.index[0])], :][..., [meaning.world.c]]
        if len(tree.index) == 1:
            return whole[..., [meaning.word(tree.index[0])]]
        if not tree.index and not tree.label and which == "centre":
            return whole[..., [meaning.world.c]]
        if not tree.index and not tree.label and meaning.policy.misfit == "index":
            return whole[..., [meaning.word_at(_meant(meaning))]]
        if len(tree.index) == 2:
            word, entry = word_and_entry(tree.index, meaning.terms.entries)
            return whole[..., [meaning.entry(entry)], :][..., [meaning.word(word)]]
        why = "of which word?" if not tree.index else "this index is not read"
        raise UnreadableError(spelled(tree), why)

    return value


def is_entry(meaning: Meaning, index: Tree) -> bool:
    """Whether an index counts the entries of a vector: the i of v_i, where v is v_c."""
    if not isinstance(index, Name) or index.index:
        return False
    bound = meaning.bound.get(index.name)
    return bound.kind == "entry" if bound else index.name in meaning.terms.entries


def _matrix(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.label:
        raise UnreadableError(spelled(tree), "this matrix is not known", key(tree))
    if indices := row_and_column(tree):
        return meaning.outside[..., [meaning.entry(indices[0])], :][..., [meaning.word(indices[1])]]
    return _vector("outside")(meaning, tree) if tree.index else meaning.outside


def _truth(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.label or len(tree.index) > 1:
        raise UnreadableError(spelled(tree), "this index is not read")
    if tree.index:
        return meaning.number(float(meaning.word(tree.index[0]) == meaning.world.o))
    if meaning.policy.misfit == "index":
        return meaning.number(float(meaning.word_at(_meant(meaning)) == meaning.world.o))
    column = np.zeros((1, meaning.world.V, 1))
    column[0, meaning.world.o, 0] = 1
    return column


def _prediction(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.label or len(tree.index) > 1:
        raise UnreadableError(spelled(tree), "this index is not read")
    if tree.index:
        return meaning.prediction(meaning.place(tree.index[0]))
    if meaning.policy.misfit == "index":
        return meaning.prediction(_meant(meaning))
    return meaning.predictions()


def _meant(meaning: Meaning) -> Place:
    """The word whose index is missing: the innermost one that a sum runs over, or else the one that is spoken of."""
    meaning.remarks.add("index")
    words = [place for place in meaning.bound.values() if place.kind in ("word", "sample")]
    if words:
        return words[-1]
    meaning.remarks.add("alone")
    if meaning.world.same:
        return Place("word", meaning.world.o)
    return meaning.free.get("w") or next(iter(meaning.free.values()), None) or meaning.free_place("w")


def _size(of: str) -> Callable[[Meaning, Name], np.ndarray]:
    def value(meaning: Meaning, tree: Name) -> np.ndarray:
        if tree.index:
            raise UnreadableError(spelled(tree), "this index is not read")
        return meaning.number(getattr(meaning.world, of))

    return value


def _scalar(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.index or tree.label:
        raise UnreadableError(spelled(tree), "this index is not read")
    return meaning.scalars[tree.name]


def _kronecker(meaning: Meaning, tree: Name) -> np.ndarray:
    if len(tree.index) != 2:
        raise UnreadableError(spelled(tree), "a δ is read with two indices")
    return meaning.number(float(meaning.holds(Condition("=", *tree.index))))


def _euler(meaning: Meaning, tree: Name) -> np.ndarray:
    if not tree.index:
        return meaning.number(np.e)
    if len(tree.index) == 1 and meaning.question.family == "softmax":
        column = np.zeros((1, meaning.world.V, 1))
        column[0, meaning.word(tree.index[0]), 0] = 1
        return column
    raise UnreadableError(spelled(tree), "this index is not read")


def _ones(meaning: Meaning, tree: Name) -> np.ndarray:
    size = meaning.world.V if meaning.question.family == "softmax" else meaning.world.K
    return np.ones((1, size, 1))


def _bare_sigma(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.index or tree.label:
        raise UnreadableError(spelled(tree), "σ of what?")
    return meaning.value(Applied("sigma", (Name("#x"),)))


def _bare_f(meaning: Meaning, tree: Name) -> np.ndarray:
    if tree.index or tree.label:
        raise UnreadableError(spelled(tree), "this index is not read")
    return meaning.value(Applied("f", (Name("x"),)))


def _at(meaning: Meaning, tree: Name) -> np.ndarray:
    return meaning.scalars["#at"]


TRANSPOSABLE = ("u", "v", "U", "y", "yhat", "e")
"""Names behind which a dash can transpose."""

ALL = frozenset(["softmax", "leaky", "sigmoid", "negative", "window"])
VECTORS = frozenset(["softmax", "negative", "window"])

KNOWN: dict[str, Known] = {
    "v": Known(VECTORS, _vector("centre")),
    "u": Known(VECTORS, _vector("outside")),
    "U": Known(VECTORS, _matrix),
    "y": Known(frozenset(["softmax"]), _truth),
    "yhat": Known(frozenset(["softmax"]), _prediction),
    "delta": Known(frozenset(["softmax", "negative"]), _kronecker),
    "V": Known(VECTORS, _size("V")),
    "size": Known(VECTORS, _size("V")),
    "K": Known(frozenset(["negative"]), _size("K")),
    "x": Known(frozenset(["leaky", "sigmoid"]), _scalar),
    "alpha": Known(frozenset(["leaky"]), _scalar),
    "e": Known(ALL, _euler),
    "ones": Known(frozenset(["softmax", "negative"]), _ones),
    "sigma": Known(frozenset(["sigmoid", "negative"]), _bare_sigma),
    "f": Known(frozenset(["leaky"]), _bare_f),
    "#at": Known(ALL, _at),
    "#x": Known(ALL, lambda meaning, tree: meaning.scalars["x"]),
}
"""The names of the questions: a new one is a line here."""
