"""All rules together: what `classroom check` says as it goes, and when it does not execute the series."""

from pathlib import Path

import pytest
from minicourse import MiniCourse

import classroom.rules
from classroom.course import Course, CourseError
from classroom.rules import EXECUTES_THE_SERIES, RULES, check, summary
from classroom.rules.problems import Problem


def said(mini: MiniCourse, *only: str) -> str:
    """What is said while the course is checked."""
    words: list[str] = []
    check(mini.course, words.append, only)
    return "".join(words)


@pytest.mark.slow
def test_a_sound_course_has_nothing_to_mend(built: MiniCourse) -> None:
    words: list[str] = []
    assert check(built.course, words.append) == []
    assert [line.split() for line in "".join(words).splitlines()] == [[name, "fine"] for name in RULES]


def test_a_rule_says_its_name_before_it_looks(mini: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[str] = []

    def look(_course: Course) -> list[Problem]:
        assert words == ["points         "]
        return []

    monkeypatch.setitem(RULES, "points", look)
    check(mini.course, words.append, ["points"])
    assert "".join(words) == "points         fine\n"


def test_the_series_is_not_executed_when_an_earlier_rule_has_found_something(mini: MiniCourse) -> None:
    mini.retag("2_sums", "double-check", locked=False)
    words = said(mini, "locks", "reading_drift")
    assert "cell double-check\n    The check is not locked.\n" in words
    assert words.splitlines()[-1].startswith("reading_drift  not looked at: it executes the whole series")


@pytest.mark.slow
def test_one_rule_alone_executes_the_series(built: MiniCourse) -> None:
    built.retag("2_sums", "double-check", locked=False)
    assert said(built, "reading_drift").split() == ["reading_drift", "fine"]


def test_the_rule_that_executes_the_series_comes_last() -> None:
    assert list(RULES)[-1] == EXECUTES_THE_SERIES


def test_a_course_that_cannot_be_read_stops_the_checking(mini: MiniCourse) -> None:
    (mini.course.source / "1_start.ipynb").write_text("no notebook")
    words: list[str] = []
    with pytest.raises(CourseError, match=r"1_start\.ipynb"):
        check(mini.course, words.append)
    assert words[-1].endswith("\n")


def test_every_rule_is_a_file_of_its_name_and_says_what_it_finds() -> None:
    shared = {"__init__", "aliases", "cells", "drift", "problems"}
    files = {path.stem for path in Path(classroom.rules.__file__).parent.glob("*.py")}
    assert files - shared == set(RULES)
    for name, rule in RULES.items():
        assert rule.__module__ == f"classroom.rules.{name}"
        assert summary(rule).endswith(".")
