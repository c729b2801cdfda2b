"""What is said of naive-softmax answers whose numbers no known mistake gives: which parts are wrong, and how."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from word2vec_lab.check.by_notebook.softmax.cases import Loss, Word, observed, predicted, true_loss
from word2vec_lab.check.by_notebook.softmax.mistakes import without_denominator, without_observed
from word2vec_lab.check.judging.composing import Change, Factor, namer
from word2vec_lab.check.judging.locating import made_of, when, where
from word2vec_lab.check.judging.mistakes import Measured, Namer
from word2vec_lab.check.judging.pairs import Pair, by_center, by_outside
from word2vec_lab.check.judging.weighing import (
    DENOMINATOR,
    OBSERVED,
    OTHER_WORDS,
    Part,
    Weighed,
    gradient_namer,
    made_of_vectors,
    taken_apart,
    weighed,
)
from word2vec_lab.measure import losses

PARTS = (OBSERVED, OTHER_WORDS)
TERMS = (OBSERVED, DENOMINATOR)


def _z(pair: Pair) -> np.ndarray:
    return losses.scores(pair.center, pair.outside_vectors)


def _p(pair: Pair) -> float:
    return float(np.exp(-true_loss(pair)))


def weigh(pair: Pair, w: int = 0) -> Weighed:
    """A pair taken apart; each other word of the vocabulary is drawn once."""
    others = [x for x in range(pair.words) if x != pair.outside_idx]
    return weighed(pair, others, by_outside(true_loss, pair), w)


def weigh_terms(pair: Pair) -> Weighed:
    """A pair taken apart as the loss is: into the observed word's score, and the denominator, which has all words."""
    apart = weigh(pair)
    square = pair.center @ pair.center
    score = by_outside(without_denominator, pair)[pair.outside_idx] @ pair.center / square
    denominator = by_outside(without_observed, pair) @ pair.center / square
    return replace(apart, draws=tuple(range(pair.words)), sizes=(abs(float(score)), np.abs(denominator)))


def _conditions(pair: Pair) -> dict[str, bool]:
    words, size = pair.outside_vectors.shape
    return {
        "o is word 0": pair.outside_idx == 0,
        "o is not word 0": pair.outside_idx != 0,
        "V is smaller than d": words < size,
        "V is larger than d": words > size,
        "the vocabulary is small": words < 30,
    }


def _rows(pair: Pair) -> dict[str, np.ndarray]:
    y, first = observed(pair)[:, None] == 1, np.arange(pair.words)[:, None] == 0
    return {
        "the row of the observed word": y,
        "the rows of the other words": ~y,
        "row 0": first,
        "the last row": np.arange(pair.words)[:, None] == pair.words - 1,
        "the rows after the first": ~first,
    }


_SOMETIMES: Namer[Pair] = when(_conditions, lambda p: (p.outside_vectors.shape, p.outside_idx))


def of_center() -> list[Namer[Pair]]:
    """Of ∂J/∂v_c."""
    return [
        gradient_namer(TERMS, "center", weigh_terms),
        gradient_namer(PARTS, "center", weigh),
        _distributed(by_center),
        _SOMETIMES,
        made_of_vectors(weigh),
        taken_apart(PARTS, "center", weigh),
    ]


def of_rows() -> list[Namer[Pair]]:
    """Of ∂J/∂U, with a row for each word."""
    return [
        gradient_namer(TERMS, "rows", weigh_terms),
        gradient_namer(PARTS, "rows", weigh),
        _distributed(by_outside),
        _SOMETIMES,
        where(_rows),
        taken_apart(PARTS, "rows", weigh),
    ]


def of_columns() -> list[Namer[Pair]]:
    """Of ∂J/∂U, with a column for each word."""

    def turned(find: Namer[Pair]) -> Namer[Pair]:
        def found(measured: Sequence[Measured[Pair]], theirs: Sequence[np.ndarray]):  # type: ignore[no-untyped-def]
            seen = find([Measured(m.case, m.value.T) for m in measured], [given.T for given in theirs])
            if seen is None:
                return None
            says, title = (text.replace("row", "column") for text in (seen.says, seen.title))
            return replace(seen, says=says, title=title)

        return found

    return [turned(find) for find in of_rows()]


def of_word(part: Part) -> list[Namer[Word]]:
    """Of ∂J/∂u_w, for the observed word or for another."""
    return [gradient_namer([part], "row", lambda word: weigh(word.pair, word.w)), when(lambda x: _conditions(x.pair))]


def _softmax(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(z - losses.log_sum_exp(z)))


def _others_below(pair: Pair) -> np.ndarray:
    return np.asarray(np.exp(_z(pair) - losses.log_sum_exp(np.delete(_z(pair), pair.outside_idx))))


