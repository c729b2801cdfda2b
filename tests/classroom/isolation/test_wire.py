"""The messages: what is sent arrives as it was, what is no message is refused, whatever it is."""

import math
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classroom.isolation import wire
from classroom.isolation.wire import Reference, WireError, decode, encode

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DTYPES = ["?", "i1", "u1", "<i2", "<i4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16", "<U3", "S4"]
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=["Cs"]))
hashable = st.recursive(scalars, lambda parts: st.tuples(parts, parts), max_leaves=3)
shapes = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
array_values = st.sampled_from(DTYPES).flatmap(lambda dtype: arrays.arrays(np.dtype(dtype), shapes))
values = st.recursive(
    scalars | array_values,
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.tuples(parts)
        | st.tuples(parts, parts)
        | st.dictionaries(hashable, parts, max_size=3)
    ),
    max_leaves=10,
)


def same(one: Any, other: Any) -> bool:
    """Equal in type and value, NaN included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype) and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return len(one) == len(other) and all(
            same(a, b) and same(one[a], other[b]) for a, b in zip(one, other, strict=True)
        )
    return bool(one == other)


@RELAXED
@given(values)
def test_plain_data_arrive_as_they_were(value: Any) -> None:
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize("dtype", DTYPES)
def test_numpy_scalars_keep_their_type(dtype: str) -> None:
    value = np.ones(1, dtype)[0]
    assert same(decode(encode(value)), value)


def test_an_array_arrives_with_memory_of_its_own() -> None:
    value = decode(encode(np.zeros(3)))
    value[0] = 1
    assert value.tolist() == [1, 0, 0]


class Number(int):
    """Not an int, exactly."""


class Text(str):
    """Not a str, exactly."""


class Items(list):  # type: ignore[type-arg]
    """Not a list, exactly."""


@pytest.mark.parametrize(
    "value",
    [
        Number(1), Text("a"), Items(), {Number(1)}, object(), Number, print, iter([]), memoryview(b""),
        lambda: 0, np.array([object()]), np.zeros(2, "V4"), np.array([None, print]),
        np.ma.masked, np.zeros(2, ">f8"), NotImplemented, type("Dict", (dict,), {})(), ValueError("x"),
        Reference(True, 1, "function", {"a": object()}), [[[{"deep": object()}]]],
    ],
)  # fmt: skip
def test_nothing_else_is_sent(value: Any) -> None:
    with pytest.raises(WireError):
        encode(value)


def test_references_cross_as_numbers() -> None:
    sent = Reference(True, 7, "function", {"name": "f", "parameters": [("x", 1)]})
    assert decode(encode([sent]), lambda reference: reference) == [sent]
    with pytest.raises(WireError):
        decode(encode(sent))


def test_what_is_said_about_a_reference_holds_no_reference() -> None:
    inner = encode(Reference(True, 1, "object", {}))
    about = b"d" + struct.pack("<I", 1) + encode("x") + inner
    with pytest.raises(WireError):
        decode(b"ro" + struct.pack("<I", 2) + encode("object") + about, lambda reference: reference)


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_too_deep_too_many_and_too_large_are_refused_on_both_sides() -> None:
    with pytest.raises(WireError, match="deep"):
        encode(nested(wire.DEEPEST + 1))
    with pytest.raises(WireError, match="parts"):
        decode((b"l" + struct.pack("<I", 1)) * (wire.DEEPEST + 5) + b"N")
    with pytest.raises(WireError, match="parts"):
        decode(encode([None] * (wire.MOST_PARTS + 1)))
    with pytest.raises(WireError, match="large"):
        encode(np.zeros(wire.MOST_BYTES // 8 + 1))
    with pytest.raises(WireError, match="large"):
        encode(1 << (8 * wire.LONGEST_INT + 8))


def recursive() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def test_a_list_that_holds_itself_is_refused() -> None:
    with pytest.raises(WireError):
        encode(recursive())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"x", b"i", b"f1234567", b"s\xff\xff\xff\xff", b"s\x01\x00\x00\x00\xff", b"l\xff\xff\xff\xffN",
        b"l\x01\x00\x00\x00", b"NN", b"d\x01\x00\x00\x00l\x00\x00\x00\x00N", b"I\xff\xff\x00\x00",
        b"a\x03<f8\x01" + struct.pack("<q", -1), b"a\x03<f8\x01" + struct.pack("<q", 2**62),
        b"a\x03<f8\x02" + struct.pack("<qq", 0, 2**62), b"a\x03<f8\xff", b"a\x02|O\x00" + b"\0" * 8,
        b"a\x05i4,f4\x00" + b"\0" * 8, b"a\x03|V8\x00" + b"\0" * 8, b"a\x04int4\x00", b"a\x03|b1\x01" +
        struct.pack("<q", 1) + b"\x02", b"a\x03<U1\x00\xff\xff\xff\x7f",
        b"g\x03<U1\xff\xff\xff\x7f", b"g\x03>f8" + b"\0" * 8,
        b"a\x00\x00", b"a\x09<M8[1970]\x00" + b"\0" * 8, b"ro\x01\x00\x00\x00NN", b"rx\x01\x00\x00\x00NN",
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data, lambda reference: reference)


def accepted_or_refused(data: bytes) -> None:
    """Decoding ends with a value of allowed types or with WireError."""
    try:
        value = decode(data, lambda reference: None)
    except WireError:
        return
    assert same(decode(encode(value)), value)


@settings(RELAXED, max_examples=400)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    accepted_or_refused(data)


tags = st.sampled_from([bytes([tag]) for tag in b"NTFiIfsltdagro"])
sizes = st.integers(0, 2**32 - 1).map(lambda n: struct.pack("<I", n)) | st.integers(0, 4).map(
    lambda n: struct.pack("<I", n)
)
names = st.sampled_from(["<f8", "|b1", "<U2", "|O", "<i8", ">i2", "|V3", "<M8", "|S0"]).map(
    lambda name: bytes([len(name)]) + name.encode()
)
lengths = st.integers(-(2**63), 2**63 - 1).map(lambda n: struct.pack("<q", n))


@pytest.mark.slow
@settings(RELAXED, max_examples=400)
@given(st.lists(tags | sizes | names | lengths | st.binary(max_size=9), max_size=12).map(b"".join))
def test_almost_messages_are_messages_or_refused(data: bytes) -> None:
    accepted_or_refused(data)


@pytest.mark.slow
@settings(RELAXED, max_examples=300)
@given(values, st.integers(0, 10**6), st.binary(max_size=4))
def test_damaged_messages_are_messages_or_refused(value: Any, place: int, damage: bytes) -> None:
    data = encode(value)
    place %= len(data)
    accepted_or_refused(data[:place] + damage + data[place + len(damage) :])
    accepted_or_refused(data[:place])


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(lambda n: n * (2**61 - 1), id="large ints"),
        pytest.param(lambda n: complex(-1_000_003 * n, n), id="complex numbers"),
        pytest.param(lambda n: (n * (2**61 - 1), "x"), id="tuples"),
    ],
)
def test_a_dict_whose_keys_have_one_hash_is_refused(key: Callable[[int], Any]) -> None:
    few, many = ({key(n): n for n in range(1, count + 1)} for count in (wire.MOST_ALIKE, wire.MOST_ALIKE + 1))
    assert len({hash(one) for one in many}) == 1
    assert decode(encode(few, plainly)) == few
    with pytest.raises(WireError, match="one hash"):
        decode(encode(many, plainly))


def plainly(value: Any) -> Any:
    """A complex number as NumPy's, which may be sent."""
    return np.complex128(value)


@pytest.mark.slow
def test_what_would_not_be_read_is_not_written() -> None:
    with pytest.raises(WireError, match="parts"):
        wire.encode([None] * wire.MOST_PARTS)
    assert len(wire.decode(wire.encode([None] * (wire.MOST_PARTS - 1)))) == wire.MOST_PARTS - 1
