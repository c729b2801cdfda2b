"""What nbgrader_config.py names must exist: every style of writing it is read, and every misspelling is found."""

import pytest
from minicourse import MiniCourse

from classroom.rules.settings import settings_that_name_nothing

EXPORTER = 'c.Autograde.exporter_class = "classroom.sanitising.exporter.SubmissionExporter"\n'
EXECUTE = 'c.Autograde.autograde_preprocessors = ["classroom.isolation.execute.IsolatedExecute"]\n'


def found(mini: MiniCourse, *lines: str) -> list[str]:
    """What is said of a settings file with these lines, of which the first is line 3."""
    (mini.course.root / "nbgrader_config.py").write_text("\n".join(["import os", "c = get_config()", *lines]))
    return [f"{problem.where}: {problem.what}" for problem in settings_that_name_nothing(mini.course)]


def test_the_courses_own_settings_are_right(mini: MiniCourse) -> None:
    assert settings_that_name_nothing(mini.course) == []


@pytest.mark.parametrize(
    "line",
    [
        'c.CourseDirectory.ignore = ["*.pyc", "assignment.zip", "code.py", "a.b:c"]',
        'c.CourseDirectory["course_id"] = "sums"',
        'c["CourseDirectory"]["course_id"] = "sums"',
        'c.HTMLExporter.preprocessors.append("nbgrader.preprocessors.LimitOutput")',
        'c.HTMLExporter.filters.update({"strip": "classroom.showing.pages.unchanged"})',
        "from classroom.showing.pages import unchanged\nc.HTMLExporter.filters = {'strip': unchanged}",
        'for name in ("GetGrades", "LimitOutput"):\n'
        '    c.GenerateFeedback.preprocessors.extend([f"nbgrader.preprocessors.{name}"])',
        'c.Exporter.preprocessors = ["nbconvert.preprocessors.ClearOutputPreprocessor"]',
        "c.TemplateExporter.template_file = 'feedback'",
        'c.HTMLExporter.extra_template_basedirs = ["source"]',
        'c.Autograde.IsolatedExecute.timeout = 3\nc.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"',
        'c.IsolatedExecute.around = ""\nc.IsolatedExecute.asked = ["os.path:join", "json:dumps"]',
        'c.IsolatedExecute.preload = ["json", "os.path", "xml.dom.minidom"]',
        'c.ExportApp.plugin_class = "nbgrader.plugins.CsvExportPlugin"',
        "settings = c.Execute\nsettings.timeout = 3",
    ],
)
def test_right_settings_in_any_style_pass(mini: MiniCourse, line: str) -> None:
    assert found(mini, EXECUTE, line) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('c.Autograde.exporter_class = "classroom.sanitising.exporter.Submision"', '"classroom.sanitising.exporter.Su'),
        (
            'c.Autograde.exporter_class = "clasroom.sanitising.exporter.SubmissionExporter"',
            "No module named 'clasroom'",
        ),
        ('c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrade"]', '"nbgrader.preprocessors.GetGrade"'),
        ('c.GenerateFeedback.preprocessors.append("nbgrader.preprocessor.GetGrades")', "names nothing"),
        ('c.HTMLExporter.filters = {"a": "classroom.showing.pages.unchangd"}', "names nothing: module 'classroom.sho"),
        (
            'c.HTMLExporter.filters.update({"a": "classroom.showing.pages.unchangd"})',
            "classroom.showing.pages.unchangd",
        ),
        ('c.HTMLExporter.extra_template_basedirs = ["sorce"]', 'extra_template_basedirs: there is no folder "sorce".'),
        ('c.IsolatedExecute.preload = ["json", "jsn"]', "preload: \"jsn\" names nothing: No module named 'jsn'."),
        ('c.IsolatedExecute.tools = ["json.decoder", "json.decodr"]', '"json.decodr" names nothing'),
        ('c.IsolatedExecute.asked = ["json:dump", "json:dmp"]', "\"json:dmp\" names nothing: module 'json' has no att"),
        ('c.IsolatedExecute.around = "json.dump"', '"json.dump" is not written as "module:function".'),
        ('c.IsolatedExecute.around = "jsn:dump"', "No module named 'jsn'"),
        ("c.IsolatedExecute.timout = 3", "IsolatedExecute has no setting timout. Is timeout meant?"),
        ('c["Execute"]["timout"] = 3', "Execute has no setting timout. Is timeout meant?"),
        ("c.Autograde.Execute.timout = 3", "Execute has no setting timout. Is timeout meant?"),
        ("c.IsolatedExecut.timeout = 3", "setting loads is called IsolatedExecut. Is IsolatedExecute meant?"),
        ("c.Nothing.like_it = os.sep", "No class that nbgrader or a setting loads is called Nothing."),
        ('c.ExportApp.plugin_class = "nbgrader.plugins.CsvExport"', '"nbgrader.plugins.CsvExport" names nothing'),
    ],
)
def test_each_misspelling_is_named_with_its_line(mini: MiniCourse, line: str, problem: str) -> None:
    [said] = found(mini, "# a comment", EXECUTE, line)
    assert said.startswith("nbgrader_config.py:6: "), "after the comment, the setting and an empty line"
    assert problem in said


def test_a_name_is_found_on_its_own_line_of_a_list(mini: MiniCourse) -> None:
    names = ["nbgrader.preprocessors.GetGrades", "nbgrader.preprocessors.LimitOutputs"]
    lines = ["c.GenerateFeedback.preprocessors = [", *(f'    "{name}",' for name in names), "]"]
    [said] = found(mini, *lines)
    assert said.startswith("nbgrader_config.py:5: GenerateFeedback.preprocessors:")


def test_a_name_that_stands_elsewhere_is_found_too(mini: MiniCourse) -> None:
    [said] = found(mini, 'NAMES = ["nbgrader.nothing"]', "c.GenerateFeedback.preprocessors = NAMES")
    assert said.startswith("nbgrader_config.py:3: ")
    [said] = found(mini, 'NAMES = ["nbgrader." + "nothing"]', "c.GenerateFeedback.preprocessors = NAMES")
    assert said.startswith("nbgrader_config.py:4: ")
    [said] = found(mini, "exec(\"c.GenerateFeedback.preprocessors = ['nbgrader.nothing']\")")
    assert said.startswith("nbgrader_config.py: ")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("c.Execute.timeout = 1 +", "line 3, cannot be run: SyntaxError"),
        ("from classroom.showing.feedback import TEMPLATE", "line 3, cannot be run: ImportError: cannot import name"),
        ("C.Execute.timeout = 1", "line 3, cannot be run: NameError"),
    ],
)
def test_settings_that_cannot_be_read_are_one_problem(mini: MiniCourse, line: str, what: str) -> None:
    [said] = found(mini, line)
    assert what in said


def test_missing_settings_are_one_problem(mini: MiniCourse) -> None:
    (mini.course.root / "nbgrader_config.py").unlink()
    [problem] = settings_that_name_nothing(mini.course)
    assert "does not exist" in problem.what
