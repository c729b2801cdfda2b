"""Checks of the items in `3_negative_sampling`: the gradients of the negative-sampling loss, as formulas and as code.

As in `softmax`, nothing here knows a gradient: the loss of `measure.losses` is differenced numerically, and so are the
losses that the known mistakes amount to. Every answer is judged by itself: while it is called, a right sigmoid stands
in for one that is missing or wrong, and the finding says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.negative_sampling.cases import (
    Drawn,
    Loss,
    Measure,
    Sample,
    about,
    about_columns,
    by_center,
    by_outside,
    by_row,
    by_sample,
    columns,
    distinct,
    repeating,
    sizes,
    true_loss,
)
from word2vec_lab.check.by_notebook.negative_sampling.mistakes import (
    SIDE,
    center_mistakes,
    cost,
    loss_mistakes,
    resampled,
    row_mistakes,
    sample_scores,
    value_mistakes,
)
from word2vec_lab.check.by_notebook.softmax.checks import (
    PUBLIC_SEED,
    RETURNS,
    are_right,
    in_another_order,
    returned_three,
)
from word2vec_lab.check.judging.calling import Call, call, call_each, remarks
from word2vec_lab.check.judging.compare import Measured, Mistake, Verdict, Wording, as_array, judge, show
from word2vec_lab.check.judging.growth import LOOP, loop_findings, per_element
from word2vec_lab.check.judging.lending import judged_alone, replaced, right_sigmoid
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, overflow, total, unanswered, with_findings
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import losses, numeric

SHORT_LOOP = 8.0
FULL_LOOP = 64.0
"""Bytecodes per extra negative sample from which a loop is spoken of, and from which it is taken to do all the work.

