"""Values of libraries, as what they are made of: each arrives as what it was, and bytes build nothing else."""

import collections
import datetime
import decimal
import fractions
import pathlib
import time
import types
import uuid
import zoneinfo
from typing import Any

import numpy as np
import pytest

from classroom.isolation import values
from classroom.isolation.wire import WireError, decode, encode

Point = collections.namedtuple("Point", "x y")


@pytest.mark.parametrize(
    "value",
    [
        {1, (2, "a")}, frozenset({1}), set(), b"\x00a", bytearray(b"ab"), 1 - 2j, range(1, 9, 3), slice(1, None), ...,
        int, fractions.Fraction(-1, 3), decimal.Decimal("1.20"), decimal.Decimal("-Infinity"), Point(1, [2]),
        datetime.date(2024, 2, 29), datetime.datetime(2024, 1, 2, 3, tzinfo=datetime.UTC), datetime.time(1, 2, 3, 4),
        datetime.datetime(2024, 10, 27, 2, fold=1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")),
        datetime.timedelta(-1, 5), collections.Counter("aab"), collections.OrderedDict(b=1, a=2),
        collections.defaultdict(list, {1: [2]}), collections.deque([1, 2], 2), uuid.UUID(int=7),
        pathlib.Path("a/b"), types.SimpleNamespace(a=1), np.dtype("float32"),
        np.datetime64("2024-01-01"), np.timedelta64(3, "h"), np.poly1d([1, 2]),
        np.polynomial.Polynomial([1, 0, 2]), np.polynomial.Chebyshev([1, 2]), np.eye(2).view(np.matrix), time.gmtime(0),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_value_arrives_as_what_it_was(value: Any) -> None:
    found = decode(encode(value))
    assert type(found) is type(value) or type(found)._fields == value._fields
    assert repr(found) == repr(value)


@pytest.mark.parametrize(
    "value",
    [
        np.array(["2024-01-01", "NaT"], "M8[D]"), np.array([("a", [1, 2])], dtype=[("n", "U3"), ("x", "f8", (2,))]),
        np.array(["a", None, (1, 2)], dtype=object), np.ma.masked_equal([1, 2, 3], 2), np.zeros((0, 2), "m8[s]"),
    ],
    ids=lambda value: str(value.dtype),
)  # fmt: skip
def test_an_array_arrives_as_what_it_was(value: Any) -> None:
    found = decode(encode(value))
    assert (type(found), found.dtype, found.shape) == (type(value), value.dtype, value.shape)
    assert repr(found) == repr(value)


def test_the_views_of_a_dict_arrive_in_their_order() -> None:
    whole = {"b": 1, "a": [2]}
    for view in (whole.keys(), whole.values(), whole.items()):
        assert list(decode(encode(view))) == list(view)
        assert type(decode(encode(view))) is type(view)


def test_where_a_course_does_not_speak_of_hidden_entries_none_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = encode(np.ma.masked_array([1.0, 2.0], [False, True]))
    monkeypatch.setattr(values.Masks, "kept", False)
    found = decode(sent)
    assert type(found) is np.ndarray
    assert not np.allclose(found, [1, 2])


def test_frames_arrive_as_what_they_were() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "a": [1, 2],
            "b": ["x", None],
            "c": pd.Categorical(["u", "v"], ordered=True),
            "d": pd.date_range("2020-01-01", periods=2, tz="Europe/Berlin"),
            "e": pd.array([1, None], dtype="Int64"),
            "f": pd.array(["x", None], dtype="string"),
        },
        index=pd.Index(["p", "q"], name="key"),
    )
    pd.testing.assert_frame_equal(decode(encode(frame)), frame)
    grouped = pd.DataFrame({"a": [1, 1, 2], "b": [3, 4, 5], "c": [1, 2, 3]}).groupby(["a", "b"]).sum()
    pd.testing.assert_frame_equal(decode(encode(grouped)), grouped)
    series = pd.Series([1.0, 2.0], name="rain", index=pd.date_range("2020-01-01", periods=2))
    pd.testing.assert_series_equal(decode(encode(series)), series)


def test_sparse_matrices_and_expressions_arrive_as_what_they_were() -> None:
    sparse, sympy = pytest.importorskip("scipy.sparse"), pytest.importorskip("sympy")
    matrix = sparse.csr_matrix(np.eye(3))
    found = decode(encode(matrix))
    assert type(found) is type(matrix)
    assert (found != matrix).nnz == 0
    x = sympy.Symbol("x", positive=True)
    for value in (
        x**2 + sympy.sin(x) / 3,
        sympy.Matrix([[x, 1]]),
        sympy.Eq(x, sympy.pi),
        sympy.Function("f")(x),
        sympy.oo,
    ):
        assert decode(encode(value)) == value


def test_what_a_solver_returns_is_read_by_the_names_of_its_parts() -> None:
    optimize, stats = pytest.importorskip("scipy.optimize"), pytest.importorskip("scipy.stats")
    least = decode(encode(optimize.minimize(lambda x: float((x[0] - 1) ** 2), [3.0], method="Nelder-Mead")))
    assert isinstance(least, optimize.OptimizeResult)
    assert (least.success, least["status"]) == (True, 0)
    assert abs(least.x[0] - 1) < 1e-3
    assert decode(encode(optimize.root_scalar(lambda x: x - 1, bracket=[0, 3]))).converged is True
    line = stats.linregress([1, 2, 3], [1, 2, 4])
    slope, *_others = found = decode(encode(line, lambda method: "a function"))
    assert (slope, found.slope, found.intercept_stderr) == (line.slope, line.slope, line.intercept_stderr)
    assert isinstance(found, tuple)
    again = decode(encode(found, lambda method: "a function"))
    assert (again, again.intercept_stderr) == (found, line.intercept_stderr)


def test_a_data_set_is_read_by_the_names_of_its_parts() -> None:
    utils = pytest.importorskip("sklearn.utils")
    found = decode(encode(utils.Bunch(data=np.eye(2), names=["a"])))
    assert isinstance(found, utils.Bunch)
    assert found.names == found["names"] == ["a"]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("os.system", "true"), ("builtins.eval", "1"), ("type", "Popen"), ("dtype", "O,O"), ("builtins.range", ("a",)),
        ("collections.defaultdict", ("eval", {})), ("named tuple", ("a b", ("x",), (1,), "m")),
        ("named tuple", ("P", ("x", "x=__import__('os')"), (1, 2), "m")),
        ("moments", ("O", np.zeros(1, np.int64), False)),
        ("records", (["a"], [np.zeros(3)], (2,), False)), ("objects", ((3,), [1])), ("dict.keys", [[1]]),
        ("fractions.Fraction", (1, 0)), ("datetime.date", (1, 2)), ("decimal.Decimal", (0, "x", 1)),
        ("datetime.timezone", "dateutil/../../etc/passwd"), ("numpy.ma.MaskedArray", (1, 2, 3)),
        ("expression", ("Made", "sympify", [("Integer", 1)])), ("expression", ("Made", "lambdify", [])),
        ("expression", ("Float", "__import__('os')", 53)), ("expression", ("Symbol", "x", {"positive": "eval"})),
        ("scipy.sparse.csr_matrix", ("csr", np.array([9]), np.array([0]), np.ones(1), (2, 2))),
        ("pandas.Series", (("plain", ("objects", 5), None, None), ("numbers", np.ones(1)), None)),
        ("pandas.Timestamp", (1, "ns", "dateutil//etc/passwd")),
        ("tuple with more", ("P", ("x",), (1,), {"__class__": 1})),
        ("tuple with more", ("P", ("x",), (1,), {"count": 1})),
        ("scipy.optimize._optimize.OptimizeResult", [1]), ("time.struct_time", (1, 2)),
    ],
    ids=lambda one: str(one)[:40],
)  # fmt: skip
def test_parts_that_are_none_build_nothing(kind: str, parts: Any) -> None:
    data = b"v" + encode(kind) + encode(parts)
    if kind == "pandas.Timestamp":
        pytest.importorskip("pandas")
        assert decode(data).tz is None or str(decode(data).tz) == "UTC"
    else:
        with pytest.raises(WireError):
            decode(data)


