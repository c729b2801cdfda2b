"""What stands in a student process for the course's modules that are kept back: nothing of them is in there.

A course can have functions that a cell may call and an answer may not, because they do what the answer should do. No
guard in the student's own process can hold them: its code could patch it away, or take the function from the module.
So these modules are not loaded there, and their files cannot be read. Each of their functions has a stand-in which has
it called in the trusted process. That one knows whether a check is under way.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import py_compile
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

Ask = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]
"""Has a function "module:function" called in the trusted process."""


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports modules that have, for each public name, a function which is called by `ask`."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)
        self.ask: Ask = _nobody_to_ask

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Called by Python's import."""
        return importlib.util.spec_from_loader(fullname, self) if fullname in self.names else None

    def exec_module(self, module: ModuleType) -> None:
        """Called by Python's import."""

        def missing(name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            setattr(module, name, self._stand_in(module.__name__, name))
            return vars(module)[name]

        module.__getattr__ = missing  # type: ignore[method-assign]

    def _stand_in(self, module: str, name: str) -> Any:
        def stand_in(*arguments: Any, **named: Any) -> Any:
            return self.ask(f"{module}:{name}", arguments, named)

        stand_in.__name__ = stand_in.__qualname__ = name
        stand_in.__module__ = module
        return stand_in


def install(names: Sequence[str]) -> StandIns:
    """From now on these modules are imported as stand-ins."""
    finder = StandIns(names)
    sys.meta_path.insert(0, finder)
    return finder


def files_of(names: Sequence[str]) -> Iterator[str]:
    """The files of these modules, and what Python has compiled of them."""
    for name in names:
        top, *inner = name.split(".")
        found = importlib.util.find_spec(top)
        for folder in (found.submodule_search_locations or []) if found and inner else []:
            path = Path(folder, *inner).with_suffix(".py").resolve()
            with suppress(OSError, py_compile.PyCompileError):
                py_compile.compile(str(path), doraise=True)  # now: a file made later would be one that can be read
            yield from map(str, [path, *path.parent.glob(f"__pycache__/{path.stem}.*")] if path.is_file() else [])


def _nobody_to_ask(name: str, _arguments: tuple[Any, ...], _named: dict[str, Any]) -> Any:
    raise RuntimeError(f"{name} cannot be called while modules are imported for grading")
