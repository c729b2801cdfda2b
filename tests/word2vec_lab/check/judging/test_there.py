"""Work done where a student's function lives: here in class, through a stand-in in grading."""

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from word2vec_lab.check.judging import calling, growth
from word2vec_lab.check.judging.there import frames, there


class StandIn:
    """A function of a student's in another process, as a grader hands it to a check."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def __there__(self, name: str, *arguments: Any) -> Any:
        """Note what is asked, and say what a short loop would."""
        self.asked.append((name, *arguments))
        return 10, 260, 7.0


def test_in_class_work_is_done_right_here() -> None:
    assert there(abs, max, 1, 2) == 2


def test_a_stand_in_is_told_the_name_of_the_work() -> None:
    function = StandIn()
    assert growth.per_element(function, (1.0,), (2.0,), 20, 120) == (2.5, 7.0)
    assert function.asked == [("word2vec_lab.check.judging.growth:count_both", function, (1.0,), (2.0,))]


def fail() -> None:
    raise ValueError("no")


def test_the_frames_of_an_error() -> None:
    with pytest.raises(ValueError, match="no") as caught:
        fail()
    assert frames(caught.value)[-1].name == "fail"
    brought = frames(caught.value)[:1]
    caught.value.__frames__ = brought  # type: ignore[attr-defined]
    assert frames(caught.value) is brought


def test_a_call_by_another_way_is_told_like_the_call_itself() -> None:
    made = calling.call(fail, by=lambda: fail())
    assert made.finding is not None
    assert made.finding.title == "fail raised ValueError"
    assert "test_there" not in made.finding.title


def _switched_off(x: Any) -> Any:
    sys.settrace(None)
    return x


def _switched_off_for_a_while(x: Any) -> Any:
    before = sys.gettrace()
    sys.settrace(None)
    total = sum([v * v for v in x])
    sys.settrace(before)
    return total


def _in_a_thread(x: Any) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: sum([v * v for v in x])).result()


@pytest.mark.parametrize("evasive", [_switched_off, _switched_off_for_a_while, _in_a_thread])
def test_who_evades_the_count_is_taken_for_a_loop(evasive: Any) -> None:
    few, many = list(range(20)), list(range(120))
    assert growth.per_element(evasive, (few,), (many,), 20, 120)[0] > growth.LOOP
    assert growth.per_element(sum, (few,), (many,), 20, 120) == (0, sum(many))
