"""The check of `sgd` sees where a function goes, and leaves nothing behind."""

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from handwritten import sgd

from word2vec_lab import check
from word2vec_lab.check.by_notebook.sgd.cases import travel
from word2vec_lab.check.score import Outcome


def test_what_costs_nothing_is_said(tmp_path: Path) -> None:
    score = check.sgd(sgd)
    assert score.earned == score.points - 0.5
    assert "not-resumed" in score.named
    assert "printing" in score.named


def test_the_check_leaves_no_file_no_folder_and_no_random_number_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    random.seed(5)
    state = random.getstate()
    check.sgd(sgd)
    assert random.getstate() == state
    assert Path.cwd() == tmp_path
    assert os.listdir(tmp_path) == []


def test_an_unwritten_function_is_not_attempted() -> None:
    def unwritten(*_: Any) -> None:
        raise NotImplementedError

    assert check.sgd(unwritten).outcome is Outcome.NOT_ATTEMPTED
    assert check.sgd(42).earned == 0


def test_a_function_that_never_calls_f_has_its_own_finding() -> None:
    assert check.sgd(lambda f, x, *_: x).named[0] == "f-never-called"


@pytest.mark.parametrize("seed", [224, 7])
def test_points_without_an_entry_are_near_to_nothing(seed: int) -> None:
    def walks_nowhere(f: Any, x0: Any, step: float, iterations: int, post: Any = None, *_others: Any) -> Any:
        inside = dict(zip(f.__code__.co_freevars, [cell.cell_contents for cell in f.__closure__], strict=True))
        if "points" in inside:  # where the long runs are, a function can write into what the check reads
            inside["points"][:] = [np.zeros((0, 1))] * iterations
            inside["gradients"][:] = [np.ones((1, 1))] * iterations
            return 0.0
        for k in range(iterations):
            f(np.zeros((0, 1, 1) + (1,) * (k % 2)))
            if post:
                post(np.full(np.shape(x0), 99.0))
        return x0

    assert check.sgd(walks_nowhere, seed=seed).earned == 0


def test_a_point_may_have_an_axis_of_length_one_more() -> None:
    def column(f: Any, x: Any, step: float, iterations: int, *others: Any) -> Any:
        end = sgd(lambda y: f(np.reshape(y, (1, -1))), x, step, iterations, *others)
        return np.reshape(end, np.shape(x))

    assert travel(column, np.array([1.0, 2.0]), 0.1, 3, 1).called.ok


def test_the_journey_keeps_points_though_they_are_changed_in_place() -> None:
    def in_place(f: Any, x: Any, step: float, iterations: int, *_: Any) -> Any:
        for _k in range(iterations):
            x -= step * f(x)[1]
        return x

    journey = travel(in_place, np.array([1.0, -2.0]), 0.1, 4, seed=1)
    assert len(journey.stops) == 4
    assert journey.points[0].tolist() == [1, -2]


def test_an_evaluation_too_many_at_the_end_costs_half_a_point() -> None:
    def once_more(f: Any, *others: Any) -> Any:
        x = sgd(f, *others)
        f(x)
        return x

    score = check.sgd(once_more)
    assert "calls-of-f" in score.named
    assert score.earned == score.points - 0.5
