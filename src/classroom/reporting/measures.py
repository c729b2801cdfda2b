"""What the points of a class say of each item: how hard it was, and whether those who did well elsewhere got it."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classroom.course import Item
from classroom.reporting.submissions import Finding, Submission

FEWEST = 10
"""Students without whom a correlation says nothing."""
FEWEST_OTHERS = 3
"""Other items that somebody must have points for, so that they say how well they did."""


@dataclass(frozen=True)
class Mistake:
    """A named mistake: who made it, and what one of them wrote."""

    finding: Finding
    students: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class Measure:
    """One item. `earned` is the share of its points that was earned; `discrimination` a correlation, from -1 to 1."""

    item: Item
    settled: int
    waiting: int
    full: int
    nothing: int
    earned: float | None
    discrimination: float | None
    mistakes: tuple[Mistake, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    """Why it got nothing, and whose did, the commonest first."""

    @property
    def without(self) -> int:
        """How many got nothing for it."""
        return sum(len(students) for _, students in self.reasons)


def measures(items: Sequence[Item], submissions: Sequence[Submission]) -> list[Measure]:
    """Each item as the class did it."""
    shares = {one.name: _shares(items, one) for one in submissions}
    return [_measure(item, submissions, shares) for item in items]


def _shares(items: Iterable[Item], one: Submission) -> dict[str, float]:
    """The share of its points that somebody has got for each item, where that is settled."""
    shares = {}
    for item in items:
        got = one.grades.points.get((item.notebook, item.graded_cell))
        if got is not None and got.earned is not None and not got.waits and item.points:
            shares[item.id] = got.earned / item.points
    return shares


def _measure(item: Item, submissions: Sequence[Submission], shares: dict[str, dict[str, float]]) -> Measure:
    mine = [found[item.id] for found in shares.values() if item.id in found]
    place = item.notebook, item.graded_cell
    waiting = sum(one.grades.points[place].waits for one in submissions if place in one.grades.points)
    made: dict[str, dict[str, Finding]] = {}
    why: dict[str, list[str]] = {}
    answers: dict[str, str] = {}
    for one in submissions:
        answer = one.answers.get(item.id)
        if answer is None:
            continue
        answers[one.name] = answer.source
        if answer.reason:
            why.setdefault(answer.reason, []).append(one.name)
        for finding in answer.mistakes:
            made.setdefault(finding.name, {}).setdefault(one.name, finding)
    mistakes = [_mistake(found, answers) for found in made.values()]
    return Measure(
        item,
        settled=len(mine),
        waiting=waiting,
        full=sum(share >= 1 for share in mine),
        nothing=sum(share == 0 for share in mine),
        earned=statistics.fmean(mine) if mine else None,
        discrimination=discrimination(item.id, shares.values()),
        mistakes=tuple(sorted(mistakes, key=lambda one: (-len(one.students), one.finding.title))),
        reasons=tuple(
            (reason, tuple(whose)) for reason, whose in sorted(why.items(), key=lambda x: (-len(x[1]), x[0]))
        ),
    )


def _mistake(found: dict[str, Finding], answers: dict[str, str]) -> Mistake:
    """The mistake under the title that most have; the example is the shortest answer with that title."""
    [(title, _)] = Counter(one.title for one in found.values()).most_common(1)
    shortest = min((name for name in found if found[name].title == title), key=lambda name: (len(answers[name]), name))
    return Mistake(found[shortest], tuple(found), answers[shortest])


def discrimination(item: str, shares: Iterable[dict[str, float]]) -> float | None:
    """How the share that people got for an item goes with what they got for all others; None where nobody can say."""
    pairs = [
        (found[item], statistics.fmean(share for name, share in found.items() if name != item))
        for found in shares
        if item in found and len(found) > FEWEST_OTHERS
    ]
    if len(pairs) < FEWEST:
        return None
    own, others = zip(*pairs, strict=True)
    if min(own) == max(own) or min(others) == max(others):
        return None
    value = statistics.correlation(own, others)
    return value if math.isfinite(value) else None
