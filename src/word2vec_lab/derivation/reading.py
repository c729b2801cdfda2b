r"""Finds the statements in a text cell: chains of expressions with equality signs between, and the case they are in.

Splitting is half of the work. A row may begin or end with `=`, a block may go on with the chain before it, words and
conditions stand in formulas, and not every `=` is a step: `w = o` is a case, `z = …` gives a name, `y_o = 1` is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from safepage.markdown import formulas
from word2vec_lab.derivation.parsing import RELATIONS, closes_at, ends, is_mark, split
from word2vec_lab.derivation.tex import Macro, Token, UnreadableError, tokens, without_definitions, written_out

LONGEST = 20_000
"""Characters of a cell; of a longer one nothing is read."""
LONGEST_CHECK = 200
"""Characters before a formula in which it is looked for what it speaks of."""
MOST_SIGNS = 100
"""Equality signs of a cell that are judged."""

TRANSPARENT = ("align", "aligned", "alignat", "alignedat", "gather", "gathered", "equation", "split", "eqnarray",
               "multline", "flalign", "displaymath", "math", "subequations")  # fmt: skip
"""Environments that only arrange rows."""

DEFINING = r"""let|denote|define[sd]?|defining|write|call|put|set|where|abbreviate|introduce|name|sei(?:en)?|setze|
definiere|schreibe|wobei|setzen|nenne|sean?|definimos|llamemos|llamamos|donde|posons|soi(?:t|ent)|notons|où|posto|sia|
siano|令|设|记|定义|其中|记作"""
CONDITIONAL = r"""since|because|as|if|when|whenever|given|assume|assuming|suppose|for|unless|until|provided|while|
case|da|weil|wenn|falls|für|fall|denn|因为|由于|当|若|如果|对于|knowing|unlike|except"""
BEFORE_DEFINITION = re.compile(
    rf"(?:\b(?:{DEFINING})\b|[令设记]|定义|其中)[^.$!?]{{0,40}}$|\b(?:with|take|using|mit|con|avec)\b[^.,;$!?]{{0,16}}$",
    re.IGNORECASE | re.VERBOSE,
)
REASON = re.compile(
    r"\b(?:since|because|as|where|with|using|use|note|recall|by|given|da|weil|denn|wegen|mit|wobei|car|puisque|où|avec|"
    r"porque|pues|donde|con|ya que)\b|因为|由于|其中",
    re.IGNORECASE,
)
"""Words in a row of formulas that open a remark: the row below goes on with what stands before them."""
BEFORE_REASON = re.compile(r"(?:\b(?:since|because|as|da|weil|denn)\b|因为|由于)[\s,:]*$", re.IGNORECASE)
BEFORE_CONDITION = re.compile(
    rf"(?:\b(?:{CONDITIONAL})\b|因为|由于|[当若]|如果|对于)[\s,:(]*$", re.IGNORECASE | re.VERBOSE
)

IN_WORDS = re.compile(
    r"(?<![A-Za-z])([a-z])\s*(=|≠|!=|==|<>|is\s+not|not|equals?|is|does\s+not\s+equal|ungleich|gleich)\s*(?:the\s+)?o(?![A-Za-z])"
)
APART = re.compile(r"\$\s*([a-z])\s*\$\s*(is\s+not|is|equals|=|≠|!=|ungleich|ist)\s*(?:the\s+)?\$\s*o\s*\$")
"""A case in two formulas: "$w$ is not $o$"."""
SIGN_IN_WORDS = re.compile(r"(?<![A-Za-z])x\s*(>|<|≥|≤|>=|<=|is\s+positive|is\s+negative)\s*(?:=?\s*0)?")
OPENS_CASE = re.compile(
    r"""(?:case|if|for|si|cuando|quand|lorsque|quando|caso|when|now|suppose|assume|consider|let|fall|wenn|falls|für|sei|bei|情况|当|若|如果|对于|设|next|
    first|second|take|where|otherwise|side|part|true|observed|other|outside)""",
    re.IGNORECASE | re.VERBOSE,
)
NO_CASE = re.compile(
    r"\b(?:since|because|term|terms|every|all the|with|only|multiplied|except|unless|weil|da)\b", re.IGNORECASE
)
BOTH_SIDES = (re.compile(r"positiv|x\s*(?:>|\\geq?|≥)\s*0|0\s*<\s*x|right of|rechts", re.IGNORECASE),
              re.compile(r"negativ|x\s*(?:<|\\leq?|≤)\s*0|0\s*>\s*x|left of|links", re.IGNORECASE))  # fmt: skip
BOTH_WORDS = (re.compile(r"\b[a-z]\s*\$?\s*(?:=|==|is|ist)\s*\$?\s*o\b|true word|outside word", re.IGNORECASE),
              re.compile(r"(?:≠|!=|\\neq?)\s*o\b|other|otherwise|\belse\b|\brest\b|anderen|demás|autres|其他|其余",
                         re.IGNORECASE))  # fmt: skip
BEHIND = re.compile(
    r"(?:for|if|when|wherever|on|to|für|wenn|falls|bei|para|si|pour)\s+(?:the\s+|all\s+)?(?:\w+\s+)?(?:positiv|negativ|right|left|positi|negati)",
    re.IGNORECASE,
)
"""Words behind a formula that say on which side of 0 it is meant."""
OPPOSITE = {"w != o": "w = o", "w = o": "w != o", "x > 0": "x < 0", "x < 0": "x > 0"}
OTHER_CASE = re.compile(
    r"""^[\W\d_]*(?:else|otherwise|in\ the\ other\ case|the\ other\ case|sonst|andernfalls|sinon|altrimenti)\b
    |^[\W\d_]*(?:否则|其余|其他)
    |\b(?:for|if|when|in|für|in|pour|dans|para|en|per)\b[^.:;$]*(?:\$[^$]*\$[^.:;$]*)?
    \b(?:others?|remaining|rest|else|anderen?|übrigen?|autres?|demás|otr[ao]s?|resto|altr[ei])\b
    (?!\ (?:terms?|entries|summands?|side|hand|Terme|Summanden|Einträge|termes|términos))
    |[,;]\s*(?:otherwise|else|sonst|sinon|si\ no|altrimenti)\b
    |(?:对于?|当).*(?:其余|其他|其它)""",
    re.IGNORECASE | re.VERBOSE,
)
SAME_WORD = re.compile(
    r"(?<!not )\bthe\s+(?:true|actual|outside|observed|correct|target|positive|right)\b(?: outside| context)? word",
    re.IGNORECASE,
)
"""Words that say that w is the outside word, without a sign: a hint, and no more."""
ALL_DISTINCT = re.compile(
    r"""\b(?:distinct|all\ different|pairwise\ different|different\ words|verschieden|unterschiedlich|distintas?|
    diferentes|distincte?s|diff[ée]rente?s|diversi)
    |\b(?:no|without|ohne|keine|sans|sin)\ (?:\w+\ )?(?:repe|duplicat|Wiederholung|Dopp|répét)
    |\bno\ (?:\w+\ ){1,4}(?:twice|more\ than\ once)|\b(?:drawn|appears?|occurs?)\ (?:only\ |exactly\ )?once
    |互不相同|各不相同|互异""",
    re.IGNORECASE | re.VERBOSE,
)
"""The samples that differ from each other, named as a case of 1(i)."""
NOT_DISTINCT = re.compile(
    r"""\b(?:not|no\ longer|longer|never|need|nicht|nothing|instead|unlike|than|previous|before|earlier|drop|
    \w+n['’]t|vorher|zuvor|oben|above|part|kein[er]*\ mehr)\b
    |\brepeat|\bWiederholung(?:en)?\ (?:erlaubt|möglich|zug)|不再""",
    re.IGNORECASE | re.VERBOSE,
)
SPECIAL_CASE = re.compile(
    r"""\b(?:for|if|when|with|case|at|as|take|für|wenn|bei|falls|mit|im\ Fall|pour|si|avec|per|se|con|para|com|quando|
    cuando)
    \s+(?:\w+\s+){0,2}\$\s*(?P<case>(?:K|\|?V\|?|[kmnqrNM](?:_(?:\w|\{\w+\}))?)\s*=\s*\d+)\s*\$
    |[当若]\s*\$\s*(?P<chinese>[KkmnqrNM](?:_\w)?\s*=\s*\d+)\s*\$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A special case in which something is checked: "for $K = 1$ this gives back …". It is not measured."""
NEXT_CASE = re.compile(
    r"[\W\d_]*(?:case|fall|caso|cas|now|general|nun|jetzt|in general|allgemein|情况)\b", re.IGNORECASE
)
REPEATED = re.compile(
    r"repeat|repet|repét|répét|duplicat|Wiederhol|mehrfach|times\b|\bmal\b|occurs|appears|equal words|重复",
    re.IGNORECASE,
)
ENDS_CASE = re.compile(
    r"""both\ cases|together|combin|covers|in\ general|summar|unif|for\ (?:all|every|any)\ (?:\$?w|word)|in\ one\ line|
    one\ line|one\ formula|single\ (?:line|formula)|zusammen|beide|allgemein|综合|合并|统一|两种|一般|overall|compactly|
    altogether|in\ both|either\ case|general\ form|merg|put\ these|generally""",
    re.IGNORECASE | re.VERBOSE,
)


NAMES = re.compile(
    r"(?:is|be|for|by|as|denotes?|stands?|means|short|the|a|an|score|scores|vector|sum|denominator|number|with|of|"
    r"abbreviates?|name|called|call|für|steht|ist|bezeichnet|als|die|der|das|Abkürzung|Summe|表示|为|是|记为|记作|,|\s)+",
    re.IGNORECASE,
)
"""Words that may stand between a name and what it stands for."""
NAMES_STRICTLY = re.compile(
    r"(?:is |is the |be |be the )?(?:short for|stands for|abbreviates|denotes?|steht für|bezeichnet|表示|记为|记作)"
    r"(?: the| die| den)?(?: score| sum| vector| denominator| number)?",
    re.IGNORECASE,
)
OPENS_NAMING = re.compile(
    r"(?:\b(?:write|let|denote|abbreviate|call|name|put|with|take|use|using|introduce|sei|schreibe|nenne|bezeichne|mit|"
    r"sea|con|llamo|soit|avec|notons)\b|[令设记])[^.]*$",
    re.IGNORECASE,
)
STANDS_FOR = re.compile(r"\s*(?:for|für|para|por|pour)(?: the| die| den| el| la)?\s*", re.IGNORECASE)
COUNTED = re.compile(r"number of|how (?:many|often)|count|Anzahl|número|nombre|次数|个数", re.IGNORECASE)
ASIDE = re.compile(
    r"[(（]\s*(?:check|e\.g\.|i\.e\.|note|recall|indeed|remember|that is|because|since|as|for (?:positive|negative)|"
    r"z\.\s?B\.|d\.\s?h\.|denn|weil|因为)",
    re.IGNORECASE,
)
"""What opens a remark in brackets: a case that is spoken of in it ends with it."""
CODE = re.compile(r"`([^`\n]*)`")
IN_PLAIN = re.compile(
    r"(?:\b(?:let|with|put|set|define|write|where|call|take|sei|setze|mit|wobei|sea|con|soit|avec)\b|[令设记])\s*"
    r"`?(?P<name>[A-Za-zθδηφ](?:_\w|_\{\w+\})?)\s*:?=\s*(?P<stands>[^`$\n;]+?)`?"
    r"(?=`|[;$\n]|[.,]\s|[.,]?$|\s(?:and|so|then|is|be|which|where|we|the|und|ist|y|et)\b)",
    re.IGNORECASE,
)
"""A name that is given in plain letters, without dollars: "let t = 1 + exp(-x)"."""


PREDICTED = re.compile(
    r"\b(?:let|write|with|call|denote|where)(?:\s+by)?\s+\$([^$=_^]{1,14})\$\s*(?:be|is|denotes?|for|as)?\s*the\s+"
    r"(?:softmax|predicted|model)(?:['’]s)?\s+(?:\w+\s+)?(?:outputs?|distribution|predictions?|probabilities)",
    re.IGNORECASE,
)
"""Words that name the predicted distribution: "let $s$ be the softmax output"."""
BEFORE_FACTOR = ("ones", "1", "_", "cdot", "times", "odot", "+", "-", "/", "(", "=")
"""Behind what a condition in brackets is an indicator, and no remark."""
OPENS_TOKEN = re.compile(r"(?:\\(?:boldsymbol|mathbf|bm|vec|left|[bB]igg?[lr]?|displaystyle)(?![A-Za-z])[\s{]*)+$")
"""What belongs to a sign and stands before it: a font, and a size of brackets."""


@dataclass(frozen=True)
class Side:
    """One expression of a chain: its tokens, and the TeX as it was typed."""

    tokens: tuple[Token, ...]
    tex: str

    @property
    def texts(self) -> list[str]:
        """What stands in it."""
        return [token.text for token in self.tokens]


@dataclass
class Chain:
    """Expressions with a relation between each and the next.

    `words` stand before it; `case` is the one that heading or words give, `hints` are cases that are spoken of nearby.
    `cases` are conditions that stand beside single signs.
    """

    sides: list[Side]
    relations: list[str]
    words: str = ""
    case: str = ""
    hints: frozenset[str] = frozenset()
    block: bool = True
    tied: tuple[str, ...] = ()
    """The letters that are said to be equal or unlike right before it, as in "if w_i = w_s"."""
    own_case: bool = False
    """Whether the case was named right before this chain."""
    distinct: bool = False
    """Whether it stands in a case in which all samples differ."""
    special: str = ""
    """The special case in which it is meant, such as "K = 1", if it is only a check."""
    both_cases: bool = False
    """Whether its line speaks of both cases, so that it may be meant for either."""
    aside: bool = False
    """Whether it only explains something at the end of a row: a row that begins with a sign does not go on with it."""
    near_case: bool = False
    """Whether it was named in the same line."""
    defining: bool = False
    cases: dict[int, str] = field(default_factory=dict)
    problem: UnreadableError | None = None

    def case_of(self, sign: int) -> str:
        """The case that a sign is in."""
        return self.cases.get(sign, self.case)


@dataclass(frozen=True)
class Reading:
    """All that was found in a cell; `problem` says why it was not read."""

    chains: tuple[Chain, ...] = ()
    spoken: tuple[tuple[Side, Side], ...] = ()
    """Names that words give: "write z for uᵀv"."""
    problem: str = ""
    text: str = ""


def read(text: str, *, of_x: bool = False) -> Reading:
    """The statements of a text cell; `of_x`: its cases are x > 0 and x < 0."""
    if len(text) > LONGEST:
        return Reading(problem=f"A text of more than {LONGEST:,} characters is not read.")
    text = _with_dollars(text)
    text = APART.sub(lambda match: f"${match[1]} {_relation(match[2])} o$", text)
    text = re.sub(r"<!--.*?-->", lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL)
    reader = _Reader(text, of_x)
    chains = tuple(reader.chains())
    return Reading(chains, (*reader.spoken, *_predictions(text)), text=text)


def _predictions(text: str) -> Iterator[tuple[Side, Side]]:
    """Names that words give to the predicted distribution."""
    for match in PREDICTED.finditer(text):
        with suppress(UnreadableError):
            yield Side(tuple(tokens(match[1])), match[1]), Side(tuple(tokens(r"\hat y")), r"\hat y")


def _with_dollars(text: str) -> str:
    r"""The text with dollars for `\[ … \]` and `\( … \)`, which stand for formulas elsewhere; no letter moves."""
    pieces, place = [], 0
    for formula in [*formulas(text), None]:
        words = text[place : formula.start if formula else len(text)]
        for opener, closer, dollars in ((r"\\\[", r"\\\]", "$$"), (r"\\\(", r"\\\)", " $")):
            words = re.sub(
                rf"(?<!\\){opener}(.*?)(?<!\\){closer}", rf"{dollars}\1{dollars[::-1]}", words, flags=re.DOTALL
            )
        pieces.append(words)
        if formula:
            pieces.append(text[formula.start : formula.end])
            place = formula.end
    return "".join(pieces)


class _Reader:
    """Goes through a cell from top to bottom."""

    def __init__(self, text: str, of_x: bool) -> None:
        self.text = text
        self.of_x = of_x
        self.spoken: list[tuple[Side, Side]] = []
        self.before: tuple[list[Token], Side, str] | None = None
        self.macros: dict[str, Macro] = {}
        self.found: list[Chain] = []
        self.case = ""
        self.has_condition = False
        self.same = False
        """Whether words say, without a sign, that w is the outside word."""
        self.distinct = False
        """Whether a case was opened in which all samples differ."""
        self.tied: tuple[str, ...] = ()
        self.hints: set[str] = set()
        self.is_right_behind = False
        """Whether no word stands between the formula before and this one."""
        self.has_colon = False
        self.start = self.case_at = 0
        """Where the formula begins that is read, and where the one did before which the case was named."""
        self.sentence = ""
        """What stands in the same sentence before the formula that comes, and in its line."""
        self.special = ""
        """The special case that the sentence speaks of in which a formula stands."""
        self.begun = ""
        """What stands in a line before the words that are read."""
        self.last_case = ""
        """The case that was spoken of last, even if it is over."""
        self.aside: str | None = None
        """The case from before a remark in brackets, while it is open."""
        self.signs = 0

    def chains(self) -> list[Chain]:
        """All statements, in order."""
        place = 0
        for formula in formulas(self.text):
            words = self.text[place : formula.start]
            before = self.text[self.text.rfind("\n", 0, formula.start) + 1 : formula.start]
            self.start = formula.start
            self.sentence = _sentences(before)[-1]
            self.special = _special_case(self.text[max(0, formula.start - LONGEST_CHECK) : formula.start])
            self.begun = self.text[self.text.rfind("\n", 0, place) + 1 : place]
            self._words(words)
            place = formula.end
            self._formula(formula.tex, words, formula.block, formula.start)
            if self.signs > MOST_SIGNS:
                break
        else:
            self.start, self.sentence = len(self.text), ""
            self._words(self.text[place:])
        return list(self._bounded())

    def _bounded(self) -> Iterator[Chain]:
        """The chains, as many signs of them as are judged."""
        left = MOST_SIGNS
        for chain in self.found:
            if left > 0 and (chain.relations or chain.problem):
                chain.sides, chain.relations = chain.sides[: left + 1], chain.relations[:left]
                left -= max(1, len(chain.relations))
                yield chain

    # Words, and the case that they speak of.

    def _words(self, words: str) -> None:
        lines = words.splitlines() if "\n" in words else [words]
        for number, line in enumerate(lines):
            # Code that calls something is no case; `w == o` is one.
            plain = CODE.sub(lambda code: " " if re.search(r"[(,]", code[1]) else code[1], line).strip()
            if self.aside is not None and re.search(r"^[^(]*[)）]", plain):
                self.case, self.aside = self.aside, None
            if (remark := ASIDE.search(plain)) is not None:
                closes = re.search("[)）]", plain[remark.end() :])
                if closes is None:
                    self.aside = self.case
                else:
                    plain = plain[: remark.start()] + plain[remark.end() + closes.end() :]
            self._in_plain(line)
            spoken = self.case or self.last_case
            whole = self.sentence if number == len(lines) - 1 and not words.endswith("\n") else plain
            for sentence in _sentences(line if number else self.begun + line):
                self._distinct(sentence)
            other = OTHER_CASE.search(whole) if spoken in OPPOSITE and not condition_in(line) else None
            if other and other.end() > len(whole) - len(line) and not ENDS_CASE.search(plain):
                self._case({OPPOSITE[spoken]}, True)
                continue
            if (
                self.of_x
                and not number
                and (found := self._sign_of_x(plain))
                and self._is_said_of_before(plain, *found)
            ):
                continue
            if self.of_x and (found := self._sign_of_x(plain)):
                self._case(found, True)
                continue
            if ENDS_CASE.search(plain):
                self.case = ""
                self.hints = set()
                continue
            found = {_said(match[2], match[1]) for match in IN_WORDS.finditer(plain)}
            found |= {"x > 0" if match[1] in (">", "≥", ">=", "is positive") else "x < 0"
                      for match in SIGN_IN_WORDS.finditer(plain)}  # fmt: skip
            self.same = self.same or bool(SAME_WORD.search(plain))
            if found:
                strong = bool(OPENS_CASE.search(plain)) and not NO_CASE.search(plain)
                self._case(found, strong or len(plain) < 12)
            elif re.match(r"#+\s", plain) or (re.fullmatch(r"\*\*[^*]+\*\*[.:]?", plain) and len(plain) > 6):
                self.case, self.hints = "", set()

    def _distinct(self, said: str) -> None:
        """Whether the samples all differ from here on: only a sentence that opens a case says so."""
        named = ALL_DISTINCT.search(said)
        if named and OPENS_CASE.search(said) and not NOT_DISTINCT.search(said):
            self.distinct = True
        elif named or REPEATED.search(said) or NEXT_CASE.match(said):
            self.distinct = False

    def _in_plain(self, line: str) -> None:
        """Take in names that are given in plain letters, or in code."""
        for match in IN_PLAIN.finditer(line):
            stands = re.sub(r"\bnp\.|\bmath\.", "", match["stands"]).replace(".T", "^T").replace("@", " ")
            try:
                pair = [Side(tuple(tokens(tex)), tex) for tex in (match["name"], stands.replace("**", "^"))]
            except UnreadableError:
                continue
            if not any(is_mark(*RELATIONS)(token) or token.kind == "word" for token in pair[1].tokens):
                self.spoken.append((pair[0], pair[1]))

    def _sign_of_x(self, words: str) -> set[str]:
        """The side that words speak of, where there is one number x; the last of them counts."""
        said = re.findall(
            r"positiv|negativ|right of|left of|greater than|less than|above|below|大于|小于|größer|kleiner",
            words.lower(),
        )
        above = ("positiv", "right of", "greater than", "above", "大于", "größer")
        return {"x > 0" if said[-1] in above else "x < 0"} if said else set()

    def _speaks_of_both(self) -> bool:
        """Whether the line of a formula, or the one right before it, speaks of both cases."""
        start = self.text.rfind("\n", 0, max(0, self.start - 1)) + 1
        end = self.text.find("\n", self.start)
        line = self.text[start : end if end > 0 else len(self.text)]
        return all(words.search(line) for words in (BOTH_SIDES if self.of_x else BOTH_WORDS))

    def _is_said_of_before(self, words: str, case: str) -> bool:
        """Whether words behind a formula name its case, as in "f'(x) = 1 for positive x"."""
        last = self.found[-1] if self.found else None
        if last is None or last.block or not last.relations or last.own_case or not BEHIND.match(words):
            return False
        last.case = self.last_case = case
        self.hints.add(case)
        return True

    def _case(self, found: set[str], strong: bool) -> None:
        self.hints |= found
        self.last_case = next(iter(found)) if len(found) == 1 else ""
        if strong:
            self.has_condition = True
            self.case_at = self.start
            self.case = next(iter(found)) if len(found) == 1 else ""

    def _condition_in_words(self, case: str, start: int) -> None:
        """An inline formula that is a condition: a case if its line opens like one."""
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        end = self.text.find("\n", start)
        rest = self.text[start : end if end > 0 else len(self.text)]
        if self._is_about_what_stands_before(line, case):
            return
        prefix = re.sub(r"[#*_•>\d.():\[\]]", " ", line)
        nearest = re.split(r"[$;]|\.\s|,\s", prefix)[-1].strip()
        if NO_CASE.search(nearest):
            self._case({case}, False)
            return
        heading = bool(re.match(r"^\s*(#|\*\*|-|\*|\d)", line)) and len(prefix) < 60
        alone = not prefix.strip() and bool(re.match(r"^[^$]*\$[^$]*\$\s*([:*,.]|$|\W*$)", rest))
        has_colon = re.match(r"^[^$]*\$[^$]*\$\s*[:：]", rest) is not None
        strong = bool(OPENS_CASE.search(nearest)) or heading or alone or has_colon
        opposite = OPPOSITE.get(case, "")
        if strong and opposite and opposite == self.case and "$" in line and not self._chain_since(line, start):
            # "For w = o and for w ≠ o alike".
            self.case = ""
            return
        self._case({case}, strong)

    def _chain_since(self, line: str, start: int) -> bool:
        """Whether an equality stands in the same line before this place."""
        return "=" in re.sub(r"\$[^$=]*[a-z]\s*(?:=|\\ne)[^$=]*o[^$=]*\$", "", line)

    def _is_about_what_stands_before(self, line: str, case: str) -> bool:
        """Whether a condition belongs to the formula before it, as in "f'(x) = 1 for x > 0": it has no other."""
        if "$" not in line or not self.found or self.found[-1].block or not self.found[-1].relations:
            return False
        between = line.rpartition("$")[2].strip(" ,(")
        if not re.fullmatch(
            r"(?:when(?:ever)?|if|for|where|falls|wenn|für|in the case|as long as|provided|on|at)", between
        ):
            return False
        if self.found[-1].own_case:
            return False
        self.found[-1].case = self.last_case = case
        self.hints.add(case)
        return True

    # Formulas.

    def _formula(self, tex: str, words: str, block: bool, start: int) -> None:
        self.is_right_behind = re.fullmatch(r"[\s:.,;*_]*", words) is not None
        self.has_colon = ":" in words
        words = words[-160:]
        try:
            plain = without_definitions(tex, self.macros)
            if not plain.strip():
                return
            plain = written_out(plain, self.macros)
            row_of = self._rows(tokens(plain))
        except UnreadableError as error:
            chain = Chain([Side((), tex)], [], words, self.case, frozenset(self.hints), block, problem=error)
            self.found.append(chain)
            return
        if not block and len(row_of) == 1 and (case := condition(row_of[0])):
            if case != "other":
                self._condition_in_words(case, start)
            else:
                self.tied = _ties(row_of[0])
            return
        if re.search(r"[.!?]\s|\n|[。！？]", words):
            self.tied = ()
        self._spoken(row_of, plain, words, block)
        first = True
        for row in row_of:
            self._row(row, plain, words if first else "", block, first)
            first = False

    def _spoken(self, rows: list[list[Token]], tex: str, words: str, block: bool) -> None:
        """Take in a name that words give to a formula without an equality sign: "write z for uᵀv"."""
        row = [token for row in rows for token in row]
        before, self.before = self.before, None
        if len(rows) != 1 or any(is_mark(*RELATIONS)(token) for token in _outer(row)):
            return
        side = Side(tuple(row), _typed(tex, row))
        self.before = (row, side, words)
        if before is None or len(words) > 80 or not NAMES.fullmatch(words.strip()) or COUNTED.search(words):
            return
        opens = bool(OPENS_NAMING.search(before[2]))
        if STANDS_FOR.fullmatch(words) and len(before[0]) <= 4 < len(row):
            self.spoken.append((before[1], side))
        elif NAMES_STRICTLY.fullmatch(words.strip()) or opens:
            short, long = sorted([before[1], side], key=lambda one: len(one.tokens))
            self.spoken.append((short, long))

    def _rows(self, found: list[Token]) -> list[list[Token]]:
        """The rows of a formula, without what only arranges them."""
        kept: list[Token] = []
        whole_array = bool(found) and found[0].text == "begin:array" and closes_at(found, 0) == len(found) - 1
        for number, token in enumerate(found):
            kind, _, name = token.text.partition(":")
            if kind in ("begin", "end") and name in TRANSPARENT:
                continue
            if whole_array and number in (0, len(found) - 1):
                continue
            kept.append(token)
        kept = _without_breaks_in_brackets(kept)
        in_pairs = any(token.text.startswith(("begin:align", "begin:split", "begin:flalign")) for token in found[:2])
        rows = [_in_columns(split(row, is_mark("&")), in_pairs) for row in split(kept, is_mark("newline", "end"))]
        return [row for row in rows if row]

    def _row(self, row: list[Token], tex: str, words: str, block: bool, first: bool) -> None:
        row = _unboxed(row)
        case = ""
        last: Chain | None = None
        said = words
        started = False
        for separator, whole in _pieces(row):
            piece, behind = _split_off_condition(whole)
            if separator:
                said = f"{said} {separator}" if separator.isalpha() or len(separator) > 1 else said
                if ENDS_CASE.search(separator):
                    self.case = ""
            while (
                len(piece) > 2
                and piece[0].text in "(["
                and closes_at(piece, 0) == len(piece) - 1
                and condition(piece[1:-1])
            ):
                piece = piece[1:-1]
            if found := condition(piece):
                if last is not None:
                    last.cases.update({sign: found for sign in range(len(last.relations)) if sign not in last.cases})
                else:
                    case = found if found != "other" else case or found
                    if block and not started:
                        self.hints.add(found)
                continue
            if found := _in_words(separator):
                case = found
                if last is not None:
                    last.cases.update({sign: found for sign in range(len(last.relations)) if sign not in last.cases})
            if not piece:
                continue
            piece, there = _without_place(piece)
            case = there or case
            sides = split(piece, is_mark(*RELATIONS - {"in", "notin", "sim"}))
            # "… ∈ ℝ^d" only says of what kind it is.
            sides = [split(side, is_mark("in"))[0] for side in sides]
            relations = [token.text for token in _outer(piece) if is_mark(*RELATIONS - {"in", "notin", "sim"})(token)]
            going_on = self._before(block) if not started else last
            if not sides[0] and going_on is not None and relations:
                if going_on.relations and not going_on.sides[-1].tokens and going_on.problem is None:
                    # "a =" at the end of one row, and "= b" at the begin of the next: one sign.
                    going_on.sides.pop()
                    going_on.relations.pop()
                    going_on.cases.pop(len(going_on.relations), None)
                self._go_on(going_on, sides[1:], relations, tex, case)
                last = going_on
            elif going_on is not None and self._continues(piece, relations, going_on, first, started, separator):
                head = going_on.sides[-1]
                going_on.sides[-1] = Side((*head.tokens, *sides[0]), head.tex + " " + _typed(tex, sides[0]))
                self._go_on(going_on, sides[1:], relations, tex, case)
                last = going_on
            elif (not sides[0] and not relations) or (started and separator and not relations):
                continue
            else:
                last = self._new(sides, relations, tex, said, block, case)
                last.aside = started and ("column" in separator or last.defining or bool(REASON.search(separator)))
            if behind and (found := condition(behind)):
                last.cases.update({sign: found for sign in range(len(last.relations)) if sign not in last.cases})
            started = True
            said = ""

    def _before(self, block: bool) -> Chain | None:
        """The chain that a row which begins with a sign goes on with."""
        for chain in reversed(self.found):
            if chain.aside:
                continue
            if chain is self.found[-1] and chain.problem is None and len(chain.sides) == 1 and self.is_right_behind:
                if block and not chain.block and not self.has_colon and _is_name(chain.sides[0].tokens):
                    continue  # "so I replace w_i by w_s", and a block that begins with a sign
                return chain  # "∂J/∂u_o:", and a block that begins with a sign
            if chain.block or chain.relations or not block:
                return chain
        return None

    def _continues(
        self, piece: list[Token], relations: list[str], chain: Chain, first: bool, started: bool, separator: str
    ) -> bool:
        """Whether a row goes on with the last expression of the chain: it begins with a sign, or that one is empty."""
        if chain.problem:
            return False
        if not chain.sides[-1].tokens:
            return True
        if first and not started:
            return False
        starts = piece[0].text
        if started and separator.strip(",. ") and separator != "wide":
            return False
        if starts in ("+", "cdot", "times", "odot", "oslash", "/", ")", "]"):
            return True
        unfinished = chain.sides[-1].tokens[-1].text in ("+", "-", "cdot", "times", "odot", "oslash", "(", "[")
        return unfinished or (starts == "-" and not relations)

    def _go_on(self, chain: Chain, sides: list[list[Token]], relations: list[str], tex: str, case: str) -> None:
        for relation, side in zip(relations, sides, strict=False):
            chain.relations.append(relation)
            chain.sides.append(Side(tuple(side), _typed(tex, side)))
            if case:
                chain.cases[len(chain.relations) - 1] = case
            self.signs += 1

    def _new(
        self, sides: list[list[Token]], relations: list[str], tex: str, words: str, block: bool, case: str
    ) -> Chain:
        chain = Chain(
            [Side(tuple(side), _typed(tex, side)) for side in sides],
            relations,
            words,
            next(filter(None, map(_case_in_index, sides)), "") or case or self.case,
            frozenset(self.hints | ({"w = o"} if SAME_WORD.search(words) or self.same else set())),
            block,
            own_case=self.has_condition,
            both_cases=self._speaks_of_both(),
            distinct=self.distinct,
            special=self.special,
            near_case="\n" not in self.text[self.case_at : self.start],
            tied=self.tied,
            defining=bool(BEFORE_DEFINITION.search(re.sub(r"[*_]", "", words.rstrip(" :,\n")))),
        )
        if relations:
            self.has_condition = self.same = False
        self.signs += len(relations)
        self.found.append(chain)
        return chain


def _special_case(before: str) -> str:
    """The special case that the sentence in front of a formula names, over lines and an empty one at its end."""
    paragraph = before.rstrip().rpartition("\n\n")[2].replace("\n", " ")
    found = SPECIAL_CASE.search(_sentences(paragraph)[-1])
    return found["case"] or found["chinese"] if found else ""


def _sentences(text: str) -> list[str]:
    return re.split(r"[.;!?。；]\s", text)


def condition_in(words: str) -> bool:
    """Whether words with formulas between name a case by its sign."""
    return bool(IN_WORDS.search(words.replace("$", " ").replace(r"\neq", "≠").replace(r"\ne", "≠")))


def _relation(words: str) -> str:
    return r"\ne" if words in ("≠", "!=", "ungleich") or "not" in words else "="


def _said(relation: str, letter: str) -> str:
    unlike = relation in ("≠", "!=", "<>", "ungleich") or "not" in relation
    return f"{letter} != o" if unlike else f"{letter} = o"


def _is_name(piece: Sequence[Token]) -> bool:
    """Whether there is only one name, with its indices."""
    letters = [token for token in piece if token.kind != "mark"]
    marks = {token.text for token in piece if token.kind == "mark"}
    return bool(letters) and letters[0].kind == "name" and marks <= {"_", "{", "}", ",", "^", "'"} and len(letters) < 4


def _in_words(words: str) -> str:
    """The case that words in a formula speak of."""
    if match := IN_WORDS.search(words):
        return _said(match[2], match[1])
    if match := SIGN_IN_WORDS.search(words):
        return "x > 0" if match[1] in (">", "≥", ">=", "is positive") else "x < 0"
    return ""


def condition(piece: Sequence[Token]) -> str:
    """The case that a piece of a formula is, if it is one: w = o, w ≠ o, x > 0; "other" for any other condition."""
    found = [
        token for token in piece if not (token.kind == "mark" and token.text in ("{", "}", ",", ".", ":", "(", ")"))
    ]
    texts = [token.text for token in found if token.text not in ("wide",)]
    if any(token.kind == "word" for token in piece):
        texts = [token.text for token in found if token.kind != "word"]
    if len(texts) == 3 and texts[1] in ("=", "!="):
        left, relation, right = texts
        if left in ("o", "0") and len(right) == 1 and right.isalpha():
            left, right = right, left
        if len(left) == 1 and left.isalpha() and left.islower() and right in ("o", "0") and left != "x":
            return f"{left} {relation} o" if right == "o" else "other" if relation == "!=" else ""
        if len(left) == len(right) == 1 and left in "ijklnswxc" and right in "ijklnswxco" and left != right:
            return "other"
    if len(texts) == 3 and texts[1] in (">", "<", ">=", "<=", "=") and texts[0] == "x" and texts[2] == "0":
        return f"x {texts[1].rstrip('=') or '='} 0"
    if len(texts) == 3 and texts[1] in (">", "<", ">=", "<=") and texts[2] == "x" and texts[0] == "0":
        return "x < 0" if texts[1][0] == ">" else "x > 0"
    on = texts[2:] if texts[:2] == ["x", "in"] else texts
    if on == ["0", "infty"]:
        return "x > 0"
    if on == ["-", "infty", "0"]:
        return "x < 0"
    if len(texts) == 5 and texts[:2] == ["y", "_"] and texts[3] == "=" and texts[4] in ("0", "1"):
        if texts[2] == "o":
            return "other"
        return f"{texts[2]} = o" if texts[4] == "1" else f"{texts[2]} != o"
    relations = [token.text for token in _outer(piece) if is_mark(*RELATIONS)(token)]
    if relations and not set(relations) & {"=", ":=", "approx", "=>", "<-"}:
        return "other"
    # An index set equal to an index, as in w_i = w_s, and a place in a window.
    if relations == ["="]:
        before, behind = split(piece, is_mark("="))
        names = {token.text for token in piece if token.kind == "name"}
        of_indices = bool(names) and names <= set("wijksotcnml") and bool(before) and bool(behind)
        begins = of_indices and (before[0].text == "w" or (len(before) == 1 and before[0].text in "ijkwsc"))
        if begins and (len(before) > 1 or len(behind) > 1 or behind[0].kind == "number"):
            return "other"
    return ""


def _ties(piece: Sequence[Token]) -> tuple[str, ...]:
    """The letters of two indices that a condition sets equal, or says to differ; these with a ≠ in front."""
    relations = [token.text for token in _outer(piece) if is_mark(*RELATIONS)(token)]
    if relations not in (["="], ["!="]) or piece[0].kind != "name" or piece[0].text not in tuple("wijksnm"):
        return ()
    letters = [
        side[-2 if side[-1].text == "}" else -1].text for side in split(piece, is_mark("=", "!=")) if len(side) > 0
    ]
    return ("!=", *letters) if relations == ["!="] else tuple(letters)


def _outer(piece: Sequence[Token]) -> list[Token]:
    found: list[Token] = []

    def seen(token: Token) -> bool:
        found.append(token)
        return False

    split(piece, seen)
    return found


def _pieces(row: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The parts of a row between commas, wide spaces and words, each with what stands before it."""
    stops = is_mark(",", ";", "wide", "column", "=>", "because", "forall", ".", ":")
    separator = ""
    piece: list[Token] = []
    place = 0
    closers = ends(row)
    while place < len(row):
        token = row[place]
        if (end := closers[place]) > 0:
            piece += row[place : end + 1]
            place = end + 1
            continue
        follows = row[place + 1] if place + 1 < len(row) else None
        is_remark = token.kind == "function" and (follows is None or follows.kind == "word" or stops(follows))
        if token.kind == "word" or stops(token) or is_remark:
            if piece:
                yield separator, piece
                separator, piece = "", []
            separator = f"{separator} {token.text}".strip()
        else:
            piece.append(token)
        place += 1
    if piece or separator:
        yield separator, piece


def _unboxed(row: list[Token]) -> list[Token]:
    """A row without the box around all of it."""
    behind = [token for token in row if not is_mark(".", ",", ";", "wide")(token)]
    while behind and behind[0].text == "{" and closes_at(behind, 0) == len(behind) - 1:
        inside = row[row.index(behind[0]) + 1 : row.index(behind[-1])]
        if not any(is_mark(*RELATIONS)(token) for token in _outer(inside)):
            break
        row = inside
        behind = [token for token in row if not is_mark(".", ",", ";", "wide")(token)]
    return row


def _split_off_condition(piece: list[Token]) -> tuple[list[Token], list[Token]]:
    """A piece without the condition in brackets that stands at its end."""
    if len(piece) > 5 and piece[-1].text in (")", "]"):
        closers = ends(piece)
        start = next((at for at, end in enumerate(closers) if end == len(piece) - 1), 0)
        found = condition(piece[start + 1 : -1]) if start else ""
        is_factor = found == "other" and piece[-1].text == "]"
        if found and not is_factor and piece[start - 1].text not in BEFORE_FACTOR:
            return piece[:start], piece[start + 1 : -1]
    return piece, []


def _without_place(piece: list[Token]) -> tuple[list[Token], str]:
    """A piece without "at w = o" behind a bar, and that case."""
    closers = ends(piece)
    for at in range(len(piece) - 4):
        is_bar = piece[at].text == "|" and piece[at + 1].text == "_"
        end = closers[at + 2] if is_bar else -1
        if end > 0 and (found := condition(piece[at + 3 : end])):
            return piece[:at] + piece[end + 1 :], found
    return piece, ""


def _case_in_index(tokens: Sequence[Token]) -> str:
    """The case that is written into an index: u_{w ≠ o}."""
    texts = [token.text for token in tokens]
    for at in range(len(texts) - 6):
        start = at + 4 if texts[at : at + 4] == ["u", "}", "_", "{"] else at + 3
        has_three = (
            texts[start - 2 : start] == ["_", "{"] and texts[at] == "u" and texts[start + 3 : start + 4] == ["}"]
        )
        if has_three and (found := condition(tokens[start : start + 3])):
            return found
    return ""


def _in_columns(cells: list[list[Token]], in_pairs: bool) -> list[Token]:
    """The cells of a row in one; where columns go in pairs, a further equation stands apart."""
    row: list[Token] = []
    for number, cell in enumerate(cells):
        pair = split([*cell, *(cells[number + 1] if number + 1 < len(cells) else [])], is_mark(*RELATIONS))
        starts = next((token.text for token in cell if token.text != "wide"), "+")
        is_alone = number > 1 and not cells[number - 1] and len(split(cell, is_mark(*RELATIONS))) == 1
        if in_pairs and is_alone and starts not in ("+", "-", "cdot", "times", "odot", "oslash", "/", ")", "]"):
            row.append(Token("mark", "column"))  # "&& the terms with u_o": a reason
        if (
            in_pairs
            and number
            and number % 2 == 0
            and len(pair) > 1
            and pair[0]
            and pair[0][0].text not in ("+", "-", "cdot")
        ):
            row.append(Token("mark", "column"))
        row += cell
    return row


def _without_breaks_in_brackets(found: list[Token]) -> list[Token]:
    """The tokens without line ends and & inside of brackets that reach over several lines."""
    closers = ends(found)
    kept: list[Token] = []
    waiting: list[tuple[int, bool]] = []
    for place, token in enumerate(found):
        while waiting and place > waiting[-1][0]:
            waiting.pop()
        if closers[place] > 0:
            before = found[place - 1].text if place else ""
            waiting.append((closers[place], token.text.startswith("begin:") or before == "substack"))
        if not (waiting and not waiting[-1][1] and token.text in ("newline", "&")):
            kept.append(token)
    return kept


def _typed(tex: str, side: Sequence[Token]) -> str:
    """What was typed for some tokens."""
    if not side:
        return ""
    start = min(token.start for token in side)
    if opener := OPENS_TOKEN.search(tex, max(0, start - 40), start):
        start = opener.start()
    typed = tex[start : max(token.end for token in side)].strip()
    return typed if "\\begin" in typed else typed.replace("&", " ").strip()
