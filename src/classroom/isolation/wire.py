"""The messages between the trusted process and the student process: plain data as bytes, and nothing that can run.

One value is one tag byte and its content. Only these types pass, and only exactly these, never a subclass: None, bool,
int, float, complex, str, bytes, list, tuple, dict, set, frozenset, NumPy arrays and scalars of numeric, bool or
fixed-string dtype, those that `values` has a way for, and `Reference`, the number of something that stays in its own
process. Whatever bytes come in, decoding gives such a value or raises
`WireError`; it builds nothing else, calls nothing and imports nothing.
"""

import re
import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from classroom.isolation import values

MOST_BYTES = 64 * 2**20
"""Of one message: eight million numbers."""

MOST_PARTS = 500_000
"""Of one message: elements of all its containers together."""

MOST_ALIKE = 100
"""Keys of one dict that may have the same hash. A hundred thousand of them would take an hour to put into a dict."""

DEEPEST = 32
LONGEST_INT = 512
"""Bytes of one int: 4096 bits."""

INT64 = struct.Struct("<q")
FLOAT = struct.Struct("<d")
SIZE = struct.Struct("<I")
COLLECTIONS: dict[type, bytes] = {tuple: b"t", list: b"l", set: b"S", frozenset: b"Z"}
"""What marks a value of so many parts, one after the other."""
ATOMS: frozenset[type] = frozenset((int, float, complex, bool, str, bytes, type(None)))
"""Types of values without parts, which nothing can change."""
SMALL, LARGE = -(2**63), 2**63 - 1
DTYPE = re.compile(rb"[<>|][biufcSU][0-9]{1,4}")
MOST_DIMENSIONS = 32
LONGEST_STRING_ITEM = 4096
"""Bytes of one entry of a string array."""


class WireError(ValueError):
    """Bytes that are no message, or a value that may not be sent."""


@dataclass(frozen=True)
class Reference:
    """Something that stays where it is: its owner, its number there, and plain text about it.

    `ours` says that it is the sender's. `kind` is one of KINDS; "opaque" is for a value that the receiver cannot use at
    all. `about` is plain data, and no more to be trusted than its sender.
    """

    ours: bool
    number: int
    kind: str
    about: dict[str, Any]


KINDS = ("function", "object", "class", "module", "coroutine", "argument", "opaque", "error", "error class")

Refer = Callable[[Any], Any]
"""Gives, for a value of any other type, what is sent in its place: a Reference, or a plain value."""

Resolve = Callable[[Reference], Any]
"""Gives what stands for a Reference on the receiving side."""


def refuse(value: Any) -> Any:
    """The strictest `Refer`: nothing but plain data may be sent."""
    raise WireError(f"a value of type {type(value).__name__} cannot be sent")


# --- Writing ---------------------------------------------------------------------------------------------------------


def encode(value: Any, refer: Refer = refuse) -> bytes:
    """The value as bytes; `WireError` if it, or a part of it, may not be sent."""
    out: list[bytes] = []
    try:
        _write(value, out, refer, 0)
    except RecursionError:
        raise WireError("a value is nested too deeply") from None
    _bound_parts(len(out))
    data = b"".join(out)
    if len(data) > MOST_BYTES:
        raise WireError(f"a value takes {len(data) / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB can be sent")
    return data


def _write(value: Any, out: list[bytes], refer: Refer, depth: int) -> None:
    if depth > DEEPEST:
        raise WireError("a value is nested too deeply")
    kind = type(value)
    if kind is float:
        out.append(b"f" + FLOAT.pack(value))
    elif kind is int:
        _write_int(value, out)
    elif kind is str:
        data = value.encode("utf-8", "replace")
        out.append(b"s" + SIZE.pack(_size(len(data))) + data)
    elif kind is np.ndarray and _may_pass(value.dtype):
        _write_array(value, out)
    elif value is None:
        out.append(b"N")
    elif kind is bool:
        out.append(b"T" if value else b"F")
    elif kind is tuple or kind is list or kind is set or kind is frozenset:  # no hash of a student's class is asked for
        _bound_parts(len(out) + len(value))
        out.append(COLLECTIONS[kind] + SIZE.pack(_size(len(value))))
        for part in value:
            _write(part, out, refer, depth + 1)
    elif kind is dict:
        _bound_parts(len(out) + 2 * len(value))
        out.append(b"d" + SIZE.pack(_size(len(value))))
        for key, part in list(value.items()):
            _write(key, out, refer, depth + 1)
            _write(part, out, refer, depth + 1)
    elif kind is bytes:
        out.append(b"b" + SIZE.pack(_size(len(value))) + value)
    elif kind is complex:
        out.append(b"c" + FLOAT.pack(value.real) + FLOAT.pack(value.imag))
    elif isinstance(value, np.generic) and _may_pass(value.dtype) and kind is value.dtype.type:
        name = value.dtype.str.encode()
        out.append(b"g" + bytes([len(name)]) + name + value.tobytes())
    elif kind is Reference:
        out.append(b"r" + (b"o" if value.ours else b"y") + SIZE.pack(value.number))
        _write(value.kind, out, refuse, depth + 1)
        _write(value.about, out, refuse, depth + 1)
    else:
        parted = values.apart(value)
        if parted is None:
            _write(refer(value), out, refer, depth + 1)
        else:
            out.append(b"v")
            _write(parted[0], out, refer, depth + 1)
            _write(parted[1], out, refer, depth + 1)


