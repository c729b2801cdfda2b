"""What a reader sees of an item, and does: decide, keep, take back. The page in front of it only shows this.

Nobody's name is in what is shown, unless it is asked for.
"""

import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from classroom.course import Course, CourseError, Item
from classroom.editions.reading import model_answer
from classroom.notebooks import grade_id, read_notebook
from classroom.sanitising.gradebook import UNFINISHED, Records
from classroom.written.alike import differences
from classroom.written.answers import Notebooks
from classroom.written.memory import FILE, Change, Decision, Memory, Way
from classroom.written.piles import Card, Member, make_cards, shuffled
from classroom.written.rubrics import ENDING, Rubric, RubricError, check_points, read_rubric
from classroom.written.scores import BusyError, Given, Score, Scores, TakenError
from safepage.markdown import render

EXCERPT = 400
"""Characters of an answer that a list shows."""
LONGEST_COMMENT = 10_000


class RefusedError(Exception):
    """Something that a reader asked for and that cannot be done; the message says why, and what to do."""


class Desk:
    """The written items of a course, and what a class wrote to them. Use it in one thread."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.items = {item.id: item for item in course.items if item.kind == "written"}
        self.scores = Scores(course)
        try:
            self.memory = Memory(course.root)
        except sqlite3.Error as error:
            raise CourseError(
                f"{course.root / FILE} cannot be used: {error}. It holds the comments that were typed and which lines"
                " were chosen; points are in the gradebook. Move it away, and a new one is made."
            ) from error
        self.notebooks = Notebooks()
        directory = self.scores.directory
        records = Records(str(directory.db_url), str(directory.course_id), course.assignment)
        self._released = records.source_texts()

    # --- What there is to read ----------------------------------------------------------------------------------------

    def item(self, name: str) -> Item:
        """The written item of that id; `CourseError` names those that there are."""
        if name in self.items:
            return self.items[name]
        known = ", ".join(self.items) or "none"
        if any(item.id == name for item in self.course.items):
            raise CourseError(
                f"Item {name} is scored by a check. Where one waits for a person all the same, Formgrader has it."
                f" The written items are: {known}."
            )
        raise CourseError(f"There is no item {name}. The written items are: {known}.")

    def rubric(self, item: Item) -> Rubric:
        """The rubric of an item, as it stands in the source; `CourseError` if it cannot be read."""
        name = f"{item.id}{ENDING}"
        try:
            rubric = read_rubric(self._source(item).get(name, ""))
            check_points(rubric, item.points)
        except RubricError as error:
            where = f"{self.course.show(self.course.source)}/{item.notebook}.ipynb, cell {name}"
            raise CourseError(f"{where}: {error} {error.do}") from None
        return rubric

    def shown(self, item: Item) -> dict[str, str]:
        """The question and the model answer, as HTML."""
        cells = list(self._source(item).items())
        place = next((place for place, (name, _) in enumerate(cells) if name == item.id), 0)
        model = cells[place][1] if cells else ""
        question = cells[place - 1][1] if place else ""
        return {"question": _html(question), "model": _html(model_answer(model))}

    def overview(self) -> dict[str, Any]:
        """Each written item with how far it is, and what else waits for a person."""
        waiting = self.scores.waiting()
        checks = [item for item in self.course.items if item.kind == "auto"]
        rows = [{"item": item, **self._progress(self.pile(item)[0])} for item in self.items.values()]
        return {
            "rows": rows,
            "checks": sum(waiting.get(item.graded_cell, 0) for item in checks),
            "nothing": len(self.scores.names()) - len(self.scores.of_item(next(iter(self.items.values()))))
            if self.items
            else 0,
        }

    def pile(self, item: Item) -> tuple[list[Card], list[str]]:
        """The cards of an item, and a sentence for whatever cannot be read."""
        most = self.scores.most_points(item)
        if most != item.points:
            raise CourseError(
                f"Item {item.id} is worth {item.points:g} points, and the gradebook has {most:g}. Run `nbgrader"
                f" generate_assignment {self.course.assignment} --force`."
            )
        found = {score.student: score for score in self.scores.of_item(item)}
        released = self._released.get(item.notebook, {})
        decisions = self.memory.decisions(item.id)
        members, trouble, broken = [], list[str](), 0
        for number, student in enumerate(shuffled(item.id, list(found)), start=1):
            score = found[student]
            folder = self.scores.directory.format_path(
                self.scores.directory.autograded_directory, student, self.course.assignment
            )
            path = self.course.root / folder / f"{item.notebook}.ipynb"
            if not score.is_whole or (path.parent / UNFINISHED).exists():
                broken += 1
                continue
            try:
                written = self.notebooks.answer(path, item.id, released)
            except CourseError as error:
                trouble.append(str(error))
                continue
            members.append(Member(number, score, written, decisions.get(score.id)))
        if broken:
            submissions = "1 submission is" if broken == 1 else f"{broken} submissions are"
            trouble.append(f"{submissions} not here: the grading was broken off. Run `classroom grade` again.")
        return make_cards(members), trouble

    def state(self, item: Item) -> dict[str, Any]:
        """All cards of an item, without what is written on them, and how far it is."""
        cards, trouble = self.pile(item)
        return {
            "cards": [
                {
                    "key": card.key,
                    "kind": card.kind,
                    "near": card.near,
                    "members": [_member(member) for member in card.members],
                }
                for card in cards
            ],
            "bank": self.memory.comments(item.id),
            "progress": self._progress(cards),
            "trouble": trouble,
        }

    def card(self, item: Item, key: str) -> dict[str, Any]:
        """What is written on a card, and on those that are nearly the same."""
        cards = {card.key: card for card in self.pile(item)[0]}
        if key not in cards:
            raise RefusedError("These answers are no longer here as they were: they have been graded again.")
        card = cards[key]
        if card.kind != "answer":
            return {"excerpts": {member.id: _excerpt(member) for member in card.members}}
        lead = card.lead.written
        answer, remark = lead.html()
        return {
            "html": answer,
            "remark": remark,
            "notes": [
                {"number": member.number, "html": _html(member.written.notes)}
                for member in card.members
                if member.written.notes
            ],
            "near": [
                {
                    "key": other,
                    "html": cards[other].lead.written.html()[0],
                    "differs": differences(lead.own, cards[other].lead.written.own),
                }
                for other in card.near
            ],
        }

    def names(self, item: Item) -> dict[str, str]:
        """Whose answer is which."""
        names = self.scores.names()
        return {score.id: names.get(score.student, score.student) for score in self.scores.of_item(item)}

    # --- What a reader does -------------------------------------------------------------------------------------------

    def decide(
        self,
        item: Item,
        reader: str,
        card: str,
        answers: Sequence[tuple[str, str]],
        *,
        points: object,
        extra: object,
        comment: object,
        lines: Sequence[str],
    ) -> None:
        """Give points and a comment to these answers, each with the version of it that was looked at.

        `TakenError` if one of them has another version by now; then nothing is written. `RefusedError` if the points
        cannot be given.
        """
        given = Given(
            _number(points, "Points", item.points),
            _number(extra, "Extra credit") or None,
            _comment(comment),
            waits=False,
        )
        if given.points is None:
            raise RefusedError("There are no points to give. Choose lines of the rubric, or type the points.")
        cards, _ = self.pile(item)
        members = _looked_at(cards, answers)
        home = {member.id: found for found in cards for member in found.members}
        decisions = [
            Decision(
                member.id,
                _way(home[member.id], card, first=number == 0),
                tuple(lines),
                member.written.key,
                given.points,
            )
            for number, member in enumerate(members)
        ]
        self._write(item, reader, card, [(member.score, given) for member in members], decisions)

    def keep(self, item: Item, reader: str, card: str, answers: Sequence[tuple[str, str]]) -> None:
        """Leave these answers the points that a person gave to them before they were graded again."""
        members = _looked_at(self.pile(item)[0], answers)
        decisions = [
            Decision(member.id, "kept", member.lines, member.written.key, member.score.given.points)
            for member in members
        ]
        changes = [(member.score, replace(member.score.given, waits=False)) for member in members]
        self._write(item, reader, card, changes, decisions)

    def undo(self, item: Item, reader: str) -> str:
        """Take back the reader's last step at an item, and return the card that it was about.

        `TakenError` if somebody else has written since: then it cannot be taken back any more.
        """
        step = self.memory.last_step(reader, item.id)
        if step is None:
            raise RefusedError("There is nothing to take back.")
        now = {score.id: score for score in self.scores.of_item(item)}
        there = [change for change in step.changes if change.answer in now]
        taken = [change.answer for change in there if now[change.answer].given != change.after]
        if taken or not there:
            self.memory.take_back(item.id, replace(step, changes=(), before=()))
            raise TakenError(taken)
        self.scores.write([(now[change.answer], change.before) for change in there])
        self.memory.take_back(item.id, step)
        return step.card

    def claim(self, item: Item, reader: str, card: str) -> list[str]:
        """Say which card a reader has open, and hear which ones the others have: two need not read the same."""
        return self.memory.claim(reader, item.id, card)

    def claimed(self, item: Item, reader: str) -> list[str]:
        """The cards that other readers have open."""
        return self.memory.claimed(reader, item.id)

    def forget_comment(self, item: Item, words: str) -> None:
        """Take a comment out of the bank."""
        self.memory.forget_comment(item.id, words)

    def _write(
        self,
        item: Item,
        reader: str,
        card: str,
        given: Sequence[tuple[Score, Given]],
        decisions: Sequence[Decision],
    ) -> None:
        self.scores.write(given)
        changes = [Change(score.id, score.given, after) for score, after in given]
        try:
            self.memory.keep(reader, item.id, card, decisions, changes)
        except (sqlite3.Error, BusyError) as error:
            raise RefusedError(
                f"The points are saved. {FILE} could not be written ({error or 'it is in use'}), so this cannot be"
                " undone here, and its comment will not be offered again."
            ) from error

    def _progress(self, cards: Sequence[Card]) -> dict[str, Any]:
        members = [member for card in cards for member in card.members]
        done = [member for member in members if not member.is_open]
        ways = [member.decision.way for member in done if member.decision and member.changed is not None]
        left = [card for card in cards if any(member.is_open for member in card.members)]
        return {
            "all": len(members),
            "read": len(done),
            "left": len(members) - len(done),
            "cards_left": len(left),
            "equal": ways.count("equal"),
            "near": ways.count("near"),
            "empty": ways.count("empty"),
        }

    def _source(self, item: Item) -> Mapping[str, str]:
        notebook = read_notebook(self.course.source / f"{item.notebook}.ipynb")
        return {grade_id(cell) or str(cell.get("id", "")): cell.source for cell in notebook.cells}


def _excerpt(member: Member) -> str:
    written = member.written
    if written.is_empty and written.answer.source.strip() == written.released.strip():
        return "as it was handed out"
    if written.is_empty:
        return f"emptied, but for “{written.own}”" if written.own else "emptied"
    return written.own if len(written.own) <= EXCERPT else f"{written.own[:EXCERPT]}…"


def _html(text: str) -> str:
    return render(text, headings_below=2).html


def _member(member: Member) -> dict[str, Any]:
    given = member.score.given
    return {
        "id": member.id,
        "number": member.number,
        "version": member.version,
        "open": member.is_open,
        "points": given.points,
        "automatic": member.score.automatic,
        "extra": given.extra,
        "comment": given.comment or "",
        "lines": member.lines,
        "again": given.waits and given.points is not None,
        "changed": member.changed,
    }


def _looked_at(cards: Sequence[Card], answers: Sequence[tuple[str, str]]) -> list[Member]:
    there = {member.id: member for card in cards for member in card.members}
    if not answers:
        raise RefusedError("No answer is ticked. Tick those that this is for.")
    taken = [name for name, version in answers if name not in there or there[name].version != version]
    if taken:
        raise TakenError(taken)
    return [there[name] for name, _ in answers]


def _way(home: Card, card: str, *, first: bool) -> Way:
    if home.kind == "empty":
        return "empty"
    if home.key != card:
        return "near"
    return "read" if first else "equal"


def _number(value: object, name: str, most: float = math.inf) -> float | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        number = float(cast(Any, value.strip().replace(",", ".") if isinstance(value, str) else value))
    except (TypeError, ValueError):
        raise RefusedError(f"{name}: “{value}” is not a number.") from None
    if not 0 <= number <= most or math.isinf(number):
        up_to = f"from 0 to {most:g}" if most < math.inf else "of 0 or more"
        more = " More than that is extra credit." if number > most else ""
        raise RefusedError(f"{name}: it must be a number {up_to}, and is {value}.{more}")
    return round(number, 4)


def _comment(value: object) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > LONGEST_COMMENT:
        raise RefusedError(f"The comment has {len(text):,} characters; up to {LONGEST_COMMENT:,} are kept. Shorten it.")
    return text or None
