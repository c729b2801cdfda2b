"""What measures gradients is closed to answers, as long as a check calls them."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab import check
from word2vec_lab.check.by_notebook.activations.cases import probability
from word2vec_lab.check.judging.lending import right_sigmoid
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import MeasuredError, answering, own_work
from word2vec_lab.training import compiled, fast


def measures(centerWordVec: Any, outsideWordIdx: int, outsideVectors: Any, dataset: Any) -> Any:
    def loss(v: Any, u: Any) -> float:
        return losses.naive_softmax(v, outsideWordIdx, u)

    return (
        loss(centerWordVec, outsideVectors),
        numeric.gradient(lambda v: loss(v, outsideVectors), centerWordVec),
        numeric.gradient(lambda u: loss(centerWordVec, u), outsideVectors),
    )


def measured_slope(s: float) -> float:
    return float(numeric.gradient(lambda x: float(1 / (1 + np.exp(-x[0]))), np.array([np.log(s / (1 - s))]))[0])


@pytest.mark.parametrize("seed", [224, 7])
def test_an_answer_that_measures_earns_nothing(seed: int) -> None:
    assert check.naiveSoftmaxLossAndGradient(measures, seed).earned == 0
    assert check.sigmoid_slope(measured_slope, seed).earned == 0


def test_the_finding_says_why_and_what_to_do() -> None:
    report = check.sigmoid_slope(measured_slope).report()
    assert "numeric.gradient is what the check compares with" in report
    assert "without measuring?" in report


def test_the_courses_own_sigmoid_is_no_answer() -> None:
    assert check.sigmoid(probability).earned == 0
    assert check.sigmoid(right_sigmoid).earned == 0
    assert check.sigmoid(lambda x: np.exp(losses.log_sigmoid(x))).earned == 0


def test_the_fast_lane_is_no_answer() -> None:
    for step in (fast.negative_sampling_step, fast.naive_softmax_step, compiled.negative_sampling_step):
        with answering(), pytest.raises(MeasuredError, match="is what the check compares with"):
            step(np.ones((4, 2)), None, 1.0)  # type: ignore[arg-type]


def test_outside_of_checks_everybody_may_measure() -> None:
    assert measured_slope(0.5) == pytest.approx(0.25)
    check.sigmoid_slope(measured_slope)
    assert measured_slope(0.5) == pytest.approx(0.25)


def test_what_the_check_hands_over_may_measure_and_then_the_answer_may_not_again() -> None:
    with answering():
        with own_work():
            assert measured_slope(0.5) == pytest.approx(0.25)
        with pytest.raises(MeasuredError, match=r"numeric\.gradient"):
            measured_slope(0.5)
        with pytest.raises(MeasuredError, match=r"losses\.neg_sampling"):
            losses.neg_sampling(np.ones(2), 0, np.ones((3, 2)), [1, 2])
