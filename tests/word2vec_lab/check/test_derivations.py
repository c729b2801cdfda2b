"""What a student sees: the chain again, each sign marked, the first slip explained, the end judged; no right line."""

import json
import os
import re
import time
from pathlib import Path

import pytest

from word2vec_lab import check
from word2vec_lab.check.derivations import HOW_TO, NO_POINTS, STUB, derivation, of_text
from word2vec_lab.derivation.questions import BY_PART
from word2vec_lab.expecting import UnexpectedValueError

SLIP = r"""**The case $w \ne o$.**
$$\frac{\partial J}{\partial u_w} = \frac{\exp(u_w^\top v_c)}{\sum_x \exp(u_x^\top v_c)} v_c
= \hat y_w u_w = \hat y_w v_c$$
"""


def shown(part: str, text: str) -> str:
    return repr(of_text(BY_PART[part], text, title="A title."))


def test_each_sign_is_marked_and_counted() -> None:
    text = shown("1(d)", SLIP)
    assert "3 equality signs: 1 holds, 2 to look at." in text
    assert [line[2] for line in text.splitlines() if line[4:6] == "= "] == ["✓", "✗", "✗"]
    assert "(case w ≠ o)" in text
    assert NO_POINTS in text


def test_the_first_slip_is_explained_and_the_way_back_is_said() -> None:
    text = shown("1(d)", SLIP)
    assert text.count("At random numbers:") == 1
    assert "left  [" in text
    assert "right  [" in text
    assert "↑" in text
    assert "back at what stood before the slip" in text


def test_code_hosts_get_formulas_between_dollars_and_the_site_what_a_notebook_gets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = of_text(BY_PART["1(d)"], SLIP, title="A title.")
    assert found._repr_markdown_() is None
    assert "<math" in (found._repr_html_() or "")
    assert found.within() == found._repr_html_()
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    assert found._repr_html_() is None
    assert found.within().startswith("<pre>A title.\n3 equality signs")
    shown = found._repr_markdown_() or ""
    assert shown.startswith("**A title.** 3 equality signs: 1 holds, 2 to look at.\n\n*case w ≠ o*\n\n$\\displaystyle ")
    assert "\n✗ $\\displaystyle = \\hat y_w u_w$  \n" in shown
    assert "At random numbers:\n\n```text\n" in shown
    assert "<" not in shown.replace("<-", "")
    monkeypatch.setenv("WORD2VEC_LAB_SITE", str(tmp_path))
    assert found._repr_markdown_() is None
    assert "<math" in (found._repr_html_() or "")
    assert found.within() == found._repr_html_()


def test_both_shapes_are_told_of_a_transposition() -> None:
    text = shown("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = (\hat y - y)^\top U^\top$$")
    assert "holds up to transposition: on the left (4, 1), on the right (1, 4)" in text
    assert "shape convention" in text
    mended = shown("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = U^\top (\hat y - y)$$")
    assert "would have to be transposed" in mended


@pytest.mark.parametrize(
    ("part", "tex", "said"),
    [
        ("1(b)(i)", r"-u_o + \sum_w \hat y u_w = U(\hat y - y)", "an index is missing"),
        (
            "1(h)(i)",
            r"\frac{\partial}{\partial u_k}\sum_{k=1}^K\log\sigma(-u_k^Tv_c)"
            r" = \sum_{k=1}^K\frac{\partial}{\partial u_k}\log\sigma(-u_k^Tv_c)",
            "captures an index",
        ),
        ("1(d)", r"\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c", "holds only for w = o"),
        ("1(b)(i)", r"J = \Xi", "because of “Xi”"),
        ("1(a)", r"-\sum_w y_w \log \hat y_w = y_w \log \hat y", "On the left stands a number"),
    ],
)
def test_every_verdict_has_its_words(part: str, tex: str, said: str) -> None:
    assert said in shown(part, f"$${tex}$$")


def test_the_end_is_judged_and_no_right_line_is_shown() -> None:
    text = shown("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = U(y - \hat y)$$")
    assert "✗ The end is not ∂J/∂v_c:" in text
    for right in (r"U(\hat y - y)", r"\hat y - y", "ŷ − y", "ŷ - y"):
        assert right not in text


def test_the_page_typesets_and_escapes() -> None:
    found = of_text(BY_PART["1(d)"], SLIP + "\n\n$J = <script>alert(1)</script>$", title="<b>")
    page = found.within()
    assert "<math" in page
    assert "<script>" not in page
    assert "<b>" not in page
    assert HOW_TO in page
    assert 'aria-label="does not hold"' in page


def test_nothing_written_and_nothing_to_measure() -> None:
    assert "Nothing is written there yet." in shown("1(a)", STUB)
    steps = f"**Step 1. Take the logarithm apart:** $J = \\dots$\n\n{STUB}\n\n**The case $w = o$.**\n\n{STUB}"
    assert "Nothing is written there yet." in shown("1(b)(i)", steps)
    for more in (f"{steps}\n\nIt is linear.", steps.replace("$J = \\dots$", "it is linear"), "**It is linear.**"):
        assert "No equality sign was found in a formula" in shown("1(b)(i)", more)
    assert "No equality sign was found" in shown("1(a)", "Only one term is left.")
    assert "dollar" not in shown("1(a)", "Only one term is left.")
    assert "between dollar signs" in shown("1(g)", "sigma'(x) = sigma(x) (1 - sigma(x))")
    assert "is not read" in shown("1(a)", "x" * 30_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    metadata = {"nbgrader": {"grade_id": "q1d-derivation", "solution": True}}
    cell = {"cell_type": "markdown", "id": "q1d-derivation", "metadata": metadata, "source": SLIP}
    path = tmp_path / "1_softmax.ipynb"
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    at = time.mktime((2026, 1, 2, 14, 3, 0, 0, 0, -1))
    os.utime(path, (at, at))
    return tmp_path


def test_it_is_read_as_it_was_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = repr(derivation("q1d", folder))
    assert "saved at 14:03. If you have changed it since, save first" in text
    assert "3 equality signs" in text
    monkeypatch.chdir(folder)
    for name in ("q1d", "1(d)", "q1d-derivation"):
        assert repr(check.derivation(name)) == text
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    assert "14:03" not in repr(check.derivation("q1d"))


def test_what_is_not_there_is_said(folder: Path) -> None:
    assert "The text cell q1a is not in 1_softmax.ipynb." in repr(derivation("q1a", folder))
    assert "2_activations.ipynb is not in the folder" in repr(derivation("q1g", folder))
    (folder / "3_negative_sampling.ipynb").write_text("{", encoding="utf-8")
    assert "3_negative_sampling.ipynb: " in repr(derivation("q1i", folder))
    with pytest.raises(UnexpectedValueError, match="There are: q1a, q1b1, q1d"):
        derivation("q1c", folder)


def test_what_is_to_be_typed_is_code_on_the_page_and_no_mathematics_left_raw() -> None:
    page = of_text(BY_PART["1(d)"], SLIP, title="A title.").within()
    hints = page[page.index(HOW_TO) :]
    assert "<code>\\hat y</code>" in hints
    assert "`" not in hints
    assert "\\" not in re.sub("<code>.*?</code>", "", hints)
