"""Checks of the items in `2_activations`: two slopes as formulas, and the sigmoid as code."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.activations.cases import (
    inputs,
    leaky_relu,
    places,
    points,
    probability,
    slope_of_sigmoid,
    slopes,
)
from word2vec_lab.check.by_notebook.activations.mistakes import sigmoid_slope_mistakes, slope_mistakes, value_mistakes
from word2vec_lab.check.by_notebook.activations.other_mistakes import of_sigmoid, of_slope_of_sigmoid, of_two_slopes
from word2vec_lab.check.judging.arrays import aligned, as_array
from word2vec_lab.check.judging.calling import Call, call, call_each
from word2vec_lab.check.judging.compare import About, Verdict, Wording, judge
from word2vec_lab.check.judging.growth import FEW, MANY, loop_findings, per_element
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.locating import misshapen
from word2vec_lab.check.judging.loop_time import call_all, doubts
from word2vec_lab.check.judging.mistakes import C, Measured, Mistake, Namer
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import numeric

SLOPE = Wording(
    sign="Where the curve climbs, its slope is positive. Does it climb there?",
    zero="Is the curve level everywhere?",
    misfit="",  # slopes are handed over one by one
    bent="",  # and a number in an array costs nothing
)
VALUE = Wording(
    sign="Between which two values does a sigmoid run?",
    zero="Can 1 divided by something be zero? Of which type is the array that you fill?",
    misfit="Which one of them is the sigmoid of x?",
    bent="",
)


def _judge_slopes(
    what: str,
    measured: Measured[C],
    calls: Sequence[Call],
    mistakes: Sequence[Mistake[C]],
    about: Callable[[C], About],
    further: Sequence[Namer[C]],
) -> Verdict:
    """Judge a formula that was called with one place after another and must have given one number at each."""
    arrays = [as_array(c.value) for c in calls]
    several = next((a for a in arrays if a is not None and a.size != 1), None)
    if several is not None:
        says = f"For one place it returns an array of shape {several.shape}."
        asks = "Which one of these numbers is the slope there?"
        example = aligned({"yours": several})
        return Verdict(0, (Finding("wrong", "not-one-number", f"{what} is not one number", says, asks, example),))
    numbers: Any = np.array([a.reshape(()) for a in arrays if a is not None])
    if len(numbers) < len(calls):
        numbers = next(c.value for c, a in zip(calls, arrays, strict=True) if a is None)
    return judge(what, [measured], [numbers], mistakes, about=about, words=SLOPE, further=further)


# --- 1(f) -----------------------------------------------------------------------------------------------------------


def leaky_relu_slope(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(f): f′(x) of f(x) = max(αx, x) for numbers x ≠ 0 and 0 < α < 1."""
    item = items()["q1f-formula"]
    at = points(seed)
    calls = call_each(function, zip(at.x.tolist(), at.alpha.tolist(), strict=True))
    early = unanswered(item, calls)
    if early:
        return early
    verdict = _judge_slopes(
        "f′(x)",
        Measured(at, slopes(leaky_relu, at)),
        calls,
        slope_mistakes(),
        lambda c: {"x": c.x, "alpha": c.alpha},
        of_two_slopes(),
    )
    return formula_total(item, [(1, verdict)], calls, ["x", "alpha"])


# --- 1(g) -----------------------------------------------------------------------------------------------------------


