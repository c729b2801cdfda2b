"""The ban on system calls, through libseccomp: no other process is started, signalled, traced or talked to.

Of the calls that were looked through, what is not banned stays allowed: the aim is not to second-guess what NumPy
needs, but that nothing leaves the process. Calls that are newer than that do not exist here, and programs take the way
that they know from older kernels. The filters cannot be taken off again, and are inherited by whatever the process
becomes.
"""

import ctypes
import ctypes.util
import errno
import os
from functools import cache
from typing import Any

ALLOW, REFUSE = 0x7FFF0000, 0x00050000
NOT_EQUAL, LESS, EQUAL, GREATER, MASKED_EQUAL = 1, 2, 4, 6, 7
WHOLE_INT = 0xFFFFFFFF
CLONE_THREAD = 0x00010000
LAST_CALL = 450
"""The number of the last system call that the lists below were made with, of Linux 6.4. From 424 on, numbers are the
same on all processors."""
SET_NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2

# Other processes: starting them, reading and writing their memory, sending them signals.
PROCESSES = (
    "fork vfork execve execveat ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp"
    " rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_getfd pidfd_send_signal setpriority sched_setscheduler"
    " sched_setparam sched_setattr ioprio_set migrate_pages move_pages"
)
# The network, and other ways of talking.
TALK = (
    "socket connect bind listen accept accept4 mq_open mq_unlink msgget msgsnd msgrcv msgctl semget semop semctl"
    " semtimedop shmget shmat shmctl memfd_create memfd_secret"
)
# The kernel, what it has only so many of for all, and the view that this process has of the system.
KERNEL = (
    "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register keyctl add_key request_key mount"
    " umount2 pivot_root chroot unshare setns fsopen fsconfig fsmount fspick open_tree move_mount mount_setattr"
    " name_to_handle_at open_by_handle_at init_module finit_module delete_module kexec_load kexec_file_load reboot"
    " swapon swapoff acct settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname iopl ioperm"
    " quotactl quotactl_fd modify_ldt syslog vhangup personality lookup_dcookie fanotify_init inotify_init"
    " inotify_init1 io_setup io_submit sync syncfs listmount statmount"
)
# Further rules for itself would be kept in memory of the kernel's, which no limit of a process counts. `prctl` can do
# the same as `seccomp`.
FILTERS = "seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self"
# What has been read of a file lies in memory for all processes: asking for that, and changing it.
CACHE = "mincore cachestat readahead"
# What only advises how files are read is told that all went well.
ADVICE = "fadvise64"
# Of `preadv2` and `pwritev2`: do not wait for a disk, and forget what was read. Of `madvise`: have pages forgotten.
READ_FLAGS = {"RWF_NOWAIT": 0x08, "RWF_DONTCACHE": 0x80}
MEMORY_ADVICE = {"MADV_COLD": 20, "MADV_PAGEOUT": 21}
# Of `fcntl`: who gets a signal when something can be read, and which signal; leases, for which everybody else who opens
# the file must wait; word of what happens in a folder.
FILE_COMMANDS = {"F_SETOWN": 8, "F_SETSIG": 10, "F_SETOWN_EX": 15, "F_SETLEASE": 1024, "F_NOTIFY": 1026}
# Of `ioctl`, only what lies between these is allowed, which is for terminals and for how this process reads its files;
# what a file system can be told about a file is not, nor who gets a file's signals, nor typing into a terminal.
FIRST_CONTROL, LAST_CONTROL, TYPE_INTO_TERMINAL = 0x5401, 0x5451, 0x5412
# What Landlock lets pass: a file's owner, mode, times and attributes. Calls like shutil.copy make them without need, so
# they are told that all went well.
METADATA = (
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat setxattr lsetxattr"
    " fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat"
)


