"""The check of 2(b), `sgd`: it watches where the function goes.

The function is handed an `f` that notes each point at which it is called and gives back losses and gradients that were
made up beforehand. What was taken from a point, measured in steps, must be the gradient that `f` gave there. The known
mistakes are told apart by what was taken instead.
"""

import contextlib
import itertools
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from word2vec_lab.check.by_notebook.softmax.checks import PUBLIC_SEED
from word2vec_lab.check.judging.calling import Call, call, remarks
from word2vec_lab.check.judging.compare import as_array, show
from word2vec_lab.check.judging.scoring import unanswered
from word2vec_lab.check.judging.there import there
from word2vec_lab.check.score import Finding, Outcome, Score
from word2vec_lab.items import items

ANNEAL_EVERY, SAVE_EVERY = 20_000, 5_000
STARTS = (0.5, 0.0, -1.5)


@dataclass(frozen=True)
class Stop:
    """A point at which `f` was called, once or several times in a row, and what it gave there."""

    point: np.ndarray
    losses: tuple[float, ...]
    gradients: tuple[np.ndarray, ...]


@dataclass
class Journey:
    """What a run of `sgd` did: every call of `f`, every call of `postprocessing`, and what came back."""

    start: np.ndarray
    step: float
    iterations: int
    points: list[np.ndarray] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    gradients: list[np.ndarray] = field(default_factory=list)
    processed: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    called: Call = field(default_factory=Call)

    @property
    def stops(self) -> list[Stop]:
        """The calls of `f`, with those at one and the same point taken together."""
        found: list[Stop] = []
        for point, loss, gradient in zip(self.points, self.losses, self.gradients, strict=True):
            if found and np.array_equal(found[-1].point, point):
                last = found.pop()
                found.append(Stop(point, (*last.losses, loss), (*last.gradients, gradient)))
            else:
                found.append(Stop(point, (loss,), (gradient,)))
        return found

    @property
    def end(self) -> np.ndarray | None:
        """What `sgd` returned, as an array; None if it is not numbers of the right shape."""
        array = as_array(self.called.value)
        return array if array is not None and array.shape == self.start.shape else None


def near(one: np.ndarray, other: Any) -> bool:
    """Equal to rounding: points are computed by adding and multiplying a few numbers."""
    return bool(np.allclose(one, other, rtol=1e-6, atol=1e-9))