def _bound_parts(parts: int) -> None:
    """Refuse to begin what the reader would refuse: each part writes one entry, and the reader counts them too."""
    if parts > MOST_PARTS:
        raise WireError(f"a value has {parts:,} parts; at most {MOST_PARTS:,} can be sent")


def _size(size: int) -> int:
    """A size that fits into its four bytes; what is larger than a whole message is refused right here."""
    if size > MOST_BYTES:
        raise WireError(f"a value with {size:,} parts is too large to be sent")
    return size


def _write_int(value: int, out: list[bytes]) -> None:
    if SMALL <= value <= LARGE:
        out.append(b"i" + INT64.pack(value))
        return
    length = value.bit_length() // 8 + 1
    if length > LONGEST_INT:
        raise WireError(f"an int of {value.bit_length():,} bits is too large to be sent")
    out.append(b"I" + SIZE.pack(length) + value.to_bytes(length, "little", signed=True))


def _write_array(value: Any, out: list[bytes]) -> None:
    if value.nbytes > MOST_BYTES:
        raise WireError(f"an array of {value.nbytes / 2**20:.0f} MB is too large to be sent")
    name = value.dtype.str.encode()
    shape = b"".join(INT64.pack(n) for n in value.shape)
    out.append(b"a" + bytes([len(name)]) + name + bytes([value.ndim]) + shape + value.tobytes())


def _may_pass(dtype: Any) -> bool:
    """Whether arrays of that dtype may pass: numbers, truth values and strings of one fixed length."""
    if dtype.kind in "USO" or dtype.kind == "V":
        return dtype.kind in "US" and 0 < dtype.itemsize <= LONGEST_STRING_ITEM
    return dtype.kind in "biufc" and bool(dtype.isnative)


# --- Reading ---------------------------------------------------------------------------------------------------------


def decode(data: bytes, resolve: Resolve = refuse) -> Any:
    """The value that `data` holds; `WireError`, and nothing else, if it holds none."""
    reader = Reader(data, resolve)
    value = reader.value(0)
    if reader.at != len(data):
        raise WireError("a message goes on after its end")
    return value


