"""What a tree is worth, held against NumPy where the world's numbers are at hand."""

import itertools
from typing import Any

import numpy as np
import pytest

from word2vec_lab.derivation.meaning import Meaning
from word2vec_lab.derivation.parsing import parse
from word2vec_lab.derivation.questions import QUESTIONS, Question
from word2vec_lab.derivation.terms import Local, MisfitError, Policy, Terms, TooMuchError, Work
from word2vec_lab.derivation.tex import UnreadableError, tokens
from word2vec_lab.derivation.worlds import World, world

SOFTMAX, NEGATIVE, REPEATED = (QUESTIONS[name] for name in ("q1b1-derivation", "q1h1-derivation", "q1i-derivation"))
LEAKY, SIGMOID = QUESTIONS["q1f-derivation"], QUESTIONS["q1g-derivation"]


def value(
    tex: str,
    question: Question = SOFTMAX,
    place: World | None = None,
    policy: Policy | None = None,
    work: Work | None = None,
    **terms: Any,
) -> np.ndarray:
    place = place or world(repeats=question.repeats)
    return Meaning(question, place, Terms(**terms), policy or Policy(), work or Work()).value(parse(tokens(tex)))


def test_the_sizes_of_a_world_all_differ_and_so_do_its_words() -> None:
    w = world()
    assert len({w.d, w.V, w.K}) == 3
    assert min(w.d, w.V, w.K) > 3
    assert w.o != w.c
    assert len({w.o, *w.samples}) == w.K + 1
    assert w.o not in w.letters
    repeated = world(repeats=True)
    counts = [repeated.samples.count(repeated.samples[at]) for at in repeated.positions[:2]]
    assert sorted(counts) == [2, 3]


def test_vectors_are_columns_and_words_are_columns_of_u() -> None:
    w = world()
    assert np.array_equal(value("v_c"), w.centre[..., [w.c]])
    assert np.array_equal(value("u_o"), w.outside[..., [w.o]])
    assert np.array_equal(value("u_0"), value("u_o"))
    assert np.array_equal(value("u_3"), w.outside[..., [2]])
    assert np.array_equal(value("U y"), value("u_o"))
    assert value(r"u_o^\top v_c").shape[-2:] == (1, 1)


def test_the_prediction_is_the_softmax() -> None:
    w = world()
    scores = np.einsum("ndv,nd->nv", w.outside, w.centre[..., w.c])
    expected = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(value(r"\hat y")[..., 0], expected)
    assert np.allclose(value(r"\hat y_o")[..., 0, 0], expected[:, w.o])
    assert np.allclose(value(r"P(O = o \mid C = c)"), value(r"\hat y_o"))
    assert np.allclose(value(r"\mathrm{softmax}(U^\top v_c)"), value(r"\hat y"))
    assert np.allclose(value("J")[..., 0, 0], -np.log(expected[:, w.o]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\sum_w \hat y_w", "1"),
        (r"\sum_{w \ne o} \hat y_w", r"1 - \hat y_o"),
        (r"\sum_{w \in V \setminus \{o\}} y_w", "0"),
        (r"\sum_w \frac{\exp(u_w^T v_c)}{\sum_w \exp(u_w^T v_c)} y_w", r"\hat y_o"),
        (r"\prod_w \hat y_w^{y_w}", r"\hat y_o"),
        (r"\mathbb E_{w \sim \hat y}[u_w]", r"U \hat y"),
        (r"\sum_w \delta_{wo} u_w", "u_o"),
        (r"\sum_w [w = o] u_w", "u_o"),
        (r"\sum_i U_{ix} v_{c,i}", r"u_x^\top v_c"),
        (r"(U \hat y)_i", r"\sum_w U_{iw} \hat y_w"),
        (r"\begin{bmatrix} u_1 & \cdots & u_{|V|} \end{bmatrix}", "U"),
        (r"y_1 u_1 + \dots + y_o u_o + \dots + y_V u_V", "u_o"),
        (r"\begin{bmatrix} 0 & \cdots & 1 & \cdots & 0 \end{bmatrix}", "y^T"),
        (r"u_o \cdot v_c", r"u_o^\top v_c"),
        (r"\sum_{j=1}^d U_{jo} \delta_{ij}", "U_{io}"),
        (r"D_{v_c} J", r"\nabla_{v_c} J"),
        (r"\sum_w y_w \log y_w", "0"),
        (r"|u_o^\top v_c|^2", r"(u_o^\top v_c)^2"),
        (r"\langle u_o, v_c \rangle", r"u_o^\top v_c"),
        (r"\mathrm{CE}(y, \hat y)", "J"),
        (r"E[u_w]", r"U \hat y"),
        (r"\mathbb E_p[u]", r"U \hat y"),
        (r"-u_o^\top v_c + \operatorname{logsumexp}(U^\top v_c)", "J"),
        (r"\operatorname{tr}(u_o v_c^\top)", r"u_o^\top v_c"),
        (r"\sigma(U^\top v_c)", r"\hat y"),
        (r"P(o)", r"\hat y_o"),
        (r"\sum_{w = o} u_w", "u_o"),
        (r"\sum_{w=1}^{o-1} \hat y_w + \hat y_o + \sum_{w=o+1}^V \hat y_w", "1"),
        (r"\sum_{w \in [V]} \hat y_w", "1"),
        (r"0 - \dots - u_o - \dots - 0", "-u_o"),
        (r"d(U^\top v_c)", r"(dU)^\top v_c + U^\top dv_c"),
        (r"dJ", r"(\hat y - y)^\top d(U^\top v_c)"),
    ],
)
def test_two_ways_to_say_the_same(one: str, other: str) -> None:
    a, b = value(one, entries=frozenset("i")), value(other, entries=frozenset("i"))
    assert np.allclose(np.broadcast_to(a, np.broadcast_shapes(a.shape, b.shape)), b)


