"""The one folder that a command works in, wherever it is called from, and the one training run that goes on in it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from word2vec_lab.files import NotWritten, cannot_write
from word2vec_lab.text import treebank

LOCK = ".training.lock"
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.EIO}
"""What a file system says that cannot lock files, as some of those on a network."""


class AlreadyTraining(Exception):  # noqa: N818 - it says what goes on, and nothing is wrong with that
    """Another run goes on in this folder; the message says what to do."""


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in `folder`, as a notebook there does, and say so if the command was called from elsewhere."""
    here, folder = Path.cwd(), folder.resolve()
    if here == folder:
        yield
        return
    print(f"In the folder {folder}:", flush=True)
    named = os.environ.get(treebank.VARIABLE, "").strip()
    relative = bool(named) and named != treebank.EMBEDDED and Path(named).is_dir()
    with chdir(folder):
        if relative:
            os.environ[treebank.VARIABLE] = str(here / named)
        try:
            yield
        finally:
            if relative:
                os.environ[treebank.VARIABLE] = named


@contextmanager
def training_in(folder: Path) -> Iterator[None]:
    """Be the only training run in `folder`, be it of a command or of a notebook.

    The operating system keeps the lock and frees it when the process ends, however it ends. Raises AlreadyTraining if
    another run has it, NotWritten if nothing can be written there, so that no hour of training is lost at its end.
    """
    path = folder / LOCK
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise AlreadyTraining(
            f"A training run is going on in {folder} already: in another terminal, or in a notebook. Both would write"
            " the same files, so this one ends here. Wait for the other one, or stop it with Ctrl+C (in a notebook: the"
            " stop button); what it has trained is kept. One that was suspended with Ctrl+Z comes back with the command"
            " fg."
        ) from None
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise NotWritten(cannot_write(folder, error)) from error
        print(f"{folder} cannot be locked ({error.strerror}): see to it that no other run goes on in it.")
    try:
        yield
    finally:
        _take_away(lock, path)


def _take_away(lock: BaseFileLock, path: Path) -> None:
    """Release the lock and leave no file behind. Windows deletes only what is closed."""
    if os.name == "nt":
        lock.release()
    if lock.is_locked or os.name == "nt":
        # Elsewhere it goes while it is still locked: afterwards it may be the next run's.
        with suppress(OSError):
            path.unlink(missing_ok=True)
    lock.release()
