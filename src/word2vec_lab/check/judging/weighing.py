"""Takes the gradients of a pair of words apart: they are outside vectors, or the centre vector, times weights.

So most mistakes in them are a wrong weight, a wrong vector, or a wrong count. The weights are measured, and a mistake
says what becomes of them; which weights are right stands nowhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Literal

import numpy as np

from word2vec_lab.check.judging.arrays import number
from word2vec_lab.check.judging.composing import Change, Choice, Factor, namer
from word2vec_lab.check.judging.locating import made_of, relation
from word2vec_lab.check.judging.mistakes import NAMING_TOLERANCE, Measured, Namer
from word2vec_lab.check.judging.pairs import P
from word2vec_lab.check.score import Finding
from word2vec_lab.measure import losses
from word2vec_lab.measure.numeric import agree


@dataclass(frozen=True)
class Weighed:
    """A pair of words, and what each of its draws weighs.

    A draw is one term for a word other than the observed one: each other word of the vocabulary, or each negative
    sample. `measured` is a row for each word, as multiples of v_c: the measured gradient for the outside vectors.
    `w` is the word that is asked for, where a gradient for one word is. `sizes`, if given, are the sizes of the weights
    of the observed word's term and of each draw, where the observed word is among the draws as well.
    """

    center: np.ndarray
    vectors: np.ndarray
    observed: int
    draws: tuple[int, ...]
    measured: np.ndarray
    w: int = 0
    sizes: tuple[float, np.ndarray] | None = None

    @property
    def words(self) -> int:
        """V."""
        return len(self.vectors)

    @property
    def scores(self) -> np.ndarray:
        """The dot product of each outside vector with the centre vector, (V,)."""
        return np.asarray(self.vectors @ self.center)

    def of_observed(self) -> np.ndarray:
        """The size of the observed word's weight, (1,)."""
        if self.sizes:
            return np.array([self.sizes[0]])
        return np.asarray(np.abs(self.measured[[self.observed]]))

    def of_draws(self) -> np.ndarray:
        """The size of each draw's weight, one by one: a word that is drawn twice has two halves of its weight."""
        if self.sizes:
            return self.sizes[1]
        often = np.bincount(self.draws, minlength=self.words)
        return np.asarray(np.abs(self.measured[list(self.draws)]) / often[list(self.draws)])


def weighed(pair: P, draws: Sequence[int], rows: np.ndarray, w: int = 0) -> Weighed:
    """Take a pair apart whose gradient for the outside vectors was measured as `rows`, (V, d)."""
    along = rows @ pair.center / (pair.center @ pair.center)
    return Weighed(pair.center, pair.outside_vectors, pair.outside_idx, tuple(draws), along, w)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(losses.log_sigmoid(x)))


RIGHT = Choice("", "", "", lambda m, z, c: m)

_ONE_MINUS = "If p is a probability, does p belong here, or what is missing from it to 1?"
_TWICE = "Which function is applied to something that it has been applied to already?"
_CHAIN = "Differentiate the logarithm first, then what is in it. Which factors cancel?"
_CERTAIN = "Should it count as much when the model is already right about it?"


def _of_scores() -> list[Choice]:
    """Functions of the score that stand in the place of a weight, as they are, and taken from or added to one."""
    asks = "What turns a score into a probability, and is each word judged by itself or with the others?"
    functions: list[tuple[str, str, Callable[[np.ndarray], np.ndarray]]] = [
        ("score", "its score, the dot product", lambda z: z),
        ("exponential", "the exponential of its score", np.exp),
        ("exponential", "the exponential of minus its score", lambda z: np.exp(-z)),
        ("sigmoid", "the sigmoid of its score", _sigmoid),
        ("sigmoid", "the sigmoid of minus its score", lambda z: _sigmoid(-z)),
        ("absolute", "the sigmoid of its score without its sign", lambda z: _sigmoid(np.abs(z))),
        ("tanh", "the tanh of its score", np.tanh),
        ("logarithm", "a logarithm, as in the loss", lambda z: np.log(_sigmoid(z))),
        ("logarithm", "a logarithm, as in the loss", lambda z: np.log(_sigmoid(-z))),
        ("slope", "the slope of a sigmoid", lambda z: _sigmoid(z) * _sigmoid(-z)),
    ]
    found = []
    for name, says, of in functions:
        found += [
            Choice(name, f"{{it}} counts with {says}", asks, lambda m, z, c, of=of: of(z)),
            Choice(name, f"{{it}} counts with one minus {says}", asks, lambda m, z, c, of=of: 1 - of(z)),
            Choice(name, f"{{it}} counts with one plus {says}", asks, lambda m, z, c, of=of: 1 + of(z)),
        ]
    return found


