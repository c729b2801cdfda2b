"""Measures what grading a class costs: stock nbgrader's command line beside ours, on the same class in one run.

    python benchmarks/grading.py

A mixed class is made of the answers that the tests hand in: right ones, wrong ones, an untouched hand-in, each with all
notebooks of the series. `classroom grade` grades the whole class with two processes. Stock nbgrader, which takes long,
grades a few of it, and `nbgrader autograde` with this course's settings, `classroom grade` with one process and through
a Dask cluster of one worker some more. Each of these samples has all kinds of students, and as many of each. Counted is
the processor time of every process that a command has started, those inside of a sandbox too: this script adopts
whatever they leave behind (Linux). A run's start costs a few seconds once, so the commands that grade a sample also
grade a single student, and what a student costs is the difference over the others. The time of the whole class is
shared out with its start. Of the cluster, its scheduler and its worker count too.

The table goes to the terminal, the figures to benchmarks/results/grading.json. With the default sizes it takes ten
to twenty-five minutes on two cores that have nothing else to do.
"""

import argparse
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "classroom")]

from machines import machines

from classroom.commands import run_nbgrader, search_path
from classroom.course import load_course
from classroom.demo.sample_class import hand_in, sample_class
from classroom.editions.release import copy_assignment

RESULTS = ROOT / "benchmarks" / "results" / "grading.json"
RIGHT, WRONG = 2, 2
KINDS = 2 + RIGHT + WRONG
"""Kinds of students: one with the model answers, one with none, and those with other answers."""

ADOPTS_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER in <linux/prctl.h>

STOCK = """c = get_config()
c.CourseDirectory.course_id = "word2vec"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "datasets", "*.npy", "*.npz", "*.pickle"]
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here.*"
c.ClearMarkScheme.enforce_metadata = False
c.Execute.timeout = 120
"""
"""What the course needs of nbgrader to be released and graded at all."""


@dataclass(frozen=True)
class Run:
    """What one command took for a class of that size."""

    what: str
    students: int
    cpu_seconds: float
    wall_seconds: float


def measured(what: str, command: Sequence[str], folder: Path, students: int) -> Run:
    """Run a command in a course folder to its end, and count all that it has started."""
    began, used = time.monotonic(), 0.0
    child = os.fork()
    if not child:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.execvpe(command[0], list(command), {**os.environ, "PATH": search_path()})
    ended = time.monotonic()
    while True:
        try:
            number, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        used += usage.ru_utime + usage.ru_stime
        if number == child:
            ended = time.monotonic()
            if os.waitstatus_to_exitcode(status) not in (0, 3):
                sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)} in {folder}.")
    run = Run(what, students, round(used, 1), round(ended - began, 1))
    print(
        f"{run.what:<34}{run.students:>5} students {run.cpu_seconds:>9.1f} s CPU {run.wall_seconds:>9.1f} s", flush=True
    )
    return run


def released_course(folder: Path, config: str | None) -> Path:
    """A released course; with other settings than its own if they are given."""
    course = load_course(ROOT)
    folder.mkdir()
    copy_assignment(course, folder)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    (folder / "src").symlink_to(ROOT / "src")
    (folder / "tests").symlink_to(ROOT / "tests")
    if config is not None:
        (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    run_nbgrader(folder, ["generate_assignment", course.assignment], folder / "log", lambda _: None)
    return folder


def make_class(released: Path, folder: Path, students: int) -> None:
    """The released course once more, with a class that has handed in."""
    course = load_course(ROOT)
    shutil.copytree(released, folder, symlinks=True)
    kinds = sample_class(course, RIGHT, WRONG)
    release = folder / "release" / course.assignment
    for number in range(students):
        submission = folder / "submitted" / f"s{number:04}" / course.assignment
        hand_in(course, kinds[number % len(kinds)], release, submission)
        for path in release.glob("*.ipynb"):  # a student hands in those without points too
            if not (submission / path.name).exists():
                shutil.copyfile(path, submission / path.name)


def per_student(one: Run, all_of_them: Run) -> float:
    """Processor time for each student beyond the first."""
    return round((all_of_them.cpu_seconds - one.cpu_seconds) / (all_of_them.students - one.students), 2)


def through_dask() -> int:
    """`classroom grade` in this folder, on a cluster of one worker that lives as long as that takes."""
    with tempfile.TemporaryDirectory() as place, machines(Path(place) / "machines", 1) as there:
        command = [sys.executable, "-m", "classroom", "--course", ".", "grade", "--json", "--scheduler", there.address]
        return subprocess.run(command, check=False).returncode


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200, help="students in the class (200)")
    parser.add_argument("--rounds", type=int, default=4, help="students of each kind in our samples (4)")
    parser.add_argument("--through-dask", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.through_dask:
        sys.exit(through_dask())
    ctypes.CDLL(None).prctl(ADOPTS_ORPHANS, 1, 0, 0, 0)
    nbgrader = [sys.executable, "-m", "nbgrader", "autograde", "word2vec"]
    grade = [sys.executable, "-m", "classroom", "--course", ".", "grade", "--json"]
    dask = [sys.executable, __file__, "--through-dask"]
    samples: list[tuple[str, list[str], int]] = [
        ("stock nbgrader", nbgrader, 1),
        ("nbgrader autograde, this course", nbgrader, told.rounds),
        ("classroom grade, 1 process", [*grade, "--jobs", "1"], told.rounds),
        ("classroom grade, Dask, 1 worker", dask, told.rounds),
    ]
    each: list[float] = []
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as scratch:
        stock = released_course(Path(scratch) / "stock", STOCK)
        ours = released_course(Path(scratch) / "ours", None)

        def graded(what: str, command: list[str], students: int) -> Run:
            folder = Path(scratch) / f"class-{len(runs)}"
            make_class(stock if what.startswith("stock") else ours, folder, students)
            runs.append(measured(what, command, folder, students))
            return runs[-1]

        for what, command, rounds in samples:
            single, sample = (graded(what, command, students) for students in (1, 1 + rounds * KINDS))
            each.append(per_student(single, sample))
        whole = graded("classroom grade, 2 processes", [*grade, "--jobs", "2"], told.students)
    shared = round(whole.cpu_seconds / whole.students, 2)
    found = {
        "stock_cpu_seconds_per_student": each[0],
        "nbgrader_here_cpu_seconds_per_student": each[1],
        "one_process_cpu_seconds_per_student": each[2],
        "dask_cpu_seconds_per_student": each[3],
        "classroom_cpu_seconds_per_student": shared,
        "times_less": round(each[0] / shared, 1),
        "students": whole.students,
        "wall_seconds": whole.wall_seconds,
        "wall_seconds_600": round(whole.wall_seconds * 600 / whole.students),
        "runs": [asdict(run) for run in runs],
    }
    print(json.dumps({key: value for key, value in found.items() if key != "runs"}, indent=1))
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"Written to {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
