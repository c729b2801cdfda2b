"""Who the notebooks run for: somebody who works in them, a grader, or the reading edition while it is made.

A leaf, so that whatever looks different in the reading edition can ask.
"""

import os

STATIC = "WORD2VEC_LAB_STATIC"


GRADING = "NBGRADER_EXECUTION"
"""nbgrader sets this variable while it grades or validates."""


def graded() -> bool:
    """Whether nbgrader runs this, to grade or to validate."""
    return bool(os.environ.get(GRADING))


def reading_edition() -> bool:
    """Whether the reading edition is being made: static pictures, and nothing that differs between machines."""
    return os.environ.get(STATIC) == "1"
