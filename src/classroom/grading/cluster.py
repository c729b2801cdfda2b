"""Grading on many machines: sends submissions to the workers of a Dask cluster, and gives what comes back.

A worker that is killed or no longer heard of is Dask's to notice, which has another one grade what it had. A submission
over which several workers are lost is given up. What is sent carries no names that the cluster's pages would show.
"""

import contextlib
import logging
import queue
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from classroom.course import CourseError
from classroom.grading.packing import TooLargeError, unpack
from classroom.grading.values import Answer, CourseParcel, Graded, Submission
from classroom.grading.versions import differences

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 15
WORKERS_SECONDS = 15
CLOSE_SECONDS = 5.0
COUNT_SECONDS = 5.0
"""How often the workers are counted."""
GATHERERS = 8
"""Threads that fetch results, so that one worker that does not give its result holds up no other."""
LARGEST = 200_000_000
SPARE = 4
"""For so many threads of the cluster one submission more is handed out, so that none waits for the next. Not more: what
is lost with a worker counts against all that it had."""


TOO_LARGE = (
    f"The submission has more than {LARGEST / 1e6:.0f} MB, which is too much to be sent. Grade it on this machine:"
    " classroom grade --student {}"
)
KILLED = (
    "Several workers were lost, one after the other, while it was graded. Grade it on one machine with --student, and"
    " look at its log."
)


class StoppedError(Exception):
    """The run cannot go on; the message says why. What is recorded stays."""


