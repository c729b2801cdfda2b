"""Which edition of the notebooks is at work: one that somebody works in, or the reading edition while it is made.

A leaf, so that whatever looks different in the reading edition can ask.
"""

import os

COURSE = "word2vec-from-scratch"
"""The name under which the course is installed."""

STATIC = "WORD2VEC_LAB_STATIC"


def reading_edition() -> bool:
    """Whether the reading edition is being made: static pictures, and nothing that differs between machines."""
    return os.environ.get(STATIC) == "1"
