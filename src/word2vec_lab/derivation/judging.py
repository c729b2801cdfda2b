"""Judges a derivation: each equality sign by numbers, and whether the end is the derivative that the item asks for.

Nothing here knows a derivation. Both sides of a sign are evaluated at the same random numbers. They are read as a kind
person would read them: where TeX leaves open how far something reaches, where shapes do not fit, and where it is not
said whether w is o, what could be meant is tried; an alarm is given only if nothing of it holds. What cannot be read is
not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from word2vec_lab.derivation.customs import MOST_UNKNOWN, by_custom
from word2vec_lab.derivation.meaning import FUNCTIONS, Meaning
from word2vec_lab.derivation.parsing import LOSSES, parse, reaches, with_brackets
from word2vec_lab.derivation.patterns import entries_in_front, entry_letters, index_letters, key, put, reuses, shape
from word2vec_lab.derivation.questions import Question, Target
from word2vec_lab.derivation.reading import (
    BEFORE_CONDITION,
    BEFORE_DEFINITION,
    BEFORE_REASON,
    OPPOSITE,
    Chain,
    Reading,
    Side,
    read,
)
from word2vec_lab.derivation.slopes import NESTED
from word2vec_lab.derivation.symbols import KNOWN, TRANSPOSABLE
from word2vec_lab.derivation.terms import (
    MOST_BY_CUSTOM,
    MOST_OF_A_SIGN,
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
    Minus,
    Name,
    Number,
    Plus,
    Slope,
    Times,
    Total,
    Tree,
    Turned,
)
from word2vec_lab.derivation.worlds import COUNTS, FREE_NUMBERS, World, world

TOLERANCE = 2e-5
"""Largest difference of two sides, relative to their size, that the measurement itself can make."""


OF_WHICH_CASE = "of which case this is said cannot be told"
STATED = frozenset(FUNCTIONS) - {"f", "delta", "theta", "Theta", *LOSSES}
"""Functions that everybody knows: nobody gives a name to exp(x)."""
MOST_MOVED = 4
"""So many variables are tried as the one that alone moves in a differential."""
NOT_FINITE = 1e20
"""What is larger stands for something that has no value."""


class Verdict(StrEnum):
    """What is said of an equality sign; the words are those that a student reads."""

    HOLDS = "holds"
    TURNED = "holds up to transposition"
    FALSE = "does not hold"
    INDEX = "an index is missing"
    CAPTURED = "an index is captured by a sum"
    ONLY_SAME = "holds only for w = o"
    ONLY_OTHER = "holds only for w ≠ o"
    ONLY_ABOVE = "holds only for x > 0"
    ONLY_BELOW = "holds only for x < 0"
    UNREAD = "not read"
    DEFINES = "gives a name"
    CONDITION = "a condition"


JUDGED = frozenset(Verdict) - {Verdict.DEFINES, Verdict.CONDITION}
"""The verdicts that a step gets."""
ALARMS = frozenset([Verdict.FALSE, Verdict.ONLY_SAME, Verdict.ONLY_OTHER, Verdict.ONLY_ABOVE, Verdict.ONLY_BELOW])
REMARKS = frozenset([Verdict.INDEX, Verdict.CAPTURED])


@dataclass(frozen=True)
class Sign:
    """An equality sign with its verdict. `why` says more, in words; `symbol` is what could not be read."""

    verdict: Verdict
    why: str = ""
    symbol: str = ""
    unknown: str = ""
    """The name that it was not read for, where nobody says what it stands for."""
    shapes: tuple[str, str] = ("", "")
    case: str = ""
    trees: tuple[Tree, Tree] | None = None
    world: World | None = None


@dataclass(frozen=True)
class Line:
    """A chain with its verdicts, one for each sign."""

    chain: Chain
    signs: tuple[Sign, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there is something in it to be shown: a step, or a name that it gives."""
        return any(sign.verdict is not Verdict.CONDITION for sign in self.signs)


@dataclass(frozen=True)
class End:
    """What became of one derivative that the item asks for: "right", "transposed", "wrong", "unread" or "none"."""

    target: str
    state: str


@dataclass(frozen=True)
class Judged:
    """A whole cell."""

    question: Question
    lines: tuple[Line, ...] = ()
    ends: tuple[End, ...] = ()
    problem: str = ""
    terms: Terms = field(default_factory=Terms)

    def meaning(self, place: World, policy: Policy, work: Work) -> Meaning:
        """What evaluates a tree of this cell."""
        return Meaning(self.question, place, self.terms, policy, work)

    @property
    def signs(self) -> list[Sign]:
        """The signs that are steps, in order."""
        return [sign for line in self.lines for sign in line.signs if sign.verdict in JUDGED]

    def first(self, verdicts: frozenset[Verdict]) -> tuple[Line, int] | None:
        """The first sign with one of these verdicts: its chain, and its number in it."""
        signs = ((line, number) for line in self.lines for number in range(len(line.signs)))
        return next(((line, n) for line, n in signs if line.signs[n].verdict in verdicts), None)

    @property
    def end(self) -> str:
        """All ends in one word."""
        states = [end.state for end in self.ends]
        for state in ("wrong", "unread", "none", "transposed"):
            if state in states and not (state in ("none",) and set(states) == {"none"}):
                return state if state != "none" else "incomplete"
        return "none" if not states or "none" in states else "right"


@dataclass(frozen=True)
class _Value:
    array: np.ndarray
    remarks: frozenset[str]
    tree: Tree


def judge(question: Question, text: str) -> Judged:
    """Judge the text of a cell."""
    found = read(text, of_x=question.family in ("leaky", "sigmoid"))
    if found.problem:
        return Judged(question, problem=found.problem)
    with np.errstate(all="ignore"):
        return _Judge(question, found).judged()


def _holding(lines: Sequence[Line]) -> int:
    """How many signs hold."""
    return sum(sign.verdict in (Verdict.HOLDS, Verdict.TURNED) for line in lines for sign in line.signs)


def _score(lines: Sequence[Line]) -> int:
    """How many signs hold, less those that do not."""
    return _holding(lines) - sum(sign.verdict in ALARMS for line in lines for sign in line.signs)


