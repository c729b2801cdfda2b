"""Every construct is one rule, and has its example here."""

import pytest

from word2vec_lab.derivation.parsing import Reach, closes_at, parse, reaches, with_brackets
from word2vec_lab.derivation.tex import UnreadableError, tokens
from word2vec_lab.derivation.trees import (
    Applied,
    Cases,
    Condition,
    Dots,
    Entry,
    Grid,
    Indicator,
    Mean,
    Minus,
    Name,
    Number,
    Over,
    Plus,
    Power,
    Slope,
    Times,
    Total,
    Tree,
    Turned,
)


def tree(tex: str, reach: Reach | None = None) -> Tree:
    return parse(tokens(tex), *([reach] if reach else []))


def n(name: str, *index: Tree | str) -> Name:
    return Name(name, tuple(Name(i) if isinstance(i, str) else i for i in index))


def times(*factors: Tree) -> Times:
    return Times(factors, ("",) * len(factors))


SCORE = times(Turned(n("u", "w")), n("v", "c"))
X, Y, W = n("x"), n("y"), n("w")

EXAMPLES: dict[str, Tree] = {
    # Sums, products, quotients.
    "x + y - 2": Plus((X, Y, Minus(Number(2)))),
    "- x y": Minus(times(X, Y)),
    r"x \cdot - y": Times((X, Minus(Y)), ("", "cdot")),
    "x / y": Over(X, Y),
    r"\frac12": Over(Number(1), Number(2)),
    r"\frac1Z": Over(Number(1), n("Z")),
    r"{x \over y}": Over(X, Y),
    r"\langle x, y \rangle": Applied("inner", (X, Y)),
    # Names.
    "u_w^T v_c": SCORE,
    r"u^\top_w v_c": SCORE,
    r"\boldsymbol{u}_w^{\top}\boldsymbol v_c": SCORE,
    r"\hat y_w": n("yhat", "w"),
    r"\hat{y}_w": n("yhat", "w"),
    r"\hat{y_w}": n("yhat", "w"),
    r"\boldsymbol{\hat y}": n("yhat"),
    "u_{w_s}": n("u", n("w", "s")),
    "u_{w'}": n("u", "w'"),
    r"u_{w \ne o}": n("u", "w"),
    "v_{c,i}": n("v", "c", "i"),
    r"J_{\text{naive-softmax}}": Name("J", (), "naive-softmax"),
    r"\delta_{wo}": n("delta", "w", "o"),
    "x^2": Power(X, Number(2)),
    "(x)_i": Entry(X, (n("i"),)),
    "|V|": Name("size", (), "V"),
    # Functions.
    "e^{x}": Applied("exp", (X,)),
    r"\log x": Applied("log", (X,)),
    r"\exp{u_w^\top}v_c": Applied("exp", (SCORE,)),
    r"\sigma u_w^\top v_c": Applied("sigma", (SCORE,)),
    r"\sigma^2(x)": Power(Applied("sigma", (X,)), Number(2)),
    r"\sigma(x)^2": Power(Applied("sigma", (X,)), Number(2)),
    r"\sigma'(x)": Applied("sigma", (X,), 1),
    r"\sigma(1-\sigma)": times(n("sigma"), Plus((Number(1), Minus(n("sigma"))))),
    r"\max(x, y)": Applied("max", (X, Y)),
    r"P(O = w \mid C = c)": Applied("P", (W, n("c"))),
    r"p(w|c)": Applied("P", (W, n("c"))),
    r"P(O|C)": Applied("P", (n("o"), n("c"))),
    r"\mathbb E_{w \sim \hat y}[u_w]": Mean("w", n("yhat"), n("u", "w")),
    # Sums over an index.
    r"\sum_w x": Total("w", X),
    r"\sum_{w=1}^V x": Total("w", X, Number(1), n("V")),
    r"\sum_{w \in V} x + y": Plus((Total("w", X, inside=n("V")), Y)),
    r"\sum_{i \ne o} x": Total("i", X, conditions=(Condition("!=", n("i"), n("o")),)),
    r"\sum_{\substack{w_i = w_s}} x": Total("i", X, conditions=(Condition("=", n("w", "i"), n("w", "s")),)),
    r"\prod_w x": Total("w", X, product=True),
    # Slopes.
    r"\frac{\partial x}{\partial y}": Slope(X, Y),
    r"\frac{d x}{d y}": Slope(X, Y),
    r"\frac{\partial}{\partial y} x y + 2": Plus((Slope(times(X, Y), Y), Number(2))),
    r"\frac{\partial}{\partial y} - x": Slope(Minus(X), Y),
    r"\partial x / \partial y": Slope(X, Y),
    "dx/dy": Slope(X, Y),
    "d/dy x": Slope(X, Y),
    r"\nabla_y x": Slope(X, Y),
    r"\left(x\right)'": Slope(X, n("'")),
    # Cases, matrices, conditions.
    r"\begin{cases} x & w = o \\ y & \text{otherwise} \end{cases}": Cases(
        (X, Y), (Condition("=", W, n("o")), Condition("otherwise"))
    ),
    r"\left\{\begin{array}{ll} x & x > 0 \\ y & x < 0 \end{array}\right.": Cases(
        (X, Y), (Condition(">", X, Number(0)), Condition("<", X, Number(0)))
    ),
    r"\begin{bmatrix} x & \cdots \end{bmatrix}": Grid(((X, Dots()),)),
    "[x, y]": Grid(((X, Y),)),
    r"\mathbf 1\{w = o\}": Indicator((Condition("=", W, n("o")),)),
    r"\mathbb 1_{w=o}": Indicator((Condition("=", W, n("o")),)),
    "[w = o]": Indicator((Condition("=", W, n("o")),)),
    r"\sum_{w = o} x": Total("w", X, conditions=(Condition("=", W, n("o")),)),
    # What is typed without braces, backslashes or commas.
    "e^(-x)": Applied("exp", (Minus(X),)),
    "e^-x": Applied("exp", (Minus(X),)),
    "sum_w x": Total("w", X),
    "sigma(x)": Applied("sigma", (X,)),
    "u_{wi}": n("u", "w", "i"),
    "u_{ws}": n("u", n("w", "s")),
    "u_o^{(i)}": Entry(n("u", "o"), (n("i"),)),
    r"\frac{\delta x}{\delta v_c}": Slope(X, n("v", "c")),
    # Differentials.
    "dx": Applied("d", (X,)),
    r"d(x y)": Applied("d", (times(X, Y),)),
    r"v_c^\top \mathrm du_w": times(Turned(n("v", "c")), Applied("d", (n("u", "w"),))),
    r"\log x\,dy": times(Applied("log", (X,)), Applied("d", (Y,))),
    # Expectations without a distribution.
    "E[u_w]": Mean("w", n("yhat"), n("u", "w")),
    r"\mathbb E_p[u_x]": Mean("x", n("yhat"), n("u", "x")),
    r"\mathbb E_{P(\cdot \mid c)}[u]": Mean("#", n("yhat"), n("u", "#")),
    r"\mathrm{softmax}_w(x)": Entry(Applied("softmax", (X,)), (W,)),
    r"|\{i : w_i = w_s\}|": Total("i", Number(1), conditions=(Condition("=", n("w", "i"), n("w", "s")),)),
}


