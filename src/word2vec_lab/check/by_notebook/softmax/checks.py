"""Checks of the items in `1_softmax`: the gradients of the naive-softmax loss, as formulas and as code.

Nothing here knows a gradient. Each case holds a centre vector, an outside word and the outside vectors; the loss of
`word2vec_lab.measure.losses` is differenced numerically there, and so are the losses that the known mistakes amount to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations
from typing import Any, TypeVar

import numpy as np

from word2vec_lab.check.judging.calling import Call, call, call_each, remarks
from word2vec_lab.check.judging.compare import Measured, Mistake, Verdict, as_array, judge, show
from word2vec_lab.check.judging.growth import loop_findings, per_element
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, overflow, total, unanswered
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import losses, numeric

PUBLIC_SEED = 224
"""The seed of the checks that students see; the hidden tests bring their own."""


@dataclass(frozen=True)
class Pair:
    """One (centre, outside) pair: centre (d,), the index o, and all outside vectors as rows (V, d)."""

    center: np.ndarray
    outside_idx: int
    outside_vectors: np.ndarray

    @property
    def words(self) -> int:
        """V."""
        return len(self.outside_vectors)

    @property
    def observed(self) -> np.ndarray:
        """The one-hot vector y, (V,)."""
        return np.asarray(np.eye(self.words)[self.outside_idx])

    @property
    def predicted(self) -> np.ndarray:
        """The model's distribution ŷ = P(O | C = c), (V,)."""
        return np.exp([-losses.naive_softmax(self.center, w, self.outside_vectors) for w in range(self.words)])


@dataclass(frozen=True)
class Word:
    """A pair, and the word w whose outside vector is moved."""

    pair: Pair
    w: int


Case = TypeVar("Case", Pair, Word)
Loss = Callable[[Pair], float]


def true_loss(pair: Pair) -> float:
    """The handout's loss, equation (2)."""
    return losses.naive_softmax(pair.center, pair.outside_idx, pair.outside_vectors)


def by_center(loss: Loss, pair: Pair) -> np.ndarray:
    """∂loss/∂v_c, measured: (d,)."""
    return numeric.gradient(lambda v: loss(replace(pair, center=v)), pair.center)


def by_outside(loss: Loss, pair: Pair) -> np.ndarray:
    """∂loss/∂u_w for all words, measured: (V, d), a row for each word."""
    return numeric.gradient(lambda u: loss(replace(pair, outside_vectors=u)), pair.outside_vectors)


def pairs(seed: int) -> list[Pair]:
    """The test cases: one small enough to read, then shapes in which V, d and o cannot be confused.

    A shape and o that return with other numbers catch what a function remembers, a large vocabulary what is right
    for small ones only. A little chance in the shapes keeps anybody from writing for these very ones.
    """
    rng = np.random.default_rng(seed)
    shapes = [(3, 2, 1), (11, 6, 7), (11, 6, 7), (5, 8, 4), (9, 4, 0), (40, 3, 23)]
    more = int(rng.integers(0, 2))
    made = []
    for words, size, outside in shapes:
        center, vectors = rng.uniform(-1.2, 1.2, size), rng.uniform(-1.2, 1.2, (words, size))
        if words == 3:
            made.append(Pair(center.round(1), outside, vectors.round(1)))
        else:
            made.append(Pair(center, outside, np.vstack([vectors, rng.uniform(-1.2, 1.2, (more, size))])))
    return made


def _z(pair: Pair) -> np.ndarray:
    return losses.scores(pair.center, pair.outside_vectors)


def _observed_score(pair: Pair) -> float:
    return float(_z(pair)[pair.outside_idx])


MistakenLoss = tuple[str, str, str, str, Loss]
"""(slug, title, says, asks, loss): a mistake, told by the loss that it amounts to."""

OBSERVED_LEFT_OUT: MistakenLoss = (
    "denominator-without-o",
    "The observed word is missing from the denominator",
    "The sum runs over the other words only.",
    "Over which words does equation (1) sum?",
    lambda p: losses.log_sum_exp(np.delete(_z(p), p.outside_idx)) - _observed_score(p),
)

