"""The windows on which `skipgram` is tried, and what its check makes of a function that is not written."""

from typing import Any

import numpy as np
import pytest
from handwritten import skipgram as right

from word2vec_lab import check
from word2vec_lab.check.by_notebook.skipgram.cases import Window, window_loss, windows
from word2vec_lab.check.by_notebook.skipgram.recorder import WORDS
from word2vec_lab.check.score import Outcome
from word2vec_lab.microscope.windows import CASE


def unwritten(*_: Any) -> None:
    raise NotImplementedError


@pytest.mark.parametrize("seed", [224, 1, 2, 14009])
def test_the_cases_confuse_no_two_sizes(seed: int) -> None:
    cases = windows(seed)
    assert all(case.center_idx not in (0, *case.outside) for case in cases)
    assert any(len(case.outside) == 2 * case.size for case in cases)
    assert any(len(case.outside) < 2 * case.size for case in cases)
    assert sum(len(set(case.outside)) < len(case.outside) for case in cases) >= 2
    assert all(len(case.outside) > 1 for case in cases)
    assert len({case.center_vectors.shape for case in cases}) == len(cases)
    assert max(len(case.center_vectors) for case in cases) <= len(WORDS)


def test_equation_12_counts_every_pair() -> None:
    case = CASE
    total = sum(case.loss(case.center_vectors[2], o, case.outside_vectors) for o in (4, 0, 4))
    assert window_loss(case) == pytest.approx(total)


def test_an_unwritten_loss_function_does_not_make_skipgram_unwritten() -> None:
    def hard_wired(c: str, m: int, outside: list[str], *others: Any) -> Any:
        index, V, U, data, _ = others
        return right(c, m, outside, index, V, U, data, unwritten)

    assert check.skipgram(hard_wired).outcome is Outcome.NOT_ATTEMPTED
    assert "unwritten is not written yet" in check.skipgram(hard_wired).report()


def test_a_window_around_another_vector_leaves_the_first_as_it_was() -> None:
    window = Window(1, (0,), np.zeros((2, 2)), np.ones((2, 2)), 1)
    assert window.around(np.ones(2)).center_vectors[1].tolist() == [1, 1]
    assert not window.center_vectors.any()
