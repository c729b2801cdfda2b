"""Changes that a call made in copies of its arguments, made in the originals."""

from collections import OrderedDict, deque
from typing import Any

import numpy as np
import pytest

from classroom.isolation.changes import write_back


@pytest.mark.parametrize(
    ("original", "now", "after"),
    [
        ([1, 2], [3], [3]),
        ([[1], 2], [[5], 2], [[5], 2]),
        ({"a": [1]}, {"a": [2], "b": 3}, {"a": [2], "b": 3}),
        ({"a": 1}, {}, {}),
        ((1, 2), (7, 9), (1, 2)),
        ([1], (2,), [1]),
        (OrderedDict(a=1, b=2), OrderedDict(b=3, c=4), OrderedDict(b=3, c=4)),
        (deque([1], 2), deque([2, 3], 2), deque([2, 3])),
        ({1}, {2}, {2}),
        (bytearray(b"a"), bytearray(b"bc"), bytearray(b"bc")),
        ([1], None, [1]),
        (5, 6, 5),
        ([[1]], [5], [5]),
    ],
)
def test_changes_are_made_in_the_original(original: Any, now: Any, after: Any) -> None:
    write_back([(original, now)])
    assert original == after


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (np.array([3.0, 4.0]), [3.0, 4.0]),
        (np.array([[3.0, 4.0]]), [[3.0, 4.0]]),
        (np.array([3, 4]), [1.0, 2.0]),
        (np.array([3.0]), [1.0, 2.0]),
        ([3.0, 4.0], [1.0, 2.0]),
    ],
)
def test_an_array_is_changed_if_the_change_fits(now: Any, after: list[Any]) -> None:
    original = np.array([1.0, 2.0])
    write_back([(original, now)])
    assert original.tolist() == after


def test_what_may_not_be_written_stays() -> None:
    original = np.array([1.0, 2.0])
    original.flags.writeable = False
    write_back([(original, np.array([3.0, 4.0]))])
    assert original.tolist() == [1.0, 2.0]
