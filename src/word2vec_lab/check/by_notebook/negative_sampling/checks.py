"""Checks of the items in `3_negative_sampling`: the gradients of the negative-sampling loss, as formulas and as code.

Every answer is judged by itself: while it is called, a right sigmoid stands in for one that is missing or wrong, and
the finding says so.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling import other_mistakes
from word2vec_lab.check.by_notebook.negative_sampling.cases import (
    PARAMETERS,
    Drawn,
    Measure,
    Sample,
    about,
    about_columns,
    about_stacked,
    arguments_of,
    by_sample,
    columns,
    distinct,
    repeating,
    sample_by_center,
    sample_by_observed,
    shared,
    sizes,
    square,
    stacked,
    true_loss,
)
from word2vec_lab.check.by_notebook.negative_sampling.formula_mistakes import (
    ONE_SAMPLE,
    common_mistakes,
    counting_mistakes,
    exchanged,
    lifted,
    neighbours,
    observed_mistakes,
    sample_mistakes,
)
from word2vec_lab.check.by_notebook.negative_sampling.loops import loop_or_advice
from word2vec_lab.check.by_notebook.negative_sampling.mistakes import (
    center_mistakes,
    gradient_mistakes,
    loss_mistakes,
    value_mistakes,
)
from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.judging.calling import Call, call_each, remarks
from word2vec_lab.check.judging.chance import let_draw
from word2vec_lab.check.judging.compare import Verdict, Wording, judge
from word2vec_lab.check.judging.formula import judge_formula, rows_for_columns
from word2vec_lab.check.judging.handed import MOST_KEPT, PUBLIC_SEED, ToyDataset
from word2vec_lab.check.judging.lending import judged_alone
from word2vec_lab.check.judging.loss_and_gradients import (
    RETURNS,
    all_returned_three,
    changed_too_early,
    in_another_order,
    judge_three,
    large_scores,
    wanted,
)
from word2vec_lab.check.judging.mistakes import Measured, Mistake
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered, with_findings
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import Item, items
from word2vec_lab.measure import numeric

# --- 1(h)(i) ---------------------------------------------------------------------------------------------------------

GRADIENTS = ("grad_v_c", "grad_u_o", "grad_u_s")


def neg_gradients(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(h)(i): the three gradients as formulas of s, v_c (d,), u_o (d,) and U_neg (d, K), each judged by itself.

    ∂J/∂v_c earns 1 point, ∂J/∂u_o and ∂J/∂u_ws half a point each.
    """
    item = items()["q1h1-formula"]
    cases = [Sample(drawn, s) for drawn in distinct(seed) for s in range(len(drawn.samples))]
    with judged_alone(function) as stood_in:
        calls = call_each(
            function,
            ((c.s, c.drawn.center, c.drawn.outside_vectors[c.drawn.outside_idx], columns(c.drawn)) for c in cases),
        )
        rows = calls[-1].outcome is Outcome.RAISED and _takes_rows(function, seed)
    early = unanswered(item, calls)
    if early:
        return with_findings(rows_for_columns(early, "U_neg", "(d, K)") if rows else early, stood_in)
    values = [c.value for c in calls]
    if any(not isinstance(v, (tuple, list)) or len(v) != 3 for v in values):
        wrong = Finding(
            "wrong",
            "wrong-return",
            "Your function does not return three gradients",
            says=f"The check expects {', '.join(GRADIENTS)}, in this order.",
            asks="Is the last line of the cell still as it was handed out?",
        )
        return Score(item, 0, Outcome.FAILED, (wrong, *stood_in, *remarks(calls)))

    further = other_mistakes.of_three()
    measures: list[Measure[Sample]] = [sample_by_center, sample_by_observed, by_sample]

    def verdict(index: int, what: str, special: list[Mistake[Sample]]) -> Verdict:
        measure, theirs = measures[index], [v[index] for v in values]
        if all(value is None for value in theirs):
            return Verdict(0, (Finding("wrong", "left-out", f"{what} is left out", "None stands in its place."),))
        others = [exchanged(name, other) for name, other in zip(GRADIENTS, measures, strict=True)]
        return judge(
            what,
            [Measured(c, measure(true_loss, c)) for c in cases],
            theirs,
            [*others, *special, *loss_mistakes(measure)],
            lambda c: sizes(c.drawn),
            lambda c: f"s = {c.s}, {about_columns(c.drawn)}",
            further=further[index],
        )

    parts = [
        (1.0, verdict(0, "∂J/∂v_c", [ONE_SAMPLE, *map(lifted, center_mistakes())])),
        (0.5, verdict(1, "∂J/∂u_o", observed_mistakes())),
        (0.5, verdict(2, "∂J/∂u_ws", [*sample_mistakes(), *neighbours()])),
    ]
    score = formula_total(item, parts, calls, ["s", "v_c", "u_o", "U_neg"])
    return with_findings(score, stood_in)