class _Judge:
    def __init__(self, question: Question, reading: Reading) -> None:
        self.question = question
        self.reading = reading
        self.names: dict[str, Local] = {}
        self.terms = Terms()
        self.work = Work()
        self.values: dict[tuple[int, World | int, int], tuple[list[_Value], Exception | None]] = {}
        self.trees: dict[int, list[Tree] | UnreadableError] = {}
        self.others: dict[int, list[Tree]] = {}
        self.with_cases: dict[int, bool] = {}
        self.kept: list[Side] = []
        """Sides of our own: what is known of a side is kept under its id, which must stay its own."""
        self.mended: dict[int, list[Tree]] = {}
        """What a side could mean in which a bracket is missing."""
        self.misfits: set[tuple[int, int, Tree]] = set()
        """What did not fit, by side and world."""
        self.spoken: dict[int, frozenset[str]] = {}

    def judged(self) -> Judged:
        """All verdicts."""
        self._own_names()
        lines = [Line(chain, tuple(self._signs(chain))) for chain in self.reading.chains]
        self.work.left = MOST_BY_CUSTOM
        lines = self._by_custom(lines)
        self.work.left = MOST_BY_CUSTOM
        ends = tuple(self._ends(lines))
        return Judged(self.question, tuple(lines), ends, terms=self.terms)

    # Names that the cell does not define.

    def _by_custom(self, lines: list[Line]) -> list[Line]:
        """The lines, judged again with what unknown names stand for by custom, where that makes more of them hold."""
        unknown = dict.fromkeys(name for line in lines for sign in line.signs for name in self._unknown(sign))
        for name in list(unknown)[:MOST_UNKNOWN]:
            best, most = None, _score(lines)
            before = self.terms
            functions = {p.function for t in self._usual_trees() for p in t.all() if isinstance(p, Applied)}
            has_index = any(
                isinstance(p, Name) and p.name == name and p.index for t in self._usual_trees() for p in t.all()
            )
            for local in by_custom(self.question.family, name, self.question.repeats):
                if (has_index and not local.letters) or (local.is_function and name not in functions):
                    continue
                again = self._with(lines, local)
                if again is not None and _score(again) > most and _holding(again) > _holding(lines):
                    best, most = (local, again), _score(again)
                self._take_terms(before)
            if best is not None:
                self._with(lines, best[0])
                lines = best[1]
        return lines

    def _unknown(self, sign: Sign) -> Iterator[str]:
        """The name that a sign was not read for, if it is one that a custom may give a meaning."""
        if sign.unknown and not self._is_known(sign.unknown):
            yield sign.unknown
        if self.question.repeats and (sign.verdict in ALARMS or sign.verdict is Verdict.UNREAD):
            # What was taken for a count may be something else.
            for part in (part for tree in sign.trees or () for part in tree.all()):
                if isinstance(part, Name) and part.name in COUNTS and part.name not in self.names:
                    yield part.name

    def _with(self, lines: list[Line], local: Local) -> list[Line] | None:
        """The lines with one name more; None if a sign that held does not hold any more."""
        names = {**self.terms.names, local.name: local}
        self._take_terms(replace(self.terms, names=names, numbers=self.terms.numbers - {local.name}))
        found = []
        for line in lines:
            signs = line.signs
            if any(sign.verdict is Verdict.UNREAD for sign in signs) or self._mentions(line.chain, local.name):
                signs = tuple(self._signs(line.chain))
            for old, new in zip(line.signs, signs, strict=True):
                if old.verdict in (Verdict.HOLDS, Verdict.TURNED) and new.verdict not in (
                    Verdict.HOLDS,
                    Verdict.TURNED,
                ):
                    return None
            found.append(Line(line.chain, signs))
        return found

    def _take_terms(self, terms: Terms) -> None:
        self.terms, self.names = terms, dict(terms.names)
        self.values.clear()

    def _mentions(self, chain: Chain, name: str) -> bool:
        trees = [self._readings(side) for side in chain.sides]
        return any(_is_named(part, name) for found in trees if isinstance(found, list) for part in found[0].all())

    # Names that the cell defines.

    def _own_names(self) -> None:
        variables: set[str] = set()
        arguments: set[str] = set()
        letters: dict[str, None] = {}
        entries: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        moved: dict[Tree, None] = {}
        subjects = [letter for chain in self.reading.chains if (letter := self._subject(chain, ""))]
        usual = "s" if self.question.family == "negative" else "w"
        # The letter of the item comes first: of two letters it is the one that is asked for.
        letters.update(dict.fromkeys([usual, *subjects] if usual in subjects or not subjects else subjects))
        for side in self._all_sides():
            trees = self._readings(side)
            for tree in trees if isinstance(trees, list) else ():
                variables |= set(_numbers_in(tree))
                arguments |= set(_arguments_of_sigma(tree))
                letters.update(dict.fromkeys(index_letters(tree)))
                entries |= set(entry_letters(tree))
                moved.update(dict.fromkeys(_moved_in(tree)))
                pairs |= set(entries_in_front(tree))
        in_front = {first for first, second in pairs if not second}
        entries -= {second for first, second in pairs if first in in_front and second not in in_front}
        said = frozenset(name for name, words in SAID.items() if words.search(self.reading.text))
        of_vectors = self.question.family in ("softmax", "negative")
        if of_vectors and any(_is_dash_for_transpose(tree) for tree in self._usual_trees()):
            said |= {"transpose"}
        said |= {f"direction {match[1] or match[2]}" for match in DIRECTION.finditer(self.reading.text)}
        self.terms = Terms(self.names, frozenset(), tuple(letters), frozenset(entries), tuple(moved)[:MOST_MOVED], said)
        for chain in self.reading.chains:
            if not chain.relations or chain.relations[0] not in ("=", ":="):
                continue
            trees = self._readings(chain.sides[0])
            if not isinstance(trees, list):
                continue
            self._define(chain, trees[0])
        for short, long in self.reading.spoken:
            trees = self._readings(short)
            if isinstance(trees, list):
                self._define(Chain([short, long], ["="], defining=True), trees[0])
        if self.question.family == "leaky" and any(map(_has_step, self._usual_trees())):
            variables.add("h")
        if "theta" not in arguments:
            variables.discard("theta")  # a ∂J/∂θ is by the scores, wherever they are defined
        numbers = {name for name in variables - self.names.keys() if name in FREE_NUMBERS and not self._is_known(name)}
        # Beside x_k = …, the x of d/dx log σ(x) is any number.
        numbers |= {name for name in arguments & variables if name in self.names and self.names[name].letters}
        self.terms = replace(self.terms, numbers=frozenset(numbers))

    def _all_sides(self) -> Iterator[Side]:
        for chain in self.reading.chains:
            yield from chain.sides
        for pair in self.reading.spoken:
            yield from pair

    def _usual_trees(self) -> Iterator[Tree]:
        for side in self._all_sides():
            trees = self._readings(side)
            yield from trees if isinstance(trees, list) else ()

    def _define(self, chain: Chain, left: Tree) -> None:
        name: Name
        letters: tuple[str, ...] = ()
        is_function = False
        if isinstance(left, Name) and "'" not in left.name:
            name = left
            letters = tuple(i.name for i in left.index if isinstance(i, Name) and not i.index)
            if len(letters) != len(left.index) or key(left) != left.name:
                letters = ()
        elif isinstance(left, Applied) and left.function in LOSSES and len(left.to) == 2:
            # ℓ(z) = −log σ(z): a function of one number, though the letter is that of a loss.
            argument = left.to[1]
            if left.to[0] != Name(left.function) or not isinstance(argument, Name) or argument.name not in FREE_NUMBERS:
                return
            if argument.index or self._subject_is(argument.name):
                return
            self._define_as(chain, left.function, Name(left.function), (argument.name,), True)
            return
        elif isinstance(left, Applied) and not left.primes and len(left.to) == 1 and isinstance(left.to[0], Name):
            name, letters, is_function = Name(left.function), (left.to[0].name,), True
            if left.function in STATED:
                return
        else:
            return
        is_known = self._is_known(name.name, name) and not self._is_other_loss(name, chain.sides[1])
        before = self.names.get(key(name))
        is_other = (
            before is not None and not is_function and not before.is_function and bool(before.letters) != bool(letters)
        )
        if (before is not None and not is_other) or is_known or _is_left_open(chain.sides[1]):
            return
        self._define_as(chain, key(name), name, letters, is_function)

    def _is_other_loss(self, name: Name, right: Side) -> bool:
        """Whether ℓ or L stands for something else than J: for the log-likelihood, or for a part of the loss."""
        if name.name not in LOSSES - {"J"} or name.index or name.label:
            return False
        has_both = any(isinstance(part, Name | Applied) and _loss_name(part) == "J" for tree in self._usual_trees()
                       for part in tree.all())  # fmt: skip
        if not has_both and "likelihood" not in self.terms.said:
            return False
        place = world(repeats=self.question.repeats)
        values, _ = self._values(right, place, 0)
        loss = Meaning(self.question, place, Terms()).value(Name("J"))
        self.values.clear()
        return bool(values) and not any(_compared(_Value(loss, frozenset(), Name("J")), value) for value in values)

    def _subject_is(self, letter: str) -> bool:
        """Whether a letter stands as an index somewhere in the cell."""
        return letter in self.terms.letters

    def _define_as(self, chain: Chain, own: str, name: Name, letters: tuple[str, ...], is_function: bool) -> None:
        right = self._readings(chain.sides[1])
        if isinstance(right, list):
            if (
                isinstance(right[0], Number)
                and not chain.defining
                and (self.question.repeats or name.name in self.terms.letters)
            ):
                return
            if any(part == name for part in right[0].all()):
                return
            if (before := self.names.get(own)) is not None and bool(before.letters) != bool(letters):
                own, name_ = (f"{own}_#" if letters else f"{own}_"), own  # x and x_s are two names
            else:
                name_ = own
            self.names[own] = Local(name_, letters, right[0], is_function)
            chain.defining = True
        else:
            self.names[own] = Local(own, letters, None, is_function, right.why)
            chain.defining = True

    def _is_known(self, name: str, tree: Name | None = None) -> bool:
        """Whether a name is one of the question's."""
        family = self.question.family
        if name in ("e", "delta", "d") and tree is not None and (tree.index or name == "delta"):
            return False
        if self.question.repeats and name == "n":
            return tree is None or bool(tree.index) or "count" in self.terms.said
        if name == "P" and tree is not None:
            return False  # a bare P may be given a name of its own
        if name in ("sigma", "P") or (name == "f" and family == "leaky"):
            return tree is None or not tree.index
        if name in LOSSES and family in ("softmax", "negative", "window"):
            if tree is not None and tree.index and not tree.label and tree.index != (Name("CE"),):
                return False
            return name in ("J", "L", "CE", "ell", "H") and (family == "softmax" or name != "CE")
        return name in KNOWN and family in KNOWN[name].families

    # Readings and values.

    def _readings(self, side: Side) -> list[Tree] | UnreadableError:
        """The tree of a side as one usually reads it, alone in a list."""
        if id(side) not in self.trees:
            try:
                self.trees[id(side)] = [parse(side.tokens)]
            except UnreadableError as error:
                self.trees[id(side)] = self._with_brackets(side) or error
            except RecursionError:
                self.trees[id(side)] = UnreadableError("", "the formula is nested too deeply to be read")
        return self.trees[id(side)]

    def _with_brackets(self, side: Side) -> list[Tree]:
        """The tree of a side in which a round or square bracket is missing, or too many."""
        for mended in with_brackets(side.tokens):
            try:
                tree = parse(mended)
            except (UnreadableError, RecursionError):
                continue
            self.mended.setdefault(id(side), []).append(tree)
        return self.mended.get(id(side), [])[:1]

    def _other_readings(self, side: Side) -> list[Tree]:
        """What else it could mean, where TeX leaves open how far something reaches."""
        if id(side) not in self.others:
            usual = self._readings(side)
            found = list(usual) if isinstance(usual, list) else []
            found += [tree for tree in self.mended.get(id(side), [])[1:] if tree not in found]
            for reach in reaches():
                try:
                    tree = parse(side.tokens, reach)
                except (UnreadableError, RecursionError):
                    continue
                if tree not in found:
                    found.append(tree)
            self.others[id(side)] = found[1:]
        return self.others[id(side)]

    def _meaning(self, place: World, policy: Policy = STRICT) -> Meaning:
        return Meaning(self.question, place, self.terms, policy, self.work)

    def _values(self, side: Side, place: World, tier: int) -> tuple[list[_Value], Exception | None]:
        """What a side may be worth: tier 0 as it stands, 1 other reaches, 2 shapes mended, 3 indices mended."""
        known = self.values.get((id(side), id(place), tier))
        if known is None:
            known = self._evaluated(side, place, tier)
            self.values[id(side), id(place), tier] = known
        return known

    def _evaluated(self, side: Side, place: World, tier: int) -> tuple[list[_Value], Exception | None]:
        trees = self._readings(side)
        if not isinstance(trees, list):
            return [], trees
        found: list[_Value] = []
        first: Exception | None = None
        for tree, policy in self._tries([*trees, *(self._other_readings(side) if tier in (1, 2) else ())], tier):
            if tier == 2 and (id(side), id(place), tree) not in self.misfits:
                continue  # nothing is to be mended in it
            meaning = self._meaning(place, policy)
            try:
                array = meaning.value(tree)
            except TooMuchError:
                raise
            except (UnreadableError, MisfitError) as error:
                if isinstance(error, MisfitError) or policy.misfit != "refuse":
                    self.misfits.add((id(side), id(place), tree))
                first = first or error
                continue
            except (ValueError, IndexError, KeyError, AttributeError, AssertionError, FloatingPointError, TypeError):
                first = first or UnreadableError("", "it cannot be evaluated")
                continue
            if not np.isfinite(array).all():
                first = first or UnreadableError("", "at the numbers of the measurement it has no value")
                continue
            self.spoken[id(side)] = self.spoken.get(id(side), frozenset()) | frozenset(meaning.free)
            found.append(_Value(array, frozenset(meaning.remarks), tree))
        return found, first

    def _tries(self, trees: Sequence[Tree], tier: int) -> Iterator[tuple[Tree, Policy]]:
        usual = trees[0]
        other_layout = replace(STRICT, layout="denominator")
        if tier == 0:
            yield usual, STRICT
            if any(isinstance(part, Applied) and part.function == "d" for part in usual.all()):
                for number in range(len(self.terms.moved)):
                    yield usual, replace(STRICT, moves=number)
            if _has_slope(usual):
                yield usual, other_layout
                if any(isinstance(part, Slope) and not _is_variable(part.by) for part in usual.all()):
                    yield usual, replace(STRICT, form=1)
                    yield usual, replace(STRICT, held=True)
                    if self.question.repeats:
                        yield usual, replace(STRICT, alike=True)
        elif tier == 1:
            if self.terms.entries or "einstein" in self.terms.said:
                yield usual, replace(STRICT, einstein=True)
            if self.question.repeats and any(map(_counts_words, usual.all())):
                yield usual, replace(STRICT, vocabulary=True)
            for tree in trees[1:]:
                yield tree, STRICT
                if _has_slope(tree):
                    yield tree, other_layout
        elif tier == 2:
            for tree in trees[:3]:
                for misfit in ("left", "right", "entries"):
                    for layout in ("numerator", "denominator") if _has_slope(tree) else ("numerator",):
                        yield tree, Policy(misfit=misfit, layout=layout)
        elif tier == 3:
            if any(isinstance(part, Total) and _has_slope(part.body) for part in usual.all()):
                yield usual, replace(STRICT, outer_letter=True)
            if any(map(_lacks_index, usual.all())):
                yield usual, replace(STRICT, misfit="index")

    # One sign.

    def _signs(self, chain: Chain) -> Iterator[Sign]:
        if chain.problem is not None:
            if "=" in chain.sides[0].tex:
                yield Sign(Verdict.UNREAD, chain.problem.why, chain.problem.symbol)
            return
        for number, relation in enumerate(chain.relations):
            left, right = chain.sides[number], chain.sides[number + 1]
            if relation not in ("=", ":="):
                yield Sign(Verdict.CONDITION, f"{relation} is no equality")
            elif (number == 0 and chain.defining and self._names_something(chain)) or relation == ":=":
                known = self._is_of_the_question(left) and self.sign(left, right, chain, number)
                yield known if known and known.verdict is Verdict.HOLDS else Sign(Verdict.DEFINES)
            elif _is_left_open(left) or _is_left_open(right):
                yield Sign(Verdict.CONDITION, "a side is left open")
            elif self._is_condition(chain, number):
                yield self._fact(left, right, chain)
            else:
                sign = self.sign(left, right, chain, number)
                if chain.tied and sign.verdict in ALARMS:
                    sign = self._tied(left, right, chain, number)
                if sign.verdict in ALARMS and chain.special:
                    sign = Sign(Verdict.UNREAD, f"it speaks of the case {chain.special}, and that is not measured")
                if sign.verdict in ALARMS and self._is_of_the_other_case(left, right, chain, number):
                    sign = Sign(Verdict.UNREAD, OF_WHICH_CASE)
                if sign.verdict in ALARMS | REMARKS and self.mended.keys() & {id(left), id(right)}:
                    sign = Sign(Verdict.UNREAD, "a bracket is not closed, or closes nothing", "(")
                yield sign

    def _is_of_the_other_case(self, left: Side, right: Side, chain: Chain, number: int) -> bool:
        """Whether a sign holds in the other case, where its own was named before an earlier formula."""
        case = chain.case_of(number)
        if chain.both_cases and not chain.own_case and number not in chain.cases and not self._has_cases(chain):
            return any(self._holds_in(case, left, right, chain, number) for case in OPPOSITE)
        other = OPPOSITE.get(_for_w(case))
        if chain.own_case or chain.near_case or number in chain.cases or other is None:
            return False
        return self._holds_in(other, left, right, chain, number)

    def _has_cases(self, chain: Chain) -> bool:
        if id(chain) not in self.with_cases:
            self.with_cases[id(chain)] = self._looks_for_cases(chain)
        return self.with_cases[id(chain)]

    def _looks_for_cases(self, chain: Chain) -> bool:
        trees = [self._readings(side) for side in chain.sides]
        return any(
            isinstance(found, list) and any(isinstance(part, Cases) for part in found[0].all()) for found in trees
        )

    def _holds_in(self, case: str, left: Side, right: Side, chain: Chain, number: int) -> bool:
        if case.startswith("x ") != (self.question.family == "leaky") or self.question.family not in (
            "softmax",
            "leaky",
        ):
            return False
        chain.cases[number] = case
        found = self.sign(left, right, chain, number)
        del chain.cases[number]
        return found.verdict in (Verdict.HOLDS, Verdict.TURNED)

    def _tied(self, left: Side, right: Side, chain: Chain, number: int) -> Sign:
        """The verdict where two indices are said to be equal: if it holds with one letter for both, it holds."""
        if len(chain.tied) == 2:
            old, new = (Name(letter) for letter in chain.tied)
            sides = []
            for side in (left, right):
                trees = self._readings(side)
                sides.append(Side(side.tokens, side.tex))
                self.trees[id(sides[-1])] = [put(trees[0], old, new)] if isinstance(trees, list) else trees
            self.kept += sides
            sign = self.sign(sides[0], sides[1], chain, number)
            if sign.verdict in (Verdict.HOLDS, Verdict.TURNED):
                return sign
        return Sign(Verdict.UNREAD, "it stands under a condition that is not read")

    def _names_something(self, chain: Chain) -> bool:
        trees = self._readings(chain.sides[0])
        if not isinstance(trees, list) or not isinstance(trees[0], Name | Applied) or _is_dashed(trees[0]):
            return False
        tree = trees[0]
        # σ(−x) = … is a statement, whatever stands before it.
        return not (isinstance(tree, Applied) and tree.function in STATED and tree.to[0] != Name("x"))

    def _is_of_the_question(self, side: Side) -> bool:
        """Whether a side is something of the question's own, J or f(x), which words about names may stand before."""
        trees = self._readings(side)
        if not isinstance(trees, list):
            return False
        tree = trees[0]
        name = tree.function if isinstance(tree, Applied) else key(tree) if isinstance(tree, Name) else ""
        is_known = name in ("J", "f", "sigma") or (isinstance(tree, Name) and self._is_known(tree.name, tree))
        return is_known and name not in self.names and getattr(tree, "name", "") not in self.names

    def _is_condition(self, chain: Chain, number: int) -> bool:
        """Whether a sign states a fact or a condition: y_o = 1, U(ŷ − y) = 0, or what stands after "since"."""
        if len(chain.relations) != 1:
            return False
        left, right = self._readings(chain.sides[0]), self._readings(chain.sides[1])
        words = chain.words.rstrip().rstrip(":")
        if not chain.block and BEFORE_CONDITION.search(words):
            return True
        if not chain.block and BEFORE_DEFINITION.search(words):
            return isinstance(left, list) and isinstance(left[0], Name)
        if chain.block and BEFORE_CONDITION.search(words) and isinstance(right, list) and isinstance(right[0], Number):
            return True
        if isinstance(left, list) and isinstance(right, list) and isinstance(right[0], Number):
            return not any(isinstance(part, Slope) for part in left[0].all()) and not _is_dashed(left[0])
        return False

    def _fact(self, left: Side, right: Side, chain: Chain) -> Sign:
        """A fact that is only recalled: said to hold if it does. It is false only where there is nothing but x."""
        sign = self.sign(left, right, chain, 0)
        if sign.verdict in (Verdict.HOLDS, Verdict.TURNED):
            return sign
        trees = self._readings(left)
        is_reason = BEFORE_REASON.search(chain.words) and isinstance(trees, list) and not isinstance(trees[0], Name)
        if self.question.family == "sigmoid" and is_reason and sign.verdict is Verdict.FALSE:
            return sign
        return Sign(Verdict.CONDITION)

    def _case_of(self, chain: Chain, number: int) -> str:
        """The case that a sign is in; what goes through the cases itself speaks of all of them."""
        is_general = number not in chain.cases and self._has_cases(chain)
        return "" if is_general else chain.case_of(number)

    def worlds(self, chain: Chain, number: int) -> list[tuple[str, World]]:
        """The worlds in which a sign is measured, by the case that each is."""
        case = self._case_of(chain, number)
        family = self.question.family
        if family == "leaky":
            above, below = world(), world(below=True)
            both = [("x > 0", above), ("x < 0", below)]
            return [pair for pair in both if not case.startswith("x ") or pair[0] == case] or both
        if family == "negative":
            return [("", world(repeats=self.question.repeats and not chain.distinct))]
        if family != "softmax":
            return [("", world())]
        letter = self._subject(chain)
        said = [hint[0] for hint in chain.hints if hint.endswith(" = o") and hint[0] != letter]
        if said and not case and said[0] in self._letters_of(chain):
            letter = said[0]  # "k = o" is said, of a k that stands here
        if case.endswith("!= o"):
            return [("w != o", world())]
        if case.endswith(" = o"):
            return [("w = o", world(same=case[0]))]
        return [("w != o", world()), ("w = o", world(same=letter))]

    def _letters_of(self, chain: Chain) -> set[str]:
        trees = [self._readings(side) for side in chain.sides]
        return {letter for found in trees if isinstance(found, list) for letter in index_letters(found[0])}

    def _subject(self, chain: Chain, usual: str | None = None) -> str:
        """The letter that is spoken of: the w of ∂J/∂u_w; if there is none, the usual one."""
        for side in chain.sides[:2]:
            trees = self._readings(side)
            for part in trees[0].all() if isinstance(trees, list) else ():
                if isinstance(part, Slope) and isinstance(part.by, Name) and len(part.by.index) == 1:
                    index = part.by.index[0]
                    if isinstance(index, Name) and len(index.index) == 1:
                        index = index.index[0]
                    if isinstance(index, Name) and not index.index and index.name not in ("o", "c"):
                        return index.name
        if usual is not None:
            return usual
        return "s" if self.question.family == "negative" else "w"

    def sign(self, left: Side, right: Side, chain: Chain, number: int) -> Sign:
        """The verdict on one sign, in all the worlds that it could speak of."""
        if not left.tokens or not right.tokens:
            return Sign(Verdict.UNREAD, "one side of it is empty")
        whole = self.work.left
        self.work.left = most = min(whole, MOST_OF_A_SIGN)
        try:
            return self._combined(list(self._in_worlds(left, right, chain, number)), chain)
        except TooMuchError as error:
            return Sign(Verdict.UNREAD, error.why)
        finally:
            self.work.left = whole - (most - max(0, self.work.left))

    def _in_worlds(self, left: Side, right: Side, chain: Chain, number: int) -> Iterator[tuple[str, Sign]]:
        found = False
        for case, place in self.worlds(chain, number):
            if found and case == "w = o" and not (self._speaks(left) | self._speaks(right)):
                continue
            found = True
            yield case, self._in_world(left, right, place)

    def _speaks(self, side: Side) -> frozenset[str]:
        """The letters of a side that nothing binds."""
        trees = self._readings(side)
        if not isinstance(trees, list):
            return frozenset()
        free = self.spoken.get(id(side), frozenset())
        return free or frozenset(["w"] if any(isinstance(p, Name) and p.name == "w" for p in trees[0].all()) else [])

    def _combined(self, found: Sequence[tuple[str, Sign]], chain: Chain) -> Sign:
        signs = [sign for _, sign in found]
        if len(found) == 1:
            return signs[0]
        good = [sign.verdict in (Verdict.HOLDS, Verdict.TURNED) for sign in signs]
        for verdict in (Verdict.UNREAD,):
            if any(sign.verdict is verdict for sign in signs):
                return next(sign for sign in signs if sign.verdict is verdict)
        if all(good):
            return next((sign for sign in signs if sign.verdict is Verdict.TURNED), signs[0])
        if not any(good):
            remarked = [sign for sign in signs if sign.verdict in REMARKS]
            return remarked[0] if len(remarked) == len(signs) else next(s for s in signs if s.verdict not in REMARKS)
        at = good.index(True)
        case, bad = found[at][0], signs[1 - at]
        if bad.verdict in REMARKS:
            return bad
        hints = [] if self._has_cases(chain) else map(_for_w, chain.hints)
        if case in hints or (case == "w != o" and self._treats_o_apart()):
            return replace(signs[at], case=case)
        only = {
            "w = o": Verdict.ONLY_SAME,
            "w != o": Verdict.ONLY_OTHER,
            "x > 0": Verdict.ONLY_ABOVE,
            "x < 0": Verdict.ONLY_BELOW,
        }[case]
        return replace(bad, verdict=only, case=case)

    def _treats_o_apart(self) -> bool:
        """Whether the cell has a line of its own for u_o, so that u_w is any other word."""
        for chain in self.reading.chains:
            trees = self._readings(chain.sides[0]) if chain.sides else None
            if isinstance(trees, list) and isinstance(trees[0], Slope) and trees[0].by == Name("u", (Name("o"),)):
                return True
        return False

    def _in_world(self, left: Side, right: Side, place: World) -> Sign:
        best: Sign | None = None
        tried: list[tuple[list[_Value], list[_Value]]] = []
        errors: list[Exception] = []
        for tier in (0, 1, 2, 3):
            one, error_left = self._values(left, place, tier)
            other, error_right = self._values(right, place, tier)
            if tier == 0:
                errors = [error for error in (error_left, error_right) if error is not None]
            tried.append((one, other))
            if one and other and all(np.abs(values[0].array).max() > NOT_FINITE for values in (one, other)):
                return Sign(Verdict.UNREAD, "both sides hold a logarithm of 0", "log", world=place)
            lefts = [value for values, _ in tried for value in values]
            rights = [value for _, values in tried for value in values]
            for a in lefts:
                for b in rights:
                    found = _compared(a, b)
                    if found is not None and (best is None or _rank(found) < _rank(best)):
                        best = replace(found, trees=(a.tree, b.tree), world=place)
            if best is not None and (best.verdict is Verdict.HOLDS or tier == 2):
                return best
        if (
            best is not None
            and best.verdict is Verdict.INDEX
            and best.trees
            and all(map(_is_of_any_vector, best.trees))
        ):
            return replace(best, verdict=Verdict.HOLDS)  # d(uᵀv) = uᵀdv + vᵀdu: of any u
        if best is not None:
            return best
        return self._alarm(tried, errors, place, left, right)

    def _alarm(
        self,
        tried: Sequence[tuple[list[_Value], list[_Value]]],
        errors: Sequence[Exception],
        place: World,
        left: Side,
        right: Side,
    ) -> Sign:
        """What is said where nothing holds: that it is false, or that something could not be read."""
        for error in errors:
            # d/du (1/u) · du/dx is read with another reach than the usual one, or not at all.
            another = error.args[0] == NESTED and all(any(pair[at] for pair in tried) for at in (0, 1))
            if isinstance(error, UnreadableError) and not another:
                return Sign(Verdict.UNREAD, error.why, error.symbol, error.unknown, world=place)
        lefts = [value for values, _ in tried for value in values]
        rights = [value for _, values in tried for value in values]
        if not lefts or not rights:
            misfit = next((str(error) for error in errors if isinstance(error, MisfitError)), "")
            trees = self._both(left, right)
            return Sign(Verdict.FALSE, f"The shapes do not fit: {misfit}.", trees=trees, world=place)
        a, b = lefts[0], rights[0]
        if "assumed" in a.remarks | b.remarks:
            why = "what an index stands for, or what a letter counts, is not said"
            return Sign(Verdict.UNREAD, why, world=place, trees=(a.tree, b.tree))
        shapes = (shape(a.array), shape(b.array))
        why = "" if shapes[0] == shapes[1] else f"On the left stands {_a(shapes[0])}, on the right {_a(shapes[1])}."
        return Sign(Verdict.FALSE, why, shapes=shapes, trees=(a.tree, b.tree), world=place)

    def _both(self, left: Side, right: Side) -> tuple[Tree, Tree] | None:
        one, other = self._readings(left), self._readings(right)
        return (one[0], other[0]) if isinstance(one, list) and isinstance(other, list) else None

    # The end.

    def _ends(self, lines: Sequence[Line]) -> Iterator[End]:
        if self.question.family == "window":
            return
        if self.question.id == "q1a":
            yield End("the loss (2)", self._end_at(lines, Name("J"), "", None))
            return
        for target in self.question.targets:
            yield End(target.said, self._end_at(lines, target.tree(), target.case, target))

    def _world_of(self, case: str) -> World:
        if case == "w = o":
            return world(same="w")
        return world(below=case == "x < 0", repeats=self.question.repeats)

    def _end_at(self, lines: Sequence[Line], tree: Tree, case: str, target: Target | None) -> str:
        place = self._world_of(case)
        goal = self._goal_in(place, tree)
        if goal is None:
            return "none"
        state = "none"
        for line in lines:
            chain = line.chain
            if len(chain.sides) < 2:
                continue
            speaks = self._may_speak_of(line, case) and not any(sign.why == OF_WHICH_CASE for sign in line.signs)
            if all(sign.verdict in (Verdict.DEFINES, Verdict.CONDITION) for sign in line.signs):
                continue
            try:
                found = self._end_of(chain, line, place, goal)
            except TooMuchError:
                return "unread"
            if not speaks and found in ("right", "transposed"):
                # What is right in the case that it is said of, and here as well, covers both.
                other = self._world_of(OPPOSITE[case])
                goals = self._goal_in(other, tree)
                found = found if goals is not None and self._end_of(chain, line, other, goals) == found else ""
            elif not speaks:
                found = ""
            if found == "wrong":
                found = self._end_further_on(chain, lines, place, goal)
            state = found or state
        return state

    def _end_further_on(self, chain: Chain, lines: Sequence[Line], place: World, goal: _Value) -> str:
        """Where a chain ends that another one goes on with: "a = b", and below "b = c". A check's end is none."""
        if chain.special or (chain.distinct and self.question.repeats):
            return ""
        last = [token.text for token in chain.sides[-1].tokens]
        further = (line.chain for line in lines if [token.text for token in line.chain.sides[0].tokens] == last)
        states = [self._is_goal(one.sides[-1], place, goal) for one in further if one is not chain]
        return next(filter(None, reversed(states)), "wrong")

    def _goal_in(self, place: World, tree: Tree) -> _Value | None:
        try:
            return _Value(Meaning(self.question, place, Terms()).value(tree), frozenset(), tree)
        except (UnreadableError, MisfitError):
            return None

    def _may_speak_of(self, line: Line, case: str) -> bool:
        stated = {self._case_of(line.chain, number) for number in range(len(line.signs))} - {"", "other"}
        stated = {_for_w(one) for one in stated} or {sign.case for sign in line.signs if sign.verdict in
                                                     (Verdict.HOLDS, Verdict.TURNED)} - {""}  # fmt: skip
        return not case or not stated or case in stated

    def _end_of(self, chain: Chain, line: Line, place: World, goal: _Value) -> str:
        """How a chain ends that begins with the derivative, or "" if it does not begin with it."""
        about = self._is_goal(chain.sides[0], place, goal)
        # Where every sign holds that leads from the derivative to the end, something else was meant.
        wrong = "" if all(sign.verdict in (Verdict.HOLDS, Verdict.TURNED) for sign in line.signs) else "wrong"
        last = chain.sides[-1]
        state = self._is_goal(last, place, goal)
        if not about:
            middle = any(self._is_goal(side, place, goal) for side in chain.sides[1:-1])
            if self.question.id == "q1a" and state:
                return state
            return "" if not (middle or state) or not self._mentions_slope(chain) else state or wrong
        if state:
            return state
        values, error = self._values(last, place, 0)
        if not values and isinstance(error, UnreadableError):
            return "unread"
        more = [value for tier in (1, 2, 3) for value in self._values(last, place, tier)[0]]
        for value in more:
            # An index that is missing under a sum is remarked at its sign; a person sees what is meant.
            if "alone" not in value.remarks and (sign := _compared(goal, value)):
                return "transposed" if sign.verdict is Verdict.TURNED else "right"
        return "unread" if any("assumed" in value.remarks for value in values) else wrong

    def _is_entry_of(self, goal: _Value, value: _Value, side: Side) -> Sign | None:
        """Whether a number is an entry of the derivative, where the cell goes by single entries."""
        if not self.terms.entries or value.array.shape[-2:] != (1, 1) or goal.array.shape[-2:] == (1, 1):
            return None
        if not set(index_letters(value.tree)) & self.terms.entries:
            return None
        entries = (goal.array[..., at : at + 1, :] for at in range(goal.array.shape[-2]))
        same = any(close(entry, value.array) for entry in entries if entry.shape[-2:] == (1, 1))
        return Sign(Verdict.HOLDS) if same else None

    def _mentions_slope(self, chain: Chain) -> bool:
        trees = self._readings(chain.sides[0])
        return isinstance(trees, list) and (_has_slope(trees[0]) or _is_dashed(trees[0]))

    def _is_goal(self, side: Side, place: World, goal: _Value) -> str:
        trees = self._readings(side)
        if isinstance(trees, list) and any(
            isinstance(part, Applied) and part.function == "d" for part in trees[0].all()
        ):
            return ""
        for tier in (0, 1, 2):
            values, _ = self._values(side, place, tier)
            signs = [
                sign for value in values if (sign := _compared(goal, value) or self._is_entry_of(goal, value, side))
            ]
            if any(sign.verdict is Verdict.HOLDS for sign in signs):
                return "right"
            if any(sign.verdict is Verdict.TURNED for sign in signs):
                return "transposed"
        return ""


