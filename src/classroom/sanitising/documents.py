"""Finds what a student handed in beside the notebooks that may hold answers: a PDF, a photo, a text.

A file is the student's if the course does not speak of it. Code and data are no answers in words.
"""

import fnmatch
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from classroom.archives import walk
from classroom.sanitising import timestamps
from classroom.sanitising.master import Master
from classroom.sanitising.prose import fenced
from classroom.sanitising.reading import decoded
from classroom.sanitising.strays import LONGEST_SHOWN, Found

MOST_ENTRIES = 5_000
MOST_DOCUMENTS = 20
MARKDOWN = frozenset({".md", ".markdown"})
TEXTS = frozenset({".txt", ".text", ".tex", ".rst", ".org"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".heic", ".bmp", ".tif", ".tiff"})
OTHERS = frozenset({
    *(".ipynb", ".py", ".pyc", ".pyi", ".sh", ".bat", ".ps1", ".js", ".css", ".exe", ".dll", ".so", ".lnk", ".url"),
    *(".npy", ".npz", ".pickle", ".pkl", ".h5", ".pt", ".bin", ".csv", ".tsv", ".json", ".jsonl", ".db", ".sqlite"),
    *(".yml", ".yaml", ".toml", ".cfg", ".ini", ".lock", ".log", ".part", ".swp"),
})  # fmt: skip
"""Code, data, and what machines leave behind."""


def documents(
    folder: Path, masters: Mapping[str, Master], ignore: Collection[str], shown: Collection[str]
) -> list[Found]:
    """What lies in a submission and may hold answers. `shown` are texts of the student's, which show pictures."""
    spoken = "\n".join(cell.text for master in masters.values() for cell in master.outline)
    pictures = "\n".join(shown)
    pictures += unquote(pictures)
    found: list[Found] = []
    for path in _files(folder, ignore):
        kind = path.suffix.lower()
        if path.name in spoken or kind in OTHERS or (kind in PICTURES and path.name in pictures):
            continue
        if len(found) < MOST_DOCUMENTS:
            found.append(_found(path, path.relative_to(folder).as_posix()))
    return found


def _found(path: Path, name: str) -> Found:
    name = fenced_name(name)
    kind = path.suffix.lower()
    if kind in MARKDOWN | TEXTS:
        try:
            with path.open("rb") as file:
                text = decoded(file.read(4 * LONGEST_SHOWN))[0].strip()
        except OSError:
            text = ""
        if text:
            says = f"What follows stands in the file {name}, and may be the answer."
            return Found(says, text if kind in MARKDOWN else fenced(text[:LONGEST_SHOWN]))
    return Found(f"The file {name} was handed in too, and may hold the answer.")


def fenced_name(name: str) -> str:
    """A file's name as Markdown shows it letter for letter."""
    name = "".join(letter if letter.isprintable() and letter != "`" else "?" for letter in name)
    return f"`{name if len(name) <= 100 else name[:100] + '…'}`"


def _files(folder: Path, ignore: Collection[str]) -> Iterator[Path]:
    """The regular files below a folder that hold something, but for those that nobody is to collect."""
    for path in walk(folder, most=MOST_ENTRIES, skip=lambda name: _is_skipped(name, ignore)):
        try:
            status = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode) and status.st_size:
            yield path


def _is_skipped(name: str, ignore: Collection[str]) -> bool:
    hidden = name.startswith((".", "~")) or name.lower().startswith(timestamps.NAME)
    return hidden or any(fnmatch.fnmatchcase(name, pattern) for pattern in ignore)
