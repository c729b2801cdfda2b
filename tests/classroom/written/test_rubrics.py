"""A rubric is read as its author meant it, or refused with the line that is wrong."""

import pytest

from classroom.written.rubrics import Line, Rubric, RubricError, check_points, read_rubric


def cell(*lines: str) -> str:
    return "\n".join(["*1: 2 points.*", "", "<!-- BEGIN MARK SCHEME -->", *lines, "<!-- END MARK SCHEME -->"])


def test_lines_what_stands_for_less_and_notes() -> None:
    text = cell(
        "**Rubric**",
        "",
        "- 1 point: the sum",
        "  is named.",
        "- 1 point: why: it is right.",
        "  - 0.5 points instead: a reason.",
        "    - 0 points instead: none.",
        "",
        "An example earns",
        "- 1 point: at most.",
    )
    less = (Line(0.5, "a reason."), Line(0.0, "none."))
    assert read_rubric(text) == Rubric(
        (Line(1.0, "the sum is named."), Line(1.0, "why: it is right.", less)), "An example earns\n- 1 point: at most."
    )


def test_what_stands_above_the_list_is_a_note_unless_it_is_a_heading() -> None:
    text = cell("Be kind.", "", "## Rubric", "", "* 2 points: all.")
    assert read_rubric(text) == Rubric((Line(2.0, "all."),), "Be kind.")


@pytest.mark.parametrize(
    "lines",
    [
        ["+ 0.5 points: **one**.", "+ 1.5 points: two."],
        ["1. 0,5 points: **one**.", "2. 1,5 points: two."],
        ["- **½ point**: **one**.", "- **1.5 points:** two."],
        ["- 0.5 Points – **one**.", "- 1.5 pts - two.\r"],
    ],
)
def test_a_list_may_be_written_as_people_write_them(lines: list[str]) -> None:
    rubric = read_rubric(cell(*lines))
    assert rubric == Rubric((Line(0.5, "**one**."), Line(1.5, "two.")))
    check_points(rubric, 2)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["One point for each."], "no rubric with points"),
        (["- 1 point: one.", "- Half a point: two."], "does not say its points: `- Half a point: two.`"),
        (["- 1 point:"], "does not say its points"),
        (["- -1 points: one."], "does not say its points"),
        (["- 1 point: one.", "  - 0.5 points: two."], "is indented, and says no “instead”"),
        (["- 1 point instead: one."], "is not indented, and says “instead”"),
        (["  - 0.5 points instead: one."], "is indented"),
        (["<!-- BEGIN MARK SCHEME -->"], "stands inside another one"),
    ],
)
def test_what_cannot_be_read_is_quoted(lines: list[str], says: str) -> None:
    with pytest.raises(RubricError) as refused:
        read_rubric(cell(*lines))
    assert says in str(refused.value)
    assert refused.value.do


def test_points_that_do_not_add_up() -> None:
    check_points(Rubric((Line(0.1, "a"), Line(0.1, "b"), Line(0.1, "c"))), 0.3)
    with pytest.raises(RubricError, match=r"add up to 1\.5, and the item is worth 2"):
        check_points(Rubric((Line(1, "a"), Line(0.5, "b"))), 2)


def test_what_stands_for_less_is_worth_less() -> None:
    with pytest.raises(RubricError, match="“all” stands for less than “some”, and is worth 1 of 1"):
        check_points(Rubric((Line(1, "some", (Line(1, "all"),)),)), 1)
