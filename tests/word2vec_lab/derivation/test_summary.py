"""What a grader gets: plain data, and never an error."""

import json

import pytest

from word2vec_lab.derivation import summary
from word2vec_lab.derivation.summary import judge_text


def test_a_summary_is_plain_data() -> None:
    text = r"$$\frac{\partial J}{\partial v_c} = -u_o + \hat y_w u_w = U(\hat y - y) = \Xi$$"
    found = judge_text("q1b1-derivation", text)
    assert found == json.loads(json.dumps(found))
    assert found is not None
    assert (found["signs"], found["read"], found["hold"], found["alarms"]) == (3, 2, 0, 2)
    assert found["first"]["name"] == "sum-missing"
    assert found["first"]["verdict"] == "does not hold"
    assert found["first"]["tex"].startswith(r"\frac{\partial J}{\partial v_c} = ")
    assert found["ends"] == {"∂J/∂v_c": "unread"}


def test_a_missing_index_is_the_first_to_look_at() -> None:
    found = judge_text("q1b1-derivation", r"$$-u_o + \sum_w \hat y u_w = U(\hat y - y)$$")
    assert found is not None
    assert found["first"]["verdict"] == "an index is missing"


@pytest.mark.parametrize("text", ["", "x" * 100_000, "$" * 5_000, "$$" + "{" * 3_000, "\x00$a=b$", "ﾃ$\\$"])
def test_whatever_the_text_is(text: str) -> None:
    found = judge_text("q1d-derivation", text)
    assert found is not None
    assert found["first"] is None


def test_no_derivation_no_summary() -> None:
    assert judge_text("q1c", "text") is None
    assert judge_text("q1j1", "text") is None


def test_an_error_of_ours_ends_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(summary, "judge", broken)
    found = judge_text("q1a", "$a = b$")
    assert found is not None
    assert "could not be read (ZeroDivisionError)" in found["problem"]
