"""Values that cross by what they are made of: of Python's library, NumPy, pandas, SciPy, SymPy, PyTorch, NetworkX.

Each way in the table takes a value of exactly one type apart, into parts that are plain data or such values again, and
builds one from parts. Building calls nothing that a message can choose: no pickle, no code, no name that is looked up
outside of the table. What the parts say is checked by the type's own constructor, or here; whatever it raises is a
`ValueError` to the reader. A value of a subclass is not of these types: who has written it is not known.
"""

import datetime
import decimal
import fractions
import keyword
import pathlib
import re
import sys
import time
import types
import uuid
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

import numpy as np

MOST_FIELDS = 200
LARGEST_POWER = 10_000
"""Digits of a power that SymPy may write out, about: 2**(10**9) would take all memory."""


@dataclass(frozen=True)
class Way:
    """How values of one type cross. The type is looked for in its module when the module is loaded."""

    module: str
    name: str
    apart: Callable[[Any], Any]
    build: Callable[[Any], Any]

    @property
    def kind(self) -> str:
        """What messages call it."""
        return f"{self.module}.{self.name}"

    def type(self) -> Any:
        """The type, if its module is loaded."""
        module = sys.modules.get(self.module)
        return None if module is None else vars(module).get(self.name)


def apart(value: Any) -> tuple[str, Any] | None:
    """The kind of a value, and its parts; None if there is no way for it."""
    kind = type(value)
    if kind is np.ndarray or kind is np.void or isinstance(value, (np.datetime64, np.timedelta64)):
        return _array_apart(value)
    if _is_named_tuple(kind):
        return "named tuple", (kind.__name__, kind._fields, tuple(value), str(kind.__module__))
    try:
        if _is_tuple_with_more(kind):
            return "tuple with more", _tuple_with_more_apart(value)
        if _is_several_tensors(kind):
            return "several tensors", (kind.__name__, tuple(value))
        if value is ...:
            return "ellipsis", None
        if kind in VIEWS:
            return _views()[VIEWS[kind]].kind, list(value)
        if kind is type:
            return "type", _type_apart(value)
        if isinstance(value, np.dtype):
            return "dtype", _dtype(value.str).str
        if _is_expression(value):
            return "expression", _expression(value)
        found = _way_of(cast(Hashable, kind))
        return None if found is None else (found.kind, found.apart(value))
    except Exception:  # one that another type is part of, or in disorder: then there is no way
        return None


def build(kind: str, parts: Any) -> Any:
    """The value of that kind which is made of these parts; ValueError if there is none."""
    way = BUILDERS.get(kind)
    if way is None:
        raise ValueError(f"there are no values of the kind {kind[:50]!r}")
    try:
        return way(parts)
    except Exception as error:
        raise ValueError(f"no value of the kind {kind} can be made: {type(error).__name__}") from None


@cache
def _way_of(kind: Any) -> Way | None:
    return next((way for way in WAYS if way.type() is kind), None)


# --- Python's own ----------------------------------------------------------------------------------------------------


def _is_named_tuple(kind: type) -> bool:
    fields = kind.__dict__.get("_fields")
    return (
        kind.__bases__ == (tuple,)
        and type(fields) is tuple
        and 0 < len(fields) <= MOST_FIELDS
        and all(_is_a_name(name) for name in (kind.__name__, *fields))
        and all(type(kind.__dict__.get(name)) is _FIELD for name in fields)
    )


_FIELD: type = type(vars(namedtuple("_FIELD", "one"))["one"])


def _is_a_name(name: Any) -> bool:
    return type(name) is str and name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


@cache
def named_tuple(name: str, fields: tuple[str, ...]) -> Any:
    """A class of named tuples: one for each name and its fields."""
    if not (_is_a_name(name) and len(fields) <= MOST_FIELDS and all(map(_is_a_name, fields))):
        raise ValueError("no names")
    return namedtuple(name, fields)


class Own:
    """The names of this process itself, and the modules beside the notebook.

    A named tuple of a class that stands there comes as one of that class.
    """

    names: Callable[[], Mapping[str, Any]] = dict
    beside: Collection[str] = ()


