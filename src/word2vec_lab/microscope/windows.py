"""The gradient microscope for `skipgram`: what it calls, what it adds up, and where each number ends up.

Like the one for pairs of words it measures and compares, and stops at the first stage that is wrong. The loss function
is the check's own; `own_window` alone uses the student's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from word2vec_lab import figures
from word2vec_lab.check.by_notebook.skipgram.cases import Window, by_center, by_outside, window_loss
from word2vec_lab.check.by_notebook.skipgram.recorder import RETURNS, Recorder, arguments_of, record
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call, remarks
from word2vec_lab.check.judging.earlier import noticing
from word2vec_lab.check.judging.loss_and_gradients import returned_three
from word2vec_lab.check.score import Finding
from word2vec_lab.expecting import expecting
from word2vec_lab.figures.view import View
from word2vec_lab.measure import numeric
from word2vec_lab.microscope.pairs import _stage as stage_of

NAMES = ("and", "drink", "king", "tea", "the")
CASE = Window(
    center_idx=2,
    outside=(4, 0, 4),
    center_vectors=np.array([[0.3, -0.8, 0.5], [-0.2, 0.4, 0.9], [0.5, -1.0, 0.8], [1.1, 0.6, -0.3], [-0.7, 0.1, 0.2]]),
    outside_vectors=np.array(
        [[1.0, 0.2, -0.4], [-0.6, 0.9, 0.3], [0.4, -0.7, 1.1], [0.8, 0.5, 0.6], [-0.3, -1.2, -0.9]]
    ),
    size=2,
)
"""“the king and the”, with the centre word king: cut off on the left, and with one outside word twice."""


@dataclass
class Draws:
    """A data set whose draws are the same after every copy, so that a loss that samples can be differenced."""

    words: int
    drawn: int = 0

    def sampleTokenIdx(self) -> int:
        """The next word index: every third word in turn."""
        self.drawn += 1
        return 3 * self.drawn % self.words


RETURNED, CALLS, LOSS = "returned", "calls", "loss"
CENTER_ROW, OTHER_ROWS, OUTSIDE = "center-row", "other-rows", "outside"


@noticing
def skipgram(function: Any) -> View:
    """Look at `skipgram` on one window: its calls of the loss function, then its three results.

    Whatever the function does, the result is a `View`; nothing is raised.
    """
    title = "The gradient microscope"
    called, recorder = record(function, CASE, NAMES)
    if called.finding:
        return View(title, (called.finding, *remarks([called])))
    findings = [_input()]
    for stage in _stages(called.value, recorder):
        findings.append(stage)
        if stage.kind == "wrong":
            break
    last = findings[-1].name
    picture = None
    if last in (CENTER_ROW, OTHER_ROWS):
        theirs = np.asarray(as_array(called.value[1]))
        picture = figures.heat(by_center(CASE), theirs, CASE.center_idx, "gradCenterVecs", marked="centre word")
    elif last == OUTSIDE:
        picture = figures.heat(by_outside(CASE), np.asarray(as_array(called.value[2])), None, "gradOutsideVectors")
    return View(title, (*findings, *remarks([called])), picture)


def _input() -> Finding:
    rows = [f"{i} {name:<6} {CASE.center_vectors[i]}   {CASE.outside_vectors[i]}" for i, name in enumerate(NAMES)]
    words = ", ".join(NAMES[o] for o in CASE.outside)
    return Finding(
        "advice",
        "input",
        f"The input: centre word {NAMES[CASE.center_idx]}, outside words {words}, windowSize {CASE.size}",
        example="\n".join(["row and word   centre vector      outside vector", *rows]),
    )


def _stages(value: Any, recorder: Recorder) -> Iterator[Finding]:
    """Yield one finding for each stage, in order; the caller stops at the first that is wrong."""
    yield _returned(value)
    yield _calls(recorder)
    loss, center, outside = (np.asarray(as_array(part)) for part in value)
    expected = np.array([window_loss(CASE)])
    yield stage_of(LOSS, "3. The loss, against the sum of the pair losses", ["loss"], expected, loss.reshape(1))
    measured = by_center(CASE)
    c, d = CASE.center_idx, CASE.center_vectors.shape[1]
    others = [w for w in range(len(NAMES)) if w != c]
    names = [f"[{c}, {i}]" for i in range(d)]
    yield stage_of(CENTER_ROW, f"4. gradCenterVecs, row {c}: the centre word", names, measured[c], center[c])
    names = [f"[{w}, {i}]" for w in others for i in range(d)]
    what = f"5. gradCenterVecs, the other {len(others)} rows"
    yield stage_of(OTHER_ROWS, what, names, measured[others].ravel(), center[others].ravel())
    names = [f"[{w}, {i}]" for w in range(len(NAMES)) for i in range(d)]
    yield stage_of(OUTSIDE, "6. gradOutsideVectors", names, by_outside(CASE).ravel(), outside.ravel())


def _returned(value: Any) -> Finding:
    wrong = returned_three(value)
    if wrong:
        return replace(wrong, says=f"Three values are expected: {', '.join(RETURNS)}.")
    shape = CASE.center_vectors.shape
    for name, wanted, part in zip(RETURNS, ((), shape, shape), value, strict=True):
        array = as_array(part)
        if array is None or (array.shape != wanted and not (wanted == () and array.size == 1)):
            found = type(part).__name__ if array is None else f"shape {array.shape}"
            return Finding(
                "wrong",
                RETURNED,
                f"1. Returned values: {name} is not as expected",
                says=f"Expected {f'shape {wanted}' if wanted else 'a number'}, yours {found}.",
            )
    return Finding("right", RETURNED, "1. Returned values: a loss and two gradients, all in the expected shapes")


def _calls(recorder: Recorder) -> Finding:
    made, wanted = recorder.calls, list(CASE.outside)
    rows = [f"call {k + 1}: outsideWordIdx = {o} ({NAMES[o]})" for k, o in enumerate(made)]
    if sorted(made) == sorted(wanted):
        title = f"2. The loss function is called {len(made)} times, once for each outside word"
        return Finding("right", CALLS, title, example="\n".join(rows))
    return Finding(
        "wrong",
        CALLS,
        f"2. The loss function is called {len(made)} times; there are {len(wanted)} outside words",
        example="\n".join(rows),
    )


@noticing
def own_window(function: Any, lossAndGradient: Any) -> View:
    """Hold both gradients of `function`, with `lossAndGradient`, against their own loss, and look at its value.

    The value is held against the sum of what `lossAndGradient` gives for each pair.
    """
    title = "The gradient check of a whole window"
    failed: list[Call] = []

    def answer(window: Window) -> Any:
        dataset = Draws(len(NAMES))
        called = call(function, *arguments_of(window, NAMES, dataset=dataset, loss_and_gradient=lossAndGradient))
        if called.finding or returned_three(called.value):
            failed.append(called)
            return None
        return called.value

    def loss_of(window: Window) -> float:
        value = answer(window)
        number = as_array(value[0]) if value else None
        return float(number.reshape(-1)[0]) if number is not None and number.size else float("nan")

    value = answer(CASE)
    if value is None:
        return View(title, _why(failed[0]))
    centers = _against_own_loss(
        RETURNS[1], value[1], CASE.center_vectors, lambda v: loss_of(replace(CASE, center_vectors=v))
    )
    outsides = _against_own_loss(
        RETURNS[2], value[2], CASE.outside_vectors, lambda u: loss_of(replace(CASE, outside_vectors=u))
    )
    if failed:
        return View(title, _why(failed[0]))
    loss = float(np.asarray(as_array(value[0])).reshape(-1)[0])
    return View(title, (centers, outsides, _against_pairs(loss, lossAndGradient)))


def _why(called: Call) -> tuple[Finding, ...]:
    finding = called.finding or returned_three(called.value)
    assert finding is not None
    return (finding, *remarks([called]))


def _against_own_loss(name: str, theirs: Any, at: np.ndarray, loss: Callable[[np.ndarray], float]) -> Finding:
    with np.errstate(invalid="ignore"):
        measured = numeric.gradient(loss, at)
    given = as_array(theirs)
    if given is None or given.shape != measured.shape:
        return Finding("wrong", "own-gradient", f"{name} has not the shape of what it is taken by, {at.shape}")
    with np.errstate(invalid="ignore"):
        error = figures.size_of_error(float(numeric.relative_error(measured, given).max()))
    fine = bool(figures.agreement(measured, given).all())
    return Finding(
        "right" if fine else "wrong",
        "own-gradient",
        f"{name} agrees with its own loss: {'yes' if fine else 'no'} (largest relative error {error})",
    )


def _against_pairs(theirs: float, lossAndGradient: Any) -> Finding:
    center, vectors = CASE.center_vectors[CASE.center_idx], CASE.outside_vectors

    def pair_losses(dataset: Draws) -> list[Any]:
        return [lossAndGradient(center, o, vectors, dataset)[0] for o in CASE.outside]

    called = call(pair_losses, Draws(len(NAMES)))
    if called.finding:
        return called.finding
    expected = float(sum(np.sum(np.asarray(value, dtype=float)) for value in called.value))
    fine = bool(figures.agreement(np.array(expected), np.array(theirs)))
    return Finding(
        "right" if fine else "wrong",
        "loss-value",
        f"The loss agrees with (12): {'yes' if fine else 'no'} (yours {theirs:.6f}, expected {expected:.6f}, "
        f"ratio {theirs / expected:.4f})",
    )


@expecting("two versions of skipgram, a centre word and a list of outside words")
@noticing
def compare(first: Any, second: Any, center: str, outside: Sequence[str]) -> View:
    """Call two versions of `skipgram` on a window in words, and say whether they agree."""
    if isinstance(outside, str):
        raise ValueError(f"The outside words are one text, {outside!r}. Give a list of words, such as [{outside!r}].")
    title = f"Two versions, centre word {center}, outside words {', '.join(outside) or 'none'}"
    names = tuple(sorted({center, *outside, *NAMES}))
    rng = np.random.default_rng(7)
    vectors = rng.uniform(-1, 1, (2, len(names), 3)).round(1)
    places = tuple(names.index(word) for word in outside)
    window = Window(names.index(center), places, vectors[0], vectors[1], max(1, len(outside)))
    values = []
    for function in (first, second):
        called, _ = record(function, window, names)
        if called.finding or returned_three(called.value):
            return View(title, _why(called))
        values.append([np.asarray(as_array(part)) for part in called.value])
    rows, same = [], True
    for name, one, other in zip(RETURNS, *values, strict=True):
        agrees = numeric.agree(one, other)
        same &= agrees
        size = f"{one.reshape(-1)[0]:9.6f} and {other.reshape(-1)[0]:9.6f}" if one.size == 1 else ""
        if not size and one.shape == other.shape:
            size = f"largest difference {np.abs(one - other).max():9.6f}"
        rows.append(f"{'=' if agrees else '≠'} {name:<19}{size}")
    said = "They agree on this window" if same else "They differ on this window"
    return View(title, (Finding("advice", "same" if same else "different", said, example="\n".join(rows)),))
