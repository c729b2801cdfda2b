"""Does everything that nbgrader_config.py names exist? A misspelt name shows only when grading is under way, or never.

traitlets passes over a class or a setting that it does not know, and looks up a class or a function that is given as a
string when it is first needed. So each name is looked up here. What a string names is told by the type of its setting,
or by the setting's own name where nbconvert and nbgrader have left the type open.
"""

import ast
import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from traitlets import Dict, DottedObjectName, Set, TraitType, Tuple, Type, Union
from traitlets import List as ListTrait
from traitlets.config import Config, Configurable
from traitlets.config.loader import LazyConfigValue

from classroom.commands import CONFIG_FILE, course_config
from classroom.course import Course, CourseError
from classroom.rules.problems import Problem
from classroom.traits import FUNCTION_NAME, FunctionName

NBGRADER = ("nbgrader.apps", "nbgrader.server_extensions.formgrader", "nbconvert.exporters")
"""Between them, these import every class that nbgrader can be told settings for, but for those that a setting names."""

LISTS_OF_CLASSES = ("preprocessors", "filters")
FOLDERS = ("template_basedirs", "template_paths", "template_data_paths")
"""How settings are called that hold names or folders, where their type does not say so."""


def settings_that_name_nothing(course: Course) -> list[Problem]:
    """A class, setting, function, module or folder in nbgrader_config.py that does not exist."""
    try:
        config = course_config(course.root)
    except CourseError as error:
        return [Problem(CONFIG_FILE, str(error), "Correct it.")]
    for module in NBGRADER:
        importlib.import_module(module)
    return _Settings(course.root).problems(config)


class _Settings:
    """The settings file, with what is said about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tree = ast.parse((root / CONFIG_FILE).read_text(encoding="utf-8"))

    def problems(self, config: Config) -> list[Problem]:
        """What a section says may load the classes of other sections, so those that are not known yet come later."""
        found: list[Problem] = []
        waiting = dict(_sections(config))
        while known := {name: values for name, values in waiting.items() if _classes(name)}:
            for name, values in known.items():
                found += self._of_section(name, values)
                del waiting[name]
        for name in waiting:
            what = f"No class that nbgrader or a setting loads is called {name}.{_resembling(name, _all_classes())}"
            found.append(self._problem(what, name))
        return found

    def _of_section(self, section: str, values: Config) -> Iterator[Problem]:
        traits = {name: trait for kind in _classes(section) for name, trait in kind.class_traits(config=True).items()}
        for name, value in values.items():
            if isinstance(value, Config):
                continue  # a section inside of this one
            if name not in traits:
                what = f"{section} has no setting {name}.{_resembling(name, traits)}"
                yield self._problem(what, section, name)
                continue
            for text in _texts(traits[name], value):
                why = self._why_nothing(name, traits[name], text)
                if why:
                    yield self._problem(f"{section}.{name}: {why}", section, name, text)

    def _why_nothing(self, name: str, trait: TraitType[Any, Any], text: str) -> str:
        """What is wrong with a string, if it must name something; empty if it does or need not."""
        kinds = _parts(trait)
        if any(isinstance(kind, FunctionName) for kind in kinds):
            if text and not FUNCTION_NAME.fullmatch(text):
                return f'"{text}" is not written as "module:function".'
            return _why_unresolved(text) if text else ""
        if any(isinstance(kind, Type | DottedObjectName) for kind in kinds) or name.endswith(LISTS_OF_CLASSES):
            return _why_unresolved(text)
        if name.endswith(FOLDERS) and not (self.root / text).is_dir():
            return f'there is no folder "{text}".'
        return ""

    def _problem(self, what: str, section: str, name: str = "", text: str = "") -> Problem:
        line = _line(self.tree, section, name, text)
        return Problem(f"{CONFIG_FILE}:{line}" if line else CONFIG_FILE, what, "Correct the name.")


def _sections(config: Config) -> Iterator[tuple[str, Config]]:
    """The sections of the settings, and those inside of sections, by their names."""
    merged: dict[str, Config] = {}
    for name, value in config.items():
        if isinstance(value, Config):
            for inner, values in [(name, value), *_sections(value)]:
                merged.setdefault(inner, Config()).merge(values)
    yield from merged.items()


def _all_classes() -> dict[str, list[type[Configurable]]]:
    """Every loaded class that can be told settings, by its name."""
    found: dict[str, list[type[Configurable]]] = {}
    waiting: list[type[Configurable]] = [Configurable]
    while waiting:
        kind = waiting.pop()
        if kind not in found.setdefault(kind.__name__, []):
            found[kind.__name__].append(kind)
            waiting += kind.__subclasses__()
    return found


def _classes(section: str) -> list[type[Configurable]]:
    """The classes that a section speaks to: those of its name, and all that inherit from them."""
    loaded = _all_classes()
    named = tuple(loaded.get(section, []))
    return [kind for kinds in loaded.values() for kind in kinds if issubclass(kind, named)]


def _parts(trait: TraitType[Any, Any]) -> list[Any]:
    """A trait, and the traits of what it holds."""
    match trait:
        case ListTrait() | Set():
            inner = [trait._trait]
        case Dict():
            inner = [trait._value_trait]
        case Tuple():
            inner = list(trait._traits)
        case Union():
            inner = list(trait.trait_types)
        case _:
            inner = []
    return [trait, *(part for one in inner if one is not None for part in _parts(one))]


def _texts(trait: TraitType[Any, Any], value: Any) -> Iterator[str]:
    """The strings of a setting: itself, or those in its list or dict, however they were put there."""
    if isinstance(value, LazyConfigValue):
        value = value.get_value({} if isinstance(trait, Dict) else set() if isinstance(trait, Set) else [])
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, str))
    elif isinstance(value, Iterable):
        yield from (one for one in value if isinstance(one, str))


def _why_unresolved(name: str) -> str:
    try:
        pkgutil.resolve_name(name)
    except Exception as error:  # whatever a module raises while it is imported
        return f'"{name}" names nothing: {error}.'
    return ""


def _resembling(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" Is {close[0]} meant?" if close else ""


def _line(tree: ast.Module, section: str, name: str, text: str) -> int:
    """The line of the settings file that says so; 0 if it says it in a way that is not seen."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr)]
    places = [node for node in statements if {section, name or section} <= _said(node)]
    places = places or [node for node in statements if name in _said(node)]
    texts = [
        node.lineno
        for place in [*places, *statements]
        for node in ast.walk(place)
        if isinstance(node, ast.Constant) and text and node.value == text
    ]
    return next(iter([*texts, *(place.lineno for place in places)]), 0)


def _said(statement: ast.AST) -> set[str]:
    """The attributes and the strings of a statement: sections and settings may be written as either."""
    nodes = list(ast.walk(statement))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