_OF_SCORES = _of_scores()

# What stands in the place of a weight's size m; z are the scores of the words, c is all that is known of the pair.
SIZES = [
    Choice("missing", "{it} is left out", "Which terms of the loss move with this vector?", lambda m, z, c: 0 * m),
    Choice("complement", "the weight of {it} is one minus what it should be", _ONE_MINUS, lambda m, z, c: 1 - m),
    Choice("weight-one", "{it} counts with weight one, whatever the model thinks", _CERTAIN, lambda m, z, c: 0 * m + 1),
    Choice("one-added", "the weight of {it} is larger by one than it should be", _ONE_MINUS, lambda m, z, c: 1 + m),
    Choice(
        "two-minus", "the weight of {it} has a one added where one is taken away", _ONE_MINUS, lambda m, z, c: 2 - m
    ),
    Choice("slope", "the weight of {it} has a factor too many: one minus itself", _CHAIN, lambda m, z, c: m * (1 - m)),
    Choice("doubled", "the weight of {it} is doubled", "Which constant is only in yours?", lambda m, z, c: 2 * m),
    Choice("doubled", "a probability is doubled in the weight of {it}", _ONE_MINUS, lambda m, z, c: 1 - 2 * m),
    Choice("squared", "the weight of {it} is squared", "Where does it come in twice?", lambda m, z, c: m * m),
    Choice(
        "squared",
        "a probability is squared in the weight of {it}",
        "Where does it come in twice?",
        lambda m, z, c: m * (2 - m),
    ),
    *_OF_SCORES,
    Choice("sigmoid-twice", "the weight of {it} went through a sigmoid once more", _TWICE, lambda m, z, c: _sigmoid(m)),
    Choice(
        "sigmoid-twice", "the weight of {it} went through a sigmoid once more", _TWICE, lambda m, z, c: _sigmoid(1 - m)
    ),
    Choice(
        "sigmoid-twice",
        "the weight of {it} is one minus a sigmoid of it",
        _TWICE,
        lambda m, z, c: 1 - _sigmoid(1 - m),
    ),
    Choice("logarithm", "{it} counts with a logarithm, as in the loss", _CHAIN, lambda m, z, c: np.log(m)),
    Choice("logarithm", "{it} counts with a logarithm, as in the loss", _CHAIN, lambda m, z, c: np.log(1 - m)),
    Choice("exponential", "the weight of {it} is exponentiated", _CHAIN, lambda m, z, c: np.exp(m)),
    Choice("exponential", "{it} counts with one minus an exponential", _CHAIN, lambda m, z, c: 1 - np.exp(1 - m)),
    Choice("reciprocal", "{it} counts with one over its weight", _CHAIN, lambda m, z, c: 1 / m),
    Choice("reciprocal", "{it} counts with one over a probability", _CHAIN, lambda m, z, c: 1 / (1 - m)),
    Choice("odds", "the weight of {it} is divided by one minus itself", _CHAIN, lambda m, z, c: m / (1 - m)),
    Choice("odds", "the weight of {it} is one minus it, divided by it", _CHAIN, lambda m, z, c: (1 - m) / m),
    Choice(
        "weight-of-observed",
        "{it} counts with the size of the observed word's weight",
        "Whose probability belongs to this vector?",
        lambda m, z, c: 0 * m + c.of_observed(),
    ),
    Choice(
        "weight-of-observed",
        "{it} counts with one minus the size of the observed word's weight",
        "Whose probability belongs to this vector?",
        lambda m, z, c: 0 * m + 1 - c.of_observed(),
    ),
]

