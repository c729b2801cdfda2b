"""A measured matrix beside a student's, and where they differ."""

import math

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from word2vec_lab.figures.style import (
    DIVERGING,
    POINTS,
    SEQUENTIAL,
    TEXT,
    Picture,
    finished,
    number,
    sheet,
    styled,
    text_width,
)
from word2vec_lab.measure import numeric
from word2vec_lab.palette import GREY, INK, PALE


@styled
def heat(
    measured: np.ndarray,
    theirs: np.ndarray,
    observed: int | None = None,
    name: str = "gradOutsideVecs",
    row: str = "word",
    marked: str = "observed word",
) -> Picture:
    """A measured gradient, the student's and their difference, entry by entry.

    Both arrays are (rows, columns); `observed` is the row to mark, as that of the `marked` word. Entries beyond the
    tolerance of the gradient check are framed. Raises ValueError unless the shapes are equal and two-dimensional.
    """
    if measured.ndim != 2 or measured.shape != theirs.shape:
        raise ValueError(f"Two matrices of one shape are needed, not {measured.shape} and {theirs.shape}.")
    rows, columns = measured.shape
    with np.errstate(invalid="ignore"):
        difference = np.abs(measured - theirs)
    wrong = ~agreement(measured, theirs)
    finite = np.abs(np.concatenate([measured, theirs]))
    top = float(finite[np.isfinite(finite)].max(initial=1e-12))

    printed = rows <= 6 and columns <= 6
    cell = (
        (62.0 if columns <= 3 else 50.0 if columns == 4 else 41.0, 34.0)
        if printed
        else (min(46.0, 190 / columns), min(34.0, 280 / rows))
    )
    names = [f"★ {row} {r}" if r == observed else f"{row} {r}" for r in range(rows)]
    margin = max(text_width(name, TEXT, bold=True) for name in names) + 18
    panel, gap, foot, head = cell[0] * columns, 26.0, 34.0, 34.0
    figure, ax = sheet(max(9.0 * POINTS, margin + 3 * panel + 2 * gap + 8), foot + cell[1] * rows + head)
    each = (
        ("measured", measured, DIVERGING, -top),
        ("yours", theirs, DIVERGING, -top),
        ("|difference|", difference, SEQUENTIAL, 0.0),
    )
    for k, (title, values, colours, low) in enumerate(each):
        left = margin + k * (panel + gap)
        ax.text(left, foot + cell[1] * rows + 14, title, weight="bold", va="center_baseline")
        for r, c in np.ndindex(rows, columns):
            place = (left + c * cell[0], foot + (rows - 1 - r) * cell[1])
            value = float(values[r, c])
            ground = to_rgb(colours((value - low) / (top - low))) if math.isfinite(value) else to_rgb(PALE)
            ax.add_patch(
                Rectangle(place, *cell, facecolor=ground, edgecolor="white" if printed else ground, linewidth=0.8)
            )
            if printed:
                ax.text(
                    place[0] + cell[0] / 2,
                    place[1] + cell[1] / 2,
                    number(value, 3 if columns <= 4 else 2),
                    color="white" if luminance(ground) < 0.4 else INK,
                    ha="center",
                    va="center_baseline",
                )
        ax.add_patch(Rectangle((left, foot), panel, cell[1] * rows, facecolor="none", edgecolor=GREY, zorder=3))
        for r, c in np.argwhere(wrong) if k else ():
            x, y = left + c * cell[0], foot + (rows - 1 - r) * cell[1]
            if printed:
                inner = Rectangle((x + 1.6, y + 1.6), cell[0] - 3.2, cell[1] - 3.2, facecolor="none", zorder=4)
                inner.set(edgecolor=INK, linewidth=2.4)
                ax.add_patch(inner)
            else:
                ax.plot([x + cell[0] / 2], [y + cell[1] / 2], ".", color=INK, markersize=5, zorder=4)
    for r in range(rows) if cell[1] >= 15 else sorted({0, rows - 1, rows - 1 if observed is None else observed}):
        at = foot + (rows - 0.5 - r) * cell[1]
        weight = "bold" if r == observed else "normal"
        ax.text(margin - 9, at, names[r], ha="right", va="center_baseline", weight=weight)
    star = f"★ the {marked}    " if observed is not None else ""
    ax.text(
        margin,
        14,
        f"{star}{'□ framed' if printed else '• dotted'}: beyond the tolerance    blue < 0 < vermillion",
        va="center_baseline",
    )
    return finished(figure, _heat_in_words(measured, theirs, wrong, observed, name, row, marked))


def agreement(measured: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Entry by entry, whether the student's number is within the tolerance of the gradient check."""
    with np.errstate(invalid="ignore"):  # NaN and infinity never agree
        return np.asarray(numeric.relative_error(measured, theirs) <= numeric.TOLERANCE)


def size_of_error(error: float) -> str:
    """The order of an error. Below 1e-7 it is rounding, which no two machines share to the digit."""
    return "below 1e-7" if error < 1e-7 else f"{error:.0e}"


def luminance(colour: tuple[float, float, float]) -> float:
    """How bright a colour looks, from 0 to 1: what decides whether letters on it are white or black."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _heat_in_words(
    measured: np.ndarray, theirs: np.ndarray, wrong: np.ndarray, observed: int | None, name: str, row: str, marked: str
) -> str:
    rows, columns = measured.shape
    said = f"Three heat maps of {name}, {rows} rows and {columns} columns: measured, yours, and their difference. "
    if not wrong.any():
        largest = float(np.abs(measured - theirs).max(initial=0))
        return said + f"All {wrong.size} entries agree; the largest difference is {size_of_error(largest)}."
    error = np.where(np.isfinite(theirs), np.abs(measured - theirs), np.inf)
    r, c = np.unravel_index(int(np.argmax(error)), error.shape)
    note = f" ({marked.removesuffix(' word')})"
    bad = ", ".join(f"{row} {i}{note if i == observed else ''}" for i in np.flatnonzero(wrong.any(axis=1)))
    return said + (
        f"{int(wrong.sum())} of {wrong.size} entries differ, in the rows of {bad}. The largest difference is at "
        f"[{r}, {c}]: measured {number(float(measured[r, c]), 4)}, yours {number(float(theirs[r, c]), 4)}."
    )
