"""Checks of the items in `4_skipgram`: the derivatives of a window's loss, and `skipgram` itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.skipgram import other_mistakes
from word2vec_lab.check.by_notebook.skipgram.cases import (
    Measure,
    Window,
    about_pairs,
    another_row,
    by_center,
    by_outside,
    center_row,
    columns,
    each,
    sizes,
    window_loss,
    windows,
)
from word2vec_lab.check.by_notebook.skipgram.mistakes import (
    center_mistakes,
    mistakes_for_others,
    outside_mistakes,
    product_of_pairs,
    window_mistakes,
    wrong_axes,
)
from word2vec_lab.check.by_notebook.skipgram.recorder import PARAMETERS, RETURNS, WORDS, Recorder, record
from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.judging.calling import Call, call_each, remarks
from word2vec_lab.check.judging.chance import let_draw
from word2vec_lab.check.judging.compare import Verdict, judge
from word2vec_lab.check.judging.formula import judge_formula
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.loss_and_gradients import all_returned_three
from word2vec_lab.check.judging.mistakes import Measured, Mistake
from word2vec_lab.check.judging.scoring import changed_inputs, formula_total, total, unanswered, with_findings
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items
from word2vec_lab.measure import numeric

# --- 1(j): the three derivatives, as formulas of the pairs' derivatives ----------------------------------------------


def grad_window_U(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(i): ∂J_skip-gram/∂U, (d, V), as a formula of the pairs' ∂J/∂U, (n, d, V)."""
    return judge_formula(
        "q1j1",
        function,
        what="∂J/∂U of the window",
        cases=windows(seed),
        arguments=lambda w: (each(columns, w),),
        parameters=["pair_grads_U"],
        measure=columns,
        mistakes=[*window_mistakes(columns), product_of_pairs(columns), *wrong_axes(columns)],
        sizes=sizes,
        about=partial(about_pairs, columns),
        further=other_mistakes.of_pairs(columns),
    )