def _is_named(part: Tree, name: str) -> bool:
    """Whether a part is this name, or a function that is called so."""
    return name in (key(part), part.name) if isinstance(part, Name) else getattr(part, "function", "") == name


def _loss_name(part: Tree) -> str:
    return part.name if isinstance(part, Name) else part.function if isinstance(part, Applied) else ""


def _is_left_open(side: Side) -> bool:
    """Whether there are only dots: a place for what is still to be written."""
    return bool(side.tokens) and all(text in ("dots", ".", "?") for text in side.texts)


def _for_w(case: str) -> str:
    return f"w{case[1:]}" if case.endswith(" o") else case


SAID = {
    "count": re.compile(
        r"count|number of|how (?:many|often)|times|occurr|multiplicit|Anzahl|wie oft|次|个数|数量", re.IGNORECASE
    ),
    "einstein": re.compile(
        r"einstein|summation convention|repeated (?:ind|letters)|index notation|indices that (?:stand|occur) twice"
        r"|Summenkonvention|Indexschreibweise|doppelte Indizes|convention de sommation",
        re.IGNORECASE,
    ),
    "likelihood": re.compile(r"likelihood|vraisemblance|verosimil|似然", re.IGNORECASE),
    "step": re.compile(r"step function|Heaviside|Stufenfunktion|Sprungfunktion|阶跃", re.IGNORECASE),
}
"""Words that say what a name stands for."""
DIRECTION = re.compile(
    r"direction\s+\$\\?([a-z]+)\b|\b(h|k|xi|eta)\s*\\in\s*\\mathbb\s*\{?\s*R\s*\}?\s*\^\s*\{?\s*d\b", re.IGNORECASE
)
"""A vector that something moves along, as in DJ(v)[h]."""


