"""The scoreboard: the points item by item, what is missing, and what looks as if it were not saved.

As text for a terminal, as HTML for a notebook. The table is plain HTML with headers of its own, so that it can be read
where every style is stripped, and aloud.
"""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from word2vec_lab import guessing
from word2vec_lab.check.derivations import Derivation, of_text
from word2vec_lab.derivation.questions import asked
from word2vec_lab.edition import reading_edition
from word2vec_lab.student.shadowing import shadowing
from word2vec_lab.submission.packing import PLOT
from word2vec_lab.submission.reviewing import Missing, Review, State, Status

FILES = ("assignment2.zip", "written_answers.html")
COPY = re.compile(r"(?P<original>\d_\w+)-Copy\d+\.ipynb")

HEADERS = ("Points", "Earned on the public checks", "To be read by a person", "Still unseen", "How it stands")


@dataclass(frozen=True, repr=False)
class LastCheck:
    """The findings of every check that was run: in full where points are missing, in one line where none are."""

    review: Review

    def __repr__(self) -> str:
        reports = [status.score.report() for status in self._run() if status.score]
        reports += [repr(found) for found in self._derivations()]
        return "\n\n".join([*reports, *self._not_run()]) or "No answer could be checked."

    def _repr_html_(self) -> str:
        rows = []
        for status in self._run():
            full = status.state is State.FULL
            summary = f"{'✓' if full else '✗'} {_name(status)}: {status.earned:g} of {status.item.points:g} points"
            body = status.score._repr_html_() if status.score else ""
            # Folded where nothing is to be done, so that what is to be done catches the eye.
            rows.append(f"<details{'' if full else ' open'}><summary>{html.escape(summary)}</summary>{body}</details>")
        for found in self._derivations():
            mark = "✗" if found.to_look_at else "✓" if found.judged.signs else "→"
            summary = f"{mark} {found.title} {found.headline()}"
            rows.append(
                f"<details{' open' if found.to_look_at else ''}><summary>{html.escape(summary)}</summary>"
                f"{found.within()}</details>"
            )
        # A message about a syntax error has a line of code of its own.
        rows += [f'<p style="white-space:pre-line">{html.escape(line)}</p>' for line in self._not_run()]
        return "".join(rows) or "<p>No answer could be checked.</p>"

    def _run(self) -> list[Status]:
        return [s for s in self.review.statuses if s.score and s.state is not State.TO_DO]

    def _derivations(self) -> list[Derivation]:
        """The derivations that are written, judged sign by sign; a person gives their points."""
        written = {s.item.id: s for s in self.review.statuses if s.state in (State.ANSWERED, State.PARTLY_ANSWERED)}
        return [
            of_text(question, status.cell.source, title=f"{_name(status)}.")
            for question in asked()
            if (status := written.get(question.id)) and status.cell is not None and status.cell.kind == "markdown"
        ]

    def _not_run(self) -> list[str]:
        auto = [s for s in self.review.statuses if s.item.kind == "auto"]
        to_do = [s for s in auto if s.state is State.TO_DO and not s.note]
        said = [s for s in auto if s.note and s.state in (State.NOT_LOADED, State.CELL_GONE, State.TO_DO)]
        lines = [f"✗ {_name(s)}: {s.state}. {s.note}" for s in said]
        if to_do:
            lines.append(f"→ Still to do: {', '.join(_name(s) for s in to_do)}.")
        for state, words in ((State.UNSEEN, "Not here yet"), (State.DAMAGED, "Cannot be read")):
            files = sorted({s.file for s in auto if s.state is state})
            if files:
                lines.append(f"→ {words}: {', '.join(files)}.")
        return lines


@dataclass(frozen=True, repr=False)
class Scoreboard:
    """All items of a review in a table, and the lists below it."""

    review: Review

    def against(self, guess: Any) -> str:
        """One sentence that holds a guess of the points earned on the checks against what they are."""
        earned, points = self.review.earned, self.review.checkable
        guess = None if guess is None else guessing.number(guess)
        if guess is None:
            return f"No guess yet. Put a number from 0 to {points:g} in place of None, and run the cell again."
        said = f"You guessed {guess:g}, and the checks say {earned:g} of {points:g}."
        if guess == earned:
            return f"{said} Exactly right."
        short = [s for s in self.review.statuses if s.item.kind == "auto" and s.state is not State.FULL]
        if guess > earned and short:
            most = max(short, key=lambda s: s.item.points - s.earned)
            return f"{said} The largest part of the difference may be in {_name(most)}: {most.state}."
        return f"{said} You know more than you thought." if guess < earned else said

    def __repr__(self) -> str:
        return "\n".join([self.plain(), "", *remarks(self.review)]).rstrip()

    def plain(self) -> str:
        """The table, the sums and what is missing, without anything that depends on the clock."""
        review = self.review
        head = ("item", "points", "earned", "to read", "unseen", "state")
        rows = [(_name(s), *_numbers(s), str(s.state)) for s in review.statuses]
        total = ("all", *map(_number, (review.points, review.earned, review.to_read, review.unseen)), "")
        width = max(len(row[0]) for row in rows)
        table = [_line(head, width), *(_line(row, width) for row in rows), _line(total, width)]
        return "\n".join([*table, "", self.sums(), *plot_text(review), "", *missing_text(review)])

    def sums(self) -> str:
        """Where the points are, in one sentence."""
        r = self.review
        parts = [
            f"{r.earned:g} earned on the public checks",
            f"{r.to_read:g} to be read by a person",
            f"{r.unseen:g} still unseen",
            f"{r.still_open:g} still open",
        ]
        return f"{r.points:g} points: {', '.join(parts)}."

    def _repr_html_(self) -> str:
        r = self.review
        *numbers, stands = HEADERS
        head = "".join(f'<th scope="col"{_NUMBER}>{text}</th>' for text in numbers)
        head += f'<th scope="col"{_STYLE}>{stands}</th>'
        rows = "".join(_row(status) for status in r.statuses)
        totals = "".join(f"<td{_NUMBER}><strong>{v:g}</strong></td>" for v in (r.points, r.earned, r.to_read, r.unseen))
        foot = f'<tr><th scope="row"{_STYLE}>All items</th>{totals}<td{_STYLE}>{r.still_open:g} still open</td></tr>'
        missing = "".join(f"<li>{_missing_html(thing)}</li>" for thing in r.missing)
        parts = [
            f"<p><strong>{self.sums()}</strong></p>",
            '<table style="border-collapse:collapse;font-size:inherit">'
            f'<caption style="text-align:left;color:inherit">The {r.points:g} points, item by item</caption>'
            f'<thead><tr><th scope="col"{_STYLE}>Item</th>{head}</tr></thead>'
            f"<tbody>{rows}</tbody><tfoot>{foot}</tfoot></table>",
            *(f"<p>{html.escape(line)}</p>" for line in plot_text(r)),
            f"<p><strong>What is missing</strong></p><ul>{missing}</ul>" if missing else "<p>Nothing is missing.</p>",
            *(f"<p>→ {html.escape(remark)}</p>" for remark in remarks(r)),
        ]
        return "".join(parts)


