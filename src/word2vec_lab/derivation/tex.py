r"""Reads TeX as a row of tokens: what is only for the eye falls away, and what is said in many ways is said in one.

`\boldsymbol{u}`, `\mathbf u`, `\vec u` are all the name u; `exp`, `\exp` and `\mathrm{exp}` the function exp;
`ŷ` and `\hat{\mathbf y}` a hat on y. Own macros (`\newcommand`, `\def`) are written out. The tables are the place for a
new symbol: one line each.

>>> [token.text for token in tokens(r"\boldsymbol{\hat y}_w \cdot exp\left(x\right)")]
['{', 'hat', 'y', '}', '_', 'w', 'cdot', 'exp', '(', 'x', ')']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

LONGEST = 6_000
"""Characters of one formula; a longer one is not read."""
MOST_TOKENS = 3_000
DEEPEST = 40
"""How deep brackets may be nested."""
OPENING, CLOSING = ("(", "[", r"\{", "{", "⟨"), (")", "]", r"\}", "}", "⟩")
EXPANSIONS = 400
"""How often own macros are written out in one formula, nested ones included."""


class UnreadableError(ValueError):
    """Something cannot be read. `symbol` is the reason, as it was typed; the message says why in words.

    `unknown` is the name, without its indices, if the reason is that nobody says what it stands for.
    """

    def __init__(self, symbol: str, why: str, unknown: str = "") -> None:
        super().__init__(why)
        self.symbol = symbol[:60]
        self.why = why
        self.unknown = unknown


Kind = Literal["name", "number", "function", "word", "mark", "command"]


@dataclass(frozen=True)
class Token:
    """One sign. `text` is what it means in one spelling; `start` and `end` say where it was typed."""

    kind: Kind
    text: str
    start: int = 0
    end: int = 0


GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "vartheta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "varrho",
    "sigma",
    "varsigma",
    "tau",
    "upsilon",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Phi",
    "Psi",
    "Omega",
    "ell",
]

FUNCTIONS = {
    "exp": "exp",
    "log": "log",
    "ln": "log",
    "max": "max",
    "min": "min",
    "tanh": "tanh",
    "sinh": "sinh",
    "cosh": "cosh",
    "sech": "sech",
    "softplus": "softplus",
    "softmax": "softmax",
    "sigmoid": "sigma",
    "diag": "diag",
    "sign": "sign",
    "sgn": "sign",
    "relu": "relu",
    "count": "count",
    "tr": "tr",
    "trace": "tr",
    "logsumexp": "logsumexp",
    "lse": "logsumexp",
}
"""What is a function even as bare letters."""

WORDS_FOR_NAMES = {
    "vocab": "V",
    "vocabulary": "V",
    "ce": "CE",
    **dict.fromkeys(("const", "const.", "constant", "konst", "konst.", "konstante", "常数"), "const"),
    "crossentropy": "CE",
    "cross-entropy": "CE",
    "loss": "J",
    "j": "J",
    "t": "T",
    "d": "d",
    "e": "e",
    "p": "P",
    "pr": "P",
    "leakyrelu": "f",
    "lrelu": "f",
    "leaky relu": "f",
    "leaky-relu": "f",
}
"""Words in upright letters that are names of the question."""

SPOKEN = {
    # Names with a spelling of their own.
    r"\hbar": "h",
    r"\imath": "i",
    r"\jmath": "j",
    r"\Pr": "P",
    r"\Sigma": "sum",
}

SAME: dict[str, str] = {
    # One spelling for what means the same: TeX's commands first, then characters.
    r"\cdot": "cdot", r"\bullet": "cdot", "·": "cdot", "⋅": "cdot", "∙": "cdot",
    r"\times": "times", "×": "times", "*": "times", r"\ast": "times",
    r"\odot": "odot", r"\circ": "odot", "⊙": "odot", "∘": "odot", r"\otimes": "otimes", "⊗": "otimes",
    r"\oslash": "oslash", "⊘": "oslash",
    "−": "-", "–": "-", "／": "/", r"\div": "/", r"\slash": "/",
    r"\pm": "pm", r"\mp": "pm",
    r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=", "≤": "<=", r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=",
    "≥": ">=", r"\lt": "<", r"\gt": ">",
    r"\ne": "!=", r"\neq": "!=", "≠": "!=",
    r"\in": "in", "∈": "in", r"\notin": "notin", "∉": "notin", r"\setminus": "setminus", r"\backslash": "setminus",
    r"\approx": "approx", "≈": "approx", r"\propto": "approx", "∝": "approx", r"\sim": "sim", "∼": "sim", "~": "space",
    r"\simeq": "approx", r"\cong": "approx",
    r"\equiv": "=", "≡": "=", "＝": "=", r"\triangleq": ":=", r"\coloneqq": ":=", r"\doteq": ":=", "≔": ":=",
    "≜": ":=", r"\gets": "<-", r"\leftarrow": "<-", "←": "<-", r"\longleftarrow": "<-",
    r"\Rightarrow": "=>", r"\implies": "=>", r"\Longrightarrow": "=>", "⇒": "=>", r"\iff": "=>",
    r"\Leftrightarrow": "=>", "⇔": "=>", r"\therefore": "=>", "∴": "=>", r"\rightarrow": "=>", r"\to": "=>",
    "→": "=>", r"\because": "because", "∵": "because", r"\longrightarrow": "=>", r"\leadsto": "=>",
    r"\mapsto": "=>", r"\land": "and", r"\wedge": "and",
    r"\partial": "partial", "∂": "partial", r"\nabla": "nabla", "∇": "nabla",
    r"\sum": "sum", "∑": "sum", "Σ": "sum", r"\prod": "prod", "∏": "prod", r"\sqrt": "sqrt", r"\int": "int",
    r"\top": "top", r"\intercal": "top", "⊤": "top", "ᵀ": "^top", "ᵗ": "^top", r"\prime": "'", "′": "'", "’": "'",
    "²": "^2", "⁻": "^-", r"\infty": "infty", "∞": "infty",
    r"\dots": "dots", r"\ldots": "dots", r"\cdots": "dots", r"\dotsc": "dots", r"\dotsb": "dots", r"\dotsm": "dots",
    r"\vdots": "dots", r"\ddots": "dots", "…": "dots", "⋯": "dots", r"\hdots": "dots",
    r"\frac": "frac", r"\dfrac": "frac", r"\tfrac": "frac", r"\cfrac": "frac", r"\over": "over",
    r"\hat": "hat", r"\widehat": "hat", r"\mathbb1": "ones",
    r"\{": r"\{", r"\}": r"\}", r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]",
    r"\langle": "⟨", r"\rangle": "⟩", "⟨": "⟨", "⟩": "⟩", "〈": "⟨", "〉": "⟩",
    r"\mid": "|", r"\vert": "|", r"\lvert": "|", r"\rvert": "|", "∣": "|", r"\|": "norm", r"\Vert": "norm",
    r"\lVert": "norm", r"\rVert": "norm", "‖": "norm",
    r"\\": "newline", r"\newline": "newline", r"\cr": "newline", r"\quad": "wide", r"\qquad": "wide",
    r"\forall": "forall", "∀": "forall", "（": "(", "）": ")", "，": ",", "；": ";", "：": ":", "。": ".",
    r"\colon": ":",
    "𝟙": "ones", "𝟏": "ones", r"\blacksquare": "end", r"\square": "end", r"\Box": "end", r"\qed": "end", "□": "end",
    r"\hline": "space", r"\%": "space",
}  # fmt: skip
"""Signs and characters, each under the name that the parser knows."""

LETTERS = {
    "σ": "sigma", "θ": "theta", "α": "alpha", "δ": "delta", "λ": "lambda", "β": "beta", "γ": "gamma", "η": "eta",
    "φ": "phi", "ϕ": "phi", "ψ": "psi", "ω": "omega", "μ": "mu", "τ": "tau", "ρ": "rho", "π": "pi", "ε": "epsilon",
    "κ": "kappa", "ξ": "xi", "ζ": "zeta", "Δ": "Delta", "Θ": "Theta", "ℓ": "ell", "ℒ": "L",
}  # fmt: skip

PLAIN = {
    # What is typed without its backslash.
    **{name: (Token("name", name),) for name in GREEK if len(name) > 3 and name != "ell"},
    **{name: (Token("command", name),) for name in ("sum", "prod", "partial", "nabla", "cdot", "times")},
    "grad": (Token("command", "nabla"),),
    "yhat": (Token("command", "hat"), Token("name", "y")),
}
"""Runs of letters that are a sign."""

FONTS = frozenset(
    rf"\{name}"
    for name in [
        "boldsymbol",
        "mathbf",
        "bm",
        "pmb",
        "vec",
        "mathsf",
        "mathit",
        "mathnormal",
        "bf",
        "rm",
        "it",
        "sf",
        "mathtt",
        "boldmath",
        "unboldmath",
        "textbf",
        "textit",
        "symbf",
        "symbfit",
        "overrightarrow",
        "underline",
        "overline",
        "bar",
        "mathstrut",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "scriptscriptstyle",
        "limits",
        "nolimits",
        "left",
        "right",
        "middle",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "Bigl",
        "biggl",
        "Biggl",
        "bigr",
        "Bigr",
        "biggr",
        "Biggr",
        "bigm",
        "Bigm",
        "nonumber",
        "notag",
        "allowbreak",
        "hfill",
        "hfil",
        "centering",
        "small",
        "normalsize",
        "large",
        "Large",
        "tiny",
        "ensuremath",
        "smash",
        "boxed",
        "fbox",
        "mathord",
        "mathopen",
        "mathclose",
        "mathbin",
        "mathrel",
        "mathpunct",
        "mathinner",
        "hline",
        "noindent",
        "cancel",
        "bcancel",
        "xcancel",
    ]
) - {r"\overline", r"\bar"}
"""Commands that change how things look, and not what they mean; an argument stays, as a group."""

SPACES = {r"\,", r"\;", r"\:", r"\!", r"\ ", r"\>", r"\/", r"\thinspace", r"\enspace", r"\-", r"\nobreak"}
UPRIGHT = {r"\text", r"\textrm", r"\textnormal", r"\mbox", r"\hbox", r"\mathrm", r"\operatorname", r"\mathop",
           r"\textsf", r"\texttt", r"\mathscr", r"\mathcal", r"\mathfrak", r"\mathbb", r"\mathds", r"\mathbbm",
           r"\textit", r"\textbf", r"\mathit", r"\mathsf", r"\mathtt", r"\mathbf", r"\boldsymbol"}  # fmt: skip
PLAIN_TEXT = {r"\text", r"\textrm", r"\textnormal", r"\mbox", r"\hbox", r"\textsf", r"\texttt", r"\textit", r"\textbf"}
WITHOUT_THEIR_ARGUMENT = {r"\tag", r"\label", r"\hspace", r"\vspace", r"\phantom", r"\hphantom", r"\vphantom",
                          r"\color", r"\ref", r"\eqref", r"\require", r"\mspace", r"\kern"}  # fmt: skip
FIRST_ARGUMENT_AWAY = {r"\textcolor", r"\colorbox", r"\fcolorbox", r"\class", r"\cssId", r"\style", r"\href",
                       r"\cancelto"}  # fmt: skip
STACKED = {r"\overset", r"\underset", r"\stackrel"}
"""What stands in their first argument is a remark above or below their second one."""
LABELLED = {r"\underbrace", r"\overbrace", r"\underbracket", r"\overbracket", r"\underline"}
"""What stands below or above such a brace is a remark."""

PIECE = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|(?P<command>\\(?:[A-Za-z]+\*?|.))|(?P<number>\d+(?:\.\d+)?)|(?P<space>\s+)"
    r"|(?P<letters>[A-Za-z]{2,})|(?P<hatted>ŷ|ỹ)|(?P<assign>:=)|(?P<arrow>=>|->|<-|!=|<=|>=|\.\.\.)|(?P<one>.)",
    re.DOTALL,
)
UNFINISHED = ("+", "-", "=", "cdot", "times")
"""With what no group ends."""
SPACING = re.compile(r"\s*\[\s*-?[\d.]+\s*(?:em|ex|pt|px|mm|cm|in|mu|pc|\\baselineskip)\s*\]")
DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|def)\*?\s*"
    r"(?:\{\s*(?P<braced>\\[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*(?:\[(?P<arguments>\d)\]|(?P<parameters>(?:\#\d)+))?"
)


@dataclass(frozen=True)
class Macro:
    """What a student's own command stands for."""

    body: str
    arguments: int


