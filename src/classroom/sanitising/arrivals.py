"""Finds out which file of a submission is which notebook, whatever the files are called.

A notebook is known by the ids of its cells first and by its name second: browsers make `2_sums (1).ipynb`, people
make `final.ipynb` and folders inside of folders. Links are never followed, because what they lead to was not handed in.
"""

import os
import stat
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from classroom.sanitising.documents import documents
from classroom.sanitising.master import Master
from classroom.sanitising.mending import Mended, mend
from classroom.sanitising.placing import Loose, placed
from classroom.sanitising.reading import Reading, Unreadable, read_file
from classroom.sanitising.strays import Found

NOTEBOOK_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json")
SKIPPED_FOLDERS = frozenset({".ipynb_checkpoints", "__MACOSX", "__pycache__"})
DEEPEST = 3
MOST_ENTRIES = 5_000
"""Files and folders of one submission that are looked at."""
MOST_NOTEBOOKS = 60
MOST_SECONDS = 120.0
"""When the files of one submission have taken so long, no further one is read."""
DAMAGED = "The file of this notebook could not be read, or not to its end."
TOO_SLOW = "To read the files of this submission took too long, so this one was not read. Hand in the notebooks only."


@dataclass(frozen=True)
class Arrived:
    """A notebook of the assignment as it was found in a submission, mended; `notes` say what was wrong with files.

    `refused` is set where there is a file by that name from which nothing could be taken, `is_whole` where no cell of
    the file was lost.
    """

    mended: Mended
    notes: tuple[str, ...] = ()
    refused: bool = False
    is_whole: bool = True


@dataclass(frozen=True)
class Submission:
    """What a folder was found to hold: for each notebook of the assignment that is there, its cells."""

    folder: Path
    notebooks: Mapping[str, Arrived]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    path: Path
    reading: Reading
    modified: float


def open_submission(folder: Path, masters: Mapping[str, Master], ignore: Collection[str] = ()) -> Submission:
    """Look through a submission folder. Nothing that lies in it makes this fail.

    `ignore` are patterns of names that are nobody's answers, as nbgrader has them.
    """
    files: list[_File] = []
    refused: dict[Path, str] = {}
    until = time.monotonic() + MOST_SECONDS
    # Those that have the right names come first, whatever else there is.
    right = {folder / f"{name}.ipynb" for name in masters}
    found = dict.fromkeys([*sorted(path for path in right if os.path.lexists(path)), *sorted(_notebook_files(folder))])
    for path in list(found)[:MOST_NOTEBOOKS]:
        try:
            if time.monotonic() > until:
                raise Unreadable(TOO_SLOW)
            files.append(_File(path, read_file(path), path.lstat().st_mtime))
        except (Unreadable, OSError) as error:
            refused[path] = str(error)
        except Exception as error:
            refused[path] = f"It could not be read ({type(error).__name__}). Save the notebook and hand it in again."
    homes = {file.path: _home(file, masters) for file in files}
    notebooks: dict[str, Arrived] = {}
    for name, master in masters.items():
        exact = folder / f"{name}.ipynb"
        candidates = [file for file in files if homes[file.path] == name]
        why = [f"{_shown(exact, folder)}: {refused[exact]}"] if exact in refused else []
        if candidates:
            notebooks[name] = _best(master, candidates, exact, folder, why)
        elif why:
            notebooks[name] = Arrived(mend(master, ()), tuple(why), refused=True, is_whole=False)
    loose = [Loose(_shown(file.path, folder), file.reading.cells) for file in files if not homes[file.path]]
    said = [cell.source for file in files for cell in file.reading.cells]
    notebooks = _placed(masters, notebooks, loose, documents(folder, masters, ignore, said))
    return Submission(folder, notebooks, tuple(_leftovers(folder, homes, refused, masters)))


