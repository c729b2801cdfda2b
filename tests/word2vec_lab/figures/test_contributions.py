"""The figure of a window's contributions."""

import numpy as np
import pytest

from word2vec_lab import figures


@pytest.mark.slow
def test_the_picture_is_the_same_every_time() -> None:
    slopes = figures.Slopes(np.ones((2, 3)), np.zeros((4, 3)), np.full((4, 3), -0.5))

    def draw() -> figures.Picture:
        return figures.contributions(["a", "b", "c"], 1, [0, 2], 1, ["a", "b", "c", "d"], slopes)

    assert draw() == draw()