def closing(text: str, start: int) -> int:
    """Where the group ends that opens at `start` with a brace: the place behind the closing brace, or -1."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text[start:], re.DOTALL):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return start + match.end()
    return -1


def without_definitions(text: str, macros: dict[str, Macro]) -> str:
    r"""The formula without the `\newcommand`s in it, which go into `macros`."""
    place, kept = 0, []
    while match := DEFINITION.search(text, place):
        start = match.end()
        if text[start : start + 1] != "{" or (end := closing(text, start)) < 0:
            kept.append(text[place:start])
            place = start
            continue
        body = text[start + 1 : end - 1]
        if "DeclareMathOperator" in match[0]:
            body = rf"\operatorname{{{body}}}"
        arguments = int(match["arguments"] or 0) or (match["parameters"] or "").count("#")
        macros[match["braced"] or match["bare"]] = Macro(body, arguments)
        kept.append(text[place : match.start()])
        place = end
    return "".join(kept) + text[place:]


def written_out(text: str, macros: dict[str, Macro]) -> str:
    """The formula with the student's own commands replaced by what they stand for."""
    if not macros:
        return text
    for _ in range(EXPANSIONS):
        for match in re.finditer(r"\\[A-Za-z]+", text):
            if match[0] in macros:
                break
        else:
            return text
        macro = macros[match[0]]
        end, given = match.end(), []
        for _ in range(macro.arguments):
            argument, end = _argument(text, end)
            given.append(argument)
        body = macro.body
        for number, argument in enumerate(given, start=1):
            body = body.replace(f"#{number}", argument)
        # A space keeps a command at the end of the body from running into the next letter.
        text = f"{text[: match.start()]}{{{body}}} {text[end:]}" if _is_closed(body) else text[: match.start()]
        if len(text) > LONGEST:
            raise UnreadableError(match[0], "written out, the formula is too long to be read")
    raise UnreadableError("\\newcommand", "its own commands call each other too often")


