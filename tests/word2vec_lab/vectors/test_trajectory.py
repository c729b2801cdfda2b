"""A trajectory holds parts that belong together, or says that they do not."""

import numpy as np
import pytest

from word2vec_lab.vectors.trajectory import Trajectory


def three_moments() -> Trajectory:
    vectors = np.arange(3 * 2 * 4, dtype=np.float32).reshape(3, 2, 4)
    return Trajectory(("tea", "rain"), np.array([0, 1000, 2000]), vectors, -vectors)


def test_words_are_picked_in_the_order_asked_for() -> None:
    turned = three_moments().of(["rain", "tea"])
    np.testing.assert_array_equal(turned.center, three_moments().center[:, ::-1])
    np.testing.assert_array_equal(turned.outside, three_moments().outside[:, ::-1])


def test_a_word_it_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="snow"):
        three_moments().of(["snow"])


def test_parts_that_do_not_belong_together_are_refused() -> None:
    vectors = np.zeros((3, 2, 4), dtype=np.float32)
    with pytest.raises(ValueError, match=r"shape \(2, 2, d\)"):
        Trajectory(("tea", "rain"), np.array([0, 1]), vectors, vectors)
    with pytest.raises(ValueError, match="ascending"):
        Trajectory(("tea", "rain"), np.array([0, 2, 2]), vectors, vectors)
