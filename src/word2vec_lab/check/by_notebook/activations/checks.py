"""Checks of the items in `2_activations`: two slopes as formulas, and the sigmoid as code.

A slope is held against central differences of the function itself, and the known mistakes are slopes of other
functions. The sigmoid is held against the loss in which it will be used: the loss −log σ(x) needs no sigmoid.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from word2vec_lab.check.judging.calling import Call, call, call_each
from word2vec_lab.check.judging.compare import C, Measured, Mistake, Verdict, Wording, as_array, judge, show
from word2vec_lab.check.judging.growth import loop_findings, per_element
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import numeric
from word2vec_lab.measure.losses import log_sigmoid

PUBLIC_SEED = 224
"""The seed of the checks that students see; the hidden tests bring their own."""


def probability(x: np.ndarray) -> np.ndarray:
    """What a sigmoid must give: e to the minus of the loss −log σ(x)."""
    return np.asarray(np.exp(log_sigmoid(np.asarray(x, dtype=float))))


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
    about: Callable[[C], str],
) -> Verdict:
    """Judge a formula that was called with one place after another and must have given one number at each."""
    arrays = [as_array(c.value) for c in calls]
    several = next((a for a in arrays if a is not None and a.size != 1), None)
    if several is not None:
        says = f"For one place it returns an array of shape {several.shape}."
        asks = "Which one of these numbers is the slope there?"
        example = f"{'yours':>9}  {show(several)}"
        return Verdict(0, (Finding("wrong", "not-one-number", f"{what} is not one number", says, asks, example),))
    numbers: Any = np.array([a.reshape(()) for a in arrays if a is not None])
    if len(numbers) < len(calls):
        numbers = next(c.value for c, a in zip(calls, arrays, strict=True) if a is None)
    return judge(what, [measured], [numbers], mistakes, about=about, words=SLOPE)


# --- 1(f) -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Points:
    """Places x and constants α, (n,) each, at which one formula is judged."""

    x: np.ndarray
    alpha: np.ndarray


Curve = Callable[[float, float], float]


def _slopes(curve: Curve, at: Points) -> np.ndarray:
    """The measured slope of curve(x, α) with respect to x, at every point."""

    def slope(x: float, alpha: float) -> float:
        return float(numeric.gradient(lambda z: curve(float(z[0]), alpha), np.array([x]))[0])

    return np.array([slope(float(x), float(alpha)) for x, alpha in zip(at.x, at.alpha, strict=True)])


def _leaky_relu(x: float, alpha: float) -> float:
    """Equation (8) of the handout."""
    return max(alpha * x, x)


def _values(at: Points) -> np.ndarray:
    return np.array([_leaky_relu(float(x), float(alpha)) for x, alpha in zip(at.x, at.alpha, strict=True)])


# The curves whose slopes the known mistakes amount to: (slug, title, says, asks, curve).
MISTAKEN_CURVES: list[tuple[str, str, str, str, Curve]] = [
    (
        "plain-relu",
        "This is the slope of a ReLU that does not leak",
        "For negative x it is flat.",
        "What is the leak for, if nothing comes through?",
        lambda x, alpha: max(0.0, x),
    ),
    (
        "sides-exchanged",
        "The two sides are exchanged",
        "Each slope belongs to the other half of the axis.",
        "For x = 2 and α = 0.1: which of αx and x is larger?",
        lambda x, alpha: min(alpha * x, x),
    ),
    (
        "left-sign",
        "The slope for negative x has the wrong sign",
        "The right half is right.",
        "Walking to the right along the left half, do you climb or descend?",
        lambda x, alpha: max(-alpha * x, x),
    ),
    (
        "left-sign",
        "This is the slope of the absolute value",
        "The right half is right.",
        "Walking to the right along the left half, do you climb or descend? How steeply?",
        lambda x, alpha: max(-x, x),
    ),
    (
        "one-slope",
        "There is one slope for both sides",
        "It does not depend on x: the kink at zero is missing.",
        "Sketch f for α = 0.5. How many straight pieces has it?",
        lambda x, alpha: x,
    ),
    (
        "one-slope",
        "There is one slope for both sides",
        "It does not depend on x: the kink at zero is missing.",
        "Sketch f for α = 0.5. How many straight pieces has it?",
        lambda x, alpha: alpha * x,
    ),
]


def _mistaken(row: tuple[str, str, str, str, Curve]) -> Mistake[Points]:
    name, title, says, asks, curve = row
    return Mistake(name, title, says, asks, lambda m: _slopes(curve, m.case))


def _slope_mistakes() -> list[Mistake[Points]]:
    values = [
        Mistake[Points](
            "value-for-slope",
            "This is the function's value, not its slope",
            "It is what one reads off the vertical axis.",
            "How much does f rise when x rises by 0.001?",
            lambda m: _values(m.case),
        ),
        Mistake[Points](
            "value-for-slope",
            "On the left this is the function's value, not its slope",
            "The right half is right.",
            "The left half is a straight line. Does its slope change along the way?",
            lambda m: np.where(m.case.x > 0, m.value, _values(m.case)),
        ),
    ]

    def shifted(name: str, by: Callable[[Points], np.ndarray]) -> Mistake[Points]:
        return Mistake(
            "kink-elsewhere",
            f"The slope changes at {name}, not at 0",
            "Both slopes are right, and some places have the wrong one of them.",
            "Where do the two straight pieces of f meet?",
            lambda m: _slopes(_leaky_relu, replace(m.case, x=m.case.x - by(m.case))),
        )

    elsewhere = [
        shifted("α", lambda at: at.alpha),
        shifted("−α", lambda at: -at.alpha),
        shifted("1", lambda at: np.ones_like(at.x)),
        shifted("−1", lambda at: -np.ones_like(at.x)),
    ]
    return [*values, *map(_mistaken, MISTAKEN_CURVES), *elsewhere]


def leaky_relu_slope(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(f): f′(x) of f(x) = max(αx, x) for numbers x ≠ 0 and 0 < α < 1."""
    item = items()["q1f-formula"]
    rng = np.random.default_rng(seed)
    # Three places lie nearer to zero than α, where a kink in another place would show.
    x = np.append([2.0, -3.0, -0.05, 0.04], rng.uniform(0.1, 4, 6) * rng.permutation([1, -1] * 3)).round(2)
    alpha = np.append([0.1, 0.1, 0.3, 0.6], rng.uniform(0.05, 0.9, 6)).round(2)
    x, alpha = np.append(x, rng.uniform(0.02, 0.3)), np.append(alpha, rng.uniform(0.4, 0.9))
    calls = call_each(function, zip(x.tolist(), alpha.tolist(), strict=True))
    early = unanswered(item, calls)
    if early:
        return early
    points = Points(x, alpha)
    verdict = _judge_slopes(
        "f′(x)",
        Measured(points, _slopes(_leaky_relu, points)),
        calls,
        _slope_mistakes(),
        lambda c: f"{'x':>9}  {show(c.x)}\n{'alpha':>9}  {show(c.alpha)}",
    )
    return formula_total(item, [(1, verdict)], calls, ["x", "alpha"])


