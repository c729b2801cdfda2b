"""Notebook 5's check, figures, microscope, saved parameters and command, seen from outside."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from word2vec_lab import check, figures
from word2vec_lab.check.by_notebook.sgd.cases import travel
from word2vec_lab.check.by_notebook.sgd.long_runs import ANNEAL_EVERY
from word2vec_lab.check.score import Outcome
from word2vec_lab.figures.descents import NUMBERS, distances, scientific_or_number, verdict
from word2vec_lab.microscope import iterations
from word2vec_lab.training.saved_params import load_saved_params, save_params
from word2vec_lab.widgets import controls as widgets
from word2vec_lab.widgets import valley

ROOT = Path(__file__).resolve().parents[4]
RIGHT = ROOT / "tests" / "series" / "answers" / "q2b" / "right" / "rebinding.py"
SETUP = """
import random
from word2vec_lab.training.saved_params import load_saved_params, save_params
ANNEAL_EVERY, SAVE_PARAMS_EVERY = 20_000, 5_000
"""


def sgd(f: Any, x: Any, step: float, iterations: int, post: Any = None, saved: bool = False, every: int = 10) -> Any:
    for k in range(1, iterations + 1):
        _, gradient = f(x)
        x = x - step * gradient
        if post:
            x = post(x)
        if k % ANNEAL_EVERY == 0:
            step /= 2
    return x


def square(x: float) -> tuple[float, float]:
    return x**2, 2 * x


# --- the check --------------------------------------------------------------------------------------------------------


def test_what_costs_nothing_is_said(tmp_path: Path) -> None:
    score = check.sgd(sgd)
    assert score.earned == 3.5
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
    assert score.earned == 3.5


# --- saved parameters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("params", [1.5, np.arange(6.0).reshape(2, 3), np.float32(2)])
def test_what_was_saved_comes_back_with_the_random_numbers(
    params: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    random.seed(3)
    random.gauss(0, 1)  # leaves a second one behind, which is part of the state
    save_params(5000, params)
    expected = [random.random(), random.gauss(0, 1)]
    iteration, loaded, state = load_saved_params()
    random.setstate(state)
    assert iteration == 5000
    assert np.array_equal(loaded, params)
    assert np.shape(loaded) == np.shape(params)
    assert [random.random(), random.gauss(0, 1)] == expected


def test_the_newest_readable_save_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_saved_params() == (0, None, None)
    save_params(5000, 1.0)
    save_params(10_000, 2.0)
    assert load_saved_params()[:2] == (10_000, 2.0)
    Path("saved_params_15000.npz").write_bytes(b"PK\x03\x04 broken")
    assert load_saved_params()[:2] == (10_000, 2.0)
    assert "saved_params_15000.npz cannot be read" in capsys.readouterr().out
    assert sorted(os.listdir()) == [f"saved_params_{n}.npz" for n in (10000, 15000, 5000)]


def test_an_interrupted_save_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_params(5000, 1.0)
    assert os.listdir() == []


# --- the microscope ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x0", "step", "said"),
    [(0.5, 0.9, "it went down"), (0.5, 1.01, "it went up"), (0.0, 0.1, "did not move"), (0.5, 9.0, "left the range")],
)
@pytest.mark.filterwarnings("error")
def test_the_trace_says_how_it_ended(x0: float, step: float, said: str) -> None:
    assert said in repr(iterations.trace(sgd, square, x0, step, 1000))


def test_the_trace_shows_the_first_and_the_last_iterations() -> None:
    text = repr(iterations.trace(sgd, square, -1.5, 0.01, 1000))
    assert "1,000   -2.57597e-09" in text
    assert " 5       -1.38355" in text
    assert "        6 " not in text


@pytest.mark.parametrize("function", [42, lambda *_: None, lambda *_: 1 / 0, lambda f, x, *_: "far"])
def test_the_trace_raises_nothing(function: Any) -> None:
    assert len(iterations.trace(function, square, 1.0, 0.1, 3).findings) >= 1


# --- figures, widgets, the valley -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "steepness", "said"),
    [
        (0.01, 1, "crawls"),
        (0.3, 1, "glides down"),
        (0.5, 1, "arrives in one step"),
        (0.9, 1, "swings and settles"),
        (1.0, 1, "swings for ever"),
        (1.02, 1, "diverges"),
        (0.0625, 8, "arrives in one step"),
        (0.12, 8, "swings and settles"),
        (0.125, 8, "swings for ever"),
        (0.13, 8, "diverges"),
    ],
)
def test_the_thresholds(step: float, steepness: float, said: str) -> None:
    assert verdict(step, steepness) == said


@pytest.mark.parametrize("step", [0.01, 0.1, 0.12, 1.05])
@pytest.mark.parametrize("steepness", [figures.BOWL, figures.VALLEY])
def test_the_figure_shows_where_a_walk_really_goes(step: float, steepness: float) -> None:
    end = sgd(lambda x: (0, np.array([2 * x[0], 2 * steepness * x[1]])), np.array([-1.8, 0.9]), step, 20)
    alt = figures.descent(step, steepness).alt
    loss = end[0] ** 2 + steepness * end[1] ** 2
    assert f"to {scientific_or_number(loss)}." in alt
    assert f"at ({scientific_or_number(end[0])}, " in alt


def test_minibatches_are_what_gradient_descent_on_them_gives() -> None:
    numbers = np.random.default_rng(20).normal(size=NUMBERS)
    x, found = 3.0, []
    for _ in range(50):
        x = x - 0.1 * float(np.mean(2 * (x - numbers)))
        found.append(abs(x - numbers.mean()))
    assert distances(NUMBERS, False)[:50] == pytest.approx(found)


def test_noise_has_a_floor_that_annealing_lowers() -> None:
    def level(batch: int, halving: bool) -> float:
        return float(distances(batch, halving)[-100:].mean())

    sizes = (1, 5, 20, 50, 200)
    constant = [level(size, False) for size in sizes]
    assert constant == sorted(constant, reverse=True)
    assert all(level(size, True) < floor for size, floor in zip(sizes, constant, strict=True))
    assert level(NUMBERS, False) < 1e-12


def test_the_valley_is_lowest_where_the_notebook_says(capsys: pytest.CaptureFixture[str]) -> None:
    valley.look([0.0, 4.3, *range(20)])
    lines = capsys.readouterr().out.splitlines()
    assert "at    0.00 the height is   4.05, the slope -0.944" in lines[0]
    assert "at    4.30 the height is   1.00, the slope" in lines[1]
    assert len(lines) == valley.LOOKS + 1
    picture = valley.reveal([0.0, 4.3, 99.0])
    assert "look 2: place 4.30, height 1.00" in picture.alt
    assert "Of them 1 beyond the picture." in picture.alt


@pytest.mark.parametrize("widget", [widgets.descent, widgets.minibatches])
def test_every_stop_of_the_widgets_draws(widget: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    made: list[Any] = []

    class Handle:
        def update(self, picture: Any) -> None:
            shown.append(picture)

    def display(thing: Any, **_: Any) -> Handle:
        shown.append(thing)
        return Handle()

    monkeypatch.setattr(widgets, "display", display)
    monkeypatch.setattr(widgets, "_live", lambda: True)
    monkeypatch.setattr(widgets, "_show_widget", made.append)
    widget()
    (controls,) = made
    for index in (0, len(controls.controls[0]["options"]) - 1):
        for choice in (0, 1):
            controls.set_state({"chosen": [index, choice], "asked": controls.asked + 1})
    assert len(shown) == 5
    assert len({picture.width for picture in shown}) == 1
    assert len({picture.alt for picture in shown[1:]}) == 4


# --- python sgd.py ----------------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A student's folder in which 2(b) is answered."""
    shutil.copy(ROOT / "source" / "word2vec" / "sgd.py", tmp_path)
    write(tmp_path, RIGHT.read_text(encoding="utf-8"))
    return tmp_path