class Reader:
    """Reads one message from its first byte to its last."""

    def __init__(self, data: bytes, resolve: Resolve) -> None:
        if len(data) > MOST_BYTES:
            raise WireError("a message is too long")
        self.data = data
        self.resolve = resolve
        self.at = 0
        self.parts = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        start, self.at = self.at, self.at + count
        if count < 0 or self.at > len(self.data):
            raise WireError("a message ends too early")
        return self.data[start : self.at]

    def size(self) -> int:
        """A size, as it stands before a text or a container."""
        return int(SIZE.unpack(self.take(4))[0])

    def value(self, depth: int) -> Any:
        """The next value."""
        self.parts += 1
        if depth > DEEPEST or self.parts > MOST_PARTS:
            raise WireError("a message has too many parts")
        tag = self.take(1)
        read = READERS.get(tag)
        if read is None:
            raise WireError(f"a message has an unknown tag {tag!r}")
        return read(self, depth)

    def truth(self, _depth: int) -> Any:
        """None, True or False: the tag says it all."""
        return {b"N": None, b"T": True, b"F": False}[self.data[self.at - 1 : self.at]]

    def integer(self, _depth: int) -> int:
        """An int of up to 64 bits."""
        return int(INT64.unpack(self.take(8))[0])

    def large_integer(self, _depth: int) -> int:
        """An int of more bits."""
        length = self.size()
        if length > LONGEST_INT:
            raise WireError("a message holds an int that is too large")
        return int.from_bytes(self.take(length), "little", signed=True)

    def floating(self, _depth: int) -> float:
        """A float."""
        return float(FLOAT.unpack(self.take(8))[0])

    def text(self, _depth: int) -> str:
        """A str."""
        try:
            return self.take(self.size()).decode()
        except UnicodeDecodeError:
            raise WireError("a message holds text that is not UTF-8") from None

    def items(self, depth: int) -> list[Any]:
        """A list, or what a tuple is made of."""
        count = self.size()
        if count > len(self.data) - self.at:
            raise WireError("a message ends too early")
        return [self.value(depth + 1) for _ in range(count)]

    def fixed(self, depth: int) -> tuple[Any, ...]:
        """A tuple."""
        return tuple(self.items(depth))

    def mapping(self, depth: int) -> dict[Any, Any]:
        """A dict; its keys must be hashable, and their hashes must tell them apart."""
        found: dict[Any, Any] = {}
        alike: Counter[int] = Counter()
        for _ in range(self.size()):
            key, value = self.key(depth, alike), self.value(depth + 1)
            found[key] = value
        return found

    def key(self, depth: int, alike: Counter[int]) -> Any:
        """A key of a dict, or an element of a set; `alike` counts the hashes of those before it."""
        key = self.value(depth + 1)
        try:
            code = hash(key)
        except Exception:
            raise WireError(f"a message has a key of type {type(key).__name__}") from None
        alike[code] += 1
        if alike[code] > MOST_ALIKE:
            raise WireError(f"a message has more than {MOST_ALIKE} keys of one hash")
        return key

    def elements(self, depth: int) -> set[Any]:
        """A set."""
        alike: Counter[int] = Counter()
        return {self.key(depth, alike) for _ in range(self.size())}

    def frozen(self, depth: int) -> frozenset[Any]:
        """A frozenset."""
        return frozenset(self.elements(depth))

    def octets(self, _depth: int) -> bytes:
        """Bytes."""
        return self.take(self.size())

    def complex(self, _depth: int) -> complex:
        """A complex number."""
        return complex(self.floating(0), self.floating(0))

    def built(self, depth: int) -> Any:
        """A value that is built from its parts."""
        kind, parts = self.value(depth + 1), self.value(depth + 1)
        if type(kind) is not str:
            raise WireError("a message has a value of no kind")
        try:
            return values.build(kind, parts)
        except ValueError as error:
            raise WireError(f"in a message {error}") from None

    def dtype(self) -> Any:
        """The dtype of an array or a scalar."""
        name = self.take(self.take(1)[0])
        # np.dtype reads much more than this from a text: lists of fields, names of Python types.
        if DTYPE.fullmatch(name):
            try:
                dtype = np.dtype(name.decode())
            except TypeError:
                raise WireError(f"a message has an unknown dtype {name!r}") from None
            if _may_pass(dtype):
                return dtype
        raise WireError(f"a message has the dtype {name[:20]!r}, which may not be sent")

    def array(self, _depth: int) -> Any:
        """An array, with memory of its own."""
        dtype = self.dtype()
        dimensions = self.take(1)[0]
        if dimensions > MOST_DIMENSIONS:
            raise WireError("a message has an array of too many dimensions")
        shape = [self.integer(0) for _ in range(dimensions)]
        count = 1
        for length in shape:
            if not 0 <= length <= MOST_BYTES:
                raise WireError("a message has an array of an impossible shape")
            count *= length
        if count * dtype.itemsize > len(self.data):
            raise WireError("a message ends too early")
        try:
            return _entries(self.take(count * dtype.itemsize), dtype).reshape(shape)
        except ValueError as error:  # a shape with a zero in it can still be too large for NumPy
            raise WireError(f"a message has an impossible array: {error}") from None

    def scalar(self, _depth: int) -> Any:
        """A NumPy scalar."""
        dtype = self.dtype()
        return _entries(self.take(dtype.itemsize), dtype)[0]

    def reference(self, depth: int) -> Any:
        """What stands for a Reference here."""
        owner, number = self.take(1), self.size()
        outer, self.resolve = self.resolve, refuse  # what is said about it is plain
        kind, about = self.value(depth + 1), self.value(depth + 1)
        self.resolve = outer
        if owner not in (b"o", b"y") or kind not in KINDS or type(about) is not dict:
            raise WireError("a message has a reference that is none")
        return self.resolve(Reference(owner == b"o", number, kind, about))


def _entries(data: bytes, dtype: Any) -> Any:
    """The entries of an array, copied; bytes that are no such entry are refused."""
    if dtype.kind == "b":
        flags = np.frombuffer(data, np.uint8)
        if flags.size and int(flags.max()) > 1:
            raise WireError("a message has a truth value that is neither")
    if dtype.kind == "U":
        points = np.frombuffer(data, dtype.str[0] + "u4")
        if points.size and int(points.max()) > 0x10FFFF:
            raise WireError("a message has a character that does not exist")
    return np.frombuffer(data, dtype).copy()


READERS: dict[bytes, Callable[[Reader, int], Any]] = {
    b"N": Reader.truth,
    b"T": Reader.truth,
    b"F": Reader.truth,
    b"i": Reader.integer,
    b"I": Reader.large_integer,
    b"f": Reader.floating,
    b"s": Reader.text,
    b"l": Reader.items,
    b"t": Reader.fixed,
    b"d": Reader.mapping,
    b"a": Reader.array,
    b"g": Reader.scalar,
    b"S": Reader.elements,
    b"Z": Reader.frozen,
    b"b": Reader.octets,
    b"c": Reader.complex,
    b"v": Reader.built,
    b"r": Reader.reference,
}
