"""A run that goes wrong is stopped, with a diagnosis that points to the right item; a right one never is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import handwritten
import numpy as np
import pytest

from word2vec_lab import training
from word2vec_lab.text import treebank
from word2vec_lab.training import Functions, Settings, TrainingError, diagnosis

MINE = Functions(handwritten.sgd, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
SMALL = Settings(dimension=4, batch=3)


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


def stopped(text: treebank.Treebank, functions: Functions, settings: Settings) -> str:
    with pytest.raises(TrainingError) as error:
        training.train(text, functions, settings, display=training.Silent())
    return str(error.value)


def changed(function: Callable[..., Any], change: Callable[..., Any]) -> Callable[..., Any]:
    def new(*arguments: Any) -> Any:
        return change(*function(*arguments))

    return new


def uphill(f: Any, x0: np.ndarray, step: float, iterations: int, *_: Any, **_named: Any) -> np.ndarray:
    x = x0
    for _i in range(iterations):
        x = x + step * f(x)[1]
    return x


def unmoved(f: Any, x0: np.ndarray, step: float, iterations: int, *_: Any, **_named: Any) -> np.ndarray:
    for _i in range(iterations):
        f(x0)
    return x0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_an_update_with_the_wrong_sign_points_to_sgd(text: treebank.Treebank) -> None:
    said = stopped(text, replace(MINE, sgd=uphill), replace(SMALL, iterations=6_000, step=3.0))
    assert "many times what it was" in said or "not a finite number" in said
    assert "uphill" in said
    assert "2(b)" in said
    assert "2(a)(iii)" not in said


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_gradient_with_the_wrong_sign_points_to_the_loss(text: treebank.Treebank) -> None:
    wrong = changed(handwritten.negSamplingLossAndGradient, lambda loss, v, U: (loss, -v, -U))
    said = stopped(text, replace(MINE, loss=wrong), replace(SMALL, iterations=6_000, step=3.0))
    assert "so it is the gradient" in said
    assert "2(a)(iii)" in said
    assert "2(b)" not in said


def test_the_naive_softmax_is_called_by_its_own_item(text: treebank.Treebank) -> None:
    nan = changed(handwritten.naiveSoftmaxLossAndGradient, lambda loss, v, U: (float("nan"), v, U))
    said = stopped(text, replace(MINE, loss=nan), replace(SMALL, iterations=5, loss="naive-softmax"))
    assert "2(a)(ii)," in said
    assert "no update has been made yet" in said


@pytest.mark.slow
def test_an_sgd_that_does_not_move_points_to_its_update(text: treebank.Treebank) -> None:
    said = stopped(text, replace(MINE, sgd=unmoved), replace(SMALL, iterations=6_000, batch=1))
    assert "After 5,000 iterations" in said
    assert "where it began" in said
    assert "leaves its parameters as they are" in said


@pytest.mark.slow
def test_a_gradient_of_zeros_points_to_the_loss(text: treebank.Treebank) -> None:
    flat = changed(handwritten.negSamplingLossAndGradient, lambda loss, v, U: (loss, 0 * v, 0 * U))
    said = stopped(text, replace(MINE, loss=flat), replace(SMALL, iterations=6_000, batch=1))
    assert "2(a)(iii)" in said
    assert "2(b)" not in said


def test_a_wrong_shape_points_to_skipgram(text: treebank.Treebank) -> None:
    flat = changed(handwritten.skipgram, lambda loss, v, U: (loss, v[0], U))
    said = stopped(text, replace(MINE, skipgram=flat), replace(SMALL, iterations=5))
    assert "returned a gradient of shape (4,)" in said
    assert "2(a)(iv)" in said


def test_a_loss_per_pair_instead_of_one_number_points_to_skipgram(text: treebank.Treebank) -> None:
    many = changed(handwritten.skipgram, lambda loss, v, U: (np.array([loss, loss]), v, U))
    assert "a loss of shape (2,)" in stopped(text, replace(MINE, skipgram=many), replace(SMALL, iterations=5))


def test_the_naive_softmax_in_place_of_negative_sampling_is_noticed(text: treebank.Treebank) -> None:
    said = stopped(text, replace(MINE, loss=handwritten.naiveSoftmaxLossAndGradient), replace(SMALL, iterations=5))
    assert 'Settings(loss="naive-softmax")' in said


def test_an_sgd_that_evaluates_twice_is_noticed(text: treebank.Treebank) -> None:
    def twice(f: Any, x0: np.ndarray, step: float, iterations: int, *_: Any, **_named: Any) -> np.ndarray:
        for _i in range(iterations):
            f(x0)
            x0 = x0 - step * f(x0)[1]
        return x0

    assert "called its function 10 times in 5 iterations" in stopped(
        text, replace(MINE, sgd=twice), replace(SMALL, iterations=5)
    )


def test_too_large_a_step_is_blamed_on_the_step_in_the_fast_lane(text: treebank.Treebank) -> None:
    with pytest.raises(TrainingError, match=r"a step of 500\.0 is too large"):
        training.train_fast(text, Settings(step=500.0, draws="blocks"), display=training.Silent())


@pytest.mark.slow
@pytest.mark.parametrize("dimension", [10, 100])
@pytest.mark.parametrize("step", [0.3, 3.0])
def test_a_right_run_is_left_alone(text: treebank.Treebank, dimension: int, step: float) -> None:
    settings = Settings(iterations=5_500, dimension=dimension, step=step, draws="blocks")
    assert training.train_fast(text, settings, display=training.Silent()).finished


def test_a_small_step_gets_more_patience() -> None:
    assert diagnosis.Watch(Settings()).patience == 5_000
    assert diagnosis.Watch(Settings(step=3.0)).patience == 5_000
    assert diagnosis.Watch(Settings(step=0.1)).patience == 15_000


def test_the_published_run_would_be_left_alone() -> None:
    """Its smoothed loss at 5,000 iterations is 17.45, and its first losses are about 21.8."""
    watch = diagnosis.Watch(Settings())
    for iteration in range(1, 101):
        assert watch.see(iteration, 21.8, 21.8) is None
    assert watch.see(5_000, 17.45, 17.45) is None
    assert watch.see(5_000, 21.7, 21.7) == "plateau"
    assert watch.see(4_990, 21.7, 21.7) is None
    assert watch.see(4_990, 21.7, 120.0) == "exploded"
