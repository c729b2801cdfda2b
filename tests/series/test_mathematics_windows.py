"""The formulas and the numbers of notebook 4, as NumPy, held against finite differences of equation (12)."""

import numpy as np
import pytest

from word2vec_lab.check.by_notebook.skipgram.cases import Window, by_center, by_outside, squared_distance, window_loss
from word2vec_lab.measure import losses, numeric

C, OUTSIDE = 2, (4, 0, 4, 6)


@pytest.fixture(params=[losses.naive_softmax, squared_distance])
def window(request: pytest.FixtureRequest) -> Window:
    vectors = np.random.default_rng(5).normal(size=(2, 7, 3))
    return Window(C, OUTSIDE, vectors[0], vectors[1], 3, request.param)


def test_1j_the_windows_gradients_are_the_sums_of_the_pairs(window: Window) -> None:
    v_c, U = window.center_vectors[C], window.outside_vectors

    def for_U(o: int) -> np.ndarray:
        return numeric.gradient(lambda u: window.loss(v_c, o, u), U)

    def for_v_c(o: int) -> np.ndarray:
        return numeric.gradient(lambda v: window.loss(v, o, U), v_c)

    assert numeric.agree(by_outside(window), np.sum([for_U(o) for o in OUTSIDE], axis=0))
    assert numeric.agree(by_center(window)[C], np.sum([for_v_c(o) for o in OUTSIDE], axis=0))


def test_1j_the_other_centre_vectors_do_not_matter(window: Window) -> None:
    others = [w for w in range(7) if w != C]
    assert not by_center(window)[others].any()
    assert by_center(window)[C].all()


def test_the_pairs_of_the_first_sentence() -> None:
    words, m = ["the", "king", "and", "the", "queen", "drink", "tea"], 2
    places = [(t, t + j) for t in range(7) for j in range(-m, m + 1) if j and 0 <= t + j < 7]
    assert len(places) == 22 == 2 + 3 + 4 + 4 + 4 + 3 + 2
    assert sum(words[o] == "the" for _, o in places) == 6
    near_queen = {m: [words[i] for i in range(7) if i != 4 and abs(i - 4) <= m].count("the") for m in (3, 4)}
    assert near_queen == {3: 1, 4: 2}


def test_the_bill() -> None:
    def bill(x: np.ndarray) -> float:
        s, r, t, _ = x
        return float((s + 2) + 1.5 * r + 1.5 * r + 2 * t)

    assert numeric.gradient(bill, np.array([3.0, 2.0, 0.5, 9.0])) == pytest.approx([1, 3, 2, 0])


def test_the_losses_at_the_start_of_training() -> None:
    zero = np.zeros((19_539, 10))
    start = Window(0, (1, 2, 3, 4), np.ones((1, 10)), zero, 2)
    assert window_loss(start) == pytest.approx(4 * np.log(19_539))
    assert round(4 * np.log(19_539), 2) == 39.52
    # Each of the K + 1 sigmoids of a pair is one half.
    assert round(4 * (10 + 1) * -np.log(1 / (1 + np.exp(0))), 2) == 30.50
