"""Finds the notebooks of a submission, at any depth and in archives too, and says which is which.

Links are never followed, because what they lead to was not handed in. Archives are opened where a notebook is missing
without them. What could not be looked into is named, so that a person is asked instead of a 0 given.
"""

import os
import stat
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from classroom import archives
from classroom.archives import ADVICE, Room
from classroom.isolation.link import DeadlineError
from classroom.isolation.patience import Patience, processor_time
from classroom.notebooks import notebook_draft
from classroom.sanitising.documents import documents
from classroom.sanitising.master import Master
from classroom.sanitising.mending import Mended, mend
from classroom.sanitising.placing import Loose, placed
from classroom.sanitising.reading import Reading, Unreadable, read_file
from classroom.sanitising.recognising import home, may_be_notebook
from classroom.sanitising.strays import Found

MOST_ENTRIES = 5_000
"""Files and folders of one submission that are looked at."""
MOST_NOTEBOOKS = 60
MOST_SECONDS = 120.0
"""When reading the files of one submission has taken so much processor time, no further one is read."""
NOT_HANDED_IN = "This notebook was not handed in."
DAMAGED = "The file of this notebook could not be read, or not to its end."
ELSEWHERE = "This notebook was not handed in, or it is in a file that could not be looked into."
TOO_SLOW = "To read the files of this submission took too long, so this one was not read. Hand in the notebooks only."
CLOSED = ("rar", "7z", "lfs", "placeholder")
"""What stands for something that was handed in, or holds it, and is not opened."""
EXPORTS = ("html", "pdf")
"""What a notebook can be turned into. Where such a file is all that was handed in, somebody's answers stand in it."""


@dataclass(frozen=True)
class Arrived:
    """A notebook of the assignment as it was found in a submission, mended; `notes` say what was wrong with files.

    `place` is the folder in which it lies, and so what it shows and imports. `refused` is set where there is a file by
    that name from which nothing could be taken, `is_whole` where no cell of it can have been lost.
    """

    mended: Mended
    place: Path
    notes: tuple[str, ...] = ()
    refused: bool = False
    is_whole: bool = True