def _is_closed(body: str) -> bool:
    return closing(f"{{{body}}}", 0) == len(body) + 2


def _argument(text: str, start: int) -> tuple[str, int]:
    """The argument that stands at a place, without its braces, and the place behind it."""
    while text[start : start + 1].isspace():
        start += 1
    if text[start : start + 1] == "{":
        end = closing(text, start)
        return (text[start + 1 : end - 1], end) if end > 0 else ("", len(text))
    match = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL).match(text, start)
    return (match[0], match.end()) if match else ("", start)


def tokens(text: str) -> list[Token]:
    """The formula as tokens; raises `UnreadableError` if it is too long."""
    if len(text) > LONGEST:
        raise UnreadableError("", f"a formula of more than {LONGEST:,} characters is not read")
    found = _without_empty_braces(list(_tokens(text)))
    if len(found) > MOST_TOKENS:
        raise UnreadableError("", "the formula is too long to be read")
    open_now = deepest = 0
    for token in found:
        opens = token.text in OPENING or token.text.startswith("begin:")
        closes = token.text in CLOSING or token.text.startswith("end:")
        open_now = open_now + 1 if opens else max(0, open_now - closes)
        deepest = max(deepest, open_now)
    if deepest > DEEPEST:
        raise UnreadableError("", "brackets are nested too deeply to be read")
    return found