def _notebook_files(folder: Path) -> Iterator[Path]:
    """Everything in the folder that is called a notebook, links and other oddities included."""
    waiting, room = [(folder, 0)], MOST_ENTRIES
    while waiting and room > 0:
        place, depth = waiting.pop(0)
        try:
            with os.scandir(place) as entries:
                found = sorted((entry for entry, _ in zip(entries, range(room), strict=False)), key=lambda e: e.name)
        except OSError:
            continue
        room -= len(found)
        for entry in found:
            if entry.name.lower().endswith(NOTEBOOK_ENDINGS):
                yield Path(entry.path)
            inside = depth < DEEPEST and entry.name not in SKIPPED_FOLDERS
            if inside and entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), depth + 1))


def _home(file: _File, masters: Mapping[str, Master]) -> str:
    """The notebook of the assignment that a file holds: the one that most of its cells belong to; "" for none."""
    counts = {
        name: len(
            {marked.grade_id for cell in file.reading.cells if (marked := master.identify(cell.grade_id, cell.cell_id))}
        )
        for name, master in masters.items()
    }
    most = max(counts.values(), default=0)
    named = _named(file.path, masters)
    if most == 0 or counts.get(named) == most:
        return named
    return max(counts, key=lambda name: counts[name])


def _named(path: Path, masters: Mapping[str, Master]) -> str:
    """The notebook whose name the file bears, but for its case; "" for none."""
    stem = path.name.lower().split(".ipynb")[0]
    return next((name for name in masters if name.lower() == stem), "")


def _best(master: Master, candidates: list[_File], exact: Path, folder: Path, notes: list[str]) -> Arrived:
    """The best of several files that hold one notebook: by its name if that one is answered, else the most answered."""
    mended = {file.path: mend(master, file.reading.cells) for file in candidates}

    def rank(file: _File) -> tuple[bool, bool, int, float]:
        answered = mended[file.path].answered()
        return answered > 0, file.path == exact, answered, file.modified

    best = max(candidates, key=rank)
    if best.path != exact:
        notes.append(f"This notebook was taken from the file {_shown(best.path, folder)}.")
    others = sorted((file for file in candidates if file is not best), key=rank, reverse=True)
    if others:
        names = sorted(_shown(file.path, folder) for file in others)
        notes.append(f"It was handed in more than once. Not graded: {', '.join(names[:5])}.")
    whole = mended[best.path]
    for file in others:
        whole, taken = whole.filled_from(mended[file.path])
        if taken:
            notes.append(f"Not answered there, and taken from {_shown(file.path, folder)}: {', '.join(taken)}.")
    strays = tuple(stray for file in (best, *others) for stray in mended[file.path].strays)
    return Arrived(replace(whole, strays=strays), (*notes, *best.reading.notes), is_whole=best.reading.is_whole)


def _placed(
    masters: Mapping[str, Master], notebooks: Mapping[str, Arrived], loose: Sequence[Loose], beside: Sequence[Found]
) -> dict[str, Arrived]:
    """The notebooks with what stands nowhere in them shown, and with a word where something may be lost."""
    mended = placed(masters, {name: arrived.mended for name, arrived in notebooks.items()}, loose, beside)
    found = {}
    for name, one in mended.items():
        arrived = notebooks.get(name) or Arrived(one, ("This notebook was not handed in.",))
        found[name] = replace(arrived, mended=one if arrived.is_whole else one.doubting(DAMAGED))
    return found


def _leftovers(
    folder: Path, homes: Mapping[Path, str], refused: Mapping[Path, str], masters: Mapping[str, Master]
) -> Iterator[str]:
    for path, home in homes.items():
        if not home and masters:
            yield f"The file {_shown(path, folder)} holds no notebook of this assignment. It was not graded."
    for path, why in refused.items():
        if path.parent != folder or path.name not in {f"{name}.ipynb" for name in masters}:
            yield f"The file {_shown(path, folder)} was not graded. {why}"


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
