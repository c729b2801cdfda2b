"""The messages between the trusted process and the student process: plain data as bytes, and nothing that can run.

One value is one tag byte and its content. Only these types pass, and only exactly these, never a subclass: None, bool,
int, float, complex, str, bytes, list, tuple, dict, set, frozenset, NumPy arrays and scalars of numeric, bool or
fixed-string dtype, those that `values` has a way for, and `Reference`, the number of something that stays in its own
process. Whatever bytes come in, decoding gives such a value or raises
`WireError`; it builds nothing else, calls nothing and imports nothing.

A container that can change in place is one thing on both sides too. It has a number, in the order in which containers
are finished, and is named by it where it stands once more. The reply to a message can also name the containers of that
message. One that is not finished has no number yet, so none can hold itself: to print lists that hold each other takes
time without end. What is named counts in full for every limit, so that no small message stands for a huge value.
"""

import re
import struct
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from classroom.isolation import changes, values

MOST_BYTES = 64 * 2**20
"""Of one message: eight million numbers."""

MOST_PARTS = 500_000
"""Of one message: elements of all its containers together."""

MOST_ALIKE = 100
"""Keys of one dict that may have the same hash. A hundred thousand of them would take an hour to put into a dict."""

DEEPEST = 200
"""Levels of one message. Each takes one frame of Python's to write and two to read, of the thousand that there are."""

TOO_DEEP = (
    f"a value holds itself, or is nested too deeply: at most {DEEPEST - 10} levels can be sent. A test can call a"
    " function that is defined in a locked cell and returns less: the depth of a tree, or its entries in a list"
)
LONGEST_INT = 512
"""Bytes of one int: 4096 bits."""

INT64 = struct.Struct("<q")
FLOAT = struct.Struct("<d")
SIZE = struct.Struct("<I")
COLLECTIONS: dict[type, bytes] = {tuple: b"t", list: b"l", set: b"S", frozenset: b"Z", dict: b"d"}
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


Held = tuple[Any, int, int, int]
"""A container of a message; the values and bytes in it, with repeated ones counted again, and levels below it."""

KINDS = ("function", "object", "class", "module", "coroutine", "argument", "opaque", "error", "error class")

Refer = Callable[[Any], Any]
"""Gives, for a value of any other type, what is sent in its place: a Reference, or a plain value."""

Resolve = Callable[[Reference], Any]
"""Gives what stands for a Reference on the receiving side."""


def refuse(value: Any) -> Any:
    """The strictest `Refer`: nothing but plain data may be sent."""
    raise WireError(f"a value of type {type(value).__name__} cannot be sent")


# --- Writing ---------------------------------------------------------------------------------------------------------


def encode(
    value: Any,
    refer: Refer = refuse,
    given: Sequence[Held] = (),
    held: list[Held] | None = None,
    renew: bool = False,
) -> bytes:
    """The value as bytes; `WireError` if it, or a part of it, may not be sent.

    `given` are the containers of the message that this one answers: they are named only or, to `renew` them, all sent
    with what is in them now. `held` takes up the containers of this message.
    """
    writer = Writer(refer, given, held, renew)
    try:
        _write(value, writer.out, writer, 0)
        for one in reversed(given) if renew else ():  # those that stand nowhere in the value
            if writer.places.get(id(one[0]), 0) < 0:
                writer.add(1)
                _write(one[0], writer.out, writer, 0)
    except RecursionError:
        raise WireError(TOO_DEEP) from None
    if len(writer.out) + writer.repeated > MOST_BYTES:
        writer.bound_size()
    return bytes(writer.out)


def image(held: Sequence[Held], refer: Refer = refuse) -> bytes:
    """What stands in these containers, each looked at once: other bytes if any of them has changed."""
    writer = Writer(refer, (), None, False)
    writer.bounded = False
    try:
        for one in reversed(held):  # the outer ones first: most others stand in them
            if id(one[0]) not in writer.places:
                _write(one[0], writer.out, writer, 0)
    except RecursionError:
        raise WireError(TOO_DEEP) from None
    return bytes(writer.out)


