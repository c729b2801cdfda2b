"""Names an answer that is wrong in several ways at once: it tries what may become of each part, and adds the parts up.

A table of single mistakes grows by a row for each mistake, and students make two at a time. Here each part of an
answer has a table of its own, and all combinations are tried. What a part comes to is written relative to what was
measured, as everywhere in the checks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np

from word2vec_lab.check.judging.mistakes import NAMING_TOLERANCE, C, Measured, Namer, near
from word2vec_lab.check.score import Finding


@dataclass(frozen=True)
class Choice:
    """One way in which something can be wrong: a slug, a clause that says it, a question, and what is done.

    A clause that serves several parts has {it}, {its} or {them} for the part.
    """

    name: str
    says: str
    asks: str
    of: Callable[..., Any]


@dataclass(frozen=True)
class Change(Generic[C]):
    """What becomes of one part of an answer: a slug, a clause that says it, a question, and the numbers on a case.

    `mistakes` is how many single mistakes it takes; 0 is the part as it should be, which has nothing to say.
    """

    name: str
    says: str
    asks: str
    numbers: Callable[[C], np.ndarray]
    mistakes: int = 1


@dataclass(frozen=True)
class Factor(Generic[C]):
    """A factor that all of an answer may have by mistake."""

    name: str
    says: str
    asks: str
    of: Callable[[C], float]


def _one(_case: object) -> float:
    return 1.0


@dataclass(frozen=True)
class _Found(Generic[C]):
    """A combination that gives the student's numbers, and its place in the tables: of equals, the first is taken."""

    changes: tuple[Change[C], ...]
    factor: Factor[C]
    place: tuple[int, int]

    @property
    def mistakes(self) -> int:
        return sum(change.mistakes for change in self.changes) + bool(self.factor.name)

    def finding(self, rest: str) -> Finding:
        seen: list[Change[C] | Factor[C]] = [change for change in self.changes if change.mistakes]
        seen += [self.factor] if self.factor.name else []
        clauses = [one.says for one in seen]
        title = clauses[0] if len(clauses) == 1 else f"{'; '.join(clauses[:-1])}; and {clauses[-1]}"
        names = dict.fromkeys(one.name for one in seen)
        says = rest if len(clauses) == 1 else f"{_COUNTED[len(clauses)]} at once."
        asks = " ".join(list(dict.fromkeys(one.asks for one in seen if one.asks))[:2])
        return Finding("wrong", "+".join(names), title[0].upper() + title[1:], says, asks)


_COUNTED = {2: "Two things", 3: "Three things"}


def namer(parts: Sequence[Sequence[Change[C]]], factors: Sequence[Factor[C]] = (), most: int = 4) -> Namer[C]:
    """Finds the fewest mistakes, at most `most`, with which one or two parts add up to what the student has.

    Of one part that is all of an answer, nothing is left that could be right.
    """
    rest = "All else is right." if len(parts) == 2 else ""

    def find(measured: Sequence[Measured[C]], theirs: Sequence[np.ndarray]) -> Finding | None:
        cases = [m.case for m in measured]
        order = sorted(range(len(cases)), key=lambda i: theirs[i].size)
        every = _search(parts, factors, [cases[i] for i in order], [theirs[i] for i in order])
        found = [one for one in every if 0 < one.mistakes <= most]
        return min(found, key=lambda one: (one.mistakes, one.place)).finding(rest) if found else None

    return find


def _search(
    parts: Sequence[Sequence[Change[C]]],
    factors: Sequence[Factor[C]],
    cases: Sequence[C],
    theirs: Sequence[np.ndarray],
) -> Iterator[_Found[C]]:
    """All combinations that give the student's numbers in every case; the first case is the smallest, and sieves."""
    first, second = parts if len(parts) == 2 else (parts[0], None)
    wanted = theirs[0].ravel()
    one = _numbers(first, cases[0], theirs[0])
    other = _numbers(second, cases[0], theirs[0]) if second else np.zeros((1, wanted.size))
    for factor in (Factor[C]("", "", "", _one), *factors):
        for i, j in _adding_up(one, other, wanted / factor.of(cases[0])):
            changes = (first[i], *((second[j],) if second else ()))
            with np.errstate(all="ignore"):
                fit = all(
                    near(factor.of(case) * sum(change.numbers(case) for change in changes), given)
                    for case, given in zip(cases, theirs, strict=True)
                )
            if fit:
                yield _Found(changes, factor, (i, j))


def _numbers(part: Sequence[Change[C]], case: C, like: np.ndarray) -> np.ndarray:
    """What each change comes to, a row for each; where it is no number, zero, which is looked at again later."""
    with np.errstate(all="ignore"):
        rows: list[np.ndarray] = [np.broadcast_to(change.numbers(case), like.shape).ravel() for change in part]
    return np.asarray(np.nan_to_num(np.array(rows), nan=0.0, posinf=0.0, neginf=0.0))


def _adding_up(one: np.ndarray, other: np.ndarray, wanted: np.ndarray) -> Iterator[tuple[int, int]]:
    """The rows of two arrays that may add up to what is wanted.

    They are looked up by a sum with arbitrary weights, because there are too many pairs to try them all.
    """
    weights = np.cos(1.0 + np.arange(wanted.size))
    keys = other @ weights
    order = np.argsort(keys)
    room = 2 * NAMING_TOLERANCE * float(np.abs(weights) @ np.maximum(1, np.abs(wanted)))
    missing = wanted @ weights - one @ weights
    begin, end = (np.searchsorted(keys[order], missing + by) for by in (-room, room))
    for i in np.flatnonzero(begin < end):
        for j in order[begin[i] : end[i]]:
            if (np.abs(one[i] + other[j] - wanted) <= 4 * NAMING_TOLERANCE * np.maximum(1, np.abs(wanted))).all():
                yield int(i), int(j)
