"""Every check must accept right answers in several styles and refuse wrong ones, by name."""

import math
import re
from functools import cache
from unittest import mock

import pytest
from answers_of import ANSWERS, Answer, answers, run

from word2vec_lab import check
from word2vec_lab.check.judging import calling, compare
from word2vec_lab.check.judging.loop_time import AS_SLOW_AS_A_LOOP
from word2vec_lab.check.score import Outcome, Score
from word2vec_lab.items import autograded, items

FUNCTIONS = {item.id: item.check for item in autograded()}
SEEDS = [224, pytest.param(40961, marks=pytest.mark.slow)]

RIGHT = answers("right")
WRONG = answers("wrong")


def name(answer: Answer) -> str:
    return f"{answer.item}-{answer.slug}"


@cache
def score(answer: Answer, seed: int) -> Score:
    """The score of an answer; asked for by several tests, worked out once.

    With an answer that never comes to an end there is little patience. The others get all the time that a check gives,
    because a right one may take long on a busy machine.

    It is what the check finds before the numbers of a seed of the grader's are veiled: a mistake is to be told
    from the others with any numbers.
    """
    function = FUNCTIONS[answer.item]
    # What a busy machine makes slower, this finding forgives; so it is looked for a few times.
    for _ in range(5 if answer.named == AS_SLOW_AS_A_LOOP else 1):
        with mock.patch.object(calling, "SECONDS", 0.5 if answer.named == "too-slow" else calling.SECONDS):
            result: Score = getattr(check, function).__wrapped__(run(answer, function), seed=seed)
        if answer.named in result.named:
            break
    return result


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("answer", RIGHT, ids=name)
def test_a_right_answer_gets_its_points(answer: Answer, seed: int) -> None:
    result = score(answer, seed)
    expected = items()[answer.item].points if answer.earns is None else answer.earns
    assert result.outcome is Outcome.PASSED, result.report()
    assert result.earned == expected, result.report()
    assert answer.named is None or answer.named in result.named, result.report()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("answer", WRONG, ids=name)
def test_a_wrong_answer_loses_points_and_is_named(answer: Answer, seed: int) -> None:
    result = score(answer, seed)
    assert result.earned == answer.earns, result.report()
    assert result.earned < result.points
    assert result.outcome is not Outcome.PASSED
    assert answer.named in result.named, result.report()


@pytest.mark.parametrize("item", FUNCTIONS)
def test_with_a_seed_of_the_graders_a_wrong_answer_is_told_one_word_and_with_the_public_one_its_mistake(
    item: str,
) -> None:
    answer = next((answer for answer in WRONG if answer.item == item and answer.earns == 0), None)
    assert answer, f"{ANSWERS / item / 'wrong'} holds no answer that earns nothing."
    judged = getattr(check, FUNCTIONS[item])
    function = run(answer, FUNCTIONS[item])
    with mock.patch.object(calling, "SECONDS", 0.5):
        public, hidden = judged(function), judged(function, seed=40961)
    assert answer.named in public.named, public.report()
    assert hidden.named == ("other-numbers",)
    assert (hidden.earned, hidden.outcome) == (public.earned, public.outcome)


@pytest.mark.parametrize("item", FUNCTIONS)
def test_every_item_has_four_right_styles_and_at_least_eight_wrong_answers(item: str) -> None:
    for verdict, kept, least in (("right", RIGHT, 4), ("wrong", WRONG, 8)):
        found = sum(answer.item == item for answer in kept)
        assert found >= least, f"{ANSWERS / item / verdict} holds {found} answers; it takes {least}."


def test_every_folder_of_answers_is_of_an_item_that_a_check_scores() -> None:
    stray = {folder.name for folder in ANSWERS.iterdir() if folder.is_dir()} - set(FUNCTIONS)
    assert not stray, f"{ANSWERS} has answers to {stray}, which no check scores."


@pytest.mark.parametrize("answer", RIGHT + WRONG, ids=name)
def test_the_text_form_is_a_plain_number_within_the_points(answer: Answer) -> None:
    text = repr(score(answer, 224))
    assert re.fullmatch(r"\d+(\.\d+)?", text)
    assert math.isfinite(float(text))
    assert 0 <= float(text) <= items()[answer.item].points


NO_GRADIENT = ("q1f-formula", "q1g-formula", "q2a1", "q1h2")


@pytest.mark.parametrize("answer", WRONG, ids=name)
def test_what_is_no_gradient_is_not_spoken_of_as_one(answer: Answer) -> None:
    texts = (compare.GRADIENT.sign, compare.GRADIENT.zero, compare.GRADIENT.misfit, compare.GRADIENT.bent)
    for finding in score(answer, 224).findings:
        if answer.item in NO_GRADIENT or finding.title.startswith("loss"):
            assert finding.asks not in texts, finding
            assert "shape convention" not in finding.says, finding


def test_no_finding_contains_a_line_of_a_right_answer() -> None:
    code = {
        "".join(line.split())
        for answer in RIGHT
        for line in answer.source.splitlines()
        if any(sign in line for sign in "@*=-") and not line.startswith(("#", "def "))
    }
    for answer in WRONG:
        own = "".join(answer.source.split())
        report = "".join(score(answer, 224).report().split())
        for line in code:
            assert line not in report or line in own, (name(answer), line)
