"""Settings that leave isolation out are told of, whatever left it out; a course that is isolated hears nothing."""

import pytest
from minicourse import MiniCourse

from classroom.rules.switched_on import isolation_switched_off

CALL = "from classroom.configure import configure\nc = get_config()\n"
LIST = "c.Autograde.autograde_preprocessors"


def told(mini: MiniCourse, settings: str) -> list[str]:
    (mini.course.root / "nbgrader_config.py").write_text(settings)
    return [f"{problem.what}\n{problem.do}" for problem in isolation_switched_off(mini.course)]


@pytest.mark.parametrize(
    "settings",
    [
        "configure(c)",
        "configure(c)\nc.IsolatedExecute.timeout = 3\nc.IsolatedExecute.enabled = True",
        f"{LIST} = ['nbgrader.preprocessors.Execute', 'nbgrader.preprocessors.SaveAutoGrades']\nconfigure(c)",
        f"{LIST}.append('nbconvert.preprocessors.TagRemovePreprocessor')\nconfigure(c)",
        f"configure(c)\n{LIST}.insert(0, 'nbconvert.preprocessors.TagRemovePreprocessor')",
        "from classroom.isolation.execute import IsolatedExecute\n"
        f"class Mine(IsolatedExecute): pass\nconfigure(c)\n{LIST}[0] = Mine",
    ],
)
def test_an_isolated_course_hears_nothing(mini: MiniCourse, settings: str) -> None:
    assert told(mini, CALL + settings) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "never call `configure(c)`"),
        (f"{LIST}.append('nbgrader.preprocessors.LimitOutput')", "never call `configure(c)`"),
        (
            f"configure(c)\n{LIST} = ['nbgrader.preprocessors.Execute']",
            "lacks IsolatedExecute, FailClosed, RecordWhole",
        ),
        (f"configure(c)\n{LIST}.insert(0, 'nbgrader.preprocessors.Execute')", "autograde_preprocessors has Execute"),
        (
            f"from nbgrader.preprocessors import Execute\nclass Mine(Execute): pass\nconfigure(c)\n{LIST}.append(Mine)",
            "autograde_preprocessors has Mine",
        ),
        (f"{LIST}.append('nbconvert.preprocessors.ExecutePreprocessor')\nconfigure(c)", "has ExecutePreprocessor"),
        ("configure(c)\nc.IsolatedExecute.enabled = False", "IsolatedExecute.enabled is False"),
    ],
)
def test_a_course_without_isolation_is_told_loudly_and_what_to_do(mini: MiniCourse, settings: str, said: str) -> None:
    [problem] = told(mini, CALL + settings)
    assert problem.startswith("NOTHING IS ISOLATED")
    assert said in problem
    assert "configure(c)" in problem.partition("\n")[2]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (f"configure(c)\n{LIST}.pop()", "lacks RecordWhole"),
        ("configure(c)\nc.Autograde.exporter_class = 'nbconvert.exporters.NotebookExporter'", "exporter_class"),
    ],
)
def test_half_of_it_is_told_of_too(mini: MiniCourse, settings: str, said: str) -> None:
    [problem] = told(mini, CALL + settings)
    assert problem.startswith("GRADING IS NOT SAFE")
    assert said in problem


def test_settings_that_cannot_be_read_are_left_to_the_rule_that_reads_them(mini: MiniCourse) -> None:
    assert told(mini, "c = 1 +") == []