def write(folder: Path, source: str) -> None:
    answer = {"nbgrader": {"grade_id": "q2b", "solution": True}}
    cells = [
        {"cell_type": "code", "id": "setup", "source": SETUP, "metadata": {}},
        {"cell_type": "code", "id": "q2b", "source": source, "metadata": answer},
    ]
    (folder / "5_sgd.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def python(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8")


def test_the_command_finds_the_minimum(course: Path) -> None:
    done = python("sgd.py", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "4 of 4 points" in done.stdout
    assert "from −1.5 to |x| below 1e-6" in done.stdout


def test_the_command_fails_for_a_wrong_and_for_an_unwritten_function(course: Path) -> None:
    write(course, RIGHT.read_text(encoding="utf-8").replace("x - step", "x + step"))
    wrong = python("sgd.py", cwd=course)
    assert wrong.returncode == 1
    assert "It walks uphill" in wrong.stdout
    stub = "def sgd(f, x0, step, iterations):\n    for k in range(iterations):\n        raise NotImplementedError()"
    write(course, stub)
    unwritten = python("sgd.py", cwd=course)
    assert unwritten.returncode == 1
    assert "sgd is still to do: notebook 5_sgd.ipynb, cell q2b" in unwritten.stdout


def test_the_module_gives_the_students_function(course: Path) -> None:
    code = "from sgd import sgd; print(sgd(lambda x: (x * x, 2 * x), 1.0, 0.5, 1))"
    assert python("-c", code, cwd=course).stdout == "0.0\n"
    assert "no attribute 'other'" in python("-c", "import sgd; sgd.other", cwd=course).stderr
