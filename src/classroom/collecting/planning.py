"""Opens all that a student has handed in, and says which file goes where in the student's folder.

The notebooks of the assignment go to the top, by their own names. What lay beside them stays beside them, so that
pictures are shown and modules are found. Of several versions the latest is graded; what else came along is kept.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path, PurePosixPath

from classroom import archives
from classroom.archives import ADVICE, OLDEST, Room, kind_of, safe_name, walk
from classroom.collecting.finding import Delivery
from classroom.collecting.naming import copy_number, without_copy_mark
from classroom.collecting.people import Student
from classroom.sanitising import timestamps
from classroom.sanitising.master import Master
from classroom.sanitising.mending import mend
from classroom.sanitising.reading import Reading, Unreadable, read_file
from classroom.sanitising.recognising import home, may_be_notebook, named

ASIDE = "not-graded"
"""The folder, beside a student's notebooks, of other versions of them that came in the same hand-in."""
SHOWN = 5


@dataclass(frozen=True)
class Chosen:
    """The file that is graded as a notebook: its path in the download, and other versions, which are not."""

    shown: str
    others: tuple[str, ...] = ()


@dataclass
class Plan:
    """What becomes of a student's hand-ins: for each path in the student's folder, the file that goes there.

    `submitted` is when it was handed in, by the best fact there is, and `timestamp` what nbgrader is told: nothing
    where only the date of a download is known. Of `graded` notebooks, those `missing` were not handed in. `notes` are
    sentences, `trouble` sentences by the path of a file.
    """

    student: Student
    files: dict[str, Path] = field(default_factory=dict)
    notebooks: dict[str, Chosen] = field(default_factory=dict)
    graded: int = 0
    missing: tuple[str, ...] = ()
    submitted: datetime | None = None
    timestamp: str = ""
    late: bool = False
    unused: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    trouble: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _File:
    """A file of a hand-in as it was opened. `relative` is its path in there, `order` how late that was handed in.

    `is_dated` says that the student's own archive has its date, not the system that it came through.
    """

    path: Path
    relative: PurePosixPath
    delivery: Delivery
    order: float
    modified: float
    is_dated: bool
    reading: Reading | None = None
    home: str = ""
    answered: int = 0

    @property
    def shown(self) -> str:
        """Its path in the download."""
        if self.delivery.path.is_dir():
            return f"{self.delivery.shown}/{self.relative}"
        return f"{self.delivery.shown}{str(self.relative)[len(self.relative.parts[0]) :]}"

    def rank(self) -> tuple[bool, float, float, int, bool, int, int]:
        """Which of several versions of a notebook is graded: the latest in which anything is answered.

        `eve (1).zip` comes later than `eve.zip`. Within one of them, though, the notebook is the one without a number.
        """
        around = copy_number(str(Path(self.shown).parent))
        exact = self.path.name == f"{self.home}.ipynb"
        own = copy_number(self.path.name)
        return self.answered > 0, self.order, self.modified, around, exact, own, self.answered


def make_plan(student: Student, masters: Mapping[str, Master], graded: Collection[str], scratch: Path) -> Plan:
    """Open the hand-ins of a student in the empty folder `scratch`, and say which file goes where.

    `graded` names the notebooks that carry points: who lacks one of them is told.
    """
    plan = Plan(student, graded=len(graded), late=any(delivery.late for delivery in student.deliveries))
    files = list(_opened(student.deliveries, scratch, plan))
    files = [_read(file, masters, plan) for file in files]
    chosen = {name: _choose(name, files, plan) for name in masters}
    taken = {file for file in chosen.values() if file}
    _place_notebooks(chosen, plan)
    _place_others([file for file in files if file not in taken], taken, plan)
    plan.missing = tuple(name for name in graded if name not in plan.notebooks)
    _explain_what_is_missing(files, plan)
    used = {file.delivery.shown for file in files if file.path in plan.files.values()}
    plan.unused = tuple(delivery.shown for delivery in student.deliveries if delivery.shown not in used)
    _date(plan, [file for file in files if file in taken] or files)
    return plan