def _distributed(measure: Callable[[Loss, Pair], np.ndarray]) -> Namer[Pair]:
    """Names gradients into which something other than ŷ came; they are told by how they differ from the measured ones.

    A weight that is larger by a number a moves the gradient as a loss does that has a times the word's score more.
    """

    def change(one: Instead) -> Change[Pair]:
        def numbers(pair: Pair) -> np.ndarray:
            more = one[3](pair) - predicted(pair)
            return measure(lambda p: true_loss(p) + float(more @ _z(p)), pair)

        return Change(one[0], one[1], one[2], numbers)

    sign = Factor[Pair]("sign", "every sign is wrong", "Does the loss grow along it?", lambda p: -1.0)
    return namer([[change(one) for one in _instead()]], [sign])


Instead = tuple[str, str, str, Callable[[Pair], np.ndarray]]
"""What stands in the place of ŷ: a slug, a clause, a question, and its numbers."""


def _instead() -> list[Instead]:
    twice = "Which function is applied to something that it has been applied to already?"
    given = "What exactly does the softmax take, and of what?"
    return [
        ("softmax-twice", "the softmax is taken of a softmax", twice, lambda p: _softmax(predicted(p))),
        ("softmax-of-minus", "the softmax is taken of minus the scores", given, lambda p: _softmax(-_z(p))),
        ("softmax-scaled", "the scores are divided by √d", given, lambda p: _softmax(_z(p) / np.sqrt(p.center.size))),
        ("softmax-scaled", "the scores are divided by d", given, lambda p: _softmax(_z(p) / p.center.size)),
        ("softmax-scaled", "the scores are doubled", given, lambda p: _softmax(2 * _z(p))),
        ("logarithm", "the logarithms of ŷ stand for ŷ", given, lambda p: np.log(predicted(p))),
        ("logarithm", "minus the logarithms of ŷ stand for ŷ", given, lambda p: -np.log(predicted(p))),
        ("base-two", "powers of 2 stand for exponentials", given, lambda p: _softmax(_z(p) * np.log(2))),
        ("denominator-without-o", "the observed word is missing from the denominator", given, _others_below),
        ("absolute", "the scores lost their signs", given, lambda p: np.abs(_z(p)) / np.abs(_z(p)).sum()),
        (
            "not-normalised",
            "the exponentials are divided by their largest",
            given,
            lambda p: np.exp(_z(p) - _z(p).max()),
        ),
        ("softmax-of-exponentials", "the exponential is taken twice", twice, lambda p: _softmax(np.exp(_z(p)))),
        ("not-normalised", "the exponentials are divided by V", given, lambda p: np.exp(_z(p)) / p.words),
        ("not-normalised", "the exponentials are divided by their mean", given, lambda p: p.words * predicted(p)),
        ("scores-normalised", "the scores are divided by their sum", given, lambda p: _z(p) / _z(p).sum()),
    ]


Value = Callable[[Pair], float]


def _change(name: str, says: str, asks: str, value: Value, mistakes: int = 1) -> Change[Pair]:
    return Change(name, says, asks, lambda pair: np.array(value(pair)), mistakes)


