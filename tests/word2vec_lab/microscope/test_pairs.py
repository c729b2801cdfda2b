"""The microscope shows every stage of a right answer, stops at the first wrong one, and raises nothing whatever."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from word2vec_lab import microscope
from word2vec_lab.check.judging.calling import SECONDS
from word2vec_lab.figures.view import View

Answer = Callable[..., Any]
STAGES = ("returned", "loss", "center", "row-o", "other-rows")


def right(v: np.ndarray, o: int, U: np.ndarray, dataset: object) -> tuple[Any, Any, Any]:
    e = np.exp(U @ v)
    y = e / e.sum()
    loss = -np.log(y[o])
    y[o] -= 1
    return loss, U.T @ y, np.outer(y, v)


def changed(change: Callable[[Any, Any, Any, int], tuple[Any, ...]]) -> Answer:
    """A right answer, altered at the end."""

    def answer(v: np.ndarray, o: int, U: np.ndarray, dataset: object) -> tuple[Any, ...]:
        return change(*right(v, o, U, dataset), o)

    return answer


def with_row(matrix: np.ndarray, row: int, value: float) -> np.ndarray:
    matrix = matrix.copy()
    matrix[row] = value
    return matrix


@pytest.mark.slow
def test_a_right_answer_goes_through_every_stage_to_the_heat_map() -> None:
    view = microscope.naive_softmax(right)
    assert view.right
    assert view.named == ("input", *STAGES)
    assert view.picture
    assert "All 15 entries agree" in view.picture.alt
    text = repr(view)
    assert text.count("✗") == 0
    assert all(f"✓ {number}." in text for number in range(1, 6))


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("returned", changed(lambda j, g, m, o: (j, g.reshape(-1, 1), m))),
        ("returned", changed(lambda j, g, m, o: (j, g, m.T))),
        ("returned", changed(lambda j, g, m, o: (np.array([j, j]), g, m))),
        ("returned", changed(lambda j, g, m, o: (j, None, m))),
        ("loss", changed(lambda j, g, m, o: (j / np.log(2), g, m))),
        ("loss", changed(lambda j, g, m, o: (float("nan"), g, m))),
        ("center", changed(lambda j, g, m, o: (j, -g, -m))),
        ("center", changed(lambda j, g, m, o: (j, g * np.inf, m))),
        ("row-o", changed(lambda j, g, m, o: (j, g, with_row(m, o, 0)))),
        ("other-rows", changed(lambda j, g, m, o: (j, g, with_row(m, 0, 0)))),
    ],
)
@pytest.mark.filterwarnings("error")
def test_it_stops_at_the_first_stage_that_is_wrong(stage: str, answer: Answer) -> None:
    view = microscope.naive_softmax(answer)
    assert not view.right
    assert view.named == ("input", *STAGES[: STAGES.index(stage) + 1])
    assert [finding.kind for finding in view.findings].count("wrong") == 1
    assert bool(view.picture) == (stage in ("row-o", "other-rows"))


def test_a_wrong_entry_is_named_with_both_numbers() -> None:
    def off_in_one(j: Any, g: Any, m: Any, o: int) -> tuple[Any, ...]:
        return j, g + np.array([0, 0.25, 0]), m

    text = repr(microscope.naive_softmax(changed(off_in_one)))
    assert "1 of 3 numbers differ: [1]" in text
    assert "✗ [1]        -0.948274   -0.698274     +0.250000" in text


def test_the_numbers_of_the_other_rows_are_named_by_their_word() -> None:
    text = repr(microscope.naive_softmax(changed(lambda j, g, m, o: (j, g, with_row(m, 4, 0)))))
    assert "3 of 12 numbers differ: [4, 0], [4, 1], [4, 2]" in text


def test_a_loss_in_an_array_of_one_is_let_by() -> None:
    assert microscope.naive_softmax(changed(lambda j, g, m, o: (np.array([j]), g, m))).right


def unwritten(v: Any, o: Any, U: Any, dataset: Any) -> None:
    raise NotImplementedError()


def broken(v: Any, o: Any, U: Any, dataset: Any) -> None:
    raise ValueError("shapes do not fit")


def endless(v: Any, o: Any, U: Any, dataset: Any) -> None:
    while True:
        pass


@pytest.mark.parametrize("look", [microscope.naive_softmax, microscope.own_loss])
@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (unwritten, "not-attempted"),
        (broken, "raised"),
        (endless, "too-slow"),
        (42, "not-a-function"),
        (lambda *_: None, "wrong-return"),
    ],
)
def test_what_does_not_answer_is_said_and_not_raised(
    look: Callable[[Any], View], answer: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SECONDS > 0.2
    monkeypatch.setattr("word2vec_lab.check.judging.calling.SECONDS", 0.2)
    view = look(answer)
    assert name in view.named
    assert not view.right
    assert view.picture is None


def test_what_is_not_written_yet_is_no_error() -> None:
    view = microscope.naive_softmax(unwritten)
    assert [finding.kind for finding in view.findings] == ["advice"]
    assert "--jp-border-color1" in view._repr_html_()


def test_prints_of_the_student_become_advice() -> None:
    def talkative(*arguments: Any) -> Any:
        print("here")
        return right(*arguments)

    assert "printed" in microscope.naive_softmax(talkative).named


def test_a_factor_shared_by_loss_and_gradient_passes_the_gradient_check_and_not_the_value() -> None:
    view = microscope.own_loss(changed(lambda j, g, m, o: (j / 5, g / 5, m / 5)))
    own, value = view.findings
    assert (own.kind, value.kind) == ("right", "wrong")
    assert "agrees with its own loss: yes" in own.title
    assert "agrees with equation (2): no" in value.title
    assert "ratio 0.2000" in value.title


def test_a_gradient_that_is_not_of_its_own_loss_is_seen() -> None:
    own, value = microscope.own_loss(changed(lambda j, g, m, o: (j, -g, m))).findings
    assert (own.kind, value.kind) == ("wrong", "right")


def test_a_right_answer_passes_both() -> None:
    assert microscope.own_loss(right).right


@pytest.mark.filterwarnings("error")
def test_an_infinite_loss_is_wrong_in_both() -> None:
    own, value = microscope.own_loss(changed(lambda j, g, m, o: (np.inf, g, m))).findings
    assert (own.kind, value.kind) == ("wrong", "wrong")


def test_a_function_that_fails_on_a_later_call_is_told_of() -> None:
    calls = []

    def tired(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) > 3:
            raise RuntimeError("enough")
        return right(*arguments)

    assert microscope.own_loss(tired).named == ("raised",)


def test_html_escapes_what_the_student_wrote() -> None:
    def hostile(*arguments: Any) -> None:
        raise ValueError("<script>alert(1)</script>")

    html = microscope.naive_softmax(hostile)._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
