"""The ordering puzzle: what is shown where nothing moves, and what is said of an attempt."""

import re

import pytest

from word2vec_lab.widgets.ordering import TANH, Puzzle

FALSE = "Stir the tea with a fork."
PUZZLE = Puzzle(("Boil water.", "Add tea.", "Wait.", "Pour it out."), {FALSE: "a fork holds no water."})


def attempt(*lines: str) -> list[int]:
    return [PUZZLE.shown.index(line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "Nothing is in your derivation yet."),
        (PUZZLE.lines, "All 4 lines stand right, and the derivation is complete."),
        (PUZZLE.lines[:2], "2 of 4 lines stand right. 2 are still to come."),
        (PUZZLE.lines[:1], "1 of 4 lines stands right. 3 are still to come."),
        (PUZZLE.lines[:3], "3 of 4 lines stand right. 1 is still to come."),
        (
            PUZZLE.lines[1:],
            "0 of 4 lines stand right. Line 1 of yours builds on something that does not stand above it.",
        ),
        (
            (PUZZLE.lines[0], PUZZLE.lines[2], PUZZLE.lines[1], PUZZLE.lines[3]),
            "3 of 4 lines stand right. Line 2 of yours builds on something that does not stand above it.",
        ),
        (
            (PUZZLE.lines[0], FALSE, *PUZZLE.lines[1:]),
            "4 of 4 lines stand right. Line 2 of yours does not belong: a fork holds no water.",
        ),
    ],
)
def test_an_attempt_is_told_how_many_lines_stand_right_and_one_thing_to_mend(lines: tuple[str, ...], said: str) -> None:
    assert PUZZLE.judge(attempt(*lines)) == said


def test_only_the_derivation_itself_is_complete() -> None:
    for wrong in (PUZZLE.lines[::-1], (*PUZZLE.lines, FALSE), (FALSE,)):
        assert "complete" not in PUZZLE.judge(attempt(*wrong))


@pytest.mark.parametrize("puzzle", [PUZZLE, TANH])
def test_the_shuffle_is_always_the_same_and_gives_no_order_away(puzzle: Puzzle) -> None:
    assert puzzle.shown == Puzzle(puzzle.lines, dict(sorted(puzzle.distractors.items()))).shown
    assert sorted(puzzle.shown) == sorted([*puzzle.lines, *puzzle.distractors])
    places = [puzzle.shown.index(line) for line in puzzle.lines]
    assert places != sorted(places)


def test_the_static_twin_has_the_lines_and_folds_the_order_away() -> None:
    open_part, folded = TANH._repr_html_().split("<details>")
    assert re.findall(r"<li>(.*?)</li>", open_part) == list(TANH.shown)
    order = re.search(r"<p>([\d, ]+)</p>", folded)
    assert order
    assert tuple(TANH.shown[int(number) - 1] for number in order[1].split(", ")) == TANH.lines
    for why in TANH.distractors.values():
        assert why in folded
        assert why not in repr(TANH)
    assert order[1] not in repr(TANH)
    assert all(line in repr(TANH) for line in TANH.shown)


def test_html_in_a_line_is_escaped() -> None:
    assert "<b>" not in Puzzle(("<b>", "c"), {"<b>d": "<b>"}).as_html()


@pytest.mark.parametrize(("lines", "distractors"), [(("a",), {}), (("a", "a"), {}), (("a", "b"), {"a": "why"})])
def test_what_cannot_be_ordered_is_refused(lines: tuple[str, ...], distractors: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="two lines or more"):
        Puzzle(lines, distractors)
