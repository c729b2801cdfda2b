"""Every final formula that a notebook displays, as NumPy, held against finite differences of its loss."""

import numpy as np
import pytest

from word2vec_lab.measure import losses, numeric

V, D, OBSERVED = 11, 5, 7


@pytest.fixture
def pair() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A centre vector, U with a column a word, the prediction and the truth."""
    rng = np.random.default_rng(3)
    v_c, U = rng.normal(size=D), rng.normal(size=(D, V))
    e = np.exp(U.T @ v_c)
    return v_c, U, e / e.sum(), np.eye(V)[OBSERVED]


Pair = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def test_the_worked_derivation(pair: Pair) -> None:
    v, U, _, _ = pair
    t = np.linspace(-1, 1, V)
    measured = numeric.gradient(lambda x: 0.5 * float(((U.T @ x - t) ** 2).sum()), v)
    assert numeric.agree(measured, U @ (U.T @ v - t))


def test_1a_the_loss_is_the_cross_entropy(pair: Pair) -> None:
    v_c, U, y_hat, y = pair
    assert np.isclose(losses.naive_softmax(v_c, OBSERVED, U.T), -(y * np.log(y_hat)).sum())


def test_1b_the_gradient_for_the_centre_vector(pair: Pair) -> None:
    v_c, U, y_hat, y = pair
    measured = numeric.gradient(lambda v: losses.naive_softmax(v, OBSERVED, U.T), v_c)
    assert numeric.agree(measured, U @ (y_hat - y))
    assert np.allclose(U @ (y_hat - y), sum(y_hat[w] * U[:, w] for w in range(V)) - U[:, OBSERVED])


def test_1b_the_gradient_vanishes_in_the_null_space() -> None:
    U, o, v_c = np.array([[-1.0, 0.0, 1.0]]), 1, np.zeros(1)
    y_hat, y = np.full(3, 1 / 3), np.eye(3)[1]
    assert not np.allclose(y_hat, y)
    assert np.allclose(U @ (y_hat - y), 0)
    measured = numeric.gradient(lambda v: losses.naive_softmax(v, o, U.T), v_c)
    assert np.allclose(measured, 0, atol=1e-9)
    here = losses.naive_softmax(v_c, o, U.T)
    assert np.isclose(here, np.log(3))
    assert round(here, 3) == 1.099
    assert all(losses.naive_softmax(np.array([v]), o, U.T) > here for v in np.linspace(-5, 5, 100))


def test_1d_and_1e_the_gradients_for_the_outside_vectors(pair: Pair) -> None:
    v_c, U, y_hat, y = pair
    measured = numeric.gradient(lambda u: losses.naive_softmax(v_c, OBSERVED, u.T), U)
    for w in range(V):
        assert numeric.agree(measured[:, w], (y_hat[w] - y[w]) * v_c)
    assert numeric.agree(measured, np.outer(v_c, y_hat - y))


def test_the_loss_at_the_start_of_training() -> None:
    assert np.isclose(losses.naive_softmax(np.ones(10), 5, np.zeros((19_539, 10))), np.log(19_539))


def test_where_exponentials_break() -> None:
    assert round(float(np.log(np.finfo(float).max)), 2) == 709.78
    assert np.isfinite(np.exp(709.0))
    with np.errstate(over="ignore", under="ignore"):
        assert np.isinf(np.exp(710.0))
        assert np.exp(-746.0) == 0


def test_1c_the_sums_of_the_figure() -> None:
    def raw(alpha: float) -> float:
        return 1 + alpha - 2.5

    assert raw(1.2) < 0 < raw(3)


def test_the_slope_of_the_gradient_check_in_notebook_0() -> None:
    x = np.array([0.4])
    measured = numeric.gradient(lambda z: float(z[0] / (1 + z[0] ** 2)), x)
    assert np.allclose(measured, (1 - x**2) / (1 + x**2) ** 2, atol=1e-8)


# --- 3_negative_sampling ---------------------------------------------------------------------------------------------

DRAWN = np.array([2, 9, 4])
REPEATED = np.array([2, 9, 2, 2, 4, 9])


def sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-x)))


def test_10_the_loss_of_negative_sampling_as_it_is_displayed(pair: Pair) -> None:
    v_c, U, _, _ = pair
    displayed = -np.log(sigmoid(U[:, OBSERVED] @ v_c)) - np.log(sigmoid(-U[:, REPEATED].T @ v_c)).sum()
    assert np.isclose(losses.neg_sampling(v_c, OBSERVED, U.T, tuple(REPEATED)), displayed)


def test_1h1_the_slopes_of_both_kinds_of_terms() -> None:
    z = np.array([-2.0, -0.3, 0.0, 1.7])
    observed = numeric.gradient(lambda x: -float(np.log(sigmoid(x)).sum()), z)
    sampled = numeric.gradient(lambda x: -float(np.log(sigmoid(-x)).sum()), z)
    assert numeric.agree(observed, sigmoid(z) - 1)
    assert numeric.agree(sampled, 1 - sigmoid(-z))
    assert np.allclose(1 - sigmoid(-z), sigmoid(z))


def test_1h1_the_three_gradients(pair: Pair) -> None:
    v_c, U, _, _ = pair
    u_o = U[:, OBSERVED]
    by_center = numeric.gradient(lambda v: losses.neg_sampling(v, OBSERVED, U.T, tuple(DRAWN)), v_c)
    by_outside = numeric.gradient(lambda u: losses.neg_sampling(v_c, OBSERVED, u.T, tuple(DRAWN)), U)
    pushes = sum((1 - sigmoid(-U[:, w] @ v_c)) * U[:, w] for w in DRAWN)
    assert numeric.agree(by_center, (sigmoid(u_o @ v_c) - 1) * u_o + pushes)
    assert numeric.agree(by_outside[:, OBSERVED], (sigmoid(u_o @ v_c) - 1) * v_c)
    for w in DRAWN:
        assert numeric.agree(by_outside[:, w], (1 - sigmoid(-U[:, w] @ v_c)) * v_c)
        assert numeric.agree(by_outside[:, w], sigmoid(U[:, w] @ v_c) * v_c)
    untouched = [w for w in range(V) if w != OBSERVED and w not in DRAWN]
    assert not by_outside[:, untouched].any()


def test_1h2_one_vector_gives_all_three_gradients(pair: Pair) -> None:
    v_c, U, _, _ = pair
    stacked = np.column_stack([U[:, OBSERVED], -U[:, DRAWN]])
    shared = sigmoid(stacked.T @ v_c) - 1
    by_center = numeric.gradient(lambda v: losses.neg_sampling(v, OBSERVED, U.T, tuple(DRAWN)), v_c)
    by_outside = numeric.gradient(lambda u: losses.neg_sampling(v_c, OBSERVED, u.T, tuple(DRAWN)), U)
    assert numeric.agree(by_center, stacked @ shared)
    assert numeric.agree(by_outside[:, OBSERVED], shared[0] * v_c)
    assert numeric.agree(by_outside[:, DRAWN], -np.outer(v_c, shared[1:]))


def test_1h3_what_a_pair_costs() -> None:
    naive, sampled = 3 * 19_539 * 10, 3 * 11 * 10
    assert (naive, sampled, round(naive / sampled)) == (586_170, 330, 1776)
    hours = [3 * words * 10 * 5.7e6 / 1e9 / 3600 for words in (19_539, 1_000_000)]
    assert 0.9 < hours[0] < 1
    assert 47 < hours[1] < 48


def test_1i_a_repeated_sample_counts_as_often_as_it_was_drawn(pair: Pair) -> None:
    v_c, U, _, _ = pair
    by_outside = numeric.gradient(lambda u: losses.neg_sampling(v_c, OBSERVED, u.T, tuple(REPEATED)), U)
    for w in REPEATED:
        n = int((w == REPEATED).sum())
        assert numeric.agree(by_outside[:, w], n * sigmoid(U[:, w] @ v_c) * v_c)


def test_the_loss_of_negative_sampling_at_the_start_of_training() -> None:
    at_the_start = losses.neg_sampling(np.ones(10), 5, np.zeros((20, 10)), (1, 2, 2, 4, 6, 7, 8, 9, 10, 11))
    assert np.isclose(at_the_start, 11 * np.log(2))
    assert (round(at_the_start, 4), round(at_the_start, 2)) == (7.6246, 7.62)
    assert round(float(np.log(2)), 3) == 0.693


def test_where_the_loss_of_negative_sampling_runs_away() -> None:
    with np.errstate(over="ignore"):
        assert np.isfinite(np.log(1 + np.exp(709.0)))
        assert np.isinf(np.log(1 + np.exp(710.0)))
    assert np.logaddexp(0, 710) == 710
    assert np.log(1 + np.exp(-40.0)) == 0 < np.logaddexp(0, -40.0)
