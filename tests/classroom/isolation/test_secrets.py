"""No hidden test ever gets into a student process: its memory is searched from the inside, byte by byte."""

import json
import logging
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from forkservers import NONE, StudentServer

from classroom.isolation.job import CellToRun, Job
from classroom.isolation.run import Run
from classroom.isolation.sandbox import BUBBLEWRAP, StudentSettings
from classroom.isolation.servers import Server, Servers, Wanted, running_servers
from classroom.isolation.trusted import in_two

Start = Callable[[tuple[str, ...]], StudentServer]

# Reads all memory that this process can read, and looks for a text that does not stand in here itself.
SEARCH = """
import ctypes, re
wanted = re.compile(b"HIDDEN[_]MARKER")
found, searched = 0, 0
for line in open("/proc/self/maps"):
    bounds, rights = line.split()[:2]
    start, end = (int(part, 16) for part in bounds.split("-"))
    if rights[0] == "r" and "[v" not in line and end - start < 1 << 30:
        data = ctypes.string_at(start, end - start)
        searched += len(data)
        found += len(wanted.findall(data))
print("searched", searched > 10_000_000, "found", found)
"""
HIDDEN = "score = 1 if f(2) == 4 else 0\n# HIDDEN_MARKER seed=40961\nscore"
OPEN = SEARCH.replace("HIDDEN[_]", "OPEN[_]") + "# OPEN_MARKER"


def outputs(job: Job, running: Servers) -> dict[int, str]:
    """What each cell of a job showed, as text."""
    shown = Run(job, running, {}, logging.getLogger()).results()
    return {number: json.dumps(value) for number, value in shown.items()}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="memory is searched by way of /proc")
def test_no_hidden_test_is_in_the_memory_of_a_students_process(start_server: Start, tmp_path: Path) -> None:
    students = start_server(NONE)
    real = running_servers(Wanted(tmp_path, (), (), 512, 60))
    server = Server(students.process, students.control)
    running = Servers(real.trusted, server, server, students.folder, NONE)
    cells = (
        CellToRun(0, "student", "def f(x): return x * x"),
        CellToRun(1, "check", HIDDEN),
        CellToRun(2, "student", SEARCH),
        CellToRun(3, "student", OPEN),
        CellToRun(4, "check", HIDDEN),
        CellToRun(5, "student", "import os; os._exit(0)"),
        CellToRun(6, "student", SEARCH),
    )
    # The second run has new processes, made when both fork servers have already served a notebook with hidden tests.
    for _ in range(2):
        shown = outputs(Job(cells, ("f",), {}, (), (), 20, 60), running)
        assert '"1"' in shown[1]
        assert '"1"' in shown[4]
        assert "searched True found 0" in shown[2]
        assert "searched True found 0" in shown[6]
        # The search does find what is there.
        assert "searched True found 0" not in shown[3]
        assert "searched True found" in shown[3]


COUNTS = """
import os, threading
open('new', 'w').close()
counts = [os.getpid(), os.stat('new').st_ino]
os.unlink('new')
"""
COUNTING = """
def f(n):
    for _ in range(n):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
        open('new', 'w').close()
        os.unlink('new')
    return n
"""


@pytest.mark.slow
def test_what_the_kernel_counts_tells_no_later_cell_of_a_check(tmp_path: Path) -> None:
    running = running_servers(Wanted(tmp_path, (), (), 512, 60))
    if BUBBLEWRAP not in running.layers:
        pytest.skip("without bubblewrap, processes and files are counted for the whole machine")

    def counted(hidden: int) -> list[int]:
        cells = (
            CellToRun(0, "student", COUNTS + COUNTING),
            CellToRun(1, "check", f"### BEGIN HIDDEN TESTS\nf({hidden})\n### END HIDDEN TESTS\n{hidden}"),
            CellToRun(
                2, "student", COUNTS + "def g():\n    open('new', 'w').close()\n    return os.stat('new').st_ino"
            ),
            CellToRun(3, "check", "g()"),
            CellToRun(4, "student", COUNTS + "counts"),
        )
        shown = Run(Job(cells, ("f", "g"), {}, (), (), 20, 60), running, {}, logging.getLogger()).results()
        assert shown[1][0]["data"]["text/plain"] == str(hidden)
        in_a_check, in_a_cell = (json.loads(shown[number][0]["data"]["text/plain"]) for number in (3, 4))
        return [in_a_check, *in_a_cell]

    # Each run makes a few files and processes of its own; the 500 of the hidden test would show beside them.
    first, second, third = counted(500), counted(500), counted(0)
    for before, after in [(first, second), (second, third)]:
        assert max(b - a for a, b in zip(before, after, strict=True)) < 100


