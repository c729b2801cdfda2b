"""Does the reading edition tell of the machine that built it? Then it would differ from machine to machine."""

import re

from classroom.course import Course
from classroom.notebooks import output_texts
from classroom.rules.cells import reading_cells
from classroom.rules.problems import Problem

MACHINE_PATH = re.compile(r"(?<![\w.:/])(?:/(?:home|Users|work|tmp|root|private/var)/|[A-Z]:\\Users\\)[^\s'\"<>]*")
MEMORY_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


def traces_of_the_machine(course: Course) -> list[Problem]:
    """An output of the reading edition that tells of the machine that built it."""
    problems = []
    for where, cell in reading_cells(course):
        text = "\n".join(output_texts(cell))
        for what, pattern in (("a path of this machine", MACHINE_PATH), ("a memory address", MEMORY_ADDRESS)):
            found = pattern.search(text)
            if found:
                problems.append(
                    Problem(
                        where,
                        f"The output shows {what}: {found.group()}",
                        "Change the source cell so that it does not print it, and run `classroom build`.",
                    )
                )
    return problems
