"""Runs an assignment's checks once with the model answers, for what they leave in memory behind them.

A fork server does this for its children when it has had enough of them to know that a class is graded. What a check
works out and remembers, or loads when it is first needed, each child then begins with. Only `trusted` may do it: model
answers and hidden tests go through its memory.
"""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from classroom.isolation import process_wide
from classroom.isolation.cells import Cells
from classroom.isolation.plan import role_of
from classroom.notebooks import is_answer, is_check, read_notebook

SECONDS = 60
"""Of processor time. What is not done by then is left."""


class _TimeIsUpError(BaseException):
    """No cell may take it for an error of its own."""


def rehearse(source: Path, cells: Cells) -> None:
    """Run the locked cells, the answers and the checks of all notebooks in a source folder. Nothing is heard of it."""
    chance = np.random.get_state()  # that of `random` is another one in each child anyway
    count, names, was_set = cells.shell.execution_count, dict(cells.names), process_wide.state()
    with contextlib.suppress(_TimeIsUpError, OSError), _time_limit(), _as_in_class(source):
        for path in sorted(Path().glob("*.ipynb")):
            for code in _graded_part(path):
                cells.run(code)
    cells.shell.execution_count = count
    cells.names.clear()
    cells.names.update(names)
    np.random.set_state(chance)
    process_wide.set_state(process_wide.changes(process_wide.state(), was_set))


def _graded_part(path: Path) -> list[str]:
    """The code of a notebook down to its last check, without the demonstrations."""
    code = [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]
    while code and not is_check(code[-1]):
        code.pop()
    return [cell.source for cell in code if is_answer(cell) or role_of(cell) != "student"]


@contextlib.contextmanager
def _as_in_class(source: Path) -> Iterator[None]:
    """Work in a copy of the folder, from which modules are imported; it and they are gone afterwards."""
    here, modules, streams = os.getcwd(), set(sys.modules), (sys.stdin, sys.stdout, sys.stderr)
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w", encoding="utf-8") as nowhere:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        try:
            os.chdir(folder)
            sys.path.insert(0, "")
            sys.stdout = sys.stderr = nowhere
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            sys.path.remove("")
            os.chdir(here)
            for name in set(sys.modules) - modules:
                if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                    del sys.modules[name]


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _TimeIsUpError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
