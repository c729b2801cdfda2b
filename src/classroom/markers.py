"""The regions an author marks inside a cell: solutions, hidden tests, rubrics.

A line that contains BEGIN and the name of a region opens it, a line with END and the name closes it; what else
stands on the line is the comment sign of its language. That is nbgrader's own rule, so both tools always agree.
"""

from dataclasses import dataclass

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"
MARK_SCHEME = "MARK SCHEME"


@dataclass(frozen=True)
class Split:
    """A cell's lines, told apart: `inside` the regions of one name, `outside` them, and how many regions."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    regions: int


def opens(line: str, name: str) -> bool:
    """Whether this line opens a region of that name."""
    return f"BEGIN {name}" in line


def split(source: str, name: str) -> Split:
    """Tell the lines of a cell apart; `ValueError` if a region is nested, not opened or not closed."""
    inside: list[str] = []
    outside: list[str] = []
    regions = 0
    is_open = False
    for line in source.split("\n"):
        if opens(line, name):
            if is_open:
                raise ValueError(f"BEGIN {name} stands inside another one")
            is_open = True
            regions += 1
        elif f"END {name}" in line:
            if not is_open:
                raise ValueError(f"END {name} has no BEGIN {name} before it")
            is_open = False
        else:
            (inside if is_open else outside).append(line)
    if is_open:
        raise ValueError(f"BEGIN {name} has no END {name} after it")
    return Split(tuple(inside), tuple(outside), regions)


def without_region(source: str, name: str) -> str:
    """The cell without the regions of that name."""
    return "\n".join(split(source, name).outside).strip("\n")


def released(source: str) -> str:
    """A locked cell or a check as students get it: no hidden tests, no rubric. `ValueError` as for `split`."""
    for region in (HIDDEN_TESTS, MARK_SCHEME):
        source = without_region(source, region)
    return source


def without_marker_lines(source: str, name: str) -> str:
    """The cell with the regions of that name kept, and the lines that marked them gone."""
    marks = (f"BEGIN {name}", f"END {name}")
    lines = [line for line in source.split("\n") if not any(mark in line for mark in marks)]
    return "\n".join(lines).strip("\n")
