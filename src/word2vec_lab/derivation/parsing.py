r"""Turns tokens into a tree: a hand-written descent, one small method for each construct.

| construct | read as |
| --- | --- |
| `a + b - c`, `a b`, `a \cdot b`, `a / b`, `\frac a b`, `{a \over b}` | sums, products, quotients |
| `u_w^\top`, `x^2`, `e^{x}`, `\hat y_w`, `\hat{y_w}`, `w'` | names with indices, powers, transposes |
| `v_{c,i}`, `u_{wi}`, `u_w^{(i)}`, `(u_w)_i`, `\mathrm{softmax}_w(x)` | entries |
| `\log x`, `\exp(x)`, `\sigma u^\top v`, `\sigma^2(x)`, `f'(x)` | functions, with parentheses or without |
| `e^(-x)`, `e^-x`, `sum_w`, `sigma(x)` | what is typed without braces and backslashes |
| `\sum_{w=1}^V`, `\sum_{w \in V, w \ne o}`, `\sum_{\substack{\dots}}` | sums; so are products, `\prod` |
| `\frac{\partial F}{\partial x}`, `\frac{\partial}{\partial x} F`, `\nabla_x F`, `(F)'` | slopes |
| `\partial F/\partial x`, `dF/dx`, `d/dx F` | slopes with a slash |
| `D_{v_c} F`, `DJ(v)[h]`, `(\log \circ \sigma)'(t)` | slopes by a vector, in a direction, of functions in a row |
| `dJ`, `du_w`, `d(u_o^\top v_c)` | differentials |
| `\lim_{h \to 0} F` | limits |
| `\begin{cases}`, `\left\{\begin{array}`, `\begin{bmatrix}`, `[a, \dots, b]` | cases, matrices, rows of columns |
| `\mathbf 1\{w = o\}`, `[w = o]`, `\delta_{wo}` | 1 or 0 |
| `P(O = w \mid C = c)`, `\langle u, v \rangle` | probabilities, inner products |
| `\mathbb E_{w \sim \hat y}[u_w]`, `E[u_w]`, `E_p[u]` | expectations; without a distribution, over the predicted one |
| `\{i : w_i = w_s\}`, `|\{i : w_i = w_s\}|` | sets, and how many members they have |

Where TeX leaves open how far something reaches, `Reach` says it; `reaches` lists what a reader would try.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from word2vec_lab.derivation.tex import DEEPEST, Token, UnreadableError
from word2vec_lab.derivation.trees import (
    Applied,
    Cases,
    Condition,
    Dots,
    Entry,
    Grid,
    Indicator,
    Listed,
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
    rebuilt,
)

MOST_OPEN = 60
"""Among so many open brackets the one is looked for that a bracket closes."""

RELATIONS = frozenset(["=", ":=", "!=", "<", ">", "<=", ">=", "in", "notin", "approx", "<-", "=>", "sim"])
CLOSERS = {"(": ")", "[": "]", r"\{": r"\}", "{": "}", "⟨": "⟩"}
OPENERS = {closer: opener for opener, closer in CLOSERS.items()}
SIGNS = {"cdot", "times", "odot", "oslash", "otimes"}
MATRICES = {"matrix", "bmatrix", "pmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array", "psmallmatrix"}
LOSSES = {"J", "L", "CE", "H", "ell"}
SIZE_OF = "size of"
"""How many members a set of the student's own has."""
NABLA = Name("nabla")
"""What ∇ alone takes the derivative by: that by which the item asks for it."""
DASH = Name("'")
"""What a dash takes the derivative by: the one variable that there is."""


@dataclass(frozen=True)
class Reach:
    """How far things reach where TeX does not say it."""

    function: Literal["atoms", "first", "all"] = "atoms"
    total: Literal["term", "rest"] = "term"
    slope: Literal["term", "cdot", "first", "rest"] = "term"
    slash: Literal["factor", "term"] = "factor"


USUAL = Reach()


def reaches() -> Iterator[Reach]:
    """The usual reach, then those that a kind reader would try."""
    yield USUAL
    yield Reach(slope="cdot")
    yield Reach(slope="first")
    yield Reach(slope="rest")
    yield Reach(function="first")
    yield Reach(function="all")
    yield Reach(slash="term")
    yield Reach(total="rest")
    yield Reach(slope="first", function="first")
    yield Reach(slope="rest", total="rest")


def parse(tokens: Sequence[Token], reach: Reach = USUAL) -> Tree:
    """The tree of one expression; raises `UnreadableError` with the sign that cannot be read."""
    parser = _Parser(list(tokens), reach, 0)
    tree = parser.expression()
    if parser.here < len(parser.tokens):
        raise unread(parser.tokens[parser.here])
    return tree


def unread(token: Token, why: str = "it is not known what this means here") -> UnreadableError:
    """The error for a token that has no place where it stands."""
    return UnreadableError(token.text, why)


def ends(tokens: Sequence[Token]) -> list[int]:
    """For each token the place of the bracket that closes it, or -1 if it opens none, or one that is not closed.

    A round bracket that a square one closes is a slip of the pen; a brace or an environment is not crossed.
    """
    found = [-1] * len(tokens)
    waiting: list[int] = []
    for at, token in enumerate(tokens):
        text = token.text
        if (token.kind == "mark" and text in CLOSERS) or text.startswith("begin:"):
            waiting.append(at)
        elif text.startswith("end:") or (token.kind == "mark" and text in OPENERS):
            opener = text.replace("end:", "begin:") if text.startswith("end:") else OPENERS[text]
            place = _opener(tokens, waiting, opener)
            if place >= 0:
                found[waiting[place]] = at
                del waiting[place:]
    return found


def _opener(tokens: Sequence[Token], waiting: Sequence[int], opener: str) -> int:
    """Which of the open brackets this one closes."""
    is_hard = opener == "{" or opener.startswith("begin:")
    for back in range(1, min(len(waiting), MOST_OPEN) + 1):
        text = tokens[waiting[-back]].text
        if text == opener:
            return len(waiting) - back
        if not is_hard and (text == "{" or text.startswith("begin:")):
            break
    soft = waiting and not is_hard and tokens[waiting[-1]].text in ("(", "[", r"\{")
    return len(waiting) - 1 if soft else -1


def closes_at(tokens: Sequence[Token], start: int) -> int:
    """The place of the bracket that closes the one at `start`, or -1."""
    return ends(tokens)[start]