Array code measures 0, loops that only add up 9 to 50, full loops 32 and more. Between the two, a full loop is known by
its calling the sigmoid for each sample.
"""


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
    early = unanswered(item, calls)
    if early:
        return with_findings(early, stood_in)
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

    measures: list[Measure[Sample]] = [_sample_by_center, _sample_by_observed, by_sample]

    def verdict(index: int, what: str, special: list[Mistake[Sample]]) -> Verdict:
        measure, theirs = measures[index], [v[index] for v in values]
        if all(value is None for value in theirs):
            return Verdict(0, (Finding("wrong", "left-out", f"{what} is left out", "None stands in its place."),))
        exchanged = [_exchanged(name, other) for name, other in zip(GRADIENTS, measures, strict=True)]
        return judge(
            what,
            [Measured(c, measure(true_loss, c)) for c in cases],
            theirs,
            [*exchanged, *special, *loss_mistakes(measure)],
            lambda c: sizes(c.drawn),
            lambda c: f"s = {c.s}, {about_columns(c.drawn)}",
        )

    parts = [
        (1.0, verdict(0, "∂J/∂v_c", [_one_sample, *map(_lifted, center_mistakes())])),
        (0.5, verdict(1, "∂J/∂u_o", _observed_mistakes())),
        (0.5, verdict(2, "∂J/∂u_ws", [*_sample_mistakes(), *_neighbours()])),
    ]
    score = formula_total(item, parts, calls, ["s", "v_c", "u_o", "U_neg"])
    return with_findings(score, stood_in)


def _sample_by_center(loss: Loss, sample: Sample) -> np.ndarray:
    return by_center(loss, sample.drawn)


def _sample_by_observed(loss: Loss, sample: Sample) -> np.ndarray:
    return by_row(loss, sample.drawn, sample.drawn.outside_idx)


def _exchanged(name: str, measure: Measure[Sample]) -> Mistake[Sample]:
    return Mistake(
        "exchanged",
        f"It is what {name} should be",
        "All three have the same shape, so only the numbers tell them apart.",
        "In which order are the three values returned?",
        lambda m: measure(true_loss, m.case),
    )


def _lifted(mistake: Mistake[Drawn]) -> Mistake[Sample]:
    """A mistake of a drawn case, as one of a sample of it."""
    return Mistake(
        mistake.name,
        mistake.title,
        mistake.says,
        mistake.asks,
        lambda m: mistake.produces(Measured(m.case.drawn, m.value)),
    )


_one_sample: Mistake[Sample] = Mistake(
    "one-sample-only",
    "Only the sample s counts",
    "The observed word is right; of the samples, one is left.",
    "How many of the loss's terms hold v_c?",
    lambda m: by_center(lambda c: resampled(c, c.samples[m.case.s : m.case.s + 1]), m.case.drawn),
)


def _all_rows(m: Measured[Sample], loss: Loss = true_loss) -> np.ndarray:
    return by_outside(loss, m.case.drawn)


def _scaled_to(row: np.ndarray, center: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """The measured multiple of v_c, as a multiple of another vector."""
    return np.asarray(float(row @ center / (center @ center)) * vector)


def _observed_mistakes() -> list[Mistake[Sample]]:
    return [
        Mistake(
            "own-vector",
            "It points along u_o itself",
            "The weight is right.",
            "Differentiate u · v with respect to u. Which of the two is left?",
            lambda m: _scaled_to(m.value, m.case.drawn.center, m.case.drawn.outside_vectors[m.case.drawn.outside_idx]),
        ),
        Mistake(
            "samples-included",
            "The negative samples are in it",
            "It is the sum of the gradients for all K + 1 outside vectors.",
            "How many of the loss's terms hold u_o?",
            lambda m: _all_rows(m).sum(axis=0),
        ),
    ]


def _sample_mistakes() -> list[Mistake[Sample]]:
    def pulled_by(sign: int) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: by_sample(lambda c: sign * cost(sample_scores(c)), m.case)

    def all_samples(m: Measured[Sample]) -> np.ndarray:
        return np.asarray(_all_rows(m, lambda c: cost(-sample_scores(c))).sum(axis=0))

    lost = "σ(−x) and σ(x) are not the same. Write down which of the two the loss has, then differentiate."
    return [
        Mistake(
            "sign-flipped",
            "Every number has the wrong sign",
            "The sizes are all right.",
            "Should a sampled word be drawn towards v_c, or driven away?",
            lambda m: -m.value,
        ),
        Mistake(
            "samples-as-observed",
            "It is treated like the observed word",
            "It is what one gets when the minus inside the sigmoid is lost.",
            SIDE,
            pulled_by(1),
        ),
        Mistake(
            "minus-inside-lost",
            "A minus inside the sigmoid got lost",
            "The sample is driven away, but most when the model is already right about it.",
            lost,
            pulled_by(-1),
        ),
        Mistake(
            "own-vector",
            "It points along the sample's own vector",
            "The weight is right.",
            "Differentiate u · v with respect to u. Which of the two is left?",
            lambda m: _scaled_to(m.value, m.case.drawn.center, m.case.drawn.outside_vectors[m.case.word]),
        ),
        Mistake(
            "sum-kept",
            "The sum over all samples is still there",
            "Every sample gets the same gradient.",
            "When you differentiate a sum with respect to one sample's vector, how many of its terms survive?",
            all_samples,
        ),
        Mistake(
            "gradient-of-the-center",
            "It is the samples' part of ∂J/∂v_c",
            "It has the right shape, but it is taken with respect to another vector.",
            "Which vector is moved here, and which stands still?",
            lambda m: by_center(lambda c: cost(-sample_scores(c)), m.case.drawn),
        ),
        Mistake(
            "same-for-all",
            "It is the gradient for the first sample",
            "Every sample gets the same gradient.",
            "Which column of U_neg is sample s?",
            lambda m: by_sample(true_loss, replace(m.case, s=0)),
        ),
    ]


def _neighbours() -> list[Mistake[Sample]]:
    def beside(by: int) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: by_sample(true_loss, replace(m.case, s=(m.case.s + by) % len(m.case.drawn.samples)))

    return [
        Mistake(
            "other-sample",
            f"It is the gradient for the sample {where} s",
            "It is off by one column.",
            "Python counts from 0. From where does your index count?",
            beside(by),
        )
        for by, where in ((-1, "before"), (1, "after"))
    ]


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
    early = unanswered(item, calls)
    if early:
        return with_findings(early, stood_in)
    arrays = [as_array(c.value) for c in calls]
    measured = [Measured(c, shared(c)) for c in cases]
    # Of the forms that are right, the student's is the one to hold their numbers against.
    for form in (_same, _negative, _unstacked, _unstacked_negative):
        wanted = [Measured(m.case, form(m.value)) for m in measured]
        if all(a is not None and _fits(w.value, a) for w, a in zip(wanted, arrays, strict=True)):
            measured = wanted
            break
        if all(a is not None and _fits(form(m.value + 1), a) for m, a in zip(measured, arrays, strict=True)):
            return _nearly(item.id, stood_in, calls)
    theirs = [c.value for c in calls]
    verdict = judge("The common vector", measured, theirs, _common_mistakes(), sizes, _about_stacked, words=COMMON)
    score = formula_total(item, [(1, verdict)], calls, ["v_c", "U_o"])
    said = _how_it_is_judged() if score.outcome is Outcome.PASSED else ()
    return with_findings(score, [*said, *stood_in])


def stacked(drawn: Drawn) -> np.ndarray:
    """The handout's U with o and the samples as indices: [u_o, −u_w1, …, −u_wK], (d, K + 1)."""
    return np.column_stack([drawn.outside_vectors[drawn.outside_idx], -columns(drawn)])