def _takes_rows(function: Any, seed: int) -> bool:
    """Whether the formula takes the samples for the rows of U_neg: told where it has as many rows as columns.

    There no shape stops it, and one of the three gradients is what it would be for U_neg on its side.
    """
    drawn = square(seed)
    rows = drawn.outside_vectors.copy()
    rows[list(drawn.samples)] = columns(drawn)
    other = replace(drawn, outside_vectors=rows)
    u_o, samples = drawn.outside_vectors[drawn.outside_idx], range(len(drawn.samples))
    calls = call_each(function, ((s, drawn.center, u_o, columns(drawn)) for s in samples))
    if not all(c.ok and isinstance(c.value, (tuple, list)) and len(c.value) == 3 for c in calls):
        return False

    def same(index: int, measure: Measure[Sample]) -> bool:
        arrays = [as_array(c.value[index]) for c in calls]
        wanted = [measure(true_loss, Sample(other, s)) for s in range(len(calls))]
        return all(a is not None and numeric.agree(w, a) for w, a in zip(wanted, arrays, strict=True))

    return same(0, sample_by_center) or same(2, by_sample)


# --- 1(h)(ii) --------------------------------------------------------------------------------------------------------


COMMON = Wording(
    sign="",  # the sign is free
    zero="Times v_c, does it give a gradient other than zero?",
    misfit="What does each of the three gradients need from it? How many columns has U_o?",
    bent="Which of your products keeps an axis of length 1?",
    shape="it should have one entry for each column of U_o,",
)


