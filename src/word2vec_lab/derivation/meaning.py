r"""What a tree is worth at numbers.

A value is an array with matrices in its last two axes: a number is (1, 1), a vector is a column. The axis before them
counts draws. What a name of the questions is worth stands in `symbols`, what a derivative is in `slopes`.

Where shapes do not fit, a `Policy` says what to try. What was tried is noted in `remarks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from word2vec_lab.derivation.parsing import DASH, LOSSES, SIZE_OF
from word2vec_lab.derivation.patterns import (
    arguments,
    bare,
    generalised,
    index_letters,
    is_window,
    key,
    put,
    replaced,
    shape,
    similar,
    spelled,
)
from word2vec_lab.derivation.questions import Question, definition
from word2vec_lab.derivation.slopes import Followed, moved_with, slope
from word2vec_lab.derivation.symbols import KNOWN, TRANSPOSABLE
from word2vec_lab.derivation.terms import (
    DEEPEST,
    LARGEST,
    NUMBERS_OF_A_VISIT,
    STEP,
    STRICT,
    Local,
    MisfitError,
    Policy,
    Terms,
    TooMuchError,
    Work,
)
from word2vec_lab.derivation.tex import UnreadableError
from word2vec_lab.derivation.trees import (
    Applied,
    Cases,
    Condition,
    Dots,
    Entry,
    Grid,
    Indicator,
    Listed,
    Mean,
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
from word2vec_lab.derivation.worlds import COUNTS, Place, World

DIRECTIONS = 5
"""The seed of the directions into which things move in a differential."""
NO_LOGARITHM = -1e30
"""The logarithm of 0, as a number: 0 times it is 0, and anything else is not finite in all but name."""


def logarithm(x: np.ndarray) -> np.ndarray:
    """The logarithm; of an exact 0, a number that tells."""
    return np.asarray(np.where(x == 0, NO_LOGARITHM, np.log(x)))


@dataclass
class Meaning:
    """Evaluates trees in one world, with the student's own names."""

    question: Question
    world: World
    terms: Terms
    policy: Policy = STRICT
    work: Work = field(default_factory=Work)
    remarks: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.names = self.terms.names
        self.outside = self.world.outside
        self.centre = self.world.centre
        self.scalars: dict[str, np.ndarray] = dict(self.world.scalars)
        self.bound: dict[str, Place] = {}
        self.free: dict[str, Place] = {}
        self.free_entry = False
        self.outer: dict[str, Place] = {}
        self.axes = 0
        self.depth = 0
        self.followed: Followed | None = None

    # The way down.

    def value(self, tree: Tree) -> np.ndarray:
        """The value of a tree; raises UnreadableError or MisfitError."""
        self.work.left -= 1
        if self.work.left < 0:
            raise TooMuchError("", "this is more work than is done for one cell")
        self.depth += 1
        try:
            if self.depth > DEEPEST:
                raise UnreadableError("", "the formula is nested too deeply to be read")
            rule = RULES.get(type(tree))
            if rule is None:
                raise UnreadableError(spelled(tree), "it is not known what this means here")
            found: np.ndarray = rule(self, tree)
        finally:
            self.depth -= 1
        self.work.left -= found.size // NUMBERS_OF_A_VISIT
        if found.size > LARGEST:
            raise TooMuchError("", "this is more work than is done for one cell")
        return moved_with(self, found) if self.followed is not None else found

    def number(self, value: float) -> np.ndarray:
        """A number as a value."""
        return np.full((1, 1, 1), float(value))

    def axes_in_front(self, number: int) -> tuple[int, ...]:
        """The shape of so many axes of one step each."""
        return (1,) * number

    # Numbers, names.

    def _of_number(self, tree: Number) -> np.ndarray:
        return self.number(tree.value)

    def _of_name(self, tree: Name) -> np.ndarray:
        if tree.name == SIZE_OF:
            members = self._own_set(tree.index[0])
            if members is None:
                raise UnreadableError("|", "bars are read around the vocabulary and around a set that is defined")
            return self.number(len(members))
        if tree.name == "size" and tree.label and (tree.label in self.names or tree.label == "x"):
            members = self._own_set(Name(tree.label))
            return self.absolute(Applied("abs", (Name(tree.label),))) if members is None else self.number(len(members))
        if tree.name in self.terms.numbers and not tree.index and tree.name in self.names:
            return self.scalars[tree.name]
        keys = (self._numbered(tree), f"{tree.name}_#" if tree.index else f"{tree.name}_", key(tree), tree.name)
        own = next((self.names[name] for name in keys if name in self.names), None)
        is_part = own is not None and own.letters and not tree.index and not tree.label
        # Beside J_s and σ_s the bare J and σ are still the question's.
        if own is not None and not (is_part and (tree.name in LOSSES or tree.name in ("sigma", "f"))):
            return self._local(own, tree)
        if tree.name.rstrip("'") != tree.name and len(tree.name.rstrip("'")) >= 1:
            return self._dashed(tree)
        if tree.name in LOSSES and (rule := self._loss_named(tree)) is not None:
            return rule
        known = KNOWN.get(tree.name)
        if known is not None and self.question.family in known.families:
            return known.value(self, tree)
        if tree.name in self.terms.numbers and not tree.index and tree.name in self.scalars:
            return self.scalars[tree.name]
        if self.question.repeats and self._is_count(tree):
            return self._count(tree)
        is_direction = f"direction {tree.name}" in self.terms.said and not tree.index and not tree.label
        if is_direction and self.question.family in ("softmax", "negative"):
            return np.random.default_rng(DIRECTIONS).normal(0, 1, (1, self.world.d, 1))
        why = "this name is neither one of the question's nor defined in the cell"
        raise UnreadableError(spelled(tree), why, key(tree) if tree.label else tree.name)

    def _numbered(self, tree: Name) -> str:
        """The key of z_0, where that is z_k in a sum from 0."""
        is_letter = len(tree.index) == 1 and isinstance(tree.index[0], Name) and tree.index[0].name in self.bound
        if not is_letter or self.question.family != "negative":
            return ""
        if self.place(tree.index[0]) != Place("word", self.world.o):
            return ""
        return f"{tree.name}_0" if f"{tree.name}_0" in self.names else f"{tree.name}_o"

    def _is_count(self, tree: Name) -> bool:
        """Whether a name is how often a sample occurs: n_s, or a letter of which words say so."""
        if tree.name not in COUNTS:
            return False
        if "count" not in self.terms.said and tree.name not in ("n", "N"):
            self.remarks.add("assumed")
        return len(tree.index) == 1 or (not tree.index and not tree.label and "count" in self.terms.said)

    def _count(self, tree: Name) -> np.ndarray:
        letter = self.terms.letters[0] if self.terms.letters else "s"
        word = self.word(tree.index[0]) if tree.index else self.word(Name(letter))
        return self.number(self.world.samples.count(word))

    def _dashed(self, tree: Name) -> np.ndarray:
        bare = tree.name.rstrip("'")
        if bare == "sigma" and not tree.index and len(tree.name) == len(bare) + 1:
            return self.value(Applied("sigma", (Name("#x"),), 1))
        own = self.names.get(bare)
        if own is not None and own.is_function and not tree.index and len(tree.name) == len(bare) + 1:
            return self.value(Applied(bare, (Name("#x"),), 1))
        is_vector = (
            bare in TRANSPOSABLE and not (bare in ("y", "yhat") and tree.index) and (bare != "e" or bool(tree.index))
        )
        if is_vector and len(tree.name) == len(bare) + 1 and "transpose" in self.terms.said:
            return np.swapaxes(self.value(Name(bare, tree.index, tree.label)), -1, -2)
        if len(tree.name) - len(bare) > 1:
            raise UnreadableError(spelled(tree), "second derivatives are not read")
        if (tree.index and bare != "yhat") or not (bare in self.names or bare in ("sigma", "f", "J", "yhat")):
            raise UnreadableError(spelled(tree), "a dash here could be a derivative or another name")
        return self.value(Slope(Name(bare, tree.index), DASH))

    def _local(self, local: Local, tree: Name) -> np.ndarray:
        if local.tree is None:
            raise UnreadableError(spelled(tree), f"its definition could not be read: {local.why}")
        if local.is_function:
            return self.value(local.tree)
        if local.name != tree.name:
            return self.value(local.tree)
        if tree.index and local.letters:
            if len(tree.index) != len(local.letters):
                raise UnreadableError(spelled(tree), "it is defined with another number of indices")
            places = [self.place(index) for index in tree.index]
            with self.binding(dict(zip(local.letters, places, strict=True))):
                return self.value(local.tree)
        if tree.index:
            return self.value(Entry(local.tree, tree.index))
        if len(local.letters) == 1:
            if local.letters[0] in ("o", "c"):
                return self.value(local.tree)
            return self._stacked(local.letters[0], local.tree)
        return self.value(local.tree)

    def _stacked(self, letter: str, tree: Tree) -> np.ndarray:
        """A name that was defined entry by entry, as the column of all of them."""
        if self.question.family not in ("softmax", "negative"):
            raise UnreadableError(letter, "this index is not known")
        entries = []
        for place in self._all():
            with self.binding({letter: place}):
                entries.append(self.value(tree))
        return self._together([[entry] for entry in entries])

    def _together(self, blocks: list[list[np.ndarray]]) -> np.ndarray:
        """Blocks of a matrix, put together."""
        flat = [block for row in blocks for block in row]
        front = np.broadcast_shapes(*(block.shape[:-2] for block in flat))
        whole = [[np.broadcast_to(b, (*front, *b.shape[-2:])) for b in row] for row in blocks]
        try:
            return np.concatenate([np.concatenate(row, axis=-1) for row in whole], axis=-2)
        except ValueError:
            raise MisfitError("the parts of a matrix have shapes that do not fit") from None

    # Indices.

    @contextmanager
    def binding(self, places: Mapping[str, Place]) -> Iterator[None]:
        """Let letters point somewhere, while something is evaluated."""
        before, outer = self.bound, self.outer
        # Where an inner letter hides an outer one, the outer one is kept: an operator may have meant it.
        self.outer = {**before, **{k: v for k, v in outer.items() if k in before}}
        self.bound = {**before, **places}
        try:
            yield
        finally:
            self.bound, self.outer = before, outer

    def place(self, tree: Tree) -> Place:
        """Where an index points."""
        if isinstance(tree, Number):
            if tree.value == 0 and self.question.family in ("softmax", "negative"):
                return Place("word", self.world.o)
            return Place("number", int(tree.value))
        if isinstance(tree, Minus):
            inner = self.place(tree.of)
            return Place(inner.kind, -inner.at)
        if isinstance(tree, Plus):
            return self._shifted(tree)
        if isinstance(tree, Name):
            return self._place_of_name(tree)
        raise UnreadableError(spelled(tree), "this index is not read")

    def _shifted(self, tree: Plus) -> Place:
        """T + j: a distance from the middle of the window."""
        if isinstance(tree.terms[0], Name) and tree.terms[0].name == "t" and not tree.terms[0].index:
            at = sum(self.place(term).at for term in tree.terms[1:])
            return Place("offset", at)
        raise UnreadableError(spelled(tree), "this index is not read")

    def _place_of_name(self, tree: Name) -> Place:
        world, family = self.world, self.question.family
        if not tree.index:
            if tree.name in self.bound:
                return self.bound[tree.name]
            if tree.name in ("o", "O"):
                return Place("word", world.o)
            if tree.name in ("c", "C"):
                return Place("word", world.c)
            if tree.name == world.same:
                return Place("word", world.o)
            if tree.name in ("size", "V", "W"):
                return Place("word", world.V - 1)
            if tree.name == "K":
                return Place("sample", world.K - 1)
            if family == "window" and tree.name == "m":
                return Place("offset", world.m)
            if family == "window" and tree.name == "t":
                return Place("word", world.c)
            return self.free_place(tree.name)
        inner = self.place(tree.index[0]) if len(tree.index) == 1 else None
        if inner is None:
            raise UnreadableError(spelled(tree), "this index is not read")
        if inner.kind == "offset":
            return Place("word", self._in_window(inner.at))
        if inner.kind == "word" and (tree.name == "w" or family == "softmax"):
            return inner
        if family == "negative" and inner.kind in ("sample", "number"):
            return Place("word", self.word_at(inner))
        if family == "softmax" and inner.kind == "number":
            return Place("word", self.word_at(inner))
        raise UnreadableError(spelled(tree), "this index is not read")

    def _in_window(self, offset: int) -> int:
        if offset not in self.world.window:
            raise UnreadableError("w_t", "this is the centre word's own place, or one outside of the window")
        return self.world.window[offset]

    def free_place(self, letter: str) -> Place:
        """A letter that nothing binds: a word of its own, or a sample."""
        if self.question.family in ("sigmoid", "leaky"):
            raise UnreadableError(letter, "this index is not known")
        if letter not in self.free:
            samples = self.question.family == "negative"
            choices = self.world.positions if samples else self.world.letters
            at = (
                self.terms.letters.index(letter)
                if letter in self.terms.letters
                else len(self.terms.letters) + len(self.free)
            )
            self.free[letter] = Place("sample" if samples else "word", choices[at % len(choices)])
        return self.free[letter]

    def word_at(self, place: Place) -> int:
        """The word at a place."""
        if place.kind == "word":
            return place.at
        if place.kind == "sample":
            return self.world.samples[place.at]
        if place.kind == "offset":
            return self._in_window(place.at)
        size = self.world.K if self.question.family == "negative" else self.world.V
        if not 1 <= place.at <= size:
            raise UnreadableError(str(place.at), "this index is out of range")
        return self.world.samples[place.at - 1] if self.question.family == "negative" else place.at - 1

    def word(self, tree: Tree) -> int:
        """The word that an index points to."""
        return self.word_at(self.place(tree))

    def entry(self, tree: Tree) -> int:
        """The entry of a vector of length d that an index points to."""
        if isinstance(tree, Name) and not tree.index and tree.name not in self.bound:
            if tree.name in ("o", "c", "w", "size", "V", "K"):
                raise UnreadableError(spelled(tree), "this index is not read")
            self.free_entry = True
            return (1 + self.terms.letters.index(tree.name) if tree.name in self.terms.letters else 0) % self.world.d
        place = self.place(tree)
        if place.kind == "number" and 1 <= place.at <= self.world.d:
            return place.at - 1
        if place.kind != "entry":
            raise UnreadableError(spelled(tree), "this index is not read")
        return place.at

    def _all(self) -> list[Place]:
        """Everything that an index runs over if nothing is said of it."""
        if self.question.family == "negative":
            return [Place("sample", at) for at in range(self.world.K)]
        if self.question.family == "window":
            return [Place("offset", at) for at in range(-self.world.m, self.world.m + 1)]
        return [Place("word", at) for at in range(self.world.V)]

    # Sums and products.

    def _of_minus(self, tree: Minus) -> np.ndarray:
        return -self.value(tree.of)

    def _of_plus(self, tree: Plus) -> np.ndarray:
        terms = tree.terms
        total: np.ndarray | None = None
        dots = [at for at, term in enumerate(terms) if isinstance(bare(term), Dots)]
        if dots:
            shown = [term for term in terms if not isinstance(bare(term), Dots) and bare(term) != Number(0)]
            if len(shown) == 1 and bare(terms[0]) == bare(terms[-1]) == Number(0):
                return self.value(shown[0])  # 0 + … + a + … + 0
            # The enumeration begins where an index is 1, and ends right behind its last ellipsis.
            first = next((at for at, term in enumerate(terms) if generalised(term, Number(1)) != term), 0)
            total = self._and_so_on(terms[first : dots[-1] + 2])
            terms = (*terms[:first], *terms[dots[-1] + 2 :])
        for term in terms:
            value = self.value(term)
            if total is not None and total.shape[-2:] != value.shape[-2:]:
                if bare(term) == Name("ones") and self.question.family == "negative" and total.shape[-1] == 1:
                    value = np.full((1, *total.shape[-2:]), value.flat[0])
                elif bare(terms[0]) == Name("ones") and self.question.family == "negative" and value.shape[-1] == 1:
                    total = np.full((1, *value.shape[-2:]), total.flat[0])
            total = value if total is None else self.added(total, value)
        assert total is not None
        return total

    def _is_ones(self, tree: Tree, value: np.ndarray) -> bool:
        """Whether this is a row of ones, which is as long as what stands beside it."""
        is_row = isinstance(bare(tree), Turned) and value.shape[-2] == 1 < value.shape[-1]
        return is_row and self.question.family == "negative" and bool((value == 1).all())

    def added(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """The sum of two values."""
        if a.shape[-2:] == b.shape[-2:]:
            return np.asarray(a + b)
        if a.shape[-2:] == (1, 1) and not a.any():
            return np.asarray(b + np.zeros_like(a))
        if b.shape[-2:] == (1, 1) and not b.any():
            return a
        if self.policy.misfit in ("left", "right") and a.shape[-2:] == b.shape[:-3:-1]:
            self.remarks.add("turned")
            if self.policy.misfit == "right":
                return np.asarray(a + np.swapaxes(b, -1, -2))
            return np.asarray(np.swapaxes(a, -1, -2) + b)
        if self.policy.misfit in ("left", "right", "entries") and (1, 1) in (a.shape[-2:], b.shape[-2:]):
            self.remarks.add("stretched")
            return np.asarray(a + b)
        raise MisfitError(f"{shape(a)} and {shape(b)} cannot be added")

    def _and_so_on(self, terms: Sequence[Tree]) -> np.ndarray:
        """a_1 + … + a_o + … + a_V: the sum over all, if the terms are what the first one says."""
        template, special = self._pattern(terms)
        total: np.ndarray | None = None
        for place in self._places_of(template, terms):
            value = self._in_pattern(template, special, place)
            total = value if total is None else self.added(total, value)
        assert total is not None
        return total

    def _pattern(self, terms: Sequence[Tree]) -> tuple[Tree, dict[str, Tree]]:
        """What an enumeration with an ellipsis runs through, and the terms for which something else is said."""
        shown = [term for term in terms if not isinstance(bare(term), Dots)]
        if len(shown) < 2 or self.question.family not in ("softmax", "negative"):
            raise UnreadableError("…", "what this ellipsis leaves out cannot be told")
        template = generalised(shown[0], Number(1))
        if template == shown[0]:
            raise UnreadableError("…", "what this ellipsis leaves out cannot be told")
        special: dict[str, Tree] = {}
        ends = ("size", "V", "K", "W", "N", "n", "M", "m", "k", "d")
        for number, term in enumerate(shown[1:], start=2):
            last = number == len(shown)
            fits = [name for name in (*ends, "o", "w", "i", "j", "k", "c") if replaced(template, Name(name)) == term]
            if replaced(template, Number(number)) == term or fits:
                continue
            if last and any(similar(replaced(template, Name(name)), term, Name(name)) for name in ends):
                continue
            letters = {leaf.name for leaf in term.all() if isinstance(leaf, Name) and not leaf.index}
            if "o" in letters:
                special["o"] = term
            else:
                raise UnreadableError("…", "what this ellipsis leaves out cannot be told")
        return template, special

    def _places_of(self, template: Tree, terms: Sequence[Tree]) -> list[Place]:
        """What an enumeration runs through: everything, or the entries of a vector if it ends with d."""
        if replaced(template, Name("d")) == terms[-1]:
            return [Place("entry", at) for at in range(self.world.d)]
        return self._all()

    def _in_pattern(self, template: Tree, special: Mapping[str, Tree], place: Place) -> np.ndarray:
        if "o" in special and self.word_at(place) == self.world.o:
            return self.value(special["o"])
        with self.binding({"#": place}):
            return self.value(template)

    def _twice(self, tree: Times) -> str:
        """An index of entries that nothing binds and that stands in two factors of a product."""
        met: set[str] = set()
        for factor in tree.factors:
            here = {leaf.name for leaf in factor.all() if isinstance(leaf, Name) and not leaf.index}
            if "einstein" in self.terms.said:
                here &= self.terms.entries | set(index_letters(factor))
            else:
                here &= self.terms.entries
            if twice := (met & here) - self.bound.keys():
                return min(twice)
            met |= here
        return ""

    def _of_times(self, tree: Times) -> np.ndarray:
        if self.policy.einstein and (letter := self._twice(tree)):
            return self.value(Total(letter, tree, inside=Name("d") if letter in self.terms.entries else None))
        total: np.ndarray | None = None
        for factor, sign in zip(tree.factors, tree.signs, strict=True):
            value = self.value(factor)
            if total is not None and total.shape[-1] != value.shape[-2] and self._is_ones(tree.factors[0], total):
                total = np.ones((1, 1, value.shape[-2]))
            if total is not None and factor == Name("ones") and self.question.family == "negative":
                value = np.ones((1, total.shape[-1], 1)) if total.shape[-1] > 1 else value
            total = value if total is None else self.multiplied(total, value, sign)
        assert total is not None
        return total

    def multiplied(self, a: np.ndarray, b: np.ndarray, sign: str = "") -> np.ndarray:
        """The product of two values: of matrices, of a number with anything, or entry by entry."""
        (p, q), (r, s) = a.shape[-2:], b.shape[-2:]
        if sign == "oslash" and (r, s) in ((1, 1), (p, q)):
            return np.asarray(a / b)
        if sign == "oslash":
            raise MisfitError(f"{shape(a)} and {shape(b)} cannot be divided entry by entry")
        if (p, q) == (1, 1) or (r, s) == (1, 1):
            return np.asarray(a * b)
        turned = np.swapaxes
        if sign == "odot":
            if (p, q) != (r, s):
                raise MisfitError(f"{shape(a)} and {shape(b)} cannot be multiplied entry by entry")
            return np.asarray(a * b)
        if sign == "otimes" and q == s == 1:
            return np.asarray(a @ turned(b, -1, -2))
        if q == r:
            return np.asarray(a @ b)
        if sign == "cdot" and (p, q) == (r, s) and q == 1:
            return np.asarray(turned(a, -1, -2) @ b)
        tries: dict[str, list[tuple[bool, bool]]] = {
            "left": [(True, False), (False, True), (True, True)],
            "right": [(False, True), (True, False), (True, True)],
        }
        for left, right in tries.get(self.policy.misfit, []):
            one, other = turned(a, -1, -2) if left else a, turned(b, -1, -2) if right else b
            if one.shape[-1] == other.shape[-2]:
                self.remarks.add("turned")
                return np.asarray(one @ other)
        if self.policy.misfit == "entries" and (p, q) == (r, s):
            self.remarks.add("entries")
            return np.asarray(a * b)
        raise MisfitError(f"{shape(a)} times {shape(b)} is not a product of matrices")

    def _of_over(self, tree: Over) -> np.ndarray:
        above, below = self.value(tree.above), self.value(tree.below)
        if below.shape[-2:] == (1, 1):
            return np.asarray(above / below)
        if above.shape[-2:] == below.shape[-2:] and self.policy.misfit == "entries":
            self.remarks.add("entries")
            return np.asarray(above / below)
        if above.shape[-2:] == (1, 1) and self.policy.misfit == "entries":
            self.remarks.add("entries")
            return np.asarray(above / below)
        raise MisfitError(f"{shape(above)} is divided by {shape(below)}, which is no number")

    def _is_factor(self, tree: Tree) -> bool:
        """Whether a letter before a bracket is a factor and no function."""
        if not isinstance(tree, Applied) or tree.primes or len(tree.to) != 1:
            return False
        own = self.names.get(tree.function)
        return not own.is_function if own is not None else tree.function not in FUNCTIONS

    def _of_power(self, tree: Power) -> np.ndarray:
        if isinstance(tree.base, Applied) and self._is_factor(tree.base):
            # x(1 − x)²: the power is that of the bracket.
            return self.value(Times((Name(tree.base.function), Power(tree.base.to[0], tree.exponent)), ("", "")))
        base, exponent = self.value(tree.base), self.value(tree.exponent)
        if tree.exponent == Minus(Number(1)) and base.shape[-2] == base.shape[-1] > 1:
            return np.asarray(np.linalg.inv(base))
        if exponent.shape[-2:] != (1, 1):
            raise MisfitError(f"an exponent has the shape {shape(exponent)}")
        if base.shape[-2:] != (1, 1) and self.policy.misfit != "entries":
            raise MisfitError(f"{shape(base)} is raised to a power")
        return np.asarray(base**exponent)

    def _of_turned(self, tree: Turned) -> np.ndarray:
        if isinstance(tree.of, Applied) and self._is_factor(tree.of):
            return self.value(Times((Name(tree.of.function), Turned(tree.of.to[0])), ("", "")))
        if tree.of == Number(1) and self.question.family in ("softmax", "negative"):
            return np.swapaxes(self.value(Name("ones")), -1, -2)  # 1ᵀ, for want of a bold 1
        return np.swapaxes(self.value(tree.of), -1, -2)

    # Functions.

    def _of_applied(self, tree: Applied) -> np.ndarray:
        if tree.primes:
            if tree.primes > 1:
                raise UnreadableError(tree.function + "''", "second derivatives are not read")
            return self._slope_of_function(tree)
        own = self.names.get(tree.function)
        if own is not None and (own.is_function or tree.function not in FUNCTIONS or tree.function == "d"):
            return self._own_function(tree)
        if own is not None and tree.function == "P" and len(tree.to) == 1:
            return self._own_function(tree)
        rule = FUNCTIONS.get(tree.function)
        if rule is None and self._is_count_of(tree):
            return self.counts(tree)
        if rule is None and len(tree.to) != 1:
            raise UnreadableError(tree.function, "this function is not known")
        if rule is None:
            # A letter that is no function, before a bracket: a factor.
            return self.value(Times((Name(tree.function), *tree.to), ("", "")))
        return rule(self, tree)

    def _is_count_of(self, tree: Applied) -> bool:
        """Whether a letter before a bracket says how often a word was drawn: n(w_s), c(x)."""
        is_there = self.question.repeats and tree.function in COUNTS and len(tree.to) == 1
        return is_there and isinstance(tree.to[0], Name) and ("count" in self.terms.said or bool(tree.to[0].index))

    def _own_function(self, tree: Applied) -> np.ndarray:
        local = self.names[tree.function]
        if tree.function == "d":
            return self.value(Times((Name("d"), *tree.to), ("", "")))
        if local.tree is None:
            raise UnreadableError(tree.function, f"its definition could not be read: {local.why}")
        if not local.is_function:
            if len(tree.to) == 1 and isinstance(tree.to[0], Name) and tree.to[0].name in ("x", "z", "t"):
                return self.value(local.tree)
            return self.value(Times((Name(tree.function), *tree.to), ("", "")))
        to = arguments(tree)
        if len(to) != 1:
            raise UnreadableError(tree.function, "it is defined for one argument")
        return self.value(put(local.tree, Name(local.letters[0]), to[0]))

    def _slope_of_function(self, tree: Applied) -> np.ndarray:
        """f′(a): the slope of f, at a."""
        if len(tree.to) != 1:
            raise UnreadableError(tree.function + "'", "a dash is read where there is one argument")
        at = self.value(tree.to[0])
        if self.followed is not None:
            raise UnreadableError(tree.function + "'", "a derivative inside of a derivative by an expression")
        local = self.names.get(tree.function)
        if local is not None and (not local.is_function or local.tree is None):
            raise UnreadableError(tree.function + "'", "it is not defined as a function")
        here = Name("#at")
        before = self.scalars.get("#at")
        values = []
        for step in (STEP, -STEP):
            self.scalars["#at"] = at + step
            values.append(self.value(Applied(tree.function, (here,))))
        if before is None:
            del self.scalars["#at"]
        else:
            self.scalars["#at"] = before
        return np.asarray((values[0] - values[1]) / (2 * STEP))

    def entrywise(self, function: Callable[[np.ndarray], np.ndarray], tree: Applied) -> np.ndarray:
        """A function of numbers, entry by entry."""
        if len(tree.to) != 1:
            raise UnreadableError(tree.function, "it is read with one argument")
        value = self.value(tree.to[0])
        with np.errstate(all="ignore"):
            found = function(value)
        if not np.isfinite(found).all():
            raise UnreadableError(tree.function, "at the numbers of the measurement it has no value")
        return found

    def sigma(self, tree: Applied) -> np.ndarray:
        """The sigmoid; where a derivative follows an expression, by its definition. Of a vector of scores, softmax."""
        if self.question.family == "softmax":
            if self.value(tree.to[0]).shape[-2:] != (self.world.V, 1):
                raise UnreadableError("sigma", "here σ is read as softmax, of a column of scores")
            return self.softmax(tree)
        if self.followed is None or len(tree.to) != 1:
            return self.entrywise(lambda x: 1 / (1 + np.exp(-np.clip(x, -500, 500))), tree)
        argument = self.value(tree.to[0])
        if argument.shape[-2:] != (1, 1):
            return np.asarray(1 / (1 + np.exp(-np.clip(argument, -500, 500))))
        forms = definition("sigmoid")
        return self.value(put(forms[self.policy.form % len(forms)], Name("x"), tree.to[0]))

    def softmax(self, tree: Applied) -> np.ndarray:
        """exp, divided by its sum: of a vector, or of several numbers."""
        parts = [self.value(part) for part in tree.to]
        value = np.exp(parts[0] if len(parts) == 1 else self._together([[part] for part in parts]))
        return np.asarray(value / value.sum(axis=(-2, -1), keepdims=True))

    def inner(self, tree: Applied) -> np.ndarray:
        """The inner product of two vectors."""
        a, b = (self.value(part) for part in tree.to)
        a, b = (np.swapaxes(x, -1, -2) if x.shape[-2] == 1 else x for x in (a, b))
        if a.shape[-2:] != b.shape[-2:] or a.shape[-1] != 1:
            raise MisfitError(f"the inner product of {shape(a)} and {shape(b)}")
        return np.asarray(np.swapaxes(a, -1, -2) @ b)

    def counts(self, tree: Applied) -> np.ndarray:
        """count(w_s): how often a sample occurs."""
        if self.question.family != "negative" or len(tree.to) != 1:
            raise UnreadableError(tree.function, "this function is not known")
        return self.number(self.world.samples.count(self.word(tree.to[0])))

    def absolute(self, tree: Applied) -> np.ndarray:
        """|x| of a number."""
        value = self.value(tree.to[0])
        if value.shape[-2:] != (1, 1):
            raise UnreadableError("|", "bars are read around numbers and sets")
        return np.asarray(np.abs(value))

    def limit(self, tree: Applied) -> np.ndarray:
        """What something comes close to from both sides of 0."""
        letter, body = tree.to
        assert isinstance(letter, Name)

        def unapplied(part: Tree) -> Tree:
            """h(1 + x) is a product here."""
            if isinstance(part, Applied) and part.function == letter.name and len(part.to) == 1:
                part = Times((letter, *part.to), ("", ""))
            return rebuilt(part, unapplied)

        body = put(unapplied(body), letter, Name("#at"))
        before = dict(self.scalars)
        values = []
        for step in (STEP, -STEP):
            self.scalars["#at"] = self.number(step)
            values.append(self.value(body))
        self.scalars = before
        return np.asarray((values[0] + values[1]) / 2)

    def differential(self, tree: Applied) -> np.ndarray:
        """How much something changes with a small step of what moves, as a multiple of that step."""
        if self.followed is not None:
            raise UnreadableError("d", "a differential inside of a derivative by an expression")
        self.remarks.add("moved")
        before = self.outside, self.centre, self.scalars
        values = []
        for step in (STEP, -STEP):
            outside, centre, scalars = self._directions(*before)
            self.outside, self.centre = before[0] + step * outside, before[1] + step * centre
            self.scalars = {name: value + step * scalars.get(name, 0) for name, value in before[2].items()}
            try:
                values.append(self.value(tree.to[0]))
            finally:
                self.outside, self.centre, self.scalars = before
        return np.asarray((values[0] - values[1]) / (2 * STEP))

    def _directions(
        self, outside: np.ndarray, centre: np.ndarray, scalars: Mapping[str, np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        """Into which direction each variable moves; what does not move has a 0."""
        rng = np.random.default_rng(DIRECTIONS)
        steps = [rng.normal(0, 1, whole.shape[-3:]) for whole in (outside, centre)]
        numbers = {name: rng.normal(0, 1, (1, 1, 1)) for name in scalars if name not in ("alpha", "#at")}
        if self.policy.moves < 0:
            return steps[0], steps[1], numbers
        by = self.terms.moved[self.policy.moves]
        assert isinstance(by, Name)
        kept = [np.zeros_like(step) for step in steps]
        if by.name == "U" and not by.index:
            kept[0] = steps[0]
        else:
            which = 1 if by.name == "v" else 0
            column = self.word(by.index[0]) if by.index else self.world.c
            kept[which][..., [column]] = steps[which][..., [column]]
        return kept[0], kept[1], {}

    def trace(self, tree: Applied) -> np.ndarray:
        """The trace of a matrix."""
        value = self.value(tree.to[0])
        if value.shape[-1] != value.shape[-2]:
            raise MisfitError(f"the trace of {shape(value)}")
        return np.asarray(np.trace(value, axis1=-2, axis2=-1)[..., None, None])

    def log_of_sum(self, tree: Applied) -> np.ndarray:
        """logsumexp: the logarithm of the sum of exp."""
        value = np.exp(self.value(tree.to[0]))
        return np.asarray(np.log(value.sum(axis=(-2, -1), keepdims=True)))

    def largest(self, tree: Applied) -> np.ndarray:
        """The larger of two numbers, or the smaller."""
        if len(tree.to) != 2:
            raise UnreadableError(tree.function, "it is read with two arguments")
        choose = np.maximum if tree.function == "max" else np.minimum
        a, b = (self.value(part) for part in tree.to)
        if a.shape[-2:] != (1, 1) or b.shape[-2:] != (1, 1):
            raise MisfitError(f"{tree.function} of something that is no number")
        return np.asarray(choose(a, b))

    def diagonal(self, tree: Applied) -> np.ndarray:
        """A vector as a diagonal matrix."""
        value = self.value(tree.to[0])
        if 1 not in value.shape[-2:]:
            raise MisfitError("diag of a matrix")
        line = value.reshape(*value.shape[:-2], -1)
        return np.asarray(line[..., :, None] * np.eye(line.shape[-1]))

    def chance(self, tree: Applied) -> np.ndarray:
        """P(O = w | C = c)."""
        if self.question.family != "softmax":
            raise UnreadableError("P", "this question has no P")
        if len(tree.to) == 1:
            return self.prediction(self.place(tree.to[0]))
        if not isinstance(tree.to[1], Name) or self.word(tree.to[1]) != self.world.c:
            raise UnreadableError("P", "P is read given the centre word c")
        if isinstance(tree.to[0], Name) and tree.to[0].name in ("uhat", "yhat", "y"):
            raise UnreadableError("P", "of which word?")
        return self.prediction(self.place(tree.to[0]))

    def prediction(self, place: Place) -> np.ndarray:
        """The predicted probability of a word."""
        if self.followed is not None:
            with self.binding({"w": Place("word", self.word_at(place))}):
                return self.value(definition("P")[0])
        return self.predictions()[..., [self.word_at(place)], :]

    def predictions(self) -> np.ndarray:
        """The column of all of them."""
        if self.followed is not None:
            return self._together([[self.prediction(Place("word", at))] for at in range(self.world.V)])
        scores = np.swapaxes(self.outside, -1, -2) @ self.centre[..., [self.world.c]]
        odds = np.exp(scores)
        return np.asarray(odds / odds.sum(axis=-2, keepdims=True))

    def loss(self, tree: Applied) -> np.ndarray:
        """J, or a cross-entropy of two distributions."""
        name, arguments = tree.to[0], tree.to[1:]
        assert isinstance(name, Name)
        if self.question.family == "leaky" and name.name == "H" and len(arguments) == 1:
            return self.step(Applied("theta", arguments))
        if name.name in ("CE", "H") and len(arguments) == 2:
            true, other = (self.value(argument) for argument in arguments)
            if true.shape[-2:] != other.shape[-2:] or true.shape[-1] != 1:
                raise MisfitError("the cross-entropy of two things that are not two vectors of one length")
            return -np.asarray((true * logarithm(other)).sum(axis=(-2, -1), keepdims=True))
        if self.question.family == "window" and not is_window(name.label):
            if len(arguments) != 3:
                raise UnreadableError("J", "the loss of a pair is read as J(v_c, w_{t+j}, U)")
            return self.pair(self.word(arguments[1]))
        found = self._loss_named(name)
        if found is None:
            raise UnreadableError(spelled(name), "this question has no such loss")
        return found

    def pair(self, outside: int) -> np.ndarray:
        """The loss of one pair."""
        scores = np.swapaxes(self.outside, -1, -2) @ self.centre[..., [self.world.c]]
        return np.asarray(np.log(np.exp(scores).sum(axis=-2, keepdims=True)) - scores[..., [outside], :])

    def _loss_named(self, name: Name) -> np.ndarray | None:
        label = name.label.lower()
        family = self.question.family
        if name.name == "CE" and family != "softmax":
            return None
        if family in ("softmax", "negative"):
            if name.index and not label and not all(isinstance(index, Name) for index in name.index):
                return None
            wanted = "negative" if "neg" in label else "softmax" if ("naive" in label or "soft" in label) else family
            with self._question_of_loss():
                return self.value(definition(wanted)[0])
        if family == "window":
            if not is_window(label):
                raise UnreadableError(spelled(name), "the loss of a pair is read as J(v_c, w_{t+j}, U)")
            with self._question_of_loss():
                return self.value(definition("window")[0])
        if name == Name("J"):
            with self._question_of_loss():
                return self.value(definition(self.question.loss or family)[0])
        return None

    @contextmanager
    def _question_of_loss(self) -> Iterator[None]:
        """The loss is the notebook's, whatever the student calls by the same names and binds by the same letters."""
        names, bound = self.names, self.bound
        self.names, self.bound = {}, {}
        try:
            yield
        finally:
            self.names, self.bound = names, bound

    def step(self, tree: Applied) -> np.ndarray:
        """The step function, if words say that it is meant; and its derivative, which is 0 wherever there is one."""
        if self.question.family != "leaky" or "step" not in self.terms.said:
            return self.value(Times((Name(tree.function), *tree.to), ("", "")))
        at = self.value(tree.to[0])
        return np.where(at > 0, 1.0, 0.0) if tree.function in ("theta", "Theta") else np.zeros_like(at)

    def leaky(self, tree: Applied) -> np.ndarray:
        """f(x) = max(αx, x)."""
        if self.question.family != "leaky":
            raise UnreadableError("f", "this question has no f, and the cell does not define one")
        names = self.names
        at = self.value(tree.to[0])
        self.names = {}
        try:
            return np.asarray(np.maximum(self.scalars["alpha"] * at, at))
        finally:
            self.names = names

    # Sums over an index.

    def _of_total(self, tree: Total) -> np.ndarray:
        total: np.ndarray | None = None
        letters = [tree.letter] if tree.letter else []
        if self.policy.misfit == "index" and tree.letter and tree.letter not in index_letters(tree.body):
            # Under Σ_s stands u_w: the index of the sum is what was meant.
            meant = {letter for letter in index_letters(tree.body) if letter not in self.bound}
            self.remarks |= {"index"} if meant else set()
            letters += sorted(meant)
        for place in self._range(tree):
            with self.binding(dict.fromkeys(letters, place)):
                if not all(self.holds(condition) for condition in tree.conditions):
                    continue
                value = self.value(tree.body)
            if total is not None:
                value = total * value if tree.product else self.added(total, value)
            total = value
        return self.number(1 if tree.product else 0) if total is None else total

    def _range(self, tree: Total) -> list[Place]:
        """What the letter of a sum runs over."""
        if (around := self._around_o(tree)) is not None:
            return around
        ends = [tree.last] if tree.last is not None else []
        starts = [tree.first] if tree.first is not None else []
        for condition in tree.conditions:
            if condition.relation in ("<=", "<"):
                if isinstance(condition.right, Name) and condition.right.name != tree.letter:
                    ends.append(condition.right)
                if isinstance(condition.left, Number | Minus):
                    starts.append(condition.left)
        if isinstance(tree.inside, Listed) and tree.inside.members[:-1] in ((), (Number(1),)):
            # [K] and [1, K] are 1, …, K.
            last = tree.inside.members[-1:]
            if last and isinstance(last[0], Name) and last[0].name in ("K", "V", "size") and not last[0].index:
                return self._named_range(last[0])
        if isinstance(tree.inside, Listed):
            return self._members(tree.inside)
        if self.question.family == "negative" and (tree.first, tree.last) == (Number(0), Name("K")):
            # The outside word, and behind it the samples.
            self.remarks.add("assumed")
            return [Place("word", self.world.o), *self._all()]
        if (
            self.policy.vocabulary
            and not self._is_over_samples(tree)
            and not starts
            and not ends
            and (tree.inside is None or isinstance(tree.inside, Name))
        ):
            return [Place("word", at) for at in range(self.world.V)]
        if isinstance(tree.inside, Name | Total) and (own := self._own_set(tree.inside)) is not None:
            return own
        if not ends and tree.inside is None and tree.letter in self.terms.entries:
            return [Place("entry", at) for at in range(self.world.d)]
        everything = self._named_range(ends[0] if ends else tree.inside)
        if starts and isinstance(starts[0], Number) and everything and everything[0].kind in ("word", "sample"):
            first = int(starts[0].value)
            if first > 1 or first < 0:
                raise UnreadableError("sum", "a sum is read from 1 to the end, or over a set")
        in_window = tree.first is not None and everything and everything[0].kind == "offset"
        if in_window and not (isinstance(tree.first, Minus) and isinstance(tree.last, Name)):
            raise UnreadableError("sum", "the window's sum is read from −m to m")
        if tree.first is not None and not isinstance(tree.first, Number | Minus):
            raise UnreadableError("sum", "a sum is read from 1 to the end, or over a set")
        return everything

    def _is_over_samples(self, tree: Total) -> bool:
        """Whether a w_k under a sum over k says that k counts samples."""
        drawn = Name("w", (Name(tree.letter),))
        return any(part == drawn for whole in (tree.body, *tree.conditions) for part in whole.all())

    def _around_o(self, tree: Total) -> list[Place] | None:
        """The words before the outside one, or behind it: from 1 to o − 1, from o + 1 to V."""
        before = (Name("o"), Minus(Number(1)))
        behind = (Name("o"), Number(1))
        if self.question.family != "softmax":
            return None
        if tree.first == Number(1) and isinstance(tree.last, Plus) and tree.last.terms == before:
            return [Place("word", at) for at in range(self.world.o)]
        if isinstance(tree.first, Plus) and tree.first.terms == behind and isinstance(tree.last, Name):
            return [Place("word", at) for at in range(self.world.o + 1, self.world.V)]
        return None

    def _own_set(self, tree: Tree) -> list[Place] | None:
        """The members of a set that the student gives by a condition, {i : w_i = w_s}, or by a name for one."""
        places: dict[str, Place] = {}
        if isinstance(tree, Name):
            local = self.names.get(key(tree)) or self.names.get(tree.name)
            if local is None or local.is_function or local.tree is None:
                return None
            if len(local.letters) == len(tree.index):
                places = {k: self.place(index) for k, index in zip(local.letters, tree.index, strict=True)}
            tree = local.tree
        if not isinstance(tree, Total) or tree.body != Number(1):
            return None
        found = []
        with self.binding(places):
            for place in self._range(tree):
                with self.binding({tree.letter: place}):
                    if all(self.holds(condition) for condition in tree.conditions):
                        found.append(place)
        return found

    def _named_range(self, end: Tree | None) -> list[Place]:
        if end is None:
            return self._all()
        if isinstance(end, Plus) and len(end.terms) == 2 and isinstance(end.terms[0], Name):
            # From 0 to V − 1 is everything as well.
            end = end.terms[0] if end.terms[1] == Minus(Number(1)) else end
        if isinstance(end, Name):
            label = (end.label or (end.name if len(end.name) > 1 else "")).lower()
            if end.name in ("V", "size") or (end.name == "set" and "voc" in label):
                return [Place("word", at) for at in range(self.world.V)]
            if end.name == "K" and self.question.family == "negative":
                return self._all()
            if end.name == "d":
                return [Place("entry", at) for at in range(self.world.d)]
            if end.name == "m" and self.question.family == "window":
                return self._all()
            if self.question.repeats and end.name in COUNTS and end.name != "N" and "count" in self.terms.said:
                # Σ from j = 1 to n, where n counts: the places i_j with the same word.
                self.remarks.add("assumed")
                word = self.word(Name(self.terms.letters[0] if self.terms.letters else "s"))
                return [place for place in self._all() if self.word_at(place) == word]
            if not self.question.repeats or end.name in ("N", "W") or any(w in label for w in ("neg", "sampl")):
                return self._all()
        unknown = end.name if isinstance(end, Name) and not end.label and end.name not in self.names else ""
        raise UnreadableError(spelled(end), "over what this sum runs cannot be read", unknown)

    def _members(self, members: Listed) -> list[Place]:
        """The members of a set that is written out."""
        shown = [member for member in members.members if not isinstance(member, Dots)]
        if len(shown) == len(members.members):
            return [self.place(member) for member in shown]
        last = shown[-1]
        if isinstance(last, Name) and last.index:
            # {o, w_1, …, w_K}: the outside word as well.
            before = (
                [Place("word", self.world.o)] if shown[0] == Name("o") and self.question.family == "negative" else []
            )
            self.remarks |= {"assumed"} if before else set()
            return [*before, *self._all()]
        return self._named_range(last)

    def holds(self, condition: Tree) -> bool:
        """Whether a condition is true here."""
        if isinstance(condition, Listed):
            return all(self.holds(member) for member in condition.members)
        assert isinstance(condition, Condition)
        left, right, relation = condition.left, condition.right, condition.relation
        if relation == "otherwise":
            return True
        assert left is not None
        assert right is not None
        if self.question.family in ("leaky", "sigmoid"):
            return self._compared(relation, float(self.value(left).flat[0]), float(self.value(right).flat[0]))
        if relation in ("in", "notin"):
            return self._is_in(left, right) == (relation == "in")
        a, b = self.place(left), self.place(right)
        if "entry" in (a.kind, b.kind):
            a, b = Place("entry", self.entry(left)), Place("entry", self.entry(right))
        if relation in ("<=", "<", ">", ">="):
            if isinstance(right, Name) and right.name not in self.bound:
                return True
            if isinstance(left, Number | Minus):
                return True
            if isinstance(right, Number) and relation in (">=", ">") and a.kind in ("word", "sample"):
                # Of the scores from 0 to K the first is that of the outside word.
                is_first = self.question.family == "negative" and a == Place("word", self.world.o)
                return self._compared(relation, 0 if is_first else a.at + 1, right.value)
            raise UnreadableError(relation, "this condition is not read")
        if relation not in ("=", "!="):
            raise UnreadableError(relation, "this condition is not read")
        same = a.at == b.at if a.kind == b.kind or "offset" in (a.kind, b.kind) else self.word_at(a) == self.word_at(b)
        return same == (relation == "=")

    @staticmethod
    def _compared(relation: str, a: float, b: float) -> bool:
        rules = {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b, "=": a == b, "!=": a != b}
        if relation not in rules:
            raise UnreadableError(relation, "this condition is not read")
        return rules[relation]

    def _is_in(self, left: Tree, right: Tree) -> bool:
        if isinstance(right, Listed):
            words = {self.word_at(place) for place in self._members(right)}
            return self.word(left) in words
        if isinstance(right, Name | Total) and (own := self._own_set(right)) is not None:
            return self.place(left) in own
        if isinstance(right, Name):
            return self.word(left) in {self.word_at(place) for place in self._named_range(right)}
        raise UnreadableError("in", "this condition is not read")

    def _of_cases(self, tree: Cases) -> np.ndarray:
        for value, condition in zip(tree.values, tree.conditions, strict=True):
            if self.holds(condition):
                return self.value(value)
        raise UnreadableError("cases", "none of these cases is the one that is measured")

    def _of_indicator(self, tree: Indicator) -> np.ndarray:
        return self.number(float(all(self.holds(condition) for condition in tree.conditions)))

    def _of_mean(self, tree: Mean) -> np.ndarray:
        total: np.ndarray | None = None
        weights = self.value(tree.weights) if not isinstance(tree.weights, Applied) else None
        if weights is None or weights.shape[-2:] != (self.world.V, 1):
            raise UnreadableError("expectation", "an expectation is read over ŷ or y")
        for at in range(self.world.V):
            with self.binding({tree.letter: Place("word", at)}):
                value = weights[..., [at], :] * self.value(tree.body)
            total = value if total is None else total + value
        assert total is not None
        return total

    def _of_entry(self, tree: Entry) -> np.ndarray:
        value = self.value(tree.of)
        if len(tree.index) == 1 and value.shape[-2:] == (self.world.d, 1):
            return value[..., [self.entry(tree.index[0])], :]
        if len(tree.index) == 1 and value.shape[-1] == 1 and value.shape[-2] > 1:
            place = self.place(tree.index[0])
            at = place.at - 1 if place.kind == "number" else place.at
            if self.question.family == "negative" and place.kind in ("word", "number", "sample"):
                at = self._entry_of_samples(place, value.shape[-2])
            if value.shape[-2] == self.world.V and place.kind != "entry":
                at = self.word_at(place)
            if 0 <= at < value.shape[-2] and (place.kind == "entry" or value.shape[-2] != self.world.d):
                return value[..., [at], :]
        raise UnreadableError("_", "this index is not read")

    def _entry_of_samples(self, place: Place, size: int) -> int:
        """Where the entry for a sample stands in a column of K, or of K + 1 with the outside word in front."""
        if size == self.world.K + 1 and place == Place("word", self.world.o):
            return 0
        if size == self.world.K + 1 and place.kind == "sample":
            return place.at + 1
        if place.kind == "word" or size == self.world.K + 1:
            raise UnreadableError("_", "which entry this is cannot be told")
        return place.at - 1 if place.kind == "number" else place.at

    def _of_grid(self, tree: Grid) -> np.ndarray:
        if len(tree.rows) == 1:
            row = tree.rows[0]
            if any(isinstance(cell, Dots) for cell in row):
                return self._together([self._ellipsis(row)])
            return self._together([[self.value(cell) for cell in row]])
        if all(len(row) == 1 for row in tree.rows):
            column = [row[0] for row in tree.rows]
            if any(isinstance(cell, Dots) for cell in column):
                return self._together([[cell] for cell in self._ellipsis(column)])
            return self._together([[self.value(cell)] for cell in column])
        if any(isinstance(cell, Dots) for row in tree.rows for cell in row):
            raise UnreadableError("…", "an ellipsis in two directions is not read")
        return self._together([[self.value(cell) for cell in row] for row in tree.rows])

    def _ellipsis(self, cells: Sequence[Tree]) -> list[np.ndarray]:
        shown = [cell.value for cell in cells if isinstance(cell, Number)]
        if self.question.family == "softmax" and shown in ([0, 1, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 1, 0, 0]):
            # 0 … 1 … 0 is one-hot, at o.
            return [self.number(float(at == self.world.o)) for at in range(self.world.V)]
        first = next((at for at, cell in enumerate(cells) if generalised(cell, Number(1)) != cell), 0)
        if first and self.question.family == "negative":
            # [u_o, −u_{w_1}, …, −u_{w_K}]: what stands in front is one more.
            return [*map(self.value, cells[:first]), *self._ellipsis(cells[first:])]
        template, special = self._pattern(cells)
        return [self._in_pattern(template, special, place) for place in self._places_of(template, cells)]


FUNCTIONS: dict[str, Callable[[Meaning, Applied], np.ndarray]] = {
    "exp": lambda m, tree: m.entrywise(lambda x: np.exp(np.clip(x, -500, 500)), tree),
    "log": lambda m, tree: m.entrywise(logarithm, tree),
    "abs": Meaning.absolute,
    "lim": Meaning.limit,
    "tanh": lambda m, tree: m.entrywise(np.tanh, tree),
    "sinh": lambda m, tree: m.entrywise(np.sinh, tree),
    "cosh": lambda m, tree: m.entrywise(np.cosh, tree),
    "sech": lambda m, tree: m.entrywise(lambda x: 1 / np.cosh(x), tree),
    "softplus": lambda m, tree: m.entrywise(lambda x: np.log1p(np.exp(np.clip(x, -500, 500))), tree),
    "relu": lambda m, tree: m.entrywise(lambda x: np.maximum(x, 0), tree),
    "sign": lambda m, tree: m.entrywise(np.sign, tree),
    "sigma": Meaning.sigma,
    "softmax": Meaning.softmax,
    "inner": Meaning.inner,
    "count": Meaning.counts,
    "max": Meaning.largest,
    "min": Meaning.largest,
    "diag": Meaning.diagonal,
    "tr": Meaning.trace,
    "logsumexp": Meaning.log_of_sum,
    "d": Meaning.differential,
    "P": Meaning.chance,
    "f": Meaning.leaky,
    "theta": Meaning.step,
    "Theta": Meaning.step,
    "delta": Meaning.step,
    **dict.fromkeys(LOSSES, Meaning.loss),
}
"""The functions: a new one is a line here."""

RULES: dict[type[Tree], Any] = {
    Number: Meaning._of_number,
    Name: Meaning._of_name,
    Minus: Meaning._of_minus,
    Plus: Meaning._of_plus,
    Times: Meaning._of_times,
    Over: Meaning._of_over,
    Power: Meaning._of_power,
    Turned: Meaning._of_turned,
    Applied: Meaning._of_applied,
    Total: Meaning._of_total,
    Cases: Meaning._of_cases,
    Indicator: Meaning._of_indicator,
    Mean: Meaning._of_mean,
    Entry: Meaning._of_entry,
    Grid: Meaning._of_grid,
    Slope: slope,
}
"""What each kind of tree is worth. `Dots`, `Listed` and `Condition` have a meaning inside of others only."""
