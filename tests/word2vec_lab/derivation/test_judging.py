"""The verdicts: on chains of the observed variety, on the model answers, on slips, and on anything at all."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from word2vec_lab.derivation.judging import ALARMS, JUDGED, Judged, Verdict, judge
from word2vec_lab.derivation.questions import BY_PART, QUESTIONS, Question, asked

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VARIANTS = json.loads((HERE / "variants.json").read_text(encoding="utf-8"))
LETTERS = {
    Verdict.HOLDS: "T",
    Verdict.TURNED: "t",
    Verdict.INDEX: "N",
    Verdict.CAPTURED: "N",
    Verdict.DEFINES: "D",
    Verdict.CONDITION: "C",
    Verdict.UNREAD: "?",
}


def letters(judged: Judged) -> str:
    return "".join(LETTERS.get(sign.verdict, "F") for line in judged.lines for sign in line.signs)


@pytest.mark.parametrize("entry", VARIANTS, ids=[entry["name"] for entry in VARIANTS])
def test_a_variant_gets_its_verdicts(entry: dict[str, str]) -> None:
    assert letters(judge(BY_PART[entry["part"]], entry["text"])) == entry["verdicts"]


def model_answers() -> dict[str, str]:
    found = {}
    for path in (ROOT / "source" / "word2vec").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["id"] in QUESTIONS and cell["cell_type"] == "markdown":
                found[cell["id"]] = "".join(cell["source"])
    return found


@pytest.mark.parametrize("question", asked(), ids=lambda question: question.id)
def test_every_sign_of_a_model_answer_holds_and_its_end_is_right(question: Question) -> None:
    judged = judge(question, model_answers()[question.id])
    assert {sign.verdict for sign in judged.signs} == {Verdict.HOLDS}
    assert judged.end == "right"


def test_the_practice_chain_has_one_slip_and_is_right_without_it() -> None:
    question = QUESTIONS["practice-derivation"]
    text = model_answers()["practice-derivation"]
    judged = judge(question, text)
    assert [sign.verdict is Verdict.HOLDS for sign in judged.signs] == [True, False, True]
    assert judged.end == "wrong"
    mended = text.replace("+ 2x^2}", "- 2x^2}").replace("1 + 3x^2}", "1 - x^2}")
    assert mended != text
    assert judge(question, mended).end == "right"
    assert all(sign.verdict is Verdict.HOLDS for sign in judge(question, mended).signs)


@pytest.mark.parametrize(
    ("part", "text", "end"),
    [
        ("1(a)", r"$$-\sum_w y_w \log \hat y_w = -\log \hat y_o$$", "right"),
        ("1(a)", r"$$-\sum_w y_w \log \hat y_w = \log \hat y_o$$", "wrong"),
        ("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = U(\hat y - y)$$", "right"),
        ("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = (\hat y - y)^\top U^\top$$", "transposed"),
        ("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = U(y - \hat y)$$", "wrong"),
        ("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = q$$", "unread"),
        ("1(b)(i)", r"$$J = -\log \hat y_o$$", "none"),
        ("1(d)", r"$$\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) v_c$$", "right"),
        ("1(d)", r"For $w \ne o$: $$\frac{\partial J}{\partial u_w} = \hat y_w v_c$$", "incomplete"),
        ("1(d)", r"$$\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c$$", "wrong"),
        ("1(f)", r"$$f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}$$", "wrong"),
        ("1(g)", r"$$\sigma'(x) = \sigma(x)(1 - \sigma(x))$$", "right"),
        ("1(g)", r"$$\frac{d\sigma}{dx} = \sigma(x)\sigma(1 - \sigma(x))$$", "wrong"),
        ("1(i)", r"$$\frac{\partial J}{\partial u_{w_s}} = n_s \sigma(u_{w_s}^\top v_c) v_c$$", "right"),
        ("1(i)", r"$$\frac{\partial J}{\partial u_{w_s}} = \sigma(u_{w_s}^\top v_c) v_c$$", "wrong"),
    ],
)
def test_the_end_is_judged_by_differences(part: str, text: str, end: str) -> None:
    assert judge(BY_PART[part], text).end == end


@pytest.mark.parametrize(
    "text",
    [
        r"$$\frac{\partial J}{\partial v_c} = -u_o + \sum_w \hat y_w u_w = U(\hat y - y)$$",
        r"$$\frac{\partial J}{\partial v_c} = -\frac{1}{\hat y_o} \frac{\partial \hat y_o}{\partial v_c}$$",
        r"Let $z = U^\top v_c$. $$\frac{\partial J}{\partial v_c} = U \frac{\partial J}{\partial z}$$",
        r"$$\frac{\partial J}{\partial v_c} = U \delta$$ with $\delta = \hat y - y$",
        r"$$\frac{\partial}{\partial v_c}(-\log\hat y_o) = -u_o + U\hat y$$",
        r"$$dJ/dv_c = \sum_x (\hat y_x - y_x) u_x$$",
        r"$$\nabla J = U(\hat y - e_o)$$",
        r"$$\frac{\partial J}{\partial v_{c,i}} = \sum_w U_{iw} (\hat y_w - \delta_{wo})$$",
        r"When is it zero? If $U(\hat y - y) = 0$.",
        r"$$dJ = -u_o^\top dv_c + \frac{\sum_w e^{u_w^\top v_c} u_w^\top dv_c}{\sum_x e^{u_x^\top v_c}}$$",
        r"$\frac{\partial J}{\partial z_w} = \hat y_w - y_w$ and $\frac{\partial z_w}{\partial v_c} = u_w$",
        r"$\hat y = S(z)$ with $z = U^\top v_c$.",
        r"Let $h = v_c$ and $W = U$. $$\frac{\partial J}{\partial h} = W(\hat y - y)$$",
        r"$\ell = \log\hat y_o$ is the log-likelihood, $\nabla_{v_c} \ell = u_o - U \hat y$ and $J = -\ell$.",
        r"With $u_o = U y$: $$\frac{\partial J}{\partial v_c} = U \hat y - U y$$",
        r"$$\frac{\partial J}{\partial v_c} = U\left(\hat y - y\right. = U \hat y - u_o$$",
        r"Let $g = \exp(u_o^\top v_c)$ and $h = \sum_w \exp(u_w^\top v_c)$. $$\hat y_o' = \frac{g'h - gh'}{h^2}$$",
    ],
)
def test_no_false_alarm(text: str) -> None:
    verdicts = {sign.verdict for sign in judge(BY_PART["1(b)(i)"], text).signs}
    assert verdicts <= {Verdict.HOLDS, Verdict.TURNED}


@pytest.mark.parametrize(
    ("part", "text", "verdicts"),
    [
        ("1(a)", r"$$-\sum_w y_w \log\hat y_w = -\sum_w \hat y_w \log y_w = -\hat y_o \log y_o$$", "FF"),
        ("1(a)", r"$$J_{CE} = -\sum_w y_w \log \hat y_w$$", "T"),
        ("1(a)", r"$$\log y_1 = 2 \log y_1$$", "?"),
        # u'v says that a dash transposes here; without it, it could be anything.
        ("1(b)(i)", r"$$\nabla_{v_c}(u_o'v_c) = u_o$$", "T"),
        ("1(b)(i)", r"$$\nabla_{v_c}(u_o'v_c) = -u_o$$", "F"),
        ("1(b)(i)", r"$$\frac{\partial J}{\partial v_c} = u_o'$$", "?"),
        ("1(b)(i)", r"where $$J = -u_o^\top v_c + \log \sum_w \exp(u_w^\top v_c)$$", "T"),
        (
            "1(d)",
            r"$$\frac{\partial}{\partial u_w} u_o^\top v_c = \begin{cases} v_c & w = o \\ 0 & w \ne o\end{cases}$$",
            "T",
        ),
        ("1(f)", r"$f_+(x) = x$ and $f_-(x) = \alpha x$. $$f_+'(x) = 1, f_-'(x) = \alpha$$", "DDTT"),
        ("1(f)", r"$f_1(x) = x$. $$f_1'(x) = \alpha$$", "DF"),
        ("1(f)", r"$\max(\alpha x, x) = x$ on $(0, \infty)$.", "T"),
        ("1(f)", r"$\max(\alpha x, x) = x$ on $(-\infty, 0)$.", "F"),
        ("1(f)", r"For $x < 0$: $$\frac{f(x+h) - f(x)}{h} = \frac{\alpha h}{h} = \alpha$$", "TT"),
        ("1(f)", r"$$f(x) = \frac{1 + \alpha}{2} x + \frac{1 - \alpha}{2} |x|$$", "T"),
        ("1(f)", r"$$\max(a, b) = \frac{a + b + |a - b|}{2} = \frac{a + b - |a - b|}{2}$$", "TF"),
        ("1(g)", r"$$\lim_{h \to 0} \frac{\sigma(x + h) - \sigma(x)}{h} = \sigma(x)(1 - \sigma(x))$$", "T"),
        ("1(g)", r"$$\lim_{h \to 0} \frac{\sigma(x + h) - \sigma(x)}{h} = 1 - \sigma(x)$$", "F"),
        ("1(g)", r"$$\lim_{h \to 0} \frac{e^{-x} - e^{-x-h}}{h(1 + x)} = \frac{e^{-x}}{1 + x}$$", "T"),
        ("1(g)", r"From $\sigma(x)(1 + e^{-x}) = 1$", "T"),
        ("1(g)", r"because $\sigma(-x) = -\sigma(x)$", "F"),
        ("1(g)", r"if $\sigma(-x) = -\sigma(x)$", "C"),
        (
            "1(h)(i)",
            r"$\frac{d}{d\theta} \log\sigma(\theta) = 1 - \sigma(\theta)$ with $\theta_s = u_{w_s}^\top v_c$",
            "TD",
        ),
        ("1(i)", r"$$J = \text{const} - n_s \log\sigma(-u_{w_s}^\top v_c)$$", "?"),
        ("1(i)", r"Let $z_i = u_{w_i}^\top v_c$. $$\frac{\partial J}{\partial z_i} = \sigma(z_i)$$", "DT"),
        ("1(i)", r"Let $z_i = u_{w_i}^\top v_c$. $$\frac{\partial J}{\partial z_i} = -\sigma(z_i)$$", "DF"),
        (
            "1(i)",
            r"Let $z_i = u_{w_i}^\top v_c$. If $w_i = w_s$ then $\frac{\partial z_i}{\partial u_{w_s}} = v_c$",
            "DT",
        ),
        (
            "1(i)",
            r"Let $z_i = u_{w_i}^\top v_c$. If $w_i = w_s$ then $\frac{\partial z_i}{\partial u_{w_s}} = -v_c$",
            "D?",
        ),
        (
            "1(i)",
            r"$S = \{i : w_i = w_s\}$ $$\frac{\partial J}{\partial u_{w_s}} = |S| \sigma(u_{w_s}^\top v_c) v_c$$",
            "DT",
        ),
    ],
)
def test_what_strangers_wrote_is_read_as_it_was_meant(part: str, text: str, verdicts: str) -> None:
    assert letters(judge(BY_PART[part], text)) == verdicts


@pytest.mark.parametrize(
    ("part", "text", "verdicts"),
    [
        # Each of these has a slip in what the tests above read rightly.
        ("1(b)(i)", r"$$dJ = -u_o^\top dv_c + \sum_w u_w^\top dv_c$$", "F"),
        ("1(b)(i)", r"$dv_c = 2 dv_c$", "F"),
        (
            "1(b)(i)",
            r"$\frac{\partial z_w}{\partial v_c} = u_w$, $\frac{\partial J}{\partial z_w} = y_w - \hat y_w$",
            "??",
        ),
        (
            "1(b)(i)",
            r"$\frac{\partial z_w}{\partial v_c} = u_w$ $$\frac{\partial J}{\partial v_c}"
            r" = \sum_w \frac{\partial J}{\partial z_w} u_w = \sum_w (y_w - \hat y_w) u_w$$",
            "TTF",
        ),
        ("1(b)(i)", r"$\ell = \log\hat y_o$ is the log-likelihood, $\nabla_{v_c} \ell = u_o + U \hat y$", "DF"),
        ("1(b)(i)", r"$$-u_o + E[u_w] = U(y - \hat y)$$", "F"),
        ("1(b)(i)", r"$$U\left(\hat y - y\right. = u_o$$", "?"),
        ("1(a)", r"$$-\sum_o y_o \log\hat y_o = -\log\hat y_o$$", "N"),
        ("1(h)(i)", r"$$\sum_{s=1}^K \sigma(u_w^\top v_c) u_w = \sum_{s=1}^K \sigma(u_{w_s}^\top v_c) u_{w_s}$$", "N"),
        (
            "1(h)(i)",
            r"$\sigma_s = \sigma(u_{w_s}^\top v_c)$. $\frac{\partial J}{\partial u_{w_s}} = (1-\sigma_s) v_c$",
            "DF",
        ),
        (
            "1(h)(i)",
            r"$x = u_o^\top v_c$, $x_s = u_{w_s}^\top v_c$. $\frac{\partial J}{\partial x_s} = -\sigma(x_s)$",
            "DDF",
        ),
        ("1(i)", r"$J = -\log\sigma(u_o^\top v_c) - \sum_w n_w \log\sigma(-u_w^\top v_c)$ with counts $n_w$", "T"),
        (
            "1(i)",
            r"$\sum_{i: w_i = w_s} \sigma(u_{w_s}^\top v_c) v_c = \sigma(u_{w_s}^\top v_c) v_c$",
            "F",
        ),
        (
            "1(i)",
            r"Let $c(x)$ count the draws of $x$. $\frac{\partial J}{\partial u_x} = c(x) \sigma(u_x^\top v_c) v_c$",
            "T",
        ),
        ("1(i)", r"$\frac{\partial J}{\partial u_{w_s}} = \sum_{i=1}^K m_i \sigma(u_{w_i}^\top v_c) v_c$", "T"),
        ("1(g)", r"$u = 1$, $v = 1 + e^{-x}$. $\sigma'(x) = \frac{u'v - uv'}{v^2} = \frac{-e^{-x}}{v^2}$", "DDTF"),
        ("1(f)", r"$f'(x) = H(x) + \alpha H(-x)$ with the Heaviside step function $H$", "T"),
        ("1(f)", r"For $x > 0$: $f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}$", "F"),
    ],
)
def test_nor_does_a_slip_pass_in_it(part: str, text: str, verdicts: str) -> None:
    assert letters(judge(BY_PART[part], text)) == verdicts


def test_where_it_is_open_of_which_case_a_formula_is_said_there_is_no_alarm() -> None:
    right = r"$$\frac{\partial J}{\partial u_w} = \hat y_w v_c$$"
    for text in (
        f"For $w = o$: $$\\hat y_w v_c = \\hat y_o v_c$$\n\nNext one: {right}",
        rf"The words $w = o$ and $w \ne o$ differ. {right}",
    ):
        assert not {sign.verdict for sign in judge(BY_PART["1(d)"], text).signs} & ALARMS
    assert letters(judge(BY_PART["1(d)"], rf"For $w = o$: {right}")) == "F"


def test_what_is_said_of_one_case_covers_the_other_only_if_it_is_right_in_both() -> None:
    both = r"For $w = o$: $$\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) v_c$$"
    assert judge(BY_PART["1(d)"], both).end == "right"
    exchanged = r"$x > 0$: $f'(x) = \alpha$. $x < 0$: $f'(x) = 1$."
    assert judge(BY_PART["1(f)"], exchanged).end == "wrong"


def test_a_dear_sign_leaves_the_others_their_turn() -> None:
    dear = r"$$\hat y_o = \sum_a \sum_b \sum_e \sum_i \hat y_a \hat y_b \hat y_e \hat y_i$$"
    assert letters(judge(BY_PART["1(b)(i)"], dear + r"$$\sum_w \hat y_w = 1$$")).endswith("T")


def test_the_kinder_case_is_not_taken() -> None:
    only = judge(BY_PART["1(d)"], r"$$\frac{\partial J}{\partial u_w} = \hat y_w v_c - v_c$$")
    assert [sign.verdict for sign in only.signs] == [Verdict.ONLY_SAME]
    apart = judge(
        BY_PART["1(d)"],
        r"$$\frac{\partial J}{\partial u_o} = (\hat y_o - 1) v_c, \frac{\partial J}{\partial u_w} = \hat y_w v_c$$",
    )
    assert [sign.verdict for sign in apart.signs] == [Verdict.HOLDS] * 2
    relu = judge(BY_PART["1(f)"], r"$$f'(x) = 1$$")
    assert [sign.verdict for sign in relu.signs] == [Verdict.ONLY_ABOVE]


def test_what_is_not_read_says_why() -> None:
    judged = judge(BY_PART["1(b)(i)"], r"$$\frac{\partial J}{\partial v_c} = \Xi u_o$$")
    [sign] = judged.signs
    assert sign.verdict is Verdict.UNREAD
    assert sign.symbol == "Xi"
    assert "defined" in sign.why


HARD = {
    "a hundred thousand signs": "$$J = " + "x+" * 50_000 + "$$",
    "deep brackets": "$$J = " + "(" * 2_000 + "x" + ")" * 2_000 + "$$",
    "deep fractions": "$$J = " + r"\frac{1}{" * 300 + "x" + "}" * 300 + "$$",
    "brackets that do not close": "$$J = " + "(" * 2_900 + "$$",
    "sums of sums": "$$J = " + "".join(rf"\sum_{{{c}}}" for c in "abefghijkln") + r"\hat y_a$$",
    "derivatives of derivatives": "$$J = " + r"\frac{\partial}{\partial U}" * 8 + "J$$",
    "many signs": "$" + "=" * 5_000 + "$",
    "towers": "$$J = 9" + "^9" * 300 + "$$",
    "macros": r"$\newcommand{\a}{\b\b}\newcommand{\b}{\a x}$ $$J = \a$$",
    "signs and nothing else": "$$J = " + "-" * 2_900 + "1$$",
    "functions of functions": "$$J = " + r"\log " * 900 + "x$$",
    "dollars": "$ " * 9_000,
    "slow signs": (
        r"$$\frac{\partial J}{\partial U} = \sum_w \sum_x \frac{\partial}{\partial U} \hat y_w \hat y_x$$" "\n"
    )
    * 150,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("part", ["1(b)(i)", "1(i)"])
def test_what_is_hard_ends_as_not_read(text: str, part: str) -> None:
    judged = judge(BY_PART[part], text)
    assert judged.problem or not judged.signs or any(s.verdict in JUDGED for s in judged.signs)
    assert not {s.verdict for s in judged.signs} & {Verdict.HOLDS} or part != "1(b)(i)" or "sum" in text


PIECES = re.findall(
    r"\S+",
    r"""u_w u_o ^\top ^T v_c \hat y \hat{y}_w y_w y_o U J \sigma \sigma( \sigma' ) ( [ ] \{ \} { } = = = + -
    \cdot / \log \exp \exp( e^ \sum_w \sum_{w=1}^V \sum_{i \ne \in \frac{ }{ \partial \frac{\partial
    \partial}{\partial \nabla_{v_c} \nabla ' x \begin{cases} \end{cases} & \\ \begin{bmatrix} \end{bmatrix}
    \cdots \dots , 1 0 2 w=o \mathbf \text{if} \text{ \quad P( | \mid O=o C=c \delta_{wo} \mathbb{1} \mathbb
    E_{w\sim \langle \rangle \left \right. \max n_s u_{w_s} K z z= \newcommand{\a} \a d/ dJ/ \over _ ^ $ $$
    \( \substack{ \underbrace{ \Rightarrow ^2 \prod |V| f'(x) \alpha >0 \begin{aligned} \end{aligned}""",
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(sorted(BY_PART)), st.booleans())
def test_no_text_is_an_error(pieces: list[str], part: str, block: bool) -> None:
    fence = "$$" if block else "$"
    judged = judge(BY_PART[part], f"If $w = o$: {fence}{' '.join(pieces)}{fence} then ${' '.join(pieces[:9])} = x$")
    assert all(sign.verdict in Verdict for sign in judged.signs)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(BY_PART)))
def test_nor_is_any_other_text(text: str, part: str) -> None:
    judged = judge(BY_PART[part], f"$${text}$$\n\n${text}$ {text}")
    assert not judged.problem


WAYS_OF_WRITING = {
    "1 for a vector of ones": ("1(b)(i)", r"$J = -y^T U^T v_c + \log(1^T \exp(U^T v_c))$", "T"),
    "a reason in the fourth column": (
        "1(i)",
        r"$$\begin{align*}\frac{\partial J}{\partial u_{w_s}} &= -\frac{\partial}{\partial u_{w_s}}"
        r"\sum_{k=1}^K \log\sigma(-u_{w_k}^\top v_c) && u_o \text{ does not depend on } u_{w_s}\\"
        r"&= n_s \sigma(u_{w_s}^\top v_c) v_c && n_s \text{ equal terms}\end{align*}$$",
        "TT",
    ),
    "a case with a capital letter": ("1(f)", "Positive $x$: $f'(x) = 1$.\nNegative $x$: $f'(x) = \\alpha$.", "TT"),
    "a name before a block that goes on": (
        "1(i)",
        r"$$\frac{\partial J}{\partial u_{w_s}} = \sum_{i: w_i = w_s} \sigma(u_{w_i}^\top v_c) v_c$$ "
        "so I can replace $w_i$ by $w_s$\n\n" + r"$$= \sigma(u_{w_s}^\top v_c) v_c$$",
        "TF",
    ),
    "a macro for the operator": (
        "1(b)(i)",
        r"$\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}$ $\pd{J}{v_c} = -\pd{}{v_c} \log \hat y_o$",
        "T",
    ),
    "entry by entry division": ("1(b)(i)", r"$\frac{\partial J}{\partial \hat y} = -y \oslash \hat y$", "T"),
    "functions in a row": ("1(h)(i)", r"$(\log \circ \sigma)'(t) = 1 - \sigma(t) = (\log\sigma)'(-t)$", "TF"),
    "the component before the word": (
        "1(b)(i)",
        r"$\frac{\partial J}{\partial v_i} = -u_{io} + \sum_x \hat y_x u_{ix} = u_{io} - \sum_x \hat y_x u_{ix}$",
        "TF",
    ),
    "a derivative in a direction": (
        "1(b)(i)",
        r"For $h \in \mathbb R^d$: $DJ(v_c)[h] = -\langle u_o, h\rangle + \sum_w \hat y_w \langle u_w, h\rangle"
        r" = \langle U(y - \hat y), h\rangle$",
        "TF",
    ),
    "all scores of the samples in one column": (
        "1(h)(i)",
        r"Let $A = [u_o, -u_{w_1}, \dots, -u_{w_K}]$ and $t = A^\top v_c$. Then $J = -\mathbf 1^\top \log\sigma(t)$, "
        r"$\frac{\partial J}{\partial v_c} = A(\sigma(t) - \mathbf 1) = A\sigma(t)$.",
        "DDTTF",
    ),
    "a name for the predictions in words": (
        "1(a)",
        r"Let $s$ be the softmax output. $-\sum_w y_w \log s_w = -\log s_o = \log s_o$",
        "TF",
    ),
    "a sign at the end of a row and at the begin of the next": (
        "1(b)(i)",
        "$$\\frac{\\partial J}{\\partial v_c} =$$\n$$= -u_o + \\sum_w \\hat y_w u_w =$$\n$$= U(y - \\hat y)$$",
        "TF",
    ),
    "a function that is not known": ("1(g)", r"$\sigma'(x) = \frac14\operatorname{sinc}^2(x/2) = \sigma(x)$", "??"),
    "hyperbolic functions": ("1(g)", r"$\sigma'(x) = \frac14\operatorname{sech}^2(x/2) = \frac14\cosh(x/2)$", "TF"),
    "the summation convention": (
        "1(b)(i)",
        r"I sum over repeated indices. $J = -y_i u_i^\top v_c + \log \sum_w e^{u_w^\top v_c} = y_i \log \hat y_i$",
        "TF",
    ),
    "a function without its argument": (
        "1(h)(i)",
        r"Let $\zeta(x) = \log(1 + e^x)$, $\zeta' = \sigma = \zeta$.",
        "DTF",
    ),
    "a row of columns without commas": (
        "1(b)(i)",
        r"Let $W = [u_1 \; u_2 \; \cdots \; u_V]$. $\frac{\partial J}{\partial v_c} = W(\hat y - y) = W(y - \hat y)$",
        "DTF",
    ),
    "the loss by a single prediction": (
        "1(b)(i)",
        r"$\frac{\partial J}{\partial \hat y_k} = -\frac{y_k}{\hat y_k} = \frac{y_k}{\hat y_k}$",
        "TF",
    ),
    "a sum over words with a count that is defined": (
        "1(i)",
        r"Let $c_w = \#\{k : w_k = w\}$. $J = -\log\sigma(u_o^\top v_c) - \sum_w c_w \log\sigma(-u_w^\top v_c)"
        r" = -\log\sigma(u_o^\top v_c) + \sum_w c_w \log\sigma(-u_w^\top v_c)$",
        "DTF",
    ),
    "a sum that goes on in the fourth column": (
        "1(b)(i)",
        r"$$\begin{align*}\frac{\partial J}{\partial v_c} &= -u_o && + \sum_w \hat y_w u_w\\ &= U\hat y && - Uy\\"
        r" &= Uy && - U\hat y\end{align*}$$",
        "TTF",
    ),
    "a sum over all from 1": (
        "1(h)(i)",
        r"$J = -\log\sigma(u_o^\top v_c) - \sum_{i \ge 1} \log\sigma(-u_{w_i}^\top v_c)$",
        "T",
    ),
    "a count that is defined behind a set": (
        "1(i)",
        r"Let $I = \{i : w_i = w_s\}$ and $n = |I|$. $\frac{\partial J}{\partial u_{w_s}} = n \sigma(u_{w_s}^\top v_c)"
        r" v_c = \sigma(u_{w_s}^\top v_c) v_c$",
        "DDTF",
    ),
    "a dash that transposes the truth": ("1(a)", r"$-y'\log\hat y = -e_o'\log\hat y = \log\hat y_o$", "TF"),
}


@pytest.mark.parametrize(("part", "text", "wanted"), WAYS_OF_WRITING.values(), ids=WAYS_OF_WRITING)
def test_a_way_of_writing_is_read(part: str, text: str, wanted: str) -> None:
    assert letters(judge(BY_PART[part], text)) == wanted


def test_an_alarm_is_no_remark() -> None:
    assert Verdict.TURNED not in ALARMS
    assert Verdict.UNREAD not in ALARMS
    assert Verdict.INDEX not in ALARMS


ONE_SAMPLE = r"$$\frac{\partial J}{\partial u_{w_s}} = \sigma(u_{w_s}^\top v_c)\,v_c$$"
ALL_OF_THEM = r"$$\frac{\partial J}{\partial u_{w_s}} = n_s\,\sigma(u_{w_s}^\top v_c)\,v_c$$"


@pytest.mark.parametrize(
    "opening",
    [
        "**Fall A (alle Wörter verschieden):**",
        "Case 1: all samples are distinct.",
        "If the K words are pairwise different, then",
        "First suppose there are no repetitions:",
        "Si les mots sont distincts :",
        "Caso 1: las palabras son distintas",
        "Assume no duplicates. Then",
        "Wenn alle $w_i$ verschieden wären:",
        "If all of the words $w_1, \\dots, w_K$ were distinct:",
    ],
)
def test_where_words_may_repeat_a_case_of_distinct_ones_holds_until_the_next_case(opening: str) -> None:
    end = "\n\nFall B / Case 2 (with repeated words):\n\n"
    assert letters(judge(BY_PART["1(i)"], f"{opening}\n\n{ONE_SAMPLE}{end}{ALL_OF_THEM}")) == "TT"
    assert letters(judge(BY_PART["1(i)"], f"{opening}\n\n{ONE_SAMPLE}{end}{ONE_SAMPLE}")) == "TF"


@pytest.mark.parametrize(
    "opening",
    [
        "Now the samples need not be distinct:",
        "In part (h) the words were distinct. For this part",
        "If the words are not distinct,",
        "Fall B: die Wörter sind nicht mehr verschieden.",
        "The two terms are different. So",
        "For the different samples we get",
    ],
)
def test_words_that_speak_of_distinct_ones_otherwise_open_no_such_case(opening: str) -> None:
    assert letters(judge(BY_PART["1(i)"], f"{opening}\n\n{ONE_SAMPLE}")) == "F"


@pytest.mark.parametrize(("factor", "verdict"), [("", "T"), ("m_s", "T"), ("2", "F"), ("-", "F")])
def test_a_score_of_one_s_own_is_that_of_one_sample_or_of_all_equal_ones(factor: str, verdict: str) -> None:
    named = r"Let $m_s$ be how often $w_s$ was drawn, and $z_s = u_{w_s}^\top v_c$."
    text = rf"{named} $$\frac{{\partial J}}{{\partial z_s}} = {factor}\,\sigma(z_s)$$"
    assert letters(judge(BY_PART["1(i)"], text)).endswith(verdict)


def test_a_row_goes_on_with_what_stands_before_a_reason() -> None:
    text = r"""\begin{align} \frac{\partial J}{\partial v_c}
    &= -U y + \sum_{x} \hat y_x u_x \qquad \text{since } U y = u_o \\ &= U \hat y - U y \\ &= U \hat y \end{align}"""
    judged = judge(BY_PART["1(b)(i)"], text)
    assert [letters(replace(judged, lines=(line,))) for line in judged.lines] == ["TTF", "T"]


@pytest.mark.parametrize(
    ("part", "right", "check"),
    [
        ("1(i)", ALL_OF_THEM, f"For $n_s = 1$ this gives back part (h): {ONE_SAMPLE}"),
        ("1(i)", ALL_OF_THEM, f"Check: if no word is drawn twice, this gives {ONE_SAMPLE}"),
        ("1(i)", ALL_OF_THEM, f"Probe: im Fall $n_s=1$ ist\n\n{ONE_SAMPLE}"),
        (
            "1(h)(i)",
            r"$\nabla_{v_c} J = (\sigma(u_o^\top v_c) - 1) u_o + \sum_{k=1}^K \sigma(u_{w_k}^\top v_c) u_{w_k}$",
            r"With $K = 1$: $\nabla_{v_c} J = (\sigma(u_o^\top v_c) - 1) u_o + \sigma(u_{w_1}^\top v_c) u_{w_1}$",
        ),
    ],
)
def test_a_check_of_a_special_case_is_no_slip_and_no_end(part: str, right: str, check: str) -> None:
    judged = judge(BY_PART[part], f"{right}\n\n{check}")
    assert not {sign.verdict for sign in judged.signs} & ALARMS
    assert judged.ends[0].state == "right"


def test_a_chain_that_another_one_goes_on_with_ends_there() -> None:
    lines = r"$\frac{\partial J}{\partial u_w} = (\hat y_w - 1) v_c$", r"$(\hat y_w - 1) v_c = (\hat y_w - y_w) v_c$"
    judged = judge(BY_PART["1(d)"], "\n\nand so\n\n".join(lines))
    assert [end.state for end in judged.ends] == ["right", "right"]
    assert {sign.verdict for sign in judged.signs} == {Verdict.ONLY_SAME}
    assert judge(BY_PART["1(d)"], lines[0]).ends[0].state == "wrong"