def _named_tuple(parts: Any) -> Any:
    name, fields, values, module = parts
    known = Own.names().get(name)
    if module.split(".")[0] in Own.beside:
        known = vars(sys.modules.get(module, object)).get(name)
    if isinstance(known, type) and _is_named_tuple(known) and known.__dict__["_fields"] == fields:
        return known(*values)
    return named_tuple(name, fields)(*values)


def _is_tuple_with_more(kind: type) -> bool:
    """Whether it is what `scipy.stats.ttest_ind` and others return: a named tuple that has attributes besides."""
    return issubclass(kind, tuple) and type(getattr(kind, "_extra_fields", None)) is tuple


def _tuple_with_more_apart(value: Any) -> Any:
    kind = type(value)
    methods = [name for name in dir(kind) if name not in dir(tuple) and callable(getattr(kind, name))]
    more = {name: one for name, one in vars(value).items() if not name.startswith("_")}
    more |= {name: getattr(value, name) for name in methods if not name.startswith("_")}
    return kind.__name__, tuple(kind._fields), tuple(value), more


@cache
def _with_more(name: str, fields: tuple[str, ...]) -> Any:
    return type(name, (named_tuple(name, fields),), {"_extra_fields": ()})


def _tuple_with_more(parts: Any) -> Any:
    name, fields, values, more = parts
    made = _with_more(name, fields)(*values)
    if not all(_is_a_name(key) and not key.startswith("_") and key not in dir(tuple) for key in more):
        raise ValueError("no names")
    vars(made).update(more)
    return made


FACTORIES: dict[str, Any] = {one.__name__: one for one in (int, float, str, list, dict, set, tuple, bool)} | {"": None}
NAMED: tuple[Any, ...] = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, object)
TYPES: dict[str, Any] = {one.__name__: one for one in (*NAMED, type(None))}


def _factory(value: Any) -> str:
    name = getattr(value.default_factory, "__name__", "")
    if FACTORIES.get(name, object()) is not value.default_factory:
        raise ValueError("what makes its values stays where it is")
    return name


def _zone(zone: Any) -> Any:
    if zone is None:
        return None
    if type(zone) is datetime.timezone:
        return zone.utcoffset(None) // datetime.timedelta(microseconds=1)
    return zone.key  # of a zoneinfo.ZoneInfo


ZONE = re.compile(r"(?!dateutil)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*|UTC[+-][0-9]{2}:[0-9]{2}")
"""Names of time zones. Some libraries would take other names for those of files."""


def _zoned(zone: Any) -> Any:
    if type(zone) is str and ZONE.fullmatch(zone):
        return import_module("zoneinfo").ZoneInfo(zone)
    return None if zone is None else datetime.timezone(datetime.timedelta(microseconds=zone))


def _datetime(parts: Any) -> Any:
    *numbers, fold, zone = parts
    year, month, day, hour, minute, second, micro = numbers
    return datetime.datetime(year, month, day, hour, minute, second, micro, _zoned(zone), fold=fold)


def _time(parts: Any) -> Any:
    hour, minute, second, micro, zone = parts
    return datetime.time(hour, minute, second, micro, _zoned(zone))


def _decimal(value: Any) -> Any:
    sign, digits, exponent = value.as_tuple()
    return sign, "".join(map(str, digits)), exponent


def _built_decimal(parts: Any) -> Any:
    sign, digits, exponent = parts
    return decimal.Decimal((sign, tuple(map(int, digits)), exponent))


