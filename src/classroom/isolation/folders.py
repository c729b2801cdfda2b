"""Folders that a student's code has written in: measured, and emptied whatever it has made of them."""

import contextlib
import os

MOST_BYTES = 256 * 2**20
"""How much room all files in a working folder may take together."""

MOST_ENTRIES = 20_000


def is_too_full(folder: str) -> bool:
    """Whether there are more files and folders below a folder than there may be, or they take too much room."""
    room, entries, waiting = MOST_BYTES, MOST_ENTRIES, [folder]
    while waiting:
        # It may vanish while it is looked at, or lie so deep that its name is too long.
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                entries -= 1
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    room -= entry.stat(follow_symlinks=False).st_blocks * 512
                if room < 0 or entries < 0:
                    return True
    return False


def empty(folder: str) -> None:
    """Remove all that lies in a folder, as far as this process may.

    Thousands of folders inside of each other are too deep for shutil.rmtree, and their names too long for the system.
    So what lies in a subfolder is moved up before the subfolder is removed.
    """
    moved = 0
    waiting = _names(folder)
    while waiting:
        path = os.path.join(folder, waiting.pop())
        with contextlib.suppress(OSError):
            if os.path.islink(path) or not os.path.isdir(path):
                os.unlink(path)
                continue
            os.chmod(path, 0o700)
            for name in _names(path):
                moved += 1
                inner, outer = os.path.join(path, name), f".removed-{moved}"
                if not os.path.islink(inner) and os.path.isdir(inner):
                    os.chmod(inner, 0o700)  # a folder that may not be written to may not be moved either
                os.rename(inner, os.path.join(folder, outer))
                waiting.append(outer)
            os.rmdir(path)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
