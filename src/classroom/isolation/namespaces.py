"""Namespaces, made by a student process where bubblewrap has made none: no network, shared memory or privileges.

Where the system lets it mount, it makes itself a file system too, as bubblewrap does: in that, the working folder lies
in memory and has a size, and what may not be read cannot be looked at either.
Where root grades and the system lets it do none of this, it becomes another user.
"""

import ctypes
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from classroom.isolation import folders

NEW_MOUNTS, NEW_UTS, NEW_IPC, NEW_USER, NEW_NET = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x40000000
BIND, RECURSIVE, PRIVATE, NO_SUID, NO_DEVICES, DETACH = 0x1000, 0x4000, 0x40000, 2, 4, 2
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
"""The number of the call for which the C library has no function."""
MOUNT_SETATTR, WORKING_FOLDER, RECURSIVELY, READ_ONLY = 442, -100, 0x8000, 1
"""A call of Linux 5.12, for which older C libraries have no function, and what is handed to it."""
SET_DUMPABLE, DROP_FROM_BOUNDING_SET, NO_NEW_PRIVILEGES = 4, 24, 38
NOBODY = 65534
MOST_CAPABILITIES = 64
CAPSET_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def leave_the_others(mounting: bool) -> None:
    """Move this process, which must have one thread, into new namespaces; OSError where users may not do that.

    If it will be `mounting`, one of them is for what is mounted.
    """
    user, group = os.getuid(), os.getgid()
    _libc.prctl(SET_DUMPABLE, 1, 0, 0, 0)  # only then are the files below its own
    _done(_libc.unshare(NEW_USER | NEW_NET | NEW_IPC | NEW_UTS | (NEW_MOUNTS if mounting else 0)), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def own_files(readable: Iterable[str], hidden: Iterable[str], folder: str) -> None:
    """Go on in a file system with nothing in it but `readable`, without the files `hidden`, and an empty `folder`.

    `folder` lies in memory and holds as much as a working folder may. What is in `readable` is made read-only: to read
    a file that can be written changes the time of its last access, which anybody could look up afterwards.
    """
    root = os.path.realpath(folder)
    _mount(None, "/", None, RECURSIVE | PRIVATE)
    _mount("tmpfs", root, "tmpfs", NO_SUID | NO_DEVICES, f"size={folders.MOST_BYTES},nr_inodes={folders.MOST_ENTRIES}")
    for path in sorted({*readable}):
        inside = root + path
        if not os.path.exists(path) or os.path.lexists(inside):  # it may lie in one that is there already
            continue
        if os.path.isdir(path):
            os.makedirs(inside, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(inside), exist_ok=True)
            os.close(os.open(inside, os.O_CREAT | os.O_WRONLY))
        _mount(path, inside, None, BIND | RECURSIVE)
        _make_read_only(inside)
    for path in hidden:
        if os.path.exists(root + path):
            _mount("/dev/null", root + path, None, BIND)
    os.makedirs(root + folder)
    number = PIVOT_ROOT.get(platform.machine(), -1)
    os.chdir(root)
    _done(_libc.syscall(ctypes.c_long(number), b".", b"."), "pivot_root")
    _done(_libc.umount2(b".", DETACH), "umount2")
    os.chdir(folder)


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    names = (None if word is None else os.fsencode(word) for word in (source, target, kind))
    _done(_libc.mount(*names, ctypes.c_ulong(flags), options.encode()), f"mount on {target}")


def _make_read_only(target: str) -> None:
    """Make what is mounted at a place read-only, with all that is mounted below it."""
    set_read_only = (ctypes.c_uint64 * 4)(READ_ONLY, 0, 0, 0)
    result = _libc.syscall(
        *(ctypes.c_long(MOUNT_SETATTR), ctypes.c_int(WORKING_FOLDER), os.fsencode(target), ctypes.c_uint(RECURSIVELY)),
        *(ctypes.byref(set_read_only), ctypes.c_size_t(ctypes.sizeof(set_read_only))),
    )
    _done(result, f"mount_setattr on {target}")


def _done(result: int, what: str) -> None:
    """Raise OSError if a call into the kernel has failed."""
    if result:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def become_nobody(folder: str) -> None:
    """Give up being root, keeping the working folder; OSError if this is not root, or nobody could not run Python."""
    os.chown(folder, NOBODY, NOBODY)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    _libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for path in (folder, *filter(os.path.exists, sys.path), sys.prefix, sys.base_prefix):
        if not os.access(path, os.R_OK | os.X_OK if os.path.isdir(path) else os.R_OK):
            raise PermissionError(f"{path} is root's alone")


def close_memory() -> None:
    """Keep other processes of the same user from reading and writing this one's memory."""
    _libc.prctl(SET_DUMPABLE, 0, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up what root may do and others may not; for anybody else there is nothing to give up."""
    for capability in range(MOST_CAPABILITIES):
        _libc.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPSET_VERSION, 0)
    _libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))
