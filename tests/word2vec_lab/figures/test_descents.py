"""The figures of walks downhill show where gradient descent really goes."""

import numpy as np
import pytest
from handwritten import sgd

from word2vec_lab import figures
from word2vec_lab.figures.descents import NUMBERS, distances, scientific_or_number, verdict


@pytest.mark.parametrize(
    ("step", "steepness", "said"),
    [
        (0.01, 1, "crawls"),
        (0.3, 1, "glides down"),
        (0.5, 1, "arrives in one step"),
        (0.9, 1, "swings and settles"),
        (1.0, 1, "swings for ever"),
        (1.02, 1, "diverges"),
        (0.0625, 8, "arrives in one step"),
        (0.12, 8, "swings and settles"),
        (0.125, 8, "swings for ever"),
        (0.13, 8, "diverges"),
    ],
)
def test_the_thresholds(step: float, steepness: float, said: str) -> None:
    assert verdict(step, steepness) == said


@pytest.mark.parametrize("step", [0.01, 0.1, 0.12, 1.05])
@pytest.mark.parametrize("steepness", [figures.BOWL, figures.VALLEY])
def test_the_figure_shows_where_a_walk_really_goes(step: float, steepness: float) -> None:
    end = sgd(lambda x: (0, np.array([2 * x[0], 2 * steepness * x[1]])), np.array([-1.8, 0.9]), step, 20)
    alt = figures.descent(step, steepness).alt
    loss = end[0] ** 2 + steepness * end[1] ** 2
    assert f"to {scientific_or_number(loss)}." in alt
    assert f"at ({scientific_or_number(end[0])}, " in alt


def test_minibatches_are_what_gradient_descent_on_them_gives() -> None:
    numbers = np.random.default_rng(20).normal(size=NUMBERS)
    x, found = 3.0, []
    for _ in range(50):
        x = x - 0.1 * float(np.mean(2 * (x - numbers)))
        found.append(abs(x - numbers.mean()))
    assert distances(NUMBERS, False)[:50] == pytest.approx(found)


def test_noise_has_a_floor_that_annealing_lowers() -> None:
    def level(batch: int, halving: bool) -> float:
        return float(distances(batch, halving)[-100:].mean())

    sizes = (1, 5, 20, 50, 200)
    constant = [level(size, False) for size in sizes]
    assert constant == sorted(constant, reverse=True)
    assert all(level(size, True) < floor for size, floor in zip(sizes, constant, strict=True))
    assert level(NUMBERS, False) < 1e-12