# --- 1(g) -----------------------------------------------------------------------------------------------------------


def slope_of_sigmoid(x: np.ndarray) -> np.ndarray:
    """The slope of the sigmoid, measured at every entry of x."""
    return numeric.gradient(lambda z: float(probability(z).sum()), x)


def _sigmoid_slope_mistakes(x: np.ndarray) -> list[Mistake[np.ndarray]]:
    quarter = "At x = 0 the curve climbs by a quarter for each unit of x. What does yours say there?"
    s, slopes = probability(x), slope_of_sigmoid(x)

    def mistake(name: str, title: str, says: str, asks: str, numbers: np.ndarray) -> Mistake[np.ndarray]:
        return Mistake(name, title, says, asks, lambda m: numbers)

    missing = ("factor-missing", "One factor is missing", "It does not flatten out on both sides.", quarter)
    twice = ("factor-twice", "One factor too many", "It is the slope times a number below 1, once more.", quarter)
    return [
        mistake(*twice, slopes * s),
        mistake(*twice, slopes * probability(-x)),
        mistake(
            "value-for-slope",
            "This is the sigmoid's value, not its slope",
            "It keeps growing with x, while the curve flattens out.",
            "Far to the right the curve is level. Which slope is that?",
            s,
        ),
        mistake(*missing, slopes / s),
        mistake(
            "applied-twice",
            "The sigmoid is applied to a value that already is one",
            "It is the slope at x = s. But s is the height of the curve, not the place.",
            "At x = 0, what is s? What is the slope at that place, and what at x = s?",
            slope_of_sigmoid(s),
        ),
        mistake(
            "applied-twice",
            "The sigmoid is applied to a value that already is one",
            "In one of your factors it is taken once too often.",
            "In your derivation, is that bracket multiplied with what stands before it, or is it an argument?",
            s * probability(probability(-x)),
        ),
        mistake(
            "tanh-slope",
            "This is the slope of a tanh",
            "It would be right for a curve that runs from −1 to 1.",
            "Between which two values does the sigmoid run?",
            1 - s**2,
        ),
    ]


