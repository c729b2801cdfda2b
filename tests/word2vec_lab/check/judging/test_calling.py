"""Whatever a student's function does, the caller must survive it and say what happened."""

import sys
import threading
import time
import warnings
from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging import calling
from word2vec_lab.check.judging.calling import Call, call, call_each, remarks
from word2vec_lab.check.score import Outcome


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)


def test_a_value_comes_back() -> None:
    assert call(lambda a, b: a + b, 2, 3).value == 5


def test_an_exception_is_told_with_its_line() -> None:
    def answer(x: np.ndarray) -> Any:
        return x @ np.ones(5)

    made = call(answer, np.ones(3))
    assert made.outcome is Outcome.RAISED
    assert made.finding is not None
    assert "ValueError" in made.finding.title
    assert "x @ np.ones(5)" in made.finding.example
    assert "(3,)" in made.finding.says


def test_not_implemented_means_not_attempted() -> None:
    def answer() -> None:
        raise NotImplementedError

    assert call(answer).outcome is Outcome.NOT_ATTEMPTED


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


@pytest.mark.slow
@pytest.mark.parametrize("answer", [spin, swallow, lambda: time.sleep(60)])
def test_an_endless_call_ends(answer: Any) -> None:
    started = time.monotonic()
    assert call(answer).outcome is Outcome.TOO_SLOW
    assert time.monotonic() - started < 5


def test_an_endless_call_ends_in_another_thread_too() -> None:
    made: list[Call] = []
    thread = threading.Thread(target=lambda: made.append(call(spin)))
    thread.start()
    thread.join(10)
    assert [c.outcome for c in made] == [Outcome.TOO_SLOW]


def test_leaving_the_interpreter_is_only_a_mistake() -> None:
    assert call(lambda: sys.exit(1)).outcome is Outcome.RAISED


def test_the_stop_button_still_works() -> None:
    def answer() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(answer)


def test_changed_arguments_are_seen_and_the_originals_kept() -> None:
    def answer(a: np.ndarray, b: np.ndarray) -> None:
        b += 1

    a, b = np.zeros(2), np.zeros(2)
    assert call(answer, a, b).changed == (1,)
    assert b.tolist() == [0, 0]


def test_warnings_and_prints_become_advice_and_reach_no_stream(capsys: pytest.CaptureFixture[str]) -> None:
    def answer() -> float:
        print("here I am")
        print("trouble", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return float(np.float64(1) / np.float64(0))

    made = call(answer)
    assert made.ok
    names = [finding.name for finding in remarks([made])]
    assert names == ["warned", "printed"]
    assert all(finding.kind == "advice" for finding in remarks([made]))
    assert "here I am" in remarks([made])[1].example
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""


def test_calls_stop_at_the_first_that_fails() -> None:
    seen: list[int] = []

    def answer(n: int) -> int:
        seen.append(n)
        return 1 // (2 - n)

    calls = call_each(answer, ((n,) for n in range(5)))
    assert seen == [0, 1, 2]
    assert calls[-1].outcome is Outcome.RAISED


def test_a_value_in_place_of_a_function() -> None:
    made = call(np.ones(3), 1)
    assert made.finding is not None
    assert made.finding.name == "not-a-function"


def test_a_condition_on_a_whole_array_is_not_asked_about_its_shapes() -> None:
    def condition(x: np.ndarray) -> int:
        return 1 if x == 1 else 0

    found = call(condition, np.ones(3)).finding
    assert found is not None
    assert "condition" in found.asks


def naiveSoftmaxLossAndGradient(centerWordVec: np.ndarray, outsideWordIdx: int) -> Any:
    """Stands in for a student's, which is known by this name."""
    return sigmoid(centerWordVec[outsideWordIdx])  # type: ignore[name-defined]  # noqa: F821


def no_argument(x: np.ndarray) -> Any:
    return np.sum()  # type: ignore[call-overload]


def unknown_argument(x: np.ndarray) -> Any:
    return np.reshape(x, newform=(3, 1))  # type: ignore[call-overload]


def two_arguments(x: np.ndarray, y: np.ndarray) -> Any:
    return x + y


def array_for_a_number(x: np.ndarray) -> Any:
    y = np.zeros(3)
    y[0] = x.reshape(1, 3)
    return y


def array_as_a_number(x: np.ndarray) -> Any:
    return float(x)


def number_called(x: np.ndarray) -> Any:
    return x.sum()(2)


def number_opened(x: np.ndarray) -> Any:
    return x.sum()[0][0]


@pytest.mark.parametrize(
    ("answer", "asks"),
    [
        (no_argument, "your call of sum"),
        (unknown_argument, "your call of reshape"),
        (two_arguments, "How many arguments does the def line take"),
        (array_for_a_number, "One number belongs there"),
        (array_as_a_number, "One number belongs there"),
        (number_called, "no function"),
        (number_opened, "fewer axes"),
    ],
)
def test_the_question_about_an_error_is_about_its_line(answer: Any, asks: str) -> None:
    found = call(answer, np.ones(3)).finding
    assert found is not None
    assert asks in found.asks, found


def test_a_name_of_another_notebook_is_said_to_be_one() -> None:
    found = call(naiveSoftmaxLossAndGradient, np.ones(3), 1).finding
    assert found is not None
    assert "names do not travel" in found.asks
    assert "2_activations" in found.asks


def test_the_arguments_of_a_failed_call_have_their_names_and_no_place_within_the_check_is_named() -> None:
    def inner(a: int) -> int:
        return a

    def answer(v_c: np.ndarray, o: int, outsideWords: list[str]) -> Any:
        return inner()  # type: ignore[call-arg]

    found = call(answer, np.ones(2), 1, ["tea"]).finding
    assert found is not None
    assert found.says == "It was called with v_c of shape (2,), o = 1, outsideWords."
    assert "<locals>" not in found.example