STANDARD = (
    Way("builtins", "range", lambda v: (v.start, v.stop, v.step), lambda p: range(*p)),
    Way("builtins", "slice", lambda v: (v.start, v.stop, v.step), lambda p: slice(*p)),
    Way("builtins", "bytearray", bytes, lambda p: bytearray(_exactly(bytes, p))),
    Way("fractions", "Fraction", lambda v: (v.numerator, v.denominator), lambda p: fractions.Fraction(*p)),
    Way("decimal", "Decimal", _decimal, _built_decimal),
    Way("datetime", "date", lambda v: (v.year, v.month, v.day), lambda p: datetime.date(*p)),
    Way(
        "datetime",
        "datetime",
        lambda v: (
            *(v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond),
            *(v.fold, _zone(v.tzinfo)),
        ),
        _datetime,
    ),
    Way(
        "datetime",
        "time",
        lambda v: (v.hour, v.minute, v.second, v.microsecond, _zone(v.tzinfo)),
        _time,
    ),
    Way("datetime", "timedelta", lambda v: (v.days, v.seconds, v.microseconds), lambda p: datetime.timedelta(*p)),
    Way("datetime", "timezone", lambda v: _zone(v), lambda p: _zoned(_exactly(int, p))),
    Way("collections", "Counter", dict, lambda p: Counter(_exactly(dict, p))),
    Way("collections", "OrderedDict", dict, lambda p: OrderedDict(_exactly(dict, p))),
    Way(
        "collections",
        "defaultdict",
        lambda v: (_factory(v), dict(v)),
        lambda p: defaultdict(FACTORIES[p[0]], _exactly(dict, p[1])),
    ),
    Way("collections", "deque", lambda v: (list(v), v.maxlen), lambda p: deque(_exactly(list, p[0]), p[1])),
    Way("time", "struct_time", tuple, lambda p: time.struct_time(_exactly(tuple, p))),
    Way("types", "MappingProxyType", dict, lambda p: types.MappingProxyType(_exactly(dict, p))),
    Way("types", "SimpleNamespace", lambda v: dict(vars(v)), lambda p: types.SimpleNamespace(**p)),
    Way("uuid", "UUID", lambda v: v.int, lambda p: uuid.UUID(int=p)),
    Way("pathlib", "PosixPath", str, lambda p: pathlib.PosixPath(_exactly(str, p))),
)


def _exactly(kind: type, parts: Any) -> Any:
    if type(parts) is not kind:
        raise TypeError(f"a {kind.__name__} is needed")
    return parts


def _type_apart(value: Any) -> str:
    name = str(value.__name__)
    if TYPES.get(name) is not value:
        raise ValueError("another type")
    return name


def _views() -> tuple[Way, ...]:
    """The views of a dict. Python has no names for their types."""
    return (
        Way("dict", "keys", list, lambda p: dict.fromkeys(_exactly(list, p)).keys()),
        Way("dict", "values", list, lambda p: dict(enumerate(_exactly(list, p))).values()),
        Way("dict", "items", list, lambda p: dict(_exactly(list, p)).items()),
    )


VIEWS = {type({}.keys()): 0, type({}.values()): 1, type({}.items()): 2}

# --- NumPy -----------------------------------------------------------------------------------------------------------

MOMENTS = re.compile(r"[<>]?[mM]8(\[[0-9]{0,6}[A-Za-zμ]{1,7}\])?")


def _array_apart(value: Any) -> tuple[str, Any] | None:
    """An array, or an entry of one, that is not of plain numbers, truth values or texts."""
    dtype = value.dtype
    if dtype.kind in "mM":
        return "moments", (
            dtype.str,
            np.asarray(value).astype(dtype.newbyteorder("=")).view(np.int64),
            _is_scalar(value),
        )
    if dtype.names:
        if len(dtype.names) > MOST_FIELDS:
            return None
        whole = np.asarray(value)
        return "records", (
            list(dtype.names),
            [np.array(whole[name]) for name in dtype.names],
            whole.shape,
            _is_scalar(value),
        )
    if (
        dtype.kind == "O"
        and type(value) is np.ndarray
        and not all(isinstance(x, (int, float, np.number)) for x in value.flat)
    ):
        return "objects", (value.shape, list(value.flat))
    if dtype.kind == "U" and type(value) is np.ndarray and dtype.itemsize == 0:
        return "objects of texts", (value.shape, [str(x) for x in value.flat])
    return None


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, np.ndarray)


def _moments(parts: Any) -> Any:
    name, numbers, scalar = parts
    if not MOMENTS.fullmatch(name) or numbers.dtype != np.int64:
        raise ValueError("no dtype of moments")
    made = np.array(numbers).view(np.dtype(name).newbyteorder("="))
    return made[()] if scalar and made.ndim == 0 else made


