"""Says how the grading of a class goes: a line for each student, a bar with the time left, and a sum at the end."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from classroom.grading.whole_class import ClassReport, Result


class Progress:
    """A bar on the terminal, with a line above it for each student. Where there is no terminal, only the lines."""

    def __init__(self, submissions: int, *, silent: bool) -> None:
        self.silent = silent
        self.width = len(str(submissions))
        self.bar: Any = tqdm(
            total=submissions,
            disable=silent or not sys.stderr.isatty(),
            unit="student",
            dynamic_ncols=True,
            leave=False,
        )

    def tell(self, result: Result, left: int) -> None:
        """Show one result."""
        if self.silent:
            return
        self.bar.total = max(self.bar.n + left + 1, 1)
        done = f"{self.bar.total - left:>{self.width}}/{self.bar.total}" if not self.bar.disable else ""
        tqdm.write(f"{done}  {line(result)}".strip(), file=sys.stdout)
        self.bar.update()

    def say(self, text: str) -> None:
        """Tell what is nobody's result. It is no part of what a program reads."""
        tqdm.write(text, file=sys.stderr)

    def close(self) -> None:
        """Take the bar away."""
        self.bar.close()


def line(result: Result) -> str:
    """What became of one submission."""
    if result.trouble:
        return f"{result.student}: NOT GRADED. {result.trouble}"
    waits = f", {result.waiting} answers wait for a person" if result.waiting else ""
    return f"{result.student}: {result.points:g} of {result.most:g} points{waits} ({result.seconds:.0f} s)"


def summary(report: ClassReport, logs: Path) -> str:
    """The sum of a run."""
    graded = len(report.results) - len(report.troubled)
    waiting = sum(result.waiting > 0 for result in report.results)
    lines = [f"{_submissions(graded)} graded in {_time(report.seconds)}."]
    if report.unchanged:
        lines.append(f"{_submissions(report.unchanged)} had been graded and had not changed since.")
    if waiting:
        lines.append(f"In {waiting} of them answers wait for a person: `classroom read` and Formgrader have them.")
    if report.left:
        why = f" {report.stopped.rstrip('.')}." if report.stopped else ""
        lines.append(f"Stopped:{why} {_submissions(report.left)} not graded yet. Run it again to go on.")
    lines += [f"Not graded: {result.student}. {result.trouble}" for result in report.troubled]
    if report.results:
        lines.append(f"What nbgrader said of each: {logs}/STUDENT.log")
    return "\n".join(lines)


def data(report: ClassReport) -> dict[str, Any]:
    """The same for a program."""
    return {
        "graded": [asdict(result) for result in report.results if not result.trouble],
        "not_graded": [asdict(result) for result in report.troubled],
        "unchanged": report.unchanged,
        "left": report.left,
        "stopped": report.stopped,
        "seconds": round(report.seconds, 1),
    }


def _submissions(count: int) -> str:
    return "1 submission" if count == 1 else f"{count} submissions"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