def common_vector(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(h)(ii): what the three gradients share, a formula of v_c (d,) and U_o = [u_o, −u_w1, …, −u_wK] (d, K + 1).

    A vector with one entry for each column is right if v_c times its entries gives all the measured gradients for the
    outside vectors, up to one sign in common: for the columns of U_o, or for the outside vectors themselves, whose
    signs differ.
    """
    item = items()["q1h2"]
    cases = distinct(seed)
    with judged_alone(function) as stood_in:
        calls = call_each(function, ((c.center, stacked(c)) for c in cases))
        turned = call_each(function, ((c.center, stacked(c).T) for c in cases)) if not calls[-1].ok else []
    early = unanswered(item, calls)
    if early:
        values = [as_array(c.value) for c in turned]
        rows = early.outcome is Outcome.RAISED and any(
            all(a is not None and _fits(form(shared(c)), a) for c, a in zip(cases, values, strict=False))
            for form in FORMS
        )
        return with_findings(rows_for_columns(early, "U_o", "(d, K + 1)") if rows else early, stood_in)
    arrays = [as_array(c.value) for c in calls]
    measured = [Measured(c, shared(c)) for c in cases]
    # Several forms are right. An answer in one of them is held against that form.
    for form in FORMS:
        in_form = [Measured(m.case, form(m.value)) for m in measured]
        if all(a is not None and _fits(m.value, a) for m, a in zip(in_form, arrays, strict=True)):
            measured = in_form
            break
        if all(a is not None and _fits(form(m.value + 1), a) for m, a in zip(measured, arrays, strict=True)):
            return _nearly(item, stood_in, calls)
    theirs = [c.value for c in calls]
    verdict = judge(
        "The common vector",
        measured,
        theirs,
        common_mistakes(),
        sizes,
        about_stacked,
        words=COMMON,
        further=other_mistakes.of_common(),
    )
    score = formula_total(item, [(1, verdict)], calls, ["v_c", "U_o"])
    said = _how_it_is_judged() if score.outcome is Outcome.PASSED else ()
    return with_findings(score, [*said, *stood_in])


def _fits(wanted: np.ndarray, given: np.ndarray) -> bool:
    return given.size == wanted.size and numeric.agree(wanted, given.reshape(wanted.shape))


def _same(vector: np.ndarray) -> np.ndarray:
    return vector


def _negative(vector: np.ndarray) -> np.ndarray:
    return np.asarray(-vector)


def _unstacked(vector: np.ndarray) -> np.ndarray:
    return np.append(vector[:1], -vector[1:])


def _unstacked_negative(vector: np.ndarray) -> np.ndarray:
    return np.append(-vector[:1], vector[1:])


FORMS = (_same, _negative, _unstacked, _unstacked_negative)


def _nearly(item: Item, stood_in: list[Finding], calls: list[Call]) -> Score:
    nearly = Finding(
        "wrong",
        "one-missing",
        "Nearly: each of the three gradients still does the same thing to your vector",
        says="Times v_c it does not give the gradients yet, and one more operation, the same in all three, is left to "
        "do each time. It is worth half a point.",
        asks="What could a vector of ones, one for each column of the stacked matrix, be there for?",
    )
    return Score(item, 0.5, Outcome.FAILED, (nearly, *stood_in, *remarks(calls)))


def _how_it_is_judged() -> tuple[Finding, ...]:
    return (
        Finding(
            "advice",
            "how-judged",
            "How this was judged",
            says="Each entry times v_c gives the measured gradient of one outside vector, up to signs that stay the "
            "same throughout.",
        ),
    )


# --- 1(i) ------------------------------------------------------------------------------------------------------------


def neg_grad_repeated(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(i): ∂J/∂u_ws where samples may repeat, a formula of s, samples (K,), v_c (d,) and u_s (d,)."""
    with judged_alone(function) as stood_in:
        score = judge_formula(
            "q1i-formula",
            function,
            what="∂J/∂u_ws",
            cases=[Sample(drawn, s) for drawn in repeating(seed) for s in range(len(drawn.samples))],
            arguments=lambda c: (c.s, np.array(c.drawn.samples), c.drawn.center, c.drawn.outside_vectors[c.word]),
            parameters=["s", "samples", "v_c", "u_s"],
            measure=lambda c: by_sample(true_loss, c),
            mistakes=[*counting_mistakes(), *sample_mistakes(), *loss_mistakes(by_sample)],
            sizes=lambda c: sizes(c.drawn),
            about=lambda c: (
                f"s = {c.s}, samples = {list(c.drawn.samples)}, v_c = {show(c.drawn.center)}, "
                f"u_s = {show(c.drawn.outside_vectors[c.word])}"
            ),
            further=other_mistakes.of_repeated(),
        )
    return with_findings(score, stood_in)


# --- 2(a)(iii) -------------------------------------------------------------------------------------------------------


def negSamplingLossAndGradient(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(iii): the function of the starter code. Loss 1 point, gradCenterVec 1.5, gradOutsideVecs 1.5.

    Right numbers from a Python loop that does all the work sample by sample lose half a point.
    """
    item = items()["q2a3"]
    cases = repeating(seed)
    asked: list[int] = []
    with judged_alone(function) as stood_in:
        calls = call_each(function, (arguments_of(c, asked) for c in cases))
        early = unanswered(item, calls)
        if early:
            return with_findings(_never_enough(early, calls, asked), stood_in)
        wrong = all_returned_three(calls)
        if wrong:
            return Score(item, 0, Outcome.FAILED, (wrong, *stood_in, *remarks(calls)))
        first = cases[0]
        let_draw(function, *arguments_of(first)[:3], words=first.words, after=(len(first.samples),))
        measured = [wanted(true_loss, c) for c in cases]
        theirs = [c.value for c in calls]
        losses = [as_array(triple[0]) for triple in theirs]
        loss_is_right = all(a is not None and _fits(m[0], a) for m, a in zip(measured, losses, strict=True))
        mistakes = (value_mistakes(), *gradient_mistakes(loss_is_right))
        further = (other_mistakes.of_loss(), other_mistakes.of_center(), other_mistakes.of_rows())
        loss, center, outside = judge_three(cases, measured, theirs, mistakes, sizes, about, further)
        verdicts = changed_too_early(theirs, [loss, center, outside])
        verdicts[2] = _too_few_rows(cases, [triple[2] for triple in theirs]) or outside
        right = all(v.share == 1 for v in verdicts)
        order = [] if right else in_another_order(measured, theirs)
        if order:
            return Score(item, 0, Outcome.FAILED, (*order, *stood_in, *remarks(calls)))
        loop, advice = loop_or_advice(function) if right else ([], [])
        advice = [*advice, *_large_scores(function)] if right else _never_asked(asked)
        if not right and not asked:
            verdicts = [_of_other_samples(name, v) for name, v in zip(RETURNS, verdicts, strict=True)]
    modified = changed_inputs(calls, PARAMETERS)
    score = total(item, list(zip((1.0, 1.5, 1.5), verdicts, strict=True)), calls, modified, loop)
    return with_findings(score, [*advice, *stood_in])


def _never_enough(score: Score, calls: list[Call], asked: list[int]) -> Score:
    """The score of an answer that did not return; if it has drawn words all the time, that is what it is told."""
    if score.outcome is not Outcome.TOO_SLOW or len(asked) < MOST_KEPT:
        return score
    finding = Finding(
        "wrong",
        "draws-without-end",
        f"Your function drew more than {MOST_KEPT:,} words and was stopped",
        says="In turn, every word of the small vocabulary was among them, and each of them again and again.",
        asks="What must be true before it stops drawing? Can that come true if only a few words exist?",
    )
    return replace(score, findings=(finding, *remarks(calls[-1:])))


def _too_few_rows(cases: list[Drawn], theirs: list[Any]) -> Verdict | None:
    """The verdict on gradients that have rows for the words involved only."""
    arrays = [as_array(value) for value in theirs]

    def has_rows(count: Callable[[Drawn], int]) -> bool:
        return all(a is not None and a.shape == (count(c), c.center.size) for c, a in zip(cases, arrays, strict=True))

    involved: list[Callable[[Drawn], int]] = [
        lambda c: len(c.samples) + 1,
        lambda c: len(c.samples),
        lambda c: len(set(c.samples)) + 1,
    ]
    if not any(map(has_rows, involved)):
        return None
    small, first = cases[0], arrays[0]
    assert first is not None
    finding = Finding(
        "wrong",
        "only-sampled-rows",
        f"{RETURNS[2]} has rows for the words involved only",
        f"Its shape is {first.shape}; the shape convention asks for {small.outside_vectors.shape}.",
        "A step is subtracted from outsideVectors as a whole. What stands in the rows of words that were not drawn?",
        about(small),
    )
    return Verdict(0, (finding,))


def _of_other_samples(what: str, verdict: Verdict) -> Verdict:
    """A verdict whose findings can have no name, because nobody knows which samples were used."""
    nameless = {"differs", "wrong-weights", "only-there", "made-of-others", "shape-of-others"}
    if not any(finding.name in nameless for finding in verdict.findings):
        return verdict
    says = "They were not drawn from the dataset, so nothing can be said of the rest yet."
    return replace(verdict, findings=(Finding("wrong", "other-samples", f"{what} is made of other samples", says),))


def _never_asked(asked: list[int]) -> list[Finding]:
    if asked:
        return []
    return [
        Finding(
            "wrong",
            "dataset-not-asked",
            "Your function never draws a word from the dataset",
            says="The negative samples are to come from dataset.sampleTokenIdx(), which knows how common each word is.",
            asks="Which function, given at the top, asks it for you?",
        )
    ]


def _large_scores(function: Any) -> list[Finding]:
    vectors = np.array([[0.0, 1.0], [1000.0, 0.0], [-1000.0, 0.0], [1.0, 0.0]])
    arguments = (np.array([1.0, 0.0]), 2, vectors, ToyDataset([1, 3, 1, *range(4)]), 3)
    asks = "Does a gradient need the exponential itself, or only what your sigmoid makes of it?"
    return large_scores(function, arguments, asks)
