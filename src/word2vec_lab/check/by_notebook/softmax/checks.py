"""Checks of the items in `1_softmax`: the gradients of the naive-softmax loss, as formulas and as code."""

from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.softmax import other_mistakes
from word2vec_lab.check.by_notebook.softmax.cases import (
    PARAMETERS,
    Loss,
    Word,
    about,
    about_columns,
    arguments_of,
    by_word,
    observed,
    pairs,
    predicted,
    sizes,
    true_loss,
    words,
)
from word2vec_lab.check.by_notebook.softmax.mistakes import (
    loss_mistakes,
    other_word_mistakes,
    row_mistakes,
    value_mistakes,
)
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import call_each, remarks
from word2vec_lab.check.judging.chance import let_draw
from word2vec_lab.check.judging.compare import Verdict, judge
from word2vec_lab.check.judging.formula import judge_formula, rows_for_columns
from word2vec_lab.check.judging.growth import FEW, MANY, loop_findings, per_element
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.loop_time import call_all, doubts
from word2vec_lab.check.judging.loss_and_gradients import (
    all_returned_three,
    changed_too_early,
    in_another_order,
    is_right,
    judge_three,
    large_scores,
    wanted,
)
from word2vec_lab.check.judging.mistakes import Measured, Mistake
from word2vec_lab.check.judging.pairs import Pair, by_center, by_outside
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered, with_findings
from word2vec_lab.check.judging.weighing import OBSERVED, OTHER_WORDS, Part
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import numeric


