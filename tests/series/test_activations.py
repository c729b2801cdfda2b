"""What notebook 2 says in its text cells, number by number, and its formulas against finite differences."""

import numpy as np
import pytest

from word2vec_lab.measure import losses, numeric


def sigma(x: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(losses.log_sigmoid(x)))


def softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max())
    return np.asarray(e / e.sum())


X = np.array([-6.5, -2.0, -0.3, 0.0, 0.7, 4.0])


def test_9_both_forms_are_the_share_and_the_softmax_of_two_scores() -> None:
    assert np.allclose(sigma(X), 1 / (1 + np.exp(-X)))
    assert np.allclose(sigma(X), np.exp(X) / (np.exp(X) + 1))
    assert np.allclose(sigma(X), [softmax(np.array([x, 0.0]))[0] for x in X])


def test_the_log_of_the_sigmoid_is_finite_for_every_finite_x() -> None:
    far = losses.log_sigmoid(np.array([-1e6, 1e6]))
    assert far.tolist() == [-1e6, 0.0]


def test_of_the_four_candidates_two_rise_and_are_fair() -> None:
    x = np.linspace(-8, 8, 1601)
    keep = {
        "clipped": np.clip(x / 4 + 0.5, 0, 1),
        "bell": np.exp(-(x**2)),
        "bent": 0.5 + x / (2 + 2 * np.abs(x)),
        "share": sigma(x),
    }
    rises = {name for name, y in keep.items() if (np.diff(y) > 0).all()}
    fair = {name for name, y in keep.items() if np.allclose(y + y[::-1], 1)}
    assert rises == {"bent", "share"}
    assert fair == {"clipped", "bent", "share"}


@pytest.mark.parametrize("alpha", [0.05, 0.3, 0.95])
def test_1f_the_slope_of_the_leaky_relu(alpha: float) -> None:
    x = X[X != 0]
    measured = numeric.gradient(lambda z: float(np.maximum(alpha * z, z).sum()), x)
    assert numeric.agree(measured, np.where(x > 0, 1, alpha))


def test_the_puzzle_the_slope_of_tanh() -> None:
    a, b = np.exp(X) - np.exp(-X), np.exp(X) + np.exp(-X)
    measured = numeric.gradient(lambda z: float(np.tanh(z).sum()), X)
    assert numeric.agree(measured, (b * b - a * a) / b**2)
    assert numeric.agree(measured, 1 - np.tanh(X) ** 2)
    assert not numeric.agree(measured * a, b)
    assert not numeric.agree(measured, 1 - a**2)


def test_1g_the_slope_of_the_sigmoid() -> None:
    measured = numeric.gradient(lambda z: float(sigma(z).sum()), X)
    assert numeric.agree(measured, sigma(X) * (1 - sigma(X)))
    assert numeric.agree(measured, sigma(X) * sigma(-X))
    assert numeric.agree(measured, np.exp(-X) / (1 + np.exp(-X)) ** 2)
    assert np.isclose(measured[X == 0][0], 0.25)
    assert measured.max() < 0.25 + 1e-9


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_where_the_two_forms_break() -> None:
    def first(x: float) -> float:
        return float(1 / (1 + np.exp(-np.float64(x))))

    def second(x: float) -> float:
        e = np.exp(np.float64(x))
        return float(e / (e + 1))

    assert [first(-1000), first(1000), second(-1000)] == [0, 1, 0]
    assert np.isnan(second(1000))
    assert np.isnan(second(710))
    assert second(709) == 1


def test_one_minus_a_probability_near_one_loses_its_digits() -> None:
    yes = {x: softmax(np.array([float(x), 0.0])) for x in (35, 36, 37, 40)}
    assert 1 - yes[37][0] == 0
    assert 1 - yes[40][0] == 0
    assert f"{1 - yes[36][0]:.1e}" == "2.2e-16"
    assert f"{yes[36][1]:.1e}" == "2.3e-16"
    assert np.isclose(yes[37][1], sigma(np.array(-37.0)), rtol=1e-12)
    assert f"{1 - np.nextafter(1.0, 0):.1e}" == "1.1e-16"


def test_ten_sigmoids_in_a_row() -> None:
    def ten(x: np.ndarray) -> float:
        for _ in range(10):
            x = sigma(x)
        return float(x[0])

    slope = numeric.gradient(ten, np.zeros(1))[0]
    assert f"{0.001 * slope:.1e}" == "3.9e-10"
    assert f"{0.25**10:.1e}" == "9.5e-07"
    assert slope < 0.25**10