class Writer:
    """What is known while a message is written. `places` has the number of each container; below 0 for given ones."""

    bounded = True
    parts = 1
    repeated = 0
    deepest = 0

    def __init__(self, refer: Refer, given: Sequence[Held], held: list[Held] | None, renew: bool) -> None:
        self.refer, self.given, self.renew = refer, given, renew
        self.out = bytearray()
        self.held: list[Held] = [] if held is None else held
        self.places: dict[int, int] = {id(one[0]): -1 - n for n, one in enumerate(given)} if given else {}

    def add(self, parts: int) -> None:
        """Refuse to begin what the reader would refuse."""
        self.parts += parts
        if self.parts > MOST_PARTS and self.bounded:
            raise WireError(f"a value has {self.parts:,} parts; at most {MOST_PARTS:,} can be sent")

    def bound_size(self) -> None:
        """Refuse what takes too many bytes."""
        size = len(self.out) + self.repeated
        if size > MOST_BYTES and self.bounded:
            raise WireError(f"a value takes {size / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB can be sent")

    def again(self, value: Any, place: int, depth: int) -> bool:
        """Name a container that has a number; False if it must be written all the same."""
        if place < 0 and self.renew:
            del self.places[id(value)]
            self.out += b"!" + SIZE.pack(-1 - place)
            self.add(1)
            return False
        _, parts, size, levels = self.held[place] if place >= 0 else self.given[-1 - place]
        self.out += (b"=" + SIZE.pack(place)) if place >= 0 else (b"@" + SIZE.pack(-1 - place))
        if self.bounded:
            if depth + levels > DEEPEST:
                raise WireError(TOO_DEEP)
            self.add(parts)
            self.repeated += size
            self.deepest = max(self.deepest, depth + levels)
            self.bound_size()
        return True


def _write(value: Any, out: bytearray, writer: Writer, depth: int) -> None:
    if depth > DEEPEST:
        raise WireError(TOO_DEEP)
    kind = type(value)
    if kind is float:
        out += b"f" + FLOAT.pack(value)
    elif kind is int:
        _write_int(value, out)
    elif kind is str:
        data = value.encode("utf-8", "replace")
        out += b"s" + SIZE.pack(_size(len(data))) + data
    elif kind is np.ndarray and _may_pass(value.dtype):
        place = writer.places.get(id(value))
        if place is None or not writer.again(value, place, depth):
            start = len(out)
            _write_array(value, out)
            writer.places[id(value)] = len(writer.held)
            writer.held.append((value, 0, len(out) - start, 0))
    elif value is None:
        out += b"N"
    elif kind is bool:
        out += b"T" if value else b"F"
    elif kind is tuple or kind is frozenset:  # no hash of a student's class is asked for
        size = len(value)
        writer.parts += size
        if writer.parts > MOST_PARTS:
            writer.add(0)
        out += COLLECTIONS[kind] + SIZE.pack(size)
        if depth > writer.deepest:
            writer.deepest = depth
        for part in value:
            _write(part, out, writer, depth + 1)
    elif kind is list or kind is set or kind is dict:
        place = writer.places.get(id(value))
        if place is None or not writer.again(value, place, depth):
            size = len(value)
            if not size:
                out += COLLECTIONS[kind] + b"\0\0\0\0"
                writer.places[id(value)] = len(writer.held)
                writer.held.append((value, 0, 5, 0))
                if depth > writer.deepest:
                    writer.deepest = depth
                return
            parts, start, deepest = writer.parts, len(out) + writer.repeated, writer.deepest
            writer.deepest = depth
            writer.parts = parts + (2 * size if kind is dict else size)
            if writer.parts > MOST_PARTS:
                writer.add(0)
            out += COLLECTIONS[kind] + SIZE.pack(_size(size))
            if kind is dict:
                for key, part in list(value.items()):
                    _write(key, out, writer, depth + 1)
                    _write(part, out, writer, depth + 1)
            else:
                for part in value:
                    _write(part, out, writer, depth + 1)
            held, below = writer.held, writer.deepest
            writer.places[id(value)] = len(held)  # kept: what is written next may not get its id
            held.append((value, writer.parts - parts, len(out) + writer.repeated - start, below - depth))
            if deepest > below:
                writer.deepest = deepest
    elif kind is bytes:
        out += b"b" + SIZE.pack(_size(len(value))) + value
    elif kind is complex:
        out += b"c" + FLOAT.pack(value.real) + FLOAT.pack(value.imag)
    elif isinstance(value, np.generic) and _may_pass(value.dtype) and kind is value.dtype.type:
        name = value.dtype.str.encode()
        out += b"g" + bytes([len(name)]) + name + value.tobytes()
    elif kind is Reference:
        out += b"r" + (b"o" if value.ours else b"y") + SIZE.pack(value.number)
        _write_apart(value.kind, value.about, out, writer, refuse, depth)
    else:
        _write_other(value, out, writer, depth)


