"""A finding is true of the numbers that it is about: a loss, a gradient and a slope are spoken of differently."""

from typing import Any

import numpy as np
import pytest

from word2vec_lab.check.judging.compare import GRADIENT, LOSS, Wording, judge
from word2vec_lab.check.judging.mistakes import Measured
from word2vec_lab.check.score import Finding

VECTOR = np.array([1.0, -2.0, 3.0])
NUMBER = np.array(1.5)


def finding(measured: np.ndarray, theirs: Any, words: Wording | None = None) -> Finding:
    (found,) = judge("it", [Measured(None, measured)], [theirs], words=words).findings
    return found


@pytest.mark.parametrize("value", [(VECTOR, NUMBER), [VECTOR, VECTOR[:2]], ([1.0], [1.0, 2.0]), (VECTOR, "text")])
@pytest.mark.parametrize("measured", [VECTOR, NUMBER])
def test_values_that_do_not_make_up_one_array_are_named_and_stop_nothing(measured: np.ndarray, value: Any) -> None:
    found = finding(measured, value)
    assert found.name == "not-numbers"
    assert f"{type(value).__name__} of 2 values" in found.says


@pytest.mark.parametrize(("measured", "words"), [(VECTOR, GRADIENT), (NUMBER, LOSS)])
def test_a_wrong_sign_is_asked_about_as_what_it_is_the_sign_of(measured: np.ndarray, words: Wording) -> None:
    assert finding(measured, -measured).name == "sign-flipped"
    assert finding(measured, -measured).asks == words.sign


def test_one_number_has_no_direction() -> None:
    assert finding(VECTOR, 3 * VECTOR).says == GRADIENT.scaled
    assert finding(VECTOR, 3 * VECTOR).title == "it: every number is 3 times what it should be"
    assert finding(NUMBER, 3 * NUMBER).title == "it: it is 3 times what it should be"
    assert not finding(NUMBER, 3 * NUMBER).says


def test_what_is_neither_brings_its_own_words() -> None:
    words = Wording("sign?", "zero?", "misfit?", "bent?", shape="it needs")
    assert finding(VECTOR, -VECTOR, words).asks == "sign?"
    assert finding(VECTOR, 0 * VECTOR, words).asks == "zero?"
    assert finding(VECTOR, VECTOR[:, None], words).asks == "bent?"
    misfit = finding(VECTOR, np.zeros(5), words)
    assert misfit.asks == "misfit?"
    assert misfit.says == "Its shape is (5,); it needs (3,)."
