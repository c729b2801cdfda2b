"""The last step: looks at all that was saved, shows how the points stand, and writes the two files to hand in.

What counts is what travels: the zip is unpacked again, somewhere else, and judged there. Nothing is refused. What is
missing is listed, in the notebook, in a terminal and in the files themselves.
"""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile

from word2vec_lab.check.score import Finding
from word2vec_lab.figures.view import View
from word2vec_lab.files import NotWritten, replacing
from word2vec_lab.submission import packing as _packing
from word2vec_lab.submission import written as _written
from word2vec_lab.submission import zipped as _zipped
from word2vec_lab.submission.board import LastCheck, Scoreboard
from word2vec_lab.submission.reviewing import Review, review, review_again, review_of

__all__ = ["LastCheck", "Review", "Scoreboard", "code_zip", "last_check", "review", "scoreboard", "written"]


def last_check(folder: Path | None = None) -> LastCheck:
    """Run the check of every answer that is saved in `folder` (default: the current one), and show the findings."""
    return LastCheck(review_again(folder))


def scoreboard(folder: Path | None = None) -> Scoreboard:
    """All points item by item: earned on the public checks, to be read by a person, still unseen."""
    return Scoreboard(review(folder))


def code_zip(folder: Path | None = None) -> View:
    """Write assignment2.zip into `folder` (default: the current one), and say what is in it and what that earns.

    What it earns is judged by the zip itself, as it lies there now.
    """
    found = review(folder)
    files = _zipped.content(found)
    view = _write(found, _zipped.NAME, _packing.as_zip(files), f"In it: {', '.join(files)}.")
    if not view.right:
        return view
    try:
        again = _packing.from_zip((found.folder / _zipped.NAME).read_bytes())
    except (OSError, ValueError, BadZipFile, zlib.error) as error:
        says = f"{error}. Is there room on the disk? Is the file open in another program?"
        return View(view.title, (Finding("wrong", "not-read", f"{_zipped.NAME} cannot be read again", says=says),))
    travelled = {name: data for name, data in again.items() if name not in _zipped.for_reading(found)}
    return replace(view, findings=(*view.findings, *_judged(review_of(found.folder, _packing.Packed(travelled)))))


def written(folder: Path | None = None) -> View:
    """Write written_answers.html into `folder` (default: the current one), with the plot if there is one."""
    found = review(folder)
    said = "A page that needs nothing beside it. Open it in a browser; printed to a file it is a PDF."
    return _write(found, _written.NAME, _written.page(found).encode(), said)


def _judged(found: Review) -> Iterator[Finding]:
    """What came of the files of the zip when they were judged in an empty folder."""
    title = f"Unpacked in an empty folder, it earns {found.earned:g} of {found.checkable:g} points on the public checks"
    yield Finding("right", "judged", title)
    for status in found.statuses:
        if status.differs:
            yield Finding("wrong", "differs", status.differs)
        elif status.absent and status.earned < status.item.points:
            says = "; ".join(status.absent)
            yield Finding("wrong", "absent", f"{status.item.part}: this answer needs what is not in the zip", says=says)


def _write(found: Review, name: str, content: bytes, said: str) -> View:
    try:
        with replacing(found.folder / name) as file:
            file.write(content)
    except NotWritten as error:
        return View(f"{name} could not be written", (Finding("wrong", "not-written", str(error)),))
    findings = [Finding("right", "written", f"{name} is in this folder", says=said)]
    missing = len(found.missing)
    if missing:
        things = "1 thing is" if missing == 1 else f"{missing} things are"
        says = f"{things} missing. The scoreboard lists what is missing, and so does the file."
        findings.append(Finding("advice", "incomplete", "It can be handed in as it is", says=says))
    return View(f"Written: {name}", tuple(findings))
