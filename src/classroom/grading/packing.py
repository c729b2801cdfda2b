"""Packs a folder into bytes that travel to another machine, and unpacks them there: with dates, with links as links."""

import io
import os
import stat
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

LEVEL = 6


class TooLargeError(Exception):
    """There is more than may travel."""


def pack(contents: Mapping[str, Path], most: int | None = None) -> bytes:
    """Files and folders, each under a name of its own; "." for a folder alone. The same contents give the same bytes.

    A file that cannot be read travels empty, and cannot be read where it arrives. What is neither file nor folder nor
    link stays behind. Raises `TooLargeError` at more than `most` bytes before packing.
    """
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, place in contents.items():
            for path in sorted(_all_in(place)):
                _add(archive, path, Path(name, path.relative_to(place)))
                if most is not None and buffer.tell() > most:
                    raise TooLargeError
    return zlib.compress(buffer.getbuffer(), LEVEL)


def unpack(packed: bytes, folder: Path) -> None:
    """Write what was packed into a new folder. Nothing is written outside of it, whatever the links in it say."""
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(zlib.decompress(packed)), mode="r:") as archive:
        archive.extractall(folder, filter=_harmless)  # noqa: S202


def _all_in(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
    for place, folders, names in os.walk(root):
        for name in (*folders, *names):
            yield Path(place) / name


def _add(archive: tarfile.TarFile, path: Path, name: Path) -> None:
    member = tarfile.TarInfo(str(name))
    try:
        status = path.lstat()
        member.mtime = status.st_mtime  # the format knows fractions of a second
        member.mode = stat.S_IMODE(status.st_mode)
        if stat.S_ISLNK(status.st_mode):
            member.type = tarfile.SYMTYPE
            member.linkname = os.readlink(path)
        elif stat.S_ISDIR(status.st_mode):
            member.type = tarfile.DIRTYPE
            member.mode |= 0o700
        elif not stat.S_ISREG(status.st_mode):
            return
    except OSError:  # it has just gone
        return
    data = b""
    if member.isreg():
        try:
            data = path.read_bytes()
        except OSError:
            member.mode = 0
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def _harmless(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Python's own filter keeps names and what lies behind links inside of the folder; links point where they did."""
    if not (member.isreg() or member.isdir() or member.issym()):
        return None
    return tarfile.tar_filter(member, folder)