# The losses whose gradients the known mistakes amount to.
MISTAKEN_LOSSES: list[MistakenLoss] = [
    (
        "expectation-missing",
        "Only the observed word is there",
        "It is the gradient of a loss that has no denominator: the other words have no influence.",
        "Which part of the softmax, besides the numerator, depends on this vector?",
        lambda p: -_observed_score(p),
    ),
    (
        "observed-missing",
        "The observed word is missing",
        "It is the gradient of the denominator's logarithm alone. It would be the same for every outside word.",
        "Where does your answer use which word was really seen?",
        lambda p: losses.log_sum_exp(_z(p)),
    ),
    (
        "logarithm-missing",
        "It is the gradient of −P, not of −log P",
        "The loss is the logarithm of the probability; yours is differentiated without it.",
        "What does the chain rule add for the logarithm on the outside?",
        lambda p: -float(np.exp(-true_loss(p))),
    ),
    (
        "scores-for-probabilities",
        "The raw scores serve as weights",
        "The dot products were used as they are.",
        "Can a weight be negative here? What should all of them add up to?",
        lambda p: 0.5 * float((_z(p) ** 2).sum()) - _observed_score(p),
    ),
    (
        "not-normalised",
        "The exponentials are not normalised",
        "exp of the scores was used without the denominator.",
        "Do your weights add up to one?",
        lambda p: float(np.exp(_z(p)).sum()) - _observed_score(p),
    ),
    (
        "sigmoid-for-softmax",
        "A sigmoid stands where the softmax should",
        "Each word was judged by itself, without the others in a denominator.",
        "If one word becomes likelier, what must happen to all the others? Does it, in yours?",
        lambda p: float(np.logaddexp(0, _z(p)).sum()) - _observed_score(p),
    ),
    (
        "unweighted-mean",
        "All words count equally",
        "It is what a plain average over the vocabulary gives.",
        "Should a word that the model thinks impossible count as much as one that it is sure of?",
        lambda p: float(_z(p).mean()) - _observed_score(p),
    ),
    (
        "unweighted-sum",
        "All words count equally",
        "It is what a plain sum over the vocabulary gives.",
        "Should a word that the model thinks impossible count as much as one that it is sure of?",
        lambda p: float(_z(p).sum()) - _observed_score(p),
    ),
    (
        "every-word-observed",
        "Every word is treated as if it had been observed",
        "For the observed word alone it would be right.",
        "How many entries of y are 1?",
        lambda p: losses.log_sum_exp(_z(p)) - float(_z(p).sum()),
    ),
    OBSERVED_LEFT_OUT,
    (
        "squared-error",
        "It is the gradient of a squared distance",
        "Truth and prediction were subtracted, and squared.",
        "Which loss does equation (2) define?",
        lambda p: 0.5 * float(((p.predicted - p.observed) ** 2).sum()),
    ),
    (
        "observed-twice",
        "The observed word counts twice",
        "It is the gradient of a loss that has its score two times.",
        "Is something taken away in two places? If two names stand for one array, a change shows in both.",
        lambda p: losses.log_sum_exp(_z(p)) - 2 * _observed_score(p),
    ),
    (
        "likeliest-word",
        "It is right for the word that the model thinks likeliest",
        "The observed word is another one.",
        "Which of the two vectors says which word was really seen, y or ŷ?",
        lambda p: losses.log_sum_exp(_z(p)) - float(_z(p).max()),
    ),
    (
        "observed-repelled",
        "The observed word has the wrong sign",
        "It is treated like all the others, and driven away.",
        "One step later, should the observed word be likelier or less likely?",
        lambda p: losses.log_sum_exp(_z(p)) + _observed_score(p),
    ),
    (
        "observed-repelled",
        "Only the observed word is there, and with the wrong sign",
        "It is driven away, and the other words have no influence.",
        "One step later, should the observed word be likelier or less likely?",
        lambda p: _observed_score(p),
    ),
]


def _neighbour(pair: Pair, by: int) -> Pair:
    return replace(pair, outside_idx=(pair.outside_idx + by) % pair.words)


