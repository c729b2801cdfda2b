"""Finds files of a student's that bear the name of a module of Python's own, or of the course's.

A notebook's kernel runs in their folder and may take `types.py` for Python's. Then it does not start, and nothing says
why. So whoever looks at the folder from outside says it.
"""

import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

SCRIPTS = frozenset({"word2vec", "sgd", "run", "start"})
"""What the course itself puts beside the notebooks."""


def shadowing(folder: Path) -> Iterator[str]:
    """A sentence for each module or package in the folder whose name is taken."""
    elsewhere = [path for path in sys.path if path and Path(path).resolve() != folder.resolve()]
    names = {path.stem: path.name for path in sorted(folder.glob("*.py"))}
    names |= {path.parent.name: f"{path.parent.name}/" for path in sorted(folder.glob("*/__init__.py"))}
    for name in sorted(names.keys() - SCRIPTS):
        # A folder without modules is no such thing: many packages bring a folder called `tests` or the like.
        spec = None if name in sys.stdlib_module_names else PathFinder.find_spec(name, elsewhere)
        if name in sys.stdlib_module_names or (spec and spec.origin):
            owner = "Python's own" if name in sys.stdlib_module_names else "an installed package's"
            yield (
                f"{names[name]} has the same name as {owner} module {name}. The kernel of a notebook beside it may take"
                " one for the other, and then stops or does not even start. Give your file another name."
            )
