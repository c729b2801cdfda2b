"""Derivatives: ∂, ∇ and dashes are central differences of the sub-expression.

All the steps that it takes are laid into one more axis in front, so that the sub-expression is evaluated once.

A derivative by something that is no variable, ∂J/∂θ with θ = Uᵀv_c, is measured as well: whatever in J has the value of
θ, or of an entry of it, moves with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from word2vec_lab.derivation.parsing import DASH, NABLA
from word2vec_lab.derivation.patterns import key, row_and_column, spelled, word_and_entry
from word2vec_lab.derivation.symbols import is_entry
from word2vec_lab.derivation.terms import STEP, MisfitError, TooMuchError
from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import Applied, Entry, Name, Slope, Total, Tree, Turned

if TYPE_CHECKING:
    from word2vec_lab.derivation.meaning import Meaning


NESTED = "a derivative inside of a derivative by an expression"


@dataclass
class Followed:
    """A derivative by an expression, under way: its value with all steps, the first of them none, and the axis."""

    stack: np.ndarray
    axes: int
    still: tuple[np.ndarray, ...]
    met: bool = False


def slope(meaning: Meaning, tree: Slope) -> np.ndarray:
    """What a ∂ or a ∇ is worth."""
    if isinstance(tree.by, Turned):
        return np.swapaxes(meaning.value(Slope(tree.of, tree.by.of)), -1, -2)
    if meaning.followed is not None:
        raise UnreadableError("partial", NESTED)
    by = _one_entry(meaning, tree.by)
    if tree.by == DASH:
        by = _the_variable(meaning, tree.of)
    elif tree.by == NABLA:
        by = _asked_for(meaning)
    if _is_loss_by_prediction(meaning, tree.of, by):
        assert isinstance(by, Name)
        return _slope_by_expression(meaning, tree.of, Name("yhat"))[..., [meaning.word(by.index[0])], :]
    variable = _variable(meaning, by)
    if variable is None:
        return _slope_by_expression(meaning, tree.of, by)
    read, write = variable
    if isinstance(by, Name) and by.name in meaning.terms.numbers and not _depends(meaning, tree.of, by.name):
        # ∂J/∂z with a z of which nothing is said: no 0, but a name that is unknown.
        raise UnreadableError(spelled(by), f"how the rest depends on {spelled(by)} cannot be seen", by.name)
    before = read()
    size = before.shape[-2] * before.shape[-1]
    if meaning.axes > 1:
        raise TooMuchError("", "a derivative of a derivative of a derivative is not measured")
    steps = np.zeros((2 * size, *meaning.axes_in_front(meaning.axes), 1, size))
    steps[np.arange(size), ..., np.arange(size)] = STEP
    steps[np.arange(size) + size, ..., np.arange(size)] = -STEP
    moved = before + steps.reshape(*steps.shape[:-1], *before.shape[-2:])
    whole = meaning.outside, meaning.centre, dict(meaning.scalars)
    write(moved)
    meaning.axes += 1
    try:
        value = meaning.value(tree.of)
    finally:
        meaning.axes -= 1
        meaning.outside, meaning.centre, meaning.scalars = whole
    return _laid_out(meaning, _difference(meaning, value, size), before.shape[-2:])


def _is_loss_by_prediction(meaning: Meaning, tree: Tree, by: Tree) -> bool:
    """Whether this is ∂J/∂ŷ_k, which is 0 for most k: in J itself only one of them is to be seen."""
    is_prediction = isinstance(by, Name) and by.name == "yhat" and len(by.index) == 1 and "yhat" not in meaning.names
    return is_prediction and meaning.question.family == "softmax" and tree == Name("J") and "J" not in meaning.names


def _depends(meaning: Meaning, tree: Tree, letter: str) -> bool:
    """Whether a letter that stands for any number occurs in a tree, or in what its names stand for."""
    waiting, met = [tree], set()
    while waiting:
        for part in waiting.pop().all():
            name = part.name if isinstance(part, Name) else part.function if isinstance(part, Applied) else ""
            if name == letter:
                return True
            local = meaning.names.get(key(part) if isinstance(part, Name) else name) or meaning.names.get(name)
            if local is not None and local.tree is not None and name not in met:
                met.add(name)
                waiting.append(local.tree)
    return False


def _difference(meaning: Meaning, value: np.ndarray, size: int) -> np.ndarray:
    """From the values at all steps to the differences, the variable's entries in front."""
    if value.ndim < meaning.axes + 4:
        return np.zeros((size, *value.shape))
    return np.asarray((value[:size] - value[size : 2 * size]) / (2 * STEP))


