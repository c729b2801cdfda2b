"""Writes a file whole or not at all, and says in one way why something could not be written.

Whatever the course keeps for a student (vectors, checkpoints, the plot, the files to hand in) is written through here:
a full disk or an interruption costs what is new, and never what was there before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

ELSEWHERE = "copy the folder to a place of your own"


class NotWritten(OSError):  # noqa: N818 - it says what happened, and what was there before still is
    """A file could not be written; the message says why and what to do."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write to, which takes the place of `path` when all is written.

    Under the name stands, at any moment, the old file or the new one, never a part of one. Raises NotWritten.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "notes.txt")
    >>> with replacing(path) as file:
    ...     written = file.write(b"all of it")
    >>> path.read_bytes()
    b'all of it'
    >>> folder.cleanup()
    """
    # The process is part of the name: two that write the same file at once do not write into each other's.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # Windows moves only what is closed.
        os.replace(unfinished, path)
    except OSError as error:
        raise NotWritten(cannot_write(path, error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def cannot_write(place: Path, error: OSError, otherwise: str = ELSEWHERE) -> str:
    """Say that the file or folder `place` cannot be written to, why, and what to do; `otherwise` is the last resort."""
    return (
        f"Cannot write to {place}: {error.strerror or error}. Free some space or get write permission, or {otherwise}."
    )
