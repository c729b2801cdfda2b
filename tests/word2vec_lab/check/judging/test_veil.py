"""Hidden cases stay hidden: nothing that went through a student's function is shown of them."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab import check
from word2vec_lab.check.judging import compare
from word2vec_lab.check.score import Outcome, Score

SECRET = "40961.5"


def raises(*arguments: Any) -> Any:
    raise ValueError(SECRET)


def returns(*arguments: Any) -> Any:
    return np.array([float(SECRET)])


def prints(*arguments: Any) -> Any:
    print(SECRET)
    return type(f"T{SECRET[:5]}", (), {})()


def named(*arguments: Any) -> Any:
    raise type("E40961", (ValueError,), {})


@pytest.mark.parametrize("function", [raises, returns, prints, named])
@pytest.mark.parametrize("name", sorted(set(check.__all__) - {"gradient_of_squares", "sgd"}))
def test_a_hidden_case_shows_that_it_went_wrong_and_nothing_else(name: str, function: Any) -> None:
    public: Score = getattr(check, name)(function)
    hidden: Score = getattr(check, name)(function, seed=7)
    if function is raises:
        assert SECRET in public.report()
    assert "40961" not in hidden.report() + repr(hidden.findings)
    assert hidden.earned == 0
    assert hidden.outcome is not Outcome.PASSED
    assert hidden.named


def test_a_hidden_case_does_not_show_which_mistake_was_made() -> None:
    one, other = (check.sigmoid_slope(wrong, seed=7) for wrong in (lambda s: s, lambda s: -s * (1 - s)))
    assert one.findings == other.findings
    assert "not right yet" in one.report()


def test_a_hidden_case_of_a_right_answer_has_nothing_to_say() -> None:
    score = check.sigmoid_slope(lambda s: s * (1 - s), seed=7)
    assert score.earned == score.points
    assert not score.findings


def test_the_checks_keep_their_names_and_what_they_say_of_themselves() -> None:
    for name in check.__all__:
        function = getattr(check, name)
        assert function.__name__ == name
        assert function.__doc__


def test_no_name_is_looked_for_where_nobody_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(x: Any) -> Any:
        return 1 + np.exp(-x)

    asked: list[Any] = []
    monkeypatch.setattr(compare, "_known", lambda *about: asked.append(about))
    assert check.sigmoid(wrong, seed=7).earned == 0
    assert asked == []
    assert check.sigmoid(wrong).earned == 0
    assert asked != []
