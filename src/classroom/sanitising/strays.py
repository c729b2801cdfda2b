"""Finds what a student wrote outside of the answer cells, and says to which written answer it belongs.

A cell of a student's own has a place: between two cells of the course. If that is the place of one written answer, or
under the heading of one, and nothing is written in that answer's cell, the words are the answer and are put back. If
the place says less, they are shown at every unanswered question for which they may be meant, and a person decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from classroom.notebooks import LAUNCHERS, NOTES_ID, REPORT_ID
from classroom.sanitising.master import Master, MasterCell, OutlineCell
from classroom.sanitising.prose import (
    FEW_WORDS,
    MANY_WORDS,
    added,
    as_markdown,
    is_seen,
    new_lines,
    reads_as_answer,
    unveiled,
    words_in_code,
)
from classroom.sanitising.reading import Cell

SHORTEST_KNOWN = 20
"""A shorter text of the course's could stand in an answer by chance."""
NUMBER = re.compile(r"[\W_]*(\d+(?:\([a-z0-9]+\))+|\d+(?:\.\d+)+)")
"""How a question is numbered: 1(b)(ii), or 2.3."""
JOINT = r"(?:[).]*\s?\(|[).]+|)"
"""What may stand between two parts of a number. "1. A loss" is none: it begins a list."""
LONGEST_HEADING = 80
LONGEST_SHOWN = 20_000
MOST_FOUND = 20
PICTURE = "found-{}-"
EMPTY = "This answer cell is empty."
"""How what is shown begins where nobody can tell whether it is the answer."""


@dataclass(frozen=True)
class Found:
    """What a student wrote that stood in no answer cell, as Markdown, and a sentence that says where.

    If it is not `is_sure` that it is the answer, `places` says at how many unanswered questions it is shown.
    """

    says: str
    text: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_sure: bool = False
    places: int = 1

    @property
    def sentence(self) -> str:
        """What stands above the words, for whoever grades and for the student."""
        if self.is_sure:
            return f"Put back before grading: {self.says}"
        several = f"It is not clear where it belongs, so {self.places} unanswered questions show this. "
        return f"{EMPTY} {self.says} {several if self.places > 1 else ''}Whoever grades decides."


@dataclass(frozen=True)
class Stray:
    """Something found, and the unanswered questions of this notebook for which it may be meant; none if for any."""

    found: Found
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """What was found in one notebook: by item what is put back, what has no clear place, and whole cells that move."""

    put_back: Mapping[str, tuple[Found, ...]]
    strays: tuple[Stray, ...]
    moved: frozenset[int]


@dataclass(frozen=True)
class _Piece:
    """Words at a place of the submission, and the numbers of the course's cells above and below them.

    `typed_into` is the cell of the course that they were typed into. A `whole` cell holds nothing else.
    """

    place: int
    cell: Cell
    above: int | None
    below: int | None
    typed_into: int | None = None
    whole: bool = False


def lines_of(master: Master) -> frozenset[str]:
    """The lines of the course's own cells."""
    return frozenset(line.strip() for one in master.outline for line in one.text.split("\n"))


def normal(text: str) -> str:
    """A text without what editors change: blanks, and the signs of a heading."""
    return " ".join(text.split()).lstrip("# ")


def is_empty(cell: Cell | None, marked: MasterCell) -> bool:
    """Whether a student wrote nothing in the cell of a written answer that anybody could see."""
    if cell is None or cell.untouched:
        return True
    if marked.kind == "code":
        return cell.source.strip() in ("", marked.released.strip())
    return not is_seen(new_lines(marked.released, cell.source))


def apart(master: Master, cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a submission, with those taken apart that were merged with texts of the course's."""
    there = {normal(cell.source) for cell in cells}
    gone = {
        text: one
        for one in master.outline
        if one.kind == "markdown" and not (one.marked and one.marked.is_answer)
        if len(text := one.text.strip()) >= SHORTEST_KNOWN and normal(text) not in there
    }
    whole: list[Cell] = []
    for cell in cells:
        merged = {text: one for text, one in gone.items() if cell.kind != "code" and text in cell.source}
        typed_into = len(merged) == 1 and all(_is_named(cell, one) for one in merged.values())
        whole += _taken_apart(cell, merged) if merged and not typed_into else [cell]
    return whole


def _taken_apart(cell: Cell, texts: Mapping[str, OutlineCell]) -> list[Cell]:
    pattern = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))
    parts = [part for part in re.split(f"({pattern})", cell.source) if part.strip()]
    # The ids are those of one of the parts: of a cell of the course, or else of what the student wrote.
    named = next((text for text, one in texts.items() if _is_named(cell, one)), None)
    if named is None:
        named = next((part for part in parts if part not in texts), parts[0])
    pieces = []
    for part in parts:
        bare = replace(cell, source=part.strip("\n"), untouched=False)
        if part == named:
            named = None
        else:
            bare = replace(bare, cell_id="", grade_id="")
        pieces.append(bare)
    return pieces


