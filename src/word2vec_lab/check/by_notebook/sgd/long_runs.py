"""Runs of `sgd` over tens of thousands of iterations, in which the step halves and parameters are saved.

They run where the student's function lives, in an empty working folder, because f draws from the very generator whose
state the function saves and restores. What is noted of every call there can be changed there. So at a few hundred calls
`f` tells the check where it is, and only what the check itself has heard earns points. The notes say in words what went
wrong.
"""

import contextlib
import itertools
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.sgd.cases import arguments_of, in_shape, near
from word2vec_lab.check.by_notebook.sgd.costs import Cost, in_words
from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call
from word2vec_lab.check.judging.chance import MEDDLING
from word2vec_lab.check.judging.there import start_anew, there
from word2vec_lab.check.score import Finding

ANNEAL_EVERY = 20_000
SAVED = 25_000
"""How many iterations an interrupted run has saved. At a multiple of ANNEAL_EVERY a step that is wrong after other
resumes could be right by chance."""

SAVED_ELSEWHERE = 5_000
"""The same for a run in another folder, which only has to save something."""

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


LARGEST_FILE, MOST_FILES = 10_000, 100
"""What is looked at of a working folder. What is saved of one number takes a few thousand bytes."""


def saved_files() -> dict[str, np.ndarray]:
    """What lies in the working folder, by name."""
    files = [path for path in Path().rglob("*") if path.is_file() and path.stat().st_size <= LARGEST_FILE]
    return {str(path): np.frombuffer(path.read_bytes(), np.uint8) for path in files[:MOST_FILES]}


def put_back(files: dict[str, np.ndarray]) -> None:
    """Write into the working folder what `saved_files` found in another one."""
    for name, data in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.tobytes())


@contextlib.contextmanager
def scratch(function: Any, files: dict[str, np.ndarray] | None = None) -> Iterator[None]:
    """A working folder for `function` with nothing but `files` in it, and the reader's own random numbers untouched."""
    there(function, enter_scratch)
    try:
        there(function, put_back, files or {})
        yield
    finally:
        there(function, leave_scratch)


@dataclass
class Long:
    """A long run: the points of `f`, the gradients that it drew with Python's `random`, and what came back.

    `told` is what the check has heard: of some calls of f the number, from 0, the point and the gradient.
    """

    points: np.ndarray
    gradients: np.ndarray
    called: Call
    told: list[tuple[int, float, float]] = field(default_factory=list)


LONG_STEP = 0.125

TOLD, MOST_TOLD = 12, 10_000


def told_calls(iterations: int) -> set[int]:
    """The numbers of the calls that f tells of: near the start, each halving, the saved iteration and the end.

    Each of them is a message from one process to another, which takes longer than a hundred other calls.
    """
    places = (0, SAVED, iterations, *range(ANNEAL_EVERY, iterations, ANNEAL_EVERY))
    return {number for place in places for number in range(place - TOLD, place + TOLD) if number >= 0}


Tell = Callable[[int, float, float], None]


def nudge(x: Any) -> Any:
    """The postprocessing of long runs: too little to be taken for a step, enough to show whether it is saved."""
    return x + 2.0**-30


def walk(
    function: Any, tell: Tell, iterations: int, saving: bool, seed: int | None
) -> tuple[np.ndarray, np.ndarray, Any]:
    """Where `function` calls f, the gradients that f gives there, and what it returns."""
    points: list[float] = []
    gradients: list[float] = []
    draw = random.random
    told = told_calls(iterations)

    def f(x: float) -> tuple[float, float]:
        # It is called so often that one number has to do: it gives both the sign and the size, from 0.75 to 1.25.
        drawn = draw()
        gradient = drawn + 0.75 if drawn < 0.5 else -0.25 - drawn
        number, x = len(points), float(x)
        if number in told:
            tell(number, x, gradient)
        points.append(x)
        gradients.append(gradient)
        return 1.0, gradient

    if seed is not None:
        random.seed(seed)
    value = function(*arguments_of(f, 0.0, LONG_STEP, iterations, postprocessing=nudge, use_saved=saving))
    return np.array(points), np.array(gradients), value


def long_run(function: Any, iterations: int, saving: bool, seed: int | None) -> Long:
    """Have `walk` done where the function lives, with all the care that a call of a student's function needs."""
    run = Long(np.zeros(0), np.zeros(0), Call())

    def tell(number: int, x: float, gradient: float) -> None:
        if len(run.told) < MOST_TOLD:
            run.told.append((int(number), float(x), float(gradient)))

    def by(*_arguments: Any) -> Any:
        points, gradients, value = there(function, walk, function, tell, iterations, saving, seed)
        run.points, run.gradients = (in_shape(told, (len(points),), "f") for told in (points, gradients))
        return value

    run.called = call(function, *arguments_of(walk, 0.0, LONG_STEP, iterations, use_saved=saving), by=by)
    return run


