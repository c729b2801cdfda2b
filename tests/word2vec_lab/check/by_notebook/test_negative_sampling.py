"""An answer of notebook 3 is judged by itself, whatever sigmoid it uses, and a loop is told from array code."""

from typing import Any

import numpy as np
import pytest
from answers_of import ANSWERS, answers, getNegativeSamples, kept, sigmoid

from word2vec_lab import check
from word2vec_lab.check.by_notebook.negative_sampling.cases import arguments_of, distinct, repeating
from word2vec_lab.check.by_notebook.negative_sampling.loops import loop_or_advice
from word2vec_lab.check.judging.handed import ToyDataset
from word2vec_lab.check.score import Outcome, Score
from word2vec_lab.items import items

# For each item of notebook 3 whose right answers call the student's sigmoid, one that does.
RIGHT = {
    items()[answer.item].check: f"{answer.item}/right/{answer.slug}"
    for answer in answers("right")
    if items()[answer.item].notebook == "3_negative_sampling" and answer.earns is None and "sigmoid(" in answer.source
}


def unwritten(x: Any) -> Any:
    raise NotImplementedError


def for_numbers_only(x: Any) -> Any:
    return 1 / (1 + np.exp(-float(x)))


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize(
    ("sigmoid", "named"),
    [
        (unwritten, "sigmoid-missing"),
        (lambda x: x, "sigmoid-wrong"),
        (lambda x: 1 / (1 + np.exp(x)), "sigmoid-wrong"),
        (for_numbers_only, "sigmoid-wrong"),
        (lambda x: None, "sigmoid-wrong"),
        (7, "sigmoid-wrong"),
    ],
)
def test_a_sigmoid_that_is_missing_or_wrong_costs_nothing_here_and_is_named(
    name: str, sigmoid: Any, named: str
) -> None:
    function = kept(RIGHT[name], name, sigmoid=sigmoid)
    score: Score = getattr(check, name)(function)
    assert score.earned == score.points, score.report()
    assert score.outcome is Outcome.PASSED
    assert named in score.named
    assert "2_activations" in score.report()
    assert function.__globals__["sigmoid"] is sigmoid


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_sigmoid_is_not_spoken_of(name: str) -> None:
    score: Score = getattr(check, name)(kept(RIGHT[name], name))
    assert not [slug for slug in score.named if slug.startswith("sigmoid")]


@pytest.mark.parametrize("name", RIGHT)
def test_of_an_answer_that_is_not_written_no_more_is_said_than_that(name: str) -> None:
    names: dict[str, Any] = {"sigmoid": unwritten}
    exec(f"def {name}(*given):\n    raise NotImplementedError", names)
    score: Score = getattr(check, name)(names[name])
    assert score.named == ("not-attempted",)
    assert score.outcome is Outcome.NOT_ATTEMPTED


def test_a_sigmoid_that_loops_does_not_make_its_user_a_loop() -> None:
    def loops(x: Any) -> Any:
        return np.array([sigmoid(value) for value in np.ravel(x)]).reshape(np.shape(x))

    score = check.negSamplingLossAndGradient(
        kept("q2a3/right/stacked_add_at", "negSamplingLossAndGradient", sigmoid=loops)
    )
    assert score.earned == score.points, score.report()
    assert score.named == ("right", "right", "right")


@pytest.mark.parametrize(
    ("slug", "named"),
    [
        ("full_loop", "python-loop"),
        ("accumulating_loop", "accumulating-loop"),
        ("stacked_add_at", None),
        ("prints_while_it_works", "printed"),
        ("draws_more_than_it_needs", None),
    ],
)
def test_only_a_loop_that_does_all_the_work_costs_half_a_point(slug: str, named: str | None) -> None:
    score = check.negSamplingLossAndGradient(kept(f"q2a3/right/{slug}", "negSamplingLossAndGradient"))
    assert [name for name in score.named if name != "right"] == ([named] if named else [])
    assert score.earned == score.points - (0.5 if named == "python-loop" else 0)


def test_a_vectorised_call_of_the_sigmoid_in_disguise_is_a_loop() -> None:
    function = kept("q2a3/right/stacked_add_at", "negSamplingLossAndGradient")
    source = (ANSWERS / "q2a3/right/stacked_add_at.py").read_text(encoding="utf-8")
    names = dict(function.__globals__)
    exec(source.replace("sigmoid(vectors @ centerWordVec)", "np.vectorize(sigmoid)(vectors @ centerWordVec)"), names)
    score = check.negSamplingLossAndGradient(names["negSamplingLossAndGradient"])
    assert score.earned == score.points - 0.5
    assert "python-loop" in score.named


@pytest.mark.parametrize("seed", range(20))
def test_the_cases_have_what_the_mistakes_need(seed: int) -> None:
    cases = repeating(seed)
    assert len({len(case.samples) for case in cases}) >= 4
    assert any(case.often.max() > 1 for case in cases)
    for case in cases:
        assert case.outside_idx not in case.samples
        assert case.outside_idx in case.given_out[: len(case.samples)]
        assert case.outside_idx > 0
        assert not case.often.all()
        drawn = getNegativeSamples(case.outside_idx, ToyDataset(case.given_out), len(case.samples))
        assert tuple(drawn) == case.samples
    for case in distinct(seed):
        assert case.often.max() == 1
        assert not case.often[case.outside_idx]


def test_an_answer_that_leaves_K_to_its_default_is_asked_for_ten() -> None:
    assert {len(arguments_of(case)) for case in repeating(224)} == {4, 5}


def test_a_slow_sigmoid_of_the_students_own_does_not_make_this_function_slow() -> None:
    def slow_sigmoid(x: Any) -> Any:
        return np.array([1 / (1 + np.exp(-float(entry))) for entry in np.append(np.ravel(x), np.zeros(3_000))])[
            : np.size(x)
        ]

    function = kept("q2a3/right/stacked_add_at", "negSamplingLossAndGradient", sigmoid=slow_sigmoid)
    assert [finding.name for finding in loop_or_advice(function)[1]] == []
