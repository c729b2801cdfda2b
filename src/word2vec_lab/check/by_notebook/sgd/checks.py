"""The check of 2(b), `sgd`: it watches where the function goes.

What was taken from a point, measured in steps, must be the gradient that `f` gave there.
"""

import re
from dataclasses import replace
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.sgd.cases import Journey, arguments_of, plans, travel
from word2vec_lab.check.by_notebook.sgd.costs import costs_of_calls, costs_of_postprocessing, costs_of_return, in_words
from word2vec_lab.check.by_notebook.sgd.long_runs import (
    ANNEAL_EVERY,
    costs_of_annealing,
    costs_of_other_calls,
    costs_of_saving,
    costs_of_setting,
    long_run,
    scratch,
)
from word2vec_lab.check.by_notebook.sgd.mistakes import wrong_update
from word2vec_lab.check.judging.arrays import as_array, show
from word2vec_lab.check.judging.calling import Call, call, remarks
from word2vec_lab.check.judging.handed import PUBLIC_SEED
from word2vec_lab.check.judging.scoring import unanswered
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items

STARTS = (0.5, 0.0, -1.5)


def _square(x: Any) -> tuple[Any, Any]:
    return np.sum(x**2), x * 2


def _start(x: float) -> str:
    return f"{x:4.1f}".replace("-", "−")


def _descent(start: float) -> tuple[Any, ...]:
    return arguments_of(_square, start, 0.01, 1000, print_every=100)


def descend(function: Any, start: float) -> Any:
    """Minimise x² from a start, here where the function lives: it asks for a thousand gradients."""
    return function(*_descent(start))


def _minimum(function: Any) -> Finding:
    """The assignment's own test: x² from three starts, with step 0.01, for 1,000 iterations."""
    ends = [
        call(function, *_descent(start), by=lambda *_, start=start: there(function, descend, function, start)).value
        for start in STARTS
    ]
    arrays = [as_array(end) for end in ends]
    fine = all(a is not None and a.size == 1 and abs(float(a.reshape(-1)[0])) <= 1e-6 for a in arrays)
    rows = [f"from {_start(start)} to {show(end)}" for start, end in zip(STARTS, ends, strict=True)]
    if fine:
        rows = [f"from {_start(start)} to |x| below 1e-6" for start in STARTS]
    title = "x² is minimised" if fine else "x² is not minimised"
    return Finding(
        "right" if fine else "wrong",
        "minimum",
        f"{title} in 1,000 steps of 0.01",
        example="\n".join(rows),
    )


def _advice(function: Any, journey: Journey) -> list[Finding]:
    """What costs nothing: how it prints, and whether whole numbers are a possible start."""
    found = []
    lines = [line for line in journey.called.printed.splitlines() if line.strip()]
    wanted = journey.iterations // 2
    # Only the last smoothed loss is compared. If f was called too often, that has its own finding.
    smooth = float("nan")
    if len(journey.losses) == journey.iterations:
        printed = journey.losses[1::2]
        smooth = printed[0]
        for loss in printed[1:]:
            smooth += 0.05 * (loss - smooth)
    if len(lines) != wanted:
        found.append(
            Finding(
                "advice",
                "printing",
                f"With PRINT_EVERY = 2, {journey.iterations} iterations print {len(lines)} lines, not {wanted}",
                says="This costs nothing. In 40,000 iterations you will be glad of the right number of lines.",
            )
        )
    elif np.isfinite(smooth):
        numbers = [float(n) for n in re.findall(r"[-+]?\d+\.\d+(?:[eE][-+]?\d+)?", lines[-1])]
        if not any(abs(n - smooth) < 1e-3 * abs(smooth) for n in numbers):
            found.append(
                Finding(
                    "advice",
                    "smoothing",
                    "The printed loss is not the smoothed one",
                    says="This costs nothing. Printed losses are 0.95 times the last printed one plus 0.05 times the "
                    "new loss. Is the new loss in the variable `loss`?",
                )
            )
    whole = call(function, *arguments_of(_square, np.array([4, -2]), 0.01, 3, print_every=10))
    if not whole.ok:
        found.append(
            Finding(
                "advice",
                "whole-numbers",
                "It cannot start from an array of whole numbers",
                says="This costs nothing: word vectors are never whole. NumPy does not put fractions into such an "
                "array in place.",
            )
        )
    return found


def sgd(function: Any, seed: int = PUBLIC_SEED) -> Score:
    """2(b): the function of the starter code, judged by where it goes.

    Without the right update there are no points. From the four points are taken: 1 for the wrong return value, 1 for
    postprocessing, 1 for annealing, half a point for saving, half a point or 1 for calling `f` too often.
    """
    item = items()["q2b"]
    rng = np.random.default_rng(seed)
    planned = plans(rng)
    journeys = []
    for k, (start, step, iterations) in enumerate(planned):
        journeys.append(travel(function, start, step, iterations, seed + k))
        if not journeys[-1].called.ok:
            return unanswered(item, [_quiet(journeys[-1].called)]) or Score(item, 0, Outcome.FAILED)
    wrong = wrong_update(journeys)
    if wrong:
        return Score(item, 0, Outcome.FAILED, (wrong, _minimum(function)))

    processed = travel(function, *planned[0], seed + 9, process=True)
    calls = [processed.called]
    returned = costs_of_return(journeys)
    too_often = costs_of_calls(journeys)
    costs = [*too_often, *returned]
    if processed.called.ok:
        costs += costs_of_postprocessing(processed, returns_x=not returned)
    # Not the seed itself: in grading it is secret, and the student's function can see these numbers.
    visible = [int(number) for number in rng.integers(2**31, size=3)]
    iterations = 2 * ANNEAL_EVERY + 20
    with scratch(function):
        whole = long_run(function, iterations, False, visible[0])
        calls.append(whole.called)
        if whole.called.ok and len(whole.points) == iterations:
            costs += [*costs_of_annealing(whole), *costs_of_setting(whole)]
            # A fault that has its cost already would show again in a resumed run.
            if not costs:
                costs, more = costs_of_saving(function, whole, visible)
                calls += more
        elif whole.called.ok and not too_often:
            costs += costs_of_other_calls(whole, iterations)
    failed = unanswered(item, [_quiet(c) for c in calls])
    if failed:
        return failed
    minimum = _minimum(function)
    if minimum.kind == "wrong" and not costs:
        costs.append((1.0, replace(minimum, says=in_words(1))))
    right = [] if costs else [Finding("right", "order", "Postprocessing, annealing, saving and resuming all work")]
    findings = (
        Finding("right", "update", "Every step goes where it should"),
        *([minimum] if minimum.kind == "right" else []),
        *right,
        *(finding for _, finding in costs),
        *remarks([_quiet(j.called) for j in journeys]),
        *_advice(function, journeys[0]),
    )
    earned = max(0.0, item.points - sum(points for points, _ in costs))
    return Score(item, earned, Outcome.FAILED if costs else Outcome.PASSED, findings)


def _quiet(called: Call) -> Call:
    """The call without its prints: this function is meant to print."""
    return replace(called, printed="")
