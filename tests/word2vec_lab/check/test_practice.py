"""The practice check of the first notebook: what a first answer, right or wrong, is told."""

import numpy as np
import pytest

from word2vec_lab.check.practice import gradient_of_squares
from word2vec_lab.check.score import Outcome


def test_the_right_gradient_earns_its_point() -> None:
    assert float(repr(gradient_of_squares(lambda x: 2 * x))) == 1


def test_the_squares_themselves_are_known_for_what_they_are() -> None:
    score = gradient_of_squares(lambda x: x**2)
    assert float(repr(score)) == 0
    assert "values-for-slopes" in {finding.name for finding in score.findings}


@pytest.mark.parametrize("factor", [1, -2])
def test_any_other_gradient_earns_nothing(factor: int) -> None:
    assert float(repr(gradient_of_squares(lambda x: factor * x))) == 0


def test_what_is_not_written_yet_is_not_called_wrong() -> None:
    def unwritten(x: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    assert gradient_of_squares(unwritten).outcome is Outcome.NOT_ATTEMPTED
