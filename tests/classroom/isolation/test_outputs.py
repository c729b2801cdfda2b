"""What the student process says that a cell showed: only what may stand in a notebook gets there."""

from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classroom.isolation.cells import Cells
from classroom.isolation.outputs import accepted, line_of, printable, reason, size, with_one_line

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=9) | st.integers(), parts, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(["output_type", "name", "text", "data", "ename", "evalue", "traceback", "metadata"])
kinds = st.sampled_from(["stream", "error", "display_data", "execute_result", "text/plain", "image/png", "text/html"])
almost = st.lists(
    st.dictionaries(keys, kinds | junk | st.dictionaries(kinds, junk, max_size=3), max_size=7), max_size=3
)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(junk | almost)
def test_whatever_is_told_what_is_kept_is_a_notebooks(told: Any) -> None:
    shown = accepted(told)
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.from_dict(one) for one in shown])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


@pytest.mark.parametrize(
    ("mime", "data", "kept"),
    [
        ("text/plain", "a", True),
        ("text/html", "<b>a</b>", True),
        ("image/png", "aGVsbG8=", True),
        ("image/png", '"><script>', False),
        ("image/png", ["a"], False),
        ("application/javascript", "alert(1)", False),
        ("application/vnd.jupyter.widget-view+json", {"model_id": "x"}, False),
        ("application/x-anything", "a", False),
        ("text/html ", "a", False),
        (7, "a", False),
    ],
)
def test_of_data_only_text_and_pictures_are_kept(mime: Any, data: Any, kept: bool) -> None:
    told = [{"output_type": "display_data", "data": {mime: data}, "metadata": {"isolated": True}}]
    shown = accepted(told)
    assert [one["data"] for one in shown] == ([{mime: data}] if kept else [])
    assert all(one["metadata"] == {} for one in shown)


def test_the_number_of_outputs_and_their_size_are_limited() -> None:
    told = [{"output_type": "stream", "name": "stdout", "text": "x" * 10**6}] * 1000
    shown = accepted(told)
    assert len(shown) < 300
    assert size(shown) < 3_000_000
    assert size(accepted(told, room=500_000)) <= 500_000
    assert max(len(one["text"]) for one in shown) < 300_000


def test_an_error_of_a_check_keeps_its_message_and_loses_its_lines() -> None:
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["hidden = 40961"]}
    stream = {"output_type": "stream", "name": "stdout", "text": "said"}
    assert with_one_line([stream, error], "") == [stream, reason("ValueError", "no")]
    assert with_one_line([error], "f(1)")[0]["traceback"] == ["----> f(1)", "ValueError: no"]


def test_a_terminal_is_not_steered() -> None:
    assert printable("a\x1b[2J\x9b\u202eb\nü é") == "a\\x1b[2J\\x9b\\u202eb\nü é"


def test_the_line_in_which_a_cell_broke_is_found_below_other_code() -> None:
    cells = Cells()
    cells.run("def check(x):\n    y = x\n    assert y == 1")
    source = "first = 1\nif first:\n    check(2)  # here\n"
    cells.run(source)
    assert line_of(cells.error, source) == "check(2)  # here"
    cells.run("check(1)")
    assert line_of(cells.error, source) == ""