def _write_apart(one: Any, other: Any, out: bytearray, writer: Writer, refer: Refer, depth: int) -> None:
    """Two values whose containers nothing else names."""
    outer = writer.refer, writer.held, writer.places
    writer.refer, writer.held, writer.places = refer, [], {}
    writer.add(2)
    _write(one, out, writer, depth + 1)
    _write(other, out, writer, depth + 1)
    writer.refer, writer.held, writer.places = outer


def _write_other(value: Any, out: bytearray, writer: Writer, depth: int) -> None:
    place = writer.places.get(id(value))
    if place is not None and writer.again(value, place, depth):
        return
    parted = values.apart(value)
    if parted is None:
        _write(writer.refer(value), out, writer, depth + 1)
        return
    kind, inner = parted
    parts, start, deepest = writer.parts, len(out) + writer.repeated, writer.deepest
    writer.deepest = depth
    out += b"v"
    if kind in values.HOLDERS:
        writer.add(2)
        _write(kind, out, writer, depth + 1)
        _write(inner, out, writer, depth + 1)
    else:
        _write_apart(kind, inner, out, writer, writer.refer, depth)
    if kind in values.MUTABLE:
        writer.places[id(value)] = len(writer.held)
        size = len(out) + writer.repeated - start
        writer.held.append((value, writer.parts - parts, size, writer.deepest - depth))
    writer.deepest = max(writer.deepest, deepest)


def _size(size: int) -> int:
    """A size that fits into its four bytes; what is larger than a whole message is refused right here."""
    if size > MOST_BYTES:
        raise WireError(f"a value with {size:,} parts is too large to be sent")
    return size


def _write_int(value: int, out: bytearray) -> None:
    if SMALL <= value <= LARGE:
        out += b"i" + INT64.pack(value)
        return
    length = value.bit_length() // 8 + 1
    if length > LONGEST_INT:
        raise WireError(f"an int of {value.bit_length():,} bits is too large to be sent")
    out += b"I" + SIZE.pack(length) + value.to_bytes(length, "little", signed=True)


def _write_array(value: Any, out: bytearray) -> None:
    if value.nbytes > MOST_BYTES:
        raise WireError(f"an array of {value.nbytes / 2**20:.0f} MB is too large to be sent")
    name = value.dtype.str.encode()
    shape = b"".join(INT64.pack(n) for n in value.shape)
    out += b"a" + bytes([len(name)]) + name + bytes([value.ndim]) + shape + value.tobytes()


