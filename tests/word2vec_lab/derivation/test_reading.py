"""Where the statements of a cell are, how they hang together, and in which case they stand."""

import pytest

from word2vec_lab.derivation.reading import LONGEST, MOST_SIGNS, Chain, condition, read
from word2vec_lab.derivation.tex import tokens


def chains(text: str, *, of_x: bool = False) -> list[Chain]:
    return list(read(text, of_x=of_x).chains)


def sides(text: str) -> list[list[str]]:
    return [[side.tex for side in chain.sides] for chain in chains(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a = b$", [["a", "b"]]),
        ("$$a = b = c$$", [["a", "b", "c"]]),
        ("$$a = b,\\quad c = d.$$", [["a", "b"], ["c", "d"]]),
        ("$$a = b$$ and then $$= c$$", [["a", "b", "c"]]),
        ("$$a =$$\n$$b$$", [["a", "b"]]),
        ("$$\\begin{aligned} a &= b \\\\ &= c \\end{aligned}$$", [["a", "b", "c"]]),
        ("\\begin{align} a &= b \\\\ c &= d \\end{align}", [["a", "b"], ["c", "d"]]),
        ("$$\\begin{aligned} a &= b \\\\ &\\quad + c \\\\ &= d \\end{aligned}$$", [["a", "b   + c", "d"]]),
        ("\\begin{eqnarray} a &=& b \\end{eqnarray}", [["a", "b"]]),
        ("$$\\begin{array}{rcl} a & = & b \\end{array}$$", [["a", "b"]]),
        ("$$a = \\left( b \\\\ + c \\right)$$", [["a", "\\left( b \\\\ + c \\right)"]]),
        ("$$a = b \\text{ where } c = d$$", [["a", "b"], ["c", "d"]]),
        ("$$a = b \\quad \\text{(chain rule)}$$", [["a", "b"]]),
        ("$$a = b \\Rightarrow c = d$$", [["a", "b"], ["c", "d"]]),
        ("$$a = b \\tag{3}$$", [["a", "b"]]),
        ("\\[a = b\\] and \\(c = d\\)", [["a", "b"], ["c", "d"]]),
        ("\\begin{align} a &= b & c &= d \\end{align}", [["a", "b"], ["c", "d"]]),
        ("\\begin{align} a &= b & c = d \\\\ &= e \\end{align}", [["a", "b", "e"], ["c", "d"]]),
        ("\\begin{align} a &= b && \\text{softmax} \\\\ &= c \\end{align}", [["a", "b", "c"]]),
        ("$a$:\n\n$$= b$$", [["a", "b"]]),
        ("no formula here", []),
        ("`$a = b$`", []),
        ("<!-- $a = b$ -->", []),
    ],
)
def test_statements(text: str, expected: list[list[str]]) -> None:
    assert [[" ".join(side.split()) for side in chain] for chain in sides(text)] == [
        [" ".join(side.split()) for side in chain] for chain in expected
    ]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("**The case $w \\ne o$.**\n\n$$a = b$$", ["w != o"]),
        ("If $w = o$:\n\n$$a = b$$", ["w = o"]),
        ("Case w ≠ o\n\n$$a = b$$", ["w != o"]),
        ("For $w = o$ we get $a = b$, and for $w \\neq o$ we get $c = d$.", ["w = o", "w != o"]),
        ("**$w = o$**\n\n$$a = b$$\n\nOtherwise:\n\n$$c = d$$", ["w = o", "w != o"]),
        ("If $w = o$: $$a = b$$ Both cases together: $$c = d$$", ["w = o", ""]),
        ("Every term with $w \\ne o$ is zero. $$a = b$$", [""]),
        ("$$a = b \\quad \\text{if } w = o$$", ["w = o"]),
        ("$$a = b \\quad (w \\ne o)$$", ["w != o"]),
        ("$$\\frac{\\partial J}{\\partial u_{w \\ne o}} = b$$", ["w != o"]),
        ("Fall $w = o$: $$a = b$$", ["w = o"]),
        ("当 $w \\ne o$ 时，$$a = b$$", ["w != o"]),
        ("For all $w$: $$a = b$$", [""]),
        ("If $w = o$: $a = b$, otherwise $c = d$.", ["w = o", "w != o"]),
        ("If $w = o$: $$a = b$$ As $y_w$ is $0$ elsewhere, one line covers both: $$c = d$$", ["w = o", ""]),
        ("If $w = o$: $$a = b$$ For all other words: $$c = d$$", ["w = o", "w != o"]),
        ("Si $w = o$: $$a = b$$ En los demás casos: $$c = d$$", ["w = o", "w != o"]),
        ("当 $w = o$ 时 $$a = b$$\n其余情况:\n$$c = d$$", ["w = o", "w != o"]),
        ("If $w = o$: $$a = b$$ Then all other terms vanish: $$c = d$$", ["w = o", "w = o"]),
    ],
)
def test_the_case_is_taken_from_the_words(text: str, cases: list[str]) -> None:
    assert [chain.case_of(0) for chain in chains(text)] == cases


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("For $x > 0$, $f(x) = x$. For $x < 0$, $f(x) = y$.", ["x > 0", "x < 0"]),
        ("$f(x) = x$ for $x > 0$ and $f(x) = y$ for $x < 0$.", ["x > 0", "x < 0"]),
        ("If $x$ is positive, $f(x) = x$; if it is negative, $f(x) = y$.", ["x > 0", "x < 0"]),
        ("$$f(x) = x, x > 0$$", ["x > 0"]),
        ("$f(x) = x$ for positive $x$, $f(x) = y$ for negative $x$.", ["x > 0", "x < 0"]),
        ("With `np.where(x > 0, x, a*x)`: $f(x) = x$", [""]),
        ("(check: for negative $x$ it is $y$.) Then $f(x) = x$", [""]),
        ("$x > 0 \\Rightarrow a < b \\Rightarrow f(x) = x$", ["x > 0"]),
    ],
)
def test_so_is_the_side_of_zero(text: str, cases: list[str]) -> None:
    assert [chain.case_of(0) for chain in chains(text, of_x=True)] == cases


