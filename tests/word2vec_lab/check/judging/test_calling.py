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