def _laid_out(meaning: Meaning, slopes: np.ndarray, by: tuple[int, ...]) -> np.ndarray:
    """The differences in the shape convention: a number by an array has the array's shape."""
    p, q = slopes.shape[-2:]
    if (p, q) == (1, 1):
        flat = np.moveaxis(slopes[..., 0, 0], 0, -1)
        return flat.reshape(*flat.shape[:-1], *by)
    if by == (1, 1):
        return np.asarray(slopes[0])
    if 1 in (p, q) and 1 in by:
        # A vector by a vector: a row for each entry of what is differentiated, or a column.
        line = slopes.reshape(*slopes.shape[:-2], p * q)
        matrix = np.moveaxis(line, 0, -1)
        meaning.remarks.add("layout")
        return matrix if meaning.policy.layout == "numerator" else np.swapaxes(matrix, -1, -2)
    raise UnreadableError("partial", "the derivative of a vector by a matrix has three directions")


def _the_variable(meaning: Meaning, tree: Tree) -> Tree:
    """What a dash means: there is one variable."""
    if meaning.question.family in ("leaky", "sigmoid"):
        letters = {leaf.name for leaf in tree.all() if isinstance(leaf, Name)} & meaning.terms.numbers
        return Name(letters.pop()) if len(letters) == 1 and "x" not in letters else Name("x")
    letters = {leaf.name for leaf in tree.all() if isinstance(leaf, Name) and leaf.name in meaning.terms.numbers}
    if len(letters) != 1:
        # A dash behind a number is no transpose: it is the derivative that the item asks for, if that is only one.
        if len({target.by for target in meaning.question.targets}) == 1 and meaning.value(tree).shape[-2:] == (1, 1):
            return _asked_for(meaning)
        raise UnreadableError("'", "a dash here could be a derivative or another name")
    return Name(letters.pop())


def _asked_for(meaning: Meaning) -> Tree:
    """What ∇ alone means: there is one vector by which the item asks for the derivative."""
    wanted = {target.by for target in meaning.question.targets}
    if len(wanted) != 1:
        raise UnreadableError("∇", "∇ is read with an index that says by what it is taken")
    by = meaning.question.targets[0].tree()
    assert isinstance(by, Slope)
    return by.by


def _one_entry(meaning: Meaning, by: Tree) -> Tree:
    """(v_c)_i and v_i as v_{c,i}."""
    if isinstance(by, Entry) and isinstance(by.of, Name) and by.of.name in ("u", "v") and len(by.index) == 1:
        return Name(by.of.name, (*(by.of.index or (Name("c"),)), by.index[0]))
    if isinstance(by, Name) and by.name == "v" and len(by.index) == 1 and is_entry(meaning, by.index[0]):
        return Name("v", (Name("c"), by.index[0]))
    return by


def _variable(meaning: Meaning, by: Tree) -> tuple[Callable[[], np.ndarray], Callable[[np.ndarray], None]] | None:
    """How a variable is read and written; None for an expression."""
    is_own = isinstance(by, Name) and by.name in meaning.names and (by.index or by.name not in meaning.terms.numbers)
    if not isinstance(by, Name) or is_own:
        return None
    family = meaning.question.family
    if by.name == "U" and not by.index and family in ("softmax", "negative", "window"):
        return lambda: meaning.outside, lambda new: setattr(meaning, "outside", new)
    if by.name in ("u", "U", "v") and family in ("softmax", "negative", "window") and (by.index or by.name == "v"):
        which = "centre" if by.name == "v" else "outside"
        bound = meaning.bound
        if meaning.policy.outer_letter:
            letters = [leaf.name for leaf in by.all() if isinstance(leaf, Name)]
            meaning.bound = {k: v for k, v in meaning.bound.items() if k not in letters or k in meaning.outer}
            meaning.bound.update({k: v for k, v in meaning.outer.items() if k in letters})
            meaning.remarks.add("captured")
        try:
            two = len(by.index) == 2
            pair = row_and_column(by) if by.name == "U" else None
            pair = word_and_entry(by.index, meaning.terms.entries) if two and by.name != "U" else pair
            word = by.index[0] if by.index else Name("c")
            if pair is not None:
                word = pair[1] if by.name == "U" else pair[0]
            column = meaning.word(word)
            rows = slice(None) if pair is None else slice(at := meaning.entry(pair[0 if by.name == "U" else 1]), at + 1)
        finally:
            meaning.bound = bound

        def write(new: np.ndarray) -> None:
            whole = getattr(meaning, which)
            front = np.broadcast_shapes(new.shape[:-2], whole.shape[:-2])
            copy = np.array(np.broadcast_to(whole, (*front, *whole.shape[-2:])))
            copy[..., rows, column : column + 1] = new
            setattr(meaning, which, copy)

        return lambda: getattr(meaning, which)[..., rows, column : column + 1], write
    is_number = by.name in meaning.terms.numbers or (family in ("leaky", "sigmoid") and by.name in ("x", "alpha"))
    if is_number and not by.index and by.name in meaning.scalars:
        return lambda: meaning.scalars[by.name], lambda new: meaning.scalars.__setitem__(by.name, new)
    return None