def test_a_tensor_arrives_as_what_it_was() -> None:
    torch = pytest.importorskip("torch")
    for value in (torch.tensor([[1.0, 2], [3, 4]]), torch.tensor(3), torch.tensor([True]), torch.zeros(0, 2).half()):
        found = decode(encode(value))
        assert type(found) is torch.Tensor
        assert found.dtype == value.dtype
        assert torch.equal(found, value)
    weights = torch.nn.Parameter(torch.ones(2))
    (weights.sum() * 3).backward()
    found = decode(encode(weights))
    assert type(found) is torch.nn.Parameter
    assert found.requires_grad
    assert found.grad.tolist() == [3, 3]
    for value in (torch.Size([2, 3]), torch.float32, torch.device("cpu")):
        assert decode(encode(value)) == value
    largest = decode(encode(torch.max(torch.eye(2), dim=1)))
    assert largest.indices.tolist() == [0, 1]


def test_nothing_goes_back_through_a_tensor_whose_graph_is_elsewhere() -> None:
    torch = pytest.importorskip("torch")
    found = decode(encode(torch.ones(2, requires_grad=True).sum()))
    assert found.item() == 2
    assert found.requires_grad
    assert not found.is_leaf
    with pytest.raises(RuntimeError, match="in another process"):
        found.backward()


def test_a_graph_arrives_as_what_it_was() -> None:
    nx = pytest.importorskip("networkx")
    for kind in (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph):
        graph = kind(name="g")
        graph.add_edge("a", 2, weight=1.5)
        graph.add_edge("a", 2, weight=2.5)
        graph.add_node("c", colour=[1])
        found = decode(encode(graph))
        assert type(found) is kind
        assert nx.utils.graphs_equal(found, graph)


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("torch.dtype", "float32.__class__"), ("torch.dtype", "load"), ("torch.device", 3), ("torch.Tensor", "x"),
        ("torch.Tensor", (np.ones(2), True, False, "x")), ("several tensors", ("load", (1,))),
        ("torch.Size", [1]), ("networkx.classes.graph.Graph", ({}, 3, [])),
    ],
)  # fmt: skip
def test_no_other_parts_make_a_tensor_or_a_graph(kind: str, parts: Any) -> None:
    pytest.importorskip(kind.split(".")[0] if "." in kind else "torch")
    with pytest.raises(ValueError, match="no value of the kind"):
        values.build(kind, parts)