@pytest.mark.parametrize("tex", EXAMPLES)
def test_a_construct_is_read(tex: str) -> None:
    assert tree(tex) == EXAMPLES[tex]


@pytest.mark.parametrize(
    ("tex", "symbol"),
    [
        (r"\log \cdot \exp x", "cdot"),
        ("(x", "("),
        ("x +", ""),
        (r"\int x", "int"),
        (r"\left. x \right|_{y}", "|"),
        (r"\frac{\partial^2 x}{\partial y^2}", "partial"),
        (r"u^{(1)}", "("),
    ],
)
def test_what_is_not_understood_is_named_and_not_guessed(tex: str, symbol: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        tree(tex)
    assert caught.value.symbol == symbol
    assert caught.value.why


def test_a_reach_says_how_far_an_operator_reaches() -> None:
    tex = r"\frac{\partial}{\partial y} (x) \cdot y + 2"
    slopes = {tree(tex, reach) for reach in reaches()}
    assert Plus((Times((Slope(X, Y), Y), ("", "cdot")), Number(2))) in slopes
    assert Slope(Plus((Times((X, Y), ("", "cdot")), Number(2))), Y) in slopes


def test_a_reach_says_how_far_a_function_reaches() -> None:
    assert tree(r"\log x y", Reach(function="first")) == times(Applied("log", (X,)), Y)
    assert tree("1 / x y", Reach(slash="term")) == Over(Number(1), times(X, Y))


def test_a_bracket_that_is_missing_may_stand_at_the_end_or_nowhere() -> None:
    assert [parse(found) for found in with_brackets(tokens("2 (x + y"))] == [
        times(Number(2), Plus((X, Y))),
        Plus((times(Number(2), X), Y)),
    ]
    assert parse(next(with_brackets(tokens("x y)")))) == times(X, Y)
    assert not list(with_brackets(tokens("x (y)")))


def test_a_bracket_of_another_kind_closes_but_no_brace_is_crossed() -> None:
    assert closes_at(tokens("[x)"), 0) == 2
    assert closes_at(tokens("{(x}"), 1) == -1
    assert closes_at(tokens(r"(\left\{ x \right.)"), 0) == 3
