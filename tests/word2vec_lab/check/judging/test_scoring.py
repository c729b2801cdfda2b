"""Adding up what the parts of an answer earned, whatever the table of items says that the whole is worth."""

import pytest

from word2vec_lab.check.judging.compare import Verdict
from word2vec_lab.check.judging.scoring import total
from word2vec_lab.check.score import Outcome
from word2vec_lab.items import Item


@pytest.mark.parametrize("points", [1, 4, 6])
def test_the_weights_share_out_the_points_of_the_table(points: float) -> None:
    item = Item("q9", "9", "9_last", "auto", points, "three values", check="three")
    right, wrong = Verdict(1, ()), Verdict(0, ())

    def earned(*verdicts: Verdict) -> float:
        return total(item, list(zip((1.0, 1.5, 1.5), verdicts, strict=True)), [], [], []).earned

    assert earned(right, right, right) == points
    assert earned(right, wrong, wrong) == points / 4
    assert earned(wrong, right, wrong) == points * 3 / 8
    assert earned(wrong, wrong, wrong) == 0


def test_a_bent_shape_costs_half_a_point_once_and_nothing_goes_below_zero() -> None:
    bent = Verdict(1, (), bent_shape=True)
    item = Item("q9", "9", "9_last", "auto", 2, "two values", check="two")
    score = total(item, [(1, bent), (1, bent)], [], [], [])
    assert (score.earned, score.outcome) == (1.5, Outcome.FAILED)
    assert total(item, [(1, Verdict(0, ())), (0, bent)], [], [], []).earned == 0
