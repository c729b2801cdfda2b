"""Grades small courses with stock nbgrader and with ours, and compares the scores row for row.

    python benchmarks/courses.py                # all of them: minutes
    python benchmarks/courses.py asserts names  # these only

The course `networks` needs PyTorch and NetworkX; where they are missing, it is left out, and the run says so.

Each file of benchmarks/courses/ is a course of one notebook, written as others write theirs: see `read_course`. Its own
solutions are handed in, the release as it is, and the wrong answers that the file has. A row is one test of one of
these submissions. The table goes to the terminal; a run of all courses writes benchmarks/results/courses.json.

- `tests` are test cells. `as_stock` are those in which every right answer gets what stock nbgrader gives.
- `told_beforehand` are others, of which `classroom check` says before grading that they will not work here.
- `lost` are those in which a right answer gets less and nobody was told.
- `too_much` counts rows in which a wrong answer gets more than under stock nbgrader.
"""

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from classroom.commands import search_path
from classroom.course import Course, any_course
from classroom.isolation.servers import close_all
from classroom.rules.isolation import what_isolation_does_not_give
from classroom.trying import BLANK, PERFECT, Answers, grade, points_of_tests, rows, settings_of, solutions

ROOT = Path(__file__).parents[1]
COURSES = ROOT / "benchmarks" / "courses"
RESULTS = ROOT / "benchmarks" / "results" / "courses.json"
ASSIGNMENT = "ps1"
NOTEBOOK = "problems"
NEEDS = {"networks": ("torch", "networkx")}
HEAD = re.compile(r"# %% (\w+) ?([\w-]*) ?([\w.-]*)")


@dataclass
class Written:
    """A course as its file has it: cells, and wrong answers by the name of the submission and of the cell."""

    cells: list[dict[str, Any]] = field(default_factory=list)
    wrong: dict[str, dict[str, str]] = field(default_factory=dict)


def read_course(path: Path) -> Written:
    """A course in text. Each cell begins with a line that says what it is.

    # %% open            a cell that students may change, and that nbgrader does not know
    # %% locked NAME     one that they may not change
    # %% answer NAME     one in which they answer
    # %% test NAME 2     a test, for two points
    # %% wrong WHO NAME  no cell: what WHO has written in the answer NAME
    """
    written = Written()
    kind, name, extra, lines = "", "", "", []  # type: ignore[var-annotated]

    def close() -> None:
        source = "\n".join(lines).strip("\n")
        if kind == "wrong":
            written.wrong.setdefault(name, {})[extra] = source
        elif kind:
            flags = {
                "open": {},
                "locked": {"locked": True},
                "answer": {"solution": True},
                "test": {"grade": True, "locked": True, "points": float(extra or 1)},
            }[kind]
            cell: dict[str, Any] = {"cell_type": "code", "id": f"cell-{len(written.cells)}", "source": source}
            cell |= {"metadata": {}, "outputs": [], "execution_count": None}
            if kind != "open":
                marks = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
                cell["metadata"] = {"nbgrader": marks | {"grade_id": name} | flags}
            written.cells.append(cell)
        lines.clear()

    for line in path.read_text(encoding="utf-8").split("\n"):
        head = HEAD.fullmatch(line.rstrip())
        if head:
            close()
            kind, name, extra = head.groups()
        else:
            lines.append(line)
    close()
    return written


def write_source(written: Written, folder: Path) -> None:
    """Write the course's notebook, and the files that its notebooks read."""
    folder.mkdir(parents=True)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": written.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    nbformat.write(nbformat.from_dict(notebook), folder / "problems.ipynb")
    shutil.copytree(COURSES / "files", folder, dirs_exist_ok=True)


def told(course: Course) -> str:
    """All that `classroom check` says of the course before it is graded."""
    return "\n".join(map(str, what_isolation_does_not_give(course)))


def compare(path: Path, verbose: bool) -> dict[str, Any]:
    """Grade one course in both ways."""
    written = read_course(path) if path.suffix == ".txt" else None
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "course"
        if written is None:
            quickstart(root)
        else:
            write_source(written, root / "source" / ASSIGNMENT)
        course = any_course(root, ASSIGNMENT)
        right, points = solutions(course.source), points_of_tests(course)
        submissions: dict[str, Answers] = {PERFECT: right, BLANK: {}}
        for who, answers in (written.wrong if written else {}).items():
            submissions[who] = {NOTEBOOK: {**right[NOTEBOOK], **answers}}
        stock = grade(copied(root, "stock"), ASSIGNMENT, submissions, settings_of(root, stock=True))
        ours = grade(copied(root, "ours"), ASSIGNMENT, submissions, settings_of(root, stock=False))
        close_all()
        warned = told(course)
        if verbose:
            print(warned)
    tests: dict[str, str] = {}
    too_much = []
    ungraded = sorted(submissions.keys() - stock.scores.keys())
    if ungraded:
        print(f"Stock nbgrader has not graded {', '.join(ungraded)}: a kernel may have taken too long. Run it again.")
    for row in rows(stock, ours, points):
        if row.who in ungraded:
            continue
        tests.setdefault(row.test, "as_stock")
        if row.stock != row.ours:
            print(f"  {row}")
        if row.ours < row.stock and row.who == PERFECT:
            tests[row.test] = "told_beforehand" if re.search(rf"\b{row.test}\b", warned) else "lost"
        if row.ours > row.stock and row.who != PERFECT:
            too_much.append(f"{row.who}: {row.test}")
    counts = {kind: list(tests.values()).count(kind) for kind in ("as_stock", "told_beforehand", "lost")}
    times = {"seconds_stock": round(stock.seconds, 1), "seconds_ours": round(ours.seconds, 1)}
    return {"course": path.stem, "tests": len(tests), **counts, "too_much": too_much, "ungraded": ungraded, **times}


def copied(root: Path, way: str) -> Path:
    """A course folder for one way of grading."""
    place = root.parent / way
    shutil.copytree(root / "source", place / "source")
    return place


def quickstart(root: Path) -> None:
    """The course that nbgrader itself makes for beginners."""
    command = [sys.executable, "-m", "nbgrader", "quickstart", str(root)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PATH": search_path()})
    (root / "nbgrader_config.py").unlink()


def main() -> None:
    """Compare, print, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="COURSE")
    parser.add_argument("--verbose", action="store_true", help="show what nbgrader and `classroom check` say")
    chosen = parser.parse_args()
    os.environ["PATH"] = search_path()
    known = [*sorted(COURSES.glob("*.txt")), Path("quickstart")]
    paths = [path for path in known if not chosen.names or path.stem in chosen.names]
    found = []
    for path in paths:
        missing = [name for name in NEEDS.get(path.stem, ()) if importlib.util.find_spec(name) is None]
        if missing:
            print(f"{path.stem} is left out: {' and '.join(missing)} cannot be imported here.")
            continue
        found.append(compare(path, chosen.verbose))
        print({key: value for key, value in found[-1].items() if value != []}, flush=True)
    whole = {key: sum(one[key] for one in found) for key in ("tests", "as_stock", "told_beforehand", "lost")}
    print(whole)
    if not chosen.names and len(found) == len(paths) and not any(one["ungraded"] for one in found):
        RESULTS.write_text(json.dumps(whole | {"courses": found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
