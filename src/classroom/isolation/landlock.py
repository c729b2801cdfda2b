"""Landlock: a process gives up all files but those that it names."""

import ctypes
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from functools import cache

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
PATH_BENEATH = 1
SET_NO_NEW_PRIVS = 38

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READ = EXECUTE | READ_FILE | READ_DIR

# How many rights to files each version of Landlock knows; later versions have as many as the last.
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
TCP, SCOPES = 0b11, 0b11


class LandlockError(OSError):
    """The kernel has no Landlock, or it could not be switched on."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


@cache
def readable_parts(readable: tuple[str, ...], unreadable: tuple[str, ...]) -> list[tuple[str, int]]:
    """What to allow, with which rights, so that all of `readable` can be read but for the files `unreadable`.

    A fork server works it out once, before its children need it.
    """
    given = [(path, rights) for path in readable for path, rights in _parts(path, unreadable)]
    whole = {os.path.join(os.path.realpath(path), "") for path, rights in given if rights == READ}
    return [(path, rights) for path, rights in given if not _is_inside(os.path.realpath(path), whole)]


def _is_inside(path: str, folders: Collection[str]) -> bool:
    return any(path.startswith(folder) for folder in folders)


def restrict(readable: tuple[str, ...], writable: Iterable[str], unreadable: tuple[str, ...] = ()) -> None:
    """Let this process read only what lies in `readable` or `writable` from now on, and write only in `writable`.

    The files `unreadable`, given by their real paths, cannot be read although they lie in `readable`.
    TCP connections and, on newer kernels, signals to other processes and abstract sockets are refused too. Paths that
    do not exist, or that this process may not even look at, are skipped. Raises `LandlockError`.
    """
    version = _call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))
    every = (1 << RIGHTS.get(version, max(RIGHTS.values()))) - 1
    about = _Ruleset(every, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _call(CREATE_RULESET, ctypes.byref(about), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path, rights in readable_parts(readable, unreadable):
            _allow(rules, path, rights & every)
        for path in writable:
            _allow(rules, path, every)
        if _libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            raise LandlockError(ctypes.get_errno(), "no_new_privs could not be set")
        _call(RESTRICT_SELF, rules, ctypes.c_uint32(0))
    finally:
        os.close(rules)


def _parts(path: str, unreadable: Collection[str]) -> Iterator[tuple[str, int]]:
    """What to allow so that all that lies at or below a path can be read, but for some files."""
    real = os.path.realpath(path)
    if real in unreadable:
        return
    if not any(file.startswith(os.path.join(real, "")) for file in unreadable):
        yield path, READ
        return
    yield path, READ_DIR
    for entry in os.scandir(path):
        yield from _parts(entry.path, unreadable)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= FOR_FILES
        rule = _PathBeneath(rights, place)
        _call(ADD_RULE, rules, ctypes.c_int(PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise LandlockError(code, f"Landlock: {os.strerror(code)}")
    return result