_SUM = "Does the loss have a sum or a mean here?"
_ENDS = "Where does your loop, or your range, begin and end?"
_OVERWRITTEN = "Does something get overwritten that should be added to?"


def _first_times(c: Weighed) -> np.ndarray:
    return np.array([w not in c.draws[:k] for k, w in enumerate(c.draws)], dtype=float)


def _only(*kept: int) -> Callable[[Weighed], np.ndarray]:
    return lambda c: np.isin(np.arange(len(c.draws)), np.array(kept) % len(c.draws)) * 1.0


EACH_ONCE = Choice("", "", "", lambda c: np.ones(len(c.draws)))

# How often each draw counts. Of a word that was drawn twice, "once" keeps one draw.
COUNTS = [
    Choice(
        "repeats-once",
        "a word that was drawn more than once counts once",
        "What becomes of a repeat in a set, in `a[[1, 1]] = 1` and in `a[[1, 1]] += 1`? Try it on zeros.",
        _first_times,
    ),
    Choice(
        "averaged", "{its} terms are divided by their number", _SUM, lambda c: np.full(len(c.draws), 1 / len(c.draws))
    ),
    Choice("averaged", "{its} terms are divided by V", _SUM, lambda c: np.full(len(c.draws), 1 / c.words)),
    Choice(
        "counted-again",
        "{its} terms are multiplied by their number",
        "Is something that is a sum already added up once more?",
        lambda c: np.full(len(c.draws), float(len(c.draws))),
    ),
    Choice("first-only", "only the first of {them} counts", _ENDS, _only(0)),
    Choice("last-only", "only the last of {them} counts", _OVERWRITTEN, _only(-1)),
    Choice("first-left-out", "the first of {them} does not count", _ENDS, lambda c: 1 - _only(0)(c)),
    Choice("last-left-out", "the last of {them} does not count", _ENDS, lambda c: 1 - _only(-1)(c)),
    Choice(
        "count-squared",
        "a word that was drawn n times counts n times n",
        "You have a sum over equal samples, or a count of them. Is there both?",
        lambda c: np.bincount(c.draws, minlength=c.words)[list(c.draws)].astype(float),
    ),
]

COUNTS_OF_OBSERVED = [
    Choice(
        "counted-again",
        "the observed word counts once for each of the others",
        "How many terms of the loss are about the observed word? Is its line inside a loop?",
        lambda c: np.full(len(c.draws), float(len(c.draws))),
    ),
    Choice("averaged", "the observed word's term is divided by V", _SUM, lambda c: np.full(len(c.draws), 1 / c.words)),
    Choice(
        "averaged",
        "the observed word's term is divided by the number of the others",
        _SUM,
        lambda c: np.full(len(c.draws), 1 / len(c.draws)),
    ),
]

OWN = Choice("", "", "", lambda c, words: c.vectors[words])
_WHICH = "Differentiate u · v with respect to the vector that is moved. Which of the two is left?"
_INDEX = "A position in a list and the index of a word are two things. Which of the two is your index?"

# Which vector is weighted in ∂J/∂v_c, in place of the word's own outside vector.
INSIDE = [
    Choice(
        "center-for-outside", "{it} is weighed with v_c, not with an outside vector", _WHICH, lambda c, words: c.center
    ),
    Choice(
        "vector-of-observed",
        "{it} is weighed with the observed word's vector",
        "Whose vector belongs to this weight?",
        lambda c, words: c.vectors[[c.observed]],
    ),
    Choice(
        "wrong-row",
        "{it} is weighed with the vector of the word after its own",
        "Python counts from 0. From where does your index count?",
        lambda c, words: c.vectors[(words + 1) % c.words],
    ),
    Choice(
        "wrong-row",
        "{it} is weighed with the vector of the word before its own",
        "Python counts from 0. From where does your index count?",
        lambda c, words: c.vectors[words - 1],
    ),
    Choice(
        "position-for-index",
        "rows 0, 1, 2, … of the outside vectors stand in the place of {its} own",
        _INDEX,
        lambda c, words: c.vectors[np.arange(len(words)) % c.words],
    ),
    Choice(
        "summed-over-both-axes",
        "{its} part is summed over both axes, so that every entry gets the same number",
        "What does np.sum add up if no axis is named?",
        lambda c, words: np.repeat(c.vectors[words].sum(axis=1)[:, None], c.center.size, axis=1),
    ),
]

