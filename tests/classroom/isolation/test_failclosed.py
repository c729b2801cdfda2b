"""What nbgrader does with a check cell's outputs once `classroom.isolation.failclosed` has seen them.

Each case is graded by nbgrader's own `determine_grade`, so the table says what reaches the gradebook.
"""

from typing import cast

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from classroom.isolation.failclosed import ENDED, FailClosed

POINTS = 4
FAIL_CLOSED = FailClosed(score_needed=True)  # type: ignore[no-untyped-call]
PASSES = FailClosed()  # type: ignore[no-untyped-call]


def value(text: str) -> NotebookNode:
    return cast(NotebookNode, new_output("execute_result", data={"text/plain": text}))


def stream(name: str, text: str = "words") -> NotebookNode:
    return cast(NotebookNode, new_output("stream", name=name, text=text))


FIGURE = new_output("display_data", data={"text/plain": "<Figure>"})
ERROR = new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"])


def check_cell(outputs: list[NotebookNode]) -> NotebookNode:
    metadata = {"grade": True, "solution": False, "locked": True, "grade_id": "a-check", "points": POINTS}
    return cast(NotebookNode, new_code_cell("score", metadata={"nbgrader": metadata}, outputs=outputs))


def graded(cell: NotebookNode) -> tuple[float | None, NotebookNode]:
    closed, _ = FAIL_CLOSED.preprocess_cell(cell, {}, 0)
    score, maximum = determine_grade(closed)
    assert maximum == POINTS
    return score, closed


@pytest.mark.parametrize(
    ("outputs", "score"),
    [
        ([value("0")], 0),
        ([value("0.0")], 0),
        ([value("2.5")], 2.5),
        ([value("4")], 4),
        ([value("4.0")], 4),
        ([value("1e-05")], 1e-05),
        ([stream("stdout"), value("3")], 3),
        ([value("3"), FIGURE], 3),
        ([stream("stderr"), value("3")], 3),
        ([value("3"), stream("stderr")], 3),
    ],
)
def test_a_readable_score_is_the_score(outputs: list[NotebookNode], score: float) -> None:
    assert graded(check_cell(outputs))[0] == score


@pytest.mark.parametrize(
    "text",
    ["np.float64(0.5)", "False", "True", "nan", "inf", "1e999", "-1", "-0.0", "+1", "1_0", " 1", "'4'", "None", "",
     "٤", "4\n", "[4]", "4 points"],
)  # fmt: skip
def test_a_value_that_is_no_plain_number_gives_nothing_and_says_why(text: str) -> None:
    score, cell = graded(check_cell([value(text)]))
    assert score == 0
    [error] = cell.outputs
    assert error.output_type == "error"
    assert "not a plain number" in error.evalue
    assert repr(text) in error.evalue


def test_a_score_above_the_maximum_gives_nothing_instead_of_stopping_the_submission() -> None:
    with pytest.raises(ValueError, match="greater than maximum"):
        determine_grade(check_cell([value("4.5")]))
    score, cell = graded(check_cell([value("4.5")]))
    assert score == 0
    assert "more than the 4 points" in cell.outputs[0].evalue


@pytest.mark.parametrize("outputs", [[], [stream("stdout")], [FIGURE], [stream("stderr")]])
def test_a_check_without_a_value_gives_nothing(outputs: list[NotebookNode]) -> None:
    score, cell = graded(check_cell(outputs))
    assert score == 0
    assert "showed no score" in cell.outputs[0].evalue


def test_two_values_give_nothing() -> None:
    score, cell = graded(check_cell([value("4"), value("1")]))
    assert score == 0
    assert "2 values" in cell.outputs[0].evalue


@pytest.mark.parametrize("outputs", [[ERROR], [value("4"), ERROR], [stream("stderr"), ERROR]])
def test_an_error_gives_nothing_and_stays_to_be_read(outputs: list[NotebookNode]) -> None:
    score, cell = graded(check_cell(outputs))
    assert score == 0
    assert ERROR in cell.outputs


def test_a_long_value_is_shown_in_short() -> None:
    _, cell = graded(check_cell([value("x" * 10_000)]))
    assert len(cell.outputs[0].evalue) < 250


def test_cells_that_are_no_checks_are_left_alone() -> None:
    outputs = [value("nan"), stream("stderr")]
    cell = new_code_cell("1", outputs=outputs)
    assert FAIL_CLOSED.preprocess_cell(cell, {}, 0)[0].outputs == outputs


# --- Courses whose tests assert, and show no score ------------------------------------------------------------------


def passing(outputs: list[NotebookNode], ended: bool = True) -> float | None:
    """What a check gets in a course that asks for no score."""
    cell, _ = PASSES.preprocess_cell(check_cell(outputs), {ENDED: ["a-check"] if ended else ["another"]}, 0)
    return determine_grade(cell)[0]


@pytest.mark.parametrize("text", ["'well done'", "None", "True", "np.float64(0.5)", "[1, 2]", "nan", ""])
def test_a_test_that_came_to_its_end_has_passed(text: str) -> None:
    assert passing([]) == POINTS
    assert passing([stream("stdout"), stream("stderr"), FIGURE]) == POINTS
    assert passing([value(text)]) == POINTS


@pytest.mark.parametrize("outputs", [[], [value("3")], [value("'well done'")], [FIGURE], [stream("stdout")]])
def test_a_test_that_nobody_saw_come_to_its_end_gives_nothing(outputs: list[NotebookNode]) -> None:
    assert passing(outputs, ended=False) == 0


def test_a_test_that_raised_gives_nothing_whatever_it_showed_before() -> None:
    assert passing([value("3"), ERROR]) == 0
    assert passing([ERROR]) == 0


@pytest.mark.parametrize(("text", "points"), [("1", 1), ("2.5", 2.5), ("0", 0), ("4", 4), ("5", 0)])
def test_partial_credit_is_read_where_a_test_shows_it(text: str, points: float) -> None:
    assert passing([value(text)]) == points