def test_in_a_differential_one_variable_may_move_alone() -> None:
    moved = (parse(tokens("v_c")),)
    alone = value("dJ", policy=Policy(moves=0), moved=moved)
    assert np.allclose(alone, value(r"(\hat y - y)^\top U^\top dv_c", moved=moved), atol=1e-6)
    assert not np.allclose(alone, value("dJ"), atol=1e-3)


def numeric(tex: str, array: str, column: int) -> np.ndarray:
    """The gradient by hand: one entry of a world's vector after the other."""
    w = world()
    slopes = []
    for row in range(w.d):
        both = []
        for step in (1e-5, -1e-5):
            meaning = Meaning(SOFTMAX, w, Terms())
            moved = getattr(w, array).copy()
            moved[:, row, column] += step
            setattr(meaning, array, moved)
            both.append(meaning.value(parse(tokens(tex)))[..., 0, 0])
        slopes.append((both[0] - both[1]) / 2e-5)
    return np.stack(slopes, axis=-1)[..., None]


@pytest.mark.parametrize("tex", ["J", r"\hat y_x", r"\log \sum_w \exp(u_w^\top v_c)", r"(u_o^\top v_c)^2"])
def test_a_slope_is_a_central_difference(tex: str) -> None:
    w = world()
    assert np.allclose(value(rf"\frac{{\partial}}{{\partial v_c}} ({tex})"), numeric(tex, "centre", w.c), atol=1e-6)
    assert np.allclose(value(rf"\nabla_{{u_o}} ({tex})"), numeric(tex, "outside", w.o), atol=1e-6)


def test_a_number_by_an_array_has_the_shape_of_the_array() -> None:
    w = world()
    assert value(r"\frac{\partial J}{\partial U}").shape[-2:] == (w.d, w.V)
    assert value(r"\frac{\partial J}{\partial v_c}").shape[-2:] == (w.d, 1)
    assert value(r"\frac{\partial J}{\partial v_c^\top}").shape[-2:] == (1, w.d)


def test_a_vector_by_a_vector_is_a_jacobian_in_either_layout() -> None:
    one = value(r"\frac{\partial (U^\top v_c)}{\partial v_c}")
    other = value(r"\frac{\partial (U^\top v_c)}{\partial v_c}", policy=Policy(layout="denominator"))
    assert np.allclose(one, value(r"U^\top"))
    assert np.allclose(other, value("U"))


def test_a_slope_by_a_name_of_ones_own_follows_its_value_through_the_loss() -> None:
    names = {"z": Local("z", (), parse(tokens(r"U^\top v_c")))}
    assert np.allclose(value(r"\frac{\partial J}{\partial z}", names=names), value(r"\hat y - y"), atol=1e-6)
    names = {"a": Local("a", (), parse(tokens(r"\exp(u_o^\top v_c)")))}
    held = value(r"\frac{\partial}{\partial a} \log a", names=names)
    assert np.allclose(held, value(r"\frac{1}{\exp(u_o^\top v_c)}"), atol=1e-6)
    with pytest.raises(UnreadableError, match="cannot be seen"):
        value(r"\frac{\partial (v_c^\top v_c)}{\partial a}", names=names)


def test_a_name_may_be_given_entry_by_entry_and_be_used_as_a_vector() -> None:
    names = {"z": Local("z", ("w",), parse(tokens(r"u_w^\top v_c")))}
    assert np.allclose(value("z", names=names), value(r"U^\top v_c"))
    assert np.allclose(value("z_o", names=names), value(r"u_o^\top v_c"))