def sigmoid_slope(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(g): σ′(x), a formula of the value s = σ(x) alone."""
    item = items()["q1g-formula"]
    x = places(seed)
    s = probability(x)
    calls = call_each(function, ((value,) for value in s.tolist()))
    early = unanswered(item, calls)
    if early:
        return early
    verdict = _judge_slopes(
        "σ′",
        Measured(s, slope_of_sigmoid(x)),
        calls,
        sigmoid_slope_mistakes(x),
        lambda c: {"x": x, "s = σ(x)": c},
        of_slope_of_sigmoid(x),
    )
    return formula_total(item, [(1, verdict)], calls, ["s"])


# --- 2(a)(i) --------------------------------------------------------------------------------------------------------


def sigmoid(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(i): σ(x). A vector 1 point, other arrays 0.5, a single number 0.5; a loop costs half a point."""
    item = items()["q2a1"]
    vectors, others, numbers = inputs(seed)
    calls = call_each(function, ((x,) for x in [*vectors, *others]), stop=False)
    if calls[-1].outcome in (Outcome.TOO_SLOW, Outcome.NOT_ATTEMPTED) or not callable(function):
        return unanswered(item, calls[-1:]) or Score(item, 0, Outcome.FAILED)
    singles = call_each(function, ((x,) for x in numbers))
    if singles[-1].finding and not any(c.ok for c in calls):
        return unanswered(item, calls) or Score(item, 0, Outcome.FAILED)

    vector = _of_arrays("σ of a vector", vectors, calls[: len(vectors)])
    other = _of_arrays("σ of a matrix", others, calls[len(vectors) :])
    number = _of_numbers(numbers, singles)
    if number.share and not any(c.ok for c in calls):
        return Score(item, 0.5, Outcome.FAILED, (_numbers_only(calls[0]),))
    if not vector.share:
        # What is wrong for a vector is mostly wrong for the rest in the same way, and need not be said again.
        other, number = (v if v.share else replace(v, findings=()) for v in (other, number))
    parts = [(1.0, vector), (0.5, other), (0.5, number)]
    loop = _loop(function) if vector.share else []
    doubt = _doubts(function) if vector.share and not loop else []
    score = total(item, parts, [*calls, *singles], changed_inputs(calls, ["x"]), loop)
    advice = [*_whole_numbers(function), *_far_out(function)] if score.outcome is Outcome.PASSED else []
    return replace(score, findings=(*score.findings, *doubt, *advice))


def _of_arrays(what: str, arrays: Sequence[np.ndarray], calls: Sequence[Call]) -> Verdict:
    """Judge arrays. A sigmoid is no gradient, so a shape other than that of x has a finding of its own."""
    failed = next((c.finding for c in calls if c.finding), None)
    if failed:
        return Verdict(0, (replace(failed, title=f"{what}: {failed.title}"),))
    pairs = [(x, as_array(c.value), c.value) for x, c in zip(arrays, calls, strict=True)]
    unfit = next((p for p in pairs if p[1] is not None and p[1].size != p[0].size), None)
    if unfit:
        finding = _wrong_shape(what, unfit[0], unfit[2])
        given = [a for _, a, _ in pairs if a is not None]
        known = misshapen([Measured(x, probability(x)) for x in arrays], given, lambda x: {})
        if known and len(given) == len(pairs):
            finding = replace(known, title=f"{what}: {known.title}", says=finding.says, example=finding.example)
        return Verdict(0, (finding,))
    values = [value if a is None else a.reshape(x.shape) for x, a, value in pairs]
    measured = [Measured(x, probability(x)) for x in arrays]
    verdict = judge(
        what, measured, values, value_mistakes(), about=lambda x: {"x": x}, words=VALUE, further=of_sigmoid()
    )
    bent = next((p for p in pairs if p[1] is not None and p[1].shape != p[0].shape), None)
    if verdict.share and bent:
        finding = _wrong_shape(what, bent[0], bent[2])
        title = f"{what}: the numbers are right, the shape is not"
        says = f"{finding.says} It costs half a point."
        return Verdict(1, (replace(finding, name="shape-bent", title=title, says=says),), bent_shape=True)
    return replace(verdict, findings=tuple(_computed(f) for f in verdict.findings))


def _computed(finding: Finding) -> Finding:
    """These values are computed, not measured."""
    says, example = (text.replace("measured", "expected") for text in (finding.says, finding.example))
    return replace(finding, says=says, example=example)


def _wrong_shape(what: str, x: np.ndarray, theirs: Any) -> Finding:
    array = np.asarray(as_array(theirs))
    return Finding(
        "wrong",
        "wrong-shape",
        f"{what} has the wrong shape",
        says=f"x has the shape {x.shape}, your result {array.shape}.",
        asks="One value for every entry of x, each in its entry's place: what became of the others?",
        example=aligned({"x": x, "yours": array}),
    )


def _of_numbers(numbers: Sequence[float], answers: Sequence[Call]) -> Verdict:
    """Judge single numbers. Only the last answer can have failed: nothing is asked after it."""
    what = "σ of a single number"
    failed = answers[-1].finding
    if failed:
        asks = "What does your function ask of x that a plain number cannot answer?"
        return Verdict(0, (replace(failed, title=f"{what}: {failed.title}", asks=asks),))
    for x, answer in zip(numbers, answers, strict=True):
        value = as_array(answer.value)
        if value is not None and value.size != 1:
            return Verdict(0, (_wrong_shape(what, np.array(x), answer.value),))
    measured = [Measured(x, probability(x)) for x in map(np.array, numbers)]
    theirs = [answer.value for answer in answers]
    return judge(what, measured, theirs, value_mistakes(), about=lambda x: {"x": x}, words=VALUE, further=of_sigmoid())


def _numbers_only(first: Call) -> Finding:
    return Finding(
        "wrong",
        "numbers-only",
        "It works for a single number, not for an array",
        says="In training it is handed all the scores at once.",
        asks="Which operation in your function takes one number only? Whose version of it takes whole arrays?",
        example=first.finding.example if first.finding else "",
    )


def _loop(function: Any) -> list[Finding]:
    few, many = (np.random.default_rng().uniform(-2, 2, entries) for entries in (FEW, MANY))
    slope, value = per_element(function, (few,), (many.copy(),), FEW, MANY)
    right = _is_sigmoid(many, value)
    return loop_findings(function, slope, "the entries of x", "Training calls it millions of times.", right)


def _is_sigmoid(x: np.ndarray, value: Any) -> bool:
    values = as_array(value)
    return values is not None and values.size == x.size and numeric.agree(probability(x), values.reshape(x.shape))


LOOPS = 0.4
"""How dear a function must be to be doubted: in loops with one NumPy operation for each entry. Array code takes 0.01 to
0.2 of one, np.vectorize 0.6."""

ENTRIES = 50_000


def _timed_entries(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-2, 2, ENTRIES)


def call_on_timed_entries(function: Any, seed: int) -> list[Any]:
    """What the function gives for the entries, called here where it lives."""
    return call_all(function, [(_timed_entries(seed),)])


def _doubts(function: Any) -> list[Finding]:
    def right(seed: int, values: list[Any]) -> bool:
        return len(values) == 1 and _is_sigmoid(_timed_entries(seed), values[0])

    return doubts(function, ENTRIES, call_on_timed_entries, right, loops=LOOPS, over="the entries of x")


def _whole_numbers(function: Any) -> list[Finding]:
    """Advice, never a deduction: an array of integers."""
    x = np.array([2, -1, 0])
    answer = call(function, x)
    values = as_array(answer.value)
    if answer.ok and values is not None and values.shape == x.shape and numeric.agree(probability(x), values):
        return []
    return [
        Finding(
            "advice",
            "integers",
            "It does not work for an array of whole numbers",
            says="Nothing is deducted: scores are never whole. But an array made like x holds what x holds.",
            asks="Of which type is your result, and what happens to 0.88 in it?",
            example=aligned({"x": x, "yours": answer.value if answer.ok else "an error"}),
        )
    ]


def _far_out(function: Any) -> list[Finding]:
    """Advice, never a deduction: what happens at ±1000."""
    answer = call(function, np.array([-1000.0, 1000.0]))
    values = as_array(answer.value)
    if answer.ok and values is not None and values.shape == (2,) and np.allclose(values, [0, 1]):
        return []
    return [
        Finding(
            "advice",
            "overflow",
            "At x = ±1000 your sigmoid is no longer right",
            says="Nothing is deducted. exp(1000) does not fit into a float"
            + (", and infinity over infinity is no number." if answer.ok else "."),
            asks="A sigmoid can be written with exp(−x) or with exp(x). Which of the two forms survives where?",
            example=aligned({"x": [-1000, 1000], "yours": answer.value if answer.ok else "an error"}),
        )
    ]