def _opened(deliveries: Iterable[Delivery], scratch: Path, plan: Plan) -> Iterator[_File]:
    room = Room()
    opened = []
    for number, delivery in enumerate(deliveries):
        place = scratch / str(number)
        before = set(room.trouble)
        archives.lay_out(delivery.path, place, room)
        for name in [name for name in room.trouble if name not in before]:
            shown = (
                f"{delivery.shown}/{name}"
                if delivery.path.is_dir()
                else name.replace(safe_name(delivery.path.name), delivery.shown, 1)
            )
            plan.trouble[shown] = room.trouble[name]
        opened.append((delivery, place))
    known = all(delivery.submitted for delivery, _ in opened)
    for delivery, place in opened:
        paths = list(walk(place))
        dates = [path.stat().st_mtime for path in paths]
        newest = max((date for date in dates if date >= OLDEST), default=0.0)
        order = delivery.submitted.timestamp() if known and delivery.submitted else newest
        for path, date in zip(paths, dates, strict=True):
            yield _File(
                path, PurePosixPath(path.relative_to(place).as_posix()), delivery, order, date, path in room.dated
            )


def _read(file: _File, masters: Mapping[str, Master], plan: Plan) -> _File:
    """The file with what it holds, if it is a notebook."""
    if file.shown in plan.trouble:
        return file
    kind = kind_of(file.path)
    if kind == "placeholder" or (kind in ADVICE and may_be_notebook(file.path)):
        plan.trouble[file.shown] = ADVICE[kind]
        return file
    if kind == "archive" or not may_be_notebook(file.path):
        return file
    try:
        reading = read_file(file.path)
    except Unreadable as error:
        plan.trouble[file.shown] = str(error)
        return file
    name = home(_given_name(file), reading.cells, masters)
    answered = mend(masters[name], reading.cells).answered() if name else 0
    return _File(**vars(file) | {"reading": reading, "home": name, "answered": answered})


def _given_name(file: _File) -> str:
    """What the student called a file, without what the LMS put before it."""
    is_whole = len(file.relative.parts) == 1 and not file.delivery.path.is_dir()
    return (is_whole and file.delivery.rest) or file.path.name


def _choose(name: str, files: Iterable[_File], plan: Plan) -> _File | None:
    versions = sorted((file for file in files if file.home == name), key=_File.rank, reverse=True)
    if not versions:
        return None
    best, *others = versions
    different = [file for file in others if not _same(file.path, best.path)]
    plan.notebooks[name] = Chosen(best.shown, tuple(file.shown for file in different))
    if _given_name(best) != f"{name}.ipynb":
        plan.notes.append(f"{name} was called {_given_name(best)}.")
    if best.reading:
        plan.notes += [f"{name}: {note}" for note in best.reading.notes]
    later = [file for file in different if file.order > best.order]
    if later:
        plan.notes.append(f"{name} is not the latest one, {later[0].shown}: nothing is answered in that.")
    elif different:
        shown = ", ".join(file.shown for file in different[:SHOWN])
        plan.notes.append(f"{name} is the latest of {len(different) + 1}. Not graded: {shown}.")
    return best


def _place_notebooks(chosen: Mapping[str, _File | None], plan: Plan) -> None:
    for name, file in chosen.items():
        if file:
            plan.files[f"{name}.ipynb"] = file.path


def _place_others(files: list[_File], taken: set[_File], plan: Plan) -> None:
    """Find a place for all that is not graded itself. Where two want the same place, the later one gets it."""
    homes: dict[str, set[PurePosixPath]] = defaultdict(set)
    for file in taken:
        homes[file.delivery.shown].add(file.relative.parent)
    latest = max((file.order for file in taken), default=0.0)
    wrappers = {file.delivery.shown: _wrapper(file.delivery, files) for file in files}
    for file in sorted(files, key=lambda file: (file.order, file.modified, file.shown), reverse=True):
        if file.home:
            # Versions that came earlier stay where they are: in the download.
            if file.order < latest and file.delivery.shown not in homes:
                continue
            if any(_same(file.path, one.path) for one in taken if one.home == file.home):
                continue
            target = PurePosixPath(ASIDE, _within(file, homes, wrappers))
        else:
            target = _within(file, homes, wrappers)
        if target.name == timestamps.NAME and len(target.parts) == 1:
            target = PurePosixPath(timestamps.SET_ASIDE)
        if str(target) in plan.files and _same(plan.files[str(target)], file.path):
            continue
        if _in_the_way(target, plan):
            target = PurePosixPath(ASIDE, target)
        number = 2
        while _in_the_way(target, plan):
            target = target.with_name(f"{file.path.stem} ({number}){file.path.suffix}")
            number += 1
        plan.files[str(target)] = file.path
    _names_that_are_shown(taken, plan)