def _numbers_in(tree: Tree) -> Iterator[str]:
    """Letters that stand for any number: what a derivative is taken by, and what a function is taken of."""
    for part in tree.all():
        if isinstance(part, Slope) and isinstance(part.by, Name) and not part.by.index:
            yield part.by.name
        if isinstance(part, Applied):
            for argument in part.to:
                bare = argument.of if isinstance(argument, Minus) else argument
                names = ("a", "b") if part.function in ("max", "min") else ("x", "z", "t", "a")
                if isinstance(bare, Name) and not bare.index and bare.name in names:
                    yield bare.name


def _moved_in(tree: Tree) -> Iterator[Tree]:
    """The variables whose differential is written: the v_c of dv_c."""
    for part in tree.all():
        if isinstance(part, Applied) and part.function == "d":
            bare = part.to[0].of if isinstance(part.to[0], Turned) else part.to[0]
            if isinstance(bare, Name) and bare.name in ("u", "v", "U") and len(bare.index) == (bare.name != "U"):
                yield bare


def _has_step(tree: Tree) -> bool:
    """Whether a function is taken at x + h."""
    step = Plus((Name("x"), Name("h")))
    return any(isinstance(part, Applied) and step in part.to for part in tree.all())


def _arguments_of_sigma(tree: Tree) -> Iterator[str]:
    """The x of d/dx log σ(x): by what a derivative is taken, and what stands inside σ."""
    slopes = [part for part in tree.all() if isinstance(part, Slope)]
    for slope in slopes:
        for part in slope.of.all():
            if isinstance(part, Applied) and part.function == "sigma":
                bare = part.to[0].of if isinstance(part.to[0], Minus) else part.to[0]
                if isinstance(bare, Name) and bare == slope.by and bare.name in FREE_NUMBERS:
                    yield bare.name


