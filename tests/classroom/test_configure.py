"""One call sets what isolated grading needs, and keeps the preprocessors that a course has of its own."""

from typing import Any

import pytest
from nbconvert.preprocessors import Preprocessor
from nbgrader.preprocessors import Execute, SaveAutoGrades
from traitlets.config import Config

from classroom.configure import configure


def test_one_call_is_enough() -> None:
    c = Config()
    configure(c)
    assert c.Autograde.autograde_preprocessors[:2] == [
        "classroom.isolation.execute.IsolatedExecute",
        "classroom.isolation.failclosed.FailClosed",
    ]
    assert "score_needed" not in c.FailClosed
    assert "code_stub" not in c.ClearSolutions  # nbgrader's own has all languages


def test_settings_go_where_they_belong() -> None:
    c = Config()
    configure(c, preload=["json"], timeout=30, score_needed=True)
    assert (c.IsolatedExecute.preload, c.IsolatedExecute.timeout) == (["json"], 30)
    assert c.FailClosed.score_needed is True


class Mine(Preprocessor):
    """A course's own."""


class Other(Preprocessor):
    """Another one."""


def set_up(**lists: Any) -> Config:
    """The settings of a course that has set these lists of Autograde before."""
    c = Config()
    c.Autograde.update(lists)
    configure(c)
    return c


def names(entries: list[Any]) -> list[str]:
    return [one.rpartition(".")[2] if isinstance(one, str) else one.__name__ for one in entries]


STOCK = ["nbgrader.preprocessors.Execute", "nbgrader.preprocessors.LimitOutput", SaveAutoGrades]
PLAIN = names(set_up().Autograde.autograde_preprocessors)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (STOCK, PLAIN),
        ([*STOCK[:1], Mine, *STOCK[1:], Other], [*PLAIN[:-1], "Mine", "Other", PLAIN[-1]]),
        ([Other, Mine, *STOCK], ["Other", "Mine", *PLAIN]),
        ([Mine, Execute, "test_configure.Other"], ["Mine", *PLAIN[:-1], "Other", PLAIN[-1]]),
        ([Mine], [*PLAIN[:-1], "Mine", PLAIN[-1]]),
        ([Execute, "no.such.Thing"], [*PLAIN[:-1], "Thing", PLAIN[-1]]),
    ],
)
def test_preprocessors_of_a_course_are_kept_where_they_stood(listed: list[Any], expected: list[str]) -> None:
    assert names(set_up(autograde_preprocessors=listed).Autograde.autograde_preprocessors) == expected


def test_a_list_that_was_only_added_to_is_read_as_nbgrader_reads_it() -> None:
    c = Config()
    c.Autograde.autograde_preprocessors.append(Mine)
    c.Autograde.autograde_preprocessors.insert(0, "test_configure.Other")
    c.Autograde.sanitize_preprocessors.append(Mine)
    c.HTMLExporter.preprocessors.append(Mine)
    c.HTMLExporter.filters.update({"shout": str.upper, "markdown2html": str.lower})
    c.GenerateFeedback.preprocessors.extend([Mine])
    configure(c)
    configure(c)
    assert names(c.Autograde.autograde_preprocessors) == ["Other", *PLAIN[:-1], "Mine", PLAIN[-1]]
    assert names(c.Autograde.sanitize_preprocessors) == ["Mine"]
    assert names(c.HTMLExporter.preprocessors) == ["Mine", "Harmless"], "what it makes is cleaned"
    assert c.HTMLExporter.filters["shout"] is str.upper
    assert c.HTMLExporter.filters["markdown2html"] == "classroom.showing.feedback.markdown2html"
    assert names(c.GenerateFeedback.preprocessors)[:-1] == ["GradesSoFar", "ForStudents", "Mine"]
