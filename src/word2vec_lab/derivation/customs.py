r"""What a name that a cell does not define may stand for by custom: z for the scores, Z for the sum of their exp.

A custom is never taken on trust. It is tried, and kept only if more signs of the cell hold by it than do not; if none
does, the name stays unknown and its signs are not read. A new custom is a line in `CUSTOMS`.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from word2vec_lab.derivation.parsing import parse
from word2vec_lab.derivation.terms import Local
from word2vec_lab.derivation.tex import tokens
from word2vec_lab.derivation.trees import Tree

SCORE, SAMPLED = r"u_w^\top v_c", r"u_{w_s}^\top v_c"
MOST_UNKNOWN = 4
"""So many unknown names are looked up for one cell."""

CUSTOMS: Mapping[str, tuple[tuple[str, str], ...]] = {
    # The index that the name has, and what it stands for.
    "softmax": (
        ("w", SCORE),
        ("w", rf"\exp({SCORE})"),
        ("w", r"P(O = w \mid C = c)"),
        ("w", r"P(O = w \mid C = c) - \delta_{wo}"),
        ("", rf"\sum_w \exp({SCORE})"),
        ("", "P(O = o | C = c)"),
        ("", rf"\log \sum_w \exp({SCORE})"),
        ("w", r"\delta_{wo}"),
    ),
    "negative": (
        ("s", SAMPLED),
        ("s", rf"\sigma({SAMPLED})"),
        ("s", rf"\sigma(-{SAMPLED})"),
        ("", r"u_o^\top v_c"),
        ("", r"\sigma(u_o^\top v_c)"),
        ("", "[u_{w_1}, \\dots, u_{w_K}]"),
    ),
    "repeats": (
        ("s", r"|\{i : w_i = w_s\}|"),
        ("i", "[w_i = w_s]"),
        ("", r"|\{i : w_i = w_s\}|"),
        ("s", r"\sum_{i=1}^K [w_i = w_s]"),
        ("", r"\sum_{i=1}^K [w_i = w_s]"),
    ),
    "sigmoid": (("", "e^{-x}"), ("", "1 + e^{-x}"), ("", r"\sigma(x)"), ("", "-x")),
    "leaky": (),
    "window": (),
}


def by_custom(family: str, name: str, repeats: bool) -> Iterator[Local]:
    """What a name may stand for, the likeliest first."""
    if family != "leaky":
        # A letter before a bracket may be the function that the item is about.
        function = "softmax(x)" if family == "softmax" else r"\sigma(x)"
        yield Local(name, ("x",), _tree(function), is_function=True)
    for letter, tex in (*(CUSTOMS["repeats"] if repeats else ()), *CUSTOMS[family]):
        yield Local(name, (letter,) if letter else (), _tree(tex))


@cache
def _tree(tex: str) -> Tree:
    return parse(tokens(tex))