def _records(parts: Any) -> Any:
    names, columns, shape, scalar = parts
    if not all(isinstance(column, np.ndarray) and column.shape[: len(shape)] == shape for column in columns):
        raise ValueError("columns of another shape")
    fields = [
        (str(name), column.dtype, column.shape[len(shape) :]) for name, column in zip(names, columns, strict=True)
    ]
    made = np.zeros(shape, dtype=fields)
    for name, column in zip(names, columns, strict=True):
        made[name] = column
    return made[()] if scalar and made.ndim == 0 else made


def _objects(parts: Any) -> Any:
    shape, entries = parts
    made = np.empty(len(entries), dtype=object)
    for place, entry in enumerate(entries):
        made[place] = entry
    return made.reshape(shape)


def _masked(value: Any) -> Any:
    return np.array(value.data), np.array(np.ma.getmaskarray(value)), value.fill_value.item() if value.shape else None


class Masks:
    """Whether arrays keep what hides entries of them. It is the process's own affair, and the course's.

    NumPy's comparisons pass over hidden entries: an array that hides all of them is equal to anything. So where a
    course does not speak of such arrays, an answer's come with nan in place of what is hidden.
    """

    kept = True


def _built_masked(parts: Any) -> Any:
    data, mask, fill = parts
    if not Masks.kept:
        filled = np.array(_exactly(np.ndarray, data), dtype=float)
        filled[mask] = np.nan
        return filled
    return np.ma.MaskedArray(_exactly(np.ndarray, data), _exactly(np.ndarray, mask), fill_value=fill)


def _series_of_powers(name: str) -> Way:
    def made(parts: Any) -> Any:
        return vars(np.polynomial)[name](*(_exactly(np.ndarray, part) for part in parts))

    return Way("numpy.polynomial", name, lambda v: (v.coef, v.domain, v.window), made)


def _dtype(text: Any) -> Any:
    if type(text) is not str or not re.fullmatch(r"[<>|]?[biufcSUO][0-9]{0,4}", text):
        raise ValueError("no plain dtype")
    return np.dtype(text)


NUMPY = (
    Way("numpy.ma", "MaskedArray", _masked, _built_masked),
    Way("numpy", "matrix", np.array, lambda p: _exactly(np.ndarray, p).view(np.matrix)),
    Way("numpy", "poly1d", lambda v: np.array(v.coeffs), lambda p: np.poly1d(_exactly(np.ndarray, p))),
    *map(_series_of_powers, ("Polynomial", "Chebyshev", "Legendre", "Hermite", "HermiteE", "Laguerre")),
)

# --- SciPy -----------------------------------------------------------------------------------------------------------


def _sparse(value: Any) -> Any:
    entries = value.tocoo()
    return value.format, np.array(entries.row), np.array(entries.col), np.array(entries.data), entries.shape


def _sparse_way(name: str) -> Way:
    def made(parts: Any) -> Any:
        sparse = import_module("scipy.sparse")
        form, rows, columns, data, shape = parts
        if form not in ("bsr", "coo", "csc", "csr", "dia", "dok", "lil"):
            raise ValueError("no format of a sparse matrix")
        start = sparse.coo_array if name.endswith("array") else sparse.coo_matrix
        # It looks whether the entries lie within the shape, which the compressed formats would take on trust.
        return start((data, (rows, columns)), shape=shape).asformat(form)

    return Way("scipy.sparse", name, _sparse, made)


def _record_way(module: str, name: str) -> Way:
    """A dict whose keys can be read as attributes: what a solver returns, or a data set that is loaded."""

    def made(parts: Any) -> Any:
        kind = vars(import_module(module))[name]
        record = kind.__new__(kind)
        dict.update(record, _exactly(dict, parts))
        return record

    return Way(module, name, dict, made)