def grad_v_c(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(b)(i): ∂J/∂v_c as a formula of y (V,), ŷ (V,) and U (d, V), judged against the measured gradient."""
    cases = pairs(seed)
    score = judge_formula(
        "q1b1-formula",
        function,
        what="∂J/∂v_c",
        cases=cases,
        arguments=lambda c: (observed(c), predicted(c), c.outside_vectors.T),
        parameters=["y", "y_hat", "U"],
        measure=lambda c: by_center(true_loss, c),
        mistakes=loss_mistakes(by_center),
        sizes=sizes,
        about=about_columns,
        further=other_mistakes.of_center(),
    )
    if score.outcome is Outcome.RAISED and _right_for_rows(function, cases):
        return rows_for_columns(score, "U", "(d, V)")
    return score


def _right_for_rows(function: Any, cases: list[Pair]) -> bool:
    """Whether the formula gives the measured gradients when the word vectors are the rows of U."""
    calls = call_each(function, ((observed(c), predicted(c), c.outside_vectors) for c in cases))
    values = [as_array(c.value) for c in calls]
    return all(
        value is not None and numeric.agree(by_center(true_loss, case), value)
        for case, value in zip(cases, values, strict=False)
    )


def grad_u_w(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(d): ∂J/∂u_w for any word w, a formula of w, o, y, ŷ and v_c; a point for w = o and one for w ≠ o."""
    item = items()["q1d-formula"]
    cases = words(seed)
    given = [(x.w, x.pair.outside_idx, observed(x.pair), predicted(x.pair), x.pair.center) for x in cases]
    calls = call_each(function, given, stop=False)
    if not any(c.ok for c in calls) or calls[-1].outcome is Outcome.TOO_SLOW:
        return unanswered(item, calls) or Score(item, 0, Outcome.FAILED)

    def verdict(what: str, part: Part, mistakes: list[Mistake[Word]]) -> Verdict:
        of_observed = part is OBSERVED
        chosen = [(x, c) for x, c in zip(cases, calls, strict=True) if (x.w == x.pair.outside_idx) is of_observed]
        failed = next((c.finding for _, c in chosen if c.finding), None)
        if failed:
            return Verdict(0, (replace(failed, title=f"{what}: {failed.title}"),))
        return judge(
            what,
            [Measured(x, by_word(true_loss, x)) for x, _ in chosen],
            [c.value for _, c in chosen],
            mistakes,
            lambda x: sizes(x.pair),
            lambda x: f"w = {x.w}, {about_columns(x.pair)}",
            further=other_mistakes.of_word(part),
        )

    known = loss_mistakes(by_word)
    parts = [
        (1.0, verdict("∂J/∂u_w for w = o", OBSERVED, known)),
        (1.0, verdict("∂J/∂u_w for w ≠ o", OTHER_WORDS, [*other_word_mistakes(), *known])),
    ]
    return formula_total(item, parts, calls, ["w", "o", "y", "y_hat", "v_c"])


def grad_U(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(e): ∂J/∂U, a formula of y, ŷ and v_c, in the shape of U: (d, V), a column for each word."""

    def columns(loss: Loss, case: Pair) -> np.ndarray:
        return by_outside(loss, case).T

    def per_column(mistake: Mistake[Pair]) -> Mistake[Pair]:
        return replace(mistake, produces=lambda m: mistake.produces(Measured(m.case, m.value.T)).T)

    return judge_formula(
        "q1e",
        function,
        what="∂J/∂U",
        cases=pairs(seed),
        arguments=lambda c: (observed(c), predicted(c), c.center),
        parameters=["y", "y_hat", "v_c"],
        measure=lambda c: columns(true_loss, c),
        mistakes=[*map(per_column, row_mistakes("column")), *loss_mistakes(columns)],
        sizes=sizes,
        about=about_columns,
        transposed_share=0.5,
        further=other_mistakes.of_columns(),
    )


def naiveSoftmaxLossAndGradient(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(ii): the function of the starter code. Loss 1 point, gradCenterVec 1.5, gradOutsideVecs 1.5.

    Right numbers from a Python loop over the vocabulary lose half a point.
    """
    item = items()["q2a2"]
    cases = pairs(seed)
    calls = call_each(function, map(arguments_of, cases))
    early = unanswered(item, calls)
    if early:
        return early
    wrong = all_returned_three(calls)
    if wrong:
        return Score(item, 0, Outcome.FAILED, (wrong, *remarks(calls)))

    let_draw(function, *arguments_of(cases[0])[:3], words=cases[0].words)
    measured = [wanted(true_loss, c) for c in cases]
    theirs = [c.value for c in calls]
    mistakes = (
        value_mistakes(),
        loss_mistakes(by_center),
        [*row_mistakes("row"), *loss_mistakes(by_outside)],
    )
    further = (other_mistakes.of_loss(), other_mistakes.of_center(), other_mistakes.of_rows())
    verdicts = judge_three(cases, measured, theirs, mistakes, sizes, about, further)
    verdicts = changed_too_early(theirs, verdicts)
    right = all(v.share == 1 for v in verdicts)
    order = [] if right else in_another_order(measured, theirs)
    if order:
        return Score(item, 0, Outcome.FAILED, (*order, *remarks(calls)))
    loop = _loop(function) if right else []
    doubt = _doubts(function) if right and not loop else []
    modified = changed_inputs(calls, PARAMETERS)
    score = total(item, list(zip((1.0, 1.5, 1.5), verdicts, strict=True)), calls, modified, loop)
    return with_findings(score, [*doubt, *_large_scores(function)] if right else [])


def _random_pair(words: int, size: int, rng: np.random.Generator) -> Pair:
    """A pair of words out of so many, with numbers that no answer can know beforehand."""
    return Pair(rng.normal(size=size), 2, rng.normal(size=(words, size)))


def _loop(function: Any) -> list[Finding]:
    few, many = (_random_pair(words, 4, np.random.default_rng()) for words in (FEW, MANY))
    slope, value = per_element(function, deepcopy(arguments_of(few)), deepcopy(arguments_of(many)), FEW, MANY)
    return loop_findings(
        function, slope, "the vocabulary", "The treebank has 19,539 words.", is_right(true_loss, many, value)
    )


LOOPS = 2.0
"""How dear a function must be to be doubted: in loops with one NumPy operation for each word.

Array code takes 0.1 to 0.4 of one, all of a Jacobian matrix about 1, a loop that does all the work 5.
"""

WORDS, CALLS = 700, 20
"""How large the vocabulary is when the time is looked at, and how many calls are timed together. With many more words
an answer that makes its one-hot vector as a row of np.eye, of words times words numbers, would be as dear as a loop."""


def _timed_pairs(seed: int) -> list[Pair]:
    rng = np.random.default_rng(seed)
    return [_random_pair(WORDS, 2, rng) for _ in range(CALLS)]


def call_on_timed_pairs(function: Any, seed: int) -> list[Any]:
    """What the function gives for each of the pairs, called here where it lives."""
    return call_all(function, [arguments_of(pair) for pair in _timed_pairs(seed)])


def _doubts(function: Any) -> list[Finding]:
    def right(seed: int, values: list[Any]) -> bool:
        pairs = _timed_pairs(seed)
        return len(values) == len(pairs) and all(map(partial(is_right, true_loss), pairs, values))

    return doubts(function, WORDS * CALLS, call_on_timed_pairs, right, loops=LOOPS, over="the vocabulary")


def _large_scores(function: Any) -> list[Finding]:
    vectors = np.array([[1000.0, 0.0], [0.0, 1000.0], [-1000.0, 0.0]])
    arguments = arguments_of(Pair(np.array([1.0, 0.0]), 0, vectors))
    return large_scores(function, arguments, "What happens to a softmax if the same number is taken from every score?")