def shared(drawn: Drawn) -> np.ndarray:
    """What v_c has to be multiplied by to give the measured gradient for each column of `stacked`, (K + 1,)."""

    def loss(columns: np.ndarray) -> float:
        return cost(drawn.center @ columns)

    measured = numeric.gradient(loss, stacked(drawn))
    return np.asarray(drawn.center @ measured / (drawn.center @ drawn.center))


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


def _nearly(item: str, stood_in: list[Finding], calls: list[Call]) -> Score:
    nearly = Finding(
        "wrong",
        "one-missing",
        "Nearly: each of the three gradients still does the same thing to your vector",
        says="Times v_c it does not give the gradients yet, and one more operation, the same in all three, is left to "
        "do each time. It is worth half a point.",
        asks="The handout names a vector of ones beside the stacked matrix. What would it be there for?",
    )
    return Score(items()[item], 0.5, Outcome.FAILED, (nearly, *stood_in, *remarks(calls)))


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


def _common_mistakes() -> list[Mistake[Drawn]]:
    def scores(m: Measured[Drawn]) -> np.ndarray:
        return np.asarray(m.case.center @ stacked(m.case))

    some = "Multiply your vector with v_c. Do you get the gradient of every outside vector?"
    return [
        Mistake(
            "scores-only",
            "It holds the scores",
            "The dot products are a beginning, but all the rest of the work would still be done in each gradient.",
            some,
            scores,
        ),
        Mistake(
            "logarithms",
            "It holds the terms of the loss",
            "The gradients do not need them.",
            some,
            lambda m: losses.log_sigmoid(scores(m)),
        ),
        Mistake(
            "logarithms",
            "It holds the terms of the loss",
            "The gradients do not need them.",
            some,
            lambda m: -losses.log_sigmoid(scores(m)),
        ),
        Mistake(
            "slope-of-the-sigmoid",
            "It holds the slopes of the sigmoid",
            "Each gradient divides by the sigmoid again.",
            "The derivative of log σ has two factors. What do they make together?",
            lambda m: -m.value * (1 + m.value),
        ),
        Mistake(
            "samples-as-observed",
            "The minus of the stacked columns is lost for the samples",
            "The entry of the observed word is right.",
            "The stacked matrix has the minus in its columns already. Where was it taken out?",
            lambda m: np.append(m.value[:1], -1 - m.value[1:]),
        ),
        Mistake(
            "samples-as-observed",
            "The minus of the stacked columns is lost for the samples",
            "The entry of the observed word is right, up to its sign.",
            "The stacked matrix has the minus in its columns already. Where was it taken out?",
            lambda m: -np.append(m.value[:1], -1 - m.value[1:]),
        ),
    ]


def _about_stacked(drawn: Drawn) -> str:
    return f"v_c = {show(drawn.center)}\nU_o = [u_o, −u_w1, …] =\n{show(stacked(drawn))}"


# --- 1(i) ------------------------------------------------------------------------------------------------------------