@dataclass(frozen=True)
class Submission:
    """What a folder was found to hold: for each notebook of the assignment that is there, its cells.

    `unread` says of which files nobody knows what they hold, and `lost` has the notebooks that may be in those.
    `unpacked` keeps the archives open as long as this is looked at.
    """

    folder: Path
    notebooks: Mapping[str, Arrived]
    notes: tuple[str, ...]
    unread: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()
    unpacked: Any = field(default=None, repr=False, compare=False)

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All notebooks as files, with nothing in them that the student has not seen: each runs among the others."""
        return {f"{name}.ipynb": notebook_draft(arrived.mended.handed_in()) for name, arrived in self.notebooks.items()}


@dataclass(frozen=True)
class _File:
    path: Path
    shown: str
    reading: Reading
    modified: float


@dataclass
class _Findings:
    """What was found in a submission folder so far."""

    masters: Mapping[str, Master]
    patience: Patience
    room: int = MOST_NOTEBOOKS
    files: list[_File] = field(default_factory=list)
    archives: list[Path] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)

    def look_into(self, folder: Path) -> None:
        """Read the notebooks of a folder; those with the right names first, whatever else there is."""
        right = {folder / f"{name}.ipynb" for name in self.masters}
        closed: list[Path] = []
        found = dict.fromkeys(sorted(path for path in right if os.path.lexists(path)))
        for path in archives.walk(folder, closed, MOST_ENTRIES):
            kind = "other" if path.is_symlink() or not path.is_file() else archives.kind_of(path)
            if kind == "archive":
                self.archives.append(path)
                found.pop(path, None)
            elif kind in CLOSED:
                self.unread[_shown(path, folder)] = ADVICE[kind]
                found.pop(path, None)
            elif may_be_notebook(path):
                found[path] = None
            elif kind in EXPORTS:
                self.exports[_shown(path, folder)] = ADVICE[kind]
        for place in closed:
            self.unread[_shown(place, folder)] = "Not all of this folder could be looked at."
        for path in found:
            self._read(path, _shown(path, folder))

    def _read(self, path: Path, shown: str) -> None:
        if self.room <= 0:
            self.unread[shown] = f"There are more than {MOST_NOTEBOOKS} notebooks, and it was not read."
            return
        self.room -= 1
        try:
            self.patience.left()
            self.files.append(_File(path, shown, read_file(path), path.lstat().st_mtime))
        except DeadlineError:
            self.unread[shown] = self.refused[shown] = TOO_SLOW
        except (Unreadable, OSError) as error:
            self.refused[shown] = str(error)
        except Exception as error:
            self.refused[shown] = (
                f"It could not be read ({type(error).__name__}). Save the notebook and hand it in again."
            )

    def homes(self) -> dict[Path, str]:
        """Which notebook of the assignment each file holds; "" for none."""
        return {file.path: home(file.path.name, file.reading.cells, self.masters) for file in self.files}

    def are_whole(self) -> bool:
        """Whether each notebook of the assignment that has marked cells was found, with something answered in it."""
        homes = self.homes()
        answered = {
            homes[file.path]
            for file in self.files
            if homes[file.path] and mend(self.masters[homes[file.path]], file.reading.cells).answered()
        }
        return all(name in answered for name, master in self.masters.items() if master.cells)

    def open_archives(self, place: Path) -> list[Path]:
        """Unpack the archives that were found into the empty folder `place`, and look into them; returns where."""
        room, places = Room(), []
        for number, archive in enumerate(tuple(self.archives)):
            beside = place / str(number)
            try:
                archives.lay_out(archive, beside, room)
            except OSError as error:
                room.trouble[archive.name] = f"It could not be unpacked ({error.strerror})."
            self.look_into(beside)
            places.append(beside)
        self.unread |= {name: why for name, why in room.trouble.items() if name not in self.refused}
        return places


def open_submission(folder: Path, masters: Mapping[str, Master], ignore: Collection[str] = ()) -> Submission:
    """Look through a submission folder. Nothing that lies in it makes this fail.

    `ignore` are patterns of names that are nobody's answers, as nbgrader has them.
    """
    found = _Findings(masters, Patience(MOST_SECONDS, lambda: processor_time([os.getpid()])), MOST_NOTEBOOKS)
    found.look_into(folder)
    unpacked, places = None, [folder]
    packs = [archive.name for archive in found.archives]
    if packs and not found.are_whole():
        unpacked = tempfile.TemporaryDirectory(prefix="submission-")
        places += found.open_archives(Path(unpacked.name))
    homes = found.homes()
    unread = found.unread if any(homes.values()) else found.unread | found.exports
    told = tuple(f"The file {name} could not be looked into. {why}" for name, why in unread.items())
    notebooks: dict[str, Arrived] = {}
    lost = frozenset(masters) - set(homes.values()) if told else frozenset()
    for name, master in masters.items():
        exact = f"{name}.ipynb"
        candidates = [file for file in found.files if homes[file.path] == name]
        why = [f"{exact}: {found.refused[exact]}"] if exact in found.refused else []
        if candidates:
            notebooks[name] = _best(master, candidates, folder / exact, why)
        elif why:
            notebooks[name] = Arrived(mend(master, ()), folder, tuple(why), refused=True, is_whole=False)
    loose = [Loose(file.shown, file.reading.cells) for file in found.files if not homes[file.path]]
    said = [cell.source for file in found.files for cell in file.reading.cells]
    # What an archive holds is looked at by itself; the archive is no answer then.
    beside = [one for place in places for one in documents(place, masters, (*ignore, *packs), said)]
    notebooks = _placed(folder, masters, notebooks, loose, beside)
    return Submission(folder, notebooks, tuple(_leftovers(found, homes)), told, lost, unpacked)


def _best(master: Master, candidates: list[_File], exact: Path, notes: list[str]) -> Arrived:
    """The best of several files that hold one notebook: by its name if that one is answered, else the most answered."""
    mended = {file.path: mend(master, file.reading.cells) for file in candidates}

    def rank(file: _File) -> tuple[bool, bool, int, float]:
        answered = mended[file.path].answered()
        return answered > 0, file.path == exact, answered, file.modified

    best = max(candidates, key=rank)
    if best.path != exact:
        notes.append(f"This notebook was taken from the file {best.shown}.")
    others = sorted((file for file in candidates if file is not best), key=rank, reverse=True)
    if others:
        names = sorted(file.shown for file in others)
        notes.append(f"It was handed in more than once. Not graded: {', '.join(names[:5])}.")
    whole = mended[best.path]
    for file in others:
        whole, taken = whole.filled_from(mended[file.path])
        if taken:
            notes.append(f"Not answered there, and taken from {file.shown}: {', '.join(taken)}.")
    strays = tuple(stray for file in (best, *others) for stray in mended[file.path].strays)
    whole = replace(whole, strays=strays)
    return Arrived(whole, best.path.parent, (*notes, *best.reading.notes), is_whole=best.reading.is_whole)


def _placed(
    folder: Path,
    masters: Mapping[str, Master],
    notebooks: Mapping[str, Arrived],
    loose: Sequence[Loose],
    beside: Sequence[Found],
) -> dict[str, Arrived]:
    """The notebooks with what stands nowhere in them shown, and with a word where something may be lost."""
    mended = placed(masters, {name: arrived.mended for name, arrived in notebooks.items()}, loose, beside)
    found = {}
    for name, one in mended.items():
        arrived = notebooks.get(name) or Arrived(one, folder, (NOT_HANDED_IN,))
        found[name] = replace(arrived, mended=one if arrived.is_whole else one.doubting(DAMAGED))
    return found


def _leftovers(found: _Findings, homes: Mapping[Path, str]) -> Iterator[str]:
    right = {f"{name}.ipynb" for name in found.masters}
    for file in found.files:
        if not homes[file.path] and found.masters:
            yield f"The file {file.shown} holds no notebook of this assignment. It was not graded."
    for shown, why in found.refused.items():
        if shown not in right:
            yield f"The file {shown} was not graded. {why}"


def _shown(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()
    return name if len(name) <= 100 else f"{name[:100]}…"


def is_link_out(folder: Path, submitted: Path) -> bool:
    """Whether a submission folder, or the student's folder above it, is a link to somewhere else in the course.

    A link to another student's folder would hand in their work. `submitted` is the folder of all submissions.
    """
    for level in (folder, *folder.parents):
        if level == submitted:
            return False
        try:
            if stat.S_ISLNK(level.lstat().st_mode):
                return True
        except OSError:
            return True
    return False