def _has_slope(tree: Tree) -> bool:
    return any(isinstance(part, Slope) for part in tree.all())


def _is_dashed(tree: Tree) -> bool:
    return any(
        (isinstance(p, Name) and "'" in p.name and p.name.rstrip("'") not in TRANSPOSABLE)
        or (isinstance(p, Applied) and p.primes)
        for p in tree.all()
    )


def _is_dash_for_transpose(tree: Tree) -> bool:
    """Whether a dashed vector stands right before another, as in u_o'v_c: then dashes transpose in this cell."""
    return any(
        _turns(a, b)
        for part in tree.all()
        if isinstance(part, Times)
        for a, b in zip(part.factors, part.factors[1:], strict=False)
    )


def _turns(a: Tree, b: Tree) -> bool:
    """Whether the dash of the first transposes it: u_o'v_c, v_c'u_o, y' log ŷ, e_o'z."""
    if not isinstance(a, Name):
        return False
    is_log = isinstance(b, Applied) and b.function == "log"
    after = b.name if isinstance(b, Name) else "log" if is_log else ""
    return (
        (a.name in ("u'", "U'") and after == "v")
        or (a.name == "v'" and after in ("u", "U"))
        or (a.name in ("y'", "yhat'") and after in ("log", "yhat", "U'"))
        or (a.name == "e'" and bool(a.index) and after in ("log", "yhat", "z"))
    )


