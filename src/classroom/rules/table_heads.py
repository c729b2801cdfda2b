"""Every column of a table says what is in it: who hears a table is told the head of a column with each of its cells."""

import re
from itertools import pairwise

from classroom.course import Course
from classroom.rules.cells import source_cells
from classroom.rules.problems import Problem

LINE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
"""The line between the head of a Markdown table and what is below it."""
BAR = re.compile(r"(?<!\\)\|")


def tables_without_heads(course: Course) -> list[Problem]:
    """Tables in the text of the source in which a column has no head."""
    return [
        Problem(
            where,
            f"A table has a column without a head: `{head.strip()}`.",
            "Give it a word that says what is in the column.",
        )
        for where, cell in source_cells(course)
        if cell.cell_type == "markdown"
        for head in heads(cell.source)
        if any(not column.strip() for column in columns(head))
    ]


def heads(source: str) -> list[str]:
    """The first lines of the tables in a Markdown text."""
    lines = source.split("\n")
    return [head for head, line in pairwise(lines) if "|" in head and LINE.fullmatch(line)]


def columns(head: str) -> list[str]:
    """What stands in the columns of that line."""
    return BAR.split(head.strip().removeprefix("|").removesuffix("|"))
