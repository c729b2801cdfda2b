"""What a test cell can see when it is graded."""

import pytest
from minicourse import MiniCourse

from classroom.rules.reach import names_out_of_reach


def test_what_locked_cells_and_answers_define_is_in_reach(mini: MiniCourse) -> None:
    assert names_out_of_reach(mini.course) == []


def test_a_test_that_needs_an_open_cell_is_found(mini: MiniCourse) -> None:
    mini.retag("2_sums", "tools", locked=False)
    [problem] = names_out_of_reach(mini.course)
    assert problem.where == "source/sums/2_sums.ipynb, cell double-check"
    assert "`judged`, which cell tools defines" in problem.what
    assert "locked cell" in problem.do


@pytest.mark.parametrize(
    "definition", ["import json as judged", "from json import judged", "judged = 1", "class judged: pass"]
)
def test_every_kind_of_definition_counts(mini: MiniCourse, definition: str) -> None:
    mini.retag("2_sums", "tools", locked=False)
    mini.edit("2_sums", "tools", "def judged(function, number):", f"{definition}\ndef other(function, number):")
    assert len(names_out_of_reach(mini.course)) == 1


def test_names_that_nobody_defines_and_cells_that_cannot_be_read_are_others_business(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double-check", "judged(double, 20)", "unheard_of(double, print)")
    assert names_out_of_reach(mini.course) == []
    mini.edit("2_sums", "double-check", "unheard_of(", "unheard_of((")
    assert names_out_of_reach(mini.course) == []
