"""A formula is judged by what is measured on its cases, and its mistakes are named from the table that it brings."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from word2vec_lab.check.judging.formula import judge_formula
from word2vec_lab.check.judging.mistakes import Mistake
from word2vec_lab.check.score import Outcome, Score

Case = np.ndarray
CUBED: Mistake[Case] = Mistake("cubed", "It is cubed", "", "", lambda m: m.case**3)
OTHER: Mistake[Case] = Mistake("other", "It is of another item", "", "", lambda m: m.case + 1)


def squared(function: Callable[..., object], mistakes: Sequence[Mistake[Case]] = ()) -> Score:
    return judge_formula(
        "q1e",
        function,
        what="x²",
        cases=[np.array([1.0, 2.0]), np.array([3.0, -1.0, 0.5])],
        arguments=lambda x: (x,),
        parameters=["x"],
        measure=lambda x: x**2,
        mistakes=mistakes,
        sizes=lambda x: {"n": len(x)},
        about=lambda x: f"x = {x}",
    )


def test_a_right_formula_earns_the_points_of_its_item() -> None:
    score = squared(lambda x: x * x)
    assert (score.item.id, score.earned, score.outcome) == ("q1e", score.points, Outcome.PASSED)


@pytest.mark.parametrize(
    ("mistakes", "named"), [([CUBED], "cubed"), ([OTHER], "differs"), ([OTHER, CUBED], "cubed"), ([], "differs")]
)
def test_a_mistake_is_named_if_the_items_own_table_has_it(mistakes: list[Mistake[Case]], named: str) -> None:
    score = squared(lambda x: x**3, mistakes)
    assert score.named == (named,)
    assert score.earned == 0


def test_what_does_not_answer_is_not_judged() -> None:
    def unwritten(x: object) -> None:
        raise NotImplementedError

    assert squared(unwritten).named == ("not-attempted",)


def test_a_formula_may_use_up_its_arguments() -> None:
    def in_place(x: np.ndarray) -> np.ndarray:
        x *= x
        return x

    score = squared(in_place)
    assert score.earned == score.points
    assert "inputs-modified" in score.named