def costs_of_annealing(run: Long) -> list[Cost]:
    """Every 20,000 iterations the step must halve, after the update."""
    x = run.points
    steps = (x[:-1] - x[1:]) / run.gradients[: len(x) - 1]
    number = np.arange(1, len(steps) + 1)
    if near(steps, LONG_STEP * 0.5 ** ((number - 1) // ANNEAL_EVERY)) and _heard_of_halving(run):
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


def _heard_of_halving(run: Long) -> bool:
    """Whether what f told of neighbouring calls shows the right steps. Its gradients are from 0.75 to 1.25 in size."""
    calls = len(run.points)
    if [number for number, _, _ in run.told] != sorted(number for number in told_calls(calls) if number < calls):
        return False
    return all(
        0.74 < abs(gradient) < 1.26
        and near(np.array(x - after) / gradient, LONG_STEP * 0.5 ** (number // ANNEAL_EVERY))
        for (number, x, gradient), (following, after, _) in itertools.pairwise(run.told)
        if following == number + 1
    )


def costs_of_other_calls(run: Long, iterations: int) -> list[Cost]:
    """A function that calls f once in each iteration of a short run, and more or less often in a long one."""
    title = f"f is called {len(run.points):,} times in {iterations:,} iterations"
    says = (
        "In short runs it is called once in each. Neither annealing nor saving can be seen so. It costs one and a half"
        " points."
    )
    asks = "What does your function do in the thousandth iteration that it does not do in the first?"
    return [(1.5, Finding("wrong", "calls-of-f", title, says, asks))]


def costs_of_saving(function: Any, whole: Long, seeds: Sequence[int]) -> tuple[list[Cost], list[Call]]:
    """Interrupt a run and let it go on: it must go where a run in one go goes, to the last bit.

    Between the two, another run is interrupted in another folder, and the second one starts with other random numbers
    and, where a grader can do that, in a process that has seen neither: what is needed to go on is in the files, or
    nowhere. The first of `seeds` is that of the whole run.
    """
    costs: list[Cost] = []

    def wrong(name: str, title: str, asks: str) -> None:
        costs.append((0.5, Finding("wrong", name, title, in_words(0.5), asks)))

    saved = bool(there(function, saved_files))
    interrupted = long_run(function, SAVED + 3, True, seeds[0])
    # What lies in the folder is the function's own word. A run that finds something there does only what is left.
    if saved or (interrupted.called.ok and len(interrupted.told) == 3):
        wrong("saves-unasked", "It saves though useSaved is False", "When should parameters be saved?")
    files = there(function, saved_files)
    with scratch(function):
        other = long_run(function, SAVED_ELSEWHERE + 3, True, seeds[1])
    start_anew(function)
    with scratch(function, files):
        resumed = long_run(function, SAVED + 10, True, seeds[2])
        unasked = long_run(function, 3, False, seeds[2])
    calls = [interrupted.called, other.called, resumed.called, unasked.called]
    if not all(c.ok for c in calls):
        return costs, calls
    if not costs and len(unasked.told) != 3:
        wrong("resumes-unasked", "It goes on from saved parameters though useSaved is False", "When should it resume?")
    if not costs and not any(number >= SAVED_ELSEWHERE for number, _, _ in other.told):
        title = "It goes on where an earlier run ended, though there is nothing saved in the folder"
        wrong("resumes-from-memory", title, "What does it know of the earlier run once Python has been started anew?")
    if not costs and len(resumed.told) != 10:
        asks = "What do save_params and load_saved_params give you, and which iteration comes first after a resume?"
        title = f"After {SAVED:,} saved iterations, 10 are left to do, and f is called {len(resumed.points):,} times"
        wrong("not-resumed", title, asks)
    end = as_array(resumed.called.value)
    there_on = [x for number, x, _ in whole.told if SAVED <= number <= SAVED + 10]
    came_by = [*(x for _, x, _ in resumed.told), float("nan") if end is None else float(end.reshape(-1)[0])]
    if not costs and came_by != there_on:
        asks = "Besides the parameters: in which state were the random numbers and the step when they were saved?"
        wrong("resumes-differently", "A resumed run does not end where a run in one go ends", asks)
    return costs, calls