def with_brackets(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens with their brackets mended: what is open is closed at the end, or what has no partner falls away."""
    closers = ends(tokens)
    partners = {at for at in closers if at >= 0} | {at for at, end in enumerate(closers) if end >= 0}
    lonely = [at for at, token in enumerate(tokens) if token.kind == "mark" and at not in partners
              and token.text in ("(", ")", "[", "]", r"\{", r"\}")]  # fmt: skip
    if not lonely:
        return
    kept = [token for at, token in enumerate(tokens) if at not in lonely or tokens[at].text in CLOSERS]
    opened = [tokens[at].text for at in lonely if tokens[at].text in CLOSERS]
    yield [*kept, *(Token("mark", CLOSERS[text]) for text in reversed(opened))]
    yield [token for at, token in enumerate(tokens) if at not in lonely]


def split(tokens: Sequence[Token], at: Callable[[Token], bool]) -> list[list[Token]]:
    """The tokens between those at which `at` holds, outside of all brackets."""
    pieces: list[list[Token]] = [[]]
    closers = ends(tokens)
    place = 0
    while place < len(tokens):
        if (end := closers[place]) > 0:
            pieces[-1] += tokens[place : end + 1]
            place = end + 1
            continue
        if at(tokens[place]):
            pieces.append([])
        else:
            pieces[-1].append(tokens[place])
        place += 1
    return pieces


def is_mark(*texts: str) -> Callable[[Token], bool]:
    """Whether a token is one of these, and no word or name."""
    return lambda token: token.text in texts and token.kind in ("mark", "command")


@dataclass
class _Parser:
    tokens: list[Token]
    reach: Reach
    depth: int
    here: int = 0
    bars: int = field(default=0)

    def __post_init__(self) -> None:
        if self.depth > DEEPEST:
            raise UnreadableError("", "brackets are nested too deeply to be read")
        self.ends = ends(self.tokens)

    # Looking and moving on.

    def peek(self, ahead: int = 0) -> Token:
        """The token that comes, or an empty one at the end."""
        at = self.here + ahead
        return self.tokens[at] if at < len(self.tokens) else Token("mark", "")

    def sees(self, *texts: str) -> bool:
        """Whether one of these comes next."""
        return self.peek().text in texts and self.peek().kind in ("mark", "command") and self.here < len(self.tokens)

    def take(self) -> Token:
        """Move on by one."""
        token = self.peek()
        if self.here >= len(self.tokens):
            raise UnreadableError("", "the formula ends where something is missing")
        self.here += 1
        return token

    def inner(self, tokens: Sequence[Token]) -> _Parser:
        """A parser for what stands in a bracket."""
        return _Parser(list(tokens), self.reach, self.depth + 1)

    def tree_of(self, tokens: Sequence[Token]) -> Tree:
        """What stands in a bracket, read to its end."""
        pieces = split(tokens, is_mark("over"))
        if len(pieces) == 2:
            return self.fraction(pieces[0], pieces[1])
        parser = self.inner(tokens)
        tree = parser.expression()
        if parser.here < len(parser.tokens):
            raise unread(parser.peek())
        return tree

    def end(self) -> int:
        """Where the bracket closes that comes, or -1."""
        return self.ends[self.here] if self.here < len(self.tokens) else -1

    def bracket(self) -> list[Token]:
        """The tokens between the bracket that comes and the one that closes it."""
        end = self.end()
        if end < 0:
            raise unread(self.peek(), "this bracket is not closed")
        content = self.tokens[self.here + 1 : end]
        self.here = end + 1
        return content

    def argument(self) -> list[Token]:
        """What TeX takes as one argument: a group, or one sign."""
        if self.sees("{"):
            return self.bracket()
        is_above = self.here > 0 and self.tokens[self.here - 1].text == "^"
        if is_above and self.sees("(") and self.end() > 0:
            return self.bracket()  # e^(-x), for want of braces
        token = self.take()
        if is_above and token.text == "-" and self.here < len(self.tokens):
            return [token, *self.argument()]  # e^-x
        if token.kind == "number" and len(token.text) > 1:
            # \frac12 is one half.
            self.here -= 1
            self.tokens[self.here] = replace(token, text=token.text[1:])
            return [replace(token, text=token.text[0])]
        if token.text in ("hat", "sqrt") or token.text.startswith("\\"):
            return [token, *self._with_braces(self.argument())]
        if token.text == "frac":
            return [token, *self._with_braces(self.argument()), *self._with_braces(self.argument())]
        return [token]

    @staticmethod
    def _with_braces(tokens: list[Token]) -> list[Token]:
        return [Token("mark", "{"), *tokens, Token("mark", "}")]

    # Sums and products.

    def expression(self) -> Tree:
        """Terms with + and − between them."""
        self.depth += 1
        if self.depth > 4 * DEEPEST:
            raise UnreadableError("", "the formula is nested too deeply to be read")
        terms: list[Tree] = []
        while True:
            sign = 1
            signed = False
            while self.sees("+", "-"):
                sign = -sign if self.take().text == "-" else sign
                signed = True
            if terms and not signed:
                break
            term = self.term()
            terms.append(Minus(term) if sign < 0 else term)
        self.depth -= 1
        return terms[0] if len(terms) == 1 else Plus(tuple(terms))

    def starts_factor(self) -> bool:
        """Whether what comes can begin a factor."""
        token = self.peek()
        if self.here >= len(self.tokens):
            return False
        if token.kind in ("name", "number", "function"):
            return True
        if token.kind == "mark":
            return token.text in ("(", "[", r"\{", "{", "⟨") or (token.text == "|" and not self.bars)
        if token.kind == "command":
            starters = (
                "\\#",
                "frac",
                "hat",
                "partial",
                "nabla",
                "sum",
                "prod",
                "sqrt",
                "dots",
                "ones",
                "expectation",
                "chance",
            )
            return token.text in starters or token.text.startswith(("begin:", "\\")) or token.text == "norm"
        return False

    def term(self) -> Tree:
        """Factors side by side."""
        factors: list[Tree] = []
        signs: list[str] = []
        sign = ""
        while True:
            if sign and self.sees("-", "+"):
                negative = self.take().text == "-"
                factor = self.factor()
                factors.append(Minus(factor) if negative else factor)
            else:
                factors.append(self.factor())
            signs.append(sign)
            while self.sees("/"):
                self.take()
                self._divide(factors, signs)
            if self.sees(*SIGNS):
                sign = self.take().text
            elif self.starts_factor():
                sign = ""
            else:
                break
        return factors[0] if len(factors) == 1 else Times(tuple(factors), tuple(signs))

    def _divide(self, factors: list[Tree], signs: list[str]) -> None:
        above = factors[0] if len(factors) == 1 else Times(tuple(factors), tuple(signs))
        if self.reach.slash == "term":
            below = [self.factor()]
            while self.starts_factor():
                below.append(self.factor())
            divisor = below[0] if len(below) == 1 else Times(tuple(below), ("",) * len(below))
        else:
            negative = self.sees("-") and bool(self.take())
            divisor = self.factor()
            divisor = Minus(divisor) if negative else divisor
        factors[:] = [Over(above, divisor)]
        signs[:] = signs[:1]

    # One factor.

    def factor(self) -> Tree:
        """A factor with what hangs on it: powers, transposes, indices, dashes."""
        token = self.peek()
        if token.kind == "name" and token.text == "d" and (slope := self.slope_with_d()):
            return slope
        if self.is_differential():
            self.take()
            return Applied("d", (self.factor(),))
        if token.text == r"\lim":
            return self.limit()
        if token.kind == "name" and token.text == "D" and self.is_slope():
            self.here += 2
            return self.slope_of_what_follows(self.by(self.argument()))
        if token.kind == "name" and token.text == "D" and (along := self.slope_along()):
            return along
        if token.kind == "name" and token.text == "E" and self.is_expectation():
            return self.hanging(self.mean())
        own = token.kind == "command" and token.text.startswith("\\") and token.text != r"\#"
        if token.kind == "name" or self.sees("hat") or own:
            return self.hanging(self.name(*self.base()))
        tree = self.primary()
        if token.text == "{" and isinstance(tree, Name) and not tree.label and self.sees("_", "^", "'", "("):
            # \\boldsymbol{u}_w: the braces are there for the letter only.
            return self.hanging(self.name(tree.name, tree.index))
        return self.hanging(tree)

    def slope_along(self) -> Tree | None:
        """`DJ(v)[h]`, `D_v J[h]`: how much something changes in a direction."""
        start = self.here
        self.take()
        by: Tree = Name("v", (Name("c"),))
        if self.sees("_"):
            self.take()
            by = self.by(self.argument())
        if self.peek().kind == "name":
            what: Tree = Name(self.take().text)
            if self.sees("("):
                content = self.bracket()
                by = self.tree_of(content) if _is_one_vector(content) else by
            if self.sees("[") and self.end() > 0:
                return Applied("inner", (Slope(what, by), self.tree_of(self.bracket())))
        self.here = start
        return None

    def hanging(self, tree: Tree) -> Tree:
        """What stands behind and above a tree."""
        while True:
            if self.sees("^"):
                self.take()
                tree = self.raised(tree, self.argument())
            elif self.sees("_"):
                self.take()
                content = self.argument()
                if any(is_mark("times")(token) for token in content):
                    continue  # (…)_{1×V} says the shape
                if any(token.kind == "word" for token in content):
                    raise unread(content[0])
                tree = Entry(tree, tuple(self.tree_of(piece) for piece in split(content, is_mark(","))))
            elif self.sees("'"):
                self.take()
                tree = Slope(tree, DASH)
            else:
                return tree

    def raised(self, tree: Tree, content: list[Token]) -> Tree:
        """A tree with something above it."""
        texts = [token.text for token in content]
        if not texts:
            return tree
        if texts in (["top"], ["T"], ["t"]):
            return Turned(tree)
        if texts and all(text == "'" for text in texts):
            return Slope(tree, DASH)
        if len(texts) > 1 and texts[-1] in ("top", "T") and texts[:-1] != ["-"]:
            if all(text == "'" for text in texts[:-1]):
                return Turned(Slope(tree, DASH))
            raise unread(content[0])
        is_entry = len(texts) == 3 and texts[0] == "(" and content[1].kind == "name" and texts[2] == ")"
        if is_entry and isinstance(tree, Name) and tree.name in ("u", "v") and len(tree.index) == 1:
            return Entry(tree, (Name(texts[1]),))
        if texts[:1] in (["("], ["*"]) or texts == ["times"]:
            raise unread(content[0], "it is not known what this stands for above a name")
        return Power(tree, self.tree_of(content))

    def primary(self) -> Tree:
        """A factor without what hangs on it."""
        token = self.peek()
        if self.here >= len(self.tokens):
            raise UnreadableError("", "the formula ends where something is missing")
        if token.kind == "number":
            if token.text == "1" and self.peek(1).text == "_":
                return self.ones()
            self.take()
            return Number(float(token.text))
        if token.kind == "function":
            return self.function(self.take().text)
        rules: dict[str, Callable[[], Tree]] = {
            "{": self.group,
            "(": self.parenthesis,
            "[": self.square,
            r"\{": self.curly,
            "|": self.size,
            "⟨": self.inner_product,
            "frac": self.frac,
            "sum": self.total,
            "prod": self.total,
            "partial": self.slashed_slope,
            "nabla": self.nabla,
            "sqrt": self.root,
            "dots": self.dots,
            "ones": self.ones,
            "expectation": self.mean,
            "chance": self.chance,
            r"\#": self.sharp,
        }
        if token.text in rules and token.kind in ("mark", "command"):
            return rules[token.text]()
        if token.text.startswith("begin:"):
            return self.environment()
        raise unread(token)

    def group(self) -> Tree:
        """What stands in invisible braces."""
        content = self.bracket()
        if not content:
            return self.factor()
        # A macro for ∂/∂x is written out with braces around it.
        return self.operator_in(content) or self.tree_of(content)

    def parenthesis(self) -> Tree:
        """What stands in round brackets; with commas it is a row."""
        content = self.bracket()
        if operator := self.operator_in(content):
            return operator
        if self.sees("'") and (composed := self.composed(content)):
            return composed
        return self.listed(content)

    def composed(self, content: list[Token]) -> Tree | None:
        r"""`(\log \circ \sigma)'(t)`: how one function after the other changes, at t or at any number."""
        functions = [token.text for token in content if token.text != "odot"]
        plain = all(token.kind == "function" or token.text in ("sigma", "odot") for token in content)
        if not plain or len(functions) < 2 or self.peek(1).text == "'":
            return None
        self.take()
        at = self.tree_of(self.bracket()) if self.sees("(") else Name("#x")
        step, ends = Name("#h"), []
        for tree in (Plus((at, Name("#h"))), at):
            for function in reversed(functions):
                tree = Applied(function, (tree,))
            ends.append(tree)
        return Applied("lim", (step, Over(Plus((ends[0], Minus(ends[1]))), step)))

    def operator_in(self, content: list[Token]) -> Tree | None:
        r"""`(\partial/\partial x)` in front of what it is applied to."""
        texts = [token.text for token in content]
        if texts[:3] == ["partial", "/", "partial"] or texts[:3] == ["d", "/", "d"]:
            return self.slope_of_what_follows(self.tree_of(content[3:]))
        if content and content[0].text == "frac":
            parser = self.inner(content)
            parser.take()
            above, below = parser.argument(), parser.argument()
            mark = above[0].text if len(above) == 1 and parser.here == len(content) else ""
            if mark in ("partial", "d") and below and below[0].text == mark:
                return self.slope_of_what_follows(self.by(below[1:]))
        return None

    def listed(self, content: list[Token]) -> Tree:
        """The content of a bracket: an expression, or a row of several."""
        pieces = split(content, is_mark(",", ";"))
        if len(pieces) == 1:
            return self.tree_of(content)
        return Grid((tuple(self.tree_of(piece) for piece in pieces if piece),))

    def square(self) -> Tree:
        """What stands in square brackets: an expression, a row of columns, or a condition that counts as 0 or 1."""
        content = self.bracket()
        if any(is_mark("=", "!=", "<", ">", "<=", ">=", "in")(token) for token in _outside(content)):
            return Indicator(self.conditions(content))
        return self.columns(content) or self.listed(content)

    def columns(self, content: list[Token]) -> Tree | None:
        r"""`[u_1 \; u_2 \cdots u_V]`: a row of columns with spaces between them."""
        outside = _outside(content)
        if any(is_mark(",", ";", "+", "-", "/", *SIGNS)(token) for token in outside):
            return None
        parts = split([token for token in content if not is_mark("wide")(token)], is_mark("dots"))
        if len(parts) != 2 or not all(parts):
            return None
        cells: list[Tree] = []
        for part in parts:
            tree = self.tree_of(part)
            cells += [*(tree.factors if isinstance(tree, Times) else (tree,)), Dots()]
        return Grid((tuple(cells[:-1]),))

    def curly(self) -> Tree:
        r"""What stands behind `\{`: cases, or brackets of another shape."""
        if self.peek(1).text.startswith("begin:"):
            self.take()
            tree = self.environment(cases=True)
            if self.sees(r"\}"):
                self.take()
            return tree
        content = self.bracket()
        if any(is_mark(":", "|")(token) for token in _outside(content)):
            return self.counted(content)
        if any(is_mark("=", "!=", "<", ">", "<=", ">=", "in")(token) for token in _outside(content)):
            return Indicator(self.conditions(content))
        return self.listed(content)

    def size(self) -> Tree:
        """|V|, the number of words."""
        opener = self.take()
        if self.sees(r"\{"):
            tree = self.counted(self.bracket())
            if not self.sees("|"):
                raise unread(opener, "these bars are not closed")
            self.take()
            return tree
        content = []
        while self.here < len(self.tokens) and not self.sees("|"):
            content.append(self.take())
        if self.here == len(self.tokens):
            raise unread(opener, "a bar that is not closed; “at a place” is not read")
        self.take()
        names = [token for token in content if token.kind in ("name", "word")]
        if len(names) == 1 and len(content) == 1:
            return Name("size", (), names[0].text)
        if names and content[0] == names[0] and content[0].kind == "name" and content[1].text == "_":
            tree = self.tree_of(content)
            return Name(SIZE_OF, (tree,)) if isinstance(tree, Name) else Applied("abs", (tree,))
        if not content:
            raise unread(opener, "there is nothing between these bars")
        return Applied("abs", (self.tree_of(content),))

    def inner_product(self) -> Tree:
        r"""`\langle u, v \rangle`."""
        token = self.peek()
        pieces = split(self.bracket(), is_mark(",", "|", ";"))
        if len(pieces) != 2:
            raise unread(token, "these brackets are read around two vectors")
        return Applied("inner", tuple(self.tree_of(piece) for piece in pieces))

    def counted(self, content: list[Token]) -> Tree:
        """How many members a set has that is given by a condition: {i : w_i = w_s}."""
        sides = split(content, is_mark(":", "|"))
        if len(sides) != 2:
            raise UnreadableError("|", "of this set it is not known how many members it has")
        total = self.range(sides[0], None, Token("command", "sum"))
        return replace(total, body=Number(1), conditions=(*total.conditions, *self.conditions(sides[1])))

    def sharp(self) -> Tree:
        r"""`\#\{i : w_i = w_s\}`."""
        token = self.take()
        if not self.sees(r"\{"):
            raise unread(token)
        return self.counted(self.bracket())

    def root(self) -> Tree:
        """A square root."""
        self.take()
        return Power(self.tree_of(self.argument()), Number(0.5))

    def dots(self) -> Tree:
        """An ellipsis."""
        self.take()
        return Dots()

    # Names.

    def name(self, base: str, index: tuple[Tree, ...]) -> Tree:
        """A name with its indices, powers and brackets behind it."""
        label, primes, above = "", 0, []
        while True:
            if self.sees("_"):
                self.take()
                more, label = self.below(base)
                index = (*index, *more)
            elif self.sees("'"):
                self.take()
                primes += 1
            elif self.sees("^"):
                self.take()
                content = self.argument()
                if content and all(token.text == "'" for token in content):
                    primes += len(content)
                else:
                    above.append(content)
            else:
                break
        if base == "e" and len(above) == 1 and not index:
            return self.hanging(Applied("exp", (self.tree_of(above[0]),)))
        tree = self.applied(base, index, label, primes, above)
        for content in above:
            tree = self.raised(tree, content)
        return tree

    def base(self) -> tuple[str, tuple[Tree, ...]]:
        """A name as such: a letter, or a letter with a hat, in which an index may stand."""
        token = self.take()
        if token.kind == "name":
            return token.text, ()
        known = {"hat": "hat", r"\tilde": "tilde", r"\widetilde": "tilde", r"\bar": "bar", r"\overline": "bar",
                 r"\dot": "dot", r"\check": "check"}  # fmt: skip
        if token.text not in known:
            raise unread(token)
        content = self.argument()
        inner = self.tree_of(content)
        if isinstance(inner, Turned) and isinstance(inner.of, Name):
            raise unread(token)
        if not isinstance(inner, Name) or inner.label:
            raise unread(token)
        return inner.name + known[token.text], inner.index

    def below(self, base: str) -> tuple[tuple[Tree, ...], str]:
        """What stands below a name: indices, or a word."""
        content = self.argument()
        if not content:
            return (), ""
        if any(token.kind == "word" for token in content) or (base in LOSSES and len(content) > 1):
            return (), " ".join(token.text for token in content)
        pieces = split(content, is_mark(",", "!=", "=", "in", "notin"))
        if base != "delta" and any(is_mark("!=", "=", "in", "notin")(token) for token in content):
            pieces = split(content, is_mark(","))
            pieces = [split(piece, is_mark("!=", "=", "in", "notin"))[0] for piece in pieces]
        if base == "delta" and len(pieces) == 1:
            tree = self.tree_of(content)
            return (tree.factors, "") if isinstance(tree, Times) else ((tree,), "")
        if base in ("u", "v") and [token.kind for token in content] == ["name", "name"]:
            # u_{wi} is an entry of u_w; but u_{ws} is u_{w_s}, without its second _.
            first, second = (Name(token.text) for token in content)
            return ((Name("w", (second,)),), "") if (first.name, second.name) == ("w", "s") else ((first, second), "")
        try:
            return tuple(self.tree_of(piece) for piece in pieces if piece), ""
        except UnreadableError:
            return (), " ".join(token.text for token in content)

    def applied(self, base: str, index: tuple[Tree, ...], label: str, primes: int, above: list[list[Token]]) -> Tree:
        """A name, at what stands in the bracket behind it if it is a function."""
        if base in ("P", "p", "Phat", "phat", "Q", "q") and self.sees("(", "[") and self._has_bar():
            return self.chance_of()
        if base == "sigma" and not index:
            return self.sigma(primes, above)
        if base in LOSSES and self.sees("(") and not primes:
            content = self.bracket()
            arguments = tuple(self._loosely(piece) for piece in split(content, is_mark(",", ";")))
            return Applied(base, (Name(base, index, label), *arguments))
        if base in ("f", "g", "h") and self.sees("("):
            # f_+ and f_1 are other functions than f.
            number = index[0] if len(index) == 1 else None
            below = label if label in ("+", "-") else f"{number.value:g}" if isinstance(number, Number) else ""
            base, index, label = (f"{base}_{below}", (), "") if below else (base, index, label)
        if self.sees("(") and self._is_function(base) and not index and not above:
            pieces = split(self.bracket(), is_mark(",", ";"))
            return Applied(base, tuple(self.tree_of(piece) for piece in pieces), primes)
        return Name(base + "'" * primes, index, label)

    def _is_function(self, base: str) -> bool:
        """Whether a letter before a bracket may be a function; if it is none, it is a factor after all."""
        return base not in ("U", "u", "V", "v", "y", "yhat", "e", "K", "d", "alpha")

    def _loosely(self, tokens: list[Token]) -> Tree:
        try:
            return self.tree_of(tokens)
        except UnreadableError:
            return Dots()

    def sigma(self, primes: int, above: list[list[Token]]) -> Tree:
        """The sigmoid: at what stands in a bracket, at what stands beside it, or by itself."""
        if self.sees("(", "[", r"\{") and not self._bare_sigma_inside():
            content = self.bracket()
            return Applied("sigma", (self.tree_of(content),), primes)
        if not primes and not above and self.peek().kind == "name" and self.peek().text != "sigma":
            return Applied("sigma", (self.without_brackets(),))
        if not primes and not above and self.sees("{"):
            return Applied("sigma", (self.without_brackets(),))
        return Name("sigma" + "'" * primes)

    def _bare_sigma_inside(self) -> bool:
        """Whether σ stands without an argument in the bracket that comes: then the bracket is a factor."""
        end = self.end()
        inside = self.tokens[self.here + 1 : max(end, self.here + 1)]
        follows = [*inside[1:], Token("mark", ")")][: len(inside)]
        return any(
            token.text == "sigma"
            and after.text in ("+", "-", ")", "]", "^", "cdot", "times", "/", "'")
            and not (after.text in "^'" and any(t.text == "(" for t in inside))
            for token, after in zip(inside, follows, strict=True)
        )

    def _has_bar(self) -> bool:
        end = self.end()
        return end > 0 and any(token.text == "|" for token in self.tokens[self.here : end])

    # Functions.

    def function(self, name: str) -> Tree:
        """A function with its power and its argument."""
        power: Tree | None = None
        primes = 0
        index: Tree | None = None
        while self.sees("^", "'", "_"):
            mark = self.take().text
            if mark == "'":
                primes += 1
                continue
            content = self.argument()
            if mark == "_" and name == "softmax":
                index = self.tree_of(content)
            elif mark == "_":
                if [token.text for token in content] not in (["e"],):
                    raise unread(content[0] if content else self.peek())
            elif all(token.text == "'" for token in content):
                primes += len(content)
            elif name == "exp":
                return self.hanging(Applied("exp", (self.tree_of(content),)))
            else:
                power = self.tree_of(content)
        if self.sees("(", "[", r"\{"):
            pieces = split(self.bracket(), is_mark(",", ";"))
            tree: Tree = Applied(name, tuple(self.tree_of(piece) for piece in pieces), primes)
        elif self.sees("cdot", "times"):
            raise unread(self.peek(), f"{name} and a dot behind it: of what is it taken?")
        else:
            tree = Applied(name, (self.without_brackets(),), primes)
        tree = Entry(tree, (index,)) if index is not None else tree
        if isinstance(power, Number) and power.value < 0:
            raise UnreadableError(f"{name}^{power.value:g}", "the inverse function, or one over it?")
        return Power(tree, power) if power is not None else tree

    def without_brackets(self) -> Tree:
        """The argument of a function that has no brackets: the factors that stand beside it."""
        negative = self.sees("-") and bool(self.take())
        factors = [self.factor()]
        if self.reach.function != "first":
            while self.starts_factor() and self._may_go_on(factors[-1]):
                factors.append(self.factor())
        tree = factors[0] if len(factors) == 1 else Times(tuple(factors), ("",) * len(factors))
        return Minus(tree) if negative else tree

    def _may_go_on(self, last: Tree) -> bool:
        if self.is_differential():
            return False
        if self.reach.function == "all":
            return True
        atom = isinstance(last, Name | Number | Turned | Times | Power)
        return atom and (self.peek().kind in ("name", "number") or self.sees("hat", "{"))

    # Slopes.

    def frac(self) -> Tree:
        """A fraction, or a derivative written as one."""
        self.take()
        return self.fraction(self.argument(), self.argument())

    def fraction(self, above: list[Token], below: list[Token]) -> Tree:
        """The fraction of two rows of tokens."""
        negative = bool(above) and above[0].text == "-" and len(above) > 1 and above[1].text in ("partial", "d")
        start = above[1:] if negative else above
        for mark in ("partial", "d", "delta"):
            if mark == "delta" and not self.is_curly_d(start, below):
                continue
            if start and below and start[0].text == below[0].text == mark and len(below) > 1:
                if below[1].text == "^" or (len(start) > 1 and start[1].text == "^"):
                    raise unread(below[0], "second derivatives are not read")
                by = self.by(below[1:])
                tree = self.slope_of_what_follows(by) if len(start) == 1 else Slope(self.tree_of(start[1:]), by)
                return Minus(tree) if negative else tree
        return Over(self.tree_of(above), self.tree_of(below))

    def is_curly_d(self, above: Sequence[Token], below: Sequence[Token]) -> bool:
        """Whether a δ stands for ∂, as in δJ/δv: below it stands a variable, and it has no index itself."""
        names = [token.text for token in below if token.kind == "name"]
        plain = [len(side) < 2 or side[1].text != "_" for side in (above, below)]
        return all(plain) and len(names) > 1 and names[1] in ("u", "v", "x", "U", "z", "theta")

    def by(self, tokens: list[Token]) -> Tree:
        """What a derivative is taken by."""
        if any(token.text in ("partial", "nabla") for token in tokens):
            raise unread(tokens[0], "one derivative after the other is not read")
        return self.tree_of(tokens)

    def slope_of_what_follows(self, by: Tree) -> Tree:
        """An operator in front: it takes what follows."""
        if self.sees("cdot", "times"):
            self.take()
        if self.reach.slope == "rest":
            return Slope(self.expression(), by)
        negative = self.sees("-") and bool(self.take())
        if self.reach.slope == "first":
            of = self.factor()
        elif self.reach.slope == "cdot":
            factors = [self.factor()]
            while self.starts_factor():
                factors.append(self.factor())
            of = factors[0] if len(factors) == 1 else Times(tuple(factors), ("",) * len(factors))
        else:
            of = self.term()
        return Slope(Minus(of) if negative else of, by)

    def nabla(self) -> Tree:
        """∇ with what it is taken by below it."""
        self.take()
        if not self.sees("_"):
            return self.slope_of_what_follows(NABLA)
        self.take()
        return self.slope_of_what_follows(self.by(self.argument()))

    def slashed_slope(self) -> Tree:
        r"""`\partial F / \partial x`, `\partial/\partial x F` and `\partial_x F`."""
        token = self.take()
        if self.sees("_"):
            self.take()
            return self.slope_of_what_follows(self.by(self.argument()))
        if self.sees("/"):
            self.take()
            if not self.sees("partial"):
                raise unread(token)
            self.take()
            return self.slope_of_what_follows(self.factor())
        of = [self.factor()]
        behind_first = self.here
        while self.starts_factor() and not self.sees("/", "partial"):
            of.append(self.factor())
        if not (self.sees("/") and self.peek(1).text == "partial"):
            self.here = behind_first
            return Slope(of[0], DASH)
        self.here += 2
        return Slope(of[0] if len(of) == 1 else Times(tuple(of), ("",) * len(of)), self.factor())

    def slope_with_d(self) -> Tree | None:
        """`dF/dx` and `d/dx F`, where the d is a letter; None if no `/d` follows."""
        start = self.here
        at = start + 1
        while at < len(self.tokens) and not is_mark("/", "+", "-", *RELATIONS)(self.tokens[at]):
            at = max(at, self.ends[at]) + 1
        if at + 1 >= len(self.tokens) or self.tokens[at].text != "/" or self.tokens[at + 1].text != "d":
            return None
        of = self.tokens[start + 1 : at]
        if len(of) == 1 and of[0].text == "^":
            return None
        self.here = at + 2
        by = self.factor()
        return Slope(self.tree_of(of), by) if of else self.slope_of_what_follows(by)

    def is_differential(self) -> bool:
        """Whether a d stands right before something that can move."""
        follows = self.peek(1)
        is_mark = follows.kind == "mark" and follows.text in ("(", "[", "{")
        is_there = is_mark or follows.kind in ("name", "function") or follows.text in ("hat", "frac", "sum")
        return self.peek().kind == "name" and self.peek().text == "d" and is_there

    def limit(self) -> Tree:
        r"""`\lim_{h \to 0} F`, with what F is taken of as its second argument."""
        token = self.take()
        if not self.sees("_"):
            raise unread(token)
        self.take()
        sides = split(self.argument(), is_mark("=>"))
        if len(sides) != 2 or [token.text for token in sides[1]] != ["0"]:
            raise unread(token, "a limit is read where something goes to 0")
        return Applied("lim", (Name(self.letter(self.tree_of(sides[0]))), self.term()))

    def is_slope(self) -> bool:
        """Whether below a D stands a vector: then it is an operator."""
        if self.peek(1).text != "_":
            return False
        below = self.peek(3) if self.peek(2).text == "{" else self.peek(2)
        return below.kind == "name" and below.text in ("u", "v", "U")

    # Sums over an index.

    def total(self) -> Tree:
        """A sum or a product over an index, with its term."""
        token = self.take()
        below: list[Token] = []
        last: Tree | None = None
        while self.sees("_", "^"):
            if self.take().text == "_":
                below = self.argument()
            else:
                last = self.tree_of(self.argument())
        total = self.range(below, last, token)
        if self.reach.total == "rest":
            body = self.expression()
        else:
            negative = self.sees("-") and bool(self.take())
            body = self.term()
            body = Minus(body) if negative else body
        return replace(total, body=body, product=token.text == "prod")

    def range(self, tokens: list[Token], last: Tree | None, token: Token) -> Total:
        """What is written below a sum."""
        tokens = self._unstacked(tokens)
        # A word behind ∈ is the name of a set.
        tokens = [replace(token, kind="name") if token.kind == "word" and before.text in ("in", "notin") else token
                  for before, token in zip([Token("mark", ""), *tokens], tokens, strict=False)]  # fmt: skip
        while tokens and tokens[0].text == r"\{" and closes_at(tokens, 0) == len(tokens) - 1:
            tokens = tokens[1:-1]
        letter, first, inside = "", None, None
        conditions: list[Condition] = []
        for piece in split(
            tokens, lambda t: is_mark(",", "newline", "wide", ":", "|", ";", "and")(t) or t.kind == "word"
        ):
            if not piece:
                continue
            sides = split(piece, lambda t: is_mark(*RELATIONS)(t))
            relations = [t.text for t in _outside(piece) if is_mark(*RELATIONS)(t)]
            if len(sides) == 1:
                if letter:
                    raise unread(piece[0], "a sum over two letters at once is not read")
                letter = self.letter(self.tree_of(piece))
            elif len(sides) == 3 and relations[0] in ("<=", "<") and relations[1] in ("<=", "<"):
                letter = letter or self.letter(self.tree_of(sides[1]))
                low, middle, high = (self.tree_of(side) for side in sides)
                conditions += [Condition(relations[0], low, middle), Condition(relations[1], middle, high)]
            elif len(sides) == 2 and relations[0] in ("in", "sim") and not letter:
                letter = self.letter(self.tree_of(sides[0]))
                parts = split(sides[1], is_mark("setminus"))
                inside = self.members(parts[0])
                if len(parts) == 2:
                    conditions.append(Condition("notin", Name(letter), self.members(parts[1])))
            elif len(sides) == 2 and relations[0] == "=" and not letter:
                left = self.tree_of(sides[0])
                if isinstance(left, Name) and left.name == "w" and left.index:
                    letter = self.letter(left)
                    conditions.append(Condition("=", left, self.tree_of(sides[1])))
                elif (
                    last is None and isinstance(right := self.tree_of(sides[1]), Name) and right.name in ("o", "w", "k")
                ):
                    letter = self.letter(left)  # Σ_{w = o} has one term
                    conditions.append(Condition("=", left, right))
                else:
                    letter, first = self.letter(left), self.tree_of(sides[1])
            elif len(sides) == 2:
                left = self.tree_of(sides[0])
                right = self.members(sides[1]) if relations[0] in ("in", "notin") else self.tree_of(sides[1])
                letter = letter or self.letter(left)
                conditions.append(Condition(relations[0], left, right))
            else:
                raise unread(piece[0])
        return Total(letter, Number(0), first, last, inside, tuple(conditions))

    def _unstacked(self, tokens: list[Token]) -> list[Token]:
        found: list[Token] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.text == "substack" and place + 1 < len(tokens) and tokens[place + 1].text == "{":
                end = closes_at(tokens, place + 1)
                if end < 0:
                    raise unread(token)
                found += tokens[place + 2 : end]
                place = end
            elif token.text.startswith(("begin:", "end:")):
                pass
            else:
                found.append(token)
            place += 1
        return found

    def letter(self, tree: Tree) -> str:
        """The letter that a sum runs over."""
        if isinstance(tree, Name) and not tree.index and not tree.label:
            return tree.name
        if isinstance(tree, Name) and len(tree.index) == 1 and isinstance(tree.index[0], Name):
            return self.letter(tree.index[0])
        raise UnreadableError("sum", "over what the sum runs cannot be read")

    def members(self, tokens: list[Token]) -> Tree:
        """A set: a name, a list in braces, or a word."""
        if tokens and all(token.kind == "word" for token in tokens):
            return Name("set", (), " ".join(token.text for token in tokens))
        while tokens and tokens[0].text == "{" and closes_at(tokens, 0) == len(tokens) - 1:
            tokens = tokens[1:-1]
        if tokens and tokens[0].text in (r"\{", "[", "(") and closes_at(tokens, 0) == len(tokens) - 1:
            pieces = split(tokens[1:-1], is_mark(","))
            return Listed(tuple(self.tree_of(piece) for piece in pieces if piece))
        if any(token.kind == "word" for token in tokens):
            return Name("set", (), " ".join(token.text for token in tokens))
        return self.tree_of(tokens)

    # Cases, matrices, conditions.

    def environment(self, cases: bool = False) -> Tree:
        r"""What stands between \begin and \end."""
        token = self.peek()
        name = token.text.removeprefix("begin:")
        content = self.bracket()
        rows = [split(row, is_mark("&")) for row in split(content, is_mark("newline"))]
        # Bars above and below the columns of a matrix only draw them.
        rows = [row for row in rows if any(token.text != "|" for cell in row for token in cell)]
        if name in ("cases", "dcases", "rcases") or cases:
            return self.cases(rows)
        if name in MATRICES:
            return Grid(tuple(tuple(self.tree_of(cell) for cell in row if cell) for row in rows))
        if name in ("aligned", "split", "gathered", "align", "equation", "gather") and len(rows) == 1:
            return self.tree_of([token for cell in rows[0] for token in cell])
        raise unread(token, f"{name} is not read here")

    def cases(self, rows: list[list[list[Token]]]) -> Tree:
        """Values with conditions."""
        values, conditions = [], []
        for row in rows:
            value, condition = row[0], [token for cell in row[1:] for token in cell]
            if not condition:
                starts = _starts_condition
                at = next((n for n, t in enumerate(value) if n and starts(t)), -1)
                if at < 0:
                    raise UnreadableError("cases", "a case without a condition")
                value, condition = value[:at], value[at:]
            while value and (is_mark(",", "wide", ";")(value[-1])):
                value = value[:-1]
            # Of "a = b" in a case the last expression is its value.
            values.append(self.tree_of(split(value, is_mark("="))[-1]))
            conditions.append(self.condition(condition))
        if not values:
            raise UnreadableError("cases", "there is nothing in it")
        return Cases(tuple(values), tuple(conditions))

    def condition(self, tokens: list[Token]) -> Tree:
        """The condition of a case."""
        words = " ".join(token.text for token in tokens if token.kind == "word").lower()
        found = [
            t for t in tokens if t.kind != "word" and not is_mark(",", ".", "wide", "forall", ";", "(", ")", ":")(t)
        ]
        if any(is_mark(*RELATIONS)(token) for token in found):
            conditions = self.conditions(found)
            return conditions[0] if len(conditions) == 1 else Listed(conditions)
        if spoken := re.search(r"([a-z])\s*(=|\\ne(?:q)?|≠|!=|<|>|≤|≥|<=|>=)\s*([a-z0])\b", words):
            same = {"\\neq": "!=", "\\ne": "!=", "≠": "!=", "≤": "<=", "≥": ">="}
            right: Tree = Number(0) if spoken[3] == "0" else Name(spoken[3])
            return Condition(same.get(spoken[2], spoken[2]), Name(spoken[1]), right)
        if any(word in words for word in ("otherwise", "else", "sonst", "other", "ansonsten", "其他", "否则", "其它")):
            return Condition("otherwise")
        raise UnreadableError(words or "cases", "the condition of this case cannot be read")

    def conditions(self, tokens: list[Token]) -> tuple[Condition, ...]:
        """Conditions with commas or "and" between them."""
        found = []
        for piece in split(tokens, lambda t: is_mark(",", "and", "newline", "wide")(t) or t.kind == "word"):
            relations = [t.text for t in _outside(piece) if is_mark(*RELATIONS)(t)]
            if not piece:
                continue
            sides = split(piece, is_mark(*RELATIONS))
            if not relations or not all(sides):
                raise unread(piece[0])
            trees = [self.members(s) if relations[max(n - 1, 0)] in ("in", "notin") and n else self.tree_of(s)
                     for n, s in enumerate(sides)]  # fmt: skip
            found += [Condition(r, a, b) for r, a, b in zip(relations, trees, trees[1:], strict=False)]
        return tuple(found)

    def ones(self) -> Tree:
        """1 as a hollow or bold figure: with a condition an indicator, else a vector of ones."""
        self.take()
        if self.sees("_"):
            self.take()
            content = self.argument()
            while content and content[0].text in (r"\{", "(", "[") and closes_at(content, 0) == len(content) - 1:
                content = content[1:-1]
            if any(is_mark(*RELATIONS)(token) for token in content):
                return Indicator(self.conditions(content))
            raise unread(content[0] if content else self.peek())
        if self.sees("(", "[", r"\{"):
            content = self.tokens[self.here + 1 : max(self.end(), self.here + 1)]
            if any(is_mark(*RELATIONS)(token) for token in content):
                self.bracket()
                while content and content[0].text in (r"\{", "(", "[") and closes_at(content, 0) == len(content) - 1:
                    content = content[1:-1]
                return Indicator(self.conditions(content))
        return Name("ones")

    # Probability.

    def chance(self) -> Tree:
        r"""`\mathbb P(O = o \mid C = c)`."""
        token = self.take()
        if not self.sees("(", "["):
            raise unread(token)
        return self.chance_of()

    def chance_of(self) -> Tree:
        """P(O = w | C = c): the probability of a word, given the centre word."""
        content = self.bracket()
        sides = split(content, is_mark("|"))
        if len(sides) != 2:
            raise UnreadableError("P", "P is read as P(O = w | C = c)")
        word, given = (self._outcome(split(side, is_mark(";", ","))[0]) for side in sides)
        return Applied("P", (word, given))

    def _outcome(self, tokens: list[Token]) -> Tree:
        tree = self.tree_of(split(tokens, is_mark("="))[-1])
        if isinstance(tree, Name) and tree.name in ("O", "C") and not tree.index:
            return Name(tree.name.lower())
        if isinstance(tree, Name) and tree.name in ("u", "v") and len(tree.index) == 1:
            return tree.index[0]
        return tree

    def is_expectation(self) -> bool:
        """Whether an E has a square bracket behind it, or says below what is drawn."""
        if self.peek(1).text == "[":
            return True
        if self.peek(1).text != "_":
            return False
        behind = max(self.ends[self.here + 2], self.here + 2) + 1 if self.here + 2 < len(self.tokens) else 0
        inside = self.tokens[self.here + 3 : behind]
        follows = self.tokens[behind].text if 0 < behind < len(self.tokens) else ""
        return any(is_mark("sim")(token) for token in inside) or follows == "["

    def mean(self) -> Tree:
        r"""`\mathbb E_{w \sim \hat y}[u_w]`."""
        token = self.take()
        below: list[Token] = []
        if self.sees("_"):
            self.take()
            below = self.argument()
        sides = split(below, is_mark("sim"))
        letter = self.letter(self.tree_of(sides[0])) if len(sides) == 2 else ""
        weights: Tree = Name("yhat")
        if len(sides) == 2 and not _is_distribution(sides[1]):
            weights = self.tree_of(sides[1])
        elif [token.text for token in below] == ["y"]:
            weights = Name("y")
        elif len(sides) == 1 and len(below) == 1 and below[0].kind == "name" and below[0].text not in ("p", "P", "q"):
            letter = below[0].text
        body: Tree
        if self.sees("[", "(", r"\{"):
            body = self.listed(split(self.bracket(), is_mark("|"))[0])
        elif letter:
            body = self.factor()
        else:
            raise unread(token, "an expectation is read with brackets around what it is taken of")
        if not letter:
            # E[u_x] is over the x; E[u] is over all words.
            letter = next(_words_in(body), "#")
            body = _with_index(body, "#") if letter == "#" else body
        return Mean(letter, weights, body)


def _is_distribution(tokens: Sequence[Token]) -> bool:
    r"""Whether this is p, P(\cdot \mid c) or p(w \mid c): the distribution of the words, and not the chance of one."""
    texts = [token.text for token in tokens]
    return texts[:1] in (["P"], ["p"], ["q"], ["chance"]) and (len(texts) == 1 or "|" in texts)


def _words_in(tree: Tree) -> Iterator[str]:
    """The letters that stand as an index of a word."""
    for part in tree.all():
        index = part.index[:1] if isinstance(part, Name) and part.name in ("u", "y", "yhat", "U") else ()
        if isinstance(part, Applied) and part.function == "P":
            index = part.to[:1]
        for leaf in index:
            if isinstance(leaf, Name) and not leaf.index and leaf.name not in ("o", "c"):
                yield leaf.name


def _with_index(tree: Tree, letter: str) -> Tree:
    """The tree with an index at each u that has none."""
    if tree == Name("u"):
        return Name("u", (Name(letter),))
    return rebuilt(tree, lambda part: _with_index(part, letter))


def _is_one_vector(tokens: Sequence[Token]) -> bool:
    """Whether this is a u or a v, with or without an index."""
    return bool(tokens) and tokens[0].text in ("u", "v") and (len(tokens) == 1 or tokens[1].text == "_")


def _starts_condition(token: Token) -> bool:
    return token.kind == "word" or is_mark("wide", ",", "forall")(token)


def _outside(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that stand outside of all brackets."""
    found: list[Token] = []

    def seen(token: Token) -> bool:
        found.append(token)
        return False

    split(tokens, seen)
    return found
