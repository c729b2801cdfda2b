"""What nbgrader's gradebook has no place for, in a file of its own beside it: `reading.db`.

The comments that were typed, by item: the next answer that deserves one gets it by a key. Which lines of the rubric
were chosen, and from which text: points alone do not say. What each step changed, so that it can be taken back. And
which card each reader has open, so that several do not read the same one. Nothing of it is needed: without the
file, all points and comments are still where they belong.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from classroom.written.scores import BusyError, Given

FILE = "reading.db"
SECONDS = 10
CLAIMED = 30.0
"""Seconds for which a card is taken to be open in the page that said so last."""
TABLES = """
create table if not exists comment (item text, words text, uses integer, primary key (item, words));
create table if not exists decision (
    answer text primary key, item text, way text, lines text, text text, points real
);
create table if not exists claim (reader text primary key, item text, card text, at real);
create table if not exists step (
    number integer primary key, reader text, item text, card text, changes text, before text
);
"""

Way = Literal["read", "equal", "near", "empty", "kept"]
"""How an answer was decided: looked at itself, as equal or near to one that was, in the list of empty ones, or kept."""


@dataclass(frozen=True)
class Decision:
    """How an answer was decided: the lines that were chosen, the key of its text at that time, and the points."""

    answer: str
    way: Way
    lines: tuple[str, ...]
    text: str
    points: float | None


@dataclass(frozen=True)
class Change:
    """What one step did to one answer."""

    answer: str
    before: Given
    after: Given


@dataclass(frozen=True)
class Step:
    """Something that a reader did, and that can be taken back."""

    number: int
    card: str
    changes: tuple[Change, ...]
    before: tuple[Decision, ...]
    """How its answers had been decided until then."""


class Memory:
    """The file of a course folder. Several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE
        with self._open() as file:
            file.executescript(TABLES)

    def claim(self, reader: str, item: str, card: str) -> list[str]:
        """Say which card a reader has open, and hear which ones the others have."""
        with self._open() as file:
            file.execute("insert or replace into claim values (?, ?, ?, ?)", (reader, item, card, time.time()))
        return self.claimed(reader, item)

    def claimed(self, reader: str, item: str) -> list[str]:
        """The cards that other readers have open."""
        with self._open() as file:
            rows = file.execute(
                "select card from claim where item = ? and reader != ? and at > ?",
                (item, reader, time.time() - CLAIMED),
            )
            return [other for (other,) in rows]

    def comments(self, item: str) -> list[str]:
        """The comments that were typed for an item, those that are used most before the others."""
        with self._open() as file:
            rows = file.execute("select words from comment where item = ? order by uses desc, rowid", (item,))
            return [words for (words,) in rows]

    def forget_comment(self, item: str, words: str) -> None:
        """Take a comment out of the bank. Where it was given, it stays."""
        with self._open() as file:
            file.execute("delete from comment where item = ? and words = ?", (item, words))

    def decisions(self, item: str) -> dict[str, Decision]:
        """How the answers to an item were decided, by the id of the answer."""
        with self._open() as file:
            rows = file.execute("select answer, way, lines, text, points from decision where item = ?", (item,))
            return {row[0]: Decision(row[0], row[1], tuple(json.loads(row[2])), row[3], row[4]) for row in rows}

    def keep(self, reader: str, item: str, card: str, decisions: Sequence[Decision], changes: Sequence[Change]) -> None:
        """Remember a step, with the comments in it if they are about something that was written."""
        typed = () if any(decision.way in ("empty", "kept") for decision in decisions) else changes
        said = {line for change in typed for line in comment_lines(change.after.comment)}
        known = self.decisions(item)
        before = [asdict(known[change.answer]) for change in changes if change.answer in known]
        with self._open() as file:
            for words in sorted(said):
                file.execute(
                    "insert into comment values (?, ?, 1) on conflict do update set uses = uses + 1", (item, words)
                )
            _write_decisions(file, item, decisions)
            file.execute(
                "insert into step (reader, item, card, changes, before) values (?, ?, ?, ?, ?)",
                (reader, item, card, json.dumps([asdict(change) for change in changes]), json.dumps(before)),
            )

    def last_step(self, reader: str, item: str) -> Step | None:
        """The last step of a reader at an item that was not taken back."""
        with self._open() as file:
            row = file.execute(
                "select number, card, changes, before from step where reader = ? and item = ? order by number desc",
                (reader, item),
            ).fetchone()
        if row is None:
            return None
        changes = [Change(one["answer"], Given(**one["before"]), Given(**one["after"])) for one in json.loads(row[2])]
        before = [Decision(**one | {"lines": tuple(one["lines"])}) for one in json.loads(row[3])]
        return Step(row[0], row[1], tuple(changes), tuple(before))

    def take_back(self, item: str, step: Step) -> None:
        """Forget a step, and how its answers were decided."""
        with self._open() as file:
            file.execute("delete from step where number = ?", (step.number,))
            file.executemany("delete from decision where answer = ?", [(change.answer,) for change in step.changes])
            _write_decisions(file, item, step.before)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(sqlite3.connect(self.path, timeout=SECONDS)) as file, file:
                yield file
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise BusyError from error
            raise


def _write_decisions(file: sqlite3.Connection, item: str, decisions: Sequence[Decision]) -> None:
    file.executemany(
        "insert or replace into decision values (?, ?, ?, ?, ?, ?)",
        [(one.answer, item, one.way, json.dumps(one.lines), one.text, one.points) for one in decisions],
    )


def comment_lines(comment: str | None) -> list[str]:
    """The comments in what was given: one a line."""
    return [line.strip() for line in (comment or "").split("\n") if line.strip()]