def plot_text(review: Review) -> list[str]:
    """What the plot says of itself, in one line; no line where there is no plot."""
    if review.plot is None:
        return []
    if review.plot_says:
        return [f"The plot, {PLOT}, says of itself: {review.plot_says}"]
    return [f"The plot, {PLOT}, does not say where it comes from. (If run.py made it: run.py --plot draws it anew.)"]


def missing_text(review: Review) -> list[str]:
    """What is missing, as lines of plain text."""
    if not review.missing:
        return ["Nothing is missing."]
    return ["What is missing:", *(f"- {thing}" for thing in review.missing)]


def remarks(review: Review) -> Iterator[str]:
    """What may not be as it was meant: copies that are newer, and submission files that are older.

    Times of this machine mean nothing to a reader of the published edition, so that one has none.
    """
    if reading_edition():
        return
    here = [notebook for notebook in review.notebooks if notebook.there]
    if not here:
        yield f"There is none of the course's notebooks in {review.folder}. Is this the folder that you work in?"
        return
    now = time.time()
    ages = ", ".join(f"{n.path.name} ({ago(now - n.saved)})" for n in here)
    yield f"This is about the notebooks as they were last saved: {ages}."
    saved = {notebook.path.stem: notebook.saved for notebook in here}
    for path in sorted(review.folder.glob("*.ipynb")):
        copy = COPY.fullmatch(path.name)
        if copy and _time(path) > saved.get(copy["original"], float("inf")):
            yield (
                f"{path.name} was saved later than {copy['original']}.ipynb, and only {copy['original']}.ipynb counts."
                " If your newer answers are in the copy, give it that name."
            )
    for status in review.statuses:
        if status.differs:
            again = "" if status.absent else f" Open {status.file}, run both cells again, and save."
            yield f"{status.differs}{again}"
    if said := shadowing(review.folder):
        yield said
    newest = max(here, key=lambda n: n.saved)
    for name in FILES:
        path = review.folder / name
        if path.is_file() and _time(path) < newest.saved:
            yield (
                f"{name} is older than {newest.path.name}. Before you hand it in, make it again: with the last cells of"
                " 7_submit, or with collect_submission.sh."
            )


def ago(seconds: float) -> str:
    """How long ago, in words."""
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = int(seconds // size)
        if count > 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _name(status: Status) -> str:
    return f"{status.item.part} {status.item.title}"


def _number(value: float) -> str:
    return f"{value:g}" if value else "–"


def _numbers(status: Status) -> tuple[str, str, str, str]:
    """Points, earned, to be read, unseen; a dash where the column has nothing to say."""
    earned = f"{status.earned:g}" if status.score else "–"
    return f"{status.item.points:g}", earned, _number(status.to_read), _number(status.unseen)


def _line(row: tuple[str, ...], width: int) -> str:
    name, *numbers, state = row
    return f"{name:<{width}}  {'  '.join(f'{n:>7}' for n in numbers)}  {state}".rstrip()


_STYLE = ' style="text-align:left;border-bottom:1px solid var(--jp-border-color2,#ccc);padding:.25em .6em"'
_NUMBER = _STYLE.replace("text-align:left", "text-align:right")
_MARKS = {State.FULL: "✓", State.ANSWERED: "✓", State.PARTLY_RIGHT: "→", State.PARTLY_ANSWERED: "→", State.UNSEEN: "–"}


def _row(status: Status) -> str:
    numbers = "".join(f"<td{_NUMBER}>{text}</td>" for text in _numbers(status))
    name = html.escape(_name(status))
    if status.cell:
        name = f'<a href="{html.escape(status.link)}">{name}</a>'
    state = f"{_MARKS.get(status.state, '✗')} {status.state}"
    header = f'<th scope="row"{_STYLE.replace("text-align", "font-weight:normal;text-align")}>{name}</th>'
    return f"<tr>{header}{numbers}<td{_STYLE}>{state}</td></tr>"


def _missing_html(thing: Missing) -> str:
    text = html.escape(thing.text)
    place = html.escape(", cell ".join(part for part in (thing.file, thing.cell) if part))
    if thing.link and place:
        place = f'<a href="{html.escape(thing.link)}">{place}</a>'
    return f"{text} ({place})" if place else text