class SeccompError(OSError):
    """The filter could not be put up."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operation", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@cache
def _library() -> Any:
    name = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        raise SeccompError(errno.ENOENT, "libseccomp is not installed") from None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = (ctypes.c_uint32,)
    library.seccomp_rule_add_array.argtypes = (
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint),
        ctypes.POINTER(_Comparison),
    )
    library.seccomp_syscall_resolve_name.argtypes = (ctypes.c_char_p,)
    library.seccomp_load.argtypes = (ctypes.c_void_p,)
    return library


@cache
def common_rules() -> int:
    """The rules that are the same for every process. A fork server makes them once, before its children need them."""
    rules: int = _library().seccomp_init(ALLOW)
    if not rules:
        raise SeccompError(errno.ENOSYS, "seccomp_init failed")
    for name in f"{PROCESSES} {TALK} {KERNEL} {FILTERS} {CACHE}".split():
        _refuse(rules, name)
    _refuse(rules, "prctl", [_Comparison(0, EQUAL, SET_SECCOMP, 0)])
    for name in f"{METADATA} {ADVICE}".split():
        _refuse(rules, name, number=0)
    _refuse(rules, "clone", [_Comparison(0, MASKED_EQUAL, CLONE_THREAD, 0)])  # threads are allowed
    _refuse(rules, "clone3", number=errno.ENOSYS)  # so that the C library falls back to clone
    for name in ("prlimit64", "sched_setaffinity"):
        _refuse(rules, name, [_Comparison(0, NOT_EQUAL, 0, 0)])
    for command in FILE_COMMANDS.values():
        _refuse(rules, "fcntl", [_Comparison(1, MASKED_EQUAL, WHOLE_INT, command)])
    for flag in READ_FLAGS.values():
        for name in ("preadv2", "pwritev2"):
            _refuse(rules, name, [_Comparison(5, MASKED_EQUAL, flag, flag)], number=errno.EOPNOTSUPP)
    for advice in MEMORY_ADVICE.values():
        _refuse(rules, "madvise", [_Comparison(2, MASKED_EQUAL, WHOLE_INT, advice)], number=errno.EINVAL)
    for operation, control in ((LESS, FIRST_CONTROL), (GREATER, LAST_CONTROL), (EQUAL, TYPE_INTO_TERMINAL)):
        _refuse(rules, "ioctl", [_Comparison(1, operation, control, 0)])
    return rules


def ban() -> None:
    """Put the filters up, for this process and for ever; raises `SeccompError`."""
    _ban_what_is_newer()
    rules, own = common_rules(), os.getpid()
    for name in ("kill", "tkill", "tgkill"):
        _refuse(rules, name, [_Comparison(0, NOT_EQUAL, own, 0)])
    failed = _library().seccomp_load(rules)
    if failed:
        raise SeccompError(-failed, f"seccomp_load failed: {os.strerror(-failed)}")


def _ban_what_is_newer() -> None:
    """Refuse every call with a number above LAST_CALL. libseccomp has no such rule: this is the kernel's own language.

    It stands behind the filter of names: where that one has an answer of its own, that answer counts.
    """
    load_number, jump_if_greater, answer = 0x20, 0x25, 0x06
    instructions = (_Instruction * 4)(
        _Instruction(load_number, 0, 0, 0),
        _Instruction(jump_if_greater, 0, 1, LAST_CALL),
        _Instruction(answer, 0, 0, REFUSE | errno.ENOSYS),
        _Instruction(answer, 0, 0, ALLOW),
    )
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(instructions), instructions)
    if libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0):
        code = ctypes.get_errno()
        raise SeccompError(code, f"no filter could be set up: {os.strerror(code)}")


def _refuse(rules: int, name: str, when: list[_Comparison] | None = None, number: int = errno.EPERM) -> None:
    library = _library()
    call = library.seccomp_syscall_resolve_name(name.encode())
    if call == -1:
        return  # a system call that this version of libseccomp, and so the filter, does not know
    conditions = (_Comparison * len(when or []))(*(when or []))
    failed = library.seccomp_rule_add_array(rules, REFUSE | number, call, len(conditions), conditions)
    # Some calls exist on other architectures only.
    if failed and failed not in (-errno.EDOM, -errno.EINVAL, -errno.EFAULT):
        raise SeccompError(-failed, f"no rule could be made for {name}")
