"""Every column of a table has a head: texts in which one has none, and texts in which all have."""

import pytest
from finding import found
from minicourse import REPOSITORY, MiniCourse

from classroom.course import find_course
from classroom.rules.table_heads import columns, heads, tables_without_heads


@pytest.mark.parametrize("head", ["| a | |", "| | b |", "|  | b |"])
def test_a_column_without_a_head_is_found(mini: MiniCourse, head: str) -> None:
    mini.edit("2_sums", "sums", "Try it.", f"{head}\n| --- | :-: |\n| 1 | 2 |")
    assert found(tables_without_heads, mini) == [
        f"source/sums/2_sums.ipynb, cell sums: A table has a column without a head: `{head.strip()}`."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | --- |\n| | 2 |",
        "a | b\n--- | ---\n1 | 2",
        "A sum: | |\nand a line\n---",
        "| $\\lVert a \\rVert$ | a \\| b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_has_heads_or_is_no_table_is_left_alone(mini: MiniCourse, text: str) -> None:
    mini.edit("2_sums", "sums", "Try it.", text)
    assert found(tables_without_heads, mini) == []


def test_the_columns_of_a_head_are_told_apart() -> None:
    assert columns("| a | b \\| c |") == [" a ", " b \\| c "]
    assert heads("| a |\n| --- |") == ["| a |"]


def test_the_course_has_them_all() -> None:
    assert tables_without_heads(find_course(REPOSITORY)) == []
