"""Has one submission graded by another process, and writes results.json whatever becomes of that process.

Gradescope stops what takes longer than the time that was set there, and its student then sees no results at all. So the
grading is ended before that, and the results say so. What a submission may have left in the folder of the results, or
still leaves there while it is graded, is replaced.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from classroom.autograder import one_submission
from classroom.autograder.one_submission import COURSE, NOT_GRADED
from classroom.autograder.results import Results, without_grades
from classroom.course import load_course

SETTINGS = "autograder.json"
"""In the folder of the zip: how many minutes Gradescope gives a submission."""

RESERVE = 60
"""Seconds of these that are left for starting, and for writing the results."""

BEYOND_TIME = (
    "The grading of your work was ended after {minutes:.0f} minutes, so there are no points. Look for code that never"
    " ends, or that waits for something."
)
ENDED = (
    "The grading of your work ended before its time, so there are no points. Often that is for want of memory: look for"
    " code that fills it. If there is none, tell your instructor."
)


def watched(root: Path) -> None:
    """Grade the submission in `root`, Gradescope's folder, and write the results there."""
    began = time.monotonic()
    _close(root)
    course = load_course(root / "source" / COURSE)
    seconds = 60 * float(json.loads((root / "source" / SETTINGS).read_text(encoding="utf-8"))["minutes"]) - RESERVE
    place = Path(tempfile.mkdtemp(prefix="autograder-"))
    told = place / "results.json"
    process = subprocess.Popen(command(root, place, seconds), cwd=place, stdin=subprocess.DEVNULL)  # noqa: S603
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        data = without_grades(course.items, BEYOND_TIME.format(minutes=seconds / 60)).data()
    else:
        if code == 0:
            data = json.loads(told.read_text(encoding="utf-8"))
        else:  # below 0 it is the signal that ended it
            data = without_grades(course.items, ENDED if code < 0 else NOT_GRADED).data()
    data["execution_time"] = round(time.monotonic() - began, 1)
    _write(root / "results" / "results.json", json.dumps(data, indent=1, ensure_ascii=False))
    shutil.rmtree(place, ignore_errors=True)


def command(root: Path, place: Path, seconds: float) -> list[str]:
    """How the other process is called."""
    return [sys.executable, "-P", "-m", "classroom.autograder", "one", str(root), str(place), str(seconds)]


def one(root: Path, place: Path, seconds: float) -> None:
    """What the other process does."""
    (place / "work").mkdir()
    results: Results = one_submission.grade(root, place / "work", seconds)
    (place / "results.json").write_text(json.dumps(results.data(), ensure_ascii=False), encoding="utf-8")


def _close(root: Path) -> None:
    """Let nobody but the user who grades look at the tests, or into the results."""
    (root / "results").mkdir(exist_ok=True)
    for folder in ("source", "results", "submission"):
        os.chmod(root / folder, 0o700)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started."""
    below = psutil.Process(process.pid).children(recursive=True)
    for one_of_them in (process, *below):
        try:
            one_of_them.kill()
        except psutil.NoSuchProcess:
            continue
    process.wait()


def _write(path: Path, text: str) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    aside = path.with_name(f".{path.name}.part")
    aside.unlink(missing_ok=True)
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)
