"""Opens what people pack, zip and tar, of any make and with any intent, and packs within packs.

Grading and collecting open archives in this one way. Nothing is written outside of the folder that it is unpacked into:
names that lead out of it, absolute ones and such as no system takes are put right, and links are left out. What an
archive unpacks to is counted while it is unpacked, whatever its table of contents says.
"""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import re
import shutil
import stat
import struct
import tarfile
import time
import unicodedata
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal, cast

from classroom.leftovers import ENVIRONMENT, is_leftover, is_leftover_folder

MB = 1_000_000
MOST_RATIO = 300
RATIO_FROM = 20 * MB
"""A file that unpacks to more than `MOST_RATIO` times its size is a bomb, once it has come to as much as this."""
DEEPEST = 5
"""Archives within archives that are opened."""
LONGEST_NAME = 150
LONGEST_PATH = 700
"""Bytes. Systems take 255 for a name and 1,024 or more for a path, of which the folder above has its share."""
OLDEST = time.mktime((1980, 1, 2, 0, 0, 0, 0, 0, -1))
"""A zip that knows no date says the first of January 1980."""

Kind = Literal["archive", "rar", "7z", "empty", "html", "pdf", "lfs", "placeholder", "other"]
ARCHIVE_ENDINGS = (".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")
PACKED_DOCUMENTS = (
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".epub",
    ".npz",
    ".whl",
    ".jar",
    ".key",
    ".pages",
)
"""Files that are zips inside and that nobody unpacks."""
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
UNFIT = re.compile('[\x00-\x1f\x7f-\x9f<>:"|?*\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')
DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError),
    *(RuntimeError, NotImplementedError, OverflowError, MemoryError),
)
"""What Python raises over archives that are not whole, or packed in a way that it does not know."""


class Unopenable(Exception):  # noqa: N818 - said of a student's file
    """An archive cannot be opened; the message says why, and what whoever collects can do."""


class _Full(Exception):  # noqa: N818
    """There is no room left for what an archive holds."""


class _Bomb(Exception):  # noqa: N818
    """A file is small as long as it is packed, and nothing else."""