RECORDS = (
    _record_way("scipy.optimize._optimize", "OptimizeResult"),
    _record_way("scipy.optimize._zeros_py", "RootResults"),
    _record_way("scipy.integrate._ivp.ivp", "OdeResult"),
    _record_way("sklearn.utils._bunch", "Bunch"),
)
SCIPY = tuple(
    _sparse_way(f"{form}_{end}")
    for form in ("bsr", "coo", "csc", "csr", "dia", "dok", "lil")
    for end in ("matrix", "array")
)

# --- pandas ----------------------------------------------------------------------------------------------------------


def _column(values: Any) -> Any:
    """The values of a column or an index, as what they are made of."""
    pd = sys.modules["pandas"]
    dtype = values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        held = values.array if hasattr(values, "array") else values
        return "category", np.array(held.codes), _index(dtype.categories), bool(dtype.ordered)
    if isinstance(dtype, pd.DatetimeTZDtype):
        numbers = np.asarray(values.astype("int64"))
        return "zoned", str(dtype.unit), str(dtype.tz), numbers
    if isinstance(dtype, np.dtype) and dtype.kind in "biufcmM":
        return "numbers", values.to_numpy()
    if isinstance(dtype, np.dtype) and dtype.kind == "O":
        return "objects", list(values)
    if str(dtype).lower().startswith(("int", "uint", "float", "bool")):  # those that know of missing values
        missing = np.asarray(values.isna())
        return "nullable", str(dtype), np.asarray(values.fillna(0).to_numpy(dtype=str(dtype).lower())), missing
    if isinstance(dtype, pd.StringDtype):
        return "texts", str(dtype), [None if pd.isna(one) else str(one) for one in values]
    raise ValueError("another dtype")


NULLABLE = re.compile(r"(U?Int(8|16|32|64)|Float(32|64)|boolean)")


def _built_column(parts: Any) -> Any:
    pd = import_module("pandas")
    match parts:
        case ("category", codes, categories, bool(ordered)):
            return pd.Categorical.from_codes(codes, _built_index(categories), ordered=ordered)
        case ("zoned", str(unit), str(zone), np.ndarray() as numbers) if ZONE.fullmatch(zone):
            if unit not in ("s", "ms", "us", "ns"):
                raise ValueError("no unit")
            moments = numbers.astype(np.int64).view(f"M8[{unit}]")
            return pd.DatetimeIndex(moments).tz_localize("UTC").tz_convert(zone).array
        case ("numbers", np.ndarray() as numbers):
            return numbers
        case ("objects", list(entries)):
            return _objects(((len(entries),), entries))
        case ("nullable", str(dtype), np.ndarray() as numbers, np.ndarray() as missing) if NULLABLE.fullmatch(dtype):
            made = pd.array(numbers, dtype=dtype)
            made[missing] = pd.NA
            return made
        case ("texts", "str" | "string" | "string[python]" | "string[pyarrow]" as dtype, list(entries)):
            return pd.array([one if one is None else _exactly(str, one) for one in entries], dtype=dtype)
    raise ValueError("no column")


def _index(index: Any) -> Any:
    pd = sys.modules["pandas"]
    if type(index) is pd.RangeIndex:
        return "range", index.start, index.stop, index.step, index.name
    if type(index) is pd.MultiIndex:
        return "levels", [_index(one) for one in index.levels], [np.array(c) for c in index.codes], list(index.names)
    return "plain", _column(index), index.name, getattr(index, "freqstr", None)


def _built_index(parts: Any) -> Any:
    pd = import_module("pandas")
    match parts:
        case ("range", start, stop, step, name):
            return pd.RangeIndex(start, stop, step, name=name)
        case ("levels", levels, codes, names):
            return pd.MultiIndex([_built_index(one) for one in levels], codes, names=names)
        case ("plain", column, name, None):
            return _made(pd.Index, _built_column(column), name=name)
        case ("plain", column, name, str(every)):
            made = _built_column(column)
            kind = pd.TimedeltaIndex if made.dtype.kind == "m" else pd.DatetimeIndex
            return kind(made, freq=every, name=name)
    raise ValueError("no index")


def _frame(value: Any) -> Any:
    columns = [_column(value.iloc[:, place]) for place in range(value.shape[1])]
    return _index(value.index), _index(value.columns), columns


