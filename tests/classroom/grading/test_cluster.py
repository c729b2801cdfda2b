"""Grading by a real Dask scheduler and real workers, all on this machine: as one, whatever becomes of a worker."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import nbformat
import psutil
import pytest
from gradedcourse import SETTINGS, GradedCourse
from grading.course import ASSIGNMENT, RIGHT, WRONG
from machines import Machines, below, machines, until

from classroom.__main__ import STOPPED
from classroom.cli import main
from classroom.course import Course, CourseError
from classroom.grading import cluster as at_client
from classroom.grading import parcel, versions
from classroom.grading.fingerprint import GRADED_FROM
from classroom.grading.rows import read_rows
from classroom.grading.whole_class import ClassGrading, ClassReport, Result

# It stands beside the settings, as modules of an instructor do, and imports another one that does.
MARKS = """
import os, signal, time
from pathlib import Path

import nbformat
from nbgrader.preprocessors.base import NbGraderPreprocessor

from places.here import NOTES
from classroom.notebooks import grade_id

RIGHT = {right!r}


class Marked(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        sources = {{grade_id(cell): cell.source for cell in nb.cells}}
        said = sources.get("double", "")
        if said.startswith("# wait for "):
            notes = Path(said.removeprefix("# wait for "))
            with notes.open("a") as file:
                file.write(f"{{os.getpid()}} {{os.getppid()}}\\n")
            while len(notes.read_text().splitlines()) < 2 and not (notes.parent / "go on").exists():
                time.sleep(0.05)
        if said == "# kill the worker":
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(1)
        if said == "# kill yourself":
            os.kill(os.getpid(), signal.SIGKILL)
        if said == "# hang":
            time.sleep(600)
        for cell in nb.cells:
            name = grade_id(cell)
            if name.endswith("-check"):
                points = cell.metadata.nbgrader.points if sources[name[:-6]] == RIGHT[name[:-6]] else 0
                cell.outputs = [nbformat.v4.new_output("execute_result", {{"text/plain": str(points)}})]
        nb.metadata["notes"] = NOTES.read_text()
        return nb, resources
"""


@pytest.fixture
def class_course(course: GradedCourse) -> GradedCourse:
    """The small course with settings that can be read anywhere."""
    (course.root / "marks.py").write_text(MARKS.format(right=RIGHT))
    (course.root / "places").mkdir()
    (course.root / "places" / "__init__.py").touch()
    (course.root / "places" / "here.py").write_text(
        "from pathlib import Path\nNOTES = Path(__file__).parent / 'notes.txt'\n"
    )
    (course.root / "places" / "notes.txt").write_text("of the course")
    (course.root / "nbgrader_config.py").write_text(SETTINGS.replace("gradedcourse.", "marks."))
    return course


@pytest.fixture(autouse=True)
def own_modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each course of a test has its own modules."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    # A new gradebook asks a process of two seconds for the version of its tables, which matters to migrations only.
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "any")
    yield
    forget()


def forget() -> None:
    """Forget the modules of a course, as another process would not know them."""
    for name in ("marks", "places", "places.here"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers that nothing happens to."""
    with machines(tmp_path_factory.mktemp("cluster") / "two", 2) as there:
        yield there


def grading(course: GradedCourse) -> ClassGrading:
    return ClassGrading(Course(course.root, ASSIGNMENT, (), (), course.root / "answers", {}))


def grade(course: GradedCourse, scheduler: str = "", **settings: Any) -> ClassReport:
    """Grade all of a course; on the machines of a scheduler, if there is one."""
    own = grading(course)
    options: dict[str, Any] = {"again": False, "on_result": lambda result, left: None, "workers": None} | settings
    return own.run(own.students(), options.pop("workers"), scheduler=scheduler, **options)


def recorded(course: GradedCourse, student: str) -> dict[str, Any]:
    """What the gradebook has, but for the names of rows, which are drawn by lot."""
    with course.gradebook() as gradebook:
        rows = read_rows(gradebook, ASSIGNMENT, student)
    random = {"id", "assignment_id", "notebook_id", "cell_id"}
    return {
        table: sorted(str({key: value for key, value in row.items() if key not in random}) for row in found.values())
        for table, found in rows.items()
    }


def told(report: ClassReport, root: Path) -> list[tuple[Any, ...]]:
    """What a report says of each student, but for the time and for where the course lies."""
    return sorted(
        (one.student, one.points, one.most, one.waiting, one.trouble.replace(f"{root}/", "")) for one in report.results
    )


def troubles(report: ClassReport) -> dict[str, str]:
    return {result.student: result.trouble for result in report.troubled}


@pytest.mark.slow
def test_the_cluster_gives_what_this_machine_gives(class_course: GradedCourse, two: Machines, tmp_path: Path) -> None:
    course = class_course
    course.hand_in("ann", **RIGHT)
    course.hand_in("ben", **(RIGHT | {"norm": WRONG["norm"], "why": "Because."}))
    cut = course.hand_in("cut", **WRONG)
    (cut / "1_numbers.ipynb").write_text((cut / "1_numbers.ipynb").read_text()[:500])
    (cut / "elsewhere").symlink_to("/etc/passwd")
    odd = course.hand_in("odd ñame", **RIGHT)
    (odd / "timestamp.txt").write_text("2030-01-31 23:59:00 UTC")
    (course.folder("eve") / "empty").mkdir()
    here = GradedCourse(tmp_path / "here")
    subprocess.run(["cp", "-a", f"{course.root}/.", here.root], check=True)

    alone = grade(here)
    forget()
    sys.path.remove(str(here.root))
    together = grade(course, two.address)

    assert told(together, course.root) == told(alone, here.root)
    assert {one.student: one.points for one in together.results}["ann"] == 10
    for student in grading(course).students():
        assert recorded(course, student) == recorded(here, student)
        files = {path.name for path in here.graded(student).rglob("*")}
        assert {path.name for path in course.graded(student).rglob("*")} == files
    said = nbformat.read(course.graded("ann") / "1_numbers.ipynb", as_version=4)
    assert said.metadata.notes == "of the course"
    assert (course.graded("ann") / GRADED_FROM).read_text() == (here.graded("ann") / GRADED_FROM).read_text()
    assert (grading(course).logs / "ann.log").read_text()


@pytest.mark.slow
def test_nothing_of_students_or_of_hidden_tests_is_logged_or_left(class_course: GradedCourse, two: Machines) -> None:
    class_course.hand_in("zebedee", **RIGHT)
    assert grade(class_course, two.address).results[0].points == 10
    assert "zebedee" not in two.logs()
    assert "40961" not in two.logs()
    until(lambda: not list(two.folder.rglob("classroom-*")))
    until(lambda: not [pid for worker in two.workers for pid in below(worker.pid)])


@pytest.mark.slow
def test_run_again_it_does_what_is_missing(class_course: GradedCourse, two: Machines) -> None:
    class_course.hand_in("ann", **RIGHT)
    grade(class_course, two.address)
    class_course.hand_in("ben", **RIGHT)
    report = grade(class_course, two.address)
    assert [result.student for result in report.results] == ["ben"]
    assert report.unchanged == 1


@pytest.mark.slow
def test_a_submission_that_changes_while_it_is_graded_is_graded_again(
    class_course: GradedCourse, two: Machines
) -> None:
    class_course.hand_in("ann", **WRONG)

    def change(result: Result, left: int) -> None:
        class_course.hand_in("ben", **RIGHT)

    class_course.hand_in("ben", **WRONG)
    grade(class_course, two.address, on_result=change, workers=2)
    assert [result.student for result in grade(class_course, two.address).results] in (["ben"], [])
    assert class_course.scores("ben")["double-check"] == 3


@pytest.mark.slow
def test_what_ends_its_process_is_that_students_trouble_alone(class_course: GradedCourse, two: Machines) -> None:
    class_course.hand_in("ann", **RIGHT)
    class_course.hand_in("bad", **(RIGHT | {"double": "# kill yourself"}))
    class_course.hand_in("zoe", **RIGHT)
    report = grade(class_course, two.address)
    assert list(troubles(report)) == ["bad"]
    assert "ended with code -9" in troubles(report)["bad"]
    assert len(report.results) == 3


@pytest.mark.slow
def test_what_hangs_is_given_up_alone(
    class_course: GradedCourse, two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "GRACE", 4.0)
    settings = class_course.root / "nbgrader_config.py"
    settings.write_text(settings.read_text() + "c.IsolatedExecute.timeout = 0.5\n")
    class_course.hand_in("ann", **RIGHT)
    class_course.hand_in("bad", **(RIGHT | {"double": "# hang"}))
    class_course.hand_in("zoe", **RIGHT)
    report = grade(class_course, two.address)
    assert list(troubles(report)) == ["bad"]
    assert "grading hung" in troubles(report)["bad"]
    assert len(report.results) == 3


def first(notes: Path) -> tuple[int, int]:
    """The process that began first to grade what waits, and its worker."""
    until(lambda: notes.exists() and notes.read_text().endswith("\n"))
    child, worker = notes.read_text().split()[:2]
    return int(child), int(worker)


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hangs"])
def test_what_a_lost_worker_had_is_graded_by_another(
    class_course: GradedCourse, tmp_path: Path, blow: signal.Signals
) -> None:
    notes = tmp_path / "notes"
    class_course.hand_in("ann", **(RIGHT | {"double": f"# wait for {notes}"}))
    for student in ("ben", "cem", "dan"):
        class_course.hand_in(student, **RIGHT)
    with machines(tmp_path / "machines", 2) as there:
        own = grading(class_course)
        striking = threading.Thread(target=lambda: os.kill(first(notes)[1], blow))
        striking.start()
        report = own.run(own.students(), None, again=False, on_result=lambda *_: None, scheduler=there.address)
        striking.join()
    assert troubles(report) == {}
    assert {result.student for result in report.results} == {"ann", "ben", "cem", "dan"}
    assert len(notes.read_text().splitlines()) == 2
    assert class_course.scores("ben")["double-check"] == 3


@pytest.mark.slow
def test_what_kills_every_worker_is_given_up_alone(class_course: GradedCourse, tmp_path: Path) -> None:
    class_course.hand_in("ann", **RIGHT)
    class_course.hand_in("bad", **(RIGHT | {"double": "# kill the worker"}))
    class_course.hand_in("zoe", **RIGHT)
    with machines(tmp_path / "machines", 4) as there:
        report = grade(class_course, there.address, workers=1)
    assert list(troubles(report)) == ["bad"]
    assert "workers were lost" in troubles(report)["bad"]
    assert len(report.results) == 3


@pytest.mark.slow
def test_a_lost_scheduler_ends_the_run_and_another_goes_on(class_course: GradedCourse, tmp_path: Path) -> None:
    for student in ("ann", "ben"):
        class_course.hand_in(student, **RIGHT)
    with machines(tmp_path / "machines", 1) as there:
        report = grade(class_course, there.address, workers=1, on_result=lambda *_: there.started[0].kill())
    assert len(report.results) == 1
    assert report.left == 1
    assert "scheduler" in report.stopped
    assert [result.trouble for result in grade(class_course).results] == [""]


@pytest.mark.slow
def test_ctrl_c_ends_it_within_seconds(class_course: GradedCourse, two: Machines, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    class_course.hand_in("ann", **(RIGHT | {"double": f"# wait for {notes}"}))
    write_pyproject(class_course)
    command = [sys.executable, "-m", "classroom", "--course", str(class_course.root), "grade"]
    with subprocess.Popen(
        [*command, "--scheduler", two.address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            child, _ = first(notes)
            process.send_signal(signal.SIGINT)
            said, complained = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == STOPPED
    assert "Run it again to go on." in said
    assert complained == ""
    until(lambda: not psutil.pid_exists(child))
    (tmp_path / "go on").touch()
    assert [result.trouble for result in grade(class_course, two.address).results] == [""]


def write_pyproject(course: GradedCourse) -> None:
    (course.root / "items.toml").write_text(
        '[[items]]\nid = "double"\npart = "1"\nnotebook = "1_numbers"\nkind = "auto"\npoints = 3\ntitle = "d"\n'
    )
    (course.root / "pyproject.toml").write_text(
        f'[tool.classroom]\nassignment = "{ASSIGNMENT}"\nitems = "items.toml"\nstudent_side = ["release"]\n'
        'answers = "answers"\n'
    )


@pytest.mark.slow
def test_a_worker_with_another_version_is_refused(
    class_course: GradedCourse, two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_course.hand_in("ann", **RIGHT)
    real = dict(versions.versions(("classroom", "safepage")))
    other = real | {"Python": "3.99.1", "nbgrader": "0.1", "the code of classroom": "0"}
    monkeypatch.setattr(parcel, "versions", lambda packages: other)
    with pytest.raises(CourseError) as refused:
        grade(class_course, two.address)
    said = str(refused.value)
    assert "Of 2 workers, 2 would grade otherwise" in said
    assert f"Python {real['Python']} instead of 3.99.1" in said
    assert f"nbgrader {real['nbgrader']} instead of 0.1" in said
    assert "the code of classroom is another" in said
    assert class_course.scores("ann") == {}


@pytest.mark.slow
def test_a_worker_of_another_version_that_comes_later_grades_nothing(
    class_course: GradedCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_course.hand_in("ann", **RIGHT)
    with machines(tmp_path / "machines", 1) as there:
        monkeypatch.setattr(at_client, "differences", lambda here, there: [])
        real = dict(versions.versions(("classroom", "safepage")))
        monkeypatch.setattr(parcel, "versions", lambda packages: real | {"Python": "3.99.1"})
        report = grade(class_course, there.address)
    assert "instead of 3.99.1" in report.stopped
    assert report.results == []
    assert report.left == 1


@pytest.mark.slow
def test_a_worker_without_the_package_is_refused(class_course: GradedCourse, tmp_path: Path) -> None:
    class_course.hand_in("ann", **RIGHT)
    hiding = tmp_path / "hiding"
    (hiding / "classroom").mkdir(parents=True)
    (hiding / "classroom" / "__init__.py").write_text("")
    with machines(tmp_path / "machines", 0) as there:
        there.work(PYTHONPATH=str(hiding))
        with pytest.raises(
            CourseError, match=r"cannot load this course's package: .*No module named 'classroom\.grading'"
        ):
            grade(class_course, there.address)


@pytest.mark.slow
def test_without_workers_it_says_how_to_start_them(
    class_course: GradedCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_client, "WORKERS_SECONDS", 1)
    class_course.hand_in("ann", **RIGHT)
    with machines(tmp_path / "machines", 0) as there, pytest.raises(CourseError, match=r"dask worker tcp://127\.0"):
        grade(class_course, there.address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://here", "tls://127.0.0.1:9", "127.0.0.1"])
def test_without_a_scheduler_it_says_so(
    class_course: GradedCourse, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(at_client, "CONNECT_SECONDS", 1)
    class_course.hand_in("ann", **RIGHT)
    write_pyproject(class_course)
    assert main(["--course", str(class_course.root), "grade", "--scheduler", address]) == 1
    assert f"No Dask scheduler can be reached at {address}: " in capsys.readouterr().err


def test_without_dask_it_says_what_to_install(class_course: GradedCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    class_course.hand_in("ann", **RIGHT)
    with pytest.raises(CourseError, match="pip install distributed"):
        grade(class_course, "tcp://127.0.0.1:9")


@pytest.mark.slow
def test_what_is_too_large_to_be_sent_is_that_students_trouble_alone(
    class_course: GradedCourse, two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classroom.grading.whole_class.LARGEST", 300_000)
    (class_course.hand_in("big", **RIGHT) / "data.bin").write_bytes(bytes(400_000))
    class_course.hand_in("ann", **RIGHT)
    report = grade(class_course, two.address)
    assert list(troubles(report)) == ["big"]
    assert "classroom grade --student big" in troubles(report)["big"]
    assert len(report.results) == 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_dasks_own_settings_for_tls_hold(
    class_course: GradedCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_client, "CONNECT_SECONDS", 5)
    class_course.hand_in("ann", **RIGHT)
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    roles = {who: {"cert": str(certificate), "key": str(key)} for who in ("scheduler", "worker", "client")}
    settings = {"ca-file": str(certificate), **roles}
    (tmp_path / "dask.yaml").write_text(
        json.dumps({"distributed": {"comm": {"tls": settings, "require-encryption": True}}})
    )
    with machines(tmp_path / "machines", 1, DASK_CONFIG=str(tmp_path / "dask.yaml")) as there:
        assert there.address.startswith("tls://")
        with pytest.raises(CourseError, match="No Dask scheduler can be reached"):
            grade(class_course, there.address)
        mine = {"ca-file": str(certificate), "client.cert": str(certificate), "client.key": str(key)}
        with dask.config.set({f"distributed.comm.tls.{name}": path for name, path in mine.items()}):
            report = grade(class_course, there.address)
    assert [result.points for result in report.results] == [10]
