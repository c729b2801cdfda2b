"""Who the notebooks run for: somebody who works in them, a grader, or the reading edition while it is made.

A leaf, so that whatever looks different in the reading edition can ask.
"""

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