def _without_empty_braces(found: list[Token]) -> list[Token]:
    """The tokens without braces around nothing, a bare sign, or parts like `{1 +}` and `{- 1}`: they group nothing."""
    closers: dict[int, int] = {}
    waiting: list[int] = []
    for at, token in enumerate(found):
        if token.kind == "mark" and token.text == "{":
            waiting.append(at)
        elif token.kind == "mark" and token.text == "}" and waiting:
            closers[waiting.pop()] = at
    arguments = {closers.get(at + 1, 0) + 1 for at, token in enumerate(found) if token.text == "frac"}
    away = set()
    for start, end in closers.items():
        before = found[start - 1] if start else Token("mark", "")
        takes = before.text in ("_", "^", "frac", "hat", "sqrt", "substack") or before.text.startswith(("begin:", "\\"))
        inside = [token.text for token in found[start + 1 : end]]
        if start in arguments or takes or before.kind == "function":
            continue
        is_behind = before.kind in ("name", "number") or before.text in (")", "]", "}")
        if not inside or inside[-1] in UNFINISHED or inside[0] == "=" or (inside[0] in ("+", "-") and is_behind):
            away |= {start, end}
    return [token for at, token in enumerate(found) if at not in away]


def _tokens(text: str) -> Iterator[Token]:
    place = 0
    while match := PIECE.match(text, place):
        start, place = match.start(), match.end()
        kind, piece = str(match.lastgroup), match[0]
        if kind in ("comment", "space"):
            continue
        if kind == "command":
            found, place = _command(text, piece, place)
            # What comes from inside a command's argument stands where the command stands.
            yield from (replace(token, start=start, end=place) for token in found)
        elif kind == "number":
            yield Token("number", piece, start, place)
        elif kind == "letters":
            yield from _letters(piece, start)
        elif kind == "hatted":
            yield Token("command", "hat", start, place)
            yield Token("name", "y", start, place)
        elif piece in ("...",):
            yield Token("command", "dots", start, place)
        elif kind in ("assign", "arrow"):
            yield Token("mark", {"->": "=>"}.get(piece, piece), start, place)
        elif piece in LETTERS:
            yield Token("name", LETTERS[piece], start, place)
        elif piece in SAME:
            yield from (replace(token, start=start, end=place) for token in _same(SAME[piece]))
        elif piece.isascii() and piece.isalpha():
            yield Token("name", piece, start, place)
        else:
            yield Token("mark", piece, start, place)


