"""The microscope on a window: it says what it sees, stops at the first stage that is wrong, and raises nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from handwritten import skipgram as right

from word2vec_lab import microscope
from word2vec_lab.figures.view import View
from word2vec_lab.measure import losses, numeric
from word2vec_lab.measure.guard import own_work
from word2vec_lab.microscope.windows import CASE, NAMES

STAGES = ("returned", "calls", "loss", "center-row", "other-rows", "outside")
Answer = Callable[..., Any]


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


@pytest.mark.slow
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
