"""One call sets what isolated grading needs, and what a course sets itself goes before it."""

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
