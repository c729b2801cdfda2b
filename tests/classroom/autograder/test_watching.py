"""results.json is there whatever becomes of the process that grades, and says what became of it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from autograder.published import faults
from minicourse import ITEMS, PYPROJECT

from classroom.autograder import one_submission, watching
from classroom.autograder.one_submission import COURSE
from classroom.autograder.results import Results, without_grades
from classroom.course import load_course

DONE = "import json, pathlib; pathlib.Path('results.json').write_text(json.dumps({'score': 2.5, 'tests': []}))"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Gradescope's folder with a course that is only described."""
    course = tmp_path / "source" / COURSE
    course.mkdir(parents=True)
    (tmp_path / "submission").mkdir()
    (course / "pyproject.toml").write_text(PYPROJECT)
    (course / "items.toml").write_text(ITEMS)
    (tmp_path / "source" / watching.SETTINGS).write_text('{"minutes": 20}')
    return tmp_path


def graded(root: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The results where that program is what grades."""
    monkeypatch.setattr(watching, "command", lambda *_: [sys.executable, "-c", program])
    watching.watched(root)
    return json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))


def test_what_was_graded_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = graded(root, f"import time; time.sleep(0.3); {DONE}", monkeypatch)
    assert results["score"] == 2.5
    assert results["execution_time"] >= 0.2


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("raise ValueError", "broke off. That says nothing about it. Tell your instructor"),
        ("import os; os.kill(os.getpid(), 9)", "for want of memory"),
    ],
    ids=["a fault of ours", "killed"],
)
def test_a_process_that_breaks_gives_no_points_and_a_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, program: str, says: str
) -> None:
    results = graded(root, program, monkeypatch)
    assert faults(results) == []
    assert results["score"] == 0
    assert says in results["output"]
    assert [test.get("score") for test in results["tests"]] == [0, None]


@pytest.mark.slow
def test_what_takes_too_long_is_ended_with_all_that_it_started(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "source" / watching.SETTINGS).write_text(json.dumps({"minutes": (watching.RESERVE + 3) / 60}))
    sleep = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(600)'], start_new_session=True)"
    program = f"import subprocess, time; print({sleep}.pid, file=open({str(root / 'pid')!r}, 'w')); time.sleep(600)"
    results = graded(root, program, monkeypatch)
    assert faults(results) == []
    assert results["score"] == 0
    assert "ended after" in results["output"]
    started = int((root / "pid").read_text())
    until = time.monotonic() + 60
    while psutil.pid_exists(started) and psutil.Process(started).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_results_that_a_submission_left_are_replaced(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    place = root / "results" / "results.json"
    place.parent.mkdir()
    other = root / "other.json"
    other.write_text("untouched")
    match kind:
        case "file":
            place.write_text('{"score": 100}')
        case "folder":
            (place / "deep").mkdir(parents=True)
        case "link":
            place.symlink_to(other)
    assert graded(root, DONE, monkeypatch)["score"] == 2.5
    assert not place.is_symlink()
    assert other.read_text() == "untouched"


def test_nobody_else_may_look_into_the_tests_and_the_results(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded(root, DONE, monkeypatch)
    for name in ("source", "results", "submission"):
        assert (root / name).stat().st_mode & 0o077 == 0


def test_the_other_process_says_what_it_found(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def grade(_root: Path, place: Path, seconds: float) -> Results:
        assert os.listdir(place) == []
        return without_grades(load_course(root / "source" / COURSE).items, f"{seconds:g} s")

    monkeypatch.setattr(one_submission, "grade", grade)
    place = tmp_path / "place"
    place.mkdir()
    watching.one(root, place, 7)
    assert "7 s" in json.loads((place / "results.json").read_text(encoding="utf-8"))["output"]


@pytest.mark.slow
def test_the_package_can_be_called_as_the_platform_calls_it(tmp_path: Path) -> None:
    assert watching.command(tmp_path, tmp_path, 5.0)[1:4] == ["-P", "-m", "classroom.autograder"]
    said = subprocess.run([sys.executable, "-m", "classroom.autograder"], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "prepare|grade FOLDER" in said.stderr
