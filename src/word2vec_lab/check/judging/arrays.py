"""Reads the numbers that a student's function returns, and shows them in a finding, beside those that were measured."""

from collections.abc import Mapping
from typing import Any

import numpy as np

MOST_NUMBERS = 1_000_000
"""More numbers than any answer to a check has; a larger array is not converted."""


def as_array(value: Any) -> np.ndarray | None:
    """The value as an array of floats, or None if it is not real numbers. A masked entry becomes NaN."""
    if not isinstance(value, (int, float, np.number, np.bool_, np.ndarray, list, tuple)):
        return None
    try:
        array = np.asarray(value)
        if array.size > MOST_NUMBERS or array.dtype.kind not in "buifO":
            return None
        if array.dtype.kind == "O" and not all(isinstance(x, (int, float, np.number)) for x in array.flat):
            return None
        floats = np.array(array, dtype=float)
        if isinstance(value, np.ma.MaskedArray):
            floats[np.ma.getmaskarray(value)] = np.nan
    except Exception:  # whatever a student's object does when it is asked for its numbers
        return None
    return floats


MOST_SHOWN = 40
"""A larger array is shown by its shape."""

IN_A_ROW = 12
"""So many numbers fit beside each other where a finding is read."""

LABEL = 9


def number(value: float, digits: int = 4) -> str:
    """A number with few decimals; zero only if it is zero, and never with a minus of its own."""
    short = np.format_float_positional(value, precision=digits, trim="-")
    if not np.isfinite(value) or (float(short) != 0 and abs(value) < 1e6):
        return short
    return f"{value:.{digits - 2}g}" if value else "0"


def show(value: Any) -> str:
    """An array in a few short lines, for the example of a finding."""
    array = as_array(value)
    return _in_words(value) if array is None else _set(array, *_format(array))


def _in_words(value: Any) -> str:
    return (value if isinstance(value, str) else repr(value))[:120]


def _format(*arrays: np.ndarray, digits: int = 4) -> tuple[int, int]:
    """The width that all numbers of these arrays need, and their decimals."""
    texts = [number(float(x), digits) for array in arrays if array.size <= MOST_SHOWN for x in array.flat]
    return max(map(len, texts), default=0), digits


def _set(array: np.ndarray, width: int, digits: int) -> str:
    if array.size > MOST_SHOWN:
        return f"array of shape {array.shape}"

    def text(x: Any) -> str:
        return number(float(x), digits).rjust(width if array.ndim else 0)

    return np.array2string(array, formatter={"float_kind": text}, max_line_width=10_000)


def aligned(rows: Mapping[str, Any]) -> str:
    """Arrays below each other, behind their labels, so that what belongs together stands in one column.

    Rows of one length are broken at the same place. Where few decimals would make two of them look the same, there are
    more.
    """
    arrays = {label: as_array(value) for label, value in rows.items()}
    known = {label: array for label, array in arrays.items() if array is not None}
    width, digits = _format(*known.values())
    if _look_the_same(list(known.values()), digits):
        width, digits = _format(*known.values(), digits=10)
    sizes = {array.shape for array in known.values()}
    if (
        len(sizes) == 1
        and len(known) == len(rows)
        and len(shape := sizes.pop()) == 1
        and IN_A_ROW < shape[0] <= MOST_SHOWN
    ):
        wide = -(-shape[0] // -(-shape[0] // IN_A_ROW))  # blocks of one width, or nearly
        starts = range(0, shape[0], wide)
        blocks = [{label: array[k : k + wide] for label, array in known.items()} for k in starts]
        return "\n\n".join(
            "\n".join(_row(label, part, width, digits) for label, part in block.items()) for block in blocks
        )
    return "\n".join(
        f"{label:>{LABEL}}  {_in_words(rows[label])}" if array is None else _row(label, array, width, digits)
        for label, array in arrays.items()
    )


def _look_the_same(arrays: list[np.ndarray], digits: int) -> bool:
    if len(arrays) < 2:
        return False
    one, other = arrays[-2:]
    if one.shape != other.shape or np.array_equal(one, other, equal_nan=True):
        return False
    return all(number(float(a), digits) == number(float(b), digits) for a, b in zip(one.flat, other.flat, strict=True))


def _row(label: str, array: np.ndarray, width: int, digits: int) -> str:
    return f"{label:>{LABEL}}  " + _set(array, width, digits).replace("\n", "\n" + " " * (LABEL + 2))