def _mistakes(measure: Callable[[Loss, Case], np.ndarray]) -> list[Mistake[Case]]:
    """The table of mistaken losses, differenced by `measure`, and the wrong outside word."""

    def of(loss: Loss) -> Callable[[Measured[Case]], np.ndarray]:
        return lambda m: measure(loss, m.case)

    def others_missing(m: Measured[Case]) -> np.ndarray:
        pair = m.case.pair if isinstance(m.case, Word) else m.case
        return np.asarray((1 - np.exp(-true_loss(pair))) * measure(lambda p: -_observed_score(p), m.case))

    def mistaken(name: str, title: str, says: str, asks: str, loss: Loss) -> Mistake[Case]:
        return Mistake(name, title, says, asks, of(loss))

    particular: list[Mistake[Case]] = [
        Mistake(
            "others-missing",
            "The other words have no influence",
            "The observed word counts as much as it should; nothing else is in your answer.",
            "The denominator holds a term for every word. What happened to the others?",
            others_missing,
        ),
        Mistake(
            "wrong-word",
            "It is right for word 0",
            "The observed word is another one.",
            "Which of your indices should be o?",
            of(lambda p: true_loss(replace(p, outside_idx=0))),
        ),
    ]

    def next_word(by: int) -> Mistake[Case]:
        return Mistake(
            "wrong-word",
            "It is right for another outside word",
            f"It is what one gets for the word {'after' if by > 0 else 'before'} o in the vocabulary.",
            "Python counts from 0. From where does your index count?",
            of(lambda p: true_loss(_neighbour(p, by))),
        )

    return [mistaken(*row) for row in MISTAKEN_LOSSES] + particular + [next_word(1), next_word(-1)]


def _row_mistakes(line: str) -> list[Mistake[Pair]]:
    """Mistakes that concern the vectors of some words only; `line` is what a word's vector is, "row" or "column"."""

    def only(m: Measured[Pair]) -> np.ndarray:
        return np.asarray(m.value * m.case.observed[:, None])

    return [
        Mistake(
            "row-o-missing",
            f"The {line} of the observed word stayed zero",
            f"All other {line}s are right.",
            "Does u_o occur in the numerator only, or in the denominator as well?",
            lambda m: m.value - only(m),
        ),
        Mistake(
            "other-rows-missing",
            f"Only the {line} of the observed word is filled",
            f"That {line} is right; all others are zero.",
            "The denominator is a sum over all words. What does a small change of another word's vector do to it?",
            only,
        ),
        Mistake(
            "row-o-unlike",
            f"The {line} of the observed word has the wrong sign",
            f"All other {line}s are right.",
            "With one word seen, is its own probability too high or too low?",
            lambda m: m.value - 2 * only(m),
        ),
    ]


def _sizes(pair: Pair) -> dict[str, float]:
    words, size = pair.outside_vectors.shape
    return {"V": words, "d": size, "P(o | c)": float(np.exp(-true_loss(pair)))}


def _about(pair: Pair, columns: bool) -> str:
    vectors = pair.outside_vectors.T if columns else pair.outside_vectors
    label = "U (one column per word)" if columns else "outside vectors (one row per word)"
    return f"o = {pair.outside_idx}, v_c = {show(pair.center)}\n{label} =\n{show(vectors)}"


def _rows_for_columns(pair: Pair, failed: Call) -> Finding:
    return Finding(
        "wrong",
        "rows-for-columns",
        "It works if the word vectors are rows, but U has them as columns",
        says=f"Here U is (d, V): {pair.outside_vectors.T.shape} in the smallest case.",
        asks="Which axis of U counts words? Over which axis must the sum run?",
        example=failed.finding.example if failed.finding else "",
    )