def _is_named(cell: Cell, one: OutlineCell) -> bool:
    if cell.grade_id:
        return one.marked is not None and one.marked.grade_id == cell.grade_id
    return bool(cell.cell_id) and cell.cell_id == one.cell_id


class Layout:
    """A submission held against the cells of the source: which submitted cell is which."""

    def __init__(self, master: Master, cells: Sequence[Cell], copies: Mapping[str, Sequence[int]]) -> None:
        self.master = master
        self.cells = cells
        self.numbers = {one.marked.grade_id: n for n, one in enumerate(master.outline) if one.marked}
        self.anchors: dict[int, int] = {}
        for marked in master.cells:
            if not marked.is_answer:
                self.anchors |= dict.fromkeys(copies[marked.grade_id], self.numbers[marked.grade_id])
        answers = {place for places in copies.values() for place in places}
        self._anchor_texts({place for place in range(len(cells)) if place not in answers})

    def _anchor_texts(self, places: set[int]) -> None:
        """Find the cells of the course that have no grade id: by their ids, then by what they say."""
        unmarked = {n: one for n, one in enumerate(self.master.outline) if one.marked is None}
        ids = {one.cell_id: n for n, one in unmarked.items() if one.cell_id}
        texts: dict[str, int] = {}
        for number, one in unmarked.items():
            texts.setdefault(normal(one.text), number)
        for place in sorted(places):
            known = ids.get(self.cells[place].cell_id)
            if known is None:
                known = texts.get(normal(self.cells[place].source))
            if known is not None:
                self.anchors[place] = known

    @cached_property
    def known_lines(self) -> frozenset[str]:
        """The lines of the course's own cells."""
        return lines_of(self.master)

    def is_home(self, grade_id: str, place: int) -> bool:
        """Whether a place of the submission is the one that this written answer has in the source."""
        return self._holder(*self._around(place)) == grade_id

    def gather(self, chosen: Mapping[str, int]) -> Gathered:
        """Look for words outside of the answer cells. `chosen` are the cells that count, of several copies."""
        for marked in self.master.cells:
            if marked.is_answer and marked.grade_id in chosen:
                self.anchors[chosen[marked.grade_id]] = self.numbers[marked.grade_id]
        empty = {
            marked.grade_id
            for marked in self.master.cells
            if marked.is_written
            and is_empty(self.cells[place] if (place := chosen.get(marked.grade_id)) is not None else None, marked)
        }
        said = {normal(self.cells[place].source) for place in chosen.values()}
        put_back: dict[str, list[Found]] = {}
        strays: list[Stray] = []
        moved: set[int] = set()
        for piece in self._pieces(said):
            holder = self._holder(piece.above, piece.below)
            if holder and holder not in empty:
                continue  # it goes on with the answer beside it, and stays there
            if holder:
                put_back.setdefault(holder, []).append(self._found(piece, is_sure=True))
                if piece.whole and piece.cell.kind != "code":
                    moved.add(piece.place)
                continue
            for name, text in by_number(piece.cell.source, self.numbers_of_questions):
                if name and name not in empty:
                    continue  # it says itself that it belongs to a question that has an answer
                part = replace(piece, cell=replace(piece.cell, source=text))
                items, is_sure = ((name,), True) if name in empty else self._meant(piece, empty)
                found = self._found(part, is_sure)
                if is_sure:
                    put_back.setdefault(items[0], []).append(found)
                else:
                    strays.append(Stray(found, items))
        strays += [*self._in_other_answers(chosen, empty), *self._in_comments(chosen, empty)]
        return Gathered({name: tuple(found) for name, found in put_back.items()}, tuple(strays), frozenset(moved))

    def _pieces(self, said: set[str]) -> list[_Piece]:
        pieces = []
        for place, cell in enumerate(self.cells):
            if cell.cell_id in (NOTES_ID, REPORT_ID) or cell.source.startswith(LAUNCHERS):
                continue  # a graded notebook was handed in again, or it was handed out with links
            number = self.anchors.get(place)
            above, below = self._around(place)
            if number is None:
                # What a cell of code has shown is a picture of an answer only where one belongs.
                showed = cell.kind == "code" and bool(cell.attachments) and self._holder(above, below) != ""
                answers = showed or reads_as_answer(cell.kind, cell.source, self.known_lines)
                if answers and normal(cell.source) not in said:
                    pieces.append(_Piece(place, cell, above, below, whole=True))
            elif words := self._typed_into(cell, number):
                pieces.append(_Piece(place, replace(cell, kind="markdown", source=words), number, below, number))
        return pieces

    def _typed_into(self, cell: Cell, number: int) -> str:
        """What a student wrote into a cell of the course's that is not for answers in words."""
        one = self.master.outline[number]
        marked = one.marked
        if (marked and marked.is_written) or cell.untouched:
            return ""
        if marked and not marked.is_answer and cell.source.strip() == marked.full.strip():
            return ""
        if one.kind != "code":
            return added(one.text, cell.source)
        fewest = MANY_WORDS if marked and marked.is_answer else FEW_WORDS
        return "\n\n".join(words_in_code(cell.source, self.known_lines, fewest))

    def _around(self, place: int) -> tuple[int | None, int | None]:
        """The course's cells next to a place, above and below."""
        above = next((self.anchors[p] for p in range(place - 1, -1, -1) if p in self.anchors), None)
        below = next((self.anchors[p] for p in range(place + 1, len(self.cells)) if p in self.anchors), None)
        return above, below

    def _in_other_answers(self, chosen: Mapping[str, int], empty: set[str]) -> list[Stray]:
        """Answers that were written into the cell of another one, under their own numbers."""
        found = []
        for grade_id, place in chosen.items():
            one = self.master.outline[self.numbers[grade_id]]
            if one.marked and one.marked.is_written and grade_id not in empty:
                says = f"What follows stands in the answer cell {grade_id}, and may be the answer."
                parts = by_number(self.cells[place].source, self.numbers_of_questions)
                attached = self.cells[place].attachments
                found += [Stray(Found(says, text, attached), (name,)) for name, text in parts if name in empty]
        return found

    def _in_comments(self, chosen: Mapping[str, int], empty: set[str]) -> list[Stray]:
        """Answers that stand in their own cells, but as comments."""
        says = "What follows stands in it as a comment, which no page shows, and may be the answer."
        found = []
        for marked in self.master.cells:
            place = chosen.get(marked.grade_id)
            if place is not None and marked.kind != "code" and marked.grade_id in empty:
                text = unveiled(new_lines(marked.released, self.cells[place].source))
                found += [Stray(Found(says, text), (marked.grade_id,))] if is_seen(text) else []
        return found

    def _meant(self, piece: _Piece, empty: set[str]) -> tuple[tuple[str, ...], bool]:
        """The unanswered questions for which words may be meant, and whether that is sure."""
        ended = next((name for name, (_, end) in self._spans.items() if piece.above in end), "")
        if ended in empty:
            follows = self._holder(piece.below, None) if piece.whole else ""
            return ((ended, follows), False) if follows in empty else ((ended,), True)
        section = self._section(piece.above)
        unanswered = tuple(name for name in section if name in empty)
        is_sure = len(section) == 1 and bool(unanswered) and piece.whole and piece.cell.kind != "code"
        return unanswered, is_sure

    def _holder(self, above: int | None, below: int | None) -> str:
        """The written answer whose place lies between two cells of the course: below its question, above its rubric."""
        for name, (begin, end) in self._spans.items():
            if above in begin or (below is not None and (below == self.numbers[name] or below in end)):
                return name
        return ""

    @cached_property
    def numbers_of_questions(self) -> dict[str, tuple[str, ...]]:
        """By written answer, the parts of its question's number."""
        return numbers(self.master)

    @cached_property
    def _spans(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """By written answer: the question and the answer itself, and what is locked below it, such as a rubric."""
        outline = self.master.outline
        spans: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        for name, number in self.numbers.items():
            marked = outline[number].marked
            if marked is None or not marked.is_written:
                continue
            asks = number > 0 and outline[number - 1].marked is None and outline[number - 1].kind == "markdown"
            end = number + 1
            while end < len(outline) and (one := outline[end].marked) and not one.is_answer and not one.is_check:
                end += 1
            spans[name] = ((number - 1, number) if asks else (number,), tuple(range(number + 1, end)))
        return spans

    def _section(self, number: int | None) -> tuple[str, ...]:
        """The written answers under the heading that a cell of the course stands under."""
        if number is None:
            return ()
        heads = [n for n, one in enumerate(self.master.outline) if one.kind == "markdown" and one.text.startswith("#")]
        begin = max((n for n in heads if n <= number), default=0)
        end = min((n for n in heads if n > number), default=len(self.master.outline))
        return tuple(name for name in self._spans if begin <= self.numbers[name] < end)

    def _found(self, piece: _Piece, is_sure: bool) -> Found:
        if piece.typed_into is not None:
            one = self.master.outline[piece.typed_into]
            name = one.marked.grade_id if one.marked else one.cell_id
            says = f"what follows was written into the cell {name}."
        else:
            says = "what follows stood in a cell of its own."
        if not is_sure:
            says = f"{says[:1].upper()}{says[1:-1]} of the notebook {self.master.name}, and may be the answer."
        return Found(says, shown_as(piece.cell), piece.cell.attachments, is_sure)


def numbers(master: Master) -> dict[str, tuple[str, ...]]:
    """By written answer, the parts of its question's number, such as 1, b, ii; none where it has no number.

    The number stands in front of what is locked below the answer, or else of the question above it.
    """
    found = {}
    for number, one in enumerate(master.outline):
        if one.marked and one.marked.is_written:
            below = [rubric for rubric in master.outline[number + 1 : number + 2] if rubric.marked]
            near = [*below, *master.outline[max(number - 1, 0) : number]]
            lines = [line for cell in near for line in reversed(cell.text.split("\n"))]
            said = next((match[1] for line in lines if (match := NUMBER.match(line))), "")
            found[one.marked.grade_id] = tuple(re.findall(r"[a-z0-9]+", said))
    return found


def by_number(text: str, known: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """A text cut where a line begins with the number of a question, and the answer that each part is headed as.

    "1(b)(ii)", "1b(ii)", "1.b.ii" and the id of the answer's cell are the same. What is headed by none is "".
    """
    patterns = {name: _heading(name, parts) for name, parts in known.items()}
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in text.split("\n"):
        fits = {name: match.end() for name, one in patterns.items() if (match := one.match(line[:LONGEST_HEADING]))}
        if fits:
            parts.append((max(fits, key=lambda name: fits[name]), []))
        parts[-1][1].append(line)
    cut = [(name, "\n".join(lines).strip("\n")) for name, lines in parts]
    return [(name, part) for name, part in cut if part.strip()]


def _heading(name: str, parts: Sequence[str]) -> re.Pattern[str]:
    number = JOINT.join(map(re.escape, parts)) if len(parts) > 1 else re.escape(name)
    before = r"[\W_]*(?:(?:answer(?:\s+to)?|question|problem|exercise|part)\s+|q\.?\s?)?\(?"
    return re.compile(rf"{before}(?:{number}|{re.escape(name)})(?![^\W_])", re.IGNORECASE)


def shown_as(cell: Cell) -> str:
    """What a cell says and, of code, the pictures that it showed, as Markdown."""
    said = as_markdown(cell.kind, cell.source)
    pictures = cell.attachments if cell.kind == "code" else ()
    return "\n\n".join([said, *(f"![what it showed](attachment:{name})" for name in pictures)])


def answer_text(marked: MasterCell, source: str, found: Sequence[Found]) -> str:
    """What an answer cell says where something was found for it: what was written there, and below it the rest."""
    shown = [] if source.strip() in ("", marked.released.strip()) else [source]
    for number, one in enumerate(found[:MOST_FOUND]):
        shown.append(f"*{one.sentence}*")
        text = one.text if len(one.text) <= LONGEST_SHOWN else f"{one.text[:LONGEST_SHOWN]}\n\n(It is cut here.)"
        for name in one.attachments:
            for written in (name, quote(name)):
                text = text.replace(f"attachment:{written}", f"attachment:{PICTURE.format(number)}{quote(name)}")
        shown.append(closed(text))
    if len(found) > MOST_FOUND:
        shown.append(f"*{len(found) - MOST_FOUND} more are not shown here.*")
    whole = "\n\n".join(part for part in shown if part)
    if marked.kind != "code":
        return whole
    return "\n".join(f"# {line}".rstrip() for line in whole.split("\n"))


def pictures_of(found: Sequence[Found]) -> dict[str, Mapping[str, str]]:
    """The pictures that were pasted into what was found, by the names that `answer_text` calls them."""
    return {
        f"{PICTURE.format(number)}{quote(name)}": forms
        for number, one in enumerate(found[:MOST_FOUND])
        for name, forms in one.attachments.items()
    }


def closed(markdown: str) -> str:
    """Markdown behind which something else can follow: a comment or a block of code that was left open is closed."""
    fences = re.findall(r"^ {0,3}(```+|~~~+)", markdown, re.MULTILINE)
    if len(fences) % 2:
        markdown = f"{markdown}\n{fences[-1]}"
    if markdown.rfind("<!--") > markdown.rfind("-->"):
        markdown = f"{markdown}-->"
    return markdown
