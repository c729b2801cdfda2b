"""The measure itself must be measured: central differences against slopes that are known."""

import numpy as np
import pytest

from word2vec_lab.measure import numeric


def test_the_gradient_of_a_known_function() -> None:
    x = np.array([[0.3, -1.2, 2.0], [0.0, 0.7, -0.4]])
    measured = numeric.gradient(lambda a: float(np.sin(a).sum()), x)
    assert measured.shape == x.shape
    assert np.allclose(measured, np.cos(x), atol=1e-8)


def test_the_point_stays_where_it_was() -> None:
    x = np.array([1.0, 2.0])
    numeric.gradient(lambda a: float((a**3).sum()), x)
    assert x.tolist() == [1.0, 2.0]


def test_agreement_needs_equal_shapes_and_close_numbers() -> None:
    a = np.array([1.0, 2.0, 1000.0])
    assert numeric.agree(a, a * (1 + 5e-6))
    assert not numeric.agree(a, a * (1 + 5e-5))
    assert not numeric.agree(a, a[:, None])


def test_gradcheck_passes_a_right_gradient(capsys: pytest.CaptureFixture[str]) -> None:
    assert numeric.gradcheck(lambda x: (float((x**3).sum()), 3 * x**2), np.array([1.0, -2.0]))
    assert capsys.readouterr().out == "Gradient check passed.\n"


def test_gradcheck_says_where_a_gradient_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert not numeric.gradcheck(lambda x: (float((x**3).sum()), 3 * x), np.array([1.0, -2.0]))
    assert capsys.readouterr().out == "Gradient check failed at entry [1]: measured 12.000000, yours -6.000000.\n"
    assert not numeric.gradcheck(lambda x: (float((x**3).sum()), x[:, None]), np.array([1.0, -2.0]))
    assert "shape (2, 1), x has (2,)" in capsys.readouterr().out


def test_gradcheck_cannot_see_a_shared_factor() -> None:
    assert numeric.gradcheck(lambda x: (float((x**3).sum()) / 2, 1.5 * x**2), np.array([1.0, -2.0]))
