"""What a machine grades with: versions of Python and of packages, and the course's packages line by line.

Two machines on which these differ may give different points for the same answer, so they do not grade one class.
"""

import hashlib
import importlib.util
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from traitlets.config import Config

OURS = ("classroom", "safepage")
"""The packages that grade."""

MISSING = "not installed"

DOTTED = re.compile(r"[^\W\d]\w*(\.\w+)+(:\w+)?|[^\W\d]\w*:\w+")
"""How a setting names a class or a function: "package.Class", "module:function"."""


def packages_named(config: Config) -> set[str]:
    """The packages that grading imports: these, and those that the settings of a course name."""
    execute = config.get("IsolatedExecute", {})
    modules = [*(text for text in texts(config) if DOTTED.fullmatch(text))]
    modules += [*execute.get("preload", []), *execute.get("tools", [])]
    named = {module.replace(":", ".").partition(".")[0] for module in modules}
    return {*OURS, *filter(_is_there, named - sys.stdlib_module_names)}  # the version of Python tells of its own


@cache
def versions(packages: Sequence[str]) -> dict[str, str]:
    """What there is here of Python, of these packages and of all that this course's own package requires."""
    mine = _distribution()
    required = [Requirement(line) for line in mine.requires or ()]
    names = sorted({one.name for one in required if one.marker is None or one.marker.evaluate({"extra": ""})})
    others = metadata.packages_distributions()
    found = {"Python": platform.python_version(), mine.name: mine.version}
    found |= {name: _version(name) for name in names}
    for package in packages:
        distributions = others.get(package, [mine.name])
        if distributions == [mine.name]:  # an editable installation is listed nowhere
            found[f"the code of {package}"] = _code(package)
        else:
            found |= {name: _version(name) for name in distributions}
    return found


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """What differs, each in words."""
    return [
        f"{name} is another"
        if name.startswith("the code of")
        else f"{name} {there.get(name, MISSING)} instead of {one}"
        for name, one in here.items()
        if there.get(name) != one
    ]


def _distribution() -> metadata.Distribution:
    """The installed package that has the command `classroom`, whatever it is called."""
    [command] = metadata.entry_points(group="console_scripts", name="classroom")
    assert command.dist is not None
    return command.dist


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING


def texts(value: Any) -> Iterator[str]:
    """All texts in settings, in whatever depth, and the classes that stand there by their names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, type):
        yield f"{value.__module__}.{value.__qualname__}"
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from texts(one)


def _is_there(package: str) -> bool:
    """Whether it can be imported and is more than a folder of that name."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return False
    return spec is not None and spec.origin is not None


def _code(package: str) -> str:
    spec = importlib.util.find_spec(package)
    if spec is None:
        return MISSING
    digest = hashlib.sha256()
    for folder in map(Path, spec.submodule_search_locations or ()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]