def _may_pass(dtype: Any) -> bool:
    """Whether arrays of that dtype may pass: numbers, truth values and strings of one fixed length."""
    if dtype.kind in "USO" or dtype.kind == "V":
        return dtype.kind in "US" and 0 < dtype.itemsize <= LONGEST_STRING_ITEM
    return dtype.kind in "biufc" and bool(dtype.isnative)


# --- Reading ---------------------------------------------------------------------------------------------------------


def decode(
    data: bytes,
    resolve: Resolve = refuse,
    given: Sequence[Held] = (),
    held: list[Held] | None = None,
    renewed: list[tuple[Any, Any]] | None = None,
) -> Any:
    """The value that `data` holds; `WireError`, and nothing else, if it holds none.

    `given` are the containers of the message that this one answers, and `held` takes up those of this one. `renewed`
    takes up what is to stand in the given ones from now on, which is for `changes.write_back`.
    """
    reader = Reader(data, resolve, given, [] if held is None else held)
    try:
        value = reader.value(0)
        while reader.renewed and reader.at < len(data):
            reader.value(0)
    except RecursionError:
        raise WireError("a message is nested too deeply") from None
    if reader.at != len(data):
        raise WireError("a message goes on after its end")
    # What has been named without being renewed counted for what it was before. It may hold something that is renewed.
    if reader.renewed and (reader.named_given or len(reader.renewed) != len(given)):
        raise WireError("a message does not renew all that it was given")
    if renewed is not None:
        renewed += [(given[place][0], now) for place, now in reader.renewed.items()]
    return value


