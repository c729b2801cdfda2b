"""A slip that has a name gets it; the name never comes with the line as it should be."""

import pytest

from word2vec_lab.check.derivations import of_text
from word2vec_lab.derivation.judging import ALARMS, Judged
from word2vec_lab.derivation.naming import Named, named
from word2vec_lab.derivation.questions import BY_PART


def name_of(judged: Judged) -> Named | None:
    first = judged.first(ALARMS)
    assert first is not None
    line, number = first
    return named(judged, line.signs[number])


@pytest.mark.parametrize(
    ("part", "tex", "name"),
    [
        ("1(a)", r"-\sum_w y_w \log \hat y_w = \log \hat y_o", "sign"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = u_o + \sum_w \hat y_w u_w", "sign"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = -u_o", "expectation-missing"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = -u_o + \hat y_w u_w", "sum-missing"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = -u_o + \sum_w y_w u_w", "hat"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = -u_o + \sum_w \hat y_o u_w", "index"),
        ("1(b)(i)", r"\frac{\partial J}{\partial v_c} = 2 U(\hat y - y)", "scaled"),
        ("1(d)", r"\frac{\partial J}{\partial u_o} = -v_c + \hat y_o u_o", "wrong-vector"),
        ("1(d)", r"\frac{\partial J}{\partial u_w} = \sum_x \hat y_x v_c - y_w v_c", "sum-kept"),
        ("1(g)", r"\sigma'(x) = \frac{-e^{-x}}{(1 + e^{-x})^2}", "sign"),
        ("1(g)", r"\sigma'(x) = \frac{e^{-x}}{1 + e^{-x}}", "power"),
        ("1(g)", r"\sigma'(x) = \sigma(x) \sigma(x)", "minus-inside-sigma"),
        ("1(h)(i)", r"\frac{\partial J}{\partial u_{w_s}} = (1 - \sigma(u_{w_s}^\top v_c)) v_c", "minus-inside-sigma"),
        ("1(h)(i)", r"\frac{\partial J}{\partial u_{w_s}} = \sum_{s=1}^K \sigma(u_{w_s}^\top v_c) v_c", "sum-kept"),
        ("1(i)", r"\frac{\partial J}{\partial u_{w_s}} = \sigma(u_{w_s}^\top v_c) v_c", "scaled"),
    ],
)
def test_a_slip_is_named(part: str, tex: str, name: str) -> None:
    shown = of_text(BY_PART[part], f"$${tex}$$", title="")
    found = name_of(shown.judged)
    assert found is not None
    assert found.name == name
    assert found.asks.endswith("?")
    assert found.says in repr(shown)


def test_what_has_no_name_gets_none() -> None:
    text = r"$$\frac{\partial J}{\partial v_c} = v_c + u_o \log \hat y_o$$"
    shown = of_text(BY_PART["1(b)(i)"], text, title="")
    assert name_of(shown.judged) is None
    assert "does not hold" in repr(shown)
    assert "?" in repr(shown)