ALONG = Choice("", "", "", lambda c, words: c.center)

# Which vector is weighted in a row of ∂J/∂U, in place of v_c.
OUTSIDE = [
    Choice("entries-squared", "the entries of v_c are squared for {it}", _WHICH, lambda c, words: c.center**2),
    Choice(
        "entries-absolute", "the entries of v_c lose their signs for {it}", _WHICH, lambda c, words: np.abs(c.center)
    ),
    Choice(
        "normalised",
        "v_c is brought to length one for {it}",
        "Does the loss ask how long v_c is?",
        lambda c, words: c.center / np.linalg.norm(c.center),
    ),
    Choice("own-vector", "{it} has its own vector in its row, not v_c", _WHICH, lambda c, words: c.vectors[words]),
    Choice(
        "vector-of-observed",
        "{it} has the observed word's vector in its row, not v_c",
        _WHICH,
        lambda c, words: c.vectors[[c.observed]],
    ),
    Choice(
        "vector-summed",
        "{it} has the sum of v_c's entries in each place of its row",
        "What does np.sum add up if no axis is named?",
        lambda c, words: np.full(c.center.size, c.center.sum()),
    ),
]

HOME = Choice("", "", "", lambda c, words: words)

# Into which row of ∂J/∂U it is written.
PLACES = [
    Choice(
        "wrong-row",
        "{it} is written into the row after its own",
        "From where does your index count?",
        lambda c, words: (words + 1) % c.words,
    ),
    Choice(
        "wrong-row",
        "{it} is written into the row before its own",
        "From where does your index count?",
        lambda c, words: (words - 1) % c.words,
    ),
    Choice("wrong-row", "{it} is written into row 0", "Which row belongs to that word?", lambda c, words: 0 * words),
    Choice(
        "wrong-row",
        "{it} is written into the observed word's row",
        "Which row belongs to that word?",
        lambda c, words: 0 * words + c.observed,
    ),
    Choice(
        "wrong-row",
        "{it} is written into the last row",
        "Which row belongs to that word?",
        lambda c, words: 0 * words + c.words - 1,
    ),
    Choice(
        "position-for-index",
        "{its} part is written into rows 0, 1, 2, …",
        _INDEX,
        lambda c, words: np.arange(len(words)) % c.words,
    ),
    Choice(
        "position-for-index",
        "{its} part is written into rows 1, 2, 3, …",
        _INDEX,
        lambda c, words: (np.arange(len(words)) + 1) % c.words,
    ),
]


@dataclass(frozen=True)
class Part:
    """A part of a gradient: whose it is, in three grammatical cases, its sign, and its draws."""

    it: str
    its: str
    them: str
    sign: int
    drawn: bool

    def words(self, c: Weighed) -> np.ndarray:
        """The words of its terms, one by one."""
        return np.array(c.draws if self.drawn else [c.observed])

    def sizes(self, c: Weighed) -> np.ndarray:
        """The measured sizes of the weights of its terms."""
        return c.of_draws() if self.drawn else c.of_observed()


OBSERVED = Part("the observed word", "the observed word's", "the observed word", -1, drawn=False)
OTHER_WORDS = Part("every other word", "the other words'", "the other words", 1, drawn=True)
DENOMINATOR = Part("every word of the denominator", "the denominator's", "the denominator's words", 1, drawn=True)
SAMPLES = Part("every negative sample", "the samples'", "the samples", 1, drawn=True)

Shape = Literal["center", "rows", "row", "entries"]
"""∂J/∂v_c, ∂J/∂U with a row for each word, ∂J/∂u_w alone, or the weights themselves, the observed word's first."""


