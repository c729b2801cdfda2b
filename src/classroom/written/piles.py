"""The pile of answers to one item, put together into cards: each is read once, and decides all answers on it.

A card has the answers that say the same. Two cards are lists: the answers in which there is nothing to read, and those
that were graded again and still say what they said when they were read. The order is a shuffled one, so that nobody is
read first or last in every item, and stays the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from classroom.written.alike import near_groups
from classroom.written.answers import Written
from classroom.written.memory import Decision
from classroom.written.scores import Score

Kind = Literal["answer", "empty", "again"]


@dataclass(frozen=True)
class Member:
    """One student's answer: its number in the pile, what was written, and what the gradebook has of it."""

    number: int
    score: Score
    written: Written
    decision: Decision | None

    @property
    def id(self) -> str:
        """What it is called where no names are said."""
        return self.score.id

    @property
    def version(self) -> str:
        """All that a decision on it is made from."""
        return self.score.version(self.written.key)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it as it is now."""
        return self.score.given.waits or self.score.given.points is None

    @property
    def changed(self) -> bool | None:
        """Whether it says something else than when it was read; None if nobody can tell."""
        known = self.decision is not None and self.decision.points == self.score.given.points
        return self.decision.text != self.written.key if self.decision and known else None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the rubric that gave it the points it has."""
        known = self.decision is not None and self.decision.points == self.score.given.points
        return self.decision.lines if self.decision and known else ()


@dataclass(frozen=True)
class Card:
    """Answers that are decided together, and the keys of the cards whose answers are nearly the same."""

    key: str
    kind: Kind
    members: tuple[Member, ...]
    near: tuple[str, ...] = ()

    @property
    def lead(self) -> Member:
        """The answer that is shown for all."""
        return self.members[0]


def shuffled(item: str, students: Sequence[str]) -> list[str]:
    """The students in an order that is another one for each item, and the same each time."""
    return sorted(students, key=lambda student: hashlib.sha256(f"{item}/{student}".encode()).digest())


def make_cards(members: Sequence[Member]) -> list[Card]:
    """Put the answers of an item together; lists come first, then cards in the order of their first answer."""
    again, empty = list[Member](), list[Member]()
    alike: dict[str, list[Member]] = {}
    for member in members:
        if member.score.given.waits and member.changed is False:
            again.append(member)
        elif member.written.is_empty:
            empty.append(member)
        else:
            alike.setdefault(member.written.key, []).append(member)
    lists = [Card("again", "again", tuple(again))] if again else []
    lists += [Card("empty", "empty", tuple(empty))] if empty else []
    # The answer that most have written comes first in its group: the others are near to that one.
    classes = sorted(alike.values(), key=lambda found: (-len(found), found[0].number))
    groups = _near(tuple((found[0].written.own, found[0].written.pictures) for found in classes))
    cards = []
    for group in groups:
        keys = [classes[number][0].written.key for number in group]
        cards += [
            Card(key, "answer", tuple(classes[number]), tuple(other for other in keys if other != key))
            for key, number in zip(keys, group, strict=True)
        ]
    first = {key: min(card.lead.number for card in cards if card.key in {key, *near}) for key, near in _keys(cards)}
    return lists + sorted(cards, key=lambda card: (first[card.key], -len(card.members), card.lead.number))


def _keys(cards: Sequence[Card]) -> list[tuple[str, tuple[str, ...]]]:
    return [(card.key, card.near) for card in cards]


@lru_cache(maxsize=64)
def _near(texts: tuple[tuple[str, str], ...]) -> list[list[int]]:
    """Groups of nearly equal answers. Those with different pictures are never near: nobody has compared these."""
    groups: list[list[int]] = []
    for shown in dict.fromkeys(pictures for _, pictures in texts):
        numbers = [number for number, (_, pictures) in enumerate(texts) if pictures == shown]
        groups += [[numbers[place] for place in group] for group in near_groups([texts[n][0] for n in numbers])]
    return groups
