"""Who the notebooks run for: somebody who works in them, a grader, or the reading edition while it is made.

A leaf, so that whatever looks different in the reading edition can ask.
"""

import itertools
import os
from pathlib import Path

COURSE = "word2vec-from-scratch"
"""The name under which the course is installed."""

STATIC = "WORD2VEC_LAB_STATIC"


GRADING = "NBGRADER_EXECUTION"
"""nbgrader sets this variable while it grades or validates."""


def graded() -> bool:
    """Whether nbgrader runs this, to grade or to validate."""
    return bool(os.environ.get(GRADING))


def autograding() -> bool:
    """Whether answers are graded here, with what could do their work out of reach."""
    return os.environ.get(GRADING) == "autograde"


def reading_edition() -> bool:
    """Whether the reading edition is being made: static pictures, and nothing that differs between machines."""
    return os.environ.get(STATIC) == "1"


SITE = "WORD2VEC_LAB_SITE"


def site_folder() -> Path | None:
    """The folder in which the site keeps what moves on its pages, while the reading edition is made for the site."""
    named = os.environ.get(SITE, "")
    return Path(named) if named and reading_edition() else None


def numbered(folder: Path, stem: str, suffix: str = "") -> Path:
    """Make a new file in the folder, or a new folder if there is no suffix: `stem`-01, `stem`-02 and so on.

    Several notebooks are executed at once. Who makes it has it: looking first, and making it then, gave two of them one
    name.
    """
    for number in itertools.count(1):
        path = folder / f"{stem}-{number:02}{suffix}"
        try:
            path.touch(exist_ok=False) if suffix else path.mkdir()
        except FileExistsError:
            continue
        return path
    raise AssertionError