@cache
def changes(part: Part, shape: Shape, most: int) -> list[Change[Weighed]]:
    """What may become of a part of a gradient if at most so many things are wrong with it, its sign not counted.

    Of the weights themselves the sign is free, and not spoken of.
    """
    counts = [EACH_ONCE, *(() if shape == "row" else COUNTS if part.drawn else COUNTS_OF_OBSERVED)]
    vectors = {
        "center": [OWN, *INSIDE],
        "rows": [ALONG, *OUTSIDE],
        "row": [ALONG, *OUTSIDE[:3], OUTSIDE[-1]],
        "entries": [ALONG],
    }[shape]
    places = [HOME, *(PLACES if shape == "rows" else [])]
    found = []
    for chosen in product([RIGHT, *SIZES], counts, vectors, places):
        wrong = [choice for choice in chosen if choice.name]
        missing = chosen[0].name == "missing"
        if len(wrong) <= (1 if missing else most):
            found += [_change(part, shape, sign, *chosen) for sign in ((1,) if missing else (1, -1))]
    return found


def _change(
    part: Part, shape: Shape, sign: int, size: Choice, count: Choice, vector: Choice, place: Choice
) -> Change[Weighed]:
    wrong = [choice for choice in (size, count, vector, place) if choice.name]
    clause = " and ".join(choice.says for choice in wrong)
    if sign < 0 and shape != "entries":
        clause = f"{clause}, with the wrong sign" if wrong else "{it} has the wrong sign"
        wrong.append(Choice("sign", "", "Is it to become likelier or less likely by a step?", RIGHT.of))
    clause = clause.format(it=part.it, its=part.its, them=part.them)

    def numbers(c: Weighed) -> np.ndarray:
        words = part.words(c)
        often = count.of(c)
        often = often if part.drawn else often[:1]
        weights = part.sign * sign * often * size.of(part.sizes(c), c.scores[words], c)
        if shape == "entries":
            return np.append(0.0, weights) if part.drawn else np.append(weights, np.zeros(len(c.draws)))
        terms = weights[:, None] * vector.of(c, words)
        if shape == "center":
            return np.asarray(terms.sum(axis=0))
        if shape == "row":
            return np.asarray(terms[words == c.w].sum(axis=0))
        rows = np.zeros((c.words, c.center.size))
        np.add.at(rows, place.of(c, words), terms)
        return rows

    name = "-and-".join(dict.fromkeys(choice.name for choice in wrong))
    return Change(name, clause, wrong[0].asks if wrong else "", numbers, len(wrong))


# What a whole gradient may be multiplied by.
FACTORS: list[Factor[Weighed]] = [
    Factor("sign", "every sign is wrong", "A gradient points to where the loss grows. Does yours?", lambda c: -1.0),
    Factor("scaled", "all of it is doubled", "Is something added up twice?", lambda c: 2.0),
    Factor("scaled", "all of it is halved", "Which constant is only in yours?", lambda c: 0.5),
    Factor("scaled", "all of it is divided by V", _SUM, lambda c: 1 / c.words),
    Factor("scaled", "all of it is divided by d", _SUM, lambda c: 1 / c.center.size),
    Factor("scaled", "all of it is divided by the number of terms", _SUM, lambda c: 1 / (1 + len(c.draws))),
    Factor("scaled", "all of it is divided by the number of samples", _SUM, lambda c: 1 / len(c.draws)),
]


def gradient_namer(
    parts: Sequence[Part],
    shape: Shape,
    weigh: Callable[[Any], Weighed],
    more: Callable[[Part], list[Change[Weighed]]] = lambda part: [],
) -> Namer[Any]:
    """Names gradients that are put together of wrong parts.

    `weigh` takes a case apart; `more` says what else may become of a part, where all parts have much in common.
    """

    def found(measured: Sequence[Measured[Any]], theirs: Sequence[np.ndarray]) -> Finding | None:
        taken_apart = [Measured(weigh(m.case), m.value) for m in measured]
        # The long tables take a while. Mostly one thing is wrong with a part.
        tables = ([[*changes(part, shape, most), *more(part)] for part in parts] for most in (1, 2))
        return next(filter(None, (namer(table, FACTORS)(taken_apart, theirs) for table in tables)), None)

    return found


