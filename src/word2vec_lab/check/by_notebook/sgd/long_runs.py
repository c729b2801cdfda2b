"""Runs of `sgd` over tens of thousands of iterations, in which the step halves and parameters are saved.

They run where the student's function lives, in an empty working folder.
"""

import contextlib
import os
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.sgd.cases import arguments_of, in_shape, near
from word2vec_lab.check.by_notebook.sgd.costs import Cost, in_words
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call
from word2vec_lab.check.judging.chance import MEDDLING
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding

ANNEAL_EVERY = 20_000

_left: list[tuple[tempfile.TemporaryDirectory[str], str, Any]] = []


def enter_scratch() -> None:
    """Go to an empty working folder, where parameters can be saved; `leave_scratch` ends it."""
    folder = tempfile.TemporaryDirectory()
    _left.append((folder, os.getcwd(), random.getstate()))
    os.chdir(folder.name)


def leave_scratch() -> None:
    """Go back, with the reader's own random numbers as they were."""
    if _left:
        folder, before, state = _left.pop()
        os.chdir(before)
        random.setstate(state)
        folder.cleanup()


def saved_files() -> list[str]:
    """What lies in the working folder."""
    return os.listdir()


@contextlib.contextmanager
def scratch(function: Any) -> Iterator[None]:
    """An empty working folder for `function`, and the reader's own random numbers untouched."""
    there(function, enter_scratch)
    try:
        yield
    finally:
        there(function, leave_scratch)


@dataclass
class Long:
    """A long run: the points of `f`, the gradients that it drew with Python's `random`, and what came back."""

    points: np.ndarray
    gradients: np.ndarray
    called: Call


LONG_STEP = 0.125


def walk(function: Any, iterations: int, saving: bool, seed: int | None) -> tuple[np.ndarray, np.ndarray, Any]:
    """Where `function` calls f, the gradients that f gives there, and what it returns.

    It runs where the function lives, because f draws from the very generator whose state the function saves and
    restores. It is judged by its numbers alone: whoever wants to make them up has to write an `sgd` for it.
    """
    points: list[float] = []
    gradients: list[float] = []

    def f(x: float) -> tuple[float, float]:
        points.append(float(x))
        gradients.append(random.choice([-1.0, 1.0]) + random.random() / 4)  # noqa: S311 - no secret
        return 1.0, gradients[-1]

    if seed is not None:
        random.seed(seed)
    value = function(*arguments_of(f, 0.0, LONG_STEP, iterations, use_saved=saving))
    return np.array(points), np.array(gradients), value


def long_run(function: Any, iterations: int, saving: bool, seed: int | None) -> Long:
    """Have `walk` done where the function lives, with all the care that a call of a student's function needs."""
    run = Long(np.zeros(0), np.zeros(0), Call())

    def by(*_arguments: Any) -> Any:
        points, gradients, value = there(function, walk, function, iterations, saving, seed)
        run.points, run.gradients = (in_shape(told, (len(points),), "f") for told in (points, gradients))
        return value

    run.called = call(function, *arguments_of(walk, 0.0, LONG_STEP, iterations, use_saved=saving), by=by)
    return run


