"""TeX as tokens: every spelling of one thing is the same token, and own macros are written out."""

import pytest

from word2vec_lab.derivation.tex import (
    LONGEST,
    Macro,
    UnreadableError,
    tokens,
    without_definitions,
    written_out,
)


def texts(tex: str) -> list[str]:
    return [token.text for token in tokens(tex)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\boldsymbol{u}_o", r"{u}_o"),
        (r"\mathbf u_o", "u_o"),
        (r"\vec u \cdot v", "u·v"),
        (r"exp(x)", r"\exp(x)"),
        (r"\mathrm{exp}(x)", r"\exp(x)"),
        (r"\operatorname{softmax}(x)", "softmax(x)"),
        (r"\ln x", r"\log x"),
        (r"\left( a \right)", "(a)"),
        (r"\bigl[ a \bigr]", "[a]"),
        (r"u^{\intercal}", r"u^{\top}"),
        (r"u^\mathsf{T}", r"u^{T}"),
        (r"uᵀ", r"u^\top"),
        (r"\dfrac ab", r"\frac ab"),
        (r"a \ldots b", r"a \cdots b"),
        (r"\widehat y", r"\hat y"),
        (r"ŷ", r"\hat y"),
        (r"∂J/∂v_c", r"\partial J/\partial v_c"),
        (r"σ(x)", r"\sigma(x)"),
        (r"a − b", "a - b"),
        (r"a \neq b", r"a \ne b"),
        (r"a\,b\;c\!d", "abcd"),
        (r"\underbrace{a}_{\text{chain rule}} b", "{a} b"),
        (r"a \tag{3}", "a"),
        (r"\color{red}{a}", "{a}"),
        (r"\textcolor{red}{a}", "{a}"),
        (r"a % a remark", "a"),
        (r"a \\[2ex] b", r"a \\ b"),
        (r"\mathbb{1}[x]", r"\mathbf 1[x]"),
        (r"\mathcal{L}", "L"),
        (r"a {}={} b", "a = b"),
        (r"{1 +} a {- 1}", "1 + a - 1"),
        (r"\frac{a}{-1}", r"\frac{a}{-1}"),
        (r"\frac{\cancel{a}}{b}", r"\frac{{a}}{b}"),
        (r"\cancelto{0}{a}", "{a}"),
        (r"\underbrace{a + \dots + a}_{n \text{ times}}", r"{{n} \cdot {a}}"),
        (r"sum_w yhat_w", r"\sum_w \hat y_w"),
        (r"\operatorname{grad} J", r"\nabla J"),
        (r"\text{Vocab}", r"\mathrm{Vocab}"),
    ],
)
def test_one_thing_has_one_spelling(one: str, other: str) -> None:
    assert texts(one) == texts(other)


def test_an_upright_word_stays_a_word() -> None:
    found = tokens(r"a \text{ if } b")
    assert [(token.kind, token.text) for token in found] == [("name", "a"), ("word", "if"), ("name", "b")]


def test_text_between_rows_stands_on_a_row_of_its_own() -> None:
    assert texts(r"a \intertext{so} b") == ["a", "newline", "so", "newline", "b"]


def test_tokens_know_where_they_were_typed() -> None:
    tex = r"a + \boldsymbol u_w"
    assert [tex[token.start : token.end] for token in tokens(tex)] == ["a", "+", "u", "_", "w"]


def test_own_macros_are_written_out() -> None:
    macros: dict[str, Macro] = {}
    rest = without_definitions(r"\newcommand{\vc}{v_c}\def\d#1#2{\frac{\partial #1}{\partial #2}}\d{J}{\vc}", macros)
    assert texts(written_out(rest, macros)) == texts(r"{\frac{\partial J}{\partial {v_c}}}")


def test_a_declared_operator_is_a_function() -> None:
    macros: dict[str, Macro] = {}
    rest = without_definitions(r"\DeclareMathOperator{\sm}{softmax}\sm(x)", macros)
    assert texts(written_out(rest, macros)) == ["{", "softmax", "}", "(", "x", ")"]


@pytest.mark.parametrize(
    "definitions",
    [r"\newcommand{\a}{\a\a}", r"\newcommand{\a}{x\b}\newcommand{\b}{\a}", r"\newcommand{\a}{" + "x" * 500 + r"}"],
)
def test_macros_are_bounded(definitions: str) -> None:
    macros: dict[str, Macro] = {}
    rest = without_definitions(definitions + r"\a" * 60, macros)
    with pytest.raises(UnreadableError):
        written_out(rest, macros)


@pytest.mark.parametrize("tex", ["x" * (LONGEST + 1), "(" * 50 + ")" * 50, "{" * 50 + "}" * 50])
def test_what_is_too_long_or_too_deep_is_not_read(tex: str) -> None:
    with pytest.raises(UnreadableError):
        tokens(tex)
