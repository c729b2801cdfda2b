"""A gradient that is zero but for a few rows, and that a student's `sgd` can use like the array it stands for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin


class RowSparse(NDArrayOperatorsMixin):
    """An array of which only some rows differ from zero; it can be used like the array itself, and changed like it.

    Scaling it, and adding it to or subtracting it from an array, touches those rows only. At any other use it becomes
    the full array: from then on it holds that one, so that what is done to it in place stays done.
    """

    def __init__(self, shape: tuple[int, ...], index: np.ndarray, rows: np.ndarray) -> None:
        self.shape, self.index, self.rows = shape, index, rows
        self.ndim, self.dtype, self.size = len(shape), rows.dtype, math.prod(shape)
        self._full: np.ndarray | None = None

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """The full array."""
        if self._full is None:
            self._full = np.zeros(self.shape, self.dtype)
            self._full[self.index] = self.rows
        return np.array(self._full, dtype) if copy else np.asarray(self._full, dtype)

    def __len__(self) -> int:
        return self.shape[0]

    def __getattr__(self, name: str) -> Any:
        """What only the full array has (`sum`, `T`, `copy`, …). Private names are none of them."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(np.asarray(self), name)

    def __getitem__(self, key: Any) -> Any:
        return np.asarray(self)[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        np.asarray(self)[key] = value

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """The cheap cases; any other is done on full arrays."""
        if method == "__call__" and not options.keys() - {"out"} and self._full is None:
            into = options.get("out", (None,))[0]
            if ufunc in (np.multiply, np.divide, np.negative) and self._scales(ufunc, inputs):
                rows = ufunc(*(value.rows if value is self else value for value in inputs))
                if into is None:
                    return RowSparse(self.shape, self.index, rows)
                if into is self:
                    self.rows = rows
                    return self
            if ufunc in (np.add, np.subtract) and self._is_added_to(inputs[0]) and inputs[1] is self:
                result = inputs[0].copy() if into is None else into
                if into is None or into is inputs[0]:
                    result[self.index] = ufunc(result[self.index], self.rows)
                    return result
        if "out" in options:
            options["out"] = tuple(map(_as_array, options["out"]))
        return getattr(ufunc, method)(*map(_as_array, inputs), **options)

    def _scales(self, ufunc: np.ufunc, inputs: tuple[Any, ...]) -> bool:
        others = [value for value in inputs if value is not self]
        divides_by_self = ufunc is np.divide and inputs[1] is self
        return not divides_by_self and len(others) == ufunc.nin - 1 and all(np.ndim(value) == 0 for value in others)

    def _is_added_to(self, other: Any) -> bool:
        same_kind = isinstance(other, np.ndarray) and np.issubdtype(other.dtype, np.floating)
        return same_kind and other.shape == self.shape


def _as_array(value: Any) -> Any:
    return np.asarray(value) if isinstance(value, RowSparse) else value
