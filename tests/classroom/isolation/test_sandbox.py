"""The sandbox, tried from inside: what a student's cell can reach with each set of layers."""

import os
import socket
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from forkservers import NONE, OWN, WRAPPED, StudentServer

from classroom.isolation import sandbox
from classroom.isolation.patience import Patience
from classroom.isolation.session import ProcessEndedError, Session

Start = Callable[[tuple[str, ...]], StudentServer]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")

OWN_ONLY = pytest.param(OWN, id="own", marks=pytest.mark.slow)
WITHOUT_LANDLOCK = (sandbox.BUBBLEWRAP, sandbox.SECCOMP, sandbox.LIMITS)
SANDBOXES = pytest.mark.parametrize("layers", [pytest.param(WRAPPED, id="bubblewrap"), OWN_ONLY])


def tried(session: Session, source: str) -> str:
    """What became of some code: the repr of `value`, or the error's name and text."""
    session.run_cell(
        f"try:\n{textwrap.indent(source, '    ')}\n"
        "except BaseException as error:\n    outcome = f'{type(error).__name__}: {error}'\n"
        "else:\n    outcome = repr(globals().pop('value', None))"
    )
    return str(session.look(["outcome"])["outcome"])


REFUSED = ("PermissionError", "FileNotFoundError", "OSError", "ProcessLookupError", "gaierror")