def _same(text: str) -> list[Token]:
    if text in ("space",):
        return []
    if text[0] == "^" and len(text) > 1:
        last = Token("number" if text[1].isdigit() else "command", text[1:])
        return [Token("mark", "^"), last]
    return [Token("command" if text.isalpha() else "mark", text)]


def _letters(run: str, start: int) -> Iterator[Token]:
    """A run of letters: a function or a word if it is one, else names one by one."""
    low = run.lower()
    if low in FUNCTIONS and low != "sign":
        yield Token("function", FUNCTIONS[low], start, start + len(run))
    elif low in ("vocab", "vocabulary", "softmax", "loss", "ce") and low in WORDS_FOR_NAMES:
        yield Token("name", WORDS_FOR_NAMES[low], start, start + len(run))
    elif run in PLAIN:
        yield from (replace(token, start=start, end=start + len(run)) for token in PLAIN[run])
    elif low in ("otherwise", "else", "if", "for", "where", "when", "and", "sonst", "falls", "wenn", "if"):
        yield Token("word", low, start, start + len(run))
    else:
        for offset, letter in enumerate(run):
            yield Token("name", letter, start + offset, start + offset + 1)


OPENS_ARGUMENT = re.compile(r"\s*(?:\\left|\\[bB]igg?l?)?\s*[(^\[]")
"""What stands behind the name of a function."""


def _command(text: str, piece: str, place: int) -> tuple[list[Token], int]:
    """The tokens of a command, and the place behind what of it has been read."""
    name = piece.rstrip("*") if len(piece) > 2 else piece
    if name in UPRIGHT:
        argument, end = _argument(text, place)
        upright = _upright(name, argument)
        if upright is not None:
            is_word = len(upright) == 1 and upright[0].kind == "word" and upright[0].text.isalpha()
            if name == r"\operatorname" and is_word and OPENS_ARGUMENT.match(text, end):
                return [Token("command", f"\\{upright[0].text}")], end  # a function that is not known
            return upright, end
    if name in FONTS:
        if text[place : place + 1] == "." and name in (r"\left", r"\right"):
            return [], place + 1
        return [], place
    if name in SPACES:
        return [], place
    if name in WITHOUT_THEIR_ARGUMENT:
        return [], _argument(text, place)[1]
    if name in STACKED:
        _, place = _argument(text, place)
        argument, place = _argument(text, place)
        return list(_tokens(argument)), place
    if name in FIRST_ARGUMENT_AWAY:
        return [], _argument(text, place)[1]
    if name in (r"\intertext", r"\shortintertext"):
        argument, end = _argument(text, place)
        return [Token("command", "newline"), Token("word", argument), Token("command", "newline")], end
    if name in LABELLED:
        return _labelled(text, place)
    if name in (r"\begin", r"\end"):
        argument, end = _argument(text, place)
        environment = argument.strip().rstrip("*")
        if name == r"\begin" and environment in ("array", "alignedat", "alignat", "subarray"):
            end = _argument(text, end)[1] if text[end : end + 1] != "[" else _argument(text, text.find("]", end) + 1)[1]
        return [Token("command", f"{name[1:]}:{environment}")], end
    if name == "\\\\" and (spacing := SPACING.match(text, place)):
        place = spacing.end()
    if name in SAME:
        return _same(SAME[name]), place
    if name in SPOKEN:
        spoken = SPOKEN[name]
        return [Token("command" if spoken == "sum" else "name", spoken)], place
    if name[1:] in FUNCTIONS:
        return [Token("function", FUNCTIONS[name[1:]])], place
    if name[1:] in GREEK:
        return [Token("name", name[1:])], place
    if name in (r"\substack",):
        return [Token("command", "substack")], place
    if name in (r"\color",):
        return [], _argument(text, place)[1]
    return [Token("command", name)], place