ASKS = """
def f(thing):
    for _ in range(thing.times()):
        type(thing).__getattr__(thing, 'times')
    return 0
def g(function):
    return function.__far__[0]
"""
LENDS = """
class Thing:
    def times(self): return HIDDEN
### BEGIN HIDDEN TESTS
f(Thing())
### END HIDDEN TESTS
1"""


@pytest.mark.slow
def test_what_the_checks_count_tells_no_later_check(tmp_path: Path) -> None:
    running = running_servers(Wanted(tmp_path, (), (), 512, 60))

    def counted(hidden: int) -> str:
        cells = (
            CellToRun(0, "student", ASKS),
            CellToRun(1, "check", LENDS.replace("return HIDDEN", f"return {hidden}")),
            CellToRun(2, "check", "g(len)"),
        )
        shown = Run(Job(cells, ("f", "g"), {}, (), (), 20, 60), running, {}, logging.getLogger()).results()
        assert shown[1][0]["data"]["text/plain"] == "1", shown
        return str(shown[2][0]["data"]["text/plain"])

    assert counted(300) == counted(0)


def written_to(server: Server) -> set[str]:
    """The folders to which processes of a fork server write, but for the deeper layers of their sandbox."""
    arguments: Any = server.process.args
    settings = StudentSettings.from_json(arguments[-1])
    return {settings.scratch, settings.shared}


@pytest.mark.slow
def test_the_two_fork_servers_of_students_write_to_no_folder_together(tmp_path: Path) -> None:
    running = running_servers(Wanted(tmp_path, (), (), 512, 60))
    hidden, shown = written_to(running.hidden), written_to(running.shown)
    assert not hidden & shown
    assert all(Path(folder).is_dir() for folder in hidden | shown)


def test_a_check_is_parted_where_its_hidden_tests_begin() -> None:
    assert in_two("f(1)") == ("f(1)", "")
    hidden = "### BEGIN HIDDEN TESTS\nf(2)\n### END HIDDEN TESTS\nscore"
    assert in_two(f"f(1)\n{hidden}") == ("f(1)\npass", hidden)
    assert in_two("if True:\n    f(1)\n    ### BEGIN HIDDEN TESTS\n    f(2)\n    ### END HIDDEN TESTS") is None
    assert in_two("f([1,\n### BEGIN HIDDEN TESTS\n2,\n### END HIDDEN TESTS\n])") is None


PARTED = """
import random
mine = [1]
random.seed(3)
np.random.seed(4)
kept = f(1)
print("open", kept, random.random(), np.random.rand())
### BEGIN HIDDEN TESTS
assert [kept, mine, who()] == [1, [1], "first"], (kept, mine, who())
print("hidden", f(2), random.random(), np.random.rand())
### END HIDDEN TESTS
kept + 10"""


@pytest.mark.slow
def test_hidden_tests_go_on_where_the_open_ones_left_off_and_come_last(tmp_path: Path) -> None:
    running = running_servers(Wanted(tmp_path, (), (), 512, 60))
    calls = "calls = []\ndef f(x):\n    calls.append(x)\n    return len(calls)\ndef who(): return 'first'"
    between = "def who(): return 'second'\nmine = kept = None"
    cells = (
        CellToRun(0, "given", "import numpy as np"),
        CellToRun(1, "student", calls),
        CellToRun(2, "check", PARTED),
        CellToRun(3, "given", between),
        CellToRun(4, "check", "import random\nmine, kept = 7, 8\nrandom.seed(1)\nf(0)\nwho()"),
    )
    shown = Run(Job(cells, ("f", "who"), {}, (), (), 20, 60), running, {}, logging.getLogger()).results()
    assert shown[4][0]["data"]["text/plain"] == "'second'"
    assert [one.get("ename") for one in shown[2]] == [None] * len(shown[2]), shown[2]
    printed = "".join(one["text"] for one in shown[2] if one["output_type"] == "stream").split()
    one, other = random.Random(3), np.random.RandomState(4)
    numbers = [(one.random(), other.rand()) for _ in range(2)]
    # The hidden tests have a process of their own, in which nothing has been called before.
    assert printed == ["open", "1", *map(str, numbers[0]), "hidden", "1", *map(str, numbers[1])]
    assert shown[2][-1]["data"]["text/plain"] == "11"


@pytest.mark.slow
def test_a_check_whose_hidden_tests_begin_within_a_statement_is_run(tmp_path: Path) -> None:
    running = running_servers(Wanted(tmp_path, (), (), 512, 60))
    check = "[f(n) for n in [1,\n### BEGIN HIDDEN TESTS\n2,\n### END HIDDEN TESTS\n]]"
    cells = (CellToRun(0, "student", "def f(x): return x * x"), CellToRun(1, "check", check))
    shown = Run(Job(cells, ("f",), {}, (), (), 20, 60), running, {}, logging.getLogger()).results()
    assert shown[1][0]["data"]["text/plain"] == "[1, 4]"