def costs_of_annealing(run: Long) -> list[Cost]:
    """Every 20,000 iterations the step must halve, after the update."""
    x = run.points
    steps = (x[:-1] - x[1:]) / run.gradients[: len(x) - 1]
    number = np.arange(1, len(steps) + 1)
    if near(steps, LONG_STEP * 0.5 ** ((number - 1) // ANNEAL_EVERY)):
        return []
    changes = np.flatnonzero(~np.isclose(steps[1:], steps[:-1], rtol=1e-6)) + 2
    asks = "The line that halves the step was there when you got the cell. What became of it, or of `step`?"
    if near(steps, LONG_STEP):
        name, title = "never-halves", "The step never gets smaller"
    elif near(steps, LONG_STEP * 0.5 ** (number // ANNEAL_EVERY)):
        name, title = "halves-too-early", "The step is halved before the update of iteration 20,000, not after it"
    else:
        name, title = _otherwise(steps, changes)
    seen = f"step in iteration 1: {steps[0]:g}, in the last: {steps[-1]:g}\n"
    seen += (
        f"it changed in iteration {', '.join(f'{k:,}' for k in changes[:4])}" if len(changes) else "it never changed"
    )
    return [(1.0, Finding("wrong", name, title, in_words(1), asks, seen))]


def costs_of_setting(run: Long) -> list[Cost]:
    """What f draws must differ from call to call; it does not if each iteration sets the random numbers anew."""
    if len(np.unique(run.gradients)) > 0.9 * len(run.gradients):
        return []
    finding = Finding(
        "wrong",
        MEDDLING,
        "Your function sets where Python's random numbers go on, again and again within one run",
        says="In training, f draws its windows from them, and after each such line it draws the same ones. "
        + in_words(0.5),
        asks="Which line with `random` in it is inside the loop? When is a state to be restored, and how often?",
        example=f"{len(run.gradients):,} calls of f drew {len(np.unique(run.gradients)):,} different gradients",
    )
    return [(0.5, finding)]


def _otherwise(steps: np.ndarray, changes: np.ndarray) -> tuple[str, str]:
    """The slug and title of steps that change otherwise; `changes`: the first iteration of each new step."""
    factors = steps[changes - 1] / steps[changes - 2]
    due = np.arange(ANNEAL_EVERY, len(steps), ANNEAL_EVERY) + 1
    if not near(np.abs(steps[0]), LONG_STEP):
        return "step-not-as-given", f"The first step is {steps[0] / LONG_STEP:.4g} times what it should be"
    if np.array_equal(changes, due):
        return "other-factor", f"Every 20,000 iterations the step is multiplied by {factors[0]:.4g}, not halved"
    if np.array_equal(changes, due[:1]):
        return "halves-once", "The step changes after 20,000 iterations, and then no more"
    if len(changes) > len(steps) / 2:
        return "changes-always", "The step changes in every iteration"
    return "changes-early", f"The step changes in iteration {changes[0]:,} already"


def costs_of_saving(function: Any, whole: Long, seed: int) -> tuple[list[Cost], list[Call]]:
    """Interrupt a run and let it go on: it must end where a run in one go ends, to the last bit."""
    costs: list[Cost] = []

    def wrong(name: str, title: str, asks: str) -> None:
        costs.append((0.5, Finding("wrong", name, title, in_words(0.5), asks)))

    saved = bool(there(function, saved_files))
    interrupted = long_run(function, ANNEAL_EVERY + 3, True, seed)
    # What lies in the folder is the function's own word. A run that finds something there does only what is left.
    if saved or (interrupted.called.ok and len(interrupted.points) == 3):
        wrong("saves-unasked", "It saves though useSaved is False", "When should parameters be saved?")
    resumed = long_run(function, ANNEAL_EVERY + 10, True, seed + 1)
    unasked = long_run(function, 3, False, seed)
    calls = [interrupted.called, resumed.called, unasked.called]
    if not all(c.ok for c in calls):
        return costs, calls
    if not costs and len(unasked.points) != 3:
        wrong("resumes-unasked", "It goes on from saved parameters though useSaved is False", "When should it resume?")
    if not costs and len(resumed.points) != 10:
        asks = "What do save_params and load_saved_params give you, and which iteration comes first after a resume?"
        title = (
            f"After {ANNEAL_EVERY:,} saved iterations, 10 are left to do, and f is called {len(resumed.points):,} times"
        )
        wrong("not-resumed", title, asks)
    end = as_array(resumed.called.value)
    if not costs and (end is None or float(end.reshape(-1)[0]) != whole.points[ANNEAL_EVERY + 10]):
        asks = "Besides the parameters: in which state were the random numbers and the step when they were saved?"
        wrong("resumes-differently", "A resumed run does not end where a run in one go ends", asks)
    return costs, calls
