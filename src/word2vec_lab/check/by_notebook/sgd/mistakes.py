"""The known mistakes in the update of `sgd`, told apart by what was taken from a point instead."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from word2vec_lab.check.by_notebook.sgd.cases import Journey, near
from word2vec_lab.check.judging.arrays import show
from word2vec_lab.check.judging.locating import made_of
from word2vec_lab.check.judging.mistakes import Measured
from word2vec_lab.check.score import Finding


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


@dataclass(frozen=True)
class WrongMove:
    """A known mistake in the update, and what tells a move of its kind from the others."""

    name: str
    title: str
    says: str
    asks: str
    tells: Callable[[Move], bool]


def _followed(m: Move) -> np.ndarray:
    """The gradients so far, each with 0.9 of its weight left for every iteration since."""
    return np.asarray(sum(0.9**age * gradient for age, gradient in enumerate(m.gradients[::-1])))


# What was taken from a point instead of the step size times the gradient there.
WRONG_MOVES = [
    WrongMove(
        "sign-flipped",
        "It walks uphill",
        "Each step has the right length and the wrong direction.",
        "The gradient points to where the loss grows. Where do you want to go?",
        lambda m: near(m.taken, -m.gradient),
    ),
    WrongMove(
        "step-ignored",
        "The step size has no influence",
        "Each point moves by the whole gradient, whatever the step.",
        "Which argument of the function have you not used yet?",
        lambda m: near(m.taken * m.step, m.gradient),
    ),
    WrongMove(
        "gradient-forgotten",
        "The gradient has no influence",
        "Every entry moves by the step itself.",
        "How does the function know in which direction it goes down?",
        lambda m: near(m.taken, 1.0) or near(m.taken, -1.0),
    ),
    WrongMove(
        "only-the-sign",
        "Of the gradient only the sign counts",
        "Every entry moves by the step itself, to the right side, however steep the slope is.",
        "Should the step get shorter when the ground gets flatter?",
        lambda m: near(m.taken, np.sign(m.gradient)),
    ),
    WrongMove(
        "loss-for-gradient",
        "The loss stands where the gradient should",
        "Every entry moves by the same amount, and it is the loss, times the step.",
        "f returns two values. In which order?",
        lambda m: near(m.taken, m.loss),
    ),
    WrongMove(
        "updated-twice",
        "It moves twice as far as it should",
        "The step is taken two times in each iteration.",
        "How many lines of yours change x in one iteration?",
        lambda m: near(m.taken, 2 * m.gradient),
    ),
    WrongMove(
        "gradient-of-the-iteration-before",
        "It uses the gradient of the iteration before",
        "The point moves by what f said one point earlier.",
        "At which point is the gradient evaluated that you use? Where is x by then?",
        lambda m: m.number == 0 or near(m.taken, m.gradients[-2]),
    ),
    WrongMove(
        "gradients-added-up",
        "The gradients of earlier iterations come along",
        "Every gradient so far is in each step.",
        "When an iteration is over, which of its numbers should be forgotten?",
        lambda m: near(m.taken, np.sum(m.gradients, axis=0)),
    ),
    WrongMove(
        "gradients-averaged",
        "The gradients of all iterations are averaged",
        "Every gradient so far is in each step.",
        "When an iteration is over, which of its numbers should be forgotten?",
        lambda m: near(m.taken, np.mean(m.gradients, axis=0)),
    ),
    WrongMove(
        "gradient-normalised",
        "The gradient is brought to length 1",
        "The direction is right; a steep slope counts as much as a gentle one.",
        "Should the step get shorter when the ground gets flatter?",
        lambda m: near(m.taken * np.linalg.norm(m.gradient), m.gradient),
    ),
    WrongMove(
        "x-replaced",
        "The point is forgotten",
        "The new x is a multiple of the gradient; where x was before does not matter.",
        "Should x become the step, or be moved by it?",
        lambda m: near(np.abs(m.after / m.step), np.abs(m.gradient)) or near(m.after * m.step, m.gradient),
    ),
    WrongMove(
        "from-the-start",
        "Every step starts at x0",
        "The steps do not add up: each one is taken from the starting point.",
        "Which variable holds the point that you have reached?",
        lambda m: near((m.start - m.after) / m.step, m.gradient),
    ),
    WrongMove(
        "divided-by-the-step",
        "The gradient is divided by the step size",
        "A smaller step size makes longer steps.",
        "A step size of 0 should leave x where it is. Does it, in yours?",
        lambda m: near(m.taken * m.step * m.step, m.gradient),
    ),
    WrongMove(
        "halves-always",
        "The step is halved in every iteration",
        "Each step has half the size of the one before.",
        "When does the step size change, and how far is the line that halves it indented?",
        lambda m: near(m.taken * 2.0**m.number, m.gradient) or near(m.taken * 2.0 ** (m.number + 1), m.gradient),
    ),
    WrongMove(
        "rounded",
        "The point is rounded to whole numbers",
        "Wherever it goes, it arrives at whole numbers.",
        "Which function, or which type of array, leaves no digits behind the point?",
        lambda m: near(m.after, np.round(m.after)),
    ),
    WrongMove(
        "one-entry-only",
        "Only the first entry moves",
        "All other entries of x stay where they are.",
        "Which entries does your update reach?",
        lambda m: near(m.taken.reshape(-1)[0], m.gradient.reshape(-1)[0]) and near(m.taken.reshape(-1)[1:], 0.0),
    ),
    WrongMove(
        "same-for-all-entries",
        "Every entry moves by the same amount",
        "It is the sum, the mean or the length of the gradient, times the step.",
        "x is an array. How many numbers has its gradient, and which one belongs to which entry?",
        lambda m: any(near(m.taken, of(m.gradient)) for of in (np.sum, np.mean, np.linalg.norm, np.max, np.min)),
    ),
    WrongMove(
        "gradient-without-sign",
        "The gradient has lost its sign",
        "Every step goes the same way, whether the loss grows there or falls.",
        "Is there an absolute value, a square or a root in your update?",
        lambda m: near(m.taken, np.abs(m.gradient)) or near(m.taken, -np.abs(m.gradient)),
    ),
    WrongMove(
        "gradient-squared",
        "The gradient is squared",
        "A gentle slope counts less than it should, a steep one more.",
        "Is something multiplied with itself in your update?",
        lambda m: near(m.taken, m.gradient**2) or near(m.taken, -(m.gradient**2)),
    ),
    WrongMove(
        "step-squared",
        "The step size enters twice",
        "The gradient is multiplied by the square of the step size.",
        "How many of your lines multiply by the step?",
        lambda m: near(m.taken, m.step * m.gradient),
    ),
    WrongMove(
        "x-multiplied",
        "The point is multiplied, not moved",
        "The new x is the old one times something.",
        "Does a step add something to x, or multiply x?",
        lambda m: (
            near(m.after, m.before * m.step * m.gradient)
            or near(m.after, m.before * m.gradient)
            or near(m.after, m.before * (1 - m.step * m.gradient))
            or near(m.after, m.before - m.step * m.gradient * m.before)
        ),
    ),
    WrongMove(
        "x-shrinks",
        "x itself is made smaller before or after the step",
        "The gradient is right; the point is multiplied by one minus the step.",
        "Does anything in your update multiply x?",
        lambda m: (
            near(m.taken, m.gradient + m.before) or near(m.after, (1 - m.step) * (m.before - m.step * m.gradient))
        ),
    ),
    WrongMove(
        "loss-times-gradient",
        "The gradient is multiplied by the loss",
        "The larger the loss, the longer the step.",
        "Which of the two values that f returns tells where to go?",
        lambda m: near(m.taken, m.loss * m.gradient) or near(m.taken * m.loss, m.gradient),
    ),
    WrongMove(
        "growing-steps",
        "The steps get longer with every iteration",
        "The step size is multiplied by the number of the iteration.",
        "When does the step size change, and by what factor?",
        lambda m: near(m.taken, (m.number + 1) * m.gradient) or near(m.taken, m.number * m.gradient),
    ),
    WrongMove(
        "fading-steps",
        "The steps get shorter with every iteration",
        "The step size is divided by the square root of the number of the iteration.",
        "When does the step size change, and by what factor?",
        lambda m: near(m.taken * (m.number + 1) ** 0.5, m.gradient),
    ),
    WrongMove(
        "momentum",
        "The steps of earlier iterations come along",
        "Each gradient is followed for several iterations, with 0.9 of what it was before.",
        "When an iteration is over, which of its numbers should be forgotten?",
        lambda m: any(near(m.taken, share * _followed(m)) for share in (1.0, 0.1)),
    ),
    WrongMove(
        "one-over-gradient",
        "The step is divided by the gradient",
        "Where the slope is steep the steps are short.",
        "Should the step get shorter when the ground gets flatter?",
        lambda m: near(m.taken * m.gradient, 1.0),
    ),
    WrongMove(
        "fading-steps",
        "The steps get shorter with every iteration",
        "The step size is divided by the number of the iteration.",
        "When does the step size change, and by what factor?",
        lambda m: near(m.taken * (m.number + 1), m.gradient),
    ),
]


def wrong_update(journeys: list[Journey]) -> Finding | None:
    """The finding for an update that is not what it should be, if it is not."""
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
        for known in WRONG_MOVES:
            if all(known.tells(m) for m in seen):
                return Finding("wrong", known.name, known.title, known.says, known.asks, example)
        for known in WRONG_MOVES:
            if all(known.tells(replace(m, after=2 * m.before - m.after)) for m in seen):
                says = f"{known.says} And it goes to the wrong side: uphill."
                return Finding("wrong", f"{known.name}-and-sign", known.title, says, known.asks, example)
    found = _taken_apart([m for j in journeys for m in moves(j, -1)])
    if found:
        return replace(found, example=example)
    says = "It is not the step size times the gradient that is taken from x."
    return Finding("wrong", "wrong-update", "x moves otherwise than it should", says, "", example)


def _taken_apart(seen: list[Move]) -> Finding | None:
    """What is taken from x in units of the step, if that is made of the same things in every move."""
    seen = [m for m in seen if m.number]

    def pieces(m: Move) -> dict[str, np.ndarray]:
        return {
            "the gradient": m.gradient,
            "the gradient of the iteration before": m.gradients[-2],
            "x": m.before,
            "x0": m.start,
            "the loss": np.array(m.loss),
            "the sign of the gradient": np.sign(m.gradient),
            "1": np.array(1.0),
            "1/step": np.array(1 / m.step),
        }

    asks = "What is taken from x should be one thing alone. Which of your lines changes x besides?"
    find = made_of(pieces, "In units of the step, what is taken from x is", asks)
    return find([Measured(m, m.gradient) for m in seen], [m.taken for m in seen])
