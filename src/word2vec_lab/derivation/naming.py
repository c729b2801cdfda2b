"""Gives a false sign a name, where it has one.

Which single change of what stands there would make it hold?

The table knows no derivation. It knows what a pen does: it loses a minus, a hat, a sum, takes one index for another.
Each change is tried at every place of the right side; the first that mends the sign names the mistake. What is said is
the kind of it and a question, never the line as it should be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from word2vec_lab.derivation.judging import Judged, Sign
from word2vec_lab.derivation.questions import Question
from word2vec_lab.derivation.terms import MisfitError, Policy, Work
from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import (
    Applied,
    Minus,
    Name,
    Number,
    Over,
    Plus,
    Power,
    Slope,
    Times,
    Total,
    Tree,
    Turned,
    rebuilt,
)

MOST_TRIED = 160
"""So many changes are tried for one sign."""
WORK = 6_000


@dataclass(frozen=True)
class Named:
    """A kind of mistake: its slug, what is seen, and a question."""

    name: str
    says: str
    asks: str


@dataclass(frozen=True)
class Change:
    """A kind of mistake, and what undoes it at one place."""

    named: Named
    undo: Callable[[Tree], Iterator[Tree]]


def _flip(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Plus):
        for at, term in enumerate(tree.terms):
            flipped = term.of if isinstance(term, Minus) else Minus(term)
            yield Plus((*tree.terms[:at], flipped, *tree.terms[at + 1 :]))


def _inside_sigma(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Applied) and tree.function == "sigma":
        argument = tree.to[0]
        yield Applied("sigma", (argument.of if isinstance(argument, Minus) else Minus(argument),), tree.primes)


def _inside_exp(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Applied) and tree.function == "exp":
        argument = tree.to[0]
        yield Applied("exp", (argument.of if isinstance(argument, Minus) else Minus(argument),))


def _without_sum(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Total):
        yield tree.body
        for letter in ("w", "s", "k"):
            yield _renamed(tree.body, tree.letter, letter)


def _with_sum(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Times):
        for letter in ("w", "x", "s", "k", "i", "j"):
            if any(part == Name(letter) for part in tree.all()):
                yield Total(letter, tree)


def _other_index(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Name) and len(tree.index) == 1 and isinstance(tree.index[0], Name) and not tree.index[0].index:
        for letter in ("o", "w", "x", "s", "k", "i", "j"):
            if letter != tree.index[0].name:
                yield Name(tree.name, (Name(letter),), tree.label)
    if isinstance(tree, Applied) and tree.function == "P":
        for letter in ("o", "w"):
            yield Applied("P", (Name(letter), tree.to[1]))


def _other_hat(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Name) and tree.name in ("y", "yhat"):
        yield Name("yhat" if tree.name == "y" else "y", tree.index)


def _other_vector(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Name) and tree.name == "v":
        for letter in ("o", "w", "s"):
            yield Name("u", (Name(letter),))
    if isinstance(tree, Name) and tree.name == "u" and tree.index:
        yield Name("v", (Name("c"),))


def _other_power(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Power):
        yield tree.base
        yield Power(tree.base, Minus(tree.exponent))
    if isinstance(tree, Over):
        yield Over(tree.above, Power(tree.below, Number(2)))


def _with_exp(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Times) and any(isinstance(factor, Turned) for factor in tree.factors):
        yield Applied("exp", (tree,))


def _without_function(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Applied) and tree.function in ("exp", "log", "sigma") and len(tree.to) == 1:
        yield tree.to[0]


def _with_log(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Applied | Over | Total | Name):
        yield Applied("log", (tree,))


def _without_term(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Plus) and len(tree.terms) > 1:
        for at in range(len(tree.terms)):
            rest = (*tree.terms[:at], *tree.terms[at + 1 :])
            yield rest[0] if len(rest) == 1 else Plus(rest)


def _without_factor(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Times):
        for at in range(len(tree.factors)):
            factors = (*tree.factors[:at], *tree.factors[at + 1 :])
            yield factors[0] if len(factors) == 1 else Times(factors, (*tree.signs[:at], *tree.signs[at + 1 :]))


def _with_one_minus(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Applied) and tree.function == "sigma" and not tree.primes:
        yield Plus((Number(1), Minus(tree)))


CHANGES = (
    Change(Named("sign", "a sign within it is turned round",
                 "Which terms does a minus in front of the bracket, or of the logarithm, turn round?"), _flip),
    Change(Named("minus-inside-sigma", "a minus inside σ is lost, or is one too many",
                 "What stands inside σ on the left of the sign, and what on the right?"), _inside_sigma),
    Change(Named("minus-in-exponent", "a minus in an exponent is lost, or is one too many",
                 "What is the derivative of e⁻ˣ: which minus comes down, and which one stays?"), _inside_exp),
    Change(Named("hat", "a hat is missing, or is one too many", "Is it what the model believes, or what was there?"),
           _other_hat),
    Change(Named("index", "an index is another one than on the left",
                 "Which word is meant: the one that was there, or the one that a sum runs over?"), _other_index),
    Change(Named("sum-kept", "there is a sum that should have collapsed",
                 "How many terms of that sum depend on what you differentiate with respect to?"), _without_sum),
    Change(Named("sum-missing", "a sum over the words is missing", "Who says which word this index means?"), _with_sum),
    Change(Named("wrong-vector", "a vector stands where another one should",
                 "Differentiate u · v with respect to the vector that is moved. Which of the two is left?"),
           _other_vector),
    Change(Named("exp-missing", "an exp is missing", "What is the derivative of exp?"), _with_exp),
    Change(Named("function", "a function is there that was not, or should have gone",
                 "Which function undoes which?"), _without_function),
    Change(Named("log-missing", "a logarithm is missing", "Where did the logarithm go?"), _with_log),
    Change(Named("power", "a power is wrong", "What does the quotient rule, or the power rule, do to the denominator?"),
           _other_power),
    Change(Named("one-minus", "“one minus” is missing", "What is the derivative of σ? Both of its factors?"),
           _with_one_minus),
    Change(Named("term-too-many", "a term is too many", "Where does each of its terms come from?"), _without_term),
    Change(Named("factor-too-many", "a factor is too many", "Where does each of its factors come from?"),
           _without_factor),
)  # fmt: skip
"""Every kind of slip, with what undoes it. A new one is a line here."""

LOG_OF_SUM = Plus((Name("J"), Times((Turned(Name("u", (Name("o"),))), Name("v", (Name("c"),))), ("", ""))))
"""J without its first term. How it changes is measured."""

ALL_SIGNS = Named("sign", "it is the negative of the left side", "Where has a minus gone?")
SCALED = Named("scaled", "it is a multiple of the left side", "Which factor is only on one side?")
TERM_LOST = Named("term-missing", "a term of the left side has gone",
                  "Which terms of the left side still depend on what you differentiate with respect to?")  # fmt: skip
FACTOR_LOST = Named("factor-missing", "a factor of the left side has gone", "What does the chain rule multiply with?")
EXPECTATION = Named(
    "expectation-missing",
    "what comes from the denominator of the softmax is missing",
    "The logarithm of the sum depends on the vectors as well. What is its derivative?",
)


def named(judged: Judged, sign: Sign) -> Named | None:
    """The name of what is wrong with the right side of a sign, if one change mends it."""
    if sign.trees is None or sign.world is None:
        return None
    question, trees, place = judged.question, sign.trees, sign.world
    work = Work(WORK)

    def value(tree: Tree) -> np.ndarray | None:
        for policy in (Policy(), Policy(misfit="left")):
            try:
                with np.errstate(all="ignore"):
                    found = judged.meaning(place, policy, work).value(tree)
                return found if np.isfinite(found).all() else None
            except MisfitError:
                continue
            except (UnreadableError, ValueError, IndexError, KeyError, AttributeError, AssertionError, TypeError):
                return None
        return None

    goal = value(trees[0])
    if goal is None:
        return None
    given = value(trees[1])
    if given is not None:
        if _agree(goal, -given):
            return ALL_SIGNS
        if _is_multiple(goal, given):
            return SCALED
    tried = 0
    for change in CHANGES:
        for tree in _everywhere(trees[1], change.undo):
            tried += 1
            if tried > MOST_TRIED or work.left <= 0:
                break
            mended = value(tree)
            if mended is not None and _agree(goal, mended):
                return change.named
    if given is not None:
        return _missing(question, trees[0], goal, given, value)
    return None


def _missing(
    question: Question, left: Tree, goal: np.ndarray, given: np.ndarray, value: Callable[[Tree], np.ndarray | None]
) -> Named | None:
    """What of the left side is missing on the right: a term, or what a term becomes."""
    if goal.shape[-2:] == given.shape[-2:]:
        lost = goal - given
        body, by = (left.of, left.by) if isinstance(left, Slope) else (left, None)
        for term in body.terms if isinstance(body, Plus) else ():
            part = value(Slope(term, by) if by is not None else term)
            if part is not None and _agree(lost, part):
                return TERM_LOST
        if question.family == "softmax":
            expected = value(Slope(LOG_OF_SUM, by if by is not None else Name("v", (Name("c"),))))
            if expected is not None and _agree(lost, expected):
                return EXPECTATION
    for factor in (part for part in left.all() if isinstance(part, Name | Applied | Over | Plus)):
        part = value(factor)
        if part is None or not (part.shape[-2:] == (1, 1) or given.shape[-2:] == (1, 1)):
            continue
        if _agree(goal, given * part) or _agree(goal, -given * part):
            return FACTOR_LOST
    return None


def _everywhere(tree: Tree, undo: Callable[[Tree], Iterator[Tree]]) -> Iterator[Tree]:
    """The tree with a change at each place where it can be made."""
    yield from undo(tree)
    parts = list(tree.parts())
    for at, part in enumerate(parts):
        for changed in _everywhere(part, undo):
            yield _with_part(tree, at, changed)


def _with_part(tree: Tree, at: int, new: Tree) -> Tree:
    count = iter(range(1_000_000))
    return rebuilt(tree, lambda part: new if next(count) == at else part)


def _renamed(tree: Tree, old: str, new: str) -> Tree:
    if tree == Name(old):
        return Name(new)
    return rebuilt(tree, lambda part: _renamed(part, old, new))


def _agree(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape[-2:] == b.shape[:-3:-1] and a.shape[-2:] != b.shape[-2:]:
        b = np.swapaxes(b, -1, -2)
    if a.shape[-2:] != b.shape[-2:]:
        return False
    scale = max(float(np.abs(a).max()), float(np.abs(b).max()))
    return scale > 1e-9 and bool((np.abs(a - b) <= 2e-5 * scale).all())


def _is_multiple(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether one is a constant times the other, the same at every draw."""
    if a.shape != b.shape or a.size < 3 or not np.abs(b).min() > 1e-9:
        return False
    ratio = a / b
    return bool(np.abs(ratio - ratio.flat[0]).max() <= 1e-5 * abs(float(ratio.flat[0])))
