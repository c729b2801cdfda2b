"""Finds files of a student's that bear the name of a module of Python's own, or of the course's.

A notebook's kernel runs in their folder and may take `types.py` for Python's. Then it does not start, and nothing says
why. So whoever looks at the folder from outside says it.
"""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

SCRIPTS = frozenset({"word2vec", "sgd", "run", "start"})
"""What the course itself puts beside the notebooks."""


def shadowing(folder: Path) -> str:
    """A sentence on the modules and packages in the folder whose names are taken; "" if there are none."""
    elsewhere = [path for path in sys.path if path and Path(path).resolve() != folder.resolve()]
    names = {path.stem: path.name for path in folder.glob("*.py")}
    names |= {path.parent.name: f"{path.parent.name}/" for path in folder.glob("*/__init__.py")}
    taken = [names[name] for name in sorted(names.keys() - SCRIPTS) if _is_taken(name, elsewhere)]
    if not taken:
        return ""
    return (
        f"Python or one of its packages has a module of the same name as your {', '.join(taken)}. A notebook's kernel"
        " may take one for the other, and then it stops or does not even start. Choose another name."
    )


def _is_taken(name: str, elsewhere: list[str]) -> bool:
    if name in sys.stdlib_module_names:
        return True
    spec = PathFinder.find_spec(name, elsewhere)
    # A folder without modules is no such thing: packages leave all sorts of them behind.
    return bool(spec and spec.origin)