def of_loss() -> list[Namer[Pair]]:
    """Of the loss."""
    which = "Write the loss as a difference of two terms. What does each of them look like in yours?"

    def z_o(p: Pair) -> float:
        return float(_z(p)[p.outside_idx])

    top = "What do numerator and denominator have in common, and what not?"
    scores = [
        _change("", "", "", lambda p: -z_o(p), 0),
        _change("observed-missing", "the observed word's score is missing", which, lambda p: 0.0),
        _change("observed-sign", "the observed word's score has the wrong sign", which, z_o),
        _change("observed-twice", "the observed word's score counts twice", which, lambda p: -2 * z_o(p)),
        _change("exponential", "the observed word's score is exponentiated", top, lambda p: -float(np.exp(z_o(p)))),
        _change(
            "wrong-word",
            "the score is that of the likeliest word",
            "Which word was seen?",
            lambda p: -float(_z(p).max()),
        ),
        _change("wrong-word", "the score is that of word 0", "Which word was seen?", lambda p: -float(_z(p)[0])),
        _change(
            "wrong-word", "the score is that of the last word", "Which word was seen?", lambda p: -float(_z(p)[-1])
        ),
    ]
    log_sum = losses.log_sum_exp
    denominators = [
        _change("", "", "", lambda p: log_sum(_z(p)), 0),
        _change("denominator-missing", "the denominator is missing", which, lambda p: 0.0),
        _change("denominator-sign", "the denominator's logarithm has the wrong sign", which, lambda p: -log_sum(_z(p))),
        _change("logarithm-missing", "the denominator has no logarithm", which, lambda p: float(np.exp(_z(p)).sum())),
        _change("exponential-missing", "the denominator has no exponential", top, lambda p: float(np.log(_z(p).sum()))),
        _change("exponential-missing", "the scores are added up as they are", top, lambda p: float(_z(p).sum())),
        _change("mean-for-sum", "the denominator is a mean", top, lambda p: log_sum(_z(p)) - float(np.log(p.words))),
        _change("mean-for-sum", "the scores are averaged", top, lambda p: float(_z(p).mean())),
        _change(
            "denominator-without-o",
            "the observed word is missing from the denominator",
            top,
            lambda p: log_sum(np.delete(_z(p), p.outside_idx)),
        ),
        _change("one-added", "the denominator is larger by one", top, lambda p: float(np.log(1 + np.exp(_z(p)).sum()))),
        _change(
            "sigmoid-for-softmax",
            "the denominator is that of a sigmoid",
            top,
            lambda p: float(np.log1p(np.exp(_z(p)[p.outside_idx]))),
        ),
        _change("largest-for-sum", "the largest score stands for the denominator", top, lambda p: float(_z(p).max())),
        _change(
            "logarithm-base",
            "the denominator's logarithm is to base 2",
            "Which logarithm is meant?",
            lambda p: log_sum(_z(p)) / float(np.log(2)),
        ),
        _change(
            "logarithm-base",
            "the denominator's logarithm is to base 10",
            "Which logarithm is meant?",
            lambda p: log_sum(_z(p)) / float(np.log(10)),
        ),
    ]
    one = "What does a cross-entropy take of the one probability that matters?"
    how_many = "How many entries of y are not zero?"

    def log_p(p: Pair) -> float:
        return float(np.log(predicted(p)).sum())

    of_probabilities: list[tuple[str, str, str, Value]] = [
        (
            "weighted-by-itself",
            "the logarithm is multiplied by the probability",
            one,
            lambda p: -_p(p) * float(np.log(_p(p))),
        ),
        ("entropy", "it is the entropy of ŷ", how_many, lambda p: -float((predicted(p) * np.log(predicted(p))).sum())),
        ("complement", "the logarithm is taken of one minus the probability", one, lambda p: -float(np.log(1 - _p(p)))),
        ("complement", "the logarithm is taken of one plus the probability", one, lambda p: -float(np.log1p(_p(p)))),
        ("squared", "it is one minus the probability, squared", one, lambda p: (1 - _p(p)) ** 2),
        ("squared", "it is the logarithm, squared", one, lambda p: float(np.log(_p(p)) ** 2)),
        (
            "binary",
            "the other words' log(1 − ŷ) is added",
            how_many,
            lambda p: true_loss(p) - float(np.log(1 - np.delete(predicted(p), p.outside_idx)).sum()),
        ),
        ("every-word", "it is averaged over all words", how_many, lambda p: -log_p(p) / p.words),
        (
            "every-word",
            "the logarithms of the other words are added up, that of the observed one is left out",
            how_many,
            lambda p: -log_p(p) - true_loss(p),
        ),
        (
            "wrong-word",
            "it is the loss of the likeliest word",
            "Which word was seen?",
            lambda p: -float(np.log(predicted(p).max())),
        ),
        (
            "wrong-word",
            "it is the loss of the least likely word",
            "Which word was seen?",
            lambda p: -float(np.log(predicted(p).min())),
        ),
        (
            "wrong-word",
            "it is the loss of the last word",
            "Which word was seen?",
            lambda p: -float(np.log(predicted(p)[-1])),
        ),
        (
            "softmax-twice",
            "the softmax is taken of a softmax",
            "Which function is applied to something that it has been applied to already?",
            lambda p: log_sum(predicted(p)) - _p(p),
        ),
        (
            "exponential-of-a-probability",
            "it is the exponential of minus a probability",
            one,
            lambda p: float(np.exp(-_p(p))),
        ),
        ("exponential-of-a-probability", "it is the exponential of a probability", one, lambda p: float(np.exp(_p(p)))),
        (
            "sigmoid-for-softmax",
            "it is the loss of a sigmoid",
            "Is each word judged together with the others here, or by itself?",
            lambda p: float(np.logaddexp(0, -z_o(p))),
        ),
        (
            "sigmoid-of-a-probability",
            "a sigmoid is taken of the probability",
            one,
            lambda p: float(np.log1p(np.exp(-_p(p)))),
        ),
    ]
    for name, says, asks, of in _instead():
        of_probabilities.append((name, says, asks, lambda p, of=of: -float(np.log(of(p)[p.outside_idx]))))  # type: ignore[misc]
    sign = Factor[Pair](
        "sign", "its sign is wrong", "Is the loss of a model that is right large or small?", lambda p: -1.0
    )
    halved = Factor[Pair]("scaled", "it is halved", "Which constant is only in yours?", lambda p: 0.5)
    doubled = Factor[Pair]("scaled", "it is doubled", "Which constant is only in yours?", lambda p: 2.0)
    by_words = Factor[Pair]("scaled", "it is divided by V", "Is there a mean in the loss?", lambda p: 1 / p.words)
    factors = [sign, halved, doubled, by_words]

    def pieces(p: Pair) -> dict[str, np.ndarray]:
        return {
            "the right loss": np.array(true_loss(p)),
            "the observed word's score": np.array(z_o(p)),
            "the logarithm of the denominator": np.array(log_sum(_z(p))),
            "the probability": np.array(_p(p)),
            "1": np.array(1.0),
        }

    return [
        namer([scores, denominators], factors),
        namer([[_change(name, says, asks, value) for name, says, asks, value in of_probabilities]], factors),
        _SOMETIMES,
        made_of(pieces, "It is", which),
    ]
