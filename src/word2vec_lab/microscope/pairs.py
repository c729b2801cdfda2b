"""The gradient microscope: a measured gradient beside the student's, one stage after the other.

It stops at the first stage that is wrong, because what follows from a wrong number says nothing. It measures and
compares; what the mistake is, the student finds.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from word2vec_lab import figures
from word2vec_lab.check.by_notebook.activations.cases import probability
from word2vec_lab.check.by_notebook.negative_sampling import cases as negatives
from word2vec_lab.check.by_notebook.softmax.cases import arguments_of, true_loss
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call, remarks
from word2vec_lab.check.judging.earlier import noticing
from word2vec_lab.check.judging.lending import judged_alone
from word2vec_lab.check.judging.loss_and_gradients import RETURNS, returned_three
from word2vec_lab.check.judging.pairs import Pair, by_center, by_outside
from word2vec_lab.check.score import Finding
from word2vec_lab.expecting import expecting
from word2vec_lab.figures.view import View
from word2vec_lab.measure import numeric

CASE = Pair(
    center=np.array([0.5, -1.0, 0.8]),
    outside_idx=3,
    outside_vectors=np.array(
        [[1.0, 0.2, -0.4], [-0.6, 0.9, 0.3], [0.4, -0.7, 1.1], [0.8, 0.5, 0.6], [-0.3, -1.2, -0.9]]
    ),
)
"""Small enough to follow by hand, and with V ≠ d ≠ o, so that no two sizes can be confused."""


@noticing
def naive_softmax(function: Any) -> View:
    """Look at `naiveSoftmaxLossAndGradient`: returned values, loss, gradCenterVec, row o and the rest of the other.

    Whatever the function does, the result is a `View`; nothing is raised.
    """
    title = "The gradient microscope"
    called = _call(function, CASE)
    if called.finding:
        return View(title, (called.finding, *remarks([called])))
    wrong = _returned(called.value, CASE)
    if wrong:
        return View(title, (_input(CASE), wrong, *remarks([called])))
    loss, center, outside = (np.asarray(as_array(value)) for value in called.value)
    measured = by_outside(true_loss, CASE)
    findings = [_input(CASE)]
    for stage in _stages(loss, center, outside, measured):
        findings.append(stage)
        if stage.kind == "wrong":
            break
    at_the_matrix = findings[-1].name in (ROW_O, OTHER_ROWS)
    picture = figures.heat(measured, outside, CASE.outside_idx) if at_the_matrix else None
    return View(title, (*findings, *remarks([called])), picture)


RETURNED, LOSS, CENTER, ROW_O, OTHER_ROWS = "returned", "loss", "center", "row-o", "other-rows"


def _call(function: Any, pair: Pair) -> Call:
    return call(function, *arguments_of(pair))


def _input(pair: Pair) -> Finding:
    rows = np.array2string(pair.outside_vectors, prefix=" " * 18, floatmode="fixed", precision=1)
    return Finding(
        "advice",
        "input",
        f"The input: V = {pair.words} words, d = {len(pair.center)}, observed word o = {pair.outside_idx}",
        example=(
            f"centerWordVec   = {np.array2string(pair.center, floatmode='fixed', precision=1)}\n"
            f"outsideWordIdx  = {pair.outside_idx}\n"
            f"outsideVectors  = {rows}"
        ),
    )


def _returned(value: Any, pair: Pair) -> Finding | None:
    """A finding if these are not a loss and two gradients in the shapes of what they are taken by."""
    finding = returned_three(value)
    if finding:
        return finding
    shapes = ((), pair.center.shape, pair.outside_vectors.shape)
    lines, bad = [], []
    for name, wanted, given in zip(RETURNS, shapes, value, strict=True):
        array = as_array(given)
        fits = array is not None and (array.shape == wanted or (wanted == () and array.size == 1))
        if not fits:
            bad.append(name)
        seen = f"not numbers but {type(given).__name__}" if array is None else _shape(array.shape)
        lines.append(f"{'✓' if fits else '✗'} {name:<16} expected {_shape(wanted):<16} yours {seen}")
    if not bad:
        return None
    return Finding(
        "wrong",
        RETURNED,
        f"1. Returned values: {_listed(bad)} {'is' if len(bad) == 1 else 'are'} not as expected",
        says="A gradient has the shape of what it is taken with respect to.",
        example="\n".join(lines),
    )


def _shape(shape: tuple[int, ...]) -> str:
    return f"shape {shape}" if shape else "a number"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _stages(loss: np.ndarray, center: np.ndarray, outside: np.ndarray, measured: np.ndarray) -> Iterator[Finding]:
    """Yield one finding for each stage, in order; the caller stops at the first that is wrong."""
    o = CASE.outside_idx
    others = [w for w in range(CASE.words) if w != o]
    yield Finding("right", RETURNED, "1. Returned values: a loss and two gradients, all in the expected shapes")
    yield _stage(LOSS, "2. The loss, against equation (2)", ["loss"], np.array([true_loss(CASE)]), loss.reshape(1))
    names = [f"[{i}]" for i in range(center.size)]
    yield _stage(CENTER, "3. gradCenterVec, entry by entry", names, by_center(true_loss, CASE), center)
    names = [f"[{o}, {i}]" for i in range(center.size)]
    yield _stage(ROW_O, f"4. gradOutsideVecs, row o = {o}", names, measured[o], outside[o])
    names = [f"[{w}, {i}]" for w in others for i in range(center.size)]
    what = f"5. gradOutsideVecs, the other {len(others)} rows"
    yield _stage(OTHER_ROWS, what, names, measured[others].ravel(), outside[others].ravel())


def _stage(name: str, what: str, entries: list[str], measured: np.ndarray, theirs: np.ndarray) -> Finding:
    """Compare one piece, number by number, with what was measured."""
    fine = figures.agreement(measured, theirs)
    if fine.all():
        found = "it agrees" if len(entries) == 1 else f"all {len(entries)} numbers agree"
        example = _table(entries, measured, theirs, fine) if len(entries) <= 6 else ""
        return Finding("right", name, f"{what}: {found}", example=example)
    bad = [entry for entry, ok in zip(entries, fine, strict=True) if not ok]
    found = "it differs" if len(entries) == 1 else f"{len(bad)} of {len(entries)} numbers differ: {', '.join(bad)}"
    return Finding("wrong", name, f"{what}: {found}", example=_table(entries, measured, theirs, fine))


def _table(entries: list[str], measured: np.ndarray, theirs: np.ndarray, fine: np.ndarray) -> str:
    lines = [f"  {'entry':<8}{'measured':>12}{'yours':>12}{'difference':>14}"]
    for entry, m, t, ok in zip(entries, measured, theirs, fine, strict=True):
        difference = "0" if ok else f"{t - m:+.6f}"
        lines.append(f"{'✓' if ok else '✗'} {entry:<8}{m:>12.6f}{t:>12.6f}{difference:>14}")
    return "\n".join(lines)


@noticing
def own_loss(function: Any) -> View:
    """Hold the student's gradCenterVec against their *own* loss, then their loss against equation (2).

    The first is all that a gradient check sees: a factor that loss and gradient share passes it.
    """
    title = "The gradient check, and what it cannot see"
    called = _call(function, CASE)
    wrong = called.finding or _returned(called.value, CASE)
    if wrong:
        return View(title, (wrong, *remarks([called])))
    failures: list[Finding] = []

    def their_loss(center: np.ndarray) -> float:
        again = _call(function, Pair(center, CASE.outside_idx, CASE.outside_vectors))
        finding = again.finding or _returned(again.value, CASE)
        if finding:
            failures.append(finding)
            return float("nan")
        return float(np.asarray(as_array(again.value[0])).reshape(()))

    with np.errstate(invalid="ignore"):
        measured = numeric.gradient(their_loss, CASE.center)
    if failures:
        return View(title, (failures[0], *remarks([called])))
    loss, center, _ = (np.asarray(as_array(value)) for value in called.value)
    return View(title, (_own_gradient(measured, center), _value(float(loss.reshape(()))), *remarks([called])))


def _own_gradient(measured: np.ndarray, center: np.ndarray) -> Finding:
    fine = figures.agreement(measured, center)
    with np.errstate(invalid="ignore"):
        error = figures.size_of_error(float(numeric.relative_error(measured, center).max()))
    names = [f"[{i}]" for i in range(center.size)]
    return Finding(
        "right" if fine.all() else "wrong",
        "own-gradient",
        f"gradCenterVec agrees with its own loss: {'yes' if fine.all() else 'no'} (largest relative error {error})",
        example=_table(names, measured, center, fine),
    )


def _value(theirs: float) -> Finding:
    expected = true_loss(CASE)
    fine = bool(figures.agreement(np.array(expected), np.array(theirs)))
    return Finding(
        "right" if fine else "wrong",
        "loss-value",
        f"The loss agrees with equation (2): {'yes' if fine else 'no'} "
        f"(yours {theirs:.6f}, expected {expected:.6f}, ratio {theirs / expected:.4f})",
    )


SOME_X = (-4.0, -2.0, 0.0, 0.5, 4.0)


@expecting("your function, and one number or more at which to look")
@noticing
def sigmoid(function: Any, x: Sequence[float] = SOME_X) -> View:
    """Look at `sigmoid` at the places `x`: first one number, then all of them as an array.

    Whatever the function does, the result is a `View`. Raises ValueError if there is no place to look at.
    """
    places = np.array(x, dtype=float).ravel()
    if not places.size:
        raise ValueError("The microscope needs at least one x to look at.")
    one = call(function, float(places[0]))
    findings = [_values(f"1. A single number, x = {places[0]:g}", one, places[:1])]
    called = [one]
    if findings[0].kind == "right":
        called.append(call(function, places))
        findings.append(_values(f"2. An array of shape {places.shape}", called[1], places))
    return View("The microscope on your sigmoid", (*findings, *remarks(called)))


def _values(what: str, called: Call, places: np.ndarray) -> Finding:
    """Compare the values at some places with what they must be."""
    if called.finding:
        return called.finding
    theirs = as_array(called.value)
    if theirs is None or theirs.size != places.size:
        seen = type(called.value).__name__ if theirs is None else f"an array of shape {theirs.shape}"
        return Finding("wrong", "values", f"{what}: the result is {seen}", asks="What does your return line say?")
    expected, theirs = probability(places), theirs.ravel()
    fine = figures.agreement(expected, theirs)
    lines = [f"  {'x':>8}{'expected':>14}{'yours':>14}"]
    for place, e, t, ok in zip(places, expected, theirs, fine, strict=True):
        lines.append(f"{'✓' if ok else '✗'} {place:>8g}{e:>14.6g}{t:>14.6g}")
    found = "as expected" if fine.all() else f"{int((~fine).sum())} of {fine.size} not as expected"
    return Finding("right" if fine.all() else "wrong", "values", f"{what}: {found}", example="\n".join(lines))


DRAWN = negatives.Drawn(CASE.center, CASE.outside_idx, CASE.outside_vectors, samples=(0, 4, 0), given_out=(0, 3, 4, 0))
"""The same pair with three negative samples: word 0 twice, word 4 once, 1 and 2 never; word 3 is o, drawn again."""

ONCE, REPEATED, NEVER = "drawn-once", "drawn-again", "never-drawn"


@noticing
def negative_sampling(function: Any) -> View:
    """Look at `negSamplingLossAndGradient`: as `naive_softmax` does, with the rows told apart by how often drawn.

    Whatever the function does, the result is a `View`; nothing is raised.
    """
    title = "The gradient microscope"
    with judged_alone(function) as stood_in:
        called = call(function, *negatives.arguments_of(DRAWN))
    if called.finding:
        return View(title, (called.finding, *remarks([called])))
    wrong = _returned(called.value, CASE)
    if wrong:
        return View(title, (_input(CASE), _samples(), wrong, *stood_in, *remarks([called])))
    loss, center, outside = (np.asarray(as_array(value)) for value in called.value)
    measured = by_outside(negatives.true_loss, DRAWN)
    findings = [_input(CASE), _samples()]
    for stage in _stages_of_samples(loss, center, outside, measured):
        findings.append(stage)
        if stage.kind == "wrong":
            break
    at_the_matrix = findings[-1].name in (ROW_O, ONCE, REPEATED, NEVER)
    picture = figures.heat(measured, outside, DRAWN.outside_idx) if at_the_matrix else None
    return View(title, (*findings, *stood_in, *remarks([called])), picture)


def _samples() -> Finding:
    return Finding(
        "advice",
        "samples",
        f"The draws: K = {len(DRAWN.samples)}, samples {list(DRAWN.samples)}",
        says=f"The dataset gives out {', '.join(map(str, DRAWN.given_out))}. Word {DRAWN.outside_idx} is o, so it is "
        "drawn again. Word 0 is among the samples twice.",
    )


def _stages_of_samples(
    loss: np.ndarray, center: np.ndarray, outside: np.ndarray, measured: np.ndarray
) -> Iterator[Finding]:
    """Yield one finding for each stage, in order; the caller stops at the first that is wrong."""
    o, often = DRAWN.outside_idx, DRAWN.often
    yield Finding("right", RETURNED, "1. Returned values: a loss and two gradients, all in the expected shapes")
    expected = np.array([negatives.true_loss(DRAWN)])
    yield _stage(LOSS, "2. The loss, against equation (11)", ["loss"], expected, loss.reshape(1))
    names = [f"[{i}]" for i in range(center.size)]
    slope = by_center(negatives.true_loss, DRAWN)
    yield _stage(CENTER, "3. gradCenterVec, entry by entry", names, slope, center)
    groups = (
        (ROW_O, f"row o = {o}", [o]),
        (ONCE, "rows of words drawn once", [w for w in range(DRAWN.words) if often[w] == 1]),
        (REPEATED, "rows of words drawn more than once", [w for w in range(DRAWN.words) if often[w] > 1]),
        (NEVER, "rows of words never drawn", [w for w in range(DRAWN.words) if not often[w] and w != o]),
    )
    for number, (name, what, rows) in enumerate(groups, start=4):
        entries = [f"[{w}, {i}]" for w in rows for i in range(center.size)]
        theirs = outside[rows].ravel()
        yield _stage(name, f"{number}. gradOutsideVecs, {what}", entries, measured[rows].ravel(), theirs)