def grad_v_c(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(b)(i): ∂J/∂v_c as a formula of y (V,), ŷ (V,) and U (d, V), judged against the measured gradient."""
    cases = pairs(seed)

    def answers(transpose: bool) -> list[Call]:
        vectors = [c.outside_vectors.T if transpose else c.outside_vectors for c in cases]
        return call_each(function, ((c.observed, c.predicted, u) for c, u in zip(cases, vectors, strict=True)))

    calls = answers(transpose=True)
    measured = [Measured(c, by_center(true_loss, c)) for c in cases]
    if calls[-1].outcome is Outcome.RAISED:
        as_rows = [as_array(c.value) for c in answers(transpose=False)]
        if all(v is not None and numeric.agree(m.value, v) for m, v in zip(measured, as_rows, strict=False)):
            return Score(items()["q1b1-formula"], 0, Outcome.FAILED, (_rows_for_columns(cases[0], calls[-1]),))
    early = unanswered(items()["q1b1-formula"], calls)
    if early:
        return early
    verdict = judge(
        "∂J/∂v_c",
        measured,
        [c.value for c in calls],
        _mistakes(by_center),
        _sizes,
        partial(_about, columns=True),
    )
    return formula_total(items()["q1b1-formula"], [(2, verdict)], calls, ["y", "y_hat", "U"])


def by_word(loss: Loss, word: Word) -> np.ndarray:
    """∂loss/∂u_w, measured: (d,)."""

    def moved(vector: np.ndarray) -> float:
        vectors = word.pair.outside_vectors.copy()
        vectors[word.w] = vector
        return loss(replace(word.pair, outside_vectors=vectors))

    return numeric.gradient(moved, word.pair.outside_vectors[word.w])


def _other_word_mistakes() -> list[Mistake[Word]]:
    """Mistakes in ∂J/∂u_w that concern a word w ≠ o."""

    def push(word: Word) -> np.ndarray:
        return by_word(lambda p: losses.log_sum_exp(_z(p)), word)

    def all_of_it(m: Measured[Word]) -> np.ndarray:
        return np.asarray(sum(push(replace(m.case, w=x)) for x in range(m.case.pair.words)))

    same = "Every word w ≠ o gets the same gradient"
    asks = "For two different words w, should the gradient be the same? What tells them apart?"
    return [
        Mistake(
            "wrong-probability",
            same,
            "It is right for a word that is as likely as the observed one.",
            asks,
            lambda m: push(replace(m.case, w=m.case.pair.outside_idx)),
        ),
        Mistake(
            "same-for-all",
            same,
            "It is the gradient for the observed word.",
            asks,
            lambda m: by_word(true_loss, replace(m.case, w=m.case.pair.outside_idx)),
        ),
        Mistake(
            "sum-kept",
            "The sum over all words is still there",
            "Every word w ≠ o gets the same gradient, as if all of the probability were on it.",
            "When you differentiate a sum over words with respect to one word's vector, how many terms survive?",
            all_of_it,
        ),
        Mistake(
            "every-word-observed",
            "Every word is treated as if it had been observed",
            "For w = o that would be right.",
            "What does the first term of the loss say about a word that was not there?",
            lambda m: push(m.case) - all_of_it(m),
        ),
    ]


def grad_u_w(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(d): ∂J/∂u_w for any word w, a formula of w, o, y, ŷ and v_c; a point for w = o and one for w ≠ o."""
    item = items()["q1d-formula"]
    # Of a large vocabulary a few words tell as much as all of them.
    words = [
        Word(pair, w)
        for pair in pairs(seed)
        for w in (range(pair.words) if pair.words < 20 else (0, pair.outside_idx, pair.words - 1))
    ]
    given = [(x.w, x.pair.outside_idx, x.pair.observed, x.pair.predicted, x.pair.center) for x in words]
    calls = call_each(function, given, stop=False)
    if not any(c.ok for c in calls) or calls[-1].outcome is Outcome.TOO_SLOW:
        return unanswered(item, calls[-1:]) or Score(item, 0, Outcome.FAILED)

    def verdict(what: str, observed: bool, mistakes: list[Mistake[Word]]) -> Verdict:
        chosen = [(x, c) for x, c in zip(words, calls, strict=True) if (x.w == x.pair.outside_idx) is observed]
        failed = next((c.finding for _, c in chosen if c.finding), None)
        if failed:
            return Verdict(0, (replace(failed, title=f"{what}: {failed.title}"),))
        return judge(
            what,
            [Measured(x, by_word(true_loss, x)) for x, _ in chosen],
            [c.value for _, c in chosen],
            mistakes,
            lambda x: _sizes(x.pair),
            lambda x: f"w = {x.w}, {_about(x.pair, columns=True)}",
        )

    known = _mistakes(by_word)
    parts = [
        (1.0, verdict("∂J/∂u_w for w = o", True, known)),
        (1.0, verdict("∂J/∂u_w for w ≠ o", False, [*_other_word_mistakes(), *known])),
    ]
    return formula_total(item, parts, calls, ["w", "o", "y", "y_hat", "v_c"])


def grad_U(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(e): ∂J/∂U, a formula of y, ŷ and v_c, in the shape of U: (d, V), a column for each word."""
    cases = pairs(seed)
    calls = call_each(function, ((c.observed, c.predicted, c.center) for c in cases))
    early = unanswered(items()["q1e"], calls)
    if early:
        return early

    def columns(loss: Loss, case: Pair) -> np.ndarray:
        return by_outside(loss, case).T

    def per_column(mistake: Mistake[Pair]) -> Mistake[Pair]:
        return replace(mistake, produces=lambda m: mistake.produces(Measured(m.case, m.value.T)).T)

    verdict = judge(
        "∂J/∂U",
        [Measured(c, columns(true_loss, c)) for c in cases],
        [c.value for c in calls],
        [*map(per_column, _row_mistakes("column")), *_mistakes(columns)],
        _sizes,
        partial(_about, columns=True),
        transposed_share=0.5,
    )
    return formula_total(items()["q1e"], [(1, verdict)], calls, ["y", "y_hat", "v_c"])


@dataclass(frozen=True)
class ToyDataset:
    """Stands in for the treebank in checks; the naive-softmax loss has no use for it."""

    words: int

    def sampleTokenIdx(self) -> int:
        """A word index, always the last one."""
        return self.words - 1


# Mistaken losses as values: (slug, title, says, asks, loss).
MISTAKEN_VALUES: list[MistakenLoss] = [
    (
        "loss-sign",
        "The loss has the wrong sign",
        "The size is right.",
        "A loss is small when the model is right. Which sign does the logarithm of a probability have?",
        lambda p: -true_loss(p),
    ),
    (
        "loss-logarithm-missing",
        "The loss is a probability, not its negative logarithm",
        "It lies between 0 and 1 and falls when the model gets worse.",
        "What does a cross-entropy take of the probability?",
        lambda p: float(np.exp(-true_loss(p))),
    ),
    (
        "loss-logarithm-missing",
        "The loss is a probability with a minus sign",
        "It lies between −1 and 0. A loss of this kind is never negative.",
        "What does a cross-entropy take of the probability?",
        lambda p: -float(np.exp(-true_loss(p))),
    ),
    (
        "probabilities-all-one",
        "The loss is always zero",
        "Even where the model is quite wrong.",
        "Along which axis do your probabilities add up to one? And which entry of y is not zero?",
        lambda p: 0.0,
    ),
    (
        "loss-logarithm-missing",
        "The loss is one over a probability",
        "It grows far too fast.",
        "What does a cross-entropy take of the probability?",
        lambda p: float(np.exp(true_loss(p))),
    ),
    OBSERVED_LEFT_OUT,
    (
        "squared-error",
        "The loss is a squared distance",
        "Truth and prediction were subtracted, and squared.",
        "Which loss does equation (2) define?",
        lambda p: 0.5 * float(((p.predicted - p.observed) ** 2).sum()),
    ),
    (
        "wrong-word",
        "The loss is that of word 0",
        "The observed word is another one.",
        "Which of your indices should be o?",
        lambda p: true_loss(replace(p, outside_idx=0)),
    ),
    (
        "loss-logarithm-missing",
        "The loss is one minus a probability",
        "It cannot exceed 1, however wrong the model is.",
        "What does a cross-entropy take of the probability?",
        lambda p: 1 - float(np.exp(-true_loss(p))),
    ),
    (
        "loss-over-all-words",
        "The loss adds up all words",
        "Every word was treated as if it had been observed.",
        "How many entries of y are not zero?",
        lambda p: -float(np.log(p.predicted).sum()),
    ),
    (
        "loss-without-denominator",
        "The loss has no denominator",
        "It is the observed word's score alone.",
        "What turns a score into a probability?",
        lambda p: -_observed_score(p),
    ),
    (
        "loss-without-observed",
        "The loss does not depend on the observed word",
        "It is the logarithm of the denominator alone.",
        "Where does the loss use which word was really seen?",
        lambda p: losses.log_sum_exp(_z(p)),
    ),
]


def _value_mistakes() -> list[Mistake[Pair]]:
    def of(loss: Loss) -> Callable[[Measured[Pair]], np.ndarray]:
        return lambda m: np.array(loss(m.case))

    def next_word(by: int) -> Mistake[Pair]:
        return Mistake(
            "wrong-word",
            "The loss is that of another outside word",
            f"It is right for the word {'after' if by > 0 else 'before'} o in the vocabulary.",
            "Python counts from 0. From where does your index count?",
            of(lambda p: true_loss(_neighbour(p, by))),
        )

    known = [Mistake(name, title, says, asks, of(loss)) for name, title, says, asks, loss in MISTAKEN_VALUES]
    return [*known, next_word(1), next_word(-1)]


RETURNS = ("loss", "gradCenterVec", "gradOutsideVecs")


def returned_three(value: Any) -> Finding | None:
    """A finding if the value is not a loss and two gradients."""
    if isinstance(value, (tuple, list)) and len(value) == 3:
        return None
    if value is None:
        kind, asks = "None", "Does the function end in a return statement?"
    elif isinstance(value, (tuple, list)):
        kind, asks = f"{len(value)} values", "Which of them belong to the answer?"
    else:
        kind, asks = type(value).__name__, "What should stand after return, and in which order?"
    says = f"The check expects three values: {', '.join(RETURNS)}."
    return Finding("wrong", "wrong-return", f"Your function returns {kind}", says, asks)


def naiveSoftmaxLossAndGradient(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(ii): the function of the starter code. Loss 1 point, gradCenterVec 1.5, gradOutsideVecs 1.5.

    Right numbers from a Python loop over the vocabulary lose half a point.
    """
    item = items()["q2a2"]
    cases = pairs(seed)
    calls = call_each(function, ((c.center, c.outside_idx, c.outside_vectors, ToyDataset(c.words)) for c in cases))
    early = unanswered(item, calls)
    if early:
        return early
    wrong = next((f for f in (returned_three(c.value) for c in calls) if f), None)
    if wrong:
        return Score(item, 0, Outcome.FAILED, (wrong, *remarks(calls)))

    about = partial(_about, columns=False)
    theirs = [[c.value[i] for c in calls] for i in range(3)]
    measured = list(zip(*map(_wanted, cases), strict=True))
    mistakes = (_value_mistakes(), _mistakes(by_center), [*_row_mistakes("row"), *_mistakes(by_outside)])
    loss, center, outside = (
        judge(name, list(map(Measured, cases, values)), given, known, _sizes, about)
        for name, values, given, known in zip(RETURNS, measured, theirs, mistakes, strict=True)
    )
    values_right = all(v.share == 1 for v in (loss, center, outside))
    order = [] if values_right else in_another_order(measured, theirs)
    if order:
        return Score(item, 0, Outcome.FAILED, (*order, *remarks(calls)))
    loop = _loop(function, seed) if values_right else []
    modified = changed_inputs(calls, ["centerWordVec", "outsideWordIdx", "outsideVectors", "dataset"])
    score = total(item, [(1.0, loss), (1.5, center), (1.5, outside)], calls, modified, loop)
    advice = _large_scores(function) if values_right else []
    return replace(score, findings=(*score.findings, *advice))


def _wanted(pair: Pair) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The three values that are asked for, the gradients measured."""
    return np.array(true_loss(pair)), by_center(true_loss, pair), by_outside(true_loss, pair)


def in_another_order(measured: Sequence[Sequence[np.ndarray]], theirs: Sequence[Sequence[Any]]) -> list[Finding]:
    """A finding if the three returned lists are the three measured ones, exchanged."""

    def same(wanted: Sequence[np.ndarray], given: Sequence[Any]) -> bool:
        arrays = [as_array(g) for g in given]
        return all(a is not None and numeric.agree(w, a) for w, a in zip(wanted, arrays, strict=True))

    if not any(all(same(measured[i], theirs[j]) for i, j in enumerate(order)) for order in permutations(range(3))):
        return []
    says = f"The order is {', '.join(RETURNS)}."
    title = "The three values are right, and in another order"
    return [Finding("wrong", "wrong-order", title, says, "What does your return line say?")]


def _loop(function: Any, seed: int) -> list[Finding]:
    rng = np.random.default_rng(seed)

    def pair(words: int) -> Pair:
        return Pair(rng.normal(size=4), 2, rng.normal(size=(words, 4)))

    def arguments(pair: Pair) -> tuple[Any, ...]:
        return pair.center.copy(), pair.outside_idx, pair.outside_vectors.copy(), ToyDataset(pair.words)

    few, many = pair(20), pair(120)
    slope, value = per_element(function, arguments(few), arguments(many), 100)
    right = are_right(_wanted(many), value)
    return loop_findings(slope, "the vocabulary", "The treebank has 19,539 words.", right)


def are_right(wanted: Sequence[np.ndarray], value: Any) -> bool:
    """Whether a returned value is a loss and two gradients with these numbers, bent shapes included."""
    if returned_three(value):
        return False
    return all(judge("", [Measured(None, w)], [v]).share == 1 for w, v in zip(wanted, value, strict=True))


def _large_scores(function: Any) -> list[Finding]:
    """Advice, never a deduction: what happens when the scores reach ±1000."""
    vectors = np.array([[1000.0, 0.0], [0.0, 1000.0], [-1000.0, 0.0]])
    answer = call(function, np.array([1.0, 0.0]), 0, vectors, ToyDataset(3))
    if not answer.ok or returned_three(answer.value):
        return []
    return overflow(answer.value[1:], "What happens to a softmax if the same number is taken from every score?")
