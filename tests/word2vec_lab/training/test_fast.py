"""The fast lane computes what the student's functions compute: held against finite differences, and lane one."""

from dataclasses import replace
from typing import Any

import handwritten
import numpy as np
import pytest

from word2vec_lab import training
from word2vec_lab.measure import numeric
from word2vec_lab.text import treebank
from word2vec_lab.training import Functions, Settings, compiled, fast
from word2vec_lab.training.draws import Batch

QUIET = training.Silent()
NUMBA = pytest.mark.skipif(not compiled.available, reason="numba, the extra `speed`, is not installed")
STEPS = [
    pytest.param(fast.negative_sampling_step, id="NumPy"),
    pytest.param(compiled.negative_sampling_step, id="numba", marks=NUMBA),
]


@pytest.fixture(scope="module")
def text() -> treebank.Treebank:
    return treebank.embedded()


def some_batch(V: int = 7, K: int = 3) -> Batch:
    """Few words, so that centre words, outside words and negatives all repeat."""
    chance = np.random.default_rng(8)
    pairs = np.array([2, 1, 4, 3])
    return Batch(
        center=np.array([5, 1, 5, 0]),
        pairs=pairs,
        outside=chance.integers(0, V, pairs.sum()),
        negatives=chance.integers(0, V, (pairs.sum(), K)),
    )


def negative_sampling_loss(parameters: np.ndarray, batch: Batch) -> float:
    """As the handout writes it: one term after the other."""
    center, outside = np.split(parameters, 2)
    total, p = 0.0, 0
    for sample, word in enumerate(batch.center):
        for _ in range(batch.pairs[sample]):
            total -= np.log(1 / (1 + np.exp(-outside[batch.outside[p]] @ center[word])))
            for k in batch.negatives[p]:
                total -= np.log(1 / (1 + np.exp(outside[k] @ center[word])))
            p += 1
    return float(total / len(batch.center))


def naive_softmax_loss(parameters: np.ndarray, batch: Batch) -> float:
    """As the handout writes it."""
    center, outside = np.split(parameters, 2)
    total, p = 0.0, 0
    for sample, word in enumerate(batch.center):
        for _ in range(batch.pairs[sample]):
            powers = np.exp(outside @ center[word])
            total -= np.log(powers[batch.outside[p]] / powers.sum())
            p += 1
    return float(total / len(batch.center))


@pytest.mark.parametrize("d", [4, 5], ids=["even", "odd"])
@pytest.mark.parametrize(
    ("step", "loss"),
    [
        pytest.param(fast.negative_sampling_step, negative_sampling_loss, id="NumPy"),
        pytest.param(compiled.negative_sampling_step, negative_sampling_loss, id="numba", marks=NUMBA),
        pytest.param(fast.naive_softmax_step, naive_softmax_loss, id="naive"),
    ],
)
def test_a_step_goes_against_the_numeric_gradient_of_the_loss(step: Any, loss: Any, d: int) -> None:
    batch = some_batch()
    parameters = np.random.default_rng(9).normal(size=(14, d))
    after = parameters.copy()
    assert step(after, batch, 0.25) == pytest.approx(loss(parameters, batch), rel=1e-12)
    gradient = numeric.gradient(lambda x: loss(x, batch), parameters)
    np.testing.assert_allclose((parameters - after) / 0.25, gradient, rtol=0, atol=1e-8)


@pytest.mark.parametrize("step", STEPS)
def test_large_scores_do_not_overflow(step: Any) -> None:
    batch = some_batch()
    parameters = np.random.default_rng(9).normal(size=(14, 4)) * 100
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(step(parameters, batch, 0.1))
    assert np.isfinite(parameters).all()


@pytest.mark.slow
@NUMBA
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_the_compiled_step_is_the_numpy_step(kind: type) -> None:
    batch = some_batch()
    one: np.ndarray = np.random.default_rng(9).normal(size=(14, 6)).astype(kind)
    other = one.copy()
    close = 1e-13 if kind is np.float64 else 1e-5
    for _ in range(20):
        loss = fast.negative_sampling_step(one, batch, 0.2)
        assert compiled.negative_sampling_step(other, batch, 0.2) == pytest.approx(loss, rel=close)
    np.testing.assert_allclose(one, other, rtol=0, atol=close)
    assert other.dtype == kind


@NUMBA
def test_the_compiled_step_stands_thousands_of_negatives() -> None:
    """A product of so many factors would overflow if it were taken in one."""
    batch = some_batch(K=5000)
    parameters = np.zeros((14, 4))
    assert compiled.negative_sampling_step(parameters, batch, 0.1) == pytest.approx(2.5 * 5001 * np.log(2))


