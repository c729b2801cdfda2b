"""The messages: what is sent arrives as it was, what is no message is refused, whatever it is."""

import math
import struct
from collections import Counter, deque
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classroom.isolation import wire
from classroom.isolation.changes import write_back
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


tags = st.sampled_from([bytes([tag]) for tag in b"NTFiIfsltdagro=@!"])
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


# --- What is one thing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [list, dict, set, bytearray, deque, Counter, lambda: np.zeros(2), SimpleNamespace])
def test_what_stands_in_two_places_is_one_thing(make: Callable[[], Any]) -> None:
    one = make()
    first, second, (inner, other) = decode(encode((one, [one], {"a": one, "b": make()}.values())))[:3]
    assert second[0] is first
    assert inner is first
    assert other is not first


def test_two_equal_containers_stay_two() -> None:
    first, second = decode(encode([[i] for i in (1, 1)]))
    assert first is not second
    parts = decode(encode(([[[i], {i: [i]}] for i in range(50)], np.array([[1], None, [2]], dtype=object))))
    assert parts[0] == [[[i], {i: [i]}] for i in range(50)]
    assert parts[1].tolist() == [[1], None, [2]]


def answered(arguments: Any, change: Callable[[Any], Any], renew: bool = True) -> Any:
    """What comes of a call: a function works on what has arrived, and names it in its answer."""
    sent: list[wire.Held] = []
    held: list[wire.Held] = []
    there = decode(encode(arguments, held=sent), held=held)
    renewed: list[tuple[Any, Any]] = []
    result = decode(encode(change(there), given=held, renew=renew), given=sent, renewed=renewed)
    write_back(renewed)
    return result


def test_a_container_of_the_question_comes_back_as_itself() -> None:
    rows: list[Any] = [[1], [2], np.zeros(3), {"a": set()}, bytearray(b"x")]
    copied = answered(rows, list, renew=False)
    assert copied is not rows
    assert all(one is other for one, other in zip(copied, rows, strict=True))


def test_containers_change_places_and_stay_themselves() -> None:
    a: list[Any] = [1]
    b, c = [2], np.zeros(2)
    arguments: list[Any] = [a, b, c]

    def change(there: Any) -> Any:
        first, second, array = there
        first.append(second)
        array[0] = 5
        there[:] = [array]
        second.append(3)
        return {"new": [first], "old": array}

    result = answered(arguments, change)
    assert a == [1, [2, 3]]
    assert a[1] is b
    assert result["new"][0] is a
    assert result["old"] is c
    assert arguments[0] is c
    assert len(arguments) == 1
    assert c.tolist() == [5, 0]


def test_what_does_not_fit_comes_as_a_copy() -> None:
    array = np.zeros(2)
    array.flags.writeable = False

    def change(there: Any) -> Any:
        there[0][0] = 1
        return there[0]

    assert answered([array], change).tolist() == [1, 0]
    assert array.tolist() == [0, 0]


def number(tag: bytes, place: int) -> bytes:
    return tag + struct.pack("<I", place)


EMPTY = number(b"l", 0)


@pytest.mark.parametrize(
    "data",
    [
        number(b"=", 0), number(b"@", 2), number(b"!", 2) + EMPTY, number(b"l", 1) + number(b"=", 0),
        number(b"t", 2) + b"N" + number(b"=", 0), number(b"!", 0) + EMPTY, number(b"!", 0) + number(b"@", 1),
        number(b"t", 2) + number(b"!", 0) + EMPTY + number(b"@", 1), number(b"!", 0) * 2 + EMPTY,
        number(b"t", 3) + number(b"!", 0) + EMPTY + number(b"!", 0) + EMPTY + number(b"!", 1) + EMPTY,
        number(b"t", 1) + number(b"!", 1) + number(b"l", 1) + number(b"=", 0) + number(b"!", 0) + EMPTY,
        number(b"@", 0) + number(b"@", 1),
        number(b"!", 0) + b"N" + number(b"!", 1) + number(b"d", 0),
        number(b"=", 2**32 - 1), b"@", b"=\0", b"!\0\0\0\0",
        number(b"t", 2) + EMPTY + number(b"S", 1) + number(b"=", 0),
        number(b"t", 2) + EMPTY + b"ro\0\0\0\0" + encode("object") + number(b"d", 1) + b"N" + number(b"=", 0),
    ],
)  # fmt: skip
def test_only_finished_or_given_containers_are_named(data: bytes) -> None:
    sent: list[wire.Held] = []
    given = [[1], {}]
    encode(given[0], held=sent)
    encode(given[1], held=sent)
    with pytest.raises(WireError):
        decode(data, lambda reference: reference, given=sent)
    assert given == [[1], {}]


def doubled(times: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(times):
        value = [value, value]
    return value


def test_small_messages_do_not_stand_for_huge_values() -> None:
    assert decode(encode(doubled(10))) == doubled(10)
    with pytest.raises(WireError, match="parts"):
        encode(doubled(40))
    with pytest.raises(WireError, match="parts"):
        decode(number(b"t", 41) + EMPTY + b"".join(number(b"l", 2) + number(b"=", n) * 2 for n in range(40)))
    array = np.zeros(10**6)
    with pytest.raises(WireError, match="MB"):
        encode([array] * 10)
    with pytest.raises(WireError, match="parts"):
        decode(number(b"l", 11) + encode(array) + number(b"=", 0) * 10)
    sent: list[wire.Held] = []
    encode([array], held=sent)
    with pytest.raises(WireError, match="parts"):
        decode(number(b"l", 10) + number(b"@", 0) * 10, given=sent)
    with pytest.raises(WireError):
        answered([[], []], lambda there: (there[0].extend([doubled(15)] * 9), there[1].extend([there[0]] * 9)))


def test_numbers_do_not_make_a_value_deeper_than_it_may_be() -> None:
    deep = nested(wire.DEEPEST - 5)
    with pytest.raises(WireError, match="deep"):
        encode([deep, [[[[[[deep]]]]]]])
    chain = EMPTY + b"".join(number(b"l", 1) + number(b"=", n) for n in range(5_000))
    with pytest.raises(WireError, match="parts"):
        decode(number(b"t", 5_001) + chain)


def test_whatever_is_read_can_be_sent_again() -> None:
    deep = nested(wire.DEEPEST - 5)
    data = encode((deep, [[deep]]))
    assert encode(decode(data)) == data


def test_a_value_may_be_as_deep_as_a_recursive_function_makes_it() -> None:
    tree: Any = None
    for n in range(150):
        tree = (n, tree, {"a": tree} if n < 5 else [])
    assert decode(encode(tree)) == tree
    with pytest.raises(WireError, match=r"at most 190 levels .* depth of a tree"):
        encode(nested(1_000))
    for tag in (b"l", b"t", b"d", b"S", b"Z"):
        with pytest.raises(WireError):
            decode(number(tag, 1) * 100_000)
    for start in (b"v", b"ro\0\0\0\0", number(b"!", 0)):
        with pytest.raises(WireError):
            decode(start * 100_000, given=[([], 0, 5, 0)])


@pytest.mark.slow
@settings(RELAXED, max_examples=400)
@given(st.lists(st.sampled_from(b"=@!lltdSv").map(lambda n: bytes([n])) | sizes, max_size=14).map(b"".join))
def test_almost_messages_that_name_containers_are_messages_or_refused(data: bytes) -> None:
    sent: list[wire.Held] = []
    encode([[], {}], held=sent)
    try:
        value = decode(data, given=sent)
    except WireError:
        return
    encode(value)
