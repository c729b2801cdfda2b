"""Follows the student's `sgd` on losses and gradients that were made up beforehand: the cases of the check of `5_sgd`.

`sgd` is handed an `f` that notes each point at which it is called.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from word2vec_lab.check.judging.arrays import as_array
from word2vec_lab.check.judging.calling import Call, call


def arguments_of(
    f: Any,
    start: Any,
    step: float,
    iterations: int,
    *,
    postprocessing: Any = None,
    use_saved: bool = False,
    print_every: int | None = None,
) -> tuple[Any, ...]:
    """What the starter code's function is called with, in its order. It prints nothing if nothing is said of that."""
    return f, start, step, iterations, postprocessing, use_saved, print_every or iterations + 1


def plans(rng: np.random.Generator) -> list[tuple[Any, float, int]]:
    """Where the journeys start, their steps, and how many iterations they have."""
    return [
        (rng.uniform(-2, 2, 3).round(1), 0.1, 6),
        (float(rng.uniform(2, 5)), 0.03, 5),
        (rng.uniform(-3, 3, (4, 2)), 0.37, 7),
    ]


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

    NumPy must not stretch one to fit the other: an array without an entry would be near to everything.
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

    journey.called = call(
        function,
        *arguments_of(f, start, step, iterations, postprocessing=postprocessing if process else None, print_every=2),
    )
    return journey
