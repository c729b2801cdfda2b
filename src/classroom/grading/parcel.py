"""Packs a course for workers on other machines.

That is its source, its settings with the modules that they import from the course's folder, and a gradebook with nobody
in it. Hidden tests are in the source: they must be where grading is.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

import classroom
from classroom.commands import CONFIG_FILE
from classroom.grading.packing import pack
from classroom.grading.values import BLANK, SOURCE, CourseParcel, Limits
from classroom.grading.versions import packages_named, texts, versions
from classroom.isolation.execute import IsolatedExecute
from classroom.isolation.patience import ON_THE_CLOCK

GRACE = 60.0
"""Seconds for what is not a student's code."""


def course_parcel(config: Config, assignment: str, blank: Path) -> CourseParcel:
    """Pack the course with these settings; `blank` is a gradebook with the assignment and nobody's submission."""
    directory = CourseDirectory(config=config)
    root = Path(directory.root)
    source = Path(directory.format_path(directory.source_directory, ".", assignment))
    local = dict(_local_modules(config, root))
    contents = {f"{SOURCE}/{assignment}": source, CONFIG_FILE: root / CONFIG_FILE, BLANK: blank}
    packages = tuple(sorted(packages_named(config) - set(local)))
    return CourseParcel(
        assignment,
        pack(contents | {str(path.relative_to(root)): path for path in local.values()}),
        tuple(sorted({str(path.parent.relative_to(root)) for path in local.values()})),
        limits(directory, source),
        packages,
        versions(packages),
    )


def limits(directory: CourseDirectory, source: Path) -> Limits:
    """How long a submission of the notebooks in the folder `source` is waited for."""
    execute = cast(Any, IsolatedExecute)(config=directory.config)
    notebooks = len(list(source.glob("*.ipynb")))
    return Limits(execute.timeout * ON_THE_CLOCK + GRACE, execute.notebook_timeout * notebooks + GRACE)


def _local_modules(config: Config, root: Path) -> Iterator[tuple[str, Path]]:
    """Modules and packages that lie in the course's folder and are installed nowhere, with all that they import."""
    for text in texts(config):
        module = text.partition(":")[0]
        while "." in module and _place(module.partition(".")[0], root):
            module = module.rpartition(".")[0]
            try:
                importlib.import_module(module)
                break
            except ImportError:  # the last part is a class, or nbgrader will say what is wrong
                continue
    for name in {module.partition(".")[0] for module in list(sys.modules)}:
        place = _place(name, root)
        if place is not None:
            yield name, place


def _place(name: str, root: Path) -> Path | None:
    """Where a module of the course lies: its file, or its folder; None if it is another."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.has_location or spec.origin is None:
        return None
    place = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
    installed = (Path(sys.prefix), Path(classroom.__file__).parent.parent)
    mine = place.is_relative_to(root) and not any(place.is_relative_to(folder) for folder in installed)
    return place if mine else None
