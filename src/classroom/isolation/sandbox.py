"""The sandbox of a student process: its layers, which of them work here, and how the process enters it.

bubblewrap, where it works, is put around each fork server of student processes. The other layers each student process
puts on itself, before it is told anything. Every layer that works is used, so that one hole is not enough.
"""

import contextlib
import importlib.util
import json
import os
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

BUBBLEWRAP, NAMESPACES, OWN_FILES, LANDLOCK = "bubblewrap", "namespaces", "files of its own", "Landlock"
ANOTHER_USER = "another user"
"""Only root can put this on. In a container that allows none of the layers before, it keeps what is root's unread."""
SECCOMP, LIMITS = "seccomp", "resource limits"

SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/opt/conda")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/fonts", "/etc/alternatives")
DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")

LARGEST_FILE = 64 * 2**20
MOST_FILES = 256
MOST_TASKS = 4096
"""Processes and threads of the user who grades, counted by user and so over all that this user runs."""
ADDRESS_SPACE = 2 * 2**30
"""Bytes of address space beyond the memory limit, for what is only mapped: libraries and thread stacks."""


@dataclass(frozen=True)
class StudentSettings:
    """What a fork server must know: modules to import, folders, limits, and the layers of the sandbox to use.

    `tools` are those of the imported packages that have work to do in a student process. `scratch` is where working
    folders are made; `readable` is all else that may be read. `memory_mb` and `seconds`, of processor time, are for
    each student process. `shared` is a folder that some sandboxes let a student process write to. It is emptied after
    each one, so that nothing that one has kept is found by another. `kept_back` are modules that stay out of student
    processes (see `standins`), and `unreadable` are their files. `source` is the folder of the assignment; only the
    trusted one knows it (see `rehearsal`).
    """

    preload: tuple[str, ...]
    tools: tuple[str, ...]
    scratch: str
    readable: tuple[str, ...]
    memory_mb: int
    seconds: int
    layers: tuple[str, ...] = ()
    shared: str = ""
    kept_back: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    source: str = ""

    def to_json(self) -> str:
        """The settings as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "StudentSettings":
        """The settings that `to_json` wrote."""
        told = json.loads(text)
        lists = ("preload", "tools", "readable", "layers", "kept_back", "unreadable")
        return cls(**(told | {key: tuple(told[key]) for key in lists}))

    def with_layers(self, layers: Sequence[str]) -> "StudentSettings":
        """The same with other layers."""
        return replace(self, layers=tuple(layers))


def keeps_in(layers: Sequence[str]) -> bool:
    """Whether these layers keep files, network, signals and other processes out of reach."""
    return SECCOMP in layers and (BUBBLEWRAP in layers or LANDLOCK in layers)


def described(layers: Sequence[str]) -> str:
    """One sentence on what protects whom; it goes into the log and into every graded notebook."""
    if keeps_in(layers):
        return f"The student's code ran in a process of its own, in a sandbox: {', '.join(layers)}."
    if layers:
        return (
            "The student's code ran in a process of its own, apart from the tests. There was no full sandbox on this"
            f" machine, only: {', '.join(layers)}."
        )
    return (
        "The student's code ran in a process of its own, apart from the tests. There was no sandbox on this machine:"
        " it could reach the files of the person who graded."
    )


def readable_folders(course: Path, modules: Sequence[str] = ()) -> tuple[str, ...]:
    """What Python itself and the installed packages need to read; never the course's folder or a home as a whole.

    The packages of `modules` are among them wherever they lie: an editable installation need not show in sys.path.
    """
    wanted = [*SYSTEM, *SETTINGS, sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()]
    wanted += [*sys.path, site.getusersitepackages(), *_folders_of({name.split(".")[0] for name in modules})]
    private = [course.resolve(), Path.home().resolve(), Path(tempfile.gettempdir()).resolve()]
    found: dict[str, None] = {}
    for name in wanted:
        path = Path(name)
        if not name or not path.is_absolute() or not path.exists():
            continue
        if any(one.is_relative_to(path.resolve()) for one in private):
            continue  # a folder that holds one of these would show it
        found |= {str(path): None, str(path.resolve()): None}
    return tuple(found)


def _folders_of(packages: Iterable[str]) -> Iterator[str]:
    for name in packages:
        spec = importlib.util.find_spec(name)
        yield from (spec.submodule_search_locations or []) if spec else []


def working_layers(settings: StudentSettings) -> list[str]:
    """The layers that work here together, out of those that a process can put on itself; each is tried in a child."""
    found: list[str] = []
    for layer in (NAMESPACES, OWN_FILES, LANDLOCK, SECCOMP, LIMITS):
        if layer in (NAMESPACES, OWN_FILES) and BUBBLEWRAP in settings.layers:
            continue  # they are there already
        if layer == OWN_FILES and NAMESPACES not in found:
            continue  # only in those may a process mount
        if _work(settings.with_layers([*settings.layers, *found, layer])):
            found.append(layer)
    if not {BUBBLEWRAP, OWN_FILES, LANDLOCK} & {*settings.layers, *found}:
        layers = [ANOTHER_USER, *found]
        found = layers if _work(settings.with_layers([*settings.layers, *layers])) else found
    return found


def _work(settings: StudentSettings) -> bool:
    with tempfile.TemporaryDirectory(dir=settings.scratch) as folder:
        child = os.fork()
        if not child:
            status = 1
            try:
                put_on(settings, folder)
                status = 0
            except BaseException:
                status = 1
            finally:
                os._exit(status)
        return os.waitpid(child, 0)[1] == 0


def prepare(settings: StudentSettings) -> None:
    """Do what is the same for every process before the first one is forked, and while libraries can still be read."""
    if sys.platform == "linux":
        from classroom.isolation import landlock, seccomp

        with contextlib.suppress(OSError):  # then that layer will not work either
            landlock.readable_parts(_readable(settings), settings.unreadable)
        with contextlib.suppress(OSError):
            seccomp.common_rules()


def _readable(settings: StudentSettings) -> tuple[str, ...]:
    return (*settings.readable, *DEVICES)


def enter(settings: StudentSettings, folder: str) -> None:
    """Go to the working folder and put on the sandbox, in a process that was just forked. Raises if a layer fails."""
    os.chdir(folder)
    os.environ |= {"HOME": folder, "TMPDIR": folder}
    tempfile.tempdir = None
    put_on(settings, folder)


def put_on(settings: StudentSettings, folder: str) -> None:
    """Put on the layers of `settings`; of all files, only those in `folder` can be written."""
    layers = settings.layers
    if sys.platform != "linux":
        if LIMITS in layers:
            _limit_all(settings)
        return
    from classroom.isolation import landlock, namespaces, seccomp

    if ANOTHER_USER in layers:
        namespaces.become_nobody(folder)
    if NAMESPACES in layers:
        namespaces.leave_the_others(mounting=OWN_FILES in layers)
    if OWN_FILES in layers:
        namespaces.own_files((*settings.readable, "/dev/null", *DEVICES), settings.unreadable, folder)
    namespaces.close_memory()
    if LIMITS in layers:
        _limit_all(settings)
    namespaces.drop_capabilities()
    if LANDLOCK in layers:
        landlock.restrict(_readable(settings), (folder, "/dev/null"), settings.unreadable)
    if SECCOMP in layers:
        seccomp.ban()


def limit_memory(settings: StudentSettings) -> None:
    """Let this process take no more memory than it is given, where the system knows such limits."""
    memory = settings.memory_mb * 2**20
    _limit({"RLIMIT_DATA": memory, "RLIMIT_AS": memory + ADDRESS_SPACE, "RLIMIT_CORE": 0})


def _limit_all(settings: StudentSettings) -> None:
    limit_memory(settings)
    _limit(
        {
            "RLIMIT_CPU": settings.seconds,
            "RLIMIT_FSIZE": LARGEST_FILE,
            "RLIMIT_NOFILE": MOST_FILES,
            "RLIMIT_NPROC": MOST_TASKS,
        }
    )


def _limit(limits: Mapping[str, int]) -> None:
    import resource

    for name, most in limits.items():
        number = getattr(resource, name, None)
        if number is not None:
            given = resource.getrlimit(number)[1]  # which only root may raise
            least = most if given == resource.RLIM_INFINITY else min(most, given)
            resource.setrlimit(number, (least, least))