def _slope_by_expression(meaning: Meaning, tree: Tree, by: Tree) -> np.ndarray:
    """A derivative by something that is made of the variables: what has its value moves with it."""
    start = meaning.value(by)
    size = start.shape[-2] * start.shape[-1]
    steps = np.zeros((2 * size + 1, *meaning.axes_in_front(meaning.axes), 1, size))
    steps[np.arange(size) + 1, ..., np.arange(size)] = STEP
    steps[np.arange(size) + size + 1, ..., np.arange(size)] = -STEP
    stack = start + steps.reshape(*steps.shape[:-1], *start.shape[-2:])
    still = tuple(_held(meaning, by)) if meaning.policy.held else ()
    meaning.followed = followed = Followed(stack, meaning.axes, still)
    meaning.axes += 1
    try:
        value = meaning.value(tree)
    finally:
        meaning.axes -= 1
        meaning.followed = None
    if not followed.met and isinstance(tree, Name) and isinstance(by, Name) and tree.name == by.name:
        # z_o by z_k: two entries that have nothing to do with each other.
        return meaning.number(0)
    if not followed.met:
        raise UnreadableError(spelled(by), f"how the rest depends on {spelled(by)} cannot be seen")
    if value.ndim == meaning.axes + 4:
        value = value[1:]
    return _laid_out(meaning, _difference(meaning, value, size), start.shape[-2:]) / _moved_at_once(meaning, tree, by)


def _moved_at_once(meaning: Meaning, tree: Tree, by: Tree) -> int:
    """How many of a loss's scores have moved: those of a word that is drawn twice are equal, and not the same."""
    if meaning.policy.alike or not meaning.question.repeats or not isinstance(by, Name) or len(by.index) != 1:
        return 1
    place = meaning.place(by.index[0])
    samples = meaning.world.samples
    times = samples.count(samples[place.at]) if place.kind == "sample" else 1
    if times > 1 and tree != Name("J") and any(isinstance(part, Total) for part in tree.all()):
        raise UnreadableError(spelled(by), "which of the equal samples this is cannot be seen")
    return times if tree == Name("J") else 1


def _held(meaning: Meaning, by: Tree) -> Iterator[np.ndarray]:
    name = by.name if isinstance(by, Name) else ""
    for local in meaning.names.values():
        if local.name != name and not local.is_function and local.tree is not None:
            try:
                yield meaning.value(local.tree)
            except (UnreadableError, MisfitError):
                continue


def moved_with(meaning: Meaning, value: np.ndarray) -> np.ndarray:
    """The value, or what becomes of it if it is what the derivative is taken by."""
    followed = meaning.followed
    assert followed is not None
    dependent = value.ndim == followed.axes + 4
    base = value[0] if dependent else value
    stack = followed.stack
    start = stack[0]
    for one in followed.still:
        if _same(base, one) and not _same(base, start):
            return base
    if _same(base, start):
        followed.met = True
        return stack
    if _same(base, -start):
        followed.met = True
        return -stack
    if start.shape[-2:] != (1, 1) and _same(np.swapaxes(base, -1, -2), start):
        followed.met = True
        return np.swapaxes(stack, -1, -2)
    if base.shape[-2:] == (1, 1) and 1 in start.shape[-2:] and start.shape[-2:] != (1, 1):
        for at in range(max(start.shape[-2:])):
            for sign in (1, -1):
                if _same(base, sign * _entry(start, at)):
                    followed.met = True
                    return np.asarray(sign * _entry(stack, at))
    if start.shape[-2:] == (1, 1) and base.shape[-1] == 1 and base.shape[-2] > 1:
        for at in range(base.shape[-2]):
            if _same(base[..., [at], :], start):
                followed.met = True
                whole = np.array(np.broadcast_to(value, (stack.shape[0], *base.shape)))
                whole[..., [at], :] = stack
                return whole
    return value


def _entry(vector: np.ndarray, at: int) -> np.ndarray:
    """An entry of a column or of a row, as a number."""
    return vector[..., at : at + 1, :] if vector.shape[-1] == 1 else vector[..., at : at + 1]


def _same(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape[-2:] != b.shape[-2:] or a.shape[-3] != b.shape[-3]:
        return False
    return bool((np.abs(a - b) <= 1e-12 * np.maximum(1, np.abs(b))).all())
