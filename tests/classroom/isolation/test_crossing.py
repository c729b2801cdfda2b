"""The two small halves of a call's way back: errors as data, and changes made in place."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classroom.isolation.changes import write_back
from classroom.isolation.raised import BUILTIN, describe, rebuild

words = st.text(max_size=5)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda parts: (
        st.lists(parts, max_size=3) | st.tuples(parts) | st.dictionaries(st.text(max_size=5), parts, max_size=3)
    ),
    max_leaves=6,
)
fields = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([*sorted(BUILTIN), "SystemExit", "KeyboardInterrupt", "Own"]) | junk,
        "base": st.sampled_from([*sorted(BUILTIN), "SystemExit", "BaseException", "type", "Own"]) | junk,
        "arguments": junk | st.lists(st.text(max_size=3) | st.integers(), max_size=5),
        "text": junk,
        "frames": junk | st.lists(st.tuples(words, st.integers(), words, words), max_size=2),
    },
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fields)
def test_whatever_is_told_an_ordinary_exception_is_built(about: dict[str, Any]) -> None:
    error = rebuild(about)
    assert isinstance(error, Exception)
    assert not isinstance(error, (StopIteration, StopAsyncIteration, BaseExceptionGroup))
    assert isinstance(str(error), str)
    with pytest.raises(type(error)):
        raise error


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_every_builtin_exception_keeps_its_type(name: str) -> None:
    kind = BUILTIN[name]
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "why") if kind is UnicodeDecodeError else None
    if kind is UnicodeEncodeError:
        error = UnicodeEncodeError("ascii", "ä", 0, 1, "why")  # type: ignore[assignment]
    if kind is UnicodeTranslateError:
        error = UnicodeTranslateError("ä", 0, 1, "why")  # type: ignore[assignment]
    rebuilt = rebuild(describe(error or kind("why")))
    assert isinstance(rebuilt, kind)
    assert type(rebuilt).__name__ == kind.__name__
    assert str(rebuilt) == str(error or kind("why"))


@pytest.mark.parametrize(
    ("original", "now", "after"),
    [
        ([1, 2], [3], [3]),
        ([[1], 2], [[5], 2], [[5], 2]),
        ({"a": [1]}, {"a": [2], "b": 3}, {"a": [2], "b": 3}),
        ({"a": 1}, {}, {}),
        (([1], 2), ([7], 9), ([7], 2)),
        ([1], (2,), [1]),
        ([1], None, [1]),
        (5, 6, 5),
        ([[1]], [5], [5]),
    ],
)
def test_changes_are_made_in_the_original(original: Any, now: Any, after: Any) -> None:
    write_back(original, now)
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
    write_back(original, now)
    assert original.tolist() == after


def test_what_may_not_be_written_stays() -> None:
    original = np.array([1.0, 2.0])
    original.flags.writeable = False
    write_back(original, np.array([3.0, 4.0]))
    assert original.tolist() == [1.0, 2.0]
