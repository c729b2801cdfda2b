"""The numbers of notebook 5's text."""

import numpy as np
import pytest


@pytest.mark.parametrize("a", [1.0, 8.0])
@pytest.mark.parametrize("step", [0.01, 0.0625, 0.5, 1.0])
def test_a_step_on_a_x_squared_multiplies_x(a: float, step: float) -> None:
    x = -1.8
    assert x - step * 2 * a * x == pytest.approx((1 - 2 * a * step) * x)


def test_the_borders() -> None:
    def factor(a: float, step: float) -> float:
        return 1 - 2 * a * step

    assert factor(1, 0.5) == factor(8, 0.0625) == 0
    assert factor(1, 1) == factor(8, 0.125) == -1
    assert factor(1, 0.99) == pytest.approx(-0.98)
    assert factor(1, 1.01) == pytest.approx(-1.02)


def test_how_far_the_runs_of_a_thousand_steps_come() -> None:
    assert f"{1.5 * 0.98**1000:.1e}" == "2.5e-09"
    ends = [start * 1.02**1000 for start in (0.5, -1.5)]
    assert ends == pytest.approx([2e8, -6e8], rel=0.01)


def test_the_step_in_the_last_iteration_of_the_training() -> None:
    step, used = 0.3, 0.0
    for iteration in range(1, 40_001):
        used = step
        if iteration % 20_000 == 0:
            step *= 0.5
    assert used == 0.15
    assert step == 0.075


def test_too_large_a_step_ends_in_not_a_number() -> None:
    x = 0.5
    with np.errstate(all="ignore"):
        for _ in range(1000):
            x = float(np.float64(x) - 9.0 * 2 * np.float64(x))
    assert np.isnan(x)