class Cluster:
    """A connection to a Dask scheduler whose workers are fit to grade a course."""

    def __init__(self, address: str, course: CourseParcel) -> None:
        self.address = address
        self.course = course
        self.name = ""
        self.client = _connect(address)
        try:
            self._compare()
            self._send_course()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Take the course away from the workers, and end what they still grade. It takes seconds, whatever happens."""

        def take_back() -> None:
            if self.name:
                self.client.unregister_worker_plugin(self.name)

        _briefly(take_back)
        _briefly(lambda: self.client.close(timeout=CLOSE_SECONDS))

    def _compare(self) -> None:
        """Refuse a cluster on which a submission could get other points than here."""
        from classroom.grading.dask_worker import versions_here

        with _words(f"The scheduler at {self.address} cannot load this course's package"):
            self.client.run_on_scheduler(versions_here, self.course.packages)
        try:
            self.client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError:
            raise CourseError(
                f"The scheduler at {self.address} has no workers. Start some, on any machine that reaches it:"
                f" dask worker {self.address}"
            ) from None
        found = self.client.run(versions_here, self.course.packages, on_error="return")
        unfit = [
            f"{worker} cannot load this course's package: {_said(there)}"
            if isinstance(there, BaseException)
            else f"{worker} has {'; '.join(differences(self.course.versions, there))}"
            for worker, there in sorted(found.items())
            if isinstance(there, BaseException) or differences(self.course.versions, there)
        ]
        if unfit:
            listed = "\n".join(f"  {line}" for line in unfit)
            raise CourseError(
                f"Of {len(found)} workers, {len(unfit)} would grade otherwise than this machine:\n{listed}\n"
                "Install the same there as here, from the same lock file and the same copy of the course, and start"
                " the workers again; or stop those workers. Nothing was sent to them."
            )

    def _send_course(self) -> None:
        from classroom.grading.dask_worker import CoursePlugin

        plugin = CoursePlugin(self.course)
        self.name = plugin.name
        with _words("The course cannot be unpacked on a worker"):
            self.client.register_plugin(plugin)

    def graded_ones(
        self,
        students: list[str],
        submission: Callable[[str], Submission],
        folder: Path,
        jobs: int | None,
        say: Callable[[str], None],
    ) -> Generator[Graded, None, None]:
        """Have submissions graded, and give what comes of each as it comes; graded notebooks are put into `folder`.

        At most `jobs` are handed out at a time, or as many as the cluster has threads and a few more.
        """
        waiting = iter(students)
        running: dict[Future[Answer], str] = {}
        finished: queue.SimpleQueue[tuple[Future[Answer], Answer | BaseException]] = queue.SimpleQueue()
        gatherers = ThreadPoolExecutor(GATHERERS)
        workers = _Workers(self, say)

        def arrived(future: "Future[Answer]") -> None:
            with contextlib.suppress(RuntimeError):  # the run has been stopped
                gatherers.submit(_fetch, future, finished)

        try:
            while True:
                most = jobs or workers.most()
                while len(running) < most and (student := next(waiting, None)) is not None:
                    try:
                        sent = submission(student)
                    except TooLargeError:
                        yield Graded(student, trouble=TOO_LARGE.format(student))
                        continue
                    future = self._submit(sent)
                    running[future] = student
                    future.add_done_callback(arrived)
                if not running:
                    return
                try:
                    future, answer = finished.get(timeout=1.0)
                except queue.Empty:
                    continue
                yield _received(answer, running.pop(future), folder)
        finally:
            gatherers.shutdown(wait=False, cancel_futures=True)
            _briefly(lambda: self.client.cancel(list(running), force=True))

    def _submit(self, sent: Submission) -> "Future[Answer]":
        from classroom.grading.dask_worker import grade

        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # it is what there is to be done
            future: Future[Answer] = self.client.submit(
                grade, self.name, sent, key=f"submission-{uuid.uuid4().hex}", pure=False
            )
        return future


class _Workers:
    """Counts the cluster's workers every few seconds, and tells when there are none."""

    def __init__(self, cluster: Cluster, say: Callable[[str], None]) -> None:
        self.cluster = cluster
        self.say = say
        self.counted = float("-inf")
        self.threads = 0
        self.gone = False

    def most(self) -> int:
        """How many submissions to hand out at a time."""
        if time.monotonic() - self.counted > COUNT_SECONDS:
            try:
                self.threads = sum(self.cluster.client.nthreads().values())
            except Exception as error:
                raise StoppedError(f"The scheduler does not answer: {_said(error)}") from error
            self.counted = time.monotonic()
            gone, self.gone = self.gone, self.threads == 0
            if self.gone and not gone:
                self.say(f"No worker is left at {self.cluster.address}. Waiting for one; Ctrl-C ends the run.")
        return self.threads + -(-self.threads // SPARE)


def _connect(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(
            "Grading on a cluster needs the package `distributed`, which is not installed. Install it where this course"
            " is installed: .venv/bin/python -m pip install distributed"
        ) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told in our words
    with (
        _words(f"No Dask scheduler can be reached at {address}", "Start one with: dask scheduler"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # versions are compared below, and with consequences
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)


@contextlib.contextmanager
def _words(what: str, advice: str = "Install the same there as here.") -> Iterator[None]:
    """Whatever Dask raises, in words."""
    try:
        yield
    except Exception as error:
        raise CourseError(f"{what}: {_said(error)}. {advice}") from error


def _said(error: BaseException) -> str:
    said = str(error).strip().rstrip(".")
    if type(error) is Exception:  # Dask's, about an error that it cannot bring here
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _fetch(future: "Future[Answer]", finished: "queue.SimpleQueue[Any]") -> None:
    try:
        finished.put((future, future.result()))
    except BaseException as error:
        finished.put((future, error))


def _received(answer: Answer | BaseException, student: str, folder: Path) -> Graded:
    """What came of a submission, with its graded notebooks in a folder of this machine."""
    if isinstance(answer, CancelledError):
        raise StoppedError("The connection to the scheduler was lost. Is it running still?")
    if isinstance(answer, BaseException):
        killed = type(answer).__name__ == "KilledWorker"
        return Graded(student, trouble=KILLED if killed else _said(answer))
    if answer.graded is None:
        raise StoppedError(
            f"A worker that came later cannot grade: {answer.unfit}. Stop it, or install the same there."
        )
    if answer.graded.trouble:
        return answer.graded
    place = folder / uuid.uuid4().hex
    try:
        unpack(answer.packed, place)
    except Exception as error:
        return replace(answer.graded, trouble=f"What came back cannot be unpacked: {_said(error)}. Grade it again.")
    return replace(answer.graded, folder=str(place))


def _briefly(do: Callable[[], object]) -> None:
    """Do something, and do not wait for long if nobody answers."""

    def quietly() -> None:
        with contextlib.suppress(Exception, CancelledError):
            do()

    thread = threading.Thread(target=quietly, daemon=True)
    thread.start()
    thread.join(CLOSE_SECONDS)