def _is_of_any_vector(tree: Tree) -> bool:
    """Whether u stands there without an index throughout: then any u is meant."""
    named = [part for part in tree.all() if isinstance(part, Name) and part.name in ("u", "y", "yhat", "U", "J")]
    return bool(named) and all(part.name == "u" and not part.index for part in named)


def _counts_words(part: Tree) -> bool:
    """Whether a sum may run over words, each as often as it was drawn, as in Σ_w n_w log σ(−u_wᵀv_c)."""
    if not isinstance(part, Total) or part.conditions:
        return False
    index = (Name(part.letter),)
    counts = ((isinstance(leaf, Name) and leaf.name in COUNTS and leaf.index == index)
              or (isinstance(leaf, Applied) and leaf.function in COUNTS and leaf.to == index)
              for leaf in part.body.all())  # fmt: skip
    return any(counts) and Name("w", index) not in set(part.body.all())


def _lacks_index(part: Tree) -> bool:
    """Whether an index may be missing: at a ŷ or a u, or in what stands under a sum."""
    if isinstance(part, Total) and part.letter:
        letters = set(index_letters(part.body))
        return bool(letters) and part.letter not in letters
    return isinstance(part, Name) and part.name in ("y", "yhat", "u") and not part.index


def _is_variable(tree: Tree) -> bool:
    return isinstance(tree, Name) and tree.name in ("u", "v", "U", "x", "'")