@pytest.mark.parametrize(
    ("tex", "case"),
    [
        ("w = o", "w = o"),
        ("o = w", "w = o"),
        (r"w \neq o", "w != o"),
        ("y_w = 1", "w = o"),
        ("y_w = 0", "w != o"),
        ("x > 0", "x > 0"),
        (r"x \geq 0", "x > 0"),
        ("0 < x", "x > 0"),
        ("w_i = w_s", "other"),
        (r"(0, \infty)", "x > 0"),
        (r"x \in (-\infty, 0)", "x < 0"),
        (r"i \in \{1, \dots, K\}", "other"),
        ("i = 1", "other"),
        ("a = b", ""),
        (r"\hat y = y", ""),
        (r"J = x", ""),
    ],
)
def test_conditions_are_no_steps(tex: str, case: str) -> None:
    assert condition(tokens(tex)) == case


def test_a_box_around_a_statement_is_taken_off() -> None:
    (chain,) = chains(r"$$\boxed{f'(x) = 1}.$$")
    assert [side.tex for side in chain.sides] == ["f'(x)", "1"]


def test_a_condition_on_two_indices_ties_what_stands_behind_it_in_the_sentence() -> None:
    assert [chain.tied for chain in chains("If $w_i = w_s$: $a = b$. But $a = c$.")] == [("i", "s"), ()]


def test_words_may_give_a_name() -> None:
    for text in (
        "$S$ is short for $\\sum_w x_w$.",
        "Write $z$ for the score $u_o^\\top v_c$.",
        "Let $z$ be $u_o^\\top v_c$.",
        "With $z_w$ for $u_w^\\top v_c$ this is $J$.",
        "With `t = 1 + exp(-x)` the sigmoid is one over it.",
        "Let z = u_o^T v_c and go on.",
    ):
        assert len(read(text).spoken) == 1, text
    assert not read("The vector $y$ is not in $U$.").spoken
    assert not read("Let $M$ be the number of $i$ in it.").spoken


def test_what_is_too_long_is_not_read_and_many_signs_are_cut() -> None:
    assert read("x" * (LONGEST + 1)).problem
    found = chains("$$" + "a = " * 3 * MOST_SIGNS + "b$$")
    assert sum(len(chain.relations) for chain in found) == MOST_SIGNS
