"""Grades the submissions of tests/grading with stock nbgrader and with ours, side by side.

    python benchmarks/attacks.py

Ours grades all of them in one class, as a course would. Stock nbgrader grades each attack by itself, with one honest
student behind it, because a single attack ends the run of everybody else. Each of these runs is kept in bubblewrap:
a folder of its own, no other process in sight, no network but its own, and nothing of it alive afterwards. The
table goes to the terminal, the figures to benchmarks/results/attacks.json. It takes about half an hour;
`--only NAME ...` grades some of the submissions; the others keep the figures that the file has.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from grading.arena import Result, grade_class
from grading.cases import ALL
from grading.course import TOTAL, write_course
from grading.handing_in import Case

from classroom.isolation.folders import empty

RESULTS = ROOT / "benchmarks" / "results" / "attacks.json"
VICTIM = "z-plain-one"
STOCK_SECONDS = 150
MEMORY = 8_000_000
"""Kilobytes of address space for one stock run: enough for nbgrader, not for a memory bomb to hurt the machine."""
AT_ONCE = 2


def main() -> None:
    """Grade both ways, print the table, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="grade these submissions only")
    parser.add_argument("--one-stock", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one_stock:
        grade_one(told.one_stock[0], Path(told.one_stock[1]))
        return
    if shutil.which("bwrap") is None:
        sys.exit(
            "The attacks are let loose on stock nbgrader inside bubblewrap only. Install it: apt install bubblewrap"
        )
    cases = [case for case in ALL if told.only is None or case.name in told.only]
    with tempfile.TemporaryDirectory() as scratch:
        ours = grade_class(Path(scratch) / "ours", cases, stock=False, timeout=3600).results
        released = Path(scratch) / "released"
        write_course(released, stock=True)
        stock = {}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for case, result in zip(cases, pool.map(partial(grade_stock, released=released), cases), strict=True):
                stock[case.name] = result
                print(f"{len(stock)}/{len(cases)} {case.name}", file=sys.stderr, flush=True)
    rows = kept() | {case.name: row(case, ours[case.name], stock[case.name]) for case in cases}
    known = [rows[case.name] for case in ALL if case.name in rows]
    print(table(known))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"submissions": known}, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten to {RESULTS.relative_to(ROOT)}.")


def kept() -> dict[str, dict[str, Any]]:
    """The rows of the last run, by name."""
    if not RESULTS.is_file():
        return {}
    return {one["name"]: one for one in json.loads(RESULTS.read_text(encoding="utf-8"))["submissions"]}


def grade_stock(case: Case, released: Path) -> Result:
    """Grade one case with stock nbgrader, shut in; where nothing comes back, the run was stopped."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(released, Path(scratch) / "released")
        inner = [sys.executable, __file__, "--one-stock", case.name, scratch]
        limited = ["bash", "-c", f'ulimit -v {MEMORY}; exec "$@"', "-", *inner]
        shut_in = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs",
            "/var/tmp", "--bind", scratch, scratch, "--unshare-pid", "--unshare-ipc",
            "--unshare-net", "--die-with-parent", "--new-session", "--setenv", "HOME", scratch]  # fmt: skip
        command = [*shut_in, *needed_folders(), *limited]
        with (Path(scratch) / "said.log").open("wb") as said, contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, timeout=3 * STOCK_SECONDS, check=False)
        found = Path(scratch) / "result.json"
        told: dict[str, Any] | None = json.loads(found.read_text(encoding="utf-8")) if found.is_file() else None
        empty(scratch)  # of folders that are too deep for Python's own clearing up
        if told is None:
            return Result(None, {}, ("run stopped",))
        return Result(told["points"], told["items"], tuple(told["harm"]))


def needed_folders() -> list[str]:
    """What of the machine must be seen inside although it lies below a folder that is covered."""
    wanted = [ROOT, Path(sys.prefix)]
    covered = [Path("/tmp"), Path("/var/tmp")]
    return [
        word for path in wanted if any(path.is_relative_to(cover) for cover in covered)
        for word in ("--ro-bind", str(path), str(path))
    ]  # fmt: skip


def grade_one(name: str, folder: Path) -> None:
    """Inside of bubblewrap: grade one case and the honest student after it, and write down what came of it."""
    cases = [case for case in ALL if case.name in (name, VICTIM)]
    run = grade_class(folder / "stock", cases, stock=True, timeout=STOCK_SECONDS, released=folder / "released")
    result = run.results[name]
    harm = set(result.harm) | set(run.unnamed_harm)
    if name != VICTIM and "others lost points" not in harm:
        harm |= {what for what in run.results[VICTIM].harm if what.startswith("not graded")} and {"run stopped"}
    shown = asdict(Result(result.points, result.items, tuple(sorted(harm))))
    (folder / "result.json").write_text(json.dumps(shown), encoding="utf-8")


def row(case: Case, ours: Result, stock: Result) -> dict[str, Any]:
    """One submission as the file has it."""
    return {
        "name": case.name, "kind": case.kind, "tries": case.tries, "points": ours.points, "deserved": case.deserved,
        "harm": list(ours.harm), "stock_points": stock.points, "stock_harm": list(stock.harm),
    }  # fmt: skip


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as text, and the sums below them."""
    lines = [f"{'submission':34} {'kind':8} {'deserved':>8} {'ours':>6} {'stock':>6}  harm done under stock nbgrader"]
    for one in rows:
        harm = "; ".join(one["stock_harm"]) + (f"  OURS: {'; '.join(one['harm'])}" if one["harm"] else "")
        lines.append(
            f"{one['name']:34} {one['kind']:8} {one['deserved']:8g} {_points(one['points']):>6} "
            f"{_points(one['stock_points']):>6}  {harm}"
        )
    lines.append("")
    for which, points, harm in (("ours", "points", "harm"), ("stock nbgrader", "stock_points", "stock_harm")):
        over = sum((one[points] or 0) > one["deserved"] for one in rows)
        under = sum((one[points] or 0) < one["deserved"] for one in rows)
        hurt = sum(bool(one[harm]) for one in rows)
        lines.append(
            f"{which}: of {len(rows)} submissions {over} got more than they deserve, {under} less, {hurt} did harm."
        )
    lines.append(f"Points are of {TOTAL:g}; – is no grade at all.")
    return "\n".join(lines)


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    main()
