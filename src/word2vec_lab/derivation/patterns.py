"""Looks at trees without numbers: how a name is spelled, which indices it has, what an ellipsis goes on with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from word2vec_lab.derivation.parsing import LOSSES
from word2vec_lab.derivation.trees import Applied, Entry, Minus, Name, Number, Plus, Times, Total, Tree, rebuilt


def shape(value: np.ndarray) -> str:
    """The shape of a value in words."""
    rows, columns = value.shape[-2:]
    if (rows, columns) == (1, 1):
        return "a number"
    return f"({rows}, {columns})"


def arguments(tree: Applied) -> tuple[Tree, ...]:
    """What a function is taken of. A loss has its own name, with what stands below it, in front."""
    first = tree.to[0]
    is_loss = tree.function in LOSSES and isinstance(first, Name) and first.name == tree.function
    return tree.to[1:] if is_loss else tree.to


def bare(tree: Tree) -> Tree:
    """The tree without a minus in front."""
    return tree.of if isinstance(tree, Minus) else tree


def entry_letters(tree: Tree) -> Iterator[str]:
    """The letters that count the entries of a vector of length d: the i of U_{iw}, of v_{c,i} and of (u_w)_i."""
    for part in tree.all():
        index: Tree | None = None
        if isinstance(part, Name) and part.name == "U" and (indices := row_and_column(part)):
            index = indices[0]
        elif isinstance(part, Name) and part.name in ("u", "v") and len(part.index) == 2:
            index = word_and_entry(part.index)[1]
        elif isinstance(part, Entry) and isinstance(part.of, Name) and part.of.name in ("u", "v"):
            index = part.index[0]
        if isinstance(index, Name) and not index.index and index.name not in ("o", "c", "w", "d"):
            yield index.name


def index_letters(tree: Tree) -> Iterator[str]:
    """The letters that stand as an index somewhere."""
    for part in tree.all():
        indices = (
            part.index
            if isinstance(part, Name | Entry)
            else part.to[:1]
            if isinstance(part, Applied) and part.function == "P" and len(part.to) == 2
            else ()
        )
        for index in indices:
            for leaf in index.all():
                if isinstance(leaf, Name) and not leaf.index and leaf.name not in ("o", "c", "O", "C", "t", "m"):
                    yield leaf.name


def reuses(one: Tree, other: Tree) -> bool:
    """Whether a sum runs over the o (or c) that is the fixed word on the other side."""
    letters = {part.letter for part in one.all() if isinstance(part, Total)} & {"o", "c"}
    return any(_has_free(other, letter) for letter in letters)


def _has_free(tree: Tree, letter: str) -> bool:
    if isinstance(tree, Total) and tree.letter == letter:
        return False
    index = tree.index if isinstance(tree, Name) and tree.name in ("u", "y", "yhat") else ()
    return Name(letter) in index or any(_has_free(part, letter) for part in tree.parts())


def generalised(tree: Tree, number: Number) -> Tree:
    """The tree with an index in place of a number that stands as an index."""

    def change(part: Tree) -> Tree:
        if isinstance(part, Name) and number in part.index:
            part = Name(part.name, tuple(Name("#") if i == number else i for i in part.index), part.label)
        if isinstance(part, Entry) and number in part.index:
            part = Entry(part.of, tuple(Name("#") if i == number else i for i in part.index))
        if isinstance(part, Applied) and part.function == "P" and part.to[0] == number:
            part = Applied("P", (Name("#"), *part.to[1:]))
        return rebuilt(part, change)

    return change(tree)


def replaced(tree: Tree, index: Tree) -> Tree:
    """A pattern with something in the place of its index."""
    return put(tree, Name("#"), index)


def similar(a: Tree, b: Tree, index: Tree) -> bool:
    """Whether two trees differ only in how the last word is called."""
    ends = {"size", "V", "K", "W", "N", "n", "M", "m", "k"}

    def plain(tree: Tree) -> Tree:
        if isinstance(tree, Name) and not tree.index and tree.name in ends:
            return Name("#last")
        return rebuilt(tree, plain)

    return plain(a) == plain(b)


def put(tree: Tree, old: Tree, new: Tree) -> Tree:
    """The tree with one part put in the place of another."""
    if tree == old:
        return new
    return rebuilt(tree, lambda part: put(part, old, new))


def is_window(label: str) -> bool:
    """Whether a label names the loss of a whole window."""
    return any(word in label.lower() for word in ("skip", "gram", "s k i p"))


def key(tree: Name) -> str:
    """Under which name a student's own name is kept: with its index where that is fixed, as in J_1 and z_o."""
    if tree.label:
        return f"{tree.name}_{tree.label}"
    if len(tree.index) == 1 and isinstance(tree.index[0], Number):
        return f"{tree.name}_{tree.index[0].value:g}"
    if tree.index in ((Name("o"),), (Name("c"),)):
        return f"{tree.name}_{tree.index[0].name}"
    return tree.name


SPELLED = {"yhat": "ŷ", "sigma": "σ", "theta": "θ", "alpha": "α", "delta": "δ", "size": "|V|", "lambda": "λ"}


def spelled(tree: Tree | None) -> str:
    """A name as one would type it."""
    if isinstance(tree, Number):
        return f"{tree.value:g}"
    if isinstance(tree, Minus):
        return f"-{spelled(tree.of)}"
    if isinstance(tree, Plus):
        return "+".join(map(spelled, tree.terms))
    if not isinstance(tree, Name):
        return type(tree).__name__.lower() if tree is not None else ""
    base = SPELLED.get(tree.name, tree.name)
    index = ",".join(map(spelled, tree.index)) or tree.label
    return f"{base}_{index}" if len(index) == 1 else f"{base}_{{{index}}}" if index else base


def word_and_entry(index: tuple[Tree, ...], entries: Collection[str] = ()) -> tuple[Tree, Tree]:
    """The two indices of u_{wi}; of u_{io} the second is the word's for sure, and of u_{ix} where i counts entries."""
    first, second = index
    if not isinstance(first, Name) or not isinstance(second, Name):
        return first, second
    words = (Name("o"), Name("w"), Name("c"))
    swapped = second in words and first not in words
    return (second, first) if swapped or (first.name in entries and second.name not in entries) else (first, second)


def entries_in_front(tree: Tree) -> Iterator[tuple[str, str]]:
    """The two letters of u_{io} and u_{ix}, and the first of them where the second is the word's for sure."""
    for part in tree.all():
        if isinstance(part, Name) and part.name == "u" and len(part.index) == 2:
            first, second = part.index
            if isinstance(first, Name) and isinstance(second, Name) and not first.index and not second.index:
                yield first.name, "" if word_and_entry(part.index) == (second, first) else second.name


def row_and_column(tree: Name) -> tuple[Tree, Tree] | None:
    """The two indices of U_{iw}, which may stand without a comma."""
    index = tree.index[0].factors if len(tree.index) == 1 and isinstance(tree.index[0], Times) else tree.index
    return (index[0], index[1]) if len(index) == 2 else None