def made_of_vectors(weigh: Callable[[Any], Weighed]) -> Namer[Any]:
    """Tells a ∂J/∂v_c in which something is added that should be multiplied, or left out, or the reverse."""

    def pieces(case: Any) -> dict[str, np.ndarray]:
        c = weigh(case)
        draws = list(c.draws)
        return {
            "the right gradient": c.measured @ c.vectors,
            "the observed word's right part": c.measured[c.observed] * c.vectors[c.observed],
            "u_o": c.vectors[c.observed],
            "the sum of the other words' vectors": c.vectors[draws].sum(axis=0),
            "v_c": c.center,
            "the observed word's weight": c.measured[c.observed],
            "the sum of the other weights": c.of_draws().sum(),
            "1": np.array(1.0),
        }

    asks = "Which of these things should be multiplied with each other, and which should be added up?"
    return made_of(pieces, "It is", asks)


def taken_apart(parts: Sequence[Part], shape: Shape, weigh: Callable[[Any], Weighed]) -> Namer[Any]:
    """Says of a gradient that no known mistake gives which weights it has, and which of them are wrong."""

    def find(measured: Sequence[Measured[Any]], theirs: Sequence[np.ndarray]) -> Finding | None:
        cases = [weigh(m.case) for m in measured]
        recovered = [
            _along_center(c, given) if shape == "rows" else _of_vectors(c, given)
            for c, given in zip(cases, theirs, strict=True)
        ]
        known = [(c, r) for c, r in zip(cases, recovered, strict=True) if r is not None]
        if any(r.stray for _, r in known):
            if shape == "rows":
                title, asks = "Not every row is a multiple of v_c", "The loss knows u_w by u_w · v_c only. " + _WHICH
            else:
                title, asks = "There is something in it that is no outside vector", _WHICH
            return Finding("wrong", "wrong-direction", title, "", asks)
        if not known:
            return None
        said = [_of_part(part, known) for part in parts]
        if not any(sure for sure, _ in said) and not all(r.certain for _, r in known):
            return None
        title = "The vectors are right, the weights are not"
        says = f"Taken apart into vectors times weights: {'; '.join(text for _, text in said)}."
        return Finding("wrong", "wrong-weights", title, says, "Which number tells how much each vector counts?")

    return find


@dataclass(frozen=True)
class _Recovered:
    """The weights of a student's gradient, word by word; `stray`: they do not make up all of it.

    `certain`: had it been made of anything else, that would have shown.
    """

    weights: np.ndarray
    stray: bool
    certain: bool


def _along_center(c: Weighed, given: np.ndarray) -> _Recovered:
    weights = given @ c.center / (c.center @ c.center)
    return _Recovered(weights, not agree(weights[:, None] * c.center, given, NAMING_TOLERANCE), True)


def _of_vectors(c: Weighed, given: np.ndarray) -> _Recovered | None:
    """The weights with which outside vectors add up to a gradient, if only one set of weights does."""
    involved = list(dict.fromkeys([c.observed, *c.draws]))
    vectors = c.vectors[involved].T
    found, _, rank, _ = np.linalg.lstsq(vectors, given, rcond=None)
    if rank < len(involved):
        return None
    weights = np.zeros(c.words)
    weights[involved] = found
    certain = c.center.size > len(involved)
    return _Recovered(weights, certain and not agree(vectors @ found, given, NAMING_TOLERANCE), certain)


def _of_part(part: Part, known: Sequence[tuple[Weighed, _Recovered]]) -> tuple[bool, str]:
    """Whether a part's weights are surely what is said of them, and that."""
    words = [np.unique(part.words(c)) for c, _ in known]
    measured = np.concatenate([c.measured[w] for (c, _), w in zip(known, words, strict=True)])
    theirs = np.concatenate([r.weights[w] for (_, r), w in zip(known, words, strict=True)])
    if agree(measured, theirs):
        return True, f"the weight of {part.it} is right"
    found = relation(measured, theirs)
    if found:
        return True, f"the weight of {part.it} {found[1]}"
    worst = int(np.argmax(np.abs(theirs - measured)))
    return (
        False,
        f"the weight of {part.it} is, for example, {number(theirs[worst])} where it should be"
        f" {number(measured[worst])}",
    )
