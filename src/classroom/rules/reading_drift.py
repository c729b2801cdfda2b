"""Is the committed reading edition what the source says? It is executed again and compared with what lies there."""

import base64
import io
import re
from typing import Any

import numpy as np
from nbformat import NotebookNode
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from classroom.course import Course, CourseError
from classroom.editions.reading import reading_edition
from classroom.notebooks import cell_name, parse_notebook
from classroom.rules.drift import REBUILD, missing, strangers
from classroom.rules.problems import Problem

# Another processor rounds the last bit of a coordinate otherwise, which changes the shade of pixels on an edge a
# little, and moves a few of them. More than that is another picture: a changed digit alone changes dozens.
SHADES_ALLOWED = 32
PIXELS_ALLOWED = 8

EMBEDDED_PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def reading_drift(course: Course) -> list[Problem]:
    """Cells of the reading edition that differ from a new one: text exactly, pictures but for a few pixels."""
    try:
        edition = reading_edition(course)
    except CourseError as error:
        return [Problem(course.show(course.reading), str(error), "Mend the source.")]
    problems = strangers(course, course.reading, edition)
    for name, content in edition.items():
        path = course.reading / name
        if not path.is_file():
            problems.append(missing(course, path))
            continue
        committed = path.read_bytes()
        if committed != content:
            problems += [
                Problem(f"{course.show(path)}{cell}", what, REBUILD)
                for cell, what in notebook_differences(committed.decode(), content.decode())
            ]
    return problems


def notebook_differences(committed: str, fresh: str) -> list[tuple[str, str]]:
    """Where two notebooks differ, as (", cell name" or "", what); empty if only a few pixels do."""
    try:
        old, new = parse_notebook(committed), parse_notebook(fresh)
    except ValueError as error:
        return [("", f"The file is not a notebook: {error}.")]
    if [cell.get("id") for cell in old.cells] != [cell.get("id") for cell in new.cells]:
        return [("", "It has other cells than the source makes now.")]
    differences = []
    for index, (old_cell, new_cell) in enumerate(zip(old.cells, new.cells, strict=True)):
        what = _cell_difference(old_cell, new_cell)
        if what:
            differences.append((f", cell {cell_name(new_cell, index)}", what))
    if not differences and _without_cells(old) != _without_cells(new):
        differences.append(("", "Its notebook metadata differs from what the source makes now."))
    return differences


def _without_cells(notebook: NotebookNode) -> dict[str, Any]:
    return {key: value for key, value in notebook.items() if key != "cells"}


def _cell_difference(old: NotebookNode, new: NotebookNode) -> str:
    if old.source != new.source:
        return "Its text is not what the source makes now."
    old_plain, old_pictures = _pictures_apart(old)
    new_plain, new_pictures = _pictures_apart(new)
    if old_plain != new_plain:
        return "Its outputs or metadata are not what the source makes now."
    if not all(same_picture(a, b) for a, b in zip(old_pictures, new_pictures, strict=True)):
        return "A picture in its outputs is not what the source makes now."
    return ""


def _pictures_apart(value: Any) -> tuple[Any, list[str]]:
    """The same value with each PNG replaced by a word, and the PNGs, in base64, in the order they were met."""
    pictures: list[str] = []

    def taken_out(found: re.Match[str]) -> str:
        pictures.append(found.group(1))
        return "(picture)"

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            if isinstance(node.get("image/png"), str):
                pictures.append(node["image/png"])
                node = {**node, "image/png": "(picture)"}
            return {key: walk(child) for key, child in sorted(node.items())}
        if isinstance(node, list):
            return [walk(child) for child in node]
        return EMBEDDED_PNG.sub(taken_out, node) if isinstance(node, str) else node

    return walk(value), pictures


def same_picture(old: str, new: str) -> bool:
    """Whether two PNGs, in base64, show the same but for the pixels that rounding may move."""
    if old == new:
        return True
    try:
        old_pixels, new_pixels = _pixels(old), _pixels(new)
    except (UnidentifiedImageError, OSError, ValueError):
        return False
    if old_pixels.shape != new_pixels.shape:
        return False
    apart = np.abs(old_pixels - new_pixels).max(axis=-1)
    return int((apart > SHADES_ALLOWED).sum()) <= PIXELS_ALLOWED


def _pixels(png: str) -> NDArray[np.int16]:
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        return np.asarray(image.convert("RGBA")).astype(np.int16)
