"""The microscope on negative sampling: it stops at the first stage that is wrong, and lends a sigmoid."""

from typing import Any

import numpy as np
import pytest
from answers_of import kept

from word2vec_lab import microscope

STAGES = ("returned", "loss", "center", "row-o", "drawn-once", "drawn-again", "never-drawn")


def unwritten(x: Any) -> Any:
    raise NotImplementedError


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("right/stacked_add_at", None),
        ("right/full_loop", None),
        ("wrong/only_sampled_rows", "returned"),
        ("wrong/minus_inside_lost", "loss"),
        ("wrong/v_for_u", "center"),
        ("wrong/row_o_missing", "row-o"),
        ("wrong/sampled_rows_pulled", "drawn-once"),
        ("wrong/repeats_lost_in_fancy_index", "drawn-again"),
    ],
)
def test_the_microscope_stops_at_the_first_stage_that_is_wrong(path: str, stage: str | None) -> None:
    view = microscope.negative_sampling(kept(f"q2a3/{path}", "negSamplingLossAndGradient"))
    seen = STAGES if stage is None else STAGES[: STAGES.index(stage) + 1]
    assert view.named == ("input", "samples", *seen)
    assert view.right == (stage is None)
    assert bool(view.picture) == (stage not in ("returned", "loss", "center"))


def test_the_microscope_sees_a_row_that_should_be_zero() -> None:
    right = kept("q2a3/right/stacked_add_at", "negSamplingLossAndGradient")

    def spoiled(*given: Any) -> Any:
        loss, center, outside = right(*given)
        return loss, center, outside + np.eye(5, 3, -1)[:, :3] * (np.arange(5) == 2)[:, None]

    assert microscope.negative_sampling(spoiled).named[-1] == "never-drawn"


def test_the_microscope_lends_a_sigmoid_too() -> None:
    view = microscope.negative_sampling(
        kept("q2a3/right/stacked_add_at", "negSamplingLossAndGradient", sigmoid=unwritten)
    )
    assert view.right
    assert "sigmoid-missing" in view.named