def _within(
    file: _File, homes: Mapping[str, set[PurePosixPath]], wrappers: Mapping[str, PurePosixPath]
) -> PurePosixPath:
    """The path of a file as seen from the notebooks that it came with."""
    above = [home for home in homes.get(file.delivery.shown, ()) if home in file.relative.parents]
    base = max(above, key=lambda home: len(home.parts), default=wrappers[file.delivery.shown])
    if base not in file.relative.parents:
        base = PurePosixPath()
    if len(file.relative.parts) == 1 and not file.delivery.path.is_dir():
        return PurePosixPath(safe_name(_given_name(file)))
    return file.relative.relative_to(base)


def _wrapper(delivery: Delivery, files: Iterable[_File]) -> PurePosixPath:
    """The folder that holds all of a hand-in."""
    folders = [file.relative.parent.parts for file in files if file.delivery == delivery]
    common = takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False))
    return PurePosixPath(*(parts[0] for parts in common))


def _in_the_way(target: PurePosixPath, plan: Plan) -> bool:
    """Whether a path is taken, by a file or by a folder; systems that do not tell case apart count too."""
    wanted = str(target).casefold()
    return any(
        wanted == path.casefold()
        or path.casefold().startswith(f"{wanted}/")
        or wanted.startswith(f"{path.casefold()}/")
        for path in plan.files
    )


def _names_that_are_shown(taken: set[_File], plan: Plan) -> None:
    """Give back its name to a file that an LMS has numbered, if a notebook shows or imports it by that name."""
    texts = "\n".join(cell.source for file in taken for cell in (file.reading.cells if file.reading else ()))
    for path in [path for path in plan.files if path not in {f"{name}.ipynb" for name in plan.notebooks}]:
        plain = without_copy_mark(path)
        module = PurePosixPath(plain).stem if plain.endswith(".py") else plain
        if plain != path and module in texts and path not in texts and not _in_the_way(PurePosixPath(plain), plan):
            plan.files[plain] = plan.files.pop(path)
            plan.notes.append(f"{plain} was called {path}.")


def _explain_what_is_missing(files: Iterable[_File], plan: Plan) -> None:
    """Keep trouble only where it matters, and say so where something else was handed in for the notebooks."""
    for shown in [shown for shown in plan.trouble if (name := named(shown, plan.notebooks)) and name in plan.notebooks]:
        plan.notes.append(f"{shown} was left out. {plan.trouble.pop(shown)}")
    if plan.notebooks:
        return
    for file in files:
        kind = kind_of(file.path)
        if file.shown not in plan.trouble and kind in ("pdf", "html", "lfs", "empty"):
            plan.trouble[file.shown] = ADVICE[kind]
    if not plan.trouble:
        shown = ", ".join(delivery.shown for delivery in plan.student.deliveries[:SHOWN])
        plan.trouble[shown] = "It holds no notebook of this assignment. Ask the student for the .ipynb files."


def _date(plan: Plan, files: list[_File]) -> None:
    """When it was handed in: what the LMS says, else the newest date in the student's own archive.

    The dates of the LMS's archive are often those of the download, and would make everybody late; they only tell which
    of two versions is the newer.
    """
    said = [file.delivery.submitted for file in files if file.delivery.submitted]
    told = [file.modified for file in files if file.is_dated]
    dates = told or [file.modified for file in files if file.modified >= OLDEST]
    plan.submitted = max(said, default=None) or (datetime.fromtimestamp(max(dates), UTC) if dates else None)
    if plan.submitted and (said or told) and plan.submitted < datetime.now(UTC) + timedelta(days=1):
        plan.timestamp = plan.submitted.strftime("%Y-%m-%d %H:%M:%S UTC")


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and digest(one) == digest(other)


def digest(path: Path) -> str:
    """A fingerprint of what a file holds."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
