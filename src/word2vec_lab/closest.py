"""What somebody may have meant: the nearest of the names there are, for a message about one that is not."""

import difflib
from collections.abc import Iterable
from itertools import islice

MOST = 30_000
"""Comparing a name with more than so many others takes longer than anyone waits for a hint."""


def closest(name: object, names: Iterable[str]) -> str:
    """A question to put behind a message, " Did you mean 'length'?", or nothing.

    >>> closest("lenght", ["length", "run"])
    " Did you mean 'length'?"
    >>> closest("zebra", ["length", "run"])
    ''
    """
    found = difflib.get_close_matches(str(name), list(islice(names, MOST)), n=1, cutoff=0.7)
    return f" Did you mean {found[0]!r}?" if found else ""
