"""The cells that rules look at, each with the words that say where it stands."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from nbformat import NotebookNode

from classroom.course import Course
from classroom.notebooks import cell_name, read_notebook

Placed = tuple[str, NotebookNode]


def source_cells(course: Course) -> Iterator[Placed]:
    """The cells of the source."""
    return _cells(course, course.source_notebooks())


def reading_cells(course: Course) -> Iterator[Placed]:
    """The cells of the reading edition, as it is committed."""
    return _cells(course, sorted(course.reading.glob("*.ipynb")))


def _cells(course: Course, paths: Iterable[Path]) -> Iterator[Placed]:
    for path in paths:
        for index, cell in enumerate(read_notebook(path).cells):
            yield f"{course.show(path)}, cell {cell_name(cell, index)}", cell