def test_a_function_of_ones_own() -> None:
    names = {"g": Local("g", ("x",), parse(tokens("1 + e^{-x}")), is_function=True)}
    assert np.allclose(value("g'(x)", SIGMOID, names=names), value("-e^{-x}", SIGMOID), atol=1e-6)
    assert np.allclose(value("1 / g", SIGMOID, names=names), value(r"\sigma(x)", SIGMOID))


def test_a_letter_before_a_bracket_that_is_no_function_is_a_factor() -> None:
    assert np.allclose(value("x(1 - x)^2", SIGMOID), value(r"x \cdot (1 - x) \cdot (1 - x)", SIGMOID))


def test_the_leaky_relu_and_its_cases() -> None:
    tex = r"\begin{cases} x & x > 0 \\ \alpha x & \text{otherwise} \end{cases}"
    for below in (False, True):
        place = world(below=below)
        assert np.allclose(value("f(x)", LEAKY, place), value(tex, LEAKY, place))
    assert np.allclose(value("f'(x)", LEAKY, world(below=True)), value(r"\alpha", LEAKY), atol=1e-6)


def test_samples_and_how_often_they_occur() -> None:
    w = world(repeats=True)
    assert np.allclose(value("u_k", NEGATIVE, letters=("k",)), value("u_{w_k}", NEGATIVE, letters=("k",)))
    count = w.samples.count(w.samples[w.positions[0]])
    ways = (r"n_s", r"\sum_{i : w_i = w_s} 1", r"|\{i : w_i = w_s\}|", r"\sum_{i=1}^K [w_i = w_s]")
    for tex in ways:
        assert np.allclose(value(tex, REPEATED, letters=("s",)), count)
    assert np.allclose(value(r"\sum_{w=1}^V \hat y_w"), 1)


def test_sums_over_samples_in_other_words() -> None:
    everything = value(r"\sum_{s=1}^K \sigma(u_{w_s}^\top v_c)", NEGATIVE)
    for inside in (r"s \in [K]", r"s \in [1, K]", r"w \in \text{Neg}", r"w \in \{w_1, \dots, w_K\}"):
        letter = "w" if inside.startswith("w") else "w_s"
        assert np.allclose(value(rf"\sum_{{{inside}}} \sigma(u_{{{letter}}}^\top v_c)", NEGATIVE), everything)
    with_o = everything + value(r"\sigma(u_o^\top v_c)", NEGATIVE)
    for inside in (r"_{k=0}^K", r"_{k \in \{o, w_1, \dots, w_K\}}"):
        assert np.allclose(value(rf"\sum{inside} \sigma(u_k^\top v_c)", NEGATIVE), with_o)


@pytest.mark.parametrize("tex", ["q", r"u_{\text{new}}", r"\sum_{w=2}^V y_w", r"\hat y_{v}^{(1)}", "P(O = o | C = w)"])
def test_what_has_no_meaning_is_named(tex: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        value(tex)
    assert caught.value.symbol


@pytest.mark.parametrize("tex", ["v_c v_c", r"U^\top \hat y", r"U + v_c", r"\frac{1}{v_c}", r"\hat y \hat y"])
def test_shapes_that_do_not_fit_are_a_misfit_and_can_be_mended(tex: str) -> None:
    with pytest.raises(MisfitError):
        value(tex)
    found = []
    for misfit, place in itertools.product(("left", "right", "entries"), (world(),)):
        meaning = Meaning(SOFTMAX, place, Terms(), Policy(misfit=misfit))  # type: ignore[arg-type]
        try:
            meaning.value(parse(tokens(tex)))
        except MisfitError:
            continue
        found.append(meaning.remarks)
    assert all(found)
    assert found or tex == "U + v_c"


def test_an_inner_letter_hides_an_outer_one_and_an_operator_may_mean_the_outer() -> None:
    tex = r"\sum_{k=1}^K \frac{\partial}{\partial u_k} \log \sigma(-u_k^\top v_c)"
    inner = value(tex, NEGATIVE, letters=("k",))
    outer = value(tex, NEGATIVE, letters=("k",), policy=Policy(outer_letter=True))
    alone = value(r"\frac{\partial}{\partial u_k} \log \sigma(-u_k^\top v_c)", NEGATIVE, letters=("k",))
    assert np.allclose(outer, alone, atol=1e-6)
    assert not np.allclose(inner, alone, atol=1e-3)


def test_work_is_counted() -> None:
    with pytest.raises(TooMuchError):
        value(r"\sum_a \sum_b \sum_e \sum_f \sum_g \hat y_a", work=Work(2_000))
    with pytest.raises(TooMuchError):
        value(r"\frac{\partial}{\partial U} \frac{\partial}{\partial U} \frac{\partial}{\partial U} J")
