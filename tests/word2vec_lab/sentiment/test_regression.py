"""The training of the classifier: it finds the bottom, chooses by dev, and says when a gradient leads nowhere."""

from typing import Any

import numpy as np
import pytest
from notebook8 import softmax_regression

from word2vec_lab.measure import numeric
from word2vec_lab.sentiment import labels, regression
from word2vec_lab.sentiment.features import averages, bags, standardised
from word2vec_lab.text import treebank

regressed = softmax_regression()


@pytest.fixture(scope="module")
def data() -> labels.Labelled:
    return labels.labelled(treebank.embedded())


def random_features(data: labels.Labelled, size: int = 8) -> np.ndarray:
    vectors = np.random.default_rng(8).normal(size=(len(data.text.vocabulary), size))
    return standardised(averages(data.text, vectors), data.rows("train"))


def test_the_displayed_gradient_is_the_slope_of_the_displayed_loss() -> None:
    rng = np.random.default_rng(4)
    W, X, k = rng.normal(size=(6, 5)), rng.normal(size=(9, 6)), rng.integers(0, 5, 9)
    Y, chances = np.eye(5)[k], np.exp(X @ W)
    chances /= chances.sum(axis=1, keepdims=True)

    def loss(weights: np.ndarray) -> float:
        scores = X @ weights
        costs = np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(9), k]
        return float(costs.mean() + 0.3 / 2 * (weights**2).sum())

    # As the reading edition displays it: (1/n) X^T (Y_hat - Y) + lambda W.
    assert numeric.agree(numeric.gradient(loss, W), X.T @ (chances - Y) / 9 + 0.3 * W)
    value, gradient = regressed(W, X, k, 0.3)
    assert np.isclose(value, loss(W))
    assert numeric.agree(numeric.gradient(loss, W), gradient)


def test_it_ends_where_the_slope_is_flat(data: labels.Labelled) -> None:
    rows = data.rows("train")
    features, classes = random_features(data)[rows], data.classes[rows]
    found = regression.fit(regressed, features, classes, 0.01, np.zeros((9, 5)))
    loss, slope = regressed(found, features, classes, 0.01)
    assert np.abs(slope).max() < regression.FLAT
    rng = np.random.default_rng(5)
    for _ in range(5):
        other = found + 0.05 * rng.normal(size=found.shape)
        assert regressed(other, features, classes, 0.01)[0] > loss
    elsewhere = regression.fit(regressed, features, classes, 0.01, rng.normal(size=(9, 5)))
    assert np.allclose(found, elsewhere, atol=0.05)


def test_the_best_for_dev_is_chosen_and_beats_the_lazy_machine(data: labels.Labelled) -> None:
    found = regression.train(regressed, data, bags(data.text), (1e-3, 1e-1))
    assert found.accuracy["dev"] == max(found.dev)
    lazy = np.bincount(data.classes[data.rows("test")]).max() / len(data.rows("test"))
    assert found.accuracy["test"] > lazy + 0.2
    counts = regression.confusion(data, found.said)
    assert counts.sum() == len(data.rows("test"))
    assert np.isclose(np.trace(counts) / counts.sum(), found.accuracy["test"])


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda loss, slope: (loss, -slope), "the loss does not fall"),
        (lambda loss, slope: (loss, slope.T), r"shape \(5, 9\) for weights of shape \(9, 5\)"),
        (lambda loss, slope: (float("nan"), slope), "At the start the loss is nan"),
        (lambda loss, slope: loss, "should return a loss and a gradient"),
    ],
)
def test_a_function_that_leads_nowhere_is_named(data: labels.Labelled, spoilt: object, words: str) -> None:
    features = random_features(data)

    def function(*arguments: object) -> object:
        return spoilt(*regressed(*arguments))  # type: ignore[operator]

    with pytest.raises(regression.GradientError, match=words):
        regression.train(function, data, features, (0.1,))  # type: ignore[arg-type]


def test_what_a_processor_rounds_in_the_last_digit_changes_no_class(data: labels.Labelled) -> None:
    features = random_features(data)
    features[:, 1] = features[:, 0] + 1e-2 * features[:, 1]  # averages of words lie close together too
    rounded = features * (1 + 1e-14 * np.random.default_rng(8).normal(size=features.shape))
    one, other = (regression.train(regressed, data, those, (1e-5, 1e-3)) for those in (features, rounded))
    assert one.dev == other.dev
    assert one.train == other.train
    assert np.allclose(one.weights, other.weights, atol=1e-3)
    assert np.array_equal(one.said, other.said)


def in_float32(*arguments: Any) -> Any:
    return regressed(*(np.float32(one) if isinstance(one, np.ndarray) and one.ndim == 2 else one for one in arguments))


def rounded_loss(*arguments: Any) -> Any:
    loss, slope = regressed(*arguments)
    return round(float(loss), 6), slope


def guarded_logarithm(weights: Any, features: Any, classes: Any, strength: float) -> Any:
    rows = np.arange(len(classes))
    chances = np.exp(features @ weights)
    chances /= chances.sum(axis=1, keepdims=True)
    loss = -np.log(chances[rows, classes] + 1e-8).mean() + strength / 2 * (weights**2).sum()
    return loss, regressed(weights, features, classes, strength)[1]


@pytest.mark.parametrize("answer", [in_float32, rounded_loss, guarded_logarithm])
def test_answers_with_fewer_digits_get_to_the_same_classes(data: labels.Labelled, answer: Any) -> None:
    features = random_features(data)
    exact, other = (regression.train(one, data, features) for one in (regressed, answer))
    for split in ("train", "dev", "test"):
        assert getattr(other, split) == pytest.approx(getattr(exact, split), abs=0.003)