@SANDBOXES
@pytest.mark.parametrize(
    "source",
    [
        "import os; value = os.fork()",
        "import os; value = os.forkpty()",
        "import os; value = os.posix_spawn('/bin/true', ['true'], {})",
        "import os; os.execv('/bin/true', ['true'])",
        "import subprocess; value = subprocess.run(['/bin/true'])",
        "import multiprocessing; p = multiprocessing.get_context('fork').Process(target=print); p.start()",
        "import socket; value = socket.socket()",
        "import socket; value = socket.socket(socket.AF_UNIX)",
        "import socket; value = socket.create_connection(('127.0.0.1', PORT))",
        "import socket; value = socket.getaddrinfo('example.org', 80)",
        "import os; value = os.kill(PARENT, 0)",
        "import os; value = os.kill(os.getppid(), 9)",
        "import os; value = os.kill(-1, 9)",
        "import os; value = os.kill(0, 9)",
        "import os; value = os.killpg(0, 9)",
        "import os, signal; value = os.pidfd_open(os.getppid())",
        "value = open('COURSE/gradebook.db').read()",
        "value = open('COURSE/gradebook.db', 'w')",
        "import os; value = os.listdir('COURSE')",
        "import os; value = os.stat('COURSE/gradebook.db')",
        "import os; value = os.stat('COURSE')",
        "import os; os.symlink('COURSE/gradebook.db', 'link'); value = os.stat('link')",
        "import os; value = os.listdir('HOME')",
        "value = open('HOME/made', 'w')",
        "import os; value = os.listdir('/')",
        "import os; value = os.listdir('/tmp')",
        "value = open('/tmp/made', 'w')",
        "value = open('/etc/passwd').read()",
        "value = open('/proc/self/environ').read()",
        "value = open(f'/proc/PARENT/mem').read()",
        "value = open('/usr/made', 'w')",
        "import os; value = os.mkfifo('/dev/shm/made')",
        "import os; os.symlink('COURSE/gradebook.db', 'link'); value = open('link').read()",
        "import os; os.link('COURSE/gradebook.db', 'hard')",
        "import os; os.chroot('.')",
        "import os; os.mknod('device', 0o600 | 0o020000, os.makedev(1, 1))",
        "import ctypes; value = ctypes.CDLL(None).ptrace(16, PARENT, 0, 0); assert not value, 'OSError'",
        "import ctypes; value = ctypes.CDLL(None).unshare(0x10000000); assert not value, 'OSError'",
        "import ctypes; value = ctypes.CDLL(None).syscall(425, 8, 0); assert value >= 0, 'OSError'",
        "import os; value = os.memfd_create('m')",
        "import fcntl, socket; value = fcntl.fcntl(socket.socketpair()[0], fcntl.F_SETOWN, PARENT)",
        "import fcntl, os; value = fcntl.fcntl(open(os.__file__), 1024, fcntl.F_RDLCK)",
        "import fcntl, os; value = fcntl.ioctl(open(os.__file__), 0x80086601, bytes(8))",
        *(
            f"import ctypes; value = ctypes.CDLL(None).syscall({call}); assert value >= 0, 'OSError'"
            for call in ("294, 0", "29, 0, 4096, 0o1777", "68, 0, 0o1777", "64, 0, 1, 0o1777", "162")
        ),
        # What of a file lies in memory, and having it forgotten.
        "import ctypes, mmap; page = ctypes.byref(ctypes.c_char.from_buffer(mmap.mmap(-1, 4096)))\n"
        "value = ctypes.CDLL(None).mincore(page, 4096, bytes(1)); assert value >= 0, 'OSError'",
        "import os; value = os.preadv(os.open(os.__file__, 0), [bytearray(9)], 0, os.RWF_NOWAIT)",
        "import os; value = os.preadv(os.open(os.__file__, 0), [bytearray(9)], 0, 0x80)",
        "import mmap; m = mmap.mmap(-1, 4096); value = m.madvise(21)",
        "import os, ctypes; value = ctypes.CDLL(None).readahead(os.open(os.__file__, 0), 0, 4096)\n"
        "assert value >= 0, 'OSError'",
        # Calls that are newer than the list, and some that no kernel has yet.
        *(
            f"import ctypes; value = ctypes.CDLL(None, use_errno=True).syscall({call}, 0, 0, 0, 0)\n"
            "assert ctypes.get_errno() not in (1, 38), 'OSError'"
            for call in (451, 457, 458, 467, 468, 470, 600)
        ),
    ],
)  # fmt: skip
def test_what_is_out_of_reach(
    start_server: Start, course_folder: Path, layers: tuple[str, ...], source: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = {"COURSE": str(course_folder), "HOME": str(Path.home()), "PARENT": str(os.getpid())}
        words["PORT"] = str(server.getsockname()[1])
        for name, value in words.items():
            source = source.replace(name, value)
        session = start_server(layers).session()
        outcome = tried(session, source)
        session.abandon()
    assert outcome.startswith((*REFUSED, "AssertionError: OSError")), outcome
    assert (course_folder / "gradebook.db").read_text() == "grades"
    assert not Path("/tmp/made").exists()


@SANDBOXES
def test_files_keep_their_modes_and_times(start_server: Start, course_folder: Path, layers: tuple[str, ...]) -> None:
    book = course_folder / "gradebook.db"
    before = book.stat()
    session = start_server(layers).session()
    for call in (f"chmod({str(book)!r}, 0)", f"utime({str(book)!r}, (0, 0))", f"truncate({str(book)!r}, 0)"):
        tried(session, f"import os; os.{call}")
    session.abandon()
    after = book.stat()
    assert (after.st_mode, after.st_mtime, after.st_size) == (before.st_mode, before.st_mtime, before.st_size)


@SANDBOXES
@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("open('own.txt', 'w').write('mine'); value = open('own.txt').read()", "'mine'"),
        ("import numpy as np; np.save('a.npy', np.ones(3)); value = float(np.load('a.npy').sum())", "3.0"),
        ("import shutil; open('a', 'w').close(); value = shutil.copy('a', 'b')", "'b'"),
        ("import tempfile\nwith tempfile.TemporaryDirectory() as value: pass\nvalue = 1", "1"),
        ("from concurrent.futures import ThreadPoolExecutor as P\nvalue = P(2).submit(lambda: 5).result()", "5"),
        ("import asyncio\nasync def f(): return 6\nvalue = asyncio.run(f())", "6"),
        ("import pandas_missing", "ModuleNotFoundError: No module named 'pandas_missing'"),
        ("import sqlite3; value = sqlite3.connect(':memory:').execute('select 7').fetchone()", "(7,)"),
        ("value = input('name?')", "EOFError: EOF when reading a line"),
        ("import random, secrets, uuid; value = len(secrets.token_bytes(4))", "4"),
        ("import os, signal; value = os.kill(os.getpid(), 0)", "None"),
        ("import os; value = os.posix_fadvise(os.open(os.__file__, 0), 0, 0, os.POSIX_FADV_SEQUENTIAL)", "None"),
        ("import os; value = os.preadv(os.open(os.__file__, 0), [bytearray(3)], 0)", "3"),
        ("import mmap; value = mmap.mmap(-1, 4096).madvise(mmap.MADV_DONTNEED)", "None"),
        ("import zoneinfo, datetime; value = zoneinfo.ZoneInfo('Europe/Paris').key", "'Europe/Paris'"),
    ],
)  # fmt: skip
def test_what_honest_code_needs_works(start_server: Start, layers: tuple[str, ...], source: str, outcome: str) -> None:
    session = start_server(layers).session()
    assert tried(session, source) == outcome
    session.abandon()


