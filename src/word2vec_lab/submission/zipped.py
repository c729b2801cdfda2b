"""What assignment2.zip holds: all that travels, and for a reader the graded functions and what is missing.

The functions stand there once more as plain Python, in answers.py. The notebooks are what is graded.
"""

from __future__ import annotations

import ast

from word2vec_lab.submission.board import Scoreboard
from word2vec_lab.submission.reviewing import Review, Status

NAME = "assignment2.zip"
ANSWERS = ("answers.py", "answers_to_read.py")
MISSING = "MISSING.txt"
FIRST_LINE = '"""The graded functions of this submission, copied from the notebooks for reading.'


def content(review: Review) -> dict[str, bytes]:
    """The files of the zip by name."""
    files = {**review.packed.files, **for_reading(review)}
    return dict(sorted(files.items()))


def for_reading(review: Review) -> dict[str, bytes]:
    """The files that are written for a person, and are no part of what is judged."""
    # A student's own answers.py, which an answer imports, keeps its name.
    name = next(name for name in ANSWERS if name not in review.packed.files)
    files = {name: answers(review).encode()}
    if review.missing:
        files[MISSING] = f"{Scoreboard(review).plain()}\n".encode()
    return files


def answers(review: Review) -> str:
    """The student's graded functions, one after the other, as a Python file that can be read from top to bottom."""
    parts = [
        f"{FIRST_LINE}\n\n"
        f"The notebooks are what is graded. On the public checks they earn {review.earned:g} of {review.checkable:g}"
        ' points.\n"""\n\n'
        "import numpy as np\n\nfrom word2vec_lab.measure.numeric import Array\n"
    ]
    for status in review.statuses:
        if status.item.kind == "auto":
            parts.append(f"{_heading(status)}\n{_code(status)}")
    return "\n\n".join(parts)


def _heading(status: Status) -> str:
    stands = f"{status.earned:g} of {status.item.points:g} points on the public check" if status.score else status.state
    place = f"{status.file}, cell {status.item.id}"
    return f"# {status.item.part} {status.item.title}\n# {place}: {stands}"


def _code(status: Status) -> str:
    if status.cell is None or not status.cell.source.strip():
        return ""
    source = status.cell.source.strip("\n") + "\n"
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        commented = "".join(f"# {line}".rstrip() + "\n" for line in source.splitlines())
        return f"# This cell is not plain Python, so it stands here as a comment.\n{commented}"
    return source
