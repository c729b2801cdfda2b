"""Notebook 4's figure, widget, microscope and check: they say what they see, and raise nothing."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from word2vec_lab import check, figures, microscope
from word2vec_lab.check.by_notebook.skipgram.cases import Window, window_loss, windows
from word2vec_lab.check.by_notebook.skipgram.recorder import WORDS
from word2vec_lab.check.score import Outcome
from word2vec_lab.figures.view import View
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import own_work
from word2vec_lab.microscope.windows import CASE, NAMES
from word2vec_lab.widgets import controls as widgets

STAGES = ("returned", "calls", "loss", "center-row", "other-rows", "outside")
Answer = Callable[..., Any]


def right(c: str, m: int, outside: list[str], index: dict[str, int], V: Any, U: Any, data: Any, pair: Any) -> Any:
    loss, grads = 0.0, [np.zeros_like(V), np.zeros_like(U)]
    for word in outside:
        one, center, others = pair(V[index[c]], index[word], U, data)
        loss += one
        grads[0][index[c]] += center
        grads[1] += others
    return loss, *grads


@own_work()  # it stands for a function that was written
def softmax_pair(v: np.ndarray, o: int, U: np.ndarray, dataset: object) -> tuple[float, np.ndarray, np.ndarray]:
    return (
        losses.naive_softmax(v, o, U),
        numeric.gradient(lambda x: losses.naive_softmax(x, o, U), v),
        numeric.gradient(lambda x: losses.naive_softmax(v, o, x), U),
    )


@own_work()
def sampled_pair(v: np.ndarray, o: int, U: np.ndarray, dataset: Any) -> tuple[float, np.ndarray, np.ndarray]:
    drawn = [dataset.sampleTokenIdx() for _ in range(3)]

    def loss(v: np.ndarray, U: np.ndarray) -> float:
        return float(np.logaddexp(0, -U[o] @ v) + sum(np.logaddexp(0, U[k] @ v) for k in drawn))

    return loss(v, U), numeric.gradient(lambda x: loss(x, U), v), numeric.gradient(lambda x: loss(v, x), U)


def changed(change: Callable[[Any, Any, Any], Any]) -> Answer:
    return lambda *arguments: change(*right(*arguments))


def filled(matrix: np.ndarray, row: int) -> np.ndarray:
    matrix = matrix.copy()
    matrix[row] += 0.5
    return matrix


def unwritten(*_: Any) -> None:
    raise NotImplementedError


def test_the_microscope_goes_through_every_stage() -> None:
    view = microscope.skipgram(right)
    assert view.right
    assert view.named == ("input", *STAGES)
    assert view.picture


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("wrong-return", changed(lambda j, v, u: (j, v))),
        ("returned", changed(lambda j, v, u: (j, v[2], u))),
        ("returned", changed(lambda j, v, u: ("a loss", v, u))),
        ("calls", lambda c, m, outside, *others: right(c, m, outside[1:], *others)),
        ("loss", changed(lambda j, v, u: (j + 1, v, u))),
        ("center-row", changed(lambda j, v, u: (j, filled(v, 2), u))),
        ("other-rows", changed(lambda j, v, u: (j, filled(v, 3), u))),
        ("outside", changed(lambda j, v, u: (j, v, filled(u, 1)))),
    ],
)
def test_the_microscope_stops_at_the_first_stage_that_is_wrong(stage: str, answer: Answer) -> None:
    view = microscope.skipgram(answer)
    assert view.named[-1] == stage
    assert [finding.kind for finding in view.findings].count("wrong") == 1
    assert bool(view.picture) == (stage in ("center-row", "other-rows", "outside"))


LOOKS: list[Callable[[Any], View]] = [
    microscope.skipgram,
    lambda f: microscope.own_window(f, softmax_pair),
    lambda f: microscope.compare(f, right, "king", ["the"]),
]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (unwritten, "not-attempted"),
        (lambda *_: 1 / 0, "raised"),
        (42, "not-a-function"),
        (lambda *_: 0, "wrong-return"),
    ],
)
def test_what_does_not_answer_is_said_and_not_raised(look: Callable[[Any], View], answer: Any, name: str) -> None:
    view = look(answer)
    assert name in view.named
    assert not view.right


@pytest.mark.parametrize("pair", [softmax_pair, sampled_pair])
def test_own_window_accepts_right_functions_whatever_the_loss(pair: Any) -> None:
    assert microscope.own_window(right, pair).right


def test_own_window_sees_an_average_in_the_value_alone() -> None:
    view = microscope.own_window(changed(lambda j, v, u: (j / 3, v / 3, u / 3)), softmax_pair)
    assert [finding.kind for finding in view.findings] == ["right", "right", "wrong"]
    assert "ratio 0.3333" in repr(view)


def test_own_window_names_a_loss_function_that_is_not_written() -> None:
    view = microscope.own_window(right, unwritten)
    assert view.named == ("not-attempted",)
    assert "unwritten is not written yet" in repr(view)


def test_own_window_sees_a_wrong_gradient() -> None:
    view = microscope.own_window(changed(lambda j, v, u: (j, v, -u)), softmax_pair)
    assert [finding.kind for finding in view.findings] == ["right", "wrong", "right"]


def test_compare_finds_the_window_that_exposes_a_set() -> None:
    def tidy(c: str, m: int, outside: list[str], *others: Any) -> Any:
        return right(c, m, sorted(set(outside)), *others)

    assert microscope.compare(right, tidy, "queen", ["and", "the", "drink", "tea"]).named == ("same",)
    assert microscope.compare(right, tidy, "queen", ["the", "the"]).named == ("different",)


def test_the_microscopes_window_is_cut_off_and_holds_a_word_twice() -> None:
    assert len(CASE.outside) < 2 * CASE.size
    assert len(set(CASE.outside)) < len(CASE.outside)
    assert CASE.center_idx not in (0, *CASE.outside)
    assert len(NAMES) == len(CASE.center_vectors)


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


# --- the figure and its widget ---------------------------------------------------------------------------------------


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    seen: list[Any] = []

    class Handle:
        def update(self, picture: Any) -> None:
            seen.append(picture)

    def display(thing: Any, **_: Any) -> Handle:
        seen.append(thing)
        return Handle()

    monkeypatch.setattr(widgets, "display", display)
    return seen


def test_the_static_twin_tells_all_numbers_in_words(shown: list[Any]) -> None:
    widgets.contributions()
    (picture,) = shown
    assert isinstance(picture, figures.Picture)
    assert "centre word “queen”, 2 of 4 outside words added (waiting: drink, tea)" in picture.alt
    assert "exactly zero for and, drink, king, tea, the" in picture.alt


def test_every_stop_draws_and_the_tables_add_up(shown: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    monkeypatch.setattr(widgets, "_live", lambda: True)
    monkeypatch.setattr(widgets, "_show_widget", made.append)
    widgets.contributions()
    (controls,) = made
    last = [len(control["options"]) - 1 for control in controls.controls]
    for chosen in ([0, 0, 0], last, [2, last[1], last[2]], [last[0], 0, last[2]]):
        controls.set_state({"chosen": chosen, "asked": controls.asked + 1})
    sizes = {picture.width for picture in shown}
    assert len(shown) == 5
    assert len(sizes) == 1
    # The window of four around “queen” holds “the” twice, and reads so in words.
    twice = shown[3].alt
    assert "6 of 6 outside words added" in twice
    own = re.findall(r"the \((.*?)\)", twice.split("Slopes of the loss so far")[0])
    assert len(own) == 2
    assert own[0] == own[1]


def test_the_picture_is_the_same_every_time() -> None:
    slopes = figures.Slopes(np.ones((2, 3)), np.zeros((4, 3)), np.full((4, 3), -0.5))

    def draw() -> figures.Picture:
        return figures.contributions(["a", "b", "c"], 1, [0, 2], 1, ["a", "b", "c", "d"], slopes)

    assert draw() == draw()


def test_a_window_around_another_vector_leaves_the_first_as_it_was() -> None:
    window = Window(1, (0,), np.zeros((2, 2)), np.ones((2, 2)), 1)
    assert window.around(np.ones(2)).center_vectors[1].tolist() == [1, 1]
    assert not window.center_vectors.any()
