"""What a student process tells of an object or a class of the student's, read as what it is, a student's word.

It decides how a handle looks: the name of its type, which special methods it has, and which class `isinstance` finds.
"""

import builtins
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeGuard

from classroom.isolation.exceptions import BUILTIN, stand_in
from classroom.isolation.handles import LONGEST_NAME, PROTOCOLS
from classroom.isolation.outputs import REASONS

MAIN = "__main__"
PLAIN = {
    one.__name__: one
    for one in (
        *(list, dict, set, frozenset, tuple, int, float, complex, str, bytes),
        *(property, staticmethod, classmethod),
    )
}


@dataclass
class Told:
    """The words about one object or class. Its `line` is that of the classes which it inherits from, itself first."""

    about: Mapping[str, Any]
    made: dict[tuple[type, ...], type] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """The name of the class."""
        name = self.about.get("type")
        return name[:LONGEST_NAME] if type(name) is str and name.isidentifier() else "value"

    @cached_property
    def number(self) -> int:
        """The number of an object's class."""
        number = self.about.get("number")
        return number if type(number) is int else 0

    @cached_property
    def protocols(self) -> frozenset[str]:
        """The special methods that the object has."""
        told = self.about.get("protocols")
        return (
            frozenset(name for name in told if type(name) is str) & PROTOCOLS.keys()
            if type(told) is list
            else frozenset()
        )

    @cached_property
    def line(self) -> list[tuple[str, str]]:
        """Module and name of each class that it inherits from, itself first."""
        told = self.about.get("line")
        whole = told if type(told) is list else []
        return [one for one in whole if type(one) is tuple and tuple(map(type, one)) == (str, str)]

    def is_asked(self, classes: Collection[str], written: Collection[str]) -> bool:
        """Whether it is of a class that the course asks for, or of one that inherits from it.

        Answers define it in the notebook, or in a module that they write.
        """
        return any((module == MAIN or module in written) and name in classes for module, name in self.line)

    def waits_for(self, beside: Collection[str]) -> bool:
        """Whether a class is of a module beside the notebook that this process has not imported, or not yet."""
        return any(module.split(".")[0] in beside and module not in sys.modules for module, _ in self.line)

    def given(self, own: Mapping[str, Any], beside: Collection[str]) -> tuple[type, ...]:
        """The course's own class, and those of its bases that are the course's too; none if it is of another class.

        Such a class is of a locked cell, or of a module `beside` the notebook.
        """
        module, name = self.line[0] if self.line else ("", "")
        found = own.get(name) if module == MAIN else in_module(module, name)
        if not (is_class(found) and is_of_course(found.__module__, beside)):
            return ()
        return tuple(one for one in found.__mro__ if is_of_course(one.__module__, beside))

    def shown(self, own: Mapping[str, Any], packages: Collection[str]) -> type | None:
        """The class of this process's own that `isinstance` shall find; None if there is none.

        A class of the notebook's locked cells, one of a library that the course imports, or a plain one. Nothing is
        ever made of it.
        """
        bases: list[type] = []
        for module, name in self.line:
            found = PLAIN.get(name) if module == "builtins" else _known(module, name, own, packages)
            if is_class(found) and not issubclass(found, BaseException):
                bases += [] if any(issubclass(one, found) for one in bases) else [found]
        return self._named(bases) if bases else _generator(self.line)

    def same(self, own: Mapping[str, Any], packages: Collection[str]) -> type | None:
        """The class of this process's own that it is, and not only inherits from; None if there is none."""
        (module, name), *_ = self.line or [("", "")]
        found = vars(builtins).get(name) if module == "builtins" else _known(module, name, own, packages)
        return found if is_class(found) else _generator(self.line)

    def _named(self, bases: list[type]) -> type:
        if bases[0].__name__ == self.name:
            return bases[0]
        line = tuple(bases)
        if line not in self.made:
            try:
                self.made[line] = type(self.name, line, {})
            except Exception:  # some from which no other may inherit, or not together, or not without more
                self.made[line] = bases[0]
        return self.made[line]

    def as_error(self, own: Mapping[str, Any]) -> type[Exception] | None:
        """The exception that stands here for a student's class, if that is one: `except` needs a class of this process.

        The same line of classes gives the same exception, whichever student process it comes from.
        """
        if not any(module == "builtins" and name in BUILTIN for module, name in self.line):
            return None
        base = _first_error(self.line, own)
        names = [one for one in self.line if one[1].isidentifier() and _error(*one, own) is None]
        for place in range(len(names) - 1, -1, -1):
            line = (*names[place:], (base.__module__, base.__qualname__))
            if line not in ERRORS:
                module, name = names[place]
                ERRORS[line] = stand_in(name if name not in REASONS else base.__name__, base, module)
            base = ERRORS[line]
        return base


ERRORS: dict[tuple[tuple[str, str], ...], type[Exception]] = {}


def _first_error(line: list[tuple[str, str]], own: Mapping[str, Any]) -> type[Exception]:
    """The first exception of a line that this process has itself."""
    return next((found for module, name in line if (found := _error(module, name, own))), Exception)


def _error(module: str, name: str, own: Mapping[str, Any]) -> type[Exception] | None:
    """The exception of that name which this process has itself."""
    if module == "builtins":
        return BUILTIN.get(name, Exception)
    found = own.get(name) if module == MAIN else in_module(module, name)
    return found if is_class(found) and issubclass(found, Exception) else None


def is_class(found: Any) -> TypeGuard[type]:
    """Whether it is a class, and no handle of one, which says the same of itself."""
    return issubclass(type(found), type)


def is_of_course(module: str, beside: Collection[str]) -> bool:
    """Whether the course wrote what is of that module of this process: the notebook, or a module beside it."""
    return module == MAIN or module.split(".")[0] in beside


STEERING = frozenset({"unittest", "_pytest", "pytest", "nose", "IPython", "bdb", "doctest"})
"""Packages of which an exception tells a runner of tests what to do: to pass over a test, for one."""


def _known(module: str, name: str, own: Mapping[str, Any], packages: Collection[str]) -> Any:
    """What this process has under that name of a locked cell or of a library."""
    if module == MAIN:
        return own.get(name)
    known = module in ("types", "collections.abc") or module.split(".")[0] in packages
    return in_module(module, name) if known else None


def in_module(module: str, name: str) -> Any:
    """What a module of this process has under a name, if it is loaded; nothing is imported."""
    if module.split(".")[0] in STEERING:
        return None
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = vars(found).get(part) if hasattr(found, "__dict__") else None
    return found


def _generator(line: list[tuple[str, str]]) -> type | None:
    import types

    kinds = {"generator": types.GeneratorType, "async_generator": types.AsyncGeneratorType, "module": types.ModuleType}
    return next((kinds[name] for module, name in line[:1] if module == "builtins" and name in kinds), None)