@pytest.mark.slow
@pytest.mark.parametrize("draws", ["original", "blocks"])
@pytest.mark.parametrize("accelerated", [False, pytest.param(True, marks=NUMBA)], ids=["NumPy", "numba"])
def test_both_lanes_give_the_same_vectors(text: treebank.Treebank, draws: Any, accelerated: bool) -> None:
    settings = Settings(dimension=4, batch=7, iterations=40, draws=draws)
    mine = Functions(handwritten.sgd_in_place, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
    own = training.train(text, mine, settings, display=QUIET)
    quick = training.train_fast(text, settings, display=QUIET, compiled=accelerated)
    np.testing.assert_allclose(quick.center, own.center, rtol=0, atol=1e-13)
    np.testing.assert_allclose(quick.outside, own.outside, rtol=0, atol=1e-13)
    np.testing.assert_allclose(quick.curve, own.curve, rtol=1e-12)
    np.testing.assert_array_equal(quick.trajectory.iterations, [0, 40])


@pytest.mark.slow
@pytest.mark.parametrize("draws", ["original", "blocks"])
def test_both_lanes_give_the_same_vectors_with_the_naive_softmax(text: treebank.Treebank, draws: Any) -> None:
    settings = Settings(dimension=4, batch=5, iterations=6, draws=draws, loss="naive-softmax")
    mine = Functions(handwritten.sgd, handwritten.skipgram, handwritten.naiveSoftmaxLossAndGradient)
    own = training.train(text, mine, settings, display=QUIET)
    quick = training.train_fast(text, settings, display=QUIET)
    np.testing.assert_allclose(quick.center, own.center, rtol=0, atol=1e-13)
    np.testing.assert_allclose(quick.outside, own.outside, rtol=0, atol=1e-13)
    dense = handwritten.dense(handwritten_dataset(text), handwritten.naiveSoftmaxLossAndGradient, settings, 6)
    if draws == "original":
        np.testing.assert_allclose(np.concatenate([own.center, own.outside]), dense, rtol=0, atol=1e-13)


def handwritten_dataset(text: treebank.Treebank) -> Any:
    from word2vec_lab.text.dataset import Dataset

    return Dataset(text)


@pytest.mark.slow
def test_single_precision_is_nearly_double(text: treebank.Treebank) -> None:
    settings = Settings(iterations=200, draws="blocks")
    double = training.train_fast(text, settings, display=QUIET)
    single = training.train_fast(text, replace(settings, precision="single"), display=QUIET)
    assert single.center.dtype == np.float32
    np.testing.assert_allclose(single.center, double.center, rtol=0, atol=1e-6)


def test_the_step_is_halved_when_the_settings_say_so(text: treebank.Treebank) -> None:
    settings = Settings(iterations=30, halved_every=10, draws="blocks", batch=4)
    assert [settings.step_after(n) for n in (0, 9, 10, 19, 20)] == [0.3, 0.3, 0.15, 0.15, 0.075]
    halved = training.train_fast(text, settings, display=QUIET)
    steady = training.train_fast(text, replace(settings, halved_every=100), display=QUIET)
    assert halved.curve[0] == steady.curve[0]
    assert not np.array_equal(halved.center, steady.center)


@pytest.mark.slow
def test_training_lowers_the_loss(text: treebank.Treebank) -> None:
    run = training.train_fast(text, Settings(iterations=5_000, draws="blocks"), display=QUIET)
    assert run.smoothed_loss(5_000) < 0.55 * run.smoothed_loss(100)
    assert run.trajectory.iterations.tolist() == [0, 1000, 2000, 3000, 4000, 5000]
    place = run.words.index("tea")
    np.testing.assert_array_equal(run.trajectory.of(["tea"]).center[-1, 0], run.center[place].astype(np.float32))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dimension", 0),
        ("step", -1.0),
        ("step", float("nan")),
        ("loss", "hinge"),
        ("draws", "other"),
        ("iterations", 0),
    ],
)
def test_settings_that_no_run_can_have_are_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(**{name: value})


@pytest.mark.parametrize("change", [{"negatives": 5}, {"halved_every": 10}, {"precision": "single"}])
def test_settings_that_the_students_functions_do_not_obey_are_refused(text: treebank.Treebank, change: Any) -> None:
    mine = Functions(handwritten.sgd, handwritten.skipgram, handwritten.negSamplingLossAndGradient)
    with pytest.raises(ValueError, match="your functions"):
        training.train(text, mine, Settings(iterations=2, **change), display=QUIET)
