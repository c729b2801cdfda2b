"""What a student handed in besides notebooks: modules that answers import, tables that they read.

These files are put into the folder in which the student's code runs, and nowhere else: no other process ever has that
folder among its modules. So they can do what a cell of the student's can do that writes files, and nothing more.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from importlib.machinery import all_suffixes
from pathlib import Path, PurePosixPath

from classroom.archives import walk

MOST_BYTES = 10 * 2**20
"""Of all files together. Modules come first, then whatever is small."""
MOST_FILES = 500
MOST_ENTRIES = 5_000
DEEPEST = 6
LONGEST_NAME = 200
SKIPPED = frozenset({"datasets"})
NOTEBOOK = ".ipynb"


def belongings(folders: Iterable[Path], taken: Collection[str]) -> tuple[dict[str, Path], list[str]]:
    """The files by the names that they shall have, and the names of those for which there is no room.

    Of files of the same name in several folders the first one counts. `taken` are names of the course's own files and
    of notebooks: nothing of the student's comes into their place, or before them when they are imported.
    """
    modules = {PurePosixPath(name).parts[0].removesuffix(".py") for name in taken if name.endswith(".py")}
    found: dict[str, Path] = {}
    sizes: dict[str, int] = {}
    for folder in folders:
        for name, path, size in _regular_files(folder):
            first = PurePosixPath(name).parts[0]
            if name not in found and _module(first) not in modules and not _in_the_way(name, taken):
                found[name], sizes[name] = path, size
    kept: dict[str, Path] = {}
    room = MOST_BYTES
    for name in sorted(found, key=lambda name: (not name.endswith(".py"), sizes[name], name)):
        if len(kept) < MOST_FILES and sizes[name] <= room and not _in_the_way(name, kept):
            kept[name] = found[name]
            room -= sizes[name]
    return kept, sorted(found.keys() - kept.keys())


def _regular_files(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """Name, place and size of each file below a folder that is neither a link, nor hidden, nor a notebook."""
    for path in walk(folder, most=MOST_ENTRIES, skip=_is_skipped):
        relative = path.relative_to(folder)
        # Zips that were made on Windows may have brought backslashes into names.
        name = relative.as_posix().replace("\\", "/")
        if len(relative.parts) > DEEPEST + 1 or not _is_plain(name):
            continue
        try:
            about = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(about.st_mode) and os.access(path, os.R_OK):
            yield name, path, about.st_size


def _is_skipped(name: str) -> bool:
    """Whether a file or folder of that name is none that code imports or reads."""
    return not name or name.startswith(".") or name in SKIPPED


def _is_plain(name: str) -> bool:
    """Whether a file may be written under this name, wherever the folder lies, and is none that is better left out."""
    return (
        name.isprintable()
        and len(name.encode(errors="replace")) <= LONGEST_NAME
        and not name.lower().endswith(NOTEBOOK)
        and not any(_is_skipped(part) for part in name.split("/"))
    )


def _in_the_way(name: str, taken: Collection[str]) -> bool:
    """Whether a file of this name cannot lie in one folder with the others: it is there, or one is a folder's."""
    folders = {str(parent) for parent in PurePosixPath(name).parents} - {"."}
    return name in taken or any(other in folders or other.startswith(f"{name}/") for other in taken)


def _module(name: str) -> str:
    """The name under which Python would import the file or folder."""
    return next((name.removesuffix(suffix) for suffix in all_suffixes() if name.endswith(suffix)), name)