def in_shape(x: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """`x` as numbers of that shape, but for axes of length 1; ValueError if it is something else.

    It would not do to let NumPy stretch one to fit the other: an array without an entry is near to everything.
    """
    array = np.array(x, dtype=float)
    if array.squeeze().shape != tuple(n for n in shape if n != 1):
        raise ValueError(f"{what} was called with an array of shape {array.shape}; x0 has the shape {shape}")
    return array.reshape(shape)


def travel(function: Any, start: Any, step: float, iterations: int, seed: int, process: bool = False) -> Journey:
    """Run the student's `sgd` on made-up losses and gradients, and keep its journey."""
    rng = np.random.default_rng(seed)
    shape = np.shape(start)
    journey = Journey(np.array(start, dtype=float), step, iterations)

    def f(x: Any) -> tuple[float, Any]:
        gradient = rng.uniform(0.3, 1.5, shape) * rng.choice([-1.0, 1.0], shape)
        journey.points.append(in_shape(x, shape, "f"))
        journey.losses.append(float(rng.uniform(2, 9)))
        journey.gradients.append(np.array(gradient))
        if len(journey.points) > 10 * iterations + 10:
            raise RuntimeError(f"f was called more than {len(journey.points) - 1} times in {iterations} iterations")
        return journey.losses[-1], gradient if shape else float(gradient)

    def postprocessing(x: Any) -> Any:
        given = in_shape(x, shape, "postprocessing")
        journey.processed.append((given, 0.8 * given + 0.3))
        return journey.processed[-1][1].copy() if shape else float(journey.processed[-1][1])

    journey.called = _call(
        function, f, start, step, iterations, postprocessing=postprocessing if process else None, PRINT_EVERY=2
    )
    return journey


def _call(
    function: Any,
    f: Any,
    start: Any,
    step: float,
    iterations: int,
    postprocessing: Any = None,
    useSaved: bool = False,
    PRINT_EVERY: int = 10,
) -> Call:
    return call(function, f, start, step, iterations, postprocessing, useSaved, PRINT_EVERY)


# --- The update -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """One update as it was seen: where from, where to, and the gradients that were known by then, newest last."""

    start: np.ndarray
    before: np.ndarray
    after: np.ndarray
    step: float
    loss: float
    gradients: tuple[np.ndarray, ...]
    number: int

    @property
    def gradient(self) -> np.ndarray:
        """What `f` gave at the point where the move began."""
        return self.gradients[-1]

    @property
    def taken(self) -> np.ndarray:
        """What was taken away from the point, in units of the step."""
        return np.asarray((self.before - self.after) / self.step)


def moves(journey: Journey, which: int) -> list[Move]:
    """The moves between stops; where `f` was called several times, `which` of its answers counts (0 or −1)."""
    stops = journey.stops
    gradients = tuple(stop.gradients[which] for stop in stops)
    return [
        Move(journey.start, a.point, b.point, journey.step, a.losses[which], gradients[: k + 1], k)
        for k, (a, b) in enumerate(itertools.pairwise(stops))
    ]


# What is seen when the update is wrong: (slug, title, says, asks, what tells it from the others).
TAKEN: list[tuple[str, str, str, str, Callable[[Move], bool]]] = [
    (
        "sign-flipped",
        "It walks uphill",
        "Each step has the right length and the wrong direction.",
        "The gradient points to where the loss grows. Where do you want to go?",
        lambda m: near(m.taken, -m.gradient),
    ),
    (
        "step-ignored",
        "The step size has no influence",
        "Each point moves by the whole gradient, whatever the step.",
        "Which argument of the function have you not used yet?",
        lambda m: near(m.taken * m.step, m.gradient),
    ),
    (
        "gradient-forgotten",
        "The gradient has no influence",
        "Every entry moves by the step itself.",
        "How does the function know in which direction it goes down?",
        lambda m: near(m.taken, 1.0) or near(m.taken, -1.0),
    ),
    (
        "only-the-sign",
        "Of the gradient only the sign counts",
        "Every entry moves by the step itself, to the right side, however steep the slope is.",
        "Should the step get shorter when the ground gets flatter?",
        lambda m: near(m.taken, np.sign(m.gradient)),
    ),
    (
        "loss-for-gradient",
        "The loss stands where the gradient should",
        "Every entry moves by the same amount, and it is the loss, times the step.",
        "f returns two values. In which order?",
        lambda m: near(m.taken, m.loss),
    ),
    (
        "updated-twice",
        "It moves twice as far as it should",
        "The step is taken two times in each iteration.",
        "How many lines of yours change x in one iteration?",
        lambda m: near(m.taken, 2 * m.gradient),
    ),
    (
        "gradient-of-the-iteration-before",
        "It uses the gradient of the iteration before",
        "The point moves by what f said one point earlier.",
        "At which point is the gradient evaluated that you use? Where is x by then?",
        lambda m: m.number == 0 or near(m.taken, m.gradients[-2]),
    ),
    (
        "gradients-added-up",
        "The gradients of earlier iterations come along",
        "Every gradient so far is in each step.",
        "When an iteration is over, which of its numbers should be forgotten?",
        lambda m: near(m.taken, np.sum(m.gradients, axis=0)),
    ),
    (
        "gradients-averaged",
        "The gradients of all iterations are averaged",
        "Every gradient so far is in each step.",
        "When an iteration is over, which of its numbers should be forgotten?",
        lambda m: near(m.taken, np.mean(m.gradients, axis=0)),
    ),
    (
        "gradient-normalised",
        "The gradient is brought to length 1",
        "The direction is right; a steep slope counts as much as a gentle one.",
        "Should the step get shorter when the ground gets flatter?",
        lambda m: near(m.taken * np.linalg.norm(m.gradient), m.gradient),
    ),
    (
        "x-replaced",
        "The point is forgotten",
        "The new x is a multiple of the gradient; where x was before does not matter.",
        "Should x become the step, or be moved by it?",
        lambda m: near(np.abs(m.after / m.step), np.abs(m.gradient)) or near(m.after * m.step, m.gradient),
    ),
    (
        "from-the-start",
        "Every step starts at x0",
        "The steps do not add up: each one is taken from the starting point.",
        "Which variable holds the point that you have reached?",
        lambda m: near((m.start - m.after) / m.step, m.gradient),
    ),
    (
        "divided-by-the-step",
        "The gradient is divided by the step size",
        "A smaller step size makes longer steps.",
        "A step size of 0 should leave x where it is. Does it, in yours?",
        lambda m: near(m.taken * m.step * m.step, m.gradient),
    ),
    (
        "fading-steps",
        "The steps get shorter with every iteration",
        "The step size is divided by the number of the iteration.",
        "When does the step size change, and by what factor?",
        lambda m: near(m.taken * (m.number + 1), m.gradient),
    ),
]


def _wrong_update(journeys: list[Journey]) -> Finding | None:
    """The finding for an update that is not what it should be."""
    quick = next((j for j in journeys if not j.points), None)
    if quick:
        return Finding(
            "wrong", "f-never-called", "f is never called", asks="Where do the loss and the gradient come from?"
        )
    still = next((j for j in journeys if len(j.stops) == 1 and len(j.points) > 1), None)
    if still:
        return Finding(
            "wrong",
            "never-moves",
            "x never moves",
            says=f"f was called {len(still.points)} times, always at the same point.",
            asks="Which line of yours gives x a new value?",
            example=f"x = {show(still.start)}",
        )
    if any(len(j.points) == 1 for j in journeys):
        return Finding(
            "wrong",
            "f-called-once",
            "f is called only once",
            says=f"There were {journeys[0].iterations} iterations.",
            asks="The slope changes as x moves. Is the call inside the loop?",
        )
    for which in (-1, 0):
        if all(near(m.taken, m.gradient) for j in journeys for m in moves(j, which)):
            return None
    first = moves(journeys[0], -1)[0]
    example = (
        f"step = {journeys[0].step:g}\nf was called at x = {show(first.before)}\n"
        f"it gave the gradient {show(first.gradient)} and the loss {first.loss:.4f}\n"
        f"f was then called at {show(first.after)}"
    )
    for which in (-1, 0):
        seen = [m for j in journeys for m in moves(j, which)]
        for name, title, says, asks, tells in TAKEN:
            if all(tells(m) for m in seen):
                return Finding("wrong", name, title, says, asks, example)
    says = "It is not the step size times the gradient that is taken from x."
    return Finding("wrong", "wrong-update", "x moves otherwise than it should", says, "", example)


# --- What surrounds it ------------------------------------------------------------------------------------------------

Cost = tuple[float, Finding]


def _costs(points: float) -> str:
    return "It costs half a point." if points == 0.5 else f"It costs {points:g} point."


def _count(journeys: list[Journey]) -> list[Cost]:
    off = next((j for j in journeys if len(j.points) != j.iterations), None)
    if off is None:
        return []
    calls, iterations = len(off.points), off.iterations
    points = 1.0 if calls >= 2 * iterations - 1 else 0.5
    says = (
        "When f draws a new minibatch each time, loss and gradient then belong to different words, and training "
        "takes twice as long."
        if points == 1
        else "Each iteration evaluates f once, before it moves."
    )
    return [
        (
            points,
            Finding(
                "wrong",
                "calls-of-f",
                f"f is called {calls} times in {iterations} iterations",
                f"{says} {_costs(points)}",
                "f returns two values at once. Where do you call it?",
            ),
        )
    ]


def _returned(journeys: list[Journey]) -> list[Cost]:
    """What comes back must be where the last move ended."""
    for journey in journeys:
        last = journey.stops[-1]
        extra = len(journey.stops) > journey.iterations
        end = journey.end
        fits = end is not None and (
            near(end, last.point) if extra else any(near((last.point - end) / journey.step, g) for g in last.gradients)
        )
        if not fits:
            value = journey.called.value
            name, what = _what_came_back(value, journey)
            asks = "Which variable holds the point after the last iteration?"
            finding = Finding("wrong", name, f"What is returned is {what}", _costs(1), asks, f"returned: {show(value)}")
            return [(1.0, finding)]
    return []


def _what_came_back(value: Any, journey: Journey) -> tuple[str, str]:
    last = journey.stops[-1]
    array = as_array(value)
    if value is None:
        return "returns-nothing", "None"
    if isinstance(value, (tuple, list)):
        return "returns-more", f"{len(value)} values, not x alone"
    if array is None:
        return "returns-something-else", type(value).__name__
    if array.size == 1 and any(near(array, loss) for loss in journey.losses):
        return "returns-loss", "a loss, not x"
    if array.shape == journey.start.shape and near(array, journey.start):
        return "returns-start", "the starting point"
    if array.shape == journey.start.shape and near(array, last.point):
        return "returns-last-but-one", "the point before the last step"
    if array.shape == journey.start.shape and any(near(array, g) for g in last.gradients):
        return "returns-gradient", "a gradient, not x"
    return "returns-something-else", "not the point after the last iteration"


def _postprocessing(journey: Journey, returns_x: bool) -> list[Cost]:
    name, title, asks = _processed(journey, returns_x)
    if not name:
        return []
    says = f"The check's postprocessing takes x to 0.8 x + 0.3, so that it matters when and how often. {_costs(1)}"
    return [(1.0, Finding("wrong", name, title, says, asks))]


def _processed(journey: Journey, returns_x: bool) -> tuple[str, str, str]:
    """The slug, title and question of what is wrong with the use of `postprocessing`; empty if nothing is."""
    after = "What should f see in the next iteration: x before or after postprocessing?"
    if not journey.processed:
        return "postprocessing-ignored", "postprocessing is never called", "What is the argument for?"
    stops, processed = journey.stops, journey.processed
    given, made = [one for one, _ in processed], [other for _, other in processed]
    order = "postprocessing comes before the update"
    if near(given[0], journey.start):
        return "postprocessing-first", order, "In which order do evaluating, moving and postprocessing come?"
    if any(near(given[0], g) for g in stops[0].gradients):
        return "postprocessing-of-the-gradient", "postprocessing is given the gradient", "What should it work on?"
    if len(stops) > 2 and near(stops[1].point, given[0]) and near(stops[2].point, made[0]):
        stops = stops[::2]  # f was called between update and postprocessing, too: that has its own cost
    if len(stops) > 1 and near(stops[1].point, given[0]):
        return "postprocessing-lost", "What postprocessing returns is thrown away", after
    laps = len(stops) - (len(stops) > journey.iterations)
    if len(processed) != laps:
        title = f"postprocessing is called {len(processed)} times in {laps} iterations"
        return "postprocessing-count", title, "How often, and inside the loop or after it?"
    onward = [stop.point for stop in stops[1:]]
    if returns_x and journey.end is not None:
        onward.append(journey.end)
    moved = all(
        any(near((s.point - x) / journey.step, g) for g in s.gradients) for s, x in zip(stops, given, strict=False)
    )
    if moved and all(near(x, y) for x, y in zip(onward, made, strict=False)):
        return "", "", ""
    return "postprocessing-misplaced", "postprocessing is not what happens right after the update", after


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
def _scratch(function: Any) -> Iterator[None]:
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
    restores. All of it is judged by its numbers: who wants to make them up must write an `sgd` for it.
    """
    points: list[float] = []
    gradients: list[float] = []

    def f(x: float) -> tuple[float, float]:
        points.append(float(x))
        gradients.append(random.choice([-1.0, 1.0]) + random.random() / 4)  # noqa: S311 - no secret
        return 1.0, gradients[-1]

    if seed is not None:
        random.seed(seed)
    value = function(f, 0.0, LONG_STEP, iterations, None, saving, iterations + 1)
    return np.array(points), np.array(gradients), value


def _long(function: Any, iterations: int, saving: bool, seed: int | None) -> Long:
    run = Long(np.zeros(0), np.zeros(0), Call())

    def by(*_arguments: Any) -> Any:
        points, gradients, value = there(function, walk, function, iterations, saving, seed)
        run.points, run.gradients = (in_shape(told, (len(points),), "f") for told in (points, gradients))
        return value

    run.called = call(function, walk, 0.0, LONG_STEP, iterations, None, saving, iterations + 1, by=by)
    return run


def _annealing(run: Long) -> list[Cost]:
    """Every 20,000 iterations the step must halve, after the update."""
    x = run.points
    steps = (x[:-1] - x[1:]) / run.gradients[: len(x) - 1]
    number = np.arange(1, len(steps) + 1)
    if near(steps, LONG_STEP * 0.5 ** ((number - 1) // ANNEAL_EVERY)):
        return []
    asks = "The line that halves the step was there when you got the cell. What became of it, or of `step`?"
    if near(steps, LONG_STEP):
        name, title = "never-halves", "The step never gets smaller"
    elif near(steps, LONG_STEP * 0.5 ** (number // ANNEAL_EVERY)):
        name, title = "halves-too-early", "The step is halved before the update of iteration 20,000, not after it"
    else:
        name, title = "halves-otherwise", "The step does not halve every 20,000 iterations"
    changes = np.flatnonzero(~np.isclose(steps[1:], steps[:-1], rtol=1e-6)) + 2
    seen = f"step in iteration 1: {steps[0]:g}, in the last: {steps[-1]:g}\n"
    seen += f"it changed in iteration {', '.join(f'{k:,}' for k in changes[:4]) or 'none'}"
    return [(1.0, Finding("wrong", name, title, _costs(1), asks, seen))]


def _saving(function: Any, whole: Long, seed: int) -> tuple[list[Cost], list[Call]]:
    """Interrupt a run and let it go on: it must end where a run in one go ends, to the last bit."""
    costs: list[Cost] = []

    def wrong(name: str, title: str, asks: str) -> None:
        costs.append((0.5, Finding("wrong", name, title, _costs(0.5), asks)))

    saved = bool(there(function, saved_files))
    interrupted = _long(function, ANNEAL_EVERY + 3, True, seed)
    # What lies in the folder is hearsay; a run that finds something there does only what was left to do.
    if saved or (interrupted.called.ok and len(interrupted.points) == 3):
        wrong("saves-unasked", "It saves though useSaved is False", "When should parameters be saved?")
    resumed = _long(function, ANNEAL_EVERY + 10, True, seed + 1)
    unasked = _long(function, 3, False, seed)
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


def _square(x: Any) -> tuple[Any, Any]:
    return np.sum(x**2), x * 2


def _start(x: float) -> str:
    return f"{x:4.1f}".replace("-", "−")


def ends_on_square(function: Any) -> list[Any]:
    """What `function` returns when it minimises x² from the three starts; None where it returns nothing."""
    return [_call(function, _square, start, 0.01, 1000, PRINT_EVERY=100).value for start in STARTS]


def _minimum(function: Any) -> Finding:
    """The handout's own test: x² from three starts, with step 0.01, for 1,000 iterations."""
    ends = there(function, ends_on_square, function)
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
    # Of the smoothed loss only the last value is compared; an uneven number of calls of f has its own finding.
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
    whole = _call(function, _square, np.array([4, -2]), 0.01, 3)
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
    plans: list[tuple[Any, float, int]] = [
        (rng.uniform(-2, 2, 3).round(1), 0.1, 6),
        (float(rng.uniform(2, 5)), 0.03, 5),
        (rng.uniform(-3, 3, (4, 2)), 0.37, 7),
    ]
    journeys = []
    for k, (start, step, iterations) in enumerate(plans):
        journeys.append(travel(function, start, step, iterations, seed + k))
        if not journeys[-1].called.ok:
            return unanswered(item, [_quiet(journeys[-1].called)]) or Score(item, 0, Outcome.FAILED)
    wrong = _wrong_update(journeys)
    if wrong:
        return Score(item, 0, Outcome.FAILED, (wrong, _minimum(function)))

    processed = travel(function, plans[0][0], 0.1, 6, seed + 9, process=True)
    calls = [processed.called]
    returned = _returned(journeys)
    costs = [*_count(journeys), *returned]
    if processed.called.ok:
        costs += _postprocessing(processed, returns_x=not returned)
    # Not the seed itself: in grading it is secret, and these numbers are seen where the function lives.
    visible = int(rng.integers(2**31))
    with _scratch(function):
        whole = _long(function, 2 * ANNEAL_EVERY + 20, False, visible)
        calls.append(whole.called)
        # A run that calls f more or less often has been judged for that.
        if whole.called.ok and len(whole.points) == 2 * ANNEAL_EVERY + 20:
            costs += _annealing(whole)
            # What has its cost already would only show again in a run that is resumed.
            if not costs:
                costs, more = _saving(function, whole, visible)
                calls += more
    failed = unanswered(item, [_quiet(c) for c in calls])
    if failed:
        return failed
    minimum = _minimum(function)
    if minimum.kind == "wrong" and not costs:
        costs.append((1.0, replace(minimum, says=_costs(1))))
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