def grad_window_v_c(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(ii): ∂J_skip-gram/∂v_c, (d,), as a formula of the pairs' ∂J/∂v_c, (n, d)."""
    return judge_formula(
        "q1j2",
        function,
        what="∂J/∂v_c of the window",
        cases=windows(seed),
        arguments=lambda w: (each(center_row, w),),
        parameters=["pair_grads_v_c"],
        measure=center_row,
        mistakes=[*window_mistakes(center_row), product_of_pairs(center_row), *wrong_axes(center_row)],
        sizes=sizes,
        about=partial(about_pairs, center_row),
        further=other_mistakes.of_pairs(center_row),
    )


def grad_window_v_w(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """1(j)(iii): ∂J_skip-gram/∂v_w for w ≠ c, (d,), as a formula of the pairs' ∂J/∂U and ∂J/∂v_c."""
    item = items()["q1j3"]
    cases = windows(seed)
    calls = call_each(function, ((each(columns, c), each(center_row, c)) for c in cases))
    early = unanswered(item, calls)
    if early:
        return early
    what = "∂J/∂v_w of the window"
    measured = [Measured(c, another_row(c)) for c in cases]

    def about(window: Window) -> str:
        return f"c = {window.center_idx}, w = {window.outside[0]}\n{about_pairs(center_row, window)}"

    verdict = _values_in_another_shape(what, measured, calls) or judge(
        what,
        measured,
        [c.value for c in calls],
        mistakes_for_others(),
        sizes,
        about,
        further=other_mistakes.of_others(),
    )
    return formula_total(item, [(item.points, verdict)], calls, ["pair_grads_U", "pair_grads_v_c"])


def _values_in_another_shape(what: str, measured: list[Measured[Window]], calls: list[Call]) -> Verdict | None:
    """The verdict on an answer whose every number is what was measured, in an array of another shape."""
    given = [as_array(c.value) for c in calls]
    for m, g in zip(measured, given, strict=True):
        if g is None or g.shape == m.value.shape or g.size == 0:
            return None
        if not numeric.agree(np.full(g.shape, m.value.flat[0]), g):
            return None
    first = given[0]
    assert first is not None
    shape = f"shape {first.shape}" if first.ndim else "a single number"
    return Verdict(
        1,
        (
            Finding(
                "wrong",
                "shape-convention",
                f"{what}: the value is right, the shape is not",
                says=f"Yours is {shape}; the shape convention asks for {measured[0].value.shape}, the shape of the "
                "vector that is moved. It costs half a point.",
                asks="How many numbers has v_w? How many has its gradient?",
            ),
        ),
        bent_shape=True,
    )


# --- 2(a)(iv): skipgram -----------------------------------------------------------------------------------------------


def skipgram(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(a)(iv): the function of the starter code. Loss half a point, each of the two gradients 0.75.

    Half a point is lost for inputs that are changed, for a data set that is not handed on, and for calling the loss
    function more or less often than once for each outside word.
    """
    item = items()["q2a4"]
    recorders = [Recorder(w) for w in windows(seed)]
    calls = call_each(function, (r.arguments for r in recorders))
    refused = next((r.refused for r in recorders if r.refused), "")
    if refused:
        return Score(item, 0, Outcome.FAILED, (_wrong_arguments(refused), *remarks(calls)))
    early = unanswered(item, calls)
    ignored = any(c.ok for c in calls) and not any(r.calls for r in recorders)
    if early and not ignored:
        return early
    wrong = None if early else all_returned_three(calls, RETURNS)
    if wrong:
        return Score(item, 0, Outcome.FAILED, (wrong, *remarks(calls)))
    if ignored:
        return Score(item, 0, Outcome.FAILED, (_loss_function_ignored(), *remarks(calls)))

    let_draw(function, *recorders[0].arguments[:6], words=len(WORDS), loss=True)
    cases = [r.window for r in recorders]
    measures: list[tuple[str, float, Measure, list[Mistake[Window]]]] = [
        (RETURNS[0], 0.5, lambda w: np.array(window_loss(w)), []),
        (RETURNS[1], 0.75, by_center, center_mistakes()),
        (RETURNS[2], 0.75, by_outside, outside_mistakes()),
    ]
    parts = []
    further = other_mistakes.of_three(recorders)
    for i, (name, points, measure, mistakes) in enumerate(measures):
        verdict = judge(
            name,
            [Measured(c, measure(c)) for c in cases],
            [c.value[i] for c in calls],
            [*mistakes, *window_mistakes(measure)],
            sizes,
            _about,
            further=further[i],
        )
        parts.append((points, verdict))
    spoiled = changed_inputs(calls, PARAMETERS)
    advice = []
    if all(verdict.share == 1 for _, verdict in parts):
        spoiled += _calls_made(recorders)
        advice = _passed_over(function, cases[1])
    return with_findings(total(item, parts, calls, spoiled, []), advice)


def _about(window: Window) -> str:
    words = [WORDS[o] for o in window.outside]
    numbers = ", ".join(f"{word} {i}" for word, i in zip(words, window.outside, strict=True))
    return (
        f"centre word {WORDS[window.center_idx]} {window.center_idx}, outside words {numbers} (window size "
        f"{window.size})\ncentre vectors =\n{show(window.center_vectors)}\n"
        f"outside vectors =\n{show(window.outside_vectors)}"
    )


def _wrong_arguments(refused: str) -> Finding:
    return Finding(
        "wrong",
        "loss-function-arguments",
        "The loss function cannot work with what you hand it",
        says=refused,
        asks="Its four arguments are those of naiveSoftmaxLossAndGradient, in the same order. A word's row is in "
        "word2Ind. What does each of your four arguments hold?",
    )


def _loss_function_ignored() -> Finding:
    return Finding(
        "wrong",
        "loss-function-ignored",
        "The loss function that was passed in is never called",
        says="The check hands your function a loss function of its own, as the argument word2vecLossAndGradient.",
        asks="When training switches to negative sampling, how is your function to know?",
    )


def _calls_made(recorders: Sequence[Recorder]) -> list[Finding]:
    """Findings on how the loss function was called, though all numbers are right."""
    found = []
    if any(r.other_dataset for r in recorders):
        found.append(
            Finding(
                "wrong",
                "dataset-not-passed",
                "The data set is not handed on to the loss function",
                says="The naive softmax has no use for it; negative sampling draws its words from it. It costs half a "
                "point.",
                asks="What is the fourth argument of your calls?",
            )
        )
    off = next((r for r in recorders if len(r.calls) != len(r.window.outside)), None)
    if off:
        found.append(
            Finding(
                "wrong",
                "calls",
                f"The loss function is called {len(off.calls)} times for {len(off.window.outside)} outside words",
                says="The numbers are right here. But negative sampling draws anew at every call, so loss and "
                "gradients must come from one and the same call, one for each outside word. It costs half a point.",
                asks="Which of your calls is one too many, or shared by two words?",
            )
        )
    return found


def _passed_over(function: Any, window: Window) -> list[Finding]:
    """Advice if a place of the window is passed over because the centre word stands there again.

    It costs nothing, as the windows that training draws hold no copy of the centre word.
    """
    first, *others = window.outside
    again = replace(window, outside=(first, window.center_idx, *others))
    called, recorder = record(function, again, WORDS)
    if not called.ok or window.center_idx in recorder.calls:
        return []
    return [
        Finding(
            "advice",
            "center-passed-over",
            "The centre word is passed over where it stands in its own window",
            says="In “the king and the”, the window around one “the” reaches the other, and the sum (12) has a term "
            "for that place. Nothing is deducted: in training every copy of the centre word is left out beforehand.",
            asks="What does the sum leave out: a word, or the place j = 0?",
        )
    ]