def _a(shape_in_words: str) -> str:
    return shape_in_words if shape_in_words.startswith("a ") else f"something of the shape {shape_in_words}"


def _rank(sign: Sign) -> int:
    order = [Verdict.HOLDS, Verdict.TURNED, Verdict.CAPTURED, Verdict.INDEX]
    return order.index(sign.verdict)


def close(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two values agree, at every draw and in every entry."""
    scale = np.maximum(np.abs(a).max(), np.abs(b).max())
    return bool((np.abs(a - b) <= TOLERANCE * max(float(scale), 1e-2)).all())


def _compared(a: _Value, b: _Value) -> Sign | None:
    """A verdict if two values agree in some way, else None."""
    remarks = a.remarks | b.remarks
    shapes = shape(a.array), shape(b.array)
    if "moved" in remarks and not a.array.any() and not b.array.any():
        return None  # where nothing moves, all differentials are alike
    for one, other in ((a, b), (b, a)):
        if isinstance(one.tree, Number) and one.tree.value == 0:
            return Sign(Verdict.HOLDS) if np.abs(other.array).max() < TOLERANCE else None
        # The 0 of one case is a zero of whatever shape the other cases have.
        if isinstance(one.tree, Cases) and one.array.shape[-2:] == (1, 1) and not one.array.any():
            return Sign(Verdict.HOLDS) if np.abs(other.array).max() < TOLERANCE else None
    x, y = a.array, b.array
    if x.shape[-2:] == y.shape[-2:] and close(x, y):
        turned = False
    elif x.shape[-2:] == y.shape[:-3:-1] and close(x, np.swapaxes(y, -1, -2)):
        turned = True
    else:
        return None
    if "captured" in remarks or reuses(a.tree, b.tree) or reuses(b.tree, a.tree):
        return Sign(Verdict.CAPTURED, shapes=shapes)
    if "index" in remarks:
        return Sign(Verdict.INDEX, shapes=shapes)
    if turned or remarks & {"turned", "entries", "stretched"}:
        return Sign(Verdict.TURNED, shapes=shapes)
    return Sign(Verdict.HOLDS, shapes=shapes)
