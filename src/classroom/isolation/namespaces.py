"""Namespaces, made by a student process where bubblewrap has made none: no network, shared memory or privileges."""

import ctypes
import os
from pathlib import Path

NEW_UTS, NEW_IPC, NEW_USER, NEW_NET = 0x04000000, 0x08000000, 0x10000000, 0x40000000
SET_DUMPABLE, DROP_FROM_BOUNDING_SET = 4, 24
MOST_CAPABILITIES = 64
CAPSET_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def leave_the_others() -> None:
    """Move this process, which must have one thread, into new namespaces; OSError where users may not do that."""
    user, group = os.getuid(), os.getgid()
    _libc.prctl(SET_DUMPABLE, 1, 0, 0, 0)  # only then are the files below its own
    if _libc.unshare(NEW_USER | NEW_NET | NEW_IPC | NEW_UTS):
        code = ctypes.get_errno()
        raise OSError(code, f"namespaces: {os.strerror(code)}")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def close_memory() -> None:
    """Keep other processes of the same user from reading and writing this one's memory."""
    _libc.prctl(SET_DUMPABLE, 0, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up what root may do and others may not; for anybody else there is nothing to give up."""
    for capability in range(MOST_CAPABILITIES):
        _libc.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPSET_VERSION, 0)
    _libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))
