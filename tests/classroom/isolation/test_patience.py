"""Who computes is stopped after a while, who only waits for a busy machine is not, and what is run again is free."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from forkservers import NONE, StudentServer

from classroom.isolation.link import DeadlineError
from classroom.isolation.patience import ON_THE_CLOCK, Patience, processor_time
from classroom.isolation.session import NoAnswerError, ProcessEndedError, Session

Start = Callable[[tuple[str, ...]], StudentServer]

SPIN = "import time\nend = time.process_time() + {seconds}\nwhile time.process_time() < end: pass\n"


@pytest.mark.slow
def test_the_time_of_processes_below_counts_while_they_run_and_afterwards() -> None:
    before = processor_time([os.getpid()])
    for step in (1, 2):
        subprocess.run([sys.executable, "-c", SPIN.format(seconds=0.5)], check=True)
        assert processor_time([os.getpid()]) - before > 0.4 * step
    with subprocess.Popen([sys.executable, "-c", SPIN.format(seconds=30)]) as child:
        while processor_time([child.pid]) < 0.3:
            time.sleep(0.05)
        assert processor_time([os.getpid()]) - before > 0.8 + 0.3
        child.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="no clock of another process that is finer than hundredths")
def test_the_time_of_another_process_is_read_finer_than_in_hundredths_of_a_second() -> None:
    with subprocess.Popen([sys.executable, "-c", SPIN.format(seconds=30)]) as child:
        read: set[float] = set()
        while len(read) < 20:
            read.add(processor_time([child.pid]))
        child.kill()
    assert any(round(one * 1e6) % 10_000 for one in read)
    assert max(read) - min(read) < 1


def test_a_process_that_is_gone_has_used_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    assert processor_time([child.pid]) == 0


def readings(*numbers: float) -> Callable[[], float]:
    """What a meter or a clock shows, one number after the other."""
    left: Iterator[float] = iter(numbers)
    return lambda: next(left)


def test_the_time_runs_out_when_it_has_been_used() -> None:
    patience = Patience(10, used=readings(100, 105, 109.9, 110), clock=readings(0, 0.5, 1, 7, 14, 15))
    assert [patience.left() for _ in range(4)] == [0.5, 1, 1, 1]
    with pytest.raises(DeadlineError):
        patience.left()


def test_who_uses_nothing_has_only_the_clock() -> None:
    patience = Patience(10, used=float, clock=readings(0, 10, 20, 39.9, 40))
    assert [patience.left() for _ in range(3)] == [1, 1, 1]
    with pytest.raises(DeadlineError):
        patience.left()


def test_a_meter_is_not_read_for_what_is_over_at_once() -> None:
    assert Patience(10, used=readings(), clock=readings(0, 0.1)).left() == pytest.approx(0.9)


def test_a_meter_is_read_once_a_second_however_often_is_asked() -> None:
    read = []

    def used() -> float:
        read.append(1)
        return 0.0

    patience = Patience(10, used, clock=readings(0, *(number / 100 for number in range(350))))
    for _ in range(350):
        assert 0 < patience.left() <= 1
    assert len(read) == 3


# --- A student process -------------------------------------------------------------------------------------------


@pytest.fixture
def start(start_server: Start) -> Callable[..., Session]:
    """Makes a session whose student processes are measured."""
    server = start_server(NONE)

    def start(cell: float, notebook: float = 60) -> Session:
        session = server.session(cell, notebook)
        session.meter = lambda: processor_time([server.process.pid])
        return session

    return start


@pytest.mark.slow
def test_a_cell_that_sleeps_past_its_processor_time_comes_to_its_end(start: Callable[..., Session]) -> None:
    session = start(cell=0.5)
    session.run_cell("import time; time.sleep(1)")
    assert not session.trouble
    with pytest.raises(NoAnswerError):
        session.run_cell("while True: pass")
    assert session.trouble


@pytest.mark.slow
def test_what_sleeps_for_ever_is_stopped_too(start: Callable[..., Session]) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswerError):
        start(cell=0.5).run_cell("import time; time.sleep(1000)")
    assert time.monotonic() - began > 0.5 * ON_THE_CLOCK


@pytest.fixture
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends here ends by its processor time: no test machine is too busy for that."""
    monkeypatch.setattr("classroom.isolation.patience.ON_THE_CLOCK", 10_000)


@pytest.mark.slow
@pytest.mark.usefixtures("no_clock")
def test_time_used_by_processes_that_a_cell_starts_counts(start: Callable[..., Session]) -> None:
    with pytest.raises(NoAnswerError):
        start(cell=1.0).run_cell(
            "import os, time\n"
            "own = os.getpid()\n"
            "if not os.fork():\n"
            "    while os.getppid() == own: pass\n"
            "    os._exit(0)\n"
            "time.sleep(1000)"
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("no_clock")
def test_the_time_of_a_cell_counts_once_however_often_it_is_run(start: Callable[..., Session]) -> None:
    session = start(cell=10, notebook=1.5)
    before = session.processor_time()
    session.run_cell(SPIN.format(seconds=0.9) + "def f(): return 1")
    for _ in range(4):
        session.renew()
        assert session.look(["f"])["f"]() == 1
    assert session.processor_time() - before < 1.5
    with pytest.raises(NoAnswerError):
        session.run_cell(SPIN.format(seconds=5))
    with pytest.raises(ProcessEndedError, match="used up the time"):
        session.run_cell("1")


@pytest.mark.slow
@pytest.mark.usefixtures("no_clock")
def test_a_function_tells_how_much_time_it_has_used(start: Callable[..., Session]) -> None:
    session = start(cell=10)
    session.run_cell("def f():\n    " + SPIN.format(seconds=0.6).replace("\n", "\n    "))
    f = session.look(["f"])["f"]
    before = f.__processor_time__()
    f()
    used = f.__processor_time__() - before
    assert 0.5 <= used < 0.9
    session.renew()
    session.run_cell(SPIN.format(seconds=0.5))
    again = f.__processor_time__()
    session.renew()
    session.look(["f"])
    assert f.__processor_time__() - again < 0.4