def _labelled(text: str, place: int) -> tuple[list[Token], int]:
    r"""The content of `\underbrace{…}_{…}`, as a group; the label falls away."""
    argument, end = _argument(text, place)
    label = re.compile(r"\s*[_^]\s*").match(text, end)
    said = ""
    if label:
        said, end = _argument(text, label.end())
    inner = list(_tokens(argument))
    if re.search(r"times|mal\b|veces|fois|volte|次|个", said):
        inner = _so_often(inner, [token for token in _tokens(said) if token.kind != "word"])
    return [Token("mark", "{"), *inner, Token("mark", "}")], end


def _so_often(inner: list[Token], times: list[Token]) -> list[Token]:
    """The tokens of a + … + a with "n times" below it: n · a."""
    plus = [at for at, token in enumerate(inner) if token.text == "+"]
    first, last = (inner[: plus[0]], inner[plus[-1] + 1 :]) if plus else ([], [])
    is_same = [token.text for token in first] == [token.text for token in last]
    if not first or not times or not is_same or "dots" not in (token.text for token in inner):
        return inner
    opener, closer = Token("mark", "{"), Token("mark", "}")
    return [opener, *times, closer, Token("command", "cdot"), opener, *first, closer]


def _upright(command: str, argument: str) -> list[Token] | None:
    """What a word in upright, hollow or curly letters means, or None if its letters mean what they always do."""
    bare = re.sub(r"\\[A-Za-z]+|[{}\s\\$]", " ", argument).strip()
    low = bare.lower()
    hollow = command in (r"\mathbb", r"\mathds", r"\mathbbm")
    if bare == "1" and (hollow or command in (r"\mathbf", r"\boldsymbol", r"\mathrm")):
        return [Token("command", "ones")]
    if hollow and bare in ("I", "E", "P", "R"):
        return [Token("command", {"I": "ones", "E": "expectation", "P": "chance", "R": "reals"}[bare])]
    if command in (r"\mathbf", r"\boldsymbol", r"\mathit", r"\mathsf", r"\mathtt") and len(bare) <= 1:
        return None
    if len(argument) == 0:
        return []
    if "$" in argument:
        return [Token("word", argument)]
    if low in FUNCTIONS:
        return [Token("function", FUNCTIONS[low])]
    if low == "grad":
        return [Token("command", "nabla")]
    if low in WORDS_FOR_NAMES and not (command in PLAIN_TEXT and len(low) == 1 and low not in "td"):
        return [Token("name", WORDS_FOR_NAMES[low])]
    if command in (r"\mathcal", r"\mathscr", r"\mathfrak") and len(bare) == 1:
        return [Token("name", bare)]
    if len(bare) == 1 and bare.isalpha():
        return [Token("name", bare)]
    if command in PLAIN_TEXT or command in (r"\mathrm", r"\operatorname", r"\mathop", r"\textit", r"\mathit"):
        if "_" in argument or "^" in argument or "\\" in argument.replace("\\ ", ""):
            return None if command not in PLAIN_TEXT else [Token("word", bare)]
        return [Token("word", bare)] if bare else []
    if len(bare) > 1 and bare.isalpha():
        return [Token("word", bare)] if command != r"\mathbf" else None
    return None