def sigmoid_slope(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(g): σ′(x), a formula of the value s = σ(x) alone."""
    item = items()["q1g-formula"]
    x = np.append([0.0, 1.0, -1.0], np.random.default_rng(seed).uniform(-4, 4, 5))
    s = probability(x)
    calls = call_each(function, ((value,) for value in s.tolist()))
    early = unanswered(item, calls)
    if early:
        return early
    verdict = _judge_slopes(
        "σ′",
        Measured(s, slope_of_sigmoid(x)),
        calls,
        _sigmoid_slope_mistakes(x),
        lambda c: f"{'x':>9}  {show(x)}\n{'s = σ(x)':>9}  {show(c)}",
    )
    return formula_total(item, [(1, verdict)], calls, ["s"])


# --- 2(a)(i) --------------------------------------------------------------------------------------------------------


def _inputs(seed: int) -> tuple[list[np.ndarray], list[np.ndarray], list[float]]:
    """Vectors, arrays of other shapes, and single numbers: one to read, and others that no answer can know.

    A shape of a vector returns with other numbers; there are large and small x.
    """
    rng = np.random.default_rng(seed)
    sizes = [7, 7, 40 + int(rng.integers(0, 9))]
    vectors = [np.array([0.0, 1.0, -2.0]), *(rng.normal(0, 3, n) for n in sizes), np.array([12.0, -12.0])]
    others = [rng.normal(0, 3, shape) for shape in [(2, 3), (4, 1), (2, 3, 2), (5, 8)]]
    others[-1][0, :2] = vectors[-1]
    return vectors, others, [0.7, *rng.uniform(-3, 3, 3).round(2).tolist()]


def _softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum())


def _value_mistakes() -> list[Mistake[np.ndarray]]:
    return [
        Mistake(
            "mirrored",
            "The curve is mirrored",
            "It falls where it should rise.",
            "For a large positive x, should a sigmoid be near 0 or near 1?",
            lambda m: probability(-m.case),
        ),
        Mistake(
            "upside-down",
            "This is one over the sigmoid",
            "It lies above 1 everywhere.",
            "Which operation does Python do first in 1 / a + b?",
            lambda m: 1 / m.value,
        ),
        Mistake(
            "slope-for-value",
            "This is the sigmoid's slope",
            "It is a bump, highest at 0.",
            "Part (g) asked for the slope. What does this one ask for?",
            lambda m: slope_of_sigmoid(m.case),
        ),
        Mistake(
            "tanh",
            "This is tanh",
            "It runs from −1 to 1.",
            "Could it serve as a probability?",
            lambda m: np.tanh(m.case),
        ),
        Mistake(
            "softmax-for-sigmoid",
            "This is a softmax",
            "The values of one array share a total of 1.",
            "If you change one entry of x, should the others' values change?",
            lambda m: _softmax(m.case),
        ),
        Mistake(
            "denominator-missing",
            "This is the exponential alone",
            "It has no upper limit.",
            "Between which two values does a sigmoid run?",
            lambda m: np.exp(m.case),
        ),
        Mistake(
            "denominator-missing",
            "This is the exponential alone",
            "It has no upper limit.",
            "Between which two values does a sigmoid run?",
            lambda m: np.exp(-m.case),
        ),
        Mistake(
            "log-sigmoid",
            "This is the logarithm of the sigmoid",
            "Every value is negative.",
            "The loss takes a logarithm. Does this function?",
            lambda m: log_sigmoid(m.case),
        ),
        Mistake(
            "hard-step",
            "This is a hard step",
            "It knows yes and no, and nothing in between.",
            "What should it say for x = 0.1: sure, or nearly undecided?",
            lambda m: (m.case > 0) * 1.0,
        ),
        Mistake(
            "hard-step",
            "This is a hard step",
            "It knows yes and no, and nothing in between.",
            "What should it say for x = 0.1: sure, or nearly undecided?",
            lambda m: (m.case >= 0) * 1.0,
        ),
    ]


def sigmoid(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(i): σ(x). A vector 1 point, other arrays 0.5, a single number 0.5; a loop costs half a point."""
    item = items()["q2a1"]
    vectors, others, numbers = _inputs(seed)
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
        # What is wrong for a vector is mostly wrong in the same way for the rest: once said is enough.
        other, number = (v if v.share else replace(v, findings=()) for v in (other, number))
    parts = [(1.0, vector), (0.5, other), (0.5, number)]
    loop = _loop(function) if vector.share else []
    score = total(item, parts, [*calls, *singles], changed_inputs(calls, ["x"]), loop)
    advice = [*_whole_numbers(function), *_far_out(function)] if score.outcome is Outcome.PASSED else []
    return replace(score, findings=(*score.findings, *advice))


def _of_arrays(what: str, arrays: Sequence[np.ndarray], calls: Sequence[Call]) -> Verdict:
    """Judge arrays. A sigmoid is no gradient: a shape that is not x's has words of its own."""
    failed = next((c.finding for c in calls if c.finding), None)
    if failed:
        return Verdict(0, (replace(failed, title=f"{what}: {failed.title}"),))
    pairs = [(x, as_array(c.value), c.value) for x, c in zip(arrays, calls, strict=True)]
    unfit = next((p for p in pairs if p[1] is not None and p[1].size != p[0].size), None)
    if unfit:
        return Verdict(0, (_wrong_shape(what, unfit[0], unfit[2]),))
    values = [value if a is None else a.reshape(x.shape) for x, a, value in pairs]
    measured = [Measured(x, probability(x)) for x in arrays]
    verdict = judge(what, measured, values, _value_mistakes(), about=lambda x: f"{'x':>9}  {_under(x)}", words=VALUE)
    bent = next((p for p in pairs if p[1] is not None and p[1].shape != p[0].shape), None)
    if verdict.share and bent:
        finding = _wrong_shape(what, bent[0], bent[2])
        title = f"{what}: the numbers are right, the shape is not"
        says = f"{finding.says} It costs half a point."
        return Verdict(1, (replace(finding, name="shape-bent", title=title, says=says),), bent_shape=True)
    return replace(verdict, findings=tuple(_computed(f) for f in verdict.findings))


def _under(x: np.ndarray) -> str:
    """An array whose further lines stand under its first, behind a label."""
    return show(x).replace("\n", "\n" + " " * 11)


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
        example=f"{'x':>9}  {_under(x)}\n{'yours':>9}  {_under(array)}",
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
    return judge(what, measured, theirs, _value_mistakes(), about=lambda x: f"x = {x}", words=VALUE)


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
    few, many = np.linspace(-2, 2, 20), np.linspace(-2, 2, 120)
    slope, value = per_element(function, (few,), (many.copy(),), 100)
    values = as_array(value)
    right = values is not None and values.size == many.size and numeric.agree(probability(many), values.reshape(-1))
    return loop_findings(slope, "the entries of x", "Training calls it millions of times.", right)


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
            example=f"{'x':>9}  {show(x)}\n{'yours':>9}  {show(answer.value) if answer.ok else 'an error'}",
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
            asks="The handout gives two forms of the sigmoid. Which of them survives where?",
            example=f"{'x':>9}  [-1000, 1000]\n{'yours':>9}  {show(answer.value) if answer.ok else 'an error'}",
        )
    ]