def _built_frame(parts: Any) -> Any:
    pd = import_module("pandas")
    index, names, columns = parts
    made_index = _built_index(index)
    made = {place: _made(pd.Series, _built_column(one), index=made_index) for place, one in enumerate(columns)}
    frame = pd.DataFrame(made, index=made_index)
    frame.columns = _built_index(names)
    return frame


def _built_series(parts: Any) -> Any:
    index, column, name = parts
    return _made(import_module("pandas").Series, _built_column(column), index=_built_index(index), name=name)


def _made(kind: Any, column: Any, **named: Any) -> Any:
    """A series or an index. Of objects it stays one of objects, where pandas would make texts of them."""
    if isinstance(column, np.ndarray) and column.dtype.kind == "O":
        named["dtype"] = object
    return kind(column, **named)


def _moment(value: Any) -> Any:
    return value.value if value.unit == "ns" else value.as_unit("ns").value, value.unit, str(value.tz or "")


def _built_moment(parts: Any) -> Any:
    number, unit, zone = parts
    made = import_module("pandas").Timestamp(_exactly(int, number), unit="ns", tz="UTC" if zone else None).as_unit(unit)
    return made.tz_convert(zone) if zone and ZONE.fullmatch(zone) else made


INDEXES = ("Index", "RangeIndex", "MultiIndex", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex")
PANDAS = (
    Way("pandas", "DataFrame", _frame, _built_frame),
    Way("pandas", "Series", lambda v: (_index(v.index), _column(v), v.name), _built_series),
    *(Way("pandas", name, _index, _built_index) for name in INDEXES),
    Way("pandas", "Timestamp", _moment, _built_moment),
    Way(
        "pandas",
        "Timedelta",
        lambda v: v.value,
        lambda p: import_module("pandas").Timedelta(_exactly(int, p), unit="ns"),
    ),
    Way("pandas", "Categorical", _column, _built_column),
    Way("pandas._libs.missing", "NAType", lambda v: None, lambda p: import_module("pandas").NA),
    Way("pandas._libs.tslibs.nattype", "NaTType", lambda v: None, lambda p: import_module("pandas").NaT),
)

# --- SymPy -----------------------------------------------------------------------------------------------------------


def _expression(value: Any) -> Any:
    """An expression as its class's name and what it is made of."""
    sympy = sys.modules["sympy"]
    kind = type(value)
    match kind.__name__:
        case "Symbol" if kind is sympy.Symbol:
            return (
                "Symbol",
                value.name,
                {key: flag for key, flag in value._assumptions_orig.items() if type(flag) is bool},
            )
        case _ if isinstance(value, sympy.Integer):
            return "Integer", int(value)
        case _ if isinstance(value, sympy.Rational):
            return "Rational", int(value.p), int(value.q)
        case _ if isinstance(value, sympy.Float):
            return "Float", str(value), int(value._prec)
        case _ if isinstance(value, sympy.MatrixBase):
            return "Matrix", kind.__name__, value.rows, value.cols, [_expression(one) for one in value.flat()]
        case _ if isinstance(value, sympy.core.function.AppliedUndef):
            return "Applied", kind.__name__, [_expression(one) for one in value.args]
        case name if vars(sympy).get(name) is kind and issubclass(kind, sympy.Basic):
            return "Made", name, [_expression(one) for one in value.args]
        case name if name in INNER:
            return "Made", name, [_expression(one) for one in value.args]
    raise ValueError("an expression of another kind")


INNER = {
    "ExprCondPair": "sympy.functions.elementary.piecewise",
    "Half": "sympy.core.numbers",
    "Exp1": "sympy.core.numbers",
    "Pi": "sympy.core.numbers",
    "ImaginaryUnit": "sympy.core.numbers",
    "Infinity": "sympy.core.numbers",
    "NegativeInfinity": "sympy.core.numbers",
    "ComplexInfinity": "sympy.core.numbers",
    "NaN": "sympy.core.numbers",
    "EulerGamma": "sympy.core.numbers",
    "GoldenRatio": "sympy.core.numbers",
    "BooleanTrue": "sympy.logic.boolalg",
    "BooleanFalse": "sympy.logic.boolalg",
    "EmptySet": "sympy.sets.sets",
    "Reals": "sympy.sets.fancysets",
    "Integers": "sympy.sets.fancysets",
}
MATRICES = ("MutableDenseMatrix", "ImmutableDenseMatrix")


def _built_expression(parts: Any) -> Any:
    sympy = import_module("sympy")
    match parts:
        case ("Symbol", str(name), dict(flags)) if all(type(flag) is bool for flag in flags.values()):
            return sympy.Symbol(name, **flags)
        case ("Integer", int(number)):
            return sympy.Integer(number)
        case ("Rational", int(above), int(below)):
            return sympy.Rational(above, below)
        case ("Float", str(text), int(bits)) if re.fullmatch(
            r"-?[0-9.]{1,400}(e[-+]?[0-9]{1,9})?|[-+]?(inf|nan)", text
        ):
            return sympy.Float(text, precision=min(bits, 10_000))
        case ("Matrix", str(name), int(rows), int(columns), list(entries)) if name in MATRICES:
            return vars(sympy)[name](rows, columns, [_built_expression(one) for one in entries])
        case ("Applied", str(name), list(inner)) if _is_a_name(name):
            return sympy.Function(name)(*map(_built_expression, inner))
        case ("Made", str(name), list(inner)) if name.isidentifier():
            kind = vars(import_module(INNER[name]) if name in INNER else sympy).get(name)
            if not (isinstance(kind, type) and issubclass(kind, sympy.Basic)):
                raise ValueError("no expression")
            made = [_built_expression(one) for one in inner]
            if name == "Pow" and _digits(*made) > LARGEST_POWER:
                return sympy.Pow(*made, evaluate=False)
            return kind(*made)
    raise ValueError("no expression")


def _digits(base: Any, exponent: Any) -> float:
    """How many digits a power of numbers would have."""
    if not (base.is_Rational and exponent.is_Integer):
        return 0.0
    return float(abs(int(exponent)) * max(base.p.bit_length(), base.q.bit_length()) / 3)


def _is_expression(value: Any) -> bool:
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(value, (sympy.Basic, sympy.MatrixBase))


# --- PyTorch ---------------------------------------------------------------------------------------------------------


class Graphs:
    """What stands where a tensor's graph is cut: the way back from a result leads through another process.

    `cut` gives what is raised when something goes that way.
    """

    cut: Callable[[], Exception] = lambda: RuntimeError("the graph of this tensor is in another process")


def _tensor(value: Any) -> Any:
    torch = sys.modules["torch"]
    if value.layout is not torch.strided or value.is_quantized:
        raise ValueError("a tensor of another layout")
    entries = value.detach().cpu().resolve_conj().resolve_neg().numpy()
    grad = None if value.grad_fn is not None or value.grad is None else _tensor(value.grad)[0]
    return np.array(entries), bool(value.requires_grad), value.grad_fn is not None, grad


def _built_tensor(parts: Any) -> Any:
    entries, needs, has_graph, grad = parts
    torch = import_module("torch")
    made = torch.from_numpy(np.array(_exactly(np.ndarray, entries)))
    if needs is True and has_graph is True:
        return _cut_off(made)
    made.requires_grad_(needs is True)
    if grad is not None:
        made.grad = torch.from_numpy(np.array(_exactly(np.ndarray, grad)))
    return made


def _cut_off(entries: Any) -> Any:
    """A tensor that has come out of a calculation which is not here."""
    torch = import_module("torch")

    class Elsewhere(torch.autograd.Function):  # type: ignore[misc, name-defined]
        @staticmethod
        def forward(_context: Any, _anchor: Any, result: Any) -> Any:
            return result.clone()

        @staticmethod
        def backward(_context: Any, *_gradients: Any) -> Any:
            raise Graphs.cut()

    return Elsewhere.apply(torch.zeros((), requires_grad=True), entries)


def _built_parameter(parts: Any) -> Any:
    made = _built_tensor((parts[0], False, False, None))
    parameter = import_module("torch").nn.Parameter(made, requires_grad=parts[1] is True)
    if parts[3] is not None:
        parameter.grad = _built_tensor((parts[3], False, False, None))
    return parameter


def _of_torch(kind: str) -> Callable[[Any], Any]:
    """Reads the name of one of PyTorch's own constants."""

    def build(name: str) -> Any:
        torch = import_module("torch")
        found = vars(torch).get(name)
        if type(found) is not vars(torch)[kind]:
            raise ValueError("no such name")
        return found

    return build


def _is_several_tensors(kind: type) -> bool:
    """Whether it is what functions such as `torch.max` return: a tuple of tensors with names."""
    return kind.__module__ == "torch.return_types" and issubclass(kind, tuple)


def _several_tensors(parts: Any) -> Any:
    name, tensors = parts
    kind = vars(import_module("torch").return_types).get(name)
    if not (isinstance(kind, type) and _is_several_tensors(kind)):
        raise ValueError("no such type")
    return kind(_exactly(tuple, tensors))


TORCH = (
    Way("torch", "Tensor", _tensor, _built_tensor),
    Way("torch.nn.parameter", "Parameter", _tensor, _built_parameter),
    Way("torch", "Size", tuple, lambda p: import_module("torch").Size(_exactly(tuple, p))),
    Way("torch", "dtype", lambda v: str(v).removeprefix("torch."), _of_torch("dtype")),
    Way("torch", "device", str, lambda p: import_module("torch").device(_exactly(str, p))),
)

# --- NetworkX --------------------------------------------------------------------------------------------------------


def _graph(value: Any) -> Any:
    edges = value.edges(keys=True, data=True) if value.is_multigraph() else value.edges(data=True)
    return dict(value.graph), [(node, dict(about)) for node, about in value.nodes(data=True)], [tuple(e) for e in edges]


def _built_graph(name: str) -> Callable[[Any], Any]:
    def build(parts: Any) -> Any:
        about, nodes, edges = parts
        made = getattr(import_module("networkx"), name)()
        made.graph.update(_exactly(dict, about))
        made.add_nodes_from(nodes)
        made.add_edges_from(edges)
        return made

    return build


GRAPHS = tuple(
    Way(f"networkx.classes.{name.lower()}", name, _graph, _built_graph(name))
    for name in ("Graph", "DiGraph", "MultiGraph", "MultiDiGraph")
)

# --- All of them -----------------------------------------------------------------------------------------------------

WAYS = (*STANDARD, *NUMPY, *SCIPY, *RECORDS, *PANDAS, *TORCH, *GRAPHS)
BUILDERS: dict[str, Callable[[Any], Any]] = {way.kind: way.build for way in (*WAYS, *_views())} | {
    "named tuple": _named_tuple,
    "tuple with more": _tuple_with_more,
    "moments": _moments,
    "records": _records,
    "objects": _objects,
    "objects of texts": lambda parts: _objects(parts).astype(str),
    "expression": _built_expression,
    "several tensors": _several_tensors,
    "ellipsis": lambda parts: ...,
    "type": lambda name: TYPES[name],
    "dtype": _dtype,
}
HOLDERS = frozenset(
    (
        *("named tuple", "tuple with more", "objects", "dict.values", "dict.items", "collections.defaultdict"),
        *("collections.Counter", "collections.OrderedDict", "collections.deque", "types.SimpleNamespace"),
        *("types.MappingProxyType", *(way.kind for way in RECORDS)),
    )
)
"""Kinds of values whose parts are others' too. The parts of any other are made when it is sent."""

MUTABLE = frozenset(
    (
        *("objects", "records", "moments", "builtins.bytearray", "collections.Counter", "collections.OrderedDict"),
        *("collections.defaultdict", "collections.deque", "types.SimpleNamespace", "pandas.DataFrame"),
        *("pandas.Series", "torch.Tensor", "torch.nn.parameter.Parameter"),
        *(way.kind for way in (*RECORDS, *GRAPHS)),
    )
)
"""Kinds of values that can be changed in place, so that it matters which are one thing."""