class Reader:
    """Reads one message from its first byte to its last."""

    named_given = False
    parts = 0
    repeated = 0
    deepest = 0

    def __init__(
        self, data: bytes, resolve: Resolve, given: Sequence[Held] = (), held: list[Held] | None = None
    ) -> None:
        if len(data) > MOST_BYTES:
            raise WireError("a message is too long")
        self.data = data
        self.resolve = resolve
        self.given = given
        self.held: list[Held] = [] if held is None else held
        self.renewed: dict[int, Any] = {}
        self.at = 0

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

    def begin(self, depth: int) -> tuple[int, int, int]:
        """Begin a container, which is to be kept with what this gives."""
        begun = (self.parts, self.at - 1 + self.repeated, self.deepest)
        self.deepest = depth
        return begun

    def keep(self, value: Any, begun: tuple[int, int, int], depth: int) -> None:
        """Give a container its number."""
        parts, size, deepest = begun
        size = self.at + self.repeated - size
        self.held.append((value, self.parts - parts, size, self.deepest - depth))
        if deepest > self.deepest:
            self.deepest = deepest

    def again(self, depth: int) -> Any:
        """A container of this message, or of the one that it answers, by its number."""
        of_this = self.data[self.at - 1] == ord("=")
        place, known = self.size(), self.held if of_this else self.given
        if place >= len(known):
            raise WireError("a message names what it does not hold")
        self.named_given |= not of_this
        value, parts, size, levels = known[place]
        self.parts += parts
        self.repeated += size
        self.deepest = max(self.deepest, depth + levels)
        if self.deepest > DEEPEST or self.parts > MOST_PARTS or self.at + self.repeated > MOST_BYTES:
            raise WireError("a message has too many parts")
        return value

    def renewal(self, depth: int) -> Any:
        """A container of the message that this one answers, with what is in it now. It is changed only later."""
        place = self.size()
        if place >= len(self.given) or place in self.renewed or self.data[self.at : self.at + 1] in (b"=", b"@", b"!"):
            raise WireError("a message renews what it was not given")
        now = self.value(depth)
        original = self.given[place][0]
        self.renewed[place] = now
        if self.held and self.held[-1][0] is now and changes.fits(original, now):
            self.held[-1] = (original, *self.held[-1][1:])
            return original
        if type(original) in (list, dict, set):  # it would keep what is in it, which may have grown
            raise WireError("a message renews something by what it cannot be")
        return now

    def items(self, depth: int) -> list[Any]:
        """What a list or a tuple is made of."""
        count = self.size()
        if count > len(self.data) - self.at:
            raise WireError("a message ends too early")
        if depth > self.deepest:
            self.deepest = depth
        found: list[Any] = []
        add, value, depth = found.append, self.value, depth + 1
        for _ in range(count):  # a comprehension would take one more frame for each level
            add(value(depth))
        return found

    def listed(self, depth: int) -> list[Any]:
        """A list."""
        parts, start, deepest = self.parts, self.at - 1 + self.repeated, self.deepest
        self.deepest = depth
        count = self.size()
        if count > len(self.data) - self.at:
            raise WireError("a message ends too early")
        found: list[Any] = []
        add, value, below = found.append, self.value, depth + 1
        for _ in range(count):  # a comprehension would take one more frame for each level
            add(value(below))
        self.held.append((found, self.parts - parts, self.at + self.repeated - start, self.deepest - depth))
        if deepest > self.deepest:
            self.deepest = deepest
        return found

    def fixed(self, depth: int) -> tuple[Any, ...]:
        """A tuple."""
        return tuple(self.items(depth))

    def mapping(self, depth: int) -> dict[Any, Any]:
        """A dict; its keys must be hashable, and their hashes must tell them apart."""
        begun = self.begin(depth)
        found: dict[Any, Any] = {}
        alike: Counter[int] = Counter()
        for _ in range(self.size()):
            key, value = self.key(depth, alike), self.value(depth + 1)
            found[key] = value
        self.keep(found, begun, depth)
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
        """What a set is made of."""
        alike: Counter[int] = Counter()
        if depth > self.deepest:
            self.deepest = depth
        return {self.key(depth, alike) for _ in range(self.size())}

    def changing(self, depth: int) -> set[Any]:
        """A set."""
        begun = self.begin(depth)
        found = self.elements(depth)
        self.keep(found, begun, depth)
        return found

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
        begun = self.begin(depth)
        outer = self.held, self.given
        self.held, self.given = [], ()
        kind = self.value(depth + 1)
        if type(kind) is not str:
            raise WireError("a message has a value of no kind")
        if kind in values.HOLDERS:
            self.held, self.given = outer
        parts = self.value(depth + 1)
        self.held, self.given = outer
        try:
            made = values.build(kind, parts)
        except ValueError as error:
            raise WireError(f"in a message {error}") from None
        if kind in values.MUTABLE:
            self.keep(made, begun, depth)
        else:
            self.deepest = max(self.deepest, begun[2])
        return made

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
        start = self.at - 1
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
            made = _entries(self.take(count * dtype.itemsize), dtype).reshape(shape)
        except ValueError as error:  # a shape with a zero in it can still be too large for NumPy
            raise WireError(f"a message has an impossible array: {error}") from None
        self.held.append((made, 0, self.at - start, 0))
        return made

    def scalar(self, _depth: int) -> Any:
        """A NumPy scalar."""
        dtype = self.dtype()
        return _entries(self.take(dtype.itemsize), dtype)[0]

    def reference(self, depth: int) -> Any:
        """What stands for a Reference here."""
        owner, number = self.take(1), self.size()
        outer = self.resolve, self.held, self.given
        self.resolve, self.held, self.given = refuse, [], ()  # what is said about it is plain
        kind, about = self.value(depth + 1), self.value(depth + 1)
        self.resolve, self.held, self.given = outer
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
    b"l": Reader.listed,
    b"t": Reader.fixed,
    b"d": Reader.mapping,
    b"a": Reader.array,
    b"g": Reader.scalar,
    b"S": Reader.changing,
    b"Z": Reader.frozen,
    b"b": Reader.octets,
    b"c": Reader.complex,
    b"v": Reader.built,
    b"r": Reader.reference,
    b"=": Reader.again,
    b"@": Reader.again,
    b"!": Reader.renewal,
}