@pytest.mark.slow
@pytest.mark.parametrize("layers", [WRAPPED, OWN, NONE], ids=["bubblewrap", "own", "none"])
def test_it_starts_with_nothing_of_anybody(start_server: Start, layers: tuple[str, ...]) -> None:
    os.environ["TOKEN_OF_THE_INSTRUCTOR"] = "secret"
    server = start_server(layers)
    session = server.session()
    assert tried(session, "import os; value = sorted(os.listdir('.'))") == "[]"
    assert "TOKEN" not in tried(session, "import os; value = dict(os.environ)")
    opened = (
        "import os\nvalue = []\nfor n in range(300):\n    try: os.fstat(n); value.append(n)\n    except OSError: pass"
    )
    assert tried(session, opened) == "[0, 1, 2, 3]"
    assert (
        tried(session, "open('left', 'w').close(); import os; os.mkdir('d', 0o300); open('d/x', 'w').close()") == "None"
    )
    session.abandon()
    session = server.session()
    assert tried(session, "import os; value = os.listdir('.')") == "[]"
    others = tried(session, "import os; value = [name for name in os.listdir('..') if name.startswith('tmp')]")
    assert others.startswith("PermissionError") or others.count("tmp") == 1
    session.abandon()


@SANDBOXES
def test_no_file_tells_afterwards_that_it_was_read(start_server: Start, layers: tuple[str, ...]) -> None:
    path = Path(pytest.__file__)
    os.utime(path, (1, path.stat().st_mtime))  # longer ago than a change: then systems note the next time of access
    session = start_server(layers).session()
    assert tried(session, f"value = len(open({str(path)!r}).read()) > 0") == "True"
    session.abandon()
    assert path.stat().st_atime == 1


@SANDBOXES
@pytest.mark.parametrize(
    "source",
    [
        "value = len(bytearray(2 << 30))",
        "import mmap; m = mmap.mmap(-1, 6 << 30); m[:] = bytes(1)",
        "import numpy as np; value = np.ones((1 << 30,)).sum()",
        "value = [0] * (1 << 29)",
        "open('big', 'wb').write(bytes(100 << 20))",
        "files = [open(f'{n}', 'w') for n in range(1000)]",
        # Files that have no name any more take room all the same.
        "import os; files = []\nfor _ in range(8):\n    files.append(open('x', 'wb')); os.unlink('x')\n"
        "    files[-1].write(bytes(50 << 20))",
        "import os, tempfile; files = []\nfor _ in range(8):\n    files.append(tempfile.TemporaryFile(dir='.'))\n"
        "    files[-1].write(bytes(50 << 20))",
    ],
)
def test_memory_and_files_are_limited(start_server: Start, layers: tuple[str, ...], source: str) -> None:
    session = start_server(layers).session()
    try:
        outcome = tried(session, source)
    except ProcessEndedError:
        outcome = "MemoryError"
    assert outcome.startswith(
        ("MemoryError", "OSError", "numpy._core._exceptions", "_ArrayMemoryError", "ValueError")
    ), outcome
    session.abandon()


@pytest.mark.parametrize("layers", [WRAPPED, OWN, NONE], ids=["bubblewrap", "own", "none"])
def test_nothing_is_left_of_a_process_when_the_next_one_comes(start_server: Start, layers: tuple[str, ...]) -> None:
    server = start_server(layers)
    first = server.session()
    first.run_cell("import signal\nfor n in set(signal.Signals) - {9, 19}: signal.signal(n, signal.SIG_IGN)")
    link = first.link
    assert link is not None
    server.session().run_cell("1")
    link.left = Patience(5, float).left
    with pytest.raises(Exception, match="gone"):
        link.receive()