def neg_grad_repeated(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(i): ∂J/∂u_ws where samples may repeat, a formula of s, samples (K,), v_c (d,) and u_s (d,)."""
    item = items()["q1i-formula"]
    cases = [Sample(drawn, s) for drawn in repeating(seed) for s in range(len(drawn.samples))]
    with judged_alone(function) as stood_in:
        calls = call_each(
            function,
            ((c.s, np.array(c.drawn.samples), c.drawn.center, c.drawn.outside_vectors[c.word]) for c in cases),
        )
    early = unanswered(item, calls)
    if early:
        return with_findings(early, stood_in)

    def times(factor: Callable[[Sample, int], float]) -> Callable[[Measured[Sample]], np.ndarray]:
        return lambda m: (
            m.value * factor(m.case, int(m.case.drawn.often[m.case.word])) / m.case.drawn.often[m.case.word]
        )

    count = "Take the smallest case and write down its samples. How often is word w_s among them?"
    counting = [
        Mistake[Sample](
            "repeats-once",
            "A word that was drawn more than once counts once",
            "It is right for a word that was drawn once. (In a vocabulary every word stands once, in a sample it may "
            "stand several times.)",
            count,
            times(lambda case, n: 1),
        ),
        Mistake[Sample](
            "all-counted",
            "It is multiplied by K",
            "Every sample is counted, the other words too.",
            count,
            times(lambda case, n: len(case.drawn.samples)),
        ),
        Mistake[Sample](
            "others-counted",
            "The other samples are counted",
            "The number is that of the samples that are different words.",
            count,
            times(lambda case, n: len(case.drawn.samples) - n),
        ),
        Mistake[Sample](
            "count-squared",
            "The repeats are counted twice over",
            "A word that was drawn n times gets the factor n².",
            "You have a sum over equal samples, or a count of them. Is there both?",
            times(lambda case, n: n * n),
        ),
        Mistake[Sample](
            "one-too-many",
            "The repeats are miscounted by one",
            "A word that was drawn n times gets the factor n − 1.",
            count,
            times(lambda case, n: n - 1),
        ),
        Mistake[Sample](
            "one-too-many",
            "The repeats are miscounted by one",
            "A word that was drawn n times gets the factor n + 1.",
            count,
            times(lambda case, n: n + 1),
        ),
        Mistake[Sample](
            "position-counted",
            "It counts the position s, not the word w_s",
            "`s` says which of the samples is meant; which word that is, `samples` knows.",
            count,
            times(lambda case, n: case.drawn.samples.count(case.s)),
        ),
    ]
    verdict = judge(
        "∂J/∂u_ws",
        [Measured(c, by_sample(true_loss, c)) for c in cases],
        [c.value for c in calls],
        [*counting, *_sample_mistakes(), *loss_mistakes(by_sample)],
        lambda c: sizes(c.drawn),
        lambda c: (
            f"s = {c.s}, samples = {list(c.drawn.samples)}, v_c = {show(c.drawn.center)}, "
            f"u_s = {show(c.drawn.outside_vectors[c.word])}"
        ),
    )
    score = formula_total(item, [(1, verdict)], calls, ["s", "samples", "v_c", "u_s"])
    return with_findings(score, stood_in)


# --- 2(a)(iii) -------------------------------------------------------------------------------------------------------


class ToyDataset:
    """Stands in for the treebank: gives out the words of a list one by one, then the list again.

    A copy begins at the beginning; `asked` is shared by all copies and counts what was given out by any of them.
    """

    def __init__(self, given_out: Sequence[int], asked: list[int] | None = None) -> None:
        self.given_out = tuple(given_out)
        self.asked = [] if asked is None else asked
        self.at = 0

    def sampleTokenIdx(self) -> int:
        """The next word index."""
        word = self.given_out[self.at % len(self.given_out)]
        self.at += 1
        self.asked.append(word)
        return word

    def __deepcopy__(self, memo: dict[int, Any]) -> "ToyDataset":
        return ToyDataset(self.given_out, self.asked)


def arguments_of(drawn: Drawn, asked: list[int] | None = None) -> tuple[Any, ...]:
    """What the starter code's function is called with; K is left out where it is the default, 10."""
    # All words in turn come last, so that whoever waits for K different words does not wait for ever.
    dataset = ToyDataset([*drawn.given_out, *range(drawn.words)], asked)
    given = (drawn.center, drawn.outside_idx, drawn.outside_vectors, dataset)
    return given if len(drawn.samples) == 10 else (*given, len(drawn.samples))


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
            return with_findings(early, stood_in)
        wrong = next((f for f in (returned_three(c.value) for c in calls) if f), None)
        if wrong:
            return Score(item, 0, Outcome.FAILED, (wrong, *stood_in, *remarks(calls)))
        theirs = [[c.value[i] for c in calls] for i in range(3)]
        measured = list(zip(*map(_wanted, cases), strict=True))
        verdicts = _three_verdicts(cases, measured, theirs)
        right = all(v.share == 1 for v in verdicts)
        order = [] if right else in_another_order(measured, theirs)
        if order:
            return Score(item, 0, Outcome.FAILED, (*order, *stood_in, *remarks(calls)))
        loop, advice = _loop(function) if right else ([], [])
        advice = [*advice, *_large_scores(function)] if right else _never_asked(asked)
    modified = changed_inputs(calls, ["centerWordVec", "outsideWordIdx", "outsideVectors", "dataset", "K"])
    score = total(item, list(zip((1.0, 1.5, 1.5), verdicts, strict=True)), calls, modified, loop)
    return with_findings(score, [*advice, *stood_in])


def _wanted(drawn: Drawn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The three values that are asked for, the gradients measured."""
    return np.array(true_loss(drawn)), by_center(true_loss, drawn), by_outside(true_loss, drawn)


def _three_verdicts(
    cases: list[Drawn], measured: Sequence[Sequence[np.ndarray]], theirs: Sequence[list[Any]]
) -> list[Verdict]:
    known = (
        value_mistakes(),
        [*center_mistakes(), *loss_mistakes(by_center)],
        [*row_mistakes(), *loss_mistakes(by_outside)],
    )
    verdicts = [
        judge(name, list(map(Measured, cases, values)), given, mistakes, sizes, about)
        for name, values, given, mistakes in zip(RETURNS, measured, theirs, known, strict=True)
    ]
    few = _too_few_rows(cases, theirs[2])
    return [*verdicts[:2], few or verdicts[2]]


def _too_few_rows(cases: list[Drawn], theirs: list[Any]) -> Verdict | None:
    """A gradient with rows for the words involved only."""
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


def _crowd(samples: int) -> Drawn:
    """A case with that many samples, the first of the words given out.

    All of them differ, as a loop over different words is a loop, too. None is the outside word.
    """
    rng = np.random.default_rng((PUBLIC_SEED, samples))
    words = tuple(int(w) for w in rng.permutation(120) + 3)
    return Drawn(rng.normal(size=4), 2, rng.normal(size=(130, 4)), words[:samples], words)


FEW, MANY = 10, 110


def growth_with_samples(function: Any) -> tuple[float, float, Any]:
    """How the work grows with each extra sample, in bytecodes and in calls of the sigmoid; what the larger call gave.

    The given sampling function has a loop of its own, and a sigmoid may have one: neither is counted here.
    """
    few, many = _crowd(FEW), _crowd(MANY)
    calls_of_sigmoid = 0

    def sigmoid(x: Any) -> Any:
        nonlocal calls_of_sigmoid
        calls_of_sigmoid += 1
        return right_sigmoid(x)

    def draw(_outside: int, dataset: Any, count: int) -> list[int]:
        return list(dataset.given_out[:count])

    def arguments(drawn: Drawn) -> tuple[Any, ...]:
        center, vectors, dataset = drawn.center.copy(), drawn.outside_vectors.copy(), _Counter(drawn.given_out)
        return center, drawn.outside_idx, vectors, dataset, len(drawn.samples)

    def sigmoids(drawn: Drawn) -> int:
        before = calls_of_sigmoid
        call(function, *arguments(drawn))
        return calls_of_sigmoid - before

    with replaced(function, sigmoid=sigmoid, getNegativeSamples=draw):
        slope, value = per_element(function, arguments(few), arguments(many), MANY - FEW)
        return slope, (sigmoids(many) - sigmoids(few)) / (MANY - FEW), value


def _loop(function: Any) -> tuple[list[Finding], list[Finding]]:
    """What costs half a point, and what is advice: how the work in Python grows with K."""
    slope, one_by_one, value = there(function, growth_with_samples, function)
    slope, one_by_one = float(slope), float(one_by_one)
    right = are_right(_wanted(_crowd(MANY)), value)
    if slope >= FULL_LOOP or one_by_one >= 0.5 or not right:
        told = max(slope, LOOP) if right else 0.0
        return loop_findings(told, "the negative samples", "Training calls this function millions of times.", right), []
    if slope < SHORT_LOOP:
        return [], []
    advice = Finding(
        "advice",
        "accumulating-loop",
        "A short Python loop runs over the negative samples",
        says=f"It costs no points. Each extra sample costs {slope:.0f} Python bytecodes.",
        asks="Is there a NumPy operation that adds at many places at once, and counts the repeats?",
    )
    return [], [advice]


class _Counter(ToyDataset):
    """A dataset whose draws execute no bytecode."""

    def __init__(self, given_out: Sequence[int]) -> None:
        super().__init__(given_out)
        self.sampleTokenIdx = iter(given_out).__next__  # type: ignore[method-assign]

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Counter":
        return _Counter(self.given_out)


def _large_scores(function: Any) -> list[Finding]:
    """Advice, never a deduction: what happens to the gradients when the scores reach ±1000."""
    vectors = np.array([[0.0, 1.0], [1000.0, 0.0], [-1000.0, 0.0], [1.0, 0.0]])
    answer = call(function, np.array([1.0, 0.0]), 2, vectors, ToyDataset([1, 3, 1]), 3)
    if not answer.ok or returned_three(answer.value):
        return []
    return overflow(
        answer.value[1:], "Does a gradient need the exponential itself, or only what your sigmoid makes of it?"
    )
