"""Exceptions on their way across the link: whatever is told of one, an ordinary exception comes out."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classroom.isolation.exceptions import BUILTIN, describe, rebuild

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


@pytest.mark.slow
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