@pytest.mark.slow
@pytest.mark.parametrize("layers", [WRAPPED, WITHOUT_LANDLOCK], ids=["all", "without Landlock"])
def test_no_process_leaves_a_message_for_the_next_one(start_server: Start, layers: tuple[str, ...]) -> None:
    server = start_server(layers)
    folders = "import os; places = ['..', '../..', '../again', '/tmp', os.environ['MPLCONFIGDIR']]\n"
    first = server.session()
    first.run_cell(
        folders
        + """
for place in places:
    for name in (f'{place}/message', f'../{place}/message'):
        try:
            os.chmod(place, 0o700)
            os.makedirs(os.path.dirname(name), exist_ok=True)
            open(name, 'w').write('40961')
        except OSError:
            pass"""
    )
    first.abandon()
    found = "[name for place in places for name in (place, '../' + place) if os.path.exists(name + '/message')]"
    assert tried(server.session(), folders + f"value = {found}") == "[]"


def test_the_layers_that_work_are_found(course_folder: Path) -> None:
    settings = sandbox.StudentSettings((), (), str(course_folder), sandbox.readable_folders(course_folder), 512, 60)
    found = sandbox.working_layers(settings)
    assert sandbox.LIMITS in found
    assert set(found) <= {*OWN}
    wrapped = sandbox.working_layers(settings.with_layers([sandbox.BUBBLEWRAP]))
    assert sandbox.NAMESPACES not in wrapped


def test_no_folder_that_holds_the_course_or_a_home_is_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = tmp_path / "course"
    (course / "src").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(course), str(course / "src"), "", ".", str(Path.home())])
    found = sandbox.readable_folders(course)
    assert str(course / "src") in found
    assert not {str(tmp_path), str(course), str(Path.home()), "/", "/tmp", "/home"} & set(found)


@pytest.mark.parametrize(
    ("layers", "kept", "said"),
    [
        (WRAPPED, True, "in a sandbox: bubblewrap, Landlock, seccomp"),
        (OWN, True, "in a sandbox: namespaces, files of its own, Landlock, seccomp"),
        ((sandbox.LIMITS,), False, "no full sandbox on this machine, only: resource limits"),
        ((sandbox.LANDLOCK, sandbox.LIMITS), False, "no full sandbox"),
        ((sandbox.SECCOMP, sandbox.LIMITS), False, "no full sandbox"),
        (NONE, False, "no sandbox on this machine"),
    ],
)
def test_the_report_says_which_protection_there_was(layers: tuple[str, ...], kept: bool, said: str) -> None:
    assert sandbox.keeps_in(layers) is kept
    assert said in sandbox.described(layers)


def test_settings_survive_the_command_line() -> None:
    settings = sandbox.StudentSettings(("a.b",), ("a",), "/s", ("/usr",), 1, 2, NONE)
    assert sandbox.StudentSettings.from_json(settings.to_json()) == settings


@pytest.mark.slow
def test_everything_ends_with_the_one_who_started_it(start_server: Start, course_folder: Path) -> None:
    server = StudentServer.start(NONE, course_folder)
    session = server.session()
    pid = int(tried(session, "import os; value = os.getpid()"))
    server.control.close()
    server.process.wait(10)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    server.close()


BECOMES = """
import os, sys
from classroom.isolation import namespaces
folder = sys.argv[1]
sys.path[:], sys.prefix, sys.base_prefix = [PATH], "/usr", "/usr"
try:
    namespaces.become_nobody(folder)
    open(f"{folder}/own", "w").close()
    print(os.getresuid(), os.getgroups(), os.access("/root", os.R_OK))
except PermissionError:
    print("refused")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize(
    ("mode", "outcome"), [(0o755, "(65534, 65534, 65534) [] False"), (0o700, "refused")], ids=["open", "root's alone"]
)
def test_root_becomes_another_user_where_that_one_could_run_python(mode: int, outcome: str) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as modules, tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(modules, mode)
        command = [sys.executable, "-c", BECOMES.replace("PATH", repr(modules)), folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == outcome