@dataclass
class Room:
    """How much may be unpacked in all, and what could not be: sentences, by the path of the file.

    `dated` are the files of which an archive itself says when they were last changed.
    """

    files: int = 5_000
    size: int = 1_000 * MB
    trouble: dict[str, str] = field(default_factory=dict)
    dated: set[Path] = field(default_factory=set, repr=False)
    names: dict[Path, dict[str, str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Keep the bounds, to name them."""
        self.bounds = f"{self.files:,} files and {self.size / MB:,.0f} MB"

    def free(self, into: Path, relative: PurePosixPath) -> Path:
        """Where a file goes: beside one of the same name, which some systems do not tell apart by case."""
        place = into
        for number, part in enumerate(relative.parts, start=1):
            there = self.names.setdefault(place, {})
            last = number == len(relative.parts)
            name, count = there.get(part.casefold(), part), 2
            while os.path.lexists(place / name) and (last or not (place / name).is_dir()):
                name = f"{PurePosixPath(part).stem} ({count}){PurePosixPath(part).suffix}"
                name, count = there.get(name.casefold(), name), count + 1
            there[name.casefold()] = name
            place /= name
        return place

    def take_file(self) -> None:
        """One more file."""
        if self.files <= 0:
            raise _Full
        self.files -= 1

    def take(self, count: int) -> None:
        """So many bytes more."""
        if count > self.size:
            raise _Full
        self.size -= count


@dataclass(frozen=True)
class _Member:
    """One file of an archive: its path as the archive has it, how large it is packed (0 if that is not known)."""

    name: str
    packed: int
    modified: float
    open: Callable[[], IO[bytes]]
    closed: bool = False


def kind_of(path: Path) -> Kind:
    """What a file is, by what it begins with; its name decides only between packed documents and archives."""
    name = path.name.lower()
    if name.endswith(".icloud"):
        return "placeholder"
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        return "other"
    if not start.strip():
        return "empty"
    if name.endswith(PACKED_DOCUMENTS):
        return "other"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")):
        return "archive"
    if start[257:262] == b"ustar":
        return "archive"
    for begins, kind in BEGINNINGS:
        if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(begins):
            return kind
    return "archive" if name.endswith(ARCHIVE_ENDINGS) else "other"


BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"%pdf-", "pdf"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"version https://git-lfs", "lfs"),
)

ADVICE: dict[Kind, str] = {
    "rar": "It is a RAR archive, which is not opened here. Unpack it and pack the files as a zip, or ask for a zip.",
    "7z": "It is a 7-Zip archive, which is not opened here. Unpack it and pack the files as a zip, or ask for a zip.",
    "empty": "It is empty (0 bytes). Download it again; if it stays empty, ask the student to hand in again.",
    "html": "It is a web page, not a notebook: an export, or a page of the LMS that was saved in place of the file. "
    "Ask the student for the .ipynb files.",
    "pdf": "It is a PDF, not a notebook. Ask the student for the .ipynb files.",
    "lfs": "It is a Git LFS pointer: three lines that stand for the file. Ask the student for the file itself.",
    "placeholder": "It is a placeholder of iCloud: the file itself stayed in the cloud. Ask the student for it.",
}
"""What to do about files from which nothing can be taken."""


def lay_out(source: Path, place: Path, room: Room) -> None:
    """Put what `source` holds, a file, an archive or a folder, into the new folder `place`, with all archives opened.

    An archive becomes a folder of its own name. One that cannot be opened stays a file, and `room.trouble` says why.
    Files keep their dates; what comes out of an archive that knows none has the date of the archive.
    """
    place.mkdir(parents=True)
    if source.is_dir():
        _copy_folder(source, place, room)
    else:
        target = place / safe_name(source.name)
        shutil.copy2(source, target, follow_symlinks=False)
    _open_within(place, place, 1, room)


def _copy_folder(source: Path, place: Path, room: Room) -> None:
    unread: list[Path] = []
    for file in walk(source, unread):
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            room.trouble[_relative(file, source)] = "It is a link or a device, not a file. Put the file itself there."
            continue
        try:
            room.take_file()
            room.take(status.st_size)
            target = room.free(place, safe_path(_relative(file, source)))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
        except _Full:
            room.trouble[_relative(file, source)] = _no_room(room)
            return
        except OSError as error:
            room.trouble[_relative(file, source)] = f"It could not be read ({error.strerror}). Copy it again."
    for folder in unread:
        room.trouble[_relative(folder, source)] = "This folder could not be read. Look at its rights, or copy it again."


def walk(
    folder: Path,
    unread: list[Path] | None = None,
    most: int = 1_000_000,
    skip: Callable[[str], bool] = lambda _name: False,
) -> Iterator[Path]:
    """Every file below a folder, at any depth, those further up first, without what systems leave behind.

    Links are not followed, and nothing is looked at whose name is to be skipped. Folders that cannot be read are added
    to `unread`, and so is the one where `most` entries, files and folders, had been looked at.
    """
    waiting, unread = deque([folder]), [] if unread is None else unread
    while waiting:
        place = waiting.popleft()
        try:
            with os.scandir(place) as listing:
                entries = sorted(islice(listing, most), key=lambda entry: entry.name)
                most -= len(entries)
                is_whole = next(listing, None) is None
        except OSError:
            unread.append(place)
            continue
        if place != folder and any(entry.name == ENVIRONMENT for entry in entries):
            continue
        for entry in entries:
            if skip(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not is_leftover_folder(entry.name):
                    waiting.append(Path(entry.path))
            elif not is_leftover([entry.name]):
                yield Path(entry.path)
        if not is_whole:
            unread.append(place)
            return


def _open_within(folder: Path, root: Path, depth: int, room: Room) -> None:
    """Open each archive below a folder, and those within."""
    for file in sorted(walk(folder)):
        kind = kind_of(file)
        shown = _relative(file, root)
        if kind in ("rar", "7z"):
            room.trouble[shown] = ADVICE[kind]
        if kind == "empty" and file.name.lower().endswith(ARCHIVE_ENDINGS):
            room.trouble[shown] = ADVICE[kind]
        if kind != "archive":
            continue
        if depth > DEEPEST:
            room.trouble[shown] = f"It is an archive within {DEEPEST} others, and no further one is opened. Unpack it."
            continue
        packed = file.with_name(f".{hashlib.sha256(shown.encode()).hexdigest()[:12]}.packed")
        file.rename(packed)
        try:
            file.mkdir()
            unpack(packed, file, room, shown)
        except Unopenable as error:
            shutil.rmtree(file)
            packed.rename(file)
            room.trouble[shown] = str(error)
            continue
        packed.unlink()
        _open_within(file, root, depth + 1, room)


def unpack(archive: Path, into: Path, room: Room, shown: str = "") -> None:
    """Unpack an archive into an empty folder; `Unopenable` if nothing comes of it, `room.trouble` for single files."""
    shown = shown or archive.name
    modified = archive.stat().st_mtime
    taken = left = 0
    try:
        for member in _members(archive, PurePosixPath(shown).stem):
            if is_leftover([part for part in re.split(r"[/\\]", member.name) if part] or ["_"]):
                continue
            if member.closed:
                left += 1
                room.trouble[f"{shown}/{member.name}"] = "It is locked with a password. Ask for it without."
                continue
            try:
                _write(member, into, modified, room)
                taken += 1
            except _Bomb:
                left += 1
                room.trouble[f"{shown}/{member.name}"] = BOMB
            except DAMAGE as error:
                left += 1
                room.trouble[f"{shown}/{member.name}"] = (
                    f"It is damaged, or packed in an unusual way ({_said(error)}). Ask the student to hand in again."
                )
    except _Full:
        if not taken:
            raise Unopenable(_no_room(room)) from None
        room.trouble[shown] = _no_room(room)
    except DAMAGE as error:
        if not taken:
            raise Unopenable(
                f"It is damaged, or not what its name says ({_said(error)}). Download it again; if that does not help, "
                "ask the student to hand in again."
            ) from error
        room.trouble[shown] = (
            f"It is damaged: only its first {taken} files came out. Download it again, or ask the student."
        )
    if left and not taken:
        why = [room.trouble.pop(name) for name in list(room.trouble) if name.startswith(f"{shown}/")]
        raise Unopenable(why[0])


BOMB = (
    f"It is a bomb: it unpacks to more than {MOST_RATIO} times its size. From {RATIO_FROM / MB:.0f} MB on, no more is "
    "taken. Do not unpack it. Ask the student what it is."
)


def _no_room(room: Room) -> str:
    return (
        f"It holds more than is taken from one student: {room.bounds}, unpacked. The rest was left out. Look into it, "
        "and take out by hand what is to be graded."
    )


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _members(archive: Path, stem: str) -> Iterator[_Member]:
    """The files of an archive, notebooks and archives first where the order is free: they matter most."""
    with archive.open("rb") as file:
        start = file.read(4)
    if start[:2] == b"PK":
        yield from _zip_members(archive)
    else:
        yield from _tar_members(archive, stem)


def _zip_members(archive: Path) -> Iterator[_Member]:
    with zipfile.ZipFile(archive) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
        infos.sort(key=lambda info: (not _matters(info.filename), info.filename.count("/")))
        for info in infos:
            if stat.S_ISLNK(info.external_attr >> 16):
                continue
            name = _decoded(info)
            if name.endswith("\\"):  # a folder, as some programs of Windows write it
                continue

            def opened(info: zipfile.ZipInfo = info) -> IO[bytes]:
                return packed.open(info)

            yield _Member(name, max(info.compress_size, 1), _date(info), opened, bool(info.flag_bits & 1))


def _matters(name: str) -> bool:
    return name.lower().endswith((".ipynb", *ARCHIVE_ENDINGS))


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name of a member. A zip may not say in which alphabet its names are: macOS writes UTF-8, Windows does not."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for alphabet in ("utf-8", "cp437", "cp850", "cp1252"):
        with suppress(UnicodeDecodeError):
            name = raw.decode(alphabet)
            if alphabet == "utf-8" or all(_is_european(letter) for letter in name if not letter.isascii()):
                return name.replace(os.sep, "/").split("\0")[0]
    return info.filename


def _is_european(letter: str) -> bool:
    return ord(letter) < 0x250 and unicodedata.category(letter) in ("Lu", "Ll")


def _date(info: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _tar_members(archive: Path, stem: str) -> Iterator[_Member]:
    size = archive.stat().st_size
    try:
        packed = tarfile.open(archive)  # noqa: SIM115 - closed below
    except tarfile.ReadError:
        yield _single(archive, size, stem)
        return
    with packed:
        for info in packed:
            if info.isfile():

                def opened(info: tarfile.TarInfo = info) -> IO[bytes]:
                    return packed.extractfile(info) or io.BytesIO()

                yield _Member(info.name, max(size, 1), float(info.mtime), opened)


def _single(archive: Path, size: int, stem: str) -> _Member:
    """The one file that is in a .gz, .bz2 or .xz that is no tar."""
    openers: dict[bytes, Callable[[Path], Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
    with archive.open("rb") as file:
        opener = openers.get(file.read(2))
    if opener is None:
        raise tarfile.ReadError("it is neither a zip nor a tar")
    return _Member(stem, max(size, 1), 0.0, lambda: cast(IO[bytes], opener(archive)))


def _write(member: _Member, into: Path, modified: float, room: Room) -> None:
    room.take_file()
    target = room.free(into, safe_path(member.name))
    target.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    try:
        with member.open() as source, target.open("xb") as file:
            while chunk := source.read(MB):
                count += len(chunk)
                if count > max(RATIO_FROM, MOST_RATIO * member.packed):
                    raise _Bomb
                room.take(len(chunk))
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if member.modified >= OLDEST:
        room.dated.add(target)
        modified = member.modified
    with suppress(OSError, OverflowError):
        os.utime(target, (modified, modified))


def safe_path(name: str) -> PurePosixPath:
    """A relative path that every system takes, for any that an archive gives."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [safe_name(part) for part in name.split("/") if part.strip(". ") and not re.fullmatch("[A-Za-z]:", part)]
    path = PurePosixPath(*(parts or ["_"]))
    if len(str(path).encode()) > LONGEST_PATH:
        mark = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        path = PurePosixPath(f"deep-{mark}", path.name)
    return path


def safe_name(name: str) -> str:
    """A name that every system takes: no control characters, no device of Windows, not too long."""
    name = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
    name = UNFIT.sub("_", name.replace("/", "_")).rstrip(". ")
    if DEVICES.fullmatch(name):
        name = f"_{name}"
    if len(name.encode()) > LONGEST_NAME:
        mark = hashlib.sha256(name.encode()).hexdigest()[:8]
        suffix = PurePosixPath(name).suffix
        suffix = suffix if len(suffix.encode()) <= 20 else ""
        kept = name.encode()[: LONGEST_NAME - len(suffix.encode()) - 9].decode(errors="ignore")
        name = f"{kept}-{mark}{suffix}"
    return name or "_"


def _relative(path: Path, root: Path) -> str:
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
